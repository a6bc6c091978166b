/**
 * What one part of a list shows, for all other parts: counts and names of keys, but no id, text or value of any person. Parts merge in any
 * order to the same sum, by the same functions as threads.
 */
import { mergePlaced, type PlacedFacts } from "./column-facts.js";

/** The files by which it was counted: digests of their bytes. */
export interface FactsBasis {
  /** The version of the program. */
  readonly version: string;
  /** In the order in which trials are screened. */
  readonly criteria: readonly string[];
  readonly dictionaries: readonly string[];
  readonly columnMap: string | undefined;
}

/** One key of the records; nested ones dotted. */
export interface KeyFacts {
  /** The fields that it feeds, and with what: `platelets`, `platelets unit`. */
  readonly feeds: readonly string[];
  /** Records in which it is not blank; */
  readonly filled: number;
  /** and in which it is a unit, by the kinds that a field may be in, with spaces between. */
  readonly units: ReadonlyMap<string, number>;
}

/** See the head of this file. */
export interface ListFacts {
  readonly basis: FactsBasis;
  /** The beginning of the digest of each part that was counted, in alphabetical order. */
  readonly parts: readonly string[];
  /** All of them, with those that are no candidates. */
  readonly records: number;
  /** The keys of the id; undefined if no record had a key. */
  readonly id: readonly string[] | undefined;
  /** Where ids are numbers of a site: the digest of the only site. */
  readonly site: string | undefined;
  /** Records whose id begins with `#`, and those whose id is neither this nor a word for a sum or a comment. */
  readonly hashIds: { readonly seen: number; readonly others: number };
  /** In alphabetical order. */
  readonly keys: ReadonlyMap<string, KeyFacts>;
  /** Of candidates whose id does not begin with `#`. In the place of sites stand their digests. */
  readonly columns: readonly PlacedFacts[];
  /** The same, including those: only all parts together show whether they are candidates. Undefined if there are none. */
  readonly withHashIds: readonly PlacedFacts[] | undefined;
}

/** The columns of all records that are candidates. */
export function columnsOf({ columns, withHashIds, hashIds }: ListFacts): readonly PlacedFacts[] {
  return areHashIds(hashIds) ? (withHashIds ?? columns) : columns;
}

/** Why parts do not belong together. */
export type Mismatch = keyof FactsBasis | "part" | "id" | "site" | "key";

/** What differs between the files by which two were counted; undefined: nothing. */
export function differenceOf(a: FactsBasis, b: FactsBasis): keyof FactsBasis | undefined {
  const of = ({ version, criteria, dictionaries, columnMap = "" }: FactsBasis) =>
    [
      ["version", version],
      ["criteria", criteria.join()],
      ["dictionaries", dictionaries.join()],
      ["columnMap", columnMap],
    ] as const;
  const other = of(b);
  return of(a).find(([, text], index) => other[index]?.[1] !== text)?.[0];
}

/** The sum of what was counted in two parts. */
export function mergeLists(a: ListFacts, b: ListFacts): ListFacts | Mismatch {
  const other = differenceOf(a.basis, b.basis);
  if (other !== undefined) return other;
  if (b.parts.some((part) => a.parts.includes(part))) return "part";
  if (a.id !== undefined && b.id !== undefined && a.id.join("\n") !== b.id.join("\n")) return "id";
  if (a.site !== undefined && b.site !== undefined && a.site !== b.site) return "site";
  const keys = new Map(a.keys);
  for (const [key, found] of b.keys) {
    const known = keys.get(key);
    if (known !== undefined && known.feeds.join() !== found.feeds.join()) return "key";
    keys.set(key, known === undefined ? found : { ...mergeKey(known, found), feeds: found.feeds });
  }
  return {
    basis: a.basis,
    parts: [...a.parts, ...b.parts].sort(),
    records: a.records + b.records,
    id: a.id ?? b.id,
    site: a.site ?? b.site,
    hashIds: { seen: a.hashIds.seen + b.hashIds.seen, others: a.hashIds.others + b.hashIds.others },
    keys: new Map([...keys].sort(([x], [y]) => (x < y ? -1 : 1))),
    columns: mergePlaced([...a.columns, ...b.columns]),
    withHashIds:
      a.withHashIds === undefined && b.withHashIds === undefined
        ? undefined
        : mergePlaced([...(a.withHashIds ?? a.columns), ...(b.withHashIds ?? b.columns)]),
  };
}

/** What two parts hold under one key. */
export function mergeKey(a: Omit<KeyFacts, "feeds">, b: Omit<KeyFacts, "feeds">): Omit<KeyFacts, "feeds"> {
  const units = new Map(a.units);
  for (const [kinds, count] of b.units) units.set(kinds, count + (units.get(kinds) ?? 0));
  return { filled: a.filled + b.filled, units };
}

/** Most of them are ids, whatever the others are. */
const MOST_HASH_COMMENTS = 100;

/** Whether ids that begin with `#` are ids of candidates, and no comments. */
export function areHashIds({ seen, others }: ListFacts["hashIds"]): boolean {
  return seen > MOST_HASH_COMMENTS || (seen > 0 && seen >= others);
}
