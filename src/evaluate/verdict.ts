/** From findings to verdicts to eligibility: the only place where an exclusion turns a finding round. */
import { assertNever, type Criterion, type CriterionKind, type Field, type Trial } from "../language/model.js";
import type { CandidateRecord, ReadingKeys } from "../values/record.js";
import { compile, type Evaluator } from "./compile.js";
import type { CriterionResult, Detail, Eligibility, Evidence, ExplainedNode, Finding, TrialResult, Verdict } from "./result.js";
import { ResultCache } from "./result-cache.js";
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
  const passed = verdicts.filter((verdict) => verdict === "pass").length;
  return eligibility(verdicts.includes("fail"), passed, verdicts.length, hasProblems);
}

function eligibility(failed: boolean, passed: number, all: number, hasProblems: boolean): Eligibility {
  if (failed) return "ineligible";
  return hasProblems || all === 0 || passed < all ? "undetermined" : "eligible";
}

/** A result with its reason, and the cells that the reason may quote. */
interface Reasoned {
  readonly quoted: string;
  readonly result: CriterionResult;
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
  const screens = trial.criteria.map(
    (criterion) => new CriterionScreen(criterion, compile(criterion.condition, { slotOf, asOf })),
  );
  return {
    trial,
    screen: (record, hasProblems, detail) => {
      const criteria: CriterionResult[] = new Array(screens.length);
      let failed = false;
      let passed = 0;
      for (let index = 0; index < screens.length; index++) {
        const result = screens[index]?.result(record, detail);
        if (result === undefined) continue;
        criteria[index] = result;
        if (result.verdict === "fail") failed = true;
        else if (result.verdict === "pass") passed += 1;
      }
      return { trial: trial.id, eligibility: eligibility(failed, passed, criteria.length, hasProblems), criteria };
    },
    explain: (record) => screens.map((screen) => screen.evaluator.explain(record)),
  };
}

const NO_EVIDENCE: readonly Evidence[] = [];
const NO_SLOTS: readonly number[] = [];

class CriterionScreen {
  /** Results without text are few and alike, so each is made once. */
  private readonly plain = new Map<string, CriterionResult>();
  /** What came of readings, without and with its reason. */
  private readonly resultCache: ResultCache<CriterionResult>;
  private readonly reasoned: ResultCache<Reasoned>;
  /** The slots of the readings that everything may rest on; none where something else always has a part. */
  private readonly slots: readonly number[];

  constructor(
    private readonly criterion: Criterion,
    readonly evaluator: Evaluator,
  ) {
    this.slots = evaluator.cacheKeySlots?.slots ?? NO_SLOTS;
    this.resultCache = new ResultCache(this.slots);
    this.reasoned = new ResultCache(this.slots);
  }

  result(record: CandidateRecord, detail: Detail): CriterionResult {
    const { readingKeys } = record;
    if (readingKeys === undefined) return this.fresh(record, detail);
    const plain = this.resultCache.get(readingKeys) ?? this.firstResult(record, readingKeys);
    if (plain === undefined) return this.fresh(record, detail);
    if (detail === "verdicts" || (detail === "reasons" && plain.verdict === "pass")) return plain;
    return detail === "evidence" ? this.fresh(record, detail) : this.withReason(record, readingKeys);
  }

  /** The result without text, which is then kept; undefined where it does not rest on readings alone. */
  private firstResult(record: CandidateRecord, readingKeys: ReadingKeys): CriterionResult | undefined {
    if (this.evaluator.cacheKeySlots?.isCacheable(record) !== true) return undefined;
    const result = this.fresh(record, "verdicts");
    this.resultCache.set(readingKeys, result);
    return result;
  }

  /** A sentence about values rests on the readings alone; one about texts that could not be read quotes the cells. */
  private withReason(record: CandidateRecord, readingKeys: ReadingKeys): CriterionResult {
    let quoted = "";
    for (const slot of this.slots) {
      if (record.reading(slot).state === "read") continue;
      const cell = record.cell(slot);
      quoted += `${cell.length}:${cell}`;
    }
    const known = this.reasoned.get(readingKeys);
    if (known !== undefined && known.quoted === quoted) return known.result;
    const result = this.fresh(record, "reasons");
    this.reasoned.set(readingKeys, { quoted, result });
    return result;
  }

  private fresh(record: CandidateRecord, detail: Detail): CriterionResult {
    const truth = this.evaluator.truth(record);
    const assumed = this.evaluator.truthWithoutAssumptions(record) !== truth;
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
