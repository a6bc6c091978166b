/** Runs the cases of a test file by another version of its criteria: finds those that would have to expect something else. */

import { compileTrial } from "../evaluate/compile.js";
import { ELIGIBILITY, type Expectation, type Outcome, type TestFile } from "../language/load/load.js";
import { leavesOf, type Trial } from "../language/model.js";
import { needsAsOf } from "../language/needs-as-of.js";
import type { Position } from "../text/position.js";
import { cellsOf, merge, NO_CELLS } from "./cells.js";
import { openHarness } from "./harness.js";
import { outcomeOf } from "./run.js";

/** A case whose result is not the expected one. */
export interface ChangedCase {
  readonly name: string;
  readonly at: Position;
  /** Only what differs: what the case expects, and the result; null if the other version has no such criterion. */
  readonly outcomes: readonly { readonly id: string; readonly before: Outcome; readonly after: Outcome | null }[];
}

/** The changed cases, `base` among them; undefined if the other version asks for an as-of date and the file has none. */
export function changedCases(test: TestFile, after: Trial): readonly ChangedCase[] | undefined {
  if (test.asOf === undefined && after.criteria.some(({ condition }) => leavesOf(condition).some(needsAsOf))) return undefined;
  const base = test.base === undefined ? NO_CELLS : cellsOf(test.base.values);
  // The base passes everything, whatever that is.
  const passes: readonly Expectation[] = [{ id: ELIGIBILITY, outcome: "eligible" }];
  const ofBase = test.base === undefined ? [] : [{ name: "base", at: test.base.at, cells: base, expect: passes }];
  const all = [
    ...ofBase,
    ...test.cases.map(({ name, at, set, expect }) => ({ name, at, cells: merge(base, cellsOf(set)), expect })),
  ];
  const harness = openHarness(after, test.asOf);
  const screen = compileTrial(after, harness.slotOf, test.asOf);
  return harness.read(all.map(({ cells }) => cells)).flatMap((record, index): readonly ChangedCase[] => {
    const one = all[index];
    if (one === undefined) return [];
    const { name, at, expect } = one;
    const result = screen.screen(record, record.hasProblems, "verdicts");
    const outcomes = expect.flatMap(({ id, outcome: before }) => {
      const found = outcomeOf(id, result) ?? null;
      return found === before ? [] : [{ id, before, after: found }];
    });
    return outcomes.length === 0 ? [] : [{ name, at, outcomes }];
  });
}
