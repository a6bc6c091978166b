/** Everything that a person may be asked about a list, given the present column map. */
import { criteriaAsking } from "../columns/needs.js";
import type { InputNotice } from "../diagnostics/notice.js";
import { stops } from "../diagnostics/notice.js";
import type { ColumnsFound } from "../engine/columns-summary.js";
import type { CellSurvey, ListSample } from "../engine/list-survey.js";
import type { ColumnMap } from "../language/model.js";
import type { SlotPlan } from "../plan/slots.js";
import type { FieldReport } from "../report/columns-report.js";
import { columnQuestions, questionOfStop } from "./column-questions.js";
import { dateQuestion } from "./date-question.js";
import { orderQuestion } from "./order-question.js";
import type { Question } from "./question.js";
import { valueQuestions } from "./value-questions.js";

/** What is known about the list. */
export interface Known {
  readonly plan: SlotPlan;
  readonly map: ColumnMap | undefined;
  readonly notices: readonly InputNotice[];
  /** If the run stops at its columns: headings that nothing is read from. */
  readonly unclaimed?: readonly string[];
  readonly sample?: ListSample | undefined;
  /** Whether a question with such a key has been answered. */
  readonly isSettled?: (key: string) => boolean;
  /** If it does not stop. */
  readonly found?: (ColumnsFound & { readonly survey: CellSurvey }) | undefined;
}

/** The questions, in the order of the fields. */
export function questionsOf(known: Known): readonly Question[] {
  const { plan, map, notices, unclaimed = [], sample, found, isSettled = () => false } = known;
  if (stops(notices)) {
    const isFieldless = notices.every(({ severity, code }) => severity !== "error" || code === "no-used-column");
    if (isFieldless && sample !== undefined) return columnQuestions(lackingOf(plan, undefined), unclaimed, sample, isSettled);
    const question = questionOfStop(notices, sample);
    return question === undefined ? [] : [question];
  }
  if (found === undefined || sample === undefined) return [];
  const { report, survey } = found;
  const open = found.map.unclaimed;
  const read = plan.slots.flatMap((slot) => {
    const { field } = slot;
    const column = report.fields.find((one) => one.field === field.name)?.column;
    return slot.used && typeof column === "string" ? [{ field, column, survey: survey.of(slot) }] : [];
  });
  const dates = plan.slots.map((slot) => ({
    survey: survey.of(slot),
    dateColumn: report.fields.find((one) => one.field === slot.field.name)?.dateColumn ?? null,
  }));
  return [
    ...columnQuestions(lackingOf(plan, report.fields), open, sample, isSettled),
    ...valueQuestions(read, map, open, sample, found.notices, isSettled),
    ...orderQuestion(dates, map, sample),
    ...dateQuestion(plan, report.fields, map, open, sample),
  ];
}

/** Fields that criteria use and that have no column; without reports all of them. */
function lackingOf(plan: SlotPlan, reports: readonly FieldReport[] | undefined) {
  return plan.slots.flatMap((slot) => {
    const { field, used } = slot;
    const report = reports?.find((one) => one.field === field.name);
    const isLacking = reports === undefined || (report !== undefined && report.column === null && report.read === 0);
    const criteria = [...new Set(criteriaAsking(plan, slot).map(({ criterion }) => criterion.label))];
    return used && isLacking ? [{ field, criteria }] : [];
  });
}
