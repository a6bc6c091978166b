/** What a remark says about a number next to it: that it is beyond what can be measured, a typing error, or another number. */

import type { Field } from "../language/model.js";
import { memo, memoOf } from "../values/memo.js";
import { pattern } from "../values/pattern.js";
import type { Reading } from "../values/reading.js";
import { foldSpelling, withoutAccents } from "../values/text.js";
import { namesOf } from "./heading.js";
import { isOfSample } from "./remarks.js";

/** Longer ones are prose. */
const LONGEST = 200;

/** Beyond what can be measured: the number is a limit, and not the value. */
const BEYOND = pattern("u")`
  (?:\b(?:above|below|over|under|beyond|outside|exceeds?|exceeding|less than|lower than|greater than|higher than)|[<>]) ?(?:\S+ ){0,3}?
    (?:detect|quantif|reportable|linearity|calibration|measur(?:able|(?:ing|ement) (?:range|limit))) // English
  |\b(?:over|under)[- ]?range\b|\b(?:[lu]?lo[dq]|bl[qd]|blo[qd]|alo?q)\b
  |(?:unter|ue?ber|ober|ausserhalb|kleiner|groe?sser)\S* (?:\S+ ){0,2}? // German
    (?:nachweis|bestimmungs|mess(?:bereich|grenz)|quantifizierung|linearitat)
  |messbereich (?:ue?ber|unter)schritten
  |(?:inferieur|superieur|sous|dessous|dessus|hors)\S* (?:\S+ ){0,4}? // French
    (?:\S*detection|quantification|linearite|plage de mesure)
  |(?:debajo|inferior|menor|encima|superior|mayor|fuera|abaixo|acima|fora)\S* (?:\S+ ){0,4}? // Spanish, Portuguese
    (?:dete[ck]?c[ci]|cuantific|quantific|linealidad|linearidade|rango de medi|faixa de medi)
  |(?:inferiore|sotto|superiore|sopra|fuori)\S* (?:\S+ ){0,4}? // Italian
    (?:rilevabil|rilevazione|rilevamento|quantificazione|linearita|campo di misura)
  |(?:ниже|выше) (?:\S+ ){0,3}?(?:обнаруж|определ|чувствит|измерен) // Russian
  |(?:低于|低於|高于|高於|小于|大于|超出|超过|超過)\S{0,4}(?:检测|檢測|检出|檢出|定量|测量|线性)(?:下|上)?(?:限|范围) // Chinese
  |(?:検出|測定|定量)(?:下限|上限|限界|感度|範囲)値?(?:未満|以下|以上|超|外) // Japanese
`;

/** It was written wrongly. */
const SLIP = pattern("u")`
  \b(?:typo|typing error|transposed (?:digit|figure|number)s?
    |zahlendreher|(?:tipp|schreib|ue?bertragungs|eingabe)fehler
    |(?:should|must) (?:be|read|have been) \d\S*
    |sollte (?:\S+ ){0,2}\d\S* (?:sein|hei(?:ss|ß)en|lauten)|muss (?:\S+ ){0,2}\d\S* (?:sein|hei(?:ss|ß)en|lauten)|recte
    |erreur de (?:saisie|frappe|transcription)
    |error de (?:transcripcion|tecleo|digitacion)
    |errore di (?:battitura|trascrizione|digitazione)
    |erro de (?:digitacao|transcricao))\b
  |\d,? ?(?:and |und |et |y |e )? // 1.2, not 12
    (?:not|nicht|statt|anstatt|instead of|rather than|au lieu de|en vez de|en lugar de|invece di|em vez de|а не|而非|而不是|不是) ?\d
  |опечатк|ошибка ввода
  |笔误|筆誤|应为|應為|录入错误
  |誤記|誤入力|正しくは
`;

/** A number that was found later, or is right; no day, and no time. */
const CORRECTED = pattern("u")`
  (?:\b(?:repeat(?:ed)?|re-?check(?:ed)?|re-?test(?:ed)?|re-?measured|re-?run|corrected(?: to)?|actual(?:ly)?|in fact|today|now|current(?:ly)?|latest|new value // English
      |korrigiert(?: auf)?|kontroll(?:e|wert)|nachkontrolle|wiederholung|wdh\.?|eigentlich|tatsae?chlich|heute|aktuell|jetzt|neuer wert // German
      |corrigee? a|recontrole|controle|en realite|aujourd['’]hui|actuellement // French
      |corregid[oa] a|repetid[oa]|en realidad|hoy|ahora|actualmente // Spanish
      |corretto a|ripetut[oa]|controllo|in realta|oggi|adesso|attualmente // Italian
      |corrigid[oa] para|na verdade|hoje|agora|atualmente) // Portuguese
    |исправлено|повторно|контроль|сегодня|сейчас
    |复查|複查|复测|更正|实际|今天|今日|现在|目前
    |訂正|再検査?|再測定|本日|現在)
  (?:[^\p{L}\d<>]+\p{L}{2,}){0,2}[^\p{L}\d<>]{0,3}(?<sign>[<>]?) ?(?<number>\d+(?:[.,]\d+)?)
  (?![.,/:-]?\d|\.\s*\d
    |\s?(?:st|nd|rd|th|d|h|w|x|mal|fois|times|uhr)\b
    |[\s-]?(?:day|week|month|year
      |tag|wo\b|wks?\b|woche|monat|jahr|stunde
      |jour|sem|mois|ans|heure
      |dias?|mes|ano
      |giorn|mesi|settiman
      |дн|нед|мес|час
      |天|周|月|日|年|週|時|小时|次|回))
`;

/** A sign and a number, after the name or at the beginning. */
const SIGNED = /^[\s:=]*(?:(?:is|was|ist|war|est|es|e|value|wert)\s)?\s*(?<sign>[<>])=? ?(?<number>\d+(?:[.,]\d+)?)/u;

/** What a clause says of the number that it is on; undefined: nothing against it. */
type Claim = "not-it" | ((value: Reading) => boolean) | undefined;

/** The clauses of a remark, folded; commas and full stops within numbers end none. */
const clausesOf = memo(2000, String, (remark: string): readonly string[] => {
  const plain = withoutAccents(foldSpelling(remark)).replace(/[≤⩽]/g, "<").replace(/[≥⩾]/g, ">");
  return plain.length > LONGEST
    ? []
    : plain.split(/[;\n。；，、]|,(?! ?(?:\d|not |nicht |statt |pas |no ))|\.(?=\s|$)/u).filter((clause) => clause.trim() !== "");
});

/** What a clause says of the number that it is on. */
function claimIn(clause: string): Claim {
  if (BEYOND.test(clause) || SLIP.test(clause)) return "not-it";
  return unlike(CORRECTED.exec(clause));
}

/** A clause that may speak against a number. */
interface Objection {
  readonly clause: string;
  readonly claim: Claim;
}

/** What the patterns above look for begins with one of these, or holds a sign. A list of words would split every remark. */
const MAY_OBJECT = pattern("i")`
  [<>≤≥⩽⩾\u3040-\u9fff]
  |(?:^|[\s.,;:()/=-])(?:
    d[eé]te|quan|cuan|repor|line|calib|meas|rang|over|under|[lu]?lo[dq]|blo?[dq]|alo?q|nachw|nachk|nachg|best|mess|plage|rile|campo
    |обна|опре|чувс|изме // beyond what can be measured
    |typ[io]|trans|zahl|tipp|schreib|[uü]e?ber|eing|should|must|sollte|muss|rect|erreur|err?or|erro |not |nich|statt|anst|inst|rath|lieu|vez
    |luga|inve|опеч|ошиб|а не // written wrongly
    |repe|korr|re-?ch|re-?t|re-?m|re-?run|corr|actu|fact|kont|cont|wied|wdh|eige|tats|r[eé]al|r[eé]co|ripe|испр|повт
    |toda|now|curr|late|new v|heut|aktu|jetz|neuer|aujo|hoy|ahor|oggi|ades|attu|hoje|agor|atua|сего|сейч) // corrected
`;

/** Nearly no remark has one, which is kept for all fields together. */
const objectionsIn = memo(2000, String, (remark: string): readonly Objection[] => {
  if (remark.length > LONGEST || !MAY_OBJECT.test(remark)) return [];
  const all = clausesOf(remark).map((clause) => ({ clause, claim: claimIn(clause) }));
  return all.filter(({ clause, claim }) => claim !== undefined || /[<>]=? ?\d/.test(clause));
});

/** Whether a number is another one than a remark states. */
function unlike(found: RegExpExecArray | null): Claim {
  const { sign = "", number = "" } = found?.groups ?? {};
  // `Kontrolle 12.01.` is a day, and so is `Kontrolle am 5.3.`
  if (found === null || /^(?:[0-2]?\d|3[01])\.(?:0[1-9]|1[0-2])$/.test(number)) return undefined;
  if (/\b(?:am|vom|on|of|le|du|el|del|il|em|dia|op) \d{1,2}\.\d{1,2}$/.test(found[0])) return undefined;
  const plain = Number(number.replace(",", "."));
  const stated = /^\d{1,3}[.,]\d{3}$/.test(number) ? [plain, plain * 1000] : [plain];
  return (value) => {
    if (value.state !== "read" || value.type !== "number") return false;
    const low = Math.min(...value.possibilities.map((one) => one.low));
    const high = Math.max(...value.possibilities.map((one) => one.high));
    return !stated.some((one) => (sign === ">" ? high > one : sign === "<" ? low < one : low <= one && one <= high));
  };
}

const BARE = /^(?<sign>[<>≤≥]?)=? ?(?<number>\d+(?:[.,]\d+)?)$/u;

/** Whether a text is a number, and not the one that is known. */
export function isOtherNumber(text: string, value: Reading): boolean {
  const claim = BARE.test(text) ? unlike(BARE.exec(text)) : undefined;
  return typeof claim === "function" && claim(value);
}

/** Names of a field as they stand in remarks; one letter is none. */
const spokenNames = memoOf((field: Field): readonly string[] => [...new Set(namesOf(field).map(spoken))].filter(isName));

function spoken(name: string): string {
  return withoutAccents(foldSpelling(name)).replace(/[_\s]+/g, " ");
}

function isName(name: string): boolean {
  return name.length > 1;
}

/** What stands after a name in a clause; undefined if the clause does not name it. */
function behindName(clause: string, name: string): string | undefined {
  for (let at = clause.indexOf(name); at >= 0; at = clause.indexOf(name, at + 1)) {
    const [before, behind] = [clause[at - 1] ?? " ", clause.slice(at + name.length)];
    const isPart = /[a-z\d]/i.test(name) && (/[\p{L}\d]/u.test(before) || /^[\p{L}\d%#+]/u.test(behind));
    if (!isPart) return behind;
  }
  return undefined;
}

/** What stands after the longest name of a field in a clause. */
function behindField(clause: string, field: Field): string | undefined {
  const found = spokenNames(field).flatMap((name) => behindName(clause, name) ?? []);
  return found.sort((a, b) => a.length - b.length)[0];
}

/** Whether a text has one of the names of a column in it. */
export function isNamedIn(text: string, names: readonly string[]): boolean {
  return textBehind(text, names) !== undefined;
}

/** What stands after the longest name of a column in a text, folded; undefined if the text does not name it. */
export function textBehind(text: string, names: readonly string[]): string | undefined {
  const said = spoken(text);
  const found = names.map(spoken).flatMap((name) => (isName(name) ? (behindName(said, name) ?? []) : []));
  return found.sort((a, b) => a.length - b.length)[0];
}

/** The clauses of a remark that name a field. */
export function clausesOn(remark: string, field: Field): readonly string[] {
  return clausesOf(remark).filter((clause) => behindField(clause, field) !== undefined);
}

/** `result corrected: 45` may be any result of the sample. */
const OF_RESULT = pattern("u")`
  ^\P{L}*(?:(?:the|lab|der|das|labor) )?
  (?:\p{L}{0,10}(?:werte?|ergebnis(?:se)?)|results?|values?|resultat|valeur|resultados?|valor|risultato|valore|результат|结果|結果|数值|値)(?!\p{L}{5})
`;

/**
 * Whether a remark says that a number is not the value.
 *
 * @param isOwn the remark is on this field, and on no other; else only what names the field counts
 * @param value the number; undefined: only what speaks against every number
 */
export function speaksAgainst(remark: string, field: Field, isOwn: boolean, value: Reading | undefined): boolean {
  return objectionsIn(remark).some(({ clause, claim }) => {
    const behind = isOwn
      ? clause
      : (behindField(clause, field) ?? (isOfSample(field) && OF_RESULT.test(clause) ? "" : undefined));
    if (behind === undefined) return false;
    return [claim, unlike(SIGNED.exec(behind))].some(
      (one) => one === "not-it" || (one !== undefined && value !== undefined && one(value)),
    );
  });
}

/** What looks like a unit, and has no number of its own in front. */
const UNIT = /(?<![\d.,]\s?)(?<![^\s:(=])(?:[\p{L}%µ][^\s,;:()!?]*\/[^\s,;:()!?]+|10\D{0,2}\d{1,2}\/[^\s,;:()!?]+|%)/gu;
const OF_UNITS =
  /\b(?:units?|einheit(?:en)?|unites?|unidad(?:es)?|unita|unidades?|all|alle|values?|werte?|valeurs?|valores|valori|labs?|laborwerte|given|reported|angegeben|in|en|em|is|are|ist|sind)\b|单位|單位|単位|ед\.?|[\s:.!()=]/gu;

/** Units that a remark gives: of a field that it names, or of everything. */
export function unitsIn(remark: string, field: Field, isOwn: boolean): readonly string[] {
  if (!(remark.includes("/") || remark.includes("%")) || remark.length > LONGEST) return [];
  return remark.split(/[;\n]|,(?!\d)/).flatMap((clause) => {
    const units = clause.match(UNIT);
    if (units === null) return [];
    const isOnField = isOwn || behindField(withoutAccents(foldSpelling(clause)), field) !== undefined;
    return isOnField || withoutAccents(foldSpelling(clause.replace(UNIT, " "))).replace(OF_UNITS, "") === "" ? units : [];
  });
}
