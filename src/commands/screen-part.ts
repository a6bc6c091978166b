/** `screen --facts`: a part of a list, by the facts of the whole, for an engine that hands out parts. NDJSON in, NDJSON out. */
import { judgedSlots } from "../columns/judged-slots.js";
import { type InputNotice, shownName, stops } from "../diagnostics/notice.js";
import { loadOutputParts } from "../engine/output-parts.js";
import { Preflight } from "../engine/preflight.js";
import { type RunSettings, screenAll } from "../engine/run.js";
import { factsNotices, headOfFacts, judgedIn, uncoveredIn } from "../engine/with-facts.js";
import { WorkerPool } from "../engine/worker-pool.js";
import { sha256 } from "../io/digest.js";
import { randomWord } from "../io/random.js";
import { type Sink, Stop, tell } from "../io/streams.js";
import { countLines } from "../report/counts-text.js";
import { plainPaint } from "../report/paint.js";
import { noDigest } from "./digests.js";
import { basisOf, factsIn, refuseOtherBasis, refuseOtherFormats } from "./facts-files.js";
import { loadRun, NOTHING_SCREENED } from "./load-run.js";
import { runHead } from "./run-head.js";
import { threadsFor } from "./run-threads.js";
import type { ScreenOptions } from "./screen-options.js";
import { openSink, outputSettings } from "./screen-output.js";
import { usageError } from "./usage.js";

/** Options that make no sense for a part, and why. */
const REFUSED = [
  ["id", "--id", "the facts say which keys hold the ID"],
  ["assumeUniqueIds", "--assume-unique-ids", "repeated IDs are marked in the records"],
  ["only", "--only", "every record of a part is in its output"],
  ["failOn", "--fail-on", "a part is not the list"],
  ["manifest", "--manifest", "a part is not the list"],
] as const;

function refuse(candidates: readonly string[], options: ScreenOptions): void {
  for (const [key, option, why] of REFUSED)
    if (options[key] !== undefined) usageError("screen", `${option} does not go with --facts: ${why}`);
  if ((options.format ?? "ndjson") !== "ndjson")
    usageError("screen", `-f ${options.format} does not go with --facts: the output of a part is ndjson`);
  if (candidates.length > 1) usageError("screen", "--facts is for one part of a list at a time");
  const { delimiter, skip, sheet, encoding, inputFormat } = options;
  refuseOtherFormats("screen", candidates, { delimiter, skip, sheet, encoding, inputFormat });
}

/** Screens one part. @returns the exit status: 0 whatever is wrong with records, because an engine would try again */
export async function screenPart(
  candidates: readonly string[],
  options: ScreenOptions & { readonly facts: string },
): Promise<number> {
  refuse(candidates, options);
  const output = outputSettings({ ...options, format: "ndjson" });
  const run = await loadRun("screen", candidates, { ...options, inputFormat: "ndjson" }, NOTHING_SCREENED);
  const { files: sources, criteria, map, plan, given, asOf, undone } = run;
  const facts = factsIn(options.facts);
  refuseOtherBasis(options.facts, facts, basisOf(criteria, map));
  const fit = factsNotices(facts, plan, map?.map, options.facts);
  if (fit === "key" || stops(fit))
    throw new Stop(`${options.facts}: no part can be screened with it; columns --merge ${options.facts} with -c says why`);

  const read = { ...given, id: facts.id ?? [], head: headOfFacts(facts) };
  const key = { low: randomWord(), high: randomWord() };
  const parts = await loadOutputParts(output.format);
  const work = { plan, map: map?.map, asOf, id: read.id, severalFiles: false, key, byteTools: read.byteTools, parts };
  const pool = new WorkerPool(work, await threadsFor(sources, work, output.format, options.jobs));
  const slots = judgedSlots(plan, map?.map);
  try {
    const first = await new Preflight(
      sources,
      plan,
      { read, map: map?.map, asOf, key, judge: (found) => judgedIn(facts, found, slots, sha256) },
      pool,
    ).whole();
    const [fault] = first.notices.filter(({ severity }) => severity === "error");
    if (fault !== undefined) throw new Stop(`${placeOf(fault)}: ${fault.code}: ${undone}`);
    const [file] = first.files;
    const more = file && uncoveredIn(facts, file, sha256);
    if (more !== undefined)
      throw new Stop(
        `${shownName(sources[0]?.name ?? "-")}: the facts do not cover this part: ${MORE[more]}; count the facts of all parts again`,
      );
    const settings: RunSettings = {
      head: runHead(criteria, map, asOf, false, noDigest),
      asOf,
      read,
      output: { ...output, ...(options.keep === undefined ? {} : { keep: options.keep }) },
      paint: plainPaint,
      digest: noDigest,
    };
    let sink: Sink | undefined;
    try {
      sink = openSink(options, output.format, [...candidates, options.facts]);
      const { summary } = await screenAll(plan, first, settings, sink);
      await sink.finish();
      if (options.quiet !== true) tell(...countLines(summary, settings.head.trials));
    } catch (error) {
      sink?.abandon();
      throw error;
    }
    return 0;
  } finally {
    await pool.stop();
  }
}

const MORE = {
  records: "it has more records than were counted",
  key: "its records have a key that none of those has that were counted",
  column: "a field has numbers in another unit, or more of some kind, than were counted",
} as const;

function placeOf({ file, row }: InputNotice): string {
  return row === undefined ? shownName(file) : `${shownName(file)}: row ${row}`;
}
