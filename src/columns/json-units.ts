/** A first record that holds units and no candidate: it counts as the keys do. */
import { type HeadingUnit, NO_UNIT, type SlotSettings } from "../cells/column-unit.js";
import type { Notice } from "../diagnostics/notice.js";
import type { ColumnMap } from "../language/model.js";
import type { SlotPlan } from "../plan/slots.js";
import type { ObjectsHead } from "../sources/input-head.js";
import type { Part } from "./heading.js";
import { settingsOf } from "./settings.js";
import { isOtherBelow, unitRow, withUnitRow, withWordsBelow, wordsBelowNotice } from "./unit-row.js";

/** What a key's value is for a slot. */
export interface KeyRole {
  readonly slot: number;
  readonly part: Part;
  /** The unit in the key. */
  readonly unit: HeadingUnit;
  readonly settings: SlotSettings;
}

/** What the value under a key is. */
type RolesOf = (path: string) => readonly KeyRole[];

/** What the first record says of the units of all others; undefined if it is a candidate. */
export function unitRecord(plan: SlotPlan, head: ObjectsHead, rolesOf: RolesOf): readonly string[] | undefined {
  if (head.firstRow === undefined) return undefined;
  const values = plan.slots.map(({ index: slot }) => ({
    value: head.headings.flatMap((heading, index) =>
      rolesOf(heading).some((role) => role.slot === slot && role.part === "value") ? [{ heading, index }] : [],
    ),
  }));
  return unitRow({ ...head, firstRows: head.firstRows.slice(0, 1) }, plan, values)?.texts;
}

/** What is said of keys that are no field's, as words below them say. */
export function refusedKeys(
  { slots }: SlotPlan,
  { headings }: ObjectsHead,
  plainRoles: RolesOf,
  rolesOf: RolesOf,
  units: readonly string[],
): readonly Notice[] {
  return headings.flatMap((heading, index) => {
    const own = new Set(rolesOf(heading).map(({ slot }) => slot));
    const [lost] = plainRoles(heading).filter(({ slot }) => !own.has(slot));
    const field = slots[lost?.slot ?? -1]?.field;
    return field === undefined ? [] : [wordsBelowNotice(field, heading, units[index] ?? "", "key")];
  });
}

const WITH_UNIT: readonly Part[] = ["value", "uln", "lln"];

/** The roles of keys with what the first record says of their units, words and digits. */
export function rolesWithUnits(
  { slots }: SlotPlan,
  head: ObjectsHead,
  map: ColumnMap | undefined,
  rolesOf: RolesOf,
  units: readonly string[],
): RolesOf {
  return (path) =>
    rolesOf(path).flatMap((role) => {
      const field = slots[role.slot]?.field;
      if (field === undefined || !WITH_UNIT.includes(role.part)) return role;
      const text = units[head.headings.indexOf(path)] ?? "";
      const unit = withUnitRow(role.unit, text, field, "key");
      const isMapped = map?.columns.get(field.name)?.column !== undefined;
      if (role.part === "value" && !isMapped && isOtherBelow(path, text, field)) return [];
      const told = withWordsBelow(path, text, field);
      return { ...role, unit, settings: settingsOf(field, map, told, role.part === "value" ? unit : NO_UNIT, head) };
    });
}
