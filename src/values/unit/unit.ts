/** Units of measurement: conversion, limits, suggestions. Their table is `unit-table.ts`, their spellings `unit-spellings.ts`. */
import { memo, memoOf } from "../memo.js";
import { type Bounds, decimalBounds, over, type Ratio, times } from "../ratio.js";
import { type Unit, ucumUnit } from "./code.js";
import { unitCandidates } from "./read.js";
import { MOLAR_PAIRS, type UnitKind, USUAL } from "./table.js";

export { ULN, type Unit, ucumUnit } from "./code.js";
export { isHeld, isLimitItself, readUnit, type UnitReading } from "./read.js";
export type { UnitKind } from "./table.js";

/** Whether two units are the same measure under two names: `10*3/uL` and `10*9/L`. */
export function sameMeasure(a: Unit | undefined, b: Unit | undefined): boolean {
  if (a === b || a === undefined || b === undefined) return a === b;
  return a.kind === b.kind && a.factor.num === b.factor.num && a.factor.den === b.factor.den;
}

/** Times that people compare with months. */
const LONG_TIMES: ReadonlySet<string> = new Set(["d", "wk"]);

/** The kind on the other side of a molar mass, and whether the given one is the mass. */
function molarPartner(kind: UnitKind): { readonly kind: UnitKind; readonly fromMass: boolean } | undefined {
  for (const [mass, substance] of MOLAR_PAIRS) {
    if (kind === mass) return { kind: substance, fromMass: true };
    if (kind === substance) return { kind: mass, fromMass: false };
  }
  return undefined;
}

/** The kinds that convert into `unit`: its own first, and the other of mass and substance where `molarMass` allows. */
export function convertibleKinds(unit: Unit | undefined, molarMass: Ratio | undefined): readonly UnitKind[] {
  if (unit === undefined) return [];
  const partner = molarMass && molarPartner(unit.kind);
  return partner === undefined ? [unit.kind] : [unit.kind, partner.kind];
}

/**
 * The kinds that a field declared in `unit` can hold: those that convert, and of times in months or years those in days or weeks, or the
 * other way round, which can be compared. See {@link isHeld}.
 */
export function acceptedKinds(unit: Unit | undefined, molarMass: Ratio | undefined): readonly UnitKind[] {
  const kinds = convertibleKinds(unit, molarMass);
  if (unit?.kind === "calendar-time") return [...kinds, "definite-time"];
  return unit !== undefined && LONG_TIMES.has(unit.ucum) ? [...kinds, "calendar-time"] : kinds;
}

/** `value from` expressed in `to`, exactly; undefined where they do not convert. `molarMass` in g/mol. */
export function convert(value: Ratio, from: Unit, to: Unit, molarMass: Ratio | undefined): Ratio | undefined {
  if (from === to) return value;
  const scaled = (by: Ratio): Ratio => over(times(value, by), to.factor);
  if (from.kind === to.kind) return scaled(from.factor);
  const partner = molarPartner(from.kind);
  if (partner?.kind !== to.kind || molarMass === undefined || molarMass.num <= 0n) return undefined;
  return scaled(partner.fromMass ? over(from.factor, molarMass) : times(from.factor, molarMass));
}

/** Limits are few and long-lived, and met again for every cell; a limit made for one cell is forgotten with it. */
interface KnownLimit {
  readonly from: Unit;
  readonly to: Unit;
  readonly molarMass: Ratio | undefined;
  readonly bounds: Bounds | undefined;
}
const knownLimits = memoOf((_: Ratio): KnownLimit[] => []);
const MAX_KNOWN = 16;

/** {@link convert}, then the two 15-digit decimals around the result. Both units undefined: a bare number. */
export function limitIn(
  value: Ratio,
  from: Unit | undefined,
  to: Unit | undefined,
  molarMass: Ratio | undefined,
): Bounds | undefined {
  if (from === undefined || to === undefined) return from === to ? decimalBounds(value) : undefined;
  const known = knownLimits(value);
  const hit = known.find((one) => one.from === from && one.to === to && one.molarMass === molarMass);
  if (hit !== undefined) return hit.bounds;
  const converted = convert(value, from, to, molarMass);
  const bounds = converted && decimalBounds(converted);
  if (known.length === MAX_KNOWN) known.shift();
  known.push({ from, to, molarMass, bounds });
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
export const usualUnits = memo(USUAL.size + 1, String, (kind: UnitKind): readonly Unit[] =>
  (USUAL.get(kind) ?? "").split(" ").flatMap((code) => ucumUnit(code) ?? []),
);
