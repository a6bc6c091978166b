/** `fixtures/ward-cells.tsv`: cells as wards write them, read with fields of the shipped dictionary. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { columnUnit } from "../../src/cells/column-unit.js";
import { datedText } from "../../src/cells/dated-text.js";
import { readText } from "../../src/cells/read-cell.js";
import { loadTrials } from "../../src/language/load/load.js";
import { parseIsoDay } from "../../src/values/date/date.js";
import { describeReading } from "../../src/values/describe-reading.js";
import type { ParseOptions } from "../../src/values/spec.js";

const NOTHING = { state: "none", unit: undefined } as const;
const FIELDS = loadTrials([{ file: "c.json", text: shipped() }], () => undefined).trials[0]?.fields;

function shipped(): string {
  const { fields } = JSON.parse(readFileSync(new URL("../../criteria/dictionary.json", import.meta.url), "utf8"));
  const condition = { field: "pregnant", op: "is", value: false };
  return JSON.stringify({ trial: { id: "T" }, fields, inclusion: [{ id: "I1", label: "x", condition }] });
}

const OPTIONS: ParseOptions = {
  decimal: undefined,
  dateOrder: "dmy",
  missing: new Set(),
  flags: [],
  codes: undefined,
  whenBlank: undefined,
};

const rows = readFileSync(new URL("../../fixtures/ward-cells.tsv", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .flatMap((line) => {
    const [field = "", reading = "", cells = ""] = line.split("\t");
    return cells.split("|").map((cell) => [field, cell, reading] as const);
  });

test.each(rows)("%s %j: %s", (name, cell, expected) => {
  const field = FIELDS?.get(name);
  if (field === undefined) throw new Error(`no field ${name}`);
  const context = {
    field,
    parseOptions: OPTIONS,
    companionOptions: OPTIONS,
    checkbox: false,
    asOf: parseIsoDay("2026-11-28"),
  };
  const unit = columnUnit(field, undefined, NOTHING);
  const [dated] = datedText(cell, unit, undefined, context) ?? [];
  const reading = dated?.reading ?? readText(cell, unit, undefined, context);
  const day = dated?.at === undefined ? "" : dated.at.state === "read" ? `, dated ${describeReading(dated.at)}` : ", undated";
  const words = describeReading(reading) + day;
  expect(expected === "unreadable" ? words.split(":")[0] : words).toBe(expected);
});
