/** What texts around a table say about the digits in its columns of yes and no: lines above it, other sheets, cells of its first rows. */
import type { Field } from "../language/model.js";
import { MOST_NOTES, type TableHead } from "../sources/input-head.js";
import { hasOtherLegend, isLegend, isUnknownLegend } from "../values/answer-legends.js";
import { memoOf } from "../values/memo.js";
import { missingWord } from "../values/missing.js";
import { foldSpelling } from "../values/text.js";
import { yesOrNo } from "../values/yes-no.js";
import { isNamedIn } from "./claims.js";
import { namesOf } from "./heading.js";

/**
 * Whether digits below a heading are explained otherwise than as 1 for yes and 0 for no. A text that names a column speaks of that alone, in
 * whatever words; one that names none may speak of any.
 */
export function isExplainedOtherwise(head: Explained, field: Field, heading: string): boolean {
  const notes = notesAround(head);
  if (notes.length === 0) return false;
  const own = notes.filter(({ text }) => isNamedIn(text, [heading, ...namesOf(field)]));
  if (own.some(({ text }) => isUnknownLegend(text))) return true;
  return (own.length > 0 ? own : notes.filter(({ isOnOther }) => !isOnOther)).some(({ text }) => hasOtherLegend(text));
}

/** A table, or records with keys. */
export type Explained = Pick<TableHead, "headings" | "firstRows" | "notes">;

interface Note {
  readonly text: string;
  /** It names a column whose first cells are digits. */
  readonly isOnOther: boolean;
}

/** Of more columns a text that names one of them may speak of any. */
const MOST_OTHERS = 200;

const notesAround = memoOf(({ headings, firstRows, notes = [] }: Explained): readonly Note[] => {
  const cells = firstRows.flatMap((row) => row.flatMap((cell, at) => (isLegend(cell) ? [`${headings[at] ?? ""}; ${cell}`] : [])));
  const texts = [...notes, ...cells].slice(0, MOST_NOTES);
  const others =
    texts.length === 0
      ? []
      : headings.filter((_, at) => holdsDigits(firstRows.map((row) => row[at] ?? ""))).slice(0, MOST_OTHERS);
  return texts.map((text) => ({ text, isOnOther: isNamedIn(text, others) }));
});

function holdsDigits(cells: readonly string[]): boolean {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== "");
  const isDigit = (cell: string): boolean => /^\d{1,2}$/.test(cell);
  return filled.some(isDigit) && filled.every((cell) => isDigit(cell) || isAnswer(foldSpelling(cell)));
}

function isAnswer(folded: string): boolean {
  return yesOrNo(folded) !== undefined || missingWord(folded) !== undefined;
}
