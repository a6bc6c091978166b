/** Packs the pieces of an xlsx report into a workbook: the first sheet goes on as it comes, the others are held packed until the end. */
import { type Sink, Stop } from "../io/streams.js";
import { PackedPart, ZipWriter } from "../io/zip-writer.js";
import { sheetPart, workbookParts } from "../report/workbook-parts.js";
import { PIECE, ROWS, SHEETS, type SheetLetter } from "../report/xlsx.js";

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
    write: (text) => book.take(typeof text === "string" ? Buffer.from(text) : text),
    finish: () => sink.finish(),
    abandon: () => {
      book.close();
      sink.abandon();
    },
  };
}

/** What to do where a list is too long. */
export function tooLong(): Stop {
  return new Stop(`error: a sheet of a workbook holds at most ${MOST_ROWS} rows; write csv instead (-f csv)`);
}

class Book {
  readonly #zip: ZipWriter;
  readonly #sheets = new Map<string, OpenSheet>();
  #firstOffset: number | undefined;

  constructor(write: (bytes: Uint8Array) => Promise<void>) {
    this.#zip = new ZipWriter(write);
    for (const [index, [letter]] of SHEETS.entries())
      this.#sheets.set(letter, { part: new PackedPart(sheetPart(index)), rows: 0 });
  }

  async take(bytes: Uint8Array): Promise<void> {
    let at = 0;
    while (at < bytes.length) {
      const next = bytes.indexOf(PIECE_BYTE, at + 1);
      const end = next < 0 ? bytes.length : next;
      const head = bytes.indexOf(SEMICOLON, at);
      const letter = String.fromCharCode(bytes[at + 1] ?? 0);
      const rows = Number(Buffer.from(bytes.subarray(at + 2, head)).toString());
      const xml = bytes.subarray(head + 1, end);
      if (letter === "E") await this.#end(Buffer.from(xml).toString().split(";"));
      else await this.#add(letter, rows, xml);
      at = end;
    }
  }

  async #add(letter: string, rows: number, xml: Uint8Array): Promise<void> {
    const sheet = this.#sheets.get(letter);
    if (sheet === undefined) throw new Error(`no sheet ${letter}`);
    if (sheet.rows + rows > MOST_ROWS) throw tooLong();
    sheet.rows += rows;
    // The end of a sheet says how far it goes.
    const text = rows === 0 ? Buffer.from(Buffer.from(xml).toString().replaceAll(ROWS, String(sheet.rows))) : xml;
    await sheet.part.write(text);
    if (letter !== FIRST) return;
    this.#firstOffset ??= await this.#zip.begin(sheet.part.name);
    for (const chunk of sheet.part.take()) await this.#zip.put(chunk);
  }

  async #end(lastColumns: readonly string[]): Promise<void> {
    const written = SHEETS.map(([letter, name], index) => {
      const rows = this.#sheets.get(letter)?.rows ?? 0;
      return { name, rows, lastColumn: lastColumns[index] ?? "A" };
    });
    for (const [letter, { part }] of this.#sheets) {
      await part.end();
      if (letter !== FIRST) {
        await this.#zip.add(part);
        continue;
      }
      for (const chunk of part.take()) await this.#zip.put(chunk);
      await this.#zip.finish(part, this.#firstOffset ?? 0);
    }
    for (const [name, xml] of workbookParts(written)) await this.#zip.addText(name, xml);
    await this.#zip.close();
  }

  close(): void {
    for (const { part } of this.#sheets.values()) part.close();
  }
}

const FIRST: SheetLetter = SHEETS[0][0];
