/** Rows and texts that explain a list: what digits, words, letters, grades and numbers in its columns are. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadTrials } from "../../src/language/load/load.js";
import { ROOT } from "../program.js";
import { screenFiles } from "./build.js";

const DICTIONARY = { file: "dictionary.json", text: readFileSync(join(ROOT, "criteria/dictionary.json"), "utf8") };
const [TRIAL] = loadTrials(
  [
    {
      file: "c.json",
      text: JSON.stringify({
        trial: { id: "T1" },
        dictionary: "dictionary.json",
        inclusion: [
          { id: "ecog", label: "x", condition: { field: "ecog", op: "<=", value: 1 } },
          { id: "weight", label: "x", condition: { field: "weight", op: ">=", value: 40, unit: "kg" } },
          { id: "creatinine", label: "x", condition: { field: "creatinine", op: "<=", value: 1.5, unit: "mg/dL" } },
        ],
        exclusion: [
          { id: "bm", label: "x", condition: { field: "brain_metastasis", op: "is", value: true } },
          { id: "htn", label: "x", condition: { field: "hypertension_grade", op: ">=", value: 3 } },
        ],
      }),
    },
  ],
  () => DICTIONARY,
).trials;

/** The verdicts of a column on the first rows: pass, fail, unknown. */
async function verdicts(column: string, text: string, name = "a.csv"): Promise<string> {
  if (TRIAL === undefined) throw new Error("the trial is not sound");
  const found = new Set<string>();
  for (const blockSize of [1, 1 << 16]) {
    const { text: out } = await screenFiles([{ name, text }], { format: "ndjson" }, { blockSize, jobs: 2 }, false, [TRIAL]);
    const rows: { trials: { criteria: { id: string; verdict: string }[] }[] }[] = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    const all = rows.slice(0, 2).map(({ trials }) => trials[0]?.criteria.find(({ id }) => id === column)?.verdict[0]);
    found.add(all.join(""));
  }
  return [...found].join(" ");
}

const answers = (one: string, other: string, ...below: readonly string[]): string =>
  ["id;x;Brain metastasis", `P1;a;${one}`, `P2;b;${other}`, ...below, ""].join("\n");

describe("digits in a column of yes and no", () => {
  test.each<[string, readonly string[]]>([
    ["that may mean not assessed", ["Legend: 0 = not assessed"]],
    ["with several meanings", ['"Legend: 0 = no or not assessed; 1 = yes";;']],
    ["in German", ['"Legende: 0 = nein/unbekannt, 1 = ja";;']],
    ["in French", ["Légende : 0 = non fait"]],
    ["in Chinese", ["说明：0=未查"]],
    ["in two cells, below a heading", [";;", "Code;Bedeutung;", "0;vorhanden;", "1;nicht vorhanden;"]],
    ["in two cells beside a word", [";;", "Legende;0;ja", ";1;nein"]],
    ["in two cells in columns of values", [";;", ";0;yes", ";1;no"]],
    ["in three cells", [";;", "Key;;", "0;=;yes"]],
    ["words first", [";;", "Legende;ja;0", ";nein;1"]],
    ["of one digit alone", ["0 = Hirnmetastasen;;"]],
  ])("otherwise: %s", async (_, below) => expect(await verdicts("bm", answers("0", "1", ...below))).toBe("uu"));

  test.each<[string, readonly string[]]>([
    ["1 is yes and 0 is no", ['"Legend: 0 = no; 1 = yes; 9 = not assessed";;']],
    ["in two cells", [";;", "Code;Bedeutung;", "0;nicht vorhanden;", "1;vorhanden;"]],
    ["in two cells beside a word", [";;", "Legende;0;nein", ";1;ja"]],
    ["a blank that is not assessed", ['"Legend: 0 = no, 1 = yes, blank = not assessed";;']],
    ["abbreviations", ["Legende: n.u. = nicht untersucht; k.A. = keine Angabe"]],
    ["of grades", ['"Legend: ECOG 0 = fully active, 1 = restricted";;']],
    ["a note about units", ["Note: weight in lb"]],
    ["0 is an ID", ["0;c;1"]],
    ["0 is an ID, and little else is known", ["0;;0"]],
  ])("as usual: %s", async (_, below) => expect(await verdicts("bm", answers("0", "1", ...below))).toBe("pf"));

  test("in a column beside the table", async () => {
    const list = (heading: string, one: string, other: string): string =>
      `id;Brain metastasis;;${heading}\nP1;0;;${one}\nP2;1;;${other}\n`;
    expect(await verdicts("bm", list("Legend", "0 = yes", "1 = no"))).toBe("uu");
    expect(await verdicts("bm", list("Legend", "0 = yes", ""))).toBe("uu");
    expect(await verdicts("bm", list("x", "0 = yes", "1 = no"))).toBe("uu");
    expect(await verdicts("bm", list("Code;Bedeutung", "0;ja", "1;nein"))).toBe("uu");
    expect(await verdicts("bm", list("Legend", "0 = no", "1 = yes"))).toBe("pf");
    expect(await verdicts("bm", list("remark", "1 - no doubt", "seen"))).toBe("pf");
    expect(await verdicts("bm", list("Grade;Status", "0;yes", "1;no"))).toBe("pf");
  });

  test("in a record of a JSON list", async () => {
    const list = (note: string): string =>
      JSON.stringify([{ id: "P1", brain_metastasis: 0 }, { id: "P2", brain_metastasis: 1 }, { id: note }]);
    expect(await verdicts("bm", list("Legend: 0 = not assessed"), "a.json")).toBe("uu");
    expect(await verdicts("bm", list("Legend: 0 = no, 1 = yes"), "a.json")).toBe("pf");
  });
});

describe("words and letters in a column of yes and no", () => {
  test.each<[string, string, string, string]>([
    ["* no = not assessed;;", "no", "yes", "uu"],
    ["Legende: nein = nicht untersucht", "nein", "ja", "uu"],
    ['"Note: ""no"" means no MRI was done";;', "no", "yes", "uu"],
    ['"Legende: N = nachgewiesen, K = keine";;', "N", "K", "uu"],
    ['"Brain metastasis: N = nodal";;', "N", "Y", "uu"], // named
    ["x: a note", "N", "K", "uu"], // letters that do not fit together, without a legend
    ["x: a note", "N", "N", "pp"],
    ["x: a note", "N", "U", "pu"],
    ["x: a note", "N", "O", "pu"],
    ["x: a note", "N", "J", "pf"],
    ["Legend: no = absent; yes = present", "no", "yes", "pf"],
    ['"Legende: J = ja, N = nein, K = keine Angabe";;', "N", "J", "pf"],
    ['"Legend: T = tumour, N = nodes, M = metastases";;', "N", "Y", "pf"],
    ["Note: n = number of patients", "N", "Y", "pf"],
    ["Legend: 0 = not assessed", "no", "yes", "pf"], // digits
  ])("%s: %s, %s", async (note, one, other, expected) => expect(await verdicts("bm", answers(one, other, note))).toBe(expected));
});

describe("grades", () => {
  test.each<[string, string, string, string]>([
    ["ecog", "ECOG", "Legend: ECOG 0 = not assessed", "uu"],
    ["ecog", "ECOG", '"ECOG: 0 = yes, 1 = no";', "uu"],
    ["ecog", "ECOG", '"Legend: ECOG 0 = fully active, 1 = restricted, 2 = ambulatory, no work, 5 = dead";', "pp"],
    ["ecog", "ECOG*", "* 0 = not assessed", "uu"], // by its mark
    ["ecog", "ECOG", "Legend: ECOG 9 = unknown", "pp"],
    ["ecog", "ECOG", "Legend: KPS 0 = not assessed", "pp"], // another column
    ["htn", "Hypertension grade", "Note: hypertension grade 0 = not assessed", "uu"],
    ["htn", "Hypertension grade", '"Legend: Hypertension grade: 1 = severe, 2 = moderate, 3 = mild";', "uu"],
    ["htn", "Hypertension grade", '"Legend: Hypertension grade: 0 = none, 1 = mild, 2 = moderate, 3 = severe";', "pp"],
  ])("%s, `%s`: %s", async (column, heading, note, expected) =>
    expect(await verdicts(column, `id;${heading}\nP1;0\nP2;1\n${note}\n`)).toBe(expected),
  );
});

describe("units that notes state", () => {
  test.each<[string, string, string, string]>([
    ["creatinine", "Kreatinin*", "* mg/l", "uu"],
    ["creatinine", "creatinine", "* créatinine en mg/L", "uu"],
    ["weight", "Weight", "Note: weights in pounds", "uu"],
    ["weight", "Weight*", "* lb", "uu"],
    ["weight", "Weight", "Note: weight: lb; PLT: G/l", "uu"],
    ["weight", "Weight", '"Legend: PLT G/l; Weight lb";', "uu"], // without a word between
    ["creatinine", "Kreatinin", "Kreatininwerte in mg/l", "uu"],
    ["weight", "Weight", "Note: weight in kg", "pp"],
    ["weight", "Weight", "Note: height in cm, weight in kg", "pp"],
    ["weight", "Weight", "Note: tumour marker in lb", "pp"], // not on it
    ["weight", "Weight", "Note: weight loss above 5 lb is marked", "pp"], // a limit
    ["weight", "Weight (kg)", "Note: weight in lb was converted", "pp"], // the heading states it
    ["weight", "Weight*", "* fasting", "pp"],
  ])("%s, `%s`: %s", async (column, heading, note, expected) => {
    const [one, other] = column === "creatinine" ? ["30", "25"] : ["70", "75"];
    expect(await verdicts(column, `id;${heading}\nP1;${one}\nP2;${other}\n${note}\n`)).toBe(expected);
  });
});
