/** What the numbers and words of a whole column show about each cell. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inColumn } from "../../src/facts/apply.js";
import { type ColumnFacts, columnKey, mergeFacts, mergePlaced, NO_FACTS } from "../../src/facts/column-facts.js";
import { FactsCounter } from "../../src/facts/count.js";
import { type ColumnJudgement, type JudgedColumn, judgeColumn, judgeColumns } from "../../src/facts/judgement.js";
import { UnitWindows } from "../../src/facts/unit-windows.js";
import type { Field, NumberField, Trust } from "../../src/language/model.js";
import { readBoolean } from "../../src/values/code.js";
import { plausibleUnits } from "../../src/values/number/judge.js";
import { readNumber } from "../../src/values/number/number.js";
import type { Reading, UnitFrom } from "../../src/values/reading.js";
import { booleanField, numberField, quantity } from "../naive/build.js";
import { PLAIN_HABITS } from "../values/cell-table.js";

const plain = { ranges: false } as const;
const CREATININE: NumberField = {
  ...numberField("creatinine", { unit: "umol/L", plausible: ["20", "3000"], molarMass: "113.12" }),
  ...plain,
};
const PLATELETS: NumberField = { ...numberField("platelets", { unit: "10*9/L", plausible: ["1", "2000"] }), ...plain };
const WBC: NumberField = { ...numberField("wbc", { unit: "10*9/L", plausible: ["0.05", "400"] }), ...plain };
const POTASSIUM: NumberField = { ...numberField("potassium", { unit: "mmol/L", plausible: ["1", "12"] }), ...plain };
const CRP: NumberField = { ...numberField("crp", { unit: "mg/L", plausible: ["0", "900"] }), ...plain };
const HEIGHT: NumberField = { ...numberField("height", { unit: "cm", plausible: ["90", "250"] }), ...plain };
const CELSIUS: NumberField = { ...numberField("temperature", { unit: "Cel", plausible: ["25", "45"] }), ...plain };
const AFP: NumberField = { ...numberField("afp", { unit: "ng/mL", plausible: ["0", "20000000"] }), ...plain };
const TEMPERATURE: NumberField = { ...numberField("temperature", { unit: "Cel", plausible: ["25", "120"] }), ...plain };
const INR: NumberField = { ...numberField("inr", { plausible: ["0.5", "30"] }), ...plain };
const HBA1C: NumberField = { ...numberField("hba1c", { unit: "%", plausible: ["3", "20"] }), ...plain };
const AGE = numberField("age", { unit: "a", plausible: ["0", "120"] });
const KPS = numberField("kps", { unit: "%", plausible: ["10", "100"], integer: true });
const LVEF = numberField("lvef", { unit: "%", plausible: ["0", "90"] });
const TUMORS = numberField("tumor_count", { plausible: ["0", "300"], integer: true });
const STEPS: NumberField = {
  ...KPS,
  spellings: new Map([10, 20, 30, 40, 50, 60, 70, 80, 90, 100].map((step) => [`${step} p`, step])),
};
const ECOG = numberField("ecog", { plausible: ["0", "5"], integer: true });
const YES_NO = booleanField("brain_metastasis");

function columnOf(field: Field, from: UnitFrom | undefined, trust: readonly Trust[]): JudgedColumn {
  const own = field.type === "number" ? field.unit : undefined;
  const unitFrom = from ?? (own === undefined ? "none" : "field");
  return { field, unit: own, unitFrom, inPercent: undefined, hasCodes: false, trust: new Set(trust) };
}

function read(text: string, column: JudgedColumn): Reading {
  const { field, unit: own, unitFrom = "none" } = column;
  if (field.type === "boolean") return readBoolean(text, PLAIN_HABITS, { checkbox: false });
  if (field.type !== "number") throw new Error("no field of this test");
  return readNumber(text, field, { state: "unit", unit: own, from: unitFrom }, PLAIN_HABITS);
}

function factsOf(texts: readonly string[], column: JudgedColumn): ColumnFacts {
  const counter = new FactsCounter(column.field);
  for (const text of texts) counter.add(read(text, column), 1);
  return counter.facts;
}

function judged(texts: readonly string[], field: Field, from?: UnitFrom, trust: readonly Trust[] = []): ColumnJudgement {
  const column = columnOf(field, from, trust);
  return judgeColumn(column, factsOf(texts, column));
}

const words = (text: string): readonly string[] => text.split(" ").map((word) => (word === "_" ? "" : word));
const MG = "1.1 0.9 1.3 1.4 0.8 1.0 1.2 0.7 1.5 1.1";
const UMOL = "80 95 70 110 66 102 88 91 75 84";

describe("the unit of a column", () => {
  test.each<[string, string, NumberField, UnitFrom | undefined, ColumnJudgement["unit"], string | undefined]>([
    ["all fit the assumed unit", UMOL, CREATININE, undefined, "sure", undefined],
    ["all fit another unit", MG, CREATININE, undefined, "withdrawn", "mg/dL or mmol/L"],
    ["one that fits, among others that do not", `${MG} 22`, CREATININE, undefined, "withdrawn", "mg/dL"],
    ["three cells", "1.2 1.0 22", CREATININE, undefined, "withdrawn", "mg/dL"],
    ["also if the heading states the unit", MG, CREATININE, "heading", "withdrawn", "mg/dL or mmol/L"],
    ["also if the map states the unit", MG, CREATININE, "column-map", "withdrawn", "mg/dL or mmol/L"],
    ["counts per microlitre", "6200 7100 40", WBC, undefined, "withdrawn", "/uL"],
    ["two of many, with an assumed unit", `${UMOL} 90 1.1 1.2`, CREATININE, undefined, "doubt", undefined],
    ["two of many, with a stated unit: errors in their rows", `${UMOL} 90 1.1 1.2`, CREATININE, "heading", "sure", undefined],
    ["one of many: an error in its row", `${UMOL} 1.1`, CREATININE, undefined, "sure", undefined],
    ["one of two: either may be wrong", "22 1.1", CREATININE, undefined, "withdrawn", "mg/dL"],
    ["one of two, with a stated unit: an error in its row", "22 1.1", CREATININE, "heading", "sure", "mg/dL"],
    ["a single number", "1.1", CREATININE, undefined, "sure", "mg/dL or mmol/L"],
    ["one of three is an error in its row", "80 95 1.1", CREATININE, undefined, "sure", undefined],
    ["exactly one in five", "80 95 70 110 66 102 88 91 1.1 1.2", CREATININE, "heading", "sure", undefined],
    ["a unit in a cell does not affect the column", "1.1mg/dL 1.2mg/dL 80", CREATININE, undefined, "sure", undefined],
    ["codes for a missing value that would fit another", "150 999 160 999 171 999", HEIGHT, undefined, "sure", undefined],
    ["degrees Fahrenheit", "99.9 98.6 37.1", CELSIUS, undefined, "withdrawn", "[degF]"],
    ["hemoglobin A1c in mmol/mol", "48 53 18 64 71", HBA1C, undefined, "withdrawn", undefined],
    ["hemoglobin A1c in mmol/mol below a heading that says %", "48 53 18 64 71", HBA1C, "heading", "withdrawn", undefined],
    ["hemoglobin A1c in % with one or two errors", "6.5 7.1 8 65 72 9 5.5 6.1 7.4 8.8", HBA1C, undefined, "sure", undefined],
    ["hemoglobin A1c in % with missing codes", "6.5 7.1 99 99 999", HBA1C, undefined, "sure", undefined],
    ["steps of a scale, and one number outside of it", "80 90 700 800", KPS, undefined, "sure", undefined],
    ["ordinary leucocytes", "4 5 6 7 4.5 5.5", WBC, undefined, "sure", undefined],
    ["ordinary potassium", "3 4 5 3.5 4.1", POTASSIUM, undefined, "sure", undefined],
  ])("%s", (_, texts, field, from, state, likely) => {
    expect(judged(words(texts), field, from)).toMatchObject({ unit: state, looksLike: likely });
  });

  test.each([
    ["0 1 0 1", "yes"],
    ["0 0 1", "yes"],
    ["0 1", "no"], // too few cells
    ["0 0 0", "no"],
    ["1 1 1 1", "no"],
    ["0 1 2 0", "no"], // a grade where 0 means none
    ["0 1 4 1", "no"],
    ["1 2 3 2", "no"],
  ])("0 and 1 in a column of grades that begin with 1: %s", (texts, coded) => {
    const nyha = numberField("nyha", { plausible: ["1", "4"], integer: true });
    const judged = (field: NumberField, trust: readonly Trust[] = []) => {
      const column = columnOf(field, undefined, trust);
      return judgeColumn(column, factsOf(texts.split(" "), column)).coded;
    };
    expect(judged(nyha)).toBe(coded);
    expect(judged(nyha, ["coded"])).toBe("no");
    expect(judged(ECOG)).toBe("no");
  });

  test.each<[string, string, UnitFrom | undefined, ColumnJudgement["unit"]]>([
    ["38 32 25 31 29", "Neutrophils", undefined, "withdrawn"],
    ["12 14 18", "Neutrophils", undefined, "withdrawn"],
    ["30 35 38 55", "Neutrophils", undefined, "withdrawn"],
    ["38", "Neutrophils", undefined, "withdrawn"],
    ["12", "Neutrophils", undefined, "sure"],
    ["3.8 4.2 12 25", "Neutrophils", undefined, "sure"],
    ["38 32 25 31 29", "Neutrophils", "heading", "sure"],
    ["38 32 25 31 29", "Neutrophils", "column-map", "sure"],
    ["38 32 25 31 29", "Absolute neutrophil count", undefined, "sure"],
  ])("a count that may be a percentage: %s of %s", (texts, label, from, state) => {
    const field: NumberField = { ...numberField("neutrophils", { unit: "10*9/L", plausible: ["0", "40"] }), ...plain, label };
    const judged = (inPercent: string | undefined, trust: readonly Trust[] = []) => {
      const column = { ...columnOf(field, from, trust), inPercent };
      return judgeColumn(column, factsOf(texts.split(" "), column)).unit;
    };
    expect(judged("Neutrophils %")).toBe(state);
    expect(judged("Neutrophils %", ["unit"])).toBe("sure");
    expect(judged(undefined)).toBe("sure");
  });

  test.each([
    ["22", "withdrawn", 12],
    ["1.1", "withdrawn", 12],
    ["1000000", "withdrawn", 12], // it may be nanograms
    ["0.000000001", "withdrawn", 0], // plausible in no unit
    ["22", "doubt", 3], // umol/L, mg/dL or mg/L
    ["300", "doubt", 3], // umol/L, mg/L or ug/dL
    ["22 umol/L", "withdrawn", 1], // the cell states its unit
  ] as const)("%s where it is in %s has %i possibilities", (text, state, count) => {
    const column = columnOf(CREATININE, undefined, []);
    const reading = inColumn(read(text, column), CREATININE, { ...judged([], CREATININE), unit: state });
    expect(reading.state === "read" && reading.type === "number" ? reading.possibilities.length : 0).toBe(count);
  });

  test("a number is not read if the column is in another unit, which is not known", () => {
    const column = columnOf(HBA1C, "heading", []);
    const texts = words("48 53 18 64 71");
    const whole = judged(texts, HBA1C, "heading");
    for (const text of texts) expect(inColumn(read(text, column), HBA1C, whole).state).toBe("unreadable");
    expect(inColumn(read("7.5 %", column), HBA1C, whole).state).toBe("read");
    const trusting = judged(texts, HBA1C, "heading", ["unit"]);
    expect(inColumn(read("18", column), HBA1C, trusting)).toMatchObject({ state: "read", assumed: "trusted" });
  });

  const SURVIVAL: NumberField = { ...numberField("survival", { unit: "mo", plausible: ["0", "600"] }), ...plain };
  test.each<[string, NumberField, readonly string[]]>([
    ["by the molar mass", CREATININE, ["umol/L", "mg/dL", "mmol/L", "g/L", "ng/mL"]],
    ["weeks and months, without a fixed factor", SURVIVAL, ["mo", "wk", "d", "a"]],
  ])("finding plausible units quickly gives the same as the plain way: %s", (_, field, codes) => {
    const value = fc.oneof(
      fc.double({ min: 1e-9, max: 5000, noNaN: true }),
      fc.constantFrom(0, 20, 3000, 0.2262, 33.94, 600, -Infinity, Infinity),
    );
    const one = fc
      .record({ code: fc.constantFrom(...codes), ends: fc.tuple(value, value), lowOpen: fc.boolean(), highOpen: fc.boolean() })
      .map(({ code, ends: [a, b], lowOpen, highOpen }) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        const isPoint = low === high;
        return { ...quantity("1", code), low, high, lowOpen: lowOpen && !isPoint, highOpen: highOpen && !isPoint };
      })
      .filter(({ low, high }) => low < Infinity && high > -Infinity); // no cell is read as infinite
    fc.assert(
      fc.property(fc.array(one, { maxLength: 3 }), (quantities) => {
        const expected = quantities.flatMap((each) => [each.unit, ...plausibleUnits(each, field)]);
        expect(new UnitWindows(field).fitting(quantities)).toEqual([...new Set(expected)]);
      }),
    );
  });
});

describe("numbers that stand for missing values", () => {
  test.each<[string, string, NumberField, readonly string[]]>([
    ["a single one, far from all others", "150 170 180 999", PLATELETS, ["999 10*9/L"]],
    ["as programs write it", "150.0 170.0 180.0 999.0", PLATELETS, ["999 10*9/L"]],
    ["below all others, too", "9000000 9100000 9200000 777", AFP, ["777 ng/mL"]],
    ["no farther away than the others are from each other", "100 400 700 999", PLATELETS, []],
    ["too few other numbers", "150 999", PLATELETS, []],
    ["repeated, with hardly any other numbers", "999 999 150 999", PLATELETS, ["999 10*9/L"]],
    ["several codes", "150 170 180 888 999 997", PLATELETS, ["888 10*9/L", "997 10*9/L", "999 10*9/L"]],
    ["with decimals among decimals", "36.5 37.1 36.8 99.9", TEMPERATURE, ["99.9 Cel"]],
    ["with decimals among whole numbers", "36 37 36 99.9", TEMPERATURE, []],
    ["two digits once", "4 5 3 99", CRP, []],
    ["two digits twice", "4 5 3 99 99", CRP, ["99 mg/L"]],
    ["ordinary CRP", "4 12 3 99 160 99", CRP, []],
    ["ages", "61 62 63 88 88 99 99", AGE, []],
    ["percentages", "50 52 55 99 99", LVEF, []],
    ["no step of the scale, though near to others", "80 90 99 70 100", STEPS, ["99 %"]],
    ["also as the only number", "88", STEPS, ["88 %"]],
    ["steps, and numbers between them", "80 85 90 100", STEPS, []],
    ["789 is no code", "150 170 180 789", PLATELETS, []],
  ])("%s", (_, texts, field, expected) => expect(judged(words(texts), field).sentinels).toEqual(expected));
});

describe("codes", () => {
  test.each<[string, string, NumberField, UnitFrom | undefined, ColumnJudgement["coded"]]>([
    ["eight ones and twos", "1 2 1 2 2 1 1 2", AFP, undefined, "yes"],
    ["with 9", "1 2 3 9 2 1 1 2", AFP, undefined, "yes"],
    ["beside codes for a missing value", "1 2 1 2 2 1 1 2 99 999 -9", AFP, undefined, "yes"],
    ["only codes for a missing value", "1 2 1 2 99 999 -9 88", AFP, undefined, "no"],
    ["0 to 3 are no usual codes", "1 2 3 0 2 1 1 2", AFP, undefined, "no"],
    ["seven", "1 2 1 2 2 1 1", AFP, undefined, "no"],
    ["another number", "1 2 1 2 2 1 1 2 2.5", AFP, undefined, "no"],
    ["the unit is stated", "1 2 1 2 2 1 1 2", AFP, "heading", "no"],
    ["a ratio", "1 2 1 2 2 1 1 2", INR, undefined, "yes"],
    ["a count may be that small", "1 2 1 2 2 1 1 2", TUMORS, undefined, "note"],
    ["a score has no unit", "1 2 1 2 2 1 1 2", ECOG, undefined, "no"],
    ["ordinary percentages", "70 80 90 100 70 80 90 100", KPS, undefined, "no"],
  ])("%s", (_, texts, field, from, expected) => expect(judged(words(texts), field, from).coded).toBe(expected));

  test.each<[string, string, boolean, boolean]>([
    ["yes and no as digits", "1 0 1 _", false, false],
    ["a third digit", "1 0 2", true, false],
    ["digits and words", "1 0 yes", false, false],
    ["a cross and blanks", "x _ _ -", false, true],
    ["a cross beside no", "x no n", false, true],
    ["a cross beside yes", "x yes no", false, false],
    ["a cross beside a digit", "x 1 _", false, false],
    ["a cross beside anything else", "x maybe", false, false],
  ])("%s", (_, texts, areCodes, isYes) => {
    expect(judged(words(texts), YES_NO)).toMatchObject({ digitsAreCodes: areCodes, crossIsYes: isYes });
  });
});

test.each([
  ["0.55 0.6 0.65", true],
  ["0.55 1 0", true],
  ["0.55 0.4 999 99 -9", true], // codes for a missing value
  ["1 0 1", false], // there are no shares between 0 and 1
  ["0.55 1.2", false],
  ["55 60 0.5", false],
] as const)("%s in percent may be shares: %s", (texts, expected) => expect(judged(words(texts), LVEF).shares).toBe(expected));

test.each<[string, string, Field, readonly Trust[], Partial<ColumnJudgement>]>([
  ["a unit", MG, CREATININE, ["unit"], { unit: "sure", trusted: ["unit"] }],
  ["nothing contradicts it", UMOL, CREATININE, ["unit", "sentinels", "coded"], { trusted: [] }],
  ["a number", "150 170 180 999", PLATELETS, ["sentinels"], { sentinels: ["999 10*9/L"], trusted: ["sentinels"] }],
  ["codes", "1 2 1 2 2 1 1 2", AFP, ["coded"], { coded: "no", trusted: ["coded"] }],
  ["digits", "1 0 2", YES_NO, ["coded"], { digitsAreCodes: false, trusted: ["coded"] }],
  ["shares", "0.55 0.6", LVEF, ["unit"], { shares: false, trusted: ["unit"] }],
])("what the map trusts is believed, and listed as trusted: %s", (_, texts, field, trust, expected) => {
  expect(judged(words(texts), field, undefined, trust)).toMatchObject(expected);
});

test("facts can be added in any order, and empty facts change nothing", () => {
  const cell = fc.oneof(fc.constantFrom("1.1", "80", "999", "<5", "x", "5 H", "5 N", "", "0.5", "2"), fc.nat(3000).map(String));
  const cells = fc.array(cell, { maxLength: 12 });
  const column = columnOf(CREATININE, undefined, []);
  fc.assert(
    fc.property(cells, cells, (one, two) => {
      const [a, b] = [factsOf(one, column), factsOf(two, column)];
      expect(mergeFacts(a, b)).toEqual(factsOf([...two, ...one], column));
      expect(mergeFacts(NO_FACTS, a)).toEqual(a);
    }),
  );
});

test("a site's unit is judged as that of its column, unless its own numbers contradict it", () => {
  const column = columnOf(CREATININE, undefined, []);
  const placed = (site: string | undefined, texts: string) => ({
    ...{ slot: 0, column: "", unit: "umol/L", unitFrom: "field" as const, site },
    facts: factsOf(words(texts), column),
  });
  const many = `${UMOL} ${UMOL} ${UMOL}`;
  const of = judgeColumns([placed("A", many), placed("B", "1.1 1.2 22")], [column]);
  expect([of.get(columnKey(0, "", "A"))?.unit, of.get(columnKey(0, "", "B"))?.unit]).toEqual(["doubt", "withdrawn"]);
});

test("a column with too many sites is not split by site, in whatever order parts are added", () => {
  const part = (from: number) =>
    Array.from({ length: 700 }, (_, index) => ({
      ...{ slot: 0, column: "", unit: undefined, unitFrom: undefined, site: String(from + index) },
      facts: NO_FACTS,
    }));
  const [one, two] = [part(0), part(600)];
  expect(mergePlaced([...mergePlaced(one), ...mergePlaced(two)]).length).toBe(1);
  expect(mergePlaced([...two, ...one]).length).toBe(1);
  expect(mergePlaced(one).length).toBe(700);
});
