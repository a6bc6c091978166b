/** `test`: do the criteria say what the test cases expect, and would the cases notice if they did not? */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { isLink, lookAt, Stop, stdoutSink, tell, usesColor } from "../io/streams.js";
import { stopAtOnlyOne } from "../io/text.js";
import { criteriaOf, type FoundCriteria, fileKind, loadTestFile, loadTrials } from "../language/load/load.js";
import { coverageOf, percentText, reaches } from "../testing/coverage.js";
import { mutate } from "../testing/mutate.js";
import { countCases, type FileOutcome, hasFailed } from "../testing/outcome.js";
import { jsonReport, suggestionText } from "../testing/report-json.js";
import { junitReport } from "../testing/report-junit.js";
import { prettyReport } from "../testing/report-pretty.js";
import { countedCases, runTest } from "../testing/run.js";
import { suggestCases } from "../testing/suggest.js";
import { tellDiagnostics } from "./diagnostics.js";
import { expandPaths } from "./files.js";
import { reportPaint } from "./paint.js";
import { SUFFIX, testAgainst, testBeside } from "./test-against.js";
import { criteriaOfTest, dictionaryOf, TextFiles } from "./text-files.js";
import { usageError } from "./usage.js";

/** The options of `test`, as the command line has them. */
export interface TestOptions {
  readonly format: "pretty" | "json" | "junit";
  readonly coverage?: boolean;
  readonly minCoverage?: number;
  readonly mutate?: boolean;
  readonly suggest?: boolean;
  /** False: an unconfirmed case makes the exit status 1. */
  readonly unconfirmed?: boolean;
  /** An earlier version, whose cases are run instead. */
  readonly against?: string;
  readonly color?: boolean;
}

/** Test files that ran, and why others did not. */
interface Ran {
  readonly outcomes: readonly FileOutcome[];
  readonly diagnostics: readonly Diagnostic[];
  /** Among them are faults of criteria files: those tests could not be run. */
  readonly isBroken: boolean;
}

/** Runs test files. @returns the exit status */
export async function test(paths: readonly string[], options: TestOptions): Promise<number> {
  if (options.suggest === true && options.format !== "pretty") {
    usageError("test", `--suggest prints cases as JSON of its own, so it takes no -f ${options.format}`);
  }
  if (options.against !== undefined) return against(paths, options.against, options);
  const texts = new TextFiles();
  const files = testFiles(paths, texts);
  if (files.length === 0) throw new Stop(`nothing to test: no file ends with ${SUFFIX} in ${paths.join(", ")}`);
  const ran = runAll(files, texts, options);
  const { outcomes, diagnostics, isBroken } = ran;
  await tellDiagnostics(diagnostics, texts, options.color);
  const counts = countCases(outcomes);
  const isUnread = diagnostics.some(({ code }) => code === "unreadable-file");
  const couldNotRun = isBroken || isUnread || counts.passed + counts.failed === 0;
  if (outcomes.length > 0 || options.format !== "pretty") {
    const sink = stdoutSink(options.format === "pretty" && options.suggest !== true);
    await sink.write(await reportOf(ran, options));
    await sink.finish();
  }
  if (options.suggest === true) tellWhy(outcomes, options);
  if (couldNotRun) tell(whyNotRun(isBroken, isUnread));
  return couldNotRun ? 2 : isGood(ran, options) ? 0 : 1;
}

/** Cases of another version say nothing about coverage. */
function against(paths: readonly string[], earlier: string, options: TestOptions): Promise<number> {
  const { format, coverage, minCoverage, mutate: mutants, suggest, unconfirmed } = options;
  const others = { "--coverage": coverage, "--min-coverage": minCoverage, "--mutate": mutants, "--suggest": suggest };
  const [other] = Object.entries(others).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  if (other !== undefined || unconfirmed === false)
    usageError("test", `--against lists cases of an earlier version; it does not go with ${other ?? "--no-unconfirmed"}`);
  if (format === "junit") usageError("test", "--against takes -f pretty or json");
  const [now, ...more] = paths;
  if (now === undefined || more.length > 0) usageError("test", "--against takes one criteria file, or its test file");
  return testAgainst(now, earlier, options);
}

function whyNotRun(isBroken: boolean, isUnread: boolean): string {
  if (isBroken) return "some tests were not run: the criteria have errors";
  return isUnread ? "some tests were not run: not every file can be read" : "no test was run: the test files have errors";
}

/** A criteria file means the test file beside it. */
function testFiles(paths: readonly string[], texts: TextFiles): readonly string[] {
  const files = expandPaths(paths, SUFFIX).map(({ file, isNamed }) => {
    if (!isNamed || file.endsWith(SUFFIX)) return file;
    const read = texts.read(file);
    if (!("text" in read) || fileKind(read) !== "criteria") return file;
    const beside = testBeside(file);
    if (lookAt(beside) === undefined && !isLink(beside))
      throw new Stop(
        `${file}: it has no test file (${beside}); write one with a \`base\` and one case, and --suggest prints the other cases`,
      );
    return beside;
  });
  return [...new Set(files)];
}

function runAll(files: readonly string[], texts: TextFiles, options: TestOptions): Ran {
  const diagnostics: Diagnostic[] = [];
  const sources = files.flatMap((file) => {
    const read = texts.read(file);
    if ("text" in read) return [read];
    diagnostics.push(read);
    return [];
  });
  if (sources.length === 0) stopAtOnlyOne(diagnostics);
  const criteria = new Map<string, FoundCriteria>();
  let isBroken = false;
  for (const source of sources) {
    const file = criteriaOf(source);
    if (file === undefined || criteria.has(file)) continue;
    const read = criteriaOfTest(source, file, texts);
    if (!("text" in read)) {
      const isTold = read.code === "not-utf8";
      criteria.set(file, isTold ? "faulty" : "absent");
      if (isTold) diagnostics.push(read);
      isBroken ||= isTold;
      continue;
    }
    // Separately: two versions of a trial may have tests side by side.
    const loaded = loadTrials([read], (name) => dictionaryOf(name, texts));
    const errors = loaded.diagnostics.filter(({ severity }) => severity === "error");
    diagnostics.push(...errors.filter((one) => !diagnostics.some((known) => isSame(known, one))));
    isBroken ||= errors.length > 0;
    criteria.set(file, loaded.trials[0] ?? "faulty");
  }
  const outcomes = sources.flatMap((source) => {
    const loaded = loadTestFile(
      source,
      (file) => criteria.get(file) ?? "faulty",
      (file) => criteriaOfTest(source, file, texts),
    );
    diagnostics.push(...loaded.diagnostics);
    if (loaded.test === undefined) return [];
    const run = runTest(loaded.test);
    const coverage =
      options.coverage === true || options.minCoverage !== undefined || options.suggest === true ? coverageOf(run) : undefined;
    const mutation = options.mutate !== true ? undefined : run.all.some(hasFailed) ? "failing" : mutate(run);
    const faults = mutation === "failing" ? undefined : mutation;
    const suggested = options.suggest === true && coverage !== undefined ? suggestCases(run, coverage, faults) : undefined;
    return [{ run, coverage, mutation, suggested } satisfies FileOutcome];
  });
  return { outcomes, diagnostics, isBroken };
}

/** The faults of a dictionary that two criteria files share are reported once. */
function isSame(a: Diagnostic, b: Diagnostic): boolean {
  return (
    a.code === b.code &&
    a.message === b.message &&
    a.at.file === b.at.file &&
    a.at.line === b.at.line &&
    a.at.column === b.at.column
  );
}

/** Suggestions alone do not show why the status is 1. */
function tellWhy(outcomes: readonly FileOutcome[], { minCoverage }: TestOptions): void {
  for (const { run, coverage, mutation } of outcomes) {
    const { file } = run.test;
    const failed = countedCases(run).filter(hasFailed).length;
    if (failed > 0) {
      const faults = mutation === "failing" ? ", and no fault was put in" : "";
      tell(`${file}: ${failed} of its cases failed${faults}; run without --suggest to see why`);
    }
    if (mutation !== undefined && mutation !== "failing" && mutation.survivors.length > 0)
      tell(`${file}: ${mutation.survivors.length} faults survived`);
    if (minCoverage !== undefined && coverage !== undefined && !reaches(coverage, minCoverage))
      tell(`${file}: ${percentText(coverage)} % covered, but at least ${minCoverage} % is required`);
  }
}

async function reportOf({ outcomes, diagnostics }: Ran, options: TestOptions): Promise<string> {
  if (options.suggest === true) return suggestionText(outcomes);
  switch (options.format) {
    case "pretty":
      return prettyReport(outcomes, await reportPaint(usesColor("stdout", options.color)), options.minCoverage);
    case "json":
      return jsonReport(outcomes, diagnostics);
    case "junit":
      return junitReport(outcomes, diagnostics, options.minCoverage);
  }
}

function isGood({ outcomes, diagnostics }: Ran, { minCoverage, unconfirmed }: TestOptions): boolean {
  const counts = countCases(outcomes);
  if (diagnostics.length > 0 || counts.failed > 0) return false;
  if (unconfirmed === false && counts.unconfirmed > 0) return false;
  return outcomes.every(({ coverage, mutation }) => {
    const isCovered = minCoverage === undefined || coverage === undefined || reaches(coverage, minCoverage);
    return isCovered && mutation !== "failing" && (mutation === undefined || mutation.survivors.length === 0);
  });
}
