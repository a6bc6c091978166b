/** Questions about the meaning of a column's cells: unit, words, blanks, dates, decimal marks, limits of normal. */
import { unknownScale } from "../columns/heading-scale.js";
import type { InputNotice } from "../diagnostics/notice.js";
import type { CountedText, ListSample, SlotSurvey, SurveyedText } from "../engine/list-survey.js";
import type { MapChange } from "../language/load/change-map.js";
import type { ColumnMap, ColumnMapEntry, NumberField } from "../language/model.js";
import { counted } from "../text/counted.js";
import { isImplausible, otherUnits } from "../values/number/judge.js";
import type { Quantity } from "../values/reading.js";
import type { Unit } from "../values/unit/unit.js";
import { blankQuestions } from "./blank-questions.js";
import { limitQuestions } from "./limit-questions.js";
import { type Choice, NOT_KNOWN, type Question, shownHeading, shownTexts, sum } from "./question.js";
import { type FieldCells, wordQuestions } from "./word-questions.js";

/** All questions about values. */
export function valueQuestions(
  fields: readonly FieldCells[],
  map: ColumnMap | undefined,
  unclaimed: readonly string[],
  sample: ListSample,
  notices: readonly InputNotice[],
  isSettled: (key: string) => boolean,
): readonly Question[] {
  return [
    ...fields.flatMap((cells) => fieldQuestions(cells, map?.columns.get(cells.field.name), unclaimed, sample, notices)),
    ...wordQuestions(fields, map, isSettled),
    ...blankQuestions(fields, map),
    ...(map?.decimal === undefined ? decimalQuestion(fields) : []),
  ];
}

function fieldQuestions(
  { field, column, survey }: FieldCells,
  entry: ColumnMapEntry | undefined,
  unclaimed: readonly string[],
  sample: ListSample,
  notices: readonly InputNotice[],
): readonly Question[] {
  switch (field.type) {
    case "number":
      return [
        ...besideQuestions(field, column, survey, notices),
        ...(entry?.unit === undefined && entry?.unitColumn === undefined ? unitQuestion(field, column, survey) : []),
        ...limitQuestions(field, column, survey, unclaimed, sample),
      ];
    case "boolean":
    case "code":
    case "date":
      return [];
  }
}

function about(texts: readonly CountedText[]): readonly string[] {
  return [`${counted(sum(texts), "cell")}: ${shownTexts(texts.map(({ text }) => text))}`];
}

/** The numbers of a text whose unit is not certain. */
function bareNumbers({ reading }: SurveyedText): readonly Quantity[] {
  if (reading.state === "unreadable") return reading.bare?.unitFrom === "field" ? reading.bare.quantities : [];
  if (reading.state !== "read" || reading.type !== "number") return [];
  const isOpen = reading.unitIs === "withdrawn" || reading.unitIs === "in-doubt";
  return reading.unitFrom === "field" || isOpen ? reading.possibilities.slice(0, 1) : [];
}

/** Asked if another usual unit fits as well, or the field's own does not; never about an age in years. */
function unitQuestion(field: NumberField, column: string, { texts }: SlotSurvey): readonly Question[] {
  const { unit: own } = field;
  if (own === undefined) return [];
  const isUnread = (reason: string, { reading }: SurveyedText): boolean =>
    reading.state === "unreadable" && reading.reason === reason;
  const unitless = texts.filter((one) => isUnread("no-unit", one));
  // The heading is not understood, or does not fit, which affects the whole column.
  const inConflict = texts.filter((one) => isUnread("unit-conflict", one));
  if (2 * sum(inConflict) >= sum(texts)) unitless.push(...inConflict);
  const bare = texts.filter((one) => bareNumbers(one).length > 0);
  const open = [...bare, ...unitless];
  if (open.length === 0) return [];
  const units = [own, ...otherUnits(own, field)];
  const fitsIn = (unit: Unit): number =>
    sum(bare.filter((one) => bareNumbers(one).some((quantity) => !isImplausible({ ...quantity, unit }, field))));
  const offered = units.map((unit) => ({ unit, count: fitsIn(unit) })).filter(({ count }) => 2 * count >= sum(bare));
  if (unitless.length === 0 && offered.length === 1 && offered[0]?.unit === own) return [];
  const scale = unknownScale(column, field);
  // A logarithm has no unit that would make a number of it.
  if (scale?.isTransformed === true) return [];
  // Whoever answers has read the heading, and confirms that it means nothing else.
  const trusted: readonly MapChange[] =
    scale === undefined ? [] : [{ path: ["columns", field.name, "trust"], value: "bracket", isAdded: true }];
  const change = (value: string): MapChange => ({ path: ["columns", field.name, "unit"], value });
  const choices = (unitless.length > 0 && bare.length === 0 ? units.map((unit) => ({ unit, count: 0 })) : offered).map(
    ({ unit, count }): Choice => ({
      label: unit.ucum,
      hint: hintOf([OTHER_WAYS.get(unit.ucum), bare.length === 0 ? undefined : `${count} of ${sum(bare)} plausible`]),
      changes: [change(unit.ucum), ...trusted],
    }),
  );
  return [
    {
      key: `unit:${field.name}`,
      weight: sum(open),
      message: `Which unit are the numbers in \`${shownHeading(column)}\` (${field.label})?`,
      about: about(open),
      choices: [
        NOT_KNOWN,
        ...choices,
        { label: "Another unit", changes: trusted, typed: { message: "Its UCUM code, such as 10*9/L or mg/dL", change } },
      ],
    },
  ];
}

/** How else people write the units of counts. */
const OTHER_WAYS: ReadonlyMap<string, string> = new Map([
  ["/uL", "/mm³"],
  ["10*9/L", "thousands/µL, G/L, /nL"],
  ["10*4/uL", "万/µL"],
  ["10*12/L", "millions/µL, T/L, /pL"],
]);

function hintOf(parts: readonly (string | undefined)[]): string | undefined {
  const said = parts.filter((part) => part !== undefined);
  return said.length === 0 ? undefined : said.join("; ");
}

/** Columns beside the numbers that may hold their signs or units: until that is answered, these numbers are not read. */
function besideQuestions(
  field: NumberField,
  column: string,
  { texts }: SlotSurvey,
  notices: readonly InputNotice[],
): readonly Question[] {
  const doubted = texts.filter(({ reading }) => reading.state === "unreadable" && reading.reason === "neighbour");
  return notices.flatMap(({ code, settledBy }): readonly Question[] => {
    const { path = [], values: [heading] = [] } = settledBy ?? {};
    const [, owner, key] = path;
    if (code !== "column-beside" || owner !== field.name || heading === undefined || key === undefined) return [];
    const what = key === "unitColumn" ? "units" : "comparison signs";
    return [
      {
        key: `beside:${field.name}:${key}`,
        weight: sum(doubted),
        message: `Does \`${shownHeading(String(heading))}\` hold the ${what} of \`${shownHeading(column)}\` (${field.label})?`,
        about: about(doubted),
        choices: [
          NOT_KNOWN,
          { label: `Yes: the ${what} of \`${shownHeading(column)}\``, changes: [{ path, value: heading }] },
          {
            label: "No: it says nothing about these numbers",
            changes: [{ path: ["columns", field.name, "trust"], value: "neighbours", isAdded: true }],
          },
        ],
      },
    ];
  });
}

function decimalQuestion(fields: readonly FieldCells[]): readonly Question[] {
  const open = fields.flatMap(({ survey }) =>
    survey.texts.filter(
      ({ text, reading, isOpen }) =>
        isOpen &&
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
      message: `Which decimal mark does this list use, as in \`${open[0]?.text}\`?`,
      about: about(open),
      choices: [
        NOT_KNOWN,
        { label: "The comma: 1,5 is one and a half, 1.200 is twelve hundred", changes: [{ path: ["decimal"], value: "," }] },
        { label: "The point: 1.5 is one and a half, 1,200 is twelve hundred", changes: [{ path: ["decimal"], value: "." }] },
      ],
    },
  ];
}
