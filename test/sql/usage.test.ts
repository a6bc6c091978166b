/** Wrong usage of `sql`: one clear message, and nothing is written. */
import { expect, test } from "vitest";
import { duckdb } from "../../src/sql/duckdb.js";
import { spark } from "../../src/sql/spark.js";
import { run, scratch, TRIAL } from "../program.js";

const files = scratch();
const GIVEN = ["-c", TRIAL, "--dialect", "duckdb"];
const TEXTS = files.file("texts.csv", "a,b\n1,2\n");

test.each([
  [["sql"], "--criteria is missing"],
  [["sql", "-c", TRIAL, "--dialect", "duckdb"], "step"],
  [["sql", "run", ...GIVEN], "'run' is not a valid <step>: it is one of texts, compile"],
  [["sql", "texts", "-c", TRIAL, "--table", "t"], "--dialect is missing"],
  [["sql", "texts", "-c", TRIAL, "--dialect", "oracle", "--table", "t"], "--dialect does not take 'oracle': it is one of duckdb, postgres, spark"],
  [["sql", "texts", ...GIVEN], "`sql texts` needs the table's name: --table NAME"],
  [["sql", "texts", ...GIVEN, "--table", "t", "--as-of", "2026-01-15"], "--as-of is for `sql compile`, not for `sql texts`"],
  [["sql", "compile", ...GIVEN, "--table", "t"], "--table is for `sql texts`, not for `sql compile`"],
  [["sql", "compile", ...GIVEN, "-o", "out"], "`sql compile` needs the result of the query of `sql texts`: --texts FILE"],
  [["sql", "compile", ...GIVEN, "--texts", TEXTS], "`sql compile` needs a folder to write to"],
  [["sql", "compile", ...GIVEN, "--texts", "nowhere.csv", "-o", "out"], "nowhere.csv"],
  [["sql", "compile", ...GIVEN, "--texts", TEXTS, "-o", "out"], "error texts-file: there is no column `column`"],
])("%j", (args, message) => {
  const { status, stdout, stderr } = run(args);
  expect(stderr.replaceAll(/\s+/g, " ")).toContain(message);
  expect([status, stdout]).toEqual([2, ""]);
}); // biome-ignore format: one command per line

test("texts made for other criteria, or for another engine, are refused", () => {
  const texts = run(["sql", "texts", ...GIVEN, "--table", "t"]).stdout;
  const [madeFor = ""] = /:[0-9a-f]{64}/.exec(texts) ?? [];
  const heading = "column,holds,text,sign,special,place,flags,low,high,rows";
  const of = (dialect: string, digest: string): string =>
    files.file(`${dialect}-${digest.length}.csv`, `${heading}\n${[["dialect", `:${dialect}`], ["table", ":t"], ["made-for", digest]].map(([holds, text]) => `:,${holds},${text},,,,,,,`).join("\n")}\n:,rows,,,,,,,,0\n`); // biome-ignore format: one line
  const refused = (file: string): string =>
    run(["sql", "compile", ...GIVEN, "--texts", file, "-o", files.folder]).stderr.replaceAll(/\s+/g, " ");
  expect(refused(of("spark", madeFor))).toContain("the texts are from spark, not from duckdb");
  expect(refused(of("duckdb", ":0"))).toContain("error texts-outdated");
  expect(refused(of("duckdb", madeFor))).toContain("error no-rows: the table has no rows");
});

test("the query is the same on every run, and does not depend on the clock", () => {
  const query = (): string => run(["sql", "texts", ...GIVEN, "--table", "clinic.candidates"]).stdout;
  expect(query()).toBe(query());
  expect(query()).toContain('FROM "clinic"."candidates"');
});

test.each([
  ['"2026.1".candidates', '"2026.1"."candidates"'],
  ['"a ""b"".c"', '"a ""b"".c"'],
  ['odd "table" `name`', '"odd ""table"" `name`"'],
])("a table %s is %s", (name, quoted) => {
  expect(run(["sql", "texts", ...GIVEN, "--table", name]).stdout).toContain(`FROM ${quoted})`);
});

test("texts in a name cannot end the statement", () => {
  expect(duckdb.string("a\0'b")).toBe("('a' || chr(0) || '''b')");
  expect(spark.string("a\0b\\")).toBe("'a\\u0000b\\\\'");
});

test("parts of the query refer only to their own columns, and PostgreSQL calculates each number once", () => {
  const { stdout } = run(["sql", "texts", "-c", TRIAL, "--dialect", "postgres", "--table", "t"]);
  // In the list of types, among the texts, and in the reasons for missing texts.
  expect(stdout.split('CAST(NULL AS pg_snapshot) AS "her2_status"').length - 1).toBe(3);
  const numbers = stdout.split("\nUNION ALL\n").filter((part) => part.includes("'number' AS"));
  expect(numbers.length).toBeGreaterThan(5);
  for (const part of numbers) expect(part).toContain("AS cells OFFSET 0) AS t)");
});
