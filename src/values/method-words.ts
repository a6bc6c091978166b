/** How something was found out. Such a word in brackets behind a result changes nothing of it: `nein (cMRT)`. In front of one it may say that nothing was done: `MRT: keine`. */

/** Folded, with `|` between them. What decides a result (`FISH`, `IHC`) is not here: fields spell it. */
const METHODS =
  "c?mrt|k?mrt|mri|mr|c?ct|ct|pet|pet[-/]ct|echo|tte|tee|ekg|ecg|histo|histologie|histology|pathologie|pathology|biopsie|biopsy|test|labor|lab|" +
  "sono|szinti|röntgen|rö|befund|irm|irm cérébrale|tdm|scanner|tep|tep[-/]tdm|ett|anapath|bio|rm|rmn|rnm|rm cerebral|rm cerebrale|tac|tc|eco|" +
  "ecografia|ecografía|ecocardio|ecocardiograma|ecocardiogramma|biopsia|laboratorio|laboratório|analítica|analitica|анализ|мрт|кт|пэт|пэт[-/]кт|" +
  "эхокг|эхо-кг|эхо|узи|гистология|磁共振|核磁|核磁共振|头颅mri|头颅ct|頭颅mri|颅脑mri|脑mri|头mri|心超|心脏彩超|心动图|超声|彩超|病理|复查|頭部mri|頭部ct|脳mri|" +
  "造影mri|造影ct|エコー|心エコー|超音波|レントゲン|組織診|生検|plt|kopf-?mrt|schädel-?mrt|schädel-?ct|brain mri|head ct|cranial mri|cmri";

/** One method, or several: `CT/MRT`. */
export const METHOD = `(?:${METHODS})(?:\\s?[/+&,]\\s?(?:${METHODS})){0,2}`;

const IN_BRACKETS = new RegExp(`^(.*\\S)\\s*[([](?:${METHOD})[)\\]]$`, "u");
const BEFORE_A_WORD = new RegExp(
  `^(?:${METHOD})(?:\\s?[:=]\\s?|\\s+|(?<=[\\p{Script=Han}\\p{Script=Katakana}ー]|[a-z](?=\\p{Script=Han})))(\\S.*)$`,
  "u",
);

/** A folded text without the method that stands in brackets behind it; undefined where there is none. */
export function withoutMethod(folded: string): string | undefined {
  return IN_BRACKETS.exec(folded)?.[1];
}

/** What stands behind a method, with a colon or without: `MRT ausstehend`. Enough where it says that there is no result. */
export function behindMethod(folded: string): string | undefined {
  return BEFORE_A_WORD.exec(folded)?.[1];
}
