/** Cells that say when their value was measured: `87 (12.11.2026)`, `60 % (Echo 10/26)`, `nein, MRT 3.11.`. */
import { monthNamed } from "./date/months.js";
import { dayBehindMethod } from "./method-words.js";
import { foldWidth, unwrapCell } from "./text.js";

/** A value, and the text of its day. */
export interface DatedText {
  readonly value: string;
  /** A day, perhaps incomplete: `12.11.`. Undefined: the cell says only since when, or that it is from today. */
  readonly day: string | undefined;
}

const YEAR = "(?:19|20)\\d{2}";
const NAME = "\\p{L}{3,10}\\.?";
/** The day is unknown. */
const TODAY =
  "heute|jetzt|aktuell|akt\\.|derzeit|gestern|aujourd['’]hui|auj\\.?|ce jour|ce matin|actuel|actuelle|actuellement|hier|today|now|current|currently|" +
  "yesterday|hoy|ahora|actual|actualmente|ayer|oggi|attuale|attualmente|ieri|hoje|agora|atual|atualmente|ontem|сегодня|сейчас|вчера|" +
  "今日|今天|今晨|目前|当前|當前|现在|現在|本日|昨日|昨天";
const WHOLE_DAY = [
  `\\d{1,2}(?<mark>[./-]) ?\\d{1,2}\\k<mark> ?(?:${YEAR}|\\d{2})`,
  `${YEAR}[./-]\\d{1,2}[./-]\\d{1,2}`,
  "\\d{1,2}\\. ?\\d{1,2}\\.",
  `(?:${YEAR}年)?\\d{1,2}月\\d{1,2}[日号]`,
  `\\d{1,2}[. ] ?${NAME} ?(?:${YEAR}|\\d{2})`,
].join("|");
const DAY = [
  WHOLE_DAY,
  `${YEAR}[./-]\\d{1,2}`,
  `\\d{1,2}[./]${YEAR}`,
  "\\d{1,2}/\\d{1,2}",
  `${YEAR}年(?:\\d{1,2}月)?`,
  "\\d{1,2}月",
  `${NAME} ?${YEAR}`,
].join("|");
const ON = "vom|am|stand|v\\.|le|du|del|el|dal|il|do|em|de|on|of|as of|dated|от|на";
const SINCE = "seit|depuis|since|desde|dal|da|с|sinds";

// Texts are in lower case: V8 takes twenty times as long to build a pattern with `\p{L}` that ignores case.
const NUMBER_DAY = new RegExp(`^(?:(?:${ON}|au)\\s+)?(?<day>${DAY}|${NAME}(?: ?\\d{2})?)$`, "u");
/** Words cannot be taken for a part of it, nor can a year. */
const WORD_DAY = new RegExp(`^(?:(?<since>${SINCE})\\s+|(?:${ON}|au)\\s+)?(?<day>${DAY}|${YEAR})年?$`, "u");
/** After a number, a word must show that a day follows; `12 de mayo 2026` is one day, and so is `12 del 5/26`. */
const BEHIND_NUMBER = new RegExp(
  `^(?<value>.*\\S)\\s+(?:(?:${ON})\\s+(?=(?:${WHOLE_DAY})$)|(?:vom|am|le|em|on)\\s+(?=\\d{1,2}/\\d{1,2}$)|(?=${YEAR}[./-]\\d{1,2}[./-]\\d{1,2}$))(?<day>.*)$`,
  "u",
);
/** What is no day of a month is no part of one, nor of days such as `3 au 12/11`. */
const OF_THE = new RegExp(
  `^(?<value>\\D*(?:3[2-9]|[4-9]\\d|\\d{3,}|\\d+[.,]\\d+))\\s+(?:(?:du|del|do|au)\\s+(?=\\d{1,2}/\\d{1,2}$)|au\\s+(?=(?:${WHOLE_DAY})$))(?<day>.*)$`,
  "u",
);
const WORD_OR_COLON = /[:\p{L}]/u;
const OF_TODAY = new RegExp(`^(?:${TODAY})(?:\\s*[:=,]\\s*|\\s+|(?<=\\p{Script=Han}))(?<number>[<>≤≥]?\\s*\\d.*)$`, "u");
const TODAY_BEHIND = new RegExp(`^(?<value>.*\\S)(?:\\s*[([]\\s*(?:${TODAY})\\s*[)\\]]|,?\\s+(?:${TODAY}))$`, "u");
/** `11月3日：80`, `12.11.26: 80`: without a colon a point may be one of the number. */
const DAY_IN_FRONT = new RegExp(`^(?<day>${WHOLE_DAY})(?:\\s*:\\s*|(?<=[日号])\\s*)(?<number>[<>≤≥]?\\s*\\d.*)$`, "u");
/** In brackets nothing else can be meant. */
const IN_BRACKETS = /^(?<value>.*\S)\s*[([]\s*(?<inside>[^()[\]]*?)\s*[)\]]$/u;
const WORDS = /^\D*\S$/u;
const ENDS_OF_WORDS = /\s*([,;:])\s*|\s+/g;
const DIGIT = /\d/;
const WORD = /\p{L}{3,}/u;
const TWO_NUMBERS = /^(\d{1,2})\/(\d{1,2})$/;
/** Longer cells are prose. */
const LONGEST = 60;

/**
 * Takes the day off the end of a cell.
 *
 * @param of the type of its field; `count` means whole numbers
 */
export function ownDay(text: string, of: "words" | "number" | "count"): DatedText | undefined {
  if (text.length > LONGEST || !DIGIT.test(text)) return undefined;
  // `İ` alone is longer in lower case.
  const cell = foldWidth(unwrapCell(text)).replace(/，/g, ",").replace(/İ/g, "I");
  const folded = cell.toLowerCase();
  const found =
    inBrackets(folded, of) ?? (of === "words" ? behindWord(folded) : partsOf(BEHIND_NUMBER.exec(folded) ?? OF_THE.exec(folded)));
  if (found === undefined || !isDay(found.day, of === "count")) return of === "words" ? undefined : besideToday(cell, folded);
  // A decimal number would be unreadable here.
  const day = found.isSince ? undefined : found.day.replace(/^(\d{4})\.(\d{1,2})$/, "$1-$2");
  return { value: cell.slice(0, found.value.length), day };
}

/** A number of today, or with its day in front. */
function besideToday(cell: string, folded: string): DatedText | undefined {
  if (!WORD_OR_COLON.test(folded)) return undefined;
  const { day, number } = (OF_TODAY.exec(folded) ?? DAY_IN_FRONT.exec(folded))?.groups ?? {};
  if (number !== undefined && (day === undefined || isDay(day, false))) return { value: cell.slice(-number.length), day };
  const value = TODAY_BEHIND.exec(folded)?.groups?.["value"];
  return value === undefined ? undefined : { value: cell.slice(0, value.length), day: undefined };
}

interface Parts {
  readonly value: string;
  readonly day: string;
  readonly isSince: boolean;
}

function partsOf(match: RegExpExecArray | null, value = match?.groups?.["value"]): Parts | undefined {
  const { day, since } = match?.groups ?? {};
  return value === undefined || day === undefined ? undefined : { value, day, isSince: since !== undefined };
}

function inBrackets(folded: string, of: "words" | "number" | "count"): Parts | undefined {
  const { value, inside } = IN_BRACKETS.exec(folded)?.groups ?? {};
  if (inside === undefined) return undefined;
  const pattern = of === "words" ? WORD_DAY : NUMBER_DAY;
  return partsOf(pattern.exec(dayBehindMethod(inside) ?? inside), value);
}

/** `no MRI 10/26` may say that there was none: a method stands after a mark only. */
function behindWord(folded: string): Parts | undefined {
  for (const { index, 0: end, 1: mark } of folded.matchAll(ENDS_OF_WORDS)) {
    const [value, rest] = [folded.slice(0, index), folded.slice(index + end.length)];
    if (!WORDS.test(value)) continue;
    const day = mark === undefined ? rest : (dayBehindMethod(rest) ?? rest);
    const found = partsOf(WORD_DAY.exec(day), value);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Words in it are months; `2/3` is more likely a share, and `55/65` a range. */
function isDay(day: string, isCount: boolean): boolean {
  const word = WORD.exec(day)?.[0];
  if (word !== undefined && monthNamed(word) === undefined) return false;
  const two = TWO_NUMBERS.exec(day);
  if (two === null) return true;
  const [low = 0, high = 0] = [Number(two[1]), Number(two[2])].sort((a, b) => a - b);
  return !isCount && low >= 1 && low <= 12 && high >= 10 && high <= 31;
}
