/** `test --against`: the cases of an earlier version, run by the criteria as they are now. */
import { lookAt, Stop, stdoutSink, usesColor } from "../io/streams.js";
import { criteriaOf, fileKind, loadTestFile, loadTrials, type Source } from "../language/load/load.js";
import type { Trial } from "../language/model.js";
import { type ChangedCase, changedCases } from "../testing/changed-cases.js";
import { terminalSafe } from "../text/terminal-text.js";
import { loadCriteria } from "./criteria-files.js";
import { tellDiagnostics } from "./diagnostics.js";
import { reportPaint } from "./paint.js";
import { criteriaOfTest, dictionaryOf, TextFiles } from "./text-files.js";

/** The end of a test file's name. */
export const SUFFIX = ".test.json";

/** The test file that belongs to a criteria file. */
export function testBeside(file: string): string {
  return file.replace(/(?:\.json)?$/, SUFFIX);
}

/** The options of `--against`. */
export interface AgainstOptions {
  readonly format: "pretty" | "json" | "junit";
  readonly color?: boolean;
}

/** Lists the cases of an earlier version whose results have changed. @returns the exit status: 1 if there are any */
export async function testAgainst(now: string, earlier: string, options: AgainstOptions): Promise<number> {
  const { color, format } = options;
  const texts = new TextFiles();
  const undone = "no case was run";
  const criteria = now.endsWith(SUFFIX) ? criteriaOf(source(now, texts)) : now;
  if (criteria === undefined) throw new Stop(`${undone}: ${now} names no criteria`);
  const { trials } = await loadCriteria([criteria], color, texts, undone);
  const [trial] = trials;
  if (trial === undefined) throw new Stop(`${undone}: ${criteria} is no criteria file`);
  const old = source(earlier, texts);
  const file = fileKind(old) === "criteria" ? testBeside(earlier) : earlier;
  if (lookAt(file) === undefined) throw new Stop(`${undone}: ${earlier}: it has no test file (${file})`);
  const cases = await casesIn(source(file, texts), fileKind(old) === "criteria" ? earlier : undefined, trial, texts, color);
  const sink = stdoutSink(format === "pretty");
  await sink.write(format === "json" ? jsonOf(file, trial, cases) : await textOf(file, trial, cases, color));
  await sink.finish();
  return cases.length > 0 ? 1 : 0;
}

function source(file: string, texts: TextFiles): Source {
  const read = texts.read(file);
  if (!("text" in read)) throw new Stop(`${file}: ${read.message}`);
  return read;
}

/** The changed cases of a test file that was written for the criteria beside it; if these are gone, for the later version. */
async function casesIn(
  test: Source,
  criteria: string | undefined,
  after: Trial,
  texts: TextFiles,
  color: boolean | undefined,
): Promise<readonly ChangedCase[]> {
  const named = criteria ?? criteriaOf(test);
  const read = named === undefined || lookAt(named) === undefined ? undefined : criteriaOfTest(test, named, texts);
  const [before] = read !== undefined && "text" in read ? loadTrials([read], (name) => dictionaryOf(name, texts)).trials : [];
  const { test: loaded, diagnostics } = loadTestFile(test, () => (before?.id === after.id ? before : after));
  if (loaded === undefined) {
    await tellDiagnostics(diagnostics, texts, color);
    throw new Stop("no case was run: the test file has errors");
  }
  const changed = changedCases(loaded, after);
  if (changed === undefined) throw new Stop(`no case was run: ${after.file} measures time, and ${test.file} has no asOf: add it`);
  return changed;
}

function jsonOf(tests: string, { file, id }: Trial, cases: readonly ChangedCase[]): string {
  const changed = cases.map(({ name, at, outcomes }) => ({ name, at, outcomes }));
  return `${JSON.stringify({ schemaVersion: 1, tests, criteria: file, trial: id, changed }, undefined, 2)}\n`;
}

async function textOf(
  tests: string,
  { file }: Trial,
  cases: readonly ChangedCase[],
  color: boolean | undefined,
): Promise<string> {
  const paint = await reportPaint(usesColor("stdout", color));
  const lines = cases.flatMap(({ name, at, outcomes }) => [
    `${paint.strong(terminalSafe(name))}  ${paint.dim(terminalSafe(`${at.file}:${at.line}`))}`,
    ...outcomes.map(({ id, before, after }) => `    ${id}: expected ${before}, now ${after ?? "there is no such criterion"}`),
  ]);
  const count = cases.length === 1 ? "1 case expects" : `${cases.length} cases expect`;
  const end = cases.length === 0 ? `every case of ${tests} gives the result it expects` : `${count} something else by ${file}`;
  return [...lines, terminalSafe(end), ""].join("\n");
}
