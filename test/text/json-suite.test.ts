/**
 * Any content of a user's file is either accepted or reported: one diagnostic per mistake, at its position, without stack trace
 * or endless loop.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { TextFiles } from "../../src/commands/text-files.js";
import { checkFiles, checkSubjects } from "../../src/commands/validate-subjects.js";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.js";
import { printDiagnostic } from "../../src/diagnostics/pretty.js";
import { formatFile } from "../../src/language/format.js";
import { type JsonNode, parseJson } from "../../src/text/json.js";
import { lines, run, scratch } from "../program.js";
import { PLACES, type Place } from "./json-places.js";
import { FOREIGN, SUITE } from "./json-suite.js";

const { folder } = scratch();
const NO_JSON = /^(?:json-syntax|json-depth|empty-file)$/;

function put(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function errorsOf(file: string): readonly Diagnostic[] {
  const texts = new TextFiles();
  return checkFiles([file], texts).diagnostics.filter(({ severity }) => severity === "error");
}

/** The errors of a text as this kind of file, beside the shipped files. */
function errorsIn(text: string, kind: Place["kind"]): readonly Diagnostic[] {
  const none = { criteria: [], dictionaries: [], columnMaps: [], tests: [], faults: [] };
  const checked = checkSubjects({ ...none, [kind]: [{ file: "criteria/it.json", text }] }, new TextFiles());
  return checked.diagnostics.filter(({ severity }) => severity === "error");
}

/** Whether the position is inside the text or directly after it. */
function isWithin({ line, column }: Diagnostic["at"], text: string): boolean {
  const written = text.replace(/^\ufeff/, "").split(/\r\n|[\n\r]/)[line - 1];
  return written !== undefined && column >= 1 && column <= [...written].length + 1;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** As JSON.parse gives it: of repeated keys the last one counts. */
function plain(node: JsonNode): unknown {
  switch (node.kind) {
    case "object":
      return Object.fromEntries(node.entries.map(({ key, value }) => [key, plain(value)]));
    case "array":
      return node.items.map(plain);
    case "number":
      return Number(node.text);
    case "null":
      return null;
    default:
      return node.value;
  }
}

test("the suite is complete, and its bytes match the texts in the package", () => {
  expect(SUITE).toHaveLength(318);
  expect(SUITE.filter(({ rule }) => rule === "y")).toHaveLength(95);
  expect(SUITE.filter(({ rule }) => rule === "n")).toHaveLength(188);
  for (const { name, text, bytes } of SUITE) expect([name, Buffer.from(bytes).toString()]).toEqual([name, text]);
  const lossy = SUITE.filter(({ text }) => text.includes("\ufffd"));
  expect(lossy.filter(({ text, bytes }) => Buffer.from(text).equals(bytes))).toEqual([]);
});

describe("the parser accepts and refuses what RFC 8259 says", () => {
  test.each(SUITE.filter(({ rule }) => rule === "y"))("$name", ({ text }) => {
    const result = parseJson(text, { maxDepth: 1000 });
    expect(result.ok && plain(result.node)).toEqual(JSON.parse(text));
  });

  test.each(SUITE.filter(({ rule }) => rule === "n"))("$name", ({ text }) => {
    expect(parseJson(text, { maxDepth: 1000 }).ok).toBe(false);
  });

  test.each(SUITE.filter(({ rule }) => rule === "i"))("$name", ({ text }) => {
    const isMarked = text.startsWith("\ufeff"); // a parser may ignore a byte order mark; this one does
    expect(parseJson(text, { maxDepth: 1000 }).ok).toBe(isJson(isMarked ? text.slice(1) : text));
  });

  // The program is stricter in one respect: RFC 8259 only says that names in an object should be unique.
  test.each(["y_object_duplicated_key", "y_object_duplicated_key_and_value"])("%s is reported where it is used", (name) => {
    const text = SUITE.find((one) => one.name === name)?.text ?? "";
    const [place] = PLACES.filter((one) => one.place === "criteria:fields.class.codes");
    expect(errorsIn(place?.around(text) ?? "", "criteria").map(({ code }) => code)).toContain("duplicate-key");
  });
});

describe("as a whole file, each is one mistake", () => {
  test.each(SUITE)("$name", ({ rule, text, bytes }) => {
    const isUtf8 = Buffer.from(text).equals(bytes);
    const [error, ...more] = errorsOf(put("whole.json", bytes));
    expect(more).toEqual([]);
    const code = !isUtf8 ? /^not-utf8$/ : rule === "n" ? NO_JSON : /^wrong-kind-of-file$/;
    expect(error?.code).toMatch(code);
    if (error !== undefined) expect(isWithin(error.at, text)).toBe(true);
  });

  test.each(FOREIGN)("%s", (_name, hex, code, line, column) => {
    expect(errorsOf(put("foreign.json", Buffer.from(hex.replaceAll(" ", ""), "hex")))).toMatchObject([
      { code, at: { line, column } },
    ]);
  });
});

describe("in place of a value", () => {
  const accepts = (place: Place, text: string, name: string): void => {
    const whole = place.around(text);
    const errors = errorsIn(whole, place.kind);
    const told = `${name} at ${place.place}: ${JSON.stringify(errors)}`;
    if (!isJson(whole.replace(/^\ufeff/, ""))) {
      expect(errors, told).toHaveLength(1);
      expect(errors[0]?.code, told).toMatch(NO_JSON);
    }
    for (const { at } of errors) expect(at.file !== "criteria/it.json" || isWithin(at, whole), told).toBe(true);
    const again = formatFile({ file: "criteria/it.json", text: whole }).text;
    if (again !== undefined) expect(JSON.parse(again), told).toEqual(JSON.parse(whole.replace(/^\ufeff/, "")));
  };
  /** All texts are tried at these positions; elsewhere only one of each shape, because numbers and words do not matter. */
  const FEW = /^(?:criteria:fields|criteria:inclusion\.0\.label|criteria:inclusion\.0\.condition\.value|tests:cases\.0\.set)$/;
  const shapeOf = (text: string): string =>
    isJson(text) ? text.replace(/"(?:[^"\\]|\\.)*"/g, '""').replace(/[\d.eE+-]+/g, "0") : "";
  const SHAPES = [...new Map(SUITE.map((one) => [shapeOf(one.text), one])).values()];

  test.each(PLACES)("$place", (place) => {
    for (const { name, text } of FEW.test(place.place) ? SUITE : SHAPES) accepts(place, text, name);
  });

  /** Combinations of a position and a text with two mistakes. */
  const TWO = /^(?:criteria:inclusion\.1\.condition\.all\.0\.any\.0\.value "|(?:criteria|dictionaries):fields )/;
  const VALUES = ["null", "true", "0", "-1", "9", "[]", "[null]", '""', '"x"', '"28"', '"\\ud800"', '"\\u0000"', '"__proto__"'];
  const NUMBERS = ["1e999", "1e24", "-1e24", "1.00000000000000000000000000000001", "0.1", "1e-300", "1000000000000000000000000"];

  test.each(PLACES)("one value, one mistake: $place", (place) => {
    for (const text of [...VALUES, ...NUMBERS]) {
      const errors = errorsIn(place.around(text), place.kind);
      const isTwo = TWO.test(`${place.place} ${text}`);
      expect(errors.length, `${text}: ${JSON.stringify(errors)}`).toBeLessThanOrEqual(isTwo ? 2 : 1);
    }
  });
});

describe("with the built program", () => {
  mkdirSync(join(folder, "suite"));
  const paths = SUITE.map(({ name, bytes }) => put(`suite/${name}.json`, bytes));

  test("named files: one line each, and status 1", () => {
    const { status, stdout, stderr } = run(["validate", ...paths, "-f", "concise"]);
    expect([status, stderr]).toEqual([1, ""]);
    expect(lines(stdout).map((line) => line.replace(/\.json:\d+:\d+: .*/s, ""))).toEqual(
      paths.toSorted().map((path) => path.replace(/\.json$/, "")),
    );
  });

  test("a folder: invalid JSON is reported, other JSON is ignored", () => {
    const { status, stdout, stderr } = run(["validate", join(folder, "suite"), "-f", "json"]);
    expect([status, stderr]).toEqual([1, ""]);
    const isFault = ({ rule, text, bytes }: (typeof SUITE)[number]): boolean => rule === "n" || !Buffer.from(text).equals(bytes);
    expect(JSON.parse(stdout).diagnostics).toHaveLength(SUITE.filter(isFault).length);
  });

  test.each<[string, (stdout: string) => number]>([
    ["pretty", (stdout) => [...stdout.matchAll(/^\S+: error /gm)].length],
    ["github", (stdout) => lines(stdout).filter((line) => line.startsWith("::error ")).length],
    ["sarif", (stdout) => JSON.parse(stdout).runs[0].results.length],
  ])("as %s", (format, count) => {
    const { status, stdout, stderr } = run(["validate", ...paths, "-f", format]);
    expect([status, stderr, count(stdout)]).toEqual([1, "", SUITE.length]);
  });

  test.each([
    ["fmt", "--check", ...paths],
    ["test", ...paths],
    ["show", ...paths],
    ["screen", "fixtures/candidates.csv", ...paths.flatMap((path) => ["-c", path])],
  ])("%s refuses them", (...args) => {
    const { status, stdout, stderr } = run(args);
    expect(status).toBeGreaterThan(0);
    expect(`${stdout}${stderr}`).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
  });
});

describe("huge and hostile files: one clear message, in bounded time", () => {
  const same = (text: string): string => text;
  const PAINT = { strong: same, dim: same, severity: same };
  const PLATELETS = { type: "number", unit: "10*9/L", plausible: [1, 2000] };
  const LEAF = { field: "platelets", op: ">=", value: 80, unit: "10*9/L" };
  const file = (condition: object, label = "A criterion", fields: object = {}): string =>
    JSON.stringify({
      trial: { id: "T1" },
      fields: { platelets: PLATELETS, birth_date: { type: "date" }, ...fields },
      inclusion: [{ id: "I1", label, condition }],
    });
  const withValue = (text: string): string => file({ ...LEAF, value: "@" }).replace('"@"', text);
  const nested = (levels: number, open: string, close: string): string =>
    file({ not: "@" }).replace('"@"', open.repeat(levels) + JSON.stringify(LEAF) + close.repeat(levels));
  const many = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);
  const AGE = { type: "number", unit: "a", plausible: [0, 1e30], since: "birth_date" };

  test.each<[string, string, readonly string[]]>([
    ["brackets", "[".repeat(100_000), ["json-depth"]],
    ["closed brackets", "[".repeat(100_000) + "]".repeat(100_000), ["json-depth"]],
    ["brackets on separate lines", "[\n".repeat(1_000_000), ["json-depth"]],
    ["objects", '{"a":'.repeat(100_000), ["json-depth"]],
    ["criteria", `{"trial":${"[".repeat(100_000)}`, ["json-depth"]],
    ["a dictionary", `{"fields":${'{"a":'.repeat(100_000)}`, ["json-depth"]],
    ["a column map", `{"columns":${"[".repeat(100_000)}`, ["json-depth"]],
    ["a test file", `{"cases":${"[".repeat(100_000)}`, ["json-depth"]],
    ["10,000 levels of `not`", nested(10_000, '{"not":', "}"), ["json-depth"]],
    ["400 levels of `all`", nested(400, '{"all":[', "]}"), ["condition-depth"]],
    ["100,000 conditions in one", file({ any: many(100_000).map((at) => ({ ...LEAF, value: 1 + (at % 1900) })) }), []],
    ["20,000 keys", `{"trial":{"id":"T"},${many(20_000).map((at) => `"k${at}":1`)}}`, ["empty-criteria", "unknown-key"]],
    ["20,000 wide keys", `{"trial":{"id":"T"},${many(20_000).map((at) => `"😀${at}":1`)}}`, ["empty-criteria", "unknown-key"]],
    [
      "one key 20,000 times",
      `{"trial":{"id":"T"},${many(20_000).map(() => '"a":1')}}`,
      ["duplicate-key", "empty-criteria", "unknown-key"],
    ],
    ["a number of millions of digits", withValue("1".repeat(1_000_000)), ["invalid-value"]],
    ["zeros before the exponent", withValue(`80e+${"0".repeat(1_000_000)}`), ["invalid-value"]],
    ["zeros after the point", withValue(`80.${"0".repeat(1_000_000)}`), ["invalid-value"]],
    ["a text of millions of characters", withValue(`"${"x".repeat(5_000_000)}"`), ["wrong-type"]],
    ["a unit of millions of characters", file({ ...LEAF, unit: "10*9/L.".repeat(500_000) }), ["unknown-unit"]],
    ["a field of millions of characters", file({ ...LEAF, field: "f-".repeat(1_000_000) }), ["unknown-field"]],
    ["an operator of millions of characters", file({ ...LEAF, op: ">".repeat(1_000_000) }), ["invalid-value"]],
    ["a key of millions of characters", file({ ...LEAF, ["k".repeat(1_000_000)]: 1 }), ["unknown-key"]],
    ["a label of a million numbers", file(LEAF, "at least 80 ".repeat(500_000)), []],
    ["a label of millions of spaces", file(LEAF, `a${" ".repeat(2_000_000)}80`), []],
    ["a word of millions of letters", "x".repeat(5_000_000), ["json-syntax"]],
    ["signs", "+1".repeat(1_000_000), ["json-syntax"]],
    ["NUL bytes", "\0".repeat(1_000_000), ["json-syntax"]],
    ["white space", " ".repeat(5_000_000), ["empty-file"]],
    ["a text that does not close", `{"trial":"${"x".repeat(5_000_000)}`, ["json-syntax"]],
    ["lone surrogates", file(LEAF, "@").replace("@", "\\ud800".repeat(100_000)), []],
    [
      "dates that do not exist",
      file({ field: "birth_date", op: "<", value: 1, unit: "a" }, "A", { birth_date: { type: "date", plausible: [0, 1e24] } }),
      ["invalid-value"],
    ],
    [
      "ages that are too long for a calendar",
      file(
        {
          all: [
            { field: "age", op: ">=", value: 1e20, unit: "a" },
            { field: "birth_date", op: ">=", value: 18, unit: "a" },
          ],
        },
        "A",
        { age: AGE },
      ),
      ["never-met"],
    ],
  ])("%s", (_name, text, codes) => {
    const path = put("hostile.json", text);
    const errors = errorsOf(path);
    expect([...new Set(errors.map(({ code }) => code))].sort()).toEqual(codes);
    for (const error of errors) {
      expect(error.message.length).toBeLessThan(300);
      expect(printDiagnostic(error, text, PAINT).length).toBeLessThan(1000);
    }
  });

  test("with the built program, whose stack has another size", () => {
    const deep = ["[", '{"a":', '{"trial":[', '{"fields":{"a":', '{"columns":{"a":', '{"cases":['];
    const paths = deep.map((text, index) => put(`deep-${index}.json`, text.repeat(100_000)));
    const { status, stdout, stderr } = run(["validate", ...paths, "-f", "concise"]);
    expect([status, stderr]).toEqual([1, ""]);
    expect(lines(stdout).map((line) => line.replace(/^.*: error | .*/g, ""))).toEqual(deep.map(() => "json-depth:"));
  });
});
