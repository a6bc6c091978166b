/** Two values of one candidate that cannot both be right. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { loadTrials, screenRecords } from "../../src/index.js";
import { screenFiles } from "./build.js";

/** The verdicts on leucocytes (I4b) and neutrophils (I4c, at least 2), by row, one letter each. */
async function verdicts(text: string): Promise<readonly string[]> {
  const { text: out } = await screenFiles([{ name: "a.csv", text }], { format: "ndjson" });
  return out
    .trim()
    .split("\n")
    .map((line) => {
      const { trials }: { trials: { criteria: { id: string; verdict: string }[] }[] } = JSON.parse(line);
      const found = trials[0]?.criteria.filter(({ id }) => id === "I4b" || id === "I4c") ?? [];
      return found.map(({ verdict }) => verdict[0]).join("");
    });
}

describe("a part that is larger than its whole", () => {
  test.each<[string, string, string]>([
    ["smaller", "4,3", "pp"],
    ["equal", "4,4", "pp"],
    ["larger by rounding", "4,4.4", "pp"],
    ["larger", "4,4.5", "uu"],
    ["much larger", "4,40", "uu"],
    ["in other units", "4,5000 /uL", "uu"],
    ["the same in other units", "4,4000 /uL", "pp"],
    ["possibly larger", "<4,3.9", "up"],
    ["certainly larger", "<4,>5", "uu"],
    ["one is missing", ",40", "up"],
  ])("%s", async (_, cells, expected) => {
    expect(await verdicts(`patient_id,WBC,neutrophils\n1,${cells}\n2,4,3\n`)).toEqual([expected, "pp"]);
    // The unit is stated, because 40 alone may be a percentage.
    expect(await verdicts(`patient_id,neutrophils (10*9/L),x,WBC\n1,${cells.split(",").reverse().join(",x,")}\n`)).toEqual([
      expected,
    ]);
  });

  test("the contradiction only affects its own rows", async () => {
    const text = `patient_id,WBC,neutrophils\n${Array.from({ length: 50 }, (_, i) => `${i},4,${i % 5 === 0 ? 9 : 3.1}`).join("\n")}\n`;
    const found = await verdicts(text);
    expect(found.filter((one) => one === "uu")).toHaveLength(10);
    expect(found.filter((one) => one === "pp")).toHaveLength(40);
  });
});

describe("a whole that no criterion uses", () => {
  const part = { type: "number", unit: "10*9/L", plausible: [0, 40] };
  const { trials } = loadTrials(
    [
      {
        file: "t.json",
        text: JSON.stringify({
          trial: { id: "T1", title: "x", source: "x", version: "1" },
          fields: {
            wbc: { ...part, plausible: [0.05, 400], aliases: ["Leukozyten"] },
            neutrophils: { ...part, partOf: "wbc" },
          },
          inclusion: [{ id: "I1", label: "x", condition: { field: "neutrophils", op: ">=", value: 2, unit: "10*9/L" } }],
          exclusion: [],
        }),
      },
    ],
    () => undefined,
  );
  const screen = async (name: string, text: string) => {
    const { text: out, outcome, notices } = await screenFiles([{ name, text }], { format: "ndjson" }, {}, false, trials);
    const lines: { problems: object[]; trials: { criteria: { verdict: string }[] }[] }[] = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines.flatMap(({ problems }) => problems)).toEqual([]);
    return { verdicts: lines.map((line) => line.trials[0]?.criteria[0]?.verdict), outcome, told: JSON.stringify(notices) };
  };

  test.each<[string, string, readonly string[]]>([
    ["is read, too", "id,wbc (G/L),neutrophils (G/L)\n1,4,40\n2,4,3\n3,,40\n", ["unknown", "pass", "pass"]],
    ["in another unit", "id,wbc (/uL),neutrophils (G/L)\n1,4000,40\n2,4000,3\n", ["unknown", "pass"]],
    ["in two columns is not read", "id,wbc,Leukozyten,neutrophils (G/L)\n1,4,5,40\n", ["pass"]],
    ["is missing", "id,neutrophils (G/L)\n1,40\n", ["pass"]],
  ])("%s", async (_, text, expected) => {
    const { verdicts: found, told } = await screen("a.csv", text);
    expect(found).toEqual(expected);
    expect(told).not.toMatch(/wbc|Leukozyten/);
    const [heading = "", ...rows] = text.trim().split("\n");
    const records = rows.map((row) =>
      Object.fromEntries(
        row.split(",").map((cell, at) => [heading.split(",")[at], cell === "" || at === 0 ? cell : Number(cell)]),
      ),
    );
    expect((await screen("a.json", JSON.stringify(records))).verdicts).toEqual(expected);
  });

  test("without a field that criteria use, such a column is not enough", async () => {
    await expect(screen("a.csv", "id,wbc\n1,4\n")).rejects.toThrow("no column matches a field that the criteria use");
    await expect(screen("a.ndjson", JSON.stringify({ id: "1", wbc: 4 }))).rejects.toThrow("no key matches a field");
  });
});

describe("an age and a birth date", () => {
  const { trials } = loadTrials(
    [
      {
        file: "t.json",
        text: JSON.stringify({
          trial: { id: "T1", title: "x", source: "x", version: "1" },
          fields: {
            age: { type: "number", unit: "a", plausible: [0, 120], since: "birth_date" },
            birth_date: { type: "date", plausible: [0, 120] },
          },
          inclusion: [{ id: "I1", label: "x", condition: { field: "age", op: ">=", value: 18, unit: "a" } }],
          exclusion: [],
        }),
      },
    ],
    () => undefined,
  );
  test.each<[unknown, unknown, string]>([
    [40, "1985-06-01", "pass"],
    [39, "1985-06-01", "pass"], // the age may have been recorded a year ago
    [41, "1985-06-01", "pass"],
    [42, "1985-06-01", "unknown"],
    [38, "1985-06-01", "unknown"],
    [40, "2015-06-01", "unknown"],
    [40, "1985", "pass"],
    [40, null, "pass"],
    [40, "unknown", "pass"],
    [480, "1985-06-01", "unknown"],
  ])("%s and %s: %s", async (age, birth_date, verdict) => {
    const { candidates } = await screenRecords(trials, [{ id: "P1", age, birth_date }], { asOf: "2026-01-15" });
    expect(candidates[0]?.trials[0]?.criteria[0]?.verdict).toBe(verdict);
  });
});

test("a diastolic pressure above the systolic one: both are unknown, because they may be exchanged", async () => {
  const conditions = [
    { field: "systolic_bp", op: "<=", value: 160, unit: "mm[Hg]" },
    { field: "diastolic_bp", op: "<=", value: 100, unit: "mm[Hg]" },
  ];
  const inclusion = conditions.map((condition, at) => ({ id: `I${at}`, label: "x", condition }));
  const text = JSON.stringify({ trial: { id: "T1" }, dictionary: "dictionary.json", inclusion, exclusion: [] });
  const dictionary = { file: "dictionary.json", text: readFileSync("criteria/dictionary.json", "utf8") };
  const { trials } = loadTrials([{ file: "t.json", text }], () => dictionary);
  const records = ["120 80", "80 120", "110 108"].map((pair, at) => ({
    id: `P${at}`,
    SBP: pair.split(" ")[0],
    DBP: pair.split(" ")[1],
  }));
  const { candidates } = await screenRecords(trials, records);
  expect(candidates.map((one) => one.trials[0]?.criteria.map(({ verdict }) => verdict[0]).join(""))).toEqual(["pp", "uu", "pf"]);
});
