/** Words below a heading, in a row of units: they count as if they stood in the heading. */
import { describe, expect, test } from "vitest";
import { run, scratch } from "./program.js";

const { file } = scratch();

const CRITERIA = file(
  "trial.json",
  JSON.stringify({
    trial: { id: "T1" },
    fields: {
      bm: { type: "boolean", label: "Brain metastasis", aliases: ["Hirnmetastasen", "脑转移", "CNS metastases"] },
      her2: { type: "code", label: "HER2", aliases: ["HER2 IHC"], codes: { "0": ["neg"], "3+": ["pos"] } },
      sex: { type: "code", label: "Sex", codes: { female: ["f", "w"], male: ["m"] } },
      onset: { type: "date", label: "Onset" },
      plt: { type: "number", label: "Platelets", aliases: ["PLT"], unit: "10*9/L", plausible: [1, 2000] },
      ecog: { type: "number", label: "ECOG", plausible: [0, 5], integer: true },
    },
    inclusion: [
      { id: "sex", label: "x", condition: { field: "sex", op: "is", value: "female" } },
      { id: "plt", label: "x", condition: { field: "plt", op: ">=", value: 80, unit: "10*9/L" } },
      { id: "ecog", label: "x", condition: { field: "ecog", op: "<=", value: 1 } },
      { id: "her2", label: "x", condition: { field: "her2", op: "is", value: "3+" } },
      { id: "onset", label: "x", condition: { field: "onset", op: ">=", value: 1, unit: "d" } },
    ],
    exclusion: [{ id: "bm", label: "x", condition: { field: "bm", op: "is", value: true } }],
  }),
);

/** The verdict on the field, of the only candidate. */
function verdict(id: string, list: string, map?: object): string {
  const columns = map === undefined ? [] : ["--columns", file("map.json", JSON.stringify(map))];
  const { stdout } = run(["screen", list, "-c", CRITERIA, "-f", "json", "-q", "--as-of", "2026-06-01", ...columns]);
  const { candidates }: { candidates: { trials: { criteria: { id: string; verdict: string }[] }[] }[] } = JSON.parse(stdout);
  expect(candidates).toHaveLength(1);
  return candidates[0]?.trials[0]?.criteria.find((one) => one.id === id)?.verdict ?? "";
}

function table(heading: string, below: string, cell: string, plt = "10^9/L"): string {
  return file("list.csv", `id;PLT;${heading}\n;${plt};${below}\nP1;120;${cell}\n`);
}

describe("what would be refused in the heading is refused below it", () => {
  test.each([
    ["bm", "Hirnmetastasen", "ausgeschlossen", "nein"],
    ["bm", "Brain metastasis", "(ruled out)", "no"],
    ["bm", "Brain metastasis", "ruled out (y/n)", "no"],
    ["bm", "Brain metastasis", "ruled out by a scan of the head", "no"],
    ["bm", "Brain metastasis", "free of", "no"],
    ["bm", "Brain metastasis", "absent?", "no"],
    ["bm", "Brain metastasis", "suspected", "no"],
    ["bm", "Brain metastasis", "family", "no"],
    ["bm", "脑转移", "是否排除", "否"],
    ["bm", "Brain metastasis", "N=present", "no"],
    ["sex", "Sex", "mother", "f"],
    ["onset", "Onset", "father", "2020-01-01"],
    ["ecog", "ECOG", "planned", "1"],
    ["ecog", "ECOG", "target", "1"],
  ])("%s: %s, %s", (id, heading, below, cell) => {
    expect(verdict(id, table(heading, below, cell))).toBe("unknown");
    expect(verdict("plt", table(heading, below, cell))).toBe("pass");
    // without any unit
    expect(verdict(id, table(heading, below, cell, ""))).toBe("unknown");
    const records = [
      { id: "", PLT: "10^9/L", [heading]: below },
      { id: "P1", PLT: 120, [heading]: cell },
    ];
    if (below.length < 12) expect(verdict(id, file("list.json", JSON.stringify(records)))).toBe("unknown");
  });
});

test.each(["not done", "missing", "N=present, Y=absent", "free/sick", "(a: yes, b: no)"])("beside units: %s", (below) =>
  expect(verdict("bm", table("Brain metastasis", below, "no"))).toBe("unknown"),
);

describe("what says how a column is written, or names it again, changes nothing", () => {
  test.each([
    ["bm", "Hirnmetastasen", "ja/nein", "nein"],
    ["bm", "Hirnmetastasen", "(j/n)", "nein"],
    ["bm", "Brain metastasis", "0/1", "no"],
    ["bm", "Brain metastasis", "0=no, 1=yes", "0"],
    ["bm", "Brain metastasis", "y=yes, n=no", "no"],
    ["bm", "Brain metastasis", "boolean", "no"],
    ["bm", "Brain metastasis", "-", "no"],
    ["bm", "Brain metastasis", "n/a", "no"],
    ["bm", "Brain metastasis", "CNS metastases", "no"],
    ["bm", "脑转移", "有/无", "无"],
    ["bm", "脑转移", "是否", "否"],
    ["her2", "HER2", "IHC", "3+"],
    ["her2", "HER2", "(IHC/FISH)", "3+"],
    ["her2", "HER2", "IHC oder ISH", "3+"],
    ["sex", "Sex", "m/f", "f"],
    ["sex", "Sex", "m=male, f=female", "f"],
    ["onset", "Onset", "YYYY-MM-DD", "2020-01-01"],
    ["ecog", "ECOG", "0-5", "1"],
    ["ecog", "ECOG", "Grad", "1"],
    ["ecog", "ECOG", "screening", "1"],
  ])("%s: %s, %s", (id, heading, below, cell) => {
    expect(verdict(id, table(heading, below, cell))).toBe("pass");
  });

  test("the column map outranks it", () => {
    const map = { columns: { bm: { column: "Brain metastasis" } } };
    expect(verdict("bm", table("Brain metastasis", "confirmed", "no"), map)).toBe("pass");
  });

  test("a person without an ID is no row of words", () => {
    const list = file("list.csv", "id;name;PLT;Brain metastasis\n;Anna;pending;see letter\nP1;Eva;120;no\n");
    const { stdout } = run(["screen", list, "-c", CRITERIA, "-f", "json", "-q", "--as-of", "2026-06-01"]);
    expect(JSON.parse(stdout).candidates).toHaveLength(2);
  });

  test("is said", () => {
    const { stderr } = run([
      "screen",
      table("Hirnmetastasen", "ausgeschlossen", "nein"),
      "-c",
      CRITERIA,
      "--as-of",
      "2026-06-01",
    ]);
    expect(stderr).toContain(
      "column `Hirnmetastasen` is not read as Brain metastasis: what `ausgeschlossen` below the heading means is not known",
    );
  });
});
