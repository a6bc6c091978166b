/** What a file's columns contribute to a column map. */
import type { FileStats } from "../cells/stats.js";
import type { MapFindings } from "../language/load/complete-map.js";
import type { Slot, SlotPlan } from "../plan/slots.js";
import { QUANTITY_KEYS } from "./records/json-value.js";
import type { FileColumns } from "./records/read.js";

type Keys = FileStats["keys"];

/** Headings, or keys of JSON records, that belong to no field. */
export function unclaimedIn(columns: FileColumns, keys: Keys): readonly string[] {
  if (columns.kind === "table") return columns.unused;
  const members = new Map<string, string[]>();
  for (const key of keys.keys()) {
    const own = members.get(parentOf(key)) ?? [];
    own.push(key.slice(key.lastIndexOf(".") + 1));
    members.set(parentOf(key), own);
  }
  const isQuantity = (key: string): boolean => {
    const own = members.get(key) ?? [];
    return own.includes("value") && own.every((one) => QUANTITY_KEYS.has(one));
  };
  return [...keys.keys()].filter((key) => {
    if (columns.id.includes(key) || columns.rolesOf(key).length > 0) return false;
    // A quantity is one value: its number alone would lose its unit. Of other objects only what is in them can be a value.
    return (!members.has(key) || isQuantity(key)) && !isQuantity(parentOf(key));
  });
}

function parentOf(key: string): string {
  return key.slice(0, Math.max(0, key.lastIndexOf(".")));
}

/** The columns of a slot's values: one at most in a table; of JSON keys, which differ between records, there may be several. */
function columnsOf({ index }: Slot, columns: FileColumns, keys: Keys): readonly string[] {
  if (columns.kind === "table") {
    const value = columns.slots[index]?.value;
    return value === undefined ? [] : [value.heading];
  }
  const isOwn = (key: string): boolean => columns.rolesOf(key).some(({ slot, part }) => slot === index && part === "value");
  return [...keys.keys()].filter(isOwn);
}

/** What a column map is made of. */
export function mapFindings(
  columns: FileColumns,
  plan: SlotPlan,
  keys: Keys,
  { id, unclaimed }: { readonly id: string | readonly string[] | null; readonly unclaimed: readonly string[] },
): MapFindings {
  const found = new Map<string, string[][]>();
  for (const slot of plan.slots) {
    const own = found.get(slot.field.name) ?? [];
    found.set(slot.field.name, [...own, [...columnsOf(slot, columns, keys)]]);
  }
  const users = new Map<string, number>();
  for (const own of found.values()) for (const column of new Set(own.flat())) users.set(column, (users.get(column) ?? 0) + 1);
  const fields = [...found].map(([name, own]): readonly [string, string | null | undefined] => {
    const [column, second] = [...new Set(own.flat())];
    if (column === undefined) return [name, null];
    // A column that is named is that field's alone, in every trial.
    const isSure = second === undefined && own.every(({ length }) => length === 1) && users.get(column) === 1;
    return [name, isSure ? column : undefined];
  });
  const headings = columns.kind === "table" ? columns.headings : [...keys.keys()];
  const open = new Set(unclaimed);
  const claimed = new Set(headings.filter((heading) => !open.has(heading)));
  return { id: id ?? "none", fields: new Map(fields), claimed, unclaimed };
}
