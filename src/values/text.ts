/** The outermost layer of a cell's text: white space, wrappers, and when two spellings are the same. */

/** What looks like white space: Unicode spaces, line ends, and characters without width (soft hyphen, zero-width space, LRM, BOM). */
function isWhite(code: number): boolean {
  if (code <= 0x20) return code === 0x20 || (code >= 0x09 && code <= 0x0d);
  if (code < 0x85) return false;
  if (code < 0x2000) return code === 0x85 || code === 0xa0 || code === 0xad || code === 0x1680 || code === 0x180e;
  if (code <= 0x200e) return true; // spaces of all widths, zero-width ones, left-to-right mark
  return (
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x2060 ||
    code === 0x3000 ||
    code === 0xfeff
  );
}

const WHITE_RUN = /[\s\u0085\u00ad\u180e\u200b-\u200e\u2060]+/g;
const FULL_WIDTH = /[\uff01-\uff5e\u3000]/;
const ALL_FULL_WIDTH = /[\uff01-\uff5e\u3000]/g;
const DASHES = /[\u2010-\u2015\u2212\ufe58\ufe63]/g;
const FULL_WIDTH_SHIFT = 0xff01 - 0x21;

/** Takes white characters off both ends; `trim` alone leaves zero-width ones. A loop, because `\s+$` is quadratic. */
export function trimWhite(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isWhite(text.charCodeAt(start))) start += 1;
  while (end > start && isWhite(text.charCodeAt(end - 1))) end -= 1;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}

/**
 * Full-width forms as their ASCII twins (`８０％` is `80%`). Not NFKC: that would turn `10⁹` into 109 and `½` into 1⁄2.
 */
export function foldWidth(text: string): string {
  if (!FULL_WIDTH.test(text)) return text;
  return text.replace(ALL_FULL_WIDTH, (char) =>
    char === "\u3000" ? " " : String.fromCharCode(char.charCodeAt(0) - FULL_WIDTH_SHIFT),
  );
}

/** A cell without white space at its ends, and without the formula by which spreadsheets force text: `="80"`. */
export function unwrapCell(text: string): string {
  const trimmed = trimWhite(text);
  if (!trimmed.startsWith('="') || !trimmed.endsWith('"') || trimmed.length < 3) return trimmed;
  const inner = trimmed.slice(2, -1);
  return inner.includes('"') ? trimmed : trimWhite(inner);
}

/** What folding changes beside the case: all but printable ASCII without white ends or double spaces. A pattern, as in `heading`. */
const NOT_PLAIN = /[^ -~]|^ | (?: |$)/;

/**
 * The form in which spellings are compared: trimmed, inner white collapsed, full-width letters as ASCII, all dashes alike, lower
 * case, NFC. Folding twice changes nothing.
 */
export function foldSpelling(text: string): string {
  if (!NOT_PLAIN.test(text)) return text.toLowerCase();
  const plain = trimWhite(foldWidth(text)).replace(WHITE_RUN, " ").replace(DASHES, "-");
  return plain.toLowerCase().normalize("NFC");
}

const ACCENTED = /[\u00c0-\u024f\u1e00-\u1eff]|[\u0300-\u036f]/;
const MARKS_ON_LATIN = /(?<=[a-z])\p{M}+/giu;

/** Latin letters without their accents, as capitals and old programs write them. Marks of other scripts make other letters: `й`, `ガ`. */
export function withoutAccents(text: string): string {
  return ACCENTED.test(text) ? text.normalize("NFD").replace(MARKS_ON_LATIN, "").normalize("NFC") : text;
}

const DIGRAPHS: readonly (readonly [letter: string, digraph: string])[] = [
  ["ä", "ae"],
  ["ö", "oe"],
  ["ü", "ue"],
  ["ß", "ss"],
];

/** A folded word as keyboards write it that lack some of its letters, too: `nicht durchgeführt`, `nicht durchgefuehrt`. */
export function keyboardSpellings(word: string): readonly string[] {
  if (!ACCENTED.test(word)) return [word];
  const german = DIGRAPHS.reduce((text, [letter, digraph]) => text.replaceAll(letter, digraph), word);
  return [...new Set([word, withoutAccents(word), withoutAccents(german)])];
}
