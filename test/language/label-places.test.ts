import { expect, test } from "vitest";
import { checkCriteria } from "../../src/language/check/check.js";
import { loadTrials } from "../../src/language/load/load.js";

const fields = { age: { type: "number", unit: "a", plausible: [0, 120] } };
const condition = { field: "age", op: ">=", value: 18, unit: "a" };
const fileOf = (...inclusion: readonly unknown[]) => ({
  file: "t.json",
  text: JSON.stringify({ trial: { id: "T" }, fields, inclusion }, null, 1),
});

test("a label is reported at its position, even if others in the file are faulty", () => {
  const wrong = { id: "I1", label: "Aged 21 or older", condition };
  const { trials, diagnostics } = loadTrials([fileOf(wrong)], () => undefined);
  expect(diagnostics).toEqual([]);
  const [trial] = trials;
  if (trial === undefined) throw new Error("no trial");
  const others = [{ label: "no id", condition }, { id: 5, label: "a number", condition }, { id: "I2", condition }, 5];
  const source = fileOf(...others, wrong);
  const line = source.text.split("\n").findIndex((text) => text.includes("Aged 21")) + 1;
  const told = checkCriteria(trial, source).filter(({ code }) => code === "label-mismatch");
  expect(told).toMatchObject([{ at: { line } }]);
});
