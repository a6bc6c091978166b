/** What the column map says about whole columns. */
import type { JudgedSlot } from "../facts/judgement.js";
import type { ColumnMap, Field } from "../language/model.js";
import type { SlotPlan } from "../plan/slots.js";
import { memo } from "../values/memo.js";
import { trustOf } from "./settings.js";

/** By slot: what is known before any cell was looked at. */
export function judgedSlots({ slots, trials }: SlotPlan, map: ColumnMap | undefined): readonly JudgedSlot[] {
  return slots.map(({ field, trials: users }) => {
    const entry = map?.columns.get(field.name);
    const fields = users.flatMap((trial) => [...(trials[trial]?.fields.values() ?? [])]);
    return { field, inPercent: inPercent(field, fields), hasCodes: entry?.codes !== undefined, trust: trustOf(field, map) };
  });
}

/** Words in names that say only that something is a count or a percentage. */
const HOW = /^(?:percent|percentage|pct|count|counts|number|absolute|abs)$/;

/** The label of the field that measures the same in percent: neutrophils may be told as a count, or as a part of all leukocytes. */
function inPercent(field: Field, fields: readonly Field[]): string | undefined {
  if (field.type !== "number" || field.unit === undefined || field.unit.kind === "percent") return undefined;
  const what = stemOf(field.name);
  return fields.find((one) => one.type === "number" && one.unit?.kind === "percent" && stemOf(one.name) === what)?.label;
}

/** Asked of every field in percent, for every slot. */
const stemOf = memo(
  1024,
  (name: string) => name,
  (name: string) => {
    const words = name.toLowerCase().split(/[^\p{L}\p{N}]+/u);
    return words.flatMap((word) => (HOW.test(word) ? [] : [word.replace(/s$/, "")])).join(" ");
  },
);
