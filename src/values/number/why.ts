/** Why a text is not a number: only to explain it to people. Nothing is read here. */
import { type Unreadable, unreadable } from "../reading.js";
import { trimWhite } from "../text.js";
import { isLimitItself, readUnit, type UnitKind } from "../unit/unit.js";
import { flagBefore } from "./flag.js";
import { numeralEnd } from "./text.js";

const DIGIT = /\d/;
const LINES = /[\n\v\f\r\u0085\u2028\u2029]/;
const APPROXIMATE_BEFORE =
  /^(?:[~≈≃≅∼±?]|\+\/-|(?:ca\.?|c\.|circa|about|approx\.?|approximately|around|roughly|est\.?|estimated|estimate|nearly|almost|some)[\s:]|ca\.?(?=\d))/i;
const APPROXIMATE_BEHIND = /(?:\?|[\s(](?:approx\.?|approximately|circa|ca\.?|est\.?|estimated|or so)\)?)$/i;
const MARK = /^[*†‡§¶!#^°¹²³⁴⁵⁶⁷⁸⁹⁰]/;
const MARK_BEHIND = /(?:[*†‡§¶!#^¹²³⁴⁵⁶⁷⁸⁹⁰]|\([*†‡§¶!#]\))$/;
const COMPARATOR = /^[<>≤≥=]{1,2}\s*/;
const SECOND = /^\s*(?:[-\u2010-\u2014\u2212]|to\s)\s*[\d.,]/i;
/** Digits that belong to units: `×10?/L`, `/1.73m2`, `m2`. */
const UNIT_DIGITS = /[x×*·]\s*10(?=\D|$)|10\s?(?:\^|\*{1,2})\s?-?\d{1,2}|\/\s*1[.,]73|\p{L}\d/giu;

const LAST_WORD = /\p{L}+\)?$/u;

/** The reason that a person would give, and a hint, which holds no patient value. */
export function whyUnreadable(text: string, kinds: readonly UnitKind[]): Unreadable {
  if (!DIGIT.test(text)) return unreadable("not-a-number");
  const lines = text.split(LINES);
  if (lines.length > 1)
    return unreadable(lines.filter((line) => DIGIT.test(line)).length > 1 ? "several-values" : "not-a-number");
  if (APPROXIMATE_BEFORE.test(text)) return unreadable("approximate");
  let start = flagBefore(text, true);
  start += COMPARATOR.exec(text.slice(start))?.[0].length ?? 0;
  const end = numeralEnd(text, start);
  if (end === start) return unreadable(MARK.test(text) ? "marked" : "not-a-number");
  const rest = text.slice(end);
  if (rest.startsWith("?") || APPROXIMATE_BEHIND.test(text)) return unreadable("approximate");
  return SECOND.test(rest) ? unreadable("range") : whyBehind(rest, kinds);
}

function whyBehind(rest: string, kinds: readonly UnitKind[]): Unreadable {
  const unit = trimWhite(rest);
  const known = readUnit(unit, kinds);
  if (known.state === "other-kind") return unreadable("unit", `${known.unit.ucum} is a different kind of unit`);
  if (known.state === "unit" && /^\p{L}$/u.test(unit))
    return unreadable("unit", "a letter that need not be the unit: write it out");
  const others = unit.replace(UNIT_DIGITS, "");
  if (DIGIT.test(others)) return unreadable("several-values");
  if (isLimitItself(LAST_WORD.exec(unit)?.[0] ?? "")) return unreadable("unit", "the limit of normal does not follow the number");
  if (MARK_BEHIND.test(unit) || (MARK.test(unit) && others === unit)) return unreadable("marked");
  const unitLike = !/\s/.test(unit) || unit.includes("/") || unit.includes("%");
  return unreadable(unitLike && /[\p{L}%/]/u.test(unit) ? "unit" : "not-a-number");
}
