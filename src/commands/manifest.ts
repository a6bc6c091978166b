/** The record of a run: enough to run it again and to compare bytes. It holds no clock and no patient's value. */
import type { InputNotice } from "../diagnostics/notice.js";
import type { RunOutcome } from "../engine/run.js";
import type { RunHead } from "../evaluate/result.js";
import { screenArguments } from "./command-line.js";
import type { OutputOptions } from "./options-together.js";
import type { Written } from "./screen-output.js";

/** What a record is made from. */
export interface ManifestParts {
  readonly candidates: readonly string[];
  /** As the command line has them. */
  readonly options: OutputOptions;
  readonly head: RunHead;
  readonly outcome: RunOutcome;
  /** From the preflight. */
  readonly notices: readonly InputNotice[];
  readonly written: Written;
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
    arguments: screenArguments(candidates, options),
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
