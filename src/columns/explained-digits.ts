/** What texts around a table say about the cells in its columns: lines above it, other sheets, comments, cells of its first rows. */
import { hasNoZero, isScore } from "../facts/judgement.js";
import type { Field, Trust } from "../language/model.js";
import { MOST_NOTES, type TableHead } from "../sources/input-head.js";
import { explainsAnswers, hasOtherLegend, isLegend, isUnknownLegend } from "../values/answer-legends.js";
import { hasOtherWords, hasUnknownWords } from "../values/answer-words.js";
import { hasOtherGrades } from "../values/grade-legends.js";
import { legendBeside } from "../values/legend.js";
import { memoOf } from "../values/memo.js";
import { missingWord } from "../values/missing.js";
import { foldSpelling } from "../values/text.js";
import { hasUnit } from "../values/unit/in-note.js";
import { yesOrNo } from "../values/yes-no.js";
import { isNamedIn } from "./claims.js";
import { isNoteOn, otherUnitIn } from "./column-notes.js";

/** What notes say of the answers in a column. */
export interface Explanation {
  /** 1 and 0 stand for something else than yes and no. */
  readonly otherDigits: boolean;
  /** So do words and letters. */
  readonly otherWords: boolean;
}

const AS_USUAL: Explanation = { otherDigits: false, otherWords: false };

/**
 * What notes say of a column of yes and no. A text that names a column speaks of that alone, in whatever words; one that names none may speak
 * of any.
 */
export function answersExplained(head: NotedHead, field: Field, heading: string): Explanation {
  const notes = notesAround(head).filter(({ isOnAnswers }) => isOnAnswers);
  if (notes.length === 0) return AS_USUAL;
  const own = notes.filter(({ text }) => isNoteOn(text, field, heading));
  const on = own.length > 0 ? own : notes.filter(({ isOnOther }) => !isOnOther);
  return {
    otherDigits: own.some(({ text }) => isUnknownLegend(text)) || on.some(({ text }) => hasOtherLegend(text)),
    otherWords: own.some(({ text }) => hasUnknownWords(text)) || on.some(({ text }) => hasOtherWords(text)),
  };
}

/** What speaks against the numbers of a column that names no unit, in words: a note on it. */
export function doubtInNotes(head: NotedHead, field: Field, heading: string, trust: ReadonlySet<Trust>): string | undefined {
  if (field.type !== "number") return undefined;
  const notes = notesAround(head);
  if (isScore(field) || hasNoZero(field)) {
    const isOther = ({ text }: Note): boolean => hasOtherGrades(text) && isNoteOn(text, field, heading);
    return !trust.has("coded") && notes.some(isOther) ? OTHER_GRADES : undefined;
  }
  if (field.unit === undefined || trust.has("unit")) return undefined;
  const units = notes.flatMap(({ text, hasUnit }) => (hasUnit ? (otherUnitIn(text, field, heading) ?? []) : []));
  return units[0] === undefined ? undefined : `a note says ${units[0]}`;
}

const OTHER_GRADES = "a note gives its grades another meaning";

/** A table, or records with keys. */
export type NotedHead = Pick<TableHead, "headings" | "firstRows" | "notes">;

interface Note {
  readonly text: string;
  /** It explains digits, letters or words as answers. */
  readonly isOnAnswers: boolean;
  readonly hasUnit: boolean;
  /** It names a column whose first cells are digits. */
  readonly isOnOther: boolean;
}

/** Of more columns a text that names one of them may speak of any. */
const MOST_OTHERS = 200;

const notesAround = memoOf(({ headings, firstRows, notes = [] }: NotedHead): readonly Note[] => {
  const cells = firstRows.flatMap((row) => row.flatMap((cell, at) => (isLegend(cell) ? [`${headings[at] ?? ""}; ${cell}`] : [])));
  const texts = [...notes, ...cells, ...legendBeside(headings, firstRows)].slice(0, MOST_NOTES);
  const others =
    texts.length === 0
      ? []
      : headings.filter((_, at) => holdsDigits(firstRows.map((row) => row[at] ?? ""))).slice(0, MOST_OTHERS);
  return texts.map((text) => ({
    text,
    isOnAnswers: explainsAnswers(text),
    hasUnit: hasUnit(text),
    isOnOther: isNamedIn(text, others),
  }));
});

function holdsDigits(cells: readonly string[]): boolean {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== "");
  const isDigit = (cell: string): boolean => /^\d{1,2}$/.test(cell);
  return filled.some(isDigit) && filled.every((cell) => isDigit(cell) || isAnswer(foldSpelling(cell)));
}

function isAnswer(folded: string): boolean {
  return yesOrNo(folded) !== undefined || missingWord(folded) !== undefined;
}
