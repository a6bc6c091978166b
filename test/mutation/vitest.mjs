/** The part of vitest that the tests of the rooms use, for `in-process.mjs`: it notes tests down, and leaves running them to others. */
import { GLOBAL_EXPECT, JestAsymmetricMatchers, JestChaiExpect, JestExtend, setState } from "@vitest/expect";
import * as chai from "chai";
import fc from "fast-check";

// The same cases for every fault, and no search for a smaller one: that a property fails is enough here.
fc.configureGlobal({ seed: 20260115, endOnFailure: true });

for (const part of [JestExtend, JestChaiExpect, JestAsymmetricMatchers]) chai.use(part);

/** As in vitest, with its own matchers. */
export const expect = Object.assign((value, message) => chai.expect(value, message), chai.expect);
globalThis[GLOBAL_EXPECT] = expect;
setState({}, expect);

/** All tests by now: name and function. */
export const tests = [];

let current = "";
const around = [];

/** What follows stands in this file. */
export function file(name) {
  current = name;
}

export function describe(name, body) {
  around.push(name);
  body();
  around.pop();
}

export function test(name, body) {
  // Rows of tables may have one name.
  const id = `${tests.length} ${[current, ...around, name].join(" > ")}`;
  tests.push({ id, run: body });
}

/** Each row is one test, or one group of them. */
const each = (one) => (rows) => (name, body) => {
  for (const row of rows) one(name, () => (Array.isArray(row) ? body(...row) : body(row)));
};
describe.each = each(describe);
test.each = each(test);

/** Patience is a matter of the tool here. */
export const vi = { setConfig: () => undefined };
