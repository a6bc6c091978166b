/** Lines for a terminal or a printer, none wider than requested. Text is made safe here, and only here. */
import { displayWidth, terminalSafe, wrapHanging } from "../text/terminal-text.js";
import type { Paint } from "./paint.js";
import { lineWidth } from "./verdict-words.js";

/** How a text is laid out. */
export interface Setting {
  /** The painted beginning of the text, unless a line break cuts it; if absent, the whole text is painted, line by line. */
  readonly head?: string;
  readonly paint?: keyof Paint;
  /** How far all lines but the first are indented; 2 by default. */
  readonly hanging?: number;
}

/** See the head of this file. */
export class Page {
  readonly width: number;
  readonly #paint: Paint;
  readonly #lines: string[] = [];

  /** @param width undefined: not known */
  constructor(width: number | undefined, paint: Paint) {
    this.width = lineWidth(width);
    this.#paint = paint;
  }

  /** How many lines there are. */
  get height(): number {
    return this.#lines.length;
  }

  add(indent: number, text: string, { head, paint, hanging = 2 }: Setting = {}): void {
    // Deep indentation would leave the page; beyond half of it nothing moves to the right.
    const half = this.width >> 1;
    const left = Math.min(indent, half);
    const lines = wrapHanging(terminalSafe(text), this.width - left, Math.min(hanging, half));
    const dress = paint === undefined ? (line: string): string => line : this.#paint[paint];
    lines.forEach((line, at) => {
      const painted =
        head === undefined ? dress(line) : at === 0 && line.startsWith(head) ? dress(head) + line.slice(head.length) : line;
      this.#lines.push(" ".repeat(left) + painted);
    });
  }

  gap(): void {
    this.#lines.push("");
  }

  /** A heading, below an empty line. */
  title(text: string): void {
    this.gap();
    this.add(0, text, { head: text, paint: "strong" });
  }

  /** All lines, a line end after each. */
  text(): string {
    return `${this.#lines.join("\n")}\n`;
  }
}

/** A text in so many columns, an ellipsis at its end where it is cut. */
export function cutTo(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let cut = "";
  for (const character of text) {
    if (displayWidth(cut + character) > width - 1) break;
    cut += character;
  }
  return `${cut}…`;
}
