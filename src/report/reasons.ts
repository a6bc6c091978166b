/** Why a candidate is not eligible, in one line of text. */
import type { CriterionResult } from "../evaluate/result.js";
import type { Problem } from "../values/record.js";

/** Joins what stands in one cell where there are several: criteria ids of the wide layout. Ids never contain it. */
export const ID_SEPARATOR = ";";

/** Joins texts in one cell. Texts may contain it; the json outputs keep them apart. */
export const TEXT_SEPARATOR = "; ";

/** `ragged-row;repeated-id`. */
export function problemCodes(problems: readonly Problem[]): string {
  return problems.length === 0 ? "" : problems.map(({ code }) => code).join(ID_SEPARATOR);
}

/** `repeated-id: <message>; I4a: platelets: cell is empty`: problems first, then failed and unknown criteria in written order. */
export function reasonsText(problems: readonly Problem[], criteria: readonly CriterionResult[]): string {
  let text = "";
  for (const { code, message } of problems) text += `${text === "" ? "" : TEXT_SEPARATOR}${code}: ${message}`;
  for (const { id, verdict, because } of criteria) {
    if (verdict === "pass") continue;
    text += `${text === "" ? "" : TEXT_SEPARATOR}${id}: ${because}`;
  }
  return text;
}
