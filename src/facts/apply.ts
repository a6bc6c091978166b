/** Limits a reading to what the whole column allows. */
import type { Field, NumberField } from "../language/model.js";
import { doubtfulLetter, isCross, otherWord, undeclaredDigit } from "../values/code.js";
import { hasOwnUnit, isColumns, isImplausible, otherUnits, wholeOnly } from "../values/number/judge.js";
import { type NumberReading, type Quantity, type Reading, type Unreadable, unreadable } from "../values/reading.js";
import { isHeld, ULN, ucumUnit } from "../values/unit/unit.js";
import { type ColumnJudgement, hasNoZero } from "./judgement.js";
import { isScaleOfSteps, looksMissing } from "./sentinel.js";

/** A reading, given all others of its column. */
export function inColumn(reading: Reading, field: Field, judged: ColumnJudgement): Reading {
  if (reading.state === "missing") return reading;
  if (field.type === "boolean") return yesOrNo(reading, judged);
  if (reading.state === "read" && reading.type === "code")
    return judged.lettersAreCodes && reading.letter !== undefined ? doubtfulLetter() : reading;
  if (field.type !== "number") return reading;
  if (reading.state === "unreadable") {
    const { bare } = reading;
    const numbers = bare?.quantities ?? [];
    if (bare === undefined || !isColumns(bare.unitFrom)) return withHint(reading, judged);
    const number = { ...NO_NUMBER, possibilities: numbers, unitFrom: bare.unitFrom };
    if (judged.shares) return asShares(number, field) ?? reading;
    if (judged.unit !== "withdrawn") return withHint(reading, judged);
    return inEachUnit(number, field, judged.others) ?? withHint(reading, judged);
  }
  return reading.type === "number" ? inNumbers(reading, field, judged) : reading;
}

const NO_NUMBER = { state: "read", type: "number", dropped: [], uln: undefined } as const;

/** A single cell may look like another unit than its column's. */
function withHint(reading: Unreadable, { looksLike, mayBePercent }: ColumnJudgement): Unreadable {
  if (looksLike === undefined || reading.looksLike === undefined) return reading;
  return { ...reading, hint: mayBePercent === undefined ? `looks like ${looksLike}` : `may be in % or in ${looksLike}` };
}

function inNumbers(reading: NumberReading, field: NumberField, judged: ColumnJudgement): Reading {
  const { possibilities, unitFrom } = reading;
  if (reading.assumed === "blank") return reading;
  const isSentinel =
    judged.sentinels.length > 0 && possibilities.some((one) => judged.sentinels.includes(looksMissing(one) ?? ""));
  const isTrusted = (what: ColumnJudgement["trusted"][number]): boolean => judged.trusted.includes(what);
  if (isSentinel && !isTrusted("sentinels")) return isScaleOfSteps(field) ? NO_STEP : MISSING_CODE;
  const assumed = isSentinel || (isTrusted("coded") && unitFrom !== "cell") ? TRUSTED_READING : {};
  if (hasOwnUnit(unitFrom)) return { ...reading, ...assumed };
  if (judged.coded === "explained") return EXPLAINED;
  if (judged.coded === "yes") return hasNoZero(field) ? ANSWERS : CODED;
  if (!isColumns(unitFrom) || possibilities.some(({ unit }) => unit === ULN)) return { ...reading, ...assumed };
  if (isTrusted("unit")) return { ...reading, ...TRUSTED_READING };
  if (judged.shares) return asShares(reading, field) ?? reading;
  switch (judged.unit) {
    case "sure":
      return { ...reading, ...assumed };
    case "doubt":
      return withPlausibleUnits(reading, field);
    case "withdrawn":
      if (!areHeld(judged.others, field)) return OTHER_TABLE;
      return (
        inEachUnit(reading, field, judged.others) ??
        (hasSeveralUnits(possibilities, field) ? unreadable("implausible") : OTHER_UNIT)
      );
    case "unseen":
      return inUnseen(reading, field);
  }
}

/** A bare number of a list that could not be checked as a whole. */
export function inUnseen(reading: NumberReading, field: NumberField): Reading {
  return hasSeveralUnits(reading.possibilities, field) ? UNSEEN : reading;
}

const TRUSTED_READING = { assumed: "trusted" } as const;

const MISSING_CODE = unreadable("missing-code", "far from all other values of its column");
const NO_STEP = unreadable("missing-code", "it is not on the scale");
const CODED = unreadable("coded", "the column has only small whole numbers, and no unit is stated");
const ANSWERS = unreadable("coded", "the column has only 0 and 1, and 0 is not a grade");
const EXPLAINED = unreadable("coded", "a row of the list gives these grades another meaning");
const OTHER_UNIT = unreadable("implausible", "too many numbers of the column do not fit its unit");
const OTHER_TABLE = unreadable(
  "unit-conflict",
  "a row of the list names another unit, as a note does or the start of another table",
);
const UNSEEN = unreadable("no-unit", "the list was too long to be checked as a whole, so nothing shows that its unit is right");

/** Whether numbers of a field can be in these units. */
function areHeld(codes: readonly string[], { kinds }: NumberField): boolean {
  return codes.map(ucumUnit).every((unit) => unit !== undefined && isHeld(unit, kinds));
}

/** A number in each usual unit, and in each of these, whether plausible there or not; undefined if it is plausible in none. */
function inEachUnit(reading: NumberReading, field: NumberField, others: readonly string[]): NumberReading | undefined {
  const named = others.map(ucumUnit);
  const all = [...reading.possibilities, ...reading.dropped].flatMap((one) => [
    one,
    ...inOthers(one, field),
    ...named.map((unit) => ({ ...one, unit })),
  ]);
  if (all.every((one) => isImplausible(one, field))) return undefined;
  // Nobody knows the other unit.
  if (others.length === 0 && !hasSeveralUnits(all, field)) return undefined;
  return { ...reading, possibilities: all, dropped: [], unitIs: "withdrawn" };
}

/** A number in each usual unit in which it is plausible. */
function withPlausibleUnits(reading: NumberReading, field: NumberField): NumberReading {
  const others = reading.possibilities.flatMap((one) =>
    inOthers(one, field).flatMap((other) => {
      const kept = field.integer ? wholeOnly(other, field) : other;
      return kept === undefined || isImplausible(kept, field) ? [] : [kept];
    }),
  );
  return others.length === 0 ? reading : { ...reading, possibilities: [...reading.possibilities, ...others], unitIs: "in-doubt" };
}

function inOthers(quantity: Quantity, field: NumberField): readonly Quantity[] {
  const { unit: written } = quantity;
  return written === undefined ? [] : otherUnits(written, field).map((unit) => ({ ...quantity, unit }));
}

function asShares(reading: NumberReading, field: NumberField): NumberReading | undefined {
  const both = [...reading.possibilities, ...reading.possibilities.map(timesHundred)];
  // An ejection fraction of 0.55 % is impossible.
  const possibilities = both.filter((one) => !isImplausible(one, field));
  return possibilities.length === 0 ? undefined : { ...reading, possibilities, unitIs: "share" };
}

function hasSeveralUnits(possibilities: readonly Quantity[], field: NumberField): boolean {
  return possibilities.some((one) => inOthers(one, field).length > 0);
}

/** 0.65 as 65: as a decimal, so that nothing is rounded. */
function timesHundred(quantity: Quantity): Quantity {
  const times = (end: number): number => (Number.isFinite(end) ? Number(`${end}e2`) : end);
  return { ...quantity, low: times(quantity.low), high: times(quantity.high) };
}

function yesOrNo(reading: Exclude<Reading, { readonly state: "missing" }>, judged: ColumnJudgement): Reading {
  const isTrusted = judged.trusted.includes("coded");
  if (reading.state === "unreadable") {
    if (!judged.crossIsYes || !isCross(reading)) return reading;
    return { state: "read", type: "boolean", possibilities: [true], assumed: isTrusted ? "trusted" : undefined };
  }
  if (reading.type !== "boolean") return reading;
  if (reading.assumed === undefined && judged.wordsAreCodes) return otherWord();
  if (reading.letter !== undefined && judged.lettersAreCodes) return doubtfulLetter("not-yes-or-no");
  if (reading.assumed !== "digit") return reading;
  if (judged.digitsAreCodes) return undeclaredDigit();
  return isTrusted ? { ...reading, assumed: "trusted" } : reading;
}
