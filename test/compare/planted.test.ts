/** Generated amendments with one change: how it is classified, and examples that get the stated verdicts when screened. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { compareMeaning, type Example, type Version } from "../../src/compare/meaning.js";
import { loadTrials } from "../../src/language/load/load.js";
import type { Trial } from "../../src/language/model.js";
import { screenRecords } from "../../src/library/screen.js";
import { PATIENCE, runs } from "../runs.js";
import { FIELDS, type Json, PLANTED, type Planted, REWRITTEN } from "./planted.js";

function versionOf(condition: Json, kind: string, fields: Json): Version {
  const criterion = { id: "C1", label: "c", condition };
  const text = JSON.stringify({ trial: { id: "T1", title: "t" }, fields, inclusion: [], exclusion: [], [kind]: [criterion] });
  const { trials, diagnostics } = loadTrials([{ file: "t.json", text }], () => undefined);
  const [trial] = trials;
  const [only] = trial?.criteria ?? [];
  if (trial === undefined || only === undefined) throw new Error(JSON.stringify([diagnostics, condition]));
  return { trial, criterion: only };
}

async function verdictOf(trial: Trial, { record, asOf }: Example): Promise<unknown> {
  const { candidates } = await screenRecords([trial], [record], { asOf });
  return candidates[0]?.trials[0]?.criteria[0]?.verdict;
}

const RANK = { fail: 0, unknown: 1, pass: 2 };

async function check({ kinds, before, after, fields, word }: Planted): Promise<void> {
  const [old, current] = [versionOf(before, kinds[0], FIELDS), versionOf(after, kinds[1], fields)];
  const { meaning, stricter, looser } = await compareMeaning(old, current);
  expect(meaning).toBe(word);
  expect([stricter !== undefined, looser !== undefined]).toEqual([
    word === "stricter" || word === "both",
    word === "looser" || word === "both",
  ]);
  for (const example of [stricter, looser]) {
    if (example === undefined) continue;
    expect([await verdictOf(old.trial, example), await verdictOf(current.trial, example)]).toEqual([
      example.before,
      example.after,
    ]);
    expect(RANK[example.before] < RANK[example.after]).toBe(example === looser);
  }
}

test("a change is classified correctly, with examples", { timeout: 6 * PATIENCE }, async () => {
  await fc.assert(fc.asyncProperty(PLANTED, check), runs(60));
});

test("rewording is classified as the same", { timeout: 6 * PATIENCE }, async () => {
  await fc.assert(fc.asyncProperty(REWRITTEN, check), runs(30));
});
