/**
 * The language's specification as a table: the condition of each row in fixtures/conformance is loaded as a criteria file, and
 * its record is read from a CSV table and from JSON; both must give the result in the row.
 */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { openReader, resolveColumns } from "../src/engine/records/read.js";
import { compileTrial } from "../src/evaluate/compile.js";
import type { CriterionResult, ExplainedNode } from "../src/evaluate/result.js";
import { findingOf } from "../src/evaluate/verdict.js";
import { loadTrials } from "../src/language/load/load.js";
import type { Trial } from "../src/language/model.js";
import { planSlots, slotOf } from "../src/plan/slots.js";
import { openInput } from "../src/sources/input.js";
import { parseIsoDay } from "../src/values/date/date.js";

const FOLDER = fileURLToPath(new URL("../fixtures/conformance/", import.meta.url));
const DICTIONARY = "dictionary.json";

interface Row {
  readonly name: string;
  readonly condition: unknown;
  /** Field (or companion) -> cell as written. */
  readonly record: Readonly<Record<string, string>>;
  readonly expect: string;
}

interface Sheet {
  readonly name: string;
  readonly asOf: string;
  readonly rows: readonly Row[];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string {
  if (typeof value !== "string") throw new Error(`not a text: ${JSON.stringify(value)}`);
  return value;
}

/** Rows are checked here, so that a misspelt key is a failure and not a row that tests nothing. */
function rowOf(value: unknown): Row {
  if (!isObject(value) || Object.keys(value).join() !== "name,condition,record,expect" || !isObject(value["record"]))
    throw new Error(`not a row: ${JSON.stringify(value)}`);
  const { name, condition, record, expect: expected } = value;
  const cells = Object.entries(isObject(record) ? record : {}).map(([field, cell]) => [field, textOf(cell)] as const);
  return { name: textOf(name), condition, record: Object.fromEntries(cells), expect: textOf(expected) };
}

function sheetOf(file: string): Sheet {
  const parsed: unknown = JSON.parse(readFileSync(FOLDER + file, "utf8"));
  if (!isObject(parsed) || !Array.isArray(parsed["rows"])) throw new Error(`no rows: ${file}`);
  const rows: readonly unknown[] = parsed["rows"];
  return { name: file, asOf: textOf(parsed["asOf"]), rows: rows.map(rowOf) };
}

const files = readdirSync(FOLDER).filter((file) => file.endsWith(".json") && file !== DICTIONARY);
const sheets = files.sort().map(sheetOf);
const dictionary = { file: FOLDER + DICTIONARY, text: readFileSync(FOLDER + DICTIONARY, "utf8") };

/**
 * A trial with the row's condition as an inclusion and as an exclusion, and with a criterion on `anchor`, so that every record
 * has a field.
 */
function trialOf(condition: unknown): Trial {
  const anchor = { id: "anchor", label: "always yes", condition: { field: "anchor", op: "is", value: true } };
  const text = JSON.stringify({
    trial: { id: "conformance", title: "A row" },
    dictionary: DICTIONARY,
    inclusion: [{ id: "included", label: "as written", condition }, anchor],
    exclusion: [{ id: "excluded", label: "as written", condition }],
  });
  const { trials, diagnostics } = loadTrials([{ file: `${FOLDER}row.json`, text }], () => dictionary);
  expect(diagnostics).toEqual([]);
  const [trial] = trials;
  if (trial === undefined) throw new Error("no trial was loaded");
  return trial;
}

function csvCell(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const FORMATS = {
  csv: (record: Row["record"]) =>
    [Object.keys(record), Object.values(record)].map((row) => row.map(csvCell).join(",")).join("\n"),
  json: (record: Row["record"]) => JSON.stringify([record]),
} as const;

/** Reads the row's only record from the text, and screens it. */
function screened(trial: Trial, text: string, file: string, asOf: number): readonly CriterionResult[] {
  const plan = planSlots([trial]);
  const input = openInput({ file, isStdin: false });
  const blocks = [...input.push(new TextEncoder().encode(text)), ...input.end()];
  if (input.head === undefined) throw new Error(input.fault?.message ?? "no head");
  const { columns, notices } = resolveColumns(plan, input.head, { file, id: undefined, map: undefined });
  if (columns === undefined) throw new Error(notices.map(({ message }) => message).join("; "));
  const reader = openReader(plan, columns, { file, severalFiles: false, asOf, examples: false });
  const screen = compileTrial(trial, (field) => slotOf(plan, 0, field.name), asOf);
  const results = blocks.flatMap((block) =>
    Array.from(reader.records(block), (record) => {
      expect(record.problems).toEqual([]);
      const { criteria } = screen.screen(record, false, "evidence");
      // Verdicts only, explanations, and the truths of all nodes must agree with the evidence.
      const truths = screen.truths(record);
      const found = criteria.map((one) => one.finding);
      expect(screen.screen(record, false, "verdicts").criteria.map((one) => one.finding)).toEqual(found);
      expect(screen.explain(record).map(({ truth }) => findingOf(truth))).toEqual(found);
      expect(trial.criteria.map(({ condition }) => findingOf(truths.get(condition.id) ?? "unknown"))).toEqual(found);
      expect(truths).toEqual(
        new Map(
          screen
            .explain(record)
            .flatMap(nodesUnder)
            .map(({ id, truth }) => [id, truth]),
        ),
      );
      return { criteria };
    }),
  );
  expect(results.length).toBe(1);
  return results.flatMap(({ criteria }) => criteria);
}

function nodesUnder(node: ExplainedNode): readonly ExplainedNode[] {
  return [node, ...node.children.flatMap(nodesUnder)];
}

const VERDICTS = {
  met: ["pass", "fail"],
  "not-met": ["fail", "pass"],
  unknown: ["unknown", "unknown"],
} as const;

function isFinding(text: string): text is keyof typeof VERDICTS {
  return text in VERDICTS;
}

test("there are rows, and their names are unique within each sheet", () => {
  expect(sheets.flatMap(({ rows }) => rows).length).toBeGreaterThan(200);
  for (const { name, rows } of sheets) {
    const names = rows.map((row) => row.name);
    expect(
      names.filter((one, index) => names.indexOf(one) !== index),
      name,
    ).toEqual([]);
  }
});

describe.each(sheets)("$name", ({ asOf, rows }) => {
  test.each(rows)("$name: $expect", ({ condition, record, expect: finding }) => {
    if (!isFinding(finding)) throw new Error(`no finding: ${finding}`);
    const trial = trialOf(condition);
    const day = parseIsoDay(asOf);
    if (day === undefined) throw new Error(`no date: ${asOf}`);
    for (const [format, write] of Object.entries(FORMATS)) {
      const criteria = screened(trial, write({ id: "P1", anchor: "yes", ...record }), `row.${format}`, day);
      const [inclusion, exclusion] = VERDICTS[finding];
      expect(
        criteria.map(({ id, finding: found, verdict }) => `${id}: ${found}, ${verdict}`),
        format,
      ).toEqual([`included: ${finding}, ${inclusion}`, "anchor: met, pass", `excluded: ${finding}, ${exclusion}`]);
      for (const { because, evidence } of criteria) {
        expect(because).not.toBe("");
        expect(evidence.length).toBeGreaterThan(0);
      }
    }
  });
});
