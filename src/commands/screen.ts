/** `screen`: candidates against criteria, a verdict for each. */
import { shownName, stops } from "../diagnostics/notice.js";
import type { keptHeadings } from "../engine/kept-headings.js";
import { loadOutputParts } from "../engine/output-parts.js";
import type { OutputSettings, PlacedProblem } from "../engine/pipeline.js";
import { Preflight, type PreflightResult } from "../engine/preflight.js";
import { type RunOutcome, type RunSettings, type Screened, screenFrom } from "../engine/run.js";
import { bytesOf } from "../engine/source.js";
import { WorkerPool } from "../engine/worker-pool.js";
import { checkWritable, fileSink } from "../io/output.js";
import { type Progress, startProgress } from "../io/progress.js";
import { randomWord } from "../io/random.js";
import { type Sink, tell, tellWrapped, usesColor } from "../io/streams.js";
import type { Trial } from "../language/model.js";
import { countLines } from "../report/counts-text.js";
import type { PageAssets } from "../report/html/assets.js";
import { stopOnErrors, tellNotices } from "./candidate-files.js";
import { sourcesOf } from "./criteria-files.js";
import { noDigest } from "./digests.js";
import { type LoadedRun, loadRun, NOTHING_SCREENED, type OpenedCandidates, openCandidates } from "./load-run.js";
import { manifestText } from "./manifest.js";
import { FORMAT_USE } from "./options-together.js";
import { reportPaint } from "./paint.js";
import { runHead } from "./run-head.js";
import { threadsFor } from "./run-threads.js";
import type { ScreenOptions } from "./screen-options.js";
import { isToFile, measured, openSink, outputSettings, refuseOverwriting } from "./screen-output.js";
import { asOfText, usageError } from "./usage.js";

/** An html report's parts; its code is loaded for nothing else. */
async function pageAssetsFor(trials: readonly Trial[], asOf: number | undefined): Promise<PageAssets> {
  return (await import("./page-assets.js")).pageAssets(trials, asOfText(asOf));
}

/** The headings of `--keep`, or why there are none. Their code is loaded for nothing else. */
async function keptFor(...args: Parameters<typeof keptHeadings>): ReturnType<typeof keptHeadings> {
  return (await import("../engine/kept-headings.js")).keptHeadings(...args);
}

/** Shorter lists get a whole preflight first, which costs them little. */
const AT_ONCE_BYTES = 8 << 20;

/** Bytes of a block for an output workbook, whose XML is many times larger than the list: blocks of the usual size take a fifth more memory. */
const WORKBOOK_BLOCK = 1 << 16;

/** Screens the candidates. @returns the exit status */
export async function screen(candidates: readonly string[], options: ScreenOptions): Promise<number> {
  const { facts } = options;
  if (facts !== undefined) return (await import("./screen-part.js")).screenPart(candidates, { ...options, facts });
  if (options.manifest === "-") usageError("screen", "--manifest takes the name of a file");
  for (const file of [isToFile(options) ? options.output : undefined, options.manifest])
    if (file !== undefined) checkWritable(file);
  const output = outputSettings(options);
  const run = await loadRun("screen", candidates, options, NOTHING_SCREENED);
  const opened = await openCandidates("screen", run, options);
  const read = { ...opened.read, blockSize: output.format === "xlsx" ? WORKBOOK_BLOCK : undefined };
  const { plan, map, asOf } = run;
  const { sources } = opened;
  const work = {
    plan,
    map: map?.map,
    asOf,
    id: read.id,
    severalFiles: sources.length > 1,
    key: { low: randomWord(), high: randomWord() },
    byteTools: read.byteTools,
    parts: await loadOutputParts(output.format),
  };
  const jobs = FORMAT_USE[output.format].holdsAll ? 1 : options.jobs;
  const pool = new WorkerPool(work, await threadsFor(sources, work, output.format, jobs));
  const progress = startProgress(sources, options.quiet !== true);
  const preflight = new Preflight(sources, plan, { read, map: map?.map, asOf, key: work.key, onBytes: progress.looked }, pool);
  try {
    return await screenInto({ ...run, candidates, options, output, sources, read, preflight, progress });
  } finally {
    progress.end();
    await pool.stop();
  }
}

/** All that a run works with. */
interface ScreenRun extends Omit<LoadedRun, "files" | "given">, OpenedCandidates {
  readonly candidates: readonly string[];
  readonly options: ScreenOptions;
  readonly output: OutputSettings;
  readonly preflight: Preflight;
  readonly progress: Progress;
}

/** Preflight, output, screening, and what is said at the end. @returns the exit status */
async function screenInto(run: ScreenRun): Promise<number> {
  const { candidates, options, output, sources, read, plan, preflight, progress } = run;
  const { quiet = false, manifest } = options;
  const kept = options.keep && (await keptFor(sources, read, options.keep));
  const isKept = kept === undefined || "keep" in kept;
  const check = ({ notices }: PreflightResult): void => {
    progress.pause();
    // A list that cannot be read at all has no such column, either.
    const all = isKept || stops(notices) ? notices : [...notices, kept];
    tellNotices(all, quiet);
    stopOnErrors(all, run.undone);
  };
  const mayBegin = isKept && isToFile(options) && bytesOf(sources) >= AT_ONCE_BYTES;
  const begun = (mayBegin ? await preflight.headings() : undefined) ?? (await preflight.whole());
  if (begun.isWhole) check(begun);

  const inputs = [...candidates, ...sourcesOf(run).map(({ file }) => file)];
  if (manifest !== undefined) {
    refuseOverwriting("--manifest", manifest, inputs, "reads");
    refuseOverwriting("--manifest", manifest, isToFile(options) ? [options.output ?? ""] : [], "writes");
  }
  const settings = await runSettings(run, isKept ? kept?.keep : undefined);
  const sinks: Sink[] = [];
  let screened: Screened;
  try {
    const target = measured(openSink(options, output.format, inputs), manifest === undefined ? undefined : settings.digest);
    const sink = output.format === "xlsx" ? await workbookTo(target, begun, output, plan.trials.length) : target;
    sinks.push(sink);
    const record = manifest === undefined ? undefined : fileSink(manifest);
    if (record !== undefined) sinks.push(record);
    screened = await screenFrom(preflight, begun, plan, settings, sink, check);
    const { outcome, based } = screened;
    // Headings alone do not show everything: what a run says does not depend on how much of the list was read first.
    if (!based.isWhole) check(based);
    const asked = { ...options, format: output.format };
    const { head } = settings;
    const { notices } = based;
    await record?.write(manifestText({ candidates, options: asked, head, outcome, notices, written: target.written }));
    progress.end();
    tellProblems(outcome);
    tellNotices(outcome.notices, quiet);
    if (!quiet) tellEmptyRows(outcome);
    for (const one of sinks) await one.finish();
  } catch (error) {
    for (const one of sinks) one.abandon();
    throw error;
  } finally {
    progress.end();
  }
  if (!quiet && !FORMAT_USE[output.format].isForPeople) tell(...countLines(screened.outcome.summary, settings.head.trials));
  return exitStatus(screened, options);
}

/** @param keep the headings of columns that are copied into the output */
async function runSettings(run: ScreenRun, keep: readonly string[] | undefined): Promise<RunSettings> {
  const { criteria, map, asOf, read, sources, options, output, progress } = run;
  const namesDigests = options.manifest !== undefined || FORMAT_USE[output.format].namesDigests;
  const digest = namesDigests ? (await import("../io/digest.js")).sha256 : noDigest;
  const words = output.format === "json" ? (await import("../report/criterion-words.js")).criterionWords : undefined;
  return {
    head: runHead(criteria, map, asOf, sources.length > 1, digest, words),
    asOf,
    read,
    output: {
      ...output,
      ...(keep === undefined ? {} : { keep }),
      ...(output.format === "html" ? { page: await pageAssetsFor(criteria.trials, asOf) } : {}),
    },
    paint: await reportPaint(isToFile(options) ? options.color === true : usesColor("stdout", options.color)),
    digest,
    onBytes: progress.screened,
  };
}

/** 1 if records have problems, or a candidate was found whom `--fail-on` names. */
function exitStatus({ outcome, based }: Screened, { failOn, problemsOk }: ScreenOptions): 0 | 1 {
  const { summary } = outcome;
  const hasProblems =
    (summary.recordsWithProblems > 0 && problemsOk !== true) ||
    [...based.notices, ...outcome.notices].some(({ severity }) => severity === "problem");
  const isMet = failOn !== undefined && summary.trials.some(({ counts }) => counts[failOn] > 0);
  return hasProblems || isMet ? 1 : 0;
}

/** A workbook; refused if it is already known that a sheet cannot hold the list. */
async function workbookTo(target: Sink, { files }: PreflightResult, { only }: OutputSettings, trials: number): Promise<Sink> {
  const { MOST_ROWS, tooLong, workbookSink } = await import("./workbook-sink.js");
  const records = files.reduce((sum, file) => sum + (file.records ?? 0), 0);
  // The screening log has a row for each trial.
  if (only !== undefined || records * trials < MOST_ROWS) return workbookSink(target);
  target.abandon();
  throw tooLong();
}

function tellProblems({ problems, summary }: RunOutcome): void {
  for (const { file, row, code, message } of problems)
    tellWrapped(`${shownName(file)}: row ${row}: problem: ${code}: ${message}`);
  for (const [code, count] of Object.entries(summary.problems)) {
    const untold = count - problems.filter((problem: PlacedProblem) => problem.code === code).length;
    if (untold > 0) tellWrapped(`${untold} more records with the problem ${code}; the output names each`);
  }
}

function tellEmptyRows({ summary }: RunOutcome): void {
  const emptyRows = summary.inputs.reduce((sum, input) => sum + input.emptyRows, 0);
  if (emptyRows > 0) tellWrapped(`note: ${emptyRows} empty ${emptyRows === 1 ? "row was" : "rows were"} skipped`);
}
