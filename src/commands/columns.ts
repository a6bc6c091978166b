/** `columns`: how each column of a list will be read, before anyone screens. */
import { planSlots } from "../candidates/slots.js";
import { exists, Stop, stdoutSink, tell, terminalWidth, usesColor } from "../io.js";
import { fileSink } from "../io-output.js";
import { formatFile } from "../language/format.js";
import { columnsJson, renderColumns } from "../report/columns-report.js";
import { describeColumns, draftColumnMap } from "../screening/columns.js";
import { survey } from "../screening/survey.js";
import { candidateSources, type InputOptions, readSettings, stopOnErrors, tellNotices } from "./candidate-files.js";
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
  if (write !== undefined && candidates.length > 1)
    usageError("columns", "--write makes the map of one candidate file, and several are named");
  if (write !== undefined && exists(write)) {
    throw new Stop(`error: --write ${write}: the file exists already; a column map that a person completed is not overwritten`);
  }
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
  const [report] = reports;
  if (write !== undefined && report !== undefined) {
    const file = fileSink(write);
    const draft = draftColumnMap(report);
    await file.write(formatFile({ file: write, text: draft }).text ?? draft);
    await file.finish();
    if (options.quiet !== true) tell(`${write}: written; complete it, then screen with --columns ${write}`);
  }
  return found.some(({ notices }) => notices.some(({ severity }) => severity === "problem")) ? 1 : 0;
}
