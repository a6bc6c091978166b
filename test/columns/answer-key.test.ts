/** Headings that list the answers below them say what a letter means there, and only there. */
import { expect, test } from "vitest";
import { run, scratch } from "../program.js";

const { file } = scratch();

test.each([
  ["Hirnmetastasen (O/N)", "O", "fail"], // an exclusion
  ["Hirnmetastasen (O/N)", "o", "fail"],
  ["Hirnmetastasen (O/N)", "N", "pass"],
  ["Hirnmetastasen (O/N)", "0", "unknown"], // rather the letter than a zero
  ["Hirnmetastasen (S/N)", "s", "fail"],
  ["Hirnmetastasen (N/O)", "O", "fail"],
  ["Hirnmetastasen", "O", "unknown"],
  ["Hirnmetastasen (O/U)", "O", "unknown"],
])("`%s`, %s: %s", (heading, cell, verdict) => {
  const list = file("list.csv", `patient_id,${heading}\nP1,${cell}\nP2,${cell}\nP3,nein\n`);
  const trial = file(
    "trial.json",
    JSON.stringify({
      trial: { id: "T1" },
      fields: { bm: { type: "boolean", label: "Brain metastasis", aliases: ["Hirnmetastasen"] } },
      inclusion: [],
      exclusion: [{ id: "E1", label: "x", condition: { field: "bm", op: "is", value: true } }],
    }),
  );
  const map = file("map.json", JSON.stringify({ columns: { bm: { column: heading } } }));
  const { stdout } = run(["screen", list, "-c", trial, "--columns", map, "-f", "json", "-q"]);
  expect(JSON.parse(stdout).candidates[0].trials[0].criteria[0].verdict).toBe(verdict);
});

test("a column map outranks the heading", () => {
  const list = file("list.csv", "patient_id,bm (O/N)\nP1,O\n");
  const trial = file(
    "trial.json",
    JSON.stringify({
      trial: { id: "T1" },
      fields: { bm: { type: "boolean", label: "Brain metastasis" } },
      inclusion: [],
      exclusion: [{ id: "E1", label: "x", condition: { field: "bm", op: "is", value: true } }],
    }),
  );
  const map = file("map.json", JSON.stringify({ columns: { bm: { codes: { O: false, N: true } } } }));
  const { stdout } = run(["screen", list, "-c", trial, "--columns", map, "-f", "json", "-q"]);
  expect(JSON.parse(stdout).candidates[0].trials[0].criteria[0].verdict).toBe("pass");
});
