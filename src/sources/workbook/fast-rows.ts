/**
 * Reads the rows of a sheet that are written as nearly all programs write them, without an XML parser. All else goes to the parser, so
 * what is read is the same: a property compares the two. (Without it a workbook takes 3 times as long.)
 *
 * Why it is right: a row is taken only if it is well-formed by itself and stands directly in `sheetData`, where the parser just was. Behind
 * anything else there than such rows and white space, the parser reads the rest.
 */
import { columnOf, MOST_COLUMNS, MOST_ROWS, type RawCell } from "./place.js";
import type { XmlReader } from "./xml.js";

const ROW = /[ \t\r\n]*<row r="([1-9]\d{0,6})"((?: [A-Za-z\d:]+="[ !#-%'-;=-\ufffd]*")*)(\/)?>/y;
const CELL =
  /<c(?: r="([A-Z]{1,3})([1-9]\d{0,6})")(?: s="(\d{1,6})")?(?: t="(s|n|b|e|str)")?(?:\/>|>(?:<f>([ -%'-;=?-\ufffd]*)<\/f>)?(?:<v>([ -%'-;=?-\ufffd]*)<\/v>)?<\/c>)/y;
const INLINE =
  /<c(?: r="([A-Z]{1,3})([1-9]\d{0,6})")(?: s="(\d{1,6})")? t="inlineStr"(?: s="(\d{1,6})")?><is><t(?: xml:space="preserve")?>([ -%'-;=?-\ufffd]*)<\/t><\/is><\/c>/y;
const ROW_END = "</row>";
const HIDDEN = / (?:hidden="(?:1|true|on)"|ht="0")/;

/** Stands between the text of a sheet and its parser. */
export class FastRows {
  readonly #xml: XmlReader;
  readonly #row: (row: number, isHidden: boolean, cells: readonly RawCell[]) => void;
  /** Whether the parser stands directly in `sheetData`. */
  #isOn = false;
  /** The parser reads the rest. */
  #isOver = false;
  /** The depth of `sheetData`. */
  #depth = 0;
  #held = "";
  /** Attributes that a row had which the parser has read. */
  readonly #known = new Set<string>();

  constructor(xml: XmlReader, row: (row: number, isHidden: boolean, cells: readonly RawCell[]) => void) {
    this.#xml = xml;
    this.#row = row;
  }

  /** `sheetData` has begun. */
  begin(): void {
    if (this.#isOver) return;
    this.#isOn = true;
    this.#depth = this.#xml.depth;
  }

  write(text: string, last: boolean): void {
    if (this.#isOver) {
      this.#xml.write(text);
      return;
    }
    const all = this.#held + text;
    this.#held = "";
    let at = 0;
    if (!this.#isOn) {
      // The parser must not see beyond the element's start.
      at = all.indexOf(START);
      const end = at < 0 ? -1 : all.indexOf(">", at);
      if (end < 0) {
        // Perhaps only a part of the tag is here.
        const keep = last ? all.length : at < 0 ? Math.max(all.lastIndexOf("<"), 0) : at;
        this.#xml.write(all.slice(0, keep));
        this.#held = all.slice(keep);
        if (last || this.#held.length > MOST_HELD) this.#leave();
        return;
      }
      this.#xml.write(all.slice(0, end + 1));
      at = end + 1;
      // In a comment, or empty, or with a prefix: there is nothing to be gained.
      if (!this.#isOn || this.#xml.depth !== this.#depth) {
        this.#held = all.slice(at);
        this.#leave();
        return;
      }
    }
    this.#rows(all, at, last);
  }

  /** From here on the parser reads. */
  #leave(): void {
    this.#isOver = true;
    const held = this.#held;
    this.#held = "";
    this.#xml.write(held);
  }

  #rows(text: string, from: number, last: boolean): void {
    let at = from;
    const limit = text.lastIndexOf(ROW_END) + ROW_END.length;
    while (at < limit) {
      const next = this.#fastRow(text, at);
      if (next > 0) {
        at = next;
        continue;
      }
      const end = text.indexOf(ROW_END, at) + ROW_END.length;
      const isRow = isOneRow(text.slice(at, end));
      if (isRow) {
        this.#xml.write(text.slice(at, end));
        // The parser knows where prefixes come from.
        for (const name of namesIn(text.slice(at, text.indexOf(">", at)))) this.#known.add(name);
        at = end;
      }
      if (!isRow || this.#xml.depth !== this.#depth) {
        this.#held = text.slice(at);
        this.#leave();
        return;
      }
    }
    this.#held = text.slice(at);
    if (last || this.#held.length > MOST_HELD) this.#leave();
  }

  /** Whether these are attributes as XML may have them: each once, and a prefix only where the parser has met it. */
  #areAttributes(attributes: string): boolean {
    if (attributes === "") return true;
    const names = namesIn(attributes);
    if (new Set(names).size < names.length || names.includes(" r")) return false;
    const prefixed = names.filter((name) => name.includes(":"));
    return prefixed.length < 2 && prefixed.every((name) => this.#known.has(name) && !name.startsWith(" xmlns"));
  }

  /** @returns where the row ends; 0 if the parser must read it */
  #fastRow(text: string, from: number): number {
    ROW.lastIndex = from;
    const head = ROW.exec(text);
    if (head === null) return 0;
    const [, number = "", attributes = "", isEmpty] = head;
    const row = Number(number);
    if (row > MOST_ROWS || !this.#areAttributes(attributes)) return 0;
    const cells: RawCell[] = [];
    let at = ROW.lastIndex;
    while (isEmpty === undefined && !text.startsWith(ROW_END, at)) {
      CELL.lastIndex = at;
      let match = CELL.exec(text);
      let isInline = false;
      if (match === null) {
        INLINE.lastIndex = at;
        match = INLINE.exec(text);
        isInline = true;
      }
      if (match === null || match[2] !== number) return 0;
      const [, letters = "", , style = "0", ...rest] = match;
      const column = columnOf(letters);
      if (column >= MOST_COLUMNS) return 0;
      if (isInline) {
        const [later = style, value] = rest;
        // An escape in a text is undone on the parser's side.
        if (value?.includes("_x")) return 0;
        cells.push({ column, style: Number(later), type: "inlineStr", value, formula: undefined });
        at = INLINE.lastIndex;
      } else {
        const [type = "n", formula, value] = rest;
        cells.push({ column, style: style === "0" ? 0 : Number(style), type, value, formula });
        at = CELL.lastIndex;
      }
    }
    this.#row(row, HIDDEN.test(attributes), cells);
    return isEmpty === undefined ? at + ROW_END.length : at;
  }
}

const START = "<sheetData";
/** Characters of a row that is not whole yet: longer ones are left to the parser. */
const MOST_HELD = 1 << 24;

/** Whether a text is a row with nothing in it that may hold another end of a row. */
function isOneRow(text: string): boolean {
  return /^[ \t\r\n]*<row[ \t\r\n/>]/.test(text) && !text.includes("<!") && !text.includes("<?");
}

function namesIn(attributes: string): readonly string[] {
  return attributes.match(/ [A-Za-z\d:]+(?==")/g) ?? [];
}
