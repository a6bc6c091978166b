/** Words at the beginning of rows that sum up the rows above, and comments: such rows are no candidates. */
import { isLegend } from "../values/answer-legends.js";
import { foldHeading } from "../values/heading.js";
import { foldSpelling, withoutAccents } from "../values/text.js";
import { isLimitWord, isUnitWord } from "./companion-words.js";
import { groupIn, isOfPeople, sumOfGroup } from "./group-words.js";

/**
 * What the first cell of a row says. `summary`: a sum, a mean, a count; `subtotal`: the same of a group, and nobody's name; `name`: a word for one that may be somebody's name or initials,
 * too; `letters`: the same for a limit of normal, a target or a control, or its letters, which may be initials; `legend`: limits of normal, units, or the heading
 * again, and nobody's name; `control`: a control of the laboratory, or an example; `sample`: a word for one that may be a name, too; `numbered`: `QC1`, which may be an id;
 * `note`: it begins with a word such as `Legende:`, or says what digits stand for; `share`: `Q1`, `P75`, which are ids, mostly; `comment`: it begins with `#`; `hash-id`: so it does, but may be an id.
 */
export type RowLabel =
  | "summary"
  | "subtotal"
  | "name"
  | "letters"
  | "legend"
  | "control"
  | "sample"
  | "numbered"
  | "note"
  | "share"
  | "comment"
  | "hash-id";

/** Words as they are, and without their accents. */
function wordSet(...lines: readonly string[]): ReadonlySet<string> {
  const words = lines.join(" ");
  return new Set(`${words} ${withoutAccents(words)}`.split(" "));
}

/** In the languages whose headings the dictionary knows, and some more. */
const SUMMARY = wordSet(
  "total totals subtotal subtotals sum sums mean means average averages avg median medians count counts number minimum maximum overall",
  "geomean gmean std dev stdev stddev stdv variance iqr sem quartile quartiles percentile percentiles range deviation summary",
  "summe summen gesamt gesamtsumme gesamtzahl insgesamt zwischensumme mittelwert mittelwerte mittel durchschnitt anzahl",
  "standardabweichung stabw stdabw spannweite somme sommes moyenne moyennes médiane mediane effectif effectifs nombre écart ecart",
  "suma sumas media medias promedio promedios mediana medianas recuento conteo desviación desviacion desvest mínimo minimo número",
  "numero máximo maximo mín máx totale totali somma conteggio deviazione massimo soma média médias contagem desvio",
  "totaal som gemiddelde mediaan standaarddeviatie aantal итого всего сумма среднее медиана минимум максимум отклонение количество число",
  "合计 合計 总计 總計 总和 總和 小计 小計 平均 平均值 平均値 均值 均数 均數 中位数 中位數 中央値 标准差 標準差 標準偏差 标准偏差 最小值 最大值",
  "計 小計 累計 共计 共計 最小値 最大値 最小 最大 计数 計數 总数 總數 総計 総数 例数 例數 人数 人數 件数 합계 총계 평균 중앙값 표준편차 최솟값 최댓값 최소 최대",
  "mode stdabweichung standardabw stdabw rango intervalo escart ecarts variancia varianza varianz aantallen откл кол 平均数 平均數 众数 眾數 方差 四分位数",
  "średnia suma razem łącznie ogółem odchylenie liczba průměr prumer součet celkem medián odchylka počet átlag összesen összeg szórás",
  "ortalama toplam medyan sapma medelvärde summa totalt standardavvikelse gennemsnit middelværdi standardafvigelse gjennomsnitt",
  "standaardafwijking laagste hoogste minimalna maksymalna minimální maximální lukumäärä πλήθος средно sayı 數量 数量",
  "最低 最高 最低值 最高值 최저 최고 gjennomsnittlig standardavvik middelverdi keskiarvo yhteensä keskihajonta mediaani medie mediană deviația abaterea συνολο αθροισμα διαμεσος",
  "σύνολο άθροισμα διάμεσος середнє разом всього медіана сума відхилення المجموع المتوسط الإجمالي الوسيط",
  "zwischentotal schnitt snitt durchschn durchschnittswert medianwert desv prom средн средний средняя итог",
);

/** Sums of a part of the list, without hyphens. */
const SUBTOTALS = wordSet("teilergebnis gesamtergebnis soustotal soustotaux 小计 小計 소계 총합계");

/** A number behind them may be somebody's: `Site 3 number 12`. */
const ORDINALS = wordSet("number numero número nombre n");

/** The same, but also names and initials. */
const NAMES = wordSet("n max min sd se mw mv ds dp de et ø σ cv vk ci ki ic moy ort antal мин макс со ди");

/** Of normal, and of what is compared with it: the row holds limits, and nobody's values. */
const OF_NORMAL = wordSet(
  "norm norms normal normwert normwerte normalwert normalwerte normbereich referenz referenzwert referenzwerte referenzbereich reference references",
  "normalbereich normalbereiche normbereiche referenzbereiche normgrenze grenze límite sollwert sollwerte zielwert zielwerte zielbereich",
  "grenzwert grenzwerte obergrenze untergrenze cutoff threshold référence références normale normales norme normes referencia referencias referência",
  "referentiewaarde referentiewaarden referencyjna referencyjne referenční referenciaérték viitearvo viitearvot αναφοράς 참고치 참고범위 기준치 정상치",
  "referans normali normais referencyjny φυσιολογικές φυσιολογική αναφορά референтные референтный референсный 参考値 referință referensvärde",
  "referensvärden referensintervall referenceinterval referenceværdi referanseområde referanseverdi normálérték referenciatartomány normaalwaarde normaalwaarden",
  "riferimento norma норма нормы референс референсные 参考值 参考值范围 参考范围 正常值 正常值范围 正常范围 正常参考值 參考值 參考範圍 正常範圍 基準値 基準範囲 正常値 参考基準値",
);

/** Samples of the laboratory; a group of a study may be called so, too. */
const CONTROLS = wordSet(
  "control controls kontrolle kontrollen kontrollwert kontrollwerte kontrollprobe qualitätskontrolle positivkontrolle negativkontrolle leerkontrolle",
  "contrôle contrôles control controles controle controllo controlli контроль контроли 质控 質控 质控品 對照 对照 対照 コントロール 精度管理",
  "kontrol kontroll kontrola kontrolní έλεγχος 정도관리 例 예",
);

/** Nobody's, whatever their number: what instruments are set by, and rows that show how a list is filled in. */
const NOBODY = wordSet(
  "calibrator calibrators kalibrator kalibratoren calibrateur calibrador calibratore kalibratör kalibrátor калибратор 校准品 校準品 キャリブレータ leerwert blindwert",
  "example examples beispiel beispiele beispielpatient exemple exemples ejemplo ejemplos esempio esempi exemplo exemplos voorbeeld пример примеры",
  "示例 例子 範例 范例 記入例 記載例 样例 樣例 예시 przykład příklad eksempel exempel esimerkki példa παράδειγμα приклад exemplu bsp",
  "testpatient testpatientin testperson musterpatient musterpatientin musterzeile beispielzeile testzeile dummy dummypatient",
  "template vorlage modèle plantilla sjabloon szablon šablona şablon шаблон 模板 テンプレート",
);

/** What stands beside those. */
const OF_NOBODY = wordSet(
  "row line entry patient patientin zeile eintrag ligne fila línea riga rij wiersz řádek satır строка 行",
);

/** The same, but also names and arms of a study, or what stands before the number of somebody's sample. */
const SAMPLES = wordSet("muster standard sample specimen test modelo örnek wzór vzor образец 样本 樣本 サンプル 見本");

/** Before a number they are samples of the laboratory, if ids are written otherwise. */
const NUMBERED = /^(?:i?qc|eqa|standard|std|cal|blank|pool)\s?[-_.#]?\s?\d{1,2}$/;

/** What is said of a control: which it is. */
const OF_CONTROLS = wordSet(
  "level quality low high mid normal positive negative düşük yüksek niski wysoki laag hoog pos neg niedrig hoch mittel positiv negativ niveau bas haut nivel bajo alto livello basso baixo",
  "stufe de of jakości kvality calidad qualité qualità qualidade interne internal intern interno interna externe extern external",
);

/** Above or below the values, in words that mean it together: `En düşük`, `Τυπική απόκλιση`, `Ref. değer`. */
const TOGETHER: ReadonlyMap<string, RowLabel> = new Map([
  ...labelled(
    "summary",
    "τυπική απόκλιση; abatere standard; deviație standard; en düşük; en yüksek; en düşük değer; " +
      "en yüksek değer; kleinster wert; größter wert; niedrigster wert; höchster wert; станд. откл.; " +
      "ค่าเฉลี่ย; giá trị trung bình",
  ),
  ...labelled(
    "legend",
    "ref. değer; ref. değerler; ref. aralık; ref. range; ref. value; ref. values; " +
      "ref. interval; ref.-bereich; ref. bereich; ref.-wert; ref. wert; ref.bereich; " +
      "정상 범위; referenční meze; 참고 범위; giá trị tham chiếu",
  ),
]);

function labelled(label: RowLabel, words: string): readonly (readonly [string, RowLabel])[] {
  return words.split("; ").map((one) => [one, label]);
}

/** Of these the ones that may be somebody's name: `Norma`, `Norm`. */
const ALSO_NAMES = wordSet("norm norma normal norme норма");

/** With a colon after them they begin what explains a list. */
const NOTES = wordSet(
  "legend key note notes remark remarks footnote source printed legende anmerkung anmerkungen anm anm. bemerkung bemerkungen hinweis hinweise quelle",
  "erläuterung erläuterungen stand légende remarque remarques nota notas leyenda observaciones obs obs. fuente legenda fonte osservazioni",
  "observação observações bijschrift toelichting примечание примечания легенда 注 注释 注意 備註 备注 说明 說明 图例 圖例 凡例 備考 説明 注記",
);

/** Of these the ones that are nobody's name, and stand alone before a legend in other cells. */
const LEGENDS = wordSet("legend legende légende leyenda legenda легенда 图例 圖例 凡例 图注");

/** Words that may be beside those, without a meaning of their own. */
const FILLERS = wordSet(
  "st std est estd sous по знач tip arithmetisches arithmetischer aritmética aritmetica arithmétique geometrisches geométrica geometrica géométrique standardowe",
  "standart pacjentów pacientů směrodatná range ranges limit limits upper lower valeur valeurs usual usuelles valor valores valori valore cộng bình",
  "of the all no row rows patient patients subject subjects participant participants candidate candidates case cases value values",
  "grand geometric arithmetic standard std error interquartile and or der die das von alle patienten probanden werte des du la le les l d",
  "el los las di dei da do dos das type tipo tipica típica estándar estandar padrão padrao general général generale geral y e und o ou",
  "obere oberer untere unterer superior inferior superiore inferiore supérieure inférieure",
  "aralığı tartomány",
  "wartość wartości hodnota hodnoty değer değeri τιμή τιμές значения zakres",
  "pazienti pacientes значение стандартное пациентов ст откл 例 人 名 位 患者",
);

const [HASH, ZERO, NINE, SPACE, COLON, EQUALS, PERCENT] = [0x23, 0x30, 0x39, 0x20, 0x3a, 0x3d, 0x25];
/** Of `Q1` and `P75`. */
const QUANTILE_LETTERS: ReadonlySet<number> = new Set([..."PQpq"].map((letter) => letter.charCodeAt(0)));
/** Of `QC-1`. */
const LETTERS_C: ReadonlySet<number> = new Set([0x43, 0x63]);
const LONGEST = 60;
const MOST_WORDS = 8;

/** `n=5`, `N: 12` */
const COUNTED = /^n\s*[=:]\s*\d/;
/** `#12`, `# A-3`, and not `# checked by AB` */
const HASH_ID = /^#\s*[\p{L}\d]+(?:[-_./][\p{L}\d]+)*$/u;
/** `95% CI`, `95 %-KI (low)`, `CV%`, `CV (%)` */
const OF_STATISTICS = /^(?:\d{2}\s?%[\s-]*(?:ci|ki|ic|ди)(?![\p{L}\d]).*|(?:cv|vk|rsd)\s?\(?%\)?)$/u;
/** `No. of patients`, `N° pazienti`, `Nº de pacientes`: how many there are. */
const NUMBER_OF =
  /^(?:no|nr|n|nº|n°|n\.º|num|núm|№)\.?\s?(?:(?:of|der|de|di|dei|des)\s)?(?:patients|subjects|participants|cases|patienten|probanden|fälle|cas|pacientes|casos|pazienti|casi|пациентов)$/u;
/** `Q1`, `P75` */
const QUANTILE = /^(?:q[1-3]|p(?:5|10|25|50|75|90|95))$/;
/** `Trung bình`, `I alt`, `Μέσος όρος`: words that mean a sum or a mean only together. */
const PHRASES: ReadonlySet<string> = new Set([
  "trung bình",
  "trung binh",
  "tổng cộng",
  "tong cong",
  "tổng",
  "i alt",
  "μέσος όρος",
  "μεσος ορος",
  "∑",
  "x̄",
]);
/** `25%`, as statistics programs write it. */
const SHARE = /^\d{1,2}(?:[.,]\d)?\s?%$/;
/** Of normal values, targets and controls, too. */
const LETTERS = wordSet("ref vn vr qc iqc eqa soll ist ziel target blank pool");
/** So few may be initials. */
const MOST_LETTERS = 4;
const IN_LATIN = /^[a-z]+$/;
const ONE_WORD = /^[\p{L}\p{M}]+$/u;
const NO_LETTERS = /[^\p{L}\p{M}]+/u;
const BETWEEN = /[^\p{L}\p{M}\d%]+/u;
const NO_HYPHEN = /^[^-.]*$/;
const NUMBER = /^\d+\p{L}{0,2}$/u;

/** What a row's first cell that is not blank says of the row; undefined for nearly all. */
export function rowLabel(cell: string): RowLabel | undefined {
  return isPlainId(cell) ? undefined : labelOf(cell);
}

/** Most ids are of ASCII, hold a digit, and are a single word: no pattern need be tried on them. */
export function isPlainId(cell: string): boolean {
  const first = cell.charCodeAt(0);
  if (first === HASH || (QUANTILE_LETTERS.has(first) && (cell.length <= 3 || LETTERS_C.has(cell.charCodeAt(1))))) return false;
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
  if (text.startsWith("* ") || NOTES.has(text.slice(0, Math.max(0, text.indexOf(":"))).trim()) || isLegend(text)) return "note";
  if (text.length > LONGEST) return undefined;
  if (LEGENDS.has(text)) return "note";
  const together = TOGETHER.get(text);
  if (together !== undefined) return together;
  const bare = text.replace(/-/g, "");
  if (SUBTOTALS.has(bare) || isOfPeople(text) || isSummaryWord(sumOfGroup(bare))) return "subtotal";
  if (ONE_WORD.test(text)) return isSummaryWord(text) || PHRASES.has(text) ? "summary" : singleWord(text);
  if (QUANTILE.test(text)) return "share";
  if (NUMBERED.test(text)) return "numbered";
  if ([SHARE, COUNTED, OF_STATISTICS, NUMBER_OF].some((one) => one.test(text)) || PHRASES.has(text)) return "summary";
  const words = text.split(BETWEEN).filter((word) => word !== "");
  if (words.length > MOST_WORDS) return undefined;
  if (isControl(words) || isNobody(text)) return "control";
  if (words.some((word) => OF_NORMAL.has(word)) && !words.some((word) => isOther(word) && !OF_NORMAL.has(word))) return "legend";
  const isSum = isSumOf(words);
  if (isSum && !words.some(isOther)) return "summary";
  const ofGroup = groupLabel(words, isSum);
  if (isSum || ofGroup !== undefined) return ofGroup;
  const joined = words.join("");
  if (isLimitWord(joined) || isUnitWord(foldHeading(joined)) || joined === "cutoff") return "legend";
  // `Min / Max` and `SD (n)` are not names.
  if (words.length === 0 || !words.every((word) => NAMES.has(word))) return undefined;
  return words.length > 1 && NO_HYPHEN.test(text) ? "summary" : "name";
}

function isOther(word: string): boolean {
  return ![SUMMARY, NAMES, FILLERS].some((known) => known.has(word)) && !NUMBER.test(word);
}

/** Whether one of the words is a sum, and not that of somebody's number: `Patient number 3`. */
function isSumOf(words: readonly string[]): boolean {
  return words.some((word, index) => isSummaryWord(word) && !isOrdinal(words, index));
}

function isOrdinal(words: readonly string[], index: number): boolean {
  return index > 0 && ORDINALS.has(words[index] ?? "") && NUMBER.test(words[index + 1] ?? "");
}

/** `Mittelwert Station 1`, `Ward mean`, `SD Station 1`: sums of a group. Behind a group without a number its name may stand. */
function groupLabel(words: readonly string[], isSum: boolean): RowLabel | undefined {
  const group = groupIn(words);
  if (group === undefined || group.before.some(isOther)) return undefined;
  const isNamed = group.after.some(isOther);
  if (isSum || group.after.includes("ergebnis")) return group.isNumbered && !isNamed ? "subtotal" : "summary";
  const names = [...group.before, ...group.after].filter((word) => NAMES.has(word));
  if (isNamed || words.some((_, index) => isOrdinal(words, index))) return undefined;
  return names.length > 1 ? "summary" : names.length > 0 && group.isNumbered ? "name" : undefined;
}

/** `Dummy 1`, `Beispielpatient (Zeile 2)`, `Test patient` */
function isNobody(text: string): boolean {
  const words = text.split(NO_LETTERS).filter((word) => word !== "" && !OF_NOBODY.has(word));
  return words.length > 0 && (words.every((word) => NOBODY.has(word)) || NOBODY.has(text.replace(/\P{L}+/gu, "")));
}

/** `Control high`, `QC Level 2`; `Control 2` and `QC 2` may be somebody. */
function isControl(words: readonly string[]): boolean {
  const isWord = (word: string): boolean => CONTROLS.has(word) || NOBODY.has(word) || word === "qc" || word === "iqc";
  const hasNumber = words.some((word) => NUMBER.test(word));
  return (
    words.some(isWord) &&
    words.every((word) => isWord(word) || OF_CONTROLS.has(word) || NUMBER.test(word)) &&
    (!hasNumber || words.some((word) => OF_CONTROLS.has(word)))
  );
}

/** `Máx` is a maximum; `Max` may be somebody. */
function isSummaryWord(word = ""): boolean {
  return SUMMARY.has(word) && !NAMES.has(word);
}

/** What a single word says that is no sum. */
function singleWord(text: string): RowLabel | undefined {
  if (NAMES.has(text) || ALSO_NAMES.has(text)) return "name";
  if (LETTERS.has(text)) return "letters";
  if (OF_NORMAL.has(text)) return "legend";
  if (CONTROLS.has(text) || NOBODY.has(text)) return "control";
  if (SAMPLES.has(text)) return "sample";
  const isOfList = isLimitWord(text) || isUnitWord(foldHeading(text));
  return !isOfList ? undefined : text.length <= MOST_LETTERS && IN_LATIN.test(text) ? "letters" : "legend";
}
