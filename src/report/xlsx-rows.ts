/** Rows of one sheet, in reused memory: as XML they are much larger than what they hold. */
import { Bytes, type Piece, pieceOf } from "./bytes.js";
import { MOST_LINES, ROW_END, rowStart } from "./sheet-xml.js";

const END = pieceOf(ROW_END);

/** See the head of this file. */
export class Rows {
  #count = 0;
  readonly #xml = new Bytes();
  /** By lines. */
  readonly #starts: Piece[] = [];

  /** Begins a row whose highest cell has so many lines. @returns takes its cells, until {@link end} */
  begin(lines = 1): Bytes {
    const height = Math.min(lines, MOST_LINES);
    const start = this.#starts[height] ?? pieceOf(rowStart(height));
    this.#starts[height] = start;
    this.#count += 1;
    this.#xml.put(start);
    return this.#xml;
  }

  end(): void {
    this.#xml.put(END);
  }

  /** Adds a whole row. */
  add(place: Bytes, cells: readonly string[], lines: number): void {
    const row = this.begin(lines);
    row.append(place);
    for (const cell of cells) row.text(cell);
    this.end();
  }

  /** Hands on what came since the last time; `begin` gives what stands before so many rows. */
  moveTo(out: Bytes, begin: (count: number) => string): void {
    if (this.#count === 0) return;
    out.text(begin(this.#count));
    out.add(this.#xml.bytes);
    this.#count = 0;
    this.#xml.clear();
  }
}
