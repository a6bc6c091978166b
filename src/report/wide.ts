/** The wide layout: one row a candidate, one column a criterion. */
import type { CandidateResult, CriterionResult, TrialResult } from "../evaluate/result.js";
import type { Problem } from "../values/record.js";
import { type Bytes, bytesOf } from "./bytes.js";
import { ID_SEPARATOR, problemCodes, ReasonsCell } from "./reasons.js";
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
const GROUP = 4;

/** Combinations remembered for a trial. Real lists have few; a list made to have them all must not fill the memory. */
const MAX_FRAGMENTS = 20_000;

/** What a row says of a group of criteria. Ids have their separator before them, verdicts their delimiter. */
interface Fragment {
  /** Of the failed, the unknown and the assumed. */
  readonly ids: readonly [Uint8Array, Uint8Array, Uint8Array];
  readonly verdicts: Uint8Array;
}

/** Ids need neither quotes nor care: they are letters, digits, `.`, `_` and `-`. */
function fragmentOf(criteria: readonly CriterionResult[], delimiter: string): Fragment {
  const ids = (wanted: (criterion: CriterionResult) => boolean): Uint8Array =>
    bytesOf(criteria.map((criterion) => (wanted(criterion) ? ID_SEPARATOR + criterion.id : "")).join(""));
  return {
    ids: [ids(({ verdict }) => verdict === "fail"), ids(({ verdict }) => verdict === "unknown"), ids(({ assumed }) => assumed)],
    verdicts: bytesOf(criteria.map(({ verdict }) => delimiter + verdict).join("")),
  };
}

/** What a row says of one trial's criteria. */
class TrialFragments {
  readonly #delimiter: string;
  /** By group, and by the verdicts in it. */
  readonly #known: Fragment[][] = [];
  #count = 0;
  readonly #row: Fragment[] = [];

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
  }

  /** @returns what to say of each group; good until the next row */
  of(criteria: readonly CriterionResult[]): readonly Fragment[] {
    let group = 0;
    for (let start = 0; start < criteria.length; start += GROUP) {
      let key = 0;
      for (let at = start; at < start + GROUP; at++) {
        const criterion = criteria[at];
        key = key * VERDICT_CODES + (criterion === undefined ? 0 : verdictCode(criterion));
      }
      this.#row[group] = this.#known[group]?.[key] ?? this.#make(criteria.slice(start, start + GROUP), group, key);
      group += 1;
    }
    return this.#row;
  }

  #make(criteria: readonly CriterionResult[], group: number, key: number): Fragment {
    const fragment = fragmentOf(criteria, this.#delimiter);
    this.#count += 1;
    if (this.#count > MAX_FRAGMENTS) return fragment;
    const known = this.#known[group] ?? [];
    this.#known[group] = known;
    known[key] = fragment;
    return fragment;
  }
}

/** Writes rows of the wide layout. This is the innermost loop of the longest runs: it looks up and appends. */
export function wideRows(options: RowOptions): Rows {
  const { run, reasons, values, lineEnd, cell } = options;
  const severalTrials = run.trials.length > 1;
  const fragments = run.trials.map(() => new TrialFragments(options.delimiter));
  const reasonsCell = new ReasonsCell(options.delimiter);
  const delimiter = bytesOf(options.delimiter);
  const end = bytesOf(lineEnd);

  const writeTrial = (out: Bytes, trial: TrialResult, index: number, problems: readonly Problem[]): void => {
    const groups = fragments[index]?.of(trial.criteria);
    if (groups === undefined) throw new Error(`a trial that the run does not have: ${trial.trial}`);
    out.put(delimiter);
    out.text(trial.eligibility);
    for (const list of [0, 1, 2] as const) {
      out.put(delimiter);
      const begin = out.length;
      // A list begins without a separator.
      for (const { ids } of groups) if (ids[list].length > 0) out.put(ids[list], out.length === begin ? 1 : 0);
    }
    if (!severalTrials) {
      out.put(delimiter);
      out.text(problemCodes(problems));
    }
    if (reasons) {
      out.put(delimiter);
      if (values) reasonsCell.write(out, problems, trial.criteria);
    }
    for (const { verdicts } of groups) out.put(verdicts);
  };

  const write = ({ candidate, file, row, problems, trials }: CandidateResult, out: Bytes): void => {
    out.text(cell(candidate));
    if (run.severalFiles) {
      out.put(delimiter);
      out.text(cell(file));
    }
    out.put(delimiter);
    out.number(row);
    if (severalTrials) {
      out.put(delimiter);
      out.text(problemCodes(problems));
    }
    for (let index = 0; index < trials.length; index++) {
      const trial = trials[index];
      if (trial !== undefined) writeTrial(out, trial, index, problems);
    }
    out.put(end);
  };

  return { heading: headings(options).map(cell).join(options.delimiter) + lineEnd, write };
}
