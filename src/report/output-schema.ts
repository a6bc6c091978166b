/** The published JSON Schemas (draft-07) of what `json` and `ndjson` write. Closed: an unknown key is a mistake. */
import { ELIGIBILITIES, VERDICTS } from "../evaluate/result.js";
import { MISSING_WORDS, UNREADABLE_WORDS } from "../values/describe-reading.js";
import type { UnitFrom } from "../values/reading.js";
import type { ProblemCode } from "../values/record.js";
import { SCHEMA_VERSION } from "./candidate-json.js";
import {
  closed,
  count,
  DRAFT,
  day,
  described,
  type JsonSchema,
  list,
  number,
  oneOf,
  orNull,
  ref,
  sha256,
  text,
  truth,
} from "./schema-parts.js";

// Tables rather than lists, so that a new word does not compile until it is here.
const UNIT_FROM = { cell: 0, "unit-column": 0, "column-map": 0, heading: 0, field: 0, none: 0 } satisfies Record<UnitFrom, 0>;
const PROBLEM_CODES = {
  "ragged-row": 0,
  "stray-quote": 0,
  "not-a-candidate": 0,
  "missing-id": 0,
  "repeated-id": 0,
  "repeated-second-id": 0,
  "two-values": 0,
  "not-a-record": 0,
} satisfies Record<ProblemCode, 0>;

const ends = { lowOpen: truth, highOpen: truth };

const readingDefinitions: Readonly<Record<string, JsonSchema>> = {
  quantity: described(
    closed({ low: number, high: number, ...ends, unit: orNull(text) }, ["low", "high", "unit"]),
    "An interval of numbers. An absent end is unbounded. `unit` only where it is not the reading's own; null is a bare number.",
  ),
  days: described(
    closed({ low: day, high: day, ...ends }),
    "An interval of days, both ends included: one day if they are equal.",
  ),
  numberReading: closed(
    {
      state: { const: "read" },
      unit: described(orNull(text), "UCUM, as in the cell; null: a bare number"),
      unitFrom: oneOf(Object.keys(UNIT_FROM), "`field`: assumed to be the field's own"),
      possibilities: { ...list(ref("quantity")), minItems: 1 },
      dropped: described(list(ref("quantity")), "other meanings of the cell, left out because only they are implausible"),
      assumed: oneOf(
        ["blank", "trusted"],
        "`blank`: what the column map says of an empty cell; `trusted`: other cells of the column speak against it, and the map trusts it",
      ),
    },
    ["assumed"],
  ),
  dateReading: closed(
    {
      state: { const: "read" },
      unit: { type: "null" },
      unitFrom: { const: "none" },
      possibilities: { ...list(ref("days")), minItems: 1 },
      dropped: list(ref("days")),
      assumed: described(
        { const: "trusted" },
        "texts beside the dates of its column speak against it, and the column map trusts it",
      ),
    },
    ["assumed"],
  ),
  wordReading: closed(
    {
      state: { const: "read" },
      unit: { type: "null" },
      unitFrom: { const: "none" },
      possibilities: { ...list(closed({ value: { type: ["boolean", "string"] } })), minItems: 1 },
      dropped: { type: "array", maxItems: 0 },
      assumed: described(
        orNull(oneOf(["blank", "digit", "trusted"])),
        "`blank`: what a blank was declared to mean; `digit`: 1 or 0 as yes or no; `trusted`: the column map says that it is right",
      ),
      undecided: described(text, "the name of a result that is not final, under which the dictionary lists its codes"),
    },
    ["undecided"],
  ),
  missingReading: closed({ state: { const: "missing" }, reason: oneOf(Object.keys(MISSING_WORDS)) }),
  unreadableReading: closed({
    state: { const: "unreadable" },
    reason: oneOf(Object.keys(UNREADABLE_WORDS)),
    hint: orNull(text),
  }),
  reading: {
    anyOf: ["numberReading", "dateReading", "wordReading", "missingReading", "unreadableReading"].map(ref),
    description: "What the cell was understood to mean",
  },
};

const trialResult = { trial: text, eligibility: oneOf(ELIGIBILITIES), criteria: list(ref("criterionResult")) };

const candidateDefinitions: Readonly<Record<string, JsonSchema>> = {
  ...readingDefinitions,
  evidence: closed({
    field: text,
    column: described(text, "heading or key; empty where the record has none"),
    cell: described(text, "as written; empty with --no-values"),
    reading: described(orNull(ref("reading")), "null with --no-values"),
    limit: text,
  }),
  criterionResult: {
    ...closed(
      {
        id: text,
        kind: oneOf(["inclusion", "exclusion"]),
        finding: oneOf(["met", "not-met", "unknown"], "does the candidate meet the condition as written?"),
        verdict: oneOf(VERDICTS, "what that does to eligibility"),
        assumed: described(truth, "the verdict rests on what a blank was declared to mean, or on what the column map trusts"),
        because: described(text, "empty where there is nothing to say, and with --no-values; absent with --no-reasons"),
        evidence: described(list(ref("evidence")), "one a leaf, in written order; absent with --no-reasons"),
      },
      ["because", "evidence"],
    ),
    dependencies: { because: ["evidence"], evidence: ["because"] },
  },
  trialResult: closed(trialResult),
  problem: closed({ code: oneOf(Object.keys(PROBLEM_CODES)), message: text }),
  candidate: closed(
    {
      candidate: described(text, "the id as text; empty where the record has none"),
      file: text,
      row: described(count, "what a spreadsheet shows (the heading is 1), the index from 1 in a JSON array, the line in NDJSON"),
      kept: described({ type: "object", additionalProperties: text }, "with --keep: by heading, what stands in the list"),
      problems: described(list(ref("problem")), "a record with problems is never eligible"),
      trials: list(ref("trialResult")),
    },
    ["kept"],
  ),
};

/** Definitions of the document; other documents use some of them. */
export const documentDefinitions: Readonly<Record<string, JsonSchema>> = {
  ...candidateDefinitions,
  trialResult: closed(
    {
      ...trialResult,
      lookUps: described(
        list(
          closed({
            field: text,
            why: described(text, "why it is open; empty with --no-values"),
            needs: described(text, "what the value must be"),
          }),
        ),
        "where undetermined: the fewest values that could make the candidate eligible; empty where more than four are needed, where none are " +
          "enough, and where the record has a problem; absent with --no-reasons",
      ),
      nearMiss: described(
        closed({
          criterion: text,
          distance: described(orNull(number), "from the limit, in its unit (days for dates); null with --no-values"),
        }),
        "where one criterion fails, by one number or day, and nothing is open; absent with --no-reasons",
      ),
    },
    ["lookUps", "nearMiss"],
  ),
  fileDigest: closed({ file: text, sha256 }),
  criterionHead: closed(
    {
      id: text,
      kind: oneOf(["inclusion", "exclusion"]),
      label: text,
      text: described(text, "all that the criterion asks, in words"),
    },
    ["text"],
  ),
  notEvaluated: closed({ source: orNull(text), label: text, why: orNull(text) }),
  trialHead: closed({
    id: text,
    title: text,
    source: orNull(text),
    version: orNull(text),
    criteria: list(ref("criterionHead")),
    notEvaluated: described(
      list(ref("notEvaluated")),
      "sentences of the protocol that no criterion covers: a person checks them",
    ),
  }),
  run: closed({
    tool: { const: "trialsieve" },
    version: text,
    asOf: described(orNull(day), "the date on which candidates are screened; null where no criterion needs one"),
    criteria: list(ref("fileDigest")),
    dictionaries: list(ref("fileDigest")),
    columnMap: orNull(ref("fileDigest")),
  }),
  trialSummary: closed(
    {
      trial: text,
      counts: closed(Object.fromEntries(ELIGIBILITIES.map((word) => [word, count]))),
      assumed: described(
        closed({ eligible: count, ineligible: count }),
        "eligible who pass a criterion only by an assumption; ineligible all of whose fails rest on one",
      ),
      criteria: described(
        list(
          closed({
            id: text,
            pass: count,
            fail: count,
            unknown: count,
            failsAlone: described(count, "no other criterion fails"),
            unknownAlone: described(count, "no other is unknown, and none fails"),
            failsFirst: described(count, "none before it fails"),
          }),
        ),
        "in protocol order",
      ),
      flow: described(
        closed({
          assessed: count,
          excluded: described(list(closed({ id: text, count })), "by the first criterion that fails"),
          undetermined: count,
          eligible: count,
        }),
        "excluded, undetermined and eligible add up to assessed",
      ),
      lookUps: described(
        list(closed({ field: text, label: text, candidates: count, alone: count })),
        "by value, the most decisive first: how many candidates need it, and how many it decides alone; absent with --no-reasons",
      ),
      nearMisses: described(count, "absent with --no-reasons"),
    },
    ["lookUps", "nearMisses"],
  ),
  summary: closed({
    records: described(count, "records read; every one is counted, printed or not"),
    ids: described(count, "different candidates: records that share an ID count once, and rows that are not candidates do not"),
    printed: described(count, "records in `candidates`: fewer than read only with --only"),
    notCandidates: described(count, "rows that are not candidates, and in no other count but `records` and `problems`"),
    recordsWithProblems: count,
    problems: { type: "object", propertyNames: oneOf(Object.keys(PROBLEM_CODES)), additionalProperties: count },
    trials: described(list(ref("trialSummary")), "of all candidates, whatever --only says"),
    inputs: list(closed({ file: text, sha256, records: count, emptyRows: count })),
  }),
};

/** The document that `json` writes. */
export const outputSchema: JsonSchema = {
  $schema: DRAFT,
  $id: "urn:trialsieve:schema:output:1",
  title: "trialsieve json output",
  ...closed({
    schemaVersion: { const: SCHEMA_VERSION },
    run: ref("run"),
    trials: described(list(ref("trialHead")), "in the order of the results"),
    candidates: described(list(ref("candidate")), "in the order of the input"),
    summary: ref("summary"),
  }),
  definitions: documentDefinitions,
};

/** One line of what `ndjson` writes. */
export const outputLineSchema: JsonSchema = {
  $schema: DRAFT,
  $id: "urn:trialsieve:schema:output-line:1",
  title: "trialsieve ndjson output, one line",
  allOf: [ref("candidate")],
  definitions: candidateDefinitions,
};
