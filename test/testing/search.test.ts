/** The search goes through classes, so it must find what random candidates find. */
import { describe, expect, test } from "vitest";
import { compile } from "../../src/evaluate/compile.js";
import type { Trial } from "../../src/language/model.js";
import { cellsOf } from "../../src/testing/cells.js";
import { mutantsOf } from "../../src/testing/mutants.js";
import { openBench } from "../../src/testing/records.js";
import { Space } from "../../src/testing/search.js";
import { EVERYTHING, runOf, trialOf } from "./build.js";

function trialWith(inclusion: readonly object[], exclusion: readonly object[] = []): Trial {
  const found = trialOf(inclusion, exclusion);
  if (typeof found === "string") throw new Error(found);
  return found;
}

/** Numbers that look random and are the same in every run. */
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

/** Values of every kind of cell: exact, censored, ranges, partial dates, other units, nothing. */
function candidate(): Readonly<Record<string, unknown>> {
  const pairs: readonly (readonly [string, () => unknown])[] = [
    ["age", () => pick([whole(15, 80), `>${whole(10, 80)} a`, `<${whole(10, 80)} a`, null])],
    ["alt", () => pick([`${whole(80, 120)} U/L`, `${whole(20, 30) / 10} x ULN`, "<90 U/L", "NA"])],
    ["alt_uln", () => pick([40, 38, null])],
    ["creatinine", () => pick([`${whole(10, 20) / 10} mg/dL`, `${whole(120, 145)} umol/L`, "<130 umol/L", ""])],
    ["last_dose", () => pick([day(0, 70), "2026-03", "2026", null, day(-3, 0)])],
    ["diagnosed", () => pick([day(780, 860), day(2000, 2250), "2020-08", "2023", "later", null])],
    ["child_pugh", () => pick(["A", "B", "C", "D", null])],
    ["ecog", () => pick([0, 1, 2, 3, "0-1", "1-2", "<2", null])],
    ["pregnant", () => pick([true, false, "", "perhaps", null])],
    ["hb", () => pick([`${whole(80, 90) / 10} g/dL`, `${whole(80, 90)} g/L`, ">8 g/dL", null])],
    ["hb_date", () => pick([day(10, 18), day(-2, 2), "2026-03", null])],
  ];
  return Object.fromEntries(pairs.map(([key, value]) => [key, value()]).filter(([, value]) => value !== null));
}

describe("a fault that makes no difference makes none to random candidates", () => {
  const trial = trialWith(EVERYTHING.inclusion, EVERYTHING.exclusion);
  const run = runOf(trial, EVERYTHING.base, [{ name: "a", expect: { I1: "pass" } }]);
  const bench = openBench(trial, run.test.asOf);
  const records = bench.read(
    Array.from({ length: 1500 }, () => new Map(Object.entries(candidate()).map(([key, value]) => [key, JSON.stringify(value)]))),
  );
  const mutants = mutantsOf(trial).filter(({ kind }) => kind !== "inclusion-exclusion");

  test.each(mutants.map((mutant) => [`${mutant.node}: ${mutant.after}`, mutant] as const))("%s", (_, { original, criterion }) => {
    const [before, after] = [original, criterion].map(({ condition }) => compile(condition, bench));
    const found = new Space(bench, cellsOf(new Map()), [original.condition, criterion.condition]).find(
      ([first, second]) => first?.(original.condition.id) !== second?.(criterion.condition.id),
    );
    const differs = records.some((record) => before?.truth(record) !== after?.truth(record));
    expect(found.state).not.toBe("unsure");
    if (differs) expect(found.state).toBe("found");
    if (found.state === "found") {
      const [record] = bench.read([found.cells]);
      expect(record && before?.truth(record)).not.toBe(record && after?.truth(record));
    }
  });
});

test("a search that would take too long says so", () => {
  const leaves = Array.from({ length: 12 }, (_, index) => ({
    field: index % 2 === 0 ? "smoker" : "pregnant",
    op: "is",
    value: true,
  }));
  const few = trialWith([{ all: leaves }]);
  const bench = openBench(few, undefined);
  const never = new Space(
    bench,
    new Map(),
    few.criteria.map(({ condition }) => condition),
  ).find(() => false);
  expect(never.state).toBe("impossible"); // two fields: nine candidates
  const fields = Array.from({ length: 12 }, (_, index) => `f${index}`);
  const condition = { all: fields.map((field) => ({ field, op: "is", value: true })) };
  const many = trialOf([condition], [], Object.fromEntries(fields.map((field) => [field, { type: "boolean" }])));
  if (typeof many === "string") throw new Error(many);
  const wide = new Space(
    openBench(many, undefined),
    new Map(),
    many.criteria.map((criterion) => criterion.condition),
  );
  expect(wide.find(() => false).state).toBe("unsure"); // 3 to the 12th
  expect(wide.find(([truth]) => truth?.("I1") === "true").state).toBe("found"); // far from the base, but where all is true
});
