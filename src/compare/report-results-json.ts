/** What changed between two results, as one JSON document, in pieces, because a long list may have many changes. */

import { jsonText } from "../report/json-text.js";
import type { Cause } from "./causes.js";
import { RESULT_CHANGES } from "./match.js";
import { type CandidateChange, detailOf, type ReadResult, type ResultChanges } from "./results.js";

/** The document; its schema is `compareSchema`. */
export function* compareResultsJson(changes: ResultChanges, version: string): Generator<string> {
  const { before, after, run, matched } = changes;
  const head = {
    ...{ schemaVersion: 1, tool: "trialsieve", version, compared: "results" },
    ...{ before: side(before), after: side(after) },
    differs: {
      asOf: run.asOf,
      readers: run.readers,
      criteria: [...run.criteria].flatMap(([trial, words]) => criteriaOf(trial, words)),
    },
  };
  yield `${jsonText(head).slice(0, -1)},\n"trials":[`;
  for (const [index, { id, changed, unchanged, others }] of matched.trials.entries()) {
    const counts = Object.fromEntries(RESULT_CHANGES.map((change) => [change, changed[change].length]));
    yield `${index === 0 ? "" : ","}\n{"trial":${jsonText([id]).slice(1, -1)},"counts":${jsonText({ ...counts, unchanged, otherVerdicts: others.length })},"changes":[`;
    let separator = "\n";
    for (const change of [...RESULT_CHANGES, "verdicts"] as const) {
      for (const pair of change === "verdicts" ? others : changed[change]) {
        yield separator + jsonText(candidate(detailOf(changes, id, change, pair)));
        separator = ",\n";
      }
    }
    yield "]}";
  }
  yield "\n]";
  yield* listed("new", after, matched.fresh);
  yield* listed("gone", before, matched.gone);
  const rest = {
    repeated: matched.repeated,
    withoutId: counted("withoutId", changes),
    notCandidates: counted("notCandidates", changes),
  };
  yield `,\n${jsonText(rest).slice(1, -1)}}\n`;
}

function counted(what: "withoutId" | "notCandidates", { before, after }: ResultChanges): object {
  return { before: before.held[what], after: after.held[what] };
}

function side({ name, run: { version, asOf, records } }: ReadResult): object {
  return { file: name, version, asOf, records };
}

function criteriaOf(
  trial: string,
  words: ReadonlyMap<string, { readonly before: string | null; readonly after: string | null }>,
): readonly object[] {
  return [...words].map(([id, { before, after }]) => ({ trial, id, before, after }));
}

function* listed(key: string, result: ReadResult, places: readonly number[]): Generator<string> {
  yield `,\n"${key}":[`;
  let separator = "\n";
  for (const place of places) {
    const { candidate: id, file, row, trials } = result.candidate(place);
    const told = trials.map(({ trial, eligibility }) => ({ trial, eligibility }));
    yield separator + jsonText({ candidate: id, file, row, trials: told });
    separator = ",\n";
  }
  yield "]";
}

function candidate({ candidate: id, change, before, after, causes }: CandidateChange): object {
  return { candidate: id, change, before: { ...before }, after: { ...after }, causes: causes.map(causeJson) };
}

function causeJson({ criterion, verdict, cause, field, before, after }: Cause): object {
  return { criterion, verdict, cause, field, before, after };
}
