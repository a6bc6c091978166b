/**
 * The parts of a number cell: comparator, one numeral or two, unit, reference range; what is set aside is gone. Numerals stay texts
 * here, because what they mean depends on the decimal mark. Anything that is not fully accounted for is unreadable.
 */
import { type Unreadable, unreadable } from "../reading.js";
import { foldSpelling, trimWhite } from "../text.js";
import { isLimitItself, readUnit, ULN, type Unit, type UnitKind, usualUnits } from "../unit/unit.js";
import { bracketGroup, withoutReferenceWords } from "./brackets.js";
import { type AmbiguousFlag, ambiguousFlag, flagBefore, flagBeforeUnit, isFlag, withoutFlagBehind, withoutMark } from "./flag.js";
import { type Comparator, signBefore, signBehind } from "./sign.js";
import { lastSpaceGroup, numeralEnd, readNumeral } from "./text.js";
import { whyUnreadable } from "./why.js";

/** The text in brackets: `80 (150-400)`. `(<40)` has no low end. */
export interface ReferenceRange {
  readonly low: string | undefined;
  readonly high: string | undefined;
  readonly unit: Unit | undefined;
}

/** The parts of a number cell. */
export interface NumberCell {
  readonly state: "parts";
  readonly comparator: Comparator | undefined;
  readonly first: string;
  /** The second numeral of a range. */
  readonly second: string | undefined;
  readonly unit: Unit | undefined;
  readonly reference: ReferenceRange | undefined;
  /** How many flags were set aside. */
  readonly flags: number;
  /** The only flag, if it may be more than that. */
  readonly letter: AmbiguousFlag | undefined;
}

/** What the field and the column allow in a cell. */
export interface CellRules {
  readonly kinds: readonly UnitKind[];
  /** The field's own unit. */
  readonly unit?: Unit | undefined;
  readonly ranges: boolean;
  readonly integer: boolean;
  readonly flags: readonly string[];
  readonly counted?: ReadonlySet<string> | undefined;
}

const LINE_BREAK = /[\n\v\f\r\u0085\u2028\u2029]/;
/** A range of two numerals without signs; East Asia writes `70～80`. A dash close to the second one only (`70 -80`) may be its sign. */
const DASH = /^(?:[-~\u2010-\u2014\u301c]\s*|\s+[-~\u2010-\u2014\u301c]\s+)(?=\d|[.,]\d)/;
const TO = /^(?:\s+(?:to|bis|à|a)\s+|\s*[至到]\s*)(?=[-+\u2212]?[\d.,])/i;
/** `70% - 80%`: a unit after the first numeral, too. */
const UNIT_THEN_RANGE =
  /^(\s*[^\d\s(\-~\u2010-\u2014\u301c][^\d(\-~\u2010-\u2014\u301c]{0,19}?)((?:\s*[-~\u2010-\u2014\u301c]|\s+to(?=\s))\s*)(?=[\d.,])/i;
const POWER = /^\s*[x×✕*·⋅]\s*10(?:\s?(?:\^|\*\*?)\s?([+\-\u2212]?\d{1,3})|([⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))(?![\d⁰¹²³⁴⁵⁶⁷⁸⁹])/i;
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
/** `10E9/L` and `109/L` are units that lost their number, not ten thousand millions and not a hundred and nine. */
const POWER_ALONE = /^10[eE]\+?\d{1,2}$/;
/** A star that is no times sign: `120* K/uL` points to a note. */
const NOTE_STAR = /^\*(?!10|\[?uln|upper)/i;
/** Marks and digits after a number belong to no unit (`80 .5`, `80 1 0*9/L`, `12 1000/uL`), unless they are a power of ten or `1/uL`. */
const LOOSE = /^\s*(?:[.,]|\d+\s+\d|(?!10(?:[3469]|12)?(?!\d)|1\/)\d)/;
/**
 * Takes a cell apart.
 *
 * @param text trimmed, unwrapped, full-width forms folded
 */
export function splitCell(text: string, rules: CellRules): NumberCell | Unreadable {
  return attempt(text, rules) ?? timesInFront(text, rules) ?? compared(text, rules) ?? whyUnreadable(text, rules.kinds);
}

/** `3个月以上`: words after the number mean the same as a sign before it. */
function compared(text: string, rules: CellRules): NumberCell | undefined {
  const sign = signBehind(text);
  const parts = sign && attempt(text.slice(0, sign.length), rules);
  if (sign === undefined || parts?.state !== "parts") return undefined;
  const isPlain =
    parts.comparator === undefined && parts.second === undefined && parts.reference === undefined && parts.flags === 0;
  return isPlain ? { ...parts, comparator: sign.comparator } : undefined;
}

const TIMES = /^[x×✕]\s*(?=\d)/i;

/** `x5 ULN`: the `x` repeats what the unit says, and is accepted only before such a unit. */
function timesInFront(text: string, rules: CellRules): NumberCell | undefined {
  const times = TIMES.exec(text);
  const parts = times === null ? undefined : attempt(text.slice(times[0].length), rules);
  return parts?.state === "parts" && parts.unit === ULN && parts.second === undefined ? parts : undefined;
}

function attempt(text: string, rules: CellRules): NumberCell | Unreadable | undefined {
  if (LINE_BREAK.test(text)) return undefined;
  const flagged = flagBefore(text, hasLetters(rules));
  const isFlagged = flagged > 0;
  const sign = signBefore(text.slice(flagged));
  const start = flagged + (sign?.length ?? 0);
  const end = numeralEnd(text, start);
  if (end === start) return undefined;
  const comparator = sign?.comparator;
  const numeral = text.slice(start, end);
  const rest = text.slice(end);

  if (POWER_ALONE.test(numeral) && /^\s*\S/.test(rest)) return unreadable("unit", "a unit without a number");
  // `80 109/L` is 80 x 10^9/L without its times sign and superscript, or 80109 /L. `7.5 109/L` can only be the former.
  const group = lastSpaceGroup(numeral);
  if (group >= 0 && readUnit(trimWhite(numeral.slice(group) + rest), rules.kinds).state !== "unknown") {
    if (isNumeral(numeral)) return unreadable("unit", "the digits before the unit may be a power of ten");
    const tail = readTail(numeral.slice(group) + rest, rules, isFlagged);
    return tail && { state: "parts", comparator, first: numeral.slice(0, group), second: undefined, ...tail };
  }
  const range = rangeBehind(numeral, rest, rules, isFlagged);
  if (range !== undefined) {
    // `<70-80` is neither; and where ranges are not allowed a pasted reference range is likelier.
    return comparator === undefined && rules.ranges ? range : unreadable("range");
  }
  // `1. Linie` is the first one.
  if (numeral.endsWith(".") && isCounted(rest, rules))
    return unreadable("not-a-number", "the first, second or third of them, not how many");
  const tail = readTail(rest, rules, isFlagged);
  if (/^10(?:9|12)$/.test(numeral) && tail?.unit?.ucum === "/L") return unreadable("unit", "a unit without a number");
  if (tail !== undefined) return { state: "parts", comparator, first: numeral, second: undefined, ...tail };
  return withPower({ comparator, first: numeral }, rest, rules, isFlagged);
}

/** Of texts that end in a group set off by a space: spaces group whatever the decimal mark is, and no other mark stands beside them. */
function isNumeral(text: string): boolean {
  return readNumeral(text, ".").state !== "not-a-number";
}

/** `70-80`, `70 – 80 %`, `70 to 80`, `70% - 80%`; undefined if no second numeral follows. */
function rangeBehind(first: string, rest: string, rules: CellRules, isFlagged: boolean): NumberCell | Unreadable | undefined {
  const signed = /^[^\d.,]/.test(first);
  const plain = (signed ? undefined : DASH.exec(rest)) ?? TO.exec(rest);
  const between = plain === null ? UNIT_THEN_RANGE.exec(rest) : undefined;
  const unit = between?.[1] === undefined ? undefined : unitOf(between[1], rules);
  if (between !== undefined && (unit === undefined || (signed && !/to\s*$/i.test(between?.[2] ?? "")))) return undefined;
  const start = plain?.[0].length ?? between?.[0].length ?? 0;
  const end = numeralEnd(rest, start);
  if (end === start) return undefined;
  const tail = readTail(rest.slice(end), rules, isFlagged);
  if (tail === undefined || (unit !== undefined && tail.unit !== unit) || isMultiple(tail)) return unreadable("range");
  return { state: "parts", comparator: undefined, first, second: rest.slice(start, end), ...tail };
}

type Tail = Pick<NumberCell, "unit" | "reference" | "flags" | "letter">;

/** Whether the number may be a multiple: of the upper limit of normal, or of a lakh. */
function isMultiple({ unit, letter }: Tail): boolean {
  return unit === ULN || letter !== undefined;
}

/** Grades and scores have letters of their own (`2A`), and letters after a time are more likely its unit (`5 H`, `24 A`). */
function hasLetters({ integer, kinds }: CellRules): boolean {
  return !integer && !kinds.includes("definite-time") && !kinds.includes("calendar-time");
}

/**
 * What follows the number: unit, flags, a reference range, in any order; undefined if anything is left over.
 *
 * @param isFlagged whether a flag stands before the number
 */
function readTail(text: string, rules: CellRules, isFlagged: boolean): Tail | undefined {
  if (LOOSE.test(text) || (NOTE_STAR.test(text) && !rules.flags.includes("*"))) return undefined;
  let rest = trimWhite(text);
  if (isCounted(rest, rules)) rest = "";
  let unit: Unit | undefined;
  let reference: ReferenceRange | undefined;
  const allowed = hasLetters(rules);
  const marks = allowed ? rules.flags : rules.flags.filter((mark) => !isFlag(mark, true));
  let hasLetter = false;
  let flags = isFlagged ? 1 : 0;
  let letter: AmbiguousFlag | undefined;
  while (rest !== "") {
    const found = unit === undefined ? unitOf(rest, rules) : undefined;
    if (found !== undefined) {
      unit = found;
      break;
    }
    const group = bracketGroup(rest);
    const unmarked = withoutMark(rest, marks);
    const unflagged = withoutFlagBehind(rest, allowed);
    if (unmarked !== undefined) {
      // A declared letter is a flag in every respect; a declared `*` says nothing.
      if (isFlag(trimWhite(rest.replace(unmarked, "")), allowed)) flags += 1;
      rest = unmarked;
    } else if (unflagged !== undefined) {
      // An arrow may stand beside a letter; two letters are a slip.
      const flag = trimWhite(rest.slice(unflagged.length));
      const isLetter = /\p{L}/u.test(flag);
      if (isLetter && hasLetter) return undefined;
      hasLetter ||= isLetter;
      letter ??= ambiguousFlag(flag, rules.kinds);
      flags += 1;
      rest = unflagged;
    } else if (group !== undefined) {
      const inside = unit === undefined ? unitOf(group.inside, rules) : undefined;
      const range = rules.ranges || reference !== undefined ? undefined : readReference(group.inside, rules);
      // `45 (ULN)` may be flagged as above the limit.
      if (inside === ULN && isLimitItself(group.inside)) return undefined;
      if (inside !== undefined) unit = inside;
      else if (range !== undefined) reference = range;
      else if (isFlag(group.inside, allowed)) flags += 1;
      else if (withoutMark(group.inside, marks) !== "") return undefined;
      rest = group.outside;
    } else {
      const before = flagBeforeUnit(rest, allowed);
      if (before === 0) return undefined;
      flags += 1;
      rest = rest.slice(before);
    }
    rest = trimWhite(rest);
  }
  // Where a unit is written, a letter can only be a flag.
  if (unit !== undefined || reference?.unit !== undefined) letter = undefined;
  // Beside a multiple a flag is none: `45 ↑ULN` is 45, and above the limit. And `5 N ↑` is not normal.
  if ((unit === ULN && flags > 0) || (letter === "N" && flags > 1)) return undefined;
  // `2.5 L ↓` is low.
  if (flags > 1) letter = undefined;
  if (reference === undefined) return { unit, reference, flags, letter };
  // A multiple with a reference range beside it says two things; and two units for one result disagree.
  if (unit === ULN || (unit !== undefined && reference.unit !== undefined && unit !== reference.unit)) return undefined;
  return { unit: unit ?? reference.unit, reference, flags, letter };
}

function isCounted(rest: string, { counted }: CellRules): boolean {
  return counted !== undefined && counted.size > 0 && counted.has(foldSpelling(rest).replace(/\.$/, ""));
}

/** `150-400`, `ref: 0.5 to 1.2 mg/dL`, `<40`, `> 60` (which has no upper end). */
function readReference(text: string, rules: CellRules): ReferenceRange | undefined {
  const body = withoutReferenceWords(text);
  const sign = signBefore(body);
  const start = sign?.length ?? 0;
  const end = numeralEnd(body, start);
  if (end === start) return undefined;
  const first = body.slice(start, end);
  const rest = body.slice(end);
  if (sign !== undefined) {
    const unit = onlyUnit(rest, rules);
    const upper = sign.comparator === "<" || sign.comparator === "<=";
    return unit && { low: upper ? undefined : first, high: upper ? first : undefined, unit: unit.unit };
  }
  const dash = DASH.exec(rest) ?? TO.exec(rest);
  if (dash === null) return undefined;
  const secondEnd = numeralEnd(rest, dash[0].length);
  if (secondEnd === dash[0].length) return undefined;
  const unit = onlyUnit(rest.slice(secondEnd), rules);
  return unit && { low: first, high: rest.slice(dash[0].length, secondEnd), unit: unit.unit };
}

function onlyUnit(text: string, rules: CellRules): { readonly unit: Unit | undefined } | undefined {
  const rest = trimWhite(text);
  if (rest === "") return { unit: undefined };
  const unit = unitOf(rest, rules);
  return unit === undefined || unit === ULN ? undefined : { unit };
}

/** The unit that a whole text names. */
function unitOf(text: string, { kinds, unit: own }: CellRules): Unit | undefined {
  if (own?.ucum === "a" && YEARS.test(text)) return own;
  const reading = readUnit(trimWhite(text), kinds);
  return reading.state === "unit" && !isLetterAlone(text, reading.unit, own) ? reading.unit : undefined;
}

/** Beside an age in years `M` and `W` are as often the sex, and `H` beside months is more likely a flag than hours. */
function isLetterAlone(text: string, { ucum }: Unit, own: Unit | undefined): boolean {
  return LETTER.test(text) && (own?.ucum === "a" || (own?.ucum === "mo" && ucum === "h"));
}

/** `67 J.` beside an age are years in German; elsewhere, and in small letters, they may be days in French. */
const YEARS = /^\s*J\.?\s*$/;
const LETTER = /^[^\p{L}]*[mwdh][^\p{L}]*$/iu;

/** `1.2 x 10^5 IU/mL`, where the power belongs to the number. Units that are powers themselves were tried before. */
function withPower(
  { comparator, first }: Pick<NumberCell, "comparator" | "first">,
  rest: string,
  rules: CellRules,
  isFlagged: boolean,
): NumberCell | Unreadable | undefined {
  const power = POWER.exec(rest);
  if (power === null || /[eE]/.test(first) || (NOTE_STAR.test(rest) && !rules.flags.includes("*"))) return undefined;
  const tail = readTail(rest.slice(power[0].length), rules, isFlagged);
  if (tail === undefined || isMultiple(tail) || tail.reference !== undefined) return undefined;
  const exponent = power[1] ?? [...(power[2] ?? "")].map(fromSuperscript).join("");
  const powers = rules.kinds.flatMap(usualUnits).filter((unit) => unit.ucum.startsWith("10*"));
  if (tail.unit === undefined && powers.length > 0) {
    // In such fields the power is half of the unit. Billions are per litre, as in leucocytes of `6.1*10^9`; thousands and millions may be of other volumes.
    const unit = powers.find(({ ucum }) => ucum === `10*${Number(exponent)}/L` && Number(exponent) >= BILLIONS);
    if (unit === undefined) return unreadable("unit", "a power of ten without the volume");
    return { state: "parts", comparator, first, second: undefined, ...tail, unit };
  }
  return { state: "parts", comparator, first: `${first}e${exponent}`, second: undefined, ...tail };
}

const BILLIONS = 9;

function fromSuperscript(char: string): string {
  return char === "⁻" ? "-" : char === "⁺" ? "+" : String(SUPERSCRIPTS.indexOf(char));
}
