/** Ages and other durations in the unit of the list: from AGEU, headings or cells; and weeks compared with years. */
import { expect, test } from "vitest";
import { lines, run, scratch } from "./program.js";

const { file } = scratch();

const CRITERIA = file(
  "trial.json",
  JSON.stringify({
    trial: { id: "T1" },
    fields: {
      age: { type: "number", label: "Age", aliases: ["Alter", "âge"], unit: "a", plausible: [0, 120] },
      lifespan: { type: "number", label: "Life expectancy", unit: "mo", plausible: [0, 600], ranges: true, assumeUnit: false },
    },
    inclusion: [
      { id: "I1", label: "Adult", condition: { field: "age", op: ">=", value: 18, unit: "a" } },
      { id: "I2", label: "Lifespan", condition: { field: "lifespan", op: ">", value: 6, unit: "mo" } },
    ],
    exclusion: [{ id: "E1", label: "Older than 75", condition: { field: "age", op: ">", value: 75, unit: "a" } }],
  }),
);

/** Screens the rows as csv, tsv, json and ndjson, which must agree. @returns the verdicts on `I1 I2 E1` of each record */
function screened(headings: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const all = [["id", ...headings], ...rows.map((row, index) => [`P${index + 1}`, ...row])];
  const records = all.slice(1).map((row) => JSON.stringify(Object.fromEntries(row.map((cell, at) => [all[0]?.[at], cell]))));
  const texts = [
    ["list.csv", `${all.map((row) => row.join(",")).join("\n")}\n`],
    ["list.tsv", `${all.map((row) => row.join("\t")).join("\n")}\n`],
    ["list.json", `[${records.join()}]`],
    ["list.ndjson", `${records.join("\n")}\n`],
  ] as const;
  const found = texts.map(([name, text]) => {
    const { status, stdout, stderr } = run(["screen", file(name, text), "-c", CRITERIA, "-f", "csv", "--no-reasons", "-q"]);
    expect([name, status, stderr]).toEqual([name, 0, ""]);
    return lines(stdout)
      .slice(1)
      .map((line) => line.split(",").slice(-3).join(" "));
  });
  for (const one of found) expect(one).toEqual(found[0]);
  return found[0] ?? [];
}

test.each([
  ["90", "WEEKS", "fail"],
  ["24", "MONTHS", "fail"],
  ["6000", "DAYS", "fail"],
  ["9000", "DAYS", "pass"],
  ["2000", "HOURS", "fail"],
  ["938", "wk", "fail"],
  ["939", "Wochen", "unknown"], // 6573 days, which is also the shortest 18 years
  ["940", "semaines", "pass"],
  ["1000", "week(s)", "pass"],
  ["30", "YEARS", "pass"],
  ["30", "", "unknown"], // the unit column exists, but is blank here
  ["90", "KG", "unknown"],
])("an age of %s %s under AGEU: %s", (age, unit, expected) => {
  const [found = ""] = screened(["AGE", "AGEU", "lifespan"], [[age, unit, "1 year"]]);
  expect(found.split(" ")[0]).toBe(expected);
});

test.each(["AGE_U", "age_u", "AGE.U", "AGE_UNIT"])("%s is a unit column like AGEU", (heading) => {
  expect(screened(["AGE", heading, "lifespan"], [["24", "MONTHS", "1 year"]])[0]?.split(" ")[0]).toBe("fail");
});

test("numbers in such a column are not read as units: they may be codes", () => {
  expect(screened(["AGE", "AGE_U", "lifespan"], [["24", "1", "1 year"]])[0]?.split(" ")[0]).toBe("unknown");
});

test.each([
  ["26 weeks", "unknown"],
  ["25 weeks", "fail"],
  ["52 wks", "pass"],
  ["180 days", "fail"],
  ["> 6 months", "pass"],
  [">= 200 d", "pass"],
  ["> 26 Wochen", "unknown"],
  ["20-24 weeks", "fail"],
])("a life expectancy of %s: %s", (cell, expected) => {
  const [found = ""] = screened(["age", "lifespan"], [["30", cell]]);
  expect(found).toBe(`pass ${expected} pass`);
});

test("the heading may give the unit as weeks or days", () => {
  const rows = [["30", "1 year"], ["1000", "1 year"], ["4000", "1 year"]] as const; // biome-ignore format: one list
  expect(screened(["Alter (Wochen)", "lifespan"], rows)).toEqual(["fail pass pass", "pass pass pass", "pass pass fail"]);
  expect(screened(["age [days]", "lifespan"], [["6000", "1 year"]])).toEqual(["fail pass pass"]);
});

// `45 M` may be a man of 45 or a child of 45 months.
test.each(["45 M", "45 W", "45 (m)", "45 w", "45 H"])("an age of %s is not read", (cell) => {
  expect(screened(["age", "lifespan"], [[cell, "1 year"]])).toEqual(["unknown pass unknown"]);
});
