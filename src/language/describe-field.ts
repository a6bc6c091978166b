/** Fields in plain words: what they hold, and what is assumed or not believed about them. */
import { quantityWords, unitName } from "../values/number/quantity-words.js";
import type { Undecided } from "../values/reading.js";
import { quoted, yesNo } from "./describe.js";
import { assertNever, type BooleanField, type Criterion, type Field, leavesOf, type NumberField } from "./model.js";

/** Fields of one trial by name, as {@link import("./model.js").Trial} has them. */
export type Fields = ReadonlyMap<string, Field>;

/** What a criterion assumes if a record has no value, and so could be wrong about. */
export function describeAssumptions({ condition }: Criterion, fields: Fields): readonly string[] {
  const used = new Set(leavesOf(condition).map(({ field }) => field));
  return [...used].flatMap((field) => {
    if (field.type === "number") return field.since === undefined ? [] : [sinceWords(field, field.since, fields)];
    const blank = blankWords(field);
    return blank === undefined ? [] : [blank];
  });
}

function sinceWords(field: NumberField, since: string, fields: Fields): string {
  const from = fields.get(since);
  const units = field.unit === undefined ? "units" : unitName(field.unit);
  const date = from === undefined ? since : quoted(from);
  return `where ${quoted(field)} has no value of its own, it is the whole ${units} from ${date} to the as-of date`;
}

function blankWords(field: Field): string | undefined {
  if (field.type !== "boolean" && field.type !== "code") return undefined;
  const { whenBlank } = field;
  if (whenBlank === undefined) return undefined;
  return `an empty cell of ${quoted(field)} counts as ${typeof whenBlank === "boolean" ? yesNo(whenBlank) : whenBlank}`;
}

/** What a field holds, and what is assumed or not believed about it: one line each. */
export function describeField(field: Field, fields: Fields): readonly string[] {
  const blank = blankWords(field);
  const assumed = blank === undefined ? [] : [`assumed: ${blank}`];
  switch (field.type) {
    case "number":
      return numberField(field, fields);
    case "boolean":
      return ["yes or no", ...spelledWords(field), ...assumed];
    case "code":
      return [`one of: ${field.codes.join(", ")}`, ...[...field.undecided.values()].map(undecidedWords), ...assumed];
    case "date": {
      const { low, high } = field.plausible;
      return [
        "a date",
        `treated as unknown: a date that is not ${quantityWords([low, high], undefined)} years before the as-of date`,
      ];
    }
    default:
      return assertNever(field);
  }
}

/** What a cell may say instead of yes or no: texts as they are compared. */
function spelledWords({ spellings }: BooleanField): readonly string[] {
  return [true, false].flatMap((meaning) => {
    const texts = [...spellings].flatMap(([text, value]) => (value === meaning ? [text] : []));
    return texts.length === 0 ? [] : [`${yesNo(meaning)}: also ${texts.join(", ")}`];
  });
}

function undecidedWords({ name, means, note }: Undecided): string {
  const settled = note === undefined ? "" : ` (${note})`;
  return `treated as unknown because not final: ${name}, which may become ${means.join(" or ")}${settled}`;
}

function numberField(field: NumberField, fields: Fields): readonly string[] {
  const { unit, assumeUnit, integer, ranges, plausible, molarMass, valence, fraction } = field;
  const words = unit === undefined ? "" : unitName(unit);
  const sign = words === "" ? "" : ` in ${words}${unit === undefined || unit.ucum === words ? "" : ` (UCUM ${unit.ucum})`}`;
  return [
    `a ${integer ? "whole number" : "number"}${sign}${ranges ? "; a cell may be a range" : ""}`,
    ...(words === "" ? [] : [bareWords(words, assumeUnit)]),
    ...(molarMass === undefined ? [] : [`mass and substance convert with ${quantityWords([molarMass], undefined)} g/mol`]),
    ...(valence === undefined ? [] : [`equivalents convert with a valence of ${quantityWords([valence], undefined)}`]),
    ...(fraction === true ? ["a fraction in L/L converts to %"] : []),
    ...(field.counted === undefined || field.counted.size === 0 ? [] : ["it may be followed by a noun for what is counted"]),
    ...(field.since === undefined ? [] : [`assumed: ${sinceWords(field, field.since, fields)}`]),
    `treated as unknown: anything outside ${quantityWords([plausible.low, plausible.high], unit)}`,
    ...(field.partOf === undefined
      ? []
      : [`treated as unknown: more than ${wholeWords(field.partOf, fields)}, which it cannot exceed`]),
  ];
}

function wholeWords(name: string, fields: Fields): string {
  const whole = fields.get(name);
  return whole === undefined ? name : quoted(whole);
}

function bareWords(unit: string, assumeUnit: boolean): string {
  if (!assumeUnit) return "treated as unknown: a number without a unit, because two units are equally common";
  return `assumed: a number without a unit is in ${unit}`;
}
