/** The words of an explanation, for a terminal and for a page. */
import { shownName } from "../diagnostics/notice.js";
import type { Evidence, Verdict } from "../evaluate/result.js";
import { withoutName } from "../insight/without-name.js";
import { describeReading, IN_WORDS, MISSING_WORDS } from "../values/describe-reading.js";
import type { Reading } from "../values/reading.js";
import {
  type ExplainedCriterion,
  type ExplainedLookUps,
  type ExplainedStatement,
  type ExplainedTrial,
  type Explanation,
  VERDICT_ORDER,
} from "./explanation.js";
import { NO_ID } from "./verdict-words.js";

const COUNT_WORDS: Readonly<Record<Verdict, (count: number) => string>> = {
  fail: (count) => `${count} ${count === 1 ? "criterion fails" : "criteria fail"}`,
  unknown: (count) => `${count} ${count === 1 ? "is" : "are"} open`,
  pass: (count) => `${count} ${count === 1 ? "passes" : "pass"}`,
};

/** `2 criteria fail, 1 is open, 15 pass`. */
export function countsOf({ criteria }: ExplainedTrial): string {
  return VERDICT_ORDER.flatMap((verdict) => {
    const count = criteria.filter((one) => one.verdict === verdict).length;
    return count === 0 ? [] : [COUNT_WORDS[verdict](count)];
  }).join(", ");
}

/** Who is explained. */
export function placeWords({ candidate, file, row }: Explanation, asOf: string | null): string {
  return `${candidate === "" ? NO_ID : candidate}  ${shownName(file)}, row ${row}${asOf === null ? "" : `, as of ${asOf}`}`;
}

const FINDING_WORDS = { met: "met", "not-met": "not met", unknown: "unknown" } as const;

/** `inclusion criterion, not met (inclusion, item 4)`: kind and finding side by side, because an exclusion that is met fails. */
export function findingWords({ kind, finding, assumed, source }: ExplainedCriterion): string {
  const where = source === undefined ? "" : ` (${source})`;
  return `${kind} criterion, ${FINDING_WORDS[finding]}${assumed ? ", assumed" : ""}${where}`;
}

/** `“Platelets” is at least 80 × 10⁹/L: not met`. */
export function statementWords({ text, truth, assumed }: ExplainedStatement): string {
  const words = { true: "met", false: "not met", unknown: "unknown" } as const;
  return `${text}: ${words[truth]}${assumed ? " (assumed)" : ""}`;
}

/** The evidence of a statement: the place and text of the cell, how it was read, why that is not enough, and what does not count. */
export function evidenceLines({ evidence, truth, assumed, because }: ExplainedStatement, values: boolean): readonly string[] {
  if (evidence === undefined) return [];
  const { column, cell, reading, on, label, passedOver = [] } = evidence;
  const where = column === "" ? [] : [`column "${column}"`];
  if (!values) return [[...where, reading.state === "read" ? "left out" : notReadWords(reading)].join(": ")];
  if (reading.state !== "read") {
    const said = withoutName(label, because);
    return [[...where, said].join(said.startsWith('"') ? ", cell " : ": "), ...passedOver.map(passedOverWords)];
  }
  // The cell of several values is their list; each is shown on its own.
  const written = passedOver.length > 0 ? [] : [`cell "${cell}"`];
  const read = `${passedOver.length > 0 ? "the latest of several values is" : "read as"} ${readingWords(reading)}${dayWords(on)}${unitSource(reading)}`;
  const why = because !== "" && (truth === "unknown" || assumed) ? [because] : [];
  return [[...where, ...written, read].join(", "), ...why, ...passedOver.map(passedOverWords)];
}

function notReadWords(reading: Reading): string {
  return reading.state === "missing" ? MISSING_WORDS[reading.reason] : "cannot be read";
}

type PassedOver = NonNullable<Evidence["passedOver"]>[number];

const WHY_PASSED: Readonly<Record<PassedOver["why"], string>> = {
  "not-done": "not done",
  "after-as-of": "after the as-of date",
  earlier: "there is a later one",
};

function passedOverWords({ observation: { reading, at }, why }: PassedOver): string {
  return `does not count: ${readingWords(reading)}${dayWords(at)}, ${WHY_PASSED[why]}`;
}

function dayWords(at: Reading | undefined): string {
  return at?.state === "read" ? ` of ${describeReading(at)}` : "";
}

function readingWords(reading: Reading): string {
  return reading.state === "missing" ? MISSING_WORDS[reading.reason] : describeReading(reading, IN_WORDS);
}

/** Where a number's unit comes from, if that is not obvious from the cell. */
function unitSource(reading: Reading): string {
  if (reading.state !== "read" || reading.type !== "number") return "";
  switch (reading.unitFrom) {
    case "field":
      return " (unit assumed: the field's own)";
    case "unit-column":
      return " (unit from the unit column)";
    case "column-map":
      return " (unit from the column map)";
    case "heading":
      return " (unit from the heading)";
    case "cell":
    case "none":
      return "";
  }
}

/** What has to be looked up. */
export function lookUpWords({ values: needed, areSeveral }: ExplainedLookUps, values: boolean): readonly [string, ...string[]] {
  if (needed.length === 0)
    return [
      areSeveral ? "Several values have to be looked up: see what is open." : "No values would make the candidate eligible.",
    ];
  const lines = needed.map(({ label, why, needs }) => `${label}: ${values && why !== "" ? `${why}; ` : ""}needs ${needs}`);
  return ["Look up (then eligible, if nothing else changes):", ...lines];
}
