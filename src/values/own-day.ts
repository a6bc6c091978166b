/** Cells that say when their value was measured: `87 (12.11.2026)`, `60 % (Echo 10/26)`, `nein, MRT 3.11.`. */
import { monthNamed } from "./date/months.js";
import { METHOD } from "./method-words.js";
import { foldWidth, unwrapCell } from "./text.js";

/** A value, and the text of its day. */
export interface DatedText {
  readonly value: string;
  /** A day, or what is no full one: `12.11.`. Undefined: it says only since when. */
  readonly day: string | undefined;
}

const YEAR = "(?:19|20)\\d{2}";
const NAME = "\\p{L}{3,10}\\.?";
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
const ON = "vom|am|stand|v\\.|le|du|au|del|el|dal|il|do|em|de|on|of|as of|dated|от|на";
const SINCE = "seit|depuis|since|desde|dal|da|с|sinds";
const HOW = `(?:(?:${METHOD})[\\s,:]*)?`;

/** In brackets nothing else can be meant. */
const IN_BRACKETS = new RegExp(`^(?<value>.*\\S)\\s*[([]\\s*${HOW}(?:(?:${ON})\\s+)?(?<day>${DAY})\\s*[)\\]]$`, "iu");
/** Behind a number a word must say that it is a day; `12 de mayo 2026` is one day. */
const BEHIND_NUMBER = new RegExp(`^(?<value>.*\\S),?\\s+${HOW}(?:${ON})\\s+(?<day>${WHOLE_DAY})$`, "iu");
/** Words cannot be taken for a part of it, nor can a year. */
const ANY_DAY = `${DAY}|${YEAR}`;
const WORD_IN_BRACKETS = new RegExp(
  `^(?<value>.*\\S)\\s*[([]\\s*${HOW}(?:(?<since>${SINCE})\\s+|(?:${ON})\\s+)?(?<day>${ANY_DAY})年?\\s*[)\\]]$`,
  "iu",
);
/** `no MRI 10/26` may say that there was none. */
const BEHIND_WORD = new RegExp(
  `^(?<value>[^\\d]*?\\S)(?:\\s*[,;:]\\s*${HOW}|\\s+)(?:(?<since>${SINCE})\\s+|(?:${ON})\\s+)?(?<day>${ANY_DAY})年?$`,
  "iu",
);
const DIGIT = /\d/;
const WORD = /\p{L}{3,}/u;
const TWO_NUMBERS = /^(\d{1,2})\/(\d{1,2})$/;
/** Longer cells are prose. */
const LONGEST = 60;

/**
 * Takes the day off the end of a cell.
 *
 * @param of what its field holds; `count` stands for whole numbers
 */
export function ownDay(text: string, of: "words" | "number" | "count"): DatedText | undefined {
  if (text.length > LONGEST || !DIGIT.test(text)) return undefined;
  const cell = foldWidth(unwrapCell(text)).replace(/，/g, ",");
  const found = (of === "words" ? [WORD_IN_BRACKETS, BEHIND_WORD] : [IN_BRACKETS, BEHIND_NUMBER])
    .map((pattern) => pattern.exec(cell)?.groups)
    .find((groups) => groups !== undefined);
  const { value, day, since } = found ?? {};
  if (value === undefined || day === undefined || !isDay(day, of === "count")) return undefined;
  // A decimal number would be unreadable here.
  return { value, day: since === undefined ? day.replace(/^(\d{4})\.(\d{1,2})$/, "$1-$2") : undefined };
}

/** Words in it are months, and `2/3` is rather a share, `55/65` a range. */
function isDay(day: string, isCount: boolean): boolean {
  const word = WORD.exec(day)?.[0];
  if (word !== undefined && monthNamed(word) === undefined) return false;
  const two = TWO_NUMBERS.exec(day);
  if (two === null) return true;
  const [low = 0, high = 0] = [Number(two[1]), Number(two[2])].sort((a, b) => a - b);
  return !isCount && low >= 1 && low <= 12 && high >= 10 && high <= 31;
}
