/** What each command loads: its own code, and not that of other commands. `npm run bench -- --only start` prints the sizes. */
import { expect, test } from "vitest";
import { loadedBy } from "./bench/loaded.mjs";
import { COMMANDS, LIST, scratch, TRIAL } from "./program.js";
import { workbook } from "./support/workbook.js";

/** A package, a folder of src/, or a subfolder of src/language/. */
function roomOf(source: string): string {
  const [, name = source] = /^(?:node_modules|src)\/((?:language\/(?=[a-z]+\/))?[^/]+)\//.exec(source) ?? [];
  return name;
}

const PROGRAM = ["commander", "commands", "io", "report", "sources", "text"]; // folders that every run needs
const CRITERIA = [...PROGRAM, "diagnostics", "language", "language/load", "values"];
const RUN = [...CRITERIA, "cells", "columns", "csv-parse", "engine", "evaluate", "facts", "plan"];

const CASES: readonly (readonly [args: readonly string[], rooms: readonly string[]])[] = [
  [["--version"], PROGRAM],
  [["screen", "--help"], PROGRAM],
  [["completion", "bash"], PROGRAM],
  [["fmt", "--check", TRIAL], CRITERIA],
  [["show", TRIAL], CRITERIA],
  [
    ["schema", "criteria"],
    [...CRITERIA, "zod"],
  ], // only schemas need zod
  [
    ["validate", TRIAL],
    [...CRITERIA, "analysis", "language/check", "language/docs"],
  ],
  [
    ["validate", "--witness", TRIAL],
    [...RUN, "analysis", "language/check", "language/docs", "library"],
  ], // the witness is screened to check it
  [
    ["test", TRIAL],
    [...RUN, "analysis", "testing"],
  ],
  [
    ["compare", TRIAL, TRIAL],
    [...RUN, "analysis", "compare", "testing"],
  ],
  [["columns", LIST, "-c", TRIAL], RUN],
  [
    ["explain", LIST, "P003", "-c", TRIAL],
    [...RUN, "analysis", "insight"],
  ], // `insight` for the look-ups
  [["screen", LIST, "-c", TRIAL], RUN],
  [
    ["sql", "texts", "-c", TRIAL, "--dialect", "duckdb", "--table", "t"],
    [...RUN.filter((room) => room !== "engine"), "sql"],
  ], // a database reads the table
];

test("every command is tested", () => {
  const tried = CASES.filter(([args]) => !args.includes("--help")).map(([[name = ""]]) => name);
  expect(COMMANDS.filter((name) => name !== "help" && !tried.includes(name))).toEqual([]);
});

test.each(CASES)("%s", (args, rooms) => {
  const { sources } = loadedBy(args);
  const inRooms = sources.filter((source) => /^(?:node_modules\/|src\/[^/]+\/)/.test(source));
  expect([...new Set(inRooms.map(roomOf))].sort()).toEqual([...rooms].sort());
  const [name = ""] = args;
  const files = sources.flatMap((source) => /^src\/commands\/([a-z]+)\.ts$/.exec(source)?.[1] ?? []);
  const loaded = [...new Set(files)].filter((file) => COMMANDS.includes(file)); // each command has its code in a file with its name
  expect(loaded).toEqual(COMMANDS.includes(name) && !args.includes("--help") ? [name] : []);
});

test("code for workbooks is only loaded for a workbook", async () => {
  const list = scratch().file(
    "list.xlsx",
    await workbook([
      {
        name: "List",
        rows: [
          ["id", "plt"],
          ["P1", 80],
        ],
      },
    ]),
  );
  const ofWorkbooks = (file: string): readonly string[] =>
    loadedBy(["screen", file, "-c", TRIAL]).sources.filter((source) => /workbook\/|zip\.js|saxes/.test(source));
  expect(ofWorkbooks(LIST)).toEqual([]);
  expect(ofWorkbooks(list)).not.toEqual([]);
});

test("code for threads and checksums is only loaded when a run needs it", () => {
  const lazy = (...args: readonly string[]): readonly string[] =>
    loadedBy(["screen", "-c", TRIAL, ...args]).sources.filter((source) => /^src\/io\/(?:digest|threads)\.ts$/.test(source));
  const long = scratch().file("long.csv", `id,plt\n${"1,200\n".repeat(200_000)}`);
  expect(lazy(LIST)).toEqual([]);
  expect(lazy(LIST, "-f", "json")).toEqual(["src/io/digest.ts"]); // json output names the checksums of all files
  expect(lazy(long, "--id", "none", "--only", "eligible", "--jobs", "2")).toEqual(["src/io/threads.ts"]);
});

test("code for lists in parts is only loaded for parts", () => {
  const ofParts = (...args: readonly string[]): readonly string[] =>
    loadedBy([...args, "-c", TRIAL]).sources.filter((source) =>
      /(?:list-facts|facts-json|covers|part-facts|with-facts|screen-part)\.ts$/.test(source),
    );
  expect([...ofParts("screen", LIST), ...ofParts("columns", LIST)]).toEqual([]);
  const part = scratch().file("part.ndjson", '{ "patient_id": "P1", "platelets": 80 }\n');
  expect(ofParts("columns", part, "--facts-out", "-")).not.toEqual([]);
});
