/** Why a candidate is not eligible, in one line of text. */
import type { CriterionResult } from "../evaluate/result.js";
import type { Problem } from "../values/record.js";
import { type Bytes, type Piece, pieceOf } from "./bytes.js";
import { type CellPiece, type OutputDelimiter, pieceMaker } from "./spreadsheet.js";

/** Joins what stands in one cell where there are several: criteria ids of the wide layout. Ids never contain it. */
export const ID_SEPARATOR = ";";

/** Joins texts in one cell. Texts may contain it; the json outputs keep them apart. */
export const TEXT_SEPARATOR = "; ";

/** `ragged-row;repeated-id`. */
export function problemCodes(problems: readonly Problem[]): string {
  return problems.length === 0 ? "" : problems.map(({ code }) => code).join(ID_SEPARATOR);
}

/** Pieces remembered at most. */
const MAX_PIECES = 20_000;

const QUOTE = 0x22;
const SEPARATOR = pieceOf(TEXT_SEPARATOR);

/** What stands between two separators, and whether it needs quotes around the cell. */
interface Reason {
  readonly piece: Piece;
  readonly needsQuotes: boolean;
}

/**
 * Writes the cell `repeated-id: <message>; I4a: platelets: cell is empty`: problems first, then failed and unknown criteria in written
 * order. It begins with a code or an id, so it is no formula. Candidates share results, so what is written of one is remembered.
 */
export class ReasonsCell {
  readonly #textOf: (text: string) => CellPiece;
  /** The delimiter stands in the separator. */
  readonly #separates: boolean;
  /** By sentence: criteria of several trials share them. */
  readonly #sentences = new Map<string, Reason>();
  /** By trial and criterion. */
  readonly #ids: Piece[][] = [];
  /** What is written of the criteria of one cell; longer than that. */
  readonly #row: Piece[] = [];

  constructor(delimiter: OutputDelimiter) {
    this.#textOf = pieceMaker(delimiter);
    this.#separates = TEXT_SEPARATOR.includes(delimiter);
  }

  /**
   * Appends the cell.
   *
   * @param trial its number
   */
  write(out: Bytes, problems: readonly Problem[], criteria: readonly CriterionResult[], trial: number): void {
    const ids = this.#idsOf(trial, criteria);
    const row = this.#row;
    let count = 0;
    let isQuoted = false;
    for (let at = 0; at < criteria.length; at++) {
      const criterion = criteria[at];
      if (criterion === undefined || criterion.verdict === "pass") continue;
      const reason = this.#of(criterion.because);
      isQuoted ||= reason.needsQuotes;
      const id = ids[at];
      if (id === undefined) continue;
      row[count++] = id;
      row[count++] = reason.piece;
    }
    const told = problems.map(({ code, message }) => this.#make(`${code}: ${message}`));
    isQuoted ||= told.some(({ needsQuotes }) => needsQuotes) || (this.#separates && 2 * told.length + count > 2);
    if (isQuoted) out.byte(QUOTE);
    for (const [index, { piece }] of told.entries()) {
      if (index > 0) out.put(SEPARATOR);
      out.put(piece);
    }
    for (let at = 0; at < count; at++) {
      const piece = row[at];
      // Each reason is an id and a sentence.
      if (at % 2 === 0 && at + told.length > 0) out.put(SEPARATOR);
      if (piece !== undefined) out.put(piece);
    }
    if (isQuoted) out.byte(QUOTE);
  }

  #of(because: string): Reason {
    const known = this.#sentences.get(because);
    if (known !== undefined) return known;
    const reason = this.#make(because);
    if (this.#sentences.size >= MAX_PIECES) this.#sentences.clear();
    this.#sentences.set(because, reason);
    return reason;
  }

  #idsOf(trial: number, criteria: readonly CriterionResult[]): readonly Piece[] {
    const known = this.#ids[trial];
    if (known !== undefined) return known;
    const ids = criteria.map(({ id }) => pieceOf(`${id}: `));
    this.#ids[trial] = ids;
    return ids;
  }

  #make(whole: string): Reason {
    const { text, needsQuotes } = this.#textOf(whole);
    return { piece: pieceOf(text), needsQuotes };
  }
}
