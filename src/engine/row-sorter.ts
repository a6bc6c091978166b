/** Which rows of a file are not candidates, found out block by block, in order. */

import type { RowLabel } from "../columns/summary-words.js";
import { type BlockRows, letterOf, type MarkedRow, mayBeAmong } from "./records/row-marks.js";

/** More marked rows in succession are not sums, and more IDs that begin with `#` are IDs. */
const MOST = 100;

/**
 * A row that sums up stands in the last rows or after an empty one; or among the others, if all their ids hold digits. Comments are none of the candidates if there is any other row; ids
 * that begin with `#`, if fewer do than not. Limits of normal, notes and the heading again are none wherever they stand, and so are controls, if there is
 * anybody else; `QC1` is one, if all others begin with a digit or a single letter.
 */
export class RowSorter {
  readonly #found: MarkedRow[] = [];
  readonly #legends: number[] = [];
  /** Rows that may be the last ones. */
  #pending: MarkedRow[] = [];
  #among: MarkedRow[] = [];
  #comments: MarkedRow[] = [];
  #hashIds: MarkedRow[] = [];
  /** As long as there is no other row. */
  #controls: MarkedRow[] = [];
  #numbered: MarkedRow[] = [];
  #areIds = false;
  #isBehindEmpty = false;
  #others = 0;
  #hasDigits = false;
  #hasWords = false;
  #hasPrefixes = false;
  #letters = 0;

  /** Takes what is known of the next block. @returns rows that are candidates after all */
  take({ marked, others, hasDigits, hasWords, hasPrefixes, letters, end }: BlockRows): readonly MarkedRow[] {
    const candidates: MarkedRow[] = [];
    const last: MarkedRow[] = [];
    for (const one of marked) {
      if (one.label === "comment") this.#comments.push(one);
      else if (OF_LIST.has(one.label)) this.#legends.push(one.row);
      else if (one.label === "control") this.#controls.push(one);
      else if (one.label === "numbered") this.#numbered.push(one);
      else if (one.label === "hash-id") this.#hashIds.push(one);
      else if (one.isAmong === true) this.#among.push(one);
      else if (one.above === "candidate") last.push(one);
      else (one.above === "empty" || this.#isBehindEmpty ? this.#found : this.#pending).push(one);
    }
    if (others > 0 || this.#pending.length > MOST) {
      const above = this.#pending.splice(0);
      this.#among.push(...above.filter(mayBeAmong));
      candidates.push(...above.filter((one) => !mayBeAmong(one)));
    }
    if (hasWords || this.#hasWords || this.#among.length > MOST) candidates.push(...this.#among.splice(0));
    this.#hasWords ||= hasWords || this.#among.length > MOST;
    this.#hasPrefixes ||= hasPrefixes || hasWords || this.#numbered.length > MOST;
    if (this.#hasPrefixes) candidates.push(...this.#numbered.splice(0));
    if (this.#others + others > 0) this.#legends.push(...this.#controls.splice(0).map(({ row }) => row));
    else if (this.#controls.length > MOST) candidates.push(...this.#controls.splice(0));
    this.#pending.push(...last);
    this.#areIds ||= this.#hashIds.length > MOST;
    if (this.#areIds) candidates.push(...this.#hashIds.splice(0));
    if (end !== "begin") this.#isBehindEmpty = end === "empty";
    this.#others += others;
    this.#hasDigits ||= hasDigits;
    this.#letters |= letters;
    return candidates;
  }

  /** After the last block: the rows that are not candidates, and those that are after all. */
  finish(): { readonly passed: ReadonlySet<number>; readonly candidates: readonly MarkedRow[] } {
    const candidates: MarkedRow[] = [];
    const all = [...this.#found, ...this.#pending];
    const found: MarkedRow[] = [];
    for (const one of all) (one.label === "share" && !this.#isShare(one, all) ? candidates : found).push(one);
    found.push(...this.#among);
    // A single word in a list of names may be a name.
    const isName = found.length === 1 && MAY_BE_NAMES.has(found[0]?.label) && !this.#hasDigits;
    if (isName) candidates.push(...found.splice(0));
    const [comments, hashIds, numbered] = [this.#comments, this.#hashIds, this.#numbered];
    candidates.push(...this.#controls);
    (numbered.length < this.#others ? found : candidates).push(...numbered);
    (this.#others + hashIds.length > 0 || this.#areIds ? found : candidates).push(...comments);
    const areFew = hashIds.length === 1 ? this.#others > 0 : hashIds.length < this.#others;
    (areFew ? found : candidates).push(...hashIds);
    return { passed: new Set([...found.map(({ row }) => row), ...this.#legends]), candidates };
  }

  /** `Q1` is no id where ids are not written so, and a median or `Q3` stands in these rows, too. */
  #isShare({ id }: MarkedRow, all: readonly MarkedRow[]): boolean {
    const own = letterOf(id);
    const areLettered = (this.#letters & own) !== 0 || (this.#letters & (this.#letters - 1)) !== 0;
    const others = all.filter((one) => one.id !== id);
    return !areLettered && this.#others > 0 && others.some((one) => one.label === "summary" || isOpposite(one.id, id));
  }
}

/** What such labels say is certain in any row. */
const OF_LIST: ReadonlySet<RowLabel> = new Set(["legend", "note", "subtotal"]);

const MAY_BE_NAMES: ReadonlySet<string | undefined> = new Set(["name", "letters", "sample"] satisfies RowLabel[]);

const OPPOSITES: readonly (readonly [string, string])[] = [
  ["q1", "q3"],
  ["p25", "p75"],
  ["p5", "p95"],
  ["p10", "p90"],
];

function isOpposite(a: string, b: string): boolean {
  const ids = [a.toLowerCase(), b.toLowerCase()];
  return OPPOSITES.some((pair) => pair.every((one) => ids.includes(one)));
}
