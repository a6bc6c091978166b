/** Cells of words that say the same thing twice, or repeat what the column is about: `negativ (1+)`, `Schrittmacher: nein`, `kein Schrittmacher`. */
import { memoOf } from "./memo.js";
import { withoutMethod } from "./method-words.js";
import type { Named } from "./spec.js";
import { foldSpelling, keyboardSpellings } from "./text.js";

/** Longer cells are prose. */
const LONGEST = 60;
const MOST_PARTS = 3;

const BETWEEN = /\s*[()[\],;:=]\s*|\s+-\s+/u;
/** What may follow a statement without changing it. */
const ENDS = /[!。\s]+$/u;

/** Words for how sure something is: they add nothing to a yes or a no beside them. */
const SURE: ReadonlySet<string> = new Set(
  (
    "sicher|gesichert|bestätigt|histologisch gesichert|confirmed|proven|biopsy proven|definite|confirmé|confirmée|confirmés|confirmées|certain|certaine|prouvé|prouvée|" +
    "confirmado|confirmada|confirmados|confirmadas|confermato|confermata|confermati|confermate|подтверждено|подтвержден|подтверждён|" +
    "已证实|病理证实|证实|确诊|已确诊|已證實|病理證實|確診|確定|確認済|確認済み"
  ).split("|"),
);

/** Words that deny what follows them. */
const DENIAL =
  /^(?:no known|no|not|without|kein bekannter|keine bekannten|kein(?:e[nrs]?)?|nicht|ohne|pas de|pas d['’]|sans|absence de|absence d['’]|aucune?|non|sin|ning[uú]na?|senza|nessun[ao]?|sem|nenhuma?|нет|без|geen|zonder)(?:\s+|(?<=['’]))/u;
const DENIAL_CLOSE = /^(?:无|無|没有|沒有|未见|未見|未发现|未發現|否认|否認)/u;

/** Words at the beginning and at the end of a finding that say that it is not there, or that it is. */
const ABSENT =
  /^(?:neg|absen|ausen|assen|normal|unauff|o\. ?b|healthy|gesund|free of|正常|ohne$|keine?$|none$|阴性|陰性|없|아니|음성)|^(?:nie|brak|ne|nej|nem|nincs|yok|hayır|ei|nu|όχι|không)(?!\p{L})|(?:无|無|なし|無し|阴性|陰性|없음|frei|[- ]free)$/u;
const PRESENT =
  /^(?:with|mit|avec|con|com|с|pos(?:\.|it)|阳性|陽性)(?!\p{L})|^(?:tak|ano|jo|igen|van|var|evet|kyllä|da|ναι|có)(?!\p{L})|^(?:posit|nachgew|festgest|detected|found|diagnosed|known|bekannt|décel|trouv|détect|detectad|rilevat|riscontrat|обнаруж|выявл)|^(?:있|예|네|양성)|(?:あり|有り|阳性|陽性|있음)$/u;

/** Whether a phrase says that something is there, or is not: `with metastases`, `keine Metastasen`; undefined if neither. */
export function isPresent(folded: string): boolean | undefined {
  if (DENIAL.test(`${folded} `) || DENIAL_CLOSE.test(folded) || ABSENT.test(folded)) return false;
  return PRESENT.test(folded) ? true : undefined;
}

/** What a text means, if it is a spelling or a word for yes or no. */
type Meaning<T> = (text: string) => T | undefined;

/** What a text means if all its parts, between brackets and commas, agree, or say only how sure that is. */
export function sameInParts<T extends string | boolean>(folded: string, meaning: Meaning<T>): T | undefined {
  if (folded.length > LONGEST) return undefined;
  const ended = folded.replace(ENDS, "");
  const text = withoutMethod(ended) ?? ended;
  const parts = text.split(BETWEEN).filter((part) => part !== "");
  if (parts.length > MOST_PARTS) return undefined;
  let found: T | undefined;
  for (const part of parts) {
    if (SURE.has(part) && parts.length > 1) continue;
    const one = meaning(part);
    if (one === undefined || (found !== undefined && one !== found)) return undefined;
    found = one;
  }
  return found;
}

/** Headings that in a cell would speak of a part only: `no uncontrolled infection`. */
const NARROWER = /uncontrolled|concurrent|definitivo|永久/u;

/** Names of a field as cells may repeat them; the longest first. */
const spelledNames = memoOf(({ name = "", label = "", aliases = [] }: Named): readonly string[] => {
  const names = [name, label, ...aliases].flatMap((one) => keyboardSpellings(foldSpelling(one)));
  return [...new Set(names)].filter((one) => one !== "" && !NARROWER.test(one)).sort((a, b) => b.length - a.length);
});

/** Whether a text denies what its column is about: `kein Schrittmacher`. */
export function isDenied(folded: string, named: Named): boolean {
  const denial = DENIAL.exec(folded) ?? DENIAL_CLOSE.exec(folded);
  return denial !== null && spelledNames(named).includes(folded.slice(denial[0].length));
}

const JOINT = /^\s*[:=]?\s*(?=\S)/u;
const LETTER_BEFORE = /[\p{Script=Latin}\p{Script=Cyrillic}\d]$/u;
const LETTER_FIRST = /^[\p{Script=Latin}\p{Script=Cyrillic}\d]/u;

/** The text after the name of what the column is about: `脳転移なし`, `HBsAg negativ`. */
export function behindName(folded: string, named: Named): string | undefined {
  const name = spelledNames(named).find((one) => folded.length > one.length && folded.startsWith(one));
  if (name === undefined) return undefined;
  const rest = folded.slice(name.length);
  // `HER20` is not HER2.
  if (LETTER_BEFORE.test(name) && LETTER_FIRST.test(rest)) return undefined;
  return rest.replace(JOINT, "");
}
