/** The published JSON Schema (draft-07) of what `columns --facts-out` and `--merge` write. Closed: an unknown key is a mistake. */
import { closed, count, DRAFT, described, type JsonSchema, list, number, orNull, sha256, text, truth } from "./schema-parts.js";

/** The beginning of a digest. */
const short = { type: "string", pattern: "^[0-9a-f]{16}$" } as const;
const counts: JsonSchema = { type: "object", additionalProperties: count };
const flags = (names: readonly string[]): JsonSchema => closed(Object.fromEntries(names.map((name) => [name, truth])));

const column = closed({
  slot: described(count, "the number of the field among those that the criteria use"),
  column: described({ type: "array" }, "keys that are read alike: the slot, whether it is a checkbox, trusted, its unit"),
  unit: described(orNull(text), "of numbers that name none (UCUM)"),
  unitFrom: orNull(text),
  site: described(
    orNull({ type: "string", pattern: "^(?:[0-9a-f]{16}|\\*)$" }),
    "the beginning of a digest; `*` where there are too many",
  ),
  numbers: closed({
    fits: described(counts, "by the units in which they are plausible, with spaces between"),
    codes: described(counts, "0, 1, 2, 3 and 9"),
    noCodes: count,
    aboveOne: described(count, "no share of 1"),
    shares: described(count, "between 0 and 1, and not whole"),
    areNegative: truth,
    areAboveOne: truth,
    areAboveHundred: truth,
  }),
  spread: closed({
    count,
    decimals: count,
    low: described(orNull(number), "two digits, below all"),
    high: described(orNull(number), "two digits, above all"),
  }),
  sentinels: described(counts, "numbers such as 999 that may stand for a missing value"),
  flags: closed({ sure: count, perhaps: count }),
  letters: described(
    { type: "object", additionalProperties: text },
    "letters alone in a column of codes or of yes and no, and what each stands for",
  ),
  limits: described(
    closed({ uln: counts, lln: counts }),
    "limits of normal in the unit of the field, by their step on the scale 1, 2, 5, 10: 0 for 1 to 2, -1 for 0.5 to 1",
  ),
  units: described(counts, "cells that hold a unit alone, as a row of units does"),
  yesNo: flags(["yes", "no", "digits", "otherDigits", "otherWords", "crosses", "blank", "other"]),
});

/** See the head of this file. */
export const factsSchema: JsonSchema = {
  $schema: DRAFT,
  $id: "urn:trialsieve:schema:facts:1",
  title: "Facts of a list that is screened in parts",
  description: "Counts and names of keys: no ID, no cell, no value of anybody. Numbers are counted in classes.",
  ...closed({
    formatVersion: { const: 1 },
    trialsieve: described(text, "the version that counted"),
    criteria: described(list(sha256), "in the order in which they are screened"),
    dictionaries: list(sha256),
    columnMap: orNull(sha256),
    parts: described(list(short), "the beginning of the digest of each part with records, so that none is counted twice"),
    records: count,
    id: described(orNull(list(text)), "the keys of the ID; null where no record had a key"),
    site: described(orNull(short), "where IDs are numbers of a site: the beginning of its digest"),
    hashIds: described(closed({ seen: count, others: count }), "records whose ID begins with `#`, and other candidates"),
    keys: {
      type: "object",
      additionalProperties: closed({
        feeds: described(list(text), "fields, and what of them: `platelets`, `platelets unit`"),
        filled: described(count, "records in which it is not blank"),
        units: described(counts, "records in which it is a unit, by kinds of units; `*`: a share"),
      }),
    },
    counts: described(list(column), "without the records whose ID begins with `#`"),
    withHashIds: described(orNull(list(column)), "with them; null where there are none"),
  }),
};
