/** Runs the cases of one test file: compares results with expectations, and says why they differ. */

import { compileTrial, type TrialScreen } from "../evaluate/compile.js";
import type { CriterionResult, Evidence, ExplainedNode, TrialResult } from "../evaluate/result.js";
import type { Truth } from "../evaluate/truth.js";
import { ELIGIBILITY, type Expectation, type Outcome, type TestFile } from "../language/load/load.js";
import { COMPANION } from "../language/load/test-file.js";
import type { NodeId } from "../language/model.js";
import type { Position } from "../text/position.js";
import { type Cells, cellsOf, merge, NO_CELLS } from "./cells.js";
import { openHarness, type TestHarness, type TestRecord } from "./harness.js";

/** The name under which `base` fails. */
const BASE = "base";

/** One expectation that did not come true. */
export interface Failure {
  /** A criterion, or `eligibility`. */
  readonly id: string;
  readonly expected: Outcome;
  readonly actual: Outcome;
  /** The criteria that decided, each with its cause and its cells. */
  readonly because: readonly Cause[];
}

/** A criterion that decided, and the reason for its verdict. */
export interface Cause {
  readonly id: string;
  readonly verdict: string;
  readonly because: string;
  readonly evidence: readonly CaseEvidence[];
}

/** The evidence of a leaf, and the companions of its field as the candidate has them. */
export interface CaseEvidence extends Evidence {
  readonly beside: Cells;
}

/** One case that was run; `base` is one, too. */
export interface CaseRun {
  readonly name: string;
  readonly at: Position;
  readonly isBase: boolean;
  /** What differs from the base. */
  readonly set: Cells;
  readonly expect: readonly Expectation[];
  readonly record: TestRecord;
  readonly result: TrialResult;
  /** Of every node of the conditions. */
  readonly truths: ReadonlyMap<NodeId, Truth>;
  readonly failures: readonly Failure[];
}

/** One test file that was run. */
export interface FileRun {
  readonly test: TestFile;
  readonly harness: TestHarness;
  readonly screen: TrialScreen;
  /** What every case begins with. */
  readonly base: Cells;
  readonly ofBase: TrialResult;
  /** `base` first, where there is one; then the cases, in written order. */
  readonly all: readonly CaseRun[];
}

/** The cases that count: those of the file, and `base` only if it fails. */
export function countedCases({ all }: FileRun): readonly CaseRun[] {
  return all.filter(({ isBase, failures }) => !isBase || failures.length > 0);
}

/** Runs a test file. */
export function runTest(test: TestFile): FileRun {
  const harness = openHarness(test.trial, test.asOf);
  const screen = compileTrial(test.trial, harness.slotOf, test.asOf);
  const base = test.base === undefined ? NO_CELLS : cellsOf(test.base.values);
  const planned = [
    ...(test.base === undefined ? [] : [{ name: BASE, at: test.base.at, isBase: true, set: NO_CELLS, expect: passesAll(test) }]),
    ...test.cases.map(({ name, at, set, expect }) => ({ name, at, isBase: false, set: cellsOf(set), expect })),
  ];
  const [bare, ...written] = harness.read([base, ...planned.map(({ set }) => merge(base, set))]);
  if (bare === undefined) throw new Error("every candidate is a record");
  const all = planned.flatMap(({ name, at, isBase, set, expect }, index): readonly CaseRun[] => {
    const record = written[index];
    if (record === undefined) return [];
    const result = screen.screen(record, record.hasProblems, "evidence");
    const failures = failuresOf(expect, result, () => screen.explain(record), merge(base, set));
    return [{ name, at, isBase, set, expect, record, result, truths: screen.truths(record), failures }];
  });
  return { test, harness, screen, base, ofBase: screen.screen(bare, bare.hasProblems, "verdicts"), all };
}

/** The eligibility alone would be enough, but a failing base should show what fails. */
function passesAll({ trial }: TestFile): readonly Expectation[] {
  return trial.criteria.map(({ id }) => ({ id, outcome: "pass" }));
}

/** What a result says of an expectation's criterion, or of the eligibility. */
export function outcomeOf(id: string, { eligibility, criteria }: TrialResult): Outcome | undefined {
  return id === ELIGIBILITY ? eligibility : criteria.find((criterion) => criterion.id === id)?.verdict;
}

function failuresOf(
  expect: readonly Expectation[],
  result: TrialResult,
  trees: () => readonly ExplainedNode[],
  cells: Cells,
): readonly Failure[] {
  return expect.flatMap(({ id, outcome: expected }) => {
    const actual = outcomeOf(id, result);
    if (actual === undefined || actual === expected) return [];
    const deciding = id === ELIGIBILITY ? decidingOf(result) : result.criteria.filter((criterion) => criterion.id === id);
    return [{ id, expected, actual, because: deciding.map((criterion) => causeOf(criterion, result, trees(), cells)) }];
  });
}

/** The criteria that an eligibility rests on; of an eligible candidate, none in particular. */
function decidingOf({ eligibility, criteria }: TrialResult): readonly CriterionResult[] {
  if (eligibility === "eligible") return [];
  const verdict = eligibility === "ineligible" ? "fail" : "unknown";
  return criteria.filter((criterion) => criterion.verdict === verdict);
}

function causeOf(
  { id, verdict, because }: CriterionResult,
  { criteria }: TrialResult,
  trees: readonly ExplainedNode[],
  cells: Cells,
): Cause {
  const tree = trees[criteria.findIndex((criterion) => criterion.id === id)];
  const evidence = (tree === undefined ? [] : decidingEvidence(tree)).map((one) => ({
    ...one,
    beside: besides(one.field, cells),
  }));
  return { id, verdict, because, evidence };
}

function besides(field: string, cells: Cells): Cells {
  return new Map([...cells].filter(([key, text]) => key.replace(COMPANION, "") === field && key !== field && text !== "null"));
}

/** The leaves on which a node's truth rests: in groups, those that are as true as the group is. */
function decidingEvidence({ kind, truth, evidence, children }: ExplainedNode): readonly Evidence[] {
  if (evidence !== undefined) return [evidence];
  const deciding = kind === "not" ? children : children.filter((child) => child.truth === truth);
  return deciding.flatMap(decidingEvidence);
}
