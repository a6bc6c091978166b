/** Columns whose headings say what they tell of the values of a field. They may stand anywhere in a list. */
import type { Field } from "../language/model.js";
import { foldHeading } from "../values/heading.js";
import { memo } from "../values/memo.js";
import { type Reading, type Unreadable, unreadable } from "../values/reading.js";
import { ANSWER_WORDS, answerBeside } from "./answer-columns.js";
import { neighbourHint } from "./neighbour-hints.js";
import { mayBeNumbered, numberedColumn } from "./numbered-columns.js";
import { besideRange, RANGES, rangesIn } from "./reference-columns.js";
import { isOfRemarks, withoutWord } from "./remarks.js";
import { SPECIMENS, specimenOf } from "./specimen-columns.js";
import { STATUS_WORDS, statusOf } from "./status-columns.js";

/** What a cell makes of the value beside it; undefined if it says nothing against it. */
export type Doubt = (cell: string, value: Reading) => Unreadable | undefined;

/**
 * What the cells of a column say of a field's values; undefined if its heading does not tell.
 *
 * @param ofValue the heading of the values
 * @param isBehind whether the column stands behind the values, and no others between
 */
export function doubtUnder(field: Field, heading: string, index: number, ofValue: string, isBehind: boolean): Doubt | undefined {
  if (!mayTell(heading)) return undefined;
  const doubts = [
    ...ofCells(statusOf(heading, field, ofValue), unreadable("neighbour", neighbourHint(heading, index, "remark"))),
    ...ofCells(specimenOf(heading, field, ofValue), unreadable("neighbour", neighbourHint(heading, index, "specimen"))),
    answerDoubt(field, heading, index, ofValue),
    ...(field.type === "number" ? [numberedColumn(field, heading, index), rangeDoubt(field, heading, ofValue, isBehind)] : []),
  ].filter((doubt) => doubt !== undefined);
  const [only, second] = doubts;
  if (second === undefined) return only;
  return (cell, value) => {
    for (const doubt of doubts) {
      const found = doubt(cell, value);
      if (found !== undefined) return found;
    }
    return undefined;
  };
}

const WORDS = [...STATUS_WORDS, ...ANSWER_WORDS, SPECIMENS, RANGES];

/** Whether a heading has one of the words; most have none, and are looked at once for all fields. */
const mayTell = memo(2000, String, (heading: string): boolean => {
  const text = foldHeading(heading);
  return mayBeNumbered(heading) || isOfRemarks(heading) || WORDS.some((words) => withoutWord(text, words()) !== undefined);
});

function ofCells(isDoubtful: ((cell: string) => boolean) | undefined, why: Unreadable): readonly Doubt[] {
  if (isDoubtful === undefined) return [];
  const known = memo(500, String, isDoubtful);
  return [(cell) => (known(cell) ? why : undefined)];
}

function answerDoubt(field: Field, heading: string, index: number, ofValue: string): Doubt | undefined {
  const isAgainst = answerBeside(heading, field, ofValue);
  const otherwise = unreadable("neighbour", neighbourHint(heading, index, "otherwise"));
  return isAgainst && ((cell, value) => (isAgainst(cell, value) ? otherwise : undefined));
}

function rangeDoubt(field: Field, heading: string, ofValue: string, isBehind: boolean): Doubt | undefined {
  if (field.type !== "number") return undefined;
  const of = rangesIn(heading, field, ofValue);
  return of === "own" || (of === "beside" && isBehind) ? (cell, value) => besideRange(cell, value, field) : undefined;
}
