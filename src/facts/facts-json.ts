/** The file of facts: its form, and how it is read. Equal facts give equal bytes. */
import { UNITS_FROM, type UnitFrom } from "../values/reading.js";
import { type ColumnFacts, NO_FACTS, type NumberFacts, type PlacedFacts, TOO_MANY_SITES } from "./column-facts.js";
import type { KeyFacts, ListFacts } from "./list-facts.js";
import { inClasses } from "./sentinel.js";

/** Rises with every change that makes older files unreadable. */
const FACTS_VERSION = 1;
/** In the place of the digest of a site, where there are too many. */
const ANY_SITE = "*";
const HUNDRED = 100;

type Json = Readonly<Record<string, unknown>>;

/** One column as it stands in the file. Nothing here is the value of one person: numbers are counted in classes. */
export function columnJson({ slot, column, unit, unitFrom, site, facts }: PlacedFacts): Json {
  return {
    slot,
    column: JSON.parse(column),
    unit: unit ?? null,
    unitFrom: unitFrom ?? null,
    site: site === undefined ? null : site === TOO_MANY_SITES ? ANY_SITE : site,
    ...kindsJson(facts),
  };
}

function kindsJson({
  numbers,
  spread,
  sentinels,
  letters,
  flags,
  yesNo,
  limits,
  units,
}: ColumnFacts): Readonly<Record<keyof ColumnFacts, Json>> {
  const { low, high, count, decimals } = inClasses(spread);
  return {
    numbers: {
      fits: objectOf(numbers.fits),
      codes: objectOf(numbers.codes),
      noCodes: numbers.noCodes,
      aboveOne: numbers.aboveOne,
      shares: numbers.shares,
      areNegative: numbers.low < 0,
      areAboveOne: numbers.high > 1,
      areAboveHundred: numbers.high > HUNDRED,
    },
    spread: { count, decimals, low: count === 0 ? null : low, high: count === 0 ? null : high },
    sentinels: objectOf(sentinels),
    flags: { sure: flags.sure, perhaps: flags.perhaps },
    letters: objectOf(letters),
    limits: { uln: objectOf(limits.uln), lln: objectOf(limits.lln) },
    units: objectOf(units),
    yesNo: Object.fromEntries(YES_NO.map((what) => [what, yesNo[what]])),
  };
}

const YES_NO = ["yes", "no", "digits", "otherDigits", "otherWords", "crosses", "blank", "other"] as const;

function objectOf(found: ReadonlyMap<string | number, number | string>): Json {
  const named = [...found].map(([key, value]) => [String(key), value] as const);
  return Object.fromEntries(named.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The file. */
export function factsText(facts: ListFacts): string {
  const { basis, parts, records, id, site, hashIds, keys } = facts;
  const whole = {
    formatVersion: FACTS_VERSION,
    trialsieve: basis.version,
    criteria: basis.criteria,
    dictionaries: basis.dictionaries,
    columnMap: basis.columnMap ?? null,
    parts,
    records,
    id: id ?? null,
    site: site ?? null,
    hashIds,
    keys: Object.fromEntries(
      [...keys].map(([key, { feeds, filled, units }]) => [key, { feeds, filled, units: objectOf(units) }]),
    ),
    // Not `columns`: that makes a column map of a file.
    counts: columnsJson(facts.columns),
    withHashIds: facts.withHashIds === undefined ? null : columnsJson(facts.withHashIds),
  };
  return `${JSON.stringify(whole, undefined, 1)}\n`;
}

function columnsJson(columns: readonly PlacedFacts[]): readonly Json[] {
  const ordered = columns.map((one) => ({ key: orderOf(one), json: columnJson(one) }));
  return ordered.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ json }) => json);
}

function orderOf({ slot, column, site = "" }: PlacedFacts): string {
  return `${String(slot).padStart(8, "0")} ${column} ${site}`;
}

const named = (names: string): readonly string[] => names.split(" ");
const WHOLE = [
  ...named("formatVersion trialsieve criteria dictionaries columnMap parts records"),
  ...named("id site hashIds keys counts withHashIds"),
];
const COLUMN = named("slot column unit unitFrom site numbers spread sentinels flags letters yesNo limits units");
const NUMBERS = named("fits codes noCodes aboveOne shares areNegative areAboveOne areAboveHundred");

/** The text is no file of facts. */
class NoFacts extends Error {}

/** The facts in a file; undefined if it is none, or damaged. */
export function readFacts(text: string): ListFacts | undefined {
  try {
    return factsIn(JSON.parse(text));
  } catch (error) {
    if (error instanceof NoFacts || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function factsIn(value: unknown): ListFacts {
  const whole = object(value, WHOLE);
  check(whole("formatVersion") === FACTS_VERSION);
  const hashIds = object(whole("hashIds"), ["seen", "others"]);
  const keys = entries(whole("keys")).map(([key, found]): [string, KeyFacts] => {
    const of = object(found, ["feeds", "filled", "units"]);
    return [key, { feeds: list(of("feeds"), text), filled: count(of("filled")), units: counts(of("units")) }];
  });
  return {
    basis: {
      version: text(whole("trialsieve")),
      criteria: list(whole("criteria"), text),
      dictionaries: list(whole("dictionaries"), text),
      columnMap: orNone(whole("columnMap"), text),
    },
    parts: list(whole("parts"), text),
    records: count(whole("records")),
    id: orNone(whole("id"), (id) => list(id, text)),
    site: orNone(whole("site"), text),
    hashIds: { seen: count(hashIds("seen")), others: count(hashIds("others")) },
    keys: new Map(keys.sort(([a], [b]) => (a < b ? -1 : 1))),
    columns: list(whole("counts"), columnIn),
    withHashIds: orNone(whole("withHashIds"), (columns) => list(columns, columnIn)),
  };
}

function columnIn(value: unknown): PlacedFacts {
  const of = object(value, COLUMN);
  const flags = object(of("flags"), ["sure", "perhaps"]);
  const yesNo = object(of("yesNo"), YES_NO);
  const limits = object(of("limits"), ["uln", "lln"]);
  const site = orNone(of("site"), text);
  const facts: ColumnFacts = {
    numbers: numbersIn(of("numbers")),
    spread: spreadIn(of("spread")),
    sentinels: counts(of("sentinels")),
    flags: { sure: count(flags("sure")), perhaps: count(flags("perhaps")) },
    letters: new Map(entries(of("letters")).map(([letter, code]) => [letter, text(code)])),
    units: counts(of("units")),
    yesNo: {
      yes: truth(yesNo("yes")),
      no: truth(yesNo("no")),
      digits: truth(yesNo("digits")),
      otherDigits: truth(yesNo("otherDigits")),
      otherWords: truth(yesNo("otherWords")),
      crosses: truth(yesNo("crosses")),
      blank: truth(yesNo("blank")),
      other: truth(yesNo("other")),
    },
    limits: { uln: byNumber(limits("uln")), lln: byNumber(limits("lln")) },
  };
  return {
    slot: count(of("slot")),
    column: JSON.stringify(list(of("column"), (part) => part)),
    unit: orNone(of("unit"), text),
    unitFrom: orNone(of("unitFrom"), unitFrom),
    site: site === ANY_SITE ? TOO_MANY_SITES : site,
    facts,
  };
}

/** In the place of the least and the greatest number stands one of their class: nothing else is asked of them. */
function numbersIn(value: unknown): NumberFacts {
  const of = object(value, NUMBERS);
  const isAboveOne = truth(of("areAboveOne"));
  return {
    fits: counts(of("fits")),
    codes: byNumber(of("codes")),
    noCodes: count(of("noCodes")),
    aboveOne: count(of("aboveOne")),
    shares: count(of("shares")),
    low: truth(of("areNegative")) ? -1 : NO_FACTS.numbers.low,
    high: truth(of("areAboveHundred")) ? HUNDRED + 1 : isAboveOne ? 2 : NO_FACTS.numbers.high,
  };
}

function byNumber(value: unknown): ReadonlyMap<number, number> {
  return new Map([...counts(value)].map(([number, times]) => [Number(number), times]));
}

function spreadIn(value: unknown): ColumnFacts["spread"] {
  const of = object(value, ["count", "decimals", "low", "high"]);
  const { low, high } = NO_FACTS.spread;
  return {
    count: count(of("count")),
    decimals: count(of("decimals")),
    low: orNone(of("low"), number) ?? low,
    high: orNone(of("high"), number) ?? high,
  };
}

function check(holds: boolean): asserts holds {
  if (!holds) throw new NoFacts();
}

function entries(value: unknown): [string, unknown][] {
  check(typeof value === "object" && value !== null && !Array.isArray(value));
  return Object.entries(value);
}

/** An object with these keys, and no others. */
function object(value: unknown, keys: readonly string[]): (key: string) => unknown {
  const known = new Map(entries(value));
  check(known.size === keys.length && keys.every((key) => known.has(key)));
  return (key) => known.get(key);
}

function list<T>(value: unknown, item: (value: unknown) => T): readonly T[] {
  check(Array.isArray(value));
  return value.map(item);
}

function orNone<T>(value: unknown, item: (value: unknown) => T): T | undefined {
  return value === null ? undefined : item(value);
}

function text(value: unknown): string {
  check(typeof value === "string");
  return value;
}

function truth(value: unknown): boolean {
  check(typeof value === "boolean");
  return value;
}

function number(value: unknown): number {
  check(typeof value === "number");
  return value;
}

function count(value: unknown): number {
  check(typeof value === "number" && Number.isSafeInteger(value) && value >= 0);
  return value;
}

function counts(value: unknown): ReadonlyMap<string, number> {
  return new Map(entries(value).map(([key, times]) => [key, count(times)]));
}

function unitFrom(value: unknown): UnitFrom {
  const known = UNITS_FROM.find((one) => one === value);
  check(known !== undefined);
  return known;
}
