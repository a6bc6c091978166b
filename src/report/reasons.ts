/** Why a candidate is not eligible, in one line of text. */
import type { CriterionResult } from "../evaluate/result.js";
import type { Problem } from "../values/record.js";
import { type Bytes, type Piece, pieceOf } from "./bytes.js";
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

const QUOTE = 0x22;
const SEPARATOR = pieceOf(TEXT_SEPARATOR);

/** A reason, and whether it needs quotes around the cell. */
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
  readonly #known = new Map<CriterionResult, Reason>();

  constructor(delimiter: "," | "\t") {
    this.#textOf = pieceMaker(delimiter);
  }

  /** Appends the cell. */
  write(out: Bytes, problems: readonly Problem[], criteria: readonly CriterionResult[]): void {
    const reasons = problems.map(({ code, message }) => this.#make(`${code}: ${message}`));
    for (const criterion of criteria) if (criterion.verdict !== "pass") reasons.push(this.#of(criterion));
    const isQuoted = reasons.some(({ needsQuotes }) => needsQuotes);
    if (isQuoted) out.byte(QUOTE);
    for (let index = 0; index < reasons.length; index++) {
      const reason = reasons[index];
      if (index > 0) out.put(SEPARATOR);
      if (reason !== undefined) out.put(reason.piece);
    }
    if (isQuoted) out.byte(QUOTE);
  }

  #of(criterion: CriterionResult): Reason {
    const known = this.#known.get(criterion);
    if (known !== undefined) return known;
    const reason = this.#make(`${criterion.id}: ${criterion.because}`);
    if (this.#known.size >= MAX_PIECES) this.#known.clear();
    this.#known.set(criterion, reason);
    return reason;
  }

  #make(whole: string): Reason {
    const { text, needsQuotes } = this.#textOf(whole);
    return { piece: pieceOf(text), needsQuotes };
  }
}
