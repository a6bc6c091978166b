/** The long layout: one row per candidate, trial and criterion. */
import type { CandidateResult, CriterionResult, Evidence } from "../evaluate/result.js";
import { limitWords } from "../language/limit-words.js";
import { describeReading } from "../values/describe-reading.js";
import type { Bytes } from "./bytes.js";
import { problemCodes, TEXT_SEPARATOR } from "./reasons.js";
import { type RowOptions, type Rows, withKept } from "./rows.js";
import { byVerdict } from "./verdict-memo.js";

const EVIDENCE_COLUMNS = ["reason", "field", "column", "cell", "reading", "limit", "because"] as const;

/**
 * What one column of evidence holds. A criterion with several leaves has as many texts in each of its columns, in written order
 * and joined alike, empty ones too: the second column, cell and limit belong to the second field.
 */
function joined(evidence: readonly Evidence[], text: (leaf: Evidence) => string): string {
  return evidence.map(text).join(TEXT_SEPARATOR);
}

/**
 * The reason of a verdict as one stable word: nothing for a pass, `value` or `assumed` for a fail, and for an unknown why the first
 * open leaf is open.
 */
function reasonOf({ verdict, assumed, evidence }: CriterionResult): string {
  if (verdict === "pass") return "";
  if (verdict === "fail") return assumed ? "assumed" : "value";
  const open = evidence.find(({ truth }) => truth === "unknown");
  if (open === undefined) return "";
  return open.reading.state === "read" ? (open.doubt ?? "") : open.reading.reason;
}

/** Writes rows of the long layout. */
export function longRows({ run, reasons, values, delimiter, lineEnd, keep, cell }: RowOptions): Rows {
  const place = ["candidate", ...(run.severalFiles ? ["file"] : []), "row"];
  const names = ["trial", "eligibility", "criterion", "label", "kind", "finding", "verdict"];
  const ends = [...(reasons ? EVIDENCE_COLUMNS : []), "assumed", "problems"];
  const heading =
    withKept(place, keep, [...names, ...ends])
      .map(cell)
      .join(delimiter) + lineEnd;

  const evidenceCells = (result: CriterionResult): string => {
    const { evidence, because } = result;
    const fields = cell(joined(evidence, (leaf) => leaf.field));
    const columns = cell(joined(evidence, (leaf) => leaf.column));
    const cells = values ? cell(joined(evidence, (leaf) => leaf.cell)) : "";
    const readings = values ? cell(joined(evidence, (leaf) => describeReading(leaf.reading))) : "";
    const limits = cell(joined(evidence, (leaf) => limitWords(leaf.limit)));
    return [reasonOf(result), fields, columns, cells, readings, limits, values ? cell(because) : "", ""].join(delimiter);
  };

  const labels = new Map(
    run.trials.map(({ id, criteria }) => [id, new Map(criteria.map(({ id: criterion, label }) => [criterion, cell(label)]))]),
  );
  const verdictCells = byVerdict(
    ({ trial }, { id, kind, finding, verdict, assumed }) =>
      [id, labels.get(trial)?.get(id) ?? "", kind, finding, verdict, ""].join(delimiter) + (reasons ? "" : assumed),
  );

  const write = ({ candidate, file, row, problems, trials, kept = [] }: CandidateResult, out: Bytes): void => {
    const along = kept.map((text) => cell(text) + delimiter).join("");
    const start = `${cell(candidate)}${delimiter}${run.severalFiles ? cell(file) + delimiter : ""}${row}${delimiter}${along}`;
    const end = delimiter + cell(problemCodes(problems)) + lineEnd;
    trials.forEach((trial, trialIndex) => {
      trial.criteria.forEach((criterion, index) => {
        out.text(start + trial.trial + delimiter + trial.eligibility + delimiter);
        out.text(verdictCells(trial, trialIndex, criterion, index));
        if (reasons) out.text(evidenceCells(criterion) + criterion.assumed);
        out.text(end);
      });
    });
  };

  return { heading, write };
}
