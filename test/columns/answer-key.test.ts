/** Headings that list the answers of their column define what letters and digits mean, in that column only. */
import { expect, test } from "vitest";
import { run, scratch } from "../program.js";

const { file } = scratch();

test.each([
  ["Hirnmetastasen (O/N)", "O", "fail"], // the criterion is an exclusion
  ["Hirnmetastasen (O/N)", "o", "fail"],
  ["Hirnmetastasen (O/N)", "N", "pass"],
  ["Hirnmetastasen (O/N)", "0", "unknown"], // 0 is more likely the letter than a zero
  ["Hirnmetastasen (S/N)", "s", "fail"],
  ["Hirnmetastasen (N/O)", "O", "fail"],
  ["Hirnmetastasen", "O", "unknown"],
  ["Hirnmetastasen (O/U)", "O", "unknown"],
])("`%s`, %s: %s", (heading, cell, verdict) => {
  const list = file("list.csv", `patient_id,${heading}\nP1,${cell}\nP2,${cell}\nP3,nein\n`);
  const trial = file(
    "trial.json",
    JSON.stringify({
      trial: { id: "T1" },
      fields: { bm: { type: "boolean", label: "Brain metastasis", aliases: ["Hirnmetastasen"] } },
      inclusion: [],
      exclusion: [{ id: "E1", label: "x", condition: { field: "bm", op: "is", value: true } }],
    }),
  );
  const map = file("map.json", JSON.stringify({ columns: { bm: { column: heading } } }));
  const { stdout } = run(["screen", list, "-c", trial, "--columns", map, "-f", "json", "-q"]);
  expect(JSON.parse(stdout).candidates[0].trials[0].criteria[0].verdict).toBe(verdict);
});

test("a column map takes precedence over the heading", () => {
  const list = file("list.csv", "patient_id,bm (O/N)\nP1,O\n");
  const trial = file(
    "trial.json",
    JSON.stringify({
      trial: { id: "T1" },
      fields: { bm: { type: "boolean", label: "Brain metastasis" } },
      inclusion: [],
      exclusion: [{ id: "E1", label: "x", condition: { field: "bm", op: "is", value: true } }],
    }),
  );
  const map = file("map.json", JSON.stringify({ columns: { bm: { codes: { O: false, N: true } } } }));
  const { stdout } = run(["screen", list, "-c", trial, "--columns", map, "-f", "json", "-q"]);
  expect(JSON.parse(stdout).candidates[0].trials[0].criteria[0].verdict).toBe("pass");
});

const DIGITS = JSON.stringify({
  trial: { id: "T1" },
  fields: {
    bm: { type: "boolean", label: "Brain metastasis", aliases: ["Hirnmetastasen"] },
    sex: { type: "code", label: "Sex", aliases: ["性别"], codes: { female: ["f", "w", "女"], male: ["m", "h", "男"] } },
  },
  inclusion: [{ id: "I1", label: "x", condition: { field: "sex", op: "is", value: "female" } }],
  exclusion: [{ id: "E1", label: "x", condition: { field: "bm", op: "is", value: true } }],
});

/**
 * The verdicts on cells below a heading, one letter each: p(ass), f(ail) or u(nknown). With `field`, a column map names the
 * column.
 */
function below(criterion: string, heading: string, cells: readonly string[], field?: string): string {
  const list = file("list.csv", `patient_id,"${heading}",x\n${cells.map((cell, at) => `P${at},${cell},\n`).join("")}`);
  const map =
    field === undefined ? [] : ["--columns", file("map.json", JSON.stringify({ columns: { [field]: { column: heading } } }))];
  const { stdout } = run(["screen", list, "-c", file("trial.json", DIGITS), ...map, "-f", "json", "-q"]);
  return verdictsIn(stdout, criterion);
}

/** The same for JSON records. */
function ofRecords(criterion: string, records: readonly object[]): string {
  const list = file("list.json", JSON.stringify(records));
  return verdictsIn(run(["screen", list, "-c", file("trial.json", DIGITS), "-f", "json", "-q"]).stdout, criterion);
}

function verdictsIn(stdout: string, criterion: string): string {
  const { candidates }: { candidates: { trials: { criteria: { id: string; verdict: string }[] }[] }[] } = JSON.parse(stdout);
  return candidates.map(({ trials }) => trials[0]?.criteria.find(({ id }) => id === criterion)?.verdict[0]).join("");
}

test.each([
  ["E1", "Hirnmetastasen (1=ja, 2=nein)", ["1", "2", "9", "0", ""], "fpuuu"],
  ["E1", "Hirnmetastasen (1 = ja; 2 = nein; 9 = unbekannt)", ["1", "2", "9"], "fpu"],
  ["E1", "Hirnmetastasen 0=yes 1=no", ["0", "1"], "fp"], // the opposite of how digits are read without a legend
  ["E1", "Hirnmetastasen (0 - ja; 1 - nein)", ["0", "1"], "fp"],
  ["E1", "Hirnmetastasen: ja=1/nein=0", ["1", "0", "2"], "fpu"],
  ["E1", "Hirnmetastasen (0=nein 1=ja 2=V.a.)", ["0", "1", "2"], "pfu"],
  ["E1", "Hirnmetastasen (0 = none; 1 = present)", ["0", "1", "none"], "pfu"], // "none" explained together with a yes
  ["E1", "Hirnmetastasen (1=keine 2=vorhanden)", ["1", "2", "0"], "pfu"],
  ["I1", "Sex (1=male 2=female)", ["1", "2", "3"], "fpu"],
  ["I1", "Sex (m=1, f=2)", ["1", "2"], "fp"],
  ["I1", "性别（1＝男，2＝女）", ["1", "2"], "fp"],
])("%s: digits below `%s`", (criterion, heading, cells, verdicts) => {
  expect(below(criterion, heading, cells)).toBe(verdicts);
  const records = cells.map((cell, at) => ({ patient_id: `P${at}`, [heading]: cell === "" ? null : Number(cell) }));
  expect(ofRecords(criterion, records)).toBe(verdicts);
});

test("a question mark at the end of a heading belongs to a yes or no, and to nothing else", () => {
  expect(below("E1", "Hirnmetastasen?", ["nein", "ja"])).toBe("pf");
  expect(below("E1", "Hirnmetastasen (O/N) ?", ["N", "O", "0"])).toBe("pfu");
  expect(below("E1", "Hirnmetastasen (0=ja, 1=nein)？", ["0", "1"])).toBe("fp");
  expect(below("E1", "Brain metastasis?", ["no"])).toBe("p");
  expect(ofRecords("E1", [{ patient_id: "P1", "Hirnmetastasen?": "nein" }])).toBe("p");
  for (const heading of ["Hirnmetastasen??", "Sex?"])
    expect(run(["screen", file("list.csv", `patient_id,${heading}\nP1,no\n`), "-c", file("trial.json", DIGITS)]).status).toBe(2);
});

test("the legend in a heading also counts where a column map names the column", () => {
  expect(below("E1", "Hirnfiliae (0=ja 1=nein)", ["0", "1"], "bm")).toBe("fp");
  expect(below("E1", "Hirnfiliae [0 (ja), 1 (nein)]", ["0", "1"], "bm")).toBe("uu");
  expect(below("E1", "Hirnfiliae (0=MRT 1=CT)", ["0", "1"], "bm")).toBe("uu"); // CT and MRI say nothing about metastases
  expect(below("I1", "Sexo (1=H 2=M)", ["1", "2"], "sex")).toBe("uu"); // `M` is a woman beside `H`, but a man beside `F`
});

test("with a legend in a row of its own, digits are not read as usual if it says otherwise", () => {
  expect(below("E1", "Hirnmetastasen", ["0=ja 1=nein", "0", "1", "nein"])).toBe("uuup");
  expect(below("E1", "Hirnmetastasen", ["1=ja 0=nein", "0", "1", "nein"])).toBe("upfp");
});

test("the row of units may explain digits and letters, too", () => {
  const screen = (name: string, text: string) => {
    const { stdout } = run(["screen", file(name, text), "-c", file("units.json", UNITS), "-f", "json", "-q"]);
    const { candidates }: { candidates: { trials: { criteria: { id: string; verdict: string }[] }[] }[] } = JSON.parse(stdout);
    return candidates.map(({ trials }) => trials[0]?.criteria.map(({ verdict }) => verdict[0]).join(""));
  };
  const UNITS = JSON.stringify({
    ...JSON.parse(DIGITS),
    inclusion: [{ id: "I1", label: "x", condition: PLATELETS }],
    fields: FIELDS,
  });
  const table = (key: string, ...cells: string[]) =>
    `patient_id,bm,PLT\n,${key},10^9/L\n${cells.map((cell, at) => `P${at},${cell},100\n`).join("")}`;
  expect(screen("list.csv", table("0=yes 1=no", "0", "1"))).toEqual(["pf", "pp"]);
  expect(screen("list.csv", table("O/N", "O", "N", "0"))).toEqual(["pf", "pp", "pu"]);
  const records = [
    { patient_id: "", bm: "0=yes 1=no", PLT: "10^9/L" },
    { patient_id: "A", bm: 0, PLT: 100 },
    { patient_id: "B", bm: 1, PLT: 100 },
  ];
  expect(screen("list.json", JSON.stringify(records))).toEqual(["pf", "pp"]);
});

const PLATELETS = { field: "platelets", op: ">=", value: 80, unit: "10*9/L" };
const FIELDS = {
  bm: { type: "boolean", label: "Brain metastasis" },
  platelets: { type: "number", label: "Platelets", aliases: ["PLT"], unit: "10*9/L", plausible: [1, 2000] },
};

test("answers listed in the key of a record", () => {
  const records = ["O", "N", "0"].map((bm, at) => ({ patient_id: `P${at}`, "Hirnmetastasen (O/N)": bm }));
  expect(ofRecords("E1", records)).toBe("fpu");
});

test("digits are not read if a legend in the column explains them in unknown words", () => {
  expect(below("E1", "Hirnmetastasen", ["0 = seen; 1 = clear", "0", "1", "nein"])).toBe("uuup");
});

test.each([
  ["Legende: 0 = ja, 1 = nein", "uuup"],
  ["Note: brain metastasis 0 = yes", "uuup"],
  ["Note: yes=0 no=1", "uuup"],
  ["# 1 = no, 2 = yes", "uuup"],
  ["Legende: 0 - ja, 1 - nein", "uuup"],
  ["Примечание: 0 — да, 1 — нет", "uuup"],
  ["Note: 0 (yes), 1 (no)", "uuup"],
  ["Note: yes (0), no (1)", "uuup"],
  ["Note: 0 means yes", "uuup"],
  ["Note: 1 - yes, 0 - no", "pfpp"],
  ["Note: yes (1), no (0)", "pfpp"],
  ["Note: see table no. 1", "pfpp"],
  ["说明：0＝是，1＝否", "uuup"],
  ["Hirnmetastasen: 0 = seen; 1 = clear", "uuup"], // unknown words
  ["Brain metastasis: 0 = seen", "uuup"],
  ["Note: brain metastasis 0 means seen, 1 means clear", "uuup"],
  ["Sex: 0 = wife; 1 = husband", "pfpp"], // about another column
  ["0 = yes; 1 = no", "uuup"], // no word such as "Note" before it
  ["1 = yes; 0 = no", "pfpp"],
  ["Note: 1 = yes, 0 = no; ECOG: 0 = fully active", "pfpp"],
  ["Note: 0 = never, 1 = former", "pfpp"],
  ["Note: Hb in g/dL; no = 0.5 at least", "pfpp"],
])("digits in a list with the note `%s`", (note, verdicts) => {
  const cells = ["0", "1", "0", "nein"];
  const trial = file("trial.json", DIGITS);
  const [first, ...rest] = cells.map((bm, at) => ({ patient_id: `P${at}`, Hirnmetastasen: bm }));
  const rows = [first, { patient_id: note, Hirnmetastasen: "" }, ...rest];
  const table = rows.map((row) => `"${row?.patient_id}",${row?.Hirnmetastasen}\n`).join("");
  for (const list of [
    file("list.csv", `patient_id,Hirnmetastasen\n${table}`),
    file("list.json", JSON.stringify(rows.map((row) => ({ ...row, Hirnmetastasen: row?.Hirnmetastasen || null })))),
  ]) {
    const { stdout } = run(["screen", list, "-c", trial, "-f", "json", "-q"]);
    expect(verdictsIn(stdout, "E1").replace(/^(.)u/, "$1")).toBe(verdicts);
  }
});
