/** `screen`: candidates against criteria, a verdict for each. */
import { shownName, stops } from "../diagnostics/notice.js";
import type { keptHeadings } from "../engine/kept-headings.js";
import { loadOutputParts } from "../engine/output-parts.js";
import type { OutputSettings, PlacedProblem } from "../engine/pipeline.js";
import { Preflight, type PreflightResult } from "../engine/preflight.js";
import { type RunOutcome, type RunSettings, screenAll, screenAtOnce } from "../engine/run.js";
import { bytesOf } from "../engine/source.js";
import { WorkerPool } from "../engine/worker-pool.js";
import { checkWritable, fileSink } from "../io/output.js";
import { startProgress } from "../io/progress.js";
import { randomWord } from "../io/random.js";
import { type Sink, tell, tellWrapped, usesColor } from "../io/streams.js";
import type { Trial } from "../language/model.js";
import { planTrials } from "../plan/plan.js";
import { countLines } from "../report/counts-text.js";
import type { PageAssets } from "../report/html/assets.js";
import { candidateSources, readSettings, stopOnErrors, tellMapBeside, tellNotices, withMapped } from "./candidate-files.js";
import { criteriaThatNeedAsOf, loadColumnMapFile, loadCriteria } from "./criteria-files.js";
import { noDigest } from "./digests.js";
import { manifestText } from "./manifest.js";
import { FORMAT_USE } from "./options-together.js";
import { reportPaint } from "./paint.js";
import { runHead } from "./run-head.js";
import { threadsFor } from "./run-threads.js";
import type { ScreenOptions } from "./screen-options.js";
import { isToFile, measured, openSink, outputSettings, refuseOverwriting } from "./screen-output.js";
import { TextFiles } from "./text-files.js";
import { asOfDay, asOfText, neededAsOf, usageError } from "./usage.js";
import { openWorkbooks } from "./workbooks.js";

/** An html report's parts; its code is loaded for nothing else. */
async function pageAssetsFor(trials: readonly Trial[], asOf: number | undefined): Promise<PageAssets> {
  return (await import("./page-assets.js")).pageAssets(trials, asOfText(asOf));
}

/** The headings of `--keep`, or why there are none. Their code is loaded for nothing else. */
async function keptFor(...args: Parameters<typeof keptHeadings>): ReturnType<typeof keptHeadings> {
  return (await import("../engine/kept-headings.js")).keptHeadings(...args);
}

/** Shorter lists are looked at first: it costs them little. */
const AT_ONCE_BYTES = 8 << 20;

/** Bytes of a block for a workbook, whose rows are many times what they tell of: with blocks of the usual size it takes a fifth more memory. */
const WORKBOOK_BLOCK = 1 << 16;

/** Screens the candidates. @returns the exit status */
export async function screen(candidates: readonly string[], options: ScreenOptions): Promise<number> {
  const { facts } = options;
  if (facts !== undefined) return (await import("./screen-part.js")).screenPart(candidates, { ...options, facts });
  if (options.manifest === "-") usageError("screen", "--manifest takes the name of a file");
  for (const file of [isToFile(options) ? options.output : undefined, options.manifest])
    if (file !== undefined) checkWritable(file);
  const output = outputSettings(options);
  const blockSize = output.format === "xlsx" ? WORKBOOK_BLOCK : undefined;
  const given = { ...readSettings("screen", candidates, options), blockSize };
  const day = asOfDay("screen", options.asOf);
  const files = candidateSources("screen", candidates, options);
  const texts = new TextFiles();
  const criteria = await loadCriteria(options.criteria, options.color, texts);
  const map = await loadColumnMapFile(options.columns, criteria.trials, options.color, texts);
  const read = withMapped("screen", given, map?.map);
  tellMapBeside(candidates, options);
  const asOf = neededAsOf("screen", day, criteriaThatNeedAsOf(criteria.trials));
  const quiet = options.quiet ?? false;

  const plan = planTrials(criteria.trials);
  const { maxHeldBytes, sheet = map?.map.input?.sheet } = options;
  const sources = await openWorkbooks(files, { sheet, read, plan, map: map?.map, maxHeldBytes });
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
  const use = FORMAT_USE[output.format];
  const jobs = use.holdsAll ? 1 : options.jobs;
  const pool = new WorkerPool(work, await threadsFor(sources, work, output.format, jobs));
  const kept = options.keep && (await keptFor(sources, read, options.keep));
  const progress = startProgress(sources, !quiet);
  try {
    const looking = { read, map: map?.map, asOf, key: work.key, onBytes: progress.looked };
    const look = new Preflight(sources, plan, looking, pool);
    const isKept = kept === undefined || "keep" in kept;
    const mayBegin = isKept && isToFile(options) && bytesOf(sources) >= AT_ONCE_BYTES;
    let first = (mayBegin ? await look.headings() : undefined) ?? (await look.whole());
    progress.pause();
    const tellFirst = (): void => {
      // A list that cannot be read at all has no such column, either.
      const notices = isKept || stops(first.notices) ? first.notices : [...first.notices, kept];
      tellNotices(notices, quiet);
      stopOnErrors(notices);
    };
    // Headings alone are not all: what is told does not depend on how the list was looked at.
    if (first.isWhole) tellFirst();

    const criteriaFiles = [...criteria.criteria, ...criteria.dictionaries, ...(map === undefined ? [] : [map.source])];
    const inputs = [...candidates, ...criteriaFiles.map(({ file }) => file)];
    const { manifest } = options;
    if (manifest !== undefined) {
      refuseOverwriting("--manifest", manifest, inputs, "reads");
      refuseOverwriting("--manifest", manifest, isToFile(options) ? [options.output ?? ""] : [], "writes");
    }
    const namesDigests = manifest !== undefined || use.namesDigests;
    const sha256 = namesDigests ? (await import("../io/digest.js")).sha256 : noDigest;
    const words = output.format === "json" ? (await import("../report/criterion-words.js")).criterionWords : undefined;
    const settings: RunSettings = {
      head: runHead(criteria, map, asOf, sources.length > 1, sha256, words),
      asOf,
      read,
      output: {
        ...output,
        ...(kept === undefined || !isKept ? {} : { keep: kept.keep }),
        ...(output.format === "html" ? { page: await pageAssetsFor(criteria.trials, asOf) } : {}),
      },
      paint: await reportPaint(isToFile(options) ? options.color === true : usesColor("stdout", options.color)),
      digest: sha256,
      onBytes: progress.screened,
    };
    const sinks: Sink[] = [];
    let outcome: RunOutcome;
    try {
      const target = measured(openSink(options, output.format, inputs), manifest === undefined ? undefined : sha256);
      const sink = output.format === "xlsx" ? await workbookTo(target, first, output, plan.trials.length) : target;
      sinks.push(sink);
      const record = manifest === undefined ? undefined : fileSink(manifest);
      if (record !== undefined) sinks.push(record);
      const atOnce = first.isWhole || sink.restart === undefined ? undefined : await screenAtOnce(plan, first, settings, sink);
      if (atOnce === undefined && !first.isWhole) {
        await sink.restart?.();
        first = await look.whole();
        progress.pause();
        tellFirst();
      } else if (atOnce !== undefined) tellFirst();
      outcome = atOnce ?? (await screenAll(plan, first, settings, sink));
      await record?.write(
        manifestText({
          candidates,
          options: { ...options, format: output.format },
          head: settings.head,
          outcome,
          notices: first.notices,
          written: target.written,
        }),
      );
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
    if (!quiet && !use.isForPeople) tell(...countLines(outcome.summary, settings.head.trials));
    const hasProblems =
      (outcome.summary.recordsWithProblems > 0 && options.problemsOk !== true) ||
      [...first.notices, ...outcome.notices].some(({ severity }) => severity === "problem");
    const { failOn } = options;
    const isMet = failOn !== undefined && outcome.summary.trials.some(({ counts }) => counts[failOn] > 0);
    return hasProblems || isMet ? 1 : 0;
  } finally {
    progress.end();
    await pool.stop();
  }
}

/** A workbook; refused where it is known by now that a sheet cannot hold the list. */
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
