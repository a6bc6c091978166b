/** Limits of normal in a separate column: those that differ too much from the others are not used. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isInSpan, judgeLimits, stepsOf } from "../../src/facts/limit-facts.js";
import type { NumberField } from "../../src/language/model.js";
import type { Reading } from "../../src/values/reading.js";
import { numberField, numbers, quantity } from "../naive/build.js";
import { run, scratch } from "../program.js";

const ALT: NumberField = { ...numberField("alt", { unit: "U/L", plausible: ["1", "20000"] }), ranges: false };
const limit = (value: number, unit = "U/L"): Reading => numbers([quantity(`[${value},${value}]`, unit)]);

/** The limits that are not used. */
function doubted(all: readonly Reading[]): readonly Reading[] {
  const steps = new Map<number, number>();
  for (const step of all.flatMap((one) => stepsOf(one, ALT))) steps.set(step, (steps.get(step) ?? 0) + 1);
  const span = judgeLimits(steps);
  return span === undefined ? [] : all.filter((one) => !isInSpan(one, ALT, span));
}

const values = (text: string): readonly Reading[] =>
  text.split(" ").map((one) => {
    const [value = "", unit = "U/L"] = one.split("_");
    return limit(Number(value), unit);
  });

test.each([
  ["40 40 40", 0],
  ["35 50 60 45 33", 0],
  ["30 30 30 120", 0], // for children, or from another assay
  ["40", 0],
  ["0.67 40", 2], // either of the two may be wrong
  ["40 40 40 0.67", 4], // one of four is too many
  ["40 40 40 40 0.67", 1],
  ["40 40 40 40 400", 1],
  ["40 40 40 40 4000 0.67", 6],
  ["40_U/L 0.67_ukat/L 40_U/L", 0], // 0.67 ukat/L are 40 U/L
  ["40_U/L 40_U/L 40_U/L 40_U/L 40_ukat/L", 1],
])("of %s, %i are not used", (text, expected) => {
  expect(doubted(values(text)).length).toBe(expected);
});

test("limits that differ by less than a factor of four are all used", () => {
  const near = fc.double({ min: 40, max: 159, noNaN: true }).map((value) => limit(value));
  fc.assert(fc.property(fc.array(near, { minLength: 1 }), (all) => doubted(all).length === 0));
});

test("a limit of ten times the others, or a tenth of them, is never used", () => {
  const others = fc.array(fc.double({ min: 31, max: 59, noNaN: true }), { minLength: 1, maxLength: 9 });
  const far = fc.oneof(fc.double({ min: 500, max: 9000, noNaN: true }), fc.double({ min: 0.01, max: 4.9, noNaN: true }));
  fc.assert(fc.property(others, far, (near, one) => doubted([...near, one].map((value) => limit(value))).length > 0));
});

describe("in a list", () => {
  const { file } = scratch();
  const fields = { alt: { type: "number", unit: "U/L", plausible: [1, 20000], label: "ALT" } };
  const condition = { field: "alt", op: "<=", value: 3, unit: "[ULN]" };
  const criteria = file(
    "liver.json",
    JSON.stringify({ trial: { id: "T" }, fields, inclusion: [{ id: "I1", label: "ALT", condition }] }),
  );
  const map = file("trusted.json", '{"columns":{"alt":{"trust":["unit"]}}}');
  const ROWS = ["0.5,0.6", "0.8,0.6", "5,40", "1.1,0.6", "1.1,0.7", "5,0.6"];
  const list = file("list.csv", `id,ALT (ukat/L),ALT ULN\n${ROWS.map((row, at) => `P${at + 1},${row}\n`).join("")}`);
  const records = ROWS.map((row, at) => {
    const [value, uln] = row.split(",");
    return JSON.stringify({ id: `P${at + 1}`, "ALT (ukat/L)": value, "ALT ULN": uln });
  });
  const ndjson = file("list.ndjson", `${records.join("\n")}\n`);

  test.each([
    ["a table", [list], "pass pass unknown pass pass fail"],
    ["a table, on four threads", [list, "--jobs", "4"], "pass pass unknown pass pass fail"],
    ["JSON", [ndjson], "pass pass unknown pass pass fail"],
    ["a table that the map trusts", [list, "--columns", map], "pass pass pass pass pass fail"],
  ])("%s: 40 among limits of 0.6 and 0.7 ukat/L makes nobody eligible", (_, args, expected) => {
    const { stdout, stderr } = run(["screen", ...args, "-c", criteria, "-f", "csv"]);
    const verdicts = stdout
      .trimEnd()
      .split("\n")
      .slice(1)
      .map((line) => line.split(",").at(-1));
    expect(verdicts.join(" ")).toBe(expected);
    expect(stderr.includes("differ by more than a factor of four between rows")).toBe(!args.includes(map));
  });

  test("in a list that cannot be examined as a whole, limits without a unit of their own are not used", () => {
    const rows = Array.from({ length: 20_000 }, (_, at) => `P${at},0.5 ukat/L,0.6\n`).join("");
    const input = `id,ALT,ALT ULN\n${rows}B1,5 ukat/L,40\nB2,1 ukat/L,40 U/L\nB3,5 ukat/L,40 U/L\n`;
    const args = ["screen", "-", "-c", criteria, "-f", "csv", "-q", "--assume-unique-ids", "--max-held-bytes", "100000"];
    const { stdout } = run(args, { input });
    const verdicts = stdout
      .trimEnd()
      .split("\n")
      .slice(-3)
      .map((line) => line.split(",").at(-1));
    expect(verdicts).toEqual(["unknown", "pass", "fail"]);
  });
});
