/** What somebody probably meant who wrote a word that is not known. */

/** Keys and names longer than this are not compared: the work grows with the square of the length. */
const MAX_LENGTH = 80;

/** Operators as other languages have them; letters alone do not tell that `=>` is `>=`. */
const OPERATORS: ReadonlyMap<string, string> = new Map([
  ["=>", ">="],
  ["≥", ">="],
  ["=<", "<="],
  ["≤", "<="],
  ["==", "="],
  ["===", "="],
  ["<>", "!="],
  ["≠", "!="],
  ["!==", "!="],
]);

/** Edits (insert, delete, replace, swap neighbours) that make `a` into `b`; stops counting above `limit`. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, (before[j - 2] ?? 0) + 1);
      row.push(best);
    }
    if (Math.min(...row) > limit) return limit + 1;
    [before, last] = [last, row];
  }
  return last[b.length] ?? 0;
}

/**
 * The known word nearest to `word`, if it is near: at most one edit in three letters, case aside. Of equally near ones the
 * first.
 */
export function closest(word: string, known: Iterable<string>): string | undefined {
  if (word.length > MAX_LENGTH) return undefined;
  const operator = OPERATORS.get(word);
  const folded = word.toLowerCase();
  let limit = Math.max(1, Math.floor(word.length / 3));
  let found: string | undefined;
  for (const candidate of known) {
    if (candidate === operator) return candidate;
    const edits = distance(folded, candidate.toLowerCase(), limit);
    // One edit makes any letter of any other: a word of one or two letters is near nothing but itself in another case.
    if (edits > limit || (edits > 0 && Math.min(word.length, candidate.length) <= 2)) continue;
    if (edits === 0) return candidate;
    found = candidate;
    limit = edits - 1;
  }
  return found;
}

/** `did you mean …?`, or undefined without a meaning. */
export function didYouMean(meant: string | undefined): string | undefined {
  return meant === undefined ? undefined : `did you mean \`${meant}\`?`;
}

/** Words as a list: `a`, `b` or `c`. */
export function oneOf(words: readonly string[]): string {
  const quoted = words.map((word) => `\`${word}\``);
  const last = quoted.pop() ?? "";
  return quoted.length === 0 ? last : `${quoted.join(", ")} or ${last}`;
}
