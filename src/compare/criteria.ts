/** Compares two versions of a criteria file: what became of every criterion, by ID. */
import { type Described, describeCondition } from "../language/describe.js";
import { describeField } from "../language/describe-field.js";
import type { Criterion, CriterionKind, Field, NotEvaluated, Trial } from "../language/model.js";
import { leavesOf } from "../language/model.js";
import { isSameDeclaration } from "./declaration.js";
import { compareMeaning, type MeaningChange } from "./meaning.js";

/** What became of a criterion: one of the two versions may not have it. */
export type Change = "added" | "removed" | MeaningChange["meaning"];

/** One version of a criterion, in words. */
export interface CriterionText {
  readonly kind: CriterionKind;
  readonly label: string;
  readonly source: string | null;
  readonly note: string | null;
  readonly condition: Described;
}

/** One criterion in both versions. */
export interface CriterionChange {
  readonly id: string;
  readonly change: Change;
  /** Label, place in the protocol or note are worded differently. */
  readonly isReworded: boolean;
  /** It moved to the other list, or to another place among those that both versions have. */
  readonly isMoved: boolean;
  /** Its fields whose declarations let cells mean something else. */
  readonly fields: readonly string[];
  readonly before: CriterionText | undefined;
  readonly after: CriterionText | undefined;
  readonly meaning: MeaningChange | undefined;
  /** If it is added or removed: the ID of one that is removed or added, and means the same. Perhaps only the ID changed. */
  readonly sameAs: string | undefined;
}

/** A field that both versions use, but that is declared differently, or found by other headings. */
export interface FieldChange {
  readonly name: string;
  /** Cells may mean something else; otherwise only other columns may be found. */
  readonly isMeaning: boolean;
  readonly label: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** What an amendment does. */
export interface CriteriaChanges {
  readonly before: Trial;
  readonly after: Trial;
  /** In the order of the later version; removed ones keep their place. */
  readonly criteria: readonly CriterionChange[];
  readonly fields: readonly FieldChange[];
  /** Sentences that a person checks, in one version alone. */
  readonly notEvaluated: { readonly added: readonly NotEvaluated[]; readonly removed: readonly NotEvaluated[] };
}

/** Compares two versions of a trial's criteria. */
export async function compareCriteria(before: Trial, after: Trial): Promise<CriteriaChanges> {
  const old = new Map(before.criteria.map((criterion) => [criterion.id, criterion]));
  const moved = movedIds(before.criteria, after.criteria);
  const fields = fieldChanges(before, after);
  const changed = new Set(fields.filter(({ isMeaning }) => isMeaning).map(({ name }) => name));
  const criteria: CriterionChange[] = [];
  for (const criterion of after.criteria) {
    const { id } = criterion;
    const earlier = old.get(id);
    const meaning = earlier && (await compareMeaning({ trial: before, criterion: earlier }, { trial: after, criterion }));
    criteria.push({
      id,
      change: meaning?.meaning ?? "added",
      isReworded: earlier !== undefined && isReworded(earlier, criterion),
      isMoved: moved.has(id),
      fields:
        earlier === undefined
          ? []
          : [...new Set(leavesOf(criterion.condition).map(({ field }) => field.name))].filter((name) => changed.has(name)),
      before: earlier && textOf(earlier),
      after: textOf(criterion),
      meaning,
      sameAs: undefined,
    });
  }
  const all = withRemoved(criteria, before, after);
  return { before, after, criteria: await withRenamed(all, before, after), fields, notEvaluated: sentences(before, after) };
}

/** At most so many pairs are compared to find renamed criteria: an amendment that renames all is no reason to compare each with each. */
const MOST_PAIRS = 200;

/** Names, for each criterion that one version alone has, its equal in the other. */
async function withRenamed(all: readonly CriterionChange[], before: Trial, after: Trial): Promise<readonly CriterionChange[]> {
  const idsOf = (change: Change): ReadonlySet<string> => new Set(all.flatMap((one) => (one.change === change ? [one.id] : [])));
  const [removed, added] = [idsOf("removed"), idsOf("added")];
  const gone = before.criteria.filter(({ id }) => removed.has(id));
  const names = new Map<string, string>();
  let left = MOST_PAIRS;
  for (const criterion of after.criteria.filter(({ id }) => added.has(id))) {
    const asked = fieldNames(criterion);
    for (const earlier of gone) {
      if (names.has(earlier.id) || fieldNames(earlier) !== asked || left === 0) continue;
      left -= 1;
      const { meaning } = await compareMeaning({ trial: before, criterion: earlier }, { trial: after, criterion });
      if (meaning !== "same") continue;
      names.set(earlier.id, criterion.id).set(criterion.id, earlier.id);
      break;
    }
  }
  return all.map((one) => (names.has(one.id) ? { ...one, sameAs: names.get(one.id) } : one));
}

function fieldNames({ condition }: Criterion): string {
  return [...new Set(leavesOf(condition).map(({ field }) => field.name))].sort().join(" ");
}

function textOf({ kind, label, source, note, condition }: Criterion): CriterionText {
  return { kind, label, source: source ?? null, note: note ?? null, condition: describeCondition(condition) };
}

function isReworded(before: Criterion, after: Criterion): boolean {
  return before.label !== after.label || before.source !== after.source || before.note !== after.note;
}

/** Criteria of only the earlier version, each after the one that it followed. */
function withRemoved(criteria: readonly CriterionChange[], before: Trial, after: Trial): readonly CriterionChange[] {
  const left = new Set(after.criteria.map(({ id }) => id));
  const all = [...criteria];
  before.criteria.forEach((criterion, index) => {
    const { id } = criterion;
    if (left.has(id)) return;
    const previous = before.criteria[index - 1]?.id;
    const place = all.findIndex((one) => one.id === previous) + 1;
    const gone = { isReworded: false, isMoved: false, fields: [], after: undefined, meaning: undefined, sameAs: undefined };
    all.splice(place, 0, { id, change: "removed", before: textOf(criterion), ...gone });
  });
  return all;
}

/** Criteria in the other list, and the fewest whose places explain the new order. */
function movedIds(before: readonly Criterion[], after: readonly Criterion[]): ReadonlySet<string> {
  const kinds = new Map(before.map(({ id, kind }) => [id, kind]));
  const moved = new Set(after.filter(({ id, kind }) => kinds.has(id) && kinds.get(id) !== kind).map(({ id }) => id));
  const places = new Map(before.map(({ id }, index) => [id, index]));
  const common = after.filter(({ id }) => places.has(id) && !moved.has(id)).map(({ id }) => id);
  const kept = new Set(longestRising(common.map((id) => places.get(id) ?? 0)));
  for (const id of common) if (!kept.has(places.get(id) ?? 0)) moved.add(id);
  return moved;
}

/** A longest rising part of a list of different numbers. */
function longestRising(numbers: readonly number[]): readonly number[] {
  const best: (readonly number[])[] = [];
  for (const number of numbers) {
    const before = best.findLast((one) => (one.at(-1) ?? 0) < number) ?? [];
    const length = before.length;
    const known = best[length];
    if (known === undefined || (known.at(-1) ?? 0) > number) best[length] = [...before, number];
  }
  return best.at(-1) ?? [];
}

function fieldChanges(before: Trial, after: Trial): readonly FieldChange[] {
  const [old, current] = [before, after].map(usedFields);
  return [...(current ?? [])].flatMap(([name, field]) => {
    const earlier = old?.get(name);
    if (earlier === undefined) return [];
    const isMeaning = !isSameDeclaration(earlier, field);
    const told = (one: Field, { fields }: Trial): readonly string[] => [
      ...(isMeaning ? describeField(one, fields) : []),
      ...findersOf(one),
    ];
    const [was, is] = [told(earlier, before), told(field, after)];
    const differing = (lines: readonly string[], others: readonly string[]): readonly string[] =>
      lines.filter((line) => !others.includes(line));
    const change = { name, label: field.label, isMeaning, before: differing(was, is), after: differing(is, was) };
    return isMeaning || change.before.length + change.after.length > 0 ? [change] : [];
  });
}

/** By what its column is found, beside its name. */
function findersOf({ label, aliases, loinc }: Field): readonly string[] {
  const headings = new Set([label, ...aliases]);
  return [...[...headings].map((one) => `found by the heading “${one}”`), ...loinc.map((code) => `found by LOINC ${code}`)];
}

function usedFields({ criteria, fields }: Trial): ReadonlyMap<string, Field> {
  const used = criteria.flatMap(({ condition }) => leavesOf(condition).map(({ field }) => field));
  const dates = used.flatMap((field) => (field.type === "number" && field.since !== undefined ? [fields.get(field.since)] : []));
  return new Map([...used, ...dates].flatMap((field) => (field === undefined ? [] : [[field.name, field]])));
}

function sentences(before: Trial, after: Trial): CriteriaChanges["notEvaluated"] {
  const without = (all: readonly NotEvaluated[], others: readonly NotEvaluated[]): readonly NotEvaluated[] => {
    const known = new Set(others.map(keyOf));
    return all.filter((one) => !known.has(keyOf(one)));
  };
  return {
    added: without(after.notEvaluated, before.notEvaluated),
    removed: without(before.notEvaluated, after.notEvaluated),
  };
}

function keyOf({ source, label, why }: NotEvaluated): string {
  return JSON.stringify([source, label, why]);
}
