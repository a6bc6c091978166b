/**
 * The table of units: atoms with exact factors, and the kinds that quotients of them measure. Everything else about units follows
 * from these by rule. Sources: UCUM 2.2 (ucum.org) for codes and definitions; where UCUM defers to an agreement, it is named.
 */

/** What an atom measures, finer than its dimension. */
export type Sort =
  | "count"
  | "mass"
  | "substance"
  | "volume"
  | "area"
  | "length"
  | "time"
  | "calendar"
  | "body-surface"
  | "catalysis"
  | "international"
  | "arbitrary"
  | "copies"
  | "colonies"
  | "equivalents"
  | "osmoles"
  | "pressure"
  | "percent"
  | "score"
  | "uln"
  | "lln"
  | "inr"
  | "ph"
  | "celsius"
  | "fahrenheit"
  | "gray"
  | "sievert"
  | "decay"
  | "high-power-field"
  | "low-power-field";

/** `factor` times the base unit of its sort, as exact text: a decimal, or two with `/` between. */
export interface Atom {
  readonly sort: Sort;
  readonly factor: string;
  /** The SI prefixes it takes, a letter each; `1` is none. Only those in medical use: so `Mg` is no unit. */
  readonly prefixes: string;
  /** What the prefix is raised to: `mm3` is (mm)3. */
  readonly power?: number;
}

/** SI prefixes: powers of ten. */
export const PREFIXES: ReadonlyMap<string, number> = new Map([
  ["1", 0],
  ["G", 9],
  ["M", 6],
  ["k", 3],
  ["h", 2],
  ["d", -1],
  ["c", -2],
  ["m", -3],
  ["u", -6],
  ["n", -9],
  ["p", -12],
  ["f", -15],
]);

/** Base units: g, mol, L, m2, m, s, mo, U, Pa, Bq. */
export const ATOMS: ReadonlyMap<string, Atom> = new Map<string, Atom>([
  ["{cells}", { sort: "count", factor: "1", prefixes: "1" }],
  ["g", { sort: "mass", factor: "1", prefixes: "1kmunpf" }],
  ["[lb_av]", { sort: "mass", factor: "453.59237", prefixes: "1" }], // international yard and pound agreement, 1959
  ["[oz_av]", { sort: "mass", factor: "453.59237/16", prefixes: "1" }],
  ["[stone_av]", { sort: "mass", factor: "6350.29318", prefixes: "1" }], // 14 [lb_av]
  ["mol", { sort: "substance", factor: "1", prefixes: "1munpf" }],
  ["L", { sort: "volume", factor: "1", prefixes: "1dmunpf" }],
  ["m3", { sort: "volume", factor: "1000", prefixes: "1dcmu", power: 3 }], // 1 dm3 is 1 L: CGPM 1964
  ["m2", { sort: "area", factor: "1", prefixes: "1cm", power: 2 }],
  ["m", { sort: "length", factor: "1", prefixes: "1kcmun" }],
  ["[in_i]", { sort: "length", factor: "0.0254", prefixes: "1" }], // agreement of 1959
  ["[ft_i]", { sort: "length", factor: "0.3048", prefixes: "1" }],
  ["s", { sort: "time", factor: "1", prefixes: "1mun" }],
  ["min", { sort: "time", factor: "60", prefixes: "1" }],
  ["h", { sort: "time", factor: "3600", prefixes: "1" }],
  ["d", { sort: "time", factor: "86400", prefixes: "1" }],
  ["(24.h)", { sort: "time", factor: "86400", prefixes: "1" }], // as LOINC writes 24-hour urine: g/(24.h)
  ["wk", { sort: "time", factor: "604800", prefixes: "1" }],
  // Months have no fixed number of days, whatever UCUM's mean month says; 12 make a year.
  ["mo", { sort: "calendar", factor: "1", prefixes: "1" }],
  ["a", { sort: "calendar", factor: "12", prefixes: "1" }],
  ["{1.73_m2}", { sort: "body-surface", factor: "1", prefixes: "1" }],
  ["U", { sort: "catalysis", factor: "1", prefixes: "1kmun" }],
  ["kat", { sort: "catalysis", factor: "60000000", prefixes: "1munp" }], // 1 U = 1 umol/min, 1 kat = 1 mol/s
  ["[IU]", { sort: "international", factor: "1", prefixes: "1kmu" }], // no M: `M[IU]` is m[IU] in capitals as often
  ["[arb'U]", { sort: "arbitrary", factor: "1", prefixes: "1km" }],
  ["{copies}", { sort: "copies", factor: "1", prefixes: "1" }],
  ["[CFU]", { sort: "colonies", factor: "1", prefixes: "1" }],
  ["eq", { sort: "equivalents", factor: "1", prefixes: "1mun" }],
  ["osm", { sort: "osmoles", factor: "1", prefixes: "1m" }],
  ["Pa", { sort: "pressure", factor: "1", prefixes: "1kh" }],
  ["m[Hg]", { sort: "pressure", factor: "133322", prefixes: "mc" }], // UCUM: 133.3220 kPa, not 101325/760 Pa a millimetre
  ["m[H2O]", { sort: "pressure", factor: "9806.65", prefixes: "c" }], // UCUM: 9.80665 kPa
  ["bar", { sort: "pressure", factor: "100000", prefixes: "1m" }],
  ["%", { sort: "percent", factor: "1", prefixes: "1" }],
  ["{score}", { sort: "score", factor: "1", prefixes: "1" }],
  ["[ULN]", { sort: "uln", factor: "1", prefixes: "1" }], // not of UCUM: the laboratory's upper limit of normal
  ["{INR}", { sort: "inr", factor: "1", prefixes: "1" }],
  ["[pH]", { sort: "ph", factor: "1", prefixes: "1" }],
  // Temperatures differ by an offset, which a factor cannot express: each is a kind of its own, and they do not convert.
  ["Cel", { sort: "celsius", factor: "1", prefixes: "1" }],
  ["[degF]", { sort: "fahrenheit", factor: "1", prefixes: "1" }],
  ["Gy", { sort: "gray", factor: "1", prefixes: "1cm" }],
  ["Sv", { sort: "sievert", factor: "1", prefixes: "1mu" }],
  ["Bq", { sort: "decay", factor: "1", prefixes: "1kMG" }],
  ["Ci", { sort: "decay", factor: "37000000000", prefixes: "mu" }], // CGPM 1964
  ["[HPF]", { sort: "high-power-field", factor: "1", prefixes: "1" }],
  ["[LPF]", { sort: "low-power-field", factor: "1", prefixes: "1" }],
]);

/** The kind that a sort, or a quotient of sorts, measures. Quotients that are not here are no units. */
export const KIND_OF = {
  mass: "mass",
  substance: "substance",
  volume: "volume",
  area: "area",
  length: "length",
  time: "definite-time",
  calendar: "calendar-time",
  pressure: "pressure",
  percent: "percent",
  score: "score",
  uln: "uln-multiple",
  lln: "lln-multiple",
  inr: "inr",
  ph: "ph",
  celsius: "celsius-temperature",
  fahrenheit: "fahrenheit-temperature",
  gray: "absorbed-dose",
  sievert: "equivalent-dose",
  decay: "radioactivity",
  catalysis: "catalytic-activity",
  international: "international-units",
  "count/volume": "number-concentration",
  "mass/volume": "mass-concentration",
  "mass/volume/time": "mass-concentration-rate", // renin activity
  "substance/volume": "substance-concentration",
  "catalysis/volume": "catalytic-concentration",
  "international/volume": "international-concentration",
  "arbitrary/volume": "arbitrary-concentration",
  "copies/volume": "copy-concentration",
  "colonies/volume": "colony-concentration",
  "equivalents/volume": "equivalent-concentration",
  "osmoles/volume": "osmolarity",
  "osmoles/mass": "osmolality",
  "count/mass": "number-content",
  "substance/mass": "substance-content",
  "catalysis/mass": "catalytic-content",
  "mass/mass": "mass-fraction",
  "substance/substance": "substance-fraction",
  "volume/volume": "volume-fraction",
  "mass/substance": "mass-per-substance",
  "mass/area": "mass-per-area",
  "mass/time": "mass-rate",
  "mass/mass/time": "mass-fraction-rate",
  "substance/time": "substance-rate",
  "volume/time": "volume-rate",
  "volume/time/body-surface": "indexed-clearance",
  "volume/time/area": "volume-rate-per-area",
  "volume/area": "volume-per-area",
  "length/time": "speed",
  "count/time": "frequency",
  "count/calendar": "calendar-frequency",
  "count/high-power-field": "per-high-power-field",
  "count/low-power-field": "per-low-power-field",
} as const;

/** Annotations that make another kind of one, or keep it; keys are the kind and the annotation after the code. */
export const KIND_OF_ANNOTATED = {
  // One fibrinogen equivalent weighs about twice one D-dimer unit, and no factor is exact: never compared, nor with bare masses.
  "mass-concentration{FEU}": "fibrinogen-equivalent-concentration",
  "mass-concentration{DDU}": "d-dimer-unit-concentration",
  "percent{predicted}": "percent-of-predicted",
  "mass-fraction{creat}": "mass-fraction",
  "mass-per-substance{creat}": "mass-per-substance",
  "catalytic-content{Hb}": "catalytic-content",
} as const;

/**
 * What a unit measures. Units convert only within a kind, and between mass and substance by a molar mass. Kinds are finer
 * than dimensions: UCUM gives `%`, mol/mol, scores and multiples all dimension 1, yet none of them may be compared.
 */
export type UnitKind = (typeof KIND_OF)[keyof typeof KIND_OF] | (typeof KIND_OF_ANNOTATED)[keyof typeof KIND_OF_ANNOTATED];

/** Kinds that convert by a molar mass: mass on the left, substance on the right. Their base units agree but for g and mol. */
export const MOLAR_PAIRS: readonly (readonly [UnitKind, UnitKind])[] = [
  ["mass-concentration", "substance-concentration"],
  ["mass", "substance"],
  ["mass-rate", "substance-rate"],
];

/** Usual codes of a kind, likeliest first. Kinds that are not here have one usual unit or none. */
export const USUAL: ReadonlyMap<UnitKind, string> = new Map<UnitKind, string>([
  ["number-concentration", "10*9/L /uL 10*3/uL 10*4/uL 10*12/L 10*6/uL 10*6/L"],
  ["mass-concentration", "g/L g/dL mg/dL mg/L ug/L ng/mL ug/dL pg/mL ng/dL"],
  ["substance-concentration", "mmol/L umol/L nmol/L pmol/L"],
  ["catalytic-concentration", "U/L ukat/L nkat/L U/mL"],
  ["international-concentration", "[IU]/L [IU]/mL m[IU]/L k[IU]/L"],
  ["arbitrary-concentration", "[arb'U]/mL [arb'U]/L"],
  ["copy-concentration", "{copies}/mL {copies}/uL"],
  ["equivalent-concentration", "meq/L eq/L"],
  ["fibrinogen-equivalent-concentration", "ng/mL{FEU} mg/L{FEU}"],
  ["d-dimer-unit-concentration", "ng/mL{DDU} mg/L{DDU}"],
  ["osmolality", "mosm/kg"],
  ["osmolarity", "mosm/L"],
  ["percent", "%"],
  ["percent-of-predicted", "%{predicted}"],
  ["mass-fraction", "mg/g g/g ug/g ug/mg"],
  ["mass-per-substance", "mg/mmol g/mol"],
  ["mass-concentration-rate", "ng/mL/h"],
  ["substance-fraction", "mmol/mol mol/mol"],
  ["volume-fraction", "L/L"],
  ["volume-rate", "mL/min L/min mL/s L/h"],
  ["indexed-clearance", "mL/min/{1.73_m2} mL/s/{1.73_m2}"],
  ["volume-rate-per-area", "L/min/m2 mL/min/m2"],
  ["mass-rate", "mg/d g/d"],
  ["substance-rate", "mmol/d umol/d"],
  ["mass", "kg g mg [lb_av]"],
  ["length", "cm mm m [in_i]"],
  ["area", "m2 cm2 mm2"],
  ["volume", "mL L fL"],
  ["mass-per-area", "kg/m2 g/m2 mg/m2"],
  ["definite-time", "d wk h min s ms"],
  ["calendar-time", "a mo"],
  ["pressure", "mm[Hg] kPa cm[Hg] cm[H2O]"],
  ["frequency", "/min /s /h"],
  ["speed", "mm/h cm/s m/s"],
  ["celsius-temperature", "Cel"],
  ["fahrenheit-temperature", "[degF]"],
  ["absorbed-dose", "Gy cGy mGy"],
  ["equivalent-dose", "mSv Sv"],
  ["radioactivity", "MBq GBq mCi"],
  ["score", "{score}"],
  ["inr", "{INR}"],
]);
