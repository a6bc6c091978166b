/** Cases that a file lacks, in the form of the file. They expect the present results: a person has to confirm them. */
import { ELIGIBILITY } from "../language/load/load.js";
import { type Cells, merge, objectText } from "./cells.js";
import { type FileRun, outcomeOf } from "./run.js";

/** A case that a person may adopt. */
export interface NewCase {
  readonly name: string;
  readonly set: Cells;
  readonly expect: ReadonlyMap<string, string>;
}

/** The beginning of the names of such cases, until a person has checked them. */
const CONFIRM = "confirm: ";

/** Whether a case was suggested, and nobody has compared it with the protocol yet. */
export function isUnconfirmed({ name }: { readonly name: string }): boolean {
  return name.trimStart().toLowerCase().startsWith("confirm:");
}

/** A case for a criterion, with its verdict and those of all criteria that differ from the base. */
export function newCase({ harness, screen, base, ofBase }: FileRun, criterion: string, cells: Cells): NewCase {
  const set = new Map([...cells].filter(([key, text]) => text !== (base.get(key) ?? "null")));
  const [record] = harness.read([merge(base, set)]);
  if (record === undefined) throw new Error("every candidate is a record");
  const after = screen.screen(record, record.hasProblems, "verdicts");
  const told = after.criteria
    .filter(({ id, verdict }) => id === criterion || verdict !== outcomeOf(id, ofBase))
    .map(({ id }) => id);
  const expect = new Map([ELIGIBILITY, ...told].map((id) => [id, outcomeOf(id, after) ?? ""] as const));
  return { name: `${CONFIRM}${criterion} ${changesInWords(set)}`, set, expect };
}

function changesInWords(set: Cells): string {
  const words = [...set].map(([key, text]) => (text === "null" ? `without ${key}` : `with ${key} ${plainText(text)}`));
  return words.length === 0 ? "of the base" : words.join(", ");
}

function plainText(text: string): string {
  const value: unknown = JSON.parse(text);
  return typeof value === "string" && value !== "" ? value : text;
}

/** Two cases of the same candidate as one. */
export function joinCases(cases: readonly NewCase[]): readonly NewCase[] {
  const joined = new Map<string, NewCase>();
  for (const one of cases) {
    const key = objectText(new Map([...one.set].sort(([a], [b]) => (a < b ? -1 : 1))));
    const known = joined.get(key);
    // Expectations of one candidate cannot contradict each other.
    joined.set(key, known === undefined ? one : { ...known, expect: new Map([...known.expect, ...one.expect]) });
  }
  return [...joined.values()];
}

/** The case on one line, ready to paste. */
export function caseText({ name, set, expect }: NewCase): string {
  const expected = objectText(new Map([...expect].map(([id, outcome]) => [id, JSON.stringify(outcome)])));
  return `{ "name": ${JSON.stringify(name)}, "set": ${objectText(set)}, "expect": ${expected} }`;
}
