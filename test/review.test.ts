/** Mistakes that a reviewer found in the finished program, each under the rule that it broke. */
import { existsSync, lstatSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { COMMANDS, ROOT, run, scratch, shell, TRIAL } from "./program.js";

const files = scratch();

interface Written {
  readonly fields?: object;
  readonly inclusion?: readonly object[];
  readonly exclusion?: readonly object[];
}

/** Writes a criteria file with one trial, beside a copy of the shared dictionary. */
function criteria(name: string, { fields = {}, inclusion = [], exclusion = [] }: Written): string {
  files.file("dictionary.json", readFileSync(join(ROOT, "criteria/dictionary.json")));
  const named = (conditions: readonly object[], letter: string): object[] =>
    conditions.map((condition, i) => ({ id: `${letter}${i + 1}`, label: "a criterion", source: "item 1", condition }));
  const trial = { id: "T1", title: "A trial", source: "none", version: "1" };
  const file = {
    trial,
    dictionary: "dictionary.json",
    fields,
    inclusion: named(inclusion, "I"),
    exclusion: named(exclusion, "E"),
  };
  return files.file(`${name}.json`, JSON.stringify(file, undefined, 2));
}

const FEMALE = { field: "sex", op: "is", value: "female" };
const PLATELETS = { field: "platelets", op: ">=", value: 80, unit: "10*9/L" };

interface Diagnostics {
  readonly diagnostics: readonly {
    readonly code: string;
    readonly severity: string;
    readonly message: string;
    readonly help?: string;
  }[];
}

function errorsOf(file: string): Diagnostics["diagnostics"] {
  const told = JSON.parse(run(["validate", file, "-f", "json"]).stdout) as Diagnostics;
  return told.diagnostics.filter(({ severity }) => severity === "error");
}

describe("never a false eligible", () => {
  test.each([
    ["six months old today, in an exclusion", { exclusion: [{ field: "age", op: ">=", value: 6, unit: "mo" }] }, "2025-07-15"],
    ["eleven months old, in an exclusion", { exclusion: [{ field: "age", op: ">=", value: 6, unit: "mo" }] }, "2025-02-15"],
    [
      "almost nineteen, below eighteen and a half",
      { inclusion: [{ field: "age", op: "<", value: 18.5, unit: "a" }] },
      "2007-01-20",
    ],
  ])(
    "an age calculated from the date of birth is not rounded down to whole years before it is compared: %s",
    (name, written, born) => {
      const file = criteria(name.replaceAll(/\W/g, "-"), written);
      const list = `id,birth_date\nA,${born}\n`;
      const { stdout } = run(["screen", "-", "-c", file, "--as-of", "2026-01-15", "-f", "csv", "--no-reasons"], { input: list });
      expect(stdout).not.toContain(",eligible,");
    },
  );
});

describe("a unit in the heading counts, also where a column map names the column", () => {
  test.each([
    ["neutrophils", "NEUT (%)", { field: "neutrophils", op: ">=", value: 2, unit: "10*9/L" }, "30"],
    ["platelets", "platelets (g/L)", PLATELETS, "80"],
  ])("%s from the column `%s`", (field, column, condition, cell) => {
    const map = files.file("map.json", JSON.stringify({ columns: { [field]: { column } } }));
    const args = [
      "screen",
      "-",
      "-c",
      criteria(`unit-of-${field}`, { inclusion: [condition] }),
      "--columns",
      map,
      "-f",
      "csv",
      "--no-reasons",
    ];
    expect(run(args, { input: `id,${column}\nA,${cell}\n` }).stdout).not.toContain(",eligible,");
  });
});

describe("a suggestion has the meaning that the author intended", () => {
  test.each([["and", "any"]])("`%s` is never corrected to `%s`, which has another meaning", (key, opposite) => {
    const [error] = errorsOf(criteria(`key-${key}`, { inclusion: [{ [key]: [FEMALE, PLATELETS] }] }));
    expect(`${error?.message} ${error?.help}`).toContain(key);
    expect(error?.message).not.toContain(`\`${opposite}\``);
    expect(error?.help).not.toBe(`did you mean \`${opposite}\`?`);
  });
});

describe("one mistake does not hide another", () => {
  test("a wrong operator, and a number in quotes", () => {
    const file = criteria("two", { inclusion: [{ field: "platelets", op: "=>", value: "80", unit: "10*9/L" }] });
    expect(errorsOf(file).map(({ code }) => code)).toEqual(["invalid-value", "wrong-type"]);
  });
});

describe("one heading for two fields is an error", () => {
  test.each([
    ["a label", { sampled: { type: "date", label: "platelets_date", aliases: ["Sampled"] } }],
    ["an alias", { sampled: { type: "boolean", label: "Sampled", aliases: ["Platelets unit"] } }],
    ["a name", { platelets_uln: { type: "boolean", label: "Upper limit known" } }],
  ])("%s that is the companion column of another field", (name, fields) => {
    const file = criteria(name.replaceAll(" ", "-"), { fields, inclusion: [PLATELETS] });
    expect(errorsOf(file).map(({ code }) => code)).toContain("duplicate-name");
  });
});

describe("a similar heading is suggested", () => {
  test("also if no column of the list matches a field", () => {
    const { status, stderr } = run(["screen", "-", "-c", criteria("miss", { inclusion: [PLATELETS] })], {
      input: "id,platlets\nA,90\n",
    });
    expect(status).toBe(2);
    expect(stderr).toContain("`platlets` looks like");
  });
});

describe("every problem is reported", () => {
  test("for each of many records, including those that --only leaves out of the output", () => {
    const rows = Array.from({ length: 60 }, (_, i) => `P${i >> 1},F`);
    const args = ["screen", "-", "-c", criteria("many", { inclusion: [FEMALE] }), "-f", "csv", "--only", "eligible"];
    const { stdout, stderr } = run(args, { input: `id,sex\n${rows.join("\n")}\n` });
    expect(stdout.trimEnd().split("\n")).toHaveLength(1);
    const untold = rows.map((_, i) => i + 2).filter((row) => !new RegExp(`row ${row}: problem`).test(stderr));
    expect(untold).toEqual([]);
  });
});

describe("a code frame fits the terminal, so that the marker is below the mistake", () => {
  test("a long line at 80 columns", () => {
    const file = files.file(
      "long.json",
      `{ "trial": { "id": "T1", "title": "${"x".repeat(200)}" }, "inclusion": [], "exclusio": [] }\n`,
    );
    // `script` runs the program on a terminal.
    const { stdout } = shell(
      `script -qec "stty cols 80; '${process.execPath}' dist/cli.js validate --no-color '${file}'" /dev/null`,
    );
    const frame = stdout.split(/\r?\n/).filter((line) => /^ *\d* \| /.test(line));
    expect(frame.length).toBeGreaterThan(0);
    expect(frame.filter((line) => [...line].length > 80)).toEqual([]);
  });
});

describe("-o FILE", () => {
  test("a link to a file that does not exist yet stays a link", () => {
    const link = join(files.folder, "link.csv");
    symlinkSync("target.csv", link);
    expect(run(["screen", "fixtures/candidates.csv", "-c", TRIAL, "-o", link, "-q"]).status).toBe(0);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(existsSync(join(files.folder, "target.csv"))).toBe(true);
  });
});

describe("the README and the reference: what commands print, every command and option, how it is tested", () => {
  const pages = ["README.md", ...readdirSync(join(ROOT, "src/reference")).map((name) => `src/reference/${name}`)];
  const textOf = (page: string): string => readFileSync(join(ROOT, page), "utf8");
  const commands = textOf("src/reference/commands.md");

  test("no placeholder for an output is left", () => {
    expect(pages.filter((page) => /@@\w+@@/.test(textOf(page)))).toEqual([]);
  });

  test.each(COMMANDS)("it names `%s` with every option", (command) => {
    const help = run([command, "--help"]).stdout;
    const options = [...help.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)]
      .map(([, option = ""]) => option)
      .filter((option) => option !== "--help");
    const [, section = ""] = commands.split(`\n## ${command}\n`);
    const [own = ""] = section.split("\n## ");
    expect(options.filter((option) => !own.includes(option))).toEqual([]);
    expect(own).toContain(`trialsieve ${command} `);
  });

  test("linked files exist", () => {
    const links = pages.flatMap((page) =>
      [...textOf(page).matchAll(/\]\(([^)#:]+)\)/g)].map(([, link = ""]) => join(ROOT, dirname(page), link)),
    );
    expect(links.length).toBeGreaterThanOrEqual(10);
    expect(links.filter((link) => !existsSync(link))).toEqual([]);
  });
});

describe("a heading that ends with U", () => {
  const trial = files.file(
    "urine.json",
    JSON.stringify({
      trial: { id: "T", title: "T" },
      fields: { creatinine: { type: "number", unit: "umol/L", plausible: [5, 3000], molarMass: 113.12, label: "Creatinine" } },
      inclusion: [{ id: "I1", label: "Creatinine", condition: { field: "creatinine", op: "<=", value: 150, unit: "umol/L" } }],
      exclusion: [],
    }),
  );

  // 1.2 mg/dL are 106 umol/L, and 2.4 mg/dL are 212 umol/L.
  test.each([
    [
      "units",
      [
        ["1.2", "mg/dL"],
        ["2.4", "mg/dL"],
        ["90", ""],
      ],
      ["pass", "fail", "unknown"],
    ],
    [
      "numbers: creatinine in urine",
      [
        ["106", "9000"],
        ["212", "8000"],
        ["90", ""],
      ],
      ["pass", "fail", "pass"],
    ],
  ])("%s", (_, rows, verdicts) => {
    const found = ["csv", "json"].map((ending) => {
      const records = rows.map(([creatinine, creatinine_u], index) => ({ id: `P${index + 1}`, creatinine, creatinine_u }));
      const table = ["id,creatinine,creatinine_u", ...records.map((record) => Object.values(record).join(","))].join("\n");
      const list = files.file(`list-of-urine.${ending}`, ending === "csv" ? `${table}\n` : JSON.stringify(records));
      const { stdout } = run(["screen", list, "-c", trial, "-f", "csv", "--no-reasons"]);
      return stdout
        .trim()
        .split("\n")
        .slice(1)
        .map((line) => line.split(",").at(-1));
    });
    expect(found).toEqual([verdicts, verdicts]);
  });
});

describe("a column whose numbers fit several other units", () => {
  const criterion = { field: "creatinine", op: "<=", value: 1.5, unit: "mg/dL" };
  const trial = files.file(
    "creatinine.json",
    JSON.stringify({
      trial: { id: "T", title: "T" },
      fields: { creatinine: { type: "number", unit: "umol/L", plausible: [5, 3000], molarMass: 113.12, label: "Creatinine" } },
      inclusion: [{ id: "I1", label: "Creatinine at most 1.5 mg/dL", condition: criterion }],
      exclusion: [],
    }),
  );
  const list = files.file("creatinine.csv", "patient_id,creatinine\nS1,1.2\nS2,0.9\nS3,1.3\n");

  // Recommending a single unit would be dangerous: 1.2 mmol/L means kidney failure, 1.2 mg/dL is healthy.
  test("all of them are listed, and none is recommended", () => {
    const { stderr } = run(["screen", list, "-c", trial, "-f", "csv"]);
    expect(stderr).toContain(
      "do not fit umol/L, the unit that is assumed; most of the column would fit mg/L or mg/dL or mmol/L.",
    );
    expect(stderr).toContain("check which unit the laboratory used, and state it in the column map");
  });

  test("for a single cell, the message is about the unit of the cell, not of the column", () => {
    const mixed = files.file("mixed.csv", "patient_id,creatinine\nS1,1.2\nS2,80\nS3,90\n");
    expect(run(["screen", mixed, "-c", trial, "-f", "csv"]).stderr).toContain(
      "the values cannot be read until the right unit is in the unit column or, if there is none, in the cell",
    );
  });
});
