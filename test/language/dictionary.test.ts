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
    ["an invalid molar mass", { molarMass: "40" }, ["wrong-type: `molarMass` must be a number, not text"]],
    ["a valence", { valence: 2 }, []],
    ["an invalid valence", { valence: "2" }, ["wrong-type: `valence` must be a number, not text"]],
    ["a valence that is not whole", { valence: 1.5 }, ["invalid-value: `valence` must be a whole number from 1 to 100000"]],
    ["a valence where the unit is no concentration of a substance", { unit: "kg", valence: 2 }, ["invalid-value: `valence` has no effect: `kg` is no concentration of a substance"]],
    ["a valence without a unit", { unit: undefined, valence: 2 }, ["invalid-value: `valence` has no effect: the field has no unit"]],
    ["a valence and a molar mass, in a unit of mass", { unit: "mg/dL", molarMass: 40, valence: 2 }, []],
    ["a valence and a molar mass, in a unit of charge", { unit: "meq/L", molarMass: 40, valence: 2 }, []],
    ["a molar mass without it", { unit: "meq/L", molarMass: 40 }, ["invalid-value: `molarMass` has no effect: `meq/L` is neither mass nor substance"]],
    ["a fraction", { unit: "%", fraction: true }, []],
    ["a fraction in a unit that is not %", { fraction: true }, ["invalid-value: `fraction` has no effect: `mmol/L` is not %"]],
    ["counted nouns in a field with a unit", { counted: ["grains"] }, ["invalid-value: `counted` needs `integer: true` and no unit"]],
    ["a single end of the plausible range", { plausible: [1] }, ["wrong-type: `plausible` must be a list of two numbers: [low, high]"]],
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
    ["two different names", { a: YES, b: YES }, []],
    ["the same name with other capitals", { abc: YES, "A_B c": YES }, [`d 4:1 duplicate-name: \`A_B c\` already names the field \`abc\` (as \`abc\`); it cannot also name \`A_B c\` (${signs})`]],
    ["an alias that is the label of another", { a: { ...YES, label: "Foo" }, b: { ...YES, aliases: ["x", "foo"] } }, [`d 4:39 duplicate-name: \`foo\` already names the field \`a\` (as \`Foo\`); it cannot also name \`b\` (${signs})`]],
    ["the same word", { a: { ...YES, label: "Foo" }, b: { ...YES, label: "Foo" } }, [`d 4:32 duplicate-name: \`Foo\` already names the field \`a\`; it cannot also name \`b\` (${signs})`]],
    ["the same name, label and alias in one field", { a: { ...YES, label: "A", aliases: ["a", "A."] } }, []],
    ["words for yes and no", { a: { ...YES, spellings: { true: ["multiple"], false: ["none"] } } }, []],
    ["one word for yes and no", { a: { ...YES, spellings: { true: ["some"], false: ["Some"] } } }, ["d 3:62 duplicate-spelling: `Some` already means `true`; it cannot also mean `false`"]],
    ["a built-in word with the opposite meaning", { a: { ...YES, spellings: { false: ["yes"] } } }, ["d 3:46 duplicate-spelling: `yes` already means `true`; it cannot also mean `false`"]],
    ["no spellings", { a: { ...YES, spellings: {} } }, ["d 3:36 empty-list: `spellings` is empty"]],
    ["spellings of an unknown answer", { a: { ...YES, spellings: { yes: ["a"] } } }, ["d 3:37 unknown-key: unknown key `yes` in the spellings of `a` (the spellings of `a` may have `true`, `false`)"]],
    ["a name of signs only", { a: { ...YES, label: "()" }, b: { ...YES, label: "()" } }, []],
  ])("%s", (_, fields, expected) => expect(alone(fields)).toEqual(expected)); // biome-ignore format: one row per line
});

describe("the name of a companion column cannot be that of another field", () => {
  const clash = (place: string, column: string, field: string, other: string, name = other): string =>
    `${place} duplicate-name: \`${column}\` is a column of the field \`${field}\`, so \`${other}\` cannot name \`${name}\` (${signs})`;
  test.each<[string, object, readonly string[]]>([
    ["the date of a number", { plt: COUNT, plt_date: DATE }, [clash("d 4:1", "plt_date", "plt", "plt_date")]],
    ["its unit", { plt: COUNT, "PLT unit": YES }, [clash("d 4:1", "plt_unit", "plt", "PLT unit")]],
    ["its upper limit", { plt_uln: COUNT, plt: COUNT }, [clash("d 3:1", "plt_uln", "plt", "plt_uln")]],
    ["a companion by an alias", { a: { ...COUNT, aliases: ["PLT"] }, b: { ...YES, aliases: ["x", "plt.unit"] } }, [clash("d 4:39", "PLT_unit", "a", "plt.unit", "b")]],
    ["the date of a yes-no field", { ill: YES, ill_date: DATE }, [clash("d 4:1", "ill_date", "ill", "ill_date")]],
    ["the date of a code", { ill: { type: "code", codes: { a: [] } }, ill_date: DATE }, [clash("d 4:1", "ill_date", "ill", "ill_date")]],
    ["a date field has no date", { birth: DATE, birth_date: YES }, [clash("d 4:1", "birth_date", "birth", "birth_date")]],
    ["after a hyphen that is part of the name", { a: { ...YES, aliases: ["HER2-"] }, her2_date: DATE }, [clash("d 4:1", "HER2-_date", "a", "her2_date")]],
    // only numbers have a unit and a limit of normal
    ["a yes-no field has no unit", { ill: YES, ill_unit: YES, ill_uln: YES }, []],
    ["a date has no unit", { birth: DATE, birth_unit: YES }, []],
    ["the field's own alias", { plt: { ...COUNT, aliases: ["PLT date", "PLT unit"] } }, []],
    ["without a field of that name", { date: DATE, unit: YES, plt_date: DATE }, []],
    ["signs only, without a field of that name", { a: { ...COUNT, label: "()" }, date: DATE }, []],
  ])("%s", (_, fields, expected) => expect(alone(fields)).toEqual(expected)); // biome-ignore format: one row per line

  const asks = { field: "yes", op: "is", value: true };
  test.each<[string, object, object, readonly string[]]>([
    ["a field of the file beside the dictionary's", { plt: COUNT }, { yes: YES, plt_date: DATE }, [clash("c 4:1", "plt_date", "plt", "plt_date")]],
    ["the dictionary's beside one of the file", { plt_date: DATE }, { yes: YES, plt: COUNT }, [clash("c 4:1", "plt_date", "plt", "plt_date")]],
    ["both in the dictionary: reported there, once", { plt: COUNT, plt_date: DATE }, { yes: YES }, [clash("d 4:1", "plt_date", "plt", "plt_date")]],
    // a field of any type may have a date
    ["a field with an error", { plt: COUNT }, { yes: YES, plt: { type: "x" }, plt_date: DATE, plt_unit: YES }, [
      "c 4:16 invalid-value: `type` cannot be `x` (it is `number`, `boolean`, `code` or `date`)",
      clash("c 5:1", "plt_date", "plt", "plt_date"),
    ]],
    ["a field of the dictionary, replaced by one without a unit", { plt: COUNT }, { yes: YES, plt: YES, plt_unit: YES }, []],
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
    ["of no field", { age: AGE }, ["d 3:64 invalid-since: `since` must name a date field; `birth` is not a field"]],
    ["of a yes-no field", { age: AGE, birth: YES }, ["d 3:64 invalid-since: `since` must name a date field; `birth` is a boolean field"]],
    ["of a field with an error", { age: AGE, birth: { type: "dat" } }, ["d 4:18 invalid-value: `type` cannot be `dat` (did you mean `date`?)"]],
  ])("%s", (_, fields, expected) => expect(alone(fields)).toEqual(expected)); // biome-ignore format: one row per line

  const asks = { field: "age", op: ">=", value: 18, unit: "a" };
  const stays = "invalid-since: `birth` must remain a date field: `age` in the dictionary is computed from it";
  test.each<[string, object | undefined, object, readonly string[]]>([
    ["of the file, from a date of the dictionary", { birth: DATE }, { age: AGE }, []],
    ["of the dictionary, from a date of the file", { age: AGE, birth: DATE }, { birth: { ...DATE, plausible: [0, 100] } }, []],
    ["of the dictionary, whose date field the file replaces", { age: AGE, birth: DATE }, { birth: YES }, [`c 3:1 ${stays}`]],
    ["of the file, whose date field the file replaces", { age: AGE, birth: DATE }, { age: AGE, birth: YES }, ["c 3:64 invalid-since: `since` must name a date field; `birth` is a boolean field"]],
    ["an error in the dictionary is reported there, once", { age: AGE }, { yes: YES }, ["d 3:64 invalid-since: `since` must name a date field; `birth` is not a field"]],
    ["a missing dictionary may have the date field", undefined, { age: AGE }, ["c 1:41 dictionary-not-found: the dictionary `d` cannot be read (it must be in the same folder as this file)"]],
    ["but not if the file replaces it", undefined, { age: AGE, birth: YES }, [
      "c 1:41 dictionary-not-found: the dictionary `d` cannot be read (it must be in the same folder as this file)",
      "c 3:64 invalid-since: `since` must name a date field; `birth` is a boolean field",
    ]],
  ])("%s", (_, dictionary, own, expected) => expect(beside(dictionary, own, asks)).toEqual(expected)); // biome-ignore format: one row per line
});

describe("a field that replaces another", () => {
  const plt = { ...COUNT, label: "Platelets", aliases: ["PLT"] };
  test.each<[string, object, object, readonly string[]]>([
    ["the names of the replaced field are free", { plt }, { plt: COUNT, flag: { ...YES, aliases: ["PLATELETS"] } }, []],
    ["but not those of other fields", { plt, b: YES }, { b: YES, flag: { ...YES, aliases: ["platelets"] } }, [`c 4:38 duplicate-name: \`platelets\` already names the field \`plt\` (as \`Platelets\`); it cannot also name \`flag\` (${signs})`]],
    // the condition is not checked against the replaced field
    ["with an error", { plt, flag: COUNT }, { flag: { ...YES, units: 1 } }, ["c 3:27 unknown-key: unknown key `units` in the boolean field `flag` (the boolean field `flag` may have `type`, `label`, `aliases`, `loinc`, `spellings`, `whenBlank`)"]],
  ])("%s", (_, dictionary, own, expected) => expect(beside(dictionary, own, { field: "flag", op: "is", value: true })).toEqual(expected)); // biome-ignore format: one row per line

  test("takes its position", () => {
    const text = `{ "trial": { "id": "T" }, "dictionary": "d", ${fieldsOf({ c: YES, a: DATE })}, "inclusion": [{ "id": "I1", "label": "l", "condition": { "field": "c", "op": "is", "value": true } }] }`;
    const { trials } = loadTrials([{ file: "c", text }], (file) => ({ file, text: `{ ${fieldsOf({ a: YES, b: YES })} }` }));
    expect([...(trials[0]?.fields ?? [])].map(([name, { type }]) => `${name} ${type}`)).toEqual(["a date", "b boolean", "c boolean"]);
  }); // biome-ignore format: compact
});
