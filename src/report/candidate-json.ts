/** One candidate as one line of JSON: a line of ndjson, and an element of `candidates` in json. */
import type { CandidateResult, CriterionResult, Detail, Evidence, TrialResult } from "../evaluate/result.js";
import { limitWords } from "../language/limit-words.js";
import type { Limit } from "../language/model.js";
import { memoOf } from "../values/memo.js";
import { jsonString } from "./json-text.js";
import { readingJsonText } from "./reading-json.js";
import type { ReportOptions } from "./reporter.js";
import { byVerdict } from "./verdict-memo.js";

/** Of both json formats. Rises with every change that makes output no longer fit the published schema. */
export const SCHEMA_VERSION = 1;

/** How much both json formats need of a result. Without values they still name fields, columns and limits. */
export function jsonDetail({ reasons }: ReportOptions): Detail {
  return reasons ? "evidence" : "verdicts";
}

/** Names of fields and columns are few and come again with every candidate. */
const MAX_REMEMBERED = 10_000;

function rememberedStrings(): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const json = jsonString(text);
    if (known.size < MAX_REMEMBERED) known.set(text, json);
    return json;
  };
}

const limitJson = memoOf((limit: Limit): string => jsonString(limitWords(limit)));

/** Makes the writer of one candidate, without a line end. Written by hand, because a million lines are. */
export function candidateWriter({ reasons, values, keep = [] }: ReportOptions): (result: CandidateResult) => string {
  const name = rememberedStrings();
  const keptJson = (kept: readonly string[]): string =>
    `,"kept":{${keep.map((heading, index) => `${name(heading)}:${jsonString(kept[index] ?? "")}`).join()}}`;
  const evidenceJson = ({ field, column, cell, reading, limit }: Evidence): string =>
    `{"field":${name(field)},"column":${name(column)},"cell":${values ? jsonString(cell) : '""'},` +
    `"reading":${values ? readingJsonText(reading) : "null"},"limit":${limitJson(limit)}}`;

  const verdictJson = byVerdict(
    (_, { id, kind, finding, verdict, assumed }) =>
      `{"id":${jsonString(id)},"kind":"${kind}","finding":"${finding}","verdict":"${verdict}","assumed":${assumed}` +
      (reasons ? ',"because":' : "}"),
  );

  const reasonsJson = ({ because, evidence }: CriterionResult): string => {
    let leaves = "";
    for (const leaf of evidence) leaves += (leaves === "" ? "" : ",") + evidenceJson(leaf);
    return `${values ? jsonString(because) : '""'},"evidence":[${leaves}]}`;
  };

  const insightJson = ({ lookUps, nearMiss }: TrialResult): string => {
    let text = "";
    if (lookUps !== undefined) {
      const each = lookUps.map(({ field, why, needs }) => {
        return `{"field":${name(field)},"why":${values ? jsonString(why) : '""'},"needs":${name(needs)}}`;
      });
      text += `,"lookUps":[${each.join()}]`;
    }
    if (nearMiss === undefined) return text;
    return `${text},"nearMiss":{"criterion":${name(nearMiss.criterion)},"distance":${values ? nearMiss.distance : "null"}}`;
  };

  return ({ candidate, file, row, problems, trials, kept }) => {
    const told = problems.map(({ code, message }) => `{"code":${jsonString(code)},"message":${jsonString(message)}}`).join();
    let screened = "";
    trials.forEach((trial, trialIndex) => {
      screened += `${trialIndex === 0 ? "" : ","}{"trial":${name(trial.trial)},"eligibility":"${trial.eligibility}","criteria":[`;
      trial.criteria.forEach((criterion, index) => {
        if (index > 0) screened += ",";
        screened += verdictJson(trial, trialIndex, criterion, index);
        if (reasons) screened += reasonsJson(criterion);
      });
      screened += `]${insightJson(trial)}}`;
    });
    const head = `{"candidate":${jsonString(candidate)},"file":${name(file)},"row":${row}${kept === undefined ? "" : keptJson(kept)}`;
    return `${head},"problems":[${told}],"trials":[${screened}]}`;
  };
}
