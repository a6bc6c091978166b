/** Which notes are on a column, and the unit that they state for it: `* mg/l` below `Kreatinin*`, `Note: weights in lb`. */
import type { Field, NumberField } from "../language/model.js";
import { foldSpelling, withoutAccents } from "../values/text.js";
import { unitAlone } from "../values/unit/alone.js";
import { BETWEEN_WORDS, unitTexts } from "../values/unit/in-note.js";
import { sameMeasure, ucumUnit } from "../values/unit/unit.js";
import { isNamedIn, textBehind } from "./claims.js";
import { namesOf } from "./heading.js";

/** A sign that points to a note, at the end of a heading and at the beginning of the note. */
const MARK = /[*†‡§#¹²³]+$/u;
/** Endings of a name in a note. */
const ENDS = ["", "s", "e", "en", "es", "werte", "wert"];

/** Whether a note names a column, or begins with the mark of its heading. */
export function isNoteOn(note: string, field: Field, heading: string): boolean {
  return isMarked(note.trim(), heading.trim()) || isNamedIn(note, [heading.replace(MARK, ""), ...namesOf(field)]);
}

function isMarked(note: string, heading: string): boolean {
  const mark = MARK.exec(heading)?.[0];
  return mark !== undefined && note.startsWith(mark);
}

/** The unit (UCUM) in which a note says that a column's numbers are, if it is not the field's. */
export function otherUnitIn(note: string, field: NumberField, heading: string): string | undefined {
  const said = partOn(note.trim(), field, heading.trim());
  if (said === undefined) return undefined;
  const texts = new Set(unitTexts(said).map(folded));
  // As written: `G/L` is no `g/l`.
  const written = note.split(BETWEEN_WORDS).filter((text) => texts.has(folded(text)));
  const unit = written.map((text) => unitAlone(text, field.kinds)).find((one) => one !== undefined);
  return unit === undefined || sameMeasure(ucumUnit(unit), field.unit) ? undefined : unit;
}

/** What a note says of a column: behind its mark, or behind its name up to the next clause. */
function partOn(note: string, field: NumberField, heading: string): string | undefined {
  if (isMarked(note, heading)) return clause(note);
  const names = [heading.replace(MARK, ""), ...namesOf(field)].flatMap((name) => ENDS.map((end) => name.trim() + end));
  const behind = textBehind(note, names);
  return behind === undefined ? undefined : `: ${clause(behind.replace(/^[\s;,]+/u, ""))}`;
}

function clause(text: string): string {
  return text.split(/[;\n]|,(?!\d)/u)[0] ?? "";
}

function folded(text: string): string {
  return withoutAccents(foldSpelling(text));
}
