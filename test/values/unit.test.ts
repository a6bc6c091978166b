import fc from "fast-check";
import { expect, test } from "vitest";
import { over, parseDecimal, type Ratio, ratio, times } from "../../src/values/ratio.js";
import { ATOMS, KIND_OF, PREFIXES, type UnitKind, USUAL } from "../../src/values/unit/table.js";
import {
  acceptedKinds,
  convert,
  isLimitItself,
  limitIn,
  readStatedUnit,
  readUnit,
  type Substance,
  sameMeasure,
  suggestUnit,
  ULN,
  type Unit,
  ucumUnit,
  usualUnits,
} from "../../src/values/unit/unit.js";
import { runs } from "../runs.js";

function unit(code: string): Unit {
  const found = ucumUnit(code);
  if (found === undefined) throw new Error(`no unit: ${code}`);
  return found;
}

function decimal(text: string): Ratio {
  const read = parseDecimal(text);
  if (read === undefined) throw new Error(`no decimal: ${text}`);
  return read.value;
}

/** The unit that a field in `code` reads from a text: a canonical code, `other-kind` or `unknown`. */
function reading(text: string, code: string): string {
  const read = readUnit(text, code === "" ? [] : acceptedKinds(unit(code), undefined));
  return read.state === "unit" ? read.unit.ucum : read.state;
}

/** Turns rows of an outcome and its texts into rows of [text, outcome]. */
function each(rows: readonly (readonly [outcome: string, texts: string])[]): (readonly [string, string])[] {
  return rows.flatMap(([outcome, texts]) => texts.split("|").map((text) => [text, outcome] as const));
}

// Codes

test.each(
  each([
    ["number-concentration", "10*9/L|10*3/uL|/uL|/mm3|{cells}/uL"],
    ["mass-concentration", "g/L|ug/dL"],
    ["substance-concentration", "umol/L"],
    ["catalytic-concentration", "U/L|ukat/L"],
    ["international-concentration", "[IU]/mL|k[IU]/L"],
    ["arbitrary-concentration", "[arb'U]/mL"],
    ["copy-concentration", "{copies}/mL"],
    ["percent", "%"],
    ["percent-of-predicted", "%{predicted}"],
    ["substance-fraction", "mmol/mol"],
    ["mass-fraction", "mg/g"],
    ["mass-per-substance", "mg/mmol"],
    ["score", "{score}"],
    ["uln-multiple", "[ULN]"],
    ["inr", "{INR}"],
    ["length", "cm"],
    ["area", "mm2|m2"],
    ["volume", "mL"],
    ["definite-time", "s|wk"],
    ["calendar-time", "mo|a"],
    ["pressure", "mm[Hg]"],
    ["volume-rate", "mL/min"],
    ["indexed-clearance", "mL/min/{1.73_m2}"],
    ["volume-rate-per-area", "mL/min/m2"],
    ["frequency", "/min"],
    ["mass-per-area", "kg/m2"],
    ["celsius-temperature", "Cel"],
    ["osmolality", "mosm/kg"],
    ["equivalent-concentration", "meq/L"],
    ["mass-rate", "mg/(24.h)|g/d"],
    ["absorbed-dose", "Gy"],
    ["fibrinogen-equivalent-concentration", "ng/mL{FEU}"],
    ["speed", "mm/h"],
    ["catalytic-content", "U/g{Hb}"],
    ["volume-fraction", "L/L"],
    ["per-high-power-field", "/[HPF]"],
  ]),
)("%s is of kind %s", (code, kind) => {
  expect(unit(code).kind).toBe(kind);
  expect(ucumUnit(code)).toBe(unit(code)); // the same code gives the same object
});

test.each([
  ..."|/|//|L/|10*9|{cells}|10*9/l|K/uL|G/L|T/L|10^9/L|x10*9/L|10*99/L|10*1/L|10*09/L|µg/L|mcg/L|Mg/dL|mG/dL|g/l".split("|"),
  ..."IU/L|[iU]/L|mmHg|percent|years|mL/min/1.73m2|1/uL|1g/L|mg/dL{FEU}x|g{FEU}|%{of}|m[ULN]|constructor|__proto__".split("|"),
  ..."/uL/uL| g/L|g/L |a/a|d/mo|g/dL/g/dL/g/dL/g/dL/g/dL/g/dL/g/dL/g/dL/g/dL".split("|"),
])("%j is not a canonical code", (code) => expect(ucumUnit(code)).toBeUndefined());

// Spellings

// - ×109/L: the superscript was lost
// - 10E3/uL: arithmetically 10^4, but laboratories mean 10^3
// - m/L, M/L, K/L, m/uL: milli, mega, molar or million
// - mil/mm3: a thousand in Spanish, a million elsewhere
test.each(
  each([
    ["10*9/L", "10*9/L|x10^9/L|X10E9/L|x10e9/l|×10⁹/L|·10⁹/l|×109/L|x109/L|109/L|10^9/L|10**9/L|10*9/l|E9/L|x10(9)/L"],
    ["10*9/L", "10^(9)/L|(x10^9/L)|x 10^9 / L|10⁹ L⁻¹|G/L|G/l|GI/L|Gpt/l|10^9个/L|　×10⁹／Ｌ"],
    ["10*3/uL", "K/uL|K/µL|K/μL|k/ul|K/UL|X10*3/UL|x103/µL|103/uL|10E3/uL|10e+03/uL|10³/µL|Tsd./µl|Tsd/ul|K cells/uL"],
    ["10*3/uL", "10^3 cells/uL|x1000/µL|тыс/мкл"],
    ["10*3/mm3", "k/mm3|th/cmm|thou/mm3"],
    ["10*12/L", "×1012/L|T/L|Tpt/l|10(12)/L"],
    ["10*9/L", "10⁺⁹/L|10^⁹/L|10ˆ9/L|10∧9/L|10^9∕L|10^9⁄L|(10^9)/L|10^9  /  L|10\u200b^9/L"],
    ["10*3/uL", "x103 cells/uL|x10(3)/uL"],
    ["/uL", "1/µL"],
    ["unknown", "10⁻⁹/L|⁹/L|1⁰⁹/L|10^9 foo/L|x1000 foo/uL|(10^9/L|10^9)/L"],
    ["10*6/uL", "Mio./µl|M/uL"],
    ["10*6/mm3", "million/mm3"],
    ["/mm3", "/mm3|/mm³|/mm^3|/cmm|/cu.mm.|/cumm|/mmc|cells/mm3"],
    ["/uL", "cells/µL|Cells/UL|cells per microliter|/µL|/mcL|per µL|#/uL"],
    ["/L", "个/L"],
    ["10*4/uL", "万/μL"],
    ["10*2/uL", "10²/μL"],
    ["unknown", "â\u0081¹/L|×10?/L|x10/L|10^-9/L|10^99/L|10.9/L|m/L|M/L|K/L|m/uL|mil/mm3|k/uL/uL|lesions"],
    ["other-kind", "U/L|%|g/dL"],
    ["[ULN]", "x ULN"],
  ]),
)("%s in a count per volume is %s", (text, code) => expect(reading(text, "10*9/L")).toBe(code));

// Mg, mG, MG/dL, Ug: another SI prefix, or wrong capitals.
test.each(
  each([
    ["ug/dL", "mcg/dL|µg/dL|μg/dL|Âµg/dL|Î¼g/dL"],
    ["g/dL", "g/dl|gm/dL|Gm/dL|gms/dl|gm%|g%|gr/dl|G/DL|g/100mL"],
    ["mg/dL", "mg%|mg %|MG/DL|mg/dl.|(mg/dL)|[mg/dL]|mg/100 ml|ｍｇ／ｄＬ|㎎/㎗|milligrams per deciliter"],
    ["g/L", "G/L|г/л|g·L⁻¹"],
    ["ug/L", "µG/L"],
    ["ng/mL", "NG/ML"],
    ["pg/mL", "pg/ml"],
    ["unknown", "Mg/dL|mG/dL|MG/dL|mg/Dl|Ug/L|Pg/mL|mol%|vol%"],
    ["mg/dL", "mg/100cc|mg/100CC|mg/100ML|Milligrams/DL"],
    ["mg/dL", "mg/(dL)|mg/(100mL)"], // redundant brackets
    ["unknown", "mg/dL)|(mg/dL"], // half of it is lost
    ["unknown", "mg/2100ml|mg/100mlx|mg/100ccx|MG/100ML|mg/1dl|µ/L|Iµ/L"],
    ["other-kind", "mg|mmol/L|ng/mL FEU|K/uL|G cells/L"], // with a count of cells, G does not mean grams
  ]),
)("%s in a mass concentration is %s", (text, code) => expect(reading(text, "g/L")).toBe(code));

// - Mmol, MIU, M[IU]: mega, or wrong capitals
// - meq: equals mmol only for a single charge
// - 月: also the name of a month
test.each(
  [
    ["umol/L", "umol/L", "mcmol/L|Âµmol/L|μmol/l|UMOL/L|uM"],
    ["mmol/L", "mmol/L", "mM|mMol/L|mmol·L⁻¹"],
    ["mmol/L", "unknown", "Mmol/L"],
    ["mmol/L", "other-kind", "mm|mEq/L"],
    ["U/L", "U/L", "IU/L|UI/L|I.U./L|U/l|u/L|E/L|units/L|Ед/л"],
    ["U/L", "ukat/L", "µkat/l|ukat/l|UKAT/L|µKAT/L"],
    ["Gy", "cGy", "cgy|CGY"],
    ["Gy", "unknown", "cGY|CgY|mgY"], // letters in mixed case
    ["mm[Hg]", "unknown", "KpA|kPA"],
    ["U/L", "unknown", "uKat/L|ukaT/L"],
    ["MBq", "unknown", "mbq|MBQ"], // milli or mega
    ["U/L", "other-kind", "G/L"],
    ["[IU]/mL", "[IU]/mL", "IU/mL|[iU]/mL|IE/ml"],
    ["[IU]/mL", "unknown", "log10 IU/mL"],
    ["m[IU]/L", "m[IU]/L", "mIU/L|mU/l|MIU/L|miu/l"],
    ["m[IU]/L", "u[IU]/mL", "µIU/mL|µU/mL|uiu/ml|UIU/ML|µiu/ml|µIU/ML"],
    ["[IU]", "unknown", "MIU|M[IU]"],
    ["[arb'U]/mL", "[arb'U]/mL", "U/mL"],
    ["{copies}/mL", "{copies}/mL", "copies/mL|cp/ml"],
    ["{copies}/mL", "unknown", "log copies/mL"],
    ["{copies}/mL", "other-kind", "IU/mL"],
    ["meq/L", "meq/L", "mEq/L|MEQ/L|mval/l"],
    ["mosm/kg", "mosm/kg", "mOsm/kg H2O"],
    ["ng/mL{FEU}", "ug/mL{FEU}", "µg/mL FEU"],
    ["ng/mL{FEU}", "mg/L{FEU}", "mg/L (FEU)"],
    ["ng/mL{FEU}", "ng/mL{FEU}", "ng FEU/mL"],
    ["ng/mL{FEU}", "other-kind", "ng/mL DDU|ng/mL"],
    ["%", "%", "％|٪|percent"],
    ["%", "other-kind", "mmol/mol|% predicted"],
    ["%{predicted}", "%{predicted}", "% pred.|%"],
    ["mmol/mol", "other-kind", "%"],
    ["mmol/mol", "mmol/mol", "mmol/mol"],
    ["mg/g", "mg/g", "mg/g Cr|mg/gCr"],
    ["mg/g", "ug/mg", "µg/mg creat"],
    ["mg/g", "other-kind", "mg/mmol"],
    ["U/g{Hb}", "U/g", "U/g Hb"],
    ["mL/min", "mL/min", "ml/min|ML/MIN"],
    ["mL/min", "other-kind", "mL/min/1.73m2"],
    ["mL/min/{1.73_m2}", "mL/min/{1.73_m2}", "mL/min/1.73m2|ml/min/1,73m²|mL/min/1.73 m^2|mL/min per 1.73 m2|(mL/min)/1.73 sqm"],
    ["mL/min/{1.73_m2}", "mL/min/{1.73_m2}", "mL/min/(1.73m2)|mL/min/(1.73m^2)"],
    ["mL/min/{1.73_m2}", "other-kind", "mL/min|mL/min/m2"],
    ["cm", "mm", "mm|MM"],
    ["cm", "cm", "CM|centimetres"],
    ["cm", "[in_i]", "inches"],
    ["cm", "other-kind", "M"],
    ["kg", "kg", "Kg|KG"],
    ["kg", "[lb_av]", "lbs"],
    ["kg/m2", "kg/m2", "Kg/m²|kg/m^2|kg/m**2|kg/m*2|KG/M2"],
    ["kg/m2", "unknown", "kg/m2x|kg/m^2x"],
    ["m2", "m2", "m^2|m**2"],
    ["m2", "mm2", "mm^2"],
    ["mL", "mL", "cc"],
    ["mo", "mo", "months|mos|M|Monate|个月"],
    ["kg", "kg", "Kilogramm|kilogramos|chilogrammi|quilogramas|kilogrammes"],
    ["kg", "unknown", "Pfund|livres|libras|G(s)"], // half a kilogram, or a pound
    ["cm", "cm", "Zentimeter|centímetros|centimetri|centimètre|centimeter(s)"],
    ["cm", "m", "Meter|metros|metri|mètres"],
    ["cm", "[in_i]", "Zoll|pulgadas|pouces|pollici|polegadas"],
    ["g/L", "g/L", "Gramm pro Liter|gramos/litro|grammi/litro|gram per liter"],
    ["g/L", "mg/dL", "Milligramm/Deziliter|miligramos/decilitro"],
    ["a", "wk", "week(s)|Woche(n)|settimane|weken"],
    ["a", "mo", "Monat(e)|maanden|mês|mese"],
    ["a", "a", "Jahr(e)|jaren|année|anno"],
    ["a", "d", "Tag(e)|dagen|giorno"],
    ["a", "unknown", "J|w(s)"],
    ["mo", "wk", "weeks|Wochen|semaines|semanas|wks"],
    ["a", "d", "DAYS|days"],
    ["a", "h", "HOURS|hours"],
    ["mo", "other-kind", "sec.|min"], // in a field in months it hardly means minutes
    ["mo", "unknown", "月"],
    ["10*9/L", "10*9/L", "х10^9/л|х 10^9/л|10^9/л|×10⁹/л"], // Cyrillic
    ["a", "a", "周岁|才|лет"],
    ["a", "a", "years|yrs|y/o|y.o.|years old|Jahre|ans|岁"],
    ["d", "d", "days"],
    ["d", "wk", "wks"],
    ["d", "mo", "months"],
    ["d", "a", "years"],
    ["d", "other-kind", "m"], // months or minutes
    ["h", "other-kind", "months"],
    ["s", "s", "sec."],
    ["s", "ms", "msec"],
    ["mm[Hg]", "mm[Hg]", "mmHg|mm Hg|MMHG"],
    ["mm[Hg]", "cm[Hg]", "cmHg|cm Hg|cm[Hg]"],
    ["mm[Hg]", "kPa", "KPa|KPA|kpa"],
    ["mm[Hg]", "unknown", "Torr"],
    ["/min", "/min", "bpm|beats per minute|次/分"],
    ["/min", "/min", "/1min|1/1min"],
    ["mm/h", "mm/h", "mm/hr|mm/1h|mm/1hr|mm/1H|MM/1HR"],
    ["mm/h", "unknown", "mm/21h|mm/1hx|mm/1minx"],
    ["mg/d", "mg/(24.h)", "mg/(24.h)| mg/(24.h) |mg/(24h)|mg/24h|mg/24hrs|mg/24 hours|mg/24std"],
    ["mg/d", "unknown", "mg/124h|mg/24hx|mg/24hoursx"],
    ["Cel", "Cel", "°C|℃"],
    ["Cel", "[degF]", "°F"],
    ["Cel", "unknown", "K"],
    ["{score}", "{score}", "points|Punkt(e)"],
    ["{score}", "other-kind", "%"],
    ["U/L", "[ULN]", "xULN|× ULN|times the ULN|*ULN|fold ULN|x upper limit of normal"],
    ["U/L", "U/L", "U/(L)"],
    ["U/L", "unknown", "U/L(N)|upper limit of normal|(ULN)"], // the limit itself, or a flag
    ["U/L", "[ULN]", "-fold ULN|fold the ULN|times ULN|(x ULN)"],
    ["U/L", "unknown", "fold|UxLN|ULN or so"],
    ["", "other-kind", "xULN|%"],
    ["", "unknown", "lesions"],
    ["kg", "unknown", "| |constructor"],
  ].flatMap(([field = "", code = "", texts = ""]) => texts.split("|").map((text) => [field, text, code] as const)),
)("in a field in %s, %s is %s", (field, text, code) => expect(reading(text, field)).toBe(code));

test("a text that is too long for a unit is not read", () => {
  expect(reading(`${" ".repeat(50)}kg`, "kg")).toBe("kg");
  expect(reading(`${" ".repeat(60)}kg`, "kg")).toBe("unknown");
});

test("a mass field with a molar mass also reads amounts of substance, as a distinct kind", () => {
  const kinds = acceptedKinds(unit("mg/dL"), { molarMass: decimal("113.12") });
  expect(kinds).toEqual(["mass-concentration", "substance-concentration"]);
  expect(acceptedKinds(unit("umol/L"), { molarMass: decimal("113.12") })).toEqual([
    "substance-concentration",
    "mass-concentration",
  ]);
  expect(acceptedKinds(unit("U/L"), { molarMass: decimal("113.12") })).toEqual(["catalytic-concentration"]);
  expect(acceptedKinds(unit("mg/dL"), undefined)).toEqual(["mass-concentration"]);
  expect(acceptedKinds(undefined, undefined)).toEqual([]);
  expect(readUnit("µmol/l", kinds)).toEqual({ state: "unit", unit: unit("umol/L") });
});

test("any text is read without an exception, and always in the same way", () => {
  const pieces = fc.constantFrom(
    "10",
    "^",
    "9",
    "/",
    "L",
    "l",
    "µ",
    "m",
    "g",
    "d",
    "x",
    "×",
    " ",
    ".",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "IU",
    "%",
    "⁹",
    "1.73",
    "E",
    "mol",
    "*",
    "ﷺ",
    "\u0000",
  );
  const texts = fc.oneof(
    fc.string({ unit: "binary", maxLength: 80 }),
    fc.array(pieces, { maxLength: 40 }).map((all) => all.join("")),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const read = readUnit(text, ["number-concentration"]);
      expect(readUnit(text, ["number-concentration"])).toEqual(read);
      if (read.state === "unit") expect([ULN.kind, "number-concentration"]).toContain(read.unit.kind);
    }),
    runs(2000),
  );
});

test("wrong capitals never change the size of a unit", () => {
  const letters = "mg/dL ng/mL umol/L mmol/L pg/mL U/L m[IU]/L mL/min kPa 10*9/L mg/g ukat/L meq/L cGy mm cm".split(" ");
  for (const code of letters) {
    for (let mask = 0; mask < 2 ** Math.min(code.length, 9); mask += 1) {
      const text = [...code]
        .map((one, i) => ((mask >> i) & 1 ? (one === one.toLowerCase() ? one.toUpperCase() : one.toLowerCase()) : one))
        .join("");
      const read = readUnit(text, [unit(code).kind]);
      if (read.state === "unit") expect(sameMeasure(read.unit, unit(code)), `${text} for ${code}`).toBe(true);
    }
  }
});

// Conversion

test.each([
  ["80", "g/L", "g/dL", "8"],
  ["100", "10*3/uL", "10*9/L", "100"],
  ["1500", "/uL", "10*9/L", "1.5"],
  ["80", "10*9/L", "/mm3", "80000"],
  ["60", "U/L", "ukat/L", "1"],
  ["1", "a", "mo", "12"],
  ["2", "wk", "d", "14"],
  ["1", "mm[Hg]", "kPa", "0.133322"],
  ["1", "cm[Hg]", "mm[Hg]", "10"],
  ["1", "[lb_av]", "g", "453.59237"],
  ["16", "[oz_av]", "[lb_av]", "1"],
  ["1", "[stone_av]", "[lb_av]", "14"],
  ["1", "[in_i]", "mm", "25.4"],
  ["1", "fL", "um3", "1"],
  ["1", "mCi", "MBq", "37"],
  ["1", "g/d", "mg/(24.h)", "1000"],
  ["1", "mg/g", "ug/mg", "1"],
  ["1", "m2", "cm2", "10000"],
  ["98.6", "[degF]", "Cel", "37"],
  ["37", "Cel", "[degF]", "98.6"],
])("%s %s is %s: %s", (value, from, to, expected) => {
  expect(convert(decimal(value), unit(from), unit(to), undefined)).toEqual(decimal(expected));
});

test("declarations of a field allow conversion between kinds", () => {
  const calcium = { molarMass: decimal("40"), valence: decimal("2") };
  const into = (value: string, from: string, to: string, substance: Substance) =>
    convert(decimal(value), unit(from), unit(to), substance);
  expect(into("5", "meq/L", "mmol/L", calcium)).toEqual(decimal("2.5"));
  expect(into("2.5", "mmol/L", "meq/L", calcium)).toEqual(decimal("5"));
  expect(into("5", "meq/L", "mg/dL", calcium)).toEqual(decimal("10"));
  expect(into("10", "mg/dL", "meq/L", calcium)).toEqual(decimal("5"));
  expect(into("5", "meq/L", "mg/dL", { molarMass: undefined, valence: decimal("2") })).toBeUndefined();
  expect(into("0.42", "L/L", "%", { molarMass: undefined, fraction: true })).toEqual(decimal("42"));
  expect(into("42", "%", "L/L", { molarMass: undefined, fraction: true })).toEqual(decimal("0.42"));
  expect(acceptedKinds(unit("%"), { molarMass: undefined, fraction: true })).toEqual(["percent", "volume-fraction"]);
  expect(acceptedKinds(unit("Cel"), undefined)).toEqual(["celsius-temperature", "fahrenheit-temperature"]);
});

test.each([
  ["26", "wk", "mo"],
  ["1", "d", "a"],
  ["1", "%", "mmol/mol"],
  ["1", "mL/min", "mL/min/{1.73_m2}"],
  ["1", "U/L", "[IU]/L"],
  ["1", "meq/L", "mmol/L"],
  ["1", "mg/dL", "mmol/L"],
  ["1", "[ULN]", "U/L"],
  ["1", "ng/mL{FEU}", "ng/mL{DDU}"],
  ["1", "ng/mL{FEU}", "ng/mL"],
  ["1", "%", "{score}"],
  ["1", "%", "%{predicted}"],
  ["1", "mg/g", "mg/mmol"],
  ["1", "L/L", "%"],
  ["1", "g/L", "Cel"],
  ["1", "Cel", "g/L"],
  ["1", "g/L", "[degF]"],
  ["1", "[degF]", "g/L"],
])("%s %s does not convert to %s", (value, from, to) => {
  expect(convert(decimal(value), unit(from), unit(to), undefined)).toBeUndefined();
  expect(limitIn(decimal(value), unit(from), unit(to), undefined)).toBeUndefined();
});

test("mass and substance convert by the molar mass", () => {
  const substance = { molarMass: decimal("113.12") }; // creatinine
  expect(convert(decimal("113.12"), unit("mg/L"), unit("mmol/L"), substance)).toEqual(ratio(1n));
  expect(convert(decimal("1"), unit("mg/dL"), unit("umol/L"), substance)).toEqual(over(ratio(10_000n), substance.molarMass));
  expect(convert(decimal("88"), unit("umol/L"), unit("mg/dL"), substance)).toEqual(
    over(times(ratio(88n), substance.molarMass), ratio(10_000n)),
  );
  expect(limitIn(decimal("1.5"), unit("mg/dL"), unit("umol/L"), substance)).toEqual({
    lower: 132.602545968882,
    upper: 132.602545968883,
  });
  expect(convert(decimal("1"), unit("mg/dL"), unit("umol/L"), { molarMass: ratio(0n) })).toBeUndefined();
  expect(convert(decimal("1"), unit("mg/dL"), unit("cm"), substance)).toBeUndefined();
  expect(convert(decimal("1"), unit("cm"), unit("mg/dL"), substance)).toBeUndefined();
});

test("bare numbers are only compared with bare numbers; caching does not change results", () => {
  const limit = decimal("80");
  expect(limitIn(limit, undefined, undefined, undefined)).toEqual({ lower: 80, upper: 80 });
  expect(limitIn(limit, unit("g/L"), undefined, undefined)).toBeUndefined();
  expect(limitIn(limit, undefined, unit("g/L"), undefined)).toBeUndefined();
  for (const one of usualUnits("mass-concentration")) limitIn(limit, unit("g/L"), one, undefined);
  for (let mass = 1n; mass < 40n; mass += 1n) limitIn(limit, unit("g/L"), unit("mol/L"), { molarMass: ratio(mass) });
  expect(limitIn(limit, unit("g/L"), unit("g/dL"), undefined)).toEqual({ lower: 8, upper: 8 });
  expect(limitIn(limit, unit("g/L"), unit("mol/L"), { molarMass: ratio(40n) })).toEqual({ lower: 2, upper: 2 });
  expect(limitIn(limit, unit("g/L"), unit("mol/L"), { molarMass: ratio(80n) })).toEqual({ lower: 1, upper: 1 });
  expect(limitIn(limit, unit("mg/L"), unit("g/dL"), undefined)).toEqual({ lower: 0.008, upper: 0.008 });
  expect(limitIn(limit, unit("g/L"), unit("g/dL"), undefined)).toEqual({ lower: 8, upper: 8 });
});

// Exactness: pairs of units of each kind, compared with integer arithmetic

/** All units that the table allows, by kind; of quotients with three parts only some. */
function unitsByKind(): ReadonlyMap<UnitKind, readonly Unit[]> {
  const parts = new Map<string, string[]>([["count", ["", "10*2", "10*3", "10*4", "10*6", "10*9", "10*12"]]]);
  for (const [name, { sort, prefixes }] of ATOMS) {
    const codes = [...prefixes].map((one) => (one === "1" ? name : one + name));
    parts.set(sort, [...(parts.get(sort) ?? []), ...codes]);
  }
  const all = new Map<UnitKind, Unit[]>();
  for (const [sorts, kind] of Object.entries(KIND_OF)) {
    const [first = "", ...rest] = sorts.split("/");
    const short = (sort: string): string[] => (parts.get(sort) ?? []).slice(0, rest.length > 1 ? 3 : 99);
    let codes = short(first);
    for (const sort of rest) codes = codes.flatMap((code) => short(sort).map((part) => `${code}/${part}`));
    all.set(kind, [...(all.get(kind) ?? []), ...codes.flatMap((code) => ucumUnit(code) ?? [])]);
  }
  return all;
}

/** How a cell of up to 15 digits compares with a limit. */
function judged(cell: number, { lower, upper }: { lower: number; upper: number }): "below" | "equal" | "above" {
  return cell < upper ? "below" : cell > lower ? "above" : "equal";
}

/** Checks a limit of `mantissa e power` in `from` against cells in `to`, with integers only. */
function checkLimit(mantissa: bigint, power: number, from: Unit, to: Unit): void {
  const bounds = limitIn(decimal(`${mantissa}e${power}`), from, to, undefined);
  const where = `${mantissa}e${power} ${from.ucum} in ${to.ucum}`;
  if (bounds === undefined) throw new Error(where);
  const den = from.factor.den * to.factor.num * 10n ** 40n;
  const num = mantissa * 10n ** BigInt(40 + power) * from.factor.num * to.factor.den;
  // The first 15 digits, `head e scale`, calculated in another way than in the program.
  const scale = String((num * 10n ** 60n) / den).length - 60 - 15;
  const at = 10n ** BigInt(scale + 60);
  const [head, rest] = [(num * 10n ** 60n) / (den * at), (num * 10n ** 60n) % (den * at)];
  const cell = (digits: bigint): number => Number(`${digits}e${scale}`);
  if (judged(cell(head), bounds) !== (rest === 0n ? "equal" : "below")) throw new Error(`${where}: ${head}e${scale}`);
  if (judged(cell(head - 1n), bounds) !== "below") throw new Error(`${where}: below`);
  if (judged(cell(head + 1n), bounds) !== "above") throw new Error(`${where}: above`);
  if (rest !== 0n) return;
  // The limit as a person writes it, and its neighbours in the last digit.
  let [short, shift] = [head, scale];
  while (short % 10n === 0n) [short, shift] = [short / 10n, shift + 1];
  for (const [step, expected] of [
    [-1n, "below"],
    [0n, "equal"],
    [1n, "above"],
  ] as const) {
    if (judged(Number(`${short + step}e${shift}`), bounds) !== expected) throw new Error(`${where}: ${short + step}e${shift}`);
  }
}

test("only the cell that equals a limit is equal, not its neighbours: pairs of units of every kind", () => {
  let [seed, checked] = [20260115n, 0];
  for (const units of unitsByKind().values()) {
    for (const from of units) {
      // All pairs of small kinds; of large kinds, a different sample for each unit.
      const stride = Math.ceil(units.length / 24);
      for (let i = checked % stride; i < units.length; i += stride) {
        const to = units[i];
        if (to === undefined) continue;
        seed = (seed * 6364136223846793005n + 1442695040888963407n) % 2n ** 64n;
        checkLimit(1n + ((seed >> 20n) % 999_999n), Number((seed >> 45n) % 9n) - 5, from, to);
        checked += 1;
      }
    }
  }
  expect(checked).toBeGreaterThan(20_000);
});

test("the same for many limits between usual units", () => {
  for (const kind of USUAL.keys()) {
    const units = usualUnits(kind);
    for (const from of units) {
      for (const to of units) {
        for (let limit = 1n; limit <= 999_999n; limit += limit < 20n ? 1n : limit / 3n + 7n) checkLimit(limit, -2, from, to);
      }
    }
  }
});

// Hints

test.each([
  ["K/uL", "10*3/uL"],
  ["x10^9/L", "10*9/L"],
  ["mmHg", "mm[Hg]"],
  ["IU/L", "[IU]/L"],
  ["g/l", "g/L"],
  ["Mg/dL", "mg/dL"],
  ["µmol/L", "umol/L"],
  ["years", "a"],
  ["mL/min/1.73m2", "mL/min/{1.73_m2}"],
  ["10*9/L", "10*9/L"],
  ["[iU]/mL", "[IU]/mL"],
  ["1/uL", "/uL"],
])("for %s the suggestion is %s", (text, code) => expect(suggestUnit(text)).toBe(code));

test("suggestions are limited to the given kinds", () => {
  expect(suggestUnit("IU/L", ["catalytic-concentration"])).toBe("U/L");
  expect(suggestUnit("G/L", ["mass-concentration"])).toBe("g/L");
  expect(suggestUnit("%", ["mass-concentration"])).toBeUndefined();
  expect(suggestUnit("bananas")).toBeUndefined();
});

test.each([
  ["ULN", true],
  ["upper limit of normal", true],
  ["x ULN", false],
  ["ULN or so", false],
])("%s names the limit itself: %s", (text, is) => expect(isLimitItself(text)).toBe(is));

test("usual units are units of their kind", () => {
  for (const [kind, codes] of USUAL) {
    expect(usualUnits(kind).map((one) => one.ucum)).toEqual(codes.split(" "));
    for (const one of usualUnits(kind)) expect(one.kind).toBe(kind);
  }
  expect(usualUnits("ph")).toEqual([]);
  expect(usualUnits("uln-multiple")).toEqual([]);
});

test("the prefixes of the table exist, and equal units are recognised", () => {
  for (const [name, { prefixes }] of ATOMS) for (const one of prefixes) expect(PREFIXES.has(one), name).toBe(true);
  expect(sameMeasure(unit("10*3/uL"), unit("10*9/L"))).toBe(true);
  expect(sameMeasure(unit("U/L"), unit("[IU]/L"))).toBe(false);
  expect(sameMeasure(unit("mg/L"), unit("ug/L"))).toBe(false);
  expect(sameMeasure(undefined, unit("U/L"))).toBe(false);
  expect(sameMeasure(undefined, undefined)).toBe(true);
});

test.each([
  ["月", "mo"],
  [" 年 ", "a"],
  ["日", "d"],
  ["Mon.", "mo"],
  ["个月", "mo"], // accepted in any cell
  ["J", undefined], // years in German, days in French
])("%s, where only a unit is expected", (text, code) => {
  const read = readStatedUnit(text, acceptedKinds(unit("mo"), undefined));
  expect(read.state === "unit" ? read.unit : undefined).toEqual(code === undefined ? undefined : unit(code));
});
