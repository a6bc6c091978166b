/** Columns of remarks: what those in them are about, and whether they may take a value back. */

import type { Field, NumberField } from "../language/model.js";
import { foldHeading } from "../values/heading.js";
import { memo, memoOf, once } from "../values/memo.js";
import { namesOf } from "./heading.js";
import { isOnMeasurement, type TakenBack } from "./remark-words.js";
import { quantityOf } from "./stems.js";
import { unitSplits } from "./unit-splits.js";

/** Words of headings, folded when a list is looked at, and not when the program starts; the longest first: `remarks` begins with `remark`. */
export const headingWords = (...lines: readonly string[]): (() => ReadonlySet<string>) =>
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
const REMARKS = headingWords(
  "remark remarks comment comments note notes bemerkung bemerkungen kommentar kommentare anmerkung anmerkungen hinweis hinweise remarque remarques",
  "commentaire commentaires observación observaciones comentario comentarios observação observações comentário osservazione osservazioni commento nota",
  "opmerking opmerkingen uwaga uwagi komentarz poznámka poznámky komentář megjegyzés açıklama anmärkning bemærkning merknad huomautus",
  "notlar yorum yorumlar komentarze observații примітка примітки kommentti kommentit noter 附注 メモ",
  "примечание примечания комментарий σχόλια παρατηρήσεις 备注 備註 注释 说明 備考 コメント 비고",
);
/** Headings of remarks that name no field: they are about everything measured in a sample. */
const WHOLES = headingWords(
  "lab labor labs laboratory labo laboratoire laboratorio sample specimen probe proben blut blutbild blood échantillon 检验 标本 visit visite visita besuch general allgemein allgemeine",
  "result results ergebnis ergebnisse befund befunde resultat résultat résultats resultado resultados risultato risultati 结果 結果",
);
/** Words for remarks on one field: elsewhere they may be about anything. */
const OF_ONE = headingWords(
  "flag flags quality qualität qualité calidad status statut état estado stato stav статус 状态 狀態 ステータス validity validität validation check qc info",
);

/** What is left of a folded heading without one of these words at one of its ends; undefined if there is none. */
export function withoutWord(text: string, words: ReadonlySet<string>): string | undefined {
  return restsOf(words)(text);
}

const restsOf = memoOf((words: ReadonlySet<string>) =>
  memo(1000, String, (text: string): string | undefined => {
    for (const word of words) {
      if (text.endsWith(word)) return text.slice(0, -word.length);
      if (text.startsWith(word)) return text.slice(word.length);
    }
    return undefined;
  }),
);

/** Words for the status of a result, of one field or of all. */
const OF_RESULT = headingWords(
  "befundstatus ergebnisstatus resultstatus teststatus labstatus valuestatus wertstatus resultsstatus",
);

/** What the remarks in a column are about: everything (`""`), or the named thing; undefined if it holds no remarks. */
const subjectIn = memo(1000, String, (heading: string): string | undefined => {
  const text = foldHeading(heading);
  // In Turkish: at an end of other words it is none.
  if (text === "not") return "";
  const subject = withoutWord(text, OF_RESULT()) ?? withoutWord(text, REMARKS());
  if (subject !== undefined) return isOfAll(subject) ? "" : subject;
  const one = withoutWord(text, OF_ONE()) || undefined;
  return one !== undefined && isOfAll(one) && !text.includes("flag") ? "" : one;
});

/** Whether what is left of a heading names all that was measured in a sample, or nothing: `labs.sample`. */
export function isOfAll(subject: string): boolean {
  return subject === "" || [...WHOLES()].some((word) => subject.startsWith(word) && isOfAll(subject.slice(word.length)));
}

/** Whether a heading is one of remarks, or of a status. */
export function isOfRemarks(heading: string): boolean {
  return subjectIn(heading) !== undefined;
}

/** Whether a column holds remarks on all that was measured in a sample. */
export function isOnSample(heading: string): boolean {
  return subjectIn(heading) === "";
}

/** Whether a column holds remarks on the values of a field, or of the column with that heading. */
export function isOnField(heading: string, field: Field, ofValue = field.label): boolean {
  const subject = subjectIn(heading);
  return subject !== undefined && isNameOf(subject, field, ofValue);
}

/** Whether what is left of a heading names a field, or the column with that heading. */
export function isNameOf(subject: string, field: Field, ofValue: string): boolean {
  if (subject === "") return false;
  return (
    [...namesOf(field), ofValue, quantityOf(ofValue)].some((name) => foldHeading(name) === subject) ||
    unitSplits(ofValue).some(({ base }) => base === subject)
  );
}

/** Whether a field is measured in a sample, as far as its unit tells. */
export function isOfSample(field: Field): field is NumberField {
  return field.type === "number" && field.kinds.some((kind) => /concentration|content|osmol|inr$/.test(kind));
}

/** Whether a field counts platelets. */
export function isPlatelets(field: Field): boolean {
  return namesOf(field).some((name) => /^(?:platelets|plt)$/i.test(name));
}

/** Whether remarks under a heading may take back the values of a field, in the column with the other heading. */
export function areRemarksOn(heading: string, field: NumberField, ofValue: string): boolean {
  return isOnField(heading, field, ofValue) || (isOfSample(field) && isOnSample(heading));
}

/** Whether a remark about everything takes back a field's value: a wrong address does not. */
export function isHit(what: TakenBack, field: NumberField, remark: string): boolean {
  if (what === "platelets") return isPlatelets(field);
  return what === "value" ? isOnMeasurement(remark) : what === "sample" && isOfSample(field);
}
