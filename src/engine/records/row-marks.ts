/** Rows that may be no candidates: what one thread sees of them in a block. Which of them are none, only the whole file shows. */
import type { RowLabel } from "../../columns/summary-words.js";
import type { ObjectRecord } from "../../sources/objects/object-record.js";

/** A row whose first cell says that it is a summary or a comment. */
export interface MarkedRow {
  readonly row: number;
  readonly label: RowLabel;
  /** The row as a block of its own, for another look if it is a candidate after all. */
  readonly text: string;
  /** The record, where it is one in memory: it has no text. */
  readonly object: ObjectRecord | undefined;
  /** Whether an empty row stands above, or other marked rows and then an empty one; `begin`: nothing but these stands above in the block. */
  readonly above: "empty" | "begin" | "candidate";
}

/** What is known of the rows of one block. Plain data. */
export interface BlockRows {
  readonly marked: readonly MarkedRow[];
  /** How many rows nothing marks. */
  readonly others: number;
  /** Whether an id of theirs holds a digit. */
  readonly hasDigits: boolean;
  /** What stands last: see {@link MarkedRow.above}. */
  readonly end: MarkedRow["above"];
}

/** Nothing marked. */
export const NO_ROWS: BlockRows = { marked: [], others: 0, hasDigits: false, end: "begin" };

/** Takes the rows of a block one after the other. */
export class RowMarks {
  readonly #marked: MarkedRow[] = [];
  /** Below a candidate, and as long as no other candidate follows. */
  #pending: MarkedRow[] = [];
  #others = 0;
  #end: MarkedRow["above"] = "begin";
  #hasDigits = false;

  /** A row without content. */
  empty(): void {
    this.#end = "empty";
  }

  /** A row that nothing marks. @returns rows above it that are candidates, too, because it follows them */
  other(id: string): readonly MarkedRow[] {
    this.#hasDigits ||= /\d/.test(id);
    this.#others += 1;
    this.#end = "candidate";
    if (this.#pending.length === 0) return NONE;
    const above = this.#pending;
    this.#pending = [];
    return above;
  }

  mark(row: number, label: RowLabel, text: string, object?: ObjectRecord): void {
    const marked = { row, label, text, object, above: this.#end };
    const isPending = this.#end === "candidate" && (label === "summary" || label === "name");
    (isPending ? this.#pending : this.#marked).push(marked);
  }

  /** What was found, at the end of the block. */
  get found(): BlockRows {
    const marked = [...this.#marked, ...this.#pending].sort((a, b) => a.row - b.row);
    return { marked, others: this.#others, hasDigits: this.#hasDigits, end: this.#end };
  }
}

const NONE: readonly MarkedRow[] = [];

/** No row is known to be no candidate. */
export const NONE_PASSED: ReadonlySet<number> = new Set();
