/** Test files: their form, and what they may refer to. */
import { describe, expect, test } from "vitest";
import { criteriaOf, loadTestFile } from "../../src/language/load/load.js";
import { companionsOf } from "../../src/language/load/test-file.js";
import { booleanField, dateField, numberField } from "../naive/build.js";
import { trialOf } from "../testing/build.js";

const TRIAL = trialOf(
  [{ field: "platelets", op: ">=", value: 80, unit: "10*9/L" }],
  [{ field: "smoker", op: "is", value: true }],
);
const DATED = trialOf([{ field: "last_dose", op: ">=", value: 28, unit: "d" }]);

function told(text: string, trial = TRIAL): readonly string[] {
  const { test: loaded, diagnostics } = loadTestFile({ file: "t.test.json", text }, () => trial);
  expect(loaded === undefined).toBe(diagnostics.length > 0);
  return diagnostics.map(
    ({ at, code, message, help }) => `${at.line}:${at.column} ${code}: ${message}${help === undefined ? "" : ` (${help})`}`,
  );
}

/** A file with one case, in line 2. */
function withCase(text: string, head = ""): string {
  return `{ "criteria": "t.json", ${head} "base": {}, "cases": [\n${text}] }`;
}

describe("a valid file", () => {
  test.each([
    ["the minimum", withCase('{ "name": "a", "expect": { "I1": "unknown" } }')],
    [
      "everything",
      withCase(
        '{ "name": "a", "set": { "platelets": null, "alt": 3 }, "expect": { "eligibility": "eligible", "E1": "pass" } }',
        '"$schema": "x", "formatVersion": 1, "asOf": "2026-01-15",',
      ),
    ],
    [
      "companions",
      withCase(
        '{ "name": "a", "set": { "platelets_date": "", "alt_uln": 40, "alt_unit": "U/L", "smoker_date": "" }, "expect": { "I1": "pass" } }',
      ),
    ],
    [
      "without a base, each case is a whole candidate",
      '{ "criteria": "t.json", "cases": [{ "name": "a", "set": { "platelets": 90 }, "expect": { "I1": "pass" } }] }',
    ],
  ])("%s", (_, text) => expect(told(text)).toEqual([]));
});

test("a field has the companions that are useful for it", () => {
  expect(companionsOf(numberField("alt", { unit: "U/L" }))).toEqual(["_unit", "_date", "_uln", "_lln"]);
  expect(companionsOf(numberField("lesions"))).toEqual(["_date"]); // a number without a unit
  expect(companionsOf(booleanField("smoker"))).toEqual(["_date"]);
  expect(companionsOf(dateField("last_dose"))).toEqual([]); // a date field
});

describe("one mistake gives one diagnostic, at its position", () => {
  const passes = '"expect": { "I1": "pass" }';
  test.each<[string, readonly string[]]>([
    ["", ["1:1 empty-file: the file is empty"]],
    ["[]", ["1:1 wrong-kind-of-file: this is not a file of criteria tests: it is a list, not an object"]],
    [
      '{ "trial": {} }',
      ["1:1 wrong-kind-of-file: this is a criteria file, not a file of criteria tests (criteria files are given with `-c`)"],
    ],
    ['{ "criteria": "t.json", "cases": [] }', ["1:34 empty-list: `cases` is empty"]],
    ['{ "criteria": "t.json", "case": [] }', ["1:25 unknown-key: unknown key `case` in a test file (did you mean `cases`?)"]],
    ['{ "criteria": "t.json", "cases": [1] }', ["1:35 wrong-type: a case must be an object, not a number"]],
    [
      withCase(`{ "name": "a", "sett": {}, ${passes} }`),
      ["2:16 unknown-key: unknown key `sett` in a case (did you mean `set`?)"],
    ],
    [withCase(`{ ${passes} }`), ["2:1 missing-key: a case needs the key `name`"]],
    [withCase('{ "name": "a" }'), ["2:1 missing-key: a case needs the key `expect`"]],
    [withCase('{ "name": "a", "expect": {} }'), ['2:26 empty-list: `expect` is empty ("expect": { "eligibility": "eligible" })']],
    [
      withCase('{ "name": "a", "expect": { "I11": "pass" } }'),
      ["2:28 unknown-criterion: unknown criterion `I11` (it is `eligibility`, or the id of a criterion)"],
    ],
    [
      withCase('{ "name": "a", "expect": { "eligibilty": "eligible" } }'),
      ["2:28 unknown-criterion: unknown criterion `eligibilty` (did you mean `eligibility`?)"],
    ],
    [
      withCase('{ "name": "a", "expect": { "I1": "passs" } }'),
      ["2:34 invalid-value: `I1` cannot be `passs` (did you mean `pass`?)"],
    ],
    [
      withCase('{ "name": "a", "expect": { "I1": "eligible" } }'),
      ["2:34 invalid-value: `I1` cannot be `eligible` (it is `pass`, `fail` or `unknown`)"],
    ],
    [
      withCase('{ "name": "a", "expect": { "eligibility": "fail" } }'),
      ["2:43 invalid-value: `eligibility` cannot be `fail` (it is `eligible`, `ineligible` or `undetermined`)"],
    ],
    [
      withCase('{ "name": "a", "expect": { "I1": true } }'),
      ["2:34 wrong-type: `I1` must be `pass`, `fail` or `unknown`, not `true`"],
    ],
    [
      withCase('{ "name": "a", "expect": { "I1": "pass", "I1": "fail" } }'),
      ["2:42 duplicate-key: the key `I1` is already on line 2 (keep one of the two)"],
    ],
    [
      withCase(`{ "name": "a", "set": { "platlets": 1 }, ${passes} }`),
      ["2:25 unknown-field: unknown field `platlets` (did you mean `platelets`?)"],
    ],
    [
      withCase(`{ "name": "a", "set": { "GPT": 1 }, ${passes} }`),
      ["2:25 unknown-field: unknown field `GPT` (did you mean `alt`?)"],
    ],
    [
      withCase(`{ "name": "a", "set": { "platlets_date": 1 }, ${passes} }`),
      ["2:25 unknown-field: unknown field `platlets_date` (did you mean `platelets_date`?)"],
    ],
    [
      withCase(`{ "name": "a", "set": { "GPT_ULN": 1 }, ${passes} }`),
      ["2:25 unknown-field: unknown field `GPT_ULN` (did you mean `alt_uln`?)"],
    ],
    [
      withCase(`{ "name": "a", "set": { "smoker_unit": 1 }, ${passes} }`),
      ["2:25 unknown-field: unknown field `smoker_unit` (did you mean `smoker`?)"],
    ],
    [
      withCase(`{ "name": "a", "set": { "zzz": 1 }, ${passes} }`),
      [
        "2:25 unknown-field: unknown field `zzz` (the keys are fields of the criteria, and their companions such as `platelets_date`)",
      ],
    ],
    // Only numbers with a unit have a unit and a limit; a date field has no date.
    [
      withCase(`{ "name": "a", "set": { "ecog_unit": 1 }, ${passes} }`),
      ["2:25 unknown-field: unknown field `ecog_unit` (did you mean `ecog`?)"],
    ],
    [
      withCase(`{ "name": "a", "set": { "last_dose_date": 1 }, ${passes} }`),
      ["2:25 unknown-field: unknown field `last_dose_date` (did you mean `last_dose`?)"],
    ],
    [
      withCase(`{ "name": "a", "set": { "platelets": 1, "platelets": 2 }, ${passes} }`),
      ["2:41 duplicate-key: the key `platelets` is already on line 2 (keep one of the two)"],
    ],
    [
      '{ "criteria": 5, "cases": [] }',
      ["1:15 wrong-type: `criteria` must be text in quotes, not a number", "1:27 empty-list: `cases` is empty"],
    ],
    [
      withCase(`{ "name": "a", ${passes} }`, '"$schema": 5,'),
      ["1:36 wrong-type: `$schema` must be text in quotes, not a number"],
    ],
    [
      withCase(`{ "name": "a", ${passes} }`, '"formatVersion": 2,'),
      ["1:42 invalid-value: `formatVersion` cannot be `2` (it is `1`)"],
    ],
    [withCase(`{ "name": "a", "set": 5, ${passes} }`), ["2:23 wrong-type: `set` must be an object, not a number"]],
    [withCase('{ "name": "a", "expect": "pass" }'), ["2:26 wrong-type: `expect` must be an object, not text"]],
    [withCase(`{ "name": "", ${passes} }`), ["2:11 invalid-value: `name` is empty"]],
    [
      withCase('{ "name": "a", "expect": { "eligibility": "inelegible" } }'),
      ["2:43 invalid-value: `eligibility` cannot be `inelegible` (did you mean `ineligible`?)"],
    ],
    [
      withCase(`{ "name": "a", ${passes} },\n{ "name": "a", ${passes} }`),
      ["3:11 duplicate-id: a case named `a` is already on line 2"],
    ],
    [
      withCase(`{\n"name": "a", ${passes} },\n{ "name": "a", ${passes} }`),
      ["4:11 duplicate-id: a case named `a` is already on line 3"],
    ],
    [
      withCase(`{ ${passes} },\n{ ${passes} }`), // cases without a name are not duplicates
      ["2:1 missing-key: a case needs the key `name`", "3:1 missing-key: a case needs the key `name`"],
    ],
    [
      withCase(`{ "name": "a", ${passes} }`, '"asOf": "15.01.2026",'),
      ["1:33 invalid-date: `15.01.2026` is not a date (write dates as 2026-01-15)"],
    ],
    [
      withCase(`{ "name": "a", ${passes} }`, '"asOf": "2026-02-30",'),
      ["1:33 invalid-date: `2026-02-30` is not a date (write dates as 2026-01-15)"],
    ],
  ])("%s", (text, expected) => expect(told(text)).toEqual(expected));

  test("criteria with time need an as-of date", () => {
    const text = withCase('{ "name": "a", "expect": { "I1": "pass" } }');
    expect(told(text, DATED)).toEqual([
      '1:1 missing-key: a test file of criteria that measure time needs the key `asOf`: `I1` does ("asOf": "2026-01-15")',
    ]);
  });

  test("a misspelt as-of date is the only mistake", () => {
    const text = withCase('{ "name": "a", "expect": { "I1": "pass" } }', '"asof": "2026-01-15",');
    expect(told(text, DATED)).toEqual(["1:25 unknown-key: unknown key `asof` in a test file (did you mean `asOf`?)"]);
  });

  test("a label names its field, even if it ends like a companion", () => {
    const treated = { type: "date", label: "Dose date" };
    const trial = trialOf([{ field: "treated", op: "<", value: "2026-01-01" }], [], { treated });
    const text = withCase('{ "name": "a", "set": { "DOSE_DATE": 1 }, "expect": { "I1": "pass" } }', '"asOf": "2026-01-15",');
    expect(told(text, trial)).toEqual(["2:25 unknown-field: unknown field `DOSE_DATE` (did you mean `treated`?)"]);
  });

  test("criteria that do not exist", () => {
    const text = withCase('{ "name": "a", "expect": { "I9": "pass" } }');
    expect(told(text, "absent")).toEqual([
      "1:15 criteria-not-found: the criteria file `t.json` cannot be read (its path is taken from the folder of this file)",
    ]);
  });

  test("errors in criteria are reported elsewhere: only the form is checked", () => {
    const load = (text: string) => loadTestFile({ file: "t.test.json", text }, () => "faulty");
    expect(load(withCase('{ "name": "a", "expect": { "I9": "pass" } }'))).toEqual({ test: undefined, diagnostics: [] });
    expect(load(withCase('{ "name": "a" }')).diagnostics).toHaveLength(1);
  });
});

describe("criteria with time", () => {
  const smoker = { field: "smoker", op: "is", value: true };
  const grade = { field: "child_pugh", op: "is", value: "A" };
  const alt = { field: "alt", op: "<=", value: 40, unit: "U/L" };
  const maxAge = { value: 14, unit: "d" };
  test.each<[boolean, object]>([
    [true, { field: "last_dose", op: ">=", value: 28, unit: "d" }],
    [true, { field: "last_dose", op: "<", value: "2026-01-01" }], // its plausible years also count from the as-of date
    [true, { field: "age", op: ">=", value: 18, unit: "a" }], // calculated from the date of birth
    [true, { ...alt, maxAge }],
    [true, { ...smoker, maxAge }],
    [true, { ...grade, maxAge }],
    [true, { any: [smoker, { not: { ...alt, maxAge } }] }], // one part is enough
    [false, alt],
    [false, smoker],
    [false, grade],
    [false, { any: [smoker, { not: alt }] }],
  ])("%s: %j", (needsDay, condition) => {
    const text = (head: string) => withCase('{ "name": "a", "expect": { "I1": "pass" } }', head);
    expect(told(text(""), trialOf([condition]))).toHaveLength(needsDay ? 1 : 0);
    expect(told(text('"asOf": "2026-01-15",'), trialOf([condition]))).toEqual([]);
  });
});

describe("where the criteria file is", () => {
  test.each<[string, string | undefined]>([
    ['{ "criteria": "t.json", "cases": [] }', "dir/t.json"],
    ['{ "cases": [], "criteria": "../t.json" }', "t.json"],
    ['{ "criteria": "/x/t.json" }', "/x/t.json"],
    ['{ "criteria": "" }', undefined],
    ['{ "criteria": 5 }', undefined],
    ['{ "cases": [] }', undefined],
    ['["criteria"]', undefined],
    ['{ "criteria"', undefined],
  ])("%s", (text, file) => expect(criteriaOf({ file: "dir/t.test.json", text })).toBe(file));

  test.each([
    ["t.json", ["dir/t.json"]],
    ["/x/t.json", ["/x/t.json"]],
    [5, []], // there is no file to look for
  ])("%j is asked for as %j", (criteria, files) => {
    const asked: string[] = [];
    loadTestFile({ file: "dir/t.test.json", text: JSON.stringify({ criteria, cases: [] }) }, (file) => {
      asked.push(file);
      return "faulty";
    });
    expect(asked).toEqual(files);
  });
});

test("the content of a file", () => {
  const text = `{ "criteria": "t.json", "asOf": "1970-01-11", "base": { "platelets": 80 },
"cases": [{ "name": "a", "set": { "alt": null, "alt_unit": "U/L" }, "expect": { "eligibility": "eligible", "I1": "pass" } },
{ "name": "b", "expect": { "E1": "fail" } }] }`;
  const { test: loaded } = loadTestFile({ file: "t.test.json", text }, () => TRIAL);
  expect(loaded).toMatchObject({ file: "t.test.json", trial: TRIAL, asOf: 10, base: { at: { line: 1, column: 55 } } });
  expect([...(loaded?.base?.values ?? [])].map(([key, { kind }]) => [key, kind])).toEqual([["platelets", "number"]]);
  expect(
    loaded?.cases.map(({ set, ...rest }) => ({ ...rest, set: [...set].map(([key, { kind }]) => `${key} ${kind}`) })),
  ).toEqual([
    {
      name: "a",
      at: { file: "t.test.json", line: 2, column: 11 },
      set: ["alt null", "alt_unit string"],
      expect: [
        { id: "eligibility", outcome: "eligible" },
        { id: "I1", outcome: "pass" },
      ],
    },
    { name: "b", at: { file: "t.test.json", line: 3, column: 1 }, set: [], expect: [{ id: "E1", outcome: "fail" }] },
  ]);
  const bare = loadTestFile(
    { file: "t.test.json", text: withCase('{ "name": "b", "expect": { "E1": "fail" } }').replace('"base": {}, ', "") },
    () => TRIAL,
  );
  expect(bare.test?.base).toBeUndefined();
  expect(bare.test?.asOf).toBeUndefined();
});
