/** json: one document, streamed. The head opens it, blocks add candidates one a line, the tail closes it. */
import type { FileDigest, RunHead, RunSummary } from "../evaluate/result.js";
import { type Insight, idsOf } from "../insight/insight.js";
import { evidentNumbersOf, numbersOf } from "../insight/numbers.js";
import { candidateWriter, jsonDetail, SCHEMA_VERSION } from "./candidate-json.js";
import { jsonText } from "./json-text.js";
import { noInsightGiven, type Reporter, type ReportOptions } from "./reporter.js";

const digest = ({ file, sha256 }: FileDigest): FileDigest => ({ file, sha256 });

/** Objects are built key by key, so that the order never depends on the code that filled them. */
function headText({ version, asOf, criteria, dictionaries, columnMap, trials }: RunHead): string {
  const run = {
    tool: "trialsieve",
    version,
    asOf,
    criteria: criteria.map(digest),
    dictionaries: dictionaries.map(digest),
    columnMap: columnMap === null ? null : digest(columnMap),
  };
  const heads = trials.map((trial) => ({
    id: trial.id,
    title: trial.title,
    source: trial.source ?? null,
    version: trial.version ?? null,
    criteria: trial.criteria.map(({ id, kind, label, text }) => ({ id, kind, label, text })),
    notEvaluated: trial.notEvaluated.map(({ source, label, why }) => ({ source: source ?? null, label, why: why ?? null })),
  }));
  return `{"schemaVersion":${SCHEMA_VERSION},\n"run":${jsonText(run)},\n"trials":${jsonText(heads)},\n"candidates":[`;
}

function tailText(
  { inputs, records, printed, notCandidates, recordsWithProblems, problems }: RunSummary,
  insight: Insight,
  hasEvidence: boolean,
): string {
  const codes = Object.keys(problems).sort();
  const summary = {
    records,
    ids: idsOf(insight),
    printed,
    notCandidates,
    recordsWithProblems,
    problems: Object.fromEntries(codes.map((code) => [code, problems[code]])),
    // Without evidence it is not known what to look up.
    trials: insight.trials.map(hasEvidence ? evidentNumbersOf : numbersOf),
    inputs: inputs.map(({ file, sha256, records: read, emptyRows }) => ({ file, sha256, records: read, emptyRows })),
  };
  return `\n],\n"summary":${jsonText(summary)}}\n`;
}

/** Makes a json reporter for one run. */
export function json(options: ReportOptions): Reporter {
  const write = candidateWriter(options);
  return {
    detail: jsonDetail(options),
    head: headText,
    block(results, isFirst) {
      let text = "";
      for (const result of results) text += `,\n${write(result)}`;
      return isFirst ? text.slice(1) : text;
    },
    tail: (summary, insight = noInsightGiven()) => tailText(summary, insight, options.reasons),
  };
}
