/** The first items of a long list, by rank and then by order of arrival: all are counted, a few are kept. Plain data. */
export interface Kept<T> {
  readonly most: number;
  /** How many items there were. */
  total: number;
  /** What was kept, in order. */
  readonly items: T[];
  /** The rank of each. */
  readonly ranks: number[];
}

/** Keeps `most` items. */
export function keepOf<T>(most: number): Kept<T> {
  return { most, total: 0, items: [], ranks: [] };
}

/** Takes an item. Of equal rank the one that came first stays. */
export function keep<T>(kept: Kept<T>, item: T, rank = 0): void {
  kept.total += 1;
  place(kept, item, rank);
}

/** Adds what was kept elsewhere, from candidates that come after those of `kept`. */
export function mergeKept<T>(kept: Kept<T>, later: Kept<T>): void {
  kept.total += later.total;
  for (const [at, item] of later.items.entries()) place(kept, item, later.ranks[at] ?? 0);
}

function place<T>({ most, items, ranks }: Kept<T>, item: T, rank: number): void {
  const last = ranks.at(-1);
  if (items.length >= most && (last === undefined || last <= rank)) return;
  let at = items.length;
  while (at > 0 && (ranks[at - 1] ?? rank) > rank) at -= 1;
  items.splice(at, 0, item);
  ranks.splice(at, 0, rank);
  if (items.length <= most) return;
  items.pop();
  ranks.pop();
}
