/** The candidates of a page, as many as fit: first the eligible, then the undetermined, then all others; and rows before reasons. */
import type { CandidateResult, CriterionResult, Eligibility, TrialResult } from "../../evaluate/result.js";
import { withoutName } from "../../insight/without-name.js";
import { terminalSafe } from "../../text/terminal-text.js";
import { isCandidate } from "../../values/record.js";
import { READING_ORDER } from "../answer-words.js";
import { jsonText } from "../json-text.js";
import type { DetailData, ReasonData } from "./data.js";

/** How the candidates are shown. */
export interface RowSettings {
  readonly values: boolean;
  /** By name. */
  readonly files: ReadonlyMap<string, number>;
  /** Bytes of all rows together. */
  readonly room: number;
}

interface Row {
  /** JSON without its last bracket. */
  readonly text: string;
  readonly bytes: number;
  /** The place in the reading order: the last are left out first. */
  readonly rank: number;
  readonly details: string;
  readonly detailBytes: number;
}

/** See the head of this file. Holds no more than a few times the room. */
export class PageRows {
  readonly #settings: RowSettings;
  readonly #rows: Row[] = [];
  /** By rank: bytes held of rows, and of their details. */
  readonly #held = READING_ORDER.map(() => 0);
  readonly #heldDetails = READING_ORDER.map(() => 0);
  readonly #encoder = new TextEncoder();
  #total = 0;

  constructor(settings: RowSettings) {
    this.#settings = settings;
  }

  add(result: CandidateResult): void {
    this.#total += 1;
    const { candidate, row, file, problems, trials, kept = [] } = result;
    const isOne = isCandidate(problems);
    const rank = isOne
      ? Math.min(...trials.map(({ eligibility }) => READING_ORDER.indexOf(eligibility)))
      : READING_ORDER.indexOf("undetermined");
    const { files, room } = this.#settings;
    if ((this.#held[rank] ?? 0) > room) return;
    const told = problems.map(({ message }) => terminalSafe(message));
    const verdicts = trials.map((trial) => verdictsOf(trial, isOne));
    const text = jsonText([terminalSafe(candidate), row, files.get(file) ?? 0, told, verdicts, kept.map(terminalSafe)]).slice(
      0,
      -1,
    );
    const hasRoom = (this.#heldDetails[rank] ?? 0) <= room;
    const details = hasRoom && isOne ? `,${jsonText(trials.map((trial) => this.#details(trial)))}` : "";
    const [bytes, detailBytes] = [this.#bytes(text), this.#bytes(details)];
    this.#held[rank] = (this.#held[rank] ?? 0) + bytes;
    this.#heldDetails[rank] = (this.#heldDetails[rank] ?? 0) + detailBytes;
    this.#rows.push({ text, bytes, rank, details, detailBytes });
  }

  /** The rows that fit, in the order of the list, and how many do not. */
  get fitting(): { readonly rows: readonly string[]; readonly leftOut: number } {
    let left = this.#settings.room;
    const kept = new Set<Row>();
    const detailed = new Set<Row>();
    for (const [rank] of READING_ORDER.entries())
      for (const row of this.#rows) {
        if (row.rank !== rank || row.bytes + 3 > left) continue;
        kept.add(row);
        left -= row.bytes + 3;
      }
    for (const [rank] of READING_ORDER.entries())
      for (const row of this.#rows) {
        if (row.rank !== rank || !kept.has(row) || row.detailBytes > left) continue;
        detailed.add(row);
        left -= row.detailBytes;
      }
    const rows = this.#rows.filter((row) => kept.has(row)).map((row) => `${row.text}${detailed.has(row) ? row.details : ""}]`);
    return { rows, leftOut: this.#total - rows.length };
  }

  #details({ criteria, lookUps = [] }: TrialResult): DetailData {
    const reasons = criteria.flatMap((one, index) =>
      one.verdict === "pass" || !this.#settings.values ? [] : [reasonOf(one, index)],
    );
    return [reasons, lookUps.map(({ label, needs }) => terminalSafe(`${label}: needs ${needs}`))];
  }

  #bytes(text: string): number {
    // `<` takes six in the page.
    return this.#encoder.encode(text).length + 5 * (text.split("<").length - 1);
  }
}

const LETTERS: Readonly<Record<Eligibility | CriterionResult["verdict"], string>> = {
  eligible: "e",
  ineligible: "i",
  undetermined: "u",
  pass: "p",
  fail: "f",
  unknown: "u",
};

function verdictsOf({ eligibility, criteria }: TrialResult, isOne: boolean): string {
  let letters = isOne ? LETTERS[eligibility] : "n";
  for (const { verdict, assumed } of criteria) letters += assumed ? LETTERS[verdict].toUpperCase() : LETTERS[verdict];
  return letters;
}

function reasonOf({ because, evidence }: CriterionResult, index: number): ReasonData {
  const cells = evidence.flatMap(({ column, cell }) =>
    column === "" ? [] : [`${column}: ${cell === "" ? "empty" : `"${cell}"`}`],
  );
  const [only, ...more] = evidence;
  const why = only === undefined || more.length > 0 ? because : withoutName(only.field, only.because);
  return [index, terminalSafe(why), terminalSafe([...new Set(cells)].join("; "))];
}
