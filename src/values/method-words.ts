/** Methods of examination. Such a word in brackets after a result does not change it: `nein (cMRT)`. Before one it may mean that nothing was done: `MRT: keine`. */

/** Folded, as the methods are: somebody else examined it. */
export const ELSEWHERE = "extern|externe|external|externo|esterno|外院|他院";

/** Folded. What decides a result (`FISH`, `IHC`) is not here: fields spell it. */
const METHODS: ReadonlySet<string> = new Set(
  (
    `${ELSEWHERE}|` +
    "mrt|cmrt|kmrt|mri|mr|ct|cct|pet|pet-ct|pet/ct|echo|tte|tee|ekg|ecg|histo|histologie|histology|pathologie|pathology|biopsie|biopsy|test|labor|" +
    "lab|sono|szinti|röntgen|rö|befund|irm|irm cérébrale|tdm|scanner|tep|tep-tdm|tep/tdm|ett|anapath|bio|rm|rmn|rnm|rm cerebral|rm cerebrale|" +
    "tac|tc|eco|ecografia|ecografía|ecocardio|ecocardiograma|ecocardiogramma|biopsia|laboratorio|laboratório|analítica|analitica|анализ|мрт|кт|" +
    "пэт|пэт-кт|пэт/кт|эхокг|эхо-кг|эхо|узи|гистология|磁共振|核磁|核磁共振|头颅mri|头颅ct|頭颅mri|颅脑mri|脑mri|头mri|心超|心脏彩超|心动图|超声|彩超|病理|复查|頭部mri|頭部ct|脳mri|造影mri|" +
    "造影ct|エコー|心エコー|超音波|レントゲン|組織診|生検|plt|kopfmrt|kopf-mrt|schädelmrt|schädel-mrt|schädelct|schädel-ct|brain mri|head ct|cranial mri|cmri"
  ).split("|"),
);

const MARK = /[/+&,]/;
const BETWEEN_METHODS = /\s?[/+&,]\s?/g;
const IN_BRACKETS = /^(.*\S)\s*[([]([^()[\]]*)[)\]]$/u;
/** Where a method may end: at a colon, at a space, between scripts. */
const ENDS = /\s?[:=]\s?|\s+|(?<=[\p{Script=Han}\p{Script=Katakana}ー])|(?<=[a-z])(?=\p{Script=Han})/gu;
const ENDS_BEFORE_A_DAY = /[\s,:]+|(?=\d)/g;

/** True for one method, or up to three: `CT/MRT`. One pattern of all these words would take longer to build than a short list takes to screen. */
function isMethod(folded: string, most = 3): boolean {
  if (METHODS.has(folded)) return true;
  return (
    most > 1 &&
    MARK.test(folded) &&
    [...folded.matchAll(BETWEEN_METHODS)].some(
      ({ index, 0: mark }) => METHODS.has(folded.slice(0, index)) && isMethod(folded.slice(index + mark.length), most - 1),
    )
  );
}

/** The text after the longest method that it begins with. */
function behind(folded: string, ends: RegExp): string | undefined {
  const end = [...folded.matchAll(ends)].findLast(({ index }) => isMethod(folded.slice(0, index)));
  return end === undefined ? undefined : folded.slice(end.index + end[0].length);
}

/** A folded text without the method in brackets at its end; undefined if there is none. */
export function withoutMethod(folded: string): string | undefined {
  const [, text, inside = ""] = IN_BRACKETS.exec(folded) ?? [];
  return isMethod(inside) ? text : undefined;
}

/** The text after a method, with or without a colon: `MRT ausstehend`. Used only to find out that there is no result. */
export function behindMethod(folded: string): string | undefined {
  return behind(folded, ENDS) || undefined;
}

/** A day without the method in front of it: `MRT 3.11.`. */
export function dayBehindMethod(folded: string): string | undefined {
  return behind(folded, ENDS_BEFORE_A_DAY);
}
