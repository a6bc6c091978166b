/** Results to compare: the output of `screen -f json`, checked as far as it is used. */
import { ELIGIBILITIES, type Eligibility, VERDICTS, type Verdict } from "../evaluate/result.js";

/** The evidence of one leaf. `reading` is a text that is equal for equal readings; undefined if the results have no values. */
export interface ComparedEvidence {
  readonly field: string;
  readonly column: string;
  readonly cell: string;
  readonly reading: string | undefined;
  readonly limit: string;
}

/** One criterion. Without reasons there is no evidence. */
export interface ComparedCriterion {
  readonly id: string;
  readonly verdict: Verdict;
  readonly evidence: readonly ComparedEvidence[] | undefined;
}

/** One trial of a candidate. */
export interface ComparedTrial {
  readonly trial: string;
  readonly eligibility: Eligibility;
  readonly criteria: readonly ComparedCriterion[];
}

/** One candidate. */
export interface ComparedCandidate {
  readonly candidate: string;
  readonly file: string;
  readonly row: number;
  /** Codes of the record's problems. */
  readonly problems: readonly string[];
  readonly trials: readonly ComparedTrial[];
}

/** A criterion as a result names it; `text` says it in words, if the result was written with them. */
export interface ComparedHead {
  readonly id: string;
  readonly kind: string;
  readonly label: string;
  readonly text: string | undefined;
}

/** What a result says of its run. */
export interface ComparedRun {
  readonly version: string;
  readonly asOf: string | null;
  /** Digests of criteria, of dictionaries, and of the column map. */
  readonly criteria: string;
  readonly dictionaries: string;
  readonly columnMap: string;
  readonly trials: readonly { readonly id: string; readonly title: string; readonly criteria: readonly ComparedHead[] }[];
  readonly records: number;
  readonly printed: number;
  /** How many files were screened. */
  readonly inputs: number;
}

/** A text is not a result, or cannot be compared: why, and what to do. */
export class NotAResult extends Error {
  override readonly name = "NotAResult";
}

type Bag = { readonly [key: string]: unknown };

function isBag(value: unknown): value is Bag {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function bag(value: unknown, what: string): Bag {
  if (!isBag(value)) throw new NotAResult(`${what} is missing or no object`);
  return value;
}

function list(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new NotAResult(`${what} is missing or no list`);
  return value;
}

function text(value: unknown, what: string): string {
  if (typeof value !== "string") throw new NotAResult(`${what} is missing or no text`);
  return value;
}

function count(value: unknown, what: string): number {
  if (typeof value !== "number") throw new NotAResult(`${what} is missing or no number`);
  return value;
}

function word<W extends string>(value: unknown, words: readonly W[], what: string): W {
  const found = words.find((one) => one === value);
  if (found === undefined) throw new NotAResult(`${what} is none of ${words.join(", ")}`);
  return found;
}

/** One element of `candidates`, with its evidence or without. Throws {@link NotAResult}. */
export function candidateOf(value: unknown, withEvidence: boolean): ComparedCandidate {
  const { candidate, file, row, problems, trials } = bag(value, "a candidate");
  return {
    candidate: text(candidate, "`candidate`"),
    file: text(file, "`file`"),
    row: count(row, "`row`"),
    problems: list(problems, "`problems`").map((one) => text(bag(one, "a problem")["code"], "`code`")),
    trials: list(trials, "`trials`").map((one) => trialOf(one, withEvidence)),
  };
}

function trialOf(value: unknown, withEvidence: boolean): ComparedTrial {
  const { trial, eligibility, criteria } = bag(value, "a trial");
  return {
    trial: text(trial, "`trial`"),
    eligibility: word(eligibility, ELIGIBILITIES, "`eligibility`"),
    criteria: list(criteria, "`criteria`").map((one) => criterionOf(one, withEvidence)),
  };
}

function criterionOf(value: unknown, withEvidence: boolean): ComparedCriterion {
  const { id, verdict, evidence } = bag(value, "a criterion");
  return {
    id: text(id, "`id`"),
    verdict: word(verdict, VERDICTS, "`verdict`"),
    evidence: evidence === undefined || !withEvidence ? undefined : list(evidence, "`evidence`").map(evidenceOf),
  };
}

function evidenceOf(value: unknown): ComparedEvidence {
  const { field, column, cell, reading, limit } = bag(value, "evidence");
  return {
    field: text(field, "`field`"),
    column: text(column, "`column`"),
    cell: text(cell, "`cell`"),
    reading: reading === null ? undefined : JSON.stringify(reading),
    limit: text(limit, "`limit`"),
  };
}

/** The version of the documents that can be compared. */
const SCHEMA_VERSION = 1;

/** All of a document but its candidates. Throws {@link NotAResult}. */
export function runOf(value: unknown): ComparedRun {
  const { schemaVersion, run, trials, summary } = bag(value, "the document");
  if (schemaVersion !== SCHEMA_VERSION)
    throw new NotAResult(
      `its schemaVersion is ${JSON.stringify(schemaVersion)}, and this version of trialsieve compares ${SCHEMA_VERSION}; screen the list again with this version`,
    );
  const { version, asOf, criteria, dictionaries, columnMap } = bag(run, "`run`");
  const { records, printed, inputs } = bag(summary, "`summary`");
  return {
    version: text(version, "`version`"),
    asOf: asOf === null || asOf === undefined ? null : text(asOf, "`asOf`"),
    criteria: digests(criteria),
    dictionaries: digests(dictionaries),
    columnMap: columnMap === null || columnMap === undefined ? "" : digests([columnMap]),
    trials: list(trials, "`trials`").map(headOf),
    records: count(records, "`records`"),
    printed: count(printed, "`printed`"),
    inputs: list(inputs, "`inputs`").length,
  };
}

function digests(value: unknown): string {
  return list(value, "a list of files")
    .map((one) => text(bag(one, "a file")["sha256"], "`sha256`"))
    .join();
}

function headOf(value: unknown): ComparedRun["trials"][number] {
  const { id, title, criteria } = bag(value, "a trial");
  return {
    id: text(id, "`id`"),
    title: text(title, "`title`"),
    criteria: list(criteria, "`criteria`").map((one) => {
      const { id: name, kind, label, text: words } = bag(one, "a criterion");
      return {
        id: text(name, "`id`"),
        kind: text(kind, "`kind`"),
        label: text(label, "`label`"),
        text: words === undefined ? undefined : text(words, "`text`"),
      };
    }),
  };
}
