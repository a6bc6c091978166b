/** A count that is contradicted by columns which describe the counted things one by one. */
import { expect, test } from "vitest";
import { run, scratch } from "../program.js";

const { file } = scratch();
const trial = file(
  "trial.json",
  JSON.stringify({
    trial: { id: "T1" },
    fields: {
      n: {
        type: "number",
        label: "Number of tumors",
        aliases: ["Number of lesions", "Anzahl Läsionen"],
        plausible: [0, 300],
        integer: true,
      },
    },
    inclusion: [{ id: "N", label: "x", condition: { field: "n", op: "<=", value: 2 } }],
    exclusion: [],
  }),
);

test.each([
  [
    "Number of lesions,Lesion 1 (cm),Lesion 2 (cm),Lesion 3 (cm)",
    ["1,2,,", "1,2,1.5,", "2,2,1.5,3", "3,2,1,1", "2,2,1.5,0"],
    "puufp",
  ],
  ["Number of lesions,x,y,z,lesion_1,lesion_2,site", ["1,a,b,c,12 mm,8 mm,liver", "2,a,b,c,12 x 10 mm,8 mm,"], "up"],
  ["n,tumor 1,tumor 2,tumor 3", ["1,2,n/a,gone", "<3,2,1,1", "1,2,,2"], "puu"],
  ["Anzahl Läsionen,Läsion 1,Läsion 2", ["1,2,", "1,2,3"], "pu"],
  ["n,tumor marker 2,line 2,grade 2,lesion 2.5", ["1,3,3,3,3"], "p"], // none of these is counted
  ["n,lesion 2 site", ["1,liver"], "p"],
  ["n,target lesions,Non-target lesions", ["2,1,1", "2,3,", "2,1,4", "2,45,0"], "puup"], // 45 is more likely a size in mm
])("%s: %j", (headings, rows, expected) => {
  const list = file("list.csv", `patient_id,${headings}\n${rows.map((row, at) => `P${at},${row}\n`).join("")}`);
  for (const jobs of ["1", "4"]) {
    const { stdout } = run(["screen", list, "-c", trial, "-f", "csv", "-q", "--no-reasons", "--jobs", jobs]);
    const verdicts = stdout.trim().split("\n").slice(1);
    expect(verdicts.map((line) => line.split(",").at(-1)?.[0]).join("")).toBe(expected);
  }
});

test("a note says what to do; a column map can trust the count", () => {
  const list = file("list.csv", "patient_id,n,lesion 2\nP1,1,2\n");
  const { stderr } = run(["screen", list, "-c", trial, "-f", "csv"]);
  expect(stderr).toContain("column `lesion 2` shows that there are more than Number of tumors (column `n`, 1 cell) says");
  const map = file("map.json", JSON.stringify({ columns: { n: { trust: ["neighbours"] } } }));
  const { stdout } = run(["screen", list, "-c", trial, "--columns", map, "-f", "csv", "-q", "--no-reasons"]);
  expect(stdout).toContain(",pass");
});
