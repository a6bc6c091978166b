/** What all cells of a column together show about each of them. Plain data: threads get it before they screen. */
import { type Field, type NumberField, TRUSTED, type Trust } from "../language/model.js";
import type { UnitFrom } from "../values/reading.js";
import { type Unit, ucumUnit } from "../values/unit/unit.js";
import { type ColumnFacts, columnKey, mergePlaced, type NumberFacts, type PlacedFacts } from "./column-facts.js";
import { judgeUnit, likeliestUnits, otherUnits, slipsIn, type UnitState } from "./judge-unit.js";
import { ALL_LIMITS, areApart, judgeLimits, type LimitsJudged } from "./limit-facts.js";
import { inClasses, missingCodes } from "./sentinel.js";

/** The judgement of one column. */
export interface ColumnJudgement {
  readonly unit: UnitState;
  /** The units in which most of the column is plausible, if its own is not among them: UCUM codes with `or` between. */
  readonly looksLike: string | undefined;
  /** The figures fit a percentage, too, which is another field: its label. */
  readonly mayBePercent: string | undefined;
  /** How many numbers are plausible only in other units, of how many. */
  readonly slips: number;
  readonly numbers: number;
  /** Units (UCUM) other than the column's that stand in its cells without a number, as at the start of another table. */
  readonly others: readonly string[];
  /** Numbers that stand for no value, by `looksMissing`. */
  readonly sentinels: readonly string[];
  /** The numbers look like codes. `note`: of a count, which may well be so small; `explained`: a row gives grades another meaning. */
  readonly coded: "no" | "note" | "yes" | "explained";
  /** Figures in percent that are all at most 1. */
  readonly shares: boolean;
  /** Digits in a column of yes and no mean nothing that anybody declared. */
  readonly digitsAreCodes: boolean;
  /** A row gives words for yes and no another meaning. */
  readonly wordsAreCodes: boolean;
  /** An `x` is a yes. */
  readonly crossIsYes: boolean;
  /** Letters in a column of codes, or of yes and no, do not fit together. */
  readonly lettersAreCodes: boolean;
  /** A letter that may be more is a flag: the column has flags that are nothing else. */
  readonly lettersAreFlags: boolean;
  /** Limits of normal in columns beside that are far from the others there. */
  readonly limits: LimitsJudged;
  /** What is believed only because the column map says so. */
  readonly trusted: readonly Trust[];
}

/** Stands for all columns of a slot. */
const ANY_COLUMN = "*";

/** The judgements of a file's columns, by `columnKey`. */
export type ColumnsJudged = ReadonlyMap<string, ColumnJudgement>;

/** Nothing speaks against the cells. */
export const NO_JUDGEMENT: ColumnJudgement = {
  unit: "sure",
  looksLike: undefined,
  mayBePercent: undefined,
  slips: 0,
  numbers: 0,
  others: [],
  sentinels: [],
  coded: "no",
  shares: false,
  digitsAreCodes: false,
  wordsAreCodes: false,
  crossIsYes: false,
  lettersAreCodes: false,
  lettersAreFlags: false,
  limits: ALL_LIMITS,
  trusted: [],
};

/** What is known about the cells of one site in a column; without sites, about all its cells. */
export function judgementOf(
  judged: ColumnsJudged | undefined,
  slot: number,
  column: string,
  site: string | undefined,
): ColumnJudgement {
  if (judged === undefined || judged.size === 0) return NO_JUDGEMENT;
  const own = site === undefined ? undefined : judged.get(columnKey(slot, column, site));
  return own ?? judged.get(columnKey(slot, column)) ?? judged.get(columnKey(slot, ANY_COLUMN)) ?? NO_JUDGEMENT;
}

/** A judgement, and which column and site it is about. */
export interface PlacedJudgement {
  /** Undefined: of the whole column. */
  readonly site: string | undefined;
  readonly judgement: ColumnJudgement;
}

/** The judgements of all columns of a slot. */
export function judgementsOf(judged: ColumnsJudged | undefined, slot: number): readonly PlacedJudgement[] {
  return [...(judged ?? [])].flatMap(([key, judgement]) => {
    const [of, , site]: readonly unknown[] = JSON.parse(key);
    return of === slot ? [{ site: typeof site === "string" ? site : undefined, judgement }] : [];
  });
}

/** What is known about a slot's columns apart from their unit. */
export type JudgedSlot = Pick<JudgedColumn, "field" | "inPercent" | "hasCodes" | "trust">;

/** Judges all columns of a file. Those that nothing speaks against are left out. */
export function judgeColumns(all: readonly PlacedFacts[], slots: readonly JudgedSlot[]): ColumnsJudged {
  const judged = new Map<string, ColumnJudgement>();
  const placed = mergePlaced(all);
  for (const one of mergePlaced(placed.map((part) => ({ ...part, site: undefined }))))
    judged.set(columnKey(one.slot, one.column), judgePlaced(one, slots));
  for (const one of placed) {
    const whole = judged.get(columnKey(one.slot, one.column));
    if (one.site !== undefined && whole !== undefined)
      judged.set(columnKey(one.slot, one.column, one.site), withSite(whole, judgePlaced(one, slots)));
  }
  for (const [key, one] of judged) if (isNothing(one)) judged.delete(key);
  return judged;
}

/** The judgement of columns that could not be examined as a whole. */
export function unseenColumns(slots: readonly JudgedSlot[]): ColumnsJudged {
  const judged = new Map<string, ColumnJudgement>();
  slots.forEach(({ field, trust }, slot) => {
    if (field.type === "number" && !trust.has("unit"))
      judged.set(columnKey(slot, ANY_COLUMN), { ...NO_JUDGEMENT, unit: "unseen" });
  });
  return judged;
}

function judgePlaced({ slot, unit, unitFrom, facts }: PlacedFacts, slots: readonly JudgedSlot[]): ColumnJudgement {
  const known = slots[slot];
  if (known === undefined) return NO_JUDGEMENT;
  return judgeColumn({ ...known, unit: unit === undefined ? undefined : ucumUnit(unit), unitFrom }, facts);
}

const GRAVITY: readonly UnitState[] = ["sure", "doubt", "withdrawn", "unseen"];

/** A site may have a unit of its own: what speaks against the unit of the column, or of the site alone, speaks against its cells. */
function withSite(whole: ColumnJudgement, site: ColumnJudgement): ColumnJudgement {
  const isGraver = GRAVITY.indexOf(site.unit) > GRAVITY.indexOf(whole.unit);
  const trusted = TRUSTED.filter((one) => whole.trusted.includes(one) || (one === "unit" && site.trusted.includes(one)));
  return {
    ...whole,
    ...(isGraver ? { ...site, sentinels: whole.sentinels, coded: whole.coded, shares: whole.shares, limits: whole.limits } : {}),
    trusted,
  };
}

function isNothing(judged: ColumnJudgement): boolean {
  const { looksLike: _like, mayBePercent: _percent, slips: _slips, numbers: _numbers, ...rest } = judged;
  const { looksLike, mayBePercent, slips, numbers, ...nothing } = NO_JUDGEMENT;
  return JSON.stringify(rest) === JSON.stringify(nothing);
}

/** What is known of a column before its cells are looked at. */
export interface JudgedColumn {
  readonly field: Field;
  /** Of bare numbers; undefined: none. */
  readonly unit: Unit | undefined;
  /** Undefined: nobody states a unit, and none is assumed. */
  readonly unitFrom: UnitFrom | undefined;
  /** The label of the field that is the same in percent. */
  readonly inPercent: string | undefined;
  /** The column map declares what the cells mean. */
  readonly hasCodes: boolean;
  readonly trust: ReadonlySet<Trust>;
}

const FEWEST_CODES = 8;

/** What a column's facts show about its cells. */
export function judgeColumn(column: JudgedColumn, facts: ColumnFacts): ColumnJudgement {
  const { field, trust } = column;
  if (field.type === "boolean") return { ...NO_JUDGEMENT, ...judgeWords(column, facts) };
  if (field.type === "code") return { ...NO_JUDGEMENT, ...judgeLetters(column, facts) };
  if (field.type !== "number") return NO_JUDGEMENT;
  const others = otherUnits(column, facts.units);
  const found = {
    unit: others.length > 0 || arePercentages(column, facts) ? "withdrawn" : judgeUnit(column, facts.numbers),
    sentinels: missingCodes(facts, field),
    coded: facts.yesNo.otherDigits && !column.hasCodes ? "explained" : judgeCodes(column, field, facts.numbers),
    shares: areShares(column, facts.numbers),
    limits: { uln: judgeLimits(facts.limits.uln), lln: judgeLimits(facts.limits.lln) },
  };
  const { slips, all } = slipsIn(column, facts.numbers);
  const speaksAgainst: Partial<Record<Trust, boolean>> = {
    unit: found.unit !== "sure" || found.shares || areApart(found.limits),
    sentinels: found.sentinels.length > 0,
    coded: found.coded === "yes" || found.coded === "explained",
  };
  const trusted = TRUSTED.filter((one) => trust.has(one) && speaksAgainst[one] === true);
  return {
    ...NO_JUDGEMENT,
    unit: trust.has("unit") ? "sure" : found.unit,
    shares: found.shares && !trust.has("unit"),
    limits: trust.has("unit") ? ALL_LIMITS : found.limits,
    looksLike: likeliestUnits(column, facts.numbers),
    mayBePercent: facts.numbers.low >= 0 && facts.numbers.high > 1 && facts.numbers.high <= 100 ? column.inPercent : undefined,
    slips,
    numbers: all,
    others: trust.has("unit") ? [] : others,
    sentinels: found.sentinels,
    coded: trust.has("coded") ? "no" : found.coded,
    lettersAreFlags: facts.flags.sure > 0 && facts.flags.perhaps > 0,
    trusted,
  };
}

/**
 * A count whose unit is not stated, and whose numbers all look like percentages and rarely like counts: `38` below `Neutrophils`. The field's label may
 * say that it is a count.
 */
function arePercentages(column: JudgedColumn, { numbers, spread }: ColumnFacts): boolean {
  const { field, inPercent, unitFrom } = column;
  if (inPercent === undefined || unitFrom !== "field" || /\b(?:absolute|count|number)\b/i.test(field.label)) return false;
  const { all } = slipsIn(column, numbers);
  const least = all < FEW_NUMBERS ? LEAST_OF_FEW : LEAST_OF_SEVERAL;
  return spread.count > 0 && inClasses(spread).low >= least && numbers.high <= 100;
}
const FEW_NUMBERS = 3;
const LEAST_OF_FEW = 20;
const LEAST_OF_SEVERAL = 10;

/** Only small whole numbers, in a quantity whose unit is not stated. */
function judgeCodes(
  { unitFrom, hasCodes }: JudgedColumn,
  field: NumberField,
  { codes, noCodes }: NumberFacts,
): ColumnJudgement["coded"] {
  const isStated = unitFrom !== "field" && unitFrom !== "none";
  const digits = [0, 1, 2, 3].filter((digit) => codes.has(digit));
  const count = [...codes.values()].reduce((sum, one) => sum + one, 0);
  if (hasNoZero(field)) return !hasCodes && noCodes === 0 && digits.join() === "0,1" && count >= FEWEST_ANSWERS ? "yes" : "no";
  if (hasCodes || isStated || noCodes > 0 || count < FEWEST_CODES || digits.length === 0) return "no";
  if (digits.includes(0) && digits.includes(3)) return "no";
  if (field.unit !== undefined || !field.integer) return "yes";
  return isScore(field) ? "no" : "note";
}

/** A grade or score, whose values are small whole numbers without a unit: ECOG, NYHA. Its column shows nothing about single cells. */
export function isScore(field: NumberField): boolean {
  return isGrade(field) && field.plausible.low.num <= 0n;
}

/** One that begins with 1, as NYHA does: in a column of only 0 and 1 they more likely mean no and yes. */
export function hasNoZero(field: NumberField): boolean {
  return isGrade(field) && field.plausible.low.num > 0n;
}

function isGrade({ unit, integer, plausible: { high } }: NumberField): boolean {
  return unit === undefined && integer && high.num <= MOST_OF_SCORE * high.den;
}
const FEWEST_ANSWERS = 3;
const MOST_OF_SCORE = 10n;

function areShares({ unit }: JudgedColumn, { aboveOne, shares }: NumberFacts): boolean {
  return unit?.kind === "percent" && aboveOne === 0 && shares > 0;
}

function judgeWords({ hasCodes, trust }: JudgedColumn, { yesNo, letters }: ColumnFacts): Partial<ColumnJudgement> {
  const { yes, no, digits, otherDigits, otherWords, crosses, other } = yesNo;
  const isTrusted = trust.has("coded");
  const areCodes = !hasCodes && otherDigits && digits;
  const areOther = !hasCodes && otherWords && (yes || no);
  const areApart = !hasCodes && !yes && areLettersApart(letters);
  const isCross = crosses && !yes && !digits && !otherDigits && !other;
  return {
    digitsAreCodes: areCodes && !isTrusted,
    wordsAreCodes: areOther && !isTrusted,
    lettersAreCodes: areApart && !isTrusted,
    crossIsYes: isCross || (crosses && isTrusted),
    trusted: isTrusted && (areCodes || areOther || areApart || (crosses && !isCross)) ? ["coded"] : [],
  };
}

/** Letters that begin words for no: `falsch`, `geen`, `keine`, `zonder`. */
const OF_NO: ReadonlySet<string> = new Set([..."fgkz"]);

/** `N` is no beside `J` or `Y`; beside `K` (`keine`) and no letter for yes it may be `nachgewiesen`. */
function areLettersApart(letters: ColumnFacts["letters"]): boolean {
  return [...letters.values()].includes("false") && [...letters].some(([letter, code]) => code === "" && OF_NO.has(letter));
}

/** For what is neither, or not known: diverse, female or male unknown, intersex, not stated, other. */
const NEITHER: ReadonlySet<string> = new Set([..."dinoux"]);

/**
 * `M` is a man where women are `F` or `W`, and a woman where men are `H` or `V`: two letters for one code, or one code beside a letter that is
 * none, were written by somebody who meant something else. So was a letter beside a word of another code that begins with it: `M` and `mujer`.
 */
function judgeLetters({ hasCodes, trust }: JudgedColumn, { letters: all }: ColumnFacts): Partial<ColumnJudgement> {
  const letters = new Map([...all].filter(([letter]) => letter.length === 1));
  const isWordElse = [...all].some(([key, code]) => key.length > 1 && (letters.get(key.slice(0, 1)) ?? code) !== code);
  const meant = [...letters.values()].filter((code) => code !== "");
  const strange = [...letters].filter(([letter, code]) => code === "" && !NEITHER.has(letter));
  const areApart = new Set(meant).size === 1 && meant.length + strange.length > 1;
  const areCodes = !hasCodes && (areApart || isWordElse);
  return { lettersAreCodes: areCodes && !trust.has("coded"), trusted: areCodes && trust.has("coded") ? ["coded"] : [] };
}
