import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isImplausible } from "../../src/values/number/judge.js";
import { readNumber, readQuantity } from "../../src/values/number/number.js";
import { parseDecimal, type Ratio, ratio } from "../../src/values/ratio.js";
import type { Quantity, Reading, UnitFrom } from "../../src/values/reading.js";
import type { ColumnUnit, NumberSpec, ParseOptions } from "../../src/values/spec.js";
import { acceptedKinds, ULN, ucumUnit } from "../../src/values/unit/unit.js";
import { runs } from "../runs.js";
import { PLAIN_HABITS } from "./cell-table.js";

function decimal(text: string): Ratio {
  return parseDecimal(text)?.value ?? ratio(0n);
}

function field(code: string, low: string, high: string, more: Partial<NumberSpec> = {}): NumberSpec {
  const unit = ucumUnit(code);
  const molarMass = more.molarMass;
  return {
    unit,
    kinds: acceptedKinds(unit, { molarMass }),
    plausible: { low: decimal(low), high: decimal(high) },
    integer: false,
    ranges: false,
    molarMass: undefined,
    spellings: new Map(),
    ...more,
  };
}

function column(code: string, from: UnitFrom = "field"): ColumnUnit {
  return { state: "unit", unit: ucumUnit(code), from };
}

const PLATELETS = field("10*9/L", "1", "3000");
const WIDE = field("10*9/L", "-1e9", "1e9");

function outcome(reading: Reading): unknown {
  if (reading.state !== "read") return [reading.state, reading.reason];
  if (reading.type !== "number") return "not a number reading";
  return reading.possibilities.map(({ low, high, unit }) =>
    low === high ? `${low} ${unit?.ucum}` : `${low}..${high} ${unit?.ucum}`,
  );
}

describe("the source of the unit", () => {
  test.each([
    ["80", column("10*9/L"), "field"],
    ["80", column("10*9/L", "heading"), "heading"],
    ["80 10*9/L", column("10*9/L", "heading"), "cell"],
    ["80 10*9/L", { state: "none" }, "cell"], // a cell with a unit needs no other
    ["80 (10-40 10*9/L)", column("/uL"), "cell"], // the unit of the reference range applies to both
    ["80 10*9/L", column("/uL", "heading"), "cell"], // a heading only applies to numbers without a unit,
    ["80 10*9/L", column("/uL", "column-map"), "cell"], // and so does a column map
    ["80 10*9/L", { state: "conflict", hint: "" }, "cell"], // even if the heading is contradictory
  ] as const)("%s #%#", (text, unit, from) => {
    const reading = readNumber(text, PLATELETS, unit, PLAIN_HABITS);
    expect(reading.state === "read" ? reading.unitFrom : reading).toBe(from);
  });

  test.each([
    ["80", { state: "none" }, "no-unit"],
    ["80", { state: "conflict", hint: "" }, "unit-conflict"],
    ["80", { state: "unreadable", hint: "" }, "unit"],
    ["80 10*9/L", { state: "unreadable", hint: "" }, "unit"], // the unit column of this cell is unreadable
    ["80 10*9/L", column("/uL", "unit-column"), "unit-conflict"], // both apply to this very cell
    ["80 K/uL (150-400 /uL)", column("10*9/L"), "several-values"],
    ["foo", { state: "conflict", hint: "" }, "not-a-number"], // the first cause is reported
  ] as const)("%s #%#", (text, unit, reason) => {
    expect(readNumber(text, PLATELETS, unit, PLAIN_HABITS)).toMatchObject({ state: "unreadable", reason });
  });

  test.each([
    [ucumUnit("/uL"), "the cell says 10*9/L, the unit column /uL"],
    [undefined, "the cell says 10*9/L, the unit column no unit"],
  ])("the message has both units %#", (unit, hint) => {
    expect(readNumber("80 10*9/L", PLATELETS, { state: "unit", unit, from: "unit-column" }, PLAIN_HABITS)).toMatchObject({
      hint,
    });
  });

  test("a multiple of the upper limit needs no unit and contradicts none", () => {
    for (const unit of [column("/uL", "heading"), { state: "none" }, { state: "conflict", hint: "" }] as const) {
      const reading = readNumber("2 x ULN", PLATELETS, unit, PLAIN_HABITS);
      expect(reading).toMatchObject({ possibilities: [{ unit: ULN }], unitFrom: "cell" });
    }
  });

  test("in a column of multiples, a flag or a reference range makes the cell unreadable", () => {
    const multiples = { state: "unit", unit: ULN, from: "heading" } as const;
    expect(outcome(readNumber("2", PLATELETS, multiples, PLAIN_HABITS))).toEqual(["2 [ULN]"]);
    expect(readNumber("2 (150-400)", PLATELETS, multiples, PLAIN_HABITS)).toMatchObject({
      reason: "unit",
      hint: "a flag or a reference range beside a multiple of the limit of normal",
    });
  });

  test("with a unit column, a letter is a flag", () => {
    const read = (from: UnitFrom) => outcome(readNumber("2 N", PLATELETS, column("10*9/L", from), PLAIN_HABITS));
    expect(read("unit-column")).toEqual(["2 10*9/L"]);
    expect(read("heading")).toEqual(["2 10*9/L", "2 [ULN]"]);
  });

  test("words for missing values need no unit", () => {
    expect(readNumber("NA", PLATELETS, { state: "none" }, PLAIN_HABITS)).toEqual({ state: "missing", reason: "not-available" });
  });
});

describe("precedence: codes of the column, then missing codes, then spellings of the field", () => {
  const none = new Map([["none", 0]]);
  const codes = (of: Readonly<Record<string, string | number | boolean>>) => new Map(Object.entries(of));
  const SPELLED = field("10*9/L", "0", "3000", { spellings: none });
  test.each<[string, NumberSpec, Partial<ParseOptions>, unknown]>([
    ["999", PLATELETS, { missing: new Set(["999"]) }, ["missing", "declared"]],
    ["999.0", PLATELETS, { missing: new Set(["999"]) }, ["missing", "declared"]],
    ["998", PLATELETS, { missing: new Set(["999"]) }, ["998 10*9/L"]],
    ["<999", PLATELETS, { missing: new Set(["999"]) }, ["-Infinity..999 10*9/L"]], // with a sign it is not the code
    [">999", PLATELETS, { missing: new Set(["999"]) }, ["999..Infinity 10*9/L"]],
    ["1,200 10*9/L", PLATELETS, { missing: new Set(["1200"]) }, ["missing", "declared"]], // it may be the code
    ["999-1000", { ...PLATELETS, ranges: true }, { missing: new Set(["999"]) }, ["999..1000 10*9/L"]],
    ["1,200", PLATELETS, { missing: new Set(["1200"]) }, ["missing", "declared"]], // it may be the code
    ["9", PLATELETS, { codes: codes({ "9": 1 }) }, ["1 10*9/L"]],
    ["9", PLATELETS, { codes: codes({ "9": 1 }), missing: new Set(["9"]) }, ["1 10*9/L"]],
    ["8", PLATELETS, { codes: codes({ "9": 1 }) }, ["unreadable", "unknown-code"]],
    ["yes", PLATELETS, { codes: codes({ yes: true }) }, ["unreadable", "wrong-type"]],
    ["none", SPELLED, {}, ["0 10*9/L"]],
    ["none", SPELLED, { missing: new Set(["none"]) }, ["missing", "declared"]],
    ["none", SPELLED, { codes: codes({ none: 7 }) }, ["7 10*9/L"]],
    ["none", SPELLED, { codes: codes({ no: 7 }) }, ["unreadable", "not-a-number"]],
  ])("%s %#", (text, spec, parseOptions, expected) => {
    expect(outcome(readNumber(text, spec, column("10*9/L"), { ...PLAIN_HABITS, ...parseOptions }))).toEqual(expected);
  });

  test("a spelling is in the field's unit, whatever the column says, unless the column contradicts itself", () => {
    const read = (spec: NumberSpec, unit: ColumnUnit) => readNumber("none", spec, unit, PLAIN_HABITS);
    expect(read(SPELLED, { state: "none" })).toMatchObject({ unitFrom: "cell", possibilities: [{ unit: SPELLED.unit }] });
    expect(read(field("", "0", "5", { spellings: none }), column(""))).toMatchObject({ unitFrom: "none" });
    expect(read(SPELLED, { state: "conflict", hint: "two" })).toMatchObject({ reason: "unit-conflict", hint: "two" });
  });

  test("another than the declared decimal mark is reported, but not in JSON numbers", () => {
    const read = (text: string, decimal: "." | ",", json: boolean) =>
      readNumber(text, PLATELETS, column("10*9/L"), { ...PLAIN_HABITS, decimal }, json);
    expect(read("1.5", ",", false)).toMatchObject({ reason: "decimal-mark", hint: "the declared decimal mark is `,`" });
    expect(read("1,5", ".", false)).toMatchObject({ reason: "decimal-mark", hint: "the declared decimal mark is `.`" });
    expect(read("1,5.5", ".", false)).toMatchObject({ reason: "not-a-number" });
    expect(read("1,5", ".", true)).toMatchObject({ reason: "not-a-number" });
    expect(outcome(read("1.5", ",", true))).toEqual(["1.5 10*9/L"]);
  });

  test("an undeclared code is reported as such", () => {
    const parseOptions = { ...PLAIN_HABITS, codes: codes({ "9": 1 }) };
    expect(readNumber("8", PLATELETS, column("10*9/L"), parseOptions)).toMatchObject({
      hint: "not among the codes that are declared for the column",
    });
  });
});

describe("plausible ranges", () => {
  const third = field("mg/dL", "0.1", "25", { molarMass: decimal("113.12") });
  test.each([
    // bounds are converted into the cell's unit: 25 mg/dL is 2210.042… umol/L
    ["2210.04 umol/L", false],
    ["2210.05 umol/L", true],
    ["25 mg/dL", false],
    ["25.0000000000001 mg/dL", true],
    [">25 mg/dL", true], // all numbers above are implausible
    [">=25 mg/dL", false],
    ["<0.1 mg/dL", true],
    ["<=0.1 mg/dL", false],
    ["<0.2 mg/dL", false],
    ["0.0999 mg/dL", true],
    [">2210.04 umol/L", false], // 2210.041 is plausible
  ])("%s: %s", (text, implausible) => {
    const reading = readNumber(text, third, { state: "none" }, PLAIN_HABITS);
    expect(reading.state === "unreadable" && reading.reason === "implausible").toBe(implausible);
  });

  test.each([
    ["80000", "10*9/L", "looks like /uL", "/uL"],
    ["80000 10*9/L", "10*9/L", "looks like /uL", undefined], // a unit in the cell shows nothing about the column
    ["99999999999", "10*9/L", undefined, undefined],
  ])("%s %s: %s", (text, code, hint, unit) => {
    const reading = readNumber(text, PLATELETS, column(code), PLAIN_HABITS);
    expect(reading).toMatchObject({ state: "unreadable", reason: "implausible", hint });
    expect(reading.state === "unreadable" ? reading.looksLike?.map(({ ucum }) => ucum).join(" ") : "").toBe(unit);
  });

  test.each<[string, string, readonly [number, string | undefined][]]>([
    [
      "70,000",
      "10*4/uL",
      [
        [70, "10*4/uL"],
        [70000, "/uL"],
      ],
    ], // without the separator it fits another unit
    ["80,000", "10*9/L", [[80, "10*9/L"]]], // without the separator it means the same
    ["70,000 10*4/uL", "10*4/uL", [[70, "10*4/uL"]]], // the cell states the unit
  ])("%s in a column in %s: a thousands separator may show another unit", (text, code, expected) => {
    const reading = readNumber(text, PLATELETS, column(code), PLAIN_HABITS);
    expect(reading.state === "read" && reading.possibilities.map(({ low, unit }) => [low, unit?.ucum])).toEqual(expected);
  });

  test("a number may look like several units", () => {
    const reading = readNumber("1400", field("mg/dL", "0.1", "25"), column("mg/dL"), PLAIN_HABITS);
    expect(reading).toMatchObject({ hint: "looks like ug/L or ug/dL" });
  });

  test("readings that are dropped as implausible are kept as evidence, together with the limit", () => {
    const reading = readNumber("120,000 (150,000-400,000)", PLATELETS, column("/uL"), PLAIN_HABITS);
    expect(reading).toMatchObject({
      possibilities: [{ low: 120000 }],
      dropped: [{ low: 120 }],
      uln: { low: 400000, high: 400000 },
    });
  });

  test("the lower limit has two readings, by decimal mark", () => {
    expect(readNumber("1500 (1,200-1900)", PLATELETS, column("10*9/L"), PLAIN_HABITS)).toMatchObject({
      possibilities: [{ low: 1500 }],
      lln: { low: 1.2, high: 1200 },
    });
  });

  test("for multiples only the sign is checked", () => {
    const multiple = (low: number): Quantity => ({ low, high: low, lowOpen: false, highOpen: false, unit: ULN });
    expect([multiple(1000), multiple(0), multiple(-0.1)].map((one) => isImplausible(one, PLATELETS))).toEqual([
      false,
      false,
      true,
    ]);
  });
});

describe("integer fields in another unit", () => {
  const months = field("mo", "0", "1200", { integer: true });
  test.each([
    ["1 a", ["1 a"]],
    ["0.5 a", ["0.5 a"]],
    ["0.3 a", ["unreadable", "no-whole-number"]], // 3.6 months
    ["<0.3 a", ["-Infinity..0.3 a"]],
  ])("%s", (text, expected) => expect(outcome(readNumber(text, months, { state: "none" }, PLAIN_HABITS))).toEqual(expected));
});

describe("JSON", () => {
  const quantity = { value: "80", json: true, comparator: undefined, unit: undefined };
  test.each([
    [{}, ["80 10*9/L"]],
    [{ comparator: "<" }, ["-Infinity..80 10*9/L"]],
    [{ comparator: ">=" }, ["80..Infinity 10*9/L"]],
    [{ comparator: "~" }, ["unreadable", "wrong-type"]],
    [{ comparator: "≤" }, ["unreadable", "wrong-type"]],
    [{ unit: "K/uL" }, ["80 10*3/uL"]],
    [{ unit: "g/L" }, ["unreadable", "unit"]],
    [{ unit: "foo" }, ["unreadable", "unit"]],
    [{ unit: " " }, ["unreadable", "no-unit"]],
    [{ value: "80 K/uL", json: false, unit: "10*9/L" }, ["80 10*9/L"]],
    [{ value: "80 K/uL", json: false, unit: "/uL" }, ["unreadable", "unit-conflict"]],
    [{ value: "<80", json: false, comparator: "<" }, ["unreadable", "range"]],
    [{ value: "<80", json: false }, ["-Infinity..80 10*9/L"]],
    [{ value: "80 K/uL", json: true }, ["unreadable", "not-a-number"]],
    [{ value: "NA", json: false }, ["missing", "not-available"]],
    [{ value: "", json: false }, ["missing", "blank"]],
    [{ value: "foo", json: false }, ["unreadable", "not-a-number"]],
    [{ value: `${"0".repeat(198)}80`, json: false }, ["80 10*9/L"]],
    [{ value: `${"0".repeat(199)}80`, json: false }, ["unreadable", "not-a-number"]],
    [{ value: "1.200", comparator: ">" }, ["1.2..Infinity 10*9/L"]], // in JSON a point is always decimal
    [{ value: "12345678901234567890123" }, ["unreadable", "implausible"]],
  ])("%j", (change, expected) => {
    expect(outcome(readQuantity({ ...quantity, ...change }, PLATELETS, column("10*9/L"), PLAIN_HABITS))).toEqual(expected);
  });
  test.each([
    [{ comparator: "~" }, "an unknown comparator"],
    [{ unit: "g/L" }, "g/L is a different kind of unit"],
  ])("%j: %s", (change, hint) => {
    expect(readQuantity({ ...quantity, ...change }, PLATELETS, column("10*9/L"), PLAIN_HABITS)).toMatchObject({ hint });
  });
  test("a range with a comparison sign is unreadable", () => {
    const ranges = { ...PLATELETS, ranges: true };
    const range = { ...quantity, value: "70-80", json: false };
    expect(outcome(readQuantity(range, ranges, column("10*9/L"), PLAIN_HABITS))).toEqual(["70..80 10*9/L"]);
    expect(outcome(readQuantity({ ...range, comparator: "<" }, ranges, column("10*9/L"), PLAIN_HABITS))).toEqual([
      "unreadable",
      "range",
    ]);
  });
  test("a score may have the unit 1", () => {
    const score = field("", "0", "5");
    expect(outcome(readQuantity({ ...quantity, value: "2", unit: "1" }, score, column(""), PLAIN_HABITS))).toEqual([
      "2 undefined",
    ]);
  });
});

const DIGITS = fc.stringMatching(/^\d{1,4}$/);
const PIECE = fc.constantFrom(
  ...[
    "",
    " ",
    ".",
    ",",
    "'",
    "-",
    "–",
    "<",
    ">",
    "≤",
    "~",
    "?",
    "*",
    "(",
    ")",
    "[",
    "]",
    "/",
    "x",
    "×",
    "10",
    "^",
    "9",
    "L",
    "H",
    "↑",
  ],
  ...[
    "/uL",
    "K/uL",
    "10*9/L",
    "g/L",
    "G/L",
    "%",
    "ULN",
    "x ULN",
    "to",
    "E",
    "e",
    "+",
    "−",
    "\u00a0",
    "\u200b",
    "\n",
    "µ",
    "３",
    "²",
    "NA",
  ],
);
const CELLS = fc.array(fc.oneof(DIGITS, PIECE), { maxLength: 8 }).map((parts) => parts.join(""));

describe("a reading contains nothing that is not in the text", () => {
  const specs = [
    PLATELETS,
    WIDE,
    field("g/L", "20", "300"),
    field("", "0", "5", { integer: true, ranges: true }),
    field("%", "0", "100"),
  ];
  const any = fc.oneof(CELLS, fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }));

  test("every text gives a reading with at least one possibility", () => {
    fc.assert(
      fc.property(any, fc.constantFrom(...specs), fc.constantFrom(".", ",", undefined), (text, spec, decimalMark) => {
        const reading = readNumber(
          text,
          spec,
          { state: "unit", unit: spec.unit, from: "field" },
          { ...PLAIN_HABITS, decimal: decimalMark },
        );
        if (reading.state === "read") expect(reading.possibilities.length).toBeGreaterThan(0);
      }),
      runs(30_000),
    );
  });

  test("the digits of every finite end are in the cell, next to each other", () => {
    fc.assert(
      fc.property(CELLS, (text) => {
        const reading = readNumber(text, WIDE, column("10*9/L"), PLAIN_HABITS);
        if (reading.state !== "read") return;
        const written = text.replaceAll("３", "3").replace(/[^\d]/g, "");
        if (written.length > 15) return; // more digits than a double keeps
        for (const { low, high } of reading.possibilities) {
          for (const end of [low, high].filter(Number.isFinite)) {
            const digits = String(end)
              .replace(/e.*$/, "")
              .replace(/\D/g, "")
              .replace(/^0+|0+$/g, "");
            expect(written).toContain(digits);
          }
        }
      }),
      runs(30_000),
    );
  });

  test("numbers as two conventions of decimal marks read them are among the possibilities", () => {
    // Implemented in another way than in the program: split at the separators, and check the lengths of the groups.
    const naive = (text: string, mark: string, groups: string): number | undefined => {
      const parts = text.split(mark);
      const [whole = "", fraction = ""] = parts;
      const [head = "", ...tail] = whole.split(groups);
      if (
        parts.length > 2 ||
        (tail.length > 0 && (head.length > 3 || head.startsWith("0"))) ||
        tail.some((one) => one.length !== 3)
      )
        return undefined;
      if (![head, ...tail].every((one) => /^\d+$/.test(one)) || (parts.length === 2 && !/^\d+$/.test(fraction))) return undefined;
      return Number(`${head}${tail.join("")}.${fraction || "0"}`);
    };
    const marked = fc.array(fc.tuple(DIGITS, fc.constantFrom(".", ",", "")), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(marked, (parts) => {
        const text = parts.map(([digits, mark], index) => digits + (index < parts.length - 1 ? mark : "")).join("");
        const reading = readNumber(text, WIDE, column("10*9/L"), PLAIN_HABITS);
        const people = [naive(text, ".", ","), naive(text, ",", ".")].flatMap((value) => value ?? []);
        const read = reading.state === "read" ? [...reading.possibilities, ...reading.dropped].map(({ low }) => low) : [];
        for (const value of people) if (value < 1e9) expect(read).toContain(value);
      }),
      runs(20_000),
    );
  });

  test("two numbers are never read as one", () => {
    const joint = fc.constantFrom(" ; ", " | ", " → ", " and ", "/", " x ", "\n", " vs ", ", ");
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99 }), joint, fc.integer({ min: 1, max: 99 }), (one, between, other) => {
        expect(readNumber(`${one}${between}${other}`, WIDE, column("10*9/L"), PLAIN_HABITS).state).toBe("unreadable");
      }),
    );
  });

  // Slow texts are in `long.test.ts`.
  test.each([
    ["9".repeat(100_000), "not-a-number"],
    [" ".repeat(100_000), "blank"],
    [`1${" 000".repeat(49)}`, "implausible"],
    [`${"1,".repeat(99)}1`, "not-a-number"],
    [`80 ${"(".repeat(190)}`, "not-a-number"],
    [`80 ${"H ".repeat(95)}`, "not-a-number"],
    [`80${" ".repeat(190)}x`, "unit"],
    [`70${"-".repeat(190)}`, "not-a-number"],
    [`1e${"9".repeat(190)}`, "not-a-number"],
    ["\ud800", "not-a-number"],
    ["80\udc00", "not-a-number"],
    ["80\u0000", "not-a-number"],
    [`${"a".repeat(100)}${"\u0301".repeat(99)}`, "not-a-number"],
  ])("hostile text %#", (text, reason) => {
    for (const spec of specs)
      expect(readNumber(text, spec, { state: "unit", unit: spec.unit, from: "field" }, PLAIN_HABITS)).toMatchObject({ reason });
  });
});

describe("words for numbers", () => {
  const LINES: NumberSpec = {
    ...field("", "0", "20", { integer: true }),
    spellings: new Map([
      ["none", 0],
      ["yes", 1],
      ["first line", 1],
      ["9", 9],
    ]),
  };
  const bareColumn: ColumnUnit = { state: "unit", unit: undefined, from: "field" };
  const of = (text: string, more: Partial<ParseOptions> = {}, operator?: "<"): unknown =>
    outcome(readNumber(text, LINES, bareColumn, { ...PLAIN_HABITS, ...more }, false, operator));

  test.each<[what: string, cell: string, options: Partial<ParseOptions>, read: unknown]>([
    ["a spelling of the dictionary", "First Line", {}, ["1 undefined"]],
    ["a word for yes, where yes is a number", "ja", {}, ["1 undefined"]],
    ["a declared word for yes", "s", { words: new Map([["s", true]]) }, ["1 undefined"]],
    ["a declared word before a missing code", "s", { words: new Map([["s", true]]), missing: new Set(["s"]) }, ["1 undefined"]],
    ["a missing code before a spelling", "9", { missing: new Set(["9"]) }, ["missing", "declared"]],
    ["a declared code before a missing code", "9", { codes: new Map([["9", 2]]), missing: new Set(["9"]) }, ["2 undefined"]],
    ["declared codes in place of spellings", "first line", { codes: new Map([["a", 1]]) }, ["unreadable", "not-a-number"]],
    [
      "and in place of words for yes",
      "ja",
      { codes: new Map([["a", 1]]), words: new Map([["ja", true]]) },
      ["unreadable", "not-a-number"],
    ],
    ["numbers beside codes that are words", "3", { codes: new Map([["a", 1]]) }, ["3 undefined"]],
    ["numbers beside codes that are numbers", "3", { codes: new Map([["9", 1]]) }, ["unreadable", "unknown-code"]],
    ["a blank with a declared meaning", "", { whenBlank: 0 }, ["0 undefined"]],
    ["a blank without a meaning", "", {}, ["missing", "blank"]],
    ["a word for a missing value, which is not a blank", "n/a", { whenBlank: 0 }, ["missing", "not-applicable"]],
    ["a code of the wrong type", "a", { codes: new Map([["a", true]]) }, ["unreadable", "wrong-type"]],
  ])("%s: %j", (_, cell, options, read) => expect(of(cell, options)).toEqual(read));

  test("a comparison sign beside a word is an error", () => {
    expect(of("none", {}, "<")).toEqual(["unreadable", "operator"]);
    expect(of("", { whenBlank: 0 }, "<")).toEqual(["missing", "blank"]);
  });
});

test("an implausible number has its possible units, unless the cell has a unit of its own", () => {
  const told = (text: string, unit: ColumnUnit = column("10*9/L")): unknown => readNumber(text, PLATELETS, unit, PLAIN_HABITS);
  expect(told("150000")).toMatchObject({ hint: "looks like /uL", bare: { unitFrom: "field" }, looksLike: [{ ucum: "/uL" }] });
  expect(told("150000 10*9/L")).toMatchObject({ state: "unreadable", reason: "implausible" });
  expect(told("150000 10*9/L")).toHaveProperty("bare", undefined);
  expect(told("150000 10*9/L")).not.toHaveProperty("looksLike");
});
