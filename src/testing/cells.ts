/** Candidates as test files write them: keys and JSON texts, numbers with the digits they were written with. */
import type { Values } from "../language/load/load.js";
import type { JsonNode } from "../text/json.js";

/** Key -> JSON text. `null` takes a key away. */
export type Cells = ReadonlyMap<string, string>;

/** No change at all. */
export const NO_CELLS: Cells = new Map();

/** A node as JSON on one line, with a space behind colons and commas. */
function nodeText(node: JsonNode): string {
  switch (node.kind) {
    case "object": {
      const entries = node.entries.map(({ key, value }) => `${JSON.stringify(key)}: ${nodeText(value)}`);
      return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
    }
    case "array":
      return `[${node.items.map(nodeText).join(", ")}]`;
    case "number":
      return node.text;
    case "string":
      return JSON.stringify(node.value);
    case "boolean":
      return String(node.value);
    case "null":
      return "null";
  }
}

/** A candidate of a test file. */
export function cellsOf(values: Values): Cells {
  return new Map([...values].map(([key, node]) => [key, nodeText(node)]));
}

/** `base` with changes, each over those before it. */
export function merge(...all: readonly Cells[]): Cells {
  const merged = new Map<string, string>();
  for (const cells of all) for (const [key, text] of cells) merged.set(key, text);
  return merged;
}

/** The object as a candidate record; what is `null` is absent. */
export function recordText(cells: Cells): string {
  return objectText(new Map([...cells].filter(([, text]) => text !== "null")));
}

/** The object as a test file has it. */
export function objectText(cells: Cells): string {
  const entries = [...cells].map(([key, text]) => `${JSON.stringify(key)}: ${text}`);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}
