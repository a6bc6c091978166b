/** The long layout: one row per candidate, trial and criterion. */
import type { CandidateResult, CriterionResult, Evidence } from "../evaluate/result.js";
import { limitWords } from "../language/limit-words.js";
import { describeReading } from "../values/describe-reading.js";
import type { Bytes } from "./bytes.js";
import { problemCodes, TEXT_SEPARATOR } from "./reasons.js";
import type { RowOptions, Rows } from "./rows.js";
import { byVerdict } from "./verdict-memo.js";

const EVIDENCE_COLUMNS = ["field", "column", "cell", "reading", "limit", "because"] as const;

/**
 * What one column of evidence holds. A criterion with several leaves has as many texts in each of its columns, in written order
 * and joined alike, empty ones too: the second column, cell and limit belong to the second field.
 */
function joined(evidence: readonly Evidence[], text: (leaf: Evidence) => string): string {
  return evidence.map(text).join(TEXT_SEPARATOR);
}

/** Writes rows of the long layout. */
export function longRows({ run, reasons, values, delimiter, lineEnd, cell }: RowOptions): Rows {
  const names = ["candidate", ...(run.severalFiles ? ["file"] : []), "row", "trial", "criterion", "kind", "finding", "verdict"];
  const heading = [...names, ...(reasons ? EVIDENCE_COLUMNS : []), "assumed", "problems"].join(delimiter) + lineEnd;

  const evidenceCells = ({ evidence, because }: CriterionResult): string => {
    const fields = cell(joined(evidence, (leaf) => leaf.field));
    const columns = cell(joined(evidence, (leaf) => leaf.column));
    const cells = values ? cell(joined(evidence, (leaf) => leaf.cell)) : "";
    const readings = values ? cell(joined(evidence, (leaf) => describeReading(leaf.reading))) : "";
    const limits = cell(joined(evidence, (leaf) => limitWords(leaf.limit)));
    return [fields, columns, cells, readings, limits, values ? cell(because) : "", ""].join(delimiter);
  };

  const verdictCells = byVerdict(
    ({ trial }, { id, kind, finding, verdict, assumed }) =>
      [trial, id, kind, finding, verdict, ""].join(delimiter) + (reasons ? "" : assumed),
  );

  const write = ({ candidate, file, row, problems, trials }: CandidateResult, out: Bytes): void => {
    const start = `${cell(candidate)}${delimiter}${run.severalFiles ? cell(file) + delimiter : ""}${row}${delimiter}`;
    const end = delimiter + cell(problemCodes(problems)) + lineEnd;
    trials.forEach((trial, trialIndex) => {
      trial.criteria.forEach((criterion, index) => {
        out.text(start);
        out.text(verdictCells(trial, trialIndex, criterion, index));
        if (reasons) out.text(evidenceCells(criterion) + criterion.assumed);
        out.text(end);
      });
    });
  };

  return { heading, write };
}
