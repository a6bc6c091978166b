/** What a heading or key says: which field it belongs to, as what, and in which unit. */
import { type NamedUnit, NO_UNIT } from "../cells/column-unit.js";
import type { Field, NumberField } from "../language/model.js";
import { foldHeading, withoutQuestion } from "../values/heading.js";
import { memoOf, once } from "../values/memo.js";
import { isLimitItself, readStatedUnit, readUnit, ULN, type Unit, type UnitReading } from "../values/unit/unit.js";
import { isAnswerKey, isAnswersAlone } from "./answer-key.js";
import { type Companion, type CompanionForm, companionForms, isLimitWord, isUnitWord } from "./companion-words.js";
import { type UnitSplit, unitSplits } from "./unit-splits.js";

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
  /** The heading without a question mark at its end: `Diabetes?`. */
  readonly asked?: HeadingForms;
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
  const question = withoutQuestion(heading);
  const asked = question === heading ? {} : { asked: headingForms(question) };
  return { written: heading, folded, ...bare, ...asked, splits, companions };
}

const MAX_POINTERS = 12;
/** After a name; a superscript after a single letter is a power. */
const POINTERS = /\s?(?:[*†‡§¶:]|(?<=\p{L}\p{L})[¹²³⁴⁵⁶⁷⁸⁹])+\s*$/u;

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
    rolesOf({ written, folded, bare = folded, asked, splits, companions }) {
      const { whole, stems, coded } = names();
      // After the name of a number a question mark is a doubt.
      const ofQuestion = asked === undefined ? [] : this.rolesOf(asked);
      const roles = ofQuestion.filter(({ field, part }) => field.type === "boolean" && part === "value");
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

/**
 * Whether a hyphen at the end of a name more likely means "negative": `ER- %`, `CD4- 10^9/L`, `NEUT- /uL`. Shares and cells can be that; blood counts
 * in powers of ten and concentrations hardly.
 */
function isSign(base: string, { kind, ucum }: Unit): boolean {
  return SHARES.includes(kind) || (kind === "number-concentration" && (ucum.startsWith("/") || /\d$/.test(base)));
}

const SHARES: readonly string[] = ["percent", "score"];
