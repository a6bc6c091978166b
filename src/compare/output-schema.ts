/** The published JSON Schema (draft-07) of what `compare -f json` writes: of two results, or of two criteria files. */

import { ELIGIBILITIES, VERDICTS } from "../evaluate/result.js";
import {
  closed,
  count,
  DRAFT,
  day,
  described,
  type JsonSchema,
  list,
  oneOf,
  orNull,
  ref,
  sha256,
  text,
  truth,
} from "../report/schema-parts.js";
import { CAUSES } from "./causes.js";
import { RESULT_CHANGES } from "./match.js";

const VERDICT = oneOf(VERDICTS);
const counts = (words: readonly string[]): JsonSchema => closed(Object.fromEntries(words.map((word) => [word, count])));
const tool = { schemaVersion: { const: 1 }, tool: { const: "trialsieve" }, version: text };
const strings = list(text);

const definitions: Readonly<Record<string, JsonSchema>> = {
  run: closed({ file: text, version: described(text, "of trialsieve"), asOf: orNull(day), records: count }),
  standing: closed({ file: text, row: count, eligibility: oneOf(ELIGIBILITIES) }),
  cause: closed({
    criterion: described(orNull(text), "null: the record as a whole"),
    verdict: orNull(closed({ before: orNull(VERDICT), after: orNull(VERDICT) })),
    cause: oneOf(
      CAUSES,
      "`beside`: the date, unit or limit of normal that belongs to a value; `as-of`: the as-of date moved, or that, too",
    ),
    field: orNull(text),
    before: described(orNull(text), "the cell; of `criteria` the words, of `problem` the codes; null: there was none"),
    after: orNull(text),
  }),
  changed: closed({
    candidate: text,
    change: oneOf([...RESULT_CHANGES, "verdicts"], "`verdicts`: of the same eligibility, but some criterion came out otherwise"),
    before: ref("standing"),
    after: ref("standing"),
    causes: described(list(ref("cause")), "those that decide first"),
  }),
  listed: closed({
    candidate: text,
    file: text,
    row: count,
    trials: list(closed({ trial: text, eligibility: oneOf(ELIGIBILITIES) })),
  }),
  fileDigest: closed({ file: text, sha256 }),
  version: closed({
    file: text,
    title: text,
    version: orNull(text),
    files: described(list(ref("fileDigest")), "criteria, then dictionary"),
  }),
  criterionText: closed({
    kind: oneOf(["inclusion", "exclusion"]),
    label: text,
    source: orNull(text),
    note: orNull(text),
    text: described(text, "all that it asks, in words"),
  }),
  example: closed({
    before: VERDICT,
    after: VERDICT,
    asOf: day,
    record: described({ type: "object" }, "a candidate as `screen` reads it from a JSON file"),
  }),
  criterion: closed({
    id: text,
    change: oneOf(["added", "removed", "stricter", "looser", "both", "not decided", "same"]),
    reworded: described(truth, "its label, place in the protocol or note are other words"),
    moved: described(truth, "it stands in the other list, or at another place"),
    fields: described(strings, "its fields that the dictionary declares differently"),
    before: orNull(ref("criterionText")),
    after: orNull(ref("criterionText")),
    examples: described(
      closed({ stricter: orNull(ref("example")), looser: orNull(ref("example")) }),
      "a candidate who comes out lower, and one who comes out higher; verdicts are in the order fail, unknown, pass",
    ),
    onlyAmbiguous: described(truth, "the same but for cells that may be one of several values"),
    sameAs: described(
      orNull(text),
      "where added or removed: the ID of one that was removed or added, and means the same; perhaps only the ID changed",
    ),
  }),
  sentence: closed({ source: orNull(text), label: text, why: orNull(text) }),
};

const results = closed({
  ...tool,
  compared: { const: "results" },
  before: ref("run"),
  after: ref("run"),
  differs: described(
    closed({
      asOf: truth,
      readers: described(truth, "dictionary, column map or version"),
      criteria: list(closed({ trial: text, id: text, before: orNull(text), after: orNull(text) })),
    }),
    "what the two runs went by, beside the lists",
  ),
  trials: list(
    closed({
      trial: text,
      counts: counts([...RESULT_CHANGES, "unchanged", "otherVerdicts"]),
      changes: described(list(ref("changed")), "lost eligibility first, then in the order of the later list"),
    }),
  ),
  new: list(ref("listed")),
  gone: list(ref("listed")),
  repeated: described(strings, "ids that several records have: not compared"),
  withoutId: counts(["before", "after"]),
  notCandidates: counts(["before", "after"]),
});

const criteria = closed({
  ...tool,
  compared: { const: "criteria" },
  trial: text,
  before: ref("version"),
  after: ref("version"),
  counts: counts(["added", "removed", "stricter", "looser", "both", "not decided", "same", "reworded", "moved"]),
  criteria: described(list(ref("criterion")), "in the order of the later version"),
  fields: described(
    list(closed({ name: text, label: text, before: strings, after: strings })),
    "fields of criteria that are declared differently, by the lines that differ",
  ),
  notEvaluated: closed({ added: list(ref("sentence")), removed: list(ref("sentence")) }),
  confirm: closed({
    tests: described(orNull(text), "the test file whose cases were run by both versions"),
    why: described(orNull(text), "why they could not be run"),
    cases: list(closed({ name: text, outcomes: list(closed({ id: text, before: text, after: orNull(text) })) })),
  }),
  sign: described(truth, "what was signed for the earlier version is void"),
});

/** See the head of this file. */
export const compareSchema: JsonSchema = {
  $schema: DRAFT,
  $id: "urn:trialsieve:schema:compare:1",
  title: "trialsieve compare output",
  oneOf: [results, criteria],
  definitions,
};
