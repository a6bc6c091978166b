/** Columns that say of a value whether it counts, in words, in what it was measured, or in which unit: the whole program, as tables and records. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { run, scratch } from "../program.js";

const { file } = scratch();
file("dictionary.json", readFileSync("criteria/dictionary.json", "utf8"));
const CONDITIONS = {
  plt: { field: "platelets", op: ">=", value: 80, unit: "10*9/L" },
  hb: { field: "hemoglobin", op: ">=", value: 80, unit: "g/L" },
  crea: { field: "creatinine", op: "<=", value: 1.5, unit: "mg/dL" },
  glu: { field: "glucose", op: "<=", value: 10, unit: "mmol/L" },
  bm: { field: "brain_metastasis", op: "is", value: false },
  sex: { field: "sex", op: "is", value: "female" },
} as const;

type Key = keyof typeof CONDITIONS;
const ID = "patient_id";

/** The verdicts on some criteria, row by row: `p`, `f`, `u`. */
function verdictsOf(keys: readonly Key[], list: string, columns: object = {}): readonly string[] {
  const inclusion = keys.map((key) => ({ id: key, label: key, condition: CONDITIONS[key] }));
  const trial = file(
    "trial.json",
    JSON.stringify({ trial: { id: "T" }, dictionary: "dictionary.json", inclusion, exclusion: [] }),
  );
  const map = file("map.json", JSON.stringify({ columns }));
  const { stdout } = run(["screen", list, "-c", trial, "--columns", map, "-f", "csv", "-q", "--no-reasons"]);
  const rows = stdout.trim().split("\n").slice(1);
  return rows.map((row) => (row.split(",").slice(-keys.length) ?? []).map((word) => word[0]).join(""));
}

/** The same of a table and of records with its cells. */
function verdicts(keys: readonly Key[], heading: string, rows: readonly string[], columns: object = {}): readonly string[] {
  const headings = [ID, ...heading.split(";")];
  const cells = rows.map((row, at) => [`P${at}`, ...row.split(";")]);
  const found = verdictsOf(keys, file("list.csv", [headings, ...cells].map((row) => row.join(";")).join("\n")), columns);
  const records = cells.map((row) => Object.fromEntries(row.flatMap((cell, at) => (cell === "" ? [] : [[headings[at], cell]]))));
  const lines = records.map((record) => JSON.stringify(record)).join("\n");
  expect(verdictsOf(keys, file("list.ndjson", lines), columns)).toEqual(found);
  return found;
}

/** Beside each of these texts a platelet count of 120 is unknown, or passes. */
function besideCount(heading: string, texts: readonly string[], expected: "u" | "p"): void {
  const found = verdicts(
    ["plt"],
    `PLT;${heading}`,
    texts.map((text) => `120;${text}`),
  );
  expect(texts.filter((_, at) => found[at] !== expected)).toEqual([]);
}

describe("the status of a result", () => {
  test.each(["PLT status", "PLT Befundstatus", "platelets_status"])("takes it back: %s", (heading) => {
    const gone = [
      "cancelled",
      "Canceled",
      "storniert",
      "entered in error",
      "entered-in-error",
      "preliminary",
      "vorläufig",
      "pending",
    ];
    besideCount(
      heading,
      [...gone, "rejected", "X", "P", "annulé", "anulado", "作废", "аннулирован", "not validated", "failed"],
      "u",
    );
  });

  test.each(["PLT status", "Befundstatus", "Result status"])("says that it is right: %s", (heading) =>
    besideCount(heading, ["final", "F", "C", "corrected", "validiert", "endgültig", "complete", "not cancelled", "N", ""], "p"),
  );

  test("of all results", () =>
    besideCount("Result status", ["cancelled", "entered in error", "preliminary", "vorläufig", "storniert"], "u"));

  test.each([
    ["PLT valid", ["false", "no", "nein", "0", "FALSE"], ["true", "yes", "1", "", "ja"]],
    ["PLT validated", ["no", "nein"], ["yes", "x"]],
    ["PLT freigegeben", ["nein"], ["ja"]],
    ["PLT QC", ["fail", "failed"], ["pass", "ok"]],
    ["PLT invalid", ["yes", "1", "x"], ["no", "0", ""]],
    ["PLT cancelled", ["true"], ["false"]],
    ["Probe gültig", ["nein"], ["ja"]],
    ["Hämolyse", ["ja", "++", "leicht"], ["nein", "-", "0", ""]],
    ["sample clotted", ["yes"], ["no"]],
    ["PLT clumped", ["yes"], ["no"]],
    ["Consent valid", [], ["no", "yes"]],
    ["Insurance cancelled", [], ["yes"]],
    ["Visit confirmed", [], ["yes", "no"]],
    ["Fehler", [], ["ja"]],
  ])("yes or no: %s", (heading, gone, kept) => {
    besideCount(heading, gone, "u");
    besideCount(heading, kept, "p");
  });

  test("typed, in records", () => {
    const records = [
      { PLT: 120, PLT_valid: false },
      { PLT: 120, PLT_valid: true },
      { PLT: 120, hemolysis: 1 },
      { PLT: 120, PLT_valid: null },
    ].map((record, at) => JSON.stringify({ [ID]: `P${at}`, ...record }));
    expect(verdictsOf(["plt"], file("list.ndjson", records.join("\n")))).toEqual(["u", "p", "u", "p"]);
  });

  test("of a whole record", () => {
    const rows = [
      "120;no;entered-in-error",
      "120;no;cancelled",
      "120;no;storniert",
      "120;no;screened",
      "120;no;final",
      "120;no;active",
    ];
    expect(verdicts(["plt", "bm"], "PLT;Brain metastasis;Status", rows)).toEqual(["uu", "uu", "uu", "pp", "pp", "pp"]);
  });
});

describe("a remark in a general column", () => {
  test("takes results back", () =>
    besideCount(
      "Bemerkung",
      [
        ...[
          "result withdrawn",
          "result cancelled",
          "voided",
          "entered in error",
          "not this patient",
          "different patient",
          "WBIT",
        ],
        ...["do not report", "questionable", "provisional", "results not validated", "mislabelled", "drip arm", "placeholder"],
        ...["Wert storniert", "Fehlbestimmung", "Patientenverwechslung", "falsch zugeordnet", "gehört zu anderem Patienten"],
        ...["Wert zweifelhaft", "vorläufig", "nicht von diesem Patienten", "Pseudothrombozytose", "nicht validiert"],
        ...[
          "erreur de patient",
          "résultat annulé",
          "tube inversé",
          "erreur d'identité",
          "resultado anulado",
          "paciente equivocado",
        ],
        ...[
          "campione scambiato",
          "risultato annullato",
          "paziente sbagliato",
          "verkeerde patiënt",
          "verwisseld",
          "amostra trocada",
        ],
        ...[
          "paciente errado",
          "результат аннулирован",
          "чужой пациент",
          "недействителен",
          "结果作废",
          "标本搞错",
          "別患者",
          "再検中",
        ],
        ...["result corrected: 45", "Wert korrigiert: 45", "PLT heute 45", "PLT today 45", "血小板今天45"],
      ],
      "u",
    ));

  test("says nothing of results", () =>
    besideCount(
      "Bemerkung",
      [
        ...[
          "Termin storniert",
          "appointment cancelled",
          "visit cancelled",
          "withdrawn",
          "vorläufige Zusage",
          "questionable compliance",
        ],
        ...["fraglich gastrointestinale Blutung", "Metastase zweifelhaft", "provisional diagnosis", "result not cancelled"],
        ...["Vertrag annulliert", "voided 300 ml", "spoke to different doctor", "cita cancelada", "rendez-vous annulé"],
        ...[
          "result corrected: 120",
          "Hb heute 9",
          "PLT heute 120",
          "heute 45 Minuten Wartezeit",
          "today 3 tablets",
          "CRP korrigiert: 45",
        ],
        ...["nüchtern", "siehe Arztbrief", "Kontrolle in 2 Wochen", "CT检查可疑转移", "预约取消", "予約取消", "прием отменен"],
      ],
      "p",
    ));
});

describe("labels beside codes", () => {
  test.each([
    [
      "Brain metastasis",
      "Brain metastasis_label",
      ["0;present", "1;absent", "0;not assessed", "0;suspected", "0;absent", "1;Yes", "0;"],
      "uuuupfp",
    ],
    ["brain_metastasis", "brain_metastasis_factor", ["0;Yes", "0;No", "1;Yes"], "upf"],
    ["brain_metastasis", "brain_metastasis.factor", ["0;Yes", "0;No"], "up"],
  ])("%s, %s", (value, label, rows, expected) => expect(verdicts(["bm"], `${value};${label}`, rows).join("")).toBe(expected));

  test("of sex", () =>
    expect(verdicts(["sex"], "Sex;Sex_label", ["F;male", "M;female", "F;female", "M;männlich", "F;"]).join("")).toBe("uupfp"));
});

describe("other columns about the same yes or no", () => {
  test.each([
    [
      "comment",
      ["no;cannot be ruled out", "no;MRI pending", "no;V.a.", "no;yes", "no;无法评估，不能排除", "no;unklar"],
      "uuuuuu",
    ],
    [
      "comment",
      ["no;excluded by MRI", "no;MRI 2026-01", "no;none", "no;-", "no;n/a", "no;", "yes;frontal", "yes;no"],
      "pppppp" + "ff",
    ],
    ["unknown", ["no;yes", "no;no", "no;1", "no;"], "upup"],
    ["MRI", ["no;yes", "no;no", "no;2026-01-03", "yes;yes", "no;"], "uppfp"],
    ["MRI", ["no;pending", "no;ausstehend", "yes;pending", "no;not done"], "uufp"], // nobody need be scanned
    ["confirmed", ["no;no", "no;yes", "yes;yes"], "puf"],
    ["date", ["no;2026-01-03", "no;"], "pp"],
  ])("Brain metastasis %s: %j", (word, rows, expected) =>
    expect(verdicts(["bm"], `Brain metastasis;Brain metastasis ${word}`, rows).join("")).toBe(expected),
  );
});

describe("the specimen", () => {
  test.each([
    [
      "glu",
      "Specimen;Glucose (mmol/L)",
      ["urine;5", "blood;5", "serum;5", "CSF;5", ";5", "plasma;5", "whole blood;5"],
      "uppuppp",
    ],
    [
      "crea",
      "Material;Kreatinin (µmol/l)",
      ["Urin;90", "Serum;90", "24h-Urin;90", "Aszites;90", "EDTA;90", "Li-Heparin;90"],
      "upuupp",
    ],
    ["glu", "标本类型;Glucose (mmol/L)", ["尿;5", "血清;5", "脑脊液;5"], "upu"],
    ["glu", "Packaging material;Glucose (mmol/L)", ["urine;5"], "p"],
  ] as const)("%s: %s", (key, heading, rows, expected) => expect(verdicts([key], heading, rows).join("")).toBe(expected));
});

describe("reference ranges and limits of normal, where the unit is only assumed", () => {
  test.each([
    ["Kreatinin;Referenzbereich", ["30;5-12 mg/l", "30;(5-12)", "90;50-110", "90;50-110 µmol/l", "90;bis 110", "90;"], "uupppp"],
    ["Kreatinin;Kreatinin Ref", ["30;(5-12 mg/l)", "30;< 12", "90;< 110", "90;see lab"], "uupp"],
    ["Kreatinin;Kreatinin ULN", ["30;12", "90;110", "90;"], "upp"],
    ["Kreatinin;Kreatinin LLN;Kreatinin ULN", ["30;5;12", "90;50;110"], "up"],
    ["Kreatinin", ["30 (5-12)", "90 (50-110)", "90 (<110)", "30 (<12)"], "uppu"],
    ["Kreatinin (µmol/l);Kreatinin ULN", ["90;110"], "p"],
  ])("%s: %j", (heading, rows, expected) => {
    const found = heading.includes("Referenzbereich")
      ? verdictsOf(["crea"], file("list.csv", [`${ID};${heading}`, ...rows.map((row, at) => `P${at};${row}`)].join("\n")))
      : verdicts(["crea"], heading, rows);
    expect(found.join("")).toBe(expected);
  });

  test("a range in front of a number is not its own", () =>
    expect(verdicts(["crea"], "Hb (g/dl);Referenz;Kreatinin", ["13;12-16;90"]).join("")).toBe("p"));
});

test("a blank where others state units, and another one than is assumed", () => {
  const list = (rows: readonly string[]) =>
    file("list.csv", [`${ID};PLT;Einheit`, ...rows.map((row, at) => `P${at};${row}`)].join("\n"));
  expect(verdictsOf(["plt"], list(["120;G/l", "90;", "80;/µl"]))).toEqual(["p", "u", "u"]);
  expect(verdictsOf(["plt"], list(["120;G/l", "90;", "80;G/l"]))).toEqual(["p", "p", "p"]);
});

describe("a map that names the number of a quantity", () => {
  const quantity = (key: string, record: object): string => {
    const list = file("list.ndjson", JSON.stringify({ [ID]: "P1", ...record }));
    return verdictsOf(["plt"], list, { platelets: { column: key } }).join("");
  };
  test.each([
    ["platelets.value", { platelets: { value: 120, unit: "10*9/L", comparator: "<" } }, "u"],
    ["platelets.value", { platelets: { value: 120, unit: "10*9/L", comparator: ">" } }, "p"],
    ["platelets.value", { platelets: { value: 120, unit: "10*9/L" } }, "p"],
    ["platelets.value", { platelets: { value: 120000, unit: "/uL" } }, "p"],
    ["platelets.value", { platelets: { value: 120, unit: "10*9/L", status: "cancelled" } }, "u"],
    ["lab.PLT.value", { lab: { PLT: { value: 120, unit: "/uL" } } }, "u"],
    ["lab.PLT.value", { lab: { PLT: { value: 120000, unit: "/uL" } } }, "p"],
    ["lab.PLT.value", { lab: { PLT: { value: 120 }, Hb: { value: 9, unit: "g/dL" } } }, "p"],
  ])("%s: %j", (key, record, expected) => expect(quantity(key, record)).toBe(expected));

  test("in a table", () =>
    expect(
      verdicts(["plt"], "lab.PLT.value;lab.PLT.unit", ["120;/uL", "120;10*9/L"], { platelets: { column: "lab.PLT.value" } }).join(
        "",
      ),
    ).toBe("up"));
});
