/** Comparison signs in a separate column: which are read, and how they affect the number beside them. */
import { describe, expect, test } from "vitest";
import { describeReading } from "../../src/values/describe-reading.js";
import type { Interval } from "../../src/values/interval.js";
import { readNumber, readQuantity } from "../../src/values/number/number.js";
import { bounded, type Operator, readOperator } from "../../src/values/number/operator.js";
import type { Comparator } from "../../src/values/number/sign.js";
import { ratio } from "../../src/values/ratio.js";
import type { NumberSpec, ParseOptions } from "../../src/values/spec.js";
import { acceptedKinds, ucumUnit } from "../../src/values/unit/unit.js";

const unit = ucumUnit("10*9/L");
const SPEC: NumberSpec = {
  ...{ unit, kinds: acceptedKinds(unit, undefined), integer: false, ranges: false, molarMass: undefined },
  plausible: { low: ratio(10n), high: ratio(3000n) },
  spellings: new Map(),
};
const HABITS: ParseOptions = {
  ...{ decimal: undefined, dateOrder: undefined, missing: new Set(["-999"]), flags: [] },
  ...{ codes: undefined, whenBlank: undefined },
};
const COLUMN = { state: "unit", unit, from: "heading" } as const;

describe("a cell of an operator column", () => {
  test.each<[string, Operator]>([
    ["<", "<"],
    [" <= ", "<="],
    ["≤", "<="],
    ["=<", "<="],
    ["＞", ">"], // full width
    ['="<"', "<"], // as spreadsheets force text
    ["LT", "<"],
    ["less than", "<"],
    ["Größer als", ">"],
    ["小于", "<"],
    ["以上", ">="],
    ["at least", ">="],
    ["=", "="],
    ["EQ", "="],
    ["", undefined],
    [" ", undefined],
    ["~", "unclear"],
    ["NA", "unclear"], // it is unknown whether there was a sign
    ["H", "unclear"],
    ["<>", "unclear"],
    ["!=", "unclear"],
    ["< 5", "unclear"],
  ])("%j is %s", (text, operator) => expect(readOperator(text)).toBe(operator));
});

test.each<[Comparator | undefined, Interval]>([
  [undefined, { low: 2, high: 3, lowOpen: false, highOpen: false }],
  ["<", { low: -Infinity, high: 3, lowOpen: true, highOpen: true }],
  ["<=", { low: -Infinity, high: 3, lowOpen: true, highOpen: false }],
  [">", { low: 2, high: Infinity, lowOpen: true, highOpen: true }],
  [">=", { low: 2, high: Infinity, lowOpen: false, highOpen: true }],
])("%s before a number that lies from 2 to 3", (sign, interval) => expect(bounded(sign, 2, 3)).toEqual(interval));

const UNCLEAR = "unreadable: operator (the text in the operator column is not a comparison sign)";
const CONTRADICTION = "unreadable: operator (the cell and the operator column say different things)";

describe("the number is read as with the sign in its own cell", () => {
  test.each<[Operator, string, string]>([
    ["<", "100", "< 100 10*9/L"],
    [">=", "100.5", ">= 100.5 10*9/L"],
    ["<", "100000 /uL", "< 100000 /uL"],
    ["<", "100 H", "< 100 10*9/L"],
    ["<", "1,200", "< 1200 10*9/L (not < 1.2 10*9/L: implausible)"],
    [">", "5", "> 5 10*9/L"], // 5 itself would be implausible
    ["<", "5", "unreadable: implausible"],
    ["=", "100", "100 10*9/L"],
    [undefined, "<100", "< 100 10*9/L"],
    ["<", "<100", "< 100 10*9/L"],
    ["<", ">100", CONTRADICTION],
    ["<", "<=100", CONTRADICTION],
    ["=", "<100", CONTRADICTION],
    ["<", "70-80", "unreadable: range"], // as in every field without ranges
    ["unclear", "100", UNCLEAR],
    ["unclear", "", "missing: blank"], // a missing value needs no sign
    ["<", "NA", "missing: not-available"],
    ["<", "-999", "missing: declared"],
    ["<", "foo", "unreadable: not-a-number"],
  ])("%s %s: %s", (operator, cell, expected) => {
    const reading = describeReading(readNumber(cell, SPEC, COLUMN, HABITS, false, operator));
    expect(reading.replace(/ \(looks like .*/, "")).toBe(expected);
  });

  test("a range or a declared spelling contradicts a sign", () => {
    const scores = { ...SPEC, unit: undefined, kinds: [], integer: true, ranges: true, spellings: new Map([["iii", 30]]) };
    const bare = { state: "unit", unit: undefined, from: "none" } as const;
    const read = (cell: string, operator: Operator) => describeReading(readNumber(cell, scores, bare, HABITS, false, operator));
    expect(read("70-80", "<")).toBe(CONTRADICTION);
    expect(read("70-80", "=")).toBe("70 to 80");
    expect(read("III", ">")).toBe(CONTRADICTION);
    expect(read("III", "=")).toBe("30");
    expect(read("30", ">")).toBe(">= 31"); // whole numbers only
  });

  test("a JSON quantity is treated in the same way", () => {
    const read = (comparator: string | undefined, operator: Operator) =>
      describeReading(readQuantity({ value: "100", json: true, comparator, unit: undefined }, SPEC, COLUMN, HABITS, operator));
    expect(read(undefined, "<")).toBe("< 100 10*9/L");
    expect(read("<", "<")).toBe("< 100 10*9/L");
    expect(read(">", "<")).toBe(CONTRADICTION);
    expect(read(undefined, "unclear")).toBe(UNCLEAR);
  });
});
