/**
 * Generated criteria files, valid and damaged, go through everything that reads a trial. A file that is accepted must never make
 * a later step fail or hang.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { analyse } from "../src/analysis/analyse.js";
import { screenRecords } from "../src/index.js";
import { checkTrial } from "../src/language/check/check.js";
import { formatFile } from "../src/language/format.js";
import { loadTestFile, loadTrials } from "../src/language/load/load.js";
import type { Trial } from "../src/language/model.js";
import { plainPaint } from "../src/report/paint.js";
import { showJson } from "../src/report/show-json.js";
import { showMarkdown } from "../src/report/show-markdown.js";
import { showText } from "../src/report/show-text.js";
import { showTrial } from "../src/report/shown.js";
import { coverageOf } from "../src/testing/coverage.js";
import { mutate } from "../src/testing/mutate.js";
import { caseText } from "../src/testing/new-case.js";
import { type FileRun, runTest } from "../src/testing/run.js";
import { suggestCases } from "../src/testing/suggest.js";
import { PATIENCE, runs } from "./runs.js";

const AS_OF = "2026-03-31";

const DECLARED: Readonly<Record<string, object>> = {
  age: { type: "number", unit: "a", plausible: [0, 120], integer: true, since: "born" },
  alt: { type: "number", unit: "U/L", plausible: [1, 10000], loinc: ["1742-6"] },
  base_excess: { type: "number", unit: "mmol/L", plausible: [-30, 30], assumeUnit: false },
  born: { type: "date", label: "Born on" },
  child_pugh: { type: "code", codes: { A: ["a"], B: [], C: [] }, whenBlank: "A" },
  creatinine: { type: "number", unit: "umol/L", plausible: [20, 3000], molarMass: 113.12, aliases: ["SCr"] },
  dosed: { type: "date", plausible: [0, 30] },
  ecog: { type: "number", plausible: [0, 4], integer: true, ranges: true, codes: { "0": ["none"] } },
  pregnant: { type: "boolean", whenBlank: false },
  smoker: { type: "boolean" },
};

const comparison = fc.constantFrom("<", "<=", ">", ">=", "=", "!=");

function compared(field: string, values: readonly unknown[], unit?: string): fc.Arbitrary<object> {
  const rest = unit === undefined ? {} : { unit };
  return fc.oneof(
    {
      weight: 3,
      arbitrary: fc.tuple(comparison, fc.constantFrom(...values)).map(([op, value]) => ({ field, op, value, ...rest })),
    },
    { weight: 1, arbitrary: fc.constant({ field, op: "between", value: [values[0], values.at(-1)], ...rest }) },
  );
}

const measured = fc.oneof(
  compared("age", [18, 75], "a"),
  compared("age", [216, 220], "mo"),
  compared("alt", [1, 2.5, 5], "[ULN]"),
  compared("alt", [40, 100], "U/L"),
  compared("base_excess", [-5, 0, 2.5], "mmol/L"),
  compared("creatinine", [1.2, 1.5], "mg/dL"),
  compared("creatinine", [100, 132.5], "umol/L"),
  compared("ecog", [0, 1, 2]),
  fc.constantFrom("smoker", "pregnant").chain((field) => fc.boolean().map((value) => ({ field, op: "is", value }))),
  fc.constantFrom("A", "B").map((value) => ({ field: "child_pugh", op: "is", value })),
  fc.constantFrom("in", "not-in").map((op) => ({ field: "child_pugh", op, value: ["A", "C"] })),
);
const aged = fc
  .tuple(measured, fc.constantFrom({ value: 14, unit: "d" }, { value: 1, unit: "mo" }))
  .map(([leaf, maxAge]) => ({ ...leaf, maxAge }));
const elapsed = fc.oneof(
  compared("dosed", [0, 14, 28], "d"),
  compared("dosed", [1, 2], "wk"),
  compared("dosed", [1, 6], "mo"),
  compared("born", [18, 75], "a"),
  compared("born", ["1990-01-01", "2008-02-29"]),
);
const leaf = fc.oneof({ weight: 5, arbitrary: measured }, { weight: 1, arbitrary: aged }, { weight: 3, arbitrary: elapsed });

const condition: fc.Arbitrary<object> = fc.letrec<{ node: object }>((tie) => {
  const members = fc.array(tie("node"), { minLength: 1, maxLength: 3 });
  return {
    node: fc.oneof(
      { maxDepth: 2 },
      { weight: 3, arbitrary: leaf },
      { weight: 1, arbitrary: fc.record({ all: members }) },
      { weight: 1, arbitrary: fc.record({ any: members }) },
      { weight: 1, arbitrary: fc.record({ not: tie("node") }) },
      {
        weight: 1,
        arbitrary: fc.tuple(members, fc.nat(2)).map(([of, less]) => ({ atLeast: Math.max(1, of.length - less), of })),
      },
    ),
  };
}).node;

function criteria(letter: string, maxLength: number): fc.Arbitrary<readonly object[]> {
  const one = fc.record({ label: fc.constantFrom("at least 18", "l", "ALT <= 2.5 ULN", "\u202e\u001b[31m"), condition });
  return fc
    .array(one, { maxLength })
    .map((list) => list.map((criterion, index) => ({ id: `${letter}${index + 1}`, source: "item 1", ...criterion })));
}

const file = fc.record({ inclusion: criteria("I", 3), exclusion: criteria("E", 2) }).map((lists) => ({
  trial: { id: "T1", title: "Invented", source: "nowhere", version: "1" },
  fields: DECLARED,
  ...lists,
}));

type Path = readonly (string | number)[];

/** The paths of all values inside a JSON value, that of the whole value first. */
function placesIn(value: unknown, path: Path = []): readonly Path[] {
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? value.map((item, index) => [index, item] as const)
    : typeof value === "object" && value !== null
      ? Object.entries(value)
      : [];
  return [path, ...entries.flatMap(([key, item]) => placesIn(item, [...path, key]))];
}

function valueAt(value: unknown, [key, ...rest]: Path): unknown {
  if (key === undefined) return value;
  if (Array.isArray(value)) return valueAt(value[Number(key)], rest);
  return typeof value === "object" && value !== null ? valueAt(Reflect.get(value, key), rest) : undefined;
}

/** A copy of the value with `put` at the path; `undefined` removes the entry. */
function changedAt(value: unknown, [key, ...rest]: Path, put: unknown): unknown {
  if (key === undefined) return put;
  if (Array.isArray(value)) {
    const items = value.map((item, index) => (index === key ? changedAt(item, rest, put) : item));
    return items.filter((item) => item !== undefined);
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, name === key ? changedAt(item, rest, put) : item]),
  );
}

/** JSON numbers as `JSON.stringify` would not write them. */
const ODD_TEXTS = [
  "1e15",
  "-0",
  "1E-7",
  "999999999999999",
  "123456789.012345",
  "1e400",
  "0.1e1",
  "-999999999999999",
  "1e-300",
  "100000",
];
const ODD = fc.oneof(
  fc.constantFrom(
    null,
    "",
    [],
    {},
    true,
    0,
    -1,
    2.5,
    "d",
    "a",
    "wk",
    "[ULN]",
    "10*9/L",
    "%",
    "is",
    "between",
    "constructor",
    "__proto__",
  ),
  fc.constantFrom(
    "2026-02-30",
    "0001-01-01",
    "9999-12-31",
    "1900-01-01",
    "\ud800",
    "x".repeat(300),
    [18, 75],
    [75, 18],
    ["A", "A"],
    ["A"],
  ),
  fc.constantFrom(...ODD_TEXTS).map((text) => `\u0000${text}`),
  fc.jsonValue({ maxDepth: 1 }),
);

/** One to three faults: an odd value, a value copied from elsewhere in the file, or a removed entry. */
const damage = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant("odd" as const), at: fc.nat(), put: ODD }),
    fc.record({ kind: fc.constant("graft" as const), at: fc.nat(), from: fc.nat() }),
    fc.record({ kind: fc.constant("drop" as const), at: fc.nat() }),
  ),
  { minLength: 1, maxLength: 3 },
);

const damaged = fc.tuple(file, damage).map(([whole, faults]) => {
  let value: unknown = whole;
  for (const fault of faults) {
    const places = placesIn(value).slice(1);
    const place = places[fault.at % places.length] ?? [];
    const put =
      fault.kind === "odd"
        ? fault.put
        : fault.kind === "drop"
          ? undefined
          : valueAt(value, places[fault.from % places.length] ?? []);
    value = changedAt(value, place, put);
  }
  return value;
});

function textOf(value: unknown): string {
  return JSON.stringify(value, undefined, 1).replace(/"\\u0000([-+.eE0-9]+)"/g, "$1");
}

const CELLS: readonly unknown[] = [
  ...[
    null,
    "",
    "NA",
    0,
    1,
    2,
    18,
    80,
    120,
    -5,
    2.5,
    true,
    false,
    "yes",
    "A",
    "B",
    "<18 a",
    ">75",
    "2.5 x ULN",
    "100 U/L",
    "1.5 mg/dL",
    "1,200",
  ],
  ...[
    "2026-03-03",
    "2026-03",
    "2008",
    "1990-01-01",
    "2026-04-01",
    [1, 2],
    ["A", "C"],
    { value: 3, unit: "mmol/L", date: "2026-03-20" },
    {},
    "\ud800",
  ],
];

/** Five candidates with cells of many kinds; always the same for the same trial. */
function recordsOf(trial: Trial): readonly object[] {
  const keys = [...trial.fields.keys()].flatMap((name) => [name, `${name}_date`, `${name}_uln`]);
  return Array.from({ length: 5 }, (_, row) => {
    const cells = keys.map((key, index) => [key, CELLS[(row * 7 + index * (row + 3)) % CELLS.length]] as const);
    return Object.fromEntries([["patient_id", `P${row}`], ...cells]);
  });
}

function testOf(trial: Trial, cases: readonly object[]): FileRun | undefined {
  const text = JSON.stringify({ criteria: "t.json", asOf: AS_OF, cases });
  const { test: loaded, diagnostics } = loadTestFile({ file: "t.test.json", text }, () => trial);
  expect(diagnostics).toEqual([]);
  return loaded && runTest(loaded);
}

/**
 * Adds the suggested test cases to the test file: they must give the results that they expect, and cover everything that can be
 * covered.
 */
function isCompleted(trial: Trial): void {
  const first = { name: "of nothing", expect: { eligibility: trial.criteria.length === 0 ? "eligible" : "undetermined" } };
  const run = testOf(trial, [first]);
  if (run === undefined) return;
  const suggested = suggestCases(
    run,
    coverageOf(run),
    run.all.some(({ failures }) => failures.length > 0) ? undefined : mutate(run),
  );
  const after = testOf(trial, [first, ...suggested.map((one): object => JSON.parse(caseText(one)))]);
  expect(after?.all.slice(1).flatMap(({ failures }) => failures)).toEqual([]);
  expect(after && coverageOf(after).missing.filter(({ witness }) => witness.state === "found")).toEqual([]);
}

/** Runs everything that reads a trial on the file. @returns whether the file was accepted */
async function goesThrough(text: string): Promise<boolean> {
  const source = { file: "t.json", text };
  const { trials, diagnostics } = loadTrials([source], () => undefined);
  const { text: formatted } = formatFile(source);
  const [trial] = trials;
  expect(trial === undefined).toBe(diagnostics.some(({ severity }) => severity === "error"));
  if (trial === undefined) return false;
  analyse(trial);
  checkTrial(trial, source);
  const shown = [showTrial(trial, [])];
  showText(shown, { version: "0", width: 80, paint: plainPaint });
  showMarkdown(shown, "0");
  JSON.parse(showJson(shown, "0"));
  expect(loadTrials([{ file: "t.json", text: formatted ?? text }], () => undefined).trials).toHaveLength(1);
  const { candidates } = await screenRecords(trials, recordsOf(trial), { asOf: AS_OF });
  expect(candidates).toHaveLength(5);
  isCompleted(trial);
  return true;
}

test("valid files are accepted and go through everything", { timeout: 3 * PATIENCE }, () =>
  fc.assert(
    fc.asyncProperty(file, async (value) => {
      fc.pre(value.inclusion.length + value.exclusion.length > 0);
      expect(await goesThrough(textOf(value))).toBe(true);
    }),
    runs(25),
  ),
);

test("damaged files are either refused, or accepted and go through everything", { timeout: 3 * PATIENCE }, async () => {
  const counts = { accepted: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(damaged, async (value) => {
      counts[(await goesThrough(textOf(value))) ? "accepted" : "refused"] += 1;
    }),
    runs(250),
  );
  // Both outcomes must occur often enough to test something. About twenty files are accepted; which ones, changes with the
  // generators.
  expect(Math.min(counts.accepted, counts.refused)).toBeGreaterThan(10);
});
