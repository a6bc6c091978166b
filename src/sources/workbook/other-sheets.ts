/** Finds texts on the other sheets of a workbook that explain cells: `0 = yes`, in one cell or in two adjacent ones; `Weight` and `lb`. */

import { explainsAnswers, isLegend } from "../../values/answer-legends.js";
import { LEGEND_NAMES, pairOf } from "../../values/legend.js";
import { isExplanation } from "../../values/notes.js";
import { shownCell } from "../../values/typed-cell.js";
import { MOST_NOTES } from "../input-head.js";
import type { Book } from "./parts.js";
import type { RawCell } from "./place.js";
import { cellOf } from "./sheet-cell.js";
import type { SheetHandler } from "./sheet-reader.js";

/** Legends are short; longer sheets are lists. */
const MOST_ROWS = 300;
/** Headings above the answers there, in a few columns. */
const HEADINGS =
  /(?<!\p{L})(?:codes?|kodes?|[ck]odierung|meanings?|bedeutung(?:en)?|signification|significado|significato|код|значение)(?!\p{L})|编码|編碼|含义|含義|意味|코드/iu;
const MOST_COLUMNS = 6;

/** Takes the rows of such a sheet. */
export class LegendReader implements SheetHandler {
  readonly #book: Book;
  #isOfLegends: boolean;
  /** The first row, and the last text in the first column: it may speak of the rows below it. */
  #headings: readonly string[] | undefined;
  #subject = "";
  readonly #notes: string[] = [];
  /** On a sheet that need not be one of legends: pairs of a digit and its answer that are all of their row, by their subject. */
  readonly #pairs = new Map<string, string[]>();

  constructor(book: Book, name: string) {
    this.#book = book;
    this.#isOfLegends = LEGEND_NAMES.test(name.replace(/[_\d]/g, " "));
  }

  row(row: number, _isHidden: boolean, cells: readonly RawCell[]): "stop" | undefined {
    const texts: string[] = [];
    for (const cell of cells) texts[cell.column] = shownCell(cellOf(this.#book, cell)).trim();
    if (texts.length > 0) this.#take(Array.from(texts, (text: string | undefined) => text ?? ""));
    return row >= MOST_ROWS || this.#notes.length >= MOST_NOTES ? "stop" : undefined;
  }

  #take(texts: readonly string[]): void {
    if (this.#headings === undefined) {
      this.#headings = texts;
      this.#isOfLegends ||= texts.length <= MOST_COLUMNS && texts.some((text) => HEADINGS.test(text));
    }
    const [first = ""] = texts;
    const isExplained = this.#isOfLegends ? isExplanation : isLegend;
    const explained = texts.flatMap((text, at) =>
      isExplained(text) ? [[this.#headings?.[at], first || this.#subject, text].join("; ")] : [],
    );
    const filled = texts.filter((text) => text !== "");
    const pair = filled.length === 2 ? pairOf(filled) : undefined;
    if (!this.#isOfLegends) this.#takePairs(filled);
    if (/\p{L}/u.test(first) && pair === undefined && !explainsAnswers(first)) this.#subject = first;
    const line = [...(/\p{L}/u.test(first) ? [] : [this.#subject]), ...texts].filter((text) => text !== "").join(" = ");
    const isLine = this.#isOfLegends && explained.length === 0 && isExplanation(line);
    this.#notes.push(...explained, ...(isLine ? [line] : []));
  }

  #takePairs(texts: readonly string[]): void {
    const alone = texts.flatMap((text) => pairOf(PAIR.exec(text)?.slice(1) ?? []) ?? []);
    const two = pairOf(texts.slice(-2));
    const [subject = this.#subject, ...others] = texts.slice(0, -2);
    const isAlone = texts.length > 0 && alone.length === texts.length;
    if (isAlone) this.#addPairs("", alone);
    else if (two !== undefined && others.length <= 1 && !/\d/.test(subject)) this.#addPairs(subject, [two]);
  }

  #addPairs(subject: string, pairs: readonly string[]): void {
    const known = this.#pairs.get(subject);
    if (known === undefined) this.#pairs.set(subject, [...pairs]);
    else known.push(...pairs);
  }

  /** What the sheet explains, once all rows were taken. */
  get notes(): readonly string[] {
    const legends = [...this.#pairs].flatMap(([subject, pairs]) => {
      const digits = new Set(pairs.map((pair) => pair.slice(0, pair.indexOf(" "))));
      const text = pairs.join("; ");
      return digits.size > 1 && explainsAnswers(text) ? [`${subject}; ${text}`] : [];
    });
    return [...this.#notes, ...legends];
  }

  hiddenColumns(): void {}
  merged(): void {}
  beside(): void {}
  filtered(): void {}
}

/** A digit and an answer in one cell. */
const PAIR = /^(\d{1,2})\s*[^\p{L}\d\s]{0,2}\s*(\p{L}.{0,60})$/u;
