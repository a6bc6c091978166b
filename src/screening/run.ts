/** A whole screening: first look done, second look, output, counts. One thread. */
import type { InputNotice } from "../candidates/notice.js";
import { statsNotices } from "../candidates/read.js";
import { planSlots } from "../candidates/slots.js";
import type { RunHead, RunSummary } from "../evaluate/result.js";
import type { Trial } from "../language/model.js";
import type { Explanation } from "../report/explanation.js";
import type { Paint } from "../report/paint.js";
import { type OutputSettings, Pipeline, type PlacedProblem, type Plan } from "./pipeline.js";
import { type CandidateSource, ReadFailure, type ReadSettings } from "./source.js";
import { startPass, type Survey, type SurveyedFile } from "./survey.js";

/** Where the output goes. `write` resolves when more may come. */
export interface OutputSink {
  write(text: string): Promise<void>;
}

/** Makes SHA-256 digests; from whom is not this room's business. */
export interface Digest {
  update(bytes: Uint8Array): void;
  hex(): string;
}

/** All that a run needs beside the criteria and the first look. */
export interface RunSettings {
  readonly head: RunHead;
  readonly asOf: number | undefined;
  readonly read: ReadSettings;
  readonly output: OutputSettings;
  readonly paint: Paint;
  readonly digest: () => Digest;
}

/** What is to be told after a run. */
export interface RunOutcome {
  readonly summary: RunSummary;
  /** In order of file and row: the first few of each kind. */
  readonly problems: readonly PlacedProblem[];
  /** What the cells showed, once a column. */
  readonly notices: readonly InputNotice[];
}

/** A block of the second look; `file` is the index of the candidate file. */
interface PlacedBlock {
  readonly bytes: Uint8Array;
  readonly firstRow: number;
}

/** Reads one file again, block by block. Throws a {@link ReadFailure} if it is no longer what it was. */
async function* secondLook(source: CandidateSource, read: ReadSettings, digest: Digest | undefined): AsyncGenerator<PlacedBlock> {
  const input = startPass(source, read);
  const check = (): void => {
    if (input.fault !== undefined) throw new ReadFailure(faultText(input.fault));
  };
  for await (const chunk of source.open()) {
    digest?.update(chunk);
    const blocks = input.push(chunk);
    check();
    yield* blocks;
  }
  const blocks = input.end();
  check();
  yield* blocks;
}

function faultText({ file, row, message, help }: InputNotice): string {
  return `${file}${row === undefined ? "" : `: row ${row}`}: ${message}${help === undefined ? "" : `; ${help}`}`;
}

function planOf({ files, repeated }: Survey, settings: RunSettings): Plan {
  return {
    run: settings.head,
    asOf: settings.asOf,
    files: files.map(({ source, columns }) => ({ name: source.name, columns })),
    repeated,
    assumeUniqueIds: settings.read.assumeUniqueIds,
    output: settings.output,
  };
}

/** Goes through every file once more and hands its blocks to `onBlock`, with what must be true in the end. */
async function readAll(
  files: readonly SurveyedFile[],
  pipeline: Pipeline,
  settings: RunSettings,
  onBlock: (block: PlacedBlock, file: number) => Promise<void>,
): Promise<RunSummary["inputs"]> {
  const inputs: RunSummary["inputs"][number][] = [];
  for (const [index, { source, records: expected }] of files.entries()) {
    const digest = settings.digest();
    for await (const block of secondLook(source, settings.read, digest)) await onBlock(block, index);
    const { records, emptyRows } = pipeline.statsOf(index);
    if (expected !== undefined && records !== expected) {
      throw new ReadFailure(`${source.name}: had ${expected} records at first and ${records} now; it changed while it was read`);
    }
    inputs.push({ file: source.name, sha256: digest.hex(), records, emptyRows });
  }
  return inputs;
}

/**
 * Screens all candidates. Throws a {@link ReadFailure} if a file cannot be read to its end; what is written by then stays.
 */
export async function screenAll(
  trials: readonly Trial[],
  survey: Survey,
  settings: RunSettings,
  sink: OutputSink,
): Promise<RunOutcome> {
  const pipeline = new Pipeline(trials, planOf(survey, settings), settings.paint);
  const problems: PlacedProblem[] = [];
  await sink.write(pipeline.head);
  const inputs = await readAll(survey.files, pipeline, settings, async ({ bytes, firstRow }, file) => {
    const result = pipeline.block(bytes, file, firstRow);
    if (result.fault !== undefined) throw new ReadFailure(faultText(result.fault));
    problems.push(...result.problems);
    if (result.text !== "") await sink.write(result.text);
  });
  const { counts } = pipeline;
  const summary: RunSummary = {
    inputs,
    records: counts.records,
    printed: counts.printed,
    recordsWithProblems: counts.recordsWithProblems,
    problems: Object.fromEntries([...counts.problems].sort(([a], [b]) => (a < b ? -1 : 1))),
    trials: trials.map(({ id }, index) => {
      const { eligible = 0, ineligible = 0, undetermined = 0 } = counts.eligibilities[index] ?? {};
      return { trial: id, counts: { eligible, ineligible, undetermined } };
    }),
  };
  await sink.write(pipeline.reporter.tail(summary));
  const slots = planSlots(trials);
  const notices = survey.files.flatMap(({ source, columns }, index) =>
    statsNotices(slots, columns, pipeline.statsOf(index), source.name),
  );
  return { summary, problems, notices };
}

/** Everything about the candidates with one id: more than one where the id is repeated. */
export async function explainCandidate(
  trials: readonly Trial[],
  survey: Survey,
  settings: RunSettings,
  id: string,
): Promise<readonly Explanation[]> {
  const pipeline = new Pipeline(trials, planOf(survey, settings), settings.paint);
  const explanations: Explanation[] = [];
  await readAll(survey.files, pipeline, settings, async ({ bytes, firstRow }, file) => {
    explanations.push(...pipeline.explain(bytes, file, firstRow, id));
  });
  return explanations;
}
