/** What number formats turn the numbers into that they show: dates, percentages, units, words. */
import { dateCell, doubtCell, numberCell, shownNumberCell, UNCLEAR_UNIT, wordCell } from "../../values/typed-cell.js";
import { BUILT_IN, SHOWN_BY_LOCALE } from "./built-in-formats.js";
import { type DateParts, type Section, sectionsOf } from "./format-sections.js";
import { decimalShift, isNegative, isZero } from "./number-text.js";
import { type DateSystem, dayOf, timeOf } from "./serial-date.js";

/** A number format. */
export interface NumberFormat {
  /** The cell of a number that is written as JSON has it. */
  readonly cell: (number: string, system: DateSystem) => string;
  /** The cell of a date that is written as one, with or without a time. */
  readonly dated: (iso: string) => string;
  /** Whether a text is shown as it is. */
  readonly showsText: boolean;
  /** Decimals that are shown; undefined: as many as there are. */
  readonly decimals: number | undefined;
  /** Whether numbers mean just what is stored. */
  readonly isPlain: boolean;
}

/** The format of a code, or of a built-in id where nothing overrides it. */
export function numberFormat(id: number, code: string | undefined): NumberFormat {
  if (code === undefined && SHOWN_BY_LOCALE.has(id)) return BY_LOCALE;
  return formatOf((code ?? BUILT_IN.get(id)) || "General");
}

/** In some countries these show the year, in others not; the file does not tell. */
const BY_LOCALE: NumberFormat = {
  cell: (number) => doubtCell("no-year", number),
  dated: (iso) => doubtCell("no-year", iso),
  showsText: true,
  decimals: undefined,
  isPlain: false,
};

function formatOf(code: string): NumberFormat {
  const sections = sectionsOf(code);
  const [only] = sections;
  const isOne = sections.length === 1 && only !== undefined && only.condition === undefined;
  const isBare =
    isOne &&
    (only.digits || only.isGeneral || only.isText) &&
    only.percents === 0 &&
    !only.isScaled &&
    !only.isMixed &&
    !only.isOptional &&
    only.date === undefined;
  const isPlain = isBare && (only.before + only.behind).trim() === "" && !isZeroFilled(only.pattern);
  const text = sections.length >= 4 ? sections[3] : sections.find((one) => one.isText);
  const shown = sections.find((one) => one.digits || one.isGeneral);
  return {
    cell: isPlain ? numberCell : (number, system) => cellOf(number, sectionFor(number, sections), system),
    dated: (iso) => dated(iso, sections.find(({ date }) => date !== undefined)?.date),
    showsText: text === undefined || (text.isText && (text.before + text.behind).trim() === ""),
    decimals: shown === undefined || shown.isGeneral || shown.percents > 0 ? undefined : shown.decimals,
    isPlain,
  };
}

/** The section that shows a number, and whether it is one for negative numbers alone, which shows no minus of its own. */
function sectionFor(
  number: string,
  sections: readonly Section[],
): { readonly section: Section | undefined; readonly hidesSign: boolean } {
  const value = Number(number);
  const numeric = sections.slice(0, 3);
  if (numeric.some(({ condition }) => condition !== undefined)) {
    const found = numeric.find(({ condition }) => condition !== undefined && holds(condition.op, value, condition.value));
    return {
      section: found ?? numeric.find(({ condition }) => condition === undefined),
      hidesSign: found !== undefined && value < 0,
    };
  }
  const at = value < 0 && numeric.length > 1 ? 1 : value === 0 && numeric.length > 2 ? 2 : 0;
  return { section: numeric[at], hidesSign: at === 1 };
}

function holds(op: string, value: number, limit: number): boolean {
  switch (op) {
    case "<":
      return value < limit;
    case "<=":
      return value <= limit;
    case ">":
      return value > limit;
    case ">=":
      return value >= limit;
    case "=":
      return value === limit;
    default:
      return value !== limit;
  }
}

function cellOf(number: string, { section, hidesSign }: ReturnType<typeof sectionFor>, system: DateSystem): string {
  if (section === undefined) return doubtCell("hidden", number);
  if (section.date !== undefined) return dateOf(number, section.date, system);
  const { digits, isGeneral, isText, before, behind } = section;
  if (!digits && !isGeneral && !isText) return wordOf(number, before, section.percents);
  if (section.isOptional && isShownAsZero(number, section)) return doubtCell("hidden", number);
  if (section.isScaled || section.percents > 1) return doubtCell("scaled", number);
  const sign = hidesSign && isNegative(number) ? withoutSign(before, behind) : { before: before.trim(), behind: behind.trim() };
  if (sign === undefined) return doubtCell("sign", number);
  const shown = shownInteger(number, section);
  if (section.isMixed) return shown === undefined ? doubtCell("words", number) : shownNumberCell(number, "", UNCLEAR_UNIT, shown);
  const prefix = sign.before.replace(/^\+$/, "");
  const comparator = COMPARATORS.get(prefix);
  if (prefix !== "" && comparator === undefined)
    return shown === undefined ? doubtCell("words", number) : shownNumberCell(number, "", UNCLEAR_UNIT, shown);
  if (section.percents === 1) {
    if (prefix !== "" || sign.behind !== "") return doubtCell("words", number);
    const percent = decimalShift(number, 2);
    return shownNumberCell(percent, "", "%", `${percent} %`);
  }
  if (comparator === undefined && sign.behind === "" && shown === undefined) return numberCell(number);
  const text = shown ?? `${before}${number}${behind}`.trim();
  return shownNumberCell(number, comparator ?? "", sign.behind, text);
}

/** The cell holds 5 and shows `<5`: both are possible. */
const COMPARATORS: ReadonlyMap<string, string> = new Map([
  ["<", "<="],
  ["<=", "<="],
  ["≤", "<="],
  [">", ">="],
  [">=", ">="],
  ["≥", ">="],
]);

/** What stands around a negative number, without what says that it is one; undefined if nothing says so. */
function withoutSign(before: string, behind: string): { readonly before: string; readonly behind: string } | undefined {
  const start = before.trim();
  const end = behind.trim();
  if (start.startsWith("(") && end.endsWith(")")) return { before: start.slice(1).trim(), behind: end.slice(0, -1).trim() };
  if (/^[-\u2212]/.test(start)) return { before: start.slice(1).trim(), behind: end };
  return end.endsWith("-") ? { before: start, behind: end.slice(0, -1).trim() } : undefined;
}

/** Whether no digit is left of a number once it is rounded. */
function isShownAsZero(number: string, { percents, decimals }: Section): boolean {
  return Math.abs(Number(number)) * 100 ** percents < 0.5 * 10 ** -decimals;
}

function wordOf(number: string, before: string, percents: number): string {
  const word = before.trim();
  if (word === "") return doubtCell("hidden", number);
  // Accounting formats, which fill the cell up, show a dash for nothing; elsewhere somebody meant something by it.
  if (/^[-\u2013\u2014]$/.test(word) && word !== before && isZero(number)) return numberCell(number);
  return percents > 0 ? doubtCell("words", number) : wordCell(number, word);
}

/** Whether whole numbers are filled up with zeros: `00000`. */
function isZeroFilled(pattern: Section["pattern"]): boolean {
  return (pattern ?? []).filter((one) => one.kind === "digit" && one.text === "0").length > 1;
}

/** A whole number as a format without marks shows it: `00012`, `P-007`; undefined if the format says no more than the number. */
function shownInteger(number: string, { pattern }: Section): string | undefined {
  if (pattern === undefined || !/^-?\d+$/.test(number)) return undefined;
  const isLiteral = pattern.some((one) => one.kind === "literal" && !/^[\s+()-]*$/.test(one.text));
  if (!isLiteral && !isZeroFilled(pattern)) return undefined;
  let rest = number.replace("-", "");
  let places = pattern.filter(({ kind }) => kind === "digit").length;
  let shown = "";
  for (const token of [...pattern].reverse()) {
    if (token.kind === "literal") shown = token.text + shown;
    if (token.kind !== "digit") continue;
    places -= 1;
    const taken = places === 0 ? rest : rest.slice(-1);
    rest = places === 0 ? "" : rest.slice(0, -1);
    shown = (taken === "" && token.text === "0" ? "0" : taken) + shown;
  }
  return `${isNegative(number) ? "-" : ""}${shown.trim()}`;
}

function dateOf(number: string, parts: DateParts, system: DateSystem): string {
  const day = dayOf(number, system);
  if (parts.elapsed || (!parts.year && !parts.month && !parts.day)) return doubtCell("time", number);
  if (day === undefined) return doubtCell("no-day", number);
  const time = timeOf(number);
  // Half a second before midnight programs show the next day.
  return time === undefined ? doubtCell("no-day", number) : dated(`${day}${time === "" ? "" : `T${time}`}`, parts);
}

/** What a format shows of a day: a hidden day or month is not known, and without a year nothing is. */
function dated(iso: string, parts: DateParts | undefined): string {
  if (!/^\d{4}-/.test(iso)) return doubtCell("time", iso);
  if (parts === undefined || (parts.year && parts.month && parts.day)) return dateCell(iso);
  if (parts.year && parts.month) return dateCell(iso.slice(0, 7));
  if (parts.year && !parts.day) return dateCell(iso.slice(0, 4));
  return doubtCell(parts.year || parts.month || parts.day ? "no-year" : "time", iso);
}
