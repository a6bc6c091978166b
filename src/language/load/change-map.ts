/** A column map with some of its keys changed. All else stays as it is written, in its order, with the digits of its numbers. */
import type { JsonNode } from "../../text/json.js";
import { formatFile } from "../format.js";
import { entriesOf, objectText, textOf } from "./complete-map.js";
import { parseSource, type Source } from "./source.js";

/** What a key may hold. */
export type MapValue = string | number | boolean | readonly string[];

/** One change: the new value under a path of keys; or, for a list, what is added to it. */
export interface MapChange {
  readonly path: readonly string[];
  readonly value: MapValue;
  readonly isAdded?: boolean;
}

/** @returns the text of the map after the changes, laid out */
export function changeColumnMap({ file, text }: Source, changes: readonly MapChange[]): string {
  const node = parseSource({ file, text });
  const changed = changes.reduce(
    (now, change) => changedText(parseSource({ file, text: now }), change.path, change),
    node === undefined ? "{}" : textOf(node),
  );
  return formatFile({ file, text: changed }).text ?? `${changed}\n`;
}

function changedText(node: JsonNode | undefined, [key, ...rest]: readonly string[], change: MapChange): string {
  if (key === undefined) return valueText(node, change);
  const entries = entriesOf(node);
  const own = entries.find((one) => one.key === key);
  const kept = entries.map((one) => [one.key, one === own ? changedText(one.value, rest, change) : textOf(one.value)] as const);
  return objectText(own === undefined ? [...kept, [key, changedText(undefined, rest, change)]] : kept);
}

function valueText(node: JsonNode | undefined, { value, isAdded }: MapChange): string {
  const added = JSON.stringify(value);
  if (isAdded !== true) return added;
  const known = node?.kind === "array" ? node.items.map(textOf) : [];
  return `[${(known.includes(added) ? known : [...known, added]).join(",")}]`;
}
