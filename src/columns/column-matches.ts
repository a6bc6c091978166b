/** Which headings belong to which field. */
import { type HeadingUnit, NO_UNIT } from "../cells/column-unit.js";
import type { Notice } from "../diagnostics/notice.js";
import type { Field } from "../language/model.js";
import type { SlotPlan } from "../plan/slots.js";
import { memoOf } from "../values/memo.js";
import { COMPANIONS } from "./companion-words.js";
import type { ColumnPlace } from "./find-column.js";
import {
  accompanies,
  companionsOf,
  type HeadingForms,
  type HeadingIndex,
  headingForms,
  headingIndex,
  type Part,
  type Role,
  stemsOf,
  trailingUnit,
} from "./heading.js";
import { stemsOfValue } from "./stems.js";

/** Positions of the columns of one slot, before anything is decided. */
export type ColumnMatches = Readonly<Record<Part, ColumnMatch[]>> & {
  /** Columns that say the same as one that the column map names instead. */
  readonly passedOver: { readonly part: Part; readonly heading: string }[];
};

/** A column that says it belongs to a slot. */
export interface ColumnMatch extends ColumnPlace {
  readonly unitInHeading: HeadingUnit;
  /** The heading with what a row below it says of its words and digits. */
  readonly told?: string;
}

/** Where a matched column stands. */
export function placeOf(match: ColumnMatch | undefined): ColumnPlace | undefined {
  return match && { index: match.index, heading: match.heading };
}

/** The columns that a column map names for one field; undefined: one that is not there. */
export type MappedField = ReadonlyMap<Part, ColumnPlace | undefined>;

/** By field name. */
export interface MappedColumns {
  readonly fields: ReadonlyMap<string, MappedField>;
  /** The day of all values that have none of their own. */
  readonly date: ColumnPlace | undefined;
}

/** The field's own column, as the map names it; undefined if it names none. */
export function mappedValue({ fields }: MappedColumns, field: string): { readonly place: ColumnPlace | undefined } | undefined {
  const own = fields.get(field);
  return own?.has("value") === true ? { place: own.get("value") } : undefined;
}

/** A heading as written, and as it is looked up. */
export interface Heading {
  readonly heading: string;
  readonly forms: HeadingForms;
}

/** Headings ready to be looked up. */
export function headingsOf(headings: readonly string[]): readonly Heading[] {
  return headings.map((heading) => ({ heading, forms: headingForms(heading) }));
}

/** Nothing claimed. */
export function noMatches(): ColumnMatches {
  return { value: [], unit: [], operator: [], date: [], uln: [], ulnUnit: [], lln: [], llnUnit: [], passedOver: [] };
}

/** By slot: which headings say that they belong to it. A column that the map gives to a field is that field's alone. */
export function matchesOf(plan: SlotPlan, headings: readonly Heading[], mapped: MappedColumns): readonly ColumnMatches[] {
  const matches = plan.slots.map(noMatches);
  const taken = takenPlaces(mapped);
  const roles = headingIndex(plan.slots.map((slot) => slot.field));
  const slotsOf = new Map<Field, number>(plan.slots.map((slot) => [slot.field, slot.index]));
  const companions: (readonly [number, Role])[] = [];
  headings.forEach(({ heading, forms }, index) => {
    if (heading.trim() === "") return;
    for (const role of roles.rolesOf(forms)) {
      const own = matches[slotsOf.get(role.field) ?? -1];
      const named = mappedValue(mapped, role.field.name);
      if (role.part !== "value") companions.push([index, role]);
      else if (named === undefined ? !taken.has(index) : named.place?.index === index)
        own?.value.push({ index, heading, unitInHeading: role.unit });
      else if (named?.place !== undefined && !taken.has(index)) own?.passedOver.push({ part: "value", heading });
    }
  });
  // A mapped column need not be named like its field; its heading may hold a unit all the same.
  plan.slots.forEach(({ field }, index) => {
    const place = mappedValue(mapped, field.name)?.place;
    const own = matches[index];
    if (place !== undefined && own?.value.length === 0)
      own.value.push({ ...place, unitInHeading: trailingUnit(place.heading, field) });
  });
  matchCompanions(plan, headings, mapped, matches, companions);
  return matches;
}

function takenPlaces({ fields }: MappedColumns): ReadonlySet<number | undefined> {
  return new Set([...fields.values()].map((named) => named.get("value")?.index));
}

/**
 * A companion is called after the field, or after the column that feeds it; the latter where the table has both. What is itself a field's
 * name is that field, and what the column map names outranks both.
 */
function matchCompanions(
  plan: SlotPlan,
  headings: readonly Heading[],
  mapped: MappedColumns,
  matches: readonly ColumnMatches[],
  byField: readonly (readonly [number, Role])[],
): void {
  const names = fieldNames(plan);
  const places = placesByName(headings);
  plan.slots.forEach(({ field }, slot) => {
    const own = matches[slot];
    const [value] = own?.value ?? [];
    if (own === undefined) return;
    const forms = value === undefined ? undefined : headings[value.index]?.forms;
    const stems = value === undefined ? new Set<string>() : stemsOfValue(headings[value.index]?.heading ?? "", field);
    const found: readonly (readonly [number, Role])[] = [
      ...byField.filter(([, role]) => role.field === field),
      ...headings.flatMap((one, index) => companionsOf(one.forms, field, stems).map((role) => [index, role] as const)),
    ];
    const isOthers = ({ stem = "" }: Role): boolean => {
      if (stems.has(stem)) return false;
      const named = (places.get(stem) ?? []).filter(({ forms: other }) => !other.companions.some((one) => one.stem === stem));
      return named.some(({ forms: other }) => stemsOf(other, field).has(stem));
    };
    for (const [index, role] of found) {
      const heading = headings[index]?.heading ?? "";
      if (
        index === value?.index ||
        isOthers(role) ||
        forms === undefined ||
        isFieldItself(names, headings[index]?.forms ?? forms, role)
      )
        continue;
      if (mapped.fields.get(field.name)?.has(role.part) === true) {
        const chosen = mapped.fields.get(field.name)?.get(role.part);
        const isTold = own.passedOver.some((one) => one.part === role.part && one.heading === heading);
        if (chosen !== undefined && chosen.index !== index && !isTold) own.passedOver.push({ part: role.part, heading });
      } else if (!own[role.part].some((match) => match.index === index))
        own[role.part].push({ index, heading, unitInHeading: role.unit });
    }
    for (const part of COMPANIONS) {
      const place = mapped.fields.get(field.name)?.get(part);
      if (place === undefined) continue;
      const isLimit = part === "uln" || part === "lln";
      own[part].push({ ...place, unitInHeading: isLimit ? trailingUnit(place.heading, field) : NO_UNIT });
    }
    if (mapped.date !== undefined && own.date.length === 0 && accompanies("date", field))
      own.date.push({ ...mapped.date, unitInHeading: NO_UNIT });
  });
}

/** The names of all fields of a dictionary. Asked for several times in a run, and a dictionary has thousands. */
const namesIn = memoOf((fields: ReadonlyMap<string, Field>) => headingIndex(fields.values(), "values"));

/** The names of all fields of the trials, also of those that no criterion uses. */
export function fieldNames({ trials }: SlotPlan): HeadingIndex {
  const [only, other] = new Set(trials.map(({ fields }) => fields));
  if (only !== undefined && other === undefined) return namesIn(only);
  return headingIndex(new Set(trials.flatMap((trial) => [...trial.fields.values()])), "values");
}

/** The names of the fields that criteria use. */
export function usedNames({ slots }: SlotPlan): HeadingIndex {
  return headingIndex(
    slots.map(({ field }) => field),
    "values",
  );
}

/** Whether a heading is the name of a field. A date field may be the day of another field, too. */
export function isFieldItself(names: HeadingIndex, { folded }: HeadingForms, { part }: Role): boolean {
  const owners = names.rolesOf({ written: "", folded, splits: [], companions: [] });
  return owners.some((owner) => part !== "date" || owner.field.type !== "date");
}

/** Headings under all the names by which companions may call them. */
function placesByName(headings: readonly Heading[]): ReadonlyMap<string, readonly Heading[]> {
  const found = new Map<string, Heading[]>();
  for (const heading of headings) {
    const { folded, splits } = heading.forms;
    for (const name of new Set([folded, ...splits.map(({ base }) => base)])) {
      const known = found.get(name);
      if (known === undefined) found.set(name, [heading]);
      else known.push(heading);
    }
  }
  return found;
}

/** The fields whose columns must be found without doubt. `trial`: only what that one needs. */
export function namesToFind({ slots }: SlotPlan, trial?: number): ReadonlySet<string> {
  const needed = slots.filter(({ isWhole, trials }) => !isWhole && (trial === undefined || trials.includes(trial)));
  return new Set(needed.map(({ field }) => field.name));
}

/** Headings that belong to two fields of one dictionary, of which at least one is used. */
export function headingConflicts(plan: SlotPlan, headings: readonly Heading[], mapped: MappedColumns): readonly Notice[] {
  const taken = takenPlaces(mapped);
  const conflicts = new Map<number, Notice>();
  plan.trials.forEach((trial, index) => {
    const used = namesToFind(plan, index);
    const roles = namesIn(trial.fields);
    headings.forEach(({ heading, forms }, column) => {
      if (taken.has(column) || conflicts.has(column) || heading.trim() === "") return;
      const fields = roles.rolesOf(forms).filter((role) => mappedValue(mapped, role.field.name) === undefined);
      const [first, second] = fields.map((role) => role.field.name);
      if (second === undefined || !fields.some((role) => used.has(role.field.name))) return;
      conflicts.set(column, {
        code: "two-fields",
        column: heading,
        message: `column \`${heading}\` may be \`${first}\` or \`${second}\``,
        help: `rename it, or say which in a column map: { "columns": { "${first}": { "column": ${JSON.stringify(heading)} } } }`,
      });
    });
  });
  return [...conflicts.values()];
}
