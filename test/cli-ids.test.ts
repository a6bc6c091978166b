/** Identifying candidates: a person in two rows must never be eligible unnoticed. */
import { expect, test } from "vitest";
import { loadTrials, screenRecords } from "../src/index.js";
import { lines, run, scratch } from "./program.js";

const { file } = scratch();

const TRIAL = JSON.stringify({
  trial: { id: "T1" },
  fields: {
    platelets: { type: "number", label: "Platelets", aliases: ["PLT"], unit: "10*9/L", plausible: [1, 2000] },
    sex: { type: "code", label: "Sex", codes: { female: ["F"], male: ["M"] } },
  },
  inclusion: [{ id: "I1", label: "Platelets", condition: { field: "platelets", op: ">=", value: 80, unit: "10*9/L" } }],
  exclusion: [{ id: "E1", label: "Men", condition: { field: "sex", op: "is", value: "male" } }],
});
const CRITERIA = file("trial.json", TRIAL);

/** Screens a list. @returns `candidate eligibility problems` of each record, the status, and standard error */
function screened(name: string, content: string, ...options: readonly string[]) {
  const { status, stdout, stderr } = run(["screen", file(name, content), "-c", CRITERIA, "-f", "ndjson", ...options]);
  if (status === 2) return { status, stderr, records: [] };
  const records = lines(stdout).map((line) => {
    const { candidate, problems, trials } = JSON.parse(line);
    return [candidate, trials[0].eligibility, ...problems.map(({ code }: { code: string }) => code)].join(" ");
  });
  return { status, stderr, records };
}

const REPEATED = ["S-1 undetermined repeated-id", "S-1 ineligible repeated-id", "S-2 eligible"];

test.each(["USUBJID", "participant_id", "Patient", "PID", "SUBJID", "Patienten-ID", "病历号", "N° de patient", "Fallnummer"])(
  "%s is taken as the ID without being named, in each format",
  (heading) => {
    const rows = [["S-1", 150], ["S-1", 60], ["S-2", 150]] as const; // biome-ignore format: one list
    const json = rows.map(([id, value]) => JSON.stringify({ STUDYID: "T", [heading]: id, PLT: value, sex: "F" }));
    for (const [name, content] of [
      ["a.csv", `STUDYID,${heading},PLT,sex\n${rows.map(([id, value]) => `T,${id},${value},F\n`).join("")}`],
      ["a.tsv", `STUDYID\t${heading}\tPLT\tsex\n${rows.map(([id, value]) => `T\t${id}\t${value}\tF\n`).join("")}`],
      ["a.json", `[${json.join()}]`],
      ["a.ndjson", json.join("\n")],
    ] as const)
      expect(screened(name, content), name).toMatchObject({ status: 1, records: REPEATED });
  },
);

test("without a recognised ID column nothing is screened, and the columns that may be it are listed", () => {
  const list = "No,STUDYID,USUBJ_NO,Ward,PLT,sex\n1,T,S-1,A,150,F\n2,T,S-1,,60,F\n3,T,S-2,B,150,F\n";
  const json = '[{"nr":5,"pat":"S-1","PLT":150,"sex":"F"},{"nr":6,"pat":"S-2","PLT":150,"sex":"F"}]';
  const help =
    "columns without blanks: `USUBJ_NO` (3 rows, 2 different values), `STUDYID` (3 rows, 1 different value), " +
    "`No` (consecutive numbers: they number rows, not people)";
  const path = file("unknown.csv", list);
  for (const [args, input] of [
    [["screen", path], ""],
    [["screen", "-"], list],
    [["screen", "-", "--assume-unique-ids"], list],
    [["columns", path], ""],
    [["explain", path, "2"], ""],
  ] as const) {
    const { status, stdout, stderr } = run([...args, "-c", CRITERIA], { input });
    expect([status, stdout], args.join(" ")).toEqual([2, ""]);
    expect(stderr).toContain(help);
    expect(stderr).toContain("--id none");
    expect(stderr).not.toContain("S-1"); // a patient's value is never shown
  }
  const { status, stderr } = screened("unknown.json", json);
  expect(status).toBe(2);
  expect(stderr).toContain("keys without blanks: `pat` (2 rows, 2 different values), `nr` (consecutive numbers");
  expect(screened("unknown.csv", list, "--id", "none").records).toEqual(["2 eligible", "3 ineligible", "4 eligible"]);
  expect(screened("unknown.csv", list, "--id", "USUBJ_NO").records).toEqual(REPEATED);
  expect(screened("unknown.json", json, "--id", "none").records).toEqual(["1 eligible", "2 eligible"]);
});

test("subject numbers that repeat at several sites need the site as part of the ID", () => {
  const list = "SITEID,SUBJID,PLT,sex\n01,001,150,F\n02,001,150,F\n";
  for (const [name, content] of [
    ["sites.csv", list],
    ["sites.json", '[{"SITEID":"01","SUBJID":"001","PLT":150,"sex":"F"},{"SITEID":"02","SUBJID":"001","PLT":150,"sex":"F"}]'],
  ] as const) {
    const stopped = screened(name, content);
    expect(stopped.status).toBe(2);
    expect(stopped.stderr).toContain('--id SITEID --id SUBJID, or in a column map: "id": ["SITEID","SUBJID"]');
    const map = file("map.json", '{ "id": ["SITEID", "SUBJID"] }');
    for (const options of [["--id", "SITEID", "--id", "SUBJID"], ["--columns", map]]) // biome-ignore format: one list
      expect(screened(name, content, ...options)).toMatchObject({ status: 0, records: ["01_001 eligible", "02_001 eligible"] });
    expect(screened(name, content, "--id", "SUBJID").records).toEqual([
      "001 undetermined repeated-id",
      "001 undetermined repeated-id",
    ]);
  }
  // Each site may have sent its own list.
  const lists = ["01", "02"].map((site) => file(`${site}.csv`, `SITEID,SUBJID,PLT,sex\n${site},001,150,F\n`));
  expect(run(["screen", ...lists, "-c", CRITERIA]).stderr).toContain("02.csv: error: `SUBJID` may be the same for two people");
  // With only one site nothing has to be asked.
  expect(screened("site.csv", list.replace("02,001", "01,002")).records).toEqual(["001 eligible", "002 eligible"]);
});

test("a person with two IDs is eligible under neither", () => {
  const list = "patient_id,MRN,PLT,sex\nA,77,150,F\nB,77,150,F\nC,78,150,F\nD,unknown,150,F\nE,unknown,150,F\n";
  const expected = ["A", "B"].map((id) => `${id} undetermined repeated-second-id`);
  const found = screened("second.csv", list);
  expect(found.records).toEqual([...expected, "C eligible", "D eligible", "E eligible"]);
  expect(found.stderr).toContain("the same `MRN` is also in row 3, under a different ID");
  const json = '{"patient_id":"A","MRN":77,"PLT":150,"sex":"F"}\n{"patient_id":"B","mrn":"77","PLT":150,"sex":"F"}';
  expect(screened("second.ndjson", json).records).toEqual(expected);
  // A subject number is unique only within its site.
  const sites = "USUBJID,SITEID,SUBJID,PLT,sex\nT-01-1,01,1,150,F\nT-02-1,02,1,150,F\n";
  expect(screened("sites.csv", sites).records).toEqual(["T-01-1 eligible", "T-02-1 eligible"]);
  expect(screened("sites.csv", sites.replace("02,1", "01,1")).records).toEqual([
    "T-01-1 undetermined repeated-second-id",
    "T-02-1 undetermined repeated-second-id",
  ]);
});

test("IDs that look the same are repeated IDs, and explain shows all of their records", () => {
  const list = "patient_id,PLT,sex\nP1,150,F\nP\u200b1,60,F\n\uff301,150,F\np1,150,F\n";
  const { stderr, records } = screened("alike.csv", list);
  expect(records.map((record) => record.split(" ").slice(1).join(" "))).toEqual([
    "undetermined repeated-id",
    "ineligible repeated-id",
    "undetermined repeated-id",
    "eligible",
  ]);
  expect(stderr).toContain("an ID that looks the same is also in row 3, row 4");
  expect(run(["explain", file("alike.csv", list), "P1", "-c", CRITERIA]).stdout.match(/row \d/g)).toEqual(
    expect.arrayContaining(["row 2", "row 3", "row 4"]),
  );
});

test("a second ID in a JSON record is noticed, too", () => {
  const record = (ids: string): string => `{${ids},"PLT":150,"sex":"F"}`;
  const list = [record('"id":"A","id":"B"'), record('"id":"B"'), record('"id":"C","ID":"D"'), record('"Id":"D"')];
  const records = [
    "A undetermined two-values repeated-id",
    "B undetermined repeated-id",
    "C undetermined two-values repeated-id",
  ];
  expect(screened("two.ndjson", list.join("\n")).records).toEqual([...records, "D undetermined repeated-id"]);
  // In a single pass a record can only be compared with earlier ones.
  expect(screened("two.ndjson", list.join("\n"), "--assume-unique-ids").records[3]).toBe("D undetermined repeated-id");
  // The same number in different notations is the same ID.
  const numbers = ["1", "1.0", "1e0", '"1"', "2", "0", "-0"].map((id) => record(`"id":${id}`));
  expect(screened("one.json", `[${numbers.join()}]`).records).toEqual([
    ...["1", "1.0", "1e0", "1"].map((id) => `${id} undetermined repeated-id`),
    "2 eligible",
    ...["0", "-0"].map((id) => `${id} undetermined repeated-id`),
  ]);
  // Lone surrogates are printed as the replacement character.
  const halves = ["\\ud800", "\\udfff", "\\ufffd", "A"].map((id) => record(`"id":"${id}"`));
  const { records: [, , third, last] } = screened("halves.json", `[${halves.join()}]`); // biome-ignore format: one list
  expect([third, last]).toEqual(["\ufffd undetermined repeated-id", "A eligible"]);
});

test("an ID without visible characters is a missing ID, in each format", () => {
  for (const [name, content] of [
    ["unseen.csv", "id,PLT,sex\n\u0001,150,F\n"],
    ["unseen-wide.csv", "id,PLT,sex,note\n\u0001,150,F,é\n"],
    ["unseen.json", '[{"id":"\\u0001","PLT":150,"sex":"F"}]'],
  ] as const)
    expect(screened(name, content).records, name).toEqual([" undetermined missing-id"]);
});

test("a number in exponent notation that lost its digits is not an ID", () => {
  const { records, stderr } = screened("lost.csv", "patient_id,PLT,sex\n1.23457E+11,150,F\n1.23457E+11,150,F\n12E5,150,F\n");
  expect(records).toEqual([" undetermined missing-id", " undetermined missing-id", "12E5 eligible"]);
  expect(stderr).toContain("its last digits are lost");
});

test.each([
  [["--id", "sex"], "--id: column `sex` belongs to `sex`"],
  [["--id", "patient_id", "--id", "PLT"], "--id: column `PLT` belongs to `platelets`"],
  [["--id", "patient_id", "--id", "patient_id"], "--id names a heading twice"],
  [["--id", "patient_id", "--id", "Patient ID"], "--id names column `patient_id` twice"],
])("%j is refused", (options, message) => {
  const { status, stderr } = screened("value.csv", "patient_id,PLT,sex\nA,150,F\n", ...options);
  expect([status, stderr.includes(message)]).toEqual([2, true]);
});

// With such a map, candidate 101 with 50 platelets became eligible: the patient number was read as the platelet count.
test.each([
  [{ id: "PLT", columns: { platelets: { column: "Thrombos" } } }, "column `PLT` belongs to `platelets`"],
  [
    { id: "PLT", columns: { platelets: { column: "patient_id" } } },
    "`column` names column `patient_id`, which identifies candidates",
  ],
  [{ columns: { platelets: { column: "MRN" } } }, "`column` names column `MRN`, which identifies candidates"],
])("a map that exchanges IDs and values is refused: %j", (given, message) => {
  const map = file("swapped.map.json", JSON.stringify(given));
  const list = "patient_id,MRN,PLT,Thrombos,sex\n101,7,50,60,F\n102,8,100,110,F\n";
  const keys = list.split("\n")[0]?.split(",") ?? [];
  const record = ["101", "7", "50", "60", "F"].map((value, index) => `"${keys[index]}":"${value}"`);
  for (const [name, content] of [
    ["swapped.csv", list],
    ["swapped.json", `[{${record.join()}}]`],
  ] as const) {
    // biome-ignore format: one list
    const { status, stderr } = screened(name, content, "--columns", map);
    expect([status, stderr.replace(/\bkey\b/g, "column").includes(message)], stderr).toEqual([2, true]);
  }
});

test('the library also needs an `id`, or "none"', async () => {
  const { trials } = loadTrials([{ file: "trial.json", text: TRIAL }], () => undefined);
  const value = { PLT: 150, sex: "F" };
  const records = [{ site: 1, nr: 1, ...value }, { site: 2, nr: 1, ...value }]; // biome-ignore format: one list
  await expect(screenRecords(trials, records)).rejects.toThrow('the option `id` names the key, or says "none"');
  for (const [id, expected] of [
    ["none", ["1 eligible", "2 eligible"]],
    ["nr", ["1 undetermined", "1 undetermined"]],
    [
      ["site", "nr"],
      ["1_1 eligible", "2_1 eligible"],
    ],
  ] as const) {
    const { candidates } = await screenRecords(trials, records, { id });
    expect(candidates.map(({ candidate, trials: [trial] }) => `${candidate} ${trial?.eligibility}`)).toEqual(expected);
  }
});
