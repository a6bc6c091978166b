/** If no id column is named: what the columns of a list show. Used only if the run stops, or may have to. */
import { rowsOf } from "../sources/delimited/rows.js";
import type { Block } from "../sources/input.js";
import type { InputHead, ObjectsHead, TableHead } from "../sources/input-head.js";
import { elementsIn, membersIn } from "../sources/json/json-elements.js";
import type { MemberCursor } from "../sources/json/json-scan.js";
import { foldSpelling, trimWhite } from "../values/text.js";
import { shownCell } from "../values/typed-cell.js";
import { HashTable } from "./hash-table.js";
import { type HashKey, IdHash } from "./id-hash.js";
import { stringOf } from "./records/json-value.js";
import { type CandidateSource, type ReadSettings, startPass } from "./source.js";

/** By the position of a heading: the cell in the current record. */
export type RecordTexts = (place: number) => string;

/** The records of a file, as far as they can be read. */
export async function* recordsOf(source: CandidateSource, read: ReadSettings, head: InputHead): AsyncGenerator<RecordTexts> {
  const input = startPass(source, read);
  const texts = (block: Block): Generator<RecordTexts> =>
    head.kind === "table" ? tableTexts(block, head) : objectTexts(block, head);
  for await (const chunk of source.open()) {
    for (const block of input.push(chunk)) yield* texts(block);
    if (input.fault !== undefined) return;
  }
  for (const block of input.end()) yield* texts(block);
}

function* tableTexts({ bytes, joined }: Block, { delimiter, sheet }: TableHead): Generator<RecordTexts> {
  const rows = rowsOf(bytes, delimiter, joined);
  const text = sheet === undefined ? (place: number) => rows.cell(place) : (place: number) => shownCell(rows.cell(place));
  while (rows.next()) if (rows.hasContent(0)) yield (place) => trimWhite(text(place));
}

function* objectTexts(block: Block, { format, headings }: ObjectsHead): Generator<RecordTexts> {
  for (const element of elementsIn(block, format)) {
    const members = membersIn(element);
    if (members === undefined) continue;
    const texts = new Map<string, string>();
    addMembers(texts, members, "");
    yield (place) => texts.get(headings[place] ?? "") ?? "";
  }
}

function addMembers(texts: Map<string, string>, members: MemberCursor, prefix: string): void {
  while (members.next()) {
    const path = prefix + members.key;
    const value = members.text.slice(members.start, members.end);
    texts.set(path, value === "null" ? "" : trimWhite(stringOf(value) ?? value));
    const inner = members.inner();
    // IDs are at most one level down.
    if (inner !== undefined && prefix === "") addMembers(texts, inner, `${path}.`);
  }
}

/** Whether the sites in a column, and those that are known already, are more than one. */
export async function hasSeveralSites(
  source: CandidateSource,
  read: ReadSettings,
  head: InputHead,
  site: string,
  sites: Set<string>,
): Promise<boolean> {
  const place = head.headings.indexOf(site);
  for await (const record of recordsOf(source, read, head)) {
    const name = foldSpelling(record(place));
    if (name !== "") sites.add(name);
    if (sites.size > 1) return true;
  }
  return false;
}

/** Records that are read, values that are kept as hashes, and columns: beyond these, nothing is counted. */
const MOST_RECORDS = 200_000;
const MOST_VALUES = 2_000_000;
const MOST_COLUMNS = 200;
const MOST_SHOWN = 6;

/** Only counts are passed on, never the hashes. */
const KEY: HashKey = { low: 1, high: 2 };
const WHOLE = /^\d{1,15}$/;

class Column {
  readonly heading: string;
  readonly #place: number;
  readonly #most: number;
  readonly #values = new HashTable(2);
  different = 0;
  isFull = true;
  /** One more in each record. */
  isRunning = true;
  #last: number | undefined;

  constructor(heading: string, place: number, most: number) {
    this.heading = heading;
    this.#place = place;
    this.#most = most;
  }

  take(record: RecordTexts, hash: IdHash): void {
    const text = this.isFull ? record(this.#place) : "";
    this.isFull = text !== "";
    if (!this.isFull) return;
    const number = WHOLE.test(text) ? Number(text) : undefined;
    this.isRunning &&= number !== undefined && (this.#last === undefined || number === this.#last + 1);
    this.#last = number;
    if (this.different > this.#most) return;
    hash.take(text);
    if (this.#values.add(hash.low, hash.high) < 0) this.different += 1;
  }

  described(records: number): string {
    const name = `\`${this.heading}\``;
    if (this.isRunning && records > 1) return `${name} (consecutive numbers: they number rows, not people)`;
    const many = this.different > this.#most ? `more than ${this.#most}` : String(this.different);
    return `${name} (${records} ${records === 1 ? "row" : "rows"}, ${many} different ${this.different === 1 ? "value" : "values"})`;
  }
}

/**
 * What to do if no column is known to be the id: the columns without blanks, with how often their values repeat.
 *
 * @param headings of columns that no criterion needs
 */
export async function idHelp(
  source: CandidateSource,
  read: ReadSettings,
  head: InputHead,
  headings: readonly string[],
): Promise<string> {
  const shown = headings.filter((heading) => heading.trim() !== "").slice(0, MOST_COLUMNS);
  const most = Math.floor(MOST_VALUES / Math.max(1, shown.length));
  const columns = shown.map((heading) => new Column(heading, head.headings.indexOf(heading), most));
  const hash = new IdHash(KEY);
  let records = 0;
  for await (const record of recordsOf(source, read, head)) {
    if (records === MOST_RECORDS) break;
    records += 1;
    for (const column of columns) column.take(record, hash);
  }
  const full = columns.filter(({ isFull }) => isFull && records > 0);
  const rank = ({ isRunning, different }: Column): number => (isRunning && records > 1 ? -1 : different);
  full.sort((a, b) => rank(b) - rank(a));
  const isTable = head.kind === "table";
  const word = isTable ? "column" : "key";
  const found = full.slice(0, MOST_SHOWN).map((column) => column.described(records));
  const more = full.length > found.length ? [`and ${full.length - found.length} more`] : [];
  const begin = records === MOST_RECORDS ? ` in the first ${MOST_RECORDS} rows` : "";
  return [
    found.length === 0
      ? `no other ${word} is without blanks`
      : `${word}s without blanks${begin}: ${[...found, ...more].join(", ")}`,
    `name the ID ${word} with --id HEADING`,
    `or use --id none if every ${isTable ? "row" : "record"} is a different person`,
  ].join("; ");
}
