/** Finds texts on the other sheets of a workbook that explain digits as answers: `0 = yes`, in one cell or in two adjacent ones. */

import { explainsAnswers, isLegend } from "../../values/answer-legends.js";
import { pattern } from "../../values/pattern.js";
import { shownCell } from "../../values/typed-cell.js";
import { MOST_NOTES } from "../input-head.js";
import type { Book } from "./parts.js";
import type { RawCell } from "./place.js";
import { cellOf } from "./sheet-cell.js";
import type { SheetHandler } from "./sheet-reader.js";

/** Legends are short; longer sheets are lists. */
const MOST_ROWS = 300;
/** Names of such sheets, and headings above the answers there, in a few columns. */
const NAMES = pattern("iu")`
  (?<!\p{L})(?:legend[ae]?|légende|leyenda
    |codes?|kodes?|codebook|codeliste?|[ck]odierung(?:en)?|codificaci[oó]n|codifica|codage
    |schlüssel|keys?|dictionary|variables?|variablen|labels?|erläuterung(?:en)?|hinweise?|notes?|readme|info
    |легенда|коды?|кодировка|обозначения)(?!\p{L})
  |图例|圖例|编码|編碼|说明|說明|凡例|コード
  |코드|범례
`;
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
  readonly notes: string[] = [];

  constructor(book: Book, name: string) {
    this.#book = book;
    this.#isOfLegends = NAMES.test(name.replace(/[_\d]/g, " "));
  }

  row(row: number, _isHidden: boolean, cells: readonly RawCell[]): "stop" | undefined {
    const texts: string[] = [];
    for (const cell of cells) texts[cell.column] = shownCell(cellOf(this.#book, cell)).trim();
    if (texts.length > 0) this.#take(Array.from(texts, (text: string | undefined) => text ?? ""));
    return row >= MOST_ROWS || this.notes.length >= MOST_NOTES ? "stop" : undefined;
  }

  #take(texts: readonly string[]): void {
    if (this.#headings === undefined) {
      this.#headings = texts;
      this.#isOfLegends ||= texts.length <= MOST_COLUMNS && texts.some((text) => HEADINGS.test(text));
    }
    const [first = ""] = texts;
    const isExplained = this.#isOfLegends ? explainsAnswers : isLegend;
    const explained = texts.flatMap((text, at) =>
      isExplained(text) ? [[this.#headings?.[at], first || this.#subject, text].join("; ")] : [],
    );
    if (/\p{L}/u.test(first) && !explainsAnswers(first)) this.#subject = first;
    const line = [...(/\p{L}/u.test(first) ? [] : [this.#subject]), ...texts].filter((text) => text !== "").join(" = ");
    const isLine = this.#isOfLegends && explained.length === 0 && explainsAnswers(line);
    this.notes.push(...explained, ...(isLine ? [line] : []));
  }

  hiddenColumns(): void {}
  merged(): void {}
  filtered(): void {}
}
