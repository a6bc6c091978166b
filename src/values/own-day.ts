/** Cells that say when their value was measured: `87 (12.11.2026)`, `60 % (Echo 10/26)`, `nein, MRT 3.11.`. */
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
const DAY = [
  `\\d{1,2}(?<mark>[./-]) ?\\d{1,2}\\k<mark> ?(?:${YEAR}|\\d{2})`,
  `${YEAR}[./-]\\d{1,2}(?:[./-]\\d{1,2})?`,
  `\\d{1,2}[./]${YEAR}`,
  "\\d{1,2}\\. ?\\d{1,2}\\.",
  "\\d{1,2}/\\d{1,2}",
  `${YEAR}年(?:\\d{1,2}月(?:\\d{1,2}[日号])?)?`,
  "\\d{1,2}月(?:\\d{1,2}[日号])?",
  `\\d{1,2}[. ] ?${NAME} ?(?:${YEAR}|\\d{2})`,
  `${NAME} ?${YEAR}`,
].join("|");
const ON = "vom|am|stand|v\\.|le|du|au|del|el|dal|il|do|em|de|on|of|from|as of|dated|от|на";
const SINCE = "seit|depuis|since|desde|dal|da|с|sinds";
const HOW = `(?:(?:${METHOD})[\\s,:]*)?`;

/** In brackets nothing else can be meant. */
const IN_BRACKETS = new RegExp(`^(?<value>.*\\S)\\s*[([]\\s*${HOW}(?:(?:${ON})\\s+)?(?<day>${DAY})\\s*[)\\]]$`, "iu");
/** Behind a number a word must say that it is a day. */
const BEHIND_NUMBER = new RegExp(`^(?<value>.*\\S),?\\s+${HOW}(?:${ON})\\s+(?<day>${DAY})$`, "iu");
/** Words cannot be taken for a part of it, nor can a year. */
const ANY_DAY = `${DAY}|${YEAR}`;
const WORD_IN_BRACKETS = new RegExp(
  `^(?<value>.*\\S)\\s*[([]\\s*${HOW}(?:(?<since>${SINCE})\\s+|(?:${ON})\\s+)?(?<day>${ANY_DAY})年?\\s*[)\\]]$`,
  "iu",
);
const BEHIND_WORD = new RegExp(
  `^(?<value>[^\\d]*?\\S)\\s*(?:[,;:]|\\s)\\s*${HOW}(?:(?<since>${SINCE})\\s+|(?:${ON})\\s+)?(?<day>${ANY_DAY})年?$`,
  "iu",
);
const DIGIT = /\d/;
/** Longer cells are prose. */
const LONGEST = 60;

/**
 * Takes the day off the end of a cell.
 *
 * @param isNumber of a field of numbers
 */
export function ownDay(text: string, isNumber: boolean): DatedText | undefined {
  if (text.length > LONGEST || !DIGIT.test(text)) return undefined;
  const cell = foldWidth(unwrapCell(text)).replace(/，/g, ",");
  const found = (isNumber ? [IN_BRACKETS, BEHIND_NUMBER] : [WORD_IN_BRACKETS, BEHIND_WORD])
    .map((pattern) => pattern.exec(cell)?.groups)
    .find((groups) => groups !== undefined);
  const { value, day, since } = found ?? {};
  if (value === undefined || day === undefined) return undefined;
  // A decimal number would be unreadable here.
  return { value, day: since === undefined ? day.replace(/^(\d{4})\.(\d{1,2})$/, "$1-$2") : undefined };
}
