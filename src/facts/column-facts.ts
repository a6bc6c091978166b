/**
 * What the cells of a column show together, as counts: plain data that merges in any order to the same sum, so that threads may count
 * apart. Only cells of candidates are counted: no unit row, no summary or comment, no row whose cells may be shifted.
 */
import type { UnitFrom } from "../values/reading.js";
import { type LimitFacts, NO_LIMITS } from "./limit-facts.js";

/** Instead of units: a number is plausible in no usual unit, so it must be in some other. */
export const ELSEWHERE = "?";

/** Numbers without a unit of their own. */
export interface NumberFacts {
  /** By units in which they are plausible (UCUM codes with spaces between, the column's own first if it is among them): how many. */
  readonly fits: ReadonlyMap<string, number>;
  /** How many are 0, 1, 2, 3 or 9, as codes are; and all others. Numbers that may mean "no value" (`99`) count in none of these groups, nor below. */
  readonly codes: ReadonlyMap<number, number>;
  readonly noCodes: number;
  /** How many are above 1; and how many are no whole numbers, between 0 and 1. */
  readonly aboveOne: number;
  readonly shares: number;
  /** The least and the greatest, as written; Infinity and -Infinity where there are none. */
  readonly low: number;
  readonly high: number;
}

/** The span of plausible numbers in the field's unit, except those that look like missing codes. */
export interface SpreadFacts {
  readonly count: number;
  /** Infinity and -Infinity where there are none. */
  readonly low: number;
  readonly high: number;
  /** Those with decimals. */
  readonly decimals: number;
}

/** What occurs in a column of yes and no; how often does not matter, so each text is examined only once. */
export interface YesNoFacts {
  readonly yes: boolean;
  readonly no: boolean;
  /** 1 and 0. */
  readonly digits: boolean;
  readonly otherDigits: boolean;
  /** A row gives words another meaning. */
  readonly otherWords: boolean;
  /** `x`, which need not be a yes. */
  readonly crosses: boolean;
  readonly blank: boolean;
  readonly other: boolean;
}

/** Letters alone in a column of codes, or of yes and no, and what each of them stands for; "" for nothing. Words by their {@link wordKey}. */
export type LetterFacts = ReadonlyMap<string, string>;

/** Words of a code that begin with a letter: `m…female` (`mujer`). */
export function wordKey(initial: string, code: string): string {
  return `${initial}…${code}`;
}

/** The facts of one column. */
export interface ColumnFacts {
  readonly numbers: NumberFacts;
  readonly spread: SpreadFacts;
  /** Plausible numbers that look like missing codes (`999`), by what they are: `999 10*9/L`. */
  readonly sentinels: ReadonlyMap<string, number>;
  /** Numbers with a flag that is nothing else (`60 ↓`), and with a letter that may be more (`5 N`). */
  readonly flags: { readonly sure: number; readonly perhaps: number };
  readonly yesNo: YesNoFacts;
  readonly letters: LetterFacts;
  /** Limits of normal, in columns beside it. */
  readonly limits: LimitFacts;
  /** Units (UCUM) that stand in a cell without a number, as in a row of units. */
  readonly units: ReadonlyMap<string, number>;
}

/** Facts, and which column and site they are about. */
export interface PlacedFacts {
  readonly slot: number;
  /** JSON: which of the slot's keys; "" in a table. */
  readonly column: string;
  /** The unit (UCUM) of the column's bare numbers, and where it is stated; undefined: nowhere. */
  readonly unit: string | undefined;
  readonly unitFrom: UnitFrom | undefined;
  /** What the column that the map names under `per` holds beside them; undefined: it names none. */
  readonly site: string | undefined;
  readonly facts: ColumnFacts;
}

const NOTHING = { low: Number.POSITIVE_INFINITY, high: Number.NEGATIVE_INFINITY } as const;

/** Nothing seen. */
export const NO_FACTS: ColumnFacts = {
  numbers: { fits: new Map(), codes: new Map(), noCodes: 0, aboveOne: 0, shares: 0, ...NOTHING },
  spread: { count: 0, ...NOTHING, decimals: 0 },
  sentinels: new Map(),
  flags: { sure: 0, perhaps: 0 },
  yesNo: {
    yes: false,
    no: false,
    digits: false,
    otherDigits: false,
    otherWords: false,
    crosses: false,
    blank: false,
    other: false,
  },
  letters: new Map(),
  limits: NO_LIMITS,
  units: new Map(),
};

/** The sum of what was counted in two places. */
export function mergeFacts(a: ColumnFacts, b: ColumnFacts): ColumnFacts {
  const { numbers: m, spread: s, yesNo: y } = a;
  const { numbers: n, spread: t, yesNo: z } = b;
  return {
    numbers: {
      fits: sums(m.fits, n.fits),
      codes: sums(m.codes, n.codes),
      noCodes: m.noCodes + n.noCodes,
      aboveOne: m.aboveOne + n.aboveOne,
      shares: m.shares + n.shares,
      low: Math.min(m.low, n.low),
      high: Math.max(m.high, n.high),
    },
    spread: {
      count: s.count + t.count,
      low: Math.min(s.low, t.low),
      high: Math.max(s.high, t.high),
      decimals: s.decimals + t.decimals,
    },
    sentinels: sums(a.sentinels, b.sentinels),
    flags: { sure: a.flags.sure + b.flags.sure, perhaps: a.flags.perhaps + b.flags.perhaps },
    yesNo: {
      yes: y.yes || z.yes,
      no: y.no || z.no,
      digits: y.digits || z.digits,
      otherDigits: y.otherDigits || z.otherDigits,
      otherWords: y.otherWords || z.otherWords,
      crosses: y.crosses || z.crosses,
      blank: y.blank || z.blank,
      other: y.other || z.other,
    },
    units: sums(a.units, b.units),
    letters: b.letters.size === 0 ? a.letters : new Map([...a.letters, ...b.letters]),
    limits: { uln: sums(a.limits.uln, b.limits.uln), lln: sums(a.limits.lln, b.limits.lln) },
  };
}

function sums<K>(a: ReadonlyMap<K, number>, b: ReadonlyMap<K, number>): ReadonlyMap<K, number> {
  if (b.size === 0) return a;
  const all = new Map(a);
  for (const [key, count] of b) all.set(key, count + (all.get(key) ?? 0));
  return all;
}

/** A column with more different texts names no sites. */
export const MOST_SITES = 1000;
/** Stands for the sites of such a column. */
export const TOO_MANY_SITES = "\u0000";

/** The facts of the same column and site together. Where there are too many sites, all count as one: the sum is the same in any order. */
export function mergePlaced(all: readonly PlacedFacts[]): readonly PlacedFacts[] {
  const found = summed(all);
  const sites = new Map<string, number>();
  for (const { slot, column, site } of found) {
    const key = columnKey(slot, column);
    sites.set(key, (sites.get(key) ?? 0) + (site === TOO_MANY_SITES ? MOST_SITES + 1 : 1));
  }
  const isTooMany = ({ slot, column }: PlacedFacts): boolean => (sites.get(columnKey(slot, column)) ?? 0) > MOST_SITES;
  return found.some(isTooMany) ? summed(found.map((one) => (isTooMany(one) ? { ...one, site: TOO_MANY_SITES } : one))) : found;
}

function summed(all: readonly PlacedFacts[]): readonly PlacedFacts[] {
  const found = new Map<string, PlacedFacts>();
  for (const one of all) {
    const key = columnKey(one.slot, one.column, one.site);
    const known = found.get(key);
    found.set(key, known === undefined ? one : { ...one, facts: mergeFacts(known.facts, one.facts) });
  }
  return [...found.values()];
}

/** Names a column of a file, or the cells of one site in it. */
export function columnKey(slot: number, column: string, site?: string): string {
  return JSON.stringify(site === undefined ? [slot, column] : [slot, column, site]);
}
