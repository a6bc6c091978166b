/** One part of a unit, as written, to canonical parts: case rules and words. */
import { once } from "../memo.js";
import { isPart } from "./code.js";
import { SYMBOLS, UNFOLDED, WORD_PREFIXES, WORD_STEMS, WORDS } from "./spellings.js";
import { ATOMS } from "./table.js";

/** How a unit that is not in conventional case is written throughout: `MG/DL`, `miu/l`. Mixtures may hide another prefix. */
export type Fold = "upper" | "lower" | undefined;

function split(parts: string): readonly string[] {
  return parts.split(" ");
}

/** `milligrams` by rule. */
function metricWord(word: string): readonly string[] {
  const singular = word.endsWith("s") ? word.slice(0, -1) : word;
  for (const [prefix, symbol] of WORD_PREFIXES) {
    const stem = singular.startsWith(prefix) ? WORD_STEMS.get(singular.slice(prefix.length)) : undefined;
    if (stem !== undefined) return exactly(symbol + stem);
  }
  return [];
}

/** `week(s)`, `Woche(n)`: one or more. */
const PLURAL = /(?<=\p{L}{2})\(([sne])\)$/u;

function inWords(part: string): readonly string[] {
  const word = part.toLowerCase().replace(PLURAL, "$1");
  const listed = WORDS.get(word);
  return listed === undefined ? metricWord(word) : split(listed);
}

/** Whether a part is a word, whose case means nothing. */
export function isWord(part: string): boolean {
  return inWords(part).length > 0;
}

/** The case that all letters of these parts share, if they share one; mu has none. */
export function foldCase(parts: readonly string[]): Fold {
  const letters = parts.join("").replaceAll("µ", "");
  if (letters === letters.toUpperCase()) return "upper";
  return letters === letters.toLowerCase() ? "lower" : undefined;
}

function exactly(part: string): readonly string[] {
  const spelled = SYMBOLS.get(part);
  const meanings = spelled === undefined ? [] : split(spelled);
  return isPart(part) && !meanings.includes(part) ? [part, ...meanings] : meanings;
}

/** Every symbol in one case -> canonical parts. */
function folded(to: (text: string) => string): ReadonlyMap<string, readonly string[]> {
  const all = new Map<string, readonly string[]>();
  const canonical = [...ATOMS].flatMap(([name, { prefixes }]) => [...prefixes].map((one) => (one === "1" ? name : one + name)));
  for (const symbol of new Set([...canonical, ...SYMBOLS.keys()])) {
    if (UNFOLDED.has(symbol)) continue;
    const key = to(symbol);
    all.set(key, [...new Set([...(all.get(key) ?? []), ...exactly(symbol)])]);
  }
  return all;
}
const upper = once(() => folded((text) => text.toUpperCase()));
const lower = once(() => folded((text) => text.toLowerCase()));

/** A mu that is no prefix has lost its unit (`µ/L`), or is a slip of the pen (`Iµ/L`): no U. */
const LOST_MU = /\p{L}µ|µ(?!\p{L})/u;

/** The canonical parts that a part may mean: as written, else as a word, else by the case that the whole unit shares. */
export function partsOf(part: string, fold: Fold): readonly string[] {
  if (LOST_MU.test(part)) return [];
  const exact = exactly(part.replaceAll("µ", "u"));
  if (exact.length > 0) return exact;
  const words = inWords(part);
  if (words.length > 0 || fold === undefined) return words;
  return (fold === "upper" ? upper().get(part.replaceAll("µ", "U")) : lower().get(part.replaceAll("µ", "u"))) ?? [];
}
