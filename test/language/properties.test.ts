/** Whatever a file contains, loading throws no exception and gives trials or an error. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { printDiagnostic } from "../../src/diagnostics/pretty.js";
import { fileKind, loadColumnMap, loadDictionary, loadTrials, type Source } from "../../src/language/load/load.js";
import { type LeafCondition, leavesOf } from "../../src/language/model.js";
import { runs } from "../runs.js";

const DICTIONARY = readFileSync("criteria/dictionary.json", "utf8");
const CRITERIA = readFileSync("criteria/NCT02843204.json", "utf8");
const same = (text: string): string => text;
const paint = { strong: same, dim: same, severity: same };

/** Checks at run time that a leaf has the types that it declares. */
function isWellTyped(leaf: LeafCondition): boolean {
  switch (leaf.kind) {
    case "number":
      return leaf.limits.every((limit) => typeof limit.num === "bigint" && limit.den > 0n) && leaf.field.type === "number";
    case "elapsed":
    case "date":
      return leaf.limits.every(Number.isInteger) && leaf.field.type === "date";
    case "boolean":
      return typeof leaf.value === "boolean" && leaf.field.type === "boolean";
    case "code":
      return leaf.codes.length > 0 && leaf.field.type === "code" && leaf.codes.every((code) => leaf.field.codes.includes(code));
    case "known":
      return leaf.field.type !== "date" || leaf.maxAge === undefined;
  }
}

function holds(text: string, dictionary: string): void {
  const source: Source = { file: "c.json", text };
  fileKind(source);
  loadDictionary(source);
  const { trials, diagnostics } = loadTrials([source], (file) => ({ file, text: dictionary }));
  loadColumnMap(source, trials);
  expect(trials.length === 1 || diagnostics.some(({ severity }) => severity === "error")).toBe(true);
  expect(trials.length === 1 && diagnostics.length > 0).toBe(false);
  for (const { criteria } of trials)
    for (const { condition } of criteria) expect(leavesOf(condition).every(isWellTyped)).toBe(true);
  for (const one of diagnostics) {
    const printed = printDiagnostic(one, one.at.file === "c.json" ? text : dictionary, paint);
    expect(printed).toMatch(/^[^\p{Cc}\p{Cf}\p{Cs}]*(\n[^\p{Cc}\p{Cf}\p{Cs}]*)*$/u);
  }
}

test("any JSON and any text", () => {
  fc.assert(fc.property(fc.oneof(fc.json(), fc.string({ unit: "binary" })), (text) => holds(text, DICTIONARY)));
});

test("any JSON in place of the expected form", () => {
  const parsed: unknown = JSON.parse(CRITERIA);
  const places: (readonly (string | number)[])[] = [];
  const walk = (value: unknown, path: readonly (string | number)[]): void => {
    places.push(path);
    if (Array.isArray(value)) for (const [index, item] of value.entries()) walk(item, [...path, index]);
    else if (typeof value === "object" && value !== null)
      for (const [key, item] of Object.entries(value)) walk(item, [...path, key]);
  };
  walk(parsed, []);
  const put = (value: unknown, [key, ...rest]: readonly (string | number)[], wrong: unknown): unknown => {
    if (key === undefined) return wrong;
    if (Array.isArray(value)) return value.map((item, index) => (index === key ? put(item, rest, wrong) : item));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, name === key ? put(item, rest, wrong) : item]));
  };
  fc.assert(
    fc.property(
      fc.constantFrom(...places),
      fc.oneof(fc.jsonValue(), fc.constantFrom(0, "", [], {}, "d", "10*9/L", ">=")),
      (path, wrong) => holds(JSON.stringify(put(parsed, path, wrong), null, 2), DICTIONARY),
    ),
    runs(150),
  );
});

test("files with damaged text", () => {
  const damage = fc.record({
    at: fc.nat(),
    cut: fc.nat(6),
    put: fc.constantFrom("", "{", "}", "[", "]", ",", '"', "1", "\\", "\u202e", "\u001b", "null", "\ud800"),
  });
  const damaged = (text: string, { at, cut, put }: { at: number; cut: number; put: string }): string => {
    const place = at % text.length;
    return text.slice(0, place) + put + text.slice(place + cut);
  };
  fc.assert(
    fc.property(damage, (one) => holds(damaged(CRITERIA, one), DICTIONARY)),
    runs(150),
  );
  fc.assert(
    fc.property(damage, (one) => holds(CRITERIA, damaged(DICTIONARY, one))),
    runs(150),
  );
});
