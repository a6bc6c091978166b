/** Finds calendar dates in labels that contradict the condition: another year, or the other side. */
import { formatDay, parseIsoDay } from "../../values/date/date.js";
import { limitWords } from "../limit-words.js";
import { type CompareDate, type Criterion, leavesOf } from "../model.js";
import { negates } from "./label-words.js";

const YEAR = /(?<!\d)(?:19|20)\d\d(?!\d)/g;
const ISO = /(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/g;
/** `1 January 2020`, `1-Jan-2020`, `January 1st, 2020` */
const DAY_FIRST = /(?<!\d)(\d{1,2})(?:st|nd|rd|th)?[ -](?:of )?([a-z]{3})[a-z]*\.?,?[ -](\d{4})(?!\d)/gi;
const MONTH_FIRST = /(?<!\p{L})([a-z]{3})[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)/giu;
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const EARLIER = /(?<!\p{L})(?:before|prior to|until|up to|earlier than|by|vor|bis|avant|antes de)(?!\p{L})|之?前/iu;
const LATER = /(?<!\p{L})(?:after|since|from|later than|nach|seit|ab|après|depuis|después de|desde)(?!\p{L})|之?后/iu;

/** What is wrong with a label of a condition on calendar dates; undefined if it may be right. */
export function dateFault({ condition, kind, label }: Criterion): string | undefined {
  const leaves = leavesOf(condition).filter((leaf) => leaf.kind === "date");
  const [leaf] = leaves;
  const years = label.match(YEAR) ?? [];
  if (leaf === undefined || years.length === 0) return undefined;
  // `before 2020` may be written `<= 2019-12-31`: the days beside a limit count as it.
  const near = (limit: number): readonly string[] => [-1, 0, 1].map((days) => formatDay(limit + days));
  const days = daysSaid(label);
  const said = days.length > 0 ? days : years;
  const limits = leaves.flatMap((one) => one.limits.map((limit) => ({ one, days: near(limit) })));
  const isLimit = (text: string): boolean => limits.some((limit) => limit.days.some((day) => day.startsWith(text)));
  const unsaid = limits.find((limit) => !said.some((text) => limit.days.some((day) => day.startsWith(text))));
  // A label may leave out one of several dates, as long as each that it says is one of them.
  if (unsaid !== undefined && (leaves.length === 1 || !said.every(isLimit))) return mismatch(said.join(", "), unsaid.one);
  if (condition !== leaf || kind !== "inclusion" || negates(label)) return undefined;
  const [isEarlier, isLater] = [EARLIER.test(label), LATER.test(label)];
  if (isEarlier && !isLater && leaf.op.startsWith(">")) return mismatch(`before ${years.join(", ")}`, leaf);
  if (isLater && !isEarlier && leaf.op.startsWith("<")) return mismatch(`after ${years.join(", ")}`, leaf);
  return undefined;
}

/** The days that a label names, as ISO dates. */
function daysSaid(label: string): readonly string[] {
  const worded = [
    ...[...label.matchAll(DAY_FIRST)].map(([, day = "", month = "", year = ""]) => ({ day, month, year })),
    ...[...label.matchAll(MONTH_FIRST)].map(([, month = "", day = "", year = ""]) => ({ day, month, year })),
  ].map(({ day, month, year }) => {
    const number = MONTHS.indexOf(month.toLowerCase()) + 1;
    return `${year}-${String(number).padStart(2, "0")}-${day.padStart(2, "0")}`;
  });
  return [...(label.match(ISO) ?? []), ...worded].filter((date) => parseIsoDay(date) !== undefined);
}

function mismatch(said: string, { field, limit }: CompareDate): string {
  return `the label says ${said}, the condition says ${field.name} ${limitWords(limit)}`;
}
