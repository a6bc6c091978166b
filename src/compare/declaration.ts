/** Whether two declarations of a field let the same cells mean the same. Labels, headings and codes of laboratories only find columns. */
import type { Field } from "../language/model.js";

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
