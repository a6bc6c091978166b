/** Question whether the day or the month comes first in ambiguous dates, if a condition depends on it. */
import { type ListSample, mayBeSeveral, type SlotSurvey } from "../engine/list-survey.js";
import type { ColumnMap } from "../language/model.js";
import { counted } from "../text/counted.js";
import { type Choice, NOT_KNOWN, type Question, shownTexts } from "./question.js";

/** The dates of one slot: its values, or the days on which these were measured. */
export interface SlotDates {
  readonly survey: SlotSurvey;
  /** The heading of the column with the days; null: there is none. */
  readonly dateColumn: string | null;
}

/** Ambiguous dates, and how often they occur. */
interface OpenDates {
  readonly texts: readonly string[];
  readonly count: number;
}

/** Asked once for the whole list. */
export function orderQuestion(slots: readonly SlotDates[], map: ColumnMap | undefined, sample: ListSample): readonly Question[] {
  if (map?.dateOrder !== undefined) return [];
  const open = slots.flatMap((slot) => [openValues(slot), openDays(slot, sample)]).filter(({ texts }) => texts.length > 0);
  const texts = open.flatMap((one) => one.texts);
  if (texts.length === 0) return [];
  const count = open.reduce((sum, one) => sum + one.count, 0);
  const choices = ORDERS.flatMap(({ label, value, places }): readonly Choice[] => {
    const [hint] = texts.flatMap((text) => dayIn(text, value, places) ?? []);
    return hint === undefined ? [] : [{ label, hint, changes: [{ path: ["dateOrder"], value }] }];
  });
  return [
    {
      key: "dateOrder",
      weight: count,
      message: "How are dates written in this list?",
      about: [`${counted(count, "cell")}: ${shownTexts(texts)}`],
      choices: [NOT_KNOWN, ...choices],
    },
  ];
}

function openValues({ survey }: SlotDates): OpenDates {
  const open = survey.texts.filter(({ text, reading, isOpen }) => isOpen && mayBeSeveral(reading) && NUMERIC_DATE.test(text));
  return { texts: open.map(({ text }) => text), count: open.reduce((sum, one) => sum + one.count, 0) };
}

/** Only the first texts are known of a column with the days of values. */
function openDays({ survey, dateColumn }: SlotDates, { columns }: ListSample): OpenDates {
  const texts = survey.severalDays === 0 ? [] : (columns.find(({ heading }) => heading === dateColumn)?.texts ?? []);
  return { texts: texts.filter(isEither), count: survey.severalDays };
}

/** Two numbers and a year: which of the two is the day? */
const NUMERIC_DATE = /^\D*(\d{1,2})\D(\d{1,2})\D(\d{4}|\d{2})\b/;
/** The year may come first. */
const YEAR_MAY_LEAD = /^\D*\d\d\D\d{1,2}\D\d\d\b/;
const MOST_MONTHS = 12;

function isEither(text: string): boolean {
  const [, first, second] = NUMERIC_DATE.exec(text) ?? [];
  // 04/04 is the fourth of April in either order.
  return (
    first !== undefined &&
    Number(first) !== Number(second) &&
    Number(second) <= MOST_MONTHS &&
    (Number(first) <= MOST_MONTHS || YEAR_MAY_LEAD.test(text))
  );
}

const MONTHS: readonly string[] = "January February March April May June July August September October November December".split(
  " ",
);

/** `places`: where day, month and year are. */
const ORDERS = [
  { label: "Day, month, year", value: "dmy", places: [1, 2, 3] },
  { label: "Month, day, year", value: "mdy", places: [2, 1, 3] },
  { label: "Year, month, day", value: "ymd", places: [3, 2, 1] },
] as const;

/** A date in words, if it can be one in such an order. */
function dayIn(text: string, order: string, [day, month, year]: readonly [number, number, number]): string | undefined {
  const parts = NUMERIC_DATE.exec(text);
  const named = MONTHS[Number(parts?.[month]) - 1];
  if (parts === null || named === undefined || (order === "ymd" && !YEAR_MAY_LEAD.test(text))) return undefined;
  return Number(parts[day]) > 31 ? undefined : `\`${text}\` is ${Number(parts[day])} ${named} ${parts[year]}`;
}
