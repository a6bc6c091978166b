/** Test results for programs, and suggested cases. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { limitWords } from "../language/limit-words.js";
import { describeReading } from "../values/describe-reading.js";
import { objectText } from "./cells.js";
import { type Coverage, percentText } from "./coverage.js";
import { caseText, type NewCase } from "./new-case.js";
import { countCases, type FileOutcome } from "./outcome.js";
import { type CaseRun, countedCases } from "./run.js";
import type { Mutation } from "./survivor.js";

/** One JSON document. What was not requested is null. `diagnostics`: faults of files that could not be run. */
export function jsonReport(outcomes: readonly FileOutcome[], diagnostics: readonly Diagnostic[]): string {
  const files = outcomes.map(({ run, coverage, mutation }) => ({
    file: run.test.file,
    criteria: run.test.trial.file,
    trial: run.test.trial.id,
    cases: countedCases(run).map(caseJson),
    coverage: coverage === undefined ? null : coverageJson(coverage),
    mutation: mutation === undefined ? null : mutation === "failing" ? NOT_TRIED : mutationJson(mutation),
  }));
  const document = { schemaVersion: 1, files, diagnostics, summary: countCases(outcomes) };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

/** If cases fail without any fault, none is put in. */
const NOT_TRIED = { state: "failing", noticed: null, equivalent: null, survivors: null };

function caseJson({ name, at, isBase, result, failures }: CaseRun): object {
  return {
    name,
    at,
    isBase,
    passed: failures.length === 0,
    eligibility: result.eligibility,
    failures: failures.map(({ id, expected, actual, because }) => ({
      id,
      expected,
      actual,
      because: because.map(({ evidence, ...cause }) => ({
        ...cause,
        evidence: evidence.map(({ field, column, cell, reading, limit, beside }) => ({
          ...{ field, column, cell },
          limit: limitWords(limit),
          beside: JSON.parse(objectText(beside)),
          reading: describeReading(reading),
        })),
      })),
    })),
  };
}

function coverageJson(coverage: Coverage): object {
  const { covered, total, missing, impossible } = coverage;
  return {
    covered,
    total,
    percent: Number(percentText(coverage)),
    missing: missing.map(({ item: { criterion, node, words, wanted }, witness }) => ({
      criterion: criterion.id,
      node,
      condition: words,
      wanted,
      isPossible: witness.state === "found" ? true : null,
    })),
    impossible: impossible.map(({ criterion, node, words, wanted }) => ({
      criterion: criterion.id,
      node,
      condition: words,
      wanted,
    })),
  };
}

function mutationJson({ noticed, equivalent, survivors }: Mutation): object {
  return {
    state: "done",
    noticed,
    equivalent,
    survivors: survivors.map(({ caughtBy, ...survivor }) => ({
      ...survivor,
      caughtBy: caughtBy === undefined ? null : plainCase(caughtBy),
    })),
  };
}

function plainCase(one: NewCase): unknown {
  return JSON.parse(caseText(one));
}

/** Cases to paste: by test file, one on a line. */
export function suggestionText(outcomes: readonly FileOutcome[]): string {
  const files = outcomes.map(({ run, suggested = [] }) => {
    const lines = suggested.map((one) => `        ${caseText(one)}`).join(",\n");
    const cases = lines === "" ? "[]" : `[\n${lines}\n      ]`;
    return `    {\n      "file": ${JSON.stringify(run.test.file)},\n      "cases": ${cases}\n    }`;
  });
  return `{\n  "suggestions": [\n${files.join(",\n")}\n  ]\n}\n`;
}
