/** Generates conditions and records that fit together: values are at the limits, just beside them, or far away. */
import fc from "fast-check";
import {
  type BooleanField,
  type CodeField,
  type Comparison,
  type Condition,
  type Criterion,
  type DateField,
  type Field,
  type LeafCondition,
  type Limits,
  type NumberField,
  ONE_LIMIT,
  type Span,
  TWO_LIMITS,
  takesTwo,
} from "../../src/language/model.js";
import { missing, type Quantity, type Reading, unreadable } from "../../src/values/reading.js";
import {
  all,
  any,
  atLeast,
  booleanField,
  booleanLeaf,
  booleans,
  codeField,
  codeLeaf,
  codes,
  criterion,
  dateField,
  dateLeaf,
  dates,
  type Entry,
  elapsedLeaf,
  knownLeaf,
  not,
  numberField,
  numberLeaf,
  numbers,
  unit,
} from "./build.js";
import { dayOf } from "./calendar.js";

/** A number field with limits and units for it. */
interface Tried {
  readonly field: NumberField;
  readonly limits: readonly string[];
  readonly limitUnits: readonly string[];
  readonly cellUnits: readonly string[];
}

const OF_NORMAL: readonly string[] = ["[ULN]", "[LLN]"];
const MULTIPLES = ["1", "1.5", "2.5", "3"] as const;

const TRIED: readonly Tried[] = [
  {
    field: numberField("platelets", { unit: "10*9/L", plausible: ["0", "5000"] }),
    limits: ["80", "100", "150"],
    limitUnits: ["10*9/L", "/uL"],
    cellUnits: ["10*9/L", "10*3/uL", "/uL"],
  },
  {
    // Conversion by the molar mass gives endless decimals, so a converted limit lies between two doubles.
    field: numberField("creatinine", { unit: "mg/dL", molarMass: "113.12", plausible: ["0.1", "40"] }),
    limits: ["1.2", "1.5", "2"],
    limitUnits: ["mg/dL", "umol/L", "[ULN]", "[LLN]"],
    cellUnits: ["mg/dL", "umol/L", "[ULN]"],
  },
  {
    field: numberField("alt", { unit: "U/L", plausible: ["0", "200"] }),
    limits: ["40", "60", "100"],
    limitUnits: ["U/L", "[ULN]", "[ULN]", "[LLN]"],
    cellUnits: ["U/L", "ukat/L", "U/mL", "[ULN]"],
  },
  {
    field: numberField("weight", { unit: "kg", plausible: ["5", "400"] }),
    limits: ["40", "50.5"],
    limitUnits: ["kg", "[lb_av]"],
    cellUnits: ["kg", "g", "[lb_av]"],
  },
  {
    field: numberField("temperature", { unit: "Cel", plausible: ["30", "45"] }),
    limits: ["37", "38.5", "36.6"],
    limitUnits: ["Cel", "[degF]"],
    cellUnits: ["Cel", "[degF]"],
  },
  {
    field: numberField("calcium", { unit: "mmol/L", molarMass: "40.078", valence: 2n, plausible: ["0.5", "6"] }),
    limits: ["2.1", "2.6", "1"],
    limitUnits: ["mmol/L", "meq/L"],
    cellUnits: ["mmol/L", "meq/L", "mg/dL"],
  },
  {
    field: numberField("hematocrit", { unit: "%", fraction: true, plausible: ["5", "80"] }),
    limits: ["30", "42"],
    limitUnits: ["%"],
    cellUnits: ["%", "L/L"],
  },
  {
    field: numberField("kps", { unit: "%", integer: true, plausible: ["0", "100"] }),
    limits: ["50", "70", "69.5", "70.2"],
    limitUnits: ["%"],
    cellUnits: ["%"],
  },
  {
    field: numberField("tumors", { integer: true, plausible: ["0", "99"] }),
    limits: ["1", "3", "2.5", "6"],
    limitUnits: [""],
    cellUnits: [""],
  },
];
const CODES = ["negative", "equivocal", "positive"] as const;
const FLAGS: readonly BooleanField[] = [booleanField("pregnant"), booleanField("pacemaker")];
const GRADES: readonly CodeField[] = [codeField("her2", CODES)];
const DATES: readonly DateField[] = [dateField("diagnosis"), dateField("last_dose")];

/** Every field, in the order of their slots. */
export const FIELDS: readonly Field[] = [...TRIED.map(({ field }) => field), ...FLAGS, ...GRADES, ...DATES];

/** As-of dates at which calendar arithmetic is difficult, such as 29 February. */
const AS_OF_DAYS = ["2026-01-15", "2024-02-29", "2025-02-28", "2025-03-01", "2025-03-31"].map(dayOf);
export const asOfDays = fc.constantFrom(...AS_OF_DAYS);

const OPERATORS: readonly Comparison[] = [...ONE_LIMIT, ...TWO_LIMITS];
const operators = fc.constantFrom(...OPERATORS);

/** The approximate value of `text` in another unit; exact is not necessary, as values around it are generated. */
function roughly(text: string, fromCode: string, toCode: string, field: NumberField): number {
  const [from, to] = [unit(fromCode), unit(toCode)];
  const value = Number(text);
  if (from === undefined || to === undefined) return value;
  const size = (one: { readonly factor: { readonly num: bigint; readonly den: bigint } }): number =>
    Number(one.factor.num) / Number(one.factor.den);
  if (from.kind === "celsius-temperature" && to.kind !== from.kind) return value * 1.8 + 32;
  if (from.kind === "fahrenheit-temperature" && to.kind !== from.kind) return (value - 32) / 1.8;
  const scaled = (value * size(from)) / size(to);
  if (from.kind === "percent" && to.kind !== from.kind) return scaled / 100;
  if (from.kind === to.kind) return scaled;
  const valence = Number(field.valence?.num ?? 1n);
  if (to.kind === "equivalent-concentration") return scaled * valence;
  if (from.kind === "equivalent-concentration") return scaled / valence;
  if (field.molarMass === undefined) return scaled;
  const molarMass = Number(field.molarMass.num) / Number(field.molarMass.den);
  return from.kind === "mass-concentration" ? scaled / molarMass : scaled * molarMass;
}

/** The number rounded to 15 digits, changed by some steps in its last digit. */
function nudged(value: number, steps: number): number {
  const [mantissa = "0", power = "0"] = value.toExponential(14).split("e");
  return Number(`${BigInt(mantissa.replace(".", "")) + BigInt(steps)}e${Number(power) - 14}`);
}

function cellNumbers({ field, limits, limitUnits }: Tried, cellUnit: string): fc.Arbitrary<number> {
  const near = fc.record({
    limit: fc.constantFrom(...limits),
    from: fc.constantFrom(...limitUnits.filter((code) => !OF_NORMAL.includes(code))),
    steps: fc.constantFrom(-1, 0, 0, 1),
    times: fc.constantFrom(0.5, 1, 1, 1, 2),
  });
  if (cellUnit === "[ULN]") return fc.constantFrom(0.5, 1, 1.5, 2, 2.5, 2.6, 3, 100);
  if (field.integer) return near.map(({ limit, steps, times }) => Math.round(Number(limit) * times) + steps);
  return near.map(({ limit, from, steps, times }) => nudged(roughly(limit, from, cellUnit, field) * times, steps));
}

function quantities(tried: Tried, cellUnit: string): fc.Arbitrary<Quantity> {
  const cell = { unit: unit(cellUnit) };
  const value = cellNumbers(tried, cellUnit);
  const closed = tried.field.integer; // readers turn open ends of whole numbers into closed ones
  const open = closed ? fc.constant(false) : fc.boolean();
  const point = value.map((one): Quantity => ({ low: one, high: one, lowOpen: false, highOpen: false, ...cell }));
  const bounded = fc.tuple(value, value, open, open).map(([one, other, lowOpen, highOpen]): Quantity => {
    const [low, high] = [Math.min(one, other), Math.max(one, other)];
    return low === high ? { low, high, lowOpen: false, highOpen: false, ...cell } : { low, high, lowOpen, highOpen, ...cell };
  });
  const below = fc.tuple(value, open).map(([high, highOpen]): Quantity => {
    return { low: -Infinity, high, lowOpen: true, highOpen, ...cell };
  });
  const above = fc.tuple(value, open).map(([low, lowOpen]): Quantity => {
    return { low, high: Infinity, lowOpen, highOpen: true, ...cell };
  });
  return fc.oneof({ weight: 5, arbitrary: point }, { weight: 2, arbitrary: bounded }, below, above);
}

const absent: fc.Arbitrary<Reading> = fc.constantFrom(
  missing("blank"),
  missing("pending"),
  missing("absent"),
  missing("not-performed"),
  { ...missing("not-performed"), hasOthers: true } as const,
  unreadable("not-a-number"),
  unreadable("implausible", "looks like /uL"),
);

/** Usually the given reading, sometimes a missing or unreadable one. */
function mostly(read: fc.Arbitrary<Reading>): fc.Arbitrary<Reading> {
  return fc.oneof({ weight: 5, arbitrary: read }, { weight: 1, arbitrary: absent });
}

function uppers({ field }: Tried): fc.Arbitrary<Quantity> {
  const usable =
    field.name === "alt"
      ? ([
          [40, "U/L"],
          [0.04, "U/mL"],
          [50, "U/L"],
        ] as const)
      : ([
          [1.2, "mg/dL"],
          [106, "umol/L"],
        ] as const);
  const point = (value: number, code: string): Quantity => {
    return { low: value, high: value, lowOpen: false, highOpen: false, unit: unit(code) };
  };
  const odd: readonly Quantity[] = [
    point(0, usable[0][1]),
    point(2, "[ULN]"),
    point(7, "kg"),
    { ...point(1, usable[0][1]), high: 60 },
  ];
  const likely = fc.constantFrom(...usable.map(([value, code]) => point(value, code)));
  return fc.oneof({ weight: 12, arbitrary: likely }, { weight: 1, arbitrary: fc.constantFrom(...odd) });
}

function dayIntervals(around: number): fc.Arbitrary<{ readonly low: number; readonly high: number }> {
  const offsets = fc.oneof(
    fc.integer({ min: -2, max: 40 }),
    fc.constantFrom(58, 59, 60, 61, 89, 90, 91, 92, 364, 365, 366, 367, 730, 731),
  );
  const length = fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constantFrom(1, 27, 30, 364) });
  return fc.tuple(offsets, length).map(([offset, extra]) => ({ low: around - offset - extra, high: around - offset }));
}

function dateReadings(asOf: number): fc.Arbitrary<Reading> {
  return fc.array(dayIntervals(asOf), { minLength: 1, maxLength: 2 }).map(dates);
}

function numberEntries(tried: Tried, asOf: number): fc.Arbitrary<Entry> {
  const hasUln = tried.limitUnits.includes("[ULN]");
  // Repeated measurements may be in several units.
  const quantity = fc.constantFrom(...tried.cellUnits).chain((code) => quantities(tried, code));
  const possibilities = fc.array(quantity, { minLength: 1, maxLength: 2 });
  const inCell = hasUln ? fc.option(uppers(tried), { nil: undefined, freq: 2 }) : fc.constant(undefined);
  const reading = fc.tuple(possibilities, inCell, inCell).map(([of, uln, lln]): Reading => {
    const read = numbers(of, uln);
    return lln === undefined ? read : { ...read, lln };
  });
  const upper = fc.array(uppers(tried), { minLength: 1, maxLength: 2 }).map((of): Reading => numbers(of));
  return fc.record({
    reading: mostly(reading),
    measuredOn: mostly(dateReadings(asOf)),
    lowerLimit: hasUln ? fc.oneof({ weight: 2, arbitrary: upper }, absent) : absent,
    upperLimit: hasUln ? fc.oneof({ weight: 2, arbitrary: upper }, absent) : absent,
  });
}

function flagReadings(): fc.Arbitrary<Reading> {
  const possible = fc.constantFrom([true], [false], [true, false]);
  const assumed = fc.constantFrom(undefined, undefined, "blank" as const, "digit" as const);
  return fc.tuple(possible, assumed).map(([of, why]) => booleans(of, why));
}

function codeReadings(): fc.Arbitrary<Reading> {
  const possible = fc.uniqueArray(fc.constantFrom(...CODES), { minLength: 1, maxLength: 3 });
  const certain = fc.tuple(possible, fc.constantFrom(undefined, "blank" as const)).map(([of, why]): Reading => codes(of, why));
  const means = fc.uniqueArray(fc.constantFrom(...CODES), { minLength: 2, maxLength: 3 });
  const open = means.map((of): Reading => ({ ...codes(of), undecided: { name: "open", means: of, note: "ISH decides" } }));
  return fc.oneof({ weight: 4, arbitrary: certain }, { weight: 1, arbitrary: open });
}

/** Entries for all fields, for an as-of date. */
export function records(asOf: number): fc.Arbitrary<readonly Entry[]> {
  const measuredOn = mostly(dateReadings(asOf));
  return fc.tuple(
    ...TRIED.map((tried) => numberEntries(tried, asOf)),
    ...FLAGS.map(() => fc.record({ reading: mostly(flagReadings()), measuredOn })),
    ...GRADES.map(() => fc.record({ reading: mostly(codeReadings()), measuredOn })),
    ...DATES.map(() => fc.record({ reading: mostly(dateReadings(asOf)) })),
  );
}

function limitsOf<T>(op: Comparison, values: fc.Arbitrary<T>, order: (a: T, b: T) => number): fc.Arbitrary<Limits<T>> {
  if (!takesTwo(op)) return values.map((value): Limits<T> => [value]);
  return fc.tuple(values, values).map(([one, other]): Limits<T> => (order(one, other) <= 0 ? [one, other] : [other, one]));
}

const ages: fc.Arbitrary<Span | undefined> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.record({ value: fc.integer({ min: 0, max: 30 }), unit: fc.constantFrom("d", "wk", "mo") }) },
);

const byValue = (a: string, b: string): number => Number(a) - Number(b);

const numberLeaves: fc.Arbitrary<LeafCondition> = fc.tuple(fc.constantFrom(...TRIED), operators).chain(([tried, op]) => {
  return fc.constantFrom(...tried.limitUnits).chain((code) => {
    const own = tried.limits.map((text) => nudged(roughly(text, tried.field.unit?.ucum ?? "", code, tried.field), 0));
    const texts = OF_NORMAL.includes(code) ? MULTIPLES : own.map(String);
    return fc.tuple(limitsOf(op, fc.constantFrom(...texts), byValue), ages).map(([limits, maxAge]) => {
      return numberLeaf(tried.field, { op, limits, unit: code, maxAge });
    });
  });
});

const flagLeaves: fc.Arbitrary<LeafCondition> = fc
  .tuple(fc.constantFrom(...FLAGS), fc.boolean(), ages)
  .map(([field, value, maxAge]) => booleanLeaf(field, value, maxAge));

const codeLeaves: fc.Arbitrary<LeafCondition> = fc
  .tuple(
    fc.constantFrom(...GRADES),
    fc.uniqueArray(fc.constantFrom(...CODES), { minLength: 1, maxLength: 3 }),
    fc.boolean(),
    ages,
  )
  .map(([field, listed, negated, maxAge]) => codeLeaf(field, listed, negated, maxAge));

const elapsedLeaves: fc.Arbitrary<LeafCondition> = fc
  .tuple(fc.constantFrom(...DATES), operators, fc.constantFrom("d", "wk", "mo", "a"))
  .chain(([field, op, timeUnit]) => {
    const values = timeUnit === "d" ? fc.constantFrom(0, 1, 14, 28, 30, 31, 59, 60, 365) : fc.constantFrom(0, 1, 2, 3, 4, 12);
    return limitsOf(op, values, (a, b) => a - b).map((limits) => elapsedLeaf(field, op, limits, timeUnit));
  });

const LIMIT_DATES = ["2023-12-31", "2024-02-29", "2024-03-01", "2025-01-31", "2025-02-28", "2025-12-15", "2026-01-15"] as const;

const dateLeaves: fc.Arbitrary<LeafCondition> = fc.tuple(fc.constantFrom(...DATES), operators).chain(([field, op]) => {
  const values = fc.constantFrom(...LIMIT_DATES);
  return limitsOf(op, values, (a, b) => dayOf(a) - dayOf(b)).map((limits) => dateLeaf(field, op, limits));
});

const knownLeaves: fc.Arbitrary<LeafCondition> = fc
  .tuple(fc.constantFrom(...FIELDS), ages)
  .map(([field, maxAge]) => knownLeaf(field, field.type === "date" ? undefined : maxAge));

export const leaves: fc.Arbitrary<LeafCondition> = fc.oneof(
  { weight: 4, arbitrary: numberLeaves },
  flagLeaves,
  codeLeaves,
  elapsedLeaves,
  dateLeaves,
  knownLeaves,
);

/** Conditions of every kind, nested several levels deep. */
export const conditions: fc.Arbitrary<Condition> = fc.letrec<{ node: Condition; members: Condition[] }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    { weight: 3, arbitrary: leaves },
    { weight: 1, arbitrary: tie("members").map((of) => all(...of)) },
    { weight: 1, arbitrary: tie("members").map((of) => any(...of)) },
    { weight: 1, arbitrary: tie("node").map(not) },
    {
      weight: 1,
      arbitrary: tie("members").chain((of) => fc.integer({ min: 1, max: of.length }).map((count) => atLeast(count, ...of))),
    },
  ),
  members: fc.array(tie("node"), { minLength: 1, maxLength: 4 }),
})).node;

/** At least one criterion, with the inclusion criteria first. */
export const criteria: fc.Arbitrary<readonly Criterion[]> = fc
  .tuple(fc.array(conditions, { maxLength: 3 }), fc.array(conditions, { maxLength: 3 }))
  .filter(([inclusion, exclusion]) => inclusion.length + exclusion.length > 0)
  .map(([inclusion, exclusion]) => [
    ...inclusion.map((condition, index) => criterion(`I${index + 1}`, "inclusion", condition)),
    ...exclusion.map((condition, index) => criterion(`E${index + 1}`, "exclusion", condition)),
  ]);
