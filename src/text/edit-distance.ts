/** How many slips of the pen apart two texts are: for suggestions; nothing is ever matched by likeness. */

/**
 * Insertions, deletions, changes and swaps of neighbours that make one text into the other (optimal string alignment).
 *
 * @returns undefined if there are more than `most`; the work stops there
 */
export function editDistance(a: string, b: string, most: number): number | undefined {
  if (Math.abs(a.length - b.length) > most) return undefined;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min(change, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    if (Math.min(...row) > most) return undefined;
    [before, last] = [last, row];
  }
  const edits = last[b.length] ?? 0;
  return edits <= most ? edits : undefined;
}
