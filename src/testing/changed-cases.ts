/** The cases of a test file, run by two versions of its criteria: which come out otherwise. */
import type { Position } from "../diagnostics/diagnostic.js";
import { compileTrial } from "../evaluate/compile.js";
import type { TrialResult } from "../evaluate/result.js";
import { ELIGIBILITY, type Outcome, type TestFile } from "../language/load/load.js";
import { leavesOf, type Trial } from "../language/model.js";
import { needsAsOf } from "../language/needs-as-of.js";
import { cellsOf, merge, NO_CELLS } from "./cells.js";
import { openHarness } from "./harness.js";
import { outcomeOf } from "./run.js";

/** A case that comes out otherwise. */
export interface ChangedCase {
  readonly name: string;
  readonly at: Position;
  /** Of what the case expects, and only what differs; null where a version has no such criterion. */
  readonly outcomes: readonly { readonly id: string; readonly before: Outcome | null; readonly after: Outcome | null }[];
}

/** The changed cases, `base` among them; undefined where a version asks for an as-of date and the file has none. */
export function changedCases(test: TestFile, before: Trial, after: Trial): readonly ChangedCase[] | undefined {
  if (test.asOf === undefined && [before, after].some(isDated)) return undefined;
  const base = test.base === undefined ? NO_CELLS : cellsOf(test.base.values);
  // The base passes everything, whatever that is.
  const ofBase = test.base && { name: "base", at: test.base.at, cells: base, ids: [ELIGIBILITY] };
  const cases = test.cases.map(({ name, at, set, expect }) => {
    return { name, at, cells: merge(base, cellsOf(set)), ids: expect.map(({ id }) => id) };
  });
  const all = ofBase === undefined ? cases : [ofBase, ...cases];
  const [old, current] = [before, after].map((trial): readonly TrialResult[] => {
    const harness = openHarness(trial, test.asOf);
    const screen = compileTrial(trial, harness.slotOf, test.asOf);
    const records = harness.read(all.map(({ cells }) => cells));
    return records.map((record) => screen.screen(record, record.hasProblems, "verdicts"));
  });
  return all.flatMap(({ name, at, ids }, index): readonly ChangedCase[] => {
    const outcomes = ids.flatMap((id) => differing(id, old?.[index], current?.[index]));
    return outcomes.length === 0 ? [] : [{ name, at, outcomes }];
  });
}

function isDated({ criteria }: Trial): boolean {
  return criteria.some(({ condition }) => leavesOf(condition).some(needsAsOf));
}

function differing(id: string, old: TrialResult | undefined, current: TrialResult | undefined): ChangedCase["outcomes"] {
  const of = (result: TrialResult | undefined): Outcome | null => (result && outcomeOf(id, result)) ?? null;
  const [before, after] = [of(old), of(current)];
  return before === after ? [] : [{ id, before, after }];
}
