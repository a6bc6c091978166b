/**
 * One task with a workbook, as another library does it: `node workbook-task.mjs write LIST.csv OUT.xlsx` (exceljs, streaming) or
 * `read BOOK.xlsx` (hucre, with number formats); and `ours READER.mjs BOOK.xlsx`, our reader alone. Prints the rows.
 */
import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";

const [, , task, first, second] = process.argv;

const TASKS = {
  async write() {
    const { default: exceljs } = await import("exceljs");
    const book = new exceljs.stream.xlsx.WorkbookWriter({ filename: second, useStyles: true });
    const sheet = book.addWorksheet("List");
    let rows = 0;
    for (const row of parse(readFileSync(first))) {
      // Numbers are numbers, as a person's workbook has them.
      sheet.addRow(row.map((cell) => (/^(?:0|[1-9]\d*)(?:\.\d+)?$/.test(cell) ? Number(cell) : cell))).commit();
      rows += 1;
    }
    await book.commit();
    return rows;
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
