/** Words at the beginning of rows that sum up the rows above, and comments: such rows are no candidates. */
import { foldSpelling } from "../values/text.js";

/**
 * What the first cell of a row says. `summary`: a sum, a mean, a count; `name`: a word for one that may be somebody's name or initials,
 * too; `comment`: it begins with `#`; `hash-id`: so it does, but may be an id.
 */
export type RowLabel = "summary" | "name" | "comment" | "hash-id";

function wordSet(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.join(" ").split(" "));
}

/** In the languages whose headings the dictionary knows, and some more. */
const SUMMARY = wordSet(
  "total totals subtotal subtotals sum sums mean means average averages avg median medians count counts number minimum maximum overall",
  "std dev stdev stddev stdv variance iqr sem quartile quartiles percentile percentiles range deviation summary",
  "summe summen gesamt gesamtsumme gesamtzahl insgesamt zwischensumme mittelwert mittelwerte mittel durchschnitt anzahl",
  "standardabweichung stabw stdabw spannweite somme sommes moyenne moyennes médiane mediane effectif effectifs nombre écart ecart",
  "suma sumas media medias promedio promedios mediana medianas recuento conteo desviación desviacion desvest mínimo minimo número",
  "numero máximo maximo mín máx totale totali somma conteggio deviazione massimo soma média médias contagem desvio",
  "totaal som gemiddelde mediaan standaarddeviatie aantal итого всего сумма среднее медиана минимум максимум отклонение количество число",
  "合计 合計 总计 總計 总和 總和 小计 小計 平均 平均值 平均値 均值 均数 均數 中位数 中位數 中央値 标准差 標準差 標準偏差 标准偏差 最小值 最大值",
  "計 小計 累計 共计 共計 最小値 最大値 最小 最大 计数 計數 总数 總數 総計 総数 例数 例數 人数 人數 件数 합계 총계 평균 중앙값 표준편차 최솟값 최댓값 최소 최대",
);

/** The same, but also names and initials. */
const NAMES = wordSet("n max min sd se mw ds dp de et ø мин макс");

/** What stands beside those and says nothing of its own. */
const FILLERS = wordSet(
  "of the all no row rows patient patients subject subjects participant participants candidate candidates case cases value values",
  "grand geometric arithmetic standard std error interquartile and or der die das von alle patienten probanden werte des du la le les l d",
  "el los las di dei da do dos das type tipo tipica típica estándar estandar padrão padrao general général generale geral y e und o ou",
  "pazienti pacientes значение стандартное пациентов ст откл 例 人 名 位 患者",
);

const [HASH, ZERO, NINE, SPACE, COLON, EQUALS, PERCENT] = [0x23, 0x30, 0x39, 0x20, 0x3a, 0x3d, 0x25];
const LONGEST = 60;
const MOST_WORDS = 8;

/** `n=5`, `N: 12` */
const COUNTED = /^n\s*[=:]\s*\d/;
/** `#12`, `# A-3`, and not `# checked by AB` */
const HASH_ID = /^#\s*[\p{L}\d]+(?:[-_./][\p{L}\d]+)*$/u;
/** `25%`, as statistics programs write it. */
const SHARE = /^\d{1,2}(?:[.,]\d)?\s?%$/;
const ONE_WORD = /^[\p{L}\p{M}]+$/u;
const BETWEEN = /[^\p{L}\p{M}\d%]+/u;
const NO_HYPHEN = /^[^-.]*$/;
const NUMBER = /^\d+\p{L}?$/u;

/** What a row's first cell that is not blank says of the row; undefined for nearly all. */
export function rowLabel(cell: string): RowLabel | undefined {
  return isPlainId(cell) ? undefined : labelOf(cell);
}

/** Most ids are of ASCII, hold a digit, and are a single word: no pattern need be tried on them. */
export function isPlainId(cell: string): boolean {
  if (cell.charCodeAt(0) === HASH) return false;
  let hasDigit = false;
  for (let at = 0; at < cell.length; at++) {
    const code = cell.charCodeAt(at);
    if (code >= ZERO && code <= NINE) hasDigit = true;
    else if (code === SPACE || code === COLON || code === EQUALS || code === PERCENT || code >= 0x80) return false;
  }
  return hasDigit;
}

function labelOf(cell: string): RowLabel | undefined {
  const text = foldSpelling(cell);
  if (text.startsWith("#")) return HASH_ID.test(text) && /\d/.test(text) ? "hash-id" : "comment";
  if (text.length > LONGEST) return undefined;
  if (ONE_WORD.test(text)) return SUMMARY.has(text) ? "summary" : NAMES.has(text) ? "name" : undefined;
  if (SHARE.test(text) || COUNTED.test(text)) return "summary";
  const words = text.split(BETWEEN).filter((word) => word !== "");
  if (words.length > MOST_WORDS) return undefined;
  const isSummary = words.some((word) => SUMMARY.has(word));
  const isOther = (word: string): boolean => ![SUMMARY, NAMES, FILLERS].some((known) => known.has(word)) && !NUMBER.test(word);
  if (isSummary) return words.some(isOther) ? undefined : "summary";
  // `Min / Max` and `SD (n)` are nobody's name.
  if (words.length === 0 || !words.every((word) => NAMES.has(word))) return undefined;
  return words.length > 1 && NO_HYPHEN.test(text) ? "summary" : "name";
}
