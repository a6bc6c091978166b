/**
 * The printed report on a large amendment: changed criteria first, moved ones on one line, test cases with the same change
 * grouped.
 */
import { expect, test } from "vitest";
import { run, scratch } from "./program.js";

const { folder, file } = scratch();

const FIELDS = {
  kps: { type: "number", label: "Karnofsky", unit: "%", plausible: [10, 100] },
  platelets: { type: "number", label: "Platelets", unit: "10*9/L", plausible: [1, 2000] },
  pacemaker: { type: "boolean", label: "Pacemaker" },
};
const kps = (value: number) => ({ field: "kps", op: ">=", value, unit: "%" });
const plt = (value: number) => ({ field: "platelets", op: ">=", value, unit: "10*9/L" });
const pacemaker = { field: "pacemaker", op: "is", value: true };
const I1 = { id: "I1", label: "Karnofsky at least 10 %", condition: kps(10) };
const I2 = { id: "I2", label: "Platelets at least 10", condition: plt(10) };
const I3 = { id: "I3", label: "Karnofsky at least 70 %", condition: kps(70) };
const I4 = { id: "I4", label: "Platelets at least 80", condition: plt(80) };
const E1 = { id: "E1", label: "Pacemaker", condition: pacemaker };
const version = (inclusion: readonly object[]): string =>
  JSON.stringify({ trial: { id: "T1", title: "x" }, fields: FIELDS, inclusion, exclusion: [E1] });

file("one.json", version([I1, I2, I3, I4]));
const either = { any: [kps(60), { all: [kps(50), plt(150)] }] };
file(
  "two.json",
  version([I4, { ...I3, condition: either }, { ...I2, condition: plt(20) }, { ...I1, label: "Karnofsky of 10 %" }]),
);
const cases = [10, 11, 12, 13, 14, 20].map((platelets) => ({
  name: `platelets ${platelets}`,
  set: { platelets: `${platelets} 10*9/L` },
  expect: { I2: "pass" },
}));
file(
  "one.test.json",
  JSON.stringify({ criteria: "one.json", base: { kps: "80 %", platelets: "90 10*9/L", pacemaker: false }, cases }),
);

test("in 80 columns", () => {
  const { stdout, stderr, status } = run(["compare", "one.json", "two.json"], { cwd: folder });
  expect([status, stderr]).toEqual([0, ""]);
  const [, page = ""] = stdout.split("criteria changed\n\n");
  expect(page.split("\nSign")[0]?.split("\n")).toEqual([
    "  LOOSER      I3  Karnofsky at least 70 %",
    "              moved to another place in its list",
    "              before: “Karnofsky” is at least 70 %",
    "              after:  at least one of these",
    "                        - “Karnofsky” is at least 60 %",
    "                        - all of these",
    "                          - “Karnofsky” is at least 50 %",
    "                          - “Platelets” is at least 150 × 10⁹/L",
    "              newly passes, for example: Karnofsky 60 %",
    "  STRICTER    I2  Platelets at least 10",
    "              moved to another place in its list",
    "              at least 10 × 10⁹/L  →  at least 20 × 10⁹/L",
    "              no longer passes, for example: Platelets 10 × 10⁹/L",
    "  same        I1  Karnofsky of 10 %",
    "              its label was: Karnofsky at least 10 %",
    "  same        moved to another place in the list: I4",
    "  same        1 other criterion",
    "",
    "Confirm  5 test cases expect otherwise (one.test.json):",
    "         5 cases, “platelets 10”, “platelets 11”, “platelets 12” and 2 more: I2",
    "           pass  →  fail",
    "         all of them: trialsieve test two.json --against one.json",
  ]);
});

test("among hundreds of new candidates the eligible ones are named first", () => {
  const trial = file("trial.json", version([I4]));
  const rows = Array.from({ length: 300 }, (_, at) => `N${at},${at === 290 ? 90 : 70},no\n`).join("");
  file("old.csv", "patient_id,platelets,pacemaker\nO1,90,no\n");
  file("new.csv", `patient_id,platelets,pacemaker\n${rows}O1,90,no\n`);
  for (const name of ["old", "new"]) run(["screen", `${name}.csv`, "-c", trial, "-o", `${name}.json`, "-q"], { cwd: folder });
  const { stdout } = run(["compare", "old.json", "new.json"], { cwd: folder });
  expect(stdout).toContain(" 300  new in the list\n      N290 (row 292)  eligible\n      N0 (row 2)  ineligible\n");
});
