/** Texts of cells, which may be of several runs, each with a look of its own. */
import type { Tag } from "./xml.js";

const ESCAPED = /_x([0-9a-fA-F]{4})_/g;

/** Characters that XML cannot hold are written `_x000D_`, in texts alone. */
export function unescaped(text: string): string {
  return text.includes("_x") ? text.replace(ESCAPED, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))) : text;
}

const FULL = "0123456789+-";
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻";
const LOWERED = "₀₁₂₃₄₅₆₇₈₉₊₋";
const DIGIT_LIKE = /^$|[\d⁰¹²³⁴-⁹⁺⁻₀-₉₊₋]$/;

/** Whether an element `strike` says so. */
export function crossesOut(tag: Tag): boolean {
  const value = tag.attribute("val");
  return value !== "0" && value !== "false" && value !== "off";
}

/**
 * The text of a shared or inline string: all its runs, none of how they are pronounced. A small digit beside a digit stays small: in 10⁹ it is
 * a power, in 79¹ it refers to a note, and neither is 109 or 791. Elsewhere (`SpO₂`, `m²`) programs and people write either.
 */
export class TextCollector {
  #text = "";
  #depth = 0;
  #phonetic = 0;
  #isRunStruck = false;
  #small: string | undefined;
  #isStruck = false;

  begin(): void {
    this.#text = "";
    this.#isStruck = false;
    this.#beginRun();
  }

  open(element: string, tag: Tag): void {
    if (element === "rPh") this.#phonetic += 1;
    else if (element === "t") this.#depth += 1;
    else if (element === "r") this.#beginRun();
    else if (element === "strike") this.#isRunStruck = crossesOut(tag);
    else if (element === "vertAlign") {
      const how = tag.attribute("val");
      this.#small = how === "superscript" ? RAISED : how === "subscript" ? LOWERED : undefined;
    }
  }

  close(element: string): void {
    if (element === "rPh") this.#phonetic -= 1;
    else if (element === "t") this.#depth -= 1;
  }

  add(piece: string): void {
    if (this.#depth === 0 || this.#phonetic > 0) return;
    if (this.#isRunStruck && piece.trim() !== "") this.#isStruck = true;
    this.#text += this.#shown(piece);
  }

  get text(): string {
    return unescaped(this.#text);
  }

  /** Some of it is crossed out: it is no more what the cell says, or all that it says. */
  get isStruck(): boolean {
    return this.#isStruck;
  }

  #beginRun(): void {
    this.#isRunStruck = false;
    this.#small = undefined;
  }

  #shown(piece: string): string {
    const small = this.#small;
    if (small === undefined || piece.includes("_") || !DIGIT_LIKE.test(this.#text)) return piece;
    return piece.replace(/[\d+-]/g, (char) => small.charAt(FULL.indexOf(char)));
  }
}
