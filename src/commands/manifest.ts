/** The record of a run: enough to run it again and to compare bytes. It holds no clock and no patient's value. */
import type { InputNotice } from "../candidates/notice.js";
import type { RunHead } from "../evaluate/result.js";
import type { RunOutcome } from "../screening/run.js";
import type { OutputOptions, Written } from "./screen-output.js";

/** What a record is made from. */
export interface ManifestParts {
  readonly candidates: readonly string[];
  /** As the command line has them. */
  readonly options: OutputOptions;
  readonly head: RunHead;
  readonly outcome: RunOutcome;
  /** Of the first look. */
  readonly notices: readonly InputNotice[];
  readonly written: Written;
}

/** Options that take no value, and options that do not bear on the output. */
const SPELLINGS: ReadonlyMap<string, string> = new Map([
  ["reasons", "--no-reasons"],
  ["values", "--no-values"],
]);
const NOT_OF_THE_OUTPUT = new Set(["manifest", "jobs", "quiet", "color"]);

/** The command line that gives the same bytes, without the program's name. */
function argumentsOf(candidates: readonly string[], options: OutputOptions): readonly string[] {
  const found: string[] = [];
  for (const [name, value] of Object.entries(options)) {
    if (NOT_OF_THE_OUTPUT.has(name) || value === undefined) continue;
    const negative = SPELLINGS.get(name);
    if (negative !== undefined) {
      if (value === false) found.push(negative);
      continue;
    }
    const option = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    for (const one of values) found.push(...(one === true ? [option] : [option, String(one)]));
  }
  const files = candidates.some((file) => file.startsWith("-") && file !== "-") ? ["--", ...candidates] : candidates;
  return ["screen", ...found, ...files];
}

function noticeJson({ code, severity, file, row, column, message }: InputNotice) {
  return { code, severity, file, row: row ?? null, column: column ?? null, message };
}

/** The record as a JSON text. */
export function manifestText({ candidates, options, head, outcome, notices, written }: ManifestParts): string {
  const { summary, problems } = outcome;
  const told = [...notices, ...outcome.notices].filter(({ severity }) => severity === "problem");
  const manifest = {
    formatVersion: 1,
    tool: "trialsieve",
    version: head.version,
    arguments: argumentsOf(candidates, options),
    asOf: head.asOf,
    candidates: summary.inputs,
    criteria: head.criteria,
    dictionaries: head.dictionaries,
    columnMap: head.columnMap,
    output: { file: options.output ?? "-", ...written },
    records: { read: summary.records, written: summary.printed, withProblems: summary.recordsWithProblems },
    trials: summary.trials,
    problems: {
      counts: summary.problems,
      first: problems.map(({ file, row, code, message }) => ({ file, row, code, message })),
      notices: told.map(noticeJson),
    },
  };
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}
