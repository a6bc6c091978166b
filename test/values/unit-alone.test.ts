import { describe, expect, test } from "vitest";
import { columnLetters } from "../../src/values/column-letters.js";
import { isShareUnit, mayBeUnit, unitAlone } from "../../src/values/unit/alone.js";
import { relinkUnits } from "../../src/values/unit/relink.js";
import { convertibleKinds, ucumUnit } from "../../src/values/unit/unit.js";

const KINDS = convertibleKinds(ucumUnit("g/L"), { molarMass: undefined, valence: undefined, fraction: undefined });

test.each<[string, string | undefined]>([
  ["g/L", "g/L"],
  ["mg/dl", "mg/dL"],
  [" g/L ", "g/L"],
  ["(g/L)", "g/L"],
  ["[g/L]", "g/L"],
  ["（g/L）", "g/L"],
  ["［g/L］", "g/L"],
  ["( g/L )", "g/L"],
  ["g/L:", "g/L"],
  ["g/L：", "g/L"],
  ["%", "%"], // a share of anything
  ["g", undefined], // one letter may be a flag
  ["U/L", undefined], // another kind
  ["[ULN]", undefined], // a multiple of the limit of normal
  ["g/L or so", undefined],
  ["80 g/L", undefined],
  ["", undefined],
  [`g/L${" ".repeat(40)}`, "g/L"],
  [`(${" ".repeat(40)}g/L)`, undefined], // longer than any unit
])("%j holds the unit %s and nothing else", (text, code) => expect(unitAlone(text, KINDS)).toBe(code));

test("a field without units accepts no unit instead of a number", () => expect(unitAlone("g/L", [])).toBeUndefined());

test.each([
  ["%", true],
  ["mmol/mol", true],
  ["mol/mol", true],
  ["% (NGSP)", false],
  ["%", true],
  [" %HbA1c ", true],
  ["/uL", false],
  ["x mmol/mol", false],
])("%j is a unit of shares: %s", (text, is) => expect(isShareUnit(text)).toBe(is));

test.each([
  ["%", true],
  ["g", false],
  ["mg", true],
  ["", false],
])("%j beside a number may be its unit: %s", (text, is) => expect(mayBeUnit(text)).toBe(is));

describe("units that come from another thread", () => {
  const unit = ucumUnit("g/L");
  const copy = structuredClone({
    limit: { unit, value: 80 },
    list: [unit, undefined],
    byName: new Map([["a", { unit }]]),
    set: new Set([unit]),
  });

  test("are replaced by this thread's units, wherever they are, and nothing else changes", () => {
    const data = { ...copy, self: copy, note: null, ucum: "g/L" };
    relinkUnits(data);
    expect(data.limit.unit).toBe(unit);
    expect(data.list[0]).toBe(unit);
    expect(data.byName.get("a")?.unit).toBe(unit);
    expect(data).toMatchObject({ limit: { value: 80 }, note: null, ucum: "g/L" });
    expect(data.list).toHaveLength(2);
  });

  test("an unknown unit stays", () => {
    const unknown = { kind: "mass", factor: 1, ucum: "stone throw" };
    const data = { unit: unknown };
    relinkUnits(data);
    expect(data.unit).toBe(unknown);
  });

  test("circular data is no problem", () => {
    const data: { self?: object } = {};
    data.self = data;
    expect(() => relinkUnits(data)).not.toThrow();
  });
});

test.each([
  [0, "A"],
  [1, "B"],
  [25, "Z"],
  [26, "AA"],
  [51, "AZ"],
  [52, "BA"],
  [701, "ZZ"],
  [702, "AAA"],
  [16_383, "XFD"], // the last column of a workbook
])("column %s is %s", (column, letters) => expect(columnLetters(column)).toBe(letters));
