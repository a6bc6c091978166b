/** `explain` as a process: which criteria it shows, for which candidates, in which format. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { LIST, run, scratch, TRIAL } from "./program.js";

const { folder, file } = scratch();
const explain = (...args: readonly string[]) => run(["explain", ...args, "-c", TRIAL, "-q"]);
const shown = (text: string): readonly string[] =>
  [...text.matchAll(/^[✔✘?] (?:pass|fail|unknown) {2}(\S+) {2}/gm)].map(([, id = ""]) => id);

describe("which criteria are shown", () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ["failed criteria, then unknown ones", ["P006"], ["I0c", "I2b", "I3a", "I4a", "I4c", "E3a"]],
    ["only unknown ones", ["P006", "--only", "unknown"], ["I2b", "I3a", "I4a", "I4c", "E3a"]],
    ["some criteria", ["P006", "--only", "E2,I4a", "--only", "I0a"], ["I4a", "I0a", "E2"]],
    ["a criterion of this trial", ["P006", "--only", "NCT02843126:I4b"], ["I4b"]],
    ["a verdict that no criterion has", ["P001", "--only", "fail"], []],
  ])("%s", (_, args, ids) => expect(shown(explain(LIST, ...args).stdout)).toEqual(ids));

  test("passed criteria are listed by ID, and shown in full with --all", () => {
    expect(explain(LIST, "P001").stdout.replace(/\s+/g, " ")).toContain("✔ pass I0a, I0b, I0c, I1, I2a");
    const all = explain(LIST, "P006", "--all").stdout;
    expect(shown(all)).toHaveLength(18);
    expect(shown(all).slice(0, 7)).toEqual(["I0c", "I2b", "I3a", "I4a", "I4c", "E3a", "I0a"]);
  });

  test("a criterion passed by an assumption is shown, because somebody has to confirm the assumption", () => {
    const list = file("blank.csv", "patient_id,PLT (10*9/L),Brain mets\nP1,90,\n");
    const map = file("blank.map.json", '{"columns":{"brain_metastasis":{"column":"Brain mets","whenBlank":false}}}');
    const { stdout } = explain(list, "P1", "--columns", map);
    expect(shown(stdout)).toContain("E2");
    expect(stdout).toContain("exclusion criterion, not met, assumed (exclusion, item 2)");
  });
});

describe("whose verdicts are shown", () => {
  test("several candidates in the order of the arguments, each once", () => {
    const { stdout, status } = explain(LIST, "P006", "P003", "P006");
    expect(stdout.match(/^P\d+/gm)).toEqual(["P006", "P003"]);
    expect(status).toBe(0);
  });

  test("a missing candidate beside an existing one: the existing one is shown, and the status is 1", () => {
    const { stdout, stderr, status } = explain(LIST, "p006", "P003");
    expect(stdout.match(/^P\d+/gm)).toEqual(["P003"]);
    expect(stderr).toContain("there is no candidate `p006` (similar: `P006` in row 7)");
    expect(status).toBe(1);
  });

  test.each([
    ["other capitals", "p003", "`P003` in row 4"],
    ["other leading zeros", "P3", "`P003` in row 4"],
    ["a hyphen", "P-003", "`P003` in row 4"],
    ["an additional character", "P0112", "`P012` in row 13"],
  ])("an ID similar to an existing one is suggested: %s", (_, id, similar) => {
    const { stdout, stderr, status } = explain(LIST, id);
    expect(stderr).toContain(similar);
    expect([stdout, status]).toEqual(["", 2]);
  });

  test("an ID that resembles none: no suggestion", () => {
    const list = file("short.csv", "patient_id,PLT (10*9/L)\n1,90\n2,95\n");
    expect(explain(list, "A").stderr).not.toContain("similar"); // changing one character would make any other ID of one character
    expect(explain(LIST, "X77").stderr).toBe(
      `${LIST}: there is no candidate \`X77\`; IDs must match exactly, including capitals and zeros\n`,
    );
  });

  test("from standard input, which can be read only once", () => {
    const input = readFileSync(LIST, "utf8");
    const found = run(["explain", "-", "P003", "-c", TRIAL, "-q"], { input });
    expect(found.stdout).toMatch(/^P003 {2}standard input, row 4\n/);
    expect(run(["explain", "-", "P3", "-c", TRIAL, "-q"], { input }).stderr).toContain("`P3` (similar: `P003` in row 4)");
  });

  test("every record of a repeated ID is shown", () => {
    const list = file("twice.csv", "patient_id,PLT (10*9/L)\nP1,90\nP2,95\nP1,70\n");
    const { stdout, status } = explain(list, "P1", "--only", "I4a");
    expect(stdout.match(/^P1.*row \d+$/gm)?.map((line) => line.slice(-5))).toEqual(["row 2", "row 4"]);
    expect(status).toBe(1);
  });
});

test("look-ups are the same as in json output of screen", () => {
  const whole = explain(LIST, "P001", "-f", "json").stdout;
  expect(JSON.parse(whole).candidates[0].trials[0].lookUps).toBeUndefined();
  const heads = readFileSync(LIST, "utf8").split("\n");
  const list = file("open.csv", `${heads[0]}\n${heads[1]?.replace("P001", "A").replace(",11.8,", ",,")}\n`);
  const { candidates } = JSON.parse(run(["screen", list, "-c", TRIAL, "-f", "json", "-q"]).stdout);
  const [{ field, why, needs }] = candidates[0].trials[0].lookUps;
  expect([field, why, needs]).toEqual(["hemoglobin", "cell is empty", "at least 80 g/L"]);
  expect(explain(list, "A").stdout).toContain(
    "Look up (then eligible, if nothing else changes):\n  Hemoglobin: cell is empty; needs at least 80 g/L\n",
  );
});

test.each([
  // The latest value has no verdict, as it is dated after the as-of date; earlier values do not count either.
  [
    "after the as-of date",
    "2026-01-15",
    ["70 × 10⁹/L of 2026-01-02, there is a later one", "90 × 10⁹/L of 2026-01-10, there is a later one"],
  ],
  [
    "before the as-of date",
    "2026-03-01",
    ["70 × 10⁹/L of 2026-01-02, there is a later one", "90 × 10⁹/L of 2026-01-10, there is a later one"],
  ],
  ["only the first counts", "2026-01-05", ["70 × 10⁹/L of 2026-01-02, there is a later one"]],
])("every value that does not count is listed: %s", (_, asOf, lines) => {
  const platelets = ["2026-01-02", "2026-01-10", "2026-02-10"].map((date, at) => ({
    value: [70, 90, 95][at],
    unit: "10*9/L",
    date,
  }));
  const list = file("several.json", JSON.stringify([{ patient_id: "A", sex: "f", platelets }]));
  const { stdout } = explain(list, "A", "--as-of", asOf, "--only", "I4a");
  expect([...stdout.matchAll(/does not count: (.*)/g)].map(([, line]) => line)).toEqual(lines);
});

test.each<[name: string, text: string, day: string | null]>([
  ["own-day.json", '[{"patient_id":"A","platelets":{"value":90,"unit":"10*9/L","date":"2026-01-10"}}]', "2026-01-10"],
  ["beside.csv", "patient_id,PLT (10*9/L),PLT date\nA,90,2026-01-10\n", "2026-01-10"],
  ["undated.csv", "patient_id,PLT (10*9/L)\nA,90\n", null],
  ["no-value.csv", "patient_id,PLT (10*9/L),PLT date\nA,,2026-01-10\n", null],
])("the date of the value that counts: %s", (name, text, day) => {
  const args = [file(name, text), "A", "--as-of", "2026-01-15", "--only", "I4a"];
  const { candidates } = JSON.parse(explain(...args, "-f", "json").stdout);
  const { on } = candidates[0].trials[0].criteria[0].statement.evidence;
  expect(on?.possibilities[0].low ?? null).toBe(day);
  if (day !== null) expect(explain(...args).stdout).toContain(`90 × 10⁹/L of ${day}`);
  const [hidden] = JSON.parse(explain(...args, "-f", "json", "--no-values").stdout).candidates;
  expect(hidden.trials[0].criteria[0].statement.evidence.on).toBeNull();
});

describe("formats", () => {
  test("json fits the published schema, with and without values, and has every criterion", () => {
    const fits = new Ajv({ strict: true, allowUnionTypes: true, allErrors: true }).compile(
      JSON.parse(run(["schema", "explain"]).stdout),
    );
    for (const more of [[], ["--no-values"], ["--only", "fail"]]) {
      const document = JSON.parse(explain(LIST, "P003", "P005", "P006", "P001", "-f", "json", ...more).stdout);
      fits(document);
      expect(fits.errors).toBeNull();
      if (more.length === 0) expect(document.candidates[2].trials[0].criteria).toHaveLength(18);
    }
  });

  test("the html page has no script and allows none", () => {
    const nasty = "</p><img src=x onerror=alert(1)>";
    const list = file("nasty.csv", `patient_id,PLT (10*9/L)\n"${nasty}","${nasty}"\n`);
    const page = explain(list, nasty, "-f", "html").stdout;
    expect(page).not.toMatch(/<script|<img|script-src|https?:\/\//);
    expect(page).toContain("default-src &#39;none&#39;; style-src");
  });

  test.each([["text"], ["json"], ["html"]])("with --no-values no cell is in %s", (format) => {
    const list = file("without.csv", 'patient_id,PLT (10*9/L),Hb (g/dL)\nP1,"secret 61.7",61.7\n');
    const { stdout } = explain(list, "P1", "-f", format, "--all", "--no-values");
    expect(stdout).toContain("PLT (10*9/L)");
    expect(stdout).not.toMatch(/secret|61\.7/);
  });

  test("-o chooses the format by the file extension, and never overwrites an input", () => {
    const out = join(folder, "out.json");
    expect(explain(LIST, "P001", "-o", out).stdout).toBe("");
    expect(JSON.parse(readFileSync(out, "utf8")).candidates[0].candidate).toBe("P001");
    const list = file("own.json", '[{"patient_id":"P1","platelets":"90 10*9/L"}]');
    const { stderr, status } = explain(list, "P1", "-o", list);
    expect(stderr).toContain("would overwrite");
    expect(status).toBe(2);
    expect(JSON.parse(readFileSync(list, "utf8"))).toHaveLength(1);
  });
});

test.each<[string, readonly string[], string]>([
  ["both", ["--all", "--only", "fail"], "error: --all shows every criterion, and --only shows some; give one of them"],
  ["an ID with other capitals", ["--only", "i4a"], "there is no criterion `i4a`; did you mean `I4a`?"],
  ["an eligibility", ["--only", "eligible"], "error: --only takes fail, unknown, pass, or the ID of a criterion"],
  [
    "an extension without a format",
    ["-o", "out.pdf"],
    "error: the ending of `out.pdf` does not name a format; use one of .txt, .json, .html",
  ],
  ["two forms", ["-o", "out.html", "-f", "json"], "error: -f json and the ending of `out.html` name two formats"],
])("refused: %s", (_, args, says) => {
  const { status, stdout, stderr } = explain(LIST, "P001", ...args);
  expect(stderr).toContain(says);
  expect([stdout, status]).toEqual(["", 2]);
});
