/** The published schemas. `UPDATE_GOLDEN=1` rewrites the two that are shipped with the criteria. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { type FileKind, fileKind } from "../../src/language/load/file-kind.js";
import { type FileSchema, jsonSchema } from "../../src/language/load/json-schema.js";
import { loadDictionary, loadTrials, type Source } from "../../src/language/load/load.js";

const read = (file: string): Source => ({ file, text: readFileSync(file, "utf8") });
const shipped = readdirSync("criteria")
  .filter((name) => name.endsWith(".json"))
  .map((name) => read(join("criteria", name)));
const names = [...loadDictionary(read("criteria/dictionary.json")).fields.keys()];

/** Strict: a keyword that ajv does not know, or that cannot have an effect, is an error. Nothing is fetched. */
const compile = (kind: FileSchema, fields: readonly string[] = []) =>
  new Ajv({ strict: true, allErrors: true }).compile(jsonSchema(kind, fields));
const isFile = {
  criteria: compile("criteria", names),
  dictionary: compile("dictionary"),
  "column-map": compile("column-map", names),
  test: compile("test", names),
};

/** Whole schemas, made during the test, so that they follow changes of the program. */
test.each<[string, FileSchema, readonly string[]]>([
  ["criteria/criteria.schema.json", "criteria", names], // shipped, like the next one
  ["criteria/dictionary.schema.json", "dictionary", []],
  ["test/language/golden/column-map.schema.json", "column-map", []],
  ["test/language/golden/column-map-alt.schema.json", "column-map", ["alt", "platelets"]],
  ["test/language/golden/test.schema.json", "test", []],
  ["test/language/golden/test-alt.schema.json", "test", ["alt", "platelets"]],
])("%s is up to date; UPDATE_GOLDEN=1 rewrites it", (path, kind, fields) => {
  const text = `${JSON.stringify(jsonSchema(kind, fields), undefined, 2)}\n`;
  if (process.env.UPDATE_GOLDEN === "1") writeFileSync(path, text);
  expect(readFileSync(path, "utf8")).toBe(text);
});

test("the shipped files are valid, and name schemas that exist", () => {
  const seen = new Set<FileKind>();
  for (const source of shipped) {
    const kind = fileKind(source);
    if (kind === undefined) continue;
    seen.add(kind);
    const file: { readonly $schema?: string } = JSON.parse(source.text);
    isFile[kind](file);
    expect(isFile[kind].errors, source.file).toBeNull();
    if (file.$schema !== undefined) expect(shipped.map((one) => one.file)).toContain(join("criteria", file.$schema));
  }
  expect([...seen]).toEqual(expect.arrayContaining(["criteria", "dictionary"]));
});

describe("they are draft-07 and refer to nothing that must be fetched", () => {
  test.each<[FileSchema, readonly string[]]>([
    ["criteria", []],
    ["criteria", names],
    ["dictionary", []],
    ["column-map", []],
    ["column-map", names],
    ["test", []],
    ["test", names],
  ])("%s, %#", (kind, fields) => {
    const schema = jsonSchema(kind, fields);
    expect(schema).toMatchObject({
      $schema: "http://json-schema.org/draft-07/schema#",
      $id: expect.stringMatching(/^urn:trialsieve:/),
    });
    const text = JSON.stringify({ ...schema, $schema: "" });
    expect(text).not.toContain("http");
    for (const [, ref] of text.matchAll(/"\$ref":"([^"]*)"/g)) expect(ref).toMatch(/^#\/definitions\/[a-zA-Z]+$/);
    expect(new Ajv({ strict: true }).validateSchema(schema)).toBe(true);
    compile(kind, fields);
  });

  test("different schemas of one kind have different IDs", () => {
    expect(jsonSchema("criteria").$id).not.toBe(jsonSchema("criteria", names).$id);
  });
});

describe("an editor completes", () => {
  const completions = (definition: string): readonly string[] => {
    const { definitions }: { definitions?: Record<string, { anyOf: { enum?: string[] }[] }> } = JSON.parse(
      JSON.stringify(jsonSchema("criteria", names)),
    );
    return definitions?.[definition]?.anyOf.flatMap((branch) => branch.enum ?? []) ?? [];
  };
  test("every field of the shipped dictionary", () => expect(completions("fieldName")).toEqual(names));
  test("units", () =>
    expect(completions("unit")).toEqual(expect.arrayContaining(["[ULN]", "10*9/L", "d", "wk", "mo", "a", "g/L"])));
  test("no fields if none are known", () =>
    expect(jsonSchema("criteria")).toMatchObject({
      definitions: { fieldName: { type: "string", minLength: 1, description: expect.stringMatching(/^The name of a field/) } },
    }));
  test("but other names and units are valid", () => {
    const condition = { field: "some_field_of_this_trial", op: ">=", value: 1, unit: "fmol/mL" };
    expect(isFile.criteria({ trial: { id: "T" }, inclusion: [{ id: "I1", label: "l", condition }] })).toBe(true);
    expect(isFile["column-map"]({ columns: { some_field_of_this_trial: { column: "x" } } })).toBe(true);
    expect(isFile.test({ criteria: "a.json", cases: [{ name: "n", set: { some_field_of_this_trial: 1 }, expect: {} }] })).toBe(
      true,
    );
  });
});

const leaf = { field: "platelets", op: ">=", value: 80, unit: "10*9/L" };
const criteria = (condition: unknown): object => ({ trial: { id: "T" }, inclusion: [{ id: "I1", label: "l", condition }] });
const dictionary = (field: unknown): object => ({ fields: { a: field } });

test.each<[FileSchema, string, unknown]>([
  ["criteria", "no `trial`", { inclusion: [] }],
  ["criteria", "an unknown key", { ...criteria(leaf), inclusions: [] }],
  ["criteria", "an id with a space", { trial: { id: "T 1" } }],
  ["criteria", "an unknown key in a condition", criteria({ ...leaf, units: "g/L" })],
  ["criteria", "an unknown operator", criteria({ ...leaf, op: "=>" })],
  ["criteria", "a number as text", criteria({ ...leaf, value: "80" })],
  ["criteria", "`between` with one end", criteria({ ...leaf, op: "between", value: [1] })],
  ["criteria", "an empty list", criteria({ any: [] })],
  ["criteria", "a condition with two forms", criteria({ any: [leaf], all: [leaf] })],
  ["criteria", "a count that is not whole", criteria({ atLeast: 1.5, of: [leaf] })],
  ["criteria", "an error in a nested condition", criteria({ not: { all: [{ any: [{ field: "platelets" }] }] } })],
  ["criteria", "a largest age without a unit", criteria({ ...leaf, maxAge: { value: 14 } })],
  ["criteria", "a unit in a yes-no condition", criteria({ field: "brain", op: "is", value: true, unit: "d" })],
  ["criteria", "a largest age of 0 days", criteria({ ...leaf, maxAge: { value: 0, unit: "d" } })],
  ["criteria", "a largest age of more days than allowed", criteria({ ...leaf, maxAge: { value: 100_001, unit: "d" } })],
  ["criteria", "`atLeast` with 0", criteria({ atLeast: 0, of: [leaf] })],
  ["criteria", "a field without a name", criteria({ ...leaf, field: "" })],
  ["criteria", "an unknown version of the format", { ...criteria(leaf), formatVersion: 2 }],
  ["dictionary", "an unknown type", dictionary({ type: "text" })],
  ["dictionary", "a number without plausible values", dictionary({ type: "number" })],
  ["dictionary", "a code without codes", dictionary({ type: "code" })],
  ["dictionary", "an alias that is not in a list", dictionary({ type: "boolean", aliases: "x" })],
  ["column-map", "an unknown key", { columns: { platelets: { heading: "PLT" } } }],
  ["column-map", "a column without a name", { columns: { platelets: { column: "" } } }],
  ["column-map", "an invalid upper limit", { columns: { platelets: { uln: 0 } } }],
  ["column-map", "an invalid meaning of a code", { columns: { sex: { codes: { x: null } } } }],
  ["column-map", "an invalid meaning of blank cells", { columns: { sex: { whenBlank: null } } }],
  ["column-map", "an invalid decimal mark", { columns: {}, decimal: ";" }],
  ["column-map", "an invalid order of dates", { columns: {}, dateOrder: "dym" }],
  ["test", "no cases", { criteria: "a.json", cases: [] }],
  ["test", "a case without a name", { criteria: "a.json", cases: [{ name: "", expect: { I1: "pass" } }] }],
  ["test", "an invalid as-of date", { criteria: "a.json", asOf: "15.01.2026", cases: [{ name: "n", expect: { I1: "pass" } }] }],
  ["test", "base values in a list", { criteria: "a.json", base: [], cases: [{ name: "n", expect: { I1: "pass" } }] }],
  ["test", "an unknown verdict", { criteria: "a.json", cases: [{ name: "n", expect: { I1: "met" } }] }],
])("%s: %s does not fit", (kind, _, file) => expect(isFile[kind](file)).toBe(false));

test.each<[string, unknown]>([
  ["a number", leaf],
  ["an elapsed time", { field: "last_dose", op: ">=", value: 28, unit: "d" }],
  ["a date", { field: "last_dose", op: "between", value: ["2024-01-01", "2024-12-31"] }],
  ["yes or no", { field: "brain", op: "is", value: false, maxAge: { value: 3, unit: "mo" } }],
  ["codes", { field: "her2", op: "not-in", value: ["positive"] }],
  ["nested", { atLeast: 2, of: [leaf, { not: { any: [leaf, leaf] } }, { all: [leaf] }] }],
])("conditions that the loader accepts are valid: %s", (_, condition) => {
  const fields = {
    platelets: { type: "number", unit: "10*9/L", plausible: [1, 2000] },
    last_dose: { type: "date" },
    brain: { type: "boolean" },
    her2: { type: "code", codes: { positive: [] } },
  };
  const file = { ...criteria(condition), fields };
  expect(loadTrials([{ file: "t.json", text: JSON.stringify(file) }], () => undefined).diagnostics).toEqual([]);
  isFile.criteria(file);
  expect(isFile.criteria.errors).toBeNull();
});
