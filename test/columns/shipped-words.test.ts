/** Words for grades in the shipped dictionary, as wards write them. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { loadTrials } from "../../src/language/load/load.js";
import { readNumber } from "../../src/values/number/number.js";
import { PLAIN_HABITS } from "../values/cell-table.js";

const { fields } = JSON.parse(readFileSync(new URL("../../criteria/dictionary.json", import.meta.url), "utf8"));
const condition = { field: "hypertension_grade", op: "<=", value: 1 };
const text = JSON.stringify({ trial: { id: "T" }, fields, inclusion: [{ id: "I1", label: "x", condition }] });
const grade = loadTrials([{ file: "c.json", text }], () => undefined).trials[0]?.fields.get("hypertension_grade");

test.each([
  ["Grade2", 2],
  ["gr. 3", 3],
  ["Gr.1", 1],
  ["grad 4", 4],
  ["III°", 3],
  ["Ⅱ度", 2],
  ["2级", 2],
  ["II ст.", 2],
  ["no HTA", 0],
  ["pas d'HTA", 0],
  ["keine Hypertonie", 0],
  // HTA means that there is hypertension, but not its grade; two grades are ambiguous.
  ["HTA", undefined],
  ["gr. 2 oder 3", undefined],
  ["grade 5", undefined],
])("a grade of hypertension: %s", (cell, expected) => {
  if (grade?.type !== "number") throw new Error("no grade of hypertension");
  const reading = readNumber(cell, grade, { state: "unit", unit: undefined, from: "none" }, PLAIN_HABITS);
  const [only] = reading.state === "read" && reading.type === "number" ? reading.possibilities : [];
  expect(only?.low).toBe(expected);
});
