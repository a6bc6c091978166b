/** One cell of a sheet, with its type. */
import { booleanCell, doubtCell, errorCell, shownCell, textCell } from "../../values/typed-cell.js";
import type { NumberFormat } from "./number-format.js";
import { numberText } from "./number-text.js";
import type { Book } from "./parts.js";
import { HIDDEN, type RawCell, STRUCK } from "./place.js";
import { unescaped } from "./rich-text.js";

const ISO_DATE = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?$/;
const ISO_TIME = /^\d{2}:\d{2}/;

/** A cell as a table holds it: see `values/typed-cell`. */
export function cellOf(book: Book, raw: RawCell): string {
  const cell = asIfNotStruck(book, raw);
  return cell !== "" && book.struck.has(raw.style) ? doubtCell("struck", shownCell(cell)) : cell;
}

function asIfNotStruck(book: Book, { style, type, value, formula }: RawCell): string {
  const format = book.formats[style];
  if (format === undefined) return value === undefined && formula === undefined ? "" : doubtCell("damaged", value ?? "");
  if (value === undefined || (value === "" && type !== "str" && type !== "inlineStr"))
    return formula !== undefined ? doubtCell("uncalculated", "") : type === "s" && value === "" ? doubtCell("damaged", "") : "";
  if (formula !== undefined && book.isUncalculated) return doubtCell("uncalculated", value);
  switch (type) {
    case STRUCK:
      return doubtCell("struck", value);
    case HIDDEN:
      return doubtCell("hidden", value);
    case "s": {
      const index = /^[ \t\r\n]*(\d{1,9})[ \t\r\n]*$/.exec(value)?.[1];
      const text = index === undefined ? undefined : book.texts[Number(index)];
      return text === undefined ? doubtCell("damaged", value) : shownText(text, format);
    }
    case "n": {
      const number = numberText(value);
      if (number === undefined) return doubtCell("damaged", value);
      return format.cell(number, book.system);
    }
    case "str":
      return shownText(textCell(unescaped(value)), format);
    case "inlineStr":
      return shownText(textCell(value), format);
    case "b": {
      const word = value.trim();
      if (word === "1" || word === "true") return booleanCell(true);
      return word === "0" || word === "false" ? booleanCell(false) : doubtCell("damaged", value);
    }
    case "e":
      return errorCell(value);
    case "d":
      if (ISO_TIME.test(value.trim())) return doubtCell("time", value);
      return ISO_DATE.test(value.trim()) ? format.dated(value.trim()) : doubtCell("damaged", value);
    default:
      return doubtCell("damaged", value);
  }
}

/** A text whose format hides it, or shows more than it. */
function shownText(text: string, { showsText }: NumberFormat): string {
  return showsText || text === "" ? text : doubtCell("words", shownCell(text));
}

/** Whether a number has more digits behind the point than its cell shows. */
export function hasMoreDecimals(value: string, decimals: number): boolean {
  const point = value.indexOf(".");
  if (point < 0 || value.length - point - 1 <= decimals) return false;
  const number = Number(value);
  return (
    Number(number.toFixed(Math.min(decimals, 20))) !== number &&
    Number(number.toPrecision(15)) !== Number(number.toFixed(decimals))
  );
}
