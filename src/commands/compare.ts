/** `compare`: what changed between two results, or between two versions of a criteria file. */
import type { CriteriaChanges, CriterionChange } from "../compare/criteria.js";
import type { ResultChanges } from "../compare/results.js";
import { startOf } from "../io/again.js";
import { checkWritable, fileSink, writeAll } from "../io/output.js";
import { lookAt, Stop, stdoutSink, terminalWidth, usesColor } from "../io/streams.js";
import { version } from "../version.js";
import { formatAsked } from "./output-format.js";
import { reportPaint } from "./paint.js";
import { refuseOverwriting } from "./screen-output.js";
import { usageError } from "./usage.js";

/** What `--fail-on` takes. */
export const FAIL_ON = ["lost", "stricter", "looser", "any"] as const;
/** One of them. */
export type FailOn = (typeof FAIL_ON)[number];

/** The options of `compare`, as the command line has them. */
export interface CompareOptions {
  readonly format?: "text" | "json";
  readonly output?: string;
  readonly failOn?: FailOn;
  readonly color?: boolean;
}

type Paths = readonly [string, string];

/** Compares two files. @returns the exit status */
export async function compare(paths: Paths, options: CompareOptions): Promise<number> {
  for (const path of paths) {
    if (path === "-") usageError("compare", "compare reads files twice, so it takes no standard input");
    if (lookAt(path)?.isDirectory()) throw new Stop(`nothing was compared: ${path} is a folder; name one file of each version`);
  }
  chosenFormat(options);
  if (isToFile(options)) {
    checkWritable(options.output);
    refuseOverwriting("-o", options.output, paths, "reads");
  }
  const [before, after] = paths.map(kindOf);
  if (before !== after) {
    const [result, criteria] = before === "result" ? paths : [paths[1], paths[0]];
    throw new Stop(
      `nothing was compared: ${result} is a result and ${criteria} is not; compare two results, or two versions of a criteria file`,
    );
  }
  return before === "result" ? compareResults(paths, options) : compareVersions(paths, options);
}

/** How many bytes of a file show what it is. */
const START = 1 << 16;

function kindOf(path: string): "result" | "criteria" {
  const start = startOf(path, START).replace(/^\uFEFF/, "");
  if (/^\s*\{\s*"candidate"\s*:/.test(start))
    throw new Stop(
      `nothing was compared: ${path} is ndjson, which names neither its criteria nor how many candidates there are; screen the list with -f json`,
    );
  return /^\s*\{/.test(start) && RESULT.test(start) ? "result" : "criteria";
}

/** Keys that no criteria file has, at the beginning of a result. Keys may have been sorted. */
const RESULT = /^\s*\{\s*"(?:schemaVersion|candidates|run|summary)"\s*:|"tool"\s*:\s*"trialsieve"/;

async function compareResults(paths: Paths, options: CompareOptions): Promise<number> {
  const { failOn } = options;
  if (failOn === "stricter" || failOn === "looser")
    usageError("compare", `--fail-on ${failOn} is for criteria files; results take lost or any`);
  const { comparedResults, readAgain } = await import("./compare-results.js");
  const changes = await comparedResults(paths);
  await writeOut(options, async (format, look) => {
    if (format === "json")
      return readAgain((await import("../compare/report-results-json.js")).compareResultsJson(changes, version));
    return readAgain([(await import("../compare/report-results-text.js")).compareResultsText(changes, await look())]);
  });
  return failOn !== undefined && hasChanged(changes, failOn) ? 1 : 0;
}

/** A candidate who was eligible, and is now missing from the list or in several records, also counts as lost. */
function hasChanged({ before, after, run, matched }: ResultChanges, failOn: FailOn): boolean {
  const { trials, fresh, gone, goneEligible, repeated, repeatedEligible } = matched;
  const isLost = goneEligible + repeatedEligible > 0 || trials.some(({ changed }) => changed.lost.length > 0);
  if (isLost || failOn === "lost") return isLost;
  const isOther = trials.some(
    ({ changed, others }) => others.length > 0 || Object.values(changed).some(({ length }) => length > 0),
  );
  const isOtherRun = run.asOf || run.readers || [...run.criteria.values()].some(({ size }) => size > 0);
  const isOtherList = fresh.length + gone.length > 0 || before.run.records !== after.run.records;
  return isOther || isOtherRun || isOtherList || repeated.length + before.held.withoutId + after.held.withoutId > 0;
}

async function compareVersions(paths: Paths, options: CompareOptions): Promise<number> {
  const { failOn, color } = options;
  if (failOn === "lost") usageError("compare", "--fail-on lost is for results; criteria files take stricter, looser or any");
  const { comparedCriteria } = await import("./compare-criteria.js");
  const { changes, consequences } = await comparedCriteria(paths, color);
  // Dictionaries and tests are known by now.
  const { before, after, tests } = consequences;
  const read = [...before, ...after].map(({ file }) => file).concat(tests ?? []);
  if (isToFile(options)) refuseOverwriting("-o", options.output, read, "reads");
  await writeOut(options, async (format, look) => {
    if (format === "json")
      return [(await import("../compare/report-criteria-json.js")).compareCriteriaJson(changes, consequences, version)];
    return [(await import("../compare/report-criteria-text.js")).compareCriteriaText(changes, consequences, await look())];
  });
  return failOn !== undefined && haveChanged(changes, failOn) ? 1 : 0;
}

/** What could not be decided counts as whatever is asked for; an added criterion is stricter, a removed one looser. */
function haveChanged({ criteria, fields, notEvaluated: { added, removed } }: CriteriaChanges, failOn: FailOn): boolean {
  const words: Readonly<Record<FailOn, readonly string[]>> = {
    lost: [],
    stricter: ["stricter", "both", "added"],
    looser: ["looser", "both", "removed"],
    any: ["stricter", "looser", "both", "added", "removed"],
  };
  if (criteria.some(({ change }) => change === "not decided" || words[failOn].includes(change))) return true;
  const isReworded = criteria.some((one) => one.isReworded || one.isMoved || isWrittenOtherwise(one));
  return failOn === "any" && (isReworded || fields.length + added.length + removed.length > 0);
}

/** Worded differently, though it may mean the same. */
function isWrittenOtherwise({ before, after }: CriterionChange): boolean {
  return before !== undefined && after !== undefined && JSON.stringify(before.condition) !== JSON.stringify(after.condition);
}

type Look = () => Promise<{ readonly width: number | undefined; readonly paint: Awaited<ReturnType<typeof reportPaint>> }>;

/** Whether the output goes to a file. */
function isToFile(options: CompareOptions): options is CompareOptions & { readonly output: string } {
  return options.output !== undefined && options.output !== "-";
}

const ENDINGS: ReadonlyMap<string, "text" | "json"> = new Map([
  [".txt", "text"],
  [".json", "json"],
]);

function chosenFormat({ format, output }: CompareOptions): "text" | "json" {
  return formatAsked("compare", format, output === "-" ? undefined : output, ENDINGS) ?? "text";
}

async function writeOut(
  options: CompareOptions,
  render: (format: "text" | "json", look: Look) => Promise<Iterable<string>>,
): Promise<void> {
  const { output, color } = options;
  const isFile = output !== undefined && output !== "-";
  const chosen = chosenFormat(options);
  const look: Look = async () => ({
    width: isFile ? undefined : terminalWidth(),
    paint: await reportPaint(!isFile && usesColor("stdout", color)),
  });
  const pieces = await render(chosen, look);
  await writeAll(isFile ? fileSink(output) : stdoutSink(chosen === "text"), pieces);
}
