/**
 * The summary of a list needs only part of the evidence, which is expensive to make. It must be the same as with all evidence.
 */
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { compileTrial } from "../../src/evaluate/compile.js";
import type { CandidateResult, Detail } from "../../src/evaluate/result.js";
import { InsightCollector } from "../../src/insight/collect.js";
import { recordOf, surroundings, trial } from "../naive/build.js";
import { asOfDays, criteria, FIELDS, records } from "../naive/generate.js";
import { PATIENCE, runs } from "../runs.js";

vi.setConfig({ testTimeout: PATIENCE });

test("look-ups, near misses and counts are the same as with all evidence", () => {
  const lists = asOfDays.chain((asOf) =>
    fc.record({ asOf: fc.constant(asOf), criteria, entries: fc.array(records(asOf), { minLength: 1, maxLength: 5 }) }),
  );
  const seen = { lookUps: 0, nearMisses: 0, unreadable: 0 };
  fc.assert(
    fc.property(lists, ({ asOf, criteria: list, entries }) => {
      const asked = trial(FIELDS, list);
      const run = surroundings(FIELDS, asOf);
      const answer = (detail: Detail) => {
        const screen = compileTrial(asked, run.slotOf, asOf);
        const collector = new InsightCollector([asked], { asOf, most: 100, hasEvidence: true });
        const results = entries.map((values, row): CandidateResult => {
          const result = screen.screen(recordOf(values, asOf), false, detail);
          return collector.add({ candidate: `P${row}`, file: "", row, problems: [], trials: [result] });
        });
        const shown = results.map(({ trials: [one] }) => ({
          ...{ lookUps: one?.lookUps, nearMiss: one?.nearMiss },
          reasons: one?.criteria.map(({ verdict, because }) => (verdict === "pass" ? "" : because)),
        }));
        return { shown, insight: collector.take() };
      };
      const less = answer("insight");
      expect(less).toEqual(answer("evidence"));
      for (const { lookUps, nearMiss } of less.shown) {
        if (lookUps !== undefined && lookUps.length > 0) seen.lookUps += 1;
        if (nearMiss !== undefined) seen.nearMisses += 1;
      }
      seen.unreadable += less.insight.unreadableCells;
    }),
    runs(1500),
  );
  expect(Object.values(seen).every((count) => count > 20)).toBe(true);
});
