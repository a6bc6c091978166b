/** Text for terminals: without anything that moves the cursor or hides text, in lines that fit. */

/**
 * Characters that a terminal would obey, that reorder their neighbours, or that are invisible: controls, formats (bidi
 * controls, zero-width characters, the byte order mark), lone surrogates, line separators, invisible fillers and selectors.
 */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

const PLAIN_ASCII = /^[ -~]*$/;

const SHORT_ESCAPES: ReadonlyMap<string, string> = new Map([
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);

/** Made visible: `\n`, `\x1b`, `\u202e`, `\u{e0041}`. A backslash stays as it is; this is for eyes, not for parsing back. */
function visible(char: string): string {
  const short = SHORT_ESCAPES.get(char);
  if (short !== undefined) return short;
  const code = char.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  if (code <= 0xff) return `\\x${hex.padStart(2, "0")}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, "0")}` : `\\u{${hex}}`;
}

/** The text on one line, with everything escaped that must not reach a terminal raw. */
export function terminalSafe(text: string): string {
  return PLAIN_ASCII.test(text) ? text : text.replace(UNSAFE, visible);
}

/** {@link terminalSafe} for text of many lines, as csv and tsv are: line ends and tabs stay. */
export function terminalSafeLines(text: string): string {
  return text.replace(UNSAFE, (char) => (char === "\n" || char === "\t" ? char : visible(char)));
}

/** Marks that combine with the character before them. */
const COMBINING = /^[\p{Mn}\p{Me}]$/u;

/** East Asian wide and full-width characters (Unicode Standard Annex 11, W and F) and emoji that are shown as pictures. */
const WIDE = new RegExp(
  "^(?:[\\u1100-\\u115f\\u2329\\u232a\\u2e80-\\u303e\\u3041-\\u33ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\ua000-\\ua4cf\\ua960-\\ua97f" +
    "\\uac00-\\ud7a3\\uf900-\\ufaff\\ufe10-\\ufe19\\ufe30-\\ufe6f\\uff01-\\uff60\\uffe0-\\uffe6\\u{16fe0}-\\u{18cff}" +
    "\\u{1aff0}-\\u{1b2ff}\\u{1f200}-\\u{1f2ff}\\u{20000}-\\u{3fffd}]|\\p{Emoji_Presentation})$",
  "u",
);

function charWidth(char: string): number {
  return WIDE.test(char) ? 2 : COMBINING.test(char) ? 0 : 1;
}

/** Columns that a text takes on a terminal. For text that went through {@link terminalSafe}. */
export function displayWidth(text: string): number {
  if (PLAIN_ASCII.test(text)) return text.length;
  let width = 0;
  for (const char of text) width += charWidth(char);
  return width;
}

/** The text followed by spaces up to `width` columns. */
export function padEnd(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - displayWidth(text)));
}

/** Cuts a word that fits on no line. A character that is wider than the line gets a line of its own. */
function chop(word: string, width: number): readonly string[] {
  const pieces: string[] = [];
  let piece = "";
  let used = 0;
  for (const char of word) {
    const wide = charWidth(char);
    if (piece !== "" && used + wide > width) {
      pieces.push(piece);
      piece = "";
      used = 0;
    }
    piece += char;
    used += wide;
  }
  pieces.push(piece);
  return pieces;
}

/**
 * Lines of at most `width` columns (2 at least), broken at spaces where there are any; the spaces at a break go. `""` is one
 * empty line. The text must already be safe, because its width is measured as the terminal shows it.
 */
export function wrap(text: string, width: number): readonly string[] {
  const room = Math.max(2, width);
  if (displayWidth(text) <= room) return [text];
  const lines: string[] = [];
  let line = "";
  let used = 0;
  const end = (): void => {
    if (line !== "") lines.push(line.replace(/ +$/, ""));
  };
  for (const word of text.split(" ")) {
    const wide = displayWidth(word);
    if (line !== "" && used + 1 + wide <= room) {
      line += ` ${word}`;
      used += 1 + wide;
      continue;
    }
    end();
    line = "";
    for (const piece of chop(word, room)) {
      end();
      line = piece;
    }
    used = displayWidth(line);
  }
  end();
  return lines.length === 0 ? [""] : lines;
}

/** {@link wrap} with a hanging indentation: every line but the first begins with `indent` spaces more. */
export function wrapHanging(text: string, width: number, indent: number): readonly string[] {
  const [first = "", second] = wrap(text, width);
  if (second === undefined) return [first];
  // What follows the first line is wrapped anew, because it has less room. Wrapping dropped the spaces around it.
  const remainder = text.slice(text.indexOf(first) + first.length).replace(/^ +/, "");
  const blank = " ".repeat(indent);
  return [first, ...wrap(remainder, width - indent).map((line) => blank + line)];
}

/** A message made safe, as one line; or, with the width of a terminal, as lines that fit it. */
export function messageLines(text: string, width: number | undefined): readonly string[] {
  const safe = terminalSafe(text);
  return width === undefined ? [safe] : wrapHanging(safe, width, 4);
}
