/** The explanation of candidates as one JSON document; its schema is in `explain-schema`. */
import type { FileDigest, RunHead } from "../evaluate/result.js";
import { limitWords } from "../language/limit-words.js";
import type { Reading } from "../values/reading.js";
import type { ExplainedCriterion, ExplainedStatement, ExplainedTrial, Explanation } from "./explanation.js";
import { jsonText } from "./json-text.js";
import { readingJson } from "./reading-json.js";

/** Rises with every change that makes output no longer fit the published schema. */
export const EXPLAIN_SCHEMA_VERSION = 1;

/** Which parts of the explanations are written. */
export interface ExplainJsonOptions {
  /** Undefined: every criterion. */
  readonly only: ((trial: string, criterion: ExplainedCriterion) => boolean) | undefined;
  readonly values: boolean;
}

type Run = Pick<RunHead, "version" | "asOf" | "criteria" | "dictionaries" | "columnMap">;

/** Every criterion in protocol order, whatever its verdict. */
export function explainJson(explanations: readonly Explanation[], run: Run, options: ExplainJsonOptions): string {
  const digest = ({ file, sha256 }: FileDigest): FileDigest => ({ file, sha256 });
  const { version, asOf, criteria, dictionaries, columnMap } = run;
  const head = {
    tool: "trialsieve",
    ...{ version, asOf },
    criteria: criteria.map(digest),
    dictionaries: dictionaries.map(digest),
    columnMap: columnMap === null ? null : digest(columnMap),
  };
  const candidates = explanations.map(({ candidate, file, row, problems, trials }) => ({
    ...{ candidate, file, row },
    problems: problems.map(({ code, message }) => ({ code, message })),
    trials: trials.map((trial) => trialJson(trial, options)),
  }));
  return `${jsonText({ schemaVersion: EXPLAIN_SCHEMA_VERSION, run: head, candidates })}\n`;
}

function trialJson(explained: ExplainedTrial, { only, values }: ExplainJsonOptions): object {
  const { trial, title, version, eligibility, notEvaluated, lookUps, nearMiss, criteria } = explained;
  const chosen = only === undefined ? criteria : criteria.filter((one) => only(trial, one));
  const needed = lookUps?.values.map(({ field, label, why, needs }) => ({ field, label, why: values ? why : "", needs }));
  return {
    ...{ trial, title, version: version ?? null, eligibility },
    notEvaluated: notEvaluated.map(({ source, label, why }) => ({ source: source ?? null, label, why: why ?? null })),
    ...(needed === undefined ? {} : { lookUps: needed }),
    ...(nearMiss === undefined
      ? {}
      : { nearMiss: { criterion: nearMiss.criterion, distance: values ? nearMiss.distance : null } }),
    criteria: chosen.map(({ id, kind, label, source, note, finding, verdict, assumed, statement }) => ({
      ...{ id, kind, label, source: source ?? null, note: note ?? null, finding, verdict, assumed },
      statement: statementJson(statement, values),
    })),
  };
}

function statementJson({ text, kind, truth, assumed, because, evidence, of }: ExplainedStatement, values: boolean): object {
  return {
    ...{ text, kind, truth, assumed, because: values ? because : "" },
    ...(evidence === undefined ? {} : { evidence: evidenceJson(evidence, values) }),
    ...(of.length === 0 ? {} : { of: of.map((member) => statementJson(member, values)) }),
  };
}

function evidenceJson(evidence: NonNullable<ExplainedStatement["evidence"]>, values: boolean): object {
  const { field, label, column, cell, reading, on, limit, passedOver = [] } = evidence;
  return {
    ...{ field, label, column, cell: values ? cell : "" },
    reading: values ? readingJson(reading) : null,
    on: values && isSaid(on) ? readingJson(on) : null,
    limit: limitWords(limit),
    passedOver: passedOver.map(({ observation: { reading: other, at }, why }) => ({
      reading: values ? readingJson(other) : null,
      on: values && at !== undefined ? readingJson(at) : null,
      why,
    })),
  };
}

/** Whether anything says when a value was measured. */
function isSaid(on: Reading | undefined): on is Reading {
  return on !== undefined && on.state !== "missing";
}
