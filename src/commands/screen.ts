/** `screen`: candidates against criteria, a verdict for each. */
import { extname } from "node:path";
import { planSlots } from "../candidates/slots.js";
import type { Eligibility, RunHead } from "../evaluate/result.js";
import { fileSink, isSameFile, isTerminal, type Sink, Stop, sha256, stdoutSink, tell, terminalWidth, usesColor } from "../io.js";
import type { Trial } from "../language/model.js";
import { type Format, FORMATS, type Layout } from "../report/reporter.js";
import { terminalSafe, terminalSafeLines } from "../terminal-text.js";
import type { OutputSettings, PlacedProblem } from "../screening/pipeline.js";
import { type RunOutcome, type RunSettings, screenAll } from "../screening/run.js";
import { survey } from "../screening/survey.js";
import { version } from "../version.js";
import { candidateSources, type InputOptions, readSettings, stopOnErrors, tellNotices } from "./candidate-files.js";
import { type ColumnMapFile, type CriteriaFiles, criteriaThatNeedAsOf, loadColumnMapFile, loadCriteria, TextFiles } from "./criteria-files.js";
import { reportPaint } from "./paint.js";
import { asOfDay, asOfText, neededAsOf, usageError } from "./usage.js";

/** The options of `screen`, as the command line has them. */
export interface ScreenOptions extends InputOptions {
  readonly criteria: readonly string[];
  readonly format?: Format;
  readonly output?: string;
  readonly layout?: Layout;
  readonly only?: Eligibility;
  readonly reasons: boolean;
  readonly values: boolean;
  readonly excel?: boolean;
  readonly failOn?: Eligibility;
  readonly quiet?: boolean;
  readonly color?: boolean;
}

/** Endings of `-o` files that name a format. */
const ENDINGS: ReadonlyMap<string, Format> = new Map(
  FORMATS.filter((format) => format !== "table").map((format) => [`.${format}`, format] as const),
);

function formatOf({ format, output }: ScreenOptions): Format {
  if (format !== undefined) return format;
  if (output === undefined || output === "-") return isTerminal("stdout") ? "table" : "csv";
  const ending = extname(output).toLowerCase();
  const known = ENDINGS.get(ending);
  if (known !== undefined) return known;
  const endings = [...ENDINGS.keys()].join(", ");
  return usageError("screen", `the ending of \`${output}\` names no format; use one of ${endings}, or say it with -f`);
}

function outputSettings(options: ScreenOptions): OutputSettings {
  const format = formatOf(options);
  if (options.layout !== undefined && format !== "csv" && format !== "tsv") {
    usageError("screen", `--layout is for csv and tsv, and the format is ${format}`);
  }
  if (options.excel === true && format !== "csv") usageError("screen", `--excel is for csv, and the format is ${format}`);
  return {
    format,
    layout: options.layout ?? "wide",
    reasons: options.reasons,
    values: options.values,
    excel: options.excel ?? false,
    width: terminalWidth(),
    only: options.only,
  };
}

/** What is known of a run before its first record. */
export function runHead(
  files: CriteriaFiles,
  map: ColumnMapFile | undefined,
  asOf: number | undefined,
  severalFiles: boolean,
): RunHead {
  return {
    version,
    asOf: asOfText(asOf),
    criteria: files.criteria,
    dictionaries: files.dictionaries,
    columnMap: map?.digest ?? null,
    trials: files.trials.map(trialHead),
    severalFiles,
  };
}

function trialHead({ id, title, source, version: revision, criteria }: Trial): RunHead["trials"][number] {
  return { id, title, source, version: revision, criteria: criteria.map(({ id: name, kind, label }) => ({ id: name, kind, label })) };
}

function openSink(output: string | undefined, format: Format, inputs: readonly string[]): Sink {
  if (output === undefined || output === "-") {
    const sink = stdoutSink();
    // Cells are printed as they were written, so on a terminal their control characters are made visible; pipes and files get them all.
    const isRaw = format === "csv" || format === "tsv";
    return isRaw && isTerminal("stdout") ? { ...sink, write: (text) => sink.write(terminalSafeLines(text)) } : sink;
  }
  for (const input of inputs) {
    if (isSameFile(output, input)) throw new Stop(`error: -o ${output} would overwrite \`${input}\`, which this run reads`);
  }
  return fileSink(output);
}

/** Screens the candidates. @returns the exit status */
export async function screen(candidates: readonly string[], options: ScreenOptions): Promise<number> {
  const output = outputSettings(options);
  const read = readSettings("screen", options);
  const given = asOfDay("screen", options.asOf);
  const sources = candidateSources("screen", candidates);
  const texts = new TextFiles();
  const criteria = loadCriteria(options.criteria, options.color, texts);
  const map = loadColumnMapFile(options.columns, criteria.trials, options.color, texts);
  const asOf = neededAsOf("screen", given, criteriaThatNeedAsOf(criteria.trials));
  const quiet = options.quiet ?? false;

  const first = await survey(sources, planSlots(criteria.trials), { read, map: map?.map, asOf });
  tellNotices(first.notices, quiet);
  stopOnErrors(first.notices);

  const inputs = [...candidates, ...criteria.criteria.map(({ file }) => file), ...criteria.dictionaries.map(({ file }) => file), ...(options.columns === undefined ? [] : [options.columns])];
  const sink = openSink(options.output, output.format, inputs);
  const toFile = options.output !== undefined && options.output !== "-";
  const settings: RunSettings = {
    head: runHead(criteria, map, asOf, sources.length > 1),
    asOf,
    read,
    output,
    paint: reportPaint(toFile ? options.color === true : usesColor("stdout", options.color)),
    digest: sha256,
  };
  let outcome: RunOutcome;
  try {
    outcome = await screenAll(criteria.trials, first, settings, sink);
    await sink.finish();
  } catch (error) {
    sink.abandon();
    throw error;
  }
  tellProblems(outcome, quiet);
  tellNotices(outcome.notices, quiet);
  if (!quiet && output.format !== "table") tell(countsText(outcome));
  const hasProblems =
    outcome.summary.recordsWithProblems > 0 || [...first.notices, ...outcome.notices].some(({ severity }) => severity === "problem");
  const { failOn } = options;
  const isMet = failOn !== undefined && outcome.summary.trials.some(({ counts }) => counts[failOn] > 0);
  return hasProblems || isMet ? 1 : 0;
}

function tellProblems({ problems, summary }: RunOutcome, quiet: boolean): void {
  for (const { file, row, code, message } of problems) tell(terminalSafe(`${file}: row ${row}: problem: ${code}: ${message}`));
  for (const [code, count] of Object.entries(summary.problems)) {
    const untold = count - problems.filter((problem: PlacedProblem) => problem.code === code).length;
    if (untold > 0) tell(`${untold} more records with the problem ${code}; the output names it in each of them`);
  }
  const emptyRows = summary.inputs.reduce((sum, input) => sum + input.emptyRows, 0);
  if (emptyRows > 0 && !quiet) tell(`note: ${emptyRows} ${emptyRows === 1 ? "row" : "rows"} without any content ${emptyRows === 1 ? "was" : "were"} passed over`);
}

function countsText({ summary }: RunOutcome): string {
  const { records, printed, trials } = summary;
  const lines = trials.map(
    ({ trial, counts }) =>
      `${trial}: ${counts.eligible} eligible, ${counts.ineligible} ineligible, ${counts.undetermined} undetermined`,
  );
  const total = `${records} ${records === 1 ? "candidate" : "candidates"} screened`;
  return [...lines, printed === records ? total : `${total}, ${printed} printed`].join("\n");
}
