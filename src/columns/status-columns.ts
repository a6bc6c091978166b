/** Columns that say by their headings whether a value counts: `PLT status` = pending, `PLT valid` = no, `PLT error` = yes, `Hemolysis` = 1. */
import type { Field } from "../language/model.js";
import { foldHeading } from "../values/heading.js";
import { pattern } from "../values/pattern.js";
import { foldSpelling, withoutAccents } from "../values/text.js";
import { yesOrNo } from "../values/yes-no.js";
import { takenBack } from "./remark-words.js";
import { headingWords, isNameOf, isOfAll, isOfSample, isOnField, isPlatelets, withoutWord } from "./remarks.js";

/** Headings below which a no takes the value back; */
const GOOD = headingWords(
  "valid validated validation verified approved released reliable usable plausible accepted final confirmed ok qc passed",
  "gültig validiert freigegeben freigabe verifiziert verwertbar plausibel bestätigt valide validé confirmé válido validado valido validato",
  "confirmado confermato geldig gevalideerd ważny platný geçerli валидирован подтвержден 有效 已审核 审核 确认 有効 確定",
);
/** those below which a yes does; */
const BAD = headingWords(
  "invalid cancelled canceled void voided withdrawn error wrong rejected unreliable implausible questionable preliminary provisional",
  "enteredinerror ungültig storniert annulliert fehler fehlerhaft falsch verworfen unplausibel vorläufig fraglich unbrauchbar",
  "invalide annulé erroné inválido anulado erróneo annullato errato ongeldig nieważny neplatný недействителен аннулирован",
  "无效 作废 取消 错误 無効 誤り 仮",
);
/** and the same of whatever was measured in a sample, */
const SPOILT = headingWords(
  "hemolysis haemolysis hemolysed hemolyzed haemolysed hemolytic hämolyse hämolysiert hämolytisch hémolyse hémolysé hemólisis hemolizado",
  "emolisi hemólise hemolyse hemoliza hemolýza гемолиз 溶血 lipemia lipaemia lipemic lipaemic lipämie lipämisch lipémie 脂血 乳び",
  "clotted coagulated geronnen gerinnsel coagulé coagulado 凝固 contaminated kontaminiert mislabeled mislabelled verwechselt vertauscht",
);
/** or of platelets. */
const CLUMPED = headingWords(
  "clumped clumping clumps aggregates aggregate aggregation verklumpt verklumpung agrégats agregados 凝集",
);

/** Every list of such words. */
export const STATUS_WORDS = [GOOD, BAD, SPOILT, CLUMPED];
/** That a visit is not confirmed says nothing of what was measured. */
const NO_SAMPLE = /^(?:visit|besuch|general|allgemein)/;

/** The states in which a result is not there yet, or not any more. In remarks these words may be about anything. */
const NOT_FINAL = pattern("u")`
  ^(?:pending|registered|ordered|partial|incomplete|in (?:progress|process)|unverified|fail(?:ed|s|ure)?|reject(?:ed)?|declined|deleted|error|unknown
    |out of control|ausstehend|offen|angefordert|in (?:arbeit|bearbeitung)|teilbefund|unvollstae?ndig|nicht bestanden|durchgefallen
    |abgelehnt|gelo?e?scht|gesperrt|fehler // German
    |en (?:cours|attente)|partiel|echec|rejete|supprime // French
    |pendiente|parcial|fallido|rechazado|eliminado|en proceso // Spanish
    |in (?:attesa|corso)|parziale|fallito|respinto // Italian
    |pendente|rejeitado|em andamento // Portuguese
    |в работе|ожида\p{L}*|отклонен\p{L}*|待审核|审核中|未审核|未完成|检测中|不合格|検査中|未確定|不合格)\W*$
`;
/** HL7's letters: deleted, in the laboratory, preliminary, not verified, cancelled, of another patient. */
const HL7 = /^[diprwx]$/;
const HAS_STATUS = /stat|estado|stav|статус|状|狀|ステ/i;
const YES = /^(?:1|x|\(?\++\)?|positi[vf]\w*|leicht\w*|mild|slight\w*|moderate?\w*|massig|severe|gross|stark|deutlich|massiv)$/;
const NO = /^(?:0|nicht|not?|negativ\w*)$/;

/** What the cells of such a column say of a field's value: whether it does not count; undefined if the column is none. */
export function statusOf(heading: string, field: Field, ofValue: string): ((cell: string) => boolean) | undefined {
  const text = foldHeading(heading);
  const isOwn = (subject: string | undefined): boolean => subject !== undefined && isNameOf(subject, field, ofValue);
  const isOn = (words: ReadonlySet<string>, isAlone = false): boolean => {
    const subject = withoutWord(text, words);
    return (
      isOwn(subject) ||
      (subject !== undefined && (isAlone || subject !== "") && isOfSample(field) && isOfAll(subject) && !NO_SAMPLE.test(subject))
    );
  };
  // Of an answer they say whether it is yes: `Brain metastasis confirmed` = no.
  const isMeasured = field.type === "number";
  if (isMeasured && (isOn(BAD()) || isOn(SPOILT(), true) || (isPlatelets(field) && isOn(CLUMPED(), true))))
    return (cell) => tickOf(cell) === true;
  const isStatus = isOnField(heading, field, ofValue);
  const isGood = isMeasured && isOn(GOOD());
  if (!isStatus && !isGood) return undefined;
  const hasStatus = HAS_STATUS.test(heading);
  return (cell) => {
    if (hasStatus && HL7.test(cell.trim().toLowerCase())) return true;
    // `FALSCH` is a flag that is not set.
    const answer = tickOf(cell);
    if (answer !== undefined) return isGood && !answer;
    const said = withoutAccents(foldSpelling(cell));
    return takenBack(cell) !== undefined || NOT_FINAL.test(said);
  };
}

/** Yes or no, also as a box or in degrees: `x`, `++`, `leicht`. */
export function tickOf(cell: string): boolean | undefined {
  const text = withoutAccents(foldSpelling(cell));
  return yesOrNo(foldSpelling(cell)) ?? (YES.test(text) ? true : NO.test(text) ? false : undefined);
}
