/** The cells of a sheet, row by row. */
import { FastRows } from "./fast-rows.js";
import { damaged } from "./fault.js";
import { isZero } from "./number-text.js";
import { isTrue } from "./parts.js";
import { HIDDEN, MOST_COLUMNS, MOST_ROWS, placeOf, type RawCell, STRUCK } from "./place.js";
import { TextCollector } from "./rich-text.js";
import { PartDecoder, type Tag, xmlReader } from "./xml.js";

/** Handles what a sheet contains. Rows come in the order of the file. */
export interface SheetHandler {
  /** @param row from 1. @returns `stop` where no more is needed */
  row(row: number, isHidden: boolean, cells: readonly RawCell[]): "stop" | undefined;
  /** Columns that are hidden, from 0; both ends included. */
  hiddenColumns(first: number, last: number): void;
  merged(ref: string): void;
  /** What Excel shows beside cells that are filled in (`ref`), or at the top and the end of pages (""). */
  beside(text: string, ref: string): void;
  filtered(): void;
}

const PROMPTS = ["promptTitle", "prompt", "errorTitle", "error"];
const MARGINS = /^(?:odd|even|first)(?:Header|Footer)$/;
/** Places, fonts and sizes: `&L&"Arial,Bold"&8`. */
const MARGIN_CODES = /&(?:"[^"]*"|\d+|[A-Z])/g;

/** No type of the format. */
const CONTRADICTORY = "contradictory";

/** Reads one sheet's part, piece by piece. */
export class SheetReader {
  readonly #part: string;
  readonly #handler: SheetHandler;
  readonly #decoder: PartDecoder;
  readonly #xml: ReturnType<typeof xmlReader>;
  readonly #fast: FastRows | undefined;
  #isStopped = false;
  /** The root, and the elements in it. */
  #root: string | undefined;
  #rowNumber = 0;
  #isRowHidden = false;
  #hidesZeros = false;
  #cells: RawCell[] = [];
  #inRow = false;
  #column = -1;
  #cell: { readonly style: number; readonly type: string } | undefined;
  #value: string | undefined;
  #formula: string | undefined;
  #within: "v" | "f" | "is" | undefined;
  /** It holds two values, or one though its type has none: programs differ in what they read. */
  #isContradictory = false;
  #isStruck = false;
  /** The text of a header or footer. */
  #margin: string | undefined;
  readonly #inline = new TextCollector();

  /** @param isFast false: nothing is read but by the XML parser, as a test does */
  constructor(part: string, handler: SheetHandler, isFast = true) {
    this.#part = part;
    this.#handler = handler;
    this.#decoder = new PartDecoder(part);
    this.#xml = xmlReader(part, {
      open: (name, tag) => this.#open(name, tag),
      close: (name) => this.#close(name),
      text: (piece) => this.#text(piece),
    });
    if (isFast) this.#fast = new FastRows(this.#xml, (row, isHidden, cells) => this.#row(row, isHidden, cells));
  }

  /** The next bytes. @returns `stop` where no more is needed */
  write(bytes: Uint8Array): "stop" | undefined {
    this.#take(this.#decoder.text(bytes), false);
    return this.#isStopped ? "stop" : undefined;
  }

  /** No more bytes. */
  end(): void {
    this.#take(this.#decoder.text(new Uint8Array(0), true), true);
    this.#xml.end();
    if (this.#root !== "worksheet") throw damaged(`the part \`${this.#part}\` is not a sheet`);
  }

  #take(text: string, last: boolean): void {
    if (this.#fast === undefined) this.#xml.write(text);
    else this.#fast.write(text, last);
  }

  #open(name: string, tag: Tag): void {
    this.#root ??= name;
    switch (name) {
      case "sheetData":
        if (!tag.hasPrefix) this.#fast?.begin();
        return;
      case "sheetView":
        this.#hidesZeros ||= !isTrue(tag.attribute("showZeros") ?? "1");
        return;
      case "row":
        this.#openRow(tag.attribute("r"));
        this.#isRowHidden = isTrue(tag.attribute("hidden")) || Number(tag.attribute("ht") ?? 1) === 0;
        return;
      case "c":
        this.#openCell(tag);
        return;
      case "v":
      case "f":
        if (this.#cell === undefined) return;
        this.#check(name);
        this.#within = name;
        if (name === "v") this.#value ??= "";
        else this.#formula ??= "";
        return;
      case "is":
        this.#check(name);
        this.#within = "is";
        this.#inline.begin();
        return;
      case "col":
        if (isTrue(tag.attribute("hidden")) || Number(tag.attribute("width") ?? 1) === 0)
          this.#handler.hiddenColumns(Number(tag.attribute("min")) - 1, Number(tag.attribute("max")) - 1);
        return;
      case "mergeCell":
        this.#handler.merged(tag.attribute("ref") ?? "");
        return;
      case "dataValidation":
        this.#handler.beside(PROMPTS.flatMap((one) => tag.attribute(one) ?? []).join("; "), tag.attribute("sqref") ?? "");
        return;
      case "autoFilter":
        this.#handler.filtered();
        return;
      default:
        if (MARGINS.test(name)) this.#margin = "";
        if (this.#within === "is") this.#inline.open(name, tag);
        else if (this.#within !== undefined) this.#isContradictory = true;
    }
  }

  /** An element of a cell begins. */
  #check(name: "v" | "f" | "is"): void {
    const isSecond = name === "f" ? this.#formula !== undefined : this.#value !== undefined;
    const isOfType = name === "f" || (this.#cell?.type === "inlineStr") === (name === "is");
    if (isSecond || !isOfType || this.#within !== undefined) this.#isContradictory = true;
  }

  #openRow(reference: string | undefined): void {
    const row = reference === undefined ? this.#rowNumber + 1 : /^[1-9]\d{0,6}$/.test(reference) ? Number(reference) : 0;
    if (row < 1 || row > MOST_ROWS) throw damaged("a row of its sheet has a number that no row can have");
    this.#rowNumber = row;
    this.#inRow = true;
    this.#column = -1;
    this.#cells = [];
  }

  #openCell(tag: Tag): void {
    const reference = tag.attribute("r");
    const place = reference === undefined ? { column: this.#column + 1, row: this.#rowNumber } : placeOf(reference);
    if (!this.#inRow || place === undefined || place.row !== this.#rowNumber || place.column >= MOST_COLUMNS)
      throw damaged(`in row ${this.#rowNumber} of its sheet, a cell says that it is elsewhere`);
    this.#column = place.column;
    const style = Number(tag.attribute("s") ?? 0);
    this.#cell = { style, type: tag.attribute("t") ?? "n" };
    this.#value = undefined;
    this.#formula = undefined;
    this.#isContradictory = false;
    this.#isStruck = false;
  }

  #close(name: string): void {
    switch (name) {
      case "row":
        this.#inRow = false;
        this.#row(this.#rowNumber, this.#isRowHidden, this.#cells);
        return;
      case "c":
        if (this.#cell !== undefined) {
          const { style, type } = this.#cell;
          const own = this.#isContradictory ? CONTRADICTORY : this.#isStruck ? STRUCK : type;
          this.#cells.push({ column: this.#column, style, type: own, value: this.#value, formula: this.#formula });
        }
        this.#cell = undefined;
        return;
      case "is":
        this.#value = this.#inline.text;
        this.#isStruck = this.#inline.isStruck;
        this.#within = undefined;
        return;
      case "v":
      case "f":
        this.#within = undefined;
        return;
      default:
        if (this.#within === "is") this.#inline.close(name);
        if (MARGINS.test(name)) this.#handler.beside((this.#margin ?? "").replace(MARGIN_CODES, " ").trim(), "");
        if (MARGINS.test(name)) this.#margin = undefined;
    }
  }

  #text(piece: string): void {
    if (this.#within === "v") this.#value = (this.#value ?? "") + piece;
    else if (this.#within === "f") this.#formula = (this.#formula ?? "") + piece;
    else if (this.#within === "is") this.#inline.add(piece);
    else if (this.#margin !== undefined) this.#margin += piece;
  }

  #row(row: number, isHidden: boolean, cells: readonly RawCell[]): void {
    this.#rowNumber = row;
    const shown = this.#hidesZeros ? cells.map(withoutZero) : cells;
    if (!this.#isStopped && this.#handler.row(row, isHidden, shown) === "stop") this.#isStopped = true;
  }
}

/** A zero that the sheet does not show. */
function withoutZero(cell: RawCell): RawCell {
  const isHidden = cell.type === "n" && cell.value !== undefined && cell.value.trim() !== "" && isZero(cell.value);
  return isHidden ? { ...cell, type: HIDDEN } : cell;
}
