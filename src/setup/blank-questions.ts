/** Questions about the meaning of empty cells in columns of yes and no, and of codes. */
import type { SurveyedText } from "../engine/list-survey.js";
import type { MapChange, MapValue } from "../language/load/change-map.js";
import type { BooleanField, CodeField, ColumnMap } from "../language/model.js";
import { counted } from "../text/counted.js";
import { NOT_KNOWN, OPEN, type Question, shownHeading, shownTexts, sum } from "./question.js";
import { type FieldCells, meaningsOf } from "./word-questions.js";

/** A column with empty cells of undeclared meaning. */
interface OpenBlank {
  readonly field: BooleanField | CodeField;
  readonly column: string;
  readonly count: number;
  readonly all: number;
  /** The texts of its other cells. */
  readonly filled: readonly SurveyedText[];
}

/** Columns of yes and no are asked about together; one of codes, a single one, or ones that differ, column by column. */
export function blankQuestions(fields: readonly FieldCells[], map: ColumnMap | undefined): readonly Question[] {
  const open = fields.flatMap((cells) => openBlank(cells, map));
  const ofYesAndNo = open.filter(({ field }) => field.type === "boolean");
  return [...(ofYesAndNo.length > 1 ? [tableQuestion(ofYesAndNo)] : []), ...open.map(columnQuestion)];
}

function openBlank({ field, column, survey: { texts } }: FieldCells, map: ColumnMap | undefined): readonly OpenBlank[] {
  if (field.type !== "boolean" && field.type !== "code") return [];
  const blank = texts.filter(({ reading }) => reading.state === "missing" && reading.reason === "blank");
  const isDeclared = field.whenBlank !== undefined || map?.columns.get(field.name)?.whenBlank !== undefined;
  if (blank.length === 0 || isDeclared) return [];
  // A few empty cells among codes are unknown values.
  if (field.type === "code" && 4 * sum(blank) < sum(texts)) return [];
  const filled = texts.filter((one) => !blank.includes(one));
  return [{ field, column, count: sum(blank), all: sum(texts), filled }];
}

const change = ({ field }: OpenBlank, value: MapValue): MapChange => ({ path: ["columns", field.name, "whenBlank"], value });

const keyOf = ({ field }: OpenBlank): string => `blank:${field.name}`;

function tableQuestion(columns: readonly OpenBlank[]): Question {
  const settles = columns.map(keyOf);
  return {
    key: "blanks",
    weight: columns.reduce((most, { count }) => Math.max(most, count), 0),
    message: "What does an empty cell mean in these yes-no columns?",
    about: columns.map((one) => `${nameOf(one)}: ${cellsOf(one)}`),
    choices: [
      { ...NOT_KNOWN, settles },
      { label: "No, in all of them", changes: columns.map((one) => change(one, false)) },
      { label: "Yes, in all of them", changes: columns.map((one) => change(one, true)) },
      { label: "It differs: ask about each column", ...OPEN },
    ],
  };
}

function columnQuestion(one: OpenBlank): Question {
  const { field, count, filled } = one;
  return {
    key: keyOf(one),
    weight: count,
    message: `What does an empty cell mean in ${nameOf(one)}?`,
    about: [cellsOf(one), ...(filled.length === 0 ? [] : [`the others: ${shownTexts(filled.map(({ text }) => text))}`])],
    choices: [NOT_KNOWN, ...meaningsOf(field).map(({ label, value }) => ({ label, changes: [change(one, value)] }))],
  };
}

function nameOf({ field, column }: OpenBlank): string {
  return `\`${shownHeading(column)}\` (${field.label})`;
}

function cellsOf({ count, all }: OpenBlank): string {
  return `${counted(count, "cell")} of ${all}`;
}
