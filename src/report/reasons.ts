/** Why a candidate is not eligible, in one line of text. */
import type { CriterionResult } from "../evaluate/result.js";
import type { Problem } from "../values/record.js";
import { type Bytes, type Piece, pieceOf } from "./bytes.js";
import { type CellPiece, type OutputDelimiter, pieceMaker } from "./spreadsheet.js";

/** Joins several values in one cell: criteria IDs of the wide layout. IDs never contain it. */
export const ID_SEPARATOR = ";";

/** Joins texts in one cell. Texts may contain it; the json outputs keep them apart. */
export const TEXT_SEPARATOR = "; ";

/** `ragged-row;repeated-id`. */
export function problemCodes(problems: readonly Problem[]): string {
  return problems.length === 0 ? "" : problems.map(({ code }) => code).join(ID_SEPARATOR);
}

/** Sentences are cached in so many places, by their numbers; a later one replaces an earlier one. */
const PLACES = 1 << 14;

const QUOTE = 0x22;

const NOTHING: CellPiece = { text: "", needsQuotes: false };

function toldOf(problems: readonly Problem[]): string {
  return problems.map(({ code, message }) => `${code}: ${message}`).join(TEXT_SEPARATOR);
}

/** What stands between two separators, and whether it needs quotes around the cell. */
interface Reason {
  readonly piece: Piece;
  readonly needsQuotes: boolean;
}

/** The ID of a criterion, as it begins a cell, and as it follows other reasons. */
interface IdPieces {
  readonly first: Piece;
  readonly next: Piece;
}

/**
 * Writes the cell `repeated-id: <message>; I4a: platelets: cell is empty`: problems first, then failed and unknown criteria in written
 * order. It begins with a code or an ID, so it is not a formula. Candidates share sentences, so their bytes are cached.
 */
export class ReasonsCell {
  readonly #textOf: (text: string) => CellPiece;
  /** The delimiter stands in the separator. */
  readonly #separates: boolean;
  readonly #numbers = new Int32Array(PLACES);
  readonly #kept: (Reason | undefined)[] = new Array(PLACES);
  /** By trial and criterion. */
  readonly #ids: IdPieces[][] = [];
  /** The criteria of one cell, and their sentences; longer than that. */
  readonly #asked: IdPieces[] = [];
  readonly #sentences: Piece[] = [];

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
    const ids = this.#ids[trial] ?? this.#makeIds(trial, criteria);
    const [asked, sentences] = [this.#asked, this.#sentences];
    let count = 0;
    let isQuoted = false;
    for (let at = 0; at < criteria.length; at++) {
      const criterion = criteria[at];
      const id = ids[at];
      if (criterion === undefined || id === undefined || criterion.verdict === "pass") continue;
      const { piece, needsQuotes } = this.#of(criterion);
      isQuoted ||= needsQuotes;
      asked[count] = id;
      sentences[count] = piece;
      count += 1;
    }
    const told = problems.length === 0 ? NOTHING : this.#textOf(toldOf(problems));
    isQuoted ||= told.needsQuotes || (this.#separates && problems.length + count > 1);
    if (isQuoted) out.byte(QUOTE);
    if (told !== NOTHING) out.text(told.text);
    for (let at = 0; at < count; at++) {
      const id = asked[at];
      const sentence = sentences[at];
      if (id !== undefined) out.put(at === 0 && told === NOTHING ? id.first : id.next);
      if (sentence !== undefined) out.put(sentence);
    }
    if (isQuoted) out.byte(QUOTE);
  }

  #of({ because, sentence }: CriterionResult): Reason {
    if (sentence === undefined) return this.#make(because);
    const place = sentence & (PLACES - 1);
    const kept = this.#kept[place];
    if (kept !== undefined && this.#numbers[place] === sentence) return kept;
    const reason = this.#make(because);
    this.#numbers[place] = sentence;
    this.#kept[place] = reason;
    return reason;
  }

  #makeIds(trial: number, criteria: readonly CriterionResult[]): readonly IdPieces[] {
    const ids = criteria.map(({ id }) => ({ first: pieceOf(`${id}: `), next: pieceOf(`${TEXT_SEPARATOR}${id}: `) }));
    this.#ids[trial] = ids;
    return ids;
  }

  #make(whole: string): Reason {
    const { text, needsQuotes } = this.#textOf(whole);
    return { piece: pieceOf(text), needsQuotes };
  }
}
