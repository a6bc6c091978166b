/** Reads units as laboratories write them, part by part: numerator and denominators are looked up, and make a canonical code. */
import { memo } from "../memo.js";
import { ULN, type Unit, ucumUnit } from "./code.js";
import { foldCase, isWord, partsOf } from "./parts.js";
import {
  COUNT_LETTERS,
  COUNTED,
  LIMIT_LETTERS,
  LIMIT_WORDS,
  MULTIPLIERS,
  NORMALS,
  STATED,
  UNDECIDED,
  WHOLE,
  WHOLE_WORDS,
} from "./spellings.js";
import type { UnitKind } from "./table.js";
import { plainUnit } from "./text.js";

/** What a unit's text, as laboratories write it, means for a field: */
export type UnitReading =
  | { readonly state: "unit"; readonly unit: Unit }
  | { readonly state: "other-kind"; readonly unit: Unit } // a known unit, but of another kind
  | { readonly state: "unknown" };

/**
 * A power of ten in front: `10^9`, `x10E9`, `10**9`, `10*9`, `10exp9`, `E9`. `10E3` is 10^3 to a laboratory, not 10 times 10^3. A superscript
 * may be lost: `x109` is 10^9; without the sign only for the usual exponents.
 */
const POWER = /^(?:[x*]?10(?:\^|\*\*?|e(?:xp)?)\+?0?(\d{1,2})|e\+?0?(\d{1,2})|[x*]10([2-9]|1[012])|10([3469]|12))(?!\d)(.*)$/i;
/** A literal thousand: `x1000/µL`. */
const LITERAL = /^[x*]?(1000|10000|1000000)(?!\d)(.*)$/i;

/** Creatinine, haemoglobin and water after a denominator name the substance, and change nothing: `mg/g Cr`, `U/g Hb`, `mOsm/kg H2O`. */
const CREATININE = /^(g|mg|mmol|µmol|umol|mol)[ x]?(?:\{creat\}|creatinine?|kreatinin|creat|crea|cre|cr)$/i;
const HAEMOGLOBIN = /^(g) ?hb$/i;
const WATER = /^(kg)[ x]?(?:h2o|water)$/i;

const NORMALISED_SURFACE = /(?:\/|x| )\{?1[.,]73[ _]?(?:m\^?\*{0,2}2|sqm|sq m|qm)?\}?$/i;
/** `g·L⁻¹`, `10⁹ L⁻¹` */
const RECIPROCAL = /(?:^|[ x]|(?<=\d))([dmuµ]?l|mol|k?g|min|h|s)\^-1$/i;
const ANNOTATION = /[ {]?(FEU|DDU)\}?(?=\/|$)/;

/** Powers of ten as canonical parts, and what follows them. */
function power(text: string): readonly [string, string] | undefined {
  const match = POWER.exec(text);
  if (match !== null) {
    const [, written, scientific, lost, bare, rest = ""] = match;
    return [`10*${written ?? scientific ?? lost ?? bare ?? ""}`, rest.trim()];
  }
  const literal = LITERAL.exec(text);
  if (literal === null) return undefined;
  const [, number = "", rest = ""] = literal;
  return [`10*${number.length - 1}`, rest.trim()];
}

/** Canonical parts of a numerator that counts something; undefined if it does not. */
function counted(text: string, denominators: readonly string[]): readonly string[] | undefined {
  if (text === "" || text === "1" || COUNTED.has(text.toLowerCase())) return [""];
  const raised = power(text);
  if (raised !== undefined) return raised[1] === "" || COUNTED.has(raised[1].toLowerCase()) ? [raised[0]] : undefined;
  const words = text.toLowerCase();
  const noun = [...COUNTED].find((one) => words.endsWith(one) && words.length > one.length);
  const head = noun === undefined ? text : text.slice(0, -noun.length).trim();
  const multiplier = MULTIPLIERS.get(head.toLowerCase());
  if (multiplier !== undefined) return [multiplier];
  const letter = COUNT_LETTERS.get(head);
  if (letter === undefined) return undefined;
  const [volume] = denominators;
  const fits = denominators.length === 1 && letter.volumes.some((one) => one === volume);
  // `G/L` is also gram per litre, if it counts nothing by name.
  const other = noun === undefined ? partsOf(head, undefined) : [];
  return fits ? [letter.power, ...other] : other;
}

function denominator(text: string): string {
  const plain = text.replace(/^100(?=ml$|cc$)/i, "").replace(/^1(?=hr?$|min$)/i, "");
  if (plain !== text && /^(?:ml|cc)$/i.test(plain)) return text.endsWith("l") ? "dl" : "dL";
  if (/^24(?:h|hr|hrs|hours|std)$/i.test(plain)) return "(24.h)";
  const exponent = plain.replace(/([^\d^*])(?:\^|\*\*?)([23])$/, "$1$2");
  return exponent.replace(CREATININE, "$1").replace(HAEMOGLOBIN, "$1").replace(WATER, "$1");
}

/** The canonical codes that the parts make; not all of them need be units. */
function composed(text: string): readonly string[] {
  const surface = text.replace(NORMALISED_SURFACE, "");
  const bare = surface.replace(ANNOTATION, "");
  const annotation = bare === surface ? "" : `{${ANNOTATION.exec(surface)?.[1] ?? ""}}`;
  const [first = "", ...rest] = bare.replace(RECIPROCAL, "/$1").split("/");
  if (rest.length > 2) return [];
  const below = rest.map(denominator);
  const numerator = below.length === 0 ? denominator(first) : first;
  // Multipliers and nouns have their own rules of case.
  const counts = below.length > 0 && counted(numerator, below) !== undefined;
  const fold = foldCase([...(counts ? [] : [numerator]), ...below].filter((one) => !isWord(one)));
  let codes: readonly string[] = [""];
  for (const one of below) codes = codes.flatMap((code) => partsOf(one, fold).map((part) => `${code}/${part}`));
  const tail = (surface === text ? "" : "/{1.73_m2}") + annotation;
  return codes.flatMap((code) => {
    const above = counted(numerator, code.split("/").slice(1)) ?? partsOf(numerator, fold);
    return above.map((part) => part + code + tail);
  });
}

/** Signs and words for "times". */
const TIMES = /^(?:x?-?fach|mal|x|\*|times|-?fold|fois|veces|vezes|volte|vielfache[ns]?|倍|multiples?)/;
/** Endings of the German word: `2,5-fache Norm`, `2,5-facher Normwert`. */
const ENDINGS = ["", "e", "en", "er", "es", "em"];
/** Words that may follow it: `2,5 fois la normale`. */
const OF_THE = /^(?:of|the|die|des|der|dem|della|del?|la|le|l['’]|el|il|o(?=l)|的)+/;

/** How a plain text names the upper limit of normal: as a multiple (`x ULN`), by its letters alone, or in words. */
function limitOfNormal(plain: string): "multiple" | "letters" | "words" | undefined {
  const text = plain.toLowerCase().replace(/[ _.]/g, "");
  if (LIMIT_LETTERS.has(text)) return "letters";
  if (LIMIT_WORDS.has(text)) return "words";
  const times = TIMES.exec(text)?.[0] ?? "";
  if (times === "") return undefined;
  const after = text.slice(times.length);
  const remainders = (times.endsWith("fach") ? ENDINGS : [""]).flatMap((end) =>
    after.startsWith(end) ? after.slice(end.length) : [],
  );
  const isLimit = [...remainders, ...remainders.map((rest) => rest.replace(OF_THE, ""))].some((one) =>
    [LIMIT_LETTERS, LIMIT_WORDS, NORMALS].some((names) => names.has(one)),
  );
  return isLimit ? "multiple" : undefined;
}

/** Whether a text names the upper limit of normal itself, not a multiple of it: a heading `ALT ULN` holds the limit. */
export function isLimitItself(text: string): boolean {
  const plain = plainUnit(text);
  const named = plain && limitOfNormal(plain);
  return named === "letters" || named === "words";
}

function candidates(text: string): readonly Unit[] {
  const plain = plainUnit(text);
  if (plain === undefined || plain === "") return [];
  const limit = limitOfNormal(plain);
  // `2.5 ULN` is a multiple; `45 upper limit of normal` may be the limit, and `45 (ULN)` flagged as above it.
  if (limit !== undefined) return limit === "words" || (limit === "letters" && /^\s*[(（]/.test(text)) ? [] : [ULN];
  if (UNDECIDED.has(plain)) return [];
  const codes = [text.trim(), ...composed(plain)];
  const whole = WHOLE.get(plain.replaceAll("µ", "u")) ?? WHOLE_WORDS.get(plain.toLowerCase());
  if (whole !== undefined) codes.push(whole);
  return [...new Set(codes.flatMap((code) => ucumUnit(code) ?? []))];
}

/** Every unit that a text may mean, whatever the field; the likeliest first. Lists repeat their few spellings. */
export const unitCandidates = memo(2000, String, candidates);

/** Times beside months and years. Seconds and minutes are hardly meant: `s` is short for a week in French and Spanish, `min` for the least. */
const BESIDE_MONTHS: ReadonlySet<string> = new Set(["d", "wk", "h"]);

/** Whether a field of these kinds, its own first, can hold a unit. */
export function isHeld({ kind, ucum }: Unit, kinds: readonly UnitKind[]): boolean {
  return kinds.includes(kind) && (kind !== "definite-time" || kinds[0] !== "calendar-time" || BESIDE_MONTHS.has(ucum));
}

/** In a field of days, `m` may mean months or minutes. */
function isPerhapsMinutes(text: string, { kind }: Unit, kinds: readonly UnitKind[]): boolean {
  return kind === "calendar-time" && kinds[0] === "definite-time" && /^\W*m\W*$/i.test(text);
}

/**
 * Reads a unit as written in a cell, a unit column or a heading. Where an alias has several meanings the kinds decide:
 * `G/L` is giga per litre for a count and gram per litre for a mass. Every number field with a unit can hold multiples of `[ULN]`.
 *
 * @param kinds what the field can hold; empty for a field without units
 */
export function readUnit(text: string, kinds: readonly UnitKind[]): UnitReading {
  const meanings = unitCandidates(text);
  const [first] = meanings;
  if (first === undefined) return { state: "unknown" };
  if (first === ULN && kinds.length > 0) return { state: "unit", unit: ULN };
  const [unit, second] = meanings.filter((one) => isHeld(one, kinds) && !isPerhapsMinutes(text, one, kinds));
  if (unit === undefined) return { state: "other-kind", unit: first };
  // The field could hold both meanings.
  return second === undefined ? { state: "unit", unit } : { state: "unknown" };
}

/** {@link readUnit}, for a text whose purpose is to name a unit: the end of a heading, a unit column or row, a quantity's `unit`. */
export function readStatedUnit(text: string, kinds: readonly UnitKind[]): UnitReading {
  return readUnit(STATED.get(text.trim().toLowerCase()) ?? text, kinds);
}
