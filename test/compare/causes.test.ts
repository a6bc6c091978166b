/** Which causes are named if the as-of dates of two results differ. */
import { expect, test } from "vitest";
import { causesOf, type RunChanges } from "../../src/compare/causes.js";
import type { ComparedCandidate, ComparedEvidence } from "../../src/compare/outcome.js";
import type { Verdict } from "../../src/evaluate/result.js";

const RUN: RunChanges = { asOf: true, readers: false, criteria: new Map() };

function candidate(verdict: Verdict, ...evidence: readonly Partial<ComparedEvidence>[]): ComparedCandidate {
  const whole = evidence.map((one) => ({ field: "f", column: "c", cell: "90", reading: "{}", limit: "at least 80", ...one }));
  const criteria = [{ id: "I1", verdict, evidence: whole }];
  return { candidate: "a", file: "f", row: 2, problems: [], trials: [{ trial: "T1", eligibility: "undetermined", criteria }] };
}

const read = (unit: string, state = "read"): string => JSON.stringify({ state, unit, unitFrom: "column" });

test.each<[string, readonly Partial<ComparedEvidence>[], readonly Partial<ComparedEvidence>[], Partial<RunChanges>, unknown]>([
  ["nothing else differs", [{}], [{}], {}, [["as-of", null]]],
  ["another reading", [{ reading: read("/uL") }], [{ reading: read("/uL", "implausible") }], {}, [["as-of", "f"]]],
  ["another unit", [{ reading: read("10*9/L") }], [{ reading: read("/uL") }], {}, [["beside", "f"]]],
  ["another cell", [{}], [{ cell: "70" }], {}, [["value", "f"]]],
  [
    "another cell of another field",
    [{}, { field: "g" }],
    [{ reading: read("/uL", "x") }, { field: "g", cell: "1" }],
    {},
    [["value", "g"]],
  ],
  ["another limit", [{ reading: read("/uL") }], [{ reading: read("/uL", "x"), limit: "at least 70" }], {}, [["criteria", null]]],
  ["another dictionary", [{ reading: read("/uL") }], [{ reading: read("/uL", "x") }], { readers: true }, [["reading", "f"]]],
  ["the same day", [{}], [{}], { asOf: false }, [["beside", null]]],
])("%s", (_, before, after, run, expected) => {
  const causes = causesOf(candidate("pass", ...before), candidate("unknown", ...after), "T1", { ...RUN, ...run });
  expect(causes.map(({ cause, field }) => [cause, field])).toEqual(expected);
});
