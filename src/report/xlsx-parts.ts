/** Cells whose text is put together from recurring parts: each part is escaped, measured and encoded once. */
import { type Bytes, type Piece, pieceOf } from "./bytes.js";
import {
  cellStart,
  LOOSE_SPACE,
  linesOf,
  MOST_CHARACTERS,
  type Style,
  TEXT_END,
  textCell,
  textStart,
  xmlText,
} from "./sheet-xml.js";

/** A part of a text. */
export interface Part {
  readonly text: string;
  readonly xml: Piece;
  /** How many lines it takes if it is on lines of its own. */
  readonly lines: number;
  readonly isLoose: boolean;
}

/** What is put between the parts: line ends, or what separates a list, such as one of IDs. */
export type Separator = "\n" | ", ";

const END = pieceOf(TEXT_END);

/**
 * A text as a part. The width is that of the cell, in characters. Parts of a list may have no line ends, and no white space at their ends.
 */
export function partOf(text: string, width: number): Part {
  return { text, xml: pieceOf(xmlText(text)), lines: linesOf(text, width), isLoose: LOOSE_SPACE.test(text) };
}

/** The same as {@link textCell} and {@link linesOf} of the parts' texts, joined. */
export class PartsCell {
  readonly #style: Style;
  readonly #separator: Separator;
  readonly #width: number;
  readonly #starts: readonly [firm: Piece, loose: Piece];
  readonly #between: Piece;
  /** Longer than {@link #count}. */
  readonly #parts: Part[] = [];
  #count = 0;
  #characters = 0;
  #lines = 0;
  #isLoose = false;

  constructor(style: Style, separator: Separator, width: number) {
    this.#style = style;
    this.#separator = separator;
    this.#width = width;
    this.#starts = [pieceOf(cellStart(style) + textStart(false)), pieceOf(cellStart(style) + textStart(true))];
    this.#between = pieceOf(separator);
  }

  clear(): void {
    this.#count = 0;
    this.#characters = 0;
    this.#lines = 0;
    this.#isLoose = false;
  }

  add(part: Part): void {
    if (this.#count > 0) {
      this.#characters += this.#separator.length;
      if (this.#separator === "\n") this.#isLoose = true;
    }
    this.#parts[this.#count++] = part;
    this.#characters += part.text.length;
    this.#lines += part.lines;
    if (part.isLoose) this.#isLoose = true;
  }

  /** How many lines the cell has. */
  get lines(): number {
    const lines = this.#separator === "\n" ? this.#lines : Math.ceil(this.#characters / this.#width);
    return Math.max(1, lines);
  }

  write(out: Bytes): void {
    if (this.#characters === 0 || this.#characters > MOST_CHARACTERS) {
      const texts = this.#parts.slice(0, this.#count).map(({ text }) => text);
      out.text(textCell(texts.join(this.#separator), this.#style));
      return;
    }
    out.put(this.#starts[this.#isLoose ? 1 : 0]);
    for (let at = 0; at < this.#count; at++) {
      if (at > 0) out.put(this.#between);
      const part = this.#parts[at];
      if (part !== undefined) out.put(part.xml);
    }
    out.put(END);
  }
}
