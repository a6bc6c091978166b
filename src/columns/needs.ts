/** What criteria need in addition to a value, and no column has: its day, its unit, its limit of normal. */

import type { FileStats, SlotStats } from "../cells/stats.js";
import { aboutField, type InputNotice } from "../diagnostics/notice.js";
import { type LeafCondition, leavesOf } from "../language/model.js";
import { type Slot, type SlotPlan, slotOf } from "../plan/slots.js";
import type { NormalLimit } from "../values/record.js";
import { LLN, ULN } from "../values/unit/unit.js";
import type { Part } from "./heading.js";
import type { JsonColumns } from "./json-columns.js";
import type { TableColumns } from "./table-columns.js";

type Needed = Omit<InputNotice, "file" | "column">;

/** Notes on one field. They name the criteria, and the line of a column map that gives what they need. */
export function needsOf(
  plan: SlotPlan,
  slot: Slot,
  columns: TableColumns | JsonColumns,
  { keys }: FileStats,
  stats: SlotStats,
): readonly Needed[] {
  const { index, field } = slot;
  const own = columns.kind === "table" ? columns.slots[index] : undefined;
  const settings = own ?? (columns.kind === "json" ? columns.settings[index] : undefined);
  if (stats.read === 0 && stats.unreadable.length === 0) return []; // there is nothing to go with it
  const has = (part: Exclude<Part, "value">): boolean => {
    if (columns.kind === "table") return own?.[part] !== undefined;
    return keyOf(columns, keys, index, part) !== undefined;
  };
  const found: Needed[] = [];
  const note = (
    code: InputNotice["code"],
    what: string,
    row: number | undefined,
    criteria: readonly string[],
    line: string,
  ): void => {
    if (criteria.length === 0) return;
    const list =
      criteria.length > MOST ? `${criteria.slice(0, MOST).join(", ")} and ${criteria.length - MOST} more` : criteria.join(", ");
    const around = [`no ${what} `, ': these criteria are "unknown" if it is missing'] as const;
    const about = aboutField(field, (subject) => ({ subject, details: [`needed by ${list}`] }), around, around);
    found.push({ code, severity: "note", row, ...about, help: `a column map can name it: ${line}` });
  };
  const isUndated = !has("date") && (columns.kind === "table" || stats.structured === undefined);
  if (isUndated && stats.read > 0)
    note("no-date-column", "measurement date found for", undefined, asking(plan, slot, hasMaxAge), '{ "dateColumn": "…" }');
  const { limitless } = stats;
  for (const limit of LIMITS) {
    const { part, unit, words } = limit;
    if (limitless[part] === undefined || has(part) || settings?.mappedLimits[part] !== undefined) continue;
    const criteria = asking(plan, slot, (leaf) => leaf.kind === "number" && leaf.unit === unit);
    note("no-limit", `${words} limit of normal found for`, limitless[part].firstRow, criteria, limitLine(field.name, part));
  }
  const unitless = stats.unreadable.find(({ reason }) => reason === "no-unit");
  if (unitless !== undefined && !has("unit"))
    note("no-unit", "unit given for", unitless.firstRow, asking(plan, slot), unitLine(field.name));
  return found;
}

const MOST = 8;

function hasMaxAge(leaf: LeafCondition): boolean {
  return "maxAge" in leaf && leaf.maxAge !== undefined;
}

/** Both limits of normal, the unit of their multiples, and how they are called. */
export const LIMITS = [
  { part: "uln", unit: ULN, words: "upper" },
  { part: "lln", unit: LLN, words: "lower" },
] as const;

/** Those of them of which a criterion asks for multiples. */
export function limitsAsked(plan: SlotPlan, slot: Slot): readonly (typeof LIMITS)[number][] {
  return LIMITS.filter(({ unit }) => asking(plan, slot, (leaf) => leaf.kind === "number" && leaf.unit === unit).length > 0);
}

function limitLine(field: string, part: NormalLimit): string {
  return `{ "columns": { "${field}": { "${part}Column": "…" } } }, or the limit itself as "${part}"`;
}

function unitLine(field: string): string {
  return `{ "columns": { "${field}": { "unitColumn": "…" } } }, or the unit itself as "unit"`;
}

/** The first of these keys that accompanies a slot's values, or holds the day of all values. */
export function keyOf(
  columns: JsonColumns,
  keys: ReadonlyMap<string, number>,
  slot: number,
  part: Exclude<Part, "value">,
): string | undefined {
  const isPart = (key: string) => columns.rolesOf(key).some((role) => role.slot === slot && role.part === part);
  return [...keys.keys()].find((key) => isPart(key) || (part === "date" && columns.isDate(key)));
}

/** Whether a criterion asks how old the field's value is. */
export function isDated(plan: SlotPlan, slot: Slot): boolean {
  return asking(plan, slot, hasMaxAge).length > 0;
}

/** The criteria that ask for a field, in such a way if one is given: `NCT02843126:I4a`. */
export function asking(plan: SlotPlan, slot: Slot, how?: (leaf: LeafCondition) => boolean): readonly string[] {
  return criteriaAsking(plan, slot, how).map(({ trial, criterion }) => `${trial.id}:${criterion.id}`);
}

/** The same, as they stand in their trials. */
export function criteriaAsking(plan: SlotPlan, slot: Slot, how: (leaf: LeafCondition) => boolean = () => true) {
  return plan.trials.flatMap((trial, index) =>
    trial.criteria
      .filter(({ condition }) =>
        leavesOf(condition).some((leaf) => how(leaf) && slotOf(plan, index, leaf.field.name) === slot.index),
      )
      .map((criterion) => ({ trial, criterion })),
  );
}
