/** Generated lists in blocks of any size: every number of the summary is the same as in a naive count. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { CandidateResult, TrialResult } from "../../src/evaluate/result.js";
import { InsightCollector } from "../../src/insight/collect.js";
import { flowOf, type Insight, idsOf, mergeInsight, noInsight } from "../../src/insight/insight.js";
import { loadTrials } from "../../src/language/load/load.js";
import { screenRecords } from "../../src/library/screen.js";
import { parseIsoDay } from "../../src/values/date/date.js";
import { PATIENCE, runs } from "../runs.js";

const FIELDS = {
  plt: { type: "number", label: "Platelets", unit: "10*9/L", plausible: [1, 2000] },
  hb: { type: "number", label: "Hemoglobin", unit: "g/L", plausible: [20, 250] },
  brain: { type: "boolean", label: "Brain metastasis", whenBlank: false },
  dose: { type: "date", label: "Last dose" },
};
const trial = (id: string, inclusion: readonly object[], exclusion: readonly object[]): string =>
  JSON.stringify({ trial: { id }, fields: FIELDS, inclusion, exclusion });
const is = (id: string, condition: object): object => ({ id, label: id, condition });
const plt = { field: "plt", op: ">=", value: 80, unit: "10*9/L" };
const hb = { field: "hb", op: ">=", value: 8, unit: "g/dL" };
const TEXTS = [
  trial(
    "T1",
    [is("I1", plt), is("I2", { any: [hb, { field: "plt", op: ">=", value: 200, unit: "10*9/L" }] })],
    [is("E1", { field: "brain", op: "is", value: true })],
  ),
  trial("T2", [is("I1", { field: "dose", op: ">=", value: 28, unit: "d" }), is("I2", hb)], []),
];
const AS_OF = "2026-01-15";

const record = fc.record({
  id: fc.constantFrom("P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8"),
  plt: fc.constantFrom(210, 79, 80, "80?", null, ""),
  hb: fc.constantFrom(120, 75, null, "pending"),
  brain: fc.constantFrom(true, false, "", "maybe"),
  dose: fc.constantFrom("2025-06-01", "2026-01-10", "2025-12", null, "soon"),
});

const count = <T>(of: readonly T[], isSo: (one: T) => boolean): number => of.filter(isSo).length;
const has = ({ criteria }: TrialResult, verdict: string): number => count(criteria, (one) => one.verdict === verdict);

function expectNumbers(insight: Insight, results: readonly CandidateResult[]): void {
  expect(insight.records).toBe(results.length);
  expect(idsOf(insight)).toBe(new Set(results.map(({ candidate }) => candidate)).size);
  expect(insight.recordsWithProblems).toBe(count(results, ({ problems }) => problems.length > 0));
  const unreadable = results.flatMap(({ problems, trials }) => {
    const cells = trials.flatMap(({ criteria }) => criteria.flatMap(({ evidence }) => evidence));
    return problems.length > 0
      ? []
      : [...new Set(cells.flatMap(({ reading, column }) => (reading.state === "unreadable" ? [column] : [])))];
  });
  expect(insight.unreadableCells).toBe(unreadable.length);
  insight.trials.forEach((own, index) => {
    const all = results.flatMap(({ trials, problems }) => {
      const one = trials[index];
      return one === undefined ? [] : [{ ...one, hasProblems: problems.length > 0 }];
    });
    for (const word of ["eligible", "ineligible", "undetermined"] as const)
      expect(own.counts[word]).toBe(count(all, ({ eligibility }) => eligibility === word));
    own.criteria.forEach(({ id, ...tally }, at) => {
      const isSo = (one: TrialResult, verdict: string): boolean => one.criteria[at]?.verdict === verdict;
      expect([id, tally]).toEqual([
        id,
        {
          pass: count(all, (one) => isSo(one, "pass")),
          fail: count(all, (one) => isSo(one, "fail")),
          unknown: count(all, (one) => isSo(one, "unknown")),
          failsAlone: count(all, (one) => isSo(one, "fail") && has(one, "fail") === 1),
          unknownAlone: count(all, (one) => isSo(one, "unknown") && has(one, "unknown") === 1 && has(one, "fail") === 0),
          failsFirst: count(all, (one) => one.criteria.findIndex(({ verdict }) => verdict === "fail") === at),
          assumed: count(all, (one) => one.eligibility === "eligible" && one.criteria[at]?.assumed === true),
        },
      ]);
    });
    expect(own.assumed).toEqual({
      eligible: count(all, (one) => one.eligibility === "eligible" && one.criteria.some(({ assumed }) => assumed)),
      ineligible: count(
        all,
        (one) => one.eligibility === "ineligible" && one.criteria.every(({ verdict, assumed }) => verdict !== "fail" || assumed),
      ),
    });
    const { assessed, excluded, undetermined, eligible } = flowOf(own);
    expect(assessed).toBe(results.length);
    expect(excluded.reduce((sum, one) => sum + one.count, undetermined + eligible)).toBe(assessed);
    expect(own.approach.total).toBe(eligible);
    // The look-ups of individual candidates add up to the totals.
    const open = all.filter((one) => one.eligibility === "undetermined");
    expect(open.every(({ lookUps }) => lookUps !== undefined)).toBe(true);
    expect(all.every((one) => one.eligibility === "undetermined" || one.lookUps === undefined)).toBe(true);
    const needed = open.flatMap(({ lookUps = [] }) => (lookUps.length === 0 ? [] : [lookUps]));
    expect(count(open, ({ hasProblems, lookUps = [] }) => hasProblems && lookUps.length > 0)).toBe(0);
    expect([own.needed.total, own.oneAway]).toEqual([needed.length, count(needed, (one) => one.length === 1)]);
    for (const { field, candidates, alone } of own.fields.values())
      expect([field, candidates, alone]).toEqual([
        field,
        count(needed, (one) => one.some((lookUp) => lookUp.field === field)),
        count(needed, (one) => one.length === 1 && one[0]?.field === field),
      ]);
    expect(own.nearMisses.total).toBe(count(all, ({ nearMiss }) => nearMiss !== undefined));
    for (const one of all) if (one.nearMiss !== undefined) expect([has(one, "fail"), has(one, "unknown")]).toEqual([1, 0]);
  });
}

test(
  "for any list in any blocks",
  async () => {
    const { trials } = loadTrials(
      TEXTS.map((text, index) => ({ file: `t${index}.json`, text })),
      () => undefined,
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 12 }),
        async (list, block) => {
          const { candidates } = await screenRecords(trials, list, { asOf: AS_OF });
          const collector = new InsightCollector(trials, { asOf: parseIsoDay(AS_OF), most: 100, hasEvidence: true });
          const whole = noInsight(trials, 100);
          const results: CandidateResult[] = [];
          for (let at = 0; at < candidates.length; at += block) {
            for (const result of candidates.slice(at, at + block)) results.push(collector.add(result));
            mergeInsight(whole, structuredClone(collector.take()));
          }
          expectNumbers(whole, results);
        },
      ),
      runs(60),
    );
  },
  PATIENCE,
);
