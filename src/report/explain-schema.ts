/** The published JSON Schema (draft-07) of what `explain -f json` writes. Closed: an unknown key is a mistake. */
import { ELIGIBILITIES, VERDICTS } from "../evaluate/result.js";
import { EXPLAIN_SCHEMA_VERSION } from "./explain-json.js";
import { documentDefinitions } from "./output-schema.js";
import {
  closed,
  count,
  DRAFT,
  described,
  type JsonSchema,
  list,
  number,
  oneOf,
  orNull,
  ref,
  text,
  truth,
} from "./schema-parts.js";

/** What both documents have in common. */
const SHARED: ReadonlySet<string> = new Set([
  ...["quantity", "days", "numberReading", "dateReading", "wordReading", "missingReading", "unreadableReading", "reading"],
  ...["problem", "fileDigest", "notEvaluated", "run"],
]);

const KINDS = ["all", "any", "atLeast", "not", "number", "elapsed", "date", "boolean", "code", "known"];

const definitions: Readonly<Record<string, JsonSchema>> = {
  ...Object.fromEntries(Object.entries(documentDefinitions).filter(([name]) => SHARED.has(name))),
  evidence: closed({
    field: text,
    label: text,
    column: described(text, "heading or key; empty where the record has none"),
    cell: described(text, "as written; empty with --no-values"),
    reading: described(orNull(ref("reading")), "what counts; null with --no-values"),
    on: described(orNull(ref("reading")), "the day on which it was measured; null where nothing says, and with --no-values"),
    limit: text,
    passedOver: described(
      list(
        closed({
          reading: described(orNull(ref("reading")), "null with --no-values"),
          on: described(orNull(ref("reading")), "its day, as far as it says so itself; null with --no-values"),
          why: oneOf(["not-done", "after-as-of", "earlier"]),
        }),
      ),
      "observations of the field that do not count",
    ),
  }),
  statement: closed(
    {
      text: described(text, "what is asked, in words; with `of`, what stands above the list"),
      kind: oneOf(KINDS),
      truth: oneOf(["true", "false", "unknown"]),
      assumed: truth,
      because: described(text, "empty where there is nothing to say, and with --no-values"),
      evidence: ref("evidence"),
      of: list(ref("statement")),
    },
    ["evidence", "of"],
  ),
  criterion: closed({
    id: text,
    kind: oneOf(["inclusion", "exclusion"]),
    label: text,
    source: orNull(text),
    note: orNull(text),
    finding: oneOf(["met", "not-met", "unknown"], "does the candidate meet the condition as written?"),
    verdict: oneOf(VERDICTS, "what that does to eligibility"),
    assumed: described(truth, "the verdict rests on what a blank was declared to mean, or on what the column map trusts"),
    statement: ref("statement"),
  }),
  trial: closed(
    {
      trial: text,
      title: text,
      version: orNull(text),
      eligibility: oneOf(ELIGIBILITIES),
      notEvaluated: described(
        list(ref("notEvaluated")),
        "sentences of the protocol that no criterion covers: a person checks them",
      ),
      lookUps: described(
        list(closed({ field: text, label: text, why: text, needs: text })),
        "where undetermined and without a problem: the fewest values that could make the candidate eligible; empty where more than four are " +
          "needed, and where none are enough",
      ),
      nearMiss: described(
        closed({ criterion: text, distance: orNull(number) }),
        "where one criterion fails, by one number or day, and nothing is open: the distance from the limit, in its unit (days for dates)",
      ),
      criteria: described(list(ref("criterion")), "in protocol order; with --only those that were asked for"),
    },
    ["lookUps", "nearMiss"],
  ),
  candidate: closed({
    candidate: described(text, "the id as text; empty where the record has none"),
    file: text,
    row: described(count, "what a spreadsheet shows (the heading is 1), the index from 1 in a JSON array, the line in NDJSON"),
    problems: list(ref("problem")),
    trials: list(ref("trial")),
  }),
};

/** The document that `explain -f json` writes. */
export const explainSchema: JsonSchema = {
  $schema: DRAFT,
  $id: "urn:trialsieve:schema:explain:1",
  title: "trialsieve explain, json output",
  ...closed({
    schemaVersion: { const: EXPLAIN_SCHEMA_VERSION },
    run: ref("run"),
    candidates: described(list(ref("candidate")), "in the order in which they were asked for; every record of a repeated id"),
  }),
  definitions,
};
