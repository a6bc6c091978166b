/** `columns`: how each column of a list will be read, before anyone screens. */
import { planSlots } from "../candidates/slots.js";
import { lookAt, Stop, stdoutSink, tell, terminalWidth, usesColor } from "../io.js";
import { isSameFile, writeFile } from "../io-output.js";
import { completeColumnMap, type MapFindings } from "../language/complete-map.js";
import { loadColumnMap } from "../language/load.js";
import { columnsJson, renderColumns } from "../report/columns-report.js";
import { describeColumns } from "../screening/columns.js";
import { survey } from "../screening/survey.js";
import { terminalSafe } from "../terminal-text.js";
import { candidateSources, type InputOptions, readSettings, stopOnErrors, tellNotices } from "./candidate-files.js";
import { screenArguments, shellLine } from "./command-line.js";
import { criteriaThatNeedAsOf, loadColumnMapFile, loadCriteria } from "./criteria-files.js";
import { reportPaint } from "./paint.js";
import { TextFiles } from "./text-files.js";
import { asOfDay, neededAsOf, usageError } from "./usage.js";

/** Formats of `columns`. */
export const COLUMNS_FORMATS = ["text", "json"] as const;

/** The options of `columns`, as the command line has them. */
export interface ColumnsOptions extends InputOptions {
  readonly criteria: readonly string[];
  readonly format: (typeof COLUMNS_FORMATS)[number];
  readonly write?: string;
  readonly quiet?: boolean;
  readonly color?: boolean;
}

/** Describes the columns of candidate files. @returns the exit status */
export async function columns(candidates: readonly string[], options: ColumnsOptions): Promise<number> {
  const read = readSettings("columns", candidates, options);
  const given = asOfDay("columns", options.asOf);
  const sources = candidateSources("columns", candidates, options);
  const texts = new TextFiles();
  const { trials } = loadCriteria(options.criteria, options.color, texts);
  const map = loadColumnMapFile(options.columns, trials, options.color, texts)?.map;
  const asOf = neededAsOf("columns", given, criteriaThatNeedAsOf(trials));
  const { write } = options;
  if (write !== undefined) refuseToWrite(write, candidates, options.columns);
  const settings = { read, map, asOf };
  const first = await survey(sources, planSlots(trials), settings);
  if (first.notices.some(({ severity }) => severity === "error")) {
    tellNotices(first.notices, options.quiet ?? false);
    stopOnErrors(first.notices);
  }
  const found = await describeColumns(trials, first, settings);
  const reports = found.map(({ report }) => report);
  const sink = stdoutSink(options.format !== "json");
  const paint = reportPaint(usesColor("stdout", options.color));
  await sink.write(options.format === "json" ? columnsJson(reports) : renderColumns(reports, { width: terminalWidth(), paint }));
  await sink.finish();
  const [own] = found;
  if (write !== undefined && own !== undefined) {
    const given = options.columns === undefined ? undefined : texts.read(options.columns);
    const text = completeColumnMap(given !== undefined && "text" in given ? given : undefined, own.map);
    // Nothing may be advised that is refused next.
    const [fault] = loadColumnMap({ file: write, text }, trials).diagnostics;
    if (fault !== undefined) throw new Error(`the column map made is refused: ${fault.message}`);
    await writeFile(write, text);
    if (options.quiet !== true) tell(nextStep(write, candidates, options, own.map));
  }
  return found.some(({ notices }) => notices.some(({ severity }) => severity === "problem")) ? 1 : 0;
}

/** One file's map, and never onto a file but the map that it completes. */
function refuseToWrite(write: string, candidates: readonly string[], given: string | undefined): void {
  if (candidates.length > 1) usageError("columns", "--write makes the map of one candidate file, and several are named");
  if (lookAt(write) === undefined || (given !== undefined && isSameFile(write, given))) return;
  throw new Stop(
    `error: --write ${write}: the file exists already, and only the map that --columns names is completed in its place`,
  );
}

/** What to do with the map, and the whole command that screens with it. */
function nextStep(write: string, candidates: readonly string[], options: ColumnsOptions, map: MapFindings): string {
  const { write: _map, format: _format, ...reading } = options;
  const command = shellLine(["trialsieve", ...screenArguments(candidates, { ...reading, columns: write })]);
  const isOpen = map.unclaimed.length > 0 && [...map.fields.values()].includes(null);
  const first = isOpen ? "move each heading of `unclaimed` that holds one of the fields into that field's `column`; then " : "";
  return `${terminalSafe(`${write}: written; ${first}screen with it:`)}\n  ${terminalSafe(command)}`;
}
