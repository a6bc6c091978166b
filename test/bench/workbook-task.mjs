/**
 * Workbooks in other libraries: `node workbook-task.mjs write LIST.csv OUT.xlsx` (exceljs, streaming), `parse LIST.csv` (the same
 * without a workbook) or `read BOOK.xlsx` (hucre, with number formats); and `ours READER.mjs BOOK.xlsx`, the program's reader
 * alone. Prints the number of rows.
 */
import { createReadStream, readFileSync } from "node:fs";
import { parse } from "csv-parse";

const [, , task, first, second] = process.argv;

/**
 * Reads the list row by row, so that its memory does not count for the writer. Numbers become numbers, as in people's workbooks.
 */
async function eachRow(take) {
  let rows = 0;
  for await (const row of createReadStream(first).pipe(parse())) {
    take(row.map((cell) => (/^(?:0|[1-9]\d*)(?:\.\d+)?$/.test(cell) ? Number(cell) : cell)));
    rows += 1;
  }
  return rows;
}

const TASKS = {
  /** With the default settings of exceljs, which compress less (level 1) than the program (level 3). */
  async write() {
    const { default: exceljs } = await import("exceljs");
    const book = new exceljs.stream.xlsx.WorkbookWriter({ filename: second, useStyles: true });
    const sheet = book.addWorksheet("List");
    const rows = await eachRow((row) => sheet.addRow(row).commit());
    await book.commit();
    return rows;
  },
  async parse() {
    await import("exceljs");
    return eachRow(() => undefined);
  },
  async read() {
    const { readXlsx } = await import("hucre");
    const { sheets } = await readXlsx(readFileSync(first), { readStyles: true });
    return sheets[0].rows.length;
  },
  async ours() {
    const { openWorkbook } = await import(first);
    const found = await openWorkbook(readFileSync(second), { sheet: "1", skip: undefined, limit: 2 ** 31, isUsed: () => true });
    if ("code" in found) throw new Error(found.message);
    let rows = 0;
    for (const chunk of found.chunks) for (const byte of chunk) if (byte === 10) rows += 1;
    return rows;
  },
};

console.log(await TASKS[task]());
