/** What an amendment does, as one JSON document. */

import type { FileDigest } from "../evaluate/result.js";
import type { NotEvaluated, Trial } from "../language/model.js";
import { wholeText } from "../report/criterion-words.js";
import { jsonDocument } from "../report/json-text.js";
import { type Consequences, isSigned } from "./consequences.js";
import type { CriteriaChanges, CriterionChange, CriterionText } from "./criteria.js";
import type { Example } from "./meaning.js";

/** The document; its schema is `compareSchema`. */
export function compareCriteriaJson(changes: CriteriaChanges, consequences: Consequences, version: string): string {
  const { before, after, criteria, fields, notEvaluated } = changes;
  const { tests, cases, untested } = consequences;
  return jsonDocument({
    schemaVersion: 1,
    ...{ tool: "trialsieve", version, compared: "criteria", trial: after.id },
    before: side(before, consequences.before),
    after: side(after, consequences.after),
    counts: countsOf(criteria),
    criteria: criteria.map(shown),
    fields: fields.map(({ name, label, before: was, after: is }) => ({ name, label, before: was, after: is })),
    notEvaluated: { added: notEvaluated.added.map(sentence), removed: notEvaluated.removed.map(sentence) },
    confirm: {
      ...{ tests: tests ?? null, why: untested ?? null },
      cases: cases.map(({ name, outcomes }) => ({
        name,
        outcomes: outcomes.map(({ id, before: was, after: is }) => ({ id, before: was, after: is })),
      })),
    },
    sign: !isSigned(consequences),
  });
}

/** For how many criteria each is true; one that is also reworded is counted for both. */
function countsOf(criteria: readonly CriterionChange[]): object {
  const of = (is: (one: CriterionChange) => boolean): number => criteria.filter(is).length;
  return {
    ...{ added: of(({ change }) => change === "added"), removed: of(({ change }) => change === "removed") },
    ...{ stricter: of(({ change }) => change === "stricter"), looser: of(({ change }) => change === "looser") },
    ...{ both: of(({ change }) => change === "both"), "not decided": of(({ change }) => change === "not decided") },
    ...{ same: of(({ change }) => change === "same") },
    ...{ reworded: of(({ isReworded }) => isReworded), moved: of(({ isMoved }) => isMoved) },
  };
}

function side({ file, version, title }: Trial, files: readonly FileDigest[]): object {
  return { file, title, version: version ?? null, files: files.map(({ file: name, sha256 }) => ({ file: name, sha256 })) };
}

function shown({ id, change, isReworded, isMoved, fields, before, after, meaning, sameAs }: CriterionChange): object {
  return {
    ...{ id, change, reworded: isReworded, moved: isMoved, fields },
    ...{ before: before === undefined ? null : text(before), after: after === undefined ? null : text(after) },
    examples: { stricter: example(meaning?.stricter), looser: example(meaning?.looser) },
    onlyAmbiguous: meaning?.onlyAmbiguous ?? false,
    sameAs: sameAs ?? null,
  };
}

function text({ kind, label, source, note, condition }: CriterionText): object {
  return { kind, label, source, note, text: wholeText(kind, condition) };
}

function example(one: Example | undefined): object | null {
  return one === undefined ? null : { before: one.before, after: one.after, asOf: one.asOf, record: one.record };
}

function sentence({ source, label, why }: NotEvaluated): object {
  return { source: source ?? null, label, why: why ?? null };
}
