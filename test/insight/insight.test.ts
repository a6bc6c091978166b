/** The numbers in the summary of a list, each compared with a naive count; and the lists of candidates. */
import { beforeAll, describe, expect, test } from "vitest";
import type { CandidateResult } from "../../src/evaluate/result.js";
import { InsightCollector } from "../../src/insight/collect.js";
import { flowOf, type Insight, idsOf, mergeInsight, noInsight, type TrialInsight } from "../../src/insight/insight.js";
import { loadTrials } from "../../src/language/load/load.js";
import type { Trial } from "../../src/language/model.js";
import { screenRecords } from "../../src/library/screen.js";
import { parseIsoDay } from "../../src/values/date/date.js";

const CRITERIA = JSON.stringify({
  trial: { id: "T1" },
  fields: {
    platelets: { type: "number", label: "Platelets", unit: "10*9/L", plausible: [1, 2000] },
    hb: { type: "number", label: "Hemoglobin", unit: "g/L", plausible: [20, 250] },
    brain: { type: "boolean", label: "Brain metastasis", whenBlank: false },
    last_dose: { type: "date", label: "Last dose" },
  },
  inclusion: [
    { id: "I1", label: "Platelets", condition: { field: "platelets", op: ">=", value: 80, unit: "10*9/L" } },
    { id: "I2", label: "Hemoglobin", condition: { field: "hb", op: ">=", value: 8, unit: "g/dL" } },
    { id: "I3", label: "Last dose", condition: { field: "last_dose", op: ">=", value: 28, unit: "d" } },
  ],
  exclusion: [{ id: "E1", label: "Brain metastasis", condition: { field: "brain", op: "is", value: true } }],
});
const AS_OF = "2026-01-15";
/** All combinations of these values are used. */
const VALUES = {
  platelets: [210, 79, null, "80?"],
  hb: [120, 75, null],
  brain: [false, true, ""],
  last_dose: ["2025-06-01", "2026-01-10", "2025-12", null],
};

let trials: readonly Trial[] = [];
let results: readonly CandidateResult[] = [];
let insight: Insight = noInsight([], 0);
let own: TrialInsight;

beforeAll(async () => {
  const rows = VALUES.platelets.flatMap((platelets) =>
    VALUES.hb.flatMap((hb) =>
      VALUES.brain.flatMap((brain) => VALUES.last_dose.map((last_dose) => ({ platelets, hb, brain, last_dose }))),
    ),
  );
  const numbered = rows.map((row, index) => ({ id: `P${index}`, ...row }));
  // The last two records have the same ID.
  const records = [...numbered, { ...rows[0], id: "P0x" }, { ...rows[0], id: "P0x" }];
  trials = loadTrials([{ file: "t.json", text: CRITERIA }], () => undefined).trials;
  results = (await screenRecords(trials, records, { asOf: AS_OF })).candidates;
  insight = insightOf(1000);
  const [first] = insight.trials;
  if (first === undefined) throw new Error("no trial");
  own = first;
});

/** The summary of the whole list, collected in blocks of `block` results. */
function insightOf(most: number, block = results.length): Insight {
  const collector = new InsightCollector(trials, { asOf: parseIsoDay(AS_OF), most, hasEvidence: true });
  const whole = noInsight(trials, most);
  for (let at = 0; at < results.length; at += block) {
    for (const result of results.slice(at, at + block)) collector.add(result);
    mergeInsight(whole, structuredClone(collector.take()));
  }
  return whole;
}

/** The number of candidates whose verdicts satisfy the predicate. */
function countOf(is: (verdicts: Readonly<Record<string, string>>, result: CandidateResult) => boolean): number {
  return results.filter((result) => {
    const criteria = result.trials[0]?.criteria ?? [];
    return is(Object.fromEntries(criteria.map(({ id, verdict }) => [id, verdict])), result);
  }).length;
}
const having = (verdicts: Readonly<Record<string, string>>, verdict: string): number =>
  Object.values(verdicts).filter((one) => one === verdict).length;

describe("numbers", () => {
  test("counts by eligibility, which are consistent with the flow chart", () => {
    const { counts } = own;
    const flow = flowOf(own);
    for (const kind of ["eligible", "ineligible", "undetermined"] as const)
      expect(counts[kind]).toBe(countOf((_, { trials: [trial] }) => trial?.eligibility === kind));
    expect(flow.assessed).toBe(results.length);
    expect(flow.excluded.reduce((sum, { count }) => sum + count, flow.undetermined + flow.eligible)).toBe(flow.assessed);
    expect(flow.excluded.map(({ id }) => id)).toEqual(["I1", "I2", "I3", "E1"]);
  });

  test.each(["I1", "I2", "I3", "E1"])("of %s", (id) => {
    const order = ["I1", "I2", "I3", "E1"];
    const tally = own.criteria[order.indexOf(id)];
    expect(tally).toEqual({
      id,
      assumed: id === "E1" ? own.assumed.eligible : 0,
      pass: countOf((verdicts) => verdicts[id] === "pass"),
      fail: countOf((verdicts) => verdicts[id] === "fail"),
      unknown: countOf((verdicts) => verdicts[id] === "unknown"),
      failsAlone: countOf((verdicts) => verdicts[id] === "fail" && having(verdicts, "fail") === 1),
      unknownAlone: countOf(
        (verdicts) => verdicts[id] === "unknown" && having(verdicts, "fail") === 0 && having(verdicts, "unknown") === 1,
      ),
      failsFirst: countOf((verdicts) => verdicts[id] === "fail" && order.find((one) => verdicts[one] === "fail") === id),
    });
  });

  test("the number of records, and of persons", () => {
    expect([insight.records, idsOf(insight), insight.recordsWithProblems]).toEqual([results.length, results.length - 1, 2]);
  });

  test("look-ups: counts by number of values, and by field", () => {
    // No other criterion fails, and a missing value may be anything, so every open field has to be looked up.
    const open = (verdicts: Readonly<Record<string, string>>, { problems }: CandidateResult): number =>
      problems.length === 0 && having(verdicts, "fail") === 0 ? having(verdicts, "unknown") : 0;
    expect(own.needed.total).toBe(countOf((verdicts, result) => open(verdicts, result) > 0));
    expect(own.oneAway).toBe(countOf((verdicts, result) => open(verdicts, result) === 1));
    const { candidates, alone } = own.fields.get("platelets") ?? { candidates: 0, alone: 0 };
    expect(candidates).toBe(countOf((verdicts, result) => verdicts["I1"] === "unknown" && open(verdicts, result) > 0));
    expect(alone).toBe(countOf((verdicts, result) => verdicts["I1"] === "unknown" && open(verdicts, result) === 1));
    const sizes = own.needed.items.map(({ lookUps }) => lookUps.length);
    expect(sizes).toEqual([...sizes].sort());
  });

  test("candidates who are eligible by an assumed blank", () => {
    const assumed = countOf(
      (_, { trials: [trial] }) => trial?.eligibility === "eligible" && trial.criteria.some((one) => one.assumed),
    );
    expect(assumed).toBeGreaterThan(0);
    expect(own.assumed.eligible).toBe(assumed);
  });
});

describe("lists", () => {
  test("eligible candidates, in the order of the list", () => {
    const rows = own.approach.items.map(({ row }) => row);
    expect(rows).toEqual([...rows].sort((a, b) => a - b));
    expect(own.approach.items[0]).toMatchObject({ candidate: "P0", row: 1, assumed: [] });
    expect(own.approach.total).toBe(own.counts.eligible);
  });

  test("why a value is unknown, and what is required", () => {
    const one = own.needed.items.find(({ lookUps }) => lookUps.length === 1 && lookUps[0]?.field === "hb");
    expect(one?.lookUps).toEqual([{ field: "hb", label: "Hemoglobin", why: "cell is empty", needs: "at least 8 g/dL" }]);
    const dose = own.needed.items.find(({ lookUps }) => lookUps.length === 1 && lookUps[0]?.field === "last_dose");
    expect(dose?.lookUps[0]?.needs).toBe("at least 28 days before the as-of date");
  });

  test("near misses: one criterion fails and none is unknown; the distance is in the unit of the limit", () => {
    const byCriterion = new Map(own.nearMisses.items.map(({ criterion, distance, words }) => [criterion, [distance, words]]));
    expect(byCriterion).toEqual(
      new Map([
        ["I1", [1, "1 × 10⁹/L"]],
        ["I2", [0.5, "0.5 g/dL"]],
        ["I3", [23, "23 days"]],
      ]),
    );
    expect(own.nearMisses.total).toBe(
      countOf((verdicts) => having(verdicts, "fail") === 1 && having(verdicts, "unknown") === 0 && verdicts["E1"] !== "fail"),
    );
  });

  test("each unreadable cell once, and records with problems", () => {
    const cells = countOf(
      (_, { problems, trials: [trial] }) =>
        problems.length === 0 && (trial?.criteria.some(({ evidence }) => evidence.some(({ cell }) => cell === "80?")) ?? false),
    );
    expect(insight.unreadableCells).toBe(cells);
    expect(insight.corrections.total).toBe(cells + 2);
    expect(insight.corrections.items.at(-1)).toMatchObject({
      candidate: "P0x",
      column: "",
      why: expect.stringContaining("duplicate ID"),
    });
  });

  test.each([1, 7, 50])("blocks of %i give the same when merged", (block) => expect(insightOf(5, block)).toEqual(insightOf(5)));

  test("only as many as requested are kept, but all are counted", () => {
    const [trial] = insightOf(2).trials;
    expect(trial?.needed.items).toEqual(own.needed.items.slice(0, 2));
    expect(trial?.needed.total).toBe(own.needed.total);
  });
});
