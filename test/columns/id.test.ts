/** Which columns identify a candidate, and when two IDs are the same. */
import { describe, expect, test } from "vitest";
import { hasLostDigits, joinedId, printedForm, textId } from "../../src/columns/id.js";
import { idName, isSiteName } from "../../src/columns/id-names.js";
import { boolean, number, type ReadOptions, readFile, trial } from "./build.js";

const TRIAL = trial([number("platelets", "10*9/L", { aliases: ["PLT"] }), boolean("pregnant")]);

/** Headings by rank. */
const ORDER: readonly (readonly string[])[] = [
  ["USUBJID", "Unique Subject Identifier"],
  ["patient_id", "Patient ID", "Patienten-ID", "Patient-Nr.", "Pat.-Nr.", "Patientennummer", "patient #", "Pt No", "person_id"],
  ["participant_id", "Participant number", "Teilnehmer-ID", "Probandennummer", "deelnemer ID", "ID участника"],
  ["candidate_id", "Kandidaten-ID", "ID candidat"],
  ["subject_id", "受试者编号", "被験者番号", "ID sujet"],
  ["record_id", "Record ID"],
  ["id", "ID", "编号"],
  ["MRN", "historia clínica", "prontuário", "NHC"],
  ["Medical record number", "病历号", "病案号", "カルテ番号", "N° de dossier", "№ истории болезни", "Numero cartella clinica"],
  ["Patient", "Participant", "Subject", "患者", "Paciente"], // may be names, so they are only used if there is nothing better
  ["SUBJID", "Subject No.", "Subject Number"],
  ["case number", "Fallnummer", "Case ID", "症例番号", "筛选号", "Screening No."],
  ["住院号", "门诊号"],
];

describe("known headings", () => {
  test("have the right rank", () => {
    const ranks = ORDER.map((headings) => new Set(headings.map((heading) => idName(heading)?.rank)));
    expect(ranks.map((places) => places.size)).toEqual(ORDER.map(() => 1));
    const places = ranks.flatMap((one) => [...one].map((place) => place ?? -1));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBe(0);
  });

  test.each([
    "ID patient",
    "N° de patient",
    "identifiant du patient",
    "Nº paciente",
    "codice paziente",
    "ID do paciente",
    "patiëntnummer",
    "Potilasnumero",
    "Identyfikator pacjenta",
    "Numer pacjenta",
    "ID del paciente",
    "Identificativo dell'utente",
    "Unique hospital patient ID number",
  ])("%s", (heading) => expect(idName(heading)?.rank).toBe(idName("patient_id")?.rank));

  test.each([
    "STUDYID", // identifies the study
    "study_id",
    "No.", // number rows, not people
    "#",
    "Nr",
    "序号",
    "Number of patients", // a count
    "No. of cases",
    "Patient name",
    "患者姓名",
    "VISITNUM",
    "Visit ID",
    "Sample ID",
    "Record number",
    "site_id",
    "Patient age",
    "PT",
    "Candidate for surgery",
    "Number of lesions",
    "Screening",
    "Screening code",
  ])("%s is not an ID", (heading) => expect(idName(heading)).toBeUndefined());

  test.each(["SITEID", "Study site", "Centre", "Zentrumsnummer", "N° centre", "中心编号", "医院", "hospital_id", "Hospital"])(
    "%s is a site",
    (heading) => expect(isSiteName(heading)).toBe(true),
  );
  test.each(["Primary site", "Hospital Number", "site of metastasis"])("%s is not a site", (heading) =>
    expect(isSiteName(heading)).toBe(false),
  );
});

describe("the id of a table", () => {
  const read = (headings: string, options: ReadOptions = {}) => readFile([TRIAL], `${headings},PLT\na,b,80\n`, options);
  test.each<[string, string]>([
    ["SUBJID,USUBJID", "b"],
    ["MRN,Patienten-ID", "b"],
    ["STUDYID,SUBJID", "b"],
    ["Fallnummer,SUBJID", "b"],
    ["Patient,MRN", "b"], // the first may be a name, the second is an ID
    ["Patient ID,Patient-Nr", "a"], // the same rank: the first
  ])("%s: %s", (headings, id) => expect(read(headings).records[0]?.id).toBe(id));

  test("two headings that are read alike are an error", () => {
    const { notices } = read("patient_id,Patient ID");
    expect(notices.flatMap(({ code, severity }) => (severity === "error" ? [code] : []))).toEqual(["duplicate-heading"]);
  });

  test.each<[string, ReadOptions["id"], string]>([
    ["site,nr", ["site", "nr"], "a_b"],
    ["site,nr", ["nr", "site"], "b_a"], // in the given order
    ["site,nr", "none", "2"],
    ["patient_id,nr", "nr", "b"],
  ])("%s, asked for %j: %s", (headings, id, expected) =>
    expect(read(headings, { id }).records[0]).toMatchObject({ id: expected, problems: [] }),
  );

  test.each<[string, ReadOptions["id"], string]>([
    ["x,y", undefined, "no-id-column"],
    ["x,y", "z", "unknown-column"],
    ["x,y", ["x", "PLT"], "id-is-value"],
    ["x,PLT_date", "PLT_date", "id-is-value"], // nor companions of a value
    ["x,PLT_unit", "PLT_unit", "id-is-value"],
  ])("%s, asked for %j: %s", (headings, id, code) => {
    const { notices, records } = read(headings, { id });
    expect([records.length, notices.filter(({ severity }) => severity === "error").map((notice) => notice.code)]).toEqual([
      0,
      [code],
    ]);
  });

  test.each([
    ["1.2E+15", [], ["missing-id"]],
    ["P1,", ["site", "nr"], ["missing-id"]], // a part is missing
    ["P1,1.2E+15", ["site", "nr"], ["missing-id"]],
  ])("%s of %j: %j", (cells, id, problems) => {
    const headings = id.length === 0 ? "patient_id" : "site,nr";
    const { records } = readFile([TRIAL], `${headings},PLT\n${cells},80\n`, id.length === 0 ? {} : { id });
    expect(records.map((record) => [record.id, record.problems])).toEqual([["", problems]]);
  });
});

test.each([
  [["01", "003"], "01_003"],
  [["A_1", "2"], "A\\_1_2"], // distinct from
  [["A", "1_2"], "A_1\\_2"], // this one
  [["a\\", "b"], "a\\\\_b"],
  [["a", ""], ""],
])("%j is %s", (parts, id) => expect(joinedId(parts)).toBe(id));

describe("numbers in exponent notation that lost digits", () => {
  test.each(["1.2E+15", "1,2E+15", "1.23457E+11", "1.2e+15", "1E+15", "1.2345e+021", "1.00E-05"])("%s", (id) =>
    expect(hasLostDigits(id)).toBe(true),
  );
  // Codes that people chose; programs do not write numbers like this.
  test.each(["12E5", "1E3", "1E15", "E+1", "12E+5", "S1E+2", "P-01", "1E-5", "1+1"])("%s is an id", (id) =>
    expect(hasLostDigits(id)).toBe(false),
  );
});

describe("IDs that look the same", () => {
  test.each([
    ["P1", "P\u200b1"], // zero width
    ["P1", "P\u00ad1"], // an invisible hyphen
    ["P1", "\uff301"], // full width
    ["P1", "P\ufe0f1"],
    ["P 1", "P\u00a01"],
    ["P 1", "P  1"],
    ["P 1", "P\t1"],
    ["P-1", "P\u20111"],
    ["P-1", "P\u20131"],
    ["P-1", "P\u22121"],
    ["P1", "\u04201"], // a Cyrillic letter
    ["AB1", "\u0391\u03921"], // Greek letters
    ["\ufffd", "\ud800"], // half of a surrogate pair
  ])("%j and %j", (one, other) => expect(printedForm(textId(other))).toBe(printedForm(textId(one))));

  test.each([
    ["P1", "p1"],
    ["P1", "P01"],
    ["P1", "P 1"],
    ["e", "\u00e9"],
    ["P-1", "P_1"],
    ["PO", "P0"],
    ["\u0416", "\u0417"],
  ])("%j and %j differ", (one, other) => expect(printedForm(textId(other))).not.toBe(printedForm(textId(one))));

  test("an ID without visible characters is missing", () =>
    expect(["\u200b", "\u3164", "\u2800"].map(textId)).toEqual(["", "", ""]));
});

describe("rows without an ID below rows with one", () => {
  const told = (text: string, options: ReadOptions = {}) =>
    readFile([TRIAL], text, { chunk: 7, shuffle: true, ...options })
      .notices.filter(({ code }) => code === "blank-ids")
      .map(({ severity, row, message }) => `${severity} ${row} ${message.split(":")[0]}`);
  test.each<[text: string, expected: readonly string[], options?: ReadOptions]>([
    ["id,visit,PLT\nP1,1,150\n,2,140\n,3,60\nP2,1,200\n,2,210\n", ["problem 3 the ID is blank in 3 of 5 rows"]],
    ["id\tPLT\nP1\t150\n \t140\n\t60\n", ["problem 3 the ID is blank in 2 of 3 rows"], { file: "a.tsv" }],
    ["site,nr,PLT\nA,1,150\n,,140\n,2,60\n", ["problem 3 the ID is blank in 2 of 3 rows"], { id: ["site", "nr"] }],
    ['[{"id":1,"PLT":1},{"PLT":2},{"id":null,"PLT":3}]', ["problem 2 the ID is blank in 2 of 3 records"], { file: "a.json" }],
    ["id,PLT\nP1,150\n,140\nP2,60\n", []], // a single one is reported by row
    ["id,PLT\n,150\n,140\n", []], // no candidate above
    ["id,PLT\nP1,150\n\n,\nP2,60\n", []], // empty rows
    ["id,PLT\nP1,150\n1.2E+15,140\n1.3E+15,60\n", []], // not blank
    ["id,PLT\nP1,150\n,140,x,y\n,60,x,y\n", []], // cells may be shifted
    ["id,PLT\nP1,150\n,140\n,60\n", [], { id: "none" }],
  ])("%j: %j", (text, expected, options) => expect(told(text, options)).toEqual(expected));
});
