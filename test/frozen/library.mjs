/** Runs the library of a build on a file of records and prints what it gives: `node library.mjs DIST/index.js CRITERIA RECORDS [AS-OF]`. */
import { existsSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [index = "", criteria = "", records = "", asOf] = process.argv.slice(2);
const { loadTrials, screenRecords } = await import(pathToFileURL(index).href);
const read = (path) => readFileSync(path, "utf8");
const loaded = loadTrials([{ file: criteria, text: read(criteria) }], (file) =>
  existsSync(file) ? { file, text: read(file) } : undefined,
);
try {
  const result = await screenRecords(loaded.trials, JSON.parse(read(records)), asOf === undefined ? {} : { asOf });
  console.log(JSON.stringify({ diagnostics: loaded.diagnostics, ...result }));
} catch (error) {
  console.log(JSON.stringify({ diagnostics: loaded.diagnostics, error: error.name, message: error.message }));
}
