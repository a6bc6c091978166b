/** Why a candidate's result changed, criterion by criterion. */
import type { Verdict } from "../evaluate/result.js";
import type { ComparedCandidate, ComparedCriterion, ComparedEvidence, ComparedRun, ComparedTrial } from "./outcome.js";

/**
 * Why: `value`: a cell differs; `criteria`: the criterion is changed, added or removed; `as-of`: the day moved, and nothing else explains it; `reading`: the same cell is read
 * differently, by another dictionary, column map or version; `beside`: what belongs to the value differs (its date, a limit of normal);
 * `problem`: the record has other problems; `not-in-results`: written without values or evidence.
 */
export const CAUSES = ["value", "criteria", "as-of", "reading", "beside", "problem", "not-in-results"] as const;
/** One of them. */
export type CauseKind = (typeof CAUSES)[number];

/** One cause. Texts are cells for `value`, criteria or limits for `criteria`, codes for `problem`. */
export interface Cause {
  /** Null: of the record as a whole. */
  readonly criterion: string | null;
  readonly verdict: { readonly before: Verdict | null; readonly after: Verdict | null } | null;
  readonly cause: CauseKind;
  readonly field: string | null;
  readonly before: string | null;
  readonly after: string | null;
}

/** What may differ between two runs, apart from the lists. */
export interface RunChanges {
  readonly asOf: boolean;
  /** Dictionary, column map or version: what reads cells. */
  readonly readers: boolean;
  /** By trial and criterion: its words in both runs, where they differ. */
  readonly criteria: ReadonlyMap<string, ReadonlyMap<string, { readonly before: string | null; readonly after: string | null }>>;
}

/** Compares the settings of two runs. */
export function runChanges(before: ComparedRun, after: ComparedRun): RunChanges {
  const readers = ({ dictionaries, columnMap, version }: ComparedRun): string => [dictionaries, columnMap, version].join(" ");
  const criteria = new Map(
    after.trials.map((trial) => [
      trial.id,
      changedWords(before.trials.find(({ id }) => id === trial.id)?.criteria ?? [], trial.criteria),
    ]),
  );
  return { asOf: before.asOf !== after.asOf, readers: readers(before) !== readers(after), criteria };
}

type Heads = ComparedRun["trials"][number]["criteria"];

function changedWords(
  before: Heads,
  after: Heads,
): ReadonlyMap<string, { readonly before: string | null; readonly after: string | null }> {
  const words = (heads: Heads, id: string): string | null => {
    const head = heads.find((one) => one.id === id);
    return head === undefined ? null : (head.text ?? `${head.kind} ${head.label}`);
  };
  const ids = [...new Set([...after, ...before].map(({ id }) => id))];
  const both = ids.map((id) => [id, { before: words(before, id), after: words(after, id) }] as const);
  return new Map(both.filter(([, one]) => one.before !== one.after));
}

/** The causes in one trial, those that decide first. */
export function causesOf(before: ComparedCandidate, after: ComparedCandidate, trial: string, run: RunChanges): readonly Cause[] {
  const [old, current] = [trialOf(before, trial), trialOf(after, trial)];
  const ids = [...new Set([...(current?.criteria ?? []), ...(old?.criteria ?? [])].map(({ id }) => id))];
  const found = ids.flatMap((id) =>
    ofCriterion(id, criterionOf(old, id), criterionOf(current, id), run.criteria.get(trial)?.get(id), run),
  );
  const [was, is] = [before.problems.join(), after.problems.join()];
  const problems: readonly Cause[] =
    was === is ? [] : [{ criterion: null, verdict: null, cause: "problem", field: null, before: was, after: is }];
  return [...problems, ...found.sort((a, b) => weight(b) - weight(a))];
}

function trialOf({ trials }: ComparedCandidate, id: string): ComparedTrial | undefined {
  return trials.find(({ trial }) => trial === id);
}

function criterionOf(trial: ComparedTrial | undefined, id: string): ComparedCriterion | undefined {
  return trial?.criteria.find((criterion) => criterion.id === id);
}

/** A fail is more decisive than what is open, and that more than a pass. */
function weight({ verdict }: Cause): number {
  const of = (one: Verdict | null | undefined): number => (one === "fail" ? 2 : one === "unknown" ? 1 : 0);
  return Math.max(of(verdict?.after) * 2, of(verdict?.before));
}

type Words = { readonly before: string | null; readonly after: string | null } | undefined;

function ofCriterion(
  id: string,
  before: ComparedCriterion | undefined,
  after: ComparedCriterion | undefined,
  words: Words,
  run: RunChanges,
): readonly Cause[] {
  const verdict = { before: before?.verdict ?? null, after: after?.verdict ?? null };
  if (verdict.before === verdict.after) return [];
  // A criterion that was added or removed but passes is not a cause.
  if ((before === undefined && after?.verdict === "pass") || (after === undefined && before?.verdict === "pass")) return [];
  const cause = (kind: CauseKind, field: string | null = null, was: string | null = null, is: string | null = null): Cause => {
    return { criterion: id, verdict, cause: kind, field, before: was, after: is };
  };
  const found: Cause[] = words === undefined ? [] : [cause("criteria", null, words.before, words.after)];
  if (before === undefined || after === undefined) return found.length > 0 ? found : [cause("criteria")];
  const { evidence: old } = before;
  const { evidence: current } = after;
  if (old === undefined || current === undefined || [...old, ...current].some(({ reading }) => reading === undefined))
    return found.length > 0 ? found : [cause("not-in-results")];
  const moved: Cause[] = [];
  for (const [one, other] of fieldPairs(old, current)) {
    const { field } = other;
    if (one.cell !== other.cell) found.push(cause("value", field, one.cell, other.cell));
    else if (one.reading === other.reading) continue;
    else if (!run.asOf || run.readers) found.push(cause("reading", field, one.cell, other.cell));
    else if (haveOtherUnits(one, other)) found.push(cause("beside", field));
    else moved.push(cause("as-of", field));
  }
  if (words === undefined && limits(old) !== limits(current)) found.push(cause("criteria", null, limits(old), limits(current)));
  if (found.length > 0) return found;
  if (moved.length > 0) return moved;
  return [cause(run.asOf ? "as-of" : run.readers ? "reading" : "beside")];
}

/** Whether both were read, in different units or from different places: no as-of date changes that. */
function haveOtherUnits(before: ComparedEvidence, after: ComparedEvidence): boolean {
  const [one, other] = [unitOf(before), unitOf(after)];
  return one !== undefined && other !== undefined && one !== other;
}

function unitOf({ reading = "null" }: ComparedEvidence): string | undefined {
  const parsed: unknown = JSON.parse(reading);
  if (typeof parsed !== "object" || parsed === null) return undefined;
  const unit: unknown = Reflect.get(parsed, "unit");
  return typeof unit === "string" ? JSON.stringify([unit, Reflect.get(parsed, "unitFrom")]) : undefined;
}

/** What both rest on, field by field. */
function fieldPairs(
  before: readonly ComparedEvidence[],
  after: readonly ComparedEvidence[],
): readonly (readonly [ComparedEvidence, ComparedEvidence])[] {
  const fields = [...new Set(after.map(({ field }) => field))];
  return fields.flatMap((field): readonly (readonly [ComparedEvidence, ComparedEvidence])[] => {
    const [one, other] = [before, after].map((all) => all.find((evidence) => evidence.field === field));
    return one === undefined || other === undefined ? [] : [[one, other]];
  });
}

function limits(evidence: readonly ComparedEvidence[]): string {
  return evidence.map(({ field, limit }) => `${field} ${limit}`).join("; ");
}
