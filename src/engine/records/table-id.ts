/** The id, or a part of one, as a cell of a table holds it. */
import { hasLostDigits, NO_OTHERS, type OtherId, otherId, textId } from "../../columns/id.js";
import type { SecondId } from "../../columns/id-columns.js";
import type { Rows } from "../../sources/delimited/rows.js";
import { trimWhite } from "../../values/text.js";

/** Whether a quote is the first of a cell's text: `"P1"x`, where text follows a closing quote. */
export function beginsQuoted(rows: Rows, index: number): boolean {
  return trimWhite(rows.cell(index)).startsWith('"');
}

/** The id, or the part of one, in a cell. */
export function idIn(rows: Rows, index: number): string {
  const written = rows.cell(index);
  // A quote that nobody closed is no part of an id.
  const text = rows.joined === undefined ? written : written.replace(/^"+|"+$/g, "");
  const id = rows.isAscii ? asciiId(text) : textId(text);
  return hasLostDigits(id) ? "" : id;
}

/** ASCII is in every normal form; but of control characters nothing is seen. */
function asciiId(text: string): string {
  const id = trimWhite(text);
  return id.charCodeAt(0) < 0x20 || id.charCodeAt(0) === 0x7f ? textId(id) : id;
}

/** What the other columns of ids say. */
export function othersIn(rows: Rows, seconds: readonly SecondId[]): readonly OtherId[] {
  // Their cells may stand in another row.
  if (rows.joined !== undefined) return NO_OTHERS;
  return seconds.flatMap(({ heading, places }) => {
    const texts = places.map(({ index }) => textId(rows.cell(index)));
    return otherId(heading, texts) ?? [];
  });
}
