/** A row directly below the heading that holds units and no candidate: it counts as the heading does. */
import type { HeadingUnit } from "../cells/column-unit.js";
import type { Notice } from "../diagnostics/notice.js";
import type { Field, NumberField } from "../language/model.js";
import type { SlotPlan } from "../plan/slots.js";
import type { TableHead } from "../sources/input-head.js";
import { foldHeading } from "../values/heading.js";
import { missingWord } from "../values/missing.js";
import { foldSpelling, trimWhite } from "../values/text.js";
import { readStatedUnit, sameMeasure } from "../values/unit/unit.js";
import type { ColumnMatches } from "./column-matches.js";
import { isUnitWord } from "./companion-words.js";
import { unitOf } from "./heading.js";

/** How dates, and what is no number, are written, and what is counted: `dd.mm.yyyy`, `yes/no`, `0/1`, `grade`, `个`. */
const NOTATION =
  /^(?:\p{L}{1,6}\s*[/|]\s*\p{L}{1,6}|[01]\s*[/|,-]\s*[01]|[dtj]{1,2}[-./ ]m{1,3}[-./ ][yja]{2,4}|[yja]{4}[-./ ]m{1,2}[-./ ][dtj]{1,2}|text|date|datum|number|score|code|count|n|grades?|grad|stufe|anzahl|punti|puntos|grado|nombre|[分级級个個项項次例点枚])$/iu;

/** The texts of the unit row by column; undefined where the row below the heading is none. */
export function unitRow(
  { firstRows: [row] }: Pick<TableHead, "firstRows">,
  plan: SlotPlan,
  matches: readonly ColumnMatches[],
): readonly string[] | undefined {
  if (row === undefined) return undefined;
  const texts = row.map(withoutBrackets);
  const isUnit = plan.slots.some(({ field, index }) =>
    (matches[index]?.value ?? []).some((place) => field.type === "number" && isOf(texts[place.index] ?? "", field)),
  );
  return isUnit && texts.every(isNoValue) ? texts : undefined;
}

function withoutBrackets(cell: string): string {
  const text = trimWhite(cell);
  return /^(?:\(.*\)|\[.*\])$/.test(text) ? trimWhite(text.slice(1, -1)) : text;
}

function isOf(text: string, field: NumberField): boolean {
  return text !== "" && !/^\d+$/.test(text) && unitOf(text, field).state !== "none";
}

function isNoValue(text: string): boolean {
  if (missingWord(foldSpelling(text)) !== undefined || isUnitWord(foldHeading(text)) || NOTATION.test(text)) return true;
  return !/^[\d.,]+$/.test(text) && readStatedUnit(text, []).state !== "unknown";
}

/** What heading and unit row say together. Where they differ, nobody knows the unit. */
function withUnitRow(heading: HeadingUnit, text: string, field: Field): HeadingUnit {
  if (field.type !== "number" || text === "") return heading;
  const below = unitOf(text, field);
  if (below.state === "none" || heading.state === "none") return below.state === "none" ? heading : below;
  if (heading.state === "unclear" || sameMeasure(heading.unit, below.unit)) return heading;
  return { state: "unclear", hint: `the heading says ${heading.unit.ucum}, and the row of units ${below.unit.ucum}` };
}

/** The same for all columns. */
export function matchesWithUnits(
  plan: SlotPlan,
  matches: readonly ColumnMatches[],
  texts: readonly string[],
): readonly ColumnMatches[] {
  return matches.map((found, slot) => {
    const field = plan.slots[slot]?.field;
    if (field === undefined) return found;
    const told = (part: "value" | "uln" | "lln") =>
      found[part].map((one) => ({ ...one, unitInHeading: withUnitRow(one.unitInHeading, texts[one.index] ?? "", field) }));
    return { ...found, value: told("value"), uln: told("uln"), lln: told("lln") };
  });
}

/** What is told of it. */
export function unitRowNotice(row: number): Notice {
  return {
    code: "unit-row",
    row,
    message: "this row holds units, not a candidate: they count as if they stood in the headings",
  };
}
