import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatFile } from "../../src/language/format.js";
import { fileKind } from "../../src/language/load/file-kind.js";
import { type JsonNode, parseJson } from "../../src/text/json.js";
import { runs } from "../runs.js";

const format = (text: string) => formatFile({ file: "f.json", text });

/** The tree without positions: keys in order, numbers as written, texts decoded. */
function meaning(node: JsonNode): unknown {
  switch (node.kind) {
    case "object":
      return { object: node.entries.map(({ key, value }) => [key, meaning(value)]) };
    case "array":
      return { list: node.items.map(meaning) };
    case "number":
      return { number: node.text };
    case "null":
      return null;
    default:
      return node.value;
  }
}

function treeOf(text: string): unknown {
  const result = parseJson(text, { maxDepth: 1000 });
  if (!result.ok) throw new Error(result.fault.message);
  return meaning(result.node);
}

test.each<[string, string, readonly string[]]>([
  ["a file without content", '{"cases":[]}', ["{", '  "cases": []', "}"]],
  ["empty objects and lists", '{"fields":{\n},"x":[ ], "y": {}}', ["{", '  "fields": {},', '  "x": [],', '  "y": {}', "}"]],
  [
    "a criterion has one key per line, but its condition does not",
    '{"trial":{"id":"T"},"inclusion":[{"id":"I1","label":"a","condition":{"field":"a","op":">=","value":1,"maxAge":{"value":1,"unit":"d"}}}]}',
    [
      "{",
      '  "trial": {',
      '    "id": "T"',
      "  },",
      '  "inclusion": [',
      "    {",
      '      "id": "I1",',
      '      "label": "a",',
      '      "condition": { "field": "a", "op": ">=", "value": 1, "maxAge": { "value": 1, "unit": "d" } }',
      "    }",
      "  ]",
      "}",
    ],
  ],
  [
    "conditions in a list have one line each",
    '{"exclusion":[{"condition":{"not":{"any":[{"field":"a"},{"field":"b"}]}}}],"trial":1}',
    [
      "{",
      '  "exclusion": [',
      "    {",
      '      "condition": {',
      '        "not": {',
      '          "any": [',
      '            { "field": "a" },',
      '            { "field": "b" }',
      "          ]",
      "        }",
      "      }",
      "    }",
      "  ],",
      '  "trial": 1',
      "}",
    ],
  ],
  [
    "entries of a column map and parts of a case stay on one line",
    '{"columns":{"platelets":{"column":"PLT","codes":{"1":true}}},"cases":[{"name":"a","set":{"a":null}}]}',
    [
      "{",
      '  "columns": { "platelets": { "column": "PLT", "codes": { "1": true } } },',
      '  "cases": [',
      "    {",
      '      "name": "a",',
      '      "set": { "a": null }',
      "    }",
      "  ]",
      "}",
    ],
  ],
  // Other programs would write the numbers as 1 and 0.1, and use other escapes.
  ["numbers and texts are copied", String.raw`{"fields":1.0,"a":1e-1,"b":"\u0041\/","\u0063":-0}`, [
    "{", '  "fields": 1.0,', '  "a": 1e-1,', String.raw`  "b": "\u0041\/",`, String.raw`  "\u0063": -0`, "}",
  ]], // biome-ignore format: one array line per line of output
  [
    "what is not a criterion, case or field stays on one line",
    '{"fields":{"a":[1,2],"b":3},"inclusion":[[1],"x"]}',
    ["{", '  "fields": {', '    "a": [1, 2],', '    "b": 3', "  },", '  "inclusion": [', "    [1],", '    "x"', "  ]", "}"],
  ],
  ["a byte order mark and CR LF are removed", '\ufeff{\r\n"fields": {}\r\n}', ["{", '  "fields": {}', "}"]],
])("%s", (_, text, lines) => {
  const { text: formatted, diagnostics } = format(text);
  expect(diagnostics).toEqual([]);
  expect(formatted).toBe(`${lines.join("\n")}\n`);
});

describe("lines", () => {
  const fields = (aliases: readonly string[]): string => format(JSON.stringify({ fields: { a: { aliases } } })).text ?? "";

  test("a list is on one line if it fits, and otherwise filled", () => {
    const words = Array.from({ length: 12 }, (_, i) => `heading number ${i}`);
    expect(fields(words.slice(0, 3))).toContain(
      '      "aliases": ["heading number 0", "heading number 1", "heading number 2"]\n',
    );
    const lines = fields(words).split("\n");
    expect(lines.filter((line) => line.includes("heading"))).toHaveLength(3);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(120);
  });

  test("wide characters count as two columns, as in an editor", () => {
    const narrow = Array.from({ length: 5 }, () => "a".repeat(15));
    const wide = Array.from({ length: 5 }, () => "血".repeat(15));
    expect(fields(narrow).split("\n")).toHaveLength(8);
    expect(fields(wide).split("\n").length).toBeGreaterThan(8);
    const accented = Array.from({ length: 5 }, () => "e\u0301".repeat(15)); // two code units, one column
    expect(fields(accented).split("\n")).toHaveLength(8);
  });
});

test.each<[string, string, string]>([
  ["invalid JSON", '{ "trial": { "id": "T1", } }', "json-syntax"],
  ["an empty file", " ", "empty-file"],
  ["a repeated key", '{ "trial": {}, "trial": {} }', "duplicate-key"],
  ["a repeated key, deeply nested", '{ "fields": { "a": { "codes": { "x": [], "\\u0078": [] } } } }', "duplicate-key"],
  ["a repeated key, in a list", '{ "inclusion": [{ "id": "I1", "id": "I2" }] }', "duplicate-key"],
  ["another program's file", '{ "name": "package" }', "wrong-kind-of-file"],
  ["a list", "[1, 2]", "wrong-kind-of-file"],
  ["JSON that is too deep", `{ "trial": ${"[".repeat(5000)}${"]".repeat(5000)} }`, "json-depth"],
])("is not formatted: %s", (_, text, code) => {
  const { text: formatted, diagnostics } = format(text);
  expect(formatted).toBeUndefined();
  expect(diagnostics.map((diagnostic) => diagnostic.code)).toEqual([code]);
});

test("the message for a file of another program", () =>
  expect(format('{ "name": "package" }').diagnostics).toMatchObject([
    {
      at: { line: 1, column: 1 },
      message: "this is not a criteria file, dictionary, column map or test file",
      help: "other JSON is left as it is",
    },
  ]));

test("errors in meaning do not matter: unknown keys are formatted, too", () => {
  expect(format('{"trial":{},"zzz":true}').text).toBe('{\n  "trial": {},\n  "zzz": true\n}\n');
});

test("depth alone does not make it slow or fail", () => {
  const depth = 450;
  const text = `{"trial":1,"x":${'{"not":'.repeat(depth)}1${"}".repeat(depth)},"y":${"[".repeat(depth)}${"]".repeat(depth)}}`;
  const { text: once = "" } = format(text);
  expect(treeOf(once)).toEqual(treeOf(text));
  expect(format(once).text).toBe(once);
});

/** JSON as people and programs write it: white space anywhere, escapes, odd numbers. Keys are unique. */
const space = fc.stringMatching(/^[ \n\t]{0,2}$/);
const literal = fc.oneof(
  fc.constantFrom("true", "false", "null", "1.0", "-0", "1E+2", "80", "0.10", '"\\u00e9\\n"', '"血小板"', '"\\\\"', '"\\""'),
  fc.string({ unit: "binary", maxLength: 30 }).map((text) => JSON.stringify(text)),
  fc.stringMatching(/^[a-z ]{60,130}$/).map((text) => JSON.stringify(text)),
);
const { json } = fc.letrec<{ json: string }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    literal,
    fc.tuple(space, fc.array(fc.tuple(tie("json"), space), { maxLength: 6 })).map(([s, items]) =>
      `[${s}${items.map(([item, after]) => item + after).join(`,${s}`)}]`,
    ),
    fc.tuple(space, fc.uniqueArray(fc.tuple(fc.string({ maxLength: 8 }), tie("json")), { maxLength: 6, selector: ([key]) => key })).map(([s, entries]) =>
      `{${s}${entries.map(([key, value]) => `${JSON.stringify(key)}${s}:${value}`).join(`${s},`)}}`,
    ),
  ),
})); // biome-ignore format: one line per shape

test("the meaning never changes, and formatting twice changes nothing more", () => {
  const top = fc.constantFrom("trial", "cases", "columns", "fields");
  fc.assert(
    fc.property(top, json, json, json, (key, first, second, third) => {
      const text = `{"${key}":${first},"inclusion":[${second}],"note ":${third}}`;
      const { text: once = "" } = format(text);
      expect(treeOf(once)).toEqual(treeOf(text));
      expect(JSON.parse(once)).toEqual(JSON.parse(text));
      expect(format(once).text).toBe(once);
      expect(once).not.toMatch(/[ \t]\n|\n\n/);
    }),
    runs(500),
  );
});

test("the shipped files are formatted", () => {
  const sources = readdirSync("criteria")
    .filter((name) => name.endsWith(".json"))
    .map((name) => ({ file: join("criteria", name), text: readFileSync(join("criteria", name), "utf8") }))
    .filter((source) => fileKind(source) !== undefined);
  expect(sources.length).toBeGreaterThanOrEqual(4);
  const wrong = sources.filter((source) => formatFile(source).text !== source.text).map(({ file }) => file);
  expect(wrong, "run `trialsieve fmt` on them").toEqual([]);
});
