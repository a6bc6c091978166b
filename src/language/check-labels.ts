/** Labels that say another number or another comparison than their condition. Silent wherever the label may be right. */
import type { Diagnostic } from "../diagnostic.js";
import type { Ratio } from "../values/ratio.js";
import { convert, ULN, type Unit, usualUnits } from "../values/unit.js";
import { type LabelNumber, type LabelOperator, labelNumbers } from "./label-numbers.js";
import {
  type CompareElapsed,
  type CompareNumber,
  type Comparison,
  type Condition,
  type Criterion,
  leavesOf,
  type TimeUnit,
  type Trial,
} from "./model.js";

/** Where a criterion's label stands. */
export type LabelPlace = (criterion: Criterion) => Diagnostic["at"];

type Limit = CompareNumber | CompareElapsed;

/** A limit's value as it may be said in some unit, and how far off a rounded one may be. */
interface Spoken {
  readonly value: number;
  readonly tolerance: number;
}

/** Compares each label with its condition. */
export function checkLabels(trial: Trial, place: LabelPlace): readonly Diagnostic[] {
  return trial.criteria.flatMap((criterion) => {
    const limits = leavesOf(criterion.condition).filter((leaf) => leaf.kind === "number" || leaf.kind === "elapsed");
    if (limits.length === 0 || limits.length > 8) return [];
    const said = labelNumbers(criterion.label);
    if (said.length === 0) return [];
    const numbers = withoutNames(said, criterion, limits);
    const message = otherNumber(criterion, limits, numbers) ?? otherComparison(criterion, limits, numbers);
    return message === undefined
      ? []
      : [
          {
            code: "label-mismatch",
            severity: "warning",
            at: place(criterion),
            message,
            help: "correct the one that the protocol does not say",
          },
        ];
  });
}

/** Numbers that belong to a field's name (`CA 125`) are no limits. */
function withoutNames(
  numbers: readonly LabelNumber[],
  { condition }: Criterion,
  limits: readonly Limit[],
): readonly LabelNumber[] {
  const names = leavesOf(condition).flatMap(({ field }) => [field.name, field.label, ...field.aliases]);
  const named = new Set(names.flatMap((name) => name.match(/\d+(?:[.,]\d+)?/g) ?? []));
  const said = new Set(
    limits.flatMap((leaf) =>
      spokenLimits(leaf)
        .flat()
        .map(({ value }) => value),
    ),
  );
  const ages = leavesOf(condition).flatMap((leaf) =>
    "maxAge" in leaf && leaf.maxAge !== undefined ? spokenTime(leaf.maxAge.value, leaf.maxAge.unit) : [],
  );
  return numbers.filter((number) => {
    if (number.values.some((value) => said.has(value))) return true;
    return !named.has(number.text) && !number.values.some((value) => isAmong(value, ages));
  });
}

/** A limit that the label does not say, where it says another number instead. */
function otherNumber({ condition }: Criterion, limits: readonly Limit[], numbers: readonly LabelNumber[]): string | undefined {
  const all = limits.flatMap(spokenLimits);
  const unsaid = all.filter((spoken) => !numbers.some(({ values }) => values.some((value) => isAmong(value, spoken))));
  const [limit] = unsaid;
  const spare = numbers.filter(({ values }) => !values.some((value) => all.some((spoken) => isAmong(value, spoken))));
  const isAlone = leavesOf(condition).length === 1 && numbers.length === 1 && /\d/.test(numbers[0]?.text ?? "");
  const [other] = spare.filter((number) => number.operator !== undefined || isAlone || isPart(number, numbers, all.length));
  const leaf = limits.find((one) =>
    spokenLimits(one).some((spoken) => spoken === limit || spoken[0]?.value === limit?.[0]?.value),
  );
  if (limit === undefined || other === undefined || leaf === undefined || isOfOtherTime(other, leaf)) return undefined;
  if (limits.some((one) => meansTheSame(other, one))) return undefined;
  return `the label says ${other.text}, the condition says ${leaf.field.name} ${leaf.limit}`;
}

/** One end of a range whose other end the condition has. */
function isPart(number: LabelNumber, numbers: readonly LabelNumber[], limits: number): boolean {
  return numbers.length === limits && limits === 2 && numbers.includes(number);
}

const TIME_WORDS = /^(?:d|days?|wk|wks|weeks?|months?|mo|years?|yrs?|hours?|h|tagen?|wochen?|monaten?|jahren?|天|周|月|年)/;

/** `within 28 days` says nothing of a quantity that is not a time. */
function isOfOtherTime({ behind }: LabelNumber, leaf: Limit): boolean {
  return TIME_WORDS.test(behind) && leaf.kind === "number" && !/time$/.test(leaf.field.unit?.kind ?? "");
}

function isAmong(value: number, spoken: readonly Spoken[]): boolean {
  return spoken.some((one) => Math.abs(one.value - value) <= one.tolerance * Math.max(Math.abs(one.value), Math.abs(value)));
}

function toNumber({ num, den }: Ratio): number {
  return Number(num) / Number(den);
}

/** Each limit of a leaf, in all the units in which a label may say it. Converted ones may have been rounded. */
function spokenLimits(leaf: Limit): readonly (readonly Spoken[])[] {
  if (leaf.kind === "elapsed") return leaf.limits.map((limit) => spokenTime(limit, leaf.unit));
  const { field, unit } = leaf;
  return leaf.limits.map((limit) => {
    const own = { value: toNumber(limit), tolerance: 1e-9 };
    if (unit === undefined || unit === ULN) return [own];
    const time = [unit.ucum].flatMap((code) =>
      code === "d" || code === "wk" || code === "mo" || code === "a" ? spokenTime(toNumber(limit), code) : [],
    );
    const percent = unit.ucum === "%" ? [{ value: own.value / 100, tolerance: 1e-9 }] : [];
    const others = field.kinds.flatMap((kind) => usualUnits(kind)).concat(field.unit ?? []);
    return [own, ...time, ...percent, ...others.flatMap((other) => converted(limit, unit, other, field.molarMass))];
  });
}

function converted(limit: Ratio, from: Unit, to: Unit, molarMass: Ratio | undefined): readonly Spoken[] {
  const value = convert(limit, from, to, molarMass);
  return value === undefined
    ? []
    : [{ value: toNumber(value), tolerance: from.kind === to.kind && isRound(value) ? 1e-9 : 0.03 }];
}

function isRound(value: Ratio): boolean {
  return /^[125]+$|^1$/.test(String(value.den).replace(/0/g, "")) && String(toNumber(value)).length <= 8;
}

const DAYS: Readonly<Record<TimeUnit, number>> = { d: 1, wk: 7, mo: 30.44, a: 365.25 };

/** A time in days, weeks, months and years, as people say it: 6 months are 26 weeks, or 24, or 180 days. */
function spokenTime(value: number, unit: TimeUnit): readonly Spoken[] {
  const days = value * DAYS[unit];
  return (["d", "wk", "mo", "a"] as const).map((other) => ({
    value: days / DAYS[other],
    tolerance: other === unit ? 1e-9 : 0.09,
  }));
}

/** `more than 2` is `>= 3` of whole numbers. */
function meansTheSame({ operator, values: [said = Number.NaN] }: LabelNumber, leaf: Limit): boolean {
  if (leaf.kind !== "number" || !leaf.field.integer || operator === undefined || leaf.op === "between") return false;
  const whole = (op: Comparison, limit: number): string =>
    op === ">" ? `>= ${limit + 1}` : op === "<" ? `<= ${limit - 1}` : `${op} ${limit}`;
  const [meant, written] = [whole(operator, said), whole(leaf.op, toNumber(leaf.limits[0]))];
  return meant === written || meant === whole(OPPOSITE[leaf.op], toNumber(leaf.limits[0]));
}

const OPPOSITE: Readonly<Record<Comparison, Comparison>> = {
  "<": ">=",
  "<=": ">",
  ">": "<=",
  ">=": "<",
  "=": "!=",
  "!=": "=",
  between: "between",
};
const NEGATION =
  /\b(?:not|no|without|never|non|cannot|except|unless|kein|keine|nicht|ohne|pas|sin|sans|within|last|past|since|ago|prior|before)\b|n't|无|不/i;

/** Another comparison of the very number that the condition has. */
function otherComparison(
  { condition, kind, label }: Criterion,
  limits: readonly Limit[],
  numbers: readonly LabelNumber[],
): string | undefined {
  const [leaf] = limits;
  const turned = oneLeaf(condition);
  if (leaf === undefined || turned === undefined || leaf.op === "between" || leaf.op === "!=") return undefined;
  const spoken = spokenLimits(leaf)[0] ?? [];
  const said = numbers.filter(({ operator, values }) => operator !== undefined && values.some((value) => isAmong(value, spoken)));
  const [number] = said;
  const operator: LabelOperator | undefined = number?.operator;
  if (number === undefined || operator === undefined || said.length !== 1) return undefined;
  const op = turned ? OPPOSITE[leaf.op] : leaf.op;
  const allowed: Comparison[] = [op];
  // An exclusion's label may say what is asked for instead, and so may one that negates.
  if (kind === "exclusion" || turned || NEGATION.test(withoutOperators(label))) allowed.push(OPPOSITE[op]);
  if (allowed.includes(operator) || (leaf.kind === "number" && meansTheSame(number, leaf))) return undefined;
  return `the label says ${OPERATOR_WORDS[operator]} ${number.text}, the condition says ${leaf.field.name} ${leaf.limit}`;
}

const OPERATOR_WORDS: Readonly<Record<LabelOperator, string>> = {
  "<": "below",
  "<=": "at most",
  ">": "above",
  ">=": "at least",
  "=": "equal to",
};

/** `no more than` and `not below` are comparisons, not negations. */
function withoutOperators(label: string): string {
  return label.replace(
    /\b(?:not|no|never) (?:be )?(?:less|lower|fewer|smaller|younger|more|greater|higher|larger|older|below|under|above|over|exceed\w*)\b/gi,
    "",
  );
}

/** For a condition of one leaf, whether it is negated; undefined for any other. */
function oneLeaf(condition: Condition): boolean | undefined {
  switch (condition.kind) {
    case "not": {
      const inner = oneLeaf(condition.of);
      return inner === undefined ? undefined : !inner;
    }
    case "all":
    case "any":
    case "atLeast": {
      const [only] = condition.of;
      return only !== undefined && condition.of.length === 1 ? oneLeaf(only) : undefined;
    }
    default:
      return false;
  }
}
