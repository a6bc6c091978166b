/** Questions about which column is which: the sheet, the row of headings, the ID, and columns of fields. */
import { fittingShare } from "../columns/find-column.js";
import { namesOf } from "../columns/heading.js";
import type { InputNotice } from "../diagnostics/notice.js";
import type { ColumnSample, ListSample } from "../engine/list-survey.js";
import type { Field } from "../language/model.js";
import { counted } from "../text/counted.js";
import { resemblance } from "../text/likeness.js";
import { foldHeading } from "../values/heading.js";
import { type Choice, OPEN, type Question, shownHeading, shownTexts } from "./question.js";

/** The question that must be answered before anything can be read. Undefined: no answer would help. */
export function questionOfStop(notices: readonly InputNotice[], sample: ListSample | undefined): Question | undefined {
  for (const { severity, code, message, settledBy } of notices) {
    if (severity !== "error") continue;
    if (code === "no-id-column" && sample !== undefined) return idQuestion(sample);
    if (settledBy === undefined) return undefined;
    const { path, values, shown } = settledBy;
    return {
      key: `stop:${path.join(".")}`,
      weight: Number.POSITIVE_INFINITY,
      message: code === "title-line" ? "The headings seem to be below other lines." : `${sentence(message)}. Which is right?`,
      about: [],
      choices: [
        ...values.map((value) => ({
          label: code === "title-line" ? `They are in row ${Number(value) + 1}` : [value].flat().join(" + "),
          hint: shown === undefined ? undefined : shownTexts(shown.map(shownHeading)),
          changes: [{ path, value }],
        })),
        { label: "None of these: stop here", ...OPEN },
      ],
    };
  }
  return undefined;
}

function sentence(message: string): string {
  return message.slice(0, 1).toUpperCase() + message.slice(1);
}

/** Columns nearly without blanks, the most different first; running numbers last: they number rows. */
function idQuestion({ records, columns }: ListSample): Question {
  // A row of units or of totals has no id.
  const full = columns.filter(({ filled }) => filled >= 0.9 * records);
  const rank = ({ isRunning, different }: ColumnSample): number => (isRunning ? 0 : different);
  const choices = [...full]
    .sort((a, b) => rank(b) - rank(a))
    .map(({ heading, different, isRunning, texts }): Choice => {
      const hint = `${isRunning ? "consecutive numbers" : counted(different, "different value")}: ${shownTexts(texts)}`;
      return { label: shownHeading(heading), hint, changes: [{ path: ["id"], value: heading }] };
    });
  return {
    key: "id",
    weight: Number.POSITIVE_INFINITY,
    message: "Which column identifies a candidate?",
    about: [counted(records, "row")],
    choices: [...choices, { label: "None: every row is a different person", changes: [{ path: ["id"], value: "none" }] }],
  };
}

/** A field that criteria use and that no column is known to feed. */
export interface LackingField {
  readonly field: Field;
  /** The labels of the criteria that use it. */
  readonly criteria: readonly string[];
}

/** Which heading belongs to a field. Those like its names come first, then those whose cells it can read; row numbers come last. */
export function columnQuestions(
  lacking: readonly LackingField[],
  unclaimed: readonly string[],
  { records, columns }: ListSample,
  isSettled: (key: string) => boolean,
): readonly Question[] {
  const free = columns.filter(({ heading, filled }) => filled > 0 && unclaimed.includes(heading));
  if (free.length === 0) return [];
  if (lacking.length >= MANY && !isSettled(HELD)) return [heldQuestion(lacking, free, records)];
  return lacking.map(({ field, criteria }) => {
    const names = namesOf(field);
    const likeliest = free
      .map((one) => ({ one, alike: resemblance(one.heading, names), share: fittingShare(field, one.heading, one.texts) }))
      .sort((a, b) => b.alike - a.alike || Number(a.one.isRunning) - Number(b.one.isRunning) || b.share - a.share)
      .map(({ one }) => one);
    return {
      key: `column:${field.name}`,
      weight: records,
      message: `Which column holds ${field.label}?`,
      about: neededFor(field, criteria),
      choices: [
        { label: "The list has none", ...OPEN },
        ...likeliest.map(({ heading, texts }) => ({
          label: shownHeading(heading),
          hint: shownTexts(texts),
          changes: [{ path: ["columns", field.name, "column"], value: heading }],
        })),
        { label: "The list contains nothing more that the criteria need", ...OPEN, settles: ["column:"] },
      ],
    };
  });
}

/** So many fields without a column are first asked about together. */
const MANY = 4;
const HELD = "columns-held";
const MOST_HEADINGS = 30;

/** Which fields have a column at all: only these are then asked about. */
function heldQuestion(lacking: readonly LackingField[], free: ListSample["columns"], records: number): Question {
  const headings = free.map(({ heading }) => shownHeading(heading));
  return {
    key: HELD,
    weight: records,
    message: "Which of these does the list contain, under an unknown heading?",
    about: [`Headings that nothing uses yet: ${shownTexts(headings, MOST_HEADINGS)}`, "Mark them; which column is asked next."],
    choices: lacking.map(({ field }) => ({ label: field.label, ...OPEN, settlesUnmarked: `column:${field.name}` })),
    isMany: true,
  };
}

const MOST_NAMED = 3;

/** Empty if the only criterion has the same label as the field. */
function neededFor({ label }: Field, criteria: readonly string[]): readonly string[] {
  if (criteria.every((one) => foldHeading(one) === foldHeading(label))) return [];
  const more = criteria.length - MOST_NAMED;
  const named = criteria.slice(0, MOST_NAMED).map((one) => `“${one}”`);
  return [`needed for ${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}`];
}
