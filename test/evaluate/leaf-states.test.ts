import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ASSUMED, LeafStates, QUOTED, TRUTH, truthIn, UNKEPT } from "../../src/evaluate/leaf-states.js";
import type { LeafCondition } from "../../src/language/model.js";
import { type CriteriaPlan, planCriteria } from "../../src/plan/plan.js";
import { missing, type Reading, unreadable } from "../../src/values/reading.js";
import type { CandidateRecord } from "../../src/values/record.js";
import { AS_OF, all, days, knownLeaf, numberField, numberLeaf, numbers, quantity, recordOf } from "../naive/build.js";
import { runs } from "../runs.js";

const FIELDS = ["alt", "ast", "plt"].map((name) => numberField(name, { unit: name === "plt" ? "10*9/L" : "U/L" }));
const [ALT, AST, PLT] = FIELDS;
if (ALT === undefined || AST === undefined || PLT === undefined) throw new Error("three fields");

/** Pairs of leaves on one slot: two plain ones, one with the limit of normal, and one with the date. */
const LEAVES: readonly LeafCondition[] = [
  numberLeaf(ALT, { op: "<=", limits: ["40"] }),
  knownLeaf(ALT),
  numberLeaf(AST, { op: "<=", limits: ["2"], unit: "[ULN]" }),
  numberLeaf(PLT, { op: ">=", limits: ["80"], maxAge: { value: 14, unit: "d" } }),
];

function planOf(leaves: readonly LeafCondition[]): CriteriaPlan {
  const criteria = [{ id: "I1", kind: "inclusion", condition: all(...leaves) } as const];
  return planCriteria([{ id: "T1", criteria }], FIELDS, (_, field) => FIELDS.findIndex(({ name }) => name === field.name));
}

const PLAN = planOf(LEAVES);

/** Readings of an enzyme: below, above and across the limit, in multiples of the limit of normal, assumed, and missing. */
const READINGS: readonly Reading[] = [
  numbers([quantity("20", "U/L")]),
  numbers([quantity("90", "U/L")]),
  numbers([quantity("[30,50]", "U/L")]),
  numbers([quantity("1.5", "[ULN]")]),
  { ...numbers([quantity("20", "U/L")]), assumed: "trusted" },
  { ...numbers([quantity("[30,50]", "U/L")]), assumed: "trusted" },
  missing("blank"),
  unreadable("not-a-number"),
];
const COUNTS: readonly Reading[] = [numbers([quantity("70", "10*9/L")]), numbers([quantity("90", "10*9/L")]), missing("blank")];
const LIMITS: readonly Reading[] = [missing("no-column"), numbers([quantity("30", "U/L")]), numbers([quantity("60", "U/L")])];
const MEASURED: readonly Reading[] = [
  missing("no-column"),
  days("2026-01-10"),
  days("2025-01-10"),
  { ...days("2026-01-10"), assumed: "trusted" },
];

interface Row {
  /** By slot. Generation 0 means that the reading has no key. */
  readonly keys: readonly (readonly [generation: number, number: number])[];
  readonly limit: number;
  readonly measured: number;
}

const ROW: fc.Arbitrary<Row> = fc.record({
  keys: fc.array(fc.tuple(fc.nat(6), fc.integer({ min: 1, max: 9 })), { minLength: 3, maxLength: 3 }),
  limit: fc.nat(LIMITS.length - 1),
  measured: fc.nat(MEASURED.length - 1),
});

function pick<T>(from: readonly T[], at: number): T {
  const found = from[at % from.length];
  if (found === undefined) throw new Error("nothing to choose from");
  return found;
}

/** A record whose readings are determined by their keys alone; limits and dates are not. */
function recordIn({ keys, limit, measured }: Row): CandidateRecord {
  const entries = keys.map(([generation, number], slot) => ({
    reading: pick(slot === 2 ? COUNTS : READINGS, generation * 3 + number),
    upperLimit: pick(LIMITS, limit),
    measuredOn: pick(MEASURED, measured),
  }));
  const part = (at: 0 | 1): Int32Array => Int32Array.from(keys, (key) => key[at]);
  return { ...recordOf(entries), readingKeys: { generations: part(0), numbers: part(1) } };
}

const bare = ({ readingKeys, ...record }: CandidateRecord): CandidateRecord => record;

/** The states without the bit for results that may not be cached. */
function found(states: LeafStates): readonly number[] {
  return Array.from(states.bytes, (byte) => byte & ~UNKEPT);
}

test("the result of a record does not depend on records before it, with and without keys", () => {
  fc.assert(
    fc.property(fc.array(ROW, { minLength: 1, maxLength: 40 }), (rows) => {
      const states = new LeafStates(PLAN, AS_OF);
      for (const row of rows) {
        const record = recordIn(row);
        const fresh = new LeafStates(PLAN, AS_OF);
        fresh.read(bare(record));
        states.read(record);
        expect(found(states)).toEqual(found(fresh));
        expect(states.all).toBe(states.bytes.reduce((sum, byte) => sum | byte, 0));
        expect(fresh.all).toBe(fresh.bytes.reduce((sum, byte) => sum | byte, 0));
      }
    }),
    runs(1000),
  );
});

/** A record that counts how often its observations are read. */
function counted(record: CandidateRecord): { readonly record: CandidateRecord; readonly asked: () => number } {
  let asked = 0;
  const observations = (slot: number) => {
    asked += 1;
    return record.observations(slot);
  };
  return { record: { ...record, observations }, asked: () => asked };
}

const key = (generation: number, number: number): Row => ({
  keys: [
    [generation, number],
    [generation, number],
    [generation, number],
  ],
  limit: 1,
  measured: 1,
});

describe("equal cells are compared once", () => {
  const ENZYME = planOf([numberLeaf(ALT, { op: "<=", limits: ["40"] })]);
  const TWICE = planOf([numberLeaf(ALT, { op: "<=", limits: ["40"] }), knownLeaf(ALT)]);
  const DATED = planOf([numberLeaf(PLT, { op: ">=", limits: ["80"], maxAge: { value: 14, unit: "d" } })]);
  const MULTIPLE = planOf([numberLeaf(ALT, { op: "<=", limits: ["2"], unit: "[ULN]" })]);

  test.each<[what: string, CriteriaPlan, readonly Row[], Row, isKnown: boolean, mayBeKept: boolean]>([
    ["the same key", ENZYME, [key(1, 2)], key(1, 2), true, true],
    ["two leaves", TWICE, [key(1, 2)], key(1, 2), true, true],
    ["another number", ENZYME, [key(1, 1)], key(1, 2), false, true],
    ["another generation", ENZYME, [key(2, 2)], key(1, 2), false, true],
    ["four generations", ENZYME, [1, 2, 3].map((at) => key(at, 2)), key(1, 2), true, true],
    ["more numbers than there is room for", TWICE, [key(1, 2), key(1, 900)], key(1, 2), true, true],
    ["no key", ENZYME, [key(0, 2)], key(0, 2), false, false],
    ["a number that is too high for the cache", ENZYME, [key(1, 5_000_000)], key(1, 5_000_000), false, false],
    ["the date matters", DATED, [key(1, 2)], key(1, 2), false, false],
    ["the limit of normal matters", MULTIPLE, [key(1, 1)], key(1, 1), false, false],
    ["the cell is a multiple of the limit of normal", ENZYME, [key(1, 0)], key(1, 0), false, false],
    ["one generation more than is kept", ENZYME, [1, 2, 3, 4, 5, 6].map((at) => key(at, 2)), key(1, 2), false, true],
  ])("%s", (_, plan, before, then, isKnown, mayBeKept) => {
    const states = new LeafStates(plan, AS_OF);
    for (const row of before) states.read(recordIn(row));
    const { record, asked } = counted(recordIn(then));
    states.read(record);
    expect(asked() === 0).toBe(isKnown);
    expect((states.all & UNKEPT) === 0).toBe(mayBeKept);
  });
});

test("bits for other purposes are left unchanged", () => {
  const states = new LeafStates(PLAN, AS_OF, 2);
  expect(states.bytes).toHaveLength(PLAN.leaves.length + 2);
  states.read(recordIn(key(1, 1)));
  expect([...states.bytes.slice(-2)]).toEqual([0, 0]);
});

test("nothing is cached before the first record", () => {
  const states = new LeafStates(PLAN, AS_OF);
  expect([...states.bytes]).toEqual([0, 0, 0, 0]);
  expect(states.all).toBe(0);
});

const TRUSTED = READINGS[4] ?? missing("blank");

test.each<[string, LeafCondition, Reading, Reading, number]>([
  ["true", numberLeaf(ALT, { op: "<=", limits: ["40"] }), numbers([quantity("20", "U/L")]), missing("absent"), 3],
  ["false", numberLeaf(ALT, { op: "<=", limits: ["40"] }), numbers([quantity("90", "U/L")]), missing("absent"), 1],
  ["unknown", numberLeaf(ALT, { op: "<=", limits: ["40"] }), numbers([quantity("[30,50]", "U/L")]), missing("absent"), 2],
  [
    "an unreadable cell is quoted",
    numberLeaf(ALT, { op: "<=", limits: ["40"] }),
    unreadable("not-a-number"),
    missing("absent"),
    2 | QUOTED,
  ],
  ["a missing cell is quoted", numberLeaf(ALT, { op: "<=", limits: ["40"] }), missing("blank"), missing("absent"), 2 | QUOTED],
  ["a trusted value is assumed", numberLeaf(ALT, { op: "<=", limits: ["40"] }), TRUSTED, missing("absent"), 3 | ASSUMED],
  [
    "but not where it makes the leaf unknown",
    numberLeaf(ALT, { op: "<=", limits: ["40"] }),
    { ...numbers([quantity("[30,50]", "U/L")]), assumed: "trusted" },
    missing("absent"),
    2,
  ],
  [
    "a trusted date is assumed where the leaf asks for a date",
    numberLeaf(ALT, { op: "<=", limits: ["40"], maxAge: { value: 14, unit: "d" } }),
    numbers([quantity("20", "U/L")]),
    { ...days("2026-01-10"), assumed: "trusted" },
    3 | ASSUMED,
  ],
  [
    "but not elsewhere",
    numberLeaf(ALT, { op: "<=", limits: ["40"] }),
    numbers([quantity("20", "U/L")]),
    { ...days("2026-01-10"), assumed: "trusted" },
    3,
  ],
])("%s", (_, leaf, reading, measuredOn, byte) => {
  const states = new LeafStates(planOf([leaf]), AS_OF);
  states.read(recordOf([{ reading, measuredOn }]));
  expect((states.bytes[0] ?? 0) & ~UNKEPT).toBe(byte);
  expect(truthIn(states.bytes[0] ?? 0)).toBe(["unknown", "false", "unknown", "true"][byte & TRUTH]);
});
