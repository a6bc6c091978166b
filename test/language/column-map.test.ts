/** Column maps: their form, and what they may say about the fields of one trial and of several. */
import { describe, expect, test } from "vitest";
import { loadColumnMap, loadTrials } from "../../src/language/load/load.js";
import type { Trial } from "../../src/language/model.js";

const FIELDS = {
  platelets: { type: "number", label: "Platelet count", aliases: ["PLT"], unit: "10*9/L", plausible: [0, 10000] },
  alt: { type: "number", unit: "U/L", plausible: [0, 20000] },
  creatinine: { type: "number", unit: "mg/dL", plausible: [0, 50], molarMass: 113.12 },
  lesions: { type: "number", plausible: [0, 100], integer: true },
  inr: { type: "number", plausible: [0.5, 20] },
  sex: { type: "code", codes: { female: ["f"], male: ["m"] } },
  her2: {
    type: "code",
    codes: { positive: [], negative: [] },
    undecided: { equivocal: { spellings: ["2+"], means: ["positive", "negative"] } },
  },
  pregnant: { type: "boolean" },
  visit: { type: "date" },
  age: { type: "number", unit: "a", plausible: [0, 120], integer: true, since: "visit" },
};

function trialOf(id: string, fields: object): Trial {
  const inclusion = [{ id: "I1", label: "A criterion", condition: { field: "pregnant", op: "is", value: false } }];
  const text = JSON.stringify({ trial: { id }, fields, inclusion });
  const { trials, diagnostics } = loadTrials([{ file: `${id}.json`, text }], () => undefined);
  expect(diagnostics).toEqual([]);
  const [trial] = trials;
  if (trial === undefined) throw new Error("no trial");
  return trial;
}

const T1 = trialOf("T1", FIELDS);
/** A trial with other fields of the same names; the map must fit both. */
const T2 = trialOf("T2", { ...FIELDS, extra: { type: "boolean" } });

function told(text: string, trials: readonly Trial[] = [T1]): readonly string[] {
  const { map, diagnostics } = loadColumnMap({ file: "m.json", text }, trials);
  expect(map === undefined).toBe(diagnostics.length > 0);
  return diagnostics.map(
    ({ at, code, message, help }) => `${at.line}:${at.column} ${code}: ${message}${help === undefined ? "" : ` (${help})`}`,
  );
}

/** A map with one entry, in line 2. */
const entry = (field: string, written: string): string => `{ "columns": { "${field}":\n${written} } }`;

describe("files that are, or are not, column maps", () => {
  test.each<[string, readonly string[]]>([
    ["", ["1:1 empty-file: the file is empty"]],
    ["[]", ["1:1 wrong-kind-of-file: this is not a column map: it is a list, not an object"]],
    ["{}", ["1:1 wrong-kind-of-file: this is not a column map: it has no `columns`"]],
    ['{ "yes": ["ano"], "no": ["ne"] }', []], // no column needs an entry
    ['{ "$schema": "x", "sheet": "List" }', []],
    ['{ "sheet": "List", "paper": "A4" }', ["1:1 wrong-kind-of-file: this is not a column map: it has no `columns`"]],
    [
      '{ "trial": { "id": "T1" } }',
      ["1:1 wrong-kind-of-file: this is a criteria file, not a column map (criteria files are given with `-c`)"],
    ],
    [
      '{ "cases": [] }',
      [
        "1:1 wrong-kind-of-file: this is a file of criteria tests, not a column map (criteria tests are run by `trialsieve test`)",
      ],
    ],
    [
      '{ "fields": {} }',
      [
        "1:1 wrong-kind-of-file: this is a dictionary, not a column map (criteria files name their dictionary with the key `dictionary`)",
      ],
    ],
    ['{ "column": {} }', ["1:3 unknown-key: unknown key `column` in a column map (did you mean `columns`?)"]],
    [
      '{ "columns": {}, "decimals": "," }',
      ["1:18 unknown-key: unknown key `decimals` in a column map (did you mean `decimal`?)"],
    ],
    ['{ "columns": {}, "$schema": 5 }', ["1:29 wrong-type: `$schema` must be text in quotes, not a number"]],
    ['{ "columns": {}, "formatVersion": 2 }', ["1:35 invalid-value: `formatVersion` cannot be `2` (it is `1`)"]],
    ['{ "id": "" }', ["1:9 invalid-value: a heading of `id` is empty"]],
    ['{ "id": ["SITEID", "SUBJID"] }', []],
    ['{ "id": "none" }', []],
    ['{ "id": [] }', ['1:9 empty-list: `id` is an empty list (if there is no ID, write "none")']],
    ['{ "id": ["A", "A"] }', ["1:9 invalid-value: `id` names a heading twice"]],
    ['{ "id": ["A", 1] }', ["1:15 wrong-type: `id` must be a heading or a list of headings, not a number"]],
    ['{ "columns": {}, "sheet": "Ward 1", "encoding": "windows-1252", "delimiter": "tab", "skip": 2 }', []],
    ['{ "columns": {}, "skip": 1.5 }', ["1:26 invalid-value: `skip` must be a whole number of rows"]],
    ['{ "columns": {}, "delimiter": ";;" }', ["1:31 invalid-value: `delimiter` must be one character, or `tab`"]],
    ['{ "decimal": ";" }', ["1:14 invalid-value: `decimal` cannot be `;` (it is `.` or `,`)"]],
    ['{ "dateOrder": "dym" }', ["1:16 invalid-value: `dateOrder` cannot be `dym` (did you mean `dmy`?)"]],
    [
      '{ "decimal": ",", "century": 20 }',
      ["1:30 invalid-value: `century` cannot be `20` (it is `1800`, `1900`, `2000` or `2100`)"],
    ],
    ['{ "decimal": ",", "yes": ["doch"], "no": ["kein"] }', []],
    [
      '{ "decimal": ",", "yes": ["doch"], "no": ["DOCH"] }',
      ["1:43 duplicate-spelling: `DOCH` already means `true`; it cannot also mean `false`"],
    ],
    [
      '{ "decimal": ",", "yes": ["nein"] }',
      ["1:27 duplicate-spelling: `nein` already means `false`; it cannot also mean `true`"],
    ],
    ['{ "decimal": ",", "no": ["x"], "missing": ["X"] }', ["1:26 duplicate-spelling: `x` is also in `missing`"]],
    ['{ "decimal": ",", "no": [" "] }', ["1:26 invalid-value: a word is empty (`whenBlank` says what a blank means)"]],
    ['{ "missing": "NA" }', ["1:14 wrong-type: `missing` must be a list, not text"]],
    ['{ "missing": ["NA", ""] }', ["1:21 invalid-value: an entry of `missing` is empty"]],
    ['{ "missing": ["NA", 9] }', ["1:21 wrong-type: an entry of `missing` must be text in quotes, not a number"]],
    ['{ "flags": "*" }', ["1:12 wrong-type: `flags` must be a list, not text"]],
    ['{ "flags": ["*", 5] }', ["1:18 wrong-type: an entry of `flags` must be text in quotes, not a number"]],
    ['{ "flags": [""] }', ["1:13 invalid-value: an entry of `flags` is empty"]],
    ['{ "unclaimed": 5 }', ["1:16 wrong-type: `unclaimed` must be a list, not a number"]],
  ])("%s", (text, expected) => expect(told(text)).toEqual(expected));

  test.each(["id", "decimal", "dateOrder", "missing", "flags", "dateColumn", "unclaimed"])("%s alone is sufficient", (key) => {
    const values = { id: "MRN", decimal: ",", dateOrder: "dmy", missing: ["-9"], flags: ["*"], dateColumn: "day", unclaimed: ["x"] };
    expect(told(JSON.stringify({ $schema: "x", formatVersion: 1, ...Object.fromEntries(Object.entries(values).filter(([one]) => one === key)) }))).toEqual([]);
  }); // biome-ignore format: compact
});

describe("flags", () => {
  // A declared letter is only a flag, and no longer "times normal" or "lakh".
  test.each(["*", "!", "†", "#", "$", "(*)", "N", "H", "L", "HH"])("%s is allowed", (flag) =>
    expect(told(JSON.stringify({ flags: [flag] }))).toEqual([]),
  );
  // Not allowed: letters and digits of all scripts, signs, decimal marks, separators, comparators, and what is normalised to
  // these.
  test.each([
    "h",
    "X",
    "NN",
    "é",
    "高",
    "5",
    "²",
    "%",
    "°",
    "µ",
    "<",
    "≥",
    ".",
    ",",
    "-",
    "−",
    "/",
    "^",
    "±",
    "~",
    " ",
    "* ",
    "％",
    "＜",
  ])("%j is not allowed", (flag) =>
    expect(told(`{ "flags": [\n"${flag}"] }`)).toEqual([
      `2:1 invalid-value: \`${flag}\` cannot be a flag: it may belong to the number or its unit (a flag is one mark, such as \`*\`, without letters, digits, spaces, \`%\`, \`<\`, \`=\`, \`.\` or \`-\`, or one of \`H\`, \`L\`, \`N\`, \`A\`, \`HH\`, \`LL\`, \`AA\`)`,
    ]),
  );
});

describe("entries", () => {
  test.each<[string, string]>([
    ["platelets", '{ "column": "PLT", "unit": "10*3/uL" }'],
    ["alt", '{ "unit": "[ULN]", "uln": 40 }'], // possible for every field with a unit
    ["creatinine", '{ "unit": "umol/L", "uln": 104.5 }'], // a unit that needs the molar mass
    ["alt", '{ "uln": 40, "lln": 40 }'],
    ["alt", '{ "lln": 50 }'],
    ["lesions", '{ "whenBlank": 0 }'],
    ["visit", '{ "century": 1900 }'],
    ["lesions", '{ "codes": { "many": 50, "none": 0 } }'],
    ["inr", '{ "codes": { "low": 0.5, "high": 20 } }'], // the ends of the plausible range
    ["sex", '{ "codes": { "1": "male", "2": "female", "01": "male" }, "whenBlank": "male" }'],
    ["sex", '{ "codes": { "w": "female", "W": "female" } }'], // repeating the same meaning is allowed
    ["pregnant", '{ "codes": { "1": true, "2": false }, "whenBlank": true }'],
    ["visit", '{ "codes": { "baseline": "2026-01-10" } }'],
  ])("%s: %s", (field, written) => expect(told(entry(field, written))).toEqual([]));

  test.each<[string, string, readonly string[]]>([
    ["XYZ", "{}", ["1:16 unknown-field: unknown field `XYZ` (the keys of `columns` are fields of the criteria)"]],
    ["plt", "{}", ["1:16 unknown-field: unknown field `plt` (did you mean `platelets`?)"]], // its alias, not the similar `alt`
    ["Platelet Count", "{}", ["1:16 unknown-field: unknown field `Platelet Count` (did you mean `platelets`?)"]],
    ["platlets", "{}", ["1:16 unknown-field: unknown field `platlets` (did you mean `platelets`?)"]],
    ["alt", '"GPT"', ['2:1 wrong-type: the entry of `alt` must be an object, not text ({ "column": "…" })']],
    ["alt", '{ "colum": "GPT" }', ["2:3 unknown-key: unknown key `colum` in a column map's entry (did you mean `column`?)"]],
    ["alt", '{ "column": "" }', ["2:13 invalid-value: `column` is empty"]],
    // units
    ["alt", '{ "unit": "IU/l" }', ["2:11 unknown-unit: unknown unit `IU/l` (did you mean `[IU]/L`?)"]],
    [
      "alt",
      '{ "unit": "g/L" }',
      [
        "2:11 wrong-unit: `g/L` cannot be converted to `U/L`, the unit of `alt` (look at the heading: does the column hold another quantity?)",
      ],
    ],
    ["lesions", '{ "unit": "[ULN]" }', ["2:11 unexpected-unit: `lesions` is a bare number and has no unit"]],
    ["lesions", '{ "unit": "g/L" }', ["2:11 unexpected-unit: `lesions` is a bare number and has no unit"]],
    ["pregnant", '{ "unit": "g/L" }', ["2:11 unexpected-unit: `pregnant` is a boolean field and has no unit"]],
    // the upper limit of normal
    ["alt", '{ "uln": "40" }', ["2:10 wrong-type: `uln` must be a number, not text"]],
    ["alt", '{ "lln": "40" }', ["2:10 wrong-type: `lln` must be a number, not text"]],
    ["alt", '{ "uln": 0 }', ["2:10 invalid-value: `uln` must be above 0"]],
    ["alt", '{ "uln": -1 }', ["2:10 invalid-value: `uln` must be above 0"]],
    [
      "alt",
      '{ "uln": 40.00000000000001 }',
      ["2:10 too-many-digits: `uln` has 16 significant digits; at most 15 are exact (no measurement is that exact: round it)"],
    ],
    ["alt", '{ "uln": 40, "lln": 40.5 }', ["2:21 invalid-value: `lln` must not be above `uln`"]],
    ["lesions", '{ "uln": 3 }', ["2:10 invalid-value: `lesions` has no unit, so it has no limit of normal"]],
    ["visit", '{ "uln": 3 }', ["2:10 invalid-value: `visit` has no unit, so it has no limit of normal"]],
    // meanings of spellings
    ["alt", '{ "codes": [] }', ["2:12 wrong-type: `codes` must be an object, not a list"]],
    ["sex", '{ "codes": {} }', ["2:12 empty-list: `codes` is empty"]],
    ["sex", '{ "codes": { " ": "male" } }', ["2:14 invalid-value: a spelling is empty (`whenBlank` says what a blank means)"]],
    [
      "sex",
      '{ "codes": { "1": "male", "1": "male" } }',
      ["2:27 duplicate-key: the key `1` is already on line 2 (keep one of the two)"],
    ],
    [
      "sex",
      '{ "codes": { "w": "male", "W ": "female" } }',
      ["2:27 duplicate-spelling: `W ` already means `male`; it cannot also mean `female`"],
    ],
    ["sex", '{ "codes": { "1": "f" } }', ["2:19 unknown-code: `f` is not a code of `sex` (did you mean `female`?)"]],
    ["her2", '{ "codes": { "2": "equivocal", "3": "positive" } }', []], // a result that is not final
    [
      "her2",
      '{ "codes": { "2": "2+" } }',
      [
        "2:19 unknown-code: `2+` is not a code of `her2` (it spells `equivocal`, a result that is not final; its codes are `positive` or `negative`)",
      ],
    ],
    [
      "her2",
      '{ "whenBlank": "equivocal" }',
      [
        "2:16 unknown-code: `equivocal` is not a code of `her2` (it is a result that is not final; its codes are `positive` or `negative`)",
      ],
    ],
    ["sex", '{ "codes": { "1": null } }', ["2:19 wrong-type: a meaning must be true, false, a code or a number, not `null`"]],
    [
      "sex",
      '{ "codes": { "w": "male", "W": null } }',
      ["2:32 wrong-type: a meaning must be true, false, a code or a number, not `null`"],
    ],
    ["sex", '{ "codes": { "1": ["male"] } }', ["2:19 wrong-type: a meaning must be true, false, a code or a number, not a list"]],
    [
      "sex",
      '{ "codes": { "1": true } }',
      ["2:19 wrong-type: `sex` is a code field: a meaning must be one of its codes, not `true`"],
    ],
    [
      "pregnant",
      '{ "codes": { "1": "true" } }',
      ["2:19 wrong-type: `pregnant` is a boolean field: a meaning must be true or false, not text"],
    ],
    [
      "lesions",
      '{ "codes": { "many": "50" } }',
      ["2:22 wrong-type: `lesions` is a number field: a meaning must be a number, not text"],
    ],
    ["lesions", '{ "codes": { "many": 50.5 } }', ["2:22 invalid-value: `lesions` takes whole numbers only"]],
    [
      "lesions",
      '{ "codes": { "many": 101 } }',
      ["2:22 invalid-value: 101 is outside the plausible range of `lesions`: 0 to 100"],
    ],
    ["inr", '{ "codes": { "low": 0.49 } }', ["2:21 invalid-value: 0.49 is outside the plausible range of `inr`: 0.5 to 20"]],
    [
      "inr",
      '{ "codes": { "low": 1.000000000000001 } }',
      [
        "2:21 too-many-digits: a meaning has 16 significant digits; at most 15 are exact (no measurement is that exact: round it)",
      ],
    ],
    ["visit", '{ "codes": { "x": 1 } }', ["2:19 wrong-type: `visit` is a date field: a meaning must be a date, not a number"]],
    // blanks
    ["sex", '{ "whenBlank": 5 }', ["2:16 wrong-type: `sex` is a code field: a meaning must be one of its codes, not a number"]],
    ["sex", '{ "per": "lab" }', ["2:10 invalid-value: `sex` has no unit, so no site has its own"]],
    ["lesions", '{ "per": "lab" }', ["2:10 invalid-value: `lesions` has no unit, so no site has its own"]],
    ["alt", '{ "per": "lab" }', []],
    ["alt", '{ "century": 1900 }', ["2:14 invalid-value: `alt` is a number field, not a date"]],
    ["age", '{ "whenBlank": 0 }', ["2:16 invalid-value: `age` is a span of time: blanks there cannot be given a meaning"]],
    ["sex", '{ "whenBlank": null }', ["2:16 wrong-type: `whenBlank` must be true, false, a code or a number, not `null`"]],
    ["sex", '{ "whenBlank": "m" }', ["2:16 unknown-code: `m` is not a code of `sex` (did you mean `male`?)"]],
    [
      "sex",
      '{ "whenBlank": false }',
      ["2:16 wrong-type: `sex` is a code field: a meaning must be one of its codes, not `false`"],
    ],
    [
      "alt",
      '{ "whenBlank": "no" }',
      ["2:16 invalid-value: `alt` is not in whole numbers: blanks there cannot be given a meaning"],
    ],
    ["visit", '{ "whenBlank": "no" }', ["2:16 invalid-value: `visit` is a date field: blanks there cannot be given a meaning"]],
  ])("%s: %s", (field, written, expected) => {
    // biome-ignore format: one row per line
    expect(told(entry(field, written))).toEqual(expected);
    expect(told(entry(field, written), [T1, T2])).toEqual(expected); // reported once, however many trials have the field
  });

  test("without a trial only the form is checked", () => {
    expect(told(entry("anything", '{ "unit": "g/L", "uln": 3, "codes": { "1": true }, "whenBlank": "x" }'), [])).toEqual([]);
    expect(told(entry("anything", '{ "unit": "g/l" }'), [])).toEqual([
      "2:11 unknown-unit: unknown unit `g/l` (did you mean `g/L`?)",
    ]);
  });

  test("a field of only one of several trials is known", () => {
    expect(told(entry("extra", '{ "column": "X" }'), [T1, T2])).toEqual([]);
    expect(told(entry("extrra", "{}"), [T1, T2])).toEqual(["1:16 unknown-field: unknown field `extrra` (did you mean `extra`?)"]);
    expect(told(entry("extra", '{ "column": "X" }'))).toHaveLength(1);
  });
});

test("the content of a map, and its defaults", () => {
  const load = (text: string) => loadColumnMap({ file: "m.json", text }, [T1]).map;
  const whole = { candidates: ["C-1"], missing: ["-9"], flags: ["*"], trust: ["dates"], per: "site", century: 2000 };
  expect(load(JSON.stringify({ dateColumn: "day", ...whole }))).toMatchObject({ dateColumn: "day", ...whole });
  expect(load('{ "decimal": ",",\n"dateColumn": "day" }')?.dateColumnAt).toMatchObject({ line: 2, column: 15 });
  const own = { column: "GPT", ulnUnitColumn: "u", llnColumn: "l", llnUnitColumn: "v", per: "lab", trust: ["unit"] };
  const { columns: ofAlt } = load(entry("alt", JSON.stringify({ ...own, lln: 10 }))) ?? {};
  expect(ofAlt?.get("alt")).toMatchObject({ ...own, lln: { num: 10n, den: 1n } });
  expect(load(entry("visit", '{ "century": 1900 }'))?.columns.get("visit")).toMatchObject({ century: 1900 });
  expect(load(entry("alt", '{ "column": "GPT" }'))).toEqual({
    file: "m.json",
    id: undefined,
    decimal: undefined,
    dateOrder: undefined,
    candidates: [],
    missing: [],
    flags: [],
    trust: [],
    input: {},
    columns: new Map([
      [
        "alt",
        {
          column: "GPT",
          unit: undefined,
          uln: undefined,
          codes: undefined,
          whenBlank: undefined,
          at: { file: "m.json", line: 1, column: 16 },
        },
      ],
    ]),
  });
  expect(load('{ "id": "MRN" }')?.columns.size).toBe(0);
  const { columns } = load(entry("lesions", '{ "codes": { "Many ": 50, "none": 0 } }')) ?? {};
  expect([...(columns?.get("lesions")?.codes ?? [])]).toEqual([
    ["many", 50],
    ["none", 0],
  ]);
  expect(load(entry("pregnant", '{ "whenBlank": false }'))?.columns.get("pregnant")?.whenBlank).toBe(false);
});

describe("companion columns", () => {
  test("a map may name all kinds, and one date column for everything", () => {
    const all =
      '{ "unitColumn": "u", "operatorColumn": "o", "dateColumn": "d", "ulnColumn": "h", "ulnUnitColumn": "i", "llnColumn": "l" }';
    const text = `{ "dateColumn": "day", "columns": { "platelets": ${all}, "pregnant": { "dateColumn": "d" }, "inr": { "operatorColumn": "o" } } }`;
    const { map, diagnostics } = loadColumnMap({ file: "m.json", text }, [T1]);
    expect(diagnostics).toEqual([]);
    expect(map?.dateColumn).toBe("day");
    expect(map?.columns.get("platelets")).toMatchObject(JSON.parse(all));
  });

  test.each<[string, string, string]>([
    ["pregnant", '{ "unitColumn": "u" }', "`pregnant` is a boolean field, not a number"],
    ["pregnant", '{ "ulnUnitColumn": "u" }', "`pregnant` is a boolean field, not a number"],
    ["pregnant", '{ "llnUnitColumn": "u" }', "`pregnant` is a boolean field, not a number"],
    ["sex", '{ "operatorColumn": "o" }', "`sex` is a code field, not a number"],
    ["visit", '{ "ulnColumn": "h" }', "`visit` is a date field, not a number"],
    ["visit", '{ "dateColumn": "d" }', "`visit` is itself a date"],
    ["inr", '{ "unitColumn": "u" }', "`inr` is a bare number and has no unit"],
    ["lesions", '{ "llnColumn": "l" }', "`lesions` is a bare number and has no unit"],
  ])("%s: %s", (field, written, message) =>
    expect(told(entry(field, written))).toEqual([expect.stringMatching(new RegExp(`^2:\\d+ invalid-value: ${message}$`))]),
  );
});
