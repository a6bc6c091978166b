import { expect, test } from "vitest";
import { isColumns, isImplausible, plausibleUnits, wholeOnly } from "../../src/values/number/judge.js";
import type { UnitFrom } from "../../src/values/reading.js";
import { numberField, quantity } from "../naive/build.js";

const PLATELETS = numberField("platelets", { unit: "10*9/L", plausible: ["1", "2000"] });
const LIFE = numberField("life_expectancy", { unit: "mo", plausible: ["0", "4"] });
const STAY = numberField("stay", { unit: "wk", integer: true, plausible: ["0", "100"] });

test.each([
  ["0.9", "10*9/L", PLATELETS, true],
  ["1", "10*9/L", PLATELETS, false],
  ["2000", "10*9/L", PLATELETS, false],
  ["2000.1", "10*9/L", PLATELETS, true],
  ["(2000,-)", "10*9/L", PLATELETS, true],
  ["[2000,-)", "10*9/L", PLATELETS, false], // the end itself is plausible
  ["(-,1)", "10*9/L", PLATELETS, true],
  ["999", "/uL", PLATELETS, true],
  ["1000", "/uL", PLATELETS, false],
  ["80", "g/L", PLATELETS, true], // a unit that does not fit the field
  ["-1", "[ULN]", PLATELETS, true], // for multiples only the sign is checked
  ["0", "[ULN]", PLATELETS, false],
  ["1000000", "[ULN]", PLATELETS, false],
  // 4 months are a third of a year, which lies between two doubles
  ["0.333333333333333", "a", LIFE, false],
  ["0.333333333333334", "a", LIFE, true],
  ["(0.333333333333333,-)", "a", LIFE, false], // a third is above the open end
])("%s %s is implausible: $3", (text, code, field, expected) => {
  expect(isImplausible(quantity(text, code), field)).toBe(expected);
});

test.each([
  ["80000", "10*9/L", ["/uL"]],
  ["80000", "[ULN]", []], // a multiple is the same in all units
])("%s %s looks like %s", (text, code, expected) => {
  expect(plausibleUnits(quantity(text, code), PLATELETS).map(({ ucum }) => ucum)).toEqual(expected);
});

test.each<[UnitFrom, boolean]>([
  ["heading", true],
  ["column-map", true],
  ["field", true],
  ["cell", false],
  ["none", false],
])("a unit from %s applies to the whole column: %s", (from, expected) => expect(isColumns(from)).toBe(expected));

// A field in whole weeks: days are kept as they are if they include a whole number of weeks.
test.each([
  ["7", true],
  ["8", false],
  ["[7,14)", true],
  ["(7,14]", true],
  ["(7,14)", false],
  ["[7,13]", true],
  ["[8,13]", false],
  ["[13,15]", true],
  ["(13,15)", true],
  ["(6,8)", true],
  ["(-8,-6)", true],
  ["(-14,-7)", false],
  ["[-14,-7)", true],
  ["(-14,-7]", true],
  ["[-13,-7]", true],
  ["[-13,-8]", false],
  ["(-,3)", true], // it includes lower whole numbers of weeks
  ["(3,-)", true],
])("%s days include a whole number of weeks: %s", (text, holds) => {
  const days = quantity(text, "d");
  expect(wholeOnly(days, STAY)).toEqual(holds ? days : undefined);
});

test.each([
  ["2", "", STAY], // no unit, though the field has one
  ["2", "[ULN]", STAY],
  ["(2,-)", "[ULN]", STAY],
  ["2", "h", numberField("tumor_count", { integer: true, unit: "%" })],
  ["2", "wk", numberField("tumor_count", { integer: true })],
])("%s %s cannot be a whole number of the field's unit", (text, code, field) => {
  expect(wholeOnly(quantity(text, code), field)).toBeUndefined();
});

test("months may be whole weeks or not, so they are kept", () => {
  const months = quantity("2", "mo");
  expect(wholeOnly(months, STAY)).toBe(months);
});

test.each([
  ["400", "wk", false], // 7.7 years
  ["6261", "wk", false], // 43,827 days: 120 years have at least 43,828
  ["6262", "wk", true],
  ["6300", "wk", true],
  ["50000", "d", true],
  ["-1", "d", true],
])("an age of %s %s is implausible: %s", (text, code, expected) => {
  expect(isImplausible(quantity(text, code), numberField("age", { unit: "a", plausible: ["0", "120"] }))).toBe(expected);
});
