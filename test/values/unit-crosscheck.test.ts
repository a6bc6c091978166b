/** Compares the factors of the unit table with those of a general UCUM library, at double precision. */
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { ATOMS, KIND_OF, PREFIXES, type UnitKind } from "../../src/values/unit/table.js";
import { readUnit, type Unit, ucumUnit } from "../../src/values/unit/unit.js";

/** The parts of the library that are used; it declares no types. */
interface Ucum {
  getSpecifiedUnit(code: string, value: "validate"): { unit: { name_: string; magnitude_: number } | null };
  convertUnitTo(from: string, value: number, to: string): { status: string; toVal: number };
}
const library: { UcumLhcUtils: { getInstance(): Ucum } } = createRequire(import.meta.url)("@lhncbc/ucum-lhc");
const ucum = library.UcumLhcUtils.getInstance();
const magnitude = (code: string): number | undefined => ucum.getSpecifiedUnit(code, "validate").unit?.magnitude_;

/** All codes with one or two parts that the table allows. */
function allUnits(): Map<UnitKind, Unit[]> {
  const bySort = new Map<string, string[]>([["count", ["", "10*2", "10*3", "10*4", "10*6", "10*9", "10*12"]]]);
  for (const [name, { sort, prefixes }] of ATOMS) {
    const codes = [...prefixes].filter((one) => PREFIXES.has(one)).map((one) => (one === "1" ? name : one + name));
    bySort.set(sort, [...(bySort.get(sort) ?? []), ...codes]);
  }
  const units = new Map<UnitKind, Unit[]>();
  for (const [sorts, kind] of Object.entries(KIND_OF)) {
    let codes: string[] | undefined;
    for (const sort of sorts.split("/")) {
      const parts = bySort.get(sort) ?? [];
      codes = codes === undefined ? parts : codes.flatMap((code) => parts.map((part) => `${code}/${part}`));
    }
    units.set(kind, [...(units.get(kind) ?? []), ...(codes ?? []).flatMap((code) => ucumUnit(code) ?? [])]);
  }
  return units;
}

/** Codes that the library does not know. */
const NOT_UCUM = new Set(["[ULN]"]);
/** Kinds that are left out. */
const OWN_WAY: ReadonlySet<UnitKind> = new Set<UnitKind>([
  "fahrenheit-temperature", // the library has an offset; here Fahrenheit is a kind of its own
  "mass-fraction-rate", // three parts: too many combinations
  "volume-rate-per-area",
  "mass-concentration-rate",
]);

test("factors agree within every kind", () => {
  let checked = 0;
  for (const [kind, units] of allUnits()) {
    if (OWN_WAY.has(kind)) continue;
    const known = units.filter(({ ucum: code }) => !NOT_UCUM.has(code));
    const [base] = known;
    if (base === undefined) continue;
    const theirBase = magnitude(base.ucum) ?? Number.NaN;
    for (const unit of known) {
      const ours = Number(unit.factor.num * base.factor.den) / Number(unit.factor.den * base.factor.num);
      const theirs = (magnitude(unit.ucum) ?? Number.NaN) / theirBase;
      expect(Math.abs(ours / theirs - 1), `${unit.ucum} in ${base.ucum}: ${ours}, not ${theirs}`).toBeLessThan(1e-12);
      checked += 1;
    }
  }
  expect(checked).toBeGreaterThan(900); // to notice if units were skipped
});

test.each([
  ["100", "10*3/uL", "10*9/L", 99.99999999999999], // exact here: 100
  ["1", "U/L", "ukat/L", 0.016666666666666666],
])("known disagreement: the library converts %s %s to %s as %d", (value, from, to, theirs) => {
  expect(ucum.convertUnitTo(from, Number(value), to).toVal).toBe(theirs);
});

test.each([
  // alias, unit in the library, unit meant by a laboratory
  ["K/uL", "kelvin", "10*3/uL"],
  ["G/L", "gauss", "10*9/L"],
  ["T/L", "tesla", "10*12/L"],
])("known disagreement: %s is %s per volume for the library, %s for a laboratory", (alias, word, code) => {
  const name: string = ucum.getSpecifiedUnit(alias, "validate").unit?.name_ ?? "";
  expect(name.toLowerCase()).toContain(word);
  expect(readUnit(alias, ["number-concentration"])).toEqual({ state: "unit", unit: ucumUnit(code) });
});

test("known disagreement: the library converts months to days by their mean length", () => {
  expect(ucum.convertUnitTo("mo", 1, "d").toVal).toBeCloseTo(30.4375);
  expect(ucumUnit("mo")?.kind).not.toBe(ucumUnit("d")?.kind);
});

test.each(["%", "mmol/mol", "{score}", "mg/g", "L/L"])(
  "known disagreement: %s is a plain number for the library, a kind of its own here",
  (code) => {
    expect(ucum.convertUnitTo(code, 1, "1").status).toBe("succeeded");
  },
);
