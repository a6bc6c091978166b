/** Whether cells mean the same by two declarations of a field. Labels, headings and laboratory codes only find columns. */
import { type Field, leavesOf, type Trial } from "../language/model.js";

/** These are compared separately. */
const MEANS_NOTHING: ReadonlySet<string> = new Set(["at", "label", "aliases", "loinc"]);

/** Everything in a declaration that decides what a cell means, as text. */
function declarationKey(field: Field): string {
  const parts = Object.entries(field).filter(([key, value]) => !MEANS_NOTHING.has(key) && value !== undefined);
  return JSON.stringify(Object.fromEntries(parts.sort(([a], [b]) => (a < b ? -1 : 1))), plainly);
}

/** Maps, sets and long integers, which JSON has not. */
function plainly(_: string, value: unknown): unknown {
  if (typeof value === "bigint") return `${value}n`;
  if (value instanceof Map) return [...value].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
  return value instanceof Set ? [...value].sort() : value;
}

/** Whether the two say the same. */
export function isSameDeclaration(one: Field, other: Field): boolean {
  return one === other || declarationKey(one) === declarationKey(other);
}

/**
 * Whether both trials hold these fields against the same wholes and parts. A value that is larger than its whole makes both unreadable, so what
 * a field comes to may depend on a field of which a criterion does not speak.
 */
export function arePartsAlike(before: Trial, after: Trial, names: ReadonlySet<string>): boolean {
  const [old, current] = [partnersOf(before, names), partnersOf(after, names)];
  if (JSON.stringify([...old.pairs].sort()) !== JSON.stringify([...current.pairs].sort())) return false;
  return [...old.fields].every(([name, field]) => {
    const other = current.fields.get(name);
    return other === undefined || isSameDeclaration(field, other);
  });
}

/** The pairs of part and whole of which one is among these names; and the fields of them that are read: a whole is where criteria speak of its part. */
function partnersOf(
  { criteria, fields }: Trial,
  names: ReadonlySet<string>,
): { readonly pairs: ReadonlySet<string>; readonly fields: ReadonlyMap<string, Field> } {
  const pairs = [...fields.values()].flatMap(({ name, ...field }) =>
    "partOf" in field && field.partOf !== undefined && (names.has(name) || names.has(field.partOf)) ? [[name, field.partOf]] : [],
  );
  const touched = new Set(pairs.flat());
  const used = criteria.flatMap(({ condition }) => leavesOf(condition).map(({ field }) => field));
  const wholes = used.flatMap((field) => ("partOf" in field && field.partOf !== undefined ? [fields.get(field.partOf)] : []));
  const read = [...used, ...wholes].filter((field) => field !== undefined);
  return {
    pairs: new Set(pairs.map((pair) => pair.join(" "))),
    fields: new Map(read.flatMap((field) => (touched.has(field.name) && !names.has(field.name) ? [[field.name, field]] : []))),
  };
}
