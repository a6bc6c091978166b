/** When two column headings are the same. */
import { foldSpelling } from "./text.js";

/** Dashes that stand at the end of a heading are kept (`HER2-` is not `HER2`); elsewhere they only join words. */
const IGNORED = /[\s_./\\()[\]{}-]+/gu;
const FINAL_DASH = /-$/;

/**
 * The form in which headings, names, labels and aliases are compared: case, white space, underscores, dots, slashes, brackets and
 * inner hyphens do not count. Letters and digits of every script do, and all other signs (`NEUT%` is not `NEUT`).
 */
export function foldHeading(text: string): string {
  const plain = foldSpelling(text).replaceAll("\u03bc", "\u00b5"); // both mu signs are one
  return plain.replace(IGNORED, "") + (FINAL_DASH.test(plain) ? "-" : "");
}
