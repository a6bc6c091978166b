/** Lists and criteria made to break the program: it uses limited time and memory, and gives one clear message or every record. */
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { FORMATS } from "../src/report/reporter.js";
import { lines, type Outcome, ROOT, run, scratch, shell, TRIAL } from "./program.js";

const files = scratch();
const { folder } = files;
const output = join(folder, "output.csv");
const table = join(folder, "output.tsv");
const MANY = 100_000;

/** Joins `count` texts. */
const repeat = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => make(index)).join("");

/** Lines of standard error, without notes and help. */
const told = ({ stderr }: Outcome): readonly string[] => lines(stderr).filter((line) => !/: note: |^ {2}help: /.test(line));

describe("lists that stop the run: status 2, one line that says where, no output", () => {
  const heading = "patient_id,PLT\n";
  const small = ["--max-record-bytes", "100000"];
  test.each<[string, string, string, readonly string[], string]>([
    [
      "a row that does not end",
      "csv",
      `${heading}P1,90\nP2,${"9".repeat(4_000_000)}`,
      small,
      "row 3: error: the row is longer than 100000 bytes",
    ],
    [
      "a quote that is never closed, in a long list",
      "csv",
      `${heading}P1,90\nP2,"90\n${"P3,90\n".repeat(MANY)}`,
      [],
      "row 3: error: a quote opened in this row is never closed",
    ],
    [
      "a quote that is never closed, with more than a record may have",
      "csv",
      `${heading}P1,90\nP2,"90\n${"P3,90\n".repeat(MANY)}`,
      small,
      "row 3: error: a quote opened in this row is never closed",
    ],
    ["a heading that does not end", "csv", "a,".repeat(MANY * 5), small, "row 1: error: no record ends within 100000 bytes"],
    ["a NUL byte", "csv", `${heading}P1,90\nP2,9\u00000\n`, [], "row 3: error: there is a NUL byte"],
    ["NUL bytes alone", "csv", "\0".repeat(MANY), [], "a NUL byte"],
    [
      "100,000 columns of one field",
      "csv",
      `patient_id${",platelets".repeat(MANY)}\nP1${",90".repeat(MANY)}\n`,
      [],
      "error: `platelets` has two columns: `platelets` (column 2) and `platelets` (column 3)",
    ],
    [
      "a JSON record that does not end",
      "json",
      `[{"patient_id":"P1","PLT":[${"1,".repeat(MANY * 2)}`,
      small,
      "row 1: error: no record ends within 100000 bytes",
    ],
    [
      "a line of JSON that does not end",
      "ndjson",
      `{"patient_id":"P1"}\n{"PLT":"${"9".repeat(MANY * 2)}`,
      small,
      "row 2: error: the line is longer than 100000 bytes",
    ],
    ["100,000 open brackets", "json", "[".repeat(MANY), [], "what opens here never closes"],
    [
      "100,000 records without a field",
      "json",
      `[${"{},".repeat(MANY)}{}]`,
      [],
      "error: no key matches a field that the criteria use",
    ],
  ])("%s", (_, ending, text, args, says) => {
    const list = files.file(`stops.${ending}`, text);
    const outcome = run(["screen", list, "-c", TRIAL, "-o", output, "--quiet", ...args]);
    expect(outcome.status).toBe(2);
    expect(told(outcome)).toEqual([expect.stringContaining(says), "nothing was screened"]);
    expect(outcome.stderr.length).toBeLessThan(2000);
    expect(existsSync(output)).toBe(false);
  });

  test("of a line of a gigabyte no more is read than the maximum length of a record", () => {
    const { status, stderr } = shell(
      "(printf 'patient_id,PLT\\nP1,90\\nP2,'; head -c 1073741824 /dev/zero | tr '\\0' 9) 2>&- | " +
        `trialsieve screen - --input-format csv -c ${TRIAL} -o ${output} --quiet`,
    );
    expect([status, stderr]).toEqual([2, "standard input: row 3: error: the row is longer than 64 MiB\nnothing was screened\n"]);
    expect(existsSync(output)).toBe(false);
  });

  test("standard input is held in memory up to a limit", () => {
    const list = files.file("held.csv", `${heading}${repeat(MANY / 5, (index) => `P${index},90\n`)}`);
    const limited = `trialsieve screen - -c ${TRIAL} -f csv --quiet --max-held-bytes 100000`;
    const { status, stdout, stderr } = shell(`${limited} < ${list}`);
    expect([status, stdout, lines(stderr).length]).toEqual([2, "", 1]);
    expect(stderr).toContain("is longer than 100000 bytes; save it to a file, ");
    expect(shell(`${limited} --assume-unique-ids --no-reasons < ${list} > /dev/null`).status).toBe(0);
  });
});

describe("unusual but complete lists: every record is in the output", () => {
  test.each<[string, string, string, number, 0 | 1]>([
    ["100,000 columns", "csv", `patient_id,PLT${repeat(MANY, (index) => `,c${index}`)}\nP1,90${",".repeat(MANY)}\n`, 1, 0],
    ["100,000 equal headings", "csv", `patient_id,PLT${",x".repeat(MANY)}\nP1,90${",".repeat(MANY)}\n`, 1, 0],
    [
      "100,000 headings that resemble a field",
      "csv",
      `patient_id,PLT${repeat(MANY, (index) => `,hemoglobim${index} (g/L)`)}\nP1,90${",".repeat(MANY)}\n`,
      1,
      0,
    ],
    ["20,000 keys", "json", `[{"patient_id":"P1","PLT":90${repeat(MANY / 5, (index) => `,"k${index}":1`)}}]`, 1, 0],
    ["100,000 keys for one field", "json", `[{"patient_id":"P1"${',"platelets":90'.repeat(MANY)}}]`, 1, 1],
    ["100,000 measurements", "json", `[{"patient_id":"P1","PLT":[${"90,".repeat(MANY)}90]}]`, 1, 0],
    ["100,000 levels of arrays", "json", `[{"patient_id":"P1","PLT":${"[".repeat(MANY)}${"]".repeat(MANY)}}]`, 1, 0],
    [
      "100,000 levels of objects",
      "ndjson",
      `{"patient_id":"P1","PLT":90,"x":${'{"a":'.repeat(MANY)}1${"}".repeat(MANY)}}\n`,
      1,
      0,
    ],
    ["100,000 tiny records", "json", `[${repeat(MANY, (index) => `${index > 0 ? "," : ""}{"id":${index},"PLT":90}`)}]`, MANY, 0],
    ["an ID that occurs 100,000 times", "csv", `patient_id,PLT\n${"P1,90\n".repeat(MANY)}`, MANY, 1],
    ["100,000 records without an id", "csv", `patient_id,PLT\n${",90\n".repeat(MANY)}`, MANY, 1],
    ["100,000 rows that are too long", "csv", `patient_id,PLT\n${repeat(MANY, (index) => `P${index},90,7\n`)}`, MANY, 1],
    ["20,000 lines that are not JSON", "ndjson", `{"patient_id":"P1","PLT":90}\n${"{\n".repeat(MANY / 5)}`, MANY / 5 + 1, 1],
    [
      "20,000 meaningless texts",
      "csv",
      `patient_id,PLT\n${repeat(MANY / 5, (index) => `P${index},${index}.5 see note ${index}\n`)}`,
      MANY / 5,
      0,
    ],
    ["ids of a megabyte", "csv", `patient_id,PLT\n${repeat(5, (index) => `${"P".repeat(1 << 20)}${index % 4},90\n`)}`, 5, 1],
    [
      "cells of a megabyte",
      "csv",
      `patient_id,PLT,Hb,sex,tumor_count\nP1,${["9", "1/", "-1", "10*9/"].map((text) => text.repeat(1 << 18)).join(",")}\n`,
      1,
      0,
    ],
  ])("%s", (_, ending, text, records, status) => {
    const list = files.file(`strange.${ending}`, text);
    const outcome = run(["screen", list, "-c", TRIAL, "-o", table, "--no-reasons"]);
    expect(outcome.status).toBe(status);
    const [, ...rows] = lines(readFileSync(table, "utf8"));
    expect(rows.length).toBe(records);
    expect(outcome.stderr).toContain(`${records} ${records === 1 ? "candidate" : "candidates"} read, ${records} written`);
    // Many problems of one kind are reported as a few examples and a number.
    expect(told(outcome).length).toBeLessThan(30);
  });
});

describe("names that every JavaScript object has", () => {
  const names = ["__proto__", "constructor", "toString", "hasOwnProperty", "prototype"];
  test.each<[string, string]>([
    ["csv", `${names.join(",")},patient_id,PLT\n${names.map((name) => `${names.join(",")},${name},90\n`).join("")}`],
    [
      "ndjson",
      names
        .map(
          (name) =>
            `{${names.map((key) => `"${key}":{"${key}":{"PLT":1,"patient_id":"x"}}`).join(",")},"patient_id":"${name}","PLT":90}\n`,
        )
        .join(""),
    ],
  ])("as headings, keys, ids and values: %s", (ending, text) => {
    const list = files.file(`names.${ending}`, text);
    const { status, stdout } = run(["screen", list, "-c", TRIAL, "-f", "ndjson", "--quiet"]);
    expect(status).toBe(0);
    const found = lines(stdout).map((line) =>
      /"candidate":"([^"]*)".*"id":"I4a","kind":"inclusion","finding":"([a-z-]+)"/.exec(line)?.slice(1),
    );
    expect(found).toEqual(names.map((name) => [name, "met"]));
  });

  test("as fields, criteria and trials", () => {
    const criteria = names.map(
      (name) =>
        `{"id":"${name.replaceAll("_", "x")}","label":"${name}","condition":{"field":"${name}","op":"is","value":"${name}"}}`,
    );
    const fields = names.map((name) => `"${name}":{"type":"code","label":"${name}","codes":{"${name}":["yes"]}}`);
    const file = files.file(
      "names.json",
      `{"trial":{"id":"constructor","title":"x"},"fields":{${fields.join(",")}},"inclusion":[${criteria.join(",")}]}`,
    );
    const list = files.file(
      "fields.csv",
      `id,${names.join(",")}\nA,${names.map(() => "yes").join(",")}\nB,${names.join(",")}\nC,,,,,\n`,
    );
    const { stdout } = run(["screen", list, "-c", file, "-f", "csv", "--no-reasons", "--quiet"]);
    expect(lines(stdout).map((line) => line.split(",").slice(0, 3).join(" "))).toEqual([
      "candidate row eligibility",
      "A 2 eligible",
      "B 3 eligible",
      "C 4 undetermined",
    ]);
  });
});

describe("very large criteria", () => {
  copyFileSync(join(ROOT, "criteria/dictionary.json"), join(folder, "dictionary.json"));
  const leaf = (index: number): string =>
    `{"field":"platelets","op":">=","value":${(80 + index / MANY).toFixed(5)},"unit":"10*9/L"}`;
  const criteria = (name: string, inclusion: string): string =>
    files.file(name, `{"trial":{"id":"T","title":"t"},"dictionary":"dictionary.json","inclusion":[${inclusion}]}`);
  const criterion = (id: number, condition: string): string => `{"id":"A${id}","label":"a","condition":${condition}}`;
  const comma = (count: number, make: (index: number) => string): string =>
    Array.from({ length: count }, (_, index) => make(index)).join(",");
  const list = files.file("few.csv", "patient_id,PLT (10*9/L)\nP1,90\nP2,70\nP3,\n");
  const wide = criteria("wide.json", criterion(1, `{"any":[${comma(MANY, leaf)}]}`));
  const many = criteria(
    "many.json",
    comma(MANY / 5, (index) => criterion(index, leaf(index))),
  );

  test.each([
    ["100,000 conditions", wide],
    ["20,000 criteria", many],
  ])("%s screen, show and validate", (_, file) => {
    const { status, stdout } = run(["screen", list, "-c", file, "-f", "csv", "--no-reasons", "--quiet"]);
    expect(status).toBe(0);
    expect(lines(stdout).map((line) => line.split(",")[2])).toEqual(["eligibility", "eligible", "ineligible", "undetermined"]);
    expect(run(["show", file]).status).toBe(0);
    const validated = run(["validate", file, "--disable", "missing-source"]);
    expect([validated.status, validated.stdout.includes("analysis-too-large")]).toEqual([0, true]);
  });

  test.each([
    [
      "10,000 levels",
      criteria("deep.json", criterion(1, `${'{"not":'.repeat(10_000)}${leaf(1)}${"}".repeat(10_000)}`)),
      "json-depth",
    ],
    [
      "200 levels",
      criteria("nested.json", criterion(1, `${'{"not":'.repeat(200)}${leaf(1)}${"}".repeat(200)}`)),
      "condition-depth",
    ],
  ])("%s are refused", (_, file, code) => {
    for (const args of [
      ["screen", list, "-c", file],
      ["validate", file],
      ["show", file],
    ]) {
      const { status, stdout, stderr } = run(args);
      expect(status).toBe(args[0] === "validate" ? 1 : 2);
      expect(`${stdout}${stderr}`.split(` error ${code}: `).length).toBe(2);
    }
  });

  test("20,000 errors in one file are all reported", () => {
    const file = criteria(
      "faults.json",
      comma(MANY / 5, (index) => criterion(index, '{"field":"platelets","op":">=","value":80}')),
    );
    const { status, stdout } = run(["validate", file]);
    expect([status, stdout.split("error missing-unit").length - 1]).toEqual([1, MANY / 5]);
  });
});

// `script` is needed to run a program on a terminal; without it, standard error is checked through a pipe.
const hasScript = spawnSync("script", ["-qec", "true", "/dev/null"]).status === 0;

describe("control characters that a terminal would obey", () => {
  const evil = "\u001b[31m\u001b]0;x\u0007\u009b1m\u202e\u200b";
  const list = files.file(
    `list${evil}.csv`,
    `patient_id,PLT,"a${evil}b",sex${evil}\n"id${evil}","9${evil}",x,fe${evil}male\n,70,x,female\n"id${evil}",1,2\n`,
  );
  const source = readFileSync(join(ROOT, TRIAL), "utf8").replaceAll(
    '"label": "',
    `"label": "${JSON.stringify(evil).slice(1, -1)}`,
  );
  const criteria = join(folder, `criteria${evil}.json`);
  writeFileSync(criteria, source);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it looks for them
  const ALLOWED = /\u001b\[\d+(?:;\d+)*m/g;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it looks for them
  const OBEYED = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u202e]/;

  const onTerminal = (args: readonly string[]): string => {
    const quoted = [process.execPath, join(ROOT, "dist/cli.js"), ...args].map((arg) => `'${arg}'`).join(" ");
    const { stdout } = spawnSync("script", ["-qec", quoted, "/dev/null"], {
      encoding: "utf8",
      env: { ...process.env, NO_COLOR: "1" },
    });
    return stdout;
  };

  const COMMANDS: readonly (readonly string[])[] = [
    ...FORMATS.filter((format) => format !== "xlsx").map((format) => ["screen", list, "-c", criteria, "-f", format]),
    ["screen", list, "-c", criteria, "-f", "csv", "--layout", "long"],
    ["screen", list, "-c", criteria, "--id", `x${evil}`],
    ["screen", list, "-c", criteria, "--as-of", evil],
    ["screen", list, "-c", criteria, "-o", `x${evil}.txt`],
    ["screen", list, "-c", criteria, "-o", list],
    ["screen", list, "-c", `no${evil}`],
    ["screen", `no${evil}.csv`, "-c", criteria],
    ["screen", list, "-c", criteria, `--${evil}`],
    ["screen", list, "-c", criteria, "-f", evil],
    ["explain", list, `id${evil}`, "-c", criteria],
    ["explain", list, `none${evil}`, "-c", criteria],
    ["columns", list, "-c", criteria],
    ["columns", list, "-c", criteria, "-f", "json"],
    ...["pretty", "concise", "json", "github", "sarif"].map((format) => ["validate", criteria, "-f", format]),
    ["validate", "--explain", evil],
    ...["text", "markdown", "json"].map((format) => ["show", criteria, "-f", format]),
    ["test", criteria],
    ["fmt", "--check", criteria],
    ["fmt", `no${evil}`],
    [evil],
  ];

  test.each(COMMANDS.map((args, index) => [index, args] as const))("none of them reach a terminal: command %i", (_, args) => {
    const shown = hasScript ? onTerminal(args) : run(args).stderr;
    expect(shown.length).toBeGreaterThan(10);
    expect(OBEYED.exec(shown)).toBeNull();
  });

  test("the only escape sequences are the program's own colours", () => {
    for (const args of [
      ["screen", list, "-c", criteria, "-f", "table", "--color"],
      ["explain", list, `id${evil}`, "-c", criteria, "--color"],
    ]) {
      const { stdout, stderr } = run(args);
      expect(stdout).toMatch(ALLOWED);
      expect(OBEYED.exec(`${stdout}${stderr}`.replace(ALLOWED, ""))).toBeNull();
    }
  });
});
