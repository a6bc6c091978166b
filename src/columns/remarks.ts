/** Remarks beside a value that take it back: `hemolysed`, `Probe verwechselt`, `ungültig`. */

import type { NumberField } from "../language/model.js";
import { foldHeading } from "../values/heading.js";
import { memo, once } from "../values/memo.js";
import { missingWord } from "../values/missing.js";
import { pattern } from "../values/pattern.js";
import { foldSpelling, withoutAccents } from "../values/text.js";
import { namesOf } from "./heading.js";
import { unitSplits } from "./unit-splits.js";

/** Folded when a list is looked at, and not when the program starts; the longest first: `remarks` begins with `remark`. */
const folded = (...lines: readonly string[]): (() => ReadonlySet<string>) =>
  once(
    () =>
      new Set(
        lines
          .join(" ")
          .split(" ")
          .map(foldHeading)
          .sort((a, b) => b.length - a.length),
      ),
  );

/** Headings of columns that hold remarks, alone or around the name of what they are on. */
const REMARKS = folded(
  "remark remarks comment comments note notes bemerkung bemerkungen kommentar kommentare anmerkung anmerkungen hinweis hinweise remarque remarques",
  "commentaire commentaires observación observaciones comentario comentarios observação observações comentário osservazione osservazioni commento nota",
  "opmerking opmerkingen uwaga uwagi komentarz poznámka poznámky komentář megjegyzés açıklama anmärkning bemærkning merknad huomautus",
  "notlar yorum yorumlar komentarze observații примітка примітки kommentti kommentit noter 附注 メモ",
  "примечание примечания комментарий σχόλια παρατηρήσεις 备注 備註 注释 说明 備考 コメント 비고",
);
/** Headings of remarks that name no field: they are about everything measured in a sample. */
const WHOLES = folded(
  "lab labor labs laboratory labo laboratoire laboratorio sample specimen probe proben blut blutbild blood échantillon 检验 标本 visit visite visita besuch general allgemein allgemeine",
);
/** Words for remarks on one field: elsewhere they may be about anything. */
const OF_ONE = folded("flag flags quality qualität qualité calidad status validity validität check qc info");

/** What is left of a heading without a word for remarks at one of its ends; undefined if there is none. */
function withoutWord(text: string, words: ReadonlySet<string>): string | undefined {
  for (const word of words) {
    if (text.endsWith(word)) return text.slice(0, -word.length);
    if (text.startsWith(word)) return text.slice(word.length);
  }
  return undefined;
}

/** What the remarks in a column are about: everything (`""`), or the named thing; undefined if it holds no remarks. */
const subjectIn = memo(1000, String, (heading: string): string | undefined => {
  const text = foldHeading(heading);
  // In Turkish: at an end of other words it is none.
  if (text === "not") return "";
  const subject = withoutWord(text, REMARKS());
  if (subject !== undefined) return isOfAll(subject) ? "" : subject;
  const one = withoutWord(text, OF_ONE()) || undefined;
  return one !== undefined && isOfAll(one) && !text.includes("flag") ? "" : one;
});

/** `sample`, `labs.sample` */
function isOfAll(subject: string): boolean {
  return subject === "" || [...WHOLES()].some((word) => subject.startsWith(word) && isOfAll(subject.slice(word.length)));
}

/** Whether a column holds remarks on all that was measured in a sample. */
export function isOnSample(heading: string): boolean {
  return subjectIn(heading) === "";
}

/** Whether a column holds remarks on the values of a field, or of the column with that heading. */
export function isOnField(heading: string, field: NumberField, ofValue = field.label): boolean {
  const subject = subjectIn(heading);
  if (subject === undefined || subject === "") return false;
  return (
    [...namesOf(field), ofValue].some((name) => foldHeading(name) === subject) ||
    unitSplits(ofValue).some(({ base }) => base === subject)
  );
}

/** Whether a field is measured in a sample, as far as its unit tells. */
function isOfSample({ kinds }: NumberField): boolean {
  return kinds.some((kind) => /concentration|content|osmol|inr$/.test(kind));
}

/** Whether remarks under a heading may take back the values of a field, in the column with the other heading. */
export function areRemarksOn(heading: string, field: NumberField, ofValue: string): boolean {
  return isOnField(heading, field, ofValue) || (isOfSample(field) && isOnSample(heading));
}

/** Whether a remark about everything takes back a field's value: a wrong address does not. */
export function isHit(what: TakenBack, field: NumberField, remark: string): boolean {
  if (what === "platelets") return namesOf(field).some((name) => /^(?:platelets|plt)$/i.test(name));
  return what === "value" ? isOnMeasurement(remark) : what === "sample" && isOfSample(field);
}

/** What is wrong with a sample; and with a value, of whatever. */
const OF_SAMPLE = pattern("u")`
  \b(?:h[ae]{0,2}moly(?:tisch|tisk|tick|tic\b|sed|zed|seret|siert)|hemoliza|emolizzat|hemolizli|zhemoliz|gehemolys|hemolyzovan
    |lip[ae]{1,2}mi(?:c|sch|que|co|ca)
    |geronnen|gerinnsel|clot(?:s|ted)?\b|coagul(?:ee?|ad[oa]|at[oa])s?\b|skrzep|srazen|p[iı]ht[iı]|stolsel|gestold)
  |(?:probe|sample|specimen|blut|serum|tube|roe?hrchen|echantillon|prelevement|muestra|amostra|campione|monster|probka|vzorek|numune)\w*,?[ ]
    (?:h[ae]{0,2}moly|kontamin|contamin|verwechs|vertausch|insufficient)
  |гемолиз|липем|сгуст
  |αιμ[οό]λυ
  |溶血|脂血|乳び|凝血块|凝块|凝固
  |용혈
`;
const OF_VALUE = pattern("u")`
  \b(?:verwechs\w*|vertauscht\w*|mix-?\s?up|mixed up|mislabell?ed // it is another's
    |wrong|incorrect|erroneous|inaccurate|falsch(?:e[rsnm]?)?(?!\s?-?(?:neg|pos))|fehlerhaft\w*|(?:mess|labor|analyse)fehler|fehlmessung
    |(?:lab|laboratory|measurement|analytical) error
    |ungue?ltig\w*|invalid\w?|not valid|nicht valide?|non valid[eo]|no valid[oa]|nao valid[oa]
    |(?:an)?other patient\w*|andere[rnm]? patient\w*|autre patient\w*|otr[oa] paciente|altr[oa] paziente|outr[oa] paciente
    |not plausible|nicht plausibel|unplausib\w*|implausib\w*|non plausible
    |unreliable|not reliable|unzuverlae?ssig\w*
    |unbrauchbar\w*|unusable|nicht (?:verwertbar|auswertbar|verwendbar|verwenden)|do not use|not usable|inutilisable|ininterpretable|no utilizable
    |verworfen
    |errone[eoa]?s?|equivocad[oa]|sbagliat[oa] // French, Spanish, Italian
    |fout|foutief|b[lł][aą]d|chyba|ongeldig|niewazn\w*|b[lł]edn\w*|pomylon\w*|neplatn\w*|chybn\w*|zamenen\w* // Dutch, Polish, Czech
    |gecersiz|hatali|karisti\w*)\b // Turkish
  |недействит
  |λ[αά]θος
  |ошиб|перепут|неверн
  |无效|無效|错误|錯誤|無効|誤り|取り違|检体错
  |무효|오류
`;
/** What such a remark is about, if its column does not say it. */
const MEASUREMENT = pattern("u")`
  prob[ek]|sample|specimen|blut|blood|serum|plasma|lab(?:or|s?\b)
  |wert|value|valeur|valor|result|ergebnis|risultat
  |mess|measure|medici[oó]n|misur|mesure
  |tube|roe?hrchen|muestra|amostra|campion|echantillon|prelevement|abnahme
  |analy|analis|wynik|vysled|sonuc|numune
  |анализ|проб|результат
  |标本|樣本|样本|血|检|檢|検|值|値|结果|結果
  |검체|검사
  |(?:wrong|falsche[rn]?|mauvais|equivocado|sbagliato) pa[tc]ien
  |(?:patient|paciente|paziente)\w* (?:verwechselt|vertauscht|mix|confund|scambiat)
`;
/** Of platelets alone. */
const CLUMPS = /(?:aggregate[ns]?|agregats|agregados|aggregati|verklumpt|agglutiniert|clumps?|clumped|clumping)\b|凝集/u;
/** `not hemolysed`, `keine Gerinnsel`, `no visible clots`, `Hämolyse: negativ`; and diseases. */
const DENIED = pattern("gu")`
  \b(?:not|no|non|nicht|keine?r?|ohne|without|pas(?: de)?|sans|sin|senza|sem|bez|nie|geen|niet|ikke|inte) (?:\p{L}+ )?\p{L}*
    (?:h[ae]{0,2}mol|lip[ae]{1,2}mi|geronnen|gerinnsel|clot|coagul|aggreg|clump|verklumpt
      |wrong|falsch|incorrect|error|fehler|verwechs|vertausch|errone)\p{L}*
  |(?:无|無|未|没有|нет |без )(?:溶血|脂血|凝|错误|гемолиз|липем|сгуст|ошиб)\p{L}*
  |\p{L}*(?:tische?|tic|tique|ica|溶血性)\s?(?:an[ae]{1,2}mi\p{L}*|贫血|貧血) // a disease
`;

/** Whether a remark that calls something wrong is about a measurement, or says nothing else: `ungültig`. */
const isOnMeasurement = memo(2000, String, (remark: string): boolean => {
  const text = withoutAccents(foldSpelling(remark));
  return MEASUREMENT.test(text) || !/[\p{L}\d]/u.test(text.replace(OF_VALUE, ""));
});

/** Longer ones are prose, and no word for a missing value. */
const LONGEST = 40;

/** What a remark takes back: the value that it is about, everything measured in the sample, or platelets. */
export type TakenBack = "value" | "sample" | "platelets" | undefined;

/** See {@link TakenBack}. */
export const takenBack = memo(2000, String, (remark: string): TakenBack => {
  const text = foldSpelling(remark);
  const plain = withoutAccents(text);
  // Nearly all remarks say nothing of the kind, and what is denied takes ten times as long to find.
  if (claimIn(plain) !== undefined) return claimIn(plain.replace(DENIED, " "));
  return text.length <= LONGEST && missingWord(text) === "unusable-sample" ? "sample" : undefined;
});

function claimIn(text: string): TakenBack {
  if (OF_VALUE.test(text)) return "value";
  if (OF_SAMPLE.test(text)) return "sample";
  return CLUMPS.test(text) ? "platelets" : undefined;
}
