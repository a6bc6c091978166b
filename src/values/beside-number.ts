/** Words next to a number that do not change it: its own name (`Hb 10,4`), how it was measured (`34 (CT)`), times normal (`1,2-fach`). */
import { foldHeading } from "./heading.js";
import { ELSEWHERE, withoutMethod } from "./method-words.js";
import type { Named } from "./spec.js";
import { foldSpelling, foldWidth, unwrapCell } from "./text.js";
import { behindName } from "./word-parts.js";

/** Longer cells are prose. */
const LONGEST = 60;
const DIGIT = /\d/;
const NUMBER_FIRST = /^(?:[<>≤≥]=?\s*)?\d/;
/** Whose statement it is: `5,2 extern`, `70 lt. Arzt`, `70 (RCP)`, which is a tumour board. */
const BY_WHOM = new RegExp(
  `^(.*\\S)(?:\\s+(?:${ELSEWHERE}|(?:lt\\.|laut) (?:haus)?arzt|(?:as )?per physician|selon (?:le )?médecin)|\\s*[([](?:rcp|mdt|tumorboard|tumou?r board)[)\\]])$`,
  "u",
);
const TIMES = /(?<=\d)\s*(?:[x×]|-?fach|fois|veces|volte|vezes|times|раза?|倍)$/iu;

/** What is known of the column. */
export interface AboutColumn {
  /** `2 (TC)` lines of therapy: such letters are drugs, too; and `line 2` is the second one. */
  readonly isCount: boolean;
  /** It holds multiples of a limit of normal. */
  readonly isMultiple: boolean;
}

/**
 * The number without such words.
 *
 * @returns undefined if there are no such words
 */
export function numberAlone(text: string, named: Named, { isCount, isMultiple }: AboutColumn): string | undefined {
  if (isCount || text.length > LONGEST || !DIGIT.test(text)) return undefined;
  const cell = foldWidth(unwrapCell(text));
  const folded = foldSpelling(cell);
  // In lower case some letters are longer, and white space may have gone: where a part begins is known only if all else is the same.
  const part = (at: string): string | undefined => {
    const [head, tail] = [cell.slice(0, at.length), cell.slice(-at.length)];
    return [head, tail].find((one) => foldSpelling(one) === at);
  };
  const measured = withoutMethod(folded) ?? BY_WHOM.exec(folded)?.[1];
  if (measured !== undefined) return DIGIT.test(measured) ? part(measured) : undefined;
  if (isMultiple && TIMES.test(cell)) return cell.replace(TIMES, "");
  const rest = behindName(folded, named);
  return rest === undefined || !NUMBER_FIRST.test(rest) || isName(cell, named) ? undefined : part(rest);
}

/** `CA 125` is a name, not a CA of 125. */
function isName(cell: string, { name = "", label = "", aliases = [] }: Named): boolean {
  const folded = foldHeading(cell);
  return [name, label, ...aliases].some((one) => foldHeading(one) === folded);
}
