/** `compareResults` of the library, with records in memory. */
import { expect, test } from "vitest";
import { compareResults, loadTrials, screenRecords } from "../../src/index.js";

const { trials } = loadTrials("criteria/NCT02843126.json");
const screened = async (...records: readonly object[]) => (await screenRecords(trials, records)).candidates;

test("who has another result, and why", async () => {
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
  [[{ candidate: "a", file: "f", trials: [], problems: null }], []],
  [[{ candidate: "a", file: "f", trials: [{ trial: "T1" }], problems: [] }], []],
])("%j and %j are not results", (before, after) => {
  expect(() => Reflect.apply(compareResults, undefined, [before, after])).toThrow(/results must be a list of candidates/);
});

test("results of other trials are refused", async () => {
  const { trials: others } = loadTrials("criteria/NCT02843204.json");
  const [own, other] = [
    await screened({ id: "a", kps: 90, age: 50 }),
    (await screenRecords(others, [{ id: "a", kps: 90, age: 50 }])).candidates,
  ];
  const both = (await screenRecords([...trials, ...others], [{ id: "a", kps: 90, age: 50 }])).candidates;
  const words = "both results must be of the same trials; the first are of NCT02843126, the second of ";
  expect(() => compareResults(own, other)).toThrow(new TypeError(`${words}NCT02843204`));
  expect(() => compareResults(own, both)).toThrow(new TypeError(`${words}NCT02843126, NCT02843204`));
  expect(() => compareResults(both, own)).toThrow(TypeError);
  expect(() => compareResults([...own, ...other], own)).toThrow(
    new TypeError("each list must be of one screening; the criteria of a are not those of the first result"),
  );
  const turned = (await screenRecords([...others, ...trials], [{ id: "a", kps: 90, age: 50 }])).candidates;
  expect(compareResults(both, turned).trials.map(({ changes, unchanged }) => [changes, unchanged])).toEqual([
    [[], 1],
    [[], 1],
  ]);
  expect(compareResults([], own)).toMatchObject({ fresh: ["a"], gone: [] });
});
