/** Units of measurement: conversion, limits, suggestions. Their table is `unit-table.ts`, their spellings `unit-spellings.ts`. */
import { memo, memoOf } from "../memo.js";
import { type Bounds, decimalBounds, minus, over, plus, type Ratio, ratio, times } from "../ratio.js";
import { type Unit, ucumUnit } from "./code.js";
import { unitCandidates } from "./read.js";
import { MOLAR_PAIRS, type UnitKind, USUAL } from "./table.js";

export { isMultiple, LLN, ULN, type Unit, ucumUnit } from "./code.js";
export { isHeld, isLimitItself, readStatedUnit, readUnit, type UnitReading } from "./read.js";
export type { UnitKind } from "./table.js";

/** Whether two units are the same measure under two names: `10*3/uL` and `10*9/L`. */
export function sameMeasure(a: Unit | undefined, b: Unit | undefined): boolean {
  if (a === b || a === undefined || b === undefined) return a === b;
  return a.kind === b.kind && a.factor.num === b.factor.num && a.factor.den === b.factor.den;
}

/** Times that people compare with months. */
const LONG_TIMES: ReadonlySet<string> = new Set(["d", "wk"]);

/** What makes units of different kinds convertible in one field. */
export interface Substance {
  /** g/mol: mass and substance. */
  readonly molarMass: Ratio | undefined;
  /** Charges of an ion: equivalents and substance. */
  readonly valence?: Ratio | undefined;
  /** A share may be given in percent or as a fraction: 0.42 L/L is 42 %. */
  readonly fraction?: boolean | undefined;
}

const FAHRENHEIT = "fahrenheit-temperature";
const CELSIUS = "celsius-temperature";
const EQUIVALENTS = "equivalent-concentration";
const ONE = ratio(1n);
/** Degrees Fahrenheit at 0 degrees Celsius. */
const FREEZING = ratio(32n);
const FAHRENHEIT_DEGREE = ratio(5n, 9n);

/** All kinds that convert into others, in some field. */
const CONVERTIBLE: readonly UnitKind[] = [
  ...MOLAR_PAIRS.flat(),
  ...([EQUIVALENTS, "percent", "volume-fraction", CELSIUS, FAHRENHEIT] as const),
];

/** The kinds that convert into `unit`: its own first, then others that the field allows. */
export function convertibleKinds(unit: Unit | undefined, substance: Substance | undefined): readonly UnitKind[] {
  if (unit === undefined) return [];
  if (!CONVERTIBLE.includes(unit.kind)) return [unit.kind];
  return [unit.kind, ...CONVERTIBLE.filter((kind) => kind !== unit.kind && isBetween(unit.kind, kind, substance))];
}

function isBetween(from: UnitKind, to: UnitKind, substance: Substance | undefined): boolean {
  if ((from === FAHRENHEIT && to === CELSIUS) || (from === CELSIUS && to === FAHRENHEIT)) return true;
  return bridge(from, to, substance) !== undefined;
}

/** What one of a kind's base unit is in another's, for one substance. */
function bridge(from: UnitKind, to: UnitKind, substance: Substance | undefined): Ratio | undefined {
  if (from === to) return ONE;
  if (substance === undefined) return undefined;
  const { molarMass, valence, fraction } = substance;
  if (fraction === true && from === "percent" && to === "volume-fraction") return ratio(1n, 100n);
  if (fraction === true && from === "volume-fraction" && to === "percent") return ratio(100n);
  if (valence !== undefined && from === EQUIVALENTS) {
    const rest = bridge("substance-concentration", to, { molarMass });
    return rest && over(rest, valence);
  }
  if (valence !== undefined && to === EQUIVALENTS) {
    const rest = bridge(from, "substance-concentration", { molarMass });
    return rest && times(rest, valence);
  }
  if (molarMass === undefined || molarMass.num <= 0n) return undefined;
  for (const [mass, mol] of MOLAR_PAIRS) {
    if (from === mass && to === mol) return over(ONE, molarMass);
    if (from === mol && to === mass) return molarMass;
  }
  return undefined;
}

/**
 * The kinds that a field declared in `unit` can hold: those that convert, and of times in months or years those in days or weeks, or the
 * other way round, which can be compared. See {@link isHeld}.
 */
export function acceptedKinds(unit: Unit | undefined, substance: Substance | undefined): readonly UnitKind[] {
  const kinds = convertibleKinds(unit, substance);
  if (unit?.kind === "calendar-time") return [...kinds, "definite-time"];
  return unit !== undefined && LONG_TIMES.has(unit.ucum) ? [...kinds, "calendar-time"] : kinds;
}

/** `value from` expressed in `to`, exactly; undefined if they do not convert. */
export function convert(value: Ratio, from: Unit, to: Unit, substance: Substance | undefined): Ratio | undefined {
  if (from === to) return value;
  if (from.kind === FAHRENHEIT && to.kind === CELSIUS) return times(minus(value, FREEZING), FAHRENHEIT_DEGREE);
  if (from.kind === CELSIUS && to.kind === FAHRENHEIT) return plus(over(value, FAHRENHEIT_DEGREE), FREEZING);
  const by = bridge(from.kind, to.kind, substance);
  return by && over(times(times(value, from.factor), by), to.factor);
}

/** Converted limits, cached because few limits are compared with every cell; one made for a single cell is released with it. */
interface KnownLimit extends Substance {
  readonly from: Unit;
  readonly to: Unit;
  readonly bounds: Bounds | undefined;
}
const knownLimits = memoOf((_: Ratio): KnownLimit[] => []);
const MAX_KNOWN = 16;

function substanceOf(substance: Substance | undefined): Substance {
  return { molarMass: substance?.molarMass, valence: substance?.valence, fraction: substance?.fraction };
}

/** By identity: the numbers of a field are the same objects, whichever object holds them. */
function isAlike(one: Substance, other: Substance | undefined): boolean {
  return one.molarMass === other?.molarMass && one.valence === other?.valence && one.fraction === other?.fraction;
}

/** {@link convert}, then the two 15-digit decimals around the result. Both units undefined: a bare number. */
export function limitIn(
  value: Ratio,
  from: Unit | undefined,
  to: Unit | undefined,
  substance: Substance | undefined,
): Bounds | undefined {
  if (from === undefined || to === undefined) return from === to ? decimalBounds(value) : undefined;
  const known = knownLimits(value);
  const hit = known.find((one) => one.from === from && one.to === to && isAlike(one, substance));
  if (hit !== undefined) return hit.bounds;
  const converted = convert(value, from, to, substance);
  const bounds = converted && decimalBounds(converted);
  if (known.length === MAX_KNOWN) known.shift();
  known.push({ from, to, ...substanceOf(substance), bounds });
  return bounds;
}

/** The canonical code that an author who wrote the alias `text` probably meant; for suggestions only. */
export function suggestUnit(text: string, kinds?: readonly UnitKind[]): string | undefined {
  // A suggestion may be lenient about case, where a reading may not: `Mg/dL` was hardly a megagram.
  for (const spelling of [text, text.toLowerCase()]) {
    const meant = unitCandidates(spelling).find((unit) => kinds === undefined || kinds.includes(unit.kind));
    if (meant !== undefined) return meant.ucum;
  }
  return undefined;
}

/** Usual units of a kind, likeliest first: to say `80000 under 10*9/L looks like /uL`. */
export const usualUnits = memo(
  USUAL.size + 1,
  String,
  (kind: UnitKind): readonly Unit[] =>
    USUAL.get(kind)
      ?.split(" ")
      .flatMap((code) => ucumUnit(code) ?? []) ?? [],
);
