/** Suggests the cases that a file lacks: for what is not covered, and for faults that no case would notice. */
import { merge } from "./cells.js";
import { type Coverage, triesOf } from "./coverage.js";
import { joinCases, type NewCase, newCase } from "./new-case.js";
import type { FileRun } from "./run.js";
import type { Mutation } from "./survivor.js";

/** One case for everything that is missing; a case that tries several missing things is written once. */
export function suggestCases(run: FileRun, coverage: Coverage, mutation: Mutation | undefined): readonly NewCase[] {
  const { harness, screen, base } = run;
  const tries = triesOf(run);
  const cases: NewCase[] = [];
  let left = coverage.missing;
  while (left.length > 0) {
    const [next, ...rest] = left;
    left = rest;
    if (next?.witness.state !== "found") continue;
    const { cells } = next.witness;
    cases.push(newCase(run, next.item.criterion.id, cells));
    const [record] = harness.read([merge(base, cells)]);
    if (record === undefined) continue;
    const tried = { record, truths: screen.truths(record) };
    // What else the same candidate tries in this criterion needs no case of its own.
    left = rest.filter(({ item }) => item.criterion !== next.item.criterion || !tries(item, tried));
  }
  const caught = mutation?.survivors.flatMap(({ caughtBy }) => caughtBy ?? []) ?? [];
  return joinCases([...cases, ...caught]);
}
