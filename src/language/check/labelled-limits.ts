/** How a limit may be said in a label: in which units, and how far rounded. */
import { memo } from "../../values/memo.js";
import { type Ratio, times, toDouble } from "../../values/ratio.js";
import {
  convert,
  convertibleKinds,
  LLN,
  readUnit,
  ULN,
  type Unit,
  type UnitReading,
  usualUnits,
} from "../../values/unit/unit.js";
import type { CompareNumber, Field, NumberField, TimeUnit } from "../model.js";
import type { LabelNumber } from "./label-numbers.js";

/** A value as it may be said in some unit, and how far off a rounded one may be: at most {@link LOOSEST}. */
interface Spoken {
  readonly value: number;
  readonly tolerance: number;
}

/** A limit as labels may say it. Both ask with the text after a number. */
export interface LabelledLimit {
  /** What the limit is in the unit that the text names, or, where it names none, in any that is usual. */
  readonly in: (behind: string) => readonly Spoken[];
  /** Whether the text names a unit of another kind: `within 28 days` says nothing of a quantity that is not a time. */
  readonly isOther: (behind: string) => boolean;
}

const EXACT = 1e-9;
const LOOSEST = 0.09;

/** Whether a number of a label may be this limit. */
export function isSaid({ values, behind }: LabelNumber, limit: LabelledLimit): boolean {
  const labelled = limit.in(behind);
  return values.some((value) =>
    labelled.some((one) => {
      const distance = Math.abs(one.value - value) / (Math.max(Math.abs(one.value), Math.abs(value)) || 1);
      return distance <= LOOSEST && distance <= one.tolerance;
    }),
  );
}

/** Limits have no hours; labels do. */
type SpokenTime = TimeUnit | "h";

const DAYS: Readonly<Record<SpokenTime, number>> = { h: 1 / 24, d: 1, wk: 7, mo: 30.44, a: 365.25 };
const TIME_UNITS = ["d", "wk", "mo", "a"] as const;

const TIME_WORDS: readonly (readonly [RegExp, SpokenTime])[] = [
  [/^[\s-]*(?:h|hours?|stunden?|heures?|horas?|个?小时)(?![\p{Script=Latin}])/iu, "h"],
  [/^[\s-]*(?:d|days?|tag(?:en?)?|jours?|días?|天|日)(?![\p{Script=Latin}])/iu, "d"],
  [/^[\s-]*(?:wk|wks|weeks?|wochen?|semaines?|semanas?|周(?!岁))(?![\p{Script=Latin}])/iu, "wk"],
  [/^[\s-]*(?:mo|mos|months?|monat(?:en?)?|mois|mes|meses|个?月)(?![\p{Script=Latin}])/iu, "mo"],
  [/^[\s-]*(?:a|y|yr|yrs|years?|jahr(?:en?)?|ans?|années?|años?|年|周?岁)(?![\p{Script=Latin}])/iu, "a"],
];

function timeUnitOf(text: string): SpokenTime | undefined {
  return TIME_WORDS.find(([pattern]) => pattern.test(text))?.[1];
}

/** Whether the text after a number makes it a time: `within 28 days`. */
export function saysTime(behind: string): boolean {
  return timeUnitOf(behind) !== undefined;
}

/** A time in days, weeks, months and years, as people say it: 6 months are 26 weeks, or 24, or 180 days. */
export function labelledSpan(value: number, unit: TimeUnit): LabelledLimit {
  return {
    isOther: () => false,
    in: (text) => {
      const named = timeUnitOf(text);
      return (named === undefined ? TIME_UNITS : [named]).map((other) => ({
        value: (value * DAYS[unit]) / DAYS[other],
        tolerance: other === unit ? EXACT : LOOSEST,
      }));
    },
  };
}

/** A number as its label has it, with what makes it a time, a multiple or a quantity: `6 months`, `40 × ULN`, `8 g/dL`. */
export function labelWords({ text, behind }: LabelNumber, field: Field): string {
  const multiple = multipleOf(behind);
  if (multiple !== undefined) return `${text} × ${multiple === LLN ? "LLN" : "ULN"}`;
  const time = saysTime(behind) ? /[\s-]*\p{L}+/u.exec(behind)?.[0] : undefined;
  const isQuantity = field.type === "number" && unitNamed(behind, field) !== undefined;
  return `${text}${time ?? (isQuantity ? ` ${unitText(behind)}` : "")}`;
}

const BEFORE_LIMIT =
  "^[\\s-]*(?:fold|fach(?:e[nrs]?)?)?\\s*(?:[x×·*]|times|mal|倍|veces|fois|of)?\\s*(?:(?:the|der|das|la|le|el)\\s+)?";
const LOWER = new RegExp(`${BEFORE_LIMIT}(?:lln|lower\\s+(?:limit|normal)|untere|l[íi]mite?\\s+inf|正常值?下限)`, "i");
const UPPER = new RegExp(`${BEFORE_LIMIT}(?:uln|upper|obere|正常|lsn|límite|limite)`, "i");

/** The limit of normal of which a label states a multiple. */
function multipleOf(behind: string): Unit | undefined {
  return LOWER.test(behind) ? LLN : UPPER.test(behind) ? ULN : undefined;
}

/** A limit of a number field. Converted ones may have been rounded. */
export function labelledLimit({ field, unit }: CompareNumber, limit: Ratio): LabelledLimit {
  const own: Spoken = { value: toDouble(limit), tolerance: EXACT };
  if (unit === undefined) return { in: () => [own], isOther: saysTime };
  const time = TIME_UNITS.find((code) => code === unit.ucum);
  if (time !== undefined) return labelledSpan(own.value, time);
  let any: readonly Spoken[] | undefined;
  return {
    isOther: (text) => (saysTime(text) && !/time$/.test(unit.kind)) || reads(text, field)?.state === "other-kind",
    in: (text) => {
      const named = multipleOf(text) ?? unitNamed(text, field);
      if (named === undefined) {
        any ??= [own, ...inUsualUnits(limit, unit, field)];
        return any;
      }
      return named === unit ? [own] : converted(limit, unit, named, field);
    },
  };
}

/** The unit after a number, unless it is a mere letter. */
function reads(behind: string, field: NumberField): UnitReading | undefined {
  const text = unitText(behind);
  return /[/%°]|\p{L}{2}/u.test(text) ? readUnit(text, convertibleKinds(field.unit, field)) : undefined;
}

function unitText(behind: string): string {
  return /\s*((?:[x×·⋅*]\s*)?\S+)/u.exec(behind)?.[1]?.replace(/[),.;:]+$/, "") ?? "";
}

function unitNamed(behind: string, field: NumberField): Unit | undefined {
  const reading = reads(behind, field);
  return reading?.state === "unit" ? reading.unit : undefined;
}

function inUsualUnits(limit: Ratio, unit: Unit, field: NumberField): readonly Spoken[] {
  const percent = unit.ucum === "%" ? [{ value: toDouble(limit) / 100, tolerance: EXACT }] : [];
  return [...percent, ...usualFactors(unit, field).map(({ by, isRounded }) => inOther(limit, by, isRounded))];
}

/** What a value is multiplied by in another unit. */
interface Factor {
  readonly by: Ratio;
  /** Whether values are rounded after it, because it comes from a molar mass. */
  readonly isRounded: boolean;
}

const ONE: Ratio = { num: 1n, den: 1n };
const NONE: Ratio = { num: 0n, den: 1n };

/** From a unit into those that are usual for a field, and its own. Many fields are alike. */
const usualFactors = memo(
  1000,
  (unit: Unit, { unit: own, kinds, molarMass, valence }: NumberField) =>
    [unit.ucum, own?.ucum, ...kinds, molarMass?.num, molarMass?.den, valence?.num].join(" "),
  (unit: Unit, field: NumberField): readonly Factor[] =>
    [...field.kinds.flatMap((kind) => usualUnits(kind)), ...(field.unit === undefined ? [] : [field.unit])].flatMap(
      (other) => factor(unit, other, field) ?? [],
    ),
);

/** There is none between scales that begin at different temperatures. */
function factor(from: Unit, to: Unit, field: NumberField): Factor | undefined {
  const by = convert(ONE, from, to, field);
  const isScale = convert(NONE, from, to, field)?.num === 0n;
  return by && isScale ? { by, isRounded: from.kind !== to.kind } : undefined;
}

function converted(limit: Ratio, from: Unit, to: Unit, field: NumberField): readonly Spoken[] {
  const found = factor(from, to, field);
  if (found !== undefined) return [inOther(limit, found.by, found.isRounded)];
  const value = convert(limit, from, to, field);
  // Half a degree Fahrenheit, a quarter Celsius: 38 °C may be said as 100 °F, but not as 98.6 °F.
  return value === undefined ? [] : [{ value: toDouble(value), tolerance: 0.005 }];
}

/** Exact only if the conversion is round enough for that to matter. */
function inOther(limit: Ratio, by: Ratio, isRounded: boolean): Spoken {
  return {
    value: toDouble(limit) * toDouble(by),
    get tolerance() {
      return !isRounded && isRound(times(limit, by)) ? EXACT : 0.03;
    },
  };
}

function isRound(value: Ratio): boolean {
  return /^[125]+$/.test(String(value.den).replace(/0/g, "")) && String(toDouble(value)).length <= 8;
}
