/** The program as a process: every exit status and stream, and every kind of wrong call. */
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { LIST, lines, ROOT, run, scratch, shell, TRIAL } from "./program.js";

const files = scratch();
const EMPTY = files.file("empty.csv", "");
const HEADING_ONLY = files.file("heading.csv", "patient_id,PLT\n");
const BINARY = files.file("binary.csv", new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 1, 0xff, 0xfe]));
const WORKBOOK = files.file("list.xlsx", new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 0]));
const NO_FIELD = files.file("other.csv", "name,colour\nA,red\n");
const BROKEN_JSON = files.file("broken.json", '{ "trial": { "id": "T1", } }\n');
const NO_CRITERIA = files.file("none.json", '{ "trial": { "id": "T1", "title": "t" }, "inclusion": [], "exclusion": [] }');
const DATED = files.file(
  "dated.json",
  JSON.stringify({
    trial: { id: "T2", title: "t" },
    fields: { last_dose: { type: "date", label: "Last dose" } },
    inclusion: [{ id: "I1", label: "Washout", source: "1", condition: { field: "last_dose", op: ">=", value: 28, unit: "d" } }],
    exclusion: [],
  }),
);
const ELIGIBLE = files.file("eligible.csv", `${readFileSync(join(ROOT, LIST), "utf8").split("\n").slice(0, 2).join("\n")}\n`);

describe("what could not run: status 2, one clear line on standard error, nothing on standard output", () => {
  test.each<[string, readonly string[], string]>([
    ["no command", [], "Usage: trialsieve"],
    ["an unknown command", ["scren"], "screen"],
    ["an unknown option", ["screen", LIST, "-c", TRIAL, "--formt", "csv"], "--format"],
    ["no criteria", ["screen", LIST], "--criteria"],
    ["no candidates", ["screen", "-c", TRIAL], "candidates"],
    ["an unknown format", ["screen", LIST, "-c", TRIAL, "-f", "xml"], "table, csv, tsv, json, ndjson, html, xlsx"],
    ["a missing list", ["screen", "nowhere.csv", "-c", TRIAL], "nowhere.csv: cannot be read: there is no such file"],
    ["missing criteria", ["screen", LIST, "-c", "nowhere.json"], "nowhere.json"],
    ["a list that is a folder", ["screen", "fixtures", "-c", TRIAL], "fixtures: is a folder"],
    ["a folder without criteria", ["screen", LIST, "-c", "src"], "src: there is no criteria file"],
    ["an empty file", ["screen", EMPTY, "-c", TRIAL], "empty"],
    ["a heading without rows", ["screen", HEADING_ONLY, "-c", TRIAL], "the file has no candidates"],
    ["a binary file", ["screen", BINARY, "-c", TRIAL], "binary.csv"],
    ["a broken workbook", ["screen", WORKBOOK, "-c", TRIAL], "copy or export it again"],
    ["no column that any criterion uses", ["screen", NO_FIELD, "-c", TRIAL], "other.csv"],
    ["criteria that are not JSON", ["screen", LIST, "-c", BROKEN_JSON], "broken.json:1:"],
    ["the file has no criteria", ["screen", LIST, "-c", NO_CRITERIA], "none.json:1:"],
    ["a dictionary for criteria", ["screen", LIST, "-c", "criteria/dictionary.json"], "dictionary"],
    ["criteria for a list", ["screen", TRIAL, "-c", TRIAL], TRIAL],
    [
      "one trial twice",
      ["screen", LIST, "-c", TRIAL, "-c", files.file("copy.json", readFileSync(join(ROOT, TRIAL)))],
      "NCT02843126",
    ],
    ["one list twice", ["screen", LIST, LIST, "-c", TRIAL], "twice"],
    ["standard input twice", ["screen", "-", "-", "-c", TRIAL], "only once"],
    ["criteria from standard input", ["screen", LIST, "-c", "-"], "standard input"],
    ["criteria that measure time, without an as-of date", ["screen", LIST, "-c", DATED], "--as-of"],
    ["an invalid date", ["screen", LIST, "-c", TRIAL, "--as-of", "2026-02-30"], "2026-02-30"],
    ["a date in another order", ["screen", LIST, "-c", TRIAL, "--as-of", "15.01.2026"], "2026-01-15"],
    ["a layout for json", ["screen", LIST, "-c", TRIAL, "-f", "json", "--layout", "long"], "--layout"],
    ["--excel for tsv", ["screen", LIST, "-c", TRIAL, "-f", "tsv", "--excel"], "--excel"],
    ["an unknown extension", ["screen", LIST, "-c", TRIAL, "-o", join(files.folder, "out.pdf")], ".csv"],
    ["a missing output folder", ["screen", LIST, "-c", TRIAL, "-o", join(files.folder, "no/out.csv")], "cannot be written"],
    ["a missing ID column", ["screen", LIST, "-c", TRIAL, "--id", "patientid2"], "patientid2"],
    ["a delimiter of two characters", ["screen", LIST, "-c", TRIAL, "--delimiter", ";;"], "--delimiter"],
    ["a delimiter for json", ["screen", LIST, "-c", TRIAL, "--input-format", "json", "--delimiter", ";"], "--delimiter"],
    ["explain for an unknown ID", ["explain", LIST, "P999", "-c", TRIAL], "P999"],
    ["validate without files", ["validate"], "files"],
    ["validate a missing file", ["validate", "nowhere.json"], "nowhere.json"],
    ["validate a folder without such files", ["validate", "src"], "nothing to validate"],
    ["an unknown schema", ["schema", "trial"], "criteria, dictionary, column-map, test, output"],
    ["help on an unknown command", ["explan"], "explain"],
  ])("%s", (_, args, says) => {
    const { status, stdout, stderr } = run(args);
    expect(stderr).toContain(says);
    expect(stderr).not.toMatch(/^\s+at .*:\d+/m); // no stack trace
    expect(stdout).toBe("");
    expect(status).toBe(2);
  });

  test("-o may not name an input, by any path, and the input is unchanged", () => {
    const list = files.file("own.csv", "patient_id,PLT\nP1,90\n");
    const link = join(files.folder, "link.csv");
    symlinkSync(list, link);
    for (const output of [list, link]) {
      const { status, stderr } = run(["screen", list, "-c", TRIAL, "-o", output]);
      expect(stderr).toContain("would overwrite");
      expect(status).toBe(2);
    }
    expect(readFileSync(list, "utf8")).toBe("patient_id,PLT\nP1,90\n");
  });
});

describe("exit status of runs that finish", () => {
  test.each<[string, readonly string[], number]>([
    ["--version", ["--version"], 0],
    ["--help", ["--help"], 0],
    ["help of a command", ["screen", "--help"], 0],
    ["ineligible candidates are a result", ["screen", LIST, "-c", TRIAL], 0],
    ["--fail-on met", ["screen", LIST, "-c", TRIAL, "--fail-on", "ineligible"], 1],
    ["--fail-on not met", ["screen", ELIGIBLE, "-c", TRIAL, "--fail-on", "ineligible"], 0],
    [
      "--only does not change what --fail-on counts",
      ["screen", LIST, "-c", TRIAL, "--only", "eligible", "--fail-on", "ineligible"],
      1,
    ],
    ["explain", ["explain", LIST, "P001", "-c", TRIAL], 0],
    ["columns", ["columns", LIST, "-c", TRIAL], 0],
    ["validate good files", ["validate", "criteria"], 0],
    ["validate broken JSON", ["validate", BROKEN_JSON], 1],
    ["validate a file without criteria", ["validate", NO_CRITERIA], 1],
    ["schema", ["schema", "criteria"], 0],
  ])("%s", (_, args, expected) => {
    const { status, stdout, stderr } = run(args);
    expect([status, stderr.includes("    at ")]).toEqual([expected, false]);
    expect(stdout).not.toBe("");
  });

  test("--version prints the version of the package, and nothing else", () => {
    const manifest: { readonly version: string } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
    expect(run(["--version"])).toEqual({ status: 0, stdout: `${manifest.version}\n`, stderr: "" });
  });

  test("results go to standard output, everything else to standard error; --quiet silences the latter", () => {
    const loud = run(["screen", LIST, "-c", TRIAL, "-f", "csv"]);
    const quiet = run(["screen", LIST, "-c", TRIAL, "-f", "csv", "--quiet"]);
    expect(loud.stderr).toContain("eligible");
    expect(quiet.stderr).toBe("");
    expect(quiet.stdout).toBe(loud.stdout);
  });

  test("the same input gives the same output, also from standard input", () => {
    const args = ["-c", TRIAL, "-f", "ndjson", "--quiet"];
    const first = run(["screen", LIST, ...args]);
    expect(run(["screen", LIST, ...args]).stdout).toBe(first.stdout);
    const piped = run(["screen", "-", ...args], { input: readFileSync(join(ROOT, LIST)) });
    expect(piped.stdout).toBe(first.stdout.replaceAll(`"file":"${LIST}"`, '"file":"-"'));
  });

  test.each(["csv", "tsv", "json", "ndjson"])("-o FILE.%s writes what would be printed with that format", (format) => {
    const path = join(files.folder, `out.${format}`);
    const { status, stdout } = run(["screen", LIST, "-c", TRIAL, "-o", path]);
    expect([status, stdout]).toEqual([0, ""]);
    expect(readFileSync(path, "utf8")).toBe(run(["screen", LIST, "-c", TRIAL, "-f", format]).stdout);
  });

  test.each([
    ["standard output by its path, a pipe", "-o /dev/stdout | cat"],
    ["a named pipe", "-o PIPE & cat PIPE"],
  ])("-o onto %s", (_, to) => {
    const pipe = join(files.folder, "out.pipe");
    const { stdout } = shell(
      `mkfifo ${pipe} 2>/dev/null; trialsieve screen ${LIST} -c ${TRIAL} -f csv -q ${to.replaceAll("PIPE", pipe)}`,
    );
    expect(stdout).toBe(run(["screen", LIST, "-c", TRIAL, "-f", "csv"]).stdout);
  });

  test("-o onto a pipe that is no longer read: one line, status 2", () => {
    const line = `trialsieve screen ${LIST} -c ${TRIAL} -f csv -q -o /dev/stdout`;
    const { stdout, stderr } = shell(`{ sleep 1; ${line}; echo $? >&2; } | true`);
    expect([stdout, stderr]).toEqual(["", "/dev/stdout: cannot be written: nobody reads it any more\n2\n"]);
  });

  test("an existing output file is replaced, and nothing else is left in the folder", () => {
    const folder = join(files.folder, "whole");
    mkdirSync(folder);
    writeFileSync(join(folder, "out.csv"), "old");
    expect(run(["screen", LIST, "-c", TRIAL, "-o", join(folder, "out.csv")]).status).toBe(0);
    expect(readdirSync(folder)).toEqual(["out.csv"]);
    expect(readFileSync(join(folder, "out.csv"), "utf8")).toContain("candidate,row,eligibility");
  });

  test.each(["--help", "--version", "screen --help"])("%s into a closed pipe or a full device: no stack trace", (args) => {
    const closed = shell(`trialsieve ${args} | true; echo "status \${PIPESTATUS[0]}"`);
    expect([0, 141].map((status) => `status ${status}\n`)).toContain(closed.stdout); // 0 if all was written before it closed
    expect(closed.stderr).toBe("");
    const full = shell(`trialsieve ${args} > /dev/full`);
    expect([full.status, full.stderr]).toEqual([2, "standard output: cannot be written: the disk is full\n"]);
  });

  test("a reader that closes the pipe ends the run silently, with status 141", () => {
    const row = readFileSync(join(ROOT, LIST), "utf8").split("\n")[1] ?? "";
    const heading = readFileSync(join(ROOT, LIST), "utf8").split("\n")[0] ?? "";
    const many = Array.from({ length: 20_000 }, (_, index) => row.replace("P001", `Q${index}`));
    const long = files.file("long.csv", `${[heading, ...many].join("\n")}\n`);
    const { stdout, stderr } = shell(`trialsieve screen ${long} -c ${TRIAL} --quiet | head -1; echo "status \${PIPESTATUS[0]}"`);
    expect(lines(stdout)[0]).toMatch(/^candidate,row,eligibility/);
    expect(lines(stdout)[1]).toBe("status 141");
    expect(stderr).toBe("");
  });
});

describe("records with problems do not stop the run, and are all in the output", () => {
  const heading = "patient_id,PLT,WBC\n";
  test.each<[string, string, readonly string[]]>([
    [
      "a repeated id: every record with it, the first included",
      `${heading}A,90,4\nB,90,4\nA,91,4\n`,
      ["A repeated-id", "B ", "A repeated-id"],
    ],
    ["ids are compared without the space around them", `${heading}A,90,4\n A ,91,4\n`, ["A repeated-id", "A repeated-id"]],
    ["ids are text, and capitals count", `${heading}7,90,4\n007,90,4\na,1,4\nA,2,4\n`, ["7 ", "007 ", "a ", "A "]],
    ["a missing id", `${heading},90,4\nB,90,4\n`, [" missing-id", "B "]],
    ["too few cells", `${heading}A,90\nB,90,4\n`, ["A ragged-row", "B "]],
    ["too many cells", `${heading}A,90,4,5\nB,90,4\n`, ["A ragged-row", "B "]],
    ["rows joined by a quote", `${heading}A,90,"4\nB,90,"4\nC,90,4\n`, ["A stray-quote", "B stray-quote", "C "]],
    ["rows joined by quotes at their ends", `${heading}A,90,4\nB,90,"\nC,90,"\n`, ["A ", "B stray-quote", "C stray-quote"]],
    [
      "rows joined by a quote, with a comma in a note",
      `${heading}A,"90, low,3\nB,x",4\nC,90,4\n`,
      ["A stray-quote", "B stray-quote", "C "],
    ],
    ["an id with text behind its closing quote", `${heading}"A"x,90,4\n"A",90,4\n`, ['"A"x stray-quote', "A "]],
    ["a quoted cell of two lines", `${heading}A,90,"4\n"\nB,90,4\n`, ["A ", "B "]],
    ["extra empty cells are no problem", `${heading}A,90,4,,\nB,90,4\n`, ["A ", "B "]],
    ["a row without content is no record", `${heading}A,90,4\n,,\n\nB,90,4\n`, ["A ", "B "]],
  ])("%s", (_, text, expected) => {
    const list = files.file("problems.csv", text);
    const { status, stdout, stderr } = run(["screen", list, "-c", TRIAL, "-f", "ndjson", "--quiet"]);
    const found = lines(stdout).map((line) => {
      const { candidate, problems }: { candidate: string; problems: readonly { code: string }[] } = JSON.parse(line);
      return `${candidate} ${problems.map(({ code }) => code).join(";")}`;
    });
    expect(found).toEqual(expected);
    const problems = expected.filter((one) => !one.endsWith(" ")).length;
    expect(status).toBe(problems === 0 ? 0 : 1);
    expect(lines(stderr).filter((line) => line.includes("problem: "))).toHaveLength(problems);
  });

  test("a column without a heading behind the last one: the suggested heading solves the problem", () => {
    const rows = (last: string): string => `patient_id,PLT,WBC,${last}\nA,90,4,call back\nB,90,4,\nC,90,4,1,2\n`;
    const list = (last: string) => ["screen", files.file("behind.csv", rows(last)), "-c", TRIAL, "-f", "csv", "--no-reasons"];
    const { stderr } = run([...list(""), "--quiet"]);
    const problems = lines(stderr).filter((line) => line.includes("ragged-row"));
    expect(problems).toHaveLength(2);
    expect(problems[0]).toContain("4 cells but the header has 3: values may be in the wrong column");
    expect(problems[0]).toMatch(/; if they are not, give column 4 a heading$/);
    expect(problems[1]).not.toContain("give column");
    const named = run(list("Phone"));
    expect(lines(named.stdout)[1]).toMatch(/^A,2,[a-z]+,[^,]*,[^,]*,,,/); // no problem is reported
    expect(lines(named.stderr).filter((line) => line.includes("ragged-row"))).toHaveLength(1);
  });

  test("ids of rows joined by a quote are also compared with the others", () => {
    const list = files.file("joined.csv", `${heading}A,90,4\nA,90,"\nB,90,"\n`);
    const { stdout, stderr, status } = run(["screen", list, "-c", TRIAL, "-f", "csv", "--no-reasons"]);
    expect(lines(stdout).map((line) => line.split(",").slice(0, 7).join())).toEqual([
      expect.any(String),
      expect.stringMatching(/^A,2,undetermined,.*,repeated-id$/),
      expect.stringMatching(/^A,3,undetermined,.*,stray-quote;repeated-id$/),
      expect.stringMatching(/^B,4,undetermined,.*,stray-quote$/),
    ]);
    expect(stderr).toContain("row 4: problem: stray-quote: a quote joins rows 3 to 4");
    expect(status).toBe(1);
    expect(run(["explain", list, "B", "-c", TRIAL]).stdout).toContain("stray-quote");
    expect(run(["columns", list, "-c", TRIAL]).stdout).toContain("1 of 3 read");
  });

  test("a record with a problem is never eligible", () => {
    const good = readFileSync(ELIGIBLE, "utf8");
    const [head = "", row = ""] = good.split("\n");
    for (const text of [`${head}\n${row}\n${row}\n`, `${head}\n${row},x\n`, `${head}\n${row.replace(/^P001/, "")}\n`]) {
      const { stdout } = run(["screen", files.file("never.csv", text), "-c", TRIAL, "-f", "csv", "--quiet"]);
      expect(stdout).not.toMatch(/,eligible,/);
      expect(stdout).toMatch(/,undetermined,/);
    }
  });

  test("with --assume-unique-ids only the later of two records is marked", () => {
    const list = files.file("unique.csv", `${heading}A,90,4\nB,90,4\nA,91,4\n`);
    const { stdout } = run(["screen", list, "-c", TRIAL, "-f", "ndjson", "--quiet", "--assume-unique-ids"]);
    expect(lines(stdout).map((line) => JSON.parse(line).problems.length)).toEqual([0, 0, 1]);
  });
});

describe("several lists, one of them without candidates", () => {
  const one = (name: string, text: string): string => files.file(name, text);
  const list = one("one.csv", "patient_id,PLT\nA,90\n");

  test.each<[string, string, string, number, number]>([
    ["a heading alone", one("alone.csv", "patient_id,PLT\n"), "problem: the file has no candidates", 1, 2],
    ["an empty array", one("none.json", "[]"), "problem: the file has no candidates", 1, 2],
    ["an empty file", one("empty.csv", ""), "error: the file is empty", 2, 0],
    ["no column that criteria use", one("else.csv", "patient_id,shoe size\nB,40\n"), "error: no column matches a field", 2, 0],
  ])("%s: the message names that list, whatever the order of files", (_, file, says, status, rows) => {
    for (const order of [
      [file, list],
      [list, file],
    ]) {
      const ran = run(["screen", ...order, "-c", TRIAL, "-f", "csv"]);
      expect(lines(ran.stderr).filter((line) => line.startsWith(`${file}: ${says}`)).length).toBe(1);
      expect([ran.status, lines(ran.stdout).filter((line) => line !== "").length]).toEqual([status, rows]);
      expect(ran.stderr).not.toContain("    at ");
    }
  });
});

describe("a column whose cells look like another unit", () => {
  const heading = "patient_id,PLT (10*9/L)\n";
  test.each<[string, string, readonly string[], number]>([
    // These pass even in the smallest usual unit, /uL.
    ["what passes in every usual unit passes", `${heading}A,150000\nB,90000\nC,1500\n`, ["pass", "pass", "unknown"], 0],
    [
      "what is plausible only in the stated unit is unknown",
      `${heading}A,60000\nB,50000\nC,210\n`,
      ["unknown", "unknown", "unknown"],
      0,
    ],
    [
      "one implausible cell among many does not affect the others",
      `${heading}A,150000\n${["B", "C", "D", "E", "F"].map((id) => `${id},1500\n`).join("")}`,
      ["unknown", "pass", "pass", "pass", "pass", "pass"],
      0,
    ],
  ])("%s", (_, text, expected, status) => {
    const outcome = run(["screen", files.file("units.csv", text), "-c", TRIAL, "-f", "csv", "--no-reasons"]);
    const [head = [], ...rows] = lines(outcome.stdout).map((line) => line.split(","));
    expect(rows.map((row) => row[head.indexOf("I4a")])).toEqual(expected);
    expect(outcome.stderr).toMatch(/units\.csv:( row 2:)? note: .*would fit \/uL/);
    expect(outcome.status).toBe(status);
  });
});

describe("colour", () => {
  const table = ["screen", LIST, "-c", TRIAL, "-f", "table"];
  test.each<[string, readonly string[], Readonly<Record<string, string>>, boolean]>([
    ["none in a pipe", table, {}, false],
    ["--color", [...table, "--color"], {}, true],
    ["FORCE_COLOR", table, { FORCE_COLOR: "1" }, true],
    ["FORCE_COLOR=0", table, { FORCE_COLOR: "0" }, false],
    ["NO_COLOR over FORCE_COLOR", table, { NO_COLOR: "1", FORCE_COLOR: "1" }, false],
    ["--color over NO_COLOR", [...table, "--color"], { NO_COLOR: "1" }, true],
    ["--no-color over FORCE_COLOR", [...table, "--no-color"], { FORCE_COLOR: "1" }, false],
  ])("%s", (_, args, env, isColoured) => {
    const { stdout } = run(args, { env });
    expect(stdout.includes("\u001b[")).toBe(isColoured);
  });

  test("text is the same with and without colour, so that colour is never the only signal", () => {
    const plain = run([...table, "--no-color"]).stdout;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: removes escape sequences
    expect(run([...table, "--color"]).stdout.replace(/\u001b\[\d+m/g, "")).toBe(plain);
  });

  test("the table fits the width of the terminal", () => {
    for (const COLUMNS of ["40", "60", "100", "200"]) {
      const widths = lines(run(table, { env: { COLUMNS } }).stdout).map((line) => Array.from(line).length);
      expect(Math.max(...widths)).toBeLessThanOrEqual(Number(COLUMNS));
    }
  });
});
