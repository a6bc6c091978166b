/** Places in a criteria file, for checks that report more than the model keeps. */
import type { JsonNode } from "../../text/json.js";

/** The value of a key; undefined if there is none. */
export function member(node: JsonNode | undefined, key: string): JsonNode | undefined {
  return node?.kind === "object" ? node.entries.find((entry) => entry.key === key)?.value : undefined;
}

/** The criteria of a file, inclusion first. */
export function criterionNodes(root: JsonNode | undefined): readonly JsonNode[] {
  const lists = ["inclusion", "exclusion"].map((key) => member(root, key));
  return lists.flatMap((list) => (list?.kind === "array" ? list.items : []));
}
