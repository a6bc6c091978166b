/**
 * Columns and keys that belong to a value (unit, sign, date, limits): how their headings are recognised, which value they belong
 * to, and what a column map says about them.
 */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { headingForms, headingIndex, namesOf } from "../../src/columns/heading.js";
import type { InputNotice } from "../../src/diagnostics/notice.js";
import { loadTrials } from "../../src/language/load/load.js";
import type { ColumnMap, Trial } from "../../src/language/model.js";
import { ratio } from "../../src/values/ratio.js";
import { boolean, columnMap, date, number, type ReadOptions, readFile, type Seen, trial, unitOf } from "./build.js";

const FIELDS = [
  number("platelets", "10*9/L", { aliases: ["PLT", "Thrombozyten", "plaquettes", "血小板", "PLT%"], label: "Platelet count" }),
  number("weight", "kg", { aliases: ["Gewicht", "poids"] }),
  number("albumin", "g/L", { aliases: ["ALB"] }),
  number("chloride", "mmol/L", { aliases: ["Cl-"] }),
  number("ecog", undefined, { integer: true }),
  boolean("pregnant"),
  date("visit", ["Visit day"]),
];
const ALL = trial(FIELDS);

/** A trial with all fields of the shipped dictionary. */
const SHIPPED = JSON.stringify({
  trial: { id: "T" },
  fields: JSON.parse(readFileSync(new URL("../../criteria/dictionary.json", import.meta.url), "utf8")).fields,
  inclusion: [{ id: "I1", label: "x", condition: { field: "pregnant", op: "is", value: false } }],
});

type Row = Readonly<Record<string, string>>;

/** Reads a row as a table and as a JSON record, which must give the same. */
function both(row: Row, options: ReadOptions = {}, trials: readonly Trial[] = [ALL]) {
  const quoted = (texts: readonly string[]) => texts.map((text) => `"${text.replaceAll('"', '""')}"`).join(",");
  const table = readFile(trials, `id,${quoted(Object.keys(row))}\nP1,${quoted(Object.values(row))}\n`, options);
  const json = readFile(trials, JSON.stringify([{ id: "P1", ...row }]), { ...options, file: "list.json" });
  return [table, json];
}

const same = (row: Row, of: (seen: Seen) => string | undefined, expected: string, options: ReadOptions = {}): void => {
  const found = both(row, options).map(({ records, notices }) =>
    records[0] === undefined ? notices.map(({ message }) => message).join() : of(records[0]),
  );
  expect(found).toEqual([expected, expected]);
};
const platelets = (seen: Seen) => seen.readings["platelets"];
const codes = (notices: readonly InputNotice[], severity: InputNotice["severity"] = "error") =>
  notices.filter((notice) => notice.severity === severity).map((notice) => notice.code);

describe("a flag or a reference range beside the unit ULN", () => {
  test.each([
    ["2.5", "ULN", "2.5 [ULN]"],
    ["2.5", "x ULN", "2.5 [ULN]"],
    ["45 H", "ULN", "unreadable: unit"], // the value is 45, and above the limit
    ["45 \u2191", "ULN", "unreadable: unit"],
    ["45 (H)", "x ULN", "unreadable: unit"],
    ["45 high", "ULN", "unreadable: unit"],
    ["45 (0-35)", "ULN", "unreadable: unit"],
    ["45", "(ULN)", "unreadable: unit"], // the unit column has a flag
    ["45 N", "g/L", "45 g/L"], // a multiple cannot have the unit g/L
  ])("%s, %s is %s", (cell, unit, expected) => {
    const albumin = (seen: Seen) => seen.readings["albumin"]?.replace(/ \(.*/, "");
    same({ ALB: cell, "ALB unit": unit }, albumin, expected);
    const quantity = JSON.stringify([{ id: "P1", albumin: { value: cell, unit } }]);
    expect(readFile([ALL], quantity, { file: "list.json" }).records.map(albumin)).toEqual([expected]);
  });

  test.each([
    ["4 H", "4 [ULN]"], // all cells are multiples, so the flag is no contradiction
    ["45 (0-35)", "unreadable: unit"],
    ["45 g/L", "45 g/L"], // the cell states its unit
  ])("%s under a heading of multiples is %s", (cell, expected) =>
    same({ "ALB (x ULN)": cell }, (seen) => seen.readings["albumin"]?.replace(/ \(.*/, ""), expected),
  );
});

describe("a unit column", () => {
  test.each([
    "PLT_unit",
    "PLT units",
    "plt uom",
    "Platelets (unit)",
    "Platelet count units",
    "Thrombozyten Einheit",
    "unité plaquettes",
    "plaquettes unité",
    "unité des plaquettes",
    "血小板单位",
    "血小板 (单位)",
    "Unit of PLT",
    "PLTU", // CDISC
    "pltu",
    "血小板の単位",
    "血小板的单位",
    "PLT_unit_code",
    "PLT UCUM",
    "PLT units of measure",
    "Thrombozyten Einh.",
  ])("%s", (heading) => same({ PLT: "80000", [heading]: "/uL" }, platelets, "80000 /uL"));

  test.each(["Gewichtseinheit", "Gewichtsmaßeinheit", "Gewicht Einheit"])("%s, as compound words in German", (heading) =>
    same({ Gewicht: "100", [heading]: "lb" }, ({ readings }) => readings["weight"], "100 [lb_av]"),
  );

  test.each([
    "PLT U", // it may be the unit U
    "PLT unitt", // similar words are not matched
    "PLT unit old",
    "unit",
    "WBC unit",
    "PLT% unit", // another column's, but for the alias
  ])("%s is not recognised, or belongs to another column", (heading) => {
    const trials = [trial(FIELDS.map((field) => (field.name === "platelets" ? { ...field, aliases: ["PLT"] } : field)))];
    for (const { records } of both({ PLT: "80000", [heading]: "/uL" }, {}, trials))
      expect(records[0]?.readings["platelets"]).toMatch(/^unreadable: neighbour/); // it may still belong to this one
  });

  test("a hyphen at the end of a name is removed before a word", () =>
    same({ "Cl-": "3", "Cl-_unit": "mol/L" }, ({ readings }) => readings["chloride"], "3 mol/L"));
});

describe("an operator column", () => {
  test.each([
    "PLT operator",
    "platelets_comparator",
    "PLT sign",
    "platelets_qualifier",
    "Thrombozyten Vergleichsoperator",
    "血小板符号",
    "PLT relation",
    "PLT_prefix",
    "Operator PLT",
    "operator_platelets",
    "sign of PLT",
    "signe plaquettes",
    "opérateur des plaquettes",
    "Vorzeichen Thrombozyten",
    "血小板の符号",
    "PLT_op",
    "PLT.OP",
    "PLT modifier",
    "PLT symbol",
    "Thrombozyten Zeichen",
    "plaquettes symbole",
    "PLT <>",
    "PLT </=",
    "PLT <",
    "血小板不等号",
  ])("%s", (heading) => {
    same({ PLT: "100", [heading]: "<" }, platelets, "< 100 10*9/L");
    same({ PLT: "100", [heading]: "" }, platelets, "100 10*9/L");
    same({ PLT: "100", [heading]: "?" }, platelets, "unreadable: operator");
    same({ PLT: "", [heading]: "<" }, platelets, "missing: blank");
  });

  test("its sign is shown in the evidence, also with a unit column", () => {
    const row = { PLT: "100", "PLT operator": " < ", "PLT unit": "G/L" };
    same(row, platelets, "< 100 10*9/L");
    same(row, ({ cells }) => cells["platelets"], "< 100");
    same({ ...row, PLT: "" }, ({ cells }) => cells["platelets"], "");
    same({ ...row, "PLT operator": "" }, ({ cells }) => cells["platelets"], "100");
  });

  test("for a field without units", () => same({ ecog: "2", "ecog sign": ">" }, ({ readings }) => readings["ecog"], ">= 3"));

  test("only affects the field that it names", () =>
    same({ PLT: "100", weight: "60", "weight sign": "<" }, platelets, "100 10*9/L"));

  test("null is blank, and other values than text are unreadable", () => {
    const read = (sign: string) =>
      readFile([ALL], `[{"id":1,"PLT":100,"PLT sign":${sign}}]`, { file: "a.json" }).records[0]?.readings["platelets"];
    expect(["null", '"<"', "1", "{}", "true"].map(read)).toEqual([
      ...["100 10*9/L", "< 100 10*9/L"],
      ...Array.from({ length: 3 }, () => "unreadable: operator"),
    ]);
  });

  test("beside repeated measurements a sign applies to none of them", () => {
    const read = (sign: string, list: string) =>
      readFile([ALL], `[{"id":1,"PLT":${list},"PLT sign":"${sign}"}]`, { file: "a.json" }).records[0]?.readings["platelets"];
    expect(read("<", '[{"value":90,"date":"2026-01-01"},{"value":100,"date":"2026-01-02"}]')).toBe("unreadable: operator");
    expect(read("=", '[{"value":90,"date":"2026-01-01"},{"value":100,"date":"2026-01-02"}]')).toBe("100 10*9/L");
    expect(read("<", "[100]")).toBe("< 100 10*9/L");
  });

  test.each(["PLT rel", "PLT post op", "PLT op date", "op PLT", "PLT sign off"])(
    "%s is not recognised, but casts doubt on the value",
    (heading) => same({ PLT: "100", [heading]: "<" }, (seen) => platelets(seen)?.replace(/ \(.*/, ""), "unreadable: neighbour"),
  );

  test("with many rows in many blocks", () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => `${index},${100 + (index % 9000)},${["<", "", ">"][index % 3]}`);
    const { records } = readFile([ALL], `id,PLT,PLT sign\n${rows.join("\n")}\n`, { blockSize: 1 << 14, shuffle: true });
    for (const { id, readings } of records) {
      const [index, sign] = [Number(id), ["< ", "", "> "][Number(id) % 3]];
      expect(readings["platelets"]).toBe(`${sign}${100 + (index % 9000)} 10*9/L`);
    }
    expect(records.length).toBe(20_000);
  });
});

describe("dates and limits of normal", () => {
  test.each([
    "PLT_date",
    "Thrombozyten Datum",
    "Datum Thrombozyten",
    "date des plaquettes",
    "血小板检测日期",
    "PLT sample date",
    "血小板日期",
    "PLT_dt",
    "PLT datetime",
    "血小板の日付",
  ])("%s is the date of the measurement", (heading) =>
    same({ PLT: "100", [heading]: "2026-01-10" }, ({ measured }) => measured["platelets"], "2026-01-10"),
  );

  test.each([
    "PLT ULN",
    "PLT (ULN)",
    "PLT (OGN)",
    "PLT (LSN)",
    "PLT (UNL)",
    "PLT_OGN",
    "plaquettes LSN",
    "ULN PLT",
    "PLT upper limit of normal",
    "Thrombozyten oberer Normwert",
    "血小板正常上限",
  ])("%s is the upper limit of normal", (heading) =>
    same({ PLT: "100", [heading]: "400" }, ({ limits }) => limits["platelets"], "400 10*9/L"),
  );

  test.each(["PLT/ULN", "PLT / upper limit of normal", "ULN/PLT", "PLT LLN", "PLT ULN (female)", "PLT x ULN limit"])(
    "%s is not",
    (heading) =>
      expect(both({ PLT: "100", [heading]: "400" }).map(({ records }) => records[0]?.limits["platelets"])).toEqual([
        "missing: no-column",
        "missing: absent",
      ]),
  );

  test("also for yes-no fields; a date field is its own date", () => {
    same({ pregnant: "no", pregnant_date: "2026-01-10" }, ({ measured }) => measured["pregnant"], "2026-01-10");
    same({ visit_date: "2026-01-10" }, ({ readings }) => readings["visit"], "2026-01-10");
  });

  test.each<[string, string, string, string]>([
    ["3.4 g/dL", "ALB ULN", "5.5", "5.5 g/dL"], // laboratories print both in the same unit
    ["34", "ALB ULN", "55", "55 g/L"],
    ["3.4 g/dL", "ALB ULN (g/L)", "55", "55 g/L"], // unless the heading says otherwise
    ["3.4 g/dL", "ALB ULN", "55 g/L", "55 g/L"],
    ["3.4 g/dL", "ALB ULN", "", "missing: blank"],
    ["", "ALB ULN", "55", "55 g/L"],
    ["0.6 x ULN", "ALB ULN", "55", "55 g/L"],
    ["3.4 g/dL", "ALB ULN (%)", "55", "unreadable: unit-conflict"],
  ])("%s beside %s %s: %s", (cell, heading, limit, expected) =>
    same({ ALB: cell, [heading]: limit }, ({ limits }) => limits["albumin"], expected),
  );

  test.each<[string, string, string]>([
    ["40", "g/L", "40 g/L"], // not in the unit of the value
    ["4", "g/dL", "4 g/dL"],
    ["40", "", "unreadable: no-unit"], // its unit column is blank, so the value's unit does not apply
    ["40 g/L", "", "40 g/L"],
    ["40", "furlong", "unreadable: unit"],
    ["40", "%", "unreadable: unit"],
    ["40 g/L", "g/dL", "unreadable: unit-conflict"],
    ["", "g/L", "missing: blank"],
  ])("a limit of %s with the unit column %s", (limit, unit, expected) => {
    const found = ({ limits }: Seen) => limits["albumin"]?.replace(/ \(.*/, "");
    for (const heading of ["ALB ULN unit", "ALB_ULN_units", "unit of ALB ULN", "Einheit ALB ULN", "ALB (ULN) - Einheit"])
      same({ ALB: "3.4 g/dL", "ALB ULN": limit, [heading]: unit }, found, expected);
    const map = columnMap({ albumin: { ulnColumn: "b", ulnUnitColumn: "c" } });
    same({ ALB: "3.4 g/dL", b: limit, c: unit }, found, expected, { map });
  });

  test("a JSON record without the mapped key for the limit's unit has no unit", () => {
    const map = columnMap({ albumin: { ulnColumn: "b", ulnUnitColumn: "c" } });
    const records = '[{"id":1,"ALB":"3.4 g/dL","b":40,"c":"g/L"},{"id":2,"ALB":"3.4 g/dL","b":40}]';
    const { records: found } = readFile([ALL], records, { file: "list.json", map });
    expect(found.map(({ limits }) => limits["albumin"])).toEqual(["40 g/L", "unreadable: no-unit"]);
  });

  test("a limit without a unit has that of the value, from heading, map or unit column", () => {
    const limit = ({ limits }: Seen) => limits["albumin"];
    const map = columnMap({ albumin: { unit: unitOf("g/dL") } });
    same({ "ALB (g/dL)": "3.4", "ALB ULN": "5.5" }, limit, "5.5 g/dL");
    same({ ALB: "3.4", "ALB ULN": "5.5" }, limit, "5.5 g/dL", { map });
    same({ ALB: "3.4", "ALB unit": "g/dL", "ALB ULN": "5.5" }, limit, "5.5 g/dL");
  });
});

describe("the value that a companion belongs to", () => {
  const map = columnMap({ platelets: { column: "PLT lokal" } });

  test("a mapped column, by its heading", () =>
    same({ "PLT lokal": "80000", "PLT lokal unit": "/uL" }, platelets, "80000 /uL", { map }));

  test("a unit in that heading is ignored", () => {
    const withUnit = columnMap({ platelets: { column: "PLT lokal (G/L)" } });
    same({ "PLT lokal (G/L)": "100", "PLT lokal sign": "<" }, platelets, "< 100 10*9/L", { map: withUnit });
  });

  test("but not another column of the same field", () => {
    same({ "PLT lokal": "100", PLT: "7", "PLT unit": "/uL" }, platelets, "100 10*9/L", { map });
    same({ "PLT lokal": "100", "PLT unit": "/uL" }, platelets, "100 /uL", { map }); // the list has no other column
  });

  test("the columns that a map exchanges", () => {
    const swapped = columnMap({ weight: { column: "ALB" }, albumin: { column: "weight" } });
    const row = { ALB: "100", weight: "80", ALB_unit: "[lb_av]" };
    for (const { records } of both(row, { map: swapped }))
      expect(records[0]?.readings).toMatchObject({ weight: "100 [lb_av]", albumin: "80 g/L" });
  });

  test("a heading that is the name of a field belongs to that field", () => {
    const fields = [...FIELDS, number("pltu", "kg"), boolean("weight sign"), date("platelets_date")];
    const trials = [trial(fields, ["platelets", "weight", "platelets_date"])];
    const row = { PLT: "100", PLTU: "3", weight: "60", "weight sign": "<", platelets_date: "2026-01-10" };
    for (const { records } of both(row, {}, trials))
      expect(records[0]).toMatchObject({
        readings: { platelets: "100 10*9/L", weight: "60 kg", platelets_date: "2026-01-10" },
        measured: { platelets: "2026-01-10" }, // a date may be both
      });
  });

  test("two columns for the same purpose are an error, unless the map chooses", () => {
    const headings = { PLT: "80000", PLT_unit: "/uL", "platelets unit": "G/L" };
    const [table, json] = both(headings);
    expect(codes(table?.notices ?? [])).toEqual(["two-columns"]);
    expect(json?.records[0]?.problems).toEqual(["two-values"]);
    const chosen = columnMap({ platelets: { unitColumn: "PLT_unit" } });
    same(headings, platelets, "80000 /uL", { map: chosen });
  });
});

describe("columns that are not used because of a column map", () => {
  const told = (row: Row, map: ColumnMap) =>
    both(row, { map }).map(({ notices }) => notices.filter(({ code }) => code === "other-column").map(({ column }) => column));

  test("are reported for tables and for records", () => {
    const map = columnMap({ platelets: { column: "PLT local" } });
    expect(told({ "PLT local": "100", PLT: "7" }, map)).toEqual([["PLT"], ["PLT"]]);
  });

  test("are reported once, whether they are named after the field or after its column", () => {
    const map = columnMap({ platelets: { column: "PLT", unitColumn: "u" } });
    const row = { PLT: "100", u: "G/L", "PLT unit": "/uL" };
    expect(told(row, map)).toEqual([["PLT unit"], ["PLT unit"]]);
    const other = columnMap({ platelets: { column: "local", unitColumn: "u" } });
    expect(told({ local: "100", u: "G/L", "local unit": "/uL" }, other)).toEqual([["local unit"], ["local unit"]]);
  });

  test("are not reported if the map exchanges two columns, nor are parts of the mapped key", () => {
    const swapped = columnMap({ weight: { column: "ALB" }, albumin: { column: "weight" } });
    expect(told({ ALB: "100", weight: "80" }, swapped)).toEqual([[], []]);
    const map = columnMap({ platelets: { column: "PLT", unitColumn: "u" } });
    const read = readFile([ALL], '[{"id":1,"PLT":{"value":100,"unit":"G/L"}},{"id":2,"PLT":7,"u":"G/L"}]', {
      file: "a.json",
      map,
    });
    expect(read.notices.filter(({ code }) => code === "other-column")).toEqual([]);
  });
});

describe("companions in a column map", () => {
  const row = { PLT: "100", a: "<", b: "/uL", c: "2026-01-10", d: "400", e: "150", f: "G/L" };

  test("all kinds", () => {
    const companions = {
      operatorColumn: "a",
      unitColumn: "b",
      dateColumn: "c",
      ulnColumn: "d",
      ulnUnitColumn: "f",
      llnColumn: "e",
    };
    const map = columnMap({ platelets: companions });
    for (const { records, notices } of both({ ...row, PLT: "100000" }, { map })) {
      expect(records[0]?.readings["platelets"]).toBe("< 100000 /uL");
      expect(records[0]?.measured["platelets"]).toBe("2026-01-10");
      expect(records[0]?.limits["platelets"]).toBe("400 10*9/L");
      expect(codes(notices)).toEqual([]);
    }
  });

  test.each(["unitColumn", "operatorColumn", "dateColumn", "ulnColumn", "ulnUnitColumn", "llnColumn"] as const)(
    "%s that does not exist, or that is the values' own column",
    (key) => {
      const told = (column: string) => both(row, { map: columnMap({ platelets: { column: "PLT", [key]: column } }) });
      expect(told("x").map(({ notices }) => codes(notices))).toEqual([["unknown-column"], ["unknown-column"]]);
      expect(codes(told("PLT")[0]?.notices ?? [])).toEqual(["map-clash"]);
    },
  );

  test("a date column for all values without one of their own", () => {
    const map = columnMap({ weight: { dateColumn: "c" } }, { dateColumn: "day" });
    for (const { records } of both(
      { PLT: "100", weight: "60", c: "2026-01-10", day: "2026-01-12", visit: "2026-01-01" },
      { map },
    ))
      expect(records[0]).toMatchObject({
        measured: { platelets: "2026-01-12", weight: "2026-01-10" },
        readings: { visit: "2026-01-01" },
      });
    const none = both({ PLT: "100" }, { map: columnMap({}, { dateColumn: "day" }) });
    expect(none.map(({ notices }) => codes(notices))).toEqual([["unknown-column"], ["unknown-column"]]);
  });

  test("a field's own date column takes precedence, even if it is blank", () => {
    const map = columnMap({}, { dateColumn: "day" });
    const [table, json] = both({ PLT: "100", "PLT date": "", day: "2026-01-12" }, { map });
    expect(table?.records[0]?.measured["platelets"]).toBe("missing: blank");
    // A record without the key must not silently get another date.
    expect(codes(json?.notices ?? [])).toEqual(["two-columns"]);
    const settled = columnMap({ platelets: { dateColumn: "PLT date" } }, { dateColumn: "day" });
    const records = '[{"id":1,"PLT":100,"day":"2026-01-12"},{"id":2,"PLT":100,"PLT date":"2026-01-10","day":"2026-01-12"}]';
    const read = readFile([ALL], records, { file: "a.json", map: settled });
    expect(codes(read.notices)).toEqual([]);
    expect(read.records.map(({ measured }) => measured["platelets"])).toEqual(["missing: absent", "2026-01-10"]);
  });

  test("a date inside a value takes precedence", () => {
    const list =
      '[{"id":1,"PLT":{"value":100,"date":"2026-01-02"},"day":"2026-01-12"},{"id":2,"PLT":{"value":100},"day":"2026-01-12"}]';
    const read = readFile([ALL], list, { file: "a.json", map: columnMap({}, { dateColumn: "day" }) });
    expect(read.records.map(({ measured }) => measured["platelets"])).toEqual(["2026-01-02", "2026-01-12"]);
  });
});

describe("a limit of normal may be a JSON quantity, like a value", () => {
  test.each([
    ['{"value":400,"unit":"g/L"}', "400 g/L"],
    ['{"value":"400","unit":"g/L"}', "400 g/L"],
    ['{"value":40,"unit":"g/dL"}', "40 g/dL"],
    ['{"value":400}', "400 g/L"], // like a limit without a unit: that of the value
    ['{"value":400,"unit":""}', "unreadable: no-unit"],
    ['{"value":400,"unit":"mmHg"}', "unreadable: unit"],
    ['{"value":400,"comparator":"<","unit":"g/L"}', "unreadable: implausible"], // a limit must be a single number
    ['{"value":null,"unit":"g/L"}', "missing: blank"],
    ['{"value":0,"unit":"g/L"}', "unreadable: implausible"],
    ['{"value":400,"unit":"g/L","date":"2026-01-02"}', "unreadable: wrong-type"], // the date of a limit has no meaning
    ['{"low":10,"high":400}', "unreadable: wrong-type"],
    ["[400]", "unreadable: wrong-type"],
  ])("%s is %s", (limit, expected) => {
    const list = `[{"id":1,"albumin":"30 g/L","albumin_uln":${limit}}]`;
    const limits = readFile([ALL], list, { file: "list.json" }).records.map(({ limits: found }) => found["albumin"]);
    expect(limits.map((one) => one?.replace(/ \(.*/, ""))).toEqual([expected]);
  });
});

describe("a record without the mapped key for the unit has no unit, like a blank in a table", () => {
  const named = columnMap({ weight: { unitColumn: "wu" } });
  const stated = columnMap({ weight: { unitColumn: "wu", unit: unitOf("[lb_av]") } });
  test.each<[record: string, map: ColumnMap, expected: string]>([
    ['"weight":80,"wu":"kg"', named, "80 kg"],
    ['"weight":80,"wu":""', named, "unreadable: no-unit"],
    ['"weight":80', named, "unreadable: no-unit"],
    ['"weight":"80"', named, "unreadable: no-unit"],
    ['"weight":"80 kg"', named, "80 kg"],
    ['"weight":{"value":80,"unit":"kg"}', named, "80 kg"],
    ['"weight":{"value":80}', named, "unreadable: no-unit"],
    ['"weight":[{"value":80,"date":"2026-01-02"}]', named, "unreadable: no-unit"],
    ['"weight":80', stated, "80 [lb_av]"],
    ['"weight":null', named, "missing: blank"],
    ['"ALB":30', named, "missing: absent"],
  ])("{%s}: %s", (record, map, expected) => {
    // The other record has the key, because otherwise the map would be refused.
    for (const list of [
      `[{"id":1,${record}},{"id":2,"weight":1,"wu":"kg"}]`,
      `[{"id":2,"weight":1,"wu":"kg"},{"id":1,${record}}]`,
    ]) {
      const { records } = readFile([ALL], list, { file: "list.json", map });
      const found = records.find(({ id }) => id === "1")?.readings["weight"];
      expect(found?.replace(/ \(.*/, "")).toBe(expected);
    }
  });
});

describe("notes on missing units, dates and limits name the criteria that need them", () => {
  const days = { value: 14, unit: "d" };
  const text = JSON.stringify({
    trial: { id: "T" },
    fields: {
      alt: { type: "number", unit: "U/L", plausible: [1, 5000] },
      glucose: { type: "number", unit: "mmol/L", plausible: [0, 100], assumeUnit: false },
    },
    inclusion: [
      { id: "I1", label: "x", condition: { field: "alt", op: "<=", value: 2, unit: "[ULN]", maxAge: days } },
      { id: "I2", label: "y", condition: { field: "glucose", op: "<=", value: 7, unit: "mmol/L" } },
    ],
  });
  const { trials } = loadTrials([{ file: "t.json", text }], () => undefined);
  const needs = (row: Row, options: ReadOptions = {}) =>
    both(row, options, trials).map(({ notices }) =>
      notices
        .filter(({ code }) => ["no-unit", "no-date-column", "no-limit"].includes(code))
        .map(({ code, message }) => `${code} ${/T:I\d/.exec(message)?.[0]}`),
    );

  test.each<[Row, readonly string[]]>([
    [{ alt: "30" }, ["no-date-column T:I1", "no-limit T:I1"]],
    [{ alt: "30", "alt date": "2026-01-10" }, ["no-limit T:I1"]],
    [{ alt: "30", "alt ULN": "40" }, ["no-date-column T:I1"]],
    [{ alt: "30 (10-40)" }, ["no-date-column T:I1"]], // the cell has a limit
    [{ alt: "2 x ULN" }, ["no-date-column T:I1"]],
    [{ alt: "" }, []], // blanks are reported elsewhere
    [{ glucose: "5" }, ["no-unit T:I2"]],
    [{ glucose: "5 mmol/L" }, []],
    [{ glucose: "5", "glucose unit": "" }, []], // the column exists
  ])("%j: %j", (row, expected) => expect(needs(row)).toEqual([expected, expected]));

  test("not if the map has the information", () => {
    const map = columnMap({ alt: { uln: ratio(40n) } }, { dateColumn: "day" });
    expect(needs({ alt: "30", day: "2026-01-10" }, { map })).toEqual([[], []]);
  });

  test("not if a JSON value has a date", () => {
    const read = readFile(trials, '[{"id":1,"alt":{"value":30,"date":"2026-01-10"}}]', { file: "a.json" });
    expect(read.notices.map(({ code }) => code)).not.toContain("no-date-column");
  });
});

test("an unsuitable unit in a row must be corrected there, because the map cannot override it", () => {
  const { notices } = readFile([ALL], "id,PLT,PLT unit\n1,99999999,10*9/L\n2,340,10*9/L\n");
  expect(notices.find(({ code }) => code === "implausible-unit")).toMatchObject({
    severity: "note",
    help: "check these rows: the values cannot be read until the right unit is in the unit column or, if there is none, in the cell",
  });
});

test("cells with another than the stated unit are reported once", () => {
  const told = (heading: string, cells: readonly string[], map?: ColumnMap) =>
    readFile(
      [ALL],
      `id,${heading}\n${cells.map((cell, index) => `${index},${cell}`).join("\n")}\n`,
      map === undefined ? {} : { map },
    )
      .notices.filter(({ code }) => code === "own-unit")
      .map(({ message }) => /\d cells?/.exec(message)?.[0]);
  const map = columnMap({ platelets: { unit: unitOf("/uL") } });
  expect(told("PLT (G/L)", ["80", "80000 /uL", "90000 /uL"])).toEqual(["2 cells"]);
  expect(told("PLT (G/L)", ["80", "80 G/L"])).toEqual([]);
  expect(told("PLT", ["80000", "80 G/L"], map)).toEqual(["1 cell"]);
  expect(told("PLT", ["80", "80000 /uL"])).toEqual([]); // no unit is stated, so there is a note on the assumed one
});

test("no name of a shipped field looks like a companion of another field", () => {
  const { trials, diagnostics } = loadTrials([{ file: "t.json", text: SHIPPED }], () => undefined);
  expect(diagnostics).toEqual([]);
  const fields = [...(trials[0]?.fields.values() ?? [])];
  const index = headingIndex(fields);
  const both = fields.flatMap((field) =>
    namesOf(field).flatMap((name) => {
      const roles = index.rolesOf(headingForms(name));
      return roles.some(({ part }) => part !== "value") && roles.some(({ part }) => part === "value") ? [name] : [];
    }),
  );
  expect(fields.length).toBeGreaterThan(100);
  expect(both).toEqual([]);
});
