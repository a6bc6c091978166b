/** Tables that are not lists of candidates are refused with their kind; usable lists are accepted. */
import { expect, test } from "vitest";
import { number, readFile, trial } from "./build.js";

const ALL = trial([
  number("platelets", "10*9/L", { aliases: ["PLT", "Thrombozyten"] }),
  number("hemoglobin", "g/L", { aliases: ["Hb", "HGB"] }),
  number("neutrophils", "10*9/L"),
  number("albumin", "g/L"),
  number("ecog", undefined),
  number("age", "a"),
]);

const told = (text: string): readonly (string | undefined)[] => {
  const error = readFile([ALL], text).notices.find(({ severity }) => severity === "error");
  return [error?.code, error?.help?.startsWith("use --skip") === true ? error.help : undefined];
};

type Shape = [text: string, code: string | undefined, skip?: string];
const SHAPES: readonly Shape[] = [
  ["subject_id,test,value,unit\nS1,HGB,12,g/dL\nS1,PLT,150,10*9/L\n", "long-table"],
  ["USUBJID,LBTEST,LBSTRESN\n1,Platelets,48\n2,Platelets,60\n", "long-table"], // sorted by test
  ["USUBJID,LBDT,LBTEST,LBSTRESN\n1,2025-01-01,Cortisol,4\n1,2025-01-01,Platelets,60\n", "long-table"],
  ["Patient;Untersuchung;Wert\nP1;Thrombozyten;150\nP1;Hb;12\n", "long-table"],
  ["USUBJID,AGE,PARAM,AVAL\n1,60,Platelets,150\n1,60,Hemoglobin,12\n", "long-table"], // each row repeats the age
  ["Test,P1,P2\nPlatelets,150,60\nHb,12,13\n", "transposed-table"],
  ["patient_id,P1,P2\nplatelets,150,60\nECOG,1,3\n", "transposed-table"],
  ["#Patient,PLT\n#the patient,count\n#STRING,NUMBER\n#1,1\nPATIENT_ID,PLT\nX,100\n", "title-line", "use --skip 4"],
  ["# exported\npatient_id,platelets,hb\nP1,100,12\n", "title-line", "use --skip 1"],
  ["List\n\npatient_id,platelets,hb\nP1,100,12\n", "title-line", "use --skip 2"],
  ["List\n\npatient_id,platelets\nP1,100\nP2,90\n", "title-line", "use --skip 2"],
  // a list of abbreviations has no candidates
  ["Abbreviations,\nKI,ECOG\nT,Platelets\n", undefined],
  // The line below the comments has fewer known names; if it were not used, all candidates would be comments.
  ["#Patient\tPLT\tHb\n#id\tcount\tg/L\n#1\t1\t1\nPATIENT_ID\tPLT_BL\tHB_BL\nX\t9\t9\n", "title-line", "use --skip 3"],
  ["#Patient;PLT;Hb\n#1;1;1\npatient;plt_bl;hb_bl\nX;9;9\n", "title-line", "use --skip 2"],
  ["#Patient,PLT,Hb\n#priority,1,1\npatient,plt_bl,hb_bl\nX,9,9\n", "title-line", "use --skip 2"],
  [
    `#Patient,PLT,Hb\n${"#c,1,1\n".repeat(40)}id,PLT,Hb\nX,9,9\n`,
    "title-line",
    "use --skip with the number of lines above the headings",
  ],
  [`${"# c\n".repeat(40)}id,PLT,Hb\nX,9,9\n`, "title-line", "use --skip with the number of lines above the headings"],
  // usable lists
  ["patient_id,Comorbidity,Note\nP1,Albumin,a\nP2,Hb,b\n", undefined], // each person once, and no column of results
  ["#,id,PLT,Hb\n1,P1,100,12\n", undefined],
  ["#,PLT,Hb\n#1,100,12\n#2,100,12\n3,100,12\n", undefined],
  ["#id,PLT,Hb\n#1,100,12\n#2,100,12\n", undefined],
  ["#id,PLT,Hb\n#P1,100,12\n#P12,100,12\n", undefined],
  ["#id,PLT,Hb\n", undefined],
  ["id,PLT,Hb\n#1,100,12\n#2,100,12\n", undefined],
  ["patient_id,test,value,platelets,neutrophils\nP1,Albumin,40,150,3\nP2,Hb,12,140,3\n", undefined],
  ["patient_id,platelets,ae1,ae2\nP1,150,ECOG,Hb\n", undefined], // no title line above the record
  ["#,platelets\n1,100\n2,100\n", undefined],
];

test.each<Shape>(SHAPES)("%j: %s", (text, code, skip) => {
  const [found, help] = told(text);
  // Other errors are tested elsewhere.
  expect(found === undefined || ["long-table", "transposed-table", "title-line"].includes(found) ? found : undefined).toBe(code);
  expect(help).toBe(skip);
});

/** The rows as JSON records. */
const records = (text: string): readonly object[] => {
  const [keys = [], ...rows] = text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => line.split(/[,;\t]/));
  return rows.map((row) => Object.fromEntries(row.map((cell, index) => [keys[index] ?? "", cell])));
};
const toldOf = (content: string, format: "json" | "ndjson"): string | undefined =>
  readFile([ALL], content, { format }).notices.find(({ code }) => code === "long-table")?.code;

test.each<Shape>(SHAPES.filter(([text, code]) => code === "long-table" || (code === undefined && !text.startsWith("#"))))(
  "as JSON records %j: %s",
  (text, code) => {
    expect(toldOf(JSON.stringify(records(text)), "json")).toBe(code);
    expect(
      toldOf(
        records(text)
          .map((record) => JSON.stringify(record))
          .join("\n"),
        "ndjson",
      ),
    ).toBe(code);
  },
);

test.each<[records: readonly object[], code: string | undefined]>([
  [
    [
      { id: 1, age: 60, lab: { test: "PLT", value: 150 } },
      { id: 1, age: 60, lab: { test: "Hb", value: 12 } },
    ],
    "long-table", // nested
  ],
  [
    [
      { id: "S1", age: 60, lab: { param: "PLT" }, value: 150 },
      { id: "S1", age: 60, lab: { param: "Hb" }, value: 12 },
    ],
    "long-table",
  ],
  [
    [
      { id: "S1", age: 60, PARAM: "PLT", AVAL: 150, tags: ["a"] },
      { id: "S1", age: 60, PARAM: "Hb", AVAL: 12 },
    ],
    "long-table",
  ],
  [
    [
      { id: "S1", platelets: 150, test: "PLT", value: 1 },
      { id: "S2", platelets: 140, test: "PLT", value: 2 },
    ],
    undefined,
  ],
])("JSON records %j: %s", (list, code) => {
  expect(toldOf(JSON.stringify(list), "json")).toBe(code);
});
