/** Finds in a note what is explained, and how: the digits of `0 = no or not assessed; 1 = yes`, the letters of `N = nein, J = ja`. */

/** Something that a note explains. */
export interface Explained {
  readonly key: string;
  /** Whether a sign says so that joins nothing else, as `=` does; ` - ` and `:` may join anything. */
  readonly isFirm: boolean;
  /** Up to the next key; other meanings may stand beside it. */
  readonly meaning: string;
}

const VERB =
  "means|stands for|indicates|denotes|bedeutet|hei(?:ss|ß)t|steht für|entspricht|signifie|significa|означает|betekent|oznacza";
/** What may join a key and its meaning. */
export const SIGN = `(?:\\s*(?:[=:：＝→)\\]]|[-=]>|\\p{Pd})\\s*|\\s(?:${VERB})\\s(?:that\\s)?)`;
/** The same, and words of prose: `0 if not assessed`, `no may also mean unknown`. */
export const LINK = `(?:${SIGN}|\\s(?:(?:(?:is|was) )?(?:entered|used|coded|recorded|given|written|set)\\s)?(?:if|when|where|may (?:also )?mean|can (?:also )?mean|(?:also )?(?:means|includes?)|wenn|falls|kann (?:auch )?|inkl\\.?|einschl\\.?|auch|si|incluye|inclut|comprend|se|если)\\s)`;
const LOOSE = /^\s*[:：)\]\p{Pd}]\s*$/u;
/** Where a clause begins, even a colon says so: `Note: 0: not assessed`. */
const BEGINS = /(?:^|[;:,.(*"'“„«/|\n])\s*["'“„«]?$/u;
/** Longer meanings are prose. */
const LONGEST = 160;

/**
 * The keys in a folded text with what they mean.
 *
 * @param pattern finds a key and its sign, as groups
 */
export function explainedIn(folded: string, pattern: RegExp): readonly Explained[] {
  const found = [...folded.matchAll(pattern)];
  // `0 = no, 1 = yes, unknown`: the last word is no meaning of 1.
  const separators = new Set(
    found.slice(1).map(({ index }) =>
      folded
        .slice(Math.max(0, index - 2), index)
        .trim()
        .at(-1),
    ),
  );
  return found.map(({ index, 0: { length }, 1: key = "", 2: sign = "" }, at) => {
    const end = found[at + 1]?.index;
    const before = folded.slice(Math.max(0, index - 3), index);
    const text = folded.slice(index + length, Math.min(end ?? Number.POSITIVE_INFINITY, index + length + LONGEST));
    const own = end === undefined ? [...text].findIndex((one) => separators.has(one)) : -1;
    return {
      key,
      isFirm: !LOOSE.test(sign) || (/[:：]/.test(sign) && BEGINS.test(before)),
      meaning: own < 0 ? text : [...text].slice(0, own).join(""),
    };
  });
}
