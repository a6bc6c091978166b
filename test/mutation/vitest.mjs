/**
 * A replacement for vitest in `in-process.mjs`, with the features that tests of these folders use. It only collects the tests.
 */
import { GLOBAL_EXPECT, JestAsymmetricMatchers, JestChaiExpect, JestExtend, setState } from "@vitest/expect";
import * as chai from "chai";
import fc from "fast-check";

// The same cases for every mutant, and no shrinking, because it is enough that a property fails.
fc.configureGlobal({ seed: 20260115, endOnFailure: true });

for (const part of [JestExtend, JestChaiExpect, JestAsymmetricMatchers]) chai.use(part);

/** Like vitest's `expect`, with its matchers. */
export const expect = Object.assign((value, message) => chai.expect(value, message), chai.expect);
globalThis[GLOBAL_EXPECT] = expect;
setState({}, expect);

/** All collected tests, with name and function. */
export const tests = [];

let current = "";
const around = [];

/** Sets the file of the tests that follow. */
export function file(name) {
  current = name;
}

export function describe(name, body) {
  around.push(name);
  body();
  around.pop();
}

export function test(name, body) {
  // Rows of a table may have the same name.
  const id = `${tests.length} ${[current, ...around, name].join(" > ")}`;
  tests.push({ id, run: body });
}

/** Each row is a test, or a group of tests. */
const each = (one) => (rows) => (name, body) => {
  for (const row of rows) one(name, () => (Array.isArray(row) ? body(...row) : body(row)));
};
describe.each = each(describe);
test.each = each(test);

/** Timeouts are left to Stryker. */
export const vi = { setConfig: () => undefined };
