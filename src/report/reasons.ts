/** Why a candidate is not eligible, in one line of text. */
import type { CriterionResult } from "../evaluate/result.js";
import type { Problem } from "../values/record.js";
import { type Bytes, bytesOf } from "./bytes.js";
import { type CellPiece, pieceMaker } from "./spreadsheet.js";

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

const QUOTE = bytesOf('"');
const SEPARATOR = bytesOf(TEXT_SEPARATOR);

/** A piece of a cell, as bytes. */
interface Piece {
  readonly bytes: Uint8Array;
  readonly needsQuotes: boolean;
}

/**
 * Writes the cell `repeated-id: <message>; I4a: platelets: cell is empty`: problems first, then failed and unknown criteria in written
 * order. It begins with a code or an id, so it is no formula. Candidates share results, so what is written of one is remembered.
 */
export class ReasonsCell {
  readonly #pieceOf: (text: string) => CellPiece;
  readonly #known = new Map<CriterionResult, Piece>();

  constructor(delimiter: "," | "\t") {
    this.#pieceOf = pieceMaker(delimiter);
  }

  /** Appends the cell. */
  write(out: Bytes, problems: readonly Problem[], criteria: readonly CriterionResult[]): void {
    const pieces = problems.map(({ code, message }) => this.#make(`${code}: ${message}`));
    for (const criterion of criteria) if (criterion.verdict !== "pass") pieces.push(this.#of(criterion));
    const isQuoted = pieces.some(({ needsQuotes }) => needsQuotes);
    if (isQuoted) out.put(QUOTE);
    for (let index = 0; index < pieces.length; index++) {
      const piece = pieces[index];
      if (index > 0) out.put(SEPARATOR);
      if (piece !== undefined) out.put(piece.bytes);
    }
    if (isQuoted) out.put(QUOTE);
  }

  #of(criterion: CriterionResult): Piece {
    const known = this.#known.get(criterion);
    if (known !== undefined) return known;
    const piece = this.#make(`${criterion.id}: ${criterion.because}`);
    if (this.#known.size >= MAX_PIECES) this.#known.clear();
    this.#known.set(criterion, piece);
    return piece;
  }

  #make(whole: string): Piece {
    const { text, needsQuotes } = this.#pieceOf(whole);
    return { bytes: bytesOf(text), needsQuotes };
  }
}
