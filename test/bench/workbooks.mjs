/**
 * Workbooks: reading compared with the fastest library that keeps number formats, writing compared with a streaming writer, and
 * very long ones.
 */
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { writeCandidates } from "./data.mjs";
import { inTurn, measure, print } from "./large.mjs";
import { hasPeers } from "./peers.mjs";

const here = import.meta.dirname;
const task = join(here, "workbook-task.mjs");

/** Bundles the reader alone. */
function bundleReader(folder) {
  const file = join(folder, "reader.mjs");
  buildSync({
    entryPoints: [join(here, "../../src/sources/workbook/open-workbook.ts")],
    bundle: true,
    format: "esm",
    platform: "node",
    mainFields: ["module", "main"],
    outfile: file,
    logLevel: "warning",
  });
  return file;
}

const aim = (name, value, most) =>
  console.log(`  ${value <= most ? "met" : "NOT MET"}: ${name}: ${value.toFixed(2)}, at most ${most}`);

/** @param list makes the arguments that screen a list */
export async function measureWorkbooks(folder, list, rows, rounds) {
  if (!hasPeers()) throw new Error("the libraries to compare with are not installed");
  const [csv, book, wide] = ["list.csv", "list.xlsx", "verdicts.csv"].map((name) => join(folder, name));
  writeCandidates(csv, rows);
  measure(folder, [task, "write", csv, book]);
  console.log(`${rows} rows × 20 columns, a workbook of ${(statSync(book).size / 1e6).toFixed(1)} MB`);
  const [hucre, reader, screened] = inTurn(
    folder,
    rows,
    [
      { name: "hucre reads it", args: [task, "read", book] },
      { name: "our reader", args: [task, "ours", bundleReader(folder), book] },
      { name: "screen list.xlsx -o verdicts.csv", args: list(book, "-o", wide) },
    ],
    rounds,
  );
  // Processor time, because on a busy machine waiting for other threads takes longer.
  aim("CPU time of our reader to hucre's", reader.cpu / hucre.cpu, 1.5);
  aim("megabytes of screen", screened.megabytes, 250);
  const columns = readFileSync(wide, "utf8").split("\n", 1)[0].split(",").length;
  console.log(`${rows} rows × ${columns} columns, written; ours are five sheets of that list, and are screened besides`);
  const screen = (file, ...options) => list(csv, "--jobs", "1", "-o", join(folder, file), ...options);
  const [exceljs, parsed, ours, unwritten] = inTurn(
    folder,
    rows,
    [
      { name: "exceljs, streaming, one sheet", args: [task, "write", wide, join(folder, "peer.xlsx")] },
      { name: "the same without writing", args: [task, "parse", wide] },
      { name: "screen list.csv -o verdicts.xlsx --jobs 1", args: screen("out.xlsx") },
      // The least that screening can write, so its time counts as screening. Reasons and the summary count as writing.
      { name: "the same to csv, --no-reasons", args: screen("out.csv", "--no-reasons") },
    ],
    rounds,
  );
  for (const [what, of] of [
    ["CPU time", ({ cpu }) => cpu],
    ["memory", ({ megabytes }) => megabytes],
  ]) {
    console.log(`  ${what} of whole programs, ours to exceljs's: ${(of(ours) / of(exceljs)).toFixed(2)}`);
    aim(`${what} of writing alone, to exceljs's`, (of(ours) - of(unwritten)) / (of(exceljs) - of(parsed)), 0.42);
  }
}

/** As many rows as a sheet can have. */
export function writeLongWorkbook(folder, list, rows) {
  const csv = join(folder, "long.csv");
  writeCandidates(csv, rows);
  print("candidates to a workbook", rows, measure(folder, list(csv, "-o", join(folder, "long.xlsx"))));
}
