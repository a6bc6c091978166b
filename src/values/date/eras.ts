/** Japanese years, which count from the first of a reign. */

/** The year before the first one, and how many there were; of the present one nobody knows. */
const ERAS: ReadonlyMap<string, { readonly before: number; readonly years: number }> = new Map([
  ["令和", { before: 2018, years: 99 }],
  ["平成", { before: 1988, years: 31 }],
  ["昭和", { before: 1925, years: 64 }],
  ["大正", { before: 1911, years: 15 }],
]);
const ERA_YEAR = /^(\p{Script=Han}{2}) ?(\d{1,2}|元)年(?=\d)/u;

/** `2025年3月12日` of `令和7年3月12日`; any other text as it is. */
export function inCommonYears(text: string): string {
  const [whole = "", name = "", written] = ERA_YEAR.exec(text) ?? [];
  const era = ERAS.get(name);
  const year = written === "元" ? 1 : Number(written);
  return era === undefined || year < 1 || year > era.years ? text : `${era.before + year}年${text.slice(whole.length)}`;
}
