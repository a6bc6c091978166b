/** The id, or a part of one, as a cell of a table holds it. */
import { signed } from "../../cells/text-readers.js";
import type { ColumnPlace } from "../../columns/find-column.js";
import { hasLostDigits, joinedId, NO_OTHERS, type OtherId, otherId, textId } from "../../columns/id.js";
import { isDitto } from "../../columns/neighbours.js";
import type { TableColumns } from "../../columns/table-columns.js";
import type { Rows } from "../../sources/delimited/rows.js";
import { columnLetters } from "../../values/column-letters.js";
import { trimWhite } from "../../values/text.js";
import { idOfCell, shownCell } from "../../values/typed-cell.js";
import type { ShownPart } from "./record-reader.js";
import type { Places } from "./table-places.js";

/** Whether a quote is the first of a cell's text: `"P1"x`, where text follows a closing quote. */
export function beginsQuoted(rows: Rows, index: number): boolean {
  return trimWhite(rows.cell(index)).startsWith('"');
}

/** The text of an ID's cell, as it was written. */
function idText(rows: Rows, index: number, isTyped: boolean): string {
  const text = rows.cell(index);
  return isTyped ? idOfCell(text) : text;
}

/** Whether an ID says that it is that of the row above; unless the column map says that somebody is called so. */
export function isDittoId(id: string, { id: places, rules }: Pick<TableColumns, "id" | "rules">): boolean {
  return places.length === 1 && isDitto(id) && !rules.candidates.has(id);
}

/** Whether an id's cell is a number whose digits are lost. */
export function isLostIn(rows: Rows, index: number, isTyped: boolean): boolean {
  return hasLostDigits(textId(idText(rows, index, isTyped)));
}

/** A cell as evidence shows it. */
export function shownIn(text: string, isTyped: boolean): string {
  return isTyped ? shownCell(text) : text;
}

/** The cell of a value as evidence shows it, with its sign, or of what accompanies it; "" if there is none. */
export function shownPart(rows: Rows, place: Places, part: ShownPart, isTyped: boolean): string {
  const index = part === "value" || part === "date" ? place[part] : place[part].value;
  const text = index < 0 ? "" : shownIn(rows.cell(index), isTyped);
  const { operator } = place;
  return part !== "value" || operator < 0 ? text : signed(trimWhite(shownIn(rows.cell(operator), isTyped)), text);
}

/** A column as evidence names it: in a workbook with its letters. */
export function columnName(place: ColumnPlace | undefined, isTyped: boolean): string {
  if (place === undefined) return "";
  return isTyped ? `${place.heading} (${columnLetters(place.index)})` : place.heading;
}

/** The id of a row, of one column or several. */
export function idIn(rows: Rows, { id, isTyped }: Pick<TableColumns, "id" | "isTyped">): string {
  const [first, ...others] = id.map(({ index }) => partIn(rows, index, isTyped));
  return others.length === 0 ? (first ?? "") : joinedId([first ?? "", ...others]);
}

/** The id, or the part of one, in a cell. */
function partIn(rows: Rows, index: number, isTyped: boolean): string {
  const written = idText(rows, index, isTyped);
  // An unclosed quote is not part of an ID.
  const text = rows.joined === undefined ? written : written.replace(/^"+|"+$/g, "");
  const id = rows.isAscii ? asciiId(text) : textId(text);
  return hasLostDigits(id) ? "" : id;
}

/** ASCII is in every normal form, but control characters are invisible. */
function asciiId(text: string): string {
  const id = trimWhite(text);
  return id.charCodeAt(0) < 0x20 || id.charCodeAt(0) === 0x7f ? textId(id) : id;
}

/** The other columns of IDs. */
export function othersIn(rows: Rows, { seconds, isTyped }: Pick<TableColumns, "seconds" | "isTyped">): readonly OtherId[] {
  // Their cells may belong to another row.
  if (rows.joined !== undefined) return NO_OTHERS;
  return seconds.flatMap(({ heading, places }) => {
    const texts = places.map(({ index }) => textId(idText(rows, index, isTyped)));
    return otherId(heading, texts) ?? [];
  });
}

/**
 * Rows whose id is merged with cells below it, and the last of those; only if all parts of the id are: a site may well be merged over the rows
 * of its patients. Undefined if there are none.
 */
export function mergedIdsOf({ id, mergedRows }: TableColumns): ReadonlyMap<number, number> | undefined {
  if (mergedRows === undefined || id.length === 0) return undefined;
  const byPart = id.map(
    ({ index }) => new Map(mergedRows.flatMap(({ column, top, bottom }) => (column === index ? [[top, bottom]] : []))),
  );
  const [first = new Map<number, number>(), ...others] = byPart;
  const rows = [...first].flatMap(([top, bottom]): [number, number][] => {
    const last = Math.min(bottom, ...others.map((part) => part.get(top) ?? top));
    return last > top ? [[top, last]] : [];
  });
  return rows.length === 0 ? undefined : new Map(rows);
}
