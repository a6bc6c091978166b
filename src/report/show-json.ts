/** Criteria in plain words, as one JSON document. */
import type { CriterionKind } from "../language/model.js";
import { wholeText } from "./criterion-words.js";
import { jsonDocument } from "./json-text.js";
import { SECTIONS, type ShownCriterion, type ShownTrial } from "./shown.js";

/** The document: `schemaVersion`, `tool`, `version`, `trials`; a criterion's `text` is the whole of it in sentences and indented lists. */
export function showJson(trials: readonly ShownTrial[], version: string): string {
  const documents = trials.map(({ inclusion, exclusion, ...rest }) => {
    const lists = { inclusion, exclusion };
    const criteria = SECTIONS.flatMap(({ kind }) =>
      lists[kind].flatMap((group) => group.criteria.map((criterion) => shown(criterion, kind))),
    );
    const { fields, notEvaluated, ...head } = rest;
    return { ...head, criteria, notEvaluated, fields };
  });
  return jsonDocument({ schemaVersion: 1, tool: "trialsieve", version, trials: documents });
}

function shown({ id, label, source, note, condition, assumed, accepted }: ShownCriterion, kind: CriterionKind): object {
  return { id, kind, label, source, note, text: wholeText(kind, condition), assumed, accepted, condition };
}
