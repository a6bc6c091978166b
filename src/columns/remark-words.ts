/** Words of remarks that take a value back: `hemolysed`, `Probe verwechselt`, `ungültig`, `result cancelled`, `vorläufig`. */
import { memo } from "../values/memo.js";
import { missingWord } from "../values/missing.js";
import { pattern } from "../values/pattern.js";
import { foldSpelling, withoutAccents } from "../values/text.js";

/** What is wrong with a sample; and with a value, of whatever. */
const OF_SAMPLE = pattern("u")`
  \b(?:h[ae]{0,2}moly(?:tisch|tisk|tick|tic\b|sed|zed|seret|siert)|hemoliza|emolizzat|hemolizli|zhemoliz|gehemolys|hemolyzovan
    |drip arm|infusionsarm|above (?:the )?iv\b // it is diluted
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
    |verworfen|cancell?ed|storniert\w*|storno|void(?:ed)?|annull?ed|annulliert\w*|annule\w*|anulad\w*|annullat\w*|geannuleerd|anulowan\w*|stornovan\w*
    |do not report|nicht berichten|verwisseld\w*
    |dummy|placeholder|platzhalter|test ?entry|testeintrag // it was never measured
    |errone[eoa]?s?|equivocad[oa]|sbagliat[oa] // French, Spanish, Italian
    |fout|foutief|b[lł][aą]d|chyba|ongeldig|niewazn\w*|b[lł]edn\w*|pomylon\w*|neplatn\w*|chybn\w*|zamenen\w* // Dutch, Polish, Czech
    |gecersiz|hatali|karisti\w*)\b // Turkish
  |недействит\p{L}*|аннулир\p{L}*
  |λ[αά]θος
  |ошиб\p{L}*|перепут\p{L}*|неверн\p{L}*
  |无效|無效|错误|錯誤|無効|誤り|取り違|检体错|作废|作廢|再検中
  |무효|오류
`;
/** These can only be about a result: it is another person's, or was withdrawn. */
const WITHDRAWN = pattern("u")`
  \b(?:entered[- ]in[- ]error|wbit|wrong blood in tube
    |(?:result|value|report|sample|specimen|test|measurement|lab)s? (?:(?:is|are|was|were|has been|have been) )?
      (?:cancell?ed|annull?ed|void(?:ed)?|withdrawn|retracted|revoked|deleted)
    |not (?:from |of |for )?this patient\w*|(?:an)?other patient'?s? (?:sample|specimen|blood|tube|result|value)s?|belongs to (?:an)?other patient
    |(?:wrong|different) patient\w*
    |falsch zugeordnet\w*|gehoe?rt (?:zu )?(?:einem )?andere[mnr] patient\w*|(?:nicht von|von nicht|nicht) diese[mnrs] patient\w*
    |(?:patienten|proben|roe?hrchen)(?:verwechs|vertausch)\w*|(?:fehl|falsch)bestimmung\w*|fehleingabe
    |\w*(?:wert|werte|ergebnis|ergebnisse|befund|messung)\s(?:wurden? |ist |sind )?(?:storniert|annulliert|zurue?ckgezogen|widerrufen|gelo?e?scht)
    |erreur (?:de |sur le )patient\w*|erreur d['’ ]?identite|mauvais patient|resultats? (?:annule|invalide|retire)e?s?
    |tubes? inverses?|inversion des? tubes?|prelevement d['’]un autre patient\w* // French
    |resultados? (?:anulad|cancelad|invalidad|retirad)os?|pacientes? (?:equivocad|incorrect|erroneo|cambiad|errad|trocad)\w*
    |(?:muestra|amostra)s? (?:cambiad|equivocad|intercambiad|trocad)as?|troca de amostras?|error de paciente // Spanish, Portuguese
    |campion[ei] scambiat[oi]|scambio (?:di|dei) (?:campion|provett|pazient)\w*|risultat[oi] annullat[oi]
    |pazient[ei] (?:sbagliat|errat|scambiat)\w*|provett[ae] (?:scambiat|invertit)\w* // Italian
    |verkeerde (?:patient|buis|monster)\w*|(?:uitslag|resultaat|monster|buis)\w* (?:verwisseld|geannuleerd|ingetrokken|vervallen) // Dutch
    |(?:zly|inny|innego) pacjent\w*|wynik\w* (?:anulowan|uniewaznion)\w*|(?:jiny|jineho) pacient\w*|vysled\w* (?:zrusen|stornovan)\w*
    |yanlis hasta|sonuc\w* iptal)\b // Polish, Czech, Turkish
  |(?:чужо\S*|друго\S*|не тот) пациент|результат\S* (?:аннулир|отмен)
  |搞错|弄错|搞錯|弄錯|拿错|非本人|他人(?:标本|样本|標本)|(?:其他|别的|另一)(?:个|位)?(?:病人|患者)|(?:结果|报告)(?:作废|撤销|取消)
  |別(?:の)?患者|他患者|患者(?:取り?違|間違)|(?:結果|報告)取り?消
  |다른 환자|결과 취소
`;
/** It is not yet sure. Elsewhere such words may be about anything, so that a remark must speak of a result, and of nothing else. */
const UNSURE = pattern("u")`
  \b(?:questionable|doubtful|dubious|suspect|provisional|preliminary|unvalidated|unverified|not (?:yet )?(?:validated|verified|released|confirmed)
    |zweifelhaft\w*|fraglich\w*|fragwue?rdig\w*|vorlae?ufig\w*|unvalidiert\w*|(?:noch )?nicht (?:validiert|freigegeben|verifiziert)\w*
    |douteu(?:x|se)s?|provisoires?|preliminaires?|non valide\w*|dudos[oa]s?|preliminar\w*|no validad[oa]s?
    |dubbi[oa]|provvisori[oa]|non validat[oa]|duvidos[oa]s?|provisori[oa]s?|nao validad[oa]s?
    |voorlopig\w*|twijfelachtig\w*|niet gevalideerd|wstepn[yae]|niepewn[yae]|predbezn\w*|nejist\w*)\b
  |предварительн\p{L}*|сомнительн\p{L}*
  |可疑|存疑|未审核|未審核|初步|暂定|暫定|速報|未確定|疑わし\p{L}*
`;
const RESULT = pattern("gu")`
  (?<!\p{L})(?:\p{L}*(?:werte?n?|ergebniss?e?|messung(?:en)?)|labor\p{L}*|lab|labs|laboratory|results?|values?|report|sample|specimen|probe|valeurs?|resultat[sa]?
    |valor(?:es|e|i)?|resultados?|risultat[oi]|uitslag\p{L}*|wynik\p{L}*|vysled\p{L}*)(?!\p{L})
  |результат\p{L}*|анализ\p{L}*|结果|結果|数值|报告|報告|値
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
const CLUMPS =
  /(?:aggregate[ns]?|agregats|agregados|aggregati|verklumpt|agglutiniert|clumps?|clumped|clumping|pseudothrombo\p{L}+)\b|凝集/u;
/** `not hemolysed`, `keine Gerinnsel`, `no visible clots`, `Hämolyse: negativ`; and diseases. */
const DENIED = pattern("gu")`
  \b(?:not|no|non|nicht|keine?r?|ohne|without|pas(?: de)?|sans|sin|senza|sem|bez|nie|geen|niet|ikke|inte) (?:\p{L}+ )?\p{L}*
    (?:h[ae]{0,2}mol|lip[ae]{1,2}mi|geronnen|gerinnsel|clot|coagul|aggreg|clump|verklumpt
      |wrong|falsch|incorrect|error|fehler|verwechs|vertausch|errone
      |cancell?ed|storn|annul|anul|void|withdrawn|question|doubtful|zweifel|fraglich|douteu|provis|prelim|vorla?e?uf)\p{L}*
  |(?:无|無|未|没有|нет |без )(?:溶血|脂血|凝|错误|гемолиз|липем|сгуст|ошиб)\p{L}*
  |\p{L}*(?:tische?|tic|tique|ica|溶血性)\s?(?:an[ae]{1,2}mi\p{L}*|贫血|貧血) // a disease
`;

/** Whether a remark that calls something wrong is about a measurement, or says nothing else: `ungültig`. */
export const isOnMeasurement = memo(2000, String, (remark: string): boolean => {
  const text = withoutAccents(foldSpelling(remark));
  if (WITHDRAWN.test(text)) return true;
  if (OF_VALUE.test(text) && (MEASUREMENT.test(text) || !/[\p{L}\d]/u.test(text.replace(OF_VALUE, "")))) return true;
  return text
    .split(/[;,\n。；，、]/u)
    .some((part) => UNSURE.test(part) && !/\p{L}{4}|\d/u.test(part.replace(UNSURE, "").replace(RESULT, "")));
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
  if (OF_VALUE.test(text) || WITHDRAWN.test(text) || UNSURE.test(text)) return "value";
  if (OF_SAMPLE.test(text)) return "sample";
  return CLUMPS.test(text) ? "platelets" : undefined;
}
