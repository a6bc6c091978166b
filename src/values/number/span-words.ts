/** Spans of time in words: `halbes Jahr`, `un an et demi`, `三到六个月`. Anything else is left as it is. */

/** From one to twelve, by `|` the languages and forms; East Asia's figures stand apart. */
const NUMBERS = [
  "one|ein|eine|einem|einen|un|une|una|uno|um|uma|een|één|один|одна|одного|одной",
  "two|zwei|deux|dos|due|dois|duas|twee|два|две|двух",
  "three|drei|trois|tres|tre|três|drie|три|трех|трёх",
  "four|vier|quatre|cuatro|quattro|quatro|четыре|четырех|четырёх",
  "five|fünf|fuenf|cinq|cinco|cinque|vijf|пять|пяти",
  "six|sechs|seis|sei|zes|шесть|шести",
  "seven|sieben|sept|siete|sette|sete|zeven|семь|семи",
  "eight|acht|huit|ocho|otto|oito|восемь|восьми",
  "nine|neun|neuf|nueve|nove|negen|девять|девяти",
  "ten|zehn|dix|diez|dieci|dez|tien|десять|десяти",
  "eleven|elf|onze|once|undici|одиннадцать|одиннадцати",
  "twelve|zwölf|zwoelf|douze|doce|dodici|doze|twaalf|двенадцать|двенадцати",
];
const IN_WORDS: ReadonlyMap<string, number> = new Map(
  NUMBERS.flatMap((words, index) => words.split("|").map((word) => [word, index + 1] as const)),
);
const FIGURES: ReadonlyMap<string, number> = new Map(
  ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"].map((figure, index) => [figure, index + 1]),
);

/** Without one of these there is no half. Tested first, because V8 takes milliseconds to build the patterns with `\p{L}` below. */
const HALVES = /halb|half|medio|mezzo|meio|demi|пол|[½半]|1\/2/iu;
const YEAR = "(?:(?:jahre?[ns]?|years?|yrs?\\.?|ans?|années?|años?|ann[io]|anos?|jaar|года?|лет)(?![\\p{L}])|年(?!月))";
const A = "(?:(?:ein|an?|une?|uno|um|een)\\s+)?";
/** `1-1/2 years` are neither from 1 on nor half a year. */
const ALONE = "(?<![\\d½]\\s?-?\\s?)";
const HALF = new RegExp(
  `${ALONE}${A}(?:(?:halbe[sn]?|half(?: an?)?|medio|mezzo|meio|half)[\\s-]+|demie?[- ]|½\\s*|1/2\\s*|半)${YEAR}|пол[уо]?года`,
  "giu",
);
const AND_A_HALF = new RegExp(
  `(\\d{1,2})\\s*${YEAR}\\s*(?:et demie?|y medio|e mezzo|e meio|and a half|半)(?!\\p{L})|(\\d{1,2})(?:\\s*½|\\s+1/2)\\s*${YEAR}`,
  "giu",
);
const ONE_AND_A_HALF = new RegExp(
  `(?:anderthalb|eineinhalb|anderhalf|one and a half|полтора)\\s+${YEAR}|${ALONE}${A}(?:año y medio|anno e mezzo|ano e meio|an et demi|year and a half)(?!\\p{L})`,
  "giu",
);
/** `1 yr 2 mo`, `1 Jahr und 2 Monate`, `1年2个月`; tested first, too. */
const MAY_BE_BOTH = /\d\s*(?:[yajолг年]).*\d\s*(?:m|м|个|個|[ヶかカヵケ])/iu;
const MONTH =
  "(?:(?:monate?n?|mon\\.?|months?|mths?\\.?|mos?\\.?|mois|mes(?:es)?|mes[ei]|maand(?:en)?|месяц(?:а|ев)?|мес\\.?)(?![\\p{L}\\d])|(?:个|個|[ヶかカヵケ])月)";
const YEARS_AND_MONTHS = new RegExp(
  `(?<!\\p{L}|[\\d.,/½+-]\\s?)(\\d{1,3})\\s*${YEAR},?\\s*(?:(?:and|und|et|y|e|en|и)\\s+)?(\\d{1,2})\\s*${MONTH}`,
  "giu",
);
/** `6+ months`, `6 months+` */
const OR_MORE = /^(\d{1,3})(?:\s?\+\s*(?=\p{L})(.*)|\s*(\p{L}+\.?)\s?\+)$/u;
const ENGLISH_ONE = /(?<![\p{L}\d])an?(?=\s+(?:year|month|week)(?![\p{L}]))/giu;
/** The same without its ends; also tested first. */
const MAY_BE_ONE = /an?\s+(?:year|month|week)/iu;
const WORD = /(?<![\p{L}\p{M}\d])\p{L}+(?![\p{L}\p{M}])/gu;
const EAST_ASIAN =
  /(十[一二]?|[一二三四五六七八九两兩])(?=\s*(?:个月|個月|[ヶかカヵケ]月|年|周|週|[至到~-]\s*[一二三四五六七八九十两]))/gu;
/** `um 120 Tage` is not 1120 of them. */
const BESIDE_FIGURES = /#\s*\d|\d\s*#/u;
const APOSTROPHE = /(?<=(?:plus|moins|più|meno|piu) d[ie]?)['’]\s?(?=\d)/giu;

const FROM = /^(?:von|from|de|da|desde|od|от|с)\s+(?=\S+\s+(?:bis|to|à|a|до|по)\s)/iu;
const BETWEEN = /^(?:zwischen|between|entre|tra|fra|между)\s+(\S+)\s+(?:und|and|et|y|e|и)\s+(?=\S)/iu;

/** `von 3 bis 6`, `entre 3 y 6`: undefined for any other text. */
export function rangeInFigures(cell: string): string | undefined {
  const text = cell.replace(FROM, "").replace(BETWEEN, "$1 to ");
  return text === cell ? undefined : text;
}

/** The same text with figures; undefined if nothing in it is in words. */
export function spanInFigures(cell: string): string | undefined {
  if (BESIDE_FIGURES.test(cell.replace(WORD, (word) => (IN_WORDS.has(word.toLowerCase()) ? "#" : word)))) return undefined;
  const some = HALVES.test(cell) ? cell.replace(HALF, "6 mo").replace(ONE_AND_A_HALF, "18 mo") : cell;
  const figures = (MAY_BE_ONE.test(some) ? some.replace(ENGLISH_ONE, "1") : some)
    .replace(EAST_ASIAN, (figure) => String(FIGURES.get(figure) ?? 2))
    .replace(WORD, (word) => String(IN_WORDS.get(word.toLowerCase()) ?? word));
  const halves = HALVES.test(figures)
    ? figures.replace(AND_A_HALF, (_, years, others) => `${12 * Number(years ?? others) + 6} mo`)
    : figures;
  const whole = MAY_BE_BOTH.test(halves) ? halves.replace(YEARS_AND_MONTHS, inMonths) : halves;
  const bounded = whole.includes("+") ? whole.replace(OR_MORE, ">= $1 $2$3") : whole;
  const text = bounded.replace(APOSTROPHE, "e ");
  return text === cell ? undefined : text;
}

/** A year has twelve months; `1 year 14 months` is not understood. */
function inMonths(text: string, years: string, months: string): string {
  return Number(months) < 12 ? `${12 * Number(years) + Number(months)} mo` : text;
}
