/** A list gives the same results in every format that a ward may use. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { ROOT, run, scratch, TRIAL } from "./program.js";
import { type Cell, workbook } from "./support/workbook.js";

const files = scratch();

/** A list without quoted cells. One remark has an umlaut, so that encodings differ. */
const table: readonly (readonly string[])[] = readFileSync(join(ROOT, "fixtures/ward-week-2.csv"), "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => line.replace("wants to think about it", "möchte es überlegen, später").replaceAll('"', ""))
  .map((line) => line.split(/,(?! später)/));
const [headings = [], ...rows] = table;

/** Numbers become numbers, as a program stores them; all other cells stay text. */
function typed(cell: string): string | number {
  return /^\d+(\.\d+)?$/.test(cell) ? Number(cell) : cell;
}

function verdicts(list: string, ...more: readonly string[]): readonly (readonly string[])[] {
  const { status, stdout } = run(["screen", list, "-c", TRIAL, "-f", "tsv", "--no-reasons", "--keep", "Remark", "-q", ...more]);
  expect(status).toBeLessThan(2);
  // Without row numbers, which are counted differently in JSON.
  return stdout
    .trimEnd()
    .split("\n")
    .map((line) => line.split("\t").filter((_, at) => at !== 1));
}

let expected: readonly (readonly string[])[] = [];

beforeAll(() => {
  const quoted = (cell: string): string => (cell.includes(",") ? `"${cell}"` : cell);
  expected = verdicts(files.file("list.csv", table.map((row) => `${row.map(quoted).join(",")}\n`).join("")));
  expect(expected.length).toBe(table.length);
  const [head = []] = expected;
  const answers = new Set(expected.slice(1).map((row) => row[head.indexOf("eligibility")]));
  expect(answers).toEqual(new Set(["eligible", "ineligible", "undetermined"]));
  expect(expected.some((row) => row[head.indexOf("Remark")] === "möchte es überlegen, später")).toBe(true);
});

test("with tabs", () => {
  expect(verdicts(files.file("list.tsv", table.map((row) => `${row.join("\t")}\n`).join("")))).toEqual(expected);
});

test("with semicolons and decimal commas, in windows-1252", () => {
  const text = table.map((row) => `${row.map((cell) => cell.replace(/^(\d+)\.(\d+)$/, "$1,$2")).join(";")}\r\n`).join("");
  const list = files.file("list-1252.csv", Uint8Array.from(Buffer.from(text, "latin1")));
  expect(verdicts(list, "--encoding", "windows-1252")).toEqual(expected);
});

test.each(["json", "ndjson"])("as %s, with numbers as numbers", (format) => {
  const records = rows.map((row) => Object.fromEntries(headings.map((heading, at) => [heading, typed(row[at] ?? "")])));
  const lines = records.map((record) => JSON.stringify(record));
  const text = format === "json" ? `[${lines.join(",\n")}]` : `${lines.join("\n")}\n`;
  expect(verdicts(files.file(`list.${format}`, text))).toEqual(expected);
});

test("as a workbook, with numbers as numbers", async () => {
  const cells = table.map((row, at): readonly Cell[] => row.map((cell) => (at === 0 ? cell : cell === "" ? null : typed(cell))));
  const list = files.file("list.xlsx", await workbook([{ name: "Ward", rows: cells }], { level: 6 }));
  expect(verdicts(list)).toEqual(expected);
});
