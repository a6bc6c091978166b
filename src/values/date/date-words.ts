/** Words around a date that change nothing of it, or leave its month alone: `bis 03.04.26`, `03.04.26 (Zyklus 6)`, `Mitte März 2026`. */

import { pattern } from "../pattern.js";
import { GIVEN } from "../treatment-words.js";

const LAST =
  "bis(?: zum)?|until|till|through|jusqu['’]?(?:au|à)|hasta(?: el)?|fino al?|até|tot|до|至|止于|zuletzt(?: am)?|zul\\.|last(?: on)?|dernière?(?: le)?|última?(?: el)?|ultim[ao](?: il)?|" +
  "beendet(?: am)?|abgeschlossen(?: am)?|ended(?: on)?|stopped(?: on)?|completed(?: on)?|finished(?: on)?|terminée?(?: le)?|arrêtée?(?: le)?|finie?(?: le)?|" +
  "finalizad[ao](?: el)?|terminad[ao](?: el)?|suspendid[ao](?: el)?|terminat[ao](?: il)?|finit[ao](?: il)?|sospes[ao](?: il)?|suspens[ao](?: em)?|interrott[ao](?: il)?|suspendue?(?: le)?|interrompue?(?: le)?|interrumpid[ao](?: el)?|abgesetzt(?: am)?|conclus[ao](?: il)?|encerrad[ao](?: em)?|terminad[ao](?: em)?|末次|最后一次|最終";
const BEFORE_LAST = new RegExp(`^(?:${LAST})[\\s:]*(?=\\d)`, "iu");
const BORN_BEFORE =
  /^(?:\*|geb(?:oren|\.)?(?: am)?|née?(?: le)?|born(?: on)?|nacid[oa](?: el)?|nac\.|nat[oa](?: il)?|nascid[oa](?: em)?|nasc\.|род\.)\s*(?=\d)/iu;
const BORN_BEHIND = /(?<=\d|[年月日号號])\s*(?:生まれ|出生|生|г\.\s?р\.?)$/u;

const ENDED =
  "beendet|abgebrochen|abgeschlossen|letzte gabe|ended|stopped|completed|last dose|terminée?|arrêtée?|finalizad[ao]|terminad[ao]|suspendid[ao]|terminat[ao]|停药|结束|末次|終了|中止|まで";
const BEHIND = new RegExp(
  `(?<=\\d\\.?|[日号號年月])(?:\\s*[(]\\s*(?:(?:${GIVEN}|${ENDED})(?:\\s?[,+/]\\s?(?=[^\\s)])|(?=\\s*\\)))){1,3}\\s*[)]|\\s*,\\s*(?:${GIVEN}|${ENDED})(?:\\s?[+/]\\s?(?:${GIVEN}))?|\\s+(?:${ENDED})|(?<=[日号號])(?:${ENDED})|(?<=\\d)まで)$`,
  "iu",
);

/** Of a first cycle: others may have followed, and the day of the first is more likely when it all began. */
const FIRST_CYCLE =
  /(?:c|zyklus|zykl\.|cycles?|ciclo|cykl|курс|цикл)\s?0?1(?!\d)|(?<!\d)1\.? ?(?:zyklus|cycle|ciclo|курс|цикл|周期|程|クール|コース)/iu;

/** Words that say where in its month, or year, something lies. `inizio 03/26` is more likely when a treatment began. */
const PART_BEFORE = pattern("iu")`
  ^(?:mitte|anfang|ende|mid|early|late|end of|mi[- ]
    |(?:beginning of|start of|début|inizio|начало|begin)(?= \p{L})
    |fin|principios de|comienzos de|mediados de|finales de|fines de
    |metà|fine
    |início de|começo de|meados de|fim de|final de
    |середина|конец
    |midden|eind)
  (?:[\s-]+|(?<=[\s-]))(?=[\p{L}\d])
`;
const PART_BEHIND = /(?<=[年月])(?:上旬|中旬|下旬|初|底|末|中|头|末尾)$/u;

/** A date's text without words that change nothing of it. */
export function withoutDateWords(text: string, isBirth: boolean): string {
  if (isBirth) return text.replace(BORN_BEFORE, "").replace(BORN_BEHIND, "");
  return text
    .replace(/[，、]/g, ",")
    .replace(BEHIND, (words) => (FIRST_CYCLE.test(words) ? words : ""))
    .replace(BEFORE_LAST, "");
}

/** The text of the month or year of which only a part is meant; undefined if none is. */
export function wholeOfPart(text: string): string | undefined {
  const whole = text.replace(PART_BEFORE, "").replace(PART_BEHIND, "");
  return whole === text ? undefined : whole;
}
