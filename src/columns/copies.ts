/** Columns that hold a field a second time, as marked by programs and people: `Hb.1`, `Hb (2)`, `PLT_v2`, `Hb neu (g/dL)`, `PLT 13.01.2026`. */
import type { Field } from "../language/model.js";
import type { SlotPlan } from "../plan/slots.js";
import type { InputHead } from "../sources/input-head.js";
import { foldHeading } from "../values/heading.js";
import { once } from "../values/memo.js";
import { type ColumnMatches, fieldNames, type Heading, type MappedColumns, mappedValue } from "./column-matches.js";
import { fittingShare } from "./find-column.js";
import { headingForms, headingIndex, LONGEST, type Role } from "./heading.js";

/** A heading's unit in brackets, which stands after the mark. */
const BRACKET = /\s*[([][^()[\]]*[)\]]\s*$/;
/** `.1`, ` (2)`, `_v2`, ` #2`, ` Visit 2`; the name itself ends in no digit, or it would be another name. */
const NUMBERED = /^(.*?[^\d\s._#(-])[\s._#-]*\(?(?:v|vis|visite?|visita|rep|nr\.?|no\.?)?[\s._#-]*[1-9]\)?\s*$/i;
/** ` 13.01.2026`, ` (01.10.)`, `_2026-01-13` */
const DATED = /^(.*?[^\d\s._(-])[\s_]*[\s_(](?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./]\d{1,2}(?:[./](?:\d{2,4})?)?)\)?\s*$/;
const LAST_WORD = /^(.*[^\s._(-])[\s._-]+\(?([^\s._()-]+?)\.?\)?\s*$/u;
/** Words for a second value that probably counts instead of the first. */
const AGAIN = once(
  () =>
    new Set(
      (
        "copy kopie copie copia duplicate duplikat neu new nouveau nuevo nuova nuovo novo aktuell current actuel actual latest letzter repeat repeated wdh " +
        "wiederholung kontrolle control contrôle controle recheck retest corrected korrigiert corrigé corregido corretto повторно 复查 複查 再検 再检 更正"
      )
        .split(" ")
        .map(foldHeading),
    ),
);

/** The heading that another one is once more, and whether by a word; undefined for one that is none. */
function originalOf(heading: string): { readonly name: string; readonly isWorded: boolean } | undefined {
  if (heading.length > LONGEST) return undefined;
  const unit = BRACKET.exec(heading)?.[0] ?? "";
  for (const [name, end] of [
    [heading, ""],
    [heading.slice(0, heading.length - unit.length), unit],
  ] as const) {
    const numbered = (NUMBERED.exec(name) ?? DATED.exec(name))?.[1];
    if (numbered !== undefined) return { name: numbered + end, isWorded: false };
    const [, first, word = ""] = LAST_WORD.exec(name) ?? [];
    if (first !== undefined && AGAIN().has(foldHeading(word))) return { name: first + end, isWorded: true };
  }
  return undefined;
}

/** What a heading without a role of its own is of fields that have another column as well. */
export function copiedRoles(
  plan: SlotPlan,
  { headings, firstRows }: Pick<InputHead, "headings" | "firstRows">,
): (heading: string) => readonly Role[] {
  const index = once(() => headingIndex(new Set(plan.slots.map(({ field }) => field)), "values"));
  const names = fieldNames(plan);
  const fits = (field: Field, heading: string): boolean => {
    const at = headings.indexOf(heading);
    return fittingShare(field, heading, at < 0 ? [] : firstRows.map((row) => row[at] ?? "")) >= MOST;
  };
  return (heading) => {
    const original = originalOf(heading);
    if (original === undefined || names.rolesOf(headingForms(heading)).length > 0) return [];
    return (
      index()
        .rolesOf(headingForms(original.name))
        // New metastases are another question than metastases.
        .filter(({ field, part }) => part === "value" && (field.type === "number" || !original.isWorded) && fits(field, heading))
    );
  };
}
const MOST = 0.8;

/** The matches of a table, with the columns that hold once more what has a column already. */
export function withCopies(
  plan: SlotPlan,
  head: Pick<InputHead, "headings" | "firstRows">,
  matches: readonly ColumnMatches[],
  looked: readonly Heading[],
  mapped: MappedColumns,
): readonly ColumnMatches[] {
  const copied = copiedRoles(plan, head);
  const taken = new Set([...mapped.fields.values()].flatMap((named) => [...named.values()].map((place) => place?.index)));
  for (const [index, { heading }] of looked.entries()) {
    if (taken.has(index)) continue;
    for (const { field, unit } of copied(heading))
      for (const slot of plan.slots)
        if (slot.field === field && mappedValue(mapped, field.name) === undefined && matches[slot.index]?.value.length === 1)
          matches[slot.index]?.value.push({ index, heading, unitInHeading: unit });
  }
  return matches;
}
