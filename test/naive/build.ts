/** Builders of model parts and records, with defaults, so that a test only states what matters to it. */
import type { Surroundings } from "../../src/evaluate/compile.js";
import type {
  AllOf,
  AnyOf,
  AtLeast,
  BooleanField,
  CodeField,
  CompareDate,
  CompareElapsed,
  CompareNumber,
  Comparison,
  Condition,
  Criterion,
  CriterionKind,
  DateField,
  Field,
  InCodes,
  IsBoolean,
  IsKnown,
  Limit,
  Limits,
  Not,
  NumberField,
  Span,
  TimeUnit,
  Trial,
} from "../../src/language/model.js";
import { type Interval, point } from "../../src/values/interval.js";
import type { Observation } from "../../src/values/observation.js";
import { parseDecimal, type Ratio } from "../../src/values/ratio.js";
import {
  type BooleanReading,
  type CodeReading,
  type DateReading,
  type DayInterval,
  missing,
  type NumberReading,
  type Quantity,
  type Reading,
} from "../../src/values/reading.js";
import type { CandidateRecord } from "../../src/values/record.js";
import { acceptedKinds, type Unit, ucumUnit } from "../../src/values/unit/unit.js";
import { dayOf } from "./calendar.js";

const AT = { file: "test.json", line: 1, column: 1 } as const;

/** The as-of date of all tests that do not set another. */
export const AS_OF = dayOf("2026-01-15");

export function exact(decimal: string): Ratio {
  const parsed = parseDecimal(decimal);
  if (parsed === undefined) throw new Error(`no decimal: ${decimal}`);
  return parsed.value;
}

/** A unit by its code; undefined for "". */
export function unit(code: string): Unit | undefined {
  const known = code === "" ? undefined : ucumUnit(code);
  if (known === undefined && code !== "") throw new Error(`no unit: ${code}`);
  return known;
}

const common = (name: string) => ({ name, label: name, aliases: [], loinc: [], at: AT });

interface NumberOptions {
  readonly unit?: string;
  readonly integer?: boolean;
  readonly molarMass?: string;
  readonly valence?: bigint;
  readonly fraction?: boolean;
  readonly plausible?: readonly [string, string];
}

export function numberField(name: string, options: NumberOptions = {}): NumberField {
  const declared = unit(options.unit ?? "");
  const molarMass = options.molarMass === undefined ? undefined : exact(options.molarMass);
  const valence = options.valence === undefined ? undefined : exact(String(options.valence));
  const substance = { molarMass, valence, fraction: options.fraction };
  const [low, high] = options.plausible ?? ["0", "1000000"];
  return {
    ...common(name),
    type: "number",
    unit: declared,
    kinds: acceptedKinds(declared, substance),
    plausible: { low: exact(low), high: exact(high) },
    integer: options.integer ?? false,
    ranges: true,
    ...substance,
    spellings: new Map(),
    assumeUnit: true,
    since: undefined,
  };
}

export function booleanField(name: string): BooleanField {
  return { ...common(name), type: "boolean", spellings: new Map(), whenBlank: undefined };
}

export function codeField(name: string, codes: readonly string[]): CodeField {
  const spellings = new Map(codes.map((code) => [code, code]));
  return { ...common(name), type: "code", codes, spellings, undecided: new Map(), whenBlank: undefined };
}

export function dateField(name: string): DateField {
  return { ...common(name), type: "date", plausible: { low: exact("0"), high: exact("120") } };
}

/** A limit as an author writes it. */
function limitOf(op: Limit["op"], values: readonly (string | number)[], code = "", maxAge?: Span): Limit {
  return { op, values: values.map(String), unit: code === "" ? undefined : code, maxAge };
}

function defined<T>(limits: Limits<T>): readonly T[] {
  return limits.flatMap((limit) => limit ?? []);
}

function pair<T, U>([first, second]: Limits<T>, to: (value: T) => U): Limits<U> {
  return second === undefined ? [to(first)] : [to(first), to(second)];
}

interface NumberLeaf {
  readonly op: Comparison;
  readonly limits: Limits<string>;
  /** The limit's unit; by default that of the field. */
  readonly unit?: string;
  readonly maxAge?: Span | undefined;
  readonly id?: string;
}

export function numberLeaf(field: NumberField, leaf: NumberLeaf): CompareNumber {
  const code = leaf.unit ?? field.unit?.ucum ?? "";
  return {
    id: leaf.id ?? field.name,
    at: AT,
    kind: "number",
    field,
    op: leaf.op,
    limits: pair(leaf.limits, exact),
    unit: unit(code),
    maxAge: leaf.maxAge,
    limit: limitOf(leaf.op, defined(leaf.limits), code, leaf.maxAge),
  };
}

export function booleanLeaf(field: BooleanField, value: boolean, maxAge?: Span): IsBoolean {
  return { id: field.name, at: AT, kind: "boolean", field, value, maxAge, limit: limitOf("is", [String(value)], "", maxAge) };
}

export function codeLeaf(field: CodeField, codes: readonly string[], negated: boolean, maxAge?: Span): InCodes {
  const limit = limitOf(negated ? "not-in" : "in", codes, "", maxAge);
  return { id: field.name, at: AT, kind: "code", field, codes, negated, maxAge, limit };
}

export function knownLeaf(field: Field, maxAge?: Span): IsKnown {
  return { id: field.name, at: AT, kind: "known", field, maxAge, limit: limitOf("known", [], "", maxAge) };
}

export function elapsedLeaf(field: DateField, op: Comparison, limits: Limits<number>, timeUnit: TimeUnit): CompareElapsed {
  return {
    id: field.name,
    at: AT,
    kind: "elapsed",
    field,
    op,
    limits,
    unit: timeUnit,
    limit: limitOf(op, defined(limits), timeUnit),
  };
}

export function dateLeaf(field: DateField, op: Comparison, limits: Limits<string>): CompareDate {
  return { id: field.name, at: AT, kind: "date", field, op, limits: pair(limits, dayOf), limit: limitOf(op, defined(limits)) };
}

export function all(...of: readonly Condition[]): AllOf {
  return { id: "all", at: AT, kind: "all", of };
}
export function any(...of: readonly Condition[]): AnyOf {
  return { id: "any", at: AT, kind: "any", of };
}
export function atLeast(count: number, ...of: readonly Condition[]): AtLeast {
  return { id: "atLeast", at: AT, kind: "atLeast", count, of };
}
export function not(of: Condition): Not {
  return { id: "not", at: AT, kind: "not", of };
}

export function criterion(id: string, kind: CriterionKind, condition: Condition): Criterion {
  return { id, kind, label: id, source: undefined, note: undefined, accept: [], condition, at: AT };
}

export function trial(fields: readonly Field[], criteria: readonly Criterion[]): Trial {
  return {
    id: "T1",
    title: "A trial",
    source: undefined,
    version: undefined,
    file: "T1.json",
    fields: new Map(fields.map((field) => [field.name, field])),
    criteria,
    notEvaluated: [],
  };
}

/** An interval from mathematical notation: `[1,5)`, `(-,5]` (unbounded below), or a number for a point. */
export function interval(text: string): Interval {
  const match = /^([[(])(.+),(.+)([\])])$/.exec(text);
  if (match === null) return point(Number(text));
  const [, left, low, high, right] = match;
  return {
    low: low === "-" ? -Infinity : Number(low),
    high: high === "-" ? Infinity : Number(high),
    lowOpen: left === "(",
    highOpen: right === ")",
  };
}

export function quantity(text: string, code = ""): Quantity {
  return { ...interval(text), unit: unit(code) };
}

export function numbers(possibilities: readonly Quantity[], uln?: Quantity): NumberReading {
  return { state: "read", type: "number", possibilities, unitFrom: "cell", dropped: [], uln };
}

export function booleans(possibilities: readonly boolean[], assumed?: "blank" | "digit"): BooleanReading {
  return { state: "read", type: "boolean", possibilities, assumed };
}

export function codes(possibilities: readonly string[], assumed?: "blank"): CodeReading {
  return { state: "read", type: "code", possibilities, assumed };
}

export function dates(possibilities: readonly DayInterval[]): DateReading {
  return { state: "read", type: "date", possibilities, dropped: [] };
}

/** A date reading from ISO days; `2024-04-01..2024-04-30` is a partial date, `a|b` is either. */
export function days(text: string): DateReading {
  return dates(
    text.split("|").map((one) => {
      const [low = "", high = low] = one.split("..");
      return { low: dayOf(low), high: dayOf(high) };
    }),
  );
}

/** What a record has for one field. */
export interface Entry {
  readonly reading: Reading;
  readonly measuredOn?: Reading;
  readonly upperLimit?: Reading;
  readonly lowerLimit?: Reading;
  readonly cell?: string;
}

const ABSENT = missing("no-column");

/** Keys by reading object: the same object has the same key in every record. */
const KEYS = new WeakMap<Reading, number>();
/** Keys of observations that carry a date, by that date. */
const KEYS_BY_DATE = new WeakMap<Reading, WeakMap<Reading, number>>();
/** Small, as in a list, so that tests use several generations. */
const GENERATION_SIZE = 100;
let keyCount = 0;

function keyOf({ reading, at }: Observation): number {
  const names = (at && KEYS_BY_DATE.get(at)) ?? (at === undefined ? KEYS : new WeakMap<Reading, number>());
  if (at !== undefined) KEYS_BY_DATE.set(at, names);
  const known = names.get(reading) ?? keyCount++;
  names.set(reading, known);
  return known;
}

/** An observation as the record reader makes it: it carries its date only if that is after the as-of date. */
function observationOf({ reading, measuredOn }: Entry, asOf: number): Observation {
  const speaksForItself = reading.state === "read" && reading.type === "date";
  return { reading, at: !speaksForItself && isAhead(measuredOn, asOf) ? measuredOn : undefined };
}

/** Whether all possible days of a date are after the as-of date. */
export function isAhead(date: Reading | undefined, asOf: number): boolean {
  return date?.state === "read" && date.type === "date" && date.possibilities.every(({ low }) => low > asOf);
}

/** A record made of readings, in the order of slots; a slot without an entry has no column. */
export function recordOf(entries: readonly (Entry | undefined)[], asOf = AS_OF): CandidateRecord {
  const absent = ABSENT;
  const none = [{ reading: absent, at: undefined }];
  const observed = entries.map((entry) => (entry === undefined ? none : [observationOf(entry, asOf)]));
  const names = observed.map(([one]) => keyOf(one ?? { reading: absent, at: undefined }));
  return {
    readingKeys: {
      generations: Int32Array.from(names, (name) => Math.floor(name / GENERATION_SIZE) + 1),
      numbers: Int32Array.from(names, (name) => (name % GENERATION_SIZE) + 1),
    },
    observations: (slot) => observed[slot] ?? none,
    measuredOn: (slot) => entries[slot]?.measuredOn ?? absent,
    limitOfNormal: (slot, which) => entries[slot]?.[which === "uln" ? "upperLimit" : "lowerLimit"] ?? absent,
    column: (slot) => (entries[slot] === undefined ? "" : `column ${slot}`),
    cell: (slot) => entries[slot]?.cell ?? (entries[slot] === undefined ? "" : `cell ${slot}`),
  };
}

/** The reading in a slot; all records of these tests have one observation per slot. */
export function readingOf(record: CandidateRecord, slot: number): Reading {
  const [one] = record.observations(slot);
  if (one === undefined) throw new Error(`nothing is known of slot ${slot}`);
  return one.reading;
}

/** Assigns slots to the fields in the given order. */
export function surroundings(fields: readonly Field[], asOf = AS_OF): Surroundings & { readonly asOf: number } {
  return { slotOf: (field) => fields.findIndex(({ name }) => name === field.name), asOf };
}
