/** The wide layout: one row a candidate, one column a criterion. */
import type { CandidateResult, CriterionResult, Eligibility, TrialResult } from "../evaluate/result.js";
import type { Problem } from "../values/record.js";
import { type Bytes, type Piece, pieceOf } from "./bytes.js";
import { ID_SEPARATOR, problemCodes, ReasonsCell } from "./reasons.js";
import { type RowOptions, type Rows, withKept } from "./rows.js";
import { VERDICT_CODES, verdictCode } from "./verdict-memo.js";

/**
 * `candidate`, (`file`), `row`, (columns that are carried along,) then for one trial `eligibility`, `failed`, `unknown`, `assumed`, `problems`, (`reasons`) and its
 * criteria. With several trials, `problems` comes before all of them, and each trial's columns begin with its ID: `NCT02843126:eligibility`.
 */
function headings({ run, reasons, keep }: RowOptions): readonly string[] {
  const several = run.trials.length > 1;
  const before = ["candidate", ...(run.severalFiles ? ["file"] : []), "row"];
  const names = several ? ["problems"] : [];
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
  return withKept(before, keep, names);
}

/** Criteria are looked up a few at a time: what a row says about them is cached for every combination of their verdicts. */
const GROUP = 4;

/** Combinations remembered for a trial. Real lists have few; a list made to have them all must not fill the memory. */
const MAX_FRAGMENTS = 20_000;

/** Some IDs of a list: as its beginning, and as its continuation. */
interface Ids {
  readonly first: Piece;
  readonly next: Piece;
}

/** What a row says about a group of criteria. Verdicts include the delimiter before them. */
interface Fragment {
  /** Of the failed, the unknown and the assumed; undefined if there is none. */
  readonly ids: readonly [Ids | undefined, Ids | undefined, Ids | undefined];
  /** Which of these there are: a bit each. */
  readonly lists: number;
  readonly verdicts: Piece;
}

/** IDs need no quotes: they are letters, digits, `.`, `_` and `-`. */
function fragmentOf(criteria: readonly CriterionResult[], delimiter: string): Fragment {
  const ids = (wanted: (criterion: CriterionResult) => boolean): Ids | undefined => {
    const list = criteria
      .filter(wanted)
      .map(({ id }) => id)
      .join(ID_SEPARATOR);
    return list === "" ? undefined : { first: pieceOf(list), next: pieceOf(ID_SEPARATOR + list) };
  };
  const all: Fragment["ids"] = [
    ids(({ verdict }) => verdict === "fail"),
    ids(({ verdict }) => verdict === "unknown"),
    ids(({ assumed }) => assumed),
  ];
  return {
    ids: all,
    lists: all.reduce((lists, some, list) => (some === undefined ? lists : lists | (1 << list)), 0),
    verdicts: pieceOf(criteria.map(({ verdict }) => delimiter + verdict).join("")),
  };
}

/** What a row says about one trial's criteria. */
class TrialFragments {
  readonly #delimiter: string;
  /** By group, and by the verdicts in it. */
  readonly #known: Fragment[][] = [];
  #count = 0;
  readonly #row: Fragment[] = [];

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
  }

  /** @returns what to say of each group; valid until the next row */
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
    // With room for all of them, the engine keeps it as a list; filled here and there, it would make a table of it.
    const known = this.#known[group] ?? new Array<Fragment>(VERDICT_CODES ** GROUP);
    this.#known[group] = known;
    known[key] = fragment;
    return fragment;
  }
}

const QUOTE = 0x22;

/** Writes rows of the wide layout. This is the innermost loop of the longest runs: it looks up and appends. */
export function wideRows(options: RowOptions): Rows {
  const { run, reasons, values, lineEnd, cell } = options;
  const severalTrials = run.trials.length > 1;
  const fragments = run.trials.map(() => new TrialFragments(options.delimiter));
  const reasonsCell = new ReasonsCell(options.delimiter);
  const delimiter = options.delimiter.charCodeAt(0);
  const end = pieceOf(lineEnd);
  const quotesLists = options.delimiter === ID_SEPARATOR;
  const named = (eligibility: Eligibility): Piece => pieceOf(options.delimiter + eligibility + options.delimiter);
  const eligibilities: Readonly<Record<Eligibility, Piece>> = {
    eligible: named("eligible"),
    ineligible: named("ineligible"),
    undetermined: named("undetermined"),
  };

  const writeTrial = (out: Bytes, trial: TrialResult, index: number, problems: readonly Problem[]): void => {
    const groups = fragments[index]?.of(trial.criteria);
    if (groups === undefined) throw new Error(`a trial that the run does not have: ${trial.trial}`);
    out.put(eligibilities[trial.eligibility]);
    let lists = 0;
    for (const group of groups) lists |= group.lists;
    for (const list of [0, 1, 2] as const) {
      if (list > 0) out.byte(delimiter);
      if ((lists & (1 << list)) === 0) continue;
      if (quotesLists) out.byte(QUOTE);
      let isFirst = true;
      for (const { ids } of groups) {
        const some = ids[list];
        if (some === undefined) continue;
        out.put(isFirst ? some.first : some.next);
        isFirst = false;
      }
      if (quotesLists) out.byte(QUOTE);
    }
    if (!severalTrials) {
      out.byte(delimiter);
      out.text(cell(problemCodes(problems)));
    }
    if (reasons) {
      out.byte(delimiter);
      if (values) reasonsCell.write(out, problems, trial.criteria, index);
    }
    for (const { verdicts } of groups) out.put(verdicts);
  };

  const write = ({ candidate, file, row, problems, trials, kept }: CandidateResult, out: Bytes): void => {
    out.text(cell(candidate));
    if (run.severalFiles) {
      out.byte(delimiter);
      out.text(cell(file));
    }
    out.byte(delimiter);
    out.number(row);
    if (kept !== undefined)
      for (const text of kept) {
        out.byte(delimiter);
        out.text(cell(text));
      }
    if (severalTrials) {
      out.byte(delimiter);
      out.text(cell(problemCodes(problems)));
    }
    for (let index = 0; index < trials.length; index++) {
      const trial = trials[index];
      if (trial !== undefined) writeTrial(out, trial, index, problems);
    }
    out.put(end);
  };

  return { heading: headings(options).map(cell).join(options.delimiter) + lineEnd, write };
}
