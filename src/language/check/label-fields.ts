/** Finds the fields that a label is about. */
import { type Condition, type Field, leavesOf } from "../model.js";

const WORD = /\p{L}[\p{L}\p{M}\d]*/gu;
/** A letter of a script that sets its words apart: in `或KPS` the name is a whole word. */
const LETTER_BEFORE = /(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])\p{L}$/u;
const LETTER_BEHIND = /^(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])\p{L}/u;
const HAN = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}/u;

/** What a field is called, in small letters. */
export function namesOf({ name, label, aliases }: Field): readonly string[] {
  return [name.replaceAll("_", " "), label, ...aliases].map((one) => one.toLowerCase());
}

/** Where a name ends in a text, as whole words; -1 if it is not there. */
function endOf(name: string, text: string): number {
  for (let at = text.lastIndexOf(name); at >= 0; at = at === 0 ? -1 : text.lastIndexOf(name, at - 1)) {
    const end = at + name.length;
    if (HAN.test(name) || !(LETTER_BEFORE.test(text.slice(0, at)) || LETTER_BEHIND.test(text.slice(end)))) return end;
  }
  return -1;
}

/** Whether a text has a name of the field, as whole words. */
export function isNamed(text: string, field: Field): boolean {
  return namesOf(field).some((name) => endOf(name, text.toLowerCase()) >= 0);
}

const DENIAL =
  /^\s*(?:(?:no|not|without|absence of|free (?:of|from)|never|kein(?:e|en|er)?|ohne|pas de|absence de|sans|sin)(?!\p{L})|无|没有)\s*(?:(?:a|an|any|prior|previous|known|current|active|evidence of|history of|signs? of|bekannte[nr]?|已知)\s+)*/u;

/** `no brain metastasis`, where a label begins with that, and `brain metastasis` is a name of the field. */
export function deniedName(label: string, field: Field): string | undefined {
  const text = label.toLowerCase();
  const denial = DENIAL.exec(text)?.[0];
  if (denial === undefined) return undefined;
  const rest = text.slice(denial.length);
  const name = namesOf(field).find((one) => rest.startsWith(one) && !LETTER_BEHIND.test(rest.slice(one.length)));
  return name === undefined ? undefined : (denial + name).trim();
}

/** Words of names that say when, not what. */
const WHEN = new Set("last first latest recent previous prior date dates time start end of the day days since".split(" "));

/** Whether a text has a word of the field's names. */
export function sharesWord(text: string, field: Field): boolean {
  const words = (one: string): readonly string[] => one.toLowerCase().match(WORD) ?? [];
  const said = new Set(words(text));
  return namesOf(field).some((name) =>
    HAN.test(name) ? text.includes(name) : words(name).some((word) => word.length > 2 && !WHEN.has(word) && said.has(word)),
  );
}

/** The field that is named right before a number, with no other number, comma or semicolon between; undefined if none of these is. */
export function fieldInFront(front: string, fields: readonly Field[]): Field | undefined {
  const clause = (/[^,;\d]*$/.exec(front)?.[0] ?? "").toLowerCase();
  const named = fields.flatMap((field) =>
    namesOf(field).map((name) => ({ field, end: endOf(name, clause), length: name.length })),
  );
  const [last] = named.filter(({ end }) => end >= 0).sort((a, b) => b.end - a.end || b.length - a.length);
  return last?.field;
}

/** Whether a text ends in a clause that has a name of the field, or a word that no other field has, too: `clearance` is not creatinine's. */
export function speaksOf(front: string, field: Field, others: readonly Field[]): boolean {
  if (fieldInFront(front, [field]) !== undefined) return true;
  const words = (text: string): readonly string[] => text.toLowerCase().match(WORD) ?? [];
  const shared = new Set(others.flatMap((other) => (other === field ? [] : namesOf(other).flatMap(words))));
  const said = new Set(words(/[^,;\d]*$/.exec(front)?.[0] ?? ""));
  return namesOf(field)
    .flatMap(words)
    .some((word) => word.length > 2 && !shared.has(word) && said.has(word));
}

/**
 * Whether a label leaves out a field because it says the other side of an `any`: `ECOG 0-1` of `any: [ecog <= 1, kps >= 80]`.
 *
 * For labels that have no further comparison: that may be of the field, by whatever name.
 *
 * @param said the fields whose limits the label has
 */
export function isLeftOut(label: string, condition: Condition, field: Field, said: readonly Field[]): boolean {
  switch (condition.kind) {
    case "all":
      return condition.of.some((part) => isLeftOut(label, part, field, said));
    case "not":
      return isLeftOut(label, condition.of, field, said);
    case "any":
    case "atLeast": {
      if (condition.of.some((part) => isLeftOut(label, part, field, said))) return true;
      if (condition.kind === "atLeast" && condition.count === condition.of.length) return false;
      const own = condition.of.map((part) => leavesOf(part).map((leaf) => leaf.field));
      const isOpen = own.some((fields) => fields.includes(field));
      const agreed = own
        .filter((fields) => !fields.includes(field))
        .flat()
        .filter((other) => said.includes(other));
      return isOpen && agreed.some((other) => namesOf(other).some((name) => endOf(name, label.toLowerCase()) >= 0));
    }
    default:
      return false;
  }
}
