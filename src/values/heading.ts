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
  return foldPlain(text) ?? foldAny(text);
}

function foldAny(text: string): string {
  const plain = foldSpelling(text).replaceAll("\u03bc", "\u00b5"); // both mu signs are one
  return plain.replace(IGNORED, "") + (FINAL_DASH.test(plain) ? "-" : "");
}

const DASH = 0x2d;
const NOT_COUNTED = "\t\n\v\f\r _./\\()[]{}-";
/** ASCII characters by code: capitals as small letters, those that do not count as "". */
const FOLDED: readonly string[] = Array.from({ length: 0x80 }, (_, code) => {
  const char = String.fromCharCode(code);
  return NOT_COUNTED.includes(char) ? "" : char.toLowerCase();
});

/** {@link foldHeading} of nearly every heading: of ASCII, for which no pattern is needed; undefined for any other text. */
function foldPlain(text: string): string | undefined {
  let folded = "";
  let last = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const char = FOLDED[code];
    if (char === undefined) return undefined;
    folded += char;
    if (code !== 0x20 && (code < 0x09 || code > 0x0d)) last = code;
  }
  return last === DASH ? `${folded}-` : folded;
}
