/** Standard error and the record of a run never contain a patient's value, whatever is wrong with it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { LIST, type Outcome, ROOT, run, scratch, TRIAL } from "./program.js";

const files = scratch();
const record = join(files.folder, "run.json");

/** Marks values of the list; it occurs in no message of the program. */
const MARK = "Zq";
let marks = 0;
const mark = (): string => `${MARK}${++marks}`;

/** Cells with every kind of problem. Each has a mark, or a number that occurs nowhere else. */
const CELLS: readonly (() => string)[] = [
  mark,
  () => `80 ${mark()}`,
  () => `${mark()} 80`,
  () => `<${mark()}`,
  () => `80 mg/${mark()}`,
  () => `2024-${mark()}`,
  () => `"${mark()},${mark()}"`,
  () => `"${mark()}\n${mark()}"`,
  () => "87654321",
  () => "8,765,4321",
  () => "87654.321 /uL",
  () => "87/65/4321",
  () => "9",
];
const heading = ["patient_id", ...(readFileSync(join(ROOT, LIST), "utf8").split("\n", 1)[0]?.split(",").slice(1) ?? [])];
const rowOf = (id: string, cell: () => string, length = heading.length): string =>
  [id, ...Array.from({ length: length - 1 }, cell)].join(",");
const rows = [
  ...CELLS.map((cell) => rowOf(mark(), cell)),
  ...["same", "same"].map((id) => rowOf(`${MARK}${id}`, () => "9")),
  rowOf("", mark),
  rowOf(mark(), mark, 3),
  rowOf(mark(), mark, heading.length + 2),
];
const table = `${heading.join(",")}\n${rows.join("\n")}\n`;
const object = (more = ""): string =>
  `{"patient_id":"${mark()}",${heading
    .slice(1)
    .map((key) => `"${key}":${JSON.stringify(mark())}`)
    .join(",")}${more}}`;
const jsons = [
  object(),
  object(`,"platelets":{"value":87654321,"unit":"${mark()}"},"wbc":[{"value":"${mark()}","date":"${mark()}"},"${mark()}"]`),
  object(`,"platelets":"${mark()}","platelets":"${mark()}"`),
  `{"patient_id":{"a":"${mark()}"},"platelets":87654321}`,
];

const latin = Buffer.from(`${heading.join(",")}\n${rowOf(mark(), () => `${MARK}é`)}\n`, "latin1");

test.each<[string, string, string | Uint8Array, readonly string[]]>([
  ["a table", "csv", table, []],
  ["a table, with --only", "csv", table, ["--only", "eligible"]],
  ["a table, in one pass", "csv", table, ["--assume-unique-ids"]],
  ["a table with another ID column", "csv", table, ["--id", "Sex"]],
  ["JSON", "json", `[${jsons.join(",")}]`, []],
  ["NDJSON, with invalid lines", "ndjson", `${[...jsons, `{"${mark()}`, `${mark()}`, `["${mark()}"]`].join("\n")}\n`, []],
  ["a quote that never closes", "csv", `${table}${mark()},"${mark()}\n${mark()}\n`, []],
  ["a NUL byte", "csv", `${table}${mark()},\u0000${mark()}\n`, []],
  ["another encoding", "csv", latin, []],
  ["a row that is too long", "csv", table, ["--max-record-bytes", "60"]],
  ["JSON that is cut short", "json", `[${object()},{"a":"${mark()}`, []],
  ["invalid JSON", "json", `[${object()},${mark()}]`, []],
  ["JSON followed by other text", "json", `[${object()}] ${mark()}`, []],
])("%s", (_, ending, text, args) => {
  const list = files.file(`list.${ending}`, text);
  const told = (outcome: Outcome): string => outcome.stderr;
  const screened = run(["screen", list, "-c", TRIAL, "-f", "csv", "--manifest", record, ...args]);
  expect(screened.stderr).not.toBe("");
  const columns = run(["columns", list, "-c", TRIAL, ...args.filter((arg) => arg !== "--only" && arg !== "eligible")]);
  for (const said of [told(screened), told(columns)]) {
    expect(said).not.toContain(MARK);
    expect(said).not.toMatch(/8,?765,?4/);
  }
  if (screened.status !== 2) expect(readFileSync(record, "utf8")).not.toMatch(/Zq|8,?765,?4/);
});
