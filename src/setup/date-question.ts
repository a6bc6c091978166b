/** Question about the day on which values were measured, if criteria ask for their age and no column has it. */
import { isDated } from "../columns/needs.js";
import type { ListSample } from "../engine/list-survey.js";
import type { ColumnMap } from "../language/model.js";
import type { SlotPlan } from "../plan/slots.js";
import type { FieldReport } from "../report/columns-report.js";
import { type Question, shownHeading, shownTexts } from "./question.js";

const DATE = /^\D{0,4}\d{1,4}(?:[./-]|\. ?| )(?:\d{1,2}|\p{L}{3,})[./ -]+\d{1,4}/u;

/** Asked once for the whole table. */
export function dateQuestion(
  plan: SlotPlan,
  reports: readonly FieldReport[],
  map: ColumnMap | undefined,
  unclaimed: readonly string[],
  { records, columns }: ListSample,
): readonly Question[] {
  if (map?.dateColumn !== undefined) return [];
  const undated = plan.slots.filter((slot) => slot.used && isDated(plan, slot) && lacksDate(reports, slot.field.name));
  const free = columns.filter(({ heading, texts }) => unclaimed.includes(heading) && texts.some((text) => DATE.test(text)));
  if (undated.length === 0 || free.length === 0) return [];
  const labels = [...new Set(undated.map(({ field }) => field.label))];
  return [
    {
      key: "dateColumn",
      weight: records,
      message: `Which column says when the values were measured? The criteria limit the age of ${labels.join(", ")}.`,
      about: [],
      choices: [
        { label: "The list has none", changes: [] },
        ...free.map(({ heading, texts }) => ({
          label: shownHeading(heading),
          hint: shownTexts(texts),
          changes: [{ path: ["dateColumn"], value: heading }],
        })),
      ],
    },
  ];
}

function lacksDate(reports: readonly FieldReport[], name: string): boolean {
  return reports.some(({ field, column, dateColumn }) => field === name && column !== null && dateColumn === null);
}
