/** Words that say there is no value, and why. */
import type { MissingReason } from "./reading.js";
import { keyboardSpellings } from "./text.js";

/**
 * Whole cells, folded, with `;` between them. Only words with one meaning: `ND` (not done, not detected), `NR` (not reported, not
 * reactive), `nil` and `none` (zero, or nothing written) stand for opposite things and are not here. Accents may be left out. `null` and `NaN` are what
 * programs write for no value; they are not blank, so what a blank means does not hold for them.
 */
export const MISSING_CELLS: readonly (readonly [MissingReason, string])[] = [
  ["blank", ""],
  ["not-available", "na; n.a; not available; unavailable; nan; null; (null); \\n; .; ..; ...; …"],
  ["not-applicable", "n/a; n / a; not applicable; does not apply"],
  ["unknown", "unknown; unk; not known; ?; ??; ???; do not know; don't know; unclear"],
  ["pending", "pending; result pending; results pending; to follow; tbd; tba; to be determined; awaited; awaiting"],
  ["pending", "awaiting result; awaiting results; in progress; in process"],
  ["not-performed", "not done; not performed; test not performed; not tested; not measured; not taken; not drawn; not collected"],
  ["not-performed", "not examined; not assessed; not evaluated; not ordered; cancelled; canceled"],
  ["not-recorded", "not recorded; not reported; not documented; not stated; not given; not entered; not provided"],
  ["not-recorded", "missing; data missing; missing data; no data; no result; no value"],
  ["refused", "refused; declined; patient refused; patient declined; subject refused; not disclosed"],
  ["unusable-sample", "hemolyzed; hemolysed; haemolyzed; haemolysed; hemolysis; haemolysis; lipemic; lipaemic; contaminated"],
  ["unusable-sample", "sample hemolyzed; sample hemolysed; sample haemolysed; specimen hemolyzed; specimen haemolysed"],
  ["unusable-sample", "clotted; sample clotted; specimen clotted; clumped; platelets clumped; unsatisfactory"],
  ["unusable-sample", "insufficient; insufficient sample; sample insufficient; insufficient specimen; quantity insufficient"],
  ["unusable-sample", "quantity not sufficient; qns; sample lost; specimen lost; no sample; no specimen"],
  ["below-limit", "<lloq; <loq; <lod; <llod; blq; bloq; bql; blod; below lloq; below loq; below lod; undetectable"],
  ["below-limit", "below detection limit; below limit of detection; below the limit of detection"],
  ["below-limit", "below quantification limit; below limit of quantification; below the limit of quantification"],
  ["above-limit", ">uloq; alq; aloq; above uloq; above quantification limit; above limit of quantification"],
  ["above-limit", "above the limit of quantification"],
  ["error", "#n/a; #n/a!; #ref!; #div/0!; #value!; #name?; #num!; #null!; #spill!; #calc!; #error!; error; err"],
  // German, French and Spanish spreadsheets
  ["error", "#nv; #bezug!; #wert!; #zahl!; #n/d; #valeur!; #nom?; #nombre!; #¡valor!; #¡ref!; #¿nombre?; #¡num!"],
  ["dash", "./.; /"],
  // German
  // `n.b.`: not known, or not measured
  ["unknown", "unbekannt; unbek; nicht bekannt; n.b; n. b; unklar; weiß nicht"],
  ["pending", "ausstehend; steht aus; steht noch aus; noch ausstehend; befund ausstehend; folgt noch; in arbeit"],
  [
    "not-performed",
    "nicht durchgeführt; nicht gemacht; nicht bestimmt; nicht erhoben; nicht gemessen; nicht untersucht; nicht erfolgt",
  ],
  [
    "not-recorded",
    "k.a; k. a; ka; keine angabe; keine angaben; keine daten; nicht dokumentiert; nicht angegeben; fehlt; fehlend",
  ],
  ["not-available", "nicht verfügbar; nicht vorliegend; liegt nicht vor"],
  ["not-applicable", "nicht zutreffend; entfällt; nicht anwendbar"],
  ["refused", "abgelehnt; verweigert"],
  ["unusable-sample", "hämolytisch; hämolyse; probe hämolytisch; geronnen; verklumpt; zu wenig material; material unzureichend"],
  // French
  ["unknown", "inconnu; inconnue; non connu; non connue; nsp; ne sait pas; nc; n.c"],
  ["pending", "en attente; en cours; résultat en attente; en attente du résultat; à venir"],
  [
    "not-performed",
    "non fait; non faite; non réalisé; non réalisée; non effectué; non effectuée; non mesuré; non dosé; pas fait; pas faite; non évalué; non évaluée",
  ],
  [
    "not-recorded",
    "non renseigné; non renseignée; non précisé; non précisée; manquant; manquante; donnée manquante; données manquantes",
  ],
  [
    "not-recorded",
    "non documenté; non documentée; non communiqué; non communiquée; pas de donnée; pas de données; aucune donnée",
  ],
  ["not-available", "non disponible; indisponible"],
  ["not-applicable", "non applicable; sans objet"],
  ["refused", "refusé; refusée; refus; refus du patient"],
  ["unusable-sample", "hémolysé; hémolyse; échantillon hémolysé; coagulé; échantillon insuffisant"],
  // Spanish
  ["unknown", "desconocido; desconocida; no conocido; no conocida; se desconoce; no sabe; ns/nc"],
  ["pending", "pendiente; en proceso; pendiente de resultado"],
  [
    "not-performed",
    "no realizado; no realizada; no hecho; no hecha; no medido; no medida; no se realizó; no evaluado; no evaluada; no se hizo",
  ],
  [
    "not-recorded",
    "sin datos; sin dato; s/d; s/i; no consta; no registrado; no registrada; faltante; no informado; no informada; sin información",
  ],
  ["not-available", "no disponible"],
  ["not-applicable", "no aplica; no aplicable; no procede"],
  ["unusable-sample", "hemolizado; hemolizada; muestra hemolizada; coagulada; muestra insuficiente"],
  // Italian
  ["unknown", "sconosciuto; sconosciuta; ignoto; non noto; non nota; non conosciuto"],
  ["pending", "in attesa; in corso"],
  [
    "not-performed",
    "non eseguito; non eseguita; non effettuato; non effettuata; non fatto; non fatta; non misurato; non misurata; non valutato; non valutata; non dosato",
  ],
  [
    "not-recorded",
    "mancante; dato mancante; dati mancanti; non pervenuto; non riportato; non registrato; non specificato; nessun dato",
  ],
  ["not-available", "non disponibile"],
  ["not-applicable", "non applicabile"],
  ["unusable-sample", "emolizzato; emolisi; campione emolizzato; coagulato; campione insufficiente"],
  // Portuguese
  ["unknown", "desconhecido; desconhecida; não conhecido; não sabe; ignorado; ignorada"],
  ["pending", "em andamento; aguardando; aguardando resultado; pendente"],
  ["not-performed", "não realizado; não realizada; não feito; não feita; não medido; não avaliado; não avaliada"],
  ["not-recorded", "não informado; não informada; não registrado; sem dados; sem dado; sem informação; não consta"],
  ["not-available", "não disponível; indisponível"],
  ["not-applicable", "não se aplica; não aplicável"],
  ["unusable-sample", "hemolisado; amostra hemolisada; amostra insuficiente"],
  // Dutch
  ["unknown", "onbekend; niet bekend"],
  ["pending", "volgt nog; in behandeling"],
  ["not-performed", "niet gedaan; niet uitgevoerd; niet bepaald; niet gemeten"],
  ["not-recorded", "ontbreekt; ontbrekend; niet vermeld; geen gegevens"],
  ["not-available", "niet beschikbaar"],
  ["not-applicable", "niet van toepassing; nvt; n.v.t"],
  // Russian
  ["unknown", "неизвестно; не известно"],
  ["pending", "в работе; ожидается"],
  [
    "not-performed",
    "не выполнено; не выполнялось; не проводилось; не проведено; не сделано; не измерено; не измерялось; не исследовано; не определялось",
  ],
  ["not-recorded", "нет данных; не указано; отсутствуют данные; нет сведений; нет информации; не заполнено"],
  ["not-available", "н/д; недоступно"],
  ["not-applicable", "неприменимо; не применимо"],
  // Chinese
  ["unknown", "不详; 不詳; 未知; 不明; 不清楚; 不清"],
  ["pending", "待定; 待回报; 结果未回; 未回报; 检测中; 待查; 待检; 结果未出; 檢測中; 待檢"],
  ["not-performed", "未查; 未做; 未检; 未检测; 未检查; 未测; 未测定; 未行; 未进行; 未评估; 未檢; 未檢測; 未檢查; 未測; 未進行"],
  [
    "not-recorded",
    "未提供; 未记录; 未填; 未填写; 缺失; 无数据; 无资料; 无记录; 无结果; 数据缺失; 未填寫; 未記錄; 無資料; 無數據",
  ],
  ["not-applicable", "不适用; 不適用"],
  ["refused", "拒绝; 拒查; 拒检"],
  ["unusable-sample", "溶血; 标本溶血; 标本凝固; 标本不足; 标本量不足"],
  // Japanese
  ["pending", "検査中; 結果待ち; 報告待ち"],
  ["not-performed", "未検査; 未実施; 未測定; 未施行; 未評価; 測定せず; 検査せず"],
  ["not-recorded", "未記入; 記載なし; データなし; 記録なし; 欠測"],
  ["not-applicable", "該当なし; 非該当; 対象外"],
  ["refused", "拒否"],
  ["unusable-sample", "検体不良; 検体不足; 検体凝固"],
];

const REASONS: ReadonlyMap<string, MissingReason> = new Map(
  MISSING_CELLS.flatMap(([reason, words]) =>
    words.split("; ").flatMap((word) => keyboardSpellings(word).map((one) => [one, reason] as const)),
  ),
);

/** Spreadsheets fill a cell that is too narrow for its number with these. */
const HASHES = /^##+$/;
const ONLY_DASHES = /^-+$/;
const BRACKETED_WORDS = /^[([](\p{L}[^()[\]]*)[)\]]$/u;
const LONGEST = 60;

/**
 * Why a cell holds no value, if it is one of the built-in words. Brackets around a word and a full stop behind it do not count.
 *
 * @param folded the cell, unwrapped and folded by `foldSpelling`
 */
export function missingWord(folded: string): MissingReason | undefined {
  const known = REASONS.get(folded);
  if (known !== undefined) return known;
  if (HASHES.test(folded)) return "error";
  if (ONLY_DASHES.test(folded)) return "dash";
  if (folded.length > LONGEST) return undefined;
  const bare = BRACKETED_WORDS.exec(folded)?.[1]?.trim() ?? folded;
  const closed = bare.replace(/^([<>]) /, "$1").replace(/\.$/, "");
  // Cutting must not leave a blank: only what is really empty is blank.
  return closed === "" ? undefined : REASONS.get(closed);
}
