/** Finds labels that state another number or comparison than their condition. Silent wherever the label may be right. */
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import { toDouble } from "../../values/ratio.js";
import { OPPOSITE } from "../describe.js";
import { limitWords } from "../limit-words.js";
import {
  type CompareElapsed,
  type CompareNumber,
  type Criterion,
  type Field,
  type LeafCondition,
  leavesOf,
  type OneLimit,
  type Trial,
  type TwoLimits,
  takesTwo,
} from "../model.js";
import { onlyLeaf } from "../only-leaf.js";
import { dateFault } from "./check-label-dates.js";
import { yearsOfBirth } from "./check-limits.js";
import { fieldInFront, isLeftOut, speaksOf } from "./label-fields.js";
import { type LabelNumber, labelNumbers } from "./label-numbers.js";
import { type LabelOperator, negates } from "./label-words.js";
import { isSaid, type LabelledLimit, labelledLimit, labelledSpan, labelWords, saysTime } from "./labelled-limits.js";

/** Where a criterion's label stands. */
export type LabelPlace = (criterion: Criterion) => Diagnostic["at"];

type Leaf = CompareNumber | CompareElapsed;

/** A limit of a leaf, and what a label may call it. */
interface Limit {
  readonly leaf: Leaf;
  /** In the unit of the leaf. */
  readonly value: number;
  readonly labelled: LabelledLimit;
  /** The comparison with this limit, of two the one at this end. */
  readonly op: OneLimit;
  /** Only whole numbers count, so that `> 2` and `>= 3` are one. */
  readonly isWhole: boolean;
}

/** How comparisons with two limits compare with each. */
const ENDS: Readonly<Record<TwoLimits, readonly [low: OneLimit, high: OneLimit]>> = { between: [">=", "<="] };

/** Compares each label with its condition. */
export function checkLabels(trial: Trial, place: LabelPlace): readonly Diagnostic[] {
  return trial.criteria.flatMap((criterion) => {
    const message = labelFault(trial, criterion);
    if (message === undefined) return [];
    const help = "correct the one that differs from the protocol";
    return [{ code: "label-mismatch", severity: "warning", at: place(criterion), message, help }];
  });
}

/** How a criterion's label contradicts its condition; undefined if it may be right. */
export function labelFault(trial: Trial, criterion: Criterion): string | undefined {
  return dateFault(criterion) ?? numberFault(trial, criterion);
}

function numberFault(trial: Trial, criterion: Criterion): string | undefined {
  const leaves = leavesOf(criterion.condition).filter(isCompared);
  if (leaves.length === 0 || leaves.length > 8) return undefined;
  const inLabel = labelNumbers(criterion.label);
  if (inLabel.length === 0) return undefined;
  const limits = leaves.flatMap((leaf) => limitsOf(trial, leaf));
  const said = inLabel.map((number) => ({ number, limits: limits.filter((limit) => saysLimit(number, limit)) }));
  const numbers = withoutNames(said, criterion, limits);
  return (
    otherNumber(criterion, limits, numbers) ??
    otherEnd(trial, criterion, limits, numbers) ??
    otherComparison(criterion, limits, numbers) ??
    otherAge(criterion, leaves, numbers)
  );
}

function limitsOf(trial: Trial, leaf: Leaf): readonly Limit[] {
  const opAt = (end: number): OneLimit => (takesTwo(leaf.op) ? ENDS[leaf.op][end === 0 ? 0 : 1] : leaf.op);
  if (leaf.kind === "number")
    return leaf.limits.map((limit, end) => {
      const value = toDouble(limit);
      return { leaf, value, labelled: labelledLimit(leaf, limit), op: opAt(end), isWhole: leaf.field.integer };
    });
  return leaf.limits.map((limit, end) => {
    const years = yearsOfBirth(trial, leaf, limit);
    return { leaf, value: years ?? limit, labelled: labelledSpan(limit, leaf.unit), op: opAt(end), isWhole: years !== undefined };
  });
}

/** A number of a label, and the limits that it may state. */
interface Said {
  readonly number: LabelNumber;
  readonly limits: readonly Limit[];
}

/** Numbers that belong to a field's name (`CA 125`) are no limits, and neither are grades of what is measured otherwise. */
function withoutNames(numbers: readonly Said[], { condition }: Criterion, limits: readonly Limit[]): readonly Said[] {
  if (numbers.every(({ limits: own }) => own.length > 0)) return numbers;
  const names = leavesOf(condition).flatMap(({ field }) => [field.name, field.label, ...field.aliases]);
  const named = new Set(names.flatMap((name) => name.match(/\d+(?:[.,]\d+)?/g) ?? []));
  const isGraded = limits.some(({ isWhole }) => isWhole);
  return numbers.filter(
    ({ number, limits: own }) => own.length > 0 || !(named.has(number.text) || (number.isGrade && !isGraded)),
  );
}

/** The label names the limit, or another whole number that comes to the same: `more than 2` is `>= 3`. */
function saysLimit(number: LabelNumber, limit: Limit): boolean {
  return isSaid(number, limit.labelled) || meansTheSame(number, limit);
}

/** A limit that the label does not say, where it says another number instead. */
function otherNumber({ condition, label }: Criterion, limits: readonly Limit[], numbers: readonly Said[]): string | undefined {
  const leaves = leavesOf(condition);
  const ages = leaves.flatMap((leaf) =>
    "maxAge" in leaf && leaf.maxAge !== undefined ? [labelledSpan(leaf.maxAge.value, leaf.maxAge.unit)] : [],
  );
  const isAlone = leaves.length === 1 && numbers.length === 1 && numbers.some(({ number }) => /\d/.test(number.text));
  // One end of a range whose other end the condition has.
  const isPart = numbers.length === 2 && limits.length === 2;
  const spare = numbers.filter(
    ({ number, limits: own }) =>
      own.length === 0 && !ages.some((age) => isSaid(number, age)) && (number.said !== undefined || isAlone || isPart),
  );
  const said = numbers.flatMap(({ limits: own }) => own.map(({ leaf }) => leaf.field));
  for (const unsaid of limits) {
    const { field } = unsaid.leaf;
    if (numbers.some(({ limits: own }) => own.includes(unsaid))) continue;
    const isSpoken = spare.some((one) => fieldsOfRange(one, numbers).length === 0 && isLimitOf(field, one.number, said));
    if (!isSpoken && isLeftOut(label, condition, field, said)) continue;
    const other = spare.find((one) => mayBeOf(field, one, numbers, leaves))?.number;
    if (other === undefined) continue;
    return unsaid.labelled.isOther(other.behind)
      ? undefined
      : mismatch(other.range ?? labelWords(other, unsaid.leaf.field), unsaid.leaf);
  }
  return undefined;
}

/**
 * A range of which an inclusion has one end, and no condition of the trial the other: `18–75 years` and only `age >= 18`. The end of what is
 * plausible need not be asked for (`ECOG 0–1`), and an exclusion may exclude more.
 */
function otherEnd(trial: Trial, { kind }: Criterion, limits: readonly Limit[], numbers: readonly Said[]): string | undefined {
  if (kind === "exclusion") return undefined;
  const open = numbers.find((one) => one.number.range !== undefined && one.limits.length === 0);
  if (open === undefined) return undefined;
  const { number } = open;
  const saying = numbers.filter((one) => one.limits.length > 0);
  const [end] = saying.find((other) => other.number.range === number.range)?.limits ?? [];
  // `18–75 years (65–75 if fit)`
  const isSaidElsewhere = saying.some((other) => other.number.range !== number.range && end && other.limits.includes(end));
  // Where there are several limits, for men and women, say, the label may leave some out.
  const isAlone = limits.filter(({ leaf }) => leaf.field === end?.leaf.field).length === 1;
  if (end === undefined || isSaidElsewhere || !isAlone) return undefined;
  const leaves = trial.criteria.flatMap(({ condition }) => leavesOf(condition)).filter(isCompared);
  if (leaves.some((leaf) => limitsOf(trial, leaf).some((limit) => saysLimit(number, limit)))) return undefined;
  return plausibleEnds(end.leaf).some((plausible) => isSaid(number, plausible))
    ? undefined
    : mismatch(number.range ?? number.text, end.leaf);
}

function plausibleEnds(leaf: Leaf): readonly LabelledLimit[] {
  if (leaf.kind === "elapsed") return [];
  const { plausible, unit } = leaf.field;
  return [plausible.low, plausible.high].map((limit) => labelledLimit({ ...leaf, unit }, limit));
}

function isCompared(leaf: LeafCondition): leaf is Leaf {
  return leaf.kind === "number" || leaf.kind === "elapsed";
}

/** The fields of whose range a number is the other end: `ECOG 0-1`. */
function fieldsOfRange({ number }: Said, numbers: readonly Said[]): readonly Field[] {
  const isEnd = ({ number: other }: Said): boolean =>
    other !== number && number.range !== undefined && other.range === number.range;
  return numbers.filter(isEnd).flatMap(({ limits }) => limits.map(({ leaf }) => leaf.field));
}

/** Whether a number is a limit of a field whose name or some unit stands beside it: `KPS ≥ 70`, `KI ≥ 70 %`, but not `Lansky ≥ 50`. */
function isLimitOf(field: Field, { said, front, behind }: LabelNumber, others: readonly Field[]): boolean {
  return said !== undefined && (UNIT.test(behind) || speaksOf(front, field, others));
}
const UNIT = /^\s*(?:%|[a-zµ次]+\/)/i;

/** Whether a number may be said of a field: no other is named before it, and it is not the end of another's range. */
function mayBeOf(field: Field, one: Said, numbers: readonly Said[], leaves: readonly LeafCondition[]): boolean {
  const { number } = one;
  const ofRange = fieldsOfRange(one, numbers);
  if (ofRange.length > 0) return ofRange.includes(field);
  const named = fieldInFront(
    number.front,
    leaves.map((leaf) => leaf.field),
  );
  return named === undefined || named === field;
}

function mismatch(said: string, { field, limit }: Leaf): string {
  return `the label says ${said}, the condition says ${field.name} ${limitWords(limit)}`;
}

function meansTheSame({ said, text, values: [number = Number.NaN] }: LabelNumber, { op, value, isWhole }: Limit): boolean {
  if (said === undefined) return false;
  // `1–49 %` is `< 50`
  const lastDigit = 10 ** -(/[.,](\d+)$/.exec(text)?.[1]?.length ?? 0);
  if (said.operator === "<=" && op === "<" && Math.abs(number + lastDigit - value) < lastDigit / 10) return true;
  if (!isWhole) return false;
  const whole = (one: OneLimit, limit: number): string =>
    one === ">" ? `>= ${limit + 1}` : one === "<" ? `<= ${limit - 1}` : `${one} ${limit}`;
  const meant = whole(said.operator, number);
  return meant === whole(op, value) || meant === whole(OPPOSITE[op], value);
}

/** Another comparison of the very number that the condition has. */
function otherComparison(
  { condition, kind, label }: Criterion,
  [limit]: readonly Limit[],
  numbers: readonly Said[],
): string | undefined {
  const turned = onlyLeaf(condition)?.isNegated;
  if (limit === undefined || turned === undefined || takesTwo(limit.leaf.op) || limit.op === "!=") return undefined;
  const about = numbers.flatMap(({ number }) =>
    number.said !== undefined && isSaid(number, limit.labelled) ? [{ number, said: number.said }] : [],
  );
  const [one] = about;
  if (one === undefined || about.length !== 1) return undefined;
  const { number, said } = one;
  const op = turned ? OPPOSITE[limit.op] : limit.op;
  // An exclusion's label may say what is asked for instead, and so may one that negates. `within` is said of what excludes.
  const isMeant = (one: OneLimit): boolean => (said.isLoose ? one === "<" || one === "<=" : one === said.operator);
  if (isMeant(op) || meansTheSame(number, limit)) return undefined;
  if (isMeant(OPPOSITE[op]) && ((kind === "exclusion" && !said.isLoose) || turned || negates(label))) return undefined;
  const words = said.isLoose ? "within" : OPERATOR_WORDS[said.operator];
  return mismatch(`${words} ${labelWords(number, limit.leaf.field)}`, limit.leaf);
}

const OPERATOR_WORDS: Readonly<Record<LabelOperator, string>> = {
  "<": "below",
  "<=": "at most",
  ">": "above",
  ">=": "at least",
  "=": "equal to",
};

/** `within 7 days` of a value that may be 14 days old. */
function otherAge({ label }: Criterion, leaves: readonly Leaf[], numbers: readonly Said[]): string | undefined {
  const times = numbers.filter(
    ({ number, limits }) => number.said?.isLoose === true && saysTime(number.behind) && limits.length === 0,
  );
  const time = times[0]?.number;
  const aged = leaves.flatMap((leaf) =>
    leaf.kind === "number" && leaf.maxAge !== undefined ? [{ leaf, age: leaf.maxAge }] : [],
  );
  const [first] = aged;
  if (time === undefined || times.length !== 1 || first === undefined || negates(label)) return undefined;
  if (aged.some(({ age }) => isSaid(time, labelledSpan(age.value, age.unit)))) return undefined;
  return mismatch(`within ${labelWords(time, first.leaf.field)}`, first.leaf);
}
