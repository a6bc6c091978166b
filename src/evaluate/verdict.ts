/** From findings to verdicts to eligibility: the only place where an exclusion turns a finding round. */
import { assertNever, type Criterion, type CriterionKind, type Field, type Trial } from "../language/model.js";
import type { Reading } from "../values/reading.js";
import type { CandidateRecord } from "../values/record.js";
import { compile, type Evaluator } from "./compile.js";
import type { CriterionResult, Detail, Eligibility, Evidence, ExplainedNode, Finding, TrialResult, Verdict } from "./result.js";
import type { Truth } from "./truth.js";

/** A condition's truth in the words of a screening. */
export function findingOf(truth: Truth): Finding {
  return truth === "true" ? "met" : truth === "false" ? "not-met" : "unknown";
}

/** Inclusion: met is pass. Exclusion: met is fail. Unknown stays unknown. */
export function verdictOf(kind: CriterionKind, finding: Finding): Verdict {
  if (finding === "unknown") return "unknown";
  switch (kind) {
    case "inclusion":
      return finding === "met" ? "pass" : "fail";
    case "exclusion":
      return finding === "met" ? "fail" : "pass";
    default:
      return assertNever(kind);
  }
}

/**
 * Ineligible if any verdict is fail; else undetermined if any is unknown, or the record has a problem; else eligible. Without any verdict
 * nothing has been shown, so nobody is eligible.
 */
export function eligibilityOf(verdicts: readonly Verdict[], hasProblems: boolean): Eligibility {
  if (verdicts.includes("fail")) return "ineligible";
  return hasProblems || verdicts.length === 0 || verdicts.some((verdict) => verdict !== "pass") ? "undetermined" : "eligible";
}

/** A trial, compiled for a run. */
export interface TrialScreen {
  readonly trial: Trial;
  screen(record: CandidateRecord, hasProblems: boolean, detail: Detail): TrialResult;
  /** Every criterion's tree, in the order of the trial's criteria. */
  explain(record: CandidateRecord): readonly ExplainedNode[];
}

/** Compiles a trial's criteria. `asOf` in days since 1970-01-01. */
export function compileTrial(trial: Trial, slotOf: (field: Field) => number, asOf: number | undefined): TrialScreen {
  const screens = trial.criteria.map((criterion) => new CriterionScreen(criterion, compile(criterion.condition, { slotOf, asOf })));
  return {
    trial,
    screen: (record, hasProblems, detail) => {
      const criteria = screens.map((screen) => screen.result(record, detail));
      const verdicts = criteria.map(({ verdict }) => verdict);
      return { trial: trial.id, eligibility: eligibilityOf(verdicts, hasProblems), criteria };
    },
    explain: (record) => screens.map((screen) => screen.evaluator.explain(record)),
  };
}

const NO_EVIDENCE: readonly Evidence[] = [];

/** Results remembered at most for one criterion; readings are forgotten by then, too. */
const MAX_REMEMBERED = 50_000;

class CriterionScreen {
  /** Results without text are few and alike, so each is made once. */
  private readonly plain = new Map<string, CriterionResult>();
  /** Equal cells have one reading, and most criteria rest on one reading alone: what came of it, without and with its reason. */
  private readonly remembered = new Map<Reading, CriterionResult>();
  private readonly reasoned = new Map<Reading, CriterionResult>();

  constructor(
    private readonly criterion: Criterion,
    readonly evaluator: Evaluator,
  ) {}

  result(record: CandidateRecord, detail: Detail): CriterionResult {
    const reading = this.evaluator.onlyReading?.(record);
    if (reading === undefined) return this.fresh(record, detail);
    const plain = this.recall(this.remembered, reading, () => this.fresh(record, "verdicts"));
    if (detail === "verdicts" || (detail === "reasons" && plain.verdict === "pass")) return plain;
    // A sentence about a value rests on the reading alone; one about a text that could not be read quotes the cell.
    if (detail === "evidence" || reading.state !== "read") return this.fresh(record, detail);
    return this.recall(this.reasoned, reading, () => this.fresh(record, detail));
  }

  private recall(memory: Map<Reading, CriterionResult>, reading: Reading, make: () => CriterionResult): CriterionResult {
    const known = memory.get(reading);
    if (known !== undefined) return known;
    const made = make();
    if (memory.size >= MAX_REMEMBERED) memory.clear();
    memory.set(reading, made);
    return made;
  }

  private fresh(record: CandidateRecord, detail: Detail): CriterionResult {
    const truth = this.evaluator.truth(record);
    const assumed = this.evaluator.firmTruth(record) !== truth;
    const plain = this.plainResult(truth, assumed);
    if (detail === "verdicts" || (detail === "reasons" && plain.verdict === "pass")) return plain;
    const node = this.evaluator.explain(record);
    return { ...plain, because: node.because, evidence: detail === "evidence" ? evidenceOf(node) : NO_EVIDENCE };
  }

  private plainResult(truth: Truth, assumed: boolean): CriterionResult {
    const key = assumed ? `${truth} assumed` : truth;
    const known = this.plain.get(key);
    if (known !== undefined) return known;
    const { id, kind } = this.criterion;
    const finding = findingOf(truth);
    const result = { id, kind, finding, verdict: verdictOf(kind, finding), assumed, because: "", evidence: NO_EVIDENCE };
    this.plain.set(key, result);
    return result;
  }
}

/** One evidence a leaf, in written order. */
function evidenceOf(node: ExplainedNode): readonly Evidence[] {
  return node.evidence === undefined ? node.children.flatMap(evidenceOf) : [node.evidence];
}
