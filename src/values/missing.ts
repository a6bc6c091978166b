/** Words that mean that there is no value, and why. */
import { behindMethod } from "./method-words.js";
import type { MissingReason } from "./reading.js";
import { keyboardSpellings } from "./text.js";

/**
 * Whole cells, folded, with `;` between them. Only words with one meaning: `ND` (not done, not detected), `NR` (not reported, not
 * reactive), `nil` and `none` (zero, or nothing written) stand for opposite things and are not here. Accents may be left out. `null` and `NaN` are how
 * programs write a missing value; they are not blank cells, so a declared meaning of blanks does not apply to them.
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
  [
    "unusable-sample",
    "clot; clots; clotted; sample clotted; specimen clotted; clumped; clumps; clumping; platelet clumps; platelets clumped; unsatisfactory",
  ],
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
  [
    "pending",
    "ausst; folgt; kommt noch; wird nachgereicht; angefordert; ausstehend; steht aus; steht noch aus; noch ausstehend; befund ausstehend; folgt noch; in arbeit",
  ],
  [
    "not-performed",
    "nicht best; n. best; n. untersucht; n. gem; n.gem; nicht durchgef; n. gemacht; noch nicht erfolgt; noch nicht gemacht; nicht durchgeführt; nicht gemacht; nicht bestimmt; nicht erhoben; nicht gemessen; nicht untersucht; nicht erfolgt",
  ],
  [
    "not-recorded",
    "k.a; k. a; ka; keine angabe; keine angaben; keine daten; nicht dokumentiert; nicht angegeben; fehlt; fehlend",
  ],
  // `n.m.`: not measured, or not measurable
  [
    "not-available",
    "n.m; n. m; n.u; n. u; nicht messbar; n. messbar; nicht beurteilbar; s. befund; s. bef; siehe befund; s. brief; s. arztbrief; siehe brief",
  ],
  ["not-available", "nicht verfügbar; nicht vorliegend; liegt nicht vor"],
  ["not-applicable", "entf; trifft nicht zu; nicht relevant; nicht erforderlich; nicht zutreffend; entfällt; nicht anwendbar"],
  ["refused", "abgelehnt; verweigert"],
  [
    "unusable-sample",
    "hämolytisch; hämolyse; probe hämolytisch; geronnen; probe geronnen; gerinnsel; verklumpt; thrombozyten verklumpt; agglutiniert; zu wenig material; material unzureichend",
  ],
  // French
  [
    "unknown",
    "non connus; non connues; pas connu; pas connue; inconnu; inconnue; inconnus; inconnues; non connu; non connue; nsp; ne sait pas; nc; n.c",
  ],
  [
    "pending",
    "en att; att; en attente de résultat; demandé; demandée; en attente; en cours; résultat en attente; en attente du résultat; à venir",
  ],
  [
    "not-performed",
    "à faire; à prévoir; non prélevé; non demandé; non dosée; non mesurée; non fait; non faite; non réalisé; non réalisée; non effectué; non effectuée; non mesuré; non dosé; pas fait; pas faite; non évalué; non évaluée",
  ],
  [
    "not-recorded",
    "non renseigné; non renseignée; non précisé; non précisée; manquant; manquante; donnée manquante; données manquantes",
  ],
  [
    "not-recorded",
    "cf. cr; cf cr; voir cr; cf. compte rendu; voir compte rendu; non documenté; non documentée; non communiqué; non communiquée; pas de donnée; pas de données; aucune donnée",
  ],
  ["not-available", "non disponible; indisponible; nf; n.f; non mesurable"],
  ["not-applicable", "non applicable; sans objet"],
  ["refused", "refusé; refusée; refus; refus du patient"],
  [
    "unusable-sample",
    "hémolysée; prélèvement hémolysé; prélèvement coagulé; coagulée; caillot; caillots; agrégats; agrégats plaquettaires; amas plaquettaires; hémolysé; hémolyse; échantillon hémolysé; coagulé; échantillon insuffisant",
  ],
  // Spanish
  ["unknown", "desconocido; desconocida; no conocido; no conocida; se desconoce; no sabe; ns/nc"],
  [
    "pending",
    "pdte; pte; pend; en curso; solicitado; solicitada; a la espera; pendiente de resultados; pendiente; en proceso; pendiente de resultado",
  ],
  [
    "not-performed",
    "sin hacer; por hacer; no se ha hecho; no se ha realizado; no solicitado; no solicitada; no realizado; no realizada; no hecho; no hecha; no medido; no medida; no se realizó; no evaluado; no evaluada; no se hizo",
  ],
  [
    "not-recorded",
    "sin datos; sin dato; s/d; s/i; no consta; no registrado; no registrada; faltante; no informado; no informada; sin información",
  ],
  ["not-available", "no disponible"],
  ["not-applicable", "no aplica; no aplicable; no procede"],
  [
    "unusable-sample",
    "hemolizado; hemolizada; muestra hemolizada; coagulada; coagulado; coágulo; coágulos; muestra coagulada; agregados; agregados plaquetarios; lipémico; muestra lipémica; muestra insuficiente",
  ],
  // Italian
  ["unknown", "sconosciuto; sconosciuta; ignoto; non noto; non nota; non conosciuto"],
  ["pending", "in attesa; in att; in attesa di referto; in attesa di risultato; in corso; in lavorazione; richiesto; richiesta"],
  [
    "not-performed",
    "non eseg; da eseguire; da fare; non richiesto; non richiesta; non dosata; non eseguito; non eseguita; non effettuato; non effettuata; non fatto; non fatta; non misurato; non misurata; non valutato; non valutata; non dosato",
  ],
  [
    "not-recorded",
    "mancante; dato mancante; dati mancanti; non pervenuto; non riportato; non registrato; non specificato; nessun dato",
  ],
  ["not-available", "non disponibile"],
  ["not-applicable", "non applicabile"],
  [
    "unusable-sample",
    "emolizzata; coagulo; coaguli; campione coagulato; aggregati; aggregati piastrinici; lipemico; emolizzato; emolisi; campione emolizzato; coagulato; campione insufficiente",
  ],
  // Portuguese
  ["unknown", "desconhecido; desconhecida; não conhecido; não sabe; ignorado; ignorada"],
  [
    "pending",
    "aguarda; aguarda resultado; a aguardar; em curso; em análise; solicitado; solicitada; em andamento; aguardando; aguardando resultado; pendente",
  ],
  [
    "not-performed",
    "por fazer; a fazer; não colhido; não colhida; não solicitado; não foi feito; não realizado; não realizada; não feito; não feita; não medido; não avaliado; não avaliada",
  ],
  ["not-recorded", "não informado; não informada; não registrado; sem dados; sem dado; sem informação; não consta"],
  ["not-available", "não disponível; indisponível"],
  ["not-applicable", "não se aplica; não aplicável"],
  [
    "unusable-sample",
    "hemolisada; coagulado; coágulo; coágulos; amostra coagulada; agregados plaquetários; lipêmico; hemolisado; amostra hemolisada; amostra insuficiente",
  ],
  // Dutch
  ["unknown", "onbekend; niet bekend"],
  ["pending", "volgt nog; in behandeling"],
  ["not-performed", "niet gedaan; niet uitgevoerd; niet bepaald; niet gemeten"],
  ["not-recorded", "ontbreekt; ontbrekend; niet vermeld; geen gegevens"],
  ["not-available", "niet beschikbaar"],
  ["not-applicable", "niet van toepassing; nvt; n.v.t"],
  // Russian
  ["unknown", "неизвестно; не известно"],
  ["pending", "в работе; ожидается; в ожидании; ожидаем; назначено"],
  [
    "not-performed",
    "не выполнено; не выполнялось; не проводилось; не проведено; не сделано; не измерено; не измерялось; не исследовано; не определялось",
  ],
  ["not-recorded", "нет данных; не указано; отсутствуют данные; нет сведений; нет информации; не заполнено"],
  ["not-available", "н/д; недоступно"],
  ["not-applicable", "неприменимо; не применимо"],
  // Chinese
  ["unknown", "不详; 不詳; 未知; 不明; 不清楚; 不清"],
  [
    "pending",
    "待回; 未回; 结果未归; 待做; 待完善; 待化验; 已送检; 送检中; 未出; 待出; 待报告; 待报; 待報告; 已送檢; 待定; 待回报; 结果未回; 未回报; 检测中; 待查; 待检; 结果未出; 檢測中; 待檢",
  ],
  [
    "not-performed",
    "未评; 未评分; 未抽血; 未送检; 未测量; 未采; 未安排; 没做; 没查; 未评定; 未評; 未查; 未做; 未检; 未检测; 未检查; 未测; 未测定; 未行; 未进行; 未评估; 未檢; 未檢測; 未檢查; 未測; 未進行",
  ],
  [
    "not-recorded",
    "未提供; 未记录; 未填; 未填写; 缺失; 无数据; 无资料; 无记录; 无结果; 数据缺失; 未填寫; 未記錄; 無資料; 無數據",
  ],
  ["not-applicable", "不适用; 不適用"],
  ["refused", "拒绝; 拒查; 拒检"],
  [
    "unusable-sample",
    "凝固; 凝集; 聚集; 血小板聚集; 有凝块; 凝块; 标本凝集; 脂血; 乳糜; 乳糜血; 溶血; 标本溶血; 标本凝固; 标本不足; 标本量不足",
  ],
  // Japanese
  ["pending", "検査待ち; 未着; 結果未着; 依頼中; 検査予定; 未報告; 検査中; 結果待ち; 報告待ち"],
  ["not-performed", "未採血; 未提出; 検査未; 未検査; 未実施; 未測定; 未施行; 未評価; 測定せず; 検査せず"],
  ["not-recorded", "未記入; 記載なし; データなし; 記録なし; 欠測"],
  ["not-applicable", "該当なし; 非該当; 対象外"],
  ["refused", "拒否"],
  ["unusable-sample", "血小板凝集; 乳び; フィブリン析出; 検体溶血; 検体不良; 検体不足; 検体凝固"],
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
 * Why a cell holds no value, if it is one of the built-in words. Brackets around a word and a full stop after it are ignored.
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
  // Removing brackets must not make a blank: only a cell that really is empty is blank.
  if (closed === "") return undefined;
  const behind = REASONS.get(behindMethod(closed) ?? "");
  // `MRT -` is more likely a finding than an empty cell.
  return REASONS.get(closed) ?? (behind === "blank" ? undefined : behind);
}
