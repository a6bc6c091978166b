/** Packs the pieces of an xlsx report into a workbook: one sheet is written as it comes, the others are held packed until the end. */
import { inflateRawSync } from "node:zlib";
import { type Sink, Stop } from "../io/streams.js";
import { PackedPart, ZipWriter } from "../io/zip-writer.js";
import { Bytes } from "../report/bytes.js";
import { sheetPart, workbookParts } from "../report/workbook-parts.js";
import { PIECE, ROWS, SHEETS, type SheetLetter } from "../report/xlsx.js";
import { NEXT, NUMBER, RANKS } from "../report/xlsx-log.js";

/** Rows that a sheet holds. */
export const MOST_ROWS = 1_048_576;

const PIECE_BYTE = PIECE.charCodeAt(0);
const SEMICOLON = 0x3b;

interface OpenSheet {
  readonly part: PackedPart;
  rows: number;
}

/** A sink for the text of an xlsx report, in front of one for its bytes. */
export function workbookSink(sink: Sink): Sink {
  let book = new Book((bytes) => sink.write(bytes));
  const restart = async (): Promise<void> => {
    book.close();
    await sink.restart?.();
    book = new Book((bytes) => sink.write(bytes));
  };
  return {
    ...(sink.restart === undefined ? {} : { restart }),
    // A `Buffer` finds bytes several times as fast as another `Uint8Array`.
    write: (text) =>
      book.take(typeof text === "string" ? Buffer.from(text) : Buffer.from(text.buffer, text.byteOffset, text.byteLength)),
    finish: () => sink.finish(),
    abandon: () => {
      book.close();
      sink.abandon();
    },
  };
}

/** The error for a list that is too long. */
export function tooLong(): Stop {
  return new Stop(`error: a sheet of a workbook holds at most ${MOST_ROWS} rows; write csv instead (-f csv)`);
}

class Book {
  readonly #zip: ZipWriter;
  readonly #sheets = new Map<string, OpenSheet>();
  /** Parts of a sheet that come one after the other, whenever their rows do. */
  readonly #ranks = new Map<string, OpenSheet>();
  #firstOffset: number | undefined;
  /** The last number of the screening log. */
  #number = 0;
  /** A piece of the log with its numbers. */
  readonly #log = new Bytes();

  constructor(write: (bytes: Uint8Array) => Promise<void>) {
    this.#zip = new ZipWriter(write);
    for (const [index, [letter]] of SHEETS.entries())
      this.#sheets.set(letter, { part: new PackedPart(sheetPart(index)), rows: 0 });
    for (const rank of RANKS) this.#ranks.set(rank, { part: new PackedPart(""), rows: 0 });
  }

  async take(bytes: Buffer): Promise<void> {
    let at = 0;
    while (at < bytes.length) {
      const next = bytes.indexOf(PIECE_BYTE, at + 1);
      const end = next < 0 ? bytes.length : next;
      const head = bytes.indexOf(SEMICOLON, at);
      const letter = String.fromCharCode(bytes[at + 1] ?? 0);
      const rows = Number(bytes.toString("latin1", at + 2, head));
      const xml = bytes.subarray(head + 1, end);
      if (letter === "E") await this.#end(xml.toString().split(";"));
      else if (letter === "J") await this.#join();
      else await this.#add(letter, rows, xml);
      at = end;
    }
  }

  async #add(letter: string, rows: number, xml: Buffer): Promise<void> {
    const sheet = this.#sheets.get(letter) ?? this.#ranks.get(letter);
    if (sheet === undefined) throw new Error(`no sheet ${letter}`);
    if (sheet.rows + rows > MOST_ROWS) throw tooLong();
    sheet.rows += rows;
    await sheet.part.write(this.#filled(letter, rows, xml, sheet.rows));
    if (letter !== STREAMED) return;
    this.#firstOffset ??= await this.#zip.begin(sheet.part.name);
    for (const chunk of sheet.part.take()) await this.#zip.put(chunk);
  }

  /** What a piece leaves open: its end how far the sheet goes, the log its numbers. */
  #filled(letter: string, rows: number, xml: Buffer, all: number): Uint8Array {
    if (rows === 0) return Buffer.from(xml.toString().replaceAll(ROWS, String(all)));
    return letter === LOG ? this.#numbered(xml) : xml;
  }

  #numbered(xml: Buffer): Uint8Array {
    this.#log.clear();
    let from = 0;
    for (let at = xml.indexOf(NUMBER_BYTE); at >= 0; at = xml.indexOf(NUMBER_BYTE, from)) {
      this.#log.add(xml.subarray(from, at));
      from = at + 2;
      if (xml[at + 1] === NEXT_BYTE) this.#number += 1;
      this.#log.number(this.#number);
    }
    this.#log.add(xml.subarray(from));
    return this.#log.bytes;
  }

  /** Puts the ranks into their sheet. */
  async #join(): Promise<void> {
    const sheet = this.#sheets.get(RANKED);
    for (const { part, rows } of this.#ranks.values()) {
      await part.end();
      const xml = inflateRawSync(Buffer.concat(part.take()));
      if (sheet === undefined || rows === 0) continue;
      sheet.rows += rows;
      if (sheet.rows > MOST_ROWS) throw tooLong();
      await sheet.part.write(xml);
    }
  }

  async #end(lastColumns: readonly string[]): Promise<void> {
    const written = SHEETS.map(([letter, name], index) => {
      const rows = this.#sheets.get(letter)?.rows ?? 0;
      return { name, rows, lastColumn: lastColumns[index] ?? "A", hasHeadings: letter !== SUMMARY };
    });
    for (const { part } of this.#sheets.values()) await part.end();
    // Nothing may come between the chunks of the part that has begun.
    const streamed = this.#sheets.get(STREAMED)?.part;
    if (streamed !== undefined) {
      for (const chunk of streamed.take()) await this.#zip.put(chunk);
      await this.#zip.finish(streamed, this.#firstOffset ?? 0);
    }
    for (const { part } of this.#sheets.values()) if (part !== streamed) await this.#zip.add(part);
    for (const [name, xml] of workbookParts(written)) await this.#zip.addText(name, xml);
    await this.#zip.close();
  }

  close(): void {
    for (const { part } of [...this.#sheets.values(), ...this.#ranks.values()]) part.close();
  }
}

/** The largest. */
const STREAMED: SheetLetter = "C";
const SUMMARY: SheetLetter = "S";
const LOG: SheetLetter = "G";
const RANKED: SheetLetter = "L";
const NUMBER_BYTE = NUMBER.charCodeAt(0);
const NEXT_BYTE = NEXT.charCodeAt(0);
