import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mergeStats } from "../../../src/cells/stats.js";
import { boolean, code, columnMap, date, number, type ReadOptions, readFile, trial, unitOf } from "../../columns/build.js";

const FIELDS = [
  number("platelets", "10*9/L", { aliases: ["PLT"] }),
  number("age", "a", { integer: true, plausible: [0, 120], since: "birth_date" }),
  number("ecog", undefined, { integer: true, ranges: true, plausible: [0, 5] }),
  boolean("pregnant"),
  code("her2_status", { positive: ["pos"], negative: ["neg"] }, [
    { name: "2+", means: ["positive", "negative"], note: "ISH decides" },
  ]),
  date("last_chemotherapy"),
];
const TRIAL = trial(
  [...FIELDS, date("birth_date")],
  FIELDS.map((field) => field.name),
);
const read = (content: string, options: ReadOptions = {}) => readFile([TRIAL], content, options);
const json = (record: string, options: ReadOptions = {}) => read(`[${record}]`, { file: "list.json", ...options });

describe("rows of tables", () => {
  test.each([
    ["P1,80,yes", [], "80 10*9/L"],
    ["P1,80,yes,,", [], "80 10*9/L"], // extra empty cells
    ["P1,80", ["ragged-row"], "unreadable: shifted"],
    ["P1,1,200,yes", ["ragged-row"], "unreadable: shifted"], // a decimal comma shifts the cells
    ["P1", ["ragged-row"], "unreadable: shifted"],
    [",80", ["ragged-row", "missing-id"], "unreadable: shifted"],
    [",80,yes", ["missing-id"], "80 10*9/L"],
  ])("%j", (row, problems, reading) => {
    const { records } = read(`id,PLT,pregnant\n${row}\n`);
    expect(records[0]?.problems).toEqual(problems);
    expect(records[0]?.readings["platelets"]).toBe(reading);
    expect(records[0]?.id).toBe(row.startsWith("P1") ? "P1" : "");
    if (problems[0] === "ragged-row") expect(records[0]?.cells["platelets"]).toBe("");
  });

  test("cells and columns as written", () => {
    const { records } = read('id,"PLT (10^9/L)",pregnant\n1, 80 ,maybe\n');
    expect(records[0]?.cells).toMatchObject({ platelets: " 80 ", pregnant: "maybe", ecog: "" });
    expect(records[0]?.columns).toMatchObject({ platelets: "PLT (10^9/L)", pregnant: "pregnant", ecog: "" });
    expect(records[0]?.readings).toMatchObject({ pregnant: "unreadable: not-yes-or-no", ecog: "missing: no-column" });
  });
});

describe("fields calculated from a date", () => {
  test.each([
    ["1960-01-15", "66 a"], // the as-of date is the 66th birthday
    ["1960-01-16", "65 a"],
    ["1960", "65 to 66 a"], // any day of the year
    ["03/04/1960", "65 a"], // 3 April or 4 March,
    ["2026-02-01", "unreadable: future"],
    ["2026-01", "unreadable: future"], // some days of that month are in the future
    ["", "missing: blank"],
    ["soon", "unreadable: not-a-date"],
  ])("born %j: %s", (born, age) => {
    const { records } = read(`id,birth_date,PLT\n1,${born},80\n`);
    const shown = records[0]?.readings["age"]?.replace("unreadable: implausible", "unreadable: future");
    expect(shown).toBe(age);
    expect(records[0]?.columns["age"]).toBe("birth_date");
    expect(records[0]?.cells["age"]).toBe(born);
    expect(json(`{"id":1,"birth_date":"${born}"}`).records[0]?.columns["age"]).toBe("birth_date");
  });

  test.each([
    ["1,1960-01-01,", "66 a", "birth_date"], // decided row by row
    ["1,1960-01-01, ", "66 a", "birth_date"],
    ["1,1960-01-01,65", "65 a", "age"], // an age in its own column comes first
    ["1,1960-01-01,NA", "missing: not-available", "age"], // the cell says that there is no value
    ["1,1960-01-01,x", "unreadable: not-a-number", "age"],
    ["1,,", "missing: blank", "birth_date"],
    ["1,1960-01-01", "unreadable: shifted", "age"],
  ])("%j: %s", (row, age, column) => {
    // The row is read twice, with other rows in between, because reading one row must not affect another.
    const { records } = read(`id,birth_date,age\n${row}\n2,1960-01-01,\n3,1960-01-01,67\n4${row.slice(1)}\n`);
    for (const record of [records[0], records[3]]) {
      expect(record?.readings["age"]).toBe(age);
      expect(record?.columns["age"]).toBe(column);
    }
    expect(records[2]?.readings["age"]).toBe("67 a");
  });

  test("an own key comes first, unless it is blank", () => {
    const blank = json('{"id":1,"birth_date":"1960-01-01","age":null},{"id":2,"birth_date":"1960-01-01","age":""}').records;
    expect(blank.map(({ readings }) => readings["age"])).toEqual(["66 a", "66 a"]);
    expect(blank.map(({ cells }) => cells["age"])).toEqual(["1960-01-01", "1960-01-01"]);
    expect(json('{"id":1,"birth_date":"1960-01-01"},{"id":2,"age":50}').records.map(({ readings }) => readings["age"])).toEqual([
      "66 a",
      "50 a",
    ]);
  });
});

describe("JSON values", () => {
  test.each([
    ["platelets", "80", "80 10*9/L", "80"],
    ["platelets", "80.50", "80.5 10*9/L", "80.50"], // the digits as written
    ["platelets", "1.200", "1.2 10*9/L", "1.200"], // a JSON number is not ambiguous
    ["platelets", '"1.200"', "1.2 or 1200 10*9/L", "1.200"],
    ["platelets", "8e1", "80 10*9/L", "8e1"],
    ["platelets", "80.0000000000000001", "80 10*9/L", "80.0000000000000001"],
    ["platelets", '"80 10*3/uL"', "80 10*3/uL", "80 10*3/uL"],
    ["platelets", "null", "missing: blank", ""],
    ["platelets", '""', "missing: blank", ""],
    ["platelets", '"NA"', "missing: not-available", "NA"],
    ["platelets", "true", "unreadable: wrong-type", "true"],
    ["platelets", '{"value":80}', "80 10*9/L", '{"value":80}'],
    ["platelets", '{"value":80,"comparator":"<","unit":"/uL"}', "< 80 /uL", '{"value":80,"comparator":"<","unit":"/uL"}'],
    ["platelets", '{"value":80,"unit":"g/L"}', "unreadable: unit", '{"value":80,"unit":"g/L"}'],
    ["platelets", '{"value":80,"units":"/uL"}', "unreadable: wrong-type", '{"value":80,"units":"/uL"}'],
    ["platelets", '{"value":80,"value":90}', "unreadable: wrong-type", '{"value":80,"value":90}'],
    ["platelets", '{"unit":"/uL"}', "unreadable: wrong-type", '{"unit":"/uL"}'],
    ["platelets", '{"value":{"value":1}}', "unreadable: wrong-type", '{"value":{"value":1}}'],
    ["platelets", '{"value":80,"unit":5}', "unreadable: wrong-type", '{"value":80,"unit":5}'],
    ["platelets", '{"value":null}', "missing: blank", '{"value":null}'],
    ["platelets", "[]", "missing: blank", "[]"],
    ["platelets", "[80]", "80 10*9/L", "[80]"],
    ["platelets", "[80, 90]", "80 or 90 10*9/L", "[80, 90]"], // without dates any of them may be the latest
    ["platelets", "[[80]]", "unreadable: wrong-type", "[[80]]"],
    ["platelets", '[80, "x"]', "unreadable: mixed", '[80, "x"]'],
    ["pregnant", "true", "true", "true"],
    ["pregnant", "false", "false", "false"],
    ["pregnant", "1", "true (assumed)", "1"],
    ["pregnant", '"no"', "false", "no"],
    ["pregnant", "[true,false]", "true or false", "[true,false]"],
    ["her2_status", '"pos"', "positive", "pos"],
    ["her2_status", "true", "unreadable: wrong-type", "true"],
    ["her2_status", '{"value":"pos","date":"2026-01-01"}', "positive", '{"value":"pos","date":"2026-01-01"}'],
    ["last_chemotherapy", '"2025-12-01T23:59:00Z"', "2025-12-01", "2025-12-01T23:59:00Z"],
    ["last_chemotherapy", "20251201", "unreadable: wrong-type", "20251201"],
    ["last_chemotherapy", '{"value":"2025-12-01"}', "unreadable: wrong-type", '{"value":"2025-12-01"}'],
    ["ecog", "1", "1", "1"],
    ["ecog", '"0-1"', "0 to 1", "0-1"],
  ])("%s %s: %s", (field, value, reading, cell) => {
    const { records } = json(`{"id":"P1","${field}": ${value} }`);
    expect(records[0]?.readings[field]).toBe(reading);
    expect(records[0]?.cells[field]).toBe(cell);
    expect(records[0]?.columns[field]).toBe(field);
    expect(records[0]?.problems).toEqual([]);
  });

  test("a key that a record does not have is absent", () => {
    expect(json('{"id":1,"platelets":80},{"id":2}').records[1]?.readings["platelets"]).toBe("missing: absent");
  });
});

/** A measurement with its date. */
const measuredAt = (value: unknown, day: string): object => ({ value, date: day });

/** As a whole, for counts and messages. Which measurements count for a criterion is tested in `test/evaluate/select.test.ts`. */
describe("repeated measurements", () => {
  const at = (value: string, day?: string): string => `{"value":${value}${day === undefined ? "" : `,"date":"${day}"`}}`;
  test.each([
    [[at("50", "2026-01-01"), at("90", "2026-01-10")], "90 10*9/L", "2026-01-10"],
    [[at("90", "2026-01-10"), at("50", "2026-01-01")], "90 10*9/L", "2026-01-10"], // by date, not by position
    [[at("50", "2026-01-01"), at('"pending"', "2026-01-10")], "missing: pending", "2026-01-10"], // the latest, readable or not
    [[at("50", "2026-01-01"), at('"~90"', "2026-01-10")], "unreadable: approximate", "2026-01-10"],
    [[at("50", "2026-01-10"), at("90", "2026-01-10")], "50 or 90 10*9/L", "2026-01-10 or 2026-01-10"], // on the same day
    [[at("50", "2026-01-01"), at("90")], "50 or 90 10*9/L", "missing: absent"],
    [[at("50", "2026-01-01"), at("90", "2026-02-01")], "90 10*9/L", "2026-02-01"], // even after the as-of date
    [[at("50", "2026-01"), at("90", "2026-01-10")], "50 or 90 10*9/L", "2026-01-01 to 2026-01-31 or 2026-01-10"],
    [[at("50", "03/04/2025"), at("90", "2025-03-20")], "50 or 90 10*9/L", "2025-04-03 or 2025-03-04 or 2025-03-20"],
    [[at("50", "2026-01-01"), at("null")], "unreadable: mixed", "missing: absent"],
    // A measurement that is certainly older than another does not count, even if the latest of the others is unknown.
    [[at("50", "2026-01-01"), at("80", "2026-01-10"), at("90")], "80 or 90 10*9/L", "missing: absent"],
    [[at("null", "2026-01-01"), at("80", "2026-01-10"), at("90", "2026-01-10")], "80 or 90 10*9/L", "2026-01-10 or 2026-01-10"],
    [
      [at("50", "2025-12-01"), at("80", "2025-12"), at("90", "2025-12-10")],
      "80 or 90 10*9/L",
      "2025-12-01 to 2025-12-31 or 2025-12-10",
    ],
    [[at("50", "2025-12-31"), at("80", "2026-01"), at("90")], "80 or 90 10*9/L", "missing: absent"],
    [[at("50"), at("80"), at("90")], "50 or 80 or 90 10*9/L", "missing: absent"],
  ])("%j: %s", (values, reading, measured) => {
    const [record] = json(`{"id":1,"platelets":[${values.join(",")}]}`).records;
    expect(record?.readings["platelets"]).toBe(reading);
    expect(record?.measured["platelets"]).toBe(measured);
  });

  // An unfinished result counts if it is, or may be, the latest.
  test.each([
    [[measuredAt("2+", "2026-01-01"), measuredAt("pos", "2026-01-10")], "positive"],
    [[measuredAt("pos", "2026-01-01"), measuredAt("2+", "2026-01-10")], "2+ (positive or negative)"],
    [["pos", "2+"], "2+ (positive or negative)"],
    [["pos", "neg"], "positive or negative"],
    [["2+", null], "unreadable: mixed"],
  ])("%j: %s", (value, reading) =>
    expect(json(JSON.stringify({ id: "P1", her2_status: value })).records[0]?.readings["her2_status"]).toBe(reading),
  );

  // The meaning of a blank applies if the only observation is blank. A blank among others is a missing measurement.
  test.each([
    ["pregnant", [""], "false (assumed)"],
    ["pregnant", [null], "false (assumed)"],
    ["pregnant", [{ value: null, date: "2026-01-10" }], "false (assumed)"],
    ["pregnant", "", "false (assumed)"],
    ["pregnant", { value: "", date: "2026-01-10" }, "false (assumed)"],
    ["pregnant", [], "missing: blank"], // no observation at all
    ["pregnant", [measuredAt("yes", "2026-01-01"), measuredAt(null, "2026-01-10")], "missing: blank"], // the latest is missing
    ["pregnant", [measuredAt("yes", "2026-01-01"), measuredAt("  ", "2026-01-10")], "missing: blank"],
    ["pregnant", [measuredAt("yes", "2026-01-01"), measuredAt("unchecked", "2026-01-10")], "missing: blank"], // an empty box
    ["pregnant", [measuredAt("yes", "2026-01-10"), measuredAt(null, "2026-01-01")], "true"], // an older blank does not count
    ["pregnant", ["yes", ""], "unreadable: mixed"], // without dates, either may be the latest
    ["pregnant", ["no", null], "unreadable: mixed"],
    ["pregnant", ["", null], "missing: blank"], // two blanks are not one observation
    ["her2_status", [""], "negative (assumed)"],
    ["her2_status", [measuredAt("pos", "2026-01-01"), measuredAt(null, "2026-01-10")], "missing: blank"],
    ["her2_status", ["neg", ""], "unreadable: mixed"],
    ["her2_status", [null, null], "missing: blank"],
  ])("a blank with a declared meaning: %s %j is %s", (field, value, reading) => {
    const map = columnMap({ pregnant: { whenBlank: false }, her2_status: { whenBlank: "negative" } });
    const [record] = json(JSON.stringify({ id: "P1", [field]: value }), { map }).records;
    expect(record?.readings[field]).toBe(reading);
  });

  test("the date inside a quantity, and in a separate key", () => {
    expect(json('{"id":1,"platelets":{"value":1,"date":"2026-01-01"}}').records[0]?.measured["platelets"]).toBe("2026-01-01");
    expect(json('{"id":1,"platelets":1,"platelets_date":"2026-01-02"}').records[0]?.measured["platelets"]).toBe("2026-01-02");
    expect(
      json('{"id":1,"platelets":{"value":1,"date":"2026-01-01"},"PLT_date":"2026-01-02"}').records[0]?.measured["platelets"],
    ).toBe("2026-01-01 or 2026-01-02");
  });
});

describe("JSON records", () => {
  test.each([
    ['{"id":1,"platelets":80,"PLT":90}', ["two-values"], "unreadable: two-values"],
    ['{"id":1,"platelets":80,"platelets":80}', ["two-values"], "unreadable: two-values"],
    ['{"id":1,"platelets":80,"PLT (/uL)":90000}', ["two-values"], "unreadable: two-values"],
    ['{"id":1,"x":1,"x":2,"platelets":80}', [], "80 10*9/L"], // this key is not used
    ['{"id":1,"id":2,"platelets":80}', ["two-values"], "80 10*9/L"],
    ['{"id":1,"Id":1,"platelets":80}', ["two-values"], "80 10*9/L"], // keys that differ only in capitals are the same
    ['{"id":1.5e16,"platelets":80}', ["missing-id"], "80 10*9/L"],
    ['{"platelets":80}', ["missing-id"], "80 10*9/L"],
    ['{"id":null,"platelets":80}', ["missing-id"], "80 10*9/L"],
    ['{"id":{"a":1},"platelets":80}', ["missing-id"], "80 10*9/L"],
    ["5", ["not-a-record"], "missing: absent"],
    ['["platelets", 80]', ["not-a-record"], "missing: absent"],
    ["null", ["not-a-record"], "missing: absent"],
  ])("%s", (record, problems, reading) => {
    const { records } = json(`{"id":0,"platelets":1},${record}`);
    expect(records[1]?.problems).toEqual(problems);
    expect(records[1]?.readings["platelets"]).toBe(reading);
  });

  test("ids are text", () => {
    const ids = json('{"id":" 007 ","PLT":1},{"id":7},{"id":7.0},{"id":12345678901234567890}').records.map(({ id }) => id);
    expect(ids).toEqual(["007", "7", "7.0", ""]); // programs read the last one with lost digits
  });

  test("a broken line of NDJSON is a record that cannot be read", () => {
    const { records, ids } = read('{"id":"a","PLT":80}\n{"id":"b","PLT":8\n{"id":"c","PLT":90}\n', { file: "a.ndjson" });
    expect(records.map(({ row, problems }) => [row, problems])).toEqual([
      [1, []],
      [2, ["not-a-record"]],
      [3, []],
    ]);
    expect(ids.map(([, row]) => row)).toEqual([1, 2, 3]);
  });

  test("nested values by dotted names", () => {
    const record = '{"patient":{"id":"P1"},"labs":{"platelets":{"value":80},"b":{"hb":1}},"pregnant":true}';
    const map = columnMap({ platelets: { column: "labs.platelets" } });
    const { records, notices } = json(record, { id: "patient.id", map });
    expect(records[0]).toMatchObject({
      id: "P1",
      readings: { platelets: "80 10*9/L" },
      columns: { platelets: "labs.platelets" },
    });
    expect(notices.filter(({ severity }) => severity === "error")).toEqual([]);
    // Without a map, the name must be the whole path.
    const bare = json(record);
    expect(bare.records[0]?.readings["platelets"]).toBe("missing: absent");
    expect(bare.notices.find(({ code: one }) => one === "near-miss")?.help).toContain('"labs.platelets"');
  });

  test("units in keys", () => {
    const { records } = json('{"PLT (/uL)":80000},{"PLT (10*9/L)":80},{"PLT":80,"PLT_unit":"/uL"},{"PLT":80,"PLT_unit":null}', {
      id: "none",
    });
    expect(records.map(({ readings }) => readings["platelets"])).toEqual([
      "80000 /uL",
      "80 10*9/L",
      "80 /uL",
      "unreadable: no-unit",
    ]);
  });

  test("the unit of the column map takes precedence over units in keys", () => {
    const { records } = json('{"PLT (10*9/L)":80000},{"PLT (10*3/uL)":"80 10*9/L"},{"PLT":80000}', {
      id: "none",
      map: columnMap({ platelets: { unit: unitOf("/uL") } }),
    });
    expect(records.map(({ readings }) => readings["platelets"])).toEqual(["80000 /uL", "80 10*9/L", "80000 /uL"]);
  });

  test.each<[string, ReadOptions, string]>([
    ['{"id":1,"weight":5}', {}, "no-used-column"],
    ['{"id":1,"PLT":5}', { id: "idd" }, "unknown-column"],
    ['{"weight":5}', {}, "no-id-column"],
    ['{"id":1,"PLT":5}', { id: "PLT" }, "id-is-value"],
    ['{"id":1,"PLT":5}', { map: columnMap({ ecog: { column: "ec" } }) }, "unknown-column"],
  ])("%s %j: %s", (record, options, expected) => {
    const errors = json(record, options).notices.filter(({ severity }) => severity === "error");
    expect(errors.map((notice) => notice.code)).toEqual([expected]);
  });

  test("names such as `__proto__` are ordinary keys", () => {
    const { records } = json('{"__proto__":{"platelets":5},"constructor":1,"id":"hasOwnProperty","PLT":80}');
    expect(records[0]).toMatchObject({ id: "hasOwnProperty", problems: [], readings: { platelets: "80 10*9/L" } });
  });

  test("very deep records are read", () => {
    const deep = `${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}`;
    expect(json(`{"id":1,"PLT":80,"deep":${deep}}`).records[0]?.readings["platelets"]).toBe("80 10*9/L");
  });
});

describe("statistics", () => {
  const CSV = "id,PLT,pregnant\n1,80,1\n2,x,0\n3,,yes\n4,NA,2\n5,x,\n6,y,1\n7,z,3\n8,w,0\n9,80 /uL,1\n";

  test("per slot: read, missing and unreadable, with examples and assumptions", () => {
    const { stats, notices } = read(CSV);
    expect(stats?.slots[0]).toEqual({
      read: 2,
      missing: [
        { reason: "blank", count: 1, firstRow: 4, hint: undefined, examples: [{ cell: "", row: 4 }] },
        { reason: "not-available", count: 1, firstRow: 5, hint: undefined, examples: [{ cell: "NA", row: 5 }] },
      ],
      unreadable: [
        {
          ...{ reason: "not-a-number", count: 5, firstRow: 3, hint: undefined },
          examples: [
            { cell: "x", row: 3 },
            { cell: "y", row: 7 },
            { cell: "z", row: 8 },
          ],
        },
      ],
      assumedUnit: { count: 1, firstRow: 2 },
      ownUnit: { count: 1, firstRow: 10 },
      trustedBeside: undefined,
      trustedScale: undefined,
      limitless: { uln: { count: 2, firstRow: 2 }, lln: { count: 2, firstRow: 2 } },
      dated: 0,
      undated: undefined,
      structured: undefined,
      assumedDigit: undefined,
      otherDigit: undefined,
      ahead: undefined,
      assumedFails: 0,
    });
    expect(stats?.slots.find((slot) => slot.otherDigit !== undefined)).toMatchObject({
      assumedDigit: { count: 5, firstRow: 2 },
      otherDigit: { count: 2, firstRow: 5 },
    });
    const told = notices.filter((notice) => ["assumed-unit", "assumed-digit", "other-digit"].includes(notice.code));
    expect(told.map(({ code: one, severity, row }) => [one, severity, row])).toEqual([
      ["other-digit", "note", 5], // the more serious note comes first
      ["assumed-unit", "note", 2],
      ["assumed-digit", "note", 2],
    ]);
  });

  test("examples are only collected on request", () => {
    expect(JSON.stringify(read(CSV, { examples: false }).stats)).not.toContain('"cell"');
  });

  test("readers of parts, merged in any order, give the same statistics", () => {
    const cell = fc.constantFrom("80", "", "x", "y", "z", "NA", "80 /uL", "1,200", "-", "5 kg");
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, fc.constantFrom("1", "0", "2", "yes", "")), { minLength: 1, maxLength: 30 }),
        (rows) => {
          const content = `id,PLT,pregnant\n${rows.map(([plt, flag], index) => `${index},"${plt}",${flag}`).join("\n")}\n`;
          const whole = read(content);
          const parts = read(content, { blockSize: 1, shuffle: true });
          expect(parts.stats).toEqual(whole.stats);
          expect(parts.records).toEqual(whole.records);
          expect(parts.notices).toEqual(whole.notices);
        },
      ),
      { numRuns: 100 },
    );
  });

  test("more different texts than the cache holds", () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => `${index},${index % 9000}.25,yes`).join("\n");
    const { stats, records } = read(`id,PLT,pregnant\n${rows}\n`);
    expect(stats?.slots[0]).toMatchObject({ read: 20_000, assumedUnit: { count: 20_000, firstRow: 2 } });
    expect(records[19_999]?.readings["platelets"]).toBe(`${19_999 % 9000}.25 10*9/L`);
  });

  test("empty statistics change nothing", () => {
    const { stats } = read(CSV);
    const none = { records: 0, emptyRows: 0, notCandidates: 0, blankIds: undefined, slots: [], facts: [], keys: new Map() };
    if (stats !== undefined) expect([mergeStats(none, stats), mergeStats(stats, none)]).toEqual([stats, stats]);
  });
});

test("any text in any cell is read without an exception, and tables and JSON agree", () => {
  const text = fc.string({ unit: "binary", maxLength: 12 }).map((any) => any.replaceAll("\u0000", ""));
  fc.assert(
    fc.property(text, text, (platelets, pregnant) => {
      const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
      const table = read(`id,platelets,pregnant\n1,${quoted(platelets)},${quoted(pregnant)}\n`, { delimiter: "," });
      const record = json(JSON.stringify({ id: "1", platelets, pregnant }));
      for (const field of ["platelets", "pregnant"]) {
        expect(record.records[0]?.readings[field]).toBe(table.records[0]?.readings[field]);
        expect(record.records[0]?.cells[field]).toBe(table.records[0]?.cells[field]);
      }
    }),
    { numRuns: 500 },
  );
});
