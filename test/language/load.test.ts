import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.js";
import { limitWords } from "../../src/language/limit-words.js";
import { fileKind, loadColumnMap, loadDictionary, loadTrials, type Source } from "../../src/language/load/load.js";
import { leavesOf, type Trial } from "../../src/language/model.js";

const FIELDS = {
  platelets: { type: "number", label: "Platelets", aliases: ["PLT"], unit: "10*9/L", plausible: [0, 10000] },
  alt: { type: "number", unit: "U/L", plausible: [0, 20000] },
  creatinine: { type: "number", unit: "mg/dL", plausible: [0, 50], molarMass: 113.12 },
  count: { type: "number", plausible: [0, 100], integer: true, codes: { "0": ["none"] } },
  age: { type: "number", unit: "a", plausible: [0, 120], since: "birth_date" },
  sex: { type: "code", codes: { female: ["f"], male: ["m"] } },
  pregnant: { type: "boolean" },
  birth_date: { type: "date" },
  visit: { type: "date", plausible: [1, 2] },
  inr: { type: "number", plausible: [0.5, 2.5] },
  base_excess: { type: "number", unit: "mmol/L", plausible: [-30, 30] },
  albumin: { type: "number", unit: "g/L", plausible: [20, 60] },
};
const PLATELETS = { field: "platelets", op: ">=", value: 80, unit: "10*9/L" };

function fileOf(condition: unknown, more: object = {}): string {
  const inclusion = [{ id: "I1", label: "A criterion", condition }];
  return JSON.stringify({ trial: { id: "T1" }, fields: FIELDS, inclusion, ...more });
}

function load(text: string, dictionary?: string) {
  return loadTrials([{ file: "dir/c.json", text }], (file) =>
    dictionary === undefined ? undefined : { file, text: dictionary },
  );
}

/** Diagnostics as `code: text at its position`. */
function faults(text: string, dictionary?: string): readonly string[] {
  return load(text, dictionary).diagnostics.map(({ code, at }) => {
    const source = at.file === "dir/c.json" ? text : (dictionary ?? "");
    return `${code} ${
      source
        .split("\n")
        [at.line - 1]?.slice(at.column - 1)
        .match(/^("[^"]*"|[\w.+-]+|.)/)?.[0]
    }`;
  });
}

function only(text: string): Trial {
  const { trials, diagnostics } = load(text);
  expect(diagnostics).toEqual([]);
  const [trial] = trials;
  if (trial === undefined) throw new Error("no trial");
  return trial;
}

describe("help", () => {
  test.each([
    [fileOf({ ...PLATELETS, op: "gte" }), "did you mean `>=`?"],
    [fileOf({ field: "platelets", operator: ">=", value: 80, unit: "10*9/L" }), "did you mean `op`?"],
    [fileOf({ field: "creatinine", op: "<=", value: 133, unit: "mg/dL" }), "should the unit be `mg/L` or `umol/L`?"], // of every kind that the field converts
    [fileOf({ field: "pregnant", op: "is", value: "yes" }), "`true` or `false`, without quotes"],
    [fileOf({ field: "pregnant", op: "=", value: true }), "use `is` or `known`"],
    [fileOf({ field: "sex", op: "is", value: ["male"] }), "`in` takes a list of codes"],
    // names of branches in other languages
    [fileOf({ and: [PLATELETS] }), "did you mean `all`?"],
    [fileOf({ allOf: [PLATELETS] }), "did you mean `all`?"],
    [fileOf({ or: [PLATELETS] }), "did you mean `any`?"],
    [fileOf({ anyOf: [PLATELETS] }), "did you mean `any`?"],
    [fileOf({ oneOf: [PLATELETS] }), "did you mean `any`?"],
    [fileOf({ none: [PLATELETS] }), 'none of them is `{ "not": { "any": […] } }`'],
    [fileOf({ noneOf: [PLATELETS] }), 'none of them is `{ "not": { "any": […] } }`'],
    [fileOf({ nor: [PLATELETS] }), 'none of them is `{ "not": { "any": […] } }`'],
    [fileOf({ NOT: PLATELETS }), "did you mean `not`?"],
    [fileOf({ atleast: 1 }), "did you mean `atLeast`?"],
    [fileOf({ note: "x", AND: [PLATELETS] }), "did you mean `all`?"], // the clearest key decides
    [fileOf({ fiel: "platelets" }), "did you mean `field`?"],
    [fileOf({ xyz: 1 }), "a condition has `field`, `op` and `value`, or one of `all`, `any`, `not`, `atLeast` with `of`"],
    [fileOf({ any: [PLATELETS], all: [PLATELETS] }), "put one inside the other"],
    [fileOf(PLATELETS, { formatVersion: 2 }), "it is `1`"],
    [fileOf(PLATELETS).replace("80", "80,5"), "write decimal numbers with a point: `80.5`"],
    [fileOf(PLATELETS).replace('"platelets"', "“platelets”"), 'JSON uses only the straight double quote `"`'],
  ])("%s", (text, help) => expect(load(text).diagnostics.map((one) => one.help)).toEqual([help]));
});

describe("limits in words, as in outputs", () => {
  test.each([
    [PLATELETS, ">= 80 10*9/L"],
    [{ ...PLATELETS, op: "between", value: [100, 400] }, "between 100 and 400 10*9/L"],
    [{ ...PLATELETS, maxAge: { value: 14, unit: "d" } }, ">= 80 10*9/L, at most 14 d old"],
    [{ field: "count", op: "between", value: [1, 6] }, "between 1 and 6"],
    [{ field: "alt", op: "<=", value: 3, unit: "[ULN]" }, "<= 3 [ULN]"],
    [{ field: "creatinine", op: "<=", value: 133, unit: "umol/L" }, "<= 133 umol/L"], // a field in mass with a limit in substance
    [{ field: "pregnant", op: "is", value: true }, "is true"],
    [{ field: "sex", op: "is", value: "female" }, "is female"],
    [{ field: "sex", op: "in", value: ["female", "male"] }, "in female, male"],
    [{ field: "sex", op: "not-in", value: ["male"] }, "not in male"],
    [{ field: "birth_date", op: ">=", value: 28, unit: "d" }, ">= 28 d"],
    [{ field: "birth_date", op: "between", value: [18, 75], unit: "a" }, "between 18 and 75 a"],
    [{ field: "birth_date", op: "<", value: "2024-05-01" }, "< 2024-05-01"],
    [{ field: "birth_date", op: "between", value: ["2024-01-01", "2024-02-29"] }, "between 2024-01-01 and 2024-02-29"],
  ])("%j", (condition, words) => {
    expect(
      only(fileOf(condition))
        .criteria.flatMap((one) => leavesOf(one.condition))
        .map((leaf) => limitWords(leaf.limit)),
    ).toEqual([words]);
  });

  test("numbers are exact, and printed as they are written", () => {
    const text = fileOf(PLATELETS).replace('"value":80', '"value":8.10e1');
    const [leaf] = only(text).criteria.flatMap((one) => leavesOf(one.condition));
    expect(leaf).toMatchObject({ limit: { op: ">=", values: ["8.10e1"], unit: "10*9/L" }, limits: [{ num: 81n, den: 1n }] });
  });
});

test("nodes are identified by their position", () => {
  const leaf = { field: "pregnant", op: "is", value: false };
  const condition = { any: [leaf, { all: [leaf, { not: { atLeast: 1, of: [leaf] } }] }] };
  const trial = only(fileOf(condition));
  const ids = trial.criteria.flatMap((one) => leavesOf(one.condition)).map(({ id }) => id);
  expect(ids).toEqual(["I1.any[0]", "I1.any[1].all[0]", "I1.any[1].all[1].not.atLeast[0]"]);
});

const leaf = (change: object): object => ({ ...PLATELETS, ...change });
const CONDITIONS: readonly (readonly [unknown, readonly string[]])[] = [
  [{}, ["unknown-condition {"]],
  [[], ["wrong-type ["]],
  [{ any: [PLATELETS], all: [PLATELETS] }, ["unknown-condition {"]],
  [{ any: [PLATELETS], field: "alt" }, ["unknown-condition {"]],
  [{ any: [PLATELETS], note: "x" }, ['unknown-key "note"']],
  [{ any: [PLATELETS], of: [PLATELETS] }, ['unknown-key "of"']],
  [{ any: [PLATELETS], op: ">=" }, ['unknown-key "op"']],
  [{ and: [{ ...PLATELETS, field: "PLT" }, 1] }, ["unknown-condition {", 'unknown-field "PLT"']], // its own errors, too
  [{ not: { or: { ...PLATELETS, field: "PLT" } } }, ["unknown-condition {", 'unknown-field "PLT"']],
  [{ anyy: [PLATELETS] }, ["unknown-condition {"]], // may be either `any` or `all`, so neither is assumed
  [{ any: PLATELETS }, ["wrong-type {"]],
  [{ not: [PLATELETS] }, ["wrong-type ["]],
  [{ all: [PLATELETS, null] }, ["wrong-type null"]],
  [{ all: [{ any: [] }] }, ["empty-list ["]],
  [{ of: [PLATELETS] }, ["missing-key {"]],
  [{ atLeast: 1 }, ["missing-key {"]],
  [{ atLeast: 0, of: [PLATELETS] }, ["count-out-of-range 0"]],
  [{ atLeast: 1.5, of: [PLATELETS] }, ["count-out-of-range 1.5"]],
  [{ atLeast: 1, of: [] }, ["empty-list ["]],
  [{ feild: "platelets", op: ">=", value: 80, unit: "10*9/L" }, ['unknown-key "feild"']],
  [{ field: "platelets", op: ">=", value: 80, unti: "10*9/L" }, ['unknown-key "unti"']],
  [{ field: "platelets", operator: ">=", value: 80, unit: "10*9/L" }, ['unknown-key "operator"']], // the only missing key
  [{ field: "alt", op: "<=", value: 0, unit: "[ULN]" }, ["implausible-limit 0"]],
  [{ field: "alt", op: ">", value: -2.5, unit: "[ULN]" }, ["implausible-limit -2.5"]],
  [{ field: "platelets", value: 80, unit: "10*9/L" }, ["missing-key {"]],
  [{ field: "platelets", op: ">=", unit: "10*9/L" }, ["missing-key {"]],
  [leaf({ field: "PLT" }), ['unknown-field "PLT"']],
  [leaf({ field: "__proto__" }), ['unknown-field "__proto__"']],
  [leaf({ field: "constructor" }), ['unknown-field "constructor"']],
  [leaf({ field: 1 }), ["wrong-type 1"]],
  [leaf({ op: "is" }), ['wrong-operator "is"']],
  [leaf({ op: "between" }), ["wrong-type 80"]],
  [leaf({ op: "between", value: [1, 2, 3] }), ["wrong-type ["]],
  [leaf({ op: "between", value: [1, "2"] }), ['wrong-type "2"']],
  [leaf({ op: "between", value: [2, 1] }), ["reversed-range ["]],
  [leaf({ op: "between", value: [100, 20000] }), ["implausible-limit 20000"]],
  [leaf({ value: [80] }), ["wrong-type ["]],
  [leaf({ value: null }), ["wrong-type null"]],
  [leaf({ value: -1 }), ["implausible-limit -1"]],
  [leaf({ unit: "" }), ['invalid-value ""']],
  [leaf({ unit: "%" }), ['wrong-unit "%"']],
  [leaf({ value: 90000, unit: "/uL" }), []], // in another unit of the same kind
  [leaf({ value: "80", unit: "K/uL" }), ['wrong-type "80"', 'unknown-unit "K/uL"']], // two mistakes, two diagnostics
  [leaf({ maxAge: { value: 0, unit: "d" } }), ["invalid-value 0"]],
  [leaf({ maxAge: { value: 1.5, unit: "d" } }), ["invalid-value 1.5"]],
  [leaf({ maxAge: { value: 14, unit: "days" } }), ['unknown-unit "days"']],
  [leaf({ maxAge: { value: 14, unit: "h" } }), ['wrong-unit "h"']],
  [leaf({ maxAge: { value: 14 } }), ["missing-key {"]],
  [leaf({ maxAge: 14 }), ["wrong-type 14"]],
  [{ field: "count", op: "=", value: 1, unit: "[ULN]" }, ['unexpected-unit "[ULN]"']],
  [{ field: "sex", op: "is", value: true }, ["wrong-type true"]],
  [{ field: "sex", op: "in", value: "female" }, ['wrong-type "female"']],
  [{ field: "sex", op: "in", value: [] }, ["empty-list ["]],
  [{ field: "sex", op: "in", value: ["female", "femal"] }, ['unknown-code "femal"']],
  [{ field: "sex", op: "is", value: "female", unit: "g" }, ['unexpected-unit "g"']],
  [{ field: "pregnant", op: "is", value: "yes" }, ['wrong-type "yes"']],
  [{ field: "pregnant", op: "=", value: true }, ['wrong-operator "="']],
  [{ field: "birth_date", op: ">=", value: 28 }, ["missing-unit {"]],
  [{ field: "birth_date", op: ">=", value: 28.5, unit: "d" }, ["invalid-value 28.5"]],
  [{ field: "birth_date", op: ">=", value: -1, unit: "d" }, ["invalid-value -1"]],
  [{ field: "birth_date", op: ">=", value: 28, unit: "h" }, ['wrong-unit "h"']],
  [{ field: "birth_date", op: ">=", value: 130, unit: "a" }, ["implausible-limit 130"]],
  [{ field: "birth_date", op: "<", value: "2024-05-01", unit: "d" }, ['unexpected-unit "d"']],
  [{ field: "birth_date", op: "<", value: "01/05/2024" }, ['invalid-date "01/05/2024"']],
  [{ field: "birth_date", op: "between", value: ["2024-02-01", "2024-01-01"] }, ["reversed-range ["]],
  [{ field: "birth_date", op: "between", value: ["2024-02-01", 3] }, ["wrong-type 3"]],
  [{ field: "birth_date", op: "is", value: true }, ['wrong-operator "is"']],
  [{ field: "birth_date", op: "<", value: "2024-02-30" }, ['invalid-date "2024-02-30"']],
  [{ field: "birth_date", op: "<", value: true }, ["wrong-type true"]],
  [{ field: "birth_date", op: ">=", value: 28, unit: "days" }, ['unknown-unit "days"']],
  [{ field: "birth_date", op: ">=", value: 28, unit: "apples" }, ['unknown-unit "apples"']],
  [{ field: "birth_date", op: "between", value: "2024-02-01" }, ['wrong-type "2024-02-01"']],
  [{ field: "birth_date", op: "<", value: ["2024-02-01"] }, ["wrong-type ["]],
  [{ field: "birth_date", op: "between", value: [18, 18], unit: "a" }, []],
  [{ field: "birth_date", op: "between", value: [75, 18], unit: "a" }, ["reversed-range ["]],
  [{ field: "birth_date", op: "between", value: [18, 121], unit: "a" }, ["implausible-limit 121"]],
  // A year has 365 or 366 days, and 52 or 53 weeks: limits are accepted if they may be plausible.
  [{ field: "birth_date", op: "<", value: 43920, unit: "d" }, []],
  [{ field: "birth_date", op: "<", value: 43921, unit: "d" }, ["implausible-limit 43921"]],
  [{ field: "birth_date", op: "<", value: 6360, unit: "wk" }, []],
  [{ field: "birth_date", op: "<", value: 6361, unit: "wk" }, ["implausible-limit 6361"]],
  [{ field: "birth_date", op: "<", value: 1440, unit: "mo" }, []],
  [{ field: "birth_date", op: "<", value: 1441, unit: "mo" }, ["implausible-limit 1441"]],
  [{ field: "birth_date", op: ">=", value: 0, unit: "d" }, []],
  [{ field: "visit", op: ">=", value: 365, unit: "d" }, []],
  [{ field: "visit", op: ">=", value: 364, unit: "d" }, ["implausible-limit 364"]],
  [{ field: "visit", op: ">=", value: 52, unit: "wk" }, []],
  [{ field: "visit", op: ">=", value: 51, unit: "wk" }, ["implausible-limit 51"]],
  [{ field: "visit", op: ">=", value: 12, unit: "mo" }, []],
  [{ field: "visit", op: ">=", value: 11, unit: "mo" }, ["implausible-limit 11"]],
  [{ field: "visit", op: ">=", value: 1, unit: "a" }, []],
  [{ field: "visit", op: ">=", value: 0, unit: "a" }, ["implausible-limit 0"]],
  // the ends of the plausible range
  [leaf({ value: 0 }), []],
  [leaf({ value: 10000 }), []],
  [leaf({ value: 10000.1 }), ["implausible-limit 10000.1"]],
  [leaf({ op: "between", value: [80, 80] }), []],
  [{ field: "alt", op: "between", value: [0, 3], unit: "[ULN]" }, ["implausible-limit 0"]],
  [leaf({ unit: "apples" }), ['unknown-unit "apples"']],
  [leaf({ value: 1234567890.123456 }), ["too-many-digits 1234567890.123456"]],
  [leaf({ value: 1e300 }), ["invalid-value 1e+300"]],
  [leaf({ value: "many" }), ['wrong-type "many"']],
  [leaf({ maxAge: { value: 100_000, unit: "d" } }), []],
  [leaf({ maxAge: { value: 100_001, unit: "d" } }), ["invalid-value 100001"]],
  [leaf({ maxAge: { value: 14, unit: "apples" } }), ['unknown-unit "apples"']],
  [{ atLeast: 1, of: [PLATELETS] }, []],
  [{ atLeast: 2, of: [PLATELETS] }, ["count-out-of-range 2"]],
  [{ atLeast: 0, of: [] }, ["count-out-of-range 0", "empty-list ["]],
  [{ atLeast: "1", of: [PLATELETS] }, ['wrong-type "1"']],
  [{ field: "sex", op: "in", value: ["female", 1] }, ["wrong-type 1"]],
  [{ field: "sex", op: "in", value: 1 }, ["wrong-type 1"]],
  [{ field: "sex", op: "in", value: "femal" }, ['unknown-code "femal"', 'wrong-type "femal"']],
  [{ all: [PLATELETS], plausible: 0 }, ['unknown-key "plausible"']],
  [{ not: PLATELETS, value: 80 }, ['unknown-key "value"']],
  [{ any: [PLATELETS], all: [PLATELETS], field: "alt" }, ["unknown-condition {"]],
  [{ atLeast: 1.5, of: [PLATELETS, PLATELETS] }, ["count-out-of-range 1.5"]],
  [{ field: "pregnant", op: "is" }, ["missing-key {"]],
  [{ field: "sex", op: "is" }, ["missing-key {"]],
  [{ field: "birth_date", op: "<" }, ["missing-key {"]],
  [leaf({ value: 1234.56789012345 }), []], // 15 digits
  [{ field: "inr", op: "<", value: 2.6 }, ["implausible-limit 2.6"]],
  [{ field: "age", op: ">=", value: 18, unit: "in" }, ['unknown-unit "in"']],
  [{ field: "birth_date", op: "<", value: "2024-02-30T" }, ['invalid-date "2024-02-30T"']],
  [{ field: "birth_date", op: "<", value: "on 2024-02-30" }, ['invalid-date "on 2024-02-30"']],
  // An existing key is not suggested; a single unknown key and a single missing one are one mistake.
  [leaf({ fiel: "x" }), ['unknown-key "fiel"']],
  [leaf({ op: [1] }), ["invalid-value ["]],
  [leaf({ op: 5 }), ["invalid-value 5"]],
  [{ field: "platelets", xxx: 1, value: 80, unit: "10*9/L" }, ['unknown-key "xxx"']],
  [
    { field: "platelets", xxx: 1, yyy: 2, value: 80, unit: "10*9/L" },
    ["missing-key {", 'unknown-key "xxx"', 'unknown-key "yyy"'],
  ],
  [{ field: "platelets", xxx: 1, unit: "10*9/L" }, ["missing-key {", "missing-key {", 'unknown-key "xxx"']],
  // Without a known operator the value is still checked.
  [{ field: "birth_date", op: "before", value: "01/05/2024" }, ['invalid-value "before"', 'invalid-date "01/05/2024"']],
  [{ field: "sex", op: "equals", value: "femal" }, ['invalid-value "equals"', 'unknown-code "femal"']],
  [{ field: "sex", op: "one of", value: ["femal"] }, ['invalid-value "one of"', 'unknown-code "femal"']],
  [{ field: "birth_date", op: "before", value: "2024-05-01", unit: "d" }, ['invalid-value "before"', 'unexpected-unit "d"']],
  [{ field: "birth_date", op: "before", value: 3, unit: "d" }, ['invalid-value "before"']],
  [{ field: "platelets", op: "equals", value: 80 }, ["missing-unit {", 'invalid-value "equals"']],
  [leaf({ op: "equals", value: 20000 }), ['invalid-value "equals"', "implausible-limit 20000"]],
  [leaf({ op: "from", value: [1, "2"] }), ['invalid-value "from"', 'wrong-type "2"']],
  [{ field: "birth_date", op: "<=", value: 3, unit: "mo", maxAge: { value: 1, unit: "d" } }, ["invalid-value {"]],
  // A condition with members is never taken for a leaf.
  [{ of: [PLATELETS], value: 1 }, ['unknown-key "value"']],
  [{ and: [PLATELETS], note: { text: "x" } }, ["unknown-condition {"]], // a note is not a condition
  [{ atLeast: 1.5, of: [PLATELETS, PLATELETS, PLATELETS] }, ["count-out-of-range 1.5"]],
  [{ atLeast: 1e300, of: [PLATELETS] }, ["invalid-value 1e+300"]],
  // Values of the wrong type; `null` is not the same as an absent key.
  [leaf({ unit: null }), ["wrong-type null"]],
  [leaf({ field: null }), ["wrong-type null"]],
  [leaf({ field: { name: "platelets" } }), ["wrong-type {"]],
  [leaf({ op: true }), ["invalid-value true"]],
  // A multiple of the upper limit of normal is positive, unless the field can be negative.
  [{ field: "base_excess", op: ">", value: -1, unit: "[ULN]" }, []],
  // A text may be meant as a time, for which the unit would be right.
  [{ field: "birth_date", op: ">=", value: "28", unit: "d" }, ['invalid-date "28"']],
  // A unit is only suggested if both ends are plausible in it.
  [{ field: "albumin", op: "between", value: [2.5, 5], unit: "g/L" }, ["implausible-limit 2.5"]],
  [{ field: "albumin", op: "between", value: [2.5, 55], unit: "g/L" }, ["implausible-limit 2.5"]],
];

describe("one mistake gives one diagnostic, at its position", () => {
  test.each(CONDITIONS)("%j", (condition, expected) => expect(faults(fileOf(condition))).toEqual(expected));

  test("an impossible age is reported at its own position", () => {
    const text = fileOf({ field: "visit", op: ">=", value: 1, unit: "a", maxAge: { value: 1, unit: "d" } });
    expect(load(text).diagnostics.map(({ at }) => text.slice(at.column - 1, at.column + 9))).toEqual(['{"value":1']);
  });
});

const withField = (field: unknown): string => fileOf(PLATELETS, { fields: { ...FIELDS, extra: field } });
const FIELD_ENTRIES: readonly (readonly [unknown, readonly string[]])[] = [
  [{ type: "number", plausible: [0, 1] }, []],
  [{ type: "number" }, ["missing-key {"]],
  [{ type: "number", plausible: [1, 0] }, ["reversed-range ["]],
  [{ type: "number", plausible: [1, 1] }, []],
  [{ type: "number", plausible: [] }, ["wrong-type ["]],
  [{ type: "number", plausible: [0] }, ["wrong-type ["]],
  [{ type: "number", plausible: [0, 1, 2] }, ["wrong-type ["]],
  [{ type: "number", plausible: [0, "1"] }, ['wrong-type "1"']],
  [{ type: "numeric", plausible: [0, 1] }, ['invalid-value "numeric"']],
  [{ typ: "number", plausible: [0, 1] }, ['unknown-key "typ"']],
  [{ type: [], plausible: [0, 1] }, ["wrong-type ["]],
  [{ plausible: [0, 1] }, ["missing-key {"]],
  [{ type: "number", plausible: [0, 1], label: 5 }, ["wrong-type 5"]],
  [{ type: "number", plausible: [0, 1], loinc: 5 }, ["wrong-type 5"]],
  [{ type: "number", plausible: [0, 1], aliases: 5 }, ["wrong-type 5"]],
  [{ type: "number", plausible: [0, 1], integer: 5 }, ["wrong-type 5"]],
  [{ type: "number", plausible: [0, 1], integer: 5, codes: { "1": ["one"] } }, ["wrong-type 5"]],
  [{ type: "number", plausible: [0, 1], integer: true, codes: { "2": ["two"] } }, ['invalid-value "2"']],
  [{ type: "number", plausible: [0, 1], unit: [1], molarMass: 10 }, ["wrong-type ["]],
  [{ type: "number", plausible: [0, 4], unit: "mo", since: "sex", ranges: 5 }, ["wrong-type 5"]],
  [{ type: "boolean", label: 5 }, ["wrong-type 5"]],
  [{ type: "boolean", loinc: 5 }, ["wrong-type 5"]],
  [{ type: "code", codes: { a: [] }, label: 5 }, ["wrong-type 5"]],
  [{ type: "code", codes: { a: [] }, loinc: 5 }, ["wrong-type 5"]],
  [{ type: "code", codes: { " ": [] } }, ['invalid-value " "']],
  [{ type: "date", label: 5 }, ["wrong-type 5"]],
  [{ type: "date", loinc: 5 }, ["wrong-type 5"]],
  [{ type: "date", plausible: [-1000, 1000] }, []],
  [{ type: "date", plausible: [0, 1001] }, ["invalid-value ["]],
  [{ type: "date", plausible: [-1001, 0] }, ["invalid-value ["]],
  [[], ["wrong-type ["]],
  [{ type: "number", plausible: [0, 1], unit: "mg/dl" }, ['unknown-unit "mg/dl"']],
  [{ type: "number", plausible: [0, 1], unit: "g/L", molarMass: 0 }, ["invalid-value 0"]],
  [{ type: "number", plausible: [0, 1], molarMass: 10 }, ["invalid-value 10"]],
  [{ type: "number", plausible: [0, 1], unit: "cm", molarMass: 10 }, ["invalid-value 10"]],
  [{ type: "number", plausible: [0, 4], codes: { "3": ["III"] } }, ["invalid-value {"]],
  [{ type: "number", plausible: [0, 4], integer: true, codes: { "3": ["III", "2"] } }, ['duplicate-spelling "2"']],
  [{ type: "number", plausible: [0, 4], integer: true, codes: { III: ["3"] } }, ['invalid-value "III"']],
  [{ type: "number", plausible: [0, 9], integer: true, counted: ["lesions", "个", "foyers d'activité"] }, []],
  [{ type: "number", plausible: [0, 9], counted: ["lesions"] }, ["invalid-value ["]],
  [{ type: "number", plausible: [0, 9], integer: true, unit: "cm", counted: ["lesions"] }, ["invalid-value ["]],
  [{ type: "number", plausible: [0, 9], integer: true, counted: ["2 cm lesions"] }, ["invalid-value ["]], // 2 is part of the name
  [{ type: "number", plausible: [0, 9], integer: true, counted: [1] }, ["wrong-type 1"]],
  [{ type: "number", plausible: [0, 4], unit: "cm", since: "birth_date" }, ['invalid-since "birth_date"']],
  [{ type: "number", plausible: [0, 4], unit: "mo", since: "sex" }, ['invalid-since "sex"']],
  [{ type: "number", plausible: [0, 4], unit: "mo", since: "nothing" }, ['invalid-since "nothing"']],
  [{ type: "number", plausible: [0, 4], unit: "mo", since: "birth_date" }, []],
  [{ type: "number", plausible: [0, 1], whenBlank: false }, ['unknown-key "whenBlank"']],
  [{ type: "boolean", whenBlank: "no" }, ['wrong-type "no"']],
  [{ type: "boolean", plausible: [0, 1] }, ['unknown-key "plausible"']],
  [{ type: "code" }, ["missing-key {"]],
  [{ type: "code", codes: {} }, ["empty-list {"]],
  [{ type: "code", codes: { a: "x" } }, ['wrong-type "x"']],
  [{ type: "code", codes: { a: [1] } }, ["wrong-type 1"]],
  [{ type: "code", codes: { a: [" "] } }, ['invalid-value " "']],
  [{ type: "code", codes: { a: ["x"], b: ["X "] } }, ['duplicate-spelling "X "']],
  [{ type: "code", codes: { a: ["b"], b: [] } }, ['duplicate-spelling "b"']],
  [{ type: "code", codes: { a: ["x", "X"] } }, []], // repeating a spelling is allowed
  [{ type: "code", codes: { a: [] }, whenBlank: "b" }, ['unknown-code "b"']],
  [{ type: "code", codes: 5, whenBlank: "b" }, ["wrong-type 5"]], // the codes are not known
  [{ type: "code", whenBlank: "b" }, ["missing-key {"]],
  // results that are not final
  [{ type: "code", codes: { a: [], b: [] }, undecided: { c: { means: ["a", "b"] } } }, []],
  [{ type: "code", codes: { a: [], b: [] }, undecided: { c: { spellings: ["?"], means: ["a", "b"], note: "wait" } } }, []],
  [{ type: "code", codes: { a: [], b: [] }, undecided: { c: { means: ["a"] } } }, ["invalid-value ["]],
  [{ type: "code", codes: { a: [], b: [] }, undecided: { c: { means: ["a", "a"] } } }, ["invalid-value ["]],
  [{ type: "code", codes: { a: [], b: [] }, undecided: { c: { means: [] } } }, ["invalid-value ["]],
  [{ type: "code", codes: { a: [], b: [] }, undecided: { c: { means: ["a", "x"] } } }, ['unknown-code "x"']],
  [{ type: "code", codes: { a: [], b: [] }, undecided: { c: { means: ["a", "c"] } } }, ['unknown-code "c"']], // its own name
  [{ type: "code", codes: { a: [], b: [] }, undecided: { c: { means: ["a", 1] } } }, ["wrong-type 1"]],
  [{ type: "code", codes: { a: [], b: [] }, undecided: { c: { spellings: ["?"] } } }, ["missing-key {"]],
  [{ type: "code", codes: { a: [], b: [] }, undecided: { c: { means: ["a", "b"], notes: "" } } }, ['unknown-key "notes"']],
  [{ type: "code", codes: { a: [], b: [] }, undecided: { c: { means: ["a", "b"], note: "" } } }, ['invalid-value ""']],
  [{ type: "code", codes: { a: [], b: [] }, undecided: { c: { means: ["a", "b"], spellings: "x" } } }, ['wrong-type "x"']],
  [{ type: "code", codes: { a: [], b: [] }, undecided: { c: { means: ["a", "b"], spellings: [""] } } }, ['invalid-value ""']],
  [
    { type: "code", codes: { a: ["x"], b: [] }, undecided: { c: { means: ["a", "b"], spellings: ["X"] } } },
    ['duplicate-spelling "X"'],
  ],
  [{ type: "code", codes: { a: [], b: [] }, undecided: { a: { means: ["a", "b"] } } }, ['duplicate-spelling "a"']],
  [{ type: "code", codes: { a: [], b: [] }, undecided: { A: { means: ["a", "b"] } } }, ['duplicate-spelling "A"']],
  [
    {
      type: "code",
      codes: { a: [], b: [] },
      undecided: { c: { means: ["a", "b"], spellings: ["d"] }, d: { means: ["a", "b"] } },
    },
    ['duplicate-spelling "d"'],
  ],
  [{ type: "code", codes: { a: [], b: [] }, undecided: { " ": { means: ["a", "b"] } } }, ['invalid-value " "']],
  [{ type: "code", codes: { a: [], b: [] }, undecided: { c: ["a", "b"] } }, ["wrong-type ["]],
  [{ type: "code", codes: { a: [], b: [] }, undecided: {} }, ["empty-list {"]],
  [{ type: "code", codes: { a: [], b: [] }, undecided: { c: { means: ["a", "b"] } }, whenBlank: "c" }, ['unknown-code "c"']],
  [{ type: "boolean", undecided: {} }, ['unknown-key "undecided"']],
  [{ type: "number", plausible: [0, 4], integer: true, codes: { "3": ["III", "3", "3.0"] } }, []], // the number itself
  [{ type: "date", plausible: [-1, 5] }, []],
  [{ type: "boolean", aliases: ["plt"] }, ['duplicate-name "plt"']],
  [{ type: "boolean", label: "platelets" }, ['duplicate-name "platelets"']],
  [{ type: "boolean", aliases: ["PLT%", "PLT-", "Extra"] }, []], // signs make other names; its own name is no conflict
  [{ type: "boolean", aliases: "plt" }, ['wrong-type "plt"']],
  [{ type: "boolean", aliases: ["a", 1] }, ["wrong-type 1"]],
];

describe("fields", () => {
  test.each(FIELD_ENTRIES)("%j", (field, expected) => expect(faults(withField(field))).toEqual(expected));

  test.each(["", " "])("the name %j is empty", (name) => {
    expect(load(fileOf(PLATELETS, { fields: { ...FIELDS, [name]: { type: "boolean" } } })).diagnostics).toMatchObject([
      { code: "invalid-id", message: "a field's name is empty" },
    ]);
  });

  test("the content of a field, and its defaults", () => {
    const full = { type: "boolean", label: "Extra", aliases: ["X1", "X2"], loinc: ["1-8"], whenBlank: false };
    expect(only(withField(full)).fields.get("extra")).toMatchObject({ name: "extra", ...full });
    expect(only(withField({ type: "boolean" })).fields.get("extra")).toMatchObject({
      label: "extra",
      aliases: [],
      loinc: [],
      whenBlank: undefined,
    });
    expect(only(withField({ type: "number", plausible: [0, 1] })).fields.get("extra")).toMatchObject({
      integer: false,
      ranges: false,
      assumeUnit: true,
      since: undefined,
      unit: undefined,
      molarMass: undefined,
    });
    expect(only(withField({ type: "date" })).fields.get("extra")).toMatchObject({
      plausible: { low: { num: 0n, den: 1n }, high: { num: 120n, den: 1n } },
    });
  });

  test("names such as `__proto__` are ordinary names", () => {
    for (const name of ["__proto__", "constructor", "toString", "血小板"]) {
      const text = fileOf({ field: name, op: "is", value: true }).replace('"pregnant":', `"${name}":`);
      expect(faults(text)).toEqual([]);
      expect(only(text).fields.get(name)?.type).toBe("boolean");
    }
  });

  test("an error in a field is reported once, and not where the field is used", () => {
    const text = fileOf({ field: "extra", op: ">", value: 1 }, { fields: { extra: { type: "number" } } });
    expect(faults(text)).toEqual(["missing-key {"]);
  });
});

describe("dictionaries", () => {
  const dictionary = JSON.stringify({ formatVersion: 1, fields: FIELDS });
  const text = (more: object = {}) => fileOf(PLATELETS, { fields: {}, dictionary: "d.json", ...more });

  test("are looked up beside the criteria, read once, and extended in order", () => {
    const asked: string[] = [];
    const own = { extra: { type: "boolean" }, platelets: { ...FIELDS.platelets, plausible: [0, 100] } };
    const sources = ["T1", "T2"].map((id) => ({ file: `dir/${id}.json`, text: text({ trial: { id }, fields: own }) }));
    const loaded = loadTrials(sources, (file) => {
      asked.push(file);
      return { file, text: dictionary };
    });
    expect(loaded.diagnostics).toEqual([]);
    expect(asked).toEqual(["dir/d.json"]);
    expect(loaded.dictionaries).toEqual([{ file: "dir/d.json", text: dictionary }]);
    expect([...(loaded.trials[0]?.fields.keys() ?? [])]).toEqual([...Object.keys(FIELDS), "extra"]);
    expect(loaded.trials[0]?.fields.get("platelets")).toMatchObject({ plausible: { high: { num: 100n } } });
  });

  test.each([
    ['{ "fields": {} ', ["json-syntax undefined"]], // only the cause, not all fields that are now unknown
    ['{ "fields": [] }', ["wrong-type ["]],
    ['{ "fieldz": {} }', ['unknown-key "fieldz"']],
    ['{ "trial": {}, "fields": {} }', ['wrong-kind-of-file "d.json"']],
    ["[]", ['wrong-kind-of-file "d.json"']],
    ['{ "fields": { "platelets": { "type": "number" } } }', ["missing-key {"]],
    ['{ "fields": {} }', ['unknown-field "platelets"']],
  ])("%s", (broken, expected) => expect(faults(text(), broken)).toEqual(expected));

  test("if one cannot be read, unknown fields are not reported", () =>
    expect(faults(text())).toEqual(['dictionary-not-found "d.json"']));

  test("a criteria file cannot replace the date field that another is calculated from", () => {
    expect(faults(text({ fields: { birth_date: { type: "boolean" } } }), dictionary)).toEqual(['invalid-since "birth_date"']);
  });

  test("on its own", () => {
    expect(loadDictionary({ file: "d", text: dictionary }).diagnostics).toEqual([]);
    expect([...loadDictionary({ file: "d", text: dictionary }).fields.keys()]).toEqual(Object.keys(FIELDS));
  });
});

describe("criteria files", () => {
  test.each([
    [fileOf(PLATELETS, { trail: {}, trial: undefined }), ['unknown-key "trail"']],
    [fileOf(PLATELETS, { trial: {} }), ["missing-key {"]],
    [fileOf(PLATELETS, { trial: { id: "trial" } }), ['reserved-id "trial"']],
    [fileOf(PLATELETS, { formatVersion: 2 }), ["invalid-value 2"]],
    [fileOf(PLATELETS, { $schema: "x", formatVersion: 1 }), []],
    [fileOf(PLATELETS, { inclusion: undefined, inclusions: [] }), ['unknown-key "inclusions"']],
    [fileOf(PLATELETS, { inclusion: {} }), ["wrong-type {"]],
    [fileOf(PLATELETS, { exclusion: [1] }), ["wrong-type 1"]],
    [fileOf(PLATELETS, { inclusion: undefined }), ["empty-criteria {"]],
    [fileOf(PLATELETS, { fields: [] }), ["wrong-type ["]], // without unknown fields
    ["{}", ["wrong-kind-of-file {"]],
    ["[1]", ["wrong-kind-of-file ["]],
    ["80", ["wrong-kind-of-file 80"]],
    [`${fileOf(PLATELETS)}}`, ["json-syntax }"]],
    [`\ufeff${fileOf(PLATELETS)}`, []],
    [JSON.stringify(JSON.parse(fileOf(PLATELETS)), null, 2).replaceAll("\n", "\r\n"), []],
    ["[".repeat(100_000), ["json-depth ["]],
  ])("%.80s", (text, expected) => expect(faults(text)).toEqual(expected));

  test("100 levels are allowed, 101 are not, and width does not matter", () => {
    const nest = (levels: number): unknown => {
      let condition: unknown = PLATELETS;
      for (let level = 0; level < levels; level += 1) condition = level % 2 === 0 ? { all: [condition] } : { not: condition };
      return condition;
    };
    expect(faults(fileOf(nest(100)))).toEqual([]);
    expect(faults(fileOf({ all: Array(100).fill(nest(100)) }))).toEqual(["condition-depth {"]);
    expect(faults(fileOf(nest(400)))).toEqual(["condition-depth {"]);
    expect(faults(fileOf({ all: Array(100_000).fill({ field: "pregnant", op: "is", value: true }) }))).toEqual([]);
  });

  test("a misspelt branch is checked down to the maximum depth of conditions", () => {
    const inside = (levels: number): string => {
      let condition: unknown = { and: [{ ...PLATELETS, field: "PLT" }] };
      for (let level = 0; level < levels; level += 1) condition = { not: condition };
      return fileOf(condition);
    };
    expect(faults(inside(99))).toEqual(["unknown-condition {", 'unknown-field "PLT"']);
    expect(faults(inside(100))).toEqual(["unknown-condition {"]);
  });

  test("a repeated unknown key is reported once as unknown", () => {
    const text = fileOf(PLATELETS).replace('"op"', '"zzz":1,"zzz":2,"op"');
    expect(load(text).diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      "unknown-key: unknown key `zzz` in a condition on a field",
      "duplicate-key: the key `zzz` is already on line 1",
    ]);
  });

  test("all errors of a file are reported, in order", () => {
    const inclusion = [{ id: "I1", label: 1, condition: { ...PLATELETS, field: "platlets" } }];
    expect(faults(fileOf(PLATELETS, { inclusion, exclusion: [{}] }))).toEqual([
      "wrong-type 1",
      'unknown-field "platlets"',
      "missing-key {",
      "missing-key {",
      "missing-key {",
    ]);
  });
});

describe("kinds of files", () => {
  test.each([
    ['{ "trial": {}, "fields": {} }', "criteria"],
    ['{ "criteria": "x", "cases": [] }', "test"],
    ['{ "columns": {} }', "column-map"],
    ['{ "fields": {} }', "dictionary"],
    ['{ "$schema": "x", "properties": {} }', undefined],
    ["[]", undefined],
    ["80", undefined],
    ['{ "id": "MRN" }', "column-map"], // only an ID
    ['{ "$schema": "x", "formatVersion": 1, "id": "MRN" }', "column-map"],
    ['{ "id": "MRN", "name": "x" }', undefined], // a file of another program
    ['{ "$schema": "x", "formatVersion": 1 }', undefined],
    ["{}", undefined],
    ['{ "inclusion": [] }', "criteria"],
    ['{ "exclusion": [], "fields": {} }', "criteria"],
    ['{ "decimal": "," }', "column-map"],
    ['{ "dateOrder": "dmy" }', "column-map"],
    ['{ "missing": [] }', "column-map"],
    ['{ "flags": [] }', "column-map"],
    ['{ "cases": [], "fields": {} }', "test"],
    ['{ "trial": { }, "cases" }', "criteria"],
    ['{ "cases" : [ }', "test"],
    ['{ "columns":\n{ }, }', "column-map"],
    ['{ "fields": 5, }', "criteria"],
    ['{ "fields": { }, }', "dictionary"], // broken, but its kind is recognised, so that the error can be reported
    ["{ oops", "criteria"],
    ["", "criteria"],
  ])("%s", (text, kind) => expect(fileKind({ file: "f", text })).toBe(kind));
});

const map = (columns: unknown, more: object = {}) =>
  loadColumnMap({ file: "m.json", text: JSON.stringify({ columns, ...more }) }, [only(fileOf(PLATELETS))]);
const COLUMN_MAPS: readonly (readonly [unknown, readonly string[]])[] = [
  [{ platlets: {} }, ["unknown-field"]],
  [{ platelets: "PLT" }, ["wrong-type"]],
  [{ platelets: { unit: "K/uL" } }, ["unknown-unit"]],
  [{ platelets: { unit: "g/L" } }, ["wrong-unit"]],
  [{ sex: { unit: "g/L" } }, ["unexpected-unit"]],
  [{ sex: { uln: 3 } }, ["invalid-value"]],
  [{ alt: { uln: 0 } }, ["invalid-value"]],
  [{ sex: { codes: { "1": "femal" } } }, ["unknown-code"]],
  [{ sex: { codes: { "1": 1 } } }, ["wrong-type"]],
  [{ sex: { codes: {} } }, ["empty-list"]],
  [{ sex: { codes: { a: "male", A: "female" } } }, ["duplicate-spelling"]],
  [{ sex: { whenBlank: "femal" } }, ["unknown-code"]],
  [{ alt: { whenBlank: false } }, ["invalid-value"]],
  [{ pregnant: { whenBlank: "no" } }, ["wrong-type"]],
  [{ count: { codes: { many: 1.5 } } }, ["invalid-value"]],
  [[], ["wrong-type"]],
];

describe("column maps", () => {
  test("their content", () => {
    const columns = {
      platelets: { column: "PLT", unit: "10*3/uL" },
      alt: { column: "GPT", uln: 40.5 },
      pregnant: { codes: { " Checked": true, off: false }, whenBlank: false },
    };
    const { map: read, diagnostics } = map(columns, {
      id: "MRN",
      decimal: ",",
      dateOrder: "dmy",
      missing: ["-999"],
      flags: ["*"],
    });
    expect(diagnostics).toEqual([]);
    expect(read).toMatchObject({ file: "m.json", id: ["MRN"], decimal: ",", dateOrder: "dmy", missing: ["-999"], flags: ["*"] });
    expect(read?.columns.get("platelets")).toMatchObject({ column: "PLT", unit: { ucum: "10*3/uL" } });
    expect(read?.columns.get("alt")?.uln).toEqual({ num: 81n, den: 2n });
    expect([...(read?.columns.get("pregnant")?.codes ?? [])]).toEqual([
      ["checked", true],
      ["off", false],
    ]);
  });

  test.each(COLUMN_MAPS)("%j", (columns, expected) => {
    const read = map(columns);
    expect(read.diagnostics.map(({ code }) => code)).toEqual(expected);
    expect(read.map).toBeUndefined();
  });
});

test("messages of all mistakes above: golden/messages.txt, rewritten with UPDATE_GOLDEN=1", () => {
  const said = (written: unknown, diagnostics: readonly Diagnostic[]): string => {
    const lines = diagnostics.flatMap(({ code, message, help }) => [`  ${code}: ${message}`, ...(help ? [`    ${help}`] : [])]);
    return [JSON.stringify(written), ...lines].join("\n");
  };
  const printed = [
    ...CONDITIONS.map(([condition]) => said(condition, load(fileOf(condition)).diagnostics)),
    ...FIELD_ENTRIES.map(([field]) => said(field, load(withField(field)).diagnostics)),
    ...COLUMN_MAPS.map(([columns]) => said(columns, map(columns).diagnostics)),
    "",
  ].join("\n");
  const golden = "test/language/golden/messages.txt";
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(golden, printed);
  expect(printed).toBe(readFileSync(golden, "utf8"));
});

test("the shipped criteria and their dictionary have no errors", () => {
  const read = (file: string): Source => ({ file, text: readFileSync(file, "utf8") });
  const sources = readdirSync("criteria")
    .filter((name) => name.endsWith(".json"))
    .map((name) => read(join("criteria", name)));
  const { trials, diagnostics } = loadTrials(
    sources.filter((source) => fileKind(source) === "criteria"),
    read,
  );
  expect(diagnostics).toEqual([]);
  expect(trials.length).toBeGreaterThanOrEqual(3);
});

/** Every date of birth is a real day. Other dates are events, and some programs write a special day if there was none. */
test.each([
  ["birth_date", {}, false],
  ["dob", {}, false],
  ["geboren", {}, false],
  ["day_0", { label: "Date of birth" }, false],
  ["day_0", { aliases: ["出生日期"] }, false],
  ["day_0", { loinc: ["21112-8"] }, false],
  ["last_dose", {}, true],
  ["adobe_dose", { label: "Last dose" }, true],
])("the date field `%s` %o is an event: %s", (name, more, isEvent) => {
  const trial = only(fileOf({ field: name, op: ">=", value: "2025-01-01" }, { fields: { [name]: { type: "date", ...more } } }));
  expect(trial.fields.get(name)).toMatchObject({ type: "date", name });
  expect("isEvent" in (trial.fields.get(name) ?? {})).toBe(isEvent);
});
