/** The keys of records that a column map names. */
import type { ColumnMap } from "../language/model.js";
import { foldHeading } from "../values/heading.js";
import { columnKeys } from "./column-keys.js";
import type { Part } from "./heading.js";

/** A key that the column map names for a field. */
export interface MappedKey {
  readonly field: string;
  readonly part: Part;
  readonly key: string;
}

/** The keys that the column map names. */
export function mappedKeys(map: ColumnMap | undefined): readonly MappedKey[] {
  return [...(map?.columns ?? [])].flatMap(([field, entry]) =>
    columnKeys(entry).map(({ part, column }) => ({ field, part, key: column })),
  );
}

/** Whether a key is the one that the map names. */
export function isKey(path: string, key: string): boolean {
  return path === key || (foldHeading(key) !== "" && foldHeading(path) === foldHeading(key));
}

/** Keys that hold values, and no object with keys of its own that is no quantity: after `labs` no `labs.unit` is called. */
export function keysOfValues(keys: readonly string[]): readonly string[] {
  const objects = new Set(keys.flatMap((key) => [...key.matchAll(/\./g)].map(({ index }) => key.slice(0, index))));
  const known = new Set(keys);
  return keys.filter((key) => !objects.has(key) || known.has(`${key}.value`));
}
