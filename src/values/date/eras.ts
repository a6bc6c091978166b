/** Years counted from the start of a reign (Japan) or of the republic (Taiwan). */

interface Era {
  /** The year before the first one. */
  readonly before: number;
  /** How many years it had; undefined for the present one. */
  readonly years: number;
}

const ERAS: ReadonlyMap<string, Era> = new Map([
  ["令和", { before: 2018, years: 99 }],
  ["平成", { before: 1988, years: 31 }],
  ["昭和", { before: 1925, years: 64 }],
  ["大正", { before: 1911, years: 15 }],
  ["民國", { before: 1911, years: 999 }],
  ["民国", { before: 1911, years: 999 }],
]);
const ERA_YEAR = /^(\p{Script=Han}{2}) ?(\d{1,3}|元)年(?=\d|$)/u;
/** `R7.3.12`. A letter and fewer numbers may be anything. */
const LETTER_YEAR = /^([rhst]) ?(\d{1,2})(?=([-/.])\d{1,2}\3\d{1,2}$)/i;
const LETTERS: ReadonlyMap<string, string> = new Map([
  ["r", "令和"],
  ["h", "平成"],
  ["s", "昭和"],
  ["t", "大正"],
]);

/** `2025年3月12日` of `令和7年3月12日`, `2025.3.12` of `R7.3.12`; any other text as it is. */
export function inCommonYears(text: string): string {
  const [whole = "", name = "", written] = ERA_YEAR.exec(text) ?? [];
  const year = commonYear(name, written === "元" ? 1 : Number(written));
  if (year !== undefined) return `${year}年${text.slice(whole.length)}`;
  const [begin = "", letter = "", digits] = LETTER_YEAR.exec(text) ?? [];
  const other = commonYear(LETTERS.get(letter.toLowerCase()) ?? "", Number(digits));
  return other === undefined ? text : `${other}${text.slice(begin.length)}`;
}

function commonYear(name: string, year: number): number | undefined {
  const era = ERAS.get(name);
  return era === undefined || !(year >= 1 && year <= era.years) ? undefined : era.before + year;
}
