/** `-o verdicts.xlsx`: what is in the workbook, and that the file is the same each time. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { BlobReader, TextWriter, ZipReader } from "@zip.js/zip.js";
import { beforeAll, describe, expect, test } from "vitest";
import { openWorkbook } from "../src/sources/workbook/open-workbook.js";
import { CELL_END, shownCell, typedCell } from "../src/values/typed-cell.js";
import { LIST, run as program, scratch, TRIAL } from "./program.js";

const files = scratch();
const AS_OF = ["--as-of", "2026-01-15"] as const;

/** The stored cells of a sheet, its headings first. */
async function sheetOf(file: string, sheet: string): Promise<readonly (readonly string[])[]> {
  const found = await openWorkbook(readFileSync(file), { sheet, skip: 0, limit: 1 << 28, isUsed: () => true });
  if ("code" in found) throw new Error(found.message);
  const [head = "", ...lines] = new TextDecoder().decode(Buffer.concat(found.chunks)).split("\n");
  const { headings }: { readonly headings: readonly string[] } = JSON.parse(head);
  return [headings, ...lines.slice(0, -1).map((line) => line.split(CELL_END))];
}

/** The files in the zip archive, as text. */
async function partsOf(file: string): Promise<ReadonlyMap<string, string>> {
  const reader = new ZipReader(new BlobReader(new Blob([readFileSync(file)])));
  const parts = new Map<string, string>();
  for (const entry of await reader.getEntries())
    if (!entry.directory) parts.set(entry.filename, await entry.getData(new TextWriter()));
  return parts;
}

function written(name: string, list: string, ...more: readonly string[]): string {
  const file = join(files.folder, name);
  const { status, stderr } = program(["screen", list, "-c", TRIAL, ...AS_OF, "-o", file, ...more]);
  expect({ status, stderr: status === 2 ? stderr : "" }).toEqual({ status: expect.any(Number), stderr: "" });
  expect(status).not.toBe(2);
  return file;
}

describe("a small list", () => {
  const list = files.file("list.csv", 'id,PLT\n007,79\n=1+1,"~80, or so"\n"<b> & ""_x0041_""",80\n007,90\n');
  let file = "";
  let ward = "";
  beforeAll(() => {
    file = written("small.xlsx", list);
    ward = written("ward.xlsx", "fixtures/ward-week-1.csv");
  });

  test("has every candidate once, IDs with leading zeros, and no formula", async () => {
    const rows = await sheetOf(file, "Candidates");
    expect(rows[0]).toEqual(["Candidate", "Row", "Eligibility", "Why", "Failed", "Unknown", "Assumed", "Problems"]);
    const ids = rows.slice(1).map(([id = ""]) => typedCell(id));
    const texts = ["007", "=1+1", '<b> & "_x0041_"', "007"];
    expect(ids).toEqual(texts.map((shown) => ({ kind: "text", shown })));
    expect(rows.slice(1).map(([, row = ""]) => typedCell(row).kind)).toEqual(["number", "number", "number", "number"]);
    expect(rows[1]?.[3]).toContain("I4a: Platelets: 79 × 10⁹/L is below 80 × 10⁹/L");
  });

  test("lists the cells to correct", async () => {
    const rows = (await sheetOf(file, "Correct")).map((row) => row.map(shownCell));
    expect(rows).toContainEqual(["=1+1", "3", "PLT", "~80, or so", expect.any(String)]);
    expect(rows.filter(([id]) => id === "007").map((row) => row[4])).toEqual([
      expect.stringContaining("row 5"),
      expect.stringContaining("row 2"),
    ]);
  });

  test("has verdicts, criteria, and the inputs of the run", async () => {
    const [headings, first] = await sheetOf(file, "Verdicts");
    expect(first?.[headings?.indexOf("I4a") ?? -1]).toBe("fail");
    expect((await sheetOf(file, "Criteria")).flat()).toContain("I4a");
    const facts = (await sheetOf(file, "Run")).map((row) => row.map(shownCell));
    expect(facts).toContainEqual(["Candidates", list, expect.stringMatching(/^[0-9a-f]{64}$/)]);
    expect(facts).toContainEqual(["Records read", "4", ""]);
  });

  test("lists values to look up, first for candidates who need fewest", async () => {
    const rows = (await sheetOf(ward, "Look up")).map((row) => row.map(shownCell));
    expect(rows[0]).toEqual(["Candidate", "Row", "Values", "Look up", "Done"]);
    expect(rows[1]).toEqual(["4B-1049", "11", "1", "Hemoglobin: result is pending; needs at least 80 g/L", ""]);
    const counts = rows.slice(1).map(([, , values]) => Number(values));
    expect(counts).toEqual([...counts].sort());
    expect(counts.length).toBe(7);
  });

  test("has a screening log to sign: every candidate, numbered, with items of the protocol", async () => {
    const rows = (await sheetOf(ward, "Screening log")).map((row) => row.map(shownCell));
    expect(rows[0]?.slice(3)).toEqual(["As-of date", "Protocol version", "Eligible", "Reasons", "Initials", "Date", "Decision"]);
    expect(rows.slice(1).map(([number]) => number)).toEqual(Array.from({ length: 60 }, (_, at) => String(at + 1)));
    expect(rows[1]?.slice(0, 4)).toEqual(["1", "4B-1004", "2", "2026-01-15"]);
    expect(rows[1]?.slice(5)).toEqual([
      "no",
      expect.stringContaining("fails: E2 Brain metastasis (exclusion, item 2)"),
      "",
      "",
      "",
    ]);
    expect(new Set(rows.slice(1).map(([, , , , , eligible]) => eligible))).toEqual(new Set(["yes", "no", "open"]));
  });

  test("begins with the summary, with the same numbers as on the page", async () => {
    const xml = (await partsOf(ward)).get("xl/worksheets/sheet1.xml") ?? "";
    const rows = xml
      .split("<row")
      .map((row) => [...row.matchAll(/<(?:t(?: xml:space="preserve")?|v)>([^<]*)</g)].map(([, text]) => text ?? ""));
    expect(rows[1]).toEqual(["Summary"]);
    expect(rows).toContainEqual(["✔ eligible", "10"]);
    expect(rows).toContainEqual(["I0c HER2-positive tumor", "10", "1", "10", "10"]);
    expect(rows).toContainEqual(["Assessed", "60"]);
    const excluded = rows.filter(([what = ""]) => what.startsWith("Excluded")).map(([, count]) => Number(count));
    expect(excluded.reduce((sum, count) => sum + count, 0)).toBe(43);
  });

  test("can be printed: headings on every page, and the name of the trial", async () => {
    const parts = await partsOf(ward);
    expect(parts.get("xl/workbook.xml")).toContain(
      '<definedName name="_xlnm.Print_Titles" localSheetId="6">\'Screening log\'!$1:$1',
    );
    expect(parts.get("xl/worksheets/sheet7.xml")).toMatch(
      /<pageSetup orientation="landscape" fitToHeight="0"\/><headerFooter><oddHeader>&amp;LNCT02843126/,
    );
  });

  test("with --no-values it has no patient's value", () => {
    const bare = written("bare.xlsx", list, "--no-values");
    return Promise.all(
      ["Summary", "Candidates", "Look up", "Correct", "Screening log"].map(async (sheet) =>
        expect((await sheetOf(bare, sheet)).flat().join("\n")).not.toContain("79"),
      ),
    );
  });
});

test("it is the same each time, on one thread and on several", () => {
  const rows = Array.from({ length: 60_000 }, (_, index) => `P${index},${index % 200},${"x".repeat(120)}`);
  const list = files.file("long.csv", `id,PLT,note\n${rows.join("\n")}\n`);
  const [one, other, third] = [
    ["--jobs", "1"],
    ["--jobs", "3"],
    ["--jobs", "1", "--assume-unique-ids"],
  ].map((more, index) => readFileSync(written(`${index}.xlsx`, list, ...more)));
  expect(other?.equals(one ?? Buffer.of())).toBe(true);
  expect(third?.equals(one ?? Buffer.of())).toBe(true);
});

test("it can be written to a pipe with -f xlsx", () => {
  const { stdout } = program(["screen", LIST, "-c", TRIAL, "-f", "xlsx"]);
  expect(stdout.slice(0, 2)).toBe("PK");
});

test("a list that is too long for a sheet is refused before anything is written", () => {
  const list = files.file(
    "million.csv",
    `id,PLT\n${"".padEnd(0)}${Array.from({ length: 1_048_576 }, (_, at) => at).join(",9\n")},9\n`,
  );
  const { status, stderr, stdout } = program(["screen", list, "-c", TRIAL, "-f", "xlsx"]);
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain("write csv instead");
});
