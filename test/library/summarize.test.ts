/** The summary of results: the same numbers as in the program, and wrong calls. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type ListSummary, loadTrials, screenRecords, summarize } from "../../src/index.js";
import { ROOT, shell, TRIAL } from "../program.js";

const { trials } = loadTrials(TRIAL);
const LIST = "fixtures/candidates.json";

test("the numbers are those of the program", async () => {
  const records: readonly object[] = JSON.parse(readFileSync(join(ROOT, LIST), "utf8"));
  const { summary }: { summary: ListSummary } = JSON.parse(shell(`trialsieve screen ${LIST} -c ${TRIAL} -f json`).stdout);
  const { trials: own, records: count, ids, notCandidates, recordsWithProblems } = summary;
  const numbers = { records: count, ids, notCandidates, recordsWithProblems, trials: own };
  expect(await summarize(trials, await screenRecords(trials, records))).toEqual(numbers);
});

test("of a screening, or of some of its results", async () => {
  const screening = await screenRecords(trials, [{ patient_id: "P1", sex: "F" }, { patient_id: "P2", sex: "M" }]); // biome-ignore format: one line
  const whole = await summarize(trials, screening);
  expect(whole).toEqual(await summarize(trials, screening.candidates));
  expect(whole.trials[0]?.counts).toEqual({ eligible: 0, ineligible: 1, undetermined: 1 });
  expect((await summarize(trials, screening.candidates.slice(0, 1))).records).toBe(1);
  expect((await summarize(trials, [])).records).toBe(0);
});

const RESULTS = "the second argument must be results of `screenRecords`";
test.each<[message: string, ...given: readonly unknown[]]>([
  ["the first argument must be the `trials` of `loadTrials`, not undefined"],
  [`${RESULTS}, not undefined`, trials],
  [`${RESULTS}, not a promise: \`await\` it`, trials, screenRecords(trials, [{ patient_id: "P1", sex: "F" }])],
  [`${RESULTS}, not a string`, trials, "P1"],
  ["each result must be as `screenRecords` gives it, not a string", trials, ["P1"]],
  ["the results are of other trials: T2", trials, [{ problems: [], trials: [{ trial: "T2", criteria: [] }] }]],
  ["there is no option `most`: the options are `asOf`", trials, [], { most: 3 }],
])("%s", async (message, ...given) => {
  await expect(Reflect.apply(summarize, undefined, given)).rejects.toThrow(new TypeError(message));
});
