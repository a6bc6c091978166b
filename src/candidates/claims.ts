/** Which headings say that they belong to which field. */
import type { Field } from "../language/model.js";
import type { ColumnPlace } from "./find-column.js";
import { type HeadingForms, type HeadingUnit, headingForms, headingIndex, trailingUnit } from "./heading.js";
import type { Told } from "./notice.js";
import type { SlotPlan } from "./slots.js";

/** Places of the columns of one slot, before anything is decided. */
export interface Claims {
  readonly value: Claim[];
  readonly unit: Claim[];
  readonly date: Claim[];
  readonly uln: Claim[];
}

/** A column that says it belongs to a slot. */
export interface Claim extends ColumnPlace {
  readonly unitInHeading: HeadingUnit;
}

/** Field name -> the column that a column map names for it; undefined: one that is not there. */
export type MappedColumns = ReadonlyMap<string, ColumnPlace | undefined>;

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
export function noClaims(): Claims {
  return { value: [], unit: [], date: [], uln: [] };
}

/** By slot: which headings say that they belong to it. A column that the map gives to a field is that field's alone. */
export function claimsOf(plan: SlotPlan, headings: readonly Heading[], mapped: MappedColumns): readonly Claims[] {
  const claims = plan.slots.map(noClaims);
  const taken = new Set([...mapped.values()].map((place) => place?.index));
  const roles = headingIndex(plan.slots.map((slot) => slot.field));
  const slotsOf = new Map<Field, number>(plan.slots.map((slot) => [slot.field, slot.index]));
  headings.forEach(({ heading, forms }, index) => {
    if (heading.trim() === "") return;
    for (const role of roles.rolesOf(forms)) {
      const own = mapped.has(role.field.name);
      if (role.part === "value" && (own ? mapped.get(role.field.name)?.index !== index : taken.has(index))) continue;
      claims[slotsOf.get(role.field) ?? -1]?.[role.part].push({ index, heading, unitInHeading: role.unit });
    }
  });
  // A mapped column need not be named like its field; its heading may hold a unit all the same.
  plan.slots.forEach((slot, index) => {
    const place = mapped.get(slot.field.name);
    const own = claims[index];
    if (place !== undefined && own !== undefined && own.value.length === 0)
      own.value.push({ ...place, unitInHeading: trailingUnit(place.heading, slot.field) });
  });
  return claims;
}

/** Headings that belong to two fields of one dictionary, of which at least one is used. */
export function headingConflicts(plan: SlotPlan, headings: readonly Heading[], mapped: MappedColumns): readonly Told[] {
  const taken = new Set([...mapped.values()].map((place) => place?.index));
  const conflicts = new Map<number, Told>();
  plan.trials.forEach((trial, index) => {
    const used = new Set(plan.slots.filter((slot) => slot.trials.includes(index)).map((slot) => slot.field.name));
    const roles = headingIndex(trial.fields.values(), "values");
    headings.forEach(({ heading, forms }, column) => {
      if (taken.has(column) || conflicts.has(column) || heading.trim() === "") return;
      const fields = roles.rolesOf(forms).filter((role) => role.part === "value" && !mapped.has(role.field.name));
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
