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

/** `Diabetes?` without the question mark; two of them are a doubt. */
export function withoutQuestion(heading: string): string {
  return heading.endsWith("?") || heading.endsWith("？") ? heading.replace(/(?<![?？\s])\s?[?？]$/u, "") : heading;
}

const ASCII = /^[\0-\x7f]*$/;
const IGNORED_ASCII = /[\t-\r _./\\()[\]{}-]+/g;

/**
 * {@link foldHeading} of nearly every heading: of ASCII; undefined for any other text. By patterns, because a dictionary has thousands of
 * names, and nothing else is compiled when it is read: a loop takes three times as long.
 */
function foldPlain(text: string): string | undefined {
  if (!ASCII.test(text)) return undefined;
  const folded = text.toLowerCase().replace(IGNORED_ASCII, "");
  return text.trimEnd().endsWith("-") ? `${folded}-` : folded;
}
