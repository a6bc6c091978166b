/** Rows of units further down in a list, where another table may begin. */
import { describe, expect, test } from "vitest";
import { type MemoryFile, screenFiles } from "./build.js";

/** Verdicts on hemoglobin (at least 80 g/L) by candidate. They must not depend on where blocks end. */
async function verdicts(file: MemoryFile): Promise<Record<string, string>> {
  const found: string[] = [];
  for (const blockSize of [1, 200, 1 << 16]) {
    const { text } = await screenFiles([file], { format: "ndjson" }, { blockSize, jobs: 2 });
    const records: { candidate: string; trials: { criteria: { id: string; verdict: string }[] }[] }[] = text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    const rows = records.map(({ candidate, trials }) => [
      candidate,
      trials[0]?.criteria.find(({ id }) => id === "I4d")?.verdict ?? "",
    ]);
    found.push(JSON.stringify(Object.fromEntries(rows)));
  }
  expect(new Set(found).size).toBe(1);
  return JSON.parse(found[0] ?? "{}");
}

const people = Array.from({ length: 25 }, (_, index) => `A${index},120,150`);
const list = (heading: string, ...below: readonly string[]): MemoryFile => ({
  name: "a.csv",
  text: [heading, ...people, ...below, ""].join("\n"),
});

describe("a row of other units far below", () => {
  test.each<[string, string, readonly string[], Record<string, string>]>([
    // 9 mmol/L are 145 g/L
    ["with a word for units", "patient_id,Hb (g/L),PLT", ["Einheit,mmol/L,G/L", "B1,9,150"], { B1: "unknown" }],
    ["with a blank ID", "patient_id,Hb (g/L),PLT", [",mmol/L,", "B1,90,150"], { B1: "unknown" }],
    ["that changes verdicts", "patient_id,Hb (g/dL),PLT", ["Units:,g/L,", "B1,13,150"], { A1: "unknown", B1: "unknown" }],
    ["in brackets", "patient_id,Hb (g/dL),PLT", [",[g/L],[G/L]", "B1,13,150"], { B1: "unknown" }],
    ["after a title", "patient_id,Hb (g/dL),PLT", ["Labor B,,", ",g/L,G/L", "B1,13,150"], { B1: "unknown" }],
    ["with fewer cells", "patient_id,Hb (g/dL),PLT", ["Unit,g/L", "B1,13,150"], { B1: "unknown" }],
    ["with an id", "patient_id,Hb (g/dL),PLT", ["Lab2,g/L,/nL", "B1,13,150"], { B1: "unknown" }],
    ["in a comment", "patient_id,Hb (g/dL),PLT", ["# new units,g/L,", "B1,13,150"], { B1: "unknown" }],
    ["of another kind", "patient_id,Hb (g/L),PLT", ["Unit,%,", "B1,90,150"], { A1: "unknown", B1: "unknown" }],
    ["the same units again", "patient_id,Hb (g/dL),PLT", ["Unit,g/dl,/nL", "B1,13,150"], { A1: "pass", B1: "pass" }],
    ["cells with units of their own", "patient_id,Hb (g/dL),PLT", ["Unit,g/L,", "B1,13 g/dL,150"], { B1: "pass" }],
    ["a shifted row", "patient_id,Hb (g/dL),PLT", ["B0,g/L,13,150", "B1,13,150"], { A1: "pass", B1: "pass" }],
    ["one slip in a row of numbers", "patient_id,Hb (g/dL),PLT", ["B0,g/L,150", "B1,13,150"], { A1: "pass", B1: "pass" }],
    ["no unit", "patient_id,Hb (g/dL),PLT", ["Labor B,nüchtern,G/L", "B1,13,150"], { A1: "pass", B1: "pass" }],
  ])("%s", async (_, heading, below, expected) => {
    const text = list(heading, ...below);
    // 120 would be implausible in g/dL.
    const file = heading.includes("g/dL") ? { ...text, text: text.text.replaceAll(",120,", ",12,") } : text;
    expect(await verdicts(file)).toMatchObject(expected);
  });

  test("in JSON", async () => {
    const record = (patient_id: string, hb: unknown): string => JSON.stringify({ patient_id, "Hb (g/dL)": hb });
    const records = [
      ...Array.from({ length: 25 }, (_, index) => record(`A${index}`, 12)),
      record("Units", "g/L"),
      record("B1", 13),
    ];
    expect(await verdicts({ name: "a.ndjson", text: records.join("\n") })).toMatchObject({ A1: "unknown", B1: "unknown" });
    const slip = [...records, JSON.stringify({ patient_id: "B2", "Hb (g/dL)": "mg/dL", PLT: 150 })].filter(
      (one) => !one.includes("Units"),
    );
    expect(await verdicts({ name: "b.ndjson", text: slip.join("\n") })).toMatchObject({ A1: "pass", B1: "pass", B2: "unknown" });
    const blank = records.map((one) => one.replace('"Units"', '""'));
    expect(await verdicts({ name: "a.json", text: `[${blank.join(",")}]` })).toMatchObject({ A1: "unknown", B1: "unknown" });
  });

  test("a note reports it", async () => {
    const { outcome } = await screenFiles([list("patient_id,Hb,PLT", "Unit,g/dL,", "B1,13,150")], {});
    expect(JSON.stringify(outcome.notices)).toContain(
      " holds g/dL without a number, as at the start of another table, or a note names it, and not g/L, the unit that is assumed",
    );
  });
});

test("a row of units among the first candidates does not give units to the rows above it", async () => {
  const text = "patient_id,Hb,PLT\nP1,90,100\nP2,95,100\nEinheit,g/dL,\nP3,13,100\n";
  expect(await verdicts({ name: "a.csv", text })).toMatchObject({ P1: "unknown", P3: "unknown" });
  const same = text.replace("g/dL", "g/L").replace("13", "90");
  expect(await verdicts({ name: "a.csv", text: same })).toMatchObject({ P1: "pass", P3: "pass" });
});
