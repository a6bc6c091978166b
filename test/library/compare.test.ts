/** `compareResults` of the library, on records in memory. */
import { expect, test } from "vitest";
import { compareResults, loadTrials, screenRecords } from "../../src/index.js";

const { trials } = loadTrials("criteria/NCT02843126.json");
const screened = async (...records: readonly object[]) => (await screenRecords(trials, records)).candidates;

test("who came out otherwise, and why", async () => {
  const before = await screened(
    { id: "a", platelets: 90 },
    { id: "b", platelets: 70 },
    { id: "c" },
    { id: "d" },
    { id: "d" },
    { id: "e", kps: 80 },
  );
  const after = await screened(
    { id: "b", platelets: 95 },
    { id: "a", platelets: 60 },
    { id: "d" },
    { id: "e", kps: 90 },
    { id: "f" },
  );
  const found = compareResults(before, after);
  expect(found).toMatchObject({ fresh: ["f"], gone: ["c"], repeated: ["d"] });
  expect(found.trials).toEqual([
    {
      trial: "NCT02843126",
      unchanged: 1,
      changes: [
        {
          candidate: "b",
          change: "newlyOpen",
          before: { row: 2, eligibility: "ineligible" },
          after: { row: 1, eligibility: "undetermined" },
          causes: [
            {
              criterion: "I4a",
              verdict: { before: "fail", after: "pass" },
              cause: "value",
              field: "platelets",
              before: "70",
              after: "95",
            },
          ],
        },
        expect.objectContaining({ candidate: "a", change: "settled" }),
      ],
    },
  ]);
});

test.each<[unknown, unknown]>([
  [undefined, []],
  [[], {}],
  [[1], []],
  [[{ candidate: "a" }], []],
])("%j and %j are no results", (before, after) => {
  expect(() => Reflect.apply(compareResults, undefined, [before, after])).toThrow(/results must be a list of candidates/);
});
