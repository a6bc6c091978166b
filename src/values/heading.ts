/** When two column headings are the same. */
import { memo } from "./memo.js";
import { foldSpelling, withoutAccents } from "./text.js";

/** Dashes that stand at the end of a heading are kept (`HER2-` is not `HER2`); elsewhere they only join words. */
const IGNORED = /[\s_./\\()[\]{}-]+/gu;
const FINAL_DASH = /-$/;

/**
 * The form in which headings, names, labels and aliases are compared: case, white space, underscores, dots, slashes, brackets and
 * inner hyphens do not count, nor do accents on Latin letters. Letters and digits of every script do, and all other signs (`NEUT%` is not
 * `NEUT`).
 */
export function foldHeading(text: string): string {
  return foldPlain(text) ?? foldAny(text);
}

/** Names are folded where they are declared, and again where headings are looked up. */
const foldAny = memo(
  4096,
  (text: string) => text,
  (text: string) => {
    const plain = withoutAccents(foldSpelling(text)).replaceAll("\u03bc", "\u00b5"); // both mu signs are one
    return plain.replace(IGNORED, "") + (FINAL_DASH.test(plain) ? "-" : "");
  },
);

const DASH = 0x2d;
const NOT_COUNTED = "\t\n\v\f\r _./\\()[]{}-";
/** By the code of an ASCII character. */
const COUNTS: readonly boolean[] = Array.from({ length: 0x80 }, (_, code) => !NOT_COUNTED.includes(String.fromCharCode(code)));

/** {@link foldHeading} of nearly every heading: of ASCII, for which no pattern is needed; undefined for any other text. */
function foldPlain(text: string): string | undefined {
  const small = text.toLowerCase(); // as long as the text, if that is ASCII
  let folded = "";
  let from = 0;
  let last = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const counts = COUNTS[code];
    if (counts === undefined) return undefined;
    if (!counts) {
      folded += small.slice(from, at);
      from = at + 1;
    }
    if (code !== 0x20 && (code < 0x09 || code > 0x0d)) last = code;
  }
  folded += small.slice(from);
  return last === DASH ? `${folded}-` : folded;
}
