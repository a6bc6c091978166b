/** Which of the texts around a table explain what stands in it. */
import { explainsAnswers } from "./answer-legends.js";
import { hasOtherGrades } from "./grade-legends.js";
import { hasUnit } from "./unit/in-note.js";

/** Whether a text that is a note explains digits, letters or words, or names a unit. */
export function isExplanation(note: string): boolean {
  return explainsAnswers(note) || hasOtherGrades(note) || hasUnit(note);
}
