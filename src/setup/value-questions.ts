/** What the cells of a field's column mean: their unit, words, blanks, dates, decimal marks, limits of normal. */
import type { ListSample, SlotSurvey, SurveyedText } from "../engine/list-survey.js";
import type { MapChange, MapValue } from "../language/load/change-map.js";
import type { BooleanField, CodeField, ColumnMap, ColumnMapEntry, NumberField } from "../language/model.js";
import { counted } from "../text/counted.js";
import { isImplausible, otherUnits } from "../values/number/judge.js";
import type { Quantity } from "../values/reading.js";
import type { Unit } from "../values/unit/unit.js";
import { type Choice, NOT_KNOWN, OPEN, type Question, shownTexts } from "./question.js";
import { type FieldCells, meaningsOf, wordQuestions } from "./word-questions.js";

/** All questions about values. */
export function valueQuestions(
  fields: readonly FieldCells[],
  map: ColumnMap | undefined,
  unclaimed: readonly string[],
  sample: ListSample,
): readonly Question[] {
  return [
    ...fields.flatMap((cells) => fieldQuestions(cells, map?.columns.get(cells.field.name), unclaimed, sample)),
    ...wordQuestions(fields, map),
    ...(map?.dateOrder === undefined ? orderQuestion(fields) : []),
    ...(map?.decimal === undefined ? decimalQuestion(fields) : []),
  ];
}

function fieldQuestions(
  { field, column, survey }: FieldCells,
  entry: ColumnMapEntry | undefined,
  unclaimed: readonly string[],
  sample: ListSample,
): readonly Question[] {
  switch (field.type) {
    case "number":
      return [
        ...(entry?.unit === undefined && entry?.unitColumn === undefined ? unitQuestion(field, column, survey) : []),
        ...limitQuestion(field, column, survey, unclaimed, sample),
      ];
    case "boolean":
    case "code":
      return blankQuestion(field, column, survey, entry);
    case "date":
      return [];
  }
}

function sum(texts: readonly SurveyedText[]): number {
  return texts.reduce((all, { count }) => all + count, 0);
}

function about(texts: readonly SurveyedText[]): readonly string[] {
  return [`${counted(sum(texts), "cell")}: ${shownTexts(texts.map(({ text }) => text))}`];
}

/** The numbers of a text whose unit nobody states for sure. */
function bareNumbers({ reading }: SurveyedText): readonly Quantity[] {
  if (reading.state === "unreadable") return reading.bare?.unitFrom === "field" ? reading.bare.quantities : [];
  if (reading.state !== "read" || reading.type !== "number") return [];
  const isOpen = reading.unitIs === "withdrawn" || reading.unitIs === "in-doubt";
  return reading.unitFrom === "field" || isOpen ? reading.possibilities.slice(0, 1) : [];
}

/** Asked where another usual unit would do as well, or the field's own does not; of an age in years nothing is to be asked. */
function unitQuestion(field: NumberField, column: string, { texts }: SlotSurvey): readonly Question[] {
  const { unit: own } = field;
  if (own === undefined) return [];
  const unitless = texts.filter(({ reading }) => reading.state === "unreadable" && reading.reason === "no-unit");
  const bare = texts.filter((one) => bareNumbers(one).length > 0);
  const open = [...bare, ...unitless];
  if (open.length === 0) return [];
  const units = [own, ...otherUnits(own, field)];
  const fitsIn = (unit: Unit): number =>
    sum(bare.filter((one) => bareNumbers(one).some((quantity) => !isImplausible({ ...quantity, unit }, field))));
  const offered = units.map((unit) => ({ unit, count: fitsIn(unit) })).filter(({ count }) => 2 * count >= sum(bare));
  if (unitless.length === 0 && offered.length === 1 && offered[0]?.unit === own) return [];
  const change = (value: string): MapChange => ({ path: ["columns", field.name, "unit"], value });
  const choices = (unitless.length > 0 && bare.length === 0 ? units.map((unit) => ({ unit, count: 0 })) : offered).map(
    ({ unit, count }): Choice => ({
      label: unit.ucum,
      hint: bare.length === 0 ? undefined : `${count} of ${sum(bare)} plausible`,
      changes: [change(unit.ucum)],
    }),
  );
  return [
    {
      key: `unit:${field.name}`,
      weight: sum(open),
      message: `In which unit are the numbers of \`${column}\` (${field.label})?`,
      about: about(open),
      choices: [
        NOT_KNOWN,
        ...choices,
        { label: "Another unit", ...OPEN, typed: { message: "Its UCUM code, such as 10*9/L or mg/dL", change } },
      ],
    },
  ];
}

/** The upper limit of normal of values that criteria compare with it. */
function limitQuestion(
  field: NumberField,
  column: string,
  { limitless, texts }: SlotSurvey,
  unclaimed: readonly string[],
  { columns }: ListSample,
): readonly Question[] {
  if (limitless === 0) return [];
  const isNumber = (text: string): boolean => /^\s*[<>]?\s*\d/.test(text);
  const free = columns.filter(({ heading, texts: own }) => unclaimed.includes(heading) && own.length > 0 && own.every(isNumber));
  return [
    {
      key: `limit:${field.name}`,
      weight: limitless,
      message: `What is the upper limit of normal of \`${column}\` (${field.label})?`,
      about: about(texts.filter(({ reading }) => reading.state === "read")),
      choices: [
        NOT_KNOWN,
        {
          label: "One limit for all",
          ...OPEN,
          typed: {
            message: "The limit, in the unit of the values",
            change: (text) => ({ path: ["columns", field.name, "uln"], value: numberOf(text) }),
          },
        },
        ...free.map(({ heading, texts: own }) => ({
          label: `It stands in ${heading}`,
          hint: shownTexts(own),
          changes: [{ path: ["columns", field.name, "ulnColumn"], value: heading }],
        })),
      ],
    },
  ];
}

/** A number as people type it; what is none is refused with the map. */
function numberOf(text: string): MapValue {
  const plain = text.trim().replace(",", ".");
  return /^\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : plain;
}

function blankQuestion(
  field: BooleanField | CodeField,
  column: string,
  { texts }: SlotSurvey,
  entry: ColumnMapEntry | undefined,
): readonly Question[] {
  const blank = texts.filter(({ reading }) => reading.state === "missing" && reading.reason === "blank");
  if (blank.length === 0 || field.whenBlank !== undefined || entry?.whenBlank !== undefined) return [];
  const filled = texts.filter((one) => !blank.includes(one));
  return [
    {
      key: `blank:${field.name}`,
      weight: sum(blank),
      message: `What does an empty cell mean in \`${column}\` (${field.label})?`,
      about: [
        `${counted(sum(blank), "cell")} of ${sum(texts)}`,
        ...(filled.length === 0 ? [] : [`the others: ${shownTexts(filled.map(({ text }) => text))}`]),
      ],
      choices: [
        NOT_KNOWN,
        ...meaningsOf(field).map(({ label, value }) => ({
          label,
          changes: [{ path: ["columns", field.name, "whenBlank"], value }],
        })),
      ],
    },
  ];
}

/** Two numbers and a year: which of the two is the day? */
const NUMERIC_DATE = /^\D*(\d{1,2})\D(\d{1,2})\D(\d{4}|\d{2})\b/;

function orderQuestion(fields: readonly FieldCells[]): readonly Question[] {
  const open = fields.flatMap(({ survey }) =>
    survey.texts.filter(
      ({ text, reading }) =>
        reading.state === "read" && reading.type === "date" && reading.possibilities.length > 1 && NUMERIC_DATE.test(text),
    ),
  );
  const [, first = "", second = ""] = NUMERIC_DATE.exec(open[0]?.text ?? "") ?? [];
  if (open.length === 0) return [];
  const choice = (label: string, value: string): Choice => ({ label, changes: [{ path: ["dateOrder"], value }] });
  return [
    {
      key: "dateOrder",
      weight: sum(open),
      message: `Which is the day in \`${open[0]?.text}\`?`,
      about: about(open),
      choices: [
        NOT_KNOWN,
        choice(`Day first: day ${first} of month ${second}`, "dmy"),
        choice(`Month first: day ${second} of month ${first}`, "mdy"),
      ],
    },
  ];
}

function decimalQuestion(fields: readonly FieldCells[]): readonly Question[] {
  const open = fields.flatMap(({ survey }) =>
    survey.texts.filter(
      ({ text, reading }) =>
        reading.state === "read" &&
        reading.type === "number" &&
        reading.unitIs === undefined &&
        reading.possibilities.length > 1 &&
        /\d[.,]\d{3}(?!\d)/.test(text),
    ),
  );
  if (open.length === 0) return [];
  return [
    {
      key: "decimal",
      weight: sum(open),
      message: `Which mark stands before the decimals in this list, as in \`${open[0]?.text}\`?`,
      about: about(open),
      choices: [
        NOT_KNOWN,
        { label: "The comma: 1,5 is one and a half, 1.200 is twelve hundred", changes: [{ path: ["decimal"], value: "," }] },
        { label: "The point: 1.5 is one and a half, 1,200 is twelve hundred", changes: [{ path: ["decimal"], value: "." }] },
      ],
    },
  ];
}
