/** Criteria files except for conditions, which `load.test.ts` covers; and the dictionary that a file names. */
import { describe, expect, test } from "vitest";
import { loadTrials } from "../../src/language/load/load.js";

const FIELDS = { pregnant: { type: "boolean" }, platelets: { type: "number", unit: "10*9/L", plausible: [0, 10000] } };
const CONDITION = { field: "pregnant", op: "is", value: false };
const CRITERION = { id: "I1", label: "Not pregnant", condition: CONDITION };
const WHOLE = { trial: { id: "T1" }, fields: FIELDS, inclusion: [CRITERION] };

/** A criteria file with some keys changed. Each key has its own line, so that the line shows which is meant. */
function fileOf(change: object): string {
  const entries = Object.entries({ ...WHOLE, ...change }).filter(([, value]) => value !== undefined);
  return `{\n${entries.map(([key, value]) => `"${key}": ${JSON.stringify(value)}`).join(",\n")}\n}`;
}

function told(text: string, dictionary?: string): readonly string[] {
  const { trials, diagnostics } = loadTrials([{ file: "dir/c.json", text }], (file) =>
    dictionary === undefined ? undefined : { file, text: dictionary },
  );
  expect(trials).toHaveLength(diagnostics.length === 0 ? 1 : 0);
  return diagnostics.map(({ at, code, message, help }) => {
    const file = at.file === "dir/c.json" ? "" : `${at.file} `;
    return `${file}${at.line}:${at.column} ${code}: ${message}${help === undefined ? "" : ` (${help})`}`;
  });
}

/** A file with one changed criterion, in line 4. */
const criterion = (change: object): string => fileOf({ inclusion: [{ ...CRITERION, ...change }] });

describe("a valid file", () => {
  test("is loaded completely", () => {
    const trial = { id: "T1", title: "A trial", source: "https://example.org", version: "2" };
    const [first, second] = [
      { ...CRITERION, source: "item 1", note: "as the label" },
      { ...CRITERION, id: "E1" },
    ];
    const text = fileOf({ $schema: "s", formatVersion: 1, trial, inclusion: [first], exclusion: [second] });
    const { trials } = loadTrials([{ file: "dir/c.json", text }], () => undefined);
    expect(trials).toMatchObject([
      {
        ...trial,
        file: "dir/c.json",
        criteria: [
          { id: "I1", kind: "inclusion", label: "Not pregnant", source: "item 1", note: "as the label", at: { line: 4, column: 15 } },
          { id: "E1", kind: "exclusion", source: undefined, note: undefined, at: { line: 7, column: 15 } },
        ],
      },
    ]); // biome-ignore format: one criterion per line
  });

  test("without a title is called by its ID", () => {
    const { trials } = loadTrials([{ file: "c.json", text: fileOf({}) }], () => undefined);
    expect(trials).toMatchObject([{ title: "T1", source: undefined, version: undefined }]);
  });

  test.each<[string, object]>([
    ["inclusion alone", { exclusion: [] }],
    ["exclusion alone", { inclusion: undefined, exclusion: [CRITERION] }],
    ["one list empty", { inclusion: [], exclusion: [CRITERION] }],
  ])("%s", (_, change) => expect(told(fileOf(change))).toEqual([]));
});

describe("one mistake, one diagnostic", () => {
  const idea = "an ID starts with a letter or digit, followed by letters, digits, `.`, `_` or `-`";
  test.each<[string, string, readonly string[]]>([
    ["an unknown key", fileOf({ fieldz: {} }), ["5:1 unknown-key: unknown key `fieldz` in a criteria file (a criteria file may have `$schema`, `formatVersion`, `trial`, `dictionary`, `fields`, `inclusion`, `exclusion`, `notEvaluated`)"]],
    ["$schema", fileOf({ $schema: 1 }), ["5:12 wrong-type: `$schema` must be text in quotes, not a number"]],
    ["another version", fileOf({ formatVersion: 2 }), ["5:18 invalid-value: `formatVersion` cannot be `2` (it is `1`)"]],
    // the trial
    ["a trial that is not an object", fileOf({ trial: "T1" }), ["2:10 wrong-type: `trial` must be an object, not text"]],
    ["no id", fileOf({ trial: {} }), ["2:10 missing-key: `trial` needs the key `id`"]],
    ["an id that is a number", fileOf({ trial: { id: 1 } }), ["2:16 wrong-type: `id` must be text in quotes, not a number"]],
    ["an id with a space", fileOf({ trial: { id: "T 1" } }), [`2:16 invalid-id: \`T 1\` cannot be an ID (${idea})`]],
    ["an empty id", fileOf({ trial: { id: "" } }), [`2:16 invalid-id: \`\` cannot be an ID (${idea})`]],
    ["an id that is a column", fileOf({ trial: { id: "row" } }), ["2:16 reserved-id: `row` is the name of an output column and cannot be an ID"]],
    ["an empty title", fileOf({ trial: { id: "T1", title: "" } }), ["2:29 invalid-value: `title` is empty"]],
    ["a source", fileOf({ trial: { id: "T1", source: 1 } }), ["2:30 wrong-type: `source` must be text in quotes, not a number"]],
    ["a version", fileOf({ trial: { id: "T1", version: 1 } }), ["2:31 wrong-type: `version` must be text in quotes, not a number"]],
    ["an unknown key in the trial", fileOf({ trial: { id: "T1", name: "x" } }), ["2:21 unknown-key: unknown key `name` in `trial` (`trial` may have `id`, `title`, `source`, `version`)"]],
    // the lists
    ["a misspelt list", fileOf({ inclusion: undefined, inclusions: [] }), ["4:1 unknown-key: unknown key `inclusions` in a criteria file (did you mean `inclusion`?)"]],
    ["a misspelt list of exclusions", fileOf({ inclusion: [], exclusio: [] }), ["5:1 unknown-key: unknown key `exclusio` in a criteria file (did you mean `exclusion`?)"]],
    ["a list that is not one", fileOf({ inclusion: {} }), ["4:14 wrong-type: `inclusion` must be a list, not an object"]],
    ["a list that is not one, beside an empty one", fileOf({ inclusion: {}, exclusion: [] }), ["4:14 wrong-type: `inclusion` must be a list, not an object"]],
    ["another list that is not one", fileOf({ inclusion: [], exclusion: 5 }), ["5:14 wrong-type: `exclusion` must be a list, not a number"]],
    ["two empty lists", fileOf({ inclusion: [], exclusion: [] }), ["1:1 empty-criteria: the file has no criteria (list them under `inclusion` and `exclusion`)"]],
    ["no list", fileOf({ inclusion: undefined }), ["1:1 empty-criteria: the file has no criteria (list them under `inclusion` and `exclusion`)"]],
    ["an entry of `notEvaluated` that is not one", fileOf({ notEvaluated: [5] }), ["5:18 wrong-type: an entry of `notEvaluated` must be an object, not a number"]],
    ["an entry of `accept` that is not one", criterion({ accept: [5] }), ["4:116 wrong-type: an entry of `accept` must be an object, not a number"]],
    ["a criterion that is not one", fileOf({ inclusion: [CRITERION, "I2"] }), [`4:${15 + JSON.stringify(CRITERION).length + 1} wrong-type: a criterion must be an object, not text`]],
    // a criterion
    ["no id", criterion({ id: undefined }), ["4:15 missing-key: a criterion needs the key `id`"]],
    ["two without an id", fileOf({ inclusion: [{ ...CRITERION, id: undefined }], exclusion: [{ ...CRITERION, id: undefined }] }), [
      "4:15 missing-key: a criterion needs the key `id`",
      "5:15 missing-key: a criterion needs the key `id`",
    ]],
    ["no id, and an error inside", criterion({ id: undefined, condition: {} }), [
      "4:15 missing-key: a criterion needs the key `id`",
      "4:51 unknown-condition: a condition is empty (a condition has `field`, `op` and `value`, or one of `all`, `any`, `not`, `atLeast` with `of`)",
    ]],
    ["no label", criterion({ label: undefined }), ["4:15 missing-key: a criterion needs the key `label`"]],
    ["an empty label", criterion({ label: "" }), ["4:34 invalid-value: `label` is empty"]],
    ["no condition", criterion({ condition: undefined }), ["4:15 missing-key: a criterion needs the key `condition`"]],
    ["a condition that is not one", criterion({ condition: true }), ["4:61 wrong-type: `condition` must be an object, not `true`"]],
    ["a column's name", criterion({ id: "verdict" }), ["4:21 reserved-id: `verdict` is the name of an output column and cannot be an ID"]],
    ["a source that is not text", criterion({ source: 4 }), ["4:115 wrong-type: `source` must be text in quotes, not a number"]],
    ["a note that is not text", criterion({ note: ["x"] }), ["4:113 wrong-type: `note` must be text in quotes, not a list"]],
    ["an unknown key", criterion({ notes: "x" }), ["4:106 unknown-key: unknown key `notes` in a criterion (did you mean `note`?)"]],
    ["the same id twice", fileOf({ exclusion: [CRITERION] }), ["5:21 duplicate-id: the ID `I1` is already used on line 4"]],
    ["the same id twice, on different lines", fileOf({ exclusion: [CRITERION] }).replaceAll('{"id"', '{\n"id"'), ["8:6 duplicate-id: the ID `I1` is already used on line 6"]],
    // fields of its own
    ["fields that are not an object", fileOf({ fields: [] }), ["3:11 wrong-type: `fields` must be an object, not a list"]], // and no unknown field
    ["no fields", fileOf({ fields: undefined }), ["3:70 unknown-field: unknown field `pregnant` (fields are declared in the dictionary, or under `fields`)"]],
  ])("%s", (_, text, expected) => expect(told(text)).toEqual(expected)); // biome-ignore format: one row per line

  test.each([
    ...["candidate", "file", "row", "eligibility", "failed", "unknown", "assumed", "problems", "reasons", "trial", "criterion"],
    ...["kind", "finding", "verdict", "field", "column", "cell", "reading", "limit", "because"],
  ])("%s is the name of an output column", (id) => {
    expect(told(criterion({ id }))).toHaveLength(1);
    expect(told(criterion({ id: `${id}1` }))).toEqual([]);
    expect(told(criterion({ id: id.toUpperCase() }))).toEqual([]); // output columns are lower case
  });
});

describe("files that are, or are not, criteria", () => {
  test.each<[string, readonly string[]]>([
    ["", ["1:1 empty-file: the file is empty"]],
    ["80", ["1:1 wrong-kind-of-file: this is not a criteria file: it is a number, not an object"]],
    ["{}", ["1:1 wrong-kind-of-file: this is not a criteria file: it has no `trial`"]],
    ['{ "columns": {} }', ["1:1 wrong-kind-of-file: this is a column map, not a criteria file (column maps are given with `--columns`)"]],
    ['{ "trail": {} }', [
      "1:1 empty-criteria: the file has no criteria (list them under `inclusion` and `exclusion`)",
      "1:3 unknown-key: unknown key `trail` in a criteria file (did you mean `trial`?)",
    ]],
  ])("%s", (text, expected) => expect(told(text)).toEqual(expected)); // biome-ignore format: one row per line
});

describe("two files for one trial", () => {
  const sources = ["a", "b", "c"].map((name) => ({ file: `${name}.json`, text: fileOf({ trial: { id: "T1" } }) }));
  test("all but the first are reported", () => {
    const { trials, diagnostics } = loadTrials(sources, () => undefined);
    expect(trials.map(({ file }) => file)).toEqual(["a.json"]);
    expect(diagnostics).toMatchObject(
      ["b.json", "c.json"].map((file) => ({
        code: "duplicate-trial",
        at: { file, line: 2, column: 16 },
        message: "the trial `T1` is already in a.json",
        help: "give each file an id of its own",
      })),
    );
  });

  test("even if the first has errors", () => {
    const [, second] = sources;
    const first = { file: "a.json", text: fileOf({ inclusion: [] }) };
    const { diagnostics } = loadTrials(second === undefined ? [] : [first, second], () => undefined);
    expect(diagnostics.map(({ code }) => code)).toEqual(["empty-criteria", "duplicate-trial"]);
  });
});

describe("the dictionary named by a file", () => {
  const naming = (name: unknown): string => fileOf({ fields: undefined, dictionary: name });
  const dictionary = JSON.stringify({ fields: FIELDS });

  test.each(["d.json", ".d", "...", "a..b", "my dictionary.json", "血.json"])("%s is a file in the same folder", (name) =>
    expect(told(naming(name), dictionary)).toEqual([]),
  );

  test.each(["a/d.json", "../d.json", "/d.json", "a\\d.json", ".", "..", "C:d.json", "c:\\d.json", "d\0.json"])("%j is not", (name) => {
    const written = naming(name);
    expect(told(written, dictionary)).toEqual([
      `4:15 invalid-value: \`dictionary\` must name a file in the same folder, not \`${name}\` (give only its name, without a folder)`,
    ]);
  }); // biome-ignore format: one list

  test.each<[string, unknown, string | undefined, readonly string[]]>([
    ["no text", 5, dictionary, ["4:15 wrong-type: `dictionary` must be text in quotes, not a number"]],
    ["empty", "", dictionary, ["4:15 invalid-value: `dictionary` is empty"]],
    ["missing", "d.json", undefined, ["4:15 dictionary-not-found: the dictionary `d.json` cannot be read (it must be in the same folder as this file)"]],
    ["criteria", "d.json", fileOf({}), ["4:15 wrong-kind-of-file: `d.json` cannot be the dictionary: it is a criteria file, not a dictionary (criteria files are given with `-c`)"]],
    ["a list", "d.json", "[]", ["4:15 wrong-kind-of-file: `d.json` cannot be the dictionary: it is not a dictionary: it is a list, not an object"]],
    ["empty", "d.json", "", ["dir/d.json 1:1 empty-file: the file is empty"]],
    ["with an error of its own", "d.json", '{ "fields": { "pregnant": { "type": "boolean" }, "x": {} } }', ["dir/d.json 1:55 missing-key: the field `x` needs the key `type` (it is `number`, `boolean`, `code` or `date`)"]],
  ])("%s", (_, name, text, expected) => expect(told(naming(name), text)).toEqual(expected)); // biome-ignore format: one row per line

  test("a missing dictionary is none of those that were read", () => {
    const { dictionaries } = loadTrials([{ file: "c.json", text: naming("d.json") }], () => undefined);
    expect(dictionaries).toEqual([]);
  });

  test("its errors are reported once, and no trial that names it is loaded", () => {
    const sources = ["T1", "T2"].map((id) => ({
      file: `${id}.json`,
      text: fileOf({ trial: { id }, fields: undefined, dictionary: "d.json" }),
    }));
    const text = '{ "fields": { "pregnant": { "type": "boolean" }, "x": {} } }';
    const { trials, dictionaries, diagnostics } = loadTrials(sources, (file) => ({ file, text }));
    expect(trials).toEqual([]);
    expect(dictionaries).toEqual([{ file: "d.json", text }]);
    expect(diagnostics.map(({ code, at }) => `${at.file} ${code}`)).toEqual(["d.json missing-key"]);
  });
});

describe("sound parts of a file with errors are still checked", () => {
  const left = (text: string, dictionary?: string): readonly string[] => {
    const read = (file: string) => (dictionary === undefined ? undefined : { file, text: dictionary });
    const { trials, partial, diagnostics } = loadTrials([{ file: "c.json", text }], read);
    expect(trials).toEqual([]);
    expect(diagnostics.length).toBeGreaterThan(0);
    return partial.map(
      ({ id, title, criteria }) => `${id} ${title}: ${criteria.map((one) => `${one.id} ${one.kind}`).join(", ")}`,
    );
  };
  const other = { ...CRITERION, id: "E1" };

  test.each<[string, object, readonly string[]]>([
    ["criteria beside a faulty one", { inclusion: [CRITERION, { id: "I2" }], exclusion: [other] }, ["T1 T1: I1 inclusion, E1 exclusion"]],
    ["criteria beside one without an id", { exclusion: [{ ...CRITERION, id: undefined }] }, ["T1 T1: I1 inclusion"]],
    ["criteria beside one without a label", { exclusion: [{ ...other, label: undefined }] }, ["T1 T1: I1 inclusion"]],
    ["criteria beside one without a condition", { exclusion: [{ ...other, condition: undefined }] }, ["T1 T1: I1 inclusion"]],
    ["the first of two with the same id", { exclusion: [CRITERION, other] }, ["T1 T1: I1 inclusion, E1 exclusion"]],
    ["all of them, with an error elsewhere", { trial: { id: "T1", title: "A trial" }, flags: 5 }, ["T1 A trial: I1 inclusion"]],
    ["all of them, if the dictionary is missing", { dictionary: "d.json" }, ["T1 T1: I1 inclusion"]],
    ["none, if no criterion is sound", { inclusion: [{ id: "I2" }] }, []],
    ["none, for a trial without an id", { trial: {} }, []],
  ])("%s", (_, change, expected) => expect(left(fileOf(change))).toEqual(expected)); // biome-ignore format: one row per line

  test("nothing if the error is in the dictionary", () => {
    expect(left(fileOf({ dictionary: "d.json" }), '{ "fields": { "x": {} } }')).toEqual(["T1 T1: I1 inclusion"]);
  });
});

describe("long texts in messages are shortened", () => {
  const unknown = (name: string): string | undefined => {
    const text = criterion({ condition: { ...CONDITION, field: name } });
    return loadTrials([{ file: "c.json", text }], () => undefined).diagnostics[0]?.message;
  };
  test.each<[string, string, string]>([
    ["1,000 characters are printed", "x".repeat(1000 - "unknown field ``".length), "x".repeat(1000 - "unknown field ``".length)],
    ["with one more, the word is cut", "x".repeat(1001 - "unknown field ``".length), `${"x".repeat(100)}…`],
    ["never inside a character", "𝒳".repeat(1000), `${"𝒳".repeat(100)}…`],
  ])("%s", (_, name, printed) => expect(unknown(name)).toBe(`unknown field \`${printed}\``));

  test("many short words are cut at the end", () => {
    const codes = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`c${index}`, []]));
    const fields = { pregnant: { type: "code", codes } };
    const text = fileOf({ fields, inclusion: [{ ...CRITERION, condition: { ...CONDITION, value: "other" } }] });
    const [help] = loadTrials([{ file: "c.json", text }], () => undefined).diagnostics.map((one) => one.help);
    expect(help).toMatch(/^its codes are `c0`, `c1`, .*…$/);
    expect(help).toHaveLength(1001);
  });

  test("characters are counted, not code units", () => {
    const name = (more: number): string => `${`${"𝒳".repeat(99)}\``.repeat(9)}${"𝒳".repeat(more)}`;
    expect(unknown(name(84))).toBe(`unknown field \`${name(84)}\``); // a thousand
    expect(unknown(name(85))).toBe(`unknown field \`${name(85)}…`);
  });
});
