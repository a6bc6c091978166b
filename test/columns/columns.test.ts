import { describe, expect, test } from "vitest";
import type { InputNotice } from "../../src/diagnostics/notice.js";
import { ratio } from "../../src/values/ratio.js";
import { boolean, code, columnMap, date, number, type ReadOptions, readFile, trial, unitOf } from "./build.js";

const FIELDS = [
  number("platelets", "10*9/L", { aliases: ["PLT", "血小板"], label: "Platelet count" }),
  number("neutrophils", "10*9/L", { aliases: ["NEUT"] }),
  number("size", "cm", { assumeUnit: false }),
  number("tumor_count", undefined, { integer: true }),
  number("hba1c", "%"),
  boolean("brain_metastasis"),
  date("last_chemotherapy", ["Last chemo"]),
  code("her2_status", { positive: ["pos"], negative: ["neg"] }),
];
const ALL = trial(FIELDS);

/** Reads a table with these headings and one row. */
function read(headings: readonly string[], cells: readonly string[], options: ReadOptions = {}) {
  const line = (texts: readonly string[]): string => texts.map((text) => `"${text.replaceAll('"', '""')}"`).join(",");
  return readFile([ALL], `${line(headings)}\n${line(cells)}\n`, options);
}

const codes = (notices: readonly InputNotice[], severity: InputNotice["severity"] = "error"): readonly string[] =>
  notices.filter((notice) => notice.severity === severity).map((notice) => notice.code);

describe("a heading is matched with a field by name, label or alias", () => {
  test.each([
    ["platelets", "platelets", "80", "80 10*9/L"],
    ["PLATELET  COUNT", "platelets", "80", "80 10*9/L"],
    ["plt.", "platelets", "80", "80 10*9/L"],
    ["血小板", "platelets", "80", "80 10*9/L"],
    ["Platelets (10^9/L)", "platelets", "80", "80 10*9/L"],
    ["PLT [10*3/uL]", "platelets", "80", "80 10*3/uL"],
    ["PLT K/uL", "platelets", "80", "80 10*3/uL"],
    ["PLT, /uL", "platelets", "80000", "80000 /uL"],
    ["PLT/mm3", "platelets", "80000", "80000 /mm3"],
    // the quantity divided by its unit, as some standards write it
    ["血小板/10^9/L", "platelets", "80", "80 10*9/L"],
    ["血小板/(10^9/L)", "platelets", "80", "80 10*9/L"],
    ["PLT / K/uL", "platelets", "80", "80 10*3/uL"],
    ["size/mm", "size", "30", "30 mm"],
    // a unit separated by a dash, another mark or a word
    ["PLT - 10^9/L", "platelets", "80", "80 10*9/L"],
    ["PLT \u2013 /uL", "platelets", "80000", "80000 /uL"],
    ["PLT\u2014/uL", "platelets", "80000", "80000 /uL"],
    ["PLT \u2212 /uL", "platelets", "80000", "80000 /uL"],
    ["PLT-K/uL", "platelets", "80", "80 10*3/uL"],
    ["PLT | K/uL", "platelets", "80", "80 10*3/uL"],
    ["PLT: K/uL", "platelets", "80", "80 10*3/uL"],
    ["PLT in K/uL", "platelets", "80", "80 10*3/uL"],
    ["PLT (in K/uL)", "platelets", "80", "80 10*3/uL"],
    ["PLT en K/uL", "platelets", "80", "80 10*3/uL"],
    ["PLT - [K/uL]", "platelets", "80", "80 10*3/uL"],
    ["PLT: (K/uL)", "platelets", "80", "80 10*3/uL"],
    ["PLT - 10 ^ 3 / uL", "platelets", "80", "80 10*3/uL"],
    // a hyphen next to the name, and other separators
    ["PLT- 10^9/L", "platelets", "80", "80 10*9/L"],
    ["PLT -10^9/L", "platelets", "80", "80 10*9/L"],
    ["PLT- (10^9/L)", "platelets", "80", "80 10*9/L"],
    ["PLT -- 10^9/L", "platelets", "80", "80 10*9/L"],
    ["PLT\u2212K/uL", "platelets", "80", "80 10*3/uL"],
    ["PLT = K/uL", "platelets", "80", "80 10*3/uL"],
    ["PLT|K/uL", "platelets", "80", "80 10*3/uL"],
    ["PLT\uff5cK/uL", "platelets", "80", "80 10*3/uL"],
    ["PLT \u00b7 K/uL", "platelets", "80", "80 10*3/uL"],
    ["PLT -> K/uL", "platelets", "80", "80 10*3/uL"],
    ["PLT \u2192 K/uL", "platelets", "80", "80 10*3/uL"],
    ["PLT (unit: K/uL)", "platelets", "80", "80 10*3/uL"],
    ["PLT (Einheit: K/\u00b5l)", "platelets", "80", "80 10*3/uL"],
    ["PLT (K/uL)\u2020", "platelets", "80", "80 10*3/uL"],
    ["PLT (K/uL)\u00b9", "platelets", "80", "80 10*3/uL"],
    ["PLT (lakhs/cumm)", "platelets", "1.5", "1.5 10*5/mm3"],
    ["HbA1c - %", "hba1c", "6.5", "6.5 %"],
    // multiples of the upper limit of normal
    ["PLT (x ULN)", "platelets", "0.5", "0.5 [ULN]"],
    ["PLT_x_ULN", "platelets", "0.5", "0.5 [ULN]"],
    ["PLT - \u00d7 ULN", "platelets", "0.5", "0.5 [ULN]"],
    ["PLT (multiples of ULN)", "platelets", "0.5", "0.5 [ULN]"],
    ["PLT [times the upper limit of normal]", "platelets", "0.5", "0.5 [ULN]"],
    ["PLT (x LSN)", "platelets", "0.5", "0.5 [ULN]"],
    ["PLT (x N)", "platelets", "0.5", "0.5 [ULN]"],
    ["PLT (Vielfaches der OGN)", "platelets", "0.5", "0.5 [ULN]"],
    ["PLT.x.ULN", "platelets", "0.5", "0.5 [ULN]"],
    ["PLT (x-fach OGN)", "platelets", "0.5", "0.5 [ULN]"],
    // notation of databases and R
    ["plt_k_ul", "platelets", "80", "80 10*3/uL"],
    ["PLT_10_9_L", "platelets", "80", "80 10*9/L"],
    ["plt_x10_3_ul", "platelets", "80", "80 10*3/uL"],
    ["plt_10_3_per_ul", "platelets", "80", "80 10*3/uL"],
    ["plt_per_ul", "platelets", "80000", "80000 /uL"],
    ["PLT..K.uL.", "platelets", "80", "80 10*3/uL"],
    ["PLT..10.9.L.", "platelets", "80", "80 10*9/L"],
    ["size_cm", "size", "2.5", "2.5 cm"],
    ["Size (mm)", "size", "25", "25 mm"],
    ["size", "size", "2.5", "unreadable: no-unit"],
    ["HbA1c %", "hba1c", "6.5", "6.5 %"],
    ["tumor-count", "tumor_count", "3", "3"],
    ["last_chemotherapy_date", "last_chemotherapy", "2025-12-01", "2025-12-01"], // for a date field this is the field itself
    ["Last chemo date", "last_chemotherapy", "2025-12-01", "2025-12-01"],
    ["HER2 Status", "her2_status", "pos", "positive"],
  ])("%s is %s", (heading, field, cell, reading) => {
    expect(read(["id", heading], ["P1", cell]).records[0]?.readings[field]).toBe(reading);
  });

  test.each([
    "NEUT%", // another quantity
    "NEUT #",
    "neutrophils (%)", // a unit of another kind is not removed
    "Neutrophils at home",
    "neutrophil", // similar names are not matched
    "NEUT+",
    "NEUT-",
    "NEUT- /uL",
    "NEUT - ",
    "NEUT - g/L",
    "neut_mg_dl",
    "neut_day_1",
    "NEUT_1_2",
    "neut.0.L",
    // limits of normal that are not recognised as such
    "NEUT upper limit of normal",
    "NEUT LSN",
    "NEUT (N)", // a number of neutrophils
  ])("%s is not neutrophils", (heading) => {
    const { records, notices } = read(["id", "PLT", heading], ["P1", "80", "3"]);
    expect(records[0]?.readings["neutrophils"]).toBe("missing: no-column");
    expect(records[0]?.columns["neutrophils"]).toBe("");
    expect(notices.some((notice) => notice.message.includes("`neutrophils`"))).toBe(true);
  });

  test("a similar heading is suggested, but not used", () => {
    const { notices } = read(["id", "PLT", "neutrophlis", "hba1c%"], ["P1", "80", "3", "5"]);
    expect(notices.find((notice) => notice.message.includes("`neutrophils`"))).toMatchObject({
      code: "near-miss",
      severity: "note",
      column: "neutrophlis",
      help: expect.stringContaining('"neutrophils": { "column": "neutrophlis" }'),
    });
    expect(codes(notices)).toEqual([]);
  });

  test.each([
    ["neutrophlis", ["3", "2.5", "pending"], "neutrophlis"],
    ["neutrophlis", ["yes", "no", "3"], undefined], // its cells are no numbers
    // Limits of normal under any name are not suggested, as they would be screened as values.
    ["neutrophils (ULN)", ["8", "8", "8"], undefined],
    ["neutrophils (OGN)", ["8", "8", "8"], undefined],
    ["neutrophils (UNL)", ["8", "8", "8"], undefined],
    ["neutrophils (LSN)", ["8", "8", "8"], undefined],
    ["neutrophils (UGN)", ["2", "2", "2"], undefined],
    ["neutrophils (N)", ["8", "8", "8"], undefined],
    ["neutrophils local (ULN)", ["8", "8", "8"], undefined],
    ["neutrophils local (K/uL)", ["3", "2.5", "3"], "neutrophils local (K/uL)"],
    ["neutrophlis (%)", ["60", "55", "70"], "neutrophlis (%)"], // a message says that the unit does not fit
    ["No neutrophils", ["3", "2", "3"], undefined],
  ])("%s with %j is only suggested if its cells fit", (heading, cells, suggested) => {
    const rows = cells.map((cell, index) => `P${index},80,${cell}\n`);
    const { notices } = readFile([ALL], `id,PLT,${heading}\n${rows.join("")}`);
    const told = notices.find((notice) => notice.message.includes("`neutrophils`"));
    expect(told?.column).toBe(suggested);
    expect(told?.help?.includes("column map") ?? false).toBe(suggested !== undefined && !heading.includes("%"));
  });
});

describe("companions", () => {
  test("unit, date and limit of normal, also by alias", () => {
    const { records } = read(
      ["id", "PLT", "PLT_unit", "platelets_date", "Platelet count ULN"],
      ["P1", "80000", "/uL", "2026-01-10", "400"],
    );
    expect(records[0]?.readings["platelets"]).toBe("80000 /uL");
    expect(records[0]?.measured["platelets"]).toBe("2026-01-10");
    expect(records[0]?.limits["platelets"]).toBe("400 /uL");
  });

  test.each([
    ["", "80", "unreadable: no-unit"], // the unit column is blank
    ["", "80 10*9/L", "80 10*9/L"], // the cell states the unit
    ["g/L", "80", "unreadable: unit"],
    ["wat", "80", "unreadable: unit"],
    ["/uL", "80 10*9/L", "unreadable: unit-conflict"],
  ])("unit %j with cell %j: %s", (unit, cell, reading) => {
    expect(read(["id", "PLT", "PLT unit"], ["P1", cell, unit]).records[0]?.readings["platelets"]).toBe(reading);
  });

  test("a unit column takes precedence over heading and map", () => {
    const platelets = (cells: readonly string[], options: ReadOptions = {}) =>
      read(["id", "PLT (10*9/L)", "PLT unit"], ["P1", ...cells], options).records[0]?.readings["platelets"];
    const map = columnMap({ platelets: { unit: unitOf("10*3/uL") } });
    expect(platelets(["80000", "/uL"])).toBe("80000 /uL");
    expect(platelets(["80000", "/uL"], { map })).toBe("80000 /uL");
    expect(platelets(["80", ""])).toBe("unreadable: no-unit");
    expect(platelets(["80", ""], { map })).toBe("80 10*3/uL"); // the map says what a blank means
    expect(platelets(["80", "NA"], { map })).toBe("80 10*3/uL");
    expect(platelets(["80", "g/L"], { map })).toBe("unreadable: unit"); // this holds for a blank, but not for other text
  });

  test.each([
    ["0", "unreadable: implausible"],
    ["-5", "unreadable: implausible"],
    ["", "missing: blank"],
    ["<400", "unreadable: implausible"],
  ])("a limit of %j: %s", (cell, limit) =>
    expect(read(["id", "PLT", "PLT ULN"], ["P1", "80", cell]).records[0]?.limits["platelets"]).toBe(limit),
  );
});

describe("problems with headings", () => {
  test.each<[string, readonly string[], ReadOptions, readonly string[]]>([
    ["two columns for one field", ["id", "PLT", "platelets"], {}, ["two-columns"]],
    ["the same heading twice", ["id", "PLT", "PLT"], {}, ["two-columns"]],
    ["two unit columns", ["id", "PLT", "PLT_unit", "platelets unit"], {}, ["two-columns"]],
    ["duplicate headings that are not used", ["id", "PLT", "note", "note"], {}, []],
    ["blank headings", ["id", "PLT", "", "x"], {}, []],
    ["two IDs", ["Patient ID", "patient_id", "PLT"], {}, ["duplicate-heading"]],
    ["two IDs, of which one is named", ["Patient ID", "patient_id", "PLT"], { id: "patient_id" }, []],
    ["--id with an unknown column", ["id", "PLT"], { id: "idd" }, ["unknown-column"]],
    ["--id with a blank heading", ["id", "PLT"], { id: " " }, ["blank-heading"]],
    ["no column that criteria use", ["id", "weight"], {}, ["no-used-column"]],
    ["a mapped column that does not exist", ["id", "PLT"], { map: columnMap({ size: { column: "siz" } }) }, ["unknown-column"]],
    [
      "a mapped column that exists twice",
      ["id", "PLT", "x", "x"],
      { map: columnMap({ size: { column: "x" } }) },
      ["duplicate-heading"],
    ],
    [
      "a column mapped to two fields",
      ["id", "x"],
      { map: columnMap({ size: { column: "x" }, hba1c: { column: "x" } }) },
      ["two-fields"],
    ],
    ["an entry for a field that is not used", ["id", "PLT"], { map: columnMap({ weight: { column: "x" } }) }, []],
  ])("%s", (_, headings, options, expected) => {
    expect(
      codes(
        read(
          headings,
          headings.map(() => "1"),
          options,
        ).notices,
      ),
    ).toEqual(expected);
  });

  test("one heading that fits two fields, of which one is used", () => {
    const fields = [number("size", "cm"), number("size_cm", "cm"), boolean("other"), boolean("x_y"), boolean("xy")];
    expect(codes(readFile([trial(fields, ["size", "other"])], "id,size_cm,other\n1,2,yes\n").notices)).toEqual(["two-fields"]);
    expect(codes(readFile([trial(fields, ["other"])], "id,size_cm,other\n1,2,yes\n").notices)).toEqual([]);
    const map = columnMap({ size: { column: "size_cm" } });
    expect(readFile([trial(fields, ["size"])], "id,size_cm\n1,2\n", { map }).records[0]?.readings["size"]).toBe("2 cm");
  });

  test("the message names both columns and says what to do", () => {
    const [notice] = read(["id", "PLT", "platelets"], ["1", "2", "3"]).notices.filter(({ severity }) => severity === "error");
    expect(notice?.message).toBe("`platelets` has two columns: `PLT` (column 2) and `platelets` (column 3)");
    expect(notice?.help).toContain("rename");
    expect(notice?.help).toContain('{ "columns": { "platelets": { "column": "…" } } }');
  });

  test("a title above the headings", () => {
    const { notices } = readFile([ALL], "Screening list,,\n\nid,PLT,NEUT\nP1,80,3\n");
    expect(notices).toEqual([expect.objectContaining({ code: "title-line", severity: "error", row: 3, help: "use --skip 2" })]);
  });

  test("names such as `__proto__` are ordinary headings", () => {
    const { records, notices } = read(["__proto__", "constructor", "PLT", "toString"], ["a", "b", "80", "c"], {
      id: "__proto__",
    });
    expect(codes(notices)).toEqual([]);
    expect(records[0]).toMatchObject({ id: "a" });
  });
});

describe("the id", () => {
  test.each([
    [["record_id", "Patient ID", "PLT"], {}, "b"],
    [["MRN", "Record-ID", "PLT"], {}, "b"],
    [["a", "b", "PLT"], { id: "A" }, "a"], // capitals are ignored if no heading is written exactly so
    [["A", "a", "PLT"], { id: "a" }, "b"], // the exact heading comes first
    [["a", "b", "PLT"], { map: columnMap({}, { id: ["b"] }) }, "b"],
    [["a", "b", "PLT"], { id: "a", map: columnMap({}, { id: ["b"] }) }, "a"],
  ] as const)("%j %j", (headings, options, id) => {
    expect(read(headings, ["a", "b", "80"], options).records[0]?.id).toBe(id);
  });
});

describe("a column map", () => {
  test("names columns, units, limits, codes and blanks", () => {
    const map = columnMap({
      platelets: { column: "Thrombos", unit: unitOf("10*3/uL"), uln: ratio(400n) },
      brain_metastasis: {
        column: "bm",
        codes: new Map([
          ["1", true],
          ["2", false],
        ]),
        whenBlank: false,
      },
      her2_status: { column: "her2", codes: new Map([["3+", "positive"]]) },
    });
    const { records, notices } = read(["id", "Thrombos", "bm", "her2", "PLT"], ["1", "80", "2", "3+", "999"], { map });
    expect(records[0]?.readings).toMatchObject({ platelets: "80 10*3/uL", brain_metastasis: "false", her2_status: "positive" });
    expect(records[0]?.limits["platelets"]).toBe("400 10*3/uL");
    expect(records[0]?.columns["platelets"]).toBe("Thrombos");
    expect(codes(notices)).toEqual([]);
    expect(read(["id", "Thrombos", "bm", "her2"], ["1", "80", "", "neg"], { map }).records[0]?.readings).toMatchObject({
      brain_metastasis: "false (assumed)",
      her2_status: "unreadable: unknown-code", // with declared codes, other spellings are not read
    });
  });

  test("defines notation for all columns", () => {
    const map = columnMap({}, { decimal: ",", dateOrder: "dmy", missing: ["-999"], flags: ["*"] });
    const headings = ["id", "PLT", "NEUT", "last chemo", "PLT_date"];
    expect(read(headings, ["1", "1,200*", "-999,0", "03/04/2025", "01.02.2025"], { map }).records[0]).toMatchObject({
      readings: { platelets: "1.2 10*9/L", neutrophils: "missing: declared", last_chemotherapy: "2025-04-03" },
      measured: { platelets: "2025-02-01" },
    });
  });

  test.each<[string, string, string, string | undefined]>([
    ["PLT (G/L)", "80000", "80000 /uL", "map-unit"], // the map was written for this list
    ["PLT (G/L)", "80 G/L", "80 10*9/L", "map-unit"], // heading and map only apply to numbers without a unit
    ["PLT (g/L)", "80000", "80000 /uL", "map-unit"], // the unit in the heading is of another kind
    ["PLT (/uL)", "80000", "80000 /uL", undefined], // they agree
    ["PLT (/mm3)", "80000", "80000 /uL", undefined], // another spelling of the same unit
    ["PLT", "80000", "80000 /uL", undefined],
  ])("its unit takes precedence over that in the heading %s: %s is %s", (heading, cell, reading, told) => {
    const map = columnMap({ platelets: { column: heading, unit: unitOf("/uL") } });
    const { records, notices } = read(["id", heading], ["1", cell], { map });
    expect(records[0]?.readings["platelets"]).toBe(reading);
    expect(notices.find(({ code: one }) => one.endsWith("-unit"))?.code).toBe(told);
    expect(codes(notices, "problem")).toEqual([]);
  });

  test("a unit of another kind in the heading is reported, with advice that solves it", () => {
    const map = columnMap({ platelets: { column: "Thrombos (g/L)" } });
    const both = ["80", "80 10*9/L"].map((cell) => read(["id", "Thrombos (g/L)"], ["1", cell], { map }));
    expect(both.map(({ records }) => records[0]?.readings["platelets"])).toEqual(["unreadable: unit-conflict", "80 10*9/L"]);
    expect(both[0]?.notices.find(({ severity }) => severity === "problem")).toMatchObject({
      code: "unit-conflict",
      help: expect.stringContaining('{ "columns": { "platelets": { "column": "Thrombos (g/L)", "unit": "…" } } }'),
    });
  });

  test("a limit of normal both in the map and in a column", () => {
    const map = columnMap({ platelets: { uln: ratio(400n) } });
    expect(read(["id", "PLT", "PLT ULN"], ["1", "80", "400"], { map }).records[0]?.limits["platelets"]).toBe("400 10*9/L");
    expect(read(["id", "PLT", "PLT ULN"], ["1", "80", "400000 /uL"], { map }).records[0]?.limits["platelets"]).toBe("400000 /uL");
    expect(read(["id", "PLT", "PLT ULN"], ["1", "80", "500"], { map }).records[0]?.limits["platelets"]).toBe(
      "unreadable: several-values",
    );
    expect(read(["id", "PLT", "PLT ULN"], ["1", "80", ""], { map }).records[0]?.limits["platelets"]).toBe("400 10*9/L");
  });
});

describe("multiples of the upper limit of normal", () => {
  const map = columnMap({ platelets: { column: "count", unit: unitOf("[ULN]"), uln: ratio(400n) } });

  test("the unit of the map applies to values, and limits are in the unit of the field", () => {
    const { records } = read(["id", "count", "PLT ULN"], ["1", "0.5", "400"], { map });
    expect(records[0]?.readings["platelets"]).toBe("0.5 [ULN]");
    expect(records[0]?.limits["platelets"]).toBe("400 10*9/L");
  });

  test("without a column for the limit", () => {
    const { records } = read(["id", "count"], ["1", "0.5"], { map });
    expect(records[0]?.limits["platelets"]).toBe("400 10*9/L");
  });

  test.each(["PLT (x ULN)", "Blutbild (x ULN)"])("a heading %s that the map names", (column) => {
    const { records } = read(["id", column], ["1", "0.5"], { map: columnMap({ platelets: { column } }) });
    expect(records[0]?.readings["platelets"]).toBe("0.5 [ULN]");
  });
});

describe("checkboxes", () => {
  test("0 in a checkbox is not read as `no`", () => {
    const map = columnMap({ brain_metastasis: { column: "mets___1" } });
    expect(read(["id", "mets___1"], ["1", "0"], { map }).records[0]?.readings["brain_metastasis"]).toBe("missing: blank");
    expect(read(["id", "mets___1"], ["1", "1"], { map }).records[0]?.readings["brain_metastasis"]).toBe("true (assumed)");
  });
});

describe("trials with separate dictionaries", () => {
  test("a field is read as each dictionary declares it", () => {
    const first = trial([number("hb", "g/L")], ["hb"], "A");
    const second = trial([number("hb", "g/dL")], ["hb"], "B");
    const same = trial([number("hb", "g/L")], ["hb"], "C");
    const { stats } = readFile([first, second, same], "id,hb\n1,80\n");
    expect(stats?.slots).toHaveLength(2);
  });
});
