/** Columns about the same yes or no, or the same code: its words (`Sex_label`), remarks on it, and whether it is not known. */

import { NO_UNIT } from "../cells/column-unit.js";
import { readText } from "../cells/read-cell.js";
import type { Field } from "../language/model.js";
import { foldHeading } from "../values/heading.js";
import { memo, once } from "../values/memo.js";
import { missingWord } from "../values/missing.js";
import { pattern } from "../values/pattern.js";
import type { MissingReason, Reading } from "../values/reading.js";
import { foldSpelling, trimWhite, withoutAccents } from "../values/text.js";
import { headingWords, isNameOf, isOnField, withoutWord } from "./remarks.js";
import { settingsOf } from "./settings.js";
import { tickOf } from "./status-columns.js";

/** The code in words, as programs write it beside the code. */
const LABELS = headingWords(
  "label lbl labels factor decode decoded display klartext bezeichnung beschriftung libellé etiqueta etichetta rótulo 标签 標籤 ラベル",
);
/** A yes below these says that the answer is open, */
const OPEN = headingWords(
  "unknown unclear uncertain missing notassessed notdone notevaluated pending suspected possible suspicion unbekannt unklar fraglich verdacht",
  "nichtbeurteilt nichtuntersucht ausstehend inconnu incertain suspecté desconocido incierto sospecha pendiente sconosciuto sospetto",
  "desconhecido suspeita неизвестно подозрение 未知 不明 疑似 未查 疑い",
);
/** and below these that it is yes, or may become so. */
const MORE = headingWords(
  "mri mrt cmri irm rmn mr ct pet petct scan imaging bildgebung radiology мрт кт 磁共振 核磁",
  "confirmed proven bestätigt confirmé confirmado confermato 确诊 new neu current currently aktuell active aktiv history ever",
);

/** Every list of such words. */
export const ANSWER_WORDS = [LABELS, OPEN, MORE];

/** A remark that leaves the answer open. */
const LEFT_OPEN = pattern("u")`
  \b(?:(?:cannot|can ?not|can't|could not) be (?:ruled out|excluded)|(?:not|never) (?:ruled out|excluded|assessed|evaluated|done|known|confirmed)
    |cannot (?:rule out|exclude)|rule out|suspect(?:ed)?|suspicio(?:n|us)|possibl[ey]|probabl[ey]|likely|unclear|uncertain|unknown|equivocal|indeterminate
    |inconclusive|pending|awaiting|awaited|to be (?:confirmed|done|clarified)|no (?:mri|ct|imaging|scan)|questionable // English
    |(?:nicht|nie) (?:sicher )?(?:ausgeschlossen|auszuschlie(?:ss|ß)en|beurteilbar|beurteilt|untersucht|durchgefue?hrt|bekannt)|kein (?:mrt|ct)
    |verdacht\w*|v\.?\s?a\.?(?=\s|$)|moe?glich\w*|wahrscheinlich|fraglich\w*|unklar\w*|unbekannt|ausstehend|steh(?:t|en) (?:noch )?aus|abzukla\w* // German
    |(?:non|pas) (?:exclue?s?|connue?s?|evaluee?s?|fait)|ne peut\S* (?:pas )?etre exclu\w*|suspect\w*|suspicion|a exclure|en attente|inconnue?s?|incertain\w*
    |no (?:se puede|descartad\w*|evaluad\w*|conocid\w*|realizad\w*)|a descartar|sospech\w*|posible\w*|pendiente\w*|desconocid\w* // Spanish
    |non (?:esclu\w*|valutat\w*|not[oaie])|sospett\w*|possibil\w*|da escludere|in attesa|sconosciut\w* // Italian
    |nao (?:se pode|descartad\w*|avaliad\w*|conhecid\w*)|suspeit\w*|possive\w*|desconhecid\w*|niet uitgesloten|verdenking|onbekend)(?!\p{L})
  |нельзя исключ|не исключ|подозр|вероятн|неизвестн|неясн|не обслед
  |不能排除|不除外|除外待|待排|待查|可疑|疑似|不详|不明|未查|未做|待定|可能
  |否定でき|除外でき|疑い|疑われ|未検査|未実施
  |^\?+$
`;
/** `suspected, then excluded`; `excluded by MRI`. */
const SETTLED = /\b(?:excluded|ruled out|ausgeschlossen|exclue?s?|descartad\w*|esclus\w*)\b|已排除/u;

/** What a column says of an answer: whether its cell speaks against it; undefined if the column is none of those. */
export function answerBeside(
  heading: string,
  field: Field,
  ofValue: string,
): ((cell: string, answer: Reading) => boolean) | undefined {
  if (field.type !== "boolean" && field.type !== "code") return undefined;
  const text = foldHeading(heading);
  const isOn = (words: ReadonlySet<string>): boolean => {
    const subject = withoutWord(text, words);
    return subject !== undefined && isNameOf(subject, field, ofValue);
  };
  const said = once(() => readerOf(field));
  if (isOn(LABELS()))
    return (cell, answer) => {
      const label = said()(cell);
      return trimWhite(cell) !== "" && (label.state !== "read" || areApart(label, answer));
    };
  // `no` may only mean that there is no remark.
  if (isOnField(heading, field, ofValue))
    return (cell, answer) => isLeftOpen(cell) || (tickOf(cell) !== false && areApart(said()(cell), answer));
  if (field.type !== "boolean") return undefined;
  if (isOn(OPEN())) return (cell) => tickOf(cell) === true;
  const mayBeYes = (cell: string): boolean => tickOf(cell) === true || missingWord(foldSpelling(cell)) === "pending";
  return isOn(MORE()) ? (cell, answer) => mayBeYes(cell) && areApart(YES, answer) : undefined;
}

/** Reads words as in the field's own column. */
function readerOf(field: Field): (cell: string) => Reading {
  const { columnUnit, parseOptions } = settingsOf(field, undefined, "", NO_UNIT);
  return memo(500, String, (cell) =>
    readText(cell, columnUnit, undefined, { field, parseOptions, checkbox: false, asOf: undefined }),
  );
}

const YES: Reading = { state: "read", type: "boolean", possibilities: [true], assumed: undefined };

/** Whether two readings have nothing in common. */
function areApart(one: Reading, other: Reading): boolean {
  if (one.state !== "read" || other.state !== "read") return false;
  if (one.type === "boolean" && other.type === "boolean")
    return !one.possibilities.some((it) => other.possibilities.includes(it));
  return one.type === "code" && other.type === "code" && !one.possibilities.some((it) => other.possibilities.includes(it));
}

/** A dash, or `n/a`, is no remark. */
const OPEN_REASONS: readonly MissingReason[] = ["unknown", "pending", "not-performed"];

function isLeftOpen(cell: string): boolean {
  const folded = foldSpelling(cell);
  const text = withoutAccents(folded);
  const missing = missingWord(folded);
  if (missing !== undefined) return OPEN_REASONS.includes(missing);
  return LEFT_OPEN.test(text) && !(SETTLED.test(text) && !/\b(?:not|cannot|nicht|no|non|ne|nao|niet)\b/u.test(text));
}
