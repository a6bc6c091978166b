/** The search uses classes of cells, so it must find whatever random candidates find. */
import { describe, expect, test } from "vitest";
import { compile } from "../../src/evaluate/compile.js";
import type { Trial } from "../../src/language/model.js";
import { cellsOf } from "../../src/testing/cells.js";
import { openHarness } from "../../src/testing/harness.js";
import { mutantsOf } from "../../src/testing/mutants.js";
import { type Part, Space } from "../../src/testing/search.js";
import { parseIsoDay } from "../../src/values/date/date.js";
import { EVERYTHING, trialOf } from "./build.js";

function trialWith(inclusion: readonly object[], exclusion: readonly object[] = []): Trial {
  const found = trialOf(inclusion, exclusion);
  if (typeof found === "string") throw new Error(found);
  return found;
}

/** Pseudo-random numbers that are the same on every run. */
function* numbers(seed: number): Generator<number, number> {
  for (let state = seed; ; ) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield state / 2_147_483_648;
  }
}

const SOURCE = numbers(7);
const random = (): number => SOURCE.next().value;
const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
const whole = (low: number, high: number): number => low + Math.floor(random() * (high - low + 1));
const day = (low: number, high: number): string =>
  new Date(Date.UTC(2026, 2, 31) - whole(low, high) * 86_400_000).toISOString().slice(0, 10);

/** A candidate with cells of every kind: exact, censored, ranges, partial dates, other units, blank. */
function candidate(): Readonly<Record<string, unknown>> {
  const pairs: readonly (readonly [string, () => unknown])[] = [
    ["age", () => pick([whole(15, 80), `>${whole(10, 80)} a`, `<${whole(10, 80)} a`, null, null])],
    ["birth_date", () => pick([day(6500, 6800), "2008-03", "2007", "1999-12-31", ["2000-01-01", "1990-05-05"], null])],
    [
      "alt",
      () => pick([`${whole(80, 120)} U/L`, `${whole(20, 30) / 10} x ULN`, "<90 U/L", "<=100 U/L", ["90 U/L", "120 U/L"], "NA"]),
    ],
    ["alt_uln", () => pick([40, 38, 60, 30, null])],
    ["creatinine", () => pick([`${whole(10, 20) / 10} mg/dL`, `${whole(120, 145)} umol/L`, "<130 umol/L", ""])],
    ["last_dose", () => pick([day(0, 70), "2026-03", "2026", null, day(-3, 0)])],
    ["diagnosed", () => pick([day(780, 860), day(2000, 2250), "2020-08", "2023", "later", null])],
    ["child_pugh", () => pick(["A", "B", "C", "D", ["A", "B"], ["B", "C"], null])],
    ["ecog", () => pick([0, 1, 2, 3, "0-1", "1-2", "<2", [0, 3], null])],
    ["pregnant", () => pick([true, false, "", "perhaps", null])],
    ["hb", () => pick([`${whole(80, 90) / 10} g/dL`, `${whole(80, 90)} g/L`, ">8 g/dL", null])],
    ["hb_date", () => pick([day(10, 18), day(-2, 2), "2026-03", null])],
  ];
  return Object.fromEntries(pairs.map(([key, value]) => [key, value()]).filter(([, value]) => value !== null));
}

/** Conditions on the same field or on related fields, where a value has to be in two classes at once. */
const BESIDE_EACH_OTHER = [
  {
    any: [
      { field: "alt", op: "<=", value: 2.5, unit: "[ULN]" },
      { field: "alt", op: "between", value: [90, 100], unit: "U/L" },
      { field: "alt", op: "<", value: 1, unit: "[ULN]" },
    ],
  },
  {
    all: [
      { field: "age", op: ">=", value: 18, unit: "a" },
      { field: "birth_date", op: "<", value: "2000-01-01" },
    ],
  },
  {
    any: [
      { field: "age", op: "=", value: 216, unit: "mo" },
      { field: "age", op: "!=", value: 220, unit: "mo" },
    ],
  },
  {
    any: [
      { field: "ecog", op: "<", value: 2 },
      { field: "ecog", op: ">=", value: 2 },
    ],
  },
  {
    atLeast: 2,
    of: [
      { field: "child_pugh", op: "is", value: "A" },
      { field: "child_pugh", op: "not-in", value: ["C"] },
      { field: "child_pugh", op: "in", value: ["B", "C"] },
    ],
  },
];

describe.each([
  ["each alone", EVERYTHING.inclusion, EVERYTHING.exclusion],
  ["together", BESIDE_EACH_OTHER, []],
])("equivalent mutants make no difference to random candidates: conditions %s", (_, inclusion, exclusion) => {
  const trial = trialWith(inclusion, exclusion);
  const harness = openHarness(trial, parseIsoDay("2026-03-31"));
  const records = harness.read(
    Array.from({ length: 1500 }, () => new Map(Object.entries(candidate()).map(([key, value]) => [key, JSON.stringify(value)]))),
  );
  const mutants = mutantsOf(trial).filter(({ kind }) => kind !== "inclusion-exclusion");

  test.each(mutants.map((mutant) => [`${mutant.node}: ${mutant.after}`, mutant] as const))("%s", (_, { original, criterion }) => {
    const [before, after] = [original, criterion].map(({ condition }) => compile(condition, harness));
    const [one, other] = [
      { condition: original.condition, harness },
      { condition: criterion.condition, harness },
    ] as const;
    const found = new Space(cellsOf(new Map()), [one, other]).difference(one, other);
    const differs = records.some((record) => before?.truth(record) !== after?.truth(record));
    expect(found.state).not.toBe("unsure");
    if (differs) expect(found.state).toBe("found");
    if (found.state === "found") {
      const [record] = harness.read([found.cells]);
      expect(record && before?.truth(record)).not.toBe(record && after?.truth(record));
    }
  });
});

function wholeOf(inclusion: readonly object[], fields?: object): { readonly space: Space; readonly part: Part } {
  const found = trialOf(inclusion, [], fields);
  const [only] = typeof found === "string" ? [] : found.criteria;
  if (typeof found === "string" || only === undefined) throw new Error("no trial");
  const part = { condition: only.condition, harness: openHarness(found, undefined) };
  return { part, space: new Space(new Map(), [part]) };
}

test("large conditions are searched completely", () => {
  const fields = Array.from({ length: 24 }, (_, index) => `f${index}`);
  const leaves = fields.map((field) => ({ field, op: "is", value: true }));
  const declared = Object.fromEntries(fields.map((field) => [field, { type: "boolean" }]));
  const pairs = leaves.flatMap((leaf, index) => (index % 2 === 0 ? [{ any: [leaf, leaves[index + 1]] }] : []));
  const { space, part } = wholeOf([{ all: [{ all: pairs }, { not: { all: leaves.slice(4) } }] }], declared);
  expect(space.find(part, "true").state).toBe("found");
  const { space: none, part: never } = wholeOf([{ all: [{ atLeast: 9, of: leaves }, { not: { any: leaves } }] }], declared);
  expect(none.find(never, "true").state).toBe("impossible");
});
