/** A unit's text made plain, so that spellings that differ only in typography are one. */

/** Longer texts are no units; so no text, however hostile, costs more than a few microseconds. */
const MAX_UNIT_TEXT = 60;

/** UTF-8 that was once read as Windows-1252 or Latin-1. */
const MOJIBAKE: readonly (readonly [string, string])[] = [
  ["Âµ", "µ"],
  ["Î¼", "µ"],
  ["Â²", "²"],
  ["Â³", "³"],
  ["Â·", "·"],
  ["Ã—", "×"],
  ["Ã\u0097", "×"],
  ["â\u0081¹", "⁹"],
];

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** `⁹` to `^9`. Must come before any Unicode normalisation, which makes 109 of 10⁹. */
function plainSuperscripts(text: string): string {
  let plain = "";
  let raised = false;
  for (const character of text) {
    const digit = SUPERSCRIPTS.indexOf(character);
    const sign = character === "⁻" ? "-" : character === "⁺" ? "+" : undefined;
    const is = digit >= 0 || sign !== undefined;
    if (is && !raised && !plain.endsWith("^")) plain += "^";
    plain += digit >= 0 ? String(digit) : (sign ?? character);
    raised = is;
  }
  return plain;
}

/**
 * The text in one typography: `µ` is the only mu, `x` the only multiplication sign, `^` the only exponent sign, single spaces, and only
 * between letters; no dots at the end of a word. Case is kept.
 *
 * @returns undefined for texts that are too long to be a unit
 */
export function plainUnit(text: string): string | undefined {
  if (text.length > MAX_UNIT_TEXT) return undefined;
  // Most texts are plain already, and patterns for all the world's letters are slow to set up.
  if (/^[\w%/*^]*$/.test(text)) return text;
  let plain = text;
  for (const [wrong, right] of MOJIBAKE) plain = plain.replaceAll(wrong, right);
  plain = plainSuperscripts(plain).normalize("NFKC");
  if (plain.length > MAX_UNIT_TEXT) return undefined;
  plain = plain
    .replace(/[\u200B-\u200D\u2060\uFEFF]/g, "")
    .replaceAll("μ", "µ") // U+03BC, also from U+00B5 by NFKC, to U+00B5
    .replace(/[×✕✖·⋅∙∗]|х(?= ?10)/g, "x") // the last one is Cyrillic
    .replace(/[∕⁄]/g, "/")
    .replace(/[ˆ∧]/g, "^")
    .replace(/[−–‐‑]/g, "-")
    .replaceAll("٪", "%")
    .replace(/\s+/g, " ")
    .replace(/ (?:per|pro) /gi, "/")
    .replace(/^ ?per /i, "/")
    .replace(/\b(i\.u|u\.i|y\.o|cu\.mm)\b/gi, (word) => word.replace(".", ""))
    .replace(/\.(?![\p{L}\d])/gu, "") // `Tsd./µl`, `I.U./L`; not 1.73, and `K/u.L` is a typing error
    .replace(/ ?([^\p{L} ]) ?/gu, "$1")
    .trim();
  return withoutBrackets(plain);
}

/** Brackets that group nothing: around the whole, around one word, around an exponent. Those of `[IU]` and `{copies}` stay. */
function withoutBrackets(text: string): string {
  let plain = text;
  const inner = plain.slice(1, -1);
  const whole = (open: string, close: string): boolean =>
    plain.startsWith(open) && plain.endsWith(close) && !inner.includes(open) && !inner.includes(close);
  if (whole("(", ")") || (whole("[", "]") && inner.includes("/"))) plain = inner;
  if (!plain.includes("(")) return plain;
  return (
    plain
      .replace(/10\((\d{1,2})\)/, "10^$1")
      .replace(/^\(([^()]*)\)\//, "$1/")
      // A letter in brackets beside others is none of them: `5 (N) U/L` is not in nU/L.
      .replace(/\(((?:\p{L}{2,}|[\p{L}\d^*.]*\d[\p{L}\d^*.]*|))\)|(?<!\p{L})\((\p{L})\)(?!\p{L})/gu, "$1$2")
  );
}
