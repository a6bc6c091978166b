/** What a heading or key says: which field it belongs to, as what, and in which unit. */
import { type NamedUnit, NO_UNIT } from "../cells/column-unit.js";
import type { Field, NumberField } from "../language/model.js";
import { foldHeading } from "../values/heading.js";
import { memoOf, once } from "../values/memo.js";
import { foldWidth } from "../values/text.js";
import { isLimitItself, readStatedUnit, readUnit, ULN, type Unit, type UnitReading } from "../values/unit/unit.js";
import { isAnswerKey, isAnswersAlone } from "./answer-key.js";
import { type Companion, type CompanionForm, companionForms, isLimitWord, isUnitWord } from "./companion-words.js";

/** What a column holds for a field. */
export type Part = "value" | Companion;

/** One thing that a heading may be. */
export interface Role {
  readonly field: Field;
  readonly part: Part;
  /** The unit that stands in the heading of a value, never of another kind; or in that of a limit of normal. */
  readonly unit: NamedUnit;
  /** The name that a companion is called after, folded; undefined for a value. */
  readonly stem: string | undefined;
}

/** Knows the headings of one dictionary's fields. */
export interface HeadingIndex {
  /** Every field that the heading belongs to; several for a heading that needs a column map. */
  rolesOf(heading: HeadingForms): readonly Role[];
}

/** A heading in every form in which it is looked up. */
export interface HeadingForms {
  readonly written: string;
  readonly folded: string;
  /** Folded without marks that point to a note: `PLT*`, `Hb¹`. */
  readonly bare?: string;
  readonly splits: readonly UnitSplit[];
  /** What the heading may accompany; for limits of normal also without the unit at its end. */
  readonly companions: readonly (CompanionForm & { readonly unitText: string })[];
}

/** Makes the forms of a heading, once for all that it is looked up in. */
export function headingForms(heading: string): HeadingForms {
  const [folded, splits] = [foldHeading(heading), unitSplits(heading)];
  const companions = companionForms(heading, folded).map((form) => ({ ...form, unitText: "" }));
  for (const { base, unitText } of splits)
    for (const form of companionForms(heading, base))
      if (form.part === "uln" || form.part === "lln") companions.push({ ...form, unitText });
  const end = heading.slice(-MAX_POINTERS);
  const bare = POINTERS.test(end) ? { bare: foldHeading(heading.slice(0, -MAX_POINTERS) + end.replace(POINTERS, "")) } : {};
  return { written: heading, folded, ...bare, splits, companions };
}

const MAX_POINTERS = 12;
/** After a name; a superscript after a single letter is a power. */
const POINTERS = /\s?(?:[*†‡§¶:]|(?<=\p{L}\p{L})[¹²³⁴⁵⁶⁷⁸⁹])+\s*$/u;

/**
 * What may stand between a name and a unit that has no brackets. A dash takes the spaces around it along; for hyphens see {@link isSign}. It does not
 * ignore case, because V8 takes several times as long to build a pattern with `\p{L}` that does.
 */
const SEPARATOR =
  /\s*(?:[-\u2212]+>|--+|[\u2010-\u2015\u2192\u21d2\u27a1|=·•])\s*|\s+[-\u2212]\s*|\s+(?:[iI][nN]|[eE][nNmM])\s+|(?<=[\p{L}\d+])[-\u2212](?=[\p{L}\d/%])|[\s_,;:/.]/gu;

/** `Creatinine - [mg/dL]`, `Creatinine: (mg/dL)`, `Kreatinin in (mg/dl)` */
const JOINED = /(?:\s[-\u2212]|[-\u2212]+>|--+|[\u2010-\u2015\u2192\u21d2\u27a1|=·•,;:]|\s(?:in|en|em))$/i;

/** A hyphen close to the name, and not to the unit. */
const CLOSE_HYPHEN = /[^\s\u2212-][-\u2212]$/;

/** `Kreatinin (in mg/dl)`, `Creatinine (unit: mg/dL)` */
const PREPOSITION = /^(?:(?:in|en|em)(?:\s+|:\s*)|(?:units?|einheit|unité|unidad|unità|unidade|单位|單位|単位)\s*[:=]\s*)/i;

/** `Creatinine (mg/dL)†`, `Creatinine (mg/dL)¹` */
const NOTE_MARKS = /(?<=[)\]}])[*#†‡§¶¹²³⁴⁵⁶⁷⁸⁹]{1,3}$/;

/** A heading's unit is no longer than this; what stands before is not searched, however long it is. */
const MAX_UNIT = 80;

/** Units in headings have at most so many words. */
const MAX_SPLITS = 10;

/** All names of a field: its name, its label and its aliases. */
export function namesOf(field: Field): readonly string[] {
  return [field.name, field.label, ...field.aliases];
}

/** Folded once: several tables are made of one field's names. */
const foldedNames = memoOf((field: Field): readonly string[] => namesOf(field).map(foldHeading));

/**
 * Folded headings -> fields.
 *
 * @param parts `values`: companions (`platelets_unit`) are not asked for
 */
export function headingIndex(fields: Iterable<Field>, parts: "all" | "values" = "all"): HeadingIndex {
  // Most indices of a run are never used, and a dictionary has thousands of names.
  const names = once(() => namesOfAll(fields, parts));
  return {
    rolesOf({ written, folded, bare = folded, splits, companions }) {
      const { whole, stems, coded } = names();
      const roles: Role[] = [];
      const put = (role: Role): void => {
        const known = roles.findIndex((one) => one.field === role.field && one.part === role.part);
        if (known < 0) roles.push(role);
      };
      // A unit is taken off first, the shortest rest last: `size_cm` is `size` in cm, and still itself.
      for (const { base, unitText, isHyphened } of splits) {
        for (const field of whole.get(base) ?? []) {
          if (isAnswerKey(unitText, field)) put({ field, part: "value", unit: NO_UNIT, stem: undefined });
          if (field.type !== "number") continue;
          const unit = unitOf(unitText, field);
          if (isHyphened && unit.state === "unit" && (whole.has(`${base}-`) || isSign(base, unit.unit))) continue;
          if (unit.state === "unit") put({ field, part: "value", unit, stem: undefined });
        }
      }
      for (const field of whole.get(folded) ?? whole.get(bare) ?? []) {
        const trailing = field.type === "number" ? splits.map(({ unitText }) => unitOf(unitText, field)) : [];
        put({ field, part: "value", unit: trailing.find(({ state }) => state === "unit") ?? NO_UNIT, stem: undefined });
      }
      for (const field of coded)
        if (isAnswersAlone(written, field)) put({ field, part: "value", unit: NO_UNIT, stem: undefined });
      for (const form of stems.size === 0 ? [] : companions)
        for (const field of stems.get(form.stem) ?? []) companionRoles(form, field).forEach(put);
      return roles;
    },
  };
}

/** What an index looks up. */
function namesOfAll(fields: Iterable<Field>, parts: "all" | "values") {
  const whole = new Map<string, Field[]>();
  /** Names as they begin the heading of a companion: `Cl-_unit`, where the dash is none at the end. */
  const stems = new Map<string, Field[]>();
  const add = (map: Map<string, Field[]>, folded: string, field: Field): void => {
    const known = map.get(folded);
    if (folded === "" || known?.includes(field)) return;
    if (known === undefined) map.set(folded, [field]);
    else known.push(field);
  };
  const coded: Field[] = [];
  for (const field of fields) {
    if (field.type === "code") coded.push(field);
    for (const folded of foldedNames(field)) {
      add(whole, folded, field);
      const stem = folded.endsWith("-") ? folded.slice(0, -1) : folded;
      if (field.type === "date") add(whole, `${stem}date`, field);
      else if (parts === "all") {
        add(stems, folded, field);
        if (stem !== folded) add(stems, stem, field);
      }
    }
  }
  return { whole, stems, coded };
}

/** Only numbers have units, signs and limits of normal. A date is its own date. */
export function accompanies(part: Companion, field: Field): boolean {
  return field.type === "number" || (part === "date" && field.type !== "date");
}

/** What a heading is for a field whose own column is headed by one of `stems` (folded). */
export function companionsOf({ companions }: HeadingForms, field: Field, stems: ReadonlySet<string>): readonly Role[] {
  return companions.flatMap((form) => (stems.has(form.stem) ? companionRoles(form, field) : []));
}

/** One role, or none. */
function companionRoles({ part, stem, unitText }: HeadingForms["companions"][number], field: Field): readonly Role[] {
  if (!accompanies(part, field)) return [];
  const unit = field.type === "number" ? unitOf(unitText, field) : NO_UNIT;
  // What stands after the name of a limit is its unit, and no multiple of itself; or it is the name of something else: `ALT ULN unit`.
  const isOther = unitText !== "" && (unit.state === "none" || unit.unit === ULN || isUnitWord(foldHeading(unitText)));
  return isOther ? [] : [{ field, part, unit: unitText === "" ? NO_UNIT : unit, stem }];
}

/** The names by which companions call a column: its heading, with and without the unit at its end. */
export function stemsOf({ folded, splits }: HeadingForms, field: Field): ReadonlySet<string> {
  const bases = field.type === "number" ? splits.filter(({ unitText }) => unitOf(unitText, field).state !== "none") : [];
  const names = [folded, ...bases.map(({ base }) => base)];
  return new Set(names.flatMap((name) => (name.endsWith("-") ? [name, name.slice(0, -1)] : [name])));
}

/** The unit at the end of a heading whose name is not the field's: of a column that a column map names. */
export function trailingUnit(heading: string, field: Field): NamedUnit {
  if (field.type !== "number") return NO_UNIT;
  const units = unitSplits(heading).map(({ unitText, isDivisor }) => ({ ...unitOf(unitText, field), isDivisor }));
  const fitting = units.find(({ state }) => state === "unit");
  return fitting ?? units.find(({ state, isDivisor }) => state === "other-kind" && !isDivisor) ?? NO_UNIT;
}

/** Longer headings are sentences. */
export const LONGEST = 180;

/** `Platelets local (K/uL)` without what is a unit; a limit of normal is none. */
export function withoutUnit(heading: string, field: NumberField): string {
  if (heading.length > LONGEST) return heading;
  const [bracket = "", text = ""] = /\s*[([]([^()[\]]*)[)\]]\s*$/.exec(heading) ?? [];
  return bracket !== "" && unitOf(text, field).state !== "none" ? heading.slice(0, -bracket.length) : heading;
}

/** The unit that a heading's end is for a field. */
export function unitOf(text: string, field: NumberField): NamedUnit {
  // `ALT (x ULN)` is in multiples; a bare `ALT ULN` is the limit itself.
  if (isLimitItself(text) || isLimitWord(foldHeading(text))) return NO_UNIT;
  const read = readHeadingUnit(text, field);
  if (read.state === "unknown") return NO_UNIT;
  // Every number that has a unit may be given in multiples.
  const isMultiple = read.unit === ULN && field.kinds.length > 0;
  return { state: isMultiple ? "unit" : read.state, unit: read.unit };
}

/** What programs make of the slashes and powers of a unit in a heading: `creatinine_mg_dl`, `PLT_10_9_L`, `Creatinine..mg.dL.` */
const PLAIN_NAME = /^[a-zµ\d]+(?:[_.][a-zµ\d]+)+$/i;

function readHeadingUnit(text: string, { kinds }: NumberField): UnitReading {
  const read = readStatedUnit(text, kinds);
  if (read.state !== "unknown" || !PLAIN_NAME.test(text)) return read;
  const slashed = text.replace(/(?:^|[_.])per[_.]/i, "/");
  const powers = slashed.replace(/^(x?10)[_.](?=\d{1,2}[_./])/i, "$1^").replace(/(?<![a-z\d])1[_.](?=73)/i, "1,");
  return readUnit(powers.replace(/[_.]/g, "/"), kinds);
}

interface UnitSplit {
  /** Folded. */
  readonly base: string;
  readonly unitText: string;
  /** A hyphen at the end of the name was left out: it may belong to it. */
  readonly isHyphened: boolean;
  /** It stands after a slash: it is the unit only if it fits, for `Na/K` is a ratio. */
  readonly isDivisor: boolean;
}

/**
 * Whether a hyphen at the end of a name more likely means "negative": `ER- %`, `CD4- 10^9/L`, `NEUT- /uL`. Shares and cells can be that; blood counts
 * in powers of ten and concentrations hardly.
 */
function isSign(base: string, { kind, ucum }: Unit): boolean {
  return SHARES.includes(kind) || (kind === "number-concentration" && (ucum.startsWith("/") || /\d$/.test(base)));
}

const SHARES: readonly string[] = ["percent", "score"];

/** The ways to see a unit at the end of a heading: in brackets, or set off; the longest unit first. */
export function unitSplits(heading: string): readonly UnitSplit[] {
  const plain = foldWidth(heading).replace(WIDE_BRACKETS, (bracket) => ("【〔".includes(bracket) ? "[" : "]"));
  const text = withoutEnd(withoutEnd(plain).replace(NOTE_MARKS, ""));
  const begin = Math.max(0, text.length - MAX_UNIT);
  const end = text.slice(begin);
  const splits: UnitSplit[] = [];
  const add = (base: number, unitText: string, isDivisor = false): void => {
    const name = text
      .slice(0, begin + base)
      .trimEnd()
      .replace(JOINED, "")
      .trimEnd();
    const unit = unitText.trim().replace(PREPOSITION, "");
    if (unit === "") return;
    // `Cl- (mmol/L)` keeps its hyphen, `Creatinine- (mg/dL)` has none.
    const folded = foldHeading(name);
    if (folded !== "") splits.push({ base: folded, unitText: unit, isHyphened: false, isDivisor });
    const bare = CLOSE_HYPHEN.test(name) ? foldHeading(name.slice(0, -1)) : "";
    if (bare !== "") splits.push({ base: bare, unitText: unit, isHyphened: true, isDivisor });
  };
  const bracket = openingBracket(end);
  if (bracket !== undefined) add(bracket, end.slice(bracket + 1, -1));
  const places = [...end.matchAll(SEPARATOR)].slice(-MAX_SPLITS);
  for (const place of places) {
    const separator = place[0];
    // A slash is part of the unit (`WBC/mm3`), or divides by it (`体重/kg`).
    if (separator === "/") add(place.index, end.slice(place.index));
    add(place.index, end.slice(place.index + separator.length), separator === "/");
  }
  return splits;
}

const WIDE_BRACKETS = /[【】〔〕]/g;
const PUNCTUATION = " \t\n\r*:;,.";

/** Without punctuation at the end. A loop, because a pattern that ends in `+$` is quadratic. */
function withoutEnd(heading: string): string {
  const text = heading.trim();
  let end = text.length;
  while (end > 0 && PUNCTUATION.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end).trimEnd();
}

/** Where the bracket opens that closes at the end of the text. */
function openingBracket(text: string): number | undefined {
  const close = ")]}".indexOf(text.at(-1) ?? " ");
  if (close < 0) return undefined;
  const [open, shut] = [["(", "[", "{"][close], text.at(-1)];
  let depth = 0;
  for (let at = text.length - 1; at >= 0; at--) {
    if (text[at] === shut) depth += 1;
    else if (text[at] === open) {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return undefined;
}
