/** What a heading or key says: which field it belongs to, as what, and in which unit. */
import type { Field, NumberField } from "../language/model.js";
import { foldHeading } from "../values/heading.js";
import { foldWidth } from "../values/text.js";
import { isLimitItself, readUnit, ULN, type Unit } from "../values/unit.js";

/** What a column holds of a field. */
export type Part = "value" | "unit" | "date" | "uln";

/** One thing that a heading may be. */
export interface Role {
  readonly field: Field;
  readonly part: Part;
  /** The unit that stands in the heading of a value; never of another kind. */
  readonly unit: HeadingUnit;
}

/** What a heading says of the unit: nothing, one of the field's kinds, or one that the field cannot be in. */
export type HeadingUnit = { readonly state: "none" } | { readonly state: "unit" | "other-kind"; readonly unit: Unit };

/** The heading names no unit. */
export const NO_UNIT: HeadingUnit = { state: "none" };

/** Knows the headings of one dictionary's fields. */
export interface HeadingIndex {
  /** Every field that the heading belongs to; several for a heading that needs a column map. */
  rolesOf(heading: HeadingForms): readonly Role[];
}

/** A heading in every form in which it is looked up. */
export interface HeadingForms {
  readonly folded: string;
  readonly splits: readonly UnitSplit[];
  /** `ALT/ULN`: a multiple of the limit, hence not the limit. */
  readonly isRatio: boolean;
}

/** Makes the forms of a heading, once for all that it is looked up in. */
export function headingForms(heading: string): HeadingForms {
  return { folded: foldHeading(heading), splits: unitSplits(heading), isRatio: RATIO.test(heading.trim().slice(-MAX_UNIT)) };
}

const COMPANIONS = ["unit", "date", "uln"] as const;
const DATE_ONLY = ["date"] as const;

/**
 * What may stand between a name and a unit that has no brackets. A dash takes the spaces around it along, and a hyphen is one only between
 * two of them or between two letters: `HER2- %` is of `HER2-`.
 */
const SEPARATOR = /\s+[-\u2212|]\s+|\s*[\u2010-\u2015]\s*|\s+(?:in|en|em)\s+|(?<=[\p{L}\d])-(?=[\p{L}\d/%])|[\s_,;:/]/giu;

/** `Creatinine - [mg/dL]`, `Creatinine: (mg/dL)`, `Kreatinin in (mg/dl)` */
const JOINED = /(?:\s[-\u2212|]|[\u2010-\u2015,;:]|\s(?:in|en|em))$/i;

/** `Kreatinin (in mg/dl)` */
const PREPOSITION = /^(?:in|en|em)\s+/i;

/** A heading's unit is no longer than this; what stands before is not searched, however long it is. */
const MAX_UNIT = 80;

const RATIO = /[/\\\u2044\u2215\uff0f][\s._()[\]{}-]*uln[\s._()[\]{}-]*$/i;

/** Units of more words than this stand in no heading. */
const MAX_SPLITS = 10;

/** All names of a field: its name, its label and its aliases. */
export function namesOf(field: Field): readonly string[] {
  return [field.name, field.label, ...field.aliases];
}

/**
 * Folded headings -> fields.
 *
 * @param parts `values`: companions (`platelets_unit`) are not asked for
 */
export function headingIndex(fields: Iterable<Field>, parts: "all" | "values" = "all"): HeadingIndex {
  const whole = new Map<string, { readonly field: Field; readonly part: Part }[]>();
  const add = (folded: string, field: Field, part: Part): void => {
    const known = whole.get(folded);
    if (folded === "" || known?.some((role) => role.field === field && role.part === part)) return;
    if (known === undefined) whole.set(folded, [{ field, part }]);
    else known.push({ field, part });
  };
  for (const field of fields) {
    for (const name of namesOf(field)) {
      const folded = foldHeading(name);
      add(folded, field, "value");
      // `platelets_unit`: a dash at the end of the name is then none at the end.
      const stem = folded.endsWith("-") ? folded.slice(0, -1) : folded;
      if (field.type === "date") add(`${stem}date`, field, "value");
      else if (parts === "all")
        for (const part of field.type === "number" ? COMPANIONS : DATE_ONLY) add(stem + part, field, part);
    }
  }
  return {
    rolesOf({ folded, splits, isRatio }) {
      const roles: Role[] = [];
      const put = (role: Role): void => {
        const known = roles.findIndex((one) => one.field === role.field && one.part === role.part);
        if (known < 0) roles.push(role);
      };
      // A unit is taken off first, the shortest rest last: `size_cm` is `size` in cm, and still itself.
      for (const { base, unitText } of splits) {
        for (const { field, part } of whole.get(base) ?? []) {
          if (field.type !== "number" || part !== "value") continue;
          const unit = unitOf(unitText, field);
          if (unit.state === "unit") put({ field, part, unit });
        }
      }
      for (const { field, part } of whole.get(folded) ?? []) {
        if (part === "uln" && isRatio) continue;
        const trailing = field.type === "number" && part === "value" ? splits.map(({ unitText }) => unitOf(unitText, field)) : [];
        put({ field, part, unit: trailing.find(({ state }) => state === "unit") ?? NO_UNIT });
      }
      return roles;
    },
  };
}

/** The unit at the end of a heading whose name is not the field's: of a column that a column map names. */
export function trailingUnit(heading: string, field: Field): HeadingUnit {
  if (field.type !== "number") return NO_UNIT;
  const units = unitSplits(heading).map(({ unitText }) => unitOf(unitText, field));
  return units.find(({ state }) => state === "unit") ?? units.find(({ state }) => state === "other-kind") ?? NO_UNIT;
}

/** Why a heading that begins with a field's name is not its column; undefined where none of these fields is meant. */
export function headingMisfit(heading: string, fields: readonly Field[]): string | undefined {
  const { splits, isRatio } = headingForms(heading);
  for (const { base, unitText } of splits) {
    const field = fields.find((one) => one.type === "number" && namesOf(one).some((name) => foldHeading(name) === base));
    if (field?.type !== "number" || isRatio || COMPANION_WORDS.has(foldHeading(unitText))) continue;
    const unit = unitOf(unitText, field);
    const isBracket = /[)\]}】〕]\s*$/.test(foldWidth(heading));
    if (unit.state === "other-kind")
      return `it begins like \`${field.name}\`, but names ${unit.unit.ucum}, and ${misfit(field)}; find the column in a unit that fits, or convert it`;
    if (unit.state === "none" && isBracket)
      return `it begins like \`${field.name}\`, but \`${unitText}\` is no unit that is known; find the column of the plain values`;
  }
  return undefined;
}

const COMPANION_WORDS: ReadonlySet<string> = new Set(["unit", "units", "date", "uln", "lln"]);

/** Why a unit of another kind does not fit, in words. */
export function misfit({ unit }: NumberField): string {
  return unit === undefined ? "the field has no unit" : `that is no unit of the same kind as ${unit.ucum}`;
}

/** The unit that a heading's end is for a field. */
function unitOf(text: string, field: NumberField): HeadingUnit {
  // `ALT (x ULN)` is in multiples; a bare `ALT ULN` is the limit itself.
  if (isLimitItself(text)) return NO_UNIT;
  const read = readUnit(text, field.kinds);
  if (read.state === "unknown") return NO_UNIT;
  // Every number that has a unit may be told in multiples.
  const isMultiple = read.unit === ULN && field.kinds.length > 0;
  return { state: isMultiple ? "unit" : read.state, unit: read.unit };
}

interface UnitSplit {
  /** Folded. */
  readonly base: string;
  readonly unitText: string;
}

/** The ways to see a unit at the end of a heading: in brackets, or set off; the longest unit first. */
function unitSplits(heading: string): readonly UnitSplit[] {
  const text = withoutEnd(foldWidth(heading).replace(WIDE_BRACKETS, (bracket) => ("【〔".includes(bracket) ? "[" : "]")));
  const begin = Math.max(0, text.length - MAX_UNIT);
  const end = text.slice(begin);
  const splits: UnitSplit[] = [];
  const add = (base: number, unitText: string): void => {
    const folded = foldHeading(
      text
        .slice(0, begin + base)
        .trimEnd()
        .replace(JOINED, ""),
    );
    const unit = unitText.trim().replace(PREPOSITION, "");
    if (folded !== "" && unit !== "") splits.push({ base: folded, unitText: unit });
  };
  const bracket = openingBracket(end);
  if (bracket !== undefined) add(bracket, end.slice(bracket + 1, -1));
  const places = [...end.matchAll(SEPARATOR)].slice(-MAX_SPLITS);
  for (const place of places) {
    const separator = place[0];
    // A slash is part of the unit: `WBC/mm3`.
    add(place.index, end.slice(separator === "/" ? place.index : place.index + separator.length));
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
