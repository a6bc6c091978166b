/** Conflicts between fields: within a dictionary, and where a criteria file adds or replaces fields. */
import { describe, expect, test } from "vitest";
import { loadDictionary, loadTrials } from "../../src/language/load/load.js";

const YES = { type: "boolean" };
const DATE = { type: "date" };
const COUNT = { type: "number", unit: "10*9/L", plausible: [0, 10000] };
const AGE = { type: "number", unit: "a", plausible: [0, 120], since: "birth" };

/** The entries of `fields`, each on its own line from line 3 on, so that the line shows which is meant. */
function fieldsOf(fields: object): string {
  const lines = Object.entries(fields).map(([name, field]) => `${JSON.stringify(name)}: ${JSON.stringify(field)}`);
  return `"fields": {\n${lines.join(",\n")}\n}`;
}

type Notice = readonly { readonly at: { readonly file: string; readonly line: number; readonly column: number }; readonly code: string; readonly message: string; readonly help?: string | undefined }[]; // biome-ignore format: one type
const words = (diagnostics: Notice): readonly string[] =>
  diagnostics.map(
    ({ at, code, message, help }) =>
      `${at.file} ${at.line}:${at.column} ${code}: ${message}${help === undefined ? "" : ` (${help})`}`,
  );

/** Diagnostics of a dictionary. */
function alone(fields: object): readonly string[] {
  const { diagnostics } = loadDictionary({ file: "d", text: `{\n${fieldsOf(fields)}\n}` });
  return words(diagnostics);
}

/** Diagnostics of a criteria file with own fields besides those of its dictionary. */
function beside(dictionary: object | undefined, own: object, condition: object): readonly string[] {
  const inclusion = JSON.stringify([{ id: "I1", label: "l", condition }]);
  const text = `{ "trial": { "id": "T" }, "dictionary": "d",\n${fieldsOf(own)},\n"inclusion": ${inclusion} }`;
  const { trials, diagnostics } = loadTrials([{ file: "c", text }], (file) =>
    dictionary === undefined ? undefined : { file, text: `{\n${fieldsOf(dictionary)}\n}` },
  );
  expect(trials).toHaveLength(diagnostics.length === 0 ? 1 : 0);
  return words(diagnostics);
}

const signs = "case, spaces and signs such as `_ . / -` are ignored";

describe("a dictionary on its own", () => {
  test.each<[string, readonly string[]]>([
    ["[]", ["d 1:1 wrong-kind-of-file: this is not a dictionary: it is a list, not an object"]],
    ["{}", ["d 1:1 wrong-kind-of-file: this is not a dictionary: it has no `fields`"]],
    ['{ "field": {} }', ["d 1:3 unknown-key: unknown key `field` in a dictionary (did you mean `fields`?)"]],
    ['{ "fields": {}, "$schema": 1 }', ["d 1:28 wrong-type: `$schema` must be text in quotes, not a number"]],
    ['{ "fields": {}, "formatVersion": "1" }', ["d 1:34 invalid-value: `formatVersion` cannot be `1` (write 1 without quotes)"]],
    ['{ "fields": { "a": { "type": "date" },\n"a": { "type": "date" } } }', ["d 2:1 duplicate-key: the key `a` is already on line 1 (keep one of the two)"]],
    ['{ "fields": { "b": 1, "a": 1 } }', [ // in the order of the file
      "d 1:20 wrong-type: the field `b` must be an object, not a number",
      "d 1:28 wrong-type: the field `a` must be an object, not a number",
    ]],
  ])("%s", (text, expected) => expect(words(loadDictionary({ file: "d", text }).diagnostics)).toEqual(expected)); // biome-ignore format: one row per line
});

describe("declarations for conversion", () => {
  const salt = { type: "number", unit: "mmol/L", plausible: [1, 5] };
  const told = (more: object): readonly string[] => alone({ x: { ...salt, ...more } }).map((one) => one.replace(/^d 3:\d+ /, ""));
  const numberOf = (more: object) =>
    loadDictionary({ file: "d", text: `{\n${fieldsOf({ x: { ...salt, ...more } })}\n}` }).fields.get("x");

  test.each<[string, object, readonly string[]]>([
    ["a molar mass", { molarMass: 40 }, []],
    ["a molar mass that is none", { molarMass: "40" }, ["wrong-type: `molarMass` must be a number, not text"]],
    ["a valence", { valence: 2 }, []],
    ["a valence that is none", { valence: "2" }, ["wrong-type: `valence` must be a number, not text"]],
    ["half a valence", { valence: 1.5 }, ["invalid-value: `valence` must be a whole number from 1 to 100000"]],
    ["a valence of what is no substance", { unit: "kg", valence: 2 }, ["invalid-value: `valence` has no effect: `kg` is no concentration of a substance"]],
    ["a valence without a unit", { unit: undefined, valence: 2 }, ["invalid-value: `valence` has no effect: the field has no unit"]],
    ["a valence, where mass is asked for, by the molar mass", { unit: "mg/dL", molarMass: 40, valence: 2 }, []],
    ["a molar mass by the valence", { unit: "meq/L", molarMass: 40, valence: 2 }, []],
    ["a molar mass without it", { unit: "meq/L", molarMass: 40 }, ["invalid-value: `molarMass` has no effect: `meq/L` is neither mass nor substance"]],
    ["a fraction", { unit: "%", fraction: true }, []],
    ["a fraction of what is none", { fraction: true }, ["invalid-value: `fraction` has no effect: `mmol/L` is not %"]],
    ["a noun behind what is measured", { counted: ["grains"] }, ["invalid-value: `counted` needs `integer: true` and no unit"]],
    ["one end of what is plausible", { plausible: [1] }, ["wrong-type: `plausible` must be a list of two numbers: [low, high]"]],
  ])("%s", (_, more, expected) => expect(told(more)).toEqual(expected)); // biome-ignore format: one row per line

  test("are loaded as they are declared", () => {
    expect(numberOf({ valence: 2 })).toMatchObject({ valence: { num: 2n, den: 1n }, fraction: false, molarMass: undefined });
    expect(numberOf({})).toMatchObject({ valence: undefined, fraction: false });
    expect(numberOf({ unit: "%", fraction: true })).toMatchObject({ fraction: true });
    const parts = { whole: { type: "number", plausible: [0, 9] }, x: { type: "number", plausible: [0, 9], partOf: "whole" } };
    expect(loadDictionary({ file: "d", text: `{\n${fieldsOf(parts)}\n}` }).fields.get("x")).toMatchObject({ partOf: "whole" });
  });
});

test("a key that a code field does not have", () => {
  expect(alone({ x: { type: "code", codes: { a: [] }, colour: 1 } })).toEqual([
    expect.stringMatching(
      /^d 3:\d+ unknown-key: unknown key `colour` in the code field `x` \(the code field `x` may have `type`, /,
    ),
  ]);
});

describe("one name for one field", () => {
  test.each<[string, object, readonly string[]]>([
    ["two names that differ", { a: YES, b: YES }, []],
    ["a name that is the other's in another case", { abc: YES, "A_B c": YES }, [`d 4:1 duplicate-name: \`A_B c\` already names the field \`abc\` (as \`abc\`); it cannot also name \`A_B c\` (${signs})`]],
    ["an alias that is another's label", { a: { ...YES, label: "Foo" }, b: { ...YES, aliases: ["x", "foo"] } }, [`d 4:39 duplicate-name: \`foo\` already names the field \`a\` (as \`Foo\`); it cannot also name \`b\` (${signs})`]],
    ["the same word", { a: { ...YES, label: "Foo" }, b: { ...YES, label: "Foo" } }, [`d 4:32 duplicate-name: \`Foo\` already names the field \`a\`; it cannot also name \`b\` (${signs})`]],
    ["one's own name, label and alias alike", { a: { ...YES, label: "A", aliases: ["a", "A."] } }, []],
    ["words for yes and no", { a: { ...YES, spellings: { true: ["multiple"], false: ["none"] } } }, []],
    ["one word for both", { a: { ...YES, spellings: { true: ["some"], false: ["Some"] } } }, ["d 3:62 duplicate-spelling: `Some` already means `true`; it cannot also mean `false`"]],
    ["a built-in word turned round", { a: { ...YES, spellings: { false: ["yes"] } } }, ["d 3:46 duplicate-spelling: `yes` already means `true`; it cannot also mean `false`"]],
    ["no spellings", { a: { ...YES, spellings: {} } }, ["d 3:36 empty-list: `spellings` is empty"]],
    ["spellings of nothing", { a: { ...YES, spellings: { yes: ["a"] } } }, ["d 3:37 unknown-key: unknown key `yes` in the spellings of `a` (the spellings of `a` may have `true`, `false`)"]],
    ["signs alone are no name", { a: { ...YES, label: "()" }, b: { ...YES, label: "()" } }, []],
  ])("%s", (_, fields, expected) => expect(alone(fields)).toEqual(expected)); // biome-ignore format: one row per line
});

describe("the name of a companion column cannot be that of another field", () => {
  const clash = (place: string, column: string, field: string, other: string, name = other): string =>
    `${place} duplicate-name: \`${column}\` is a column of the field \`${field}\`, so \`${other}\` cannot name \`${name}\` (${signs})`;
  test.each<[string, object, readonly string[]]>([
    ["the date of a number", { plt: COUNT, plt_date: DATE }, [clash("d 4:1", "plt_date", "plt", "plt_date")]],
    ["its unit", { plt: COUNT, "PLT unit": YES }, [clash("d 4:1", "plt_unit", "plt", "PLT unit")]],
    ["its upper limit", { plt_uln: COUNT, plt: COUNT }, [clash("d 3:1", "plt_uln", "plt", "plt_uln")]],
    ["by an alias", { a: { ...COUNT, aliases: ["PLT"] }, b: { ...YES, aliases: ["x", "plt.unit"] } }, [clash("d 4:39", "PLT_unit", "a", "plt.unit", "b")]],
    ["the date of yes or no", { ill: YES, ill_date: DATE }, [clash("d 4:1", "ill_date", "ill", "ill_date")]],
    ["of a code", { ill: { type: "code", codes: { a: [] } }, ill_date: DATE }, [clash("d 4:1", "ill_date", "ill", "ill_date")]],
    ["a date is its own date", { birth: DATE, birth_date: YES }, [clash("d 4:1", "birth_date", "birth", "birth_date")]],
    ["behind a dash that counts", { a: { ...YES, aliases: ["HER2-"] }, her2_date: DATE }, [clash("d 4:1", "HER2-_date", "a", "her2_date")]],
    // only numbers have a unit and a limit of normal
    ["no unit of yes or no", { ill: YES, ill_unit: YES, ill_uln: YES }, []],
    ["no unit of a date", { birth: DATE, birth_unit: YES }, []],
    ["its own alias", { plt: { ...COUNT, aliases: ["PLT date", "PLT unit"] } }, []],
    ["no field before it", { date: DATE, unit: YES, plt_date: DATE }, []],
    ["signs alone are no field before it", { a: { ...COUNT, label: "()" }, date: DATE }, []],
  ])("%s", (_, fields, expected) => expect(alone(fields)).toEqual(expected)); // biome-ignore format: one row per line

  const asks = { field: "yes", op: "is", value: true };
  test.each<[string, object, object, readonly string[]]>([
    ["a field of the file beside the dictionary's", { plt: COUNT }, { yes: YES, plt_date: DATE }, [clash("c 4:1", "plt_date", "plt", "plt_date")]],
    ["the dictionary's beside one of the file", { plt_date: DATE }, { yes: YES, plt: COUNT }, [clash("c 4:1", "plt_date", "plt", "plt_date")]],
    ["both of the dictionary: told there, once", { plt: COUNT, plt_date: DATE }, { yes: YES }, [clash("d 4:1", "plt_date", "plt", "plt_date")]],
    // a field of any type may have a date
    ["one whose own entry is faulty", { plt: COUNT }, { yes: YES, plt: { type: "x" }, plt_date: DATE, plt_unit: YES }, [
      "c 4:16 invalid-value: `type` cannot be `x` (it is `number`, `boolean`, `code` or `date`)",
      clash("c 5:1", "plt_date", "plt", "plt_date"),
    ]],
    ["the dictionary's put in its place as what has no unit", { plt: COUNT }, { yes: YES, plt: YES, plt_unit: YES }, []],
  ])("%s", (_, dictionary, own, expected) => expect(beside(dictionary, own, asks)).toEqual(expected)); // biome-ignore format: one row per line
});

describe("a field calculated from a date", () => {
  const unit = "`age` has `since`, so its unit must be a unit of time (d, wk, mo or a)";
  test.each<[string, object, readonly string[]]>([
    ["in years", { age: AGE, birth: DATE }, []],
    ["in days", { age: { ...AGE, unit: "d" }, birth: DATE }, []],
    ["in weeks", { age: { ...AGE, unit: "wk" }, birth: DATE }, []],
    ["in months", { age: { ...AGE, unit: "mo" }, birth: DATE }, []],
    ["in hours", { age: { ...AGE, unit: "h" }, birth: DATE }, [`d 3:64 invalid-since: ${unit}`]],
    ["without a unit", { age: { ...AGE, unit: undefined }, birth: DATE }, [`d 3:53 invalid-since: ${unit}`]],
    ["from nothing", { age: AGE }, ["d 3:64 invalid-since: `since` must name a date field; `birth` is not a field"]],
    ["from yes or no", { age: AGE, birth: YES }, ["d 3:64 invalid-since: `since` must name a date field; `birth` is a boolean field"]],
    ["from one that is faulty itself", { age: AGE, birth: { type: "dat" } }, ["d 4:18 invalid-value: `type` cannot be `dat` (did you mean `date`?)"]],
  ])("%s", (_, fields, expected) => expect(alone(fields)).toEqual(expected)); // biome-ignore format: one row per line

  const asks = { field: "age", op: ">=", value: 18, unit: "a" };
  const stays = "invalid-since: `birth` must remain a date field: `age` in the dictionary is computed from it";
  test.each<[string, object | undefined, object, readonly string[]]>([
    ["of the file, from a date of the dictionary", { birth: DATE }, { age: AGE }, []],
    ["of the dictionary, from a date of the file", { age: AGE, birth: DATE }, { birth: { ...DATE, plausible: [0, 100] } }, []],
    ["of the dictionary, from what the file makes no date", { age: AGE, birth: DATE }, { birth: YES }, [`c 3:1 ${stays}`]],
    ["of the file, from what the file makes no date", { age: AGE, birth: DATE }, { age: AGE, birth: YES }, ["c 3:64 invalid-since: `since` must name a date field; `birth` is a boolean field"]],
    ["a fault of the dictionary is told there, once", { age: AGE }, { yes: YES }, ["d 3:64 invalid-since: `since` must name a date field; `birth` is not a field"]],
    ["a dictionary that is not there may have the date", undefined, { age: AGE }, ["c 1:41 dictionary-not-found: the dictionary `d` cannot be read (it must be in the same folder as this file)"]],
    ["but not a date that the file makes none", undefined, { age: AGE, birth: YES }, [
      "c 1:41 dictionary-not-found: the dictionary `d` cannot be read (it must be in the same folder as this file)",
      "c 3:64 invalid-since: `since` must name a date field; `birth` is a boolean field",
    ]],
  ])("%s", (_, dictionary, own, expected) => expect(beside(dictionary, own, asks)).toEqual(expected)); // biome-ignore format: one row per line
});

describe("a field that replaces another", () => {
  const plt = { ...COUNT, label: "Platelets", aliases: ["PLT"] };
  test.each<[string, object, object, readonly string[]]>([
    ["frees the names of the other", { plt }, { plt: COUNT, flag: { ...YES, aliases: ["PLATELETS"] } }, []],
    ["no name of another field", { plt, b: YES }, { b: YES, flag: { ...YES, aliases: ["platelets"] } }, [`c 4:38 duplicate-name: \`platelets\` already names the field \`plt\` (as \`Platelets\`); it cannot also name \`flag\` (${signs})`]],
    // the condition is not checked against the replaced field
    ["faulty", { plt, flag: COUNT }, { flag: { ...YES, units: 1 } }, ["c 3:27 unknown-key: unknown key `units` in the boolean field `flag` (the boolean field `flag` may have `type`, `label`, `aliases`, `loinc`, `spellings`, `whenBlank`)"]],
  ])("%s", (_, dictionary, own, expected) => expect(beside(dictionary, own, { field: "flag", op: "is", value: true })).toEqual(expected)); // biome-ignore format: one row per line

  test("takes its position", () => {
    const text = `{ "trial": { "id": "T" }, "dictionary": "d", ${fieldsOf({ c: YES, a: DATE })}, "inclusion": [{ "id": "I1", "label": "l", "condition": { "field": "c", "op": "is", "value": true } }] }`;
    const { trials } = loadTrials([{ file: "c", text }], (file) => ({ file, text: `{ ${fieldsOf({ a: YES, b: YES })} }` }));
    expect([...(trials[0]?.fields ?? [])].map(([name, { type }]) => `${name} ${type}`)).toEqual(["a date", "b boolean", "c boolean"]);
  }); // biome-ignore format: compact
});
