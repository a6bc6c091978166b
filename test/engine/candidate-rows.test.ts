/** Rows that are not candidates: summaries, comments, limits of normal, units, repeated headings. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type MemoryFile, screenFiles, type Way } from "./build.js";

const HEADING = "patient_id,PLT (10*9/L),sex";

/** The candidate IDs of all rows that are reported as not being candidates. */
async function passed(text: string, way: Way = {}, name = "a.csv"): Promise<readonly string[]> {
  const { text: out } = await screenFiles([{ name, text }], { format: "ndjson" }, way);
  const records: { candidate: string; problems: { code: string }[]; trials: { criteria: { verdict: string }[] }[] }[] = out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  const found = records.filter(({ problems }) => problems.some(({ code }) => code === "not-a-candidate"));
  // Such a row has only unknown verdicts, and no other problem.
  for (const { problems, trials } of found) {
    expect(problems).toHaveLength(1);
    for (const { criteria } of trials) for (const { verdict } of criteria) expect(verdict).toBe("unknown");
  }
  return found.map(({ candidate }) => candidate);
}

const row = (id: string): string => `${id},90,female`;
const list = (...ids: readonly string[]): string => [HEADING, ...ids.map((id) => (id === "" ? "" : row(id))), ""].join("\n");

describe("summaries in the last rows, or next to an empty row", () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ["at the end", ["P1", "P2", "Mean", "SD", "n"], ["Mean", "SD", "n"]],
    ["after an empty row", ["P1", "", "Total"], ["Total"]],
    ["after an empty row, with more rows", ["P1", "", "Mean", "SD", "P2"], ["Mean", "SD"]],
    ["before an empty row", ["P1", "Mean", "", "Total", ""], ["Mean", "Total"]],
    ["in the middle", ["P1", "Mean", "P2"], ["Mean"]],
    ["above a single candidate", ["Mean", "P1"], ["Mean"]],
    ["a patient whose id is N", ["P1", "N", "P2", "N2"], []],
    ["Max among names", ["Anna", "Max", "Nora"], []],
    ["Max as the last of names", ["Anna", "Nora", "Max"], []],
    ["Max and Min below names", ["Anna", "Nora", "Max", "Min"], ["Max", "Min"]],
    ["a mean below names", ["Anna", "Nora", "Mean"], ["Mean"]],
    ["Max below numbers", ["P1", "P2", "Max"], ["Max"]],
    ["in the middle of ids with digits", ["P1", "P2", "Mean", "P3", "P4", "Mean", "P5"], ["Mean", "Mean"]],
    ["above all others", ["Mittelwert", "P1", "P2", "P3"], ["Mittelwert"]],
    ["in the middle of names", ["P1", "P2", "Mean", "P3", "Anna"], []],
    ["in the middle, and may be a name", ["P1", "P2", "Max", "P3", "P4"], []],
    ["the same word twice", ["P1", "Total", "P2", "Total"], ["Total", "Total"]],
    ["without any candidate", ["Mean", "SD"], ["Mean", "SD"]],
    ["of a ward, among ids with digits", ["P1", "Durchschn.", "P2", "Ward mean", "P3"], ["Durchschn.", "Ward mean"]],
    ["of a ward, among names", ["Anna", "Summe Station 1", "Nora", "Subtotal", "Eva"], ["Summe Station 1", "Subtotal"]],
    ["of a ward, below names", ["Anna", "Nora", "Среднее по отделению"], ["Среднее по отделению"]],
    ["more of them than people", ["Anna", "Mean ward 1", "SD ward 1", "n ward 1"], ["Mean ward 1", "SD ward 1", "n ward 1"]],
    ["patients of wards", ["Ward 1 AB", "Ward 1 CD", "Station 2 EF", "Max Ward"], []],
    ["numbers of sites", ["Site 1 number 1", "Site 1 number 2", "Site 2 number 3"], []],
  ])("%s", async (_, ids, found) => {
    expect(await passed(list(...ids))).toEqual(found);
    // independent of where blocks end
    for (const blockSize of [1, 30, 60]) expect(await passed(list(...ids), { blockSize, jobs: 3 })).toEqual(found);
    const records = ids.flatMap((id) => (id === "" ? [] : [JSON.stringify({ patient_id: id, PLT: 90, sex: "female" })]));
    if (!ids.includes("")) expect(await passed(records.join("\n"), {}, "a.ndjson")).toEqual(found);
    if (!ids.includes("")) expect(await passed(`[${records.join(",")}]`, { blockSize: 50 }, "a.json")).toEqual(found);
  });

  test.each<[string, readonly string[], readonly string[]]>([
    ["quartiles below numbers", ["101", "102", "103", "Q1", "Median", "Q3"], ["Q1", "Median", "Q3"]],
    ["quartiles alone", ["101", "102", "103", "Q1", "Q3"], ["Q1", "Q3"]],
    ["percentiles", ["P-1", "P-2", "p5", "p95"], ["p5", "p95"]],
    ["IDs of the same form", ["Q1", "Q2", "Q3", "Q4"], []],
    ["only IDs of the same form", ["Q1", "Q2", "Q3"], []],
    ["IDs of the same form, and a mean", ["P74", "P75", "Mean"], ["Mean"]],
    ["beds of several rooms", ["A1", "B1", "Q1", "Q3", "Mean"], ["Mean"]],
    ["a single one", ["101", "102", "P5"], []],
    ["among candidates", ["101", "Q1", "102", "Q3", "103"], []],
  ])("%s", async (_, ids, found) => {
    for (const blockSize of [1, 30, 1000]) expect(await passed(list(...ids), { blockSize, jobs: 2 })).toEqual(found);
    const records = ids.map((id) => JSON.stringify({ patient_id: id, PLT: 90, sex: "female" }));
    expect(await passed(records.join("\n"), {}, "a.ndjson")).toEqual(found);
  });

  test("the ID is blank, and the word is in a column before or after it", async () => {
    expect(await passed("no,patient_id,PLT\n1,P1,90\n2,P2,90\nMean,,90\n")).toEqual([""]);
    expect(await passed("patient_id,name,PLT\nP1,A,90\nP2,B,90\n,Mittelwert,90\n")).toEqual([""]);
  });

  test("the ID column comes after others", async () => {
    expect(await passed("PLT,sex,patient_id\n90,female,P1\n90,female,P2\n90,female,Среднее\n")).toEqual(["Среднее"]);
    expect(await passed("PLT,sex,patient_id\n90,female,Anna\n90,female,Nora\n90,female,Max\n")).toEqual([]);
  });

  test("a word in a column before the ID", async () => {
    expect(await passed("site,patient_id,PLT\nA,1,90\nA,2,90\nTotal,3,90\n")).toEqual(["3"]);
    expect(await passed("ward,patient_id,PLT\n1,1,90\n1,2,90\nStation 1 gesamt,2,90\n")).toEqual(["2"]);
    expect(await passed("arm,patient_id,PLT\nTotal arm 1,1,90\nTotal arm 2,2,90\nTotal arm 1,3,90\n")).toEqual([]);
    // Here the words are values of a column.
    expect(await passed("surgery,patient_id,PLT\ntotal,1,90\npartial,2,90\ntotal,3,90\n")).toEqual([]);
    expect(await passed("pregnant,patient_id,PLT\nY,1,90\nY,2,90\nN,3,90\n")).toEqual([]);
  });
});

describe("lines of text below a list", () => {
  test.each<[string, readonly string[], readonly string[], readonly string[]]>([
    ["a legend", ["P1", "P2", "Mean"], ["Legende: gelb = Rückfrage"], ["Mean", "Legende: gelb = Rückfrage"]],
    ["after an empty row", ["P1", "P2", "Summe"], ["", "Key: yellow"], ["Summe", "Key: yellow"]],
    ["in Chinese", ["P1", "合计"], ["注：红色"], ["合计", "注：红色"]],
    ["with a star", ["Ana", "Media"], ["* pendiente de confirmar"], ["Media", "* pendiente de confirmar"]],
    ["without a mark", ["P1", "P2", "Mean", "SD"], ["Gelb ist zu klären"], ["Mean", "SD"]],
    ["with two cells", ["P1", "P2", "Mean"], ["Unterschrift,,,Dr. A"], ["Mean"]],
    ["with signatures", ["P1", "P2", "Mean"], [",审核：,Datum: 27.11.2026"], ["Mean"]],
    ["several lines", ["Ana", "Luz", "Mittelwert"], ["gez. Dr. A", "Seite 1 von 2"], ["Mittelwert"]],
    ["an ID with a digit and no values", ["P1", "Max"], ["P7"], []],
    ["names without values", ["Ana", "Max"], ["Luz"], []],
    ["words in columns of values", ["P1", "P2", "Mean"], ["printed by,Dr. Meier,12.01.2026"], ["Mean"]],
    ["words, with a blank ID", ["P1", "P2", "Mean", "SD"], [",fasting,"], ["Mean", "SD"]],
    ["below limits above the list", ["ULN", "P1", "P2"], ["printed by,Dr. Meier"], ["ULN"]],
    ["a candidate whose value is pending", ["Ana", "Total"], ["Luz,pending"], []],
    ["a candidate with a value", ["Ana", "Total"], ["Luz,,male"], []],
  ])("%s", async (_, ids, texts, found) => {
    const text = `${list(...ids)
      .replace(HEADING, `${HEADING},note`)
      .replaceAll(
        ",female",
        ",female,",
      )}${texts.map((one) => (one === "" ? "\n" : `${one.padEnd(one.length + 4 - one.split(",").length, ",")}\n`)).join("")}`;
    expect(await passed(text)).toEqual(found);
    for (const blockSize of [1, 30, 60]) expect(await passed(text, { blockSize, jobs: 3 })).toEqual(found);
  });

  test.each<[string, readonly object[], readonly string[]]>([
    ["with an ID only", [{ patient_id: "printed by Dr. A" }], ["Mean"]],
    ["with blanks", [{ patient_id: "printed by Dr. A", PLT: null, sex: "" }], ["Mean"]],
    [
      "with words",
      [
        { patient_id: "", PLT: "fasting" },
        { patient_id: "printed by", sex: "Dr. A" },
      ],
      ["Mean"],
    ],
    ["a candidate with a value", [{ patient_id: "Luz", sex: "f" }], []],
    ["a candidate whose value is pending", [{ patient_id: "Luz", PLT: "pending" }], []],
  ])("in JSON: %s", async (_, lines, found) => {
    const people = ["Ana", "Eva", "Mean"].map((id) => ({ patient_id: id, PLT: 90, sex: "female" }));
    const records = [...people, ...lines].map((one) => JSON.stringify(one));
    for (const blockSize of [1, 50, 1000])
      expect(await passed(records.join("\n"), { blockSize, jobs: 2 }, "a.ndjson")).toEqual(found);
    expect(await passed(`[${records.join(",")}]`, {}, "a.json")).toEqual(found);
  });

  test("a remark in a column before the ID is not a line of text", async () => {
    const text = "remark,patient_id,PLT (10*9/L),sex\nNote: calls back,P1,90,female\n,P2,80,male\n";
    expect(await passed(text)).toEqual([]);
  });
});

describe("limits of normal, units and repeated headings", () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ["above all", ["ULN", "P1", "P2", "P3"], ["ULN"]],
    ["among ids with digits", ["P1", "LLN", "P2", "ref", "P3"], ["LLN", "ref"]],
    ["letters among names", ["Anna", "LIN", "Nora"], []],
    ["letters below initials", ["ABC", "DEF", "LIN"], []],
    ["a woman called Norma", ["Anna", "Norma", "Nora"], []],
    ["words among names", ["Anna", "Referenz", "Nora", "Upper limit of normal", "Berta"], ["Referenz", "Upper limit of normal"]],
    ["in Chinese", ["张三", "正常值", "李四", "单位"], ["正常值", "单位"]],
    ["units", ["P1", "Einheit", "P2"], ["Einheit"]],
    ["above a single one", ["ULN", "P1"], ["ULN"]],
    ["controls among names", ["Anna", "Kontrolle", "Nora", "QC Level 2", "Berta"], ["Kontrolle", "QC Level 2"]],
    ["an example above all", ["Beispiel", "P1", "P2"], ["Beispiel"]],
    ["targets among ids with digits", ["Soll", "P1", "QC", "P2", "Ziel"], ["Soll", "QC", "Ziel"]],
    ["a man called Ziel", ["Anna", "Ziel", "Nora", "Pool"], []],
    ["numbers of controls among numbers", ["4711", "QC1", "4712", "QC 2", "4713", "4714", "Std 1"], ["QC1", "QC 2", "Std 1"]],
    ["numbers of controls among ids of one letter", ["P1", "P2", "QC-1", "P3"], ["QC-1"]],
    ["numbers of Québec among those of Ontario", ["ON-1", "QC-1", "ON-2", "ON-3"], []],
    ["numbers of Québec alone", ["QC-1", "QC-2", "QC-3"], []],
    ["an arm of a study", ["Standard 1", "Intervention 1", "Standard 2", "Intervention 2"], []],
    ["numbers of controls among names", ["Anna", "QC 1", "Nora", "Eva"], []],
    ["more numbers of controls than others", ["1", "QC 1", "QC 2", "QC 3"], []],
    ["samples among ids with digits", ["Muster", "4711", "4712", "Test", "4713"], ["Muster", "Test"]],
    ["a man called Muster", ["Anna", "Muster", "Nora"], []],
    ["samples of people", ["Sample 1", "Sample 2", "Muster 3", "Specimen 4"], []],
    [
      "controls with and without a number",
      ["Anna", "Dummy 1", "Nora", "Testpatient 2", "Vorlage"],
      ["Dummy 1", "Testpatient 2", "Vorlage"],
    ],
    [
      "a control, in other languages",
      ["Anna", "modèle", "Пример 1", "示例1", "Ejemplo (fila)"],
      ["modèle", "Пример 1", "示例1", "Ejemplo (fila)"],
    ],
    ["no other candidates", ["Testpatient 1", "Testpatient 2", "Beispiel"], []],
    ["the numbers of a control group, and of Québec", ["Control 1", "Control 2", "QC-1", "QC 2"], []],
  ])("%s", async (_, ids, found) => {
    for (const blockSize of [1, 30, 1000]) expect(await passed(list(...ids), { blockSize, jobs: 2 })).toEqual(found);
    const records = ids.map((id) => JSON.stringify({ patient_id: id, PLT: 90, sex: "female" }));
    expect(await passed(records.join("\n"), {}, "a.ndjson")).toEqual(found);
  });

  test("groups of a study and findings are not labels", async () => {
    expect(await passed("group,patient_id,PLT\ncontrol,1,90\ncase,2,90\ncontrol,3,90\n")).toEqual([]);
    expect(await passed("arm,nr,PLT\nControl,1,90\nControl,2,90\n", { id: ["arm", "nr"] })).toEqual([]);
    expect(await passed("arm,nr,PLT\nTest,1,90\nTest,2,90\nStandard,3,90\n", { id: ["arm", "nr"] })).toEqual([]);
    expect(await passed("province,nr,PLT\nON,1,90\nON,2,90\nQC,1,90\n", { id: ["province", "nr"] })).toEqual([]);
    expect(await passed("arm,PLT\nTest,90\nTest,90\nStandard,90\n", { id: [] })).toEqual([]);
    expect(await passed("arm,PLT\nReference,90\nTest,90\nReference,90\nControl,90\n", { id: [] })).toEqual([]);
    expect(await passed("BRAF,PLT\nmutated,90\nnormal,90\nnormal,90\n", { id: [] })).toEqual([]);
  });

  test("the headings are repeated on every page", async () => {
    const text = [HEADING, row("Anna"), HEADING, row("Nora"), HEADING].join("\n");
    for (const blockSize of [1, 30, 1000]) expect(await passed(text, { blockSize })).toEqual(["patient_id", "patient_id"]);
    expect(await passed(`no,${HEADING}\n1,${row("Anna")}\nno,${HEADING}\n2,${row("Nora")}\n`)).toEqual(["patient_id"]);
    const records = [
      { patient_id: "Anna", PLT: 90 },
      { patient_id: "patient_id", PLT: "PLT" },
      { patient_id: "Nora", PLT: 90 },
    ];
    expect(await passed(JSON.stringify(records), {}, "a.json")).toEqual(["patient_id"]);
  });

  test.each([
    ["after an empty row", "patient_id,PLT\nP1,90\n\npatient_id,WBC\nP2,120\n"],
    ["with other columns", "patient_id,PLT,Hb\nP1,90,8\npatient_id,Hb,PLT\nP2,9,120\n"],
    ["with another word for the ID", "patient_id,PLT\nP1,90\nPat.-Nr.,WBC\nP2,120\n"],
    ["without a word for the ID", "patient_id,PLT,Hb\nP1,90,8\n\nStation B,,\nName,Hb,PLT\nP2,9,120\n"],
    ["with another word, and one not known", "patient_id,PLT,Hb\nP1,90,8\nCode,Hb,Thr\nP2,9,120\n"],
    ["with a title in place of the ID", "patient_id,PLT,Hb\nP1,90,8\nNew ward,Hb (g/dL),PLT\nP2,9,120\n"],
    ["with a blank first cell", "patient_id,PLT,Hb\nP1,90,8\n,Hb,PLT\nP2,9,120\n"],
    [
      "of findings",
      "patient_id,brain_metastasis,cardiac_pacemaker\nP1,no,no\nFall,cardiac_pacemaker,brain_metastasis\nP2,no,no\n",
    ],
    ["of short words", "patient_id,brain_metastasis,tumor_count\nP1,no,1\n\nCode,Hb,Zahl\nP2,9,3\n"],
    ["of a quantity below a finding", "patient_id,brain_metastasis,sex\nP1,no,f\nFall,PLT,Geschlecht\nP2,no,m\n"],
  ])("headings of another table stop the run: %s", async (_, text) => {
    for (const blockSize of [1, 1000])
      for (const isOnce of [false, true])
        await expect(screenFiles([{ name: "a.csv", text }], {}, { blockSize, jobs: 2 }, isOnce)).rejects.toThrow(
          "this row is the heading of another table",
        );
  });

  test.each(["dito", "Ditto", "idem", "s.o.", "〃", "同上"])("an ID that is a ditto mark ends the run: %s", async (mark) => {
    for (const blockSize of [1, 1000])
      for (const isOnce of [false, true])
        await expect(
          screenFiles([{ name: "a.csv", text: list("P1", mark, "P2") }], {}, { blockSize, jobs: 2 }, isOnce),
        ).rejects.toThrow("the ID is a ditto mark");
  });

  test.each([
    ["the same columns again", "patient_id,PLT,Hb\nAnna,90,8\nName,PLT,Hämoglobin\nNora,90,9\n"],
    ["words", "patient_id,PLT,Hb\nAnna,90,8\nEva,see letter,haemolytic\nNora,90,9\n"],
    ["values that are missing", "patient_id,PLT,Hb\nAnna,90,8\nEva,NA,pending\nNora,90,9\n"],
    ["a finding named as another", "patient_id,brain_metastasis,sex\nAnna,no,f\nEva,hypertension,\nNora,no,f\n"],
    ["two letters that may be a finding", "patient_id,brain_metastasis,tumor_count\nAnna,no,1\nEva,Hb,\nNora,no,1\n"],
    ["a remark that names a field", "patient_id,PLT,remark\nAnna,90,\nEva,pending,Hb\nNora,90,\n"],
  ])("no heading of another table: %s", async (_, text) => expect(await passed(text)).toEqual([]));

  test("a candidate with the name of the heading is still a candidate", async () => {
    expect(await passed("Patient,PLT\nAnna,90\nPatient,90\nNora,90\n")).toEqual([]);
    expect(await passed("Patient,PLT\nAnna,90\nPatient,pending\nNora,90\n")).toEqual([]);
  });

  test("the message about such rows", async () => {
    const { text } = await screenFiles([{ name: "a.csv", text: list("P1", "ULN", "P2", "P3") }], { format: "ndjson" });
    expect(text).toContain(
      "this row looks like limits of normal, targets, a control, units or the heading again and is not screened",
    );
  });
});

describe("rows that begin with #", () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ["a comment", ["P1", "# checked by AB", "P2"], ["# checked by AB"]],
    ["a patient who was commented out", ["P1", "#P2", "P3"], ["#P2"]],
    ["IDs", ["#1", "#2", "#3"], []],
    ["a single ID", ["#1"], []],
    ["IDs and a comment", ["#1", "#2", "# until here"], ["# until here"]],
    ["IDs of half the patients", ["#1", "P2", "#3", "P4"], []],
  ])("%s", async (_, ids, found) => {
    expect(await passed(list(...ids))).toEqual(found);
    expect(await passed(list(...ids), { blockSize: 1, jobs: 2 })).toEqual(found);
  });

  test("a comment of one cell is not reported as a ragged row", async () => {
    expect(await passed(`${list("P1", "P2")}# exported on 2026-01-01\n`)).toEqual(["# exported on 2026-01-01"]);
  });
});

test("rows that are not candidates are counted separately", async () => {
  const { outcome } = await screenFiles([{ name: "a.csv", text: list("P1", "P2", "Mean") }], {});
  expect(outcome.summary).toMatchObject({ records: 3, notCandidates: 1, problems: { "not-a-candidate": 1 } });
  expect(Object.values(outcome.summary.trials[0]?.counts ?? {}).reduce((sum, count) => sum + count, 0)).toBe(2);
});

test("a summary row counts neither for repeated IDs nor for units", async () => {
  const text = `${HEADING.replace(" (10*9/L)", "")}\n${row("P1")}\n${row("Mean")}\n${row("P2")}\nMean,90000,\n`;
  const { outcome } = await screenFiles([{ name: "a.csv", text }], {});
  expect(outcome.summary.problems).toEqual({ "not-a-candidate": 2 });
  expect(outcome.notices.map(({ code }) => code)).not.toContain("implausible-unit");
});

/** Results of the rows with these IDs, without row numbers. */
async function verdictsOf(text: string, ids: ReadonlySet<string>): Promise<readonly string[]> {
  const { text: out } = await screenFiles([{ name: "a.csv", text }], { format: "ndjson" });
  return out
    .trim()
    .split("\n")
    .filter((line) => ids.has(JSON.parse(line).candidate))
    .map((line) => line.replace(/"row":\d+/, ""));
}

describe("additions change no verdict on other rows", () => {
  const cells = fc.tuple(fc.constantFrom("90", "79", "90000", "NA", "", "6.5"), fc.constantFrom("female", "male", "N", ""));
  const rows = fc
    .array(cells, { minLength: 1, maxLength: 12 })
    .map((all) => all.map((one, index) => `P${index},${one.join(",")}`));
  const added = fc.constantFrom("Mean,85,", "Total,900000,", "n,2,2", "# a note,,", "#,,", ",,", "合计,180,", ",Summe,3");

  test("a row of a summary, a comment or an empty row", async () => {
    await fc.assert(
      fc.asyncProperty(rows, fc.array(added, { minLength: 1, maxLength: 3 }), async (own, more) => {
        const ids = new Set(own.map((one) => one.split(",")[0] ?? ""));
        const before = await verdictsOf([HEADING, ...own].join("\n"), ids);
        const commentFirst = more.filter((one) => one.startsWith("#"));
        expect(await verdictsOf([HEADING, ...own, ...more].join("\n"), ids)).toEqual(before);
        expect(await verdictsOf([HEADING, ...commentFirst, ...own].join("\n"), ids)).toEqual(before);
      }),
      { numRuns: 60 },
    );
  });

  test("a blank column", async () => {
    await fc.assert(
      fc.asyncProperty(rows, fc.nat(3), async (own, place) => {
        const ids = new Set(own.map((one) => one.split(",")[0] ?? ""));
        const wider = [HEADING, ...own].map((line) => line.split(",").toSpliced(place, 0, "").join(","));
        expect(await verdictsOf(wider.join("\n"), ids)).toEqual(await verdictsOf([HEADING, ...own].join("\n"), ids));
      }),
      { numRuns: 40 },
    );
  });
});

test("a summary far below, in another block, on any number of threads", async () => {
  const ids = Array.from({ length: 400 }, (_, index) => (index % 50 === 7 ? "N" : `P${index}`));
  const file: MemoryFile = { name: "a.csv", text: list(...ids, "", "Mean") };
  const whole = await screenFiles([file], {});
  for (const jobs of [2, 4]) {
    const { text, outcome } = await screenFiles([file], {}, { jobs, blockSize: 200, isAtOnce: true });
    expect({ text, outcome }).toEqual({ text: whole.text, outcome: whole.outcome });
  }
});

describe("a row of units counts like units in the headings", () => {
  test("its units are used, and it is not a candidate", async () => {
    const text = "patient_id,PLT,Hb,kps\n,/nL,g/dL,%\nP1,90,7.9,80\n";
    const { text: out, outcome, notices } = await screenFiles([{ name: "a.csv", text }], {});
    expect(outcome.summary).toMatchObject({ records: 1, notCandidates: 0, recordsWithProblems: 0 });
    expect(out).toContain("7.9 g/dL is not >= 80 g/L");
    expect(JSON.stringify(notices)).toContain("unit-row");
  });

  test.each([
    ["below empty rows", "patient_id,Hb\n\n\n,g/dL\nP1,7.9\n"],
    ["below other rows that are not candidates", "patient_id,Hb\nULN,16\nEinheit,g/dL\nP1,7.9\n"],
    ["below the candidates", "patient_id,Hb\nP1,7.9\nUnit:,g/dL\n"],
  ])("%s", async (_, text) => {
    for (const blockSize of [1, 1000]) {
      const { text: out, outcome } = await screenFiles([{ name: "a.csv", text }], {}, { blockSize, jobs: 2 });
      expect(out).toContain("7.9 g/dL is not >= 80 g/L");
      expect(outcome.summary.trials[0]?.counts).toEqual({ eligible: 0, ineligible: 1, undetermined: 0 });
    }
  });

  test("numbers without a unit are unreadable if the row contradicts the heading", async () => {
    const text = "patient_id,Hb (g/L),PLT (10*9/L)\n,g/dL,G/L\nP1,90,90\nP2,90 g/L,90\n";
    const { text: out } = await screenFiles([{ name: "a.csv", text }], { layout: "long" });
    expect(out).toMatch(/P1,3,.*I4d,.*unknown/);
    expect(out).toMatch(/P2,4,.*I4d,.*pass/);
    expect(out).toMatch(/P1,3,.*I4a,.*pass/);
  });

  const UNITS = { patient_id: "", PLT: "/nL", Hb: "g/dL", kps: "%" };
  const P1 = { patient_id: "P1", PLT: 90, Hb: 7.9, kps: 80 };

  test.each<[string, string, string]>([
    ["a JSON array", "a.json", JSON.stringify([UNITS, P1])],
    ["NDJSON", "a.ndjson", `${JSON.stringify(UNITS)}\n${JSON.stringify(P1)}\n`],
    ["NDJSON below an empty line", "a.ndjson", `\n${JSON.stringify({ ...UNITS, patient_id: "units" })}\n${JSON.stringify(P1)}\n`],
    ["records without the id's key", "a.ndjson", `${JSON.stringify({ PLT: "/nL", Hb: "g/dL" })}\n${JSON.stringify(P1)}\n`],
  ])("the same for the first record of %s", async (_, name, text) => {
    const { text: out, outcome, notices } = await screenFiles([{ name, text }], {});
    expect(outcome.summary).toMatchObject({ records: 1, notCandidates: 0, recordsWithProblems: 0 });
    expect(out).toContain("7.9 g/dL is not >= 80 g/L");
    expect(JSON.stringify(notices)).toContain("unit-row");
  });

  test.each<[string, object]>([
    ["an id", { ...UNITS, patient_id: "P0" }],
    ["a number", { ...UNITS, kps: 80 }],
    ["a quantity", { ...UNITS, Hb: { value: 12, unit: "g/dL" } }],
    ["a name", { ...UNITS, Name: "Anna Berg-Holm, geb. Lund" }],
    ["no unit", { patient_id: "", PLT: "", Hb: null }],
  ])("a record with %s is a candidate", async (_, first) => {
    const text = `${JSON.stringify(first)}\n${JSON.stringify(P1)}\n`;
    const { outcome, notices } = await screenFiles([{ name: "a.ndjson", text }], {});
    expect(outcome.summary).toMatchObject({ records: 2 });
    expect(JSON.stringify(notices)).not.toContain("unit-row");
  });

  test("numbers without a unit are unreadable if the record contradicts the key", async () => {
    const text = JSON.stringify([
      { patient_id: "", "Hb (g/L)": "g/dL" },
      { patient_id: "P1", "Hb (g/L)": 90 },
    ]);
    const { text: out } = await screenFiles([{ name: "a.json", text }], { layout: "long" });
    expect(out).toMatch(/P1,2,.*I4d,.*unknown/);
  });
});
