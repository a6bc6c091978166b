/** Reads `fixtures/cells.tsv`: cells, and how a careful reader understands them. */
import { readFileSync } from "node:fs";
import { readBoolean, readCode } from "../../src/values/code.js";
import { formatDay, parseIsoDay, readDate } from "../../src/values/date/date.js";
import { readNumber } from "../../src/values/number/number.js";
import { fromDouble, type Ratio, ratio } from "../../src/values/ratio.js";
import type { Quantity, Reading } from "../../src/values/reading.js";
import { areAcross } from "../../src/values/span.js";
import type { ColumnUnit, NumberSpec, ParseOptions } from "../../src/values/spec.js";
import { foldSpelling, keyboardSpellings } from "../../src/values/text.js";
import { acceptedKinds, convert, ULN, type Unit, ucumUnit } from "../../src/values/unit/unit.js";

export interface Row {
  readonly line: number;
  readonly field: string;
  readonly type: string;
  readonly cell: string;
  readonly reading: string;
}

/** The as-of date for dates in the table. */
export const AS_OF = parseIsoDay("2026-01-15") ?? 0;

/** Options for a column without a column map. */
export const PLAIN_HABITS: ParseOptions = {
  decimal: undefined,
  dateOrder: undefined,
  missing: new Set(),
  flags: [],
  codes: undefined,
  whenBlank: undefined,
};

/** Plausible ranges and molar masses of the fields in the table; all else is in the type column. */
const FIELDS: Readonly<Record<string, readonly [low: bigint, high: bigint, unit: string, molarMass?: Ratio]>> = {
  platelets: [1n, 3000n, "10*9/L"],
  neutrophils: [0n, 200n, "10*9/L"],
  wbc: [0n, 1000n, "10*9/L"],
  hemoglobin: [20n, 300n, "g/L"],
  bilirubin: [0n, 1500n, "umol/L", ratio(58466n, 100n)],
  creatinine: [5n, 3000n, "umol/L", ratio(11312n, 100n)],
  calcium: [0n, 10n, "mmol/L", ratio(40078n, 1000n)],
  glucose: [0n, 100n, "mmol/L", ratio(18016n, 100n)],
  albumin: [5n, 80n, "g/L"],
  base_excess: [-60n, 60n, "mmol/L"],
  ast: [0n, 50000n, "U/L"],
  alt: [0n, 50000n, "U/L"],
  lvef: [5n, 95n, "%"],
  hba1c: [2n, 25n, "%"],
  kps: [10n, 100n, "%"],
  hbv_dna: [0n, 100_000_000_000n, "[IU]/mL"],
  creatinine_clearance: [0n, 400n, "mL/min"],
  longest_tumor_diameter: [0n, 60n, "cm"],
  tumor_volume: [0n, 10n, "L"],
  life_expectancy: [0n, 600n, "mo"],
  infusion_time: [0n, 100n, "h"],
  tumor_count: [0n, 1000n, ""],
  ecog: [0n, 5n, ""],
  grade: [0n, 5n, ""],
  age: [0n, 120n, "a"],
  body_temperature: [25n, 45n, "Cel"],
  sodium: [90n, 200n, "mmol/L"],
  hematocrit: [5n, 80n, "%"],
  hemoglobin_mol: [20n, 250n, "g/L", ratio(161145n, 10n)],
};

const SPELLINGS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  her2_status: {
    pos: "positive",
    "3+": "positive",
    positive: "positive",
    neg: "negative",
    "1+": "negative",
    negative: "negative",
  },
  sex: { f: "female", female: "female", "♀": "female", m: "male", male: "male" },
};
const NUMBER_SPELLINGS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  grade: { none: 0, no: 0, i: 1, ii: 2, iii: 3, iv: 4, "grade 3": 3 },
  tumor_count: { none: 0, solitary: 1 },
};

/** Replaces the symbols that stand for white space in the table. */
function white(cell: string): string {
  return cell.replaceAll("␣", " ").replaceAll("⍽", "\u00a0").replaceAll("⏎", "\n").replaceAll("⇥", "\t");
}

export function rowsOf(path: string): readonly Row[] {
  const [, ...lines] = readFileSync(path, "utf8").replace(/\n$/, "").split("\n");
  return lines.map((text, index) => {
    const [field = "", type = "", cell = "", reading = ""] = text.split("\t");
    return { line: index + 2, field, type, cell: white(cell), reading };
  });
}

/**
 * An option behind the type: `ranges`, `integer`, `assumeUnit false`, `heading g/dL`, `decimal ,`, `flags *`, `missing -999` …
 */
function option(type: string, name: string): string | undefined {
  const options = type.split(", ").slice(1);
  return options.find((one) => one === name || one.startsWith(`${name} `))?.slice(name.length + 1);
}

function parseOptionsOf(type: string): ParseOptions {
  const decimal = option(type, "decimal");
  const order = option(type, "order");
  const codes = option(type, "codes");
  const blank = option(type, "blank");
  return {
    decimal: decimal === "point" ? "." : decimal === "comma" ? "," : undefined,
    century: option(type, "century") === undefined ? undefined : Number(option(type, "century")),
    dateOrder: order === "dmy" || order === "mdy" || order === "ymd" ? order : undefined,
    missing: new Set(option(type, "missing")?.split(" ").map(foldSpelling) ?? []),
    flags: option(type, "flags")?.split(" ") ?? [],
    codes: codes === undefined ? undefined : new Map(codes.split(" ").map((pair) => declared(pair))),
    words: new Map([
      ...(option(type, "yes")
        ?.split(" ")
        .map((word) => [foldSpelling(word), true] as const) ?? []),
      ...(option(type, "no")
        ?.split(" ")
        .map((word) => [foldSpelling(word), false] as const) ?? []),
    ]),
    whenBlank: blank === undefined ? undefined : blank === "true" ? true : blank === "false" ? false : blank,
  };
}

function declared(pair: string): readonly [string, string | number | boolean] {
  const [from = "", to = ""] = pair.split("=");
  const value = to === "true" ? true : to === "false" ? false : /^\d+$/.test(to) ? Number(to) : to;
  return [foldSpelling(from), value];
}

/** A number field as declared in the table. */
function numberSpec(field: string, type: string): NumberSpec {
  const code = /^number ?([^,]*)/.exec(type)?.[1]?.trim() ?? "";
  const [low = 0n, high = 0n, plausibleIn = "", molarMass] = FIELDS[field] ?? [];
  const unit = ucumUnit(code);
  const from = ucumUnit(plausibleIn);
  const valence = option(type, "valence");
  const substance = {
    molarMass,
    valence: valence === undefined ? undefined : ratio(BigInt(valence)),
    fraction: option(type, "fraction") !== undefined,
  };
  const inUnit = (bound: bigint): Ratio =>
    (unit && from ? convert(ratio(bound), from, unit, { molarMass }) : undefined) ?? ratio(bound);
  return {
    unit,
    kinds: acceptedKinds(unit, substance),
    plausible: { low: inUnit(low), high: inUnit(high) },
    integer: option(type, "integer") !== undefined,
    ranges: option(type, "ranges") !== undefined,
    ...substance,
    spellings: new Map(Object.entries(NUMBER_SPELLINGS[field] ?? {})),
    counted: new Set(
      option(type, "counted")
        ?.split(" ")
        .flatMap((noun) => keyboardSpellings(foldSpelling(noun))) ?? [],
    ),
  };
}

function columnUnit(type: string, unit: Unit | undefined): ColumnUnit {
  const heading = option(type, "heading");
  if (heading !== undefined) return { state: "unit", unit: ucumUnit(heading), from: "heading" };
  if (option(type, "assumeUnit") === "false") return { state: "none" };
  return { state: "unit", unit, from: unit === undefined ? "none" : "field" };
}

/** Reads the cell of a row as its field requires. */
export function readRow({ field, type, cell }: Row): Reading {
  const parseOptions = parseOptionsOf(type);
  if (type.startsWith("boolean")) {
    const spellings = new Map(
      (option(type, "spellings")?.split(" ") ?? []).map((pair) => [declared(pair)[0], declared(pair)[1] === true] as const),
    );
    return readBoolean(cell, parseOptions, { checkbox: option(type, "checkbox") !== undefined, spellings });
  }
  if (type.startsWith("code"))
    return readCode(cell, { spellings: new Map(Object.entries(SPELLINGS[field] ?? {})), undecided: new Map() }, parseOptions);
  if (type.startsWith("date")) {
    const plausible = { low: ratio(0n), high: ratio(120n) };
    const isBirth = option(type, "birth") !== undefined;
    return readDate(cell, { plausible, isBirth, isEvent: !isBirth }, parseOptions, AS_OF);
  }
  const spec = numberSpec(field, type);
  return readNumber(cell, spec, columnUnit(type, spec.unit), parseOptions, option(type, "json") !== undefined);
}

/** Describes a reading in the words of the table, with numbers in the unit of the field. */
export function inWords(reading: Reading, row: Row): string {
  if (reading.state !== "read") {
    const hint = reading.state === "unreadable" && reading.hint !== undefined ? ` (${reading.hint})` : "";
    return `${reading.state}: ${reading.reason.replaceAll("-", " ")}${hint}`;
  }
  switch (reading.type) {
    case "boolean":
    case "code":
      return `${reading.possibilities.join(" or ")}${reading.assumed === undefined ? "" : `, assumed (${reading.assumed})`}`;
    case "date":
      return reading.possibilities
        .map(({ low, high }) => (low === high ? formatDay(low) : `${formatDay(low)} to ${formatDay(high)}`))
        .join(" or ");
    case "number": {
      const spec = numberSpec(row.field, row.type);
      const unitWords = (one: Quantity | undefined): string => {
        if (one?.unit === ULN) return " times the upper limit";
        const shown = areAcross(one?.unit, spec.unit) ? one?.unit : spec.unit;
        return shown === undefined ? "" : ` ${shown.ucum}`;
      };
      const all = reading.possibilities;
      const unit = unitWords(all[0]);
      // `5 N` may be in two units; otherwise the unit is written once.
      const isMixed = all.some((one) => unitWords(one) !== unit);
      const words = all.map((one) => quantityWords(one, spec) + (isMixed ? unitWords(one) : "")).join(" or ");
      return (
        words + (isMixed ? "" : unit) + (reading.uln === undefined ? "" : `, limit ${quantityWords(reading.uln, spec)}${unit}`)
      );
    }
  }
}

function quantityWords(quantity: Quantity, spec: NumberSpec): string {
  const low = quantity.low === -Infinity ? "" : converted(quantity.low, quantity.unit, spec);
  const high = quantity.high === Infinity ? "" : converted(quantity.high, quantity.unit, spec);
  if (low === high) return low;
  if (low === "") return `${quantity.highOpen ? "below" : "at most"} ${high}`;
  if (high === "") return `${quantity.lowOpen ? "above" : "at least"} ${low}`;
  return `${low} to ${high}`;
}

function converted(value: number, unit: Unit | undefined, spec: NumberSpec): string {
  if (unit === undefined || spec.unit === undefined || unit === ULN || areAcross(unit, spec.unit)) return String(value);
  const exact = convert(fromDouble(value), unit, spec.unit, spec);
  if (exact === undefined) return "?";
  const double = Number(exact.num) / Number(exact.den);
  const back = fromDouble(double);
  return back.num === exact.num && back.den === exact.den ? String(double) : `${String(double).slice(0, 7)}…`;
}

/** Whether a reading is as the table says: `unreadable` alone allows any reason, `implausible` may have a hint. */
export function agrees(words: string, expected: string): boolean {
  const bare = (text: string): string => text.replaceAll("-", " ").trim();
  if (/^(unreadable|missing)/.test(expected)) {
    return (
      bare(words) === bare(expected) ||
      bare(words).startsWith(`${bare(expected)}:`) ||
      bare(words).startsWith(`${bare(expected)} (`)
    );
  }
  return words === expected;
}
