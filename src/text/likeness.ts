/**
 * Which name was probably meant. Only for suggestions: nothing is ever matched by likeness. Names are compared word by word: a slip within one word
 * is a slip, but another word (`no`, `log10`, `B` for `C`, `liver` for `brain`) means another thing.
 */
import { foldSpelling } from "../values/text.js";
import { editDistance } from "./edit-distance.js";

/** Words that do not change a name's meaning. All others may reverse or narrow it; so may a prefix: `in-active`, `a_symptomatic`. */
const NEUTRAL: ReadonlySet<string> = new Set(
  "the at of der die das des du la le el del patient patients subject participant value values val wert valeur valor yn 值".split(
    " ",
  ),
);

/** Who measured it, and that it was: a `pregnancy test` that is `yes` was done, so of numbers and codes only. */
const MEASURED: ReadonlySet<string> = new Set([
  ...NEUTRAL,
  ...(
    "lab labs laboratory labor local hospital klinik clinic screening measured result results ergebnis résultat resultado " +
    "level levels test status serum blood virus 结果 检测 本院"
  ).split(" "),
]);

/** Words that differ in one letter, of which a file may have only one. */
const CONFUSABLE: ReadonlySet<string> = new Set(
  (
    "hbsag hbeag hbcag hbsab hbeab hbcab thyroxine thyronine hypertension hypotension hyperkalemia hypokalemia hypercalcemia hypocalcemia " +
    "hyperglycemia hypoglycemia hypernatremia hyponatremia hyperthyroidism hypothyroidism"
  ).split(" "),
);

/** Longer names are sentences. */
const LONGEST = 60;
/** More names than these are not compared: a suggestion is not worth minutes. */
const MOST = 2_000;

/** `(yes/no)`, `[ja/nein]`: what the cells say, not what they are about. */
const ANSWERS = /[([]?\s*(?:yes|y|ja|j|oui|o|s[ií]|s|sim|да|是|有)\s*[/|,]\s*(?:no|n|nein|non|não|нет|否|无)\s*[)\]]?\s*$/u;
const TOKEN = /[\p{L}\p{M}]+|\p{N}+|[%#+<>=]|-$/gu;

/** The words, numbers and signs of a name. `log10` is two. */
function wordsOf(name: string): readonly string[] {
  if (name.length > 3 * LONGEST) return [];
  const words = foldSpelling(name).replace(ANSWERS, "").match(TOKEN) ?? [];
  return words.join("").length > LONGEST ? [] : words;
}

/** Correct words: none of them is a slip of another. */
export interface Words {
  has(word: string): boolean;
}

/** All words of some names. */
export function vocabularyOf(names: Iterable<string>): ReadonlySet<string> {
  const found = new Set<string>();
  for (const name of names) for (const word of wordsOf(name)) found.add(word);
  return found;
}

/** Scripts without spaces between words: one character gives a name another meaning. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** Whether a word is another one with one slip of the pen. A correct word is not a slip, nor is one that a prefix reverses (`a-`, `un-`). */
function isSlip(word: string, meant: string, known: Words): boolean {
  const [short, long] = word.length < meant.length ? [word, meant] : [meant, word];
  if (short.length < 4 || !/^\p{L}/u.test(short) || word[0] !== meant[0] || long.endsWith(short)) return false;
  if (UNSPACED.test(word) || CONFUSABLE.has(word) || known.has(word)) return false;
  const edits = editDistance(word, meant, short.length < 12 ? 1 : 2);
  return edits !== undefined && (short.length > 7 || isSwapOrVowel(short, long));
}

const DOUBLED = /(.)\1+/gu;

/** A doubled letter, swapped letters, or an added vowel: any other letter turns a short word into another (`reused`, `refused`). */
function isSwapOrVowel(short: string, long: string): boolean {
  if (short.replace(DOUBLED, "$1") === long.replace(DOUBLED, "$1")) return true;
  const more = [...long];
  for (const letter of short) {
    const at = more.indexOf(letter);
    if (at < 0) return false;
    more.splice(at, 1);
  }
  return more.every((letter) => /[aeiouy]/.test(letter));
}

/** The distance of written words from a name; undefined if they mean another thing. */
function distance(
  written: readonly string[],
  meant: readonly string[],
  known: Words,
  neutral: ReadonlySet<string>,
): number | undefined {
  const used = new Set<number>();
  const hasOwn = meant.some((word) => !neutral.has(word));
  // With more than two words, the order matters: `chemotherapy after progression`.
  const isOrdered = Math.max(written.length, meant.length) > 2;
  let [far, last] = [0, -1];
  for (const word of meant) {
    const find = (is: (one: string) => boolean): number =>
      written.findIndex((one, index) => !used.has(index) && (!isOrdered || index > last) && is(one));
    const same = find((one) => one === word);
    const at = same >= 0 ? same : find((one) => !meant.includes(one) && isSlip(one, word, known));
    if (at < 0 && !(hasOwn && neutral.has(word))) return undefined;
    if (same < 0) far += at < 0 ? 1 : 2;
    if (at < 0) continue;
    used.add(at);
    last = at;
  }
  const rest = written.filter((_, index) => !used.has(index));
  return rest.every((word) => neutral.has(word)) ? far + rest.length : undefined;
}

/** Finds the nearest name; of equally near ones the first. */
class Nearest {
  name: string | undefined;
  #least = Number.POSITIVE_INFINITY;
  #left = MOST;

  /** @returns false once no more are compared */
  offer(name: string, far: () => number | undefined): boolean {
    if (this.#left === 0) return false;
    this.#left -= 1;
    const found = far();
    if (found !== undefined && found < this.#least) [this.name, this.#least] = [name, found];
    return true;
  }
}

/**
 * The heading that is most like one of a thing's names; undefined if none is. Of equally near ones the first.
 *
 * @param kind of what is looked for: something measured, or what is so or not
 */
export function likeliestHeading(
  names: readonly string[],
  headings: Iterable<string>,
  known: Words,
  kind: "measured" | "other",
): string | undefined {
  const neutral = kind === "measured" ? MEASURED : NEUTRAL;
  const meant = names.map(wordsOf).filter((words) => words.length > 0);
  const nearest = new Nearest();
  for (const heading of headings) {
    const written = wordsOf(heading);
    const far = (): number | undefined => {
      const found = meant.flatMap((words) => distance(written, words, known, neutral) ?? []);
      return written.length === 0 || found.length === 0 ? undefined : Math.min(...found);
    };
    if (!nearest.offer(heading, far)) break;
  }
  return nearest.name;
}

/** A smaller share of a heading is chance. */
const CHANCE = 0.5;

/**
 * How much of a heading stands in one of a thing's names, by pairs of letters: `Thrombos`, `Hirnmeta`, `肿瘤最大径`. From 0 to 1, for the order in which
 * headings are offered to a person, and for nothing else.
 */
export function resemblance(heading: string, names: readonly string[]): number {
  const own = pairsOf(heading);
  const shares = names.map((name) => {
    const pairs = pairsOf(name);
    // Two or three letters are found in almost any name.
    return [...own].filter((pair) => pairs.has(pair)).length / Math.max(own.size, 5);
  });
  const most = Math.max(0, ...shares);
  return most < CHANCE ? 0 : most;
}

/** Two letters side by side, word by word. */
function pairsOf(name: string): ReadonlySet<string> {
  return new Set(wordsOf(name).flatMap((word) => Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2))));
}

/** The name that was meant by what is written; undefined if none is like it. A word of any other name is no slip. */
export function likeliestName(written: string, names: readonly string[]): string | undefined {
  const words = wordsOf(written);
  const known = vocabularyOf(names);
  const nearest = new Nearest();
  for (const name of names) {
    const meant = wordsOf(name);
    const far = (): number | undefined =>
      words.length * meant.length === 0 ? undefined : distance(words, meant, known, NEUTRAL);
    if (!nearest.offer(name, far)) break;
  }
  return nearest.name;
}
