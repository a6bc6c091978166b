/** Merged cells: only the first cell of an area is shown. The others may still hold something: some programs that merge cells leave it there. */
import { CELL_END } from "../../values/typed-cell.js";
import type { MergedRows } from "../input-head.js";
import { damaged } from "./fault.js";
import { placeOf } from "./place.js";

/** Rows and columns of an area; both ends included. */
export interface Area {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** An area such as `A1:B2`; undefined if it is none. */
export function areaOf(reference: string): Area | undefined {
  const [from = "", to = from] = reference.split(":");
  const [first, last] = [placeOf(from), placeOf(to)];
  return first === undefined || last === undefined
    ? undefined
    : { top: first.row, bottom: last.row, left: first.column, right: last.column };
}

/**
 * Empties the cells that others cover.
 *
 * @param chunks whole rows, as tables hold them
 * @param firstRow the number of the first of them
 * @param width how many columns they have
 * @returns the areas over several rows of which a later one holds something else
 */
export function emptyCovered(
  chunks: Uint8Array[],
  areas: readonly Area[],
  firstRow: number,
  width: number,
): readonly MergedRows[] {
  const last = new Map<Area, number>();
  const waiting = areas.filter(({ bottom, left }) => bottom >= firstRow && left < width).sort((a, b) => a.top - b.top);
  let active: Area[] = [];
  let next = 0;
  let row = firstRow;
  // A text may begin with a byte order mark.
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  for (const [index, chunk] of chunks.entries()) {
    if (active.length === 0 && next === waiting.length) break;
    const lines = decoder.decode(chunk).split("\n");
    // After the last line end is nothing.
    for (let at = 0; at + 1 < lines.length; at++, row++) {
      for (let area = waiting[next]; area !== undefined && area.top <= row; area = waiting[next]) {
        active.push(area);
        next += 1;
      }
      if (active.length === 0) continue;
      active = active.filter(({ bottom }) => bottom >= row);
      // Each column is in one of them at most.
      if (active.length > width) throw damaged("its merged cells overlap");
      const cells = lines[at]?.split(CELL_END) ?? [];
      for (const { top, left, right } of active) cells.fill("", top === row ? left + 1 : left, right + 1);
      lines[at] = cells.join(CELL_END);
      if (cells.some((cell) => cell !== "")) for (const area of active) if (area.top < row) last.set(area, row);
    }
    chunks[index] = new TextEncoder().encode(lines.join("\n"));
  }
  return [...last].map(([{ left, top }, bottom]) => ({ column: left, top, bottom }));
}
