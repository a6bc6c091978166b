/** The wide layout: one row a candidate, one column a criterion. */
import type { CandidateResult, CriterionResult, TrialResult } from "../evaluate/result.js";
import type { Problem } from "../values/record.js";
import { ID_SEPARATOR, problemCodes, reasonsText } from "./reasons.js";
import type { RowOptions, Rows } from "./rows.js";
import { VERDICT_CODES, verdictCode } from "./verdict-memo.js";

/**
 * `candidate`, (`file`), `row`, then for one trial `eligibility`, `failed`, `unknown`, `assumed`, `problems`, (`reasons`) and its
 * criteria. With several trials `problems` stands before them, and each trial's columns begin with its id: `NCT02843126:eligibility`.
 */
function headings({ run, reasons }: RowOptions): readonly string[] {
  const several = run.trials.length > 1;
  const names = ["candidate", ...(run.severalFiles ? ["file"] : []), "row", ...(several ? ["problems"] : [])];
  for (const { id, criteria } of run.trials) {
    const prefix = several ? `${id}:` : "";
    const own = [
      "eligibility",
      "failed",
      "unknown",
      "assumed",
      ...(several ? [] : ["problems"]),
      ...(reasons ? ["reasons"] : []),
    ];
    for (const name of own) names.push(prefix + name);
    for (const criterion of criteria) names.push(prefix + criterion.id);
  }
  return names;
}

/** Criteria are looked up a few at a time: all that a row says of them is remembered for every combination of their verdicts. */
const GROUP = 6;

/** Combinations remembered for a trial. Real lists have few; a list made to have them all must not fill the memory. */
const MAX_FRAGMENTS = 20_000;

/** What a row says of a group of criteria. Ids have their separator before them, verdicts their delimiter. */
interface Fragment {
  readonly failed: string;
  readonly unknown: string;
  readonly assumed: string;
  readonly verdicts: string;
}

/** Ids need neither quotes nor care: they are letters, digits, `.`, `_` and `-`. */
function fragmentOf(criteria: readonly CriterionResult[], delimiter: string): Fragment {
  const ids = (wanted: (criterion: CriterionResult) => boolean): string =>
    criteria.map((criterion) => (wanted(criterion) ? ID_SEPARATOR + criterion.id : "")).join("");
  return {
    failed: ids(({ verdict }) => verdict === "fail"),
    unknown: ids(({ verdict }) => verdict === "unknown"),
    assumed: ids(({ assumed }) => assumed),
    verdicts: criteria.map(({ verdict }) => delimiter + verdict).join(""),
  };
}

/** The fragments of one trial's criteria, group by group. */
function fragmentsOf(delimiter: string): (criteria: readonly CriterionResult[], start: number) => Fragment {
  const known = new Map<number, Fragment>();
  return (criteria, start) => {
    let key = start;
    for (let i = start; i < start + GROUP; i++) {
      const criterion = criteria[i];
      // The last group may be smaller, but its keys must not be those of another.
      key = key * VERDICT_CODES + (criterion === undefined ? 0 : verdictCode(criterion));
    }
    const found = known.get(key);
    if (found !== undefined) return found;
    const fragment = fragmentOf(criteria.slice(start, start + GROUP), delimiter);
    if (known.size < MAX_FRAGMENTS) known.set(key, fragment);
    return fragment;
  };
}

/** Writes rows of the wide layout. This is the innermost loop of the longest runs: it looks up and appends. */
export function wideRows(options: RowOptions): Rows {
  const { run, reasons, values, delimiter, lineEnd, cell } = options;
  const severalTrials = run.trials.length > 1;
  const lookUps = run.trials.map(() => fragmentsOf(delimiter));

  const trialCells = (trial: TrialResult, index: number, problems: readonly Problem[]): string => {
    const lookUp = lookUps[index];
    if (lookUp === undefined) throw new Error(`a trial that the run does not have: ${trial.trial}`);
    let failed = "";
    let unknown = "";
    let assumed = "";
    let verdicts = "";
    for (let start = 0; start < trial.criteria.length; start += GROUP) {
      const fragment = lookUp(trial.criteria, start);
      failed += fragment.failed;
      unknown += fragment.unknown;
      assumed += fragment.assumed;
      verdicts += fragment.verdicts;
    }
    let text = delimiter + trial.eligibility + delimiter + failed.slice(1) + delimiter + unknown.slice(1);
    text += delimiter + assumed.slice(1);
    if (!severalTrials) text += delimiter + problemCodes(problems);
    if (reasons) text += delimiter + (values ? cell(reasonsText(problems, trial.criteria)) : "");
    return text + verdicts;
  };

  const rowsOf = ({ candidate, file, row, problems, trials }: CandidateResult): string => {
    let text = cell(candidate);
    if (run.severalFiles) text += delimiter + cell(file);
    text += delimiter + row;
    if (severalTrials) text += delimiter + problemCodes(problems);
    for (let i = 0; i < trials.length; i++) {
      const trial = trials[i];
      if (trial !== undefined) text += trialCells(trial, i, problems);
    }
    return text + lineEnd;
  };

  return { heading: headings(options).map(cell).join(delimiter) + lineEnd, rowsOf };
}
