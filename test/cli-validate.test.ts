/** `validate` as a process: formats, exit status, witnesses, explanations. */
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { DIAGNOSTIC_CODES } from "../src/diagnostics/diagnostic.js";
import { lines, run, scratch, TRIAL } from "./program.js";

const { folder, file } = scratch();
const PLATELETS = { type: "number", unit: "10*9/L", plausible: [1, 2000], aliases: ["PLT"], loinc: ["777-3"] };
const criterion = (id: string, value: number, op = ">=") => ({
  id,
  label: "A criterion",
  source: "item 1",
  condition: { field: "platelets", op, value, unit: "10*9/L" },
});
const trial = (id: string, ...inclusion: readonly object[]) =>
  JSON.stringify({ trial: { id }, fields: { platelets: PLATELETS }, inclusion, notEvaluated: [{ label: "Consent" }] });
const good = file("good.json", trial("T1", criterion("I1", 80)));
const warned = file("a, 100%:b.json", trial("T2", criterion("I1", 80), criterion("I2", 60)));
const hopeless = file("hopeless.json", trial("T3", criterion("I1", 80), criterion("I2", 60, "<")));

describe("the shipped files", () => {
  test("have no errors or warnings, and only notes on missing LOINC codes", () => {
    const { status, stdout } = run(["validate", "criteria/", "-f", "concise", "--max-warnings", "0"]);
    expect(status).toBe(0);
    expect(lines(stdout).filter((line) => !/^criteria\/dictionary\.json:\d+:\d+: note missing-loinc: /.test(line))).toEqual([]);
  });

  test.each(["NCT02843126", "NCT02843204", "NCT03007836"])("the witness for %s is eligible when it is screened", (id) => {
    const found = run(["validate", `criteria/${id}.json`, "--witness", "-f", "json"]);
    const [witness] = JSON.parse(found.stdout).witnesses;
    expect(witness).toMatchObject({ file: `criteria/${id}.json`, trial: id });
    const list = file(`${id}-witness.json`, JSON.stringify([witness.record]));
    const screened = run(["screen", list, "-c", `criteria/${id}.json`, "-f", "csv", "--as-of", witness.asOf]);
    expect(lines(screened.stdout)[1]).toContain("eligible");
    expect(
      run(["screen", list, "-c", `criteria/${id}.json`, "-f", "csv", "--as-of", witness.asOf, "--only", "eligible"]).stdout,
    ).toContain("witness");
  });
});

describe("exit status", () => {
  test.each([
    [[good], 0],
    [[warned], 0],
    [[warned, "--max-warnings", "1"], 0],
    [[warned, "--max-warnings", "0"], 1],
    [[warned, "--max-warnings", "0", "--disable", "redundant-criterion"], 0],
    [[hopeless], 1],
    [["--explain", "never-met"], 0],
    [[], 2], // no file is named
    [["--explain", "never-mett"], 2],
    [[good, "--explain", "never-met"], 2],
    [[good, "--disable", "no-such-code"], 2],
    [[good, "--disable", "unknown-field"], 2], // errors cannot be disabled
    [[good, "--disable", "nobody-eligible"], 2],
    [[good, "--max-warnings", "many"], 2],
    [[good, "--witness", "-f", "sarif"], 2],
    [["/no/such/file.json"], 2],
    [["/no/such/file.json", good], 2], // the other file is still validated
    [["no/such/*.json"], 2],
  ])("%j is %i", (args, status) => expect(run(["validate", ...args]).status).toBe(status));

  test("a message says when there are too many warnings", () => {
    const { status, stderr } = run(["validate", warned, "--max-warnings", "0"]);
    expect([status, stderr]).toEqual([1, "1 warning, but --max-warnings allows 0\n"]);
    expect(run(["validate", warned, "--max-warnings", "1"]).stderr).toBe("");
  });

  test("a file that cannot be read is an error, and the others are still validated", () => {
    const { status, stdout, stderr } = run(["validate", hopeless, "nope.json", warned, "-f", "json"]);
    const told = JSON.parse(stdout).diagnostics.map(({ code, at }: { code: string; at: { file: string } }) => [code, at.file]);
    expect([status, stderr]).toEqual([2, ""]);
    expect(told).toEqual(
      expect.arrayContaining([
        ["nobody-eligible", hopeless],
        ["unreadable-file", "nope.json"],
        ["redundant-criterion", warned],
      ]),
    );
    expect(run(["validate", "nope.json", good]).stdout).toMatch(
      /^nope\.json: error unreadable-file: cannot be read: there is no such file\n2 files checked: 1 error, /m,
    );
    expect(run(["validate", "nope.json", "nor.json"]).status).toBe(2);
  });

  test("nothing to validate", () => {
    mkdirSync(join(folder, "empty"));
    const { status, stderr } = run(["validate", join(folder, "empty")]);
    expect([status, stderr]).toEqual([
      2,
      `nothing to validate: no criteria file, dictionary, column map or test file in ${join(folder, "empty")}\n`,
    ]);
  });
});

describe("formats", () => {
  test("pretty has a code frame and a count", () => {
    const { stdout } = run(["validate", hopeless]);
    expect(stdout).toContain(
      "error nobody-eligible: nobody can be eligible: `I1` and `I2` cannot all be passed; `I1` requires platelets >= 80 10*9/L, `I2` requires platelets < 60 10*9/L\n    1 | ",
    );
    expect(stdout).toContain("^\n");
    expect(lines(stdout).at(-1)).toBe("1 file checked: 1 error, 0 warnings, 1 note");
  });

  test("concise is one line each", () => {
    const { stdout } = run(["validate", warned, "-f", "concise", "--disable", "no-test-file"]);
    expect(lines(stdout)).toHaveLength(1);
    expect(stdout).toMatch(/^.*a, 100%:b\.json:1:\d+: warning redundant-criterion: `I2` decides nothing: .*\n$/);
  });

  test("github escapes characters that would end a property or a message", () => {
    const { stdout } = run(["validate", "a, 100%:b.json", "-f", "github"], { cwd: folder });
    expect(lines(stdout)[1]).toMatch(
      /^::notice file=a%2C 100%25%3Ab\.json,line=1,col=1,title=no-test-file::no test file says what `T2` should answer%0Ahelp: write /,
    );
    expect(lines(stdout)[0]).toMatch(
      /^::warning file=a%2C 100%25%3Ab\.json,line=1,col=\d+,title=redundant-criterion::`I2` decides nothing: /,
    );
    expect(lines(stdout)).toHaveLength(2);
  });

  test("sarif has a rule for each code and a region for each result", () => {
    const { stdout } = run(["validate", "a, 100%:b.json", "hopeless.json", "-f", "sarif"], { cwd: folder });
    const { version, runs } = JSON.parse(stdout);
    expect(version).toBe("2.1.0");
    const [{ tool, results, columnKind }] = runs;
    expect(columnKind).toBe("unicodeCodePoints");
    const ids = tool.driver.rules.map(({ id }: { id: string }) => id);
    expect(ids).toEqual(["no-test-file", "nobody-eligible", "redundant-criterion"]);
    for (const result of results) {
      expect(ids[result.ruleIndex]).toBe(result.ruleId);
      expect(["error", "warning", "note"]).toContain(result.level);
      const [{ physicalLocation }] = result.locations;
      expect(["a%2C%20100%25%3Ab.json", "hopeless.json"]).toContain(physicalLocation.artifactLocation.uri);
      expect(physicalLocation.region.startLine).toBe(1);
      expect(physicalLocation.region.startColumn).toBeGreaterThan(0);
    }
  });

  test("json has no witnesses unless they are asked for", () => {
    expect(Object.keys(JSON.parse(run(["validate", good, "-f", "json"]).stdout))).toEqual(["diagnostics"]);
    const { witnesses } = JSON.parse(run(["validate", hopeless, "-f", "json", "--witness"]).stdout);
    expect(witnesses).toEqual([{ file: hopeless, trial: "T3", isTooLarge: false, asOf: null, record: null }]);
    expect(run(["validate", hopeless, "--witness"]).stdout).toContain("T3 (");
  });
});

describe("a search that is given up", () => {
  /** 150 flags in random combinations: such criteria have no known quick solution. */
  const names = Array.from({ length: 150 }, (_, index) => `flag${index}`);
  let seed = 1;
  const below = (most: number): number => {
    seed = (seed * 48271) % 2147483647;
    return seed % most;
  };
  const inclusion = Array.from({ length: 630 }, (_, index) => ({
    id: `I${index}`,
    label: "A criterion",
    source: "item",
    condition: { any: [1, 2, 3].map(() => ({ field: names[below(150)], op: "is", value: below(2) === 1 })) },
  }));
  const fields = Object.fromEntries(names.map((name) => [name, { type: "boolean" }]));
  const entangled = file("entangled.json", JSON.stringify({ trial: { id: "T5" }, fields, inclusion }));

  test("a message says so, and no eligibility is claimed", () => {
    const { status, stdout } = run(["validate", entangled, "--witness"]);
    expect(status).toBe(0);
    expect(stdout).toContain("note analysis-too-large: ");
    expect(lines(stdout).at(-1)).toBe(
      `T5 (${entangled}): the search was given up, so it is not known whether anybody would be eligible`,
    );
    const { witnesses } = JSON.parse(run(["validate", entangled, "--witness", "-f", "json"]).stdout);
    expect(witnesses).toEqual([{ file: entangled, trial: "T5", isTooLarge: true, asOf: null, record: null }]);
  });
});

describe("files, folders and patterns", () => {
  test.each([
    ["pattern/*.json", ["a1", "b2", "c[3]"]],
    ["pattern/{a1,c*}.json", ["a1", "c[3]"]],
    ["{pattern,no-such-folder}/b?.json", ["b2"]],
    ["pattern/[a-b][0-9].json", ["a1", "b2"]],
    ["pattern/[!a]?.json", ["b2"]],
    ["pattern/c[3].json", ["c[3]"]], // a file has exactly this name
    ["**/b2.json", ["b2"]],
    ["pattern/**", ["a1", "b2", "c[3]"]],
  ])("%s", (pattern, found) => {
    mkdirSync(join(folder, "pattern"), { recursive: true });
    for (const name of ["a1", "b2", "c[3]"]) file(`pattern/${name}.json`, trial(name.slice(0, 2), criterion("I1", 80)));
    const { diagnostics } = JSON.parse(run(["validate", pattern, "-f", "json"], { cwd: folder }).stdout);
    expect(diagnostics.map(({ at }: { at: { file: string } }) => at.file)).toEqual(found.map((name) => `pattern/${name}.json`));
  });

  test("notes on a dictionary are only given when the dictionary itself is validated", () => {
    const dictionary = JSON.stringify({
      fields: { platelets: { type: "number", unit: "10*9/L", plausible: [1, 2000], aliases: ["PLT"] } },
    });
    mkdirSync(join(folder, "deep", "er"), { recursive: true });
    file("deep/er/dictionary.json", dictionary);
    file(
      "deep/er/t.json",
      JSON.stringify({
        ...{ trial: { id: "T9" }, dictionary: "dictionary.json", inclusion: [criterion("I1", 80)] },
        notEvaluated: [{ label: "Consent" }],
      }),
    );
    const codes = (path: string): readonly string[] =>
      JSON.parse(run(["validate", path, "-f", "json"], { cwd: folder }).stdout).diagnostics.map(
        ({ code }: { code: string }) => code,
      );
    expect(codes("deep/er/t.json")).toEqual(["no-test-file"]);
    expect(codes("deep")).toEqual(["missing-loinc", "no-test-file"]);
    expect(codes("deep/**/t*.json")).toEqual(["no-test-file"]);
  });

  test("a test file is checked against its criteria, and then no missing test file is reported", () => {
    file(
      "deep/er/t.test.json",
      JSON.stringify({ criteria: "t.json", cases: [{ name: "a", set: { platelets: "80" }, expect: { I7: "pass" } }] }),
    );
    const { status, stdout } = run(["validate", "deep/er/t.json", "deep/er/t.test.json", "-f", "concise"], { cwd: folder });
    expect([status, stdout]).toEqual([
      1,
      expect.stringMatching(/^deep\/er\/t\.test\.json:1:\d+: error unknown-criterion: .*\n$/),
    ]);
  });

  test("--explain without a code lists all codes", () => {
    const { status, stdout } = run(["validate", "--explain"]);
    expect([status, lines(stdout).length]).toEqual([0, DIAGNOSTIC_CODES.length]);
    expect(stdout).toContain("\nno-test-file: a criteria file has no test file\n");
  });

  test("--explain shows a wrong and a right example", () => {
    const { stdout } = run(["validate", "--explain", "boundary-overlap"]);
    expect(stdout).toBe(
      `boundary-overlap: an exclusion mirrors an inclusion, but some values are required and excluded at once

Often only the limit itself: \`>= 80\` is required and \`<= 80\` excluded.

Wrong:
  I1: { "field": "platelets", "op": ">=", "value": 80, "unit": "10*9/L" }
  E1: { "field": "platelets", "op": "<=", "value": 80, "unit": "10*9/L" }

Right:
  I1: { "field": "platelets", "op": ">=", "value": 80, "unit": "10*9/L" }
  E1: { "field": "platelets", "op": "<", "value": 80, "unit": "10*9/L" }
`,
    );
  });

  test("criteria with warnings can be used to screen", () => {
    expect(readFileSync(TRIAL, "utf8")).toContain("NCT02843126");
    const list = file("list.csv", "id,PLT\nP1,90\n");
    expect(run(["screen", list, "-c", warned, "-f", "csv"]).status).toBe(0);
  });
});

describe("--declare", () => {
  const fresh = file(
    "fresh.json",
    trial("T4", { ...criterion("I1", 8), condition: { field: "hb", op: ">=", value: 8, unit: "g/dL" } }),
  );

  test("prints a dictionary that is an error until it is completed, and then loads", () => {
    const { status, stdout, stderr } = run(["validate", fresh, "--declare"]);
    expect(status).toBe(0);
    expect(stderr).toContain("1 field to declare");
    const { fields } = JSON.parse(stdout);
    expect(Object.keys(fields)).toEqual(["hb"]);
    const whole = (own: object): string =>
      file("whole.json", JSON.stringify({ ...JSON.parse(readFileSync(fresh, "utf8")), fields: own }));
    expect(run(["validate", whole(fields)]).status).toBe(1);
    expect(run(["validate", whole({ hb: { ...fields.hb, plausible: [2, 25] } })]).status).toBe(0);
  });

  test.each<[string, readonly string[], string, number]>([
    ["nothing to declare", [good], "every field is declared", 0],
    [
      "a file that is cut off",
      [file("cut.json", '{ "trial": { "id": "T6" },')],
      "nothing was declared: a file cannot be read",
      2,
    ],
    ["a test file", ["criteria/NCT02843126.test.json"], "--declare is for criteria files", 2],
    ["with a witness", [fresh, "--witness"], "--declare prints stubs of fields as JSON, but --witness is also given", 2],
    ["with a format", [fresh, "-f", "sarif"], "but -f is also given", 2],
  ])("%s", (_, args, says, status) => {
    const outcome = run(["validate", ...args, "--declare"]);
    expect([outcome.status, outcome.stderr.includes(says)]).toEqual([status, true]);
  });
});

test("criteria without an error are still checked when others have one", () => {
  const mixed = file(
    "mixed.json",
    trial(
      "T5",
      { ...criterion("I1", 80), label: "Platelets at least 75" },
      { ...criterion("I2", 3), condition: { field: "x", op: "is", value: true } },
    ),
  );
  const { status, stdout } = run(["validate", mixed, "-f", "json"]);
  expect(JSON.parse(stdout).diagnostics.map(({ code }: { code: string }) => code)).toEqual(["label-mismatch", "unknown-field"]);
  expect(status).toBe(1);
});
