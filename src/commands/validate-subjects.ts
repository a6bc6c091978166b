/** The files of `validate`, by kind, and everything that is wrong with them. */
import { basename, dirname, join, resolve } from "node:path";
import { analyse } from "../analysis/analyse.js";
import type { Witness } from "../analysis/witness.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { lookAt } from "../io/streams.js";
import { stopAtOnlyOne } from "../io/text.js";
import {
  type Accepted,
  checkCriteria,
  checkDictionary,
  checkTrial,
  labelFault,
  type Settled,
  settle,
} from "../language/check/check.js";
import {
  criteriaOf,
  type FoundCriteria,
  fileKind,
  loadColumnMap,
  loadDictionary,
  loadTestFile,
  loadTrials,
  type Source,
} from "../language/load/load.js";
import type { Trial } from "../language/model.js";
import { expandPaths } from "./files.js";
import { criteriaOfTest, dictionaryOf, type TextFiles } from "./text-files.js";

/** Files by what they contain. `faults` are of files that could not be read as text. */
export interface Subjects {
  readonly criteria: Source[];
  readonly dictionaries: Source[];
  readonly columnMaps: Source[];
  readonly tests: Source[];
  readonly faults: Diagnostic[];
}

/** How many files there are to look at. */
function countSubjects({ criteria, dictionaries, columnMaps, tests, faults }: Subjects): number {
  return criteria.length + dictionaries.length + columnMaps.length + tests.length + faults.length;
}

/**
 * Sorts files by kind, and gives the criteria one after the other, so that the tree of one file is released before the next is parsed.
 * JSON of other kinds is skipped if it was found, but not if it was named.
 */
function* criteriaAmong(paths: readonly string[], texts: TextFiles, subjects: Subjects): Iterable<Source> {
  for (const { file, isNamed } of expandPaths(paths, ".json")) {
    const read = texts.read(file);
    const before = subjects.criteria.length;
    if ("text" in read) place(read, isNamed, subjects);
    else subjects.faults.push(read);
    yield* subjects.criteria.slice(before);
  }
  if (countSubjects(subjects) === subjects.faults.length) stopAtOnlyOne(subjects.faults);
}

function place(source: Source, isNamed: boolean, { criteria, dictionaries, columnMaps, tests }: Subjects): void {
  switch (fileKind(source)) {
    case "criteria":
      criteria.push(source);
      return;
    case "dictionary":
      dictionaries.push(source);
      return;
    case "column-map":
      columnMaps.push(source);
      return;
    case "test":
      tests.push(source);
      return;
    case undefined:
      // Broken JSON among found files is reported: it may be criteria that somebody believes to be checked.
      if (isNamed || !isOtherJson(source)) criteria.push(source);
      return;
  }
}

/** Whether a text is JSON of some other kind, such as a JSON Schema. */
function isOtherJson({ text }: Source): boolean {
  try {
    JSON.parse(text.replace(/^\ufeff/, ""));
    return true;
  } catch {
    return false;
  }
}

/** What was found, unsorted. */
export interface Checked {
  /** How many files were checked. */
  readonly total: number;
  /** How many of them are files of criteria. */
  readonly criteria: number;
  readonly diagnostics: readonly Diagnostic[];
  /** What criteria accept with a reason, and so is not among the diagnostics. */
  readonly accepted: readonly Accepted[];
  /** Witnesses, if they were asked for. */
  readonly witnesses: readonly TrialWitness[];
}

/** A candidate who would be eligible; undefined if none was found, or the search was given up. */
export interface TrialWitness {
  readonly trial: Trial;
  readonly witness: Witness | undefined;
  readonly isTooLarge: boolean;
}

/** Checks all files that the paths stand for. Stops if the only one cannot be read. */
export function checkFiles(paths: readonly string[], texts: TextFiles, wantsWitness = false): Checked {
  const subjects: Subjects = { criteria: [], dictionaries: [], columnMaps: [], tests: [], faults: [] };
  return check(subjects, criteriaAmong(paths, texts, subjects), texts, wantsWitness);
}

/** Checks files that have been sorted. */
export function checkSubjects(subjects: Subjects, texts: TextFiles): Checked {
  return check(subjects, subjects.criteria, texts, false);
}

function check(subjects: Subjects, sources: Iterable<Source>, texts: TextFiles, wantsWitness: boolean): Checked {
  const loaded = loadTrials(sources, (file) => dictionaryOf(file, texts));
  const { criteria, dictionaries, columnMaps, tests, faults } = subjects;
  // A dictionary that a criteria file names was loaded with it; its further checks are made only if it was named.
  const known = new Set(loaded.dictionaries.map(({ file }) => file));
  const alone = dictionaries.flatMap((source) => {
    const { fields, diagnostics } = loadDictionary(source);
    return [...(known.has(source.file) ? [] : diagnostics), ...checkDictionary(fields)];
  });
  const witnesses: TrialWitness[] = [];
  const settled = loaded.trials.map((trial) => {
    const source = { file: trial.file, text: texts.textOf(trial.file) ?? "" };
    const analysis = analyse(trial, (criterion) => labelFault(trial, criterion) !== undefined);
    if (wantsWitness) witnesses.push({ trial, witness: analysis.witness, isTooLarge: analysis.isTooLarge });
    return settle(trial, source, [...checkTrial(trial, source), ...analysis.diagnostics, ...withoutTest(trial, tests)]);
  });
  const partial = loaded.partial.map((trial) => checkPartial(trial, { file: trial.file, text: texts.textOf(trial.file) ?? "" }));
  return {
    total: countSubjects(subjects),
    criteria: criteria.length,
    diagnostics: [
      ...faults,
      ...loaded.diagnostics,
      ...alone,
      ...columnMaps.flatMap((source) => loadColumnMap(source, loaded.trials).diagnostics),
      ...tests.flatMap((source) => checkTest(source, criteria, loaded.trials, texts)),
      ...[...settled, ...partial].flatMap(({ diagnostics }) => diagnostics),
    ],
    accepted: [...settled, ...partial].flatMap(({ accepted }) => accepted),
    witnesses,
  };
}

/** Checks sound criteria even if others of the file have faults. What seems to be missing may be in those. */
function checkPartial(trial: Trial, source: Source): Settled {
  const { diagnostics } = analyse(trial, (criterion) => labelFault(trial, criterion) !== undefined);
  const settled = settle(trial, source, [...checkCriteria(trial, source), ...diagnostics]);
  return { ...settled, diagnostics: settled.diagnostics.filter(({ code }) => code !== "unused-accept") };
}

function checkTest(source: Source, asked: readonly Source[], trials: readonly Trial[], texts: TextFiles): readonly Diagnostic[] {
  const others: Diagnostic[] = [];
  const find = (file: string): FoundCriteria => {
    const known = trials.find((trial) => resolve(trial.file) === resolve(file));
    if (known !== undefined) return known;
    const found = criteriaOfTest(source, file, texts);
    if (!("text" in found)) return "absent";
    const { trials: read, diagnostics } = loadTrials([found], (name) => dictionaryOf(name, texts));
    // Criteria that were asked for have been reported already.
    if (!asked.some(({ file: other }) => resolve(other) === resolve(file))) others.push(...diagnostics);
    return read[0] ?? "faulty";
  };
  const { diagnostics } = loadTestFile(source, find, (file) => criteriaOfTest(source, file, texts));
  return [...diagnostics, ...others];
}

/** `NCT….json` should have an `NCT….test.json` beside it, or be named by one of the tests that were looked at. */
function withoutTest({ file, id }: Trial, tests: readonly Source[]): readonly Diagnostic[] {
  const expected = join(dirname(file), `${basename(file).replace(/\.json$/, "")}.test.json`);
  const isNamed = tests.some((source) => resolve(criteriaOf(source) ?? "") === resolve(file));
  if (isNamed || lookAt(expected) !== undefined) return [];
  const message = `no test file says what \`${id}\` should answer`;
  return [
    {
      code: "no-test-file",
      severity: "note",
      at: { file, line: 1, column: 1 },
      message,
      help: `write ${basename(expected)} in the same folder`,
    },
  ];
}
