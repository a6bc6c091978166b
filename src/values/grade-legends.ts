/** Notes that give grades another order than usual, or say that one of them means that nobody looked: `1 = severe, 3 = mild`, `0 = not assessed`. */
import { explainedDigits } from "./answer-legends.js";
import { mayBeUnknown } from "./not-known.js";
import { withoutAccents } from "./text.js";
import { yesOrNo } from "./yes-no.js";

/** From the least to the gravest. */
const DEGREES: readonly RegExp[] = [
  /^(?:none|kein|keine|aucune?|ningun[oa]?|nessun[oa]?|nenhum[oa]?|нет|geen|无|無|なし)(?!\p{L})/u,
  /^(?:mild|slight|leicht|gering|leger|leve|lieve|ligeir|licht|легк|лёгк|轻|輕|軽)/u,
  /^(?:moderat|medium|mittel|massig|maessig|mäßig|moder|matig|умерен|средн|中)/u,
  /^(?:severe|serious|schwer|stark|grav|sever|ernstig|тяжел|тяжёл|重)/u,
];
/** Grades go no further. */
const LAST = 5;

/** Whether a note, which is about a grade, explains one of its digits otherwise than as that grade. */
export function hasOtherGrades(note: string): boolean {
  const all = explainedDigits(note).filter(({ key }) => Number(key) <= LAST);
  const said = all.filter(({ isFirm }) => isFirm || all.length > 1);
  const found = said.map(({ key, meaning }) => {
    const degree = DEGREES.findIndex((words) => words.test(withoutAccents(meaning).replace(/^["'\s]+/, "")));
    return [`${key} ${degree}`, { grade: Number(key), degree }] as const;
  });
  // A note may be long, but there are few grades and degrees.
  const degrees = [...new Map(found).values()].filter(({ degree }) => degree >= 0);
  return (
    said.some(({ key, meaning }) => mayBeUnknown(meaning) || isOtherAnswer(Number(key), meaning)) ||
    degrees.some((one) => degrees.some((other) => one.grade < other.grade && one.degree >= other.degree)) ||
    degrees.some(({ grade, degree }) => grade > 0 && degree === 0)
  );
}

/** `0 = yes`, `2 = no`; of any grade above it is usual that it means yes. */
function isOtherAnswer(grade: number, meaning: string): boolean {
  const [first = ""] = meaning.split(/[,;/|(]/u);
  const answer = yesOrNo(first.trim());
  return answer !== undefined && answer !== grade > 0;
}
