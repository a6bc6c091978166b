/** Compares two results of screening: read once for the verdicts, and again where a candidate's result changed. */
import type { Eligibility } from "../evaluate/result.js";
import { type Cause, causesOf, type RunChanges, runChanges } from "./causes.js";
import { Held, type Span } from "./held.js";
import { type Changed, type Matched, match, type ResultChange } from "./match.js";
import { type ComparedCandidate, type ComparedRun, candidateOf, NotAResult, runOf } from "./outcome.js";
import { parsedBytes, ResultText } from "./result-text.js";

/** A file that can be read from its beginning, and again at a place. */
export interface ResultFile {
  readonly name: string;
  bytes(): AsyncIterable<Uint8Array>;
  at(offset: number, length: number): Uint8Array;
}

/** What is held of one result. */
export interface ReadResult {
  readonly name: string;
  readonly run: ComparedRun;
  readonly held: Held;
  /** A candidate with the evidence, read again. */
  readonly candidate: (place: number) => ComparedCandidate;
}

/** What changed between two results. */
export interface ResultChanges {
  readonly before: ReadResult;
  readonly after: ReadResult;
  readonly run: RunChanges;
  readonly matched: Matched;
}

/** The place of a candidate in one of the results, and the result in one trial. */
export interface Standing {
  readonly file: string;
  readonly row: number;
  readonly eligibility: Eligibility;
}

/** A candidate whose result in a trial changed. */
export interface CandidateChange {
  readonly candidate: string;
  /** `verdicts`: only verdicts of criteria changed. */
  readonly change: ResultChange | "verdicts";
  readonly before: Standing;
  readonly after: Standing;
  readonly causes: readonly Cause[];
}

/** Reads a result. Throws {@link NotAResult}. */
export async function readResult(file: ResultFile): Promise<ReadResult> {
  const text = new ResultText();
  // Screening writes the criteria before the candidates, but the order may differ.
  let held: Held | undefined;
  let number = 0;
  const take = ({ offset, bytes }: { readonly offset: number; readonly bytes: Uint8Array }): void => {
    number += 1;
    const candidate = candidateOf(parsedBytes(bytes, `its candidate ${number}`), false);
    held ??= new Held(candidate.trials.map(({ trial, criteria }) => ({ id: trial, criteria })));
    held.add(candidate, { offset, length: bytes.length });
  };
  for await (const bytes of file.bytes()) for (const cut of text.push(bytes)) take(cut);
  text.end();
  const run = runOf(text.rest());
  const all = held ?? new Held(run.trials);
  refuseParts(run, number);
  return { name: file.name, run, held: all, candidate: (place) => readAgain(file, all.span(place)) };
}

function refuseParts({ records, printed }: ComparedRun, number: number): void {
  if (printed !== number) throw new NotAResult(`it holds ${number} candidates and says that there are ${printed}: broken JSON`);
  if (printed < records)
    throw new NotAResult(
      `it holds ${printed} of ${records} candidates, because it was made with --only: nobody could tell who is gone; screen again without --only`,
    );
}

function readAgain(file: ResultFile, { offset, length }: Span): ComparedCandidate {
  return candidateOf(parsedBytes(file.at(offset, length), "a candidate"), true);
}

/** Compares two results. Throws {@link NotAResult} where they are of other trials. */
export function compareRead(before: ReadResult, after: ReadResult): ResultChanges {
  const [old, current] = [before, after].map(({ run }) => run.trials.map(({ id }) => id));
  const ids = (current ?? []).filter((id) => old?.includes(id));
  if (ids.length !== old?.length || ids.length !== current?.length)
    throw new NotAResult(
      `${before.name} is of ${old?.join(", ")}, and ${after.name} of ${current?.join(", ")}; screen both lists for the same trials`,
    );
  return { before, after, run: runChanges(before.run, after.run), matched: match(before.held, after.held, ids) };
}

/** One changed candidate, with the causes. */
export function detailOf(
  { before, after, run }: ResultChanges,
  trial: string,
  change: CandidateChange["change"],
  pair: Changed,
): CandidateChange {
  const [old, current] = [before.candidate(pair.before), after.candidate(pair.after)];
  return {
    candidate: pair.id,
    change,
    before: standing(old, trial),
    after: standing(current, trial),
    causes: causesOf(old, current, trial, run),
  };
}

function standing({ file, row, trials }: ComparedCandidate, id: string): Standing {
  return { file, row, eligibility: trials.find(({ trial }) => trial === id)?.eligibility ?? "undetermined" };
}
