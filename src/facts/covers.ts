/** Whether facts may have been counted from a list that a part belongs to. */
import { columnKey, mergePlaced, type PlacedFacts, TOO_MANY_SITES } from "./column-facts.js";
import { columnJson } from "./facts-json.js";
import { columnsOf, type ListFacts } from "./list-facts.js";

/** What was found in a part. In the place of sites stand their digests. */
export interface PartFacts {
  readonly records: number;
  readonly keys: Iterable<string>;
  readonly columns: readonly PlacedFacts[];
}

/** What a part has that was not counted; undefined: nothing. */
export function uncovered(all: ListFacts, part: PartFacts): "records" | "key" | "column" | undefined {
  if (part.records > all.records) return "records";
  for (const key of part.keys) if (!all.keys.has(key)) return "key";
  const known = new Map(columnsOf(all).map((one) => [columnKey(one.slot, one.column, one.site), one.facts]));
  const placed = part.columns.map((one) =>
    known.has(columnKey(one.slot, one.column, TOO_MANY_SITES)) ? { ...one, site: TOO_MANY_SITES } : one,
  );
  for (const one of mergePlaced(placed)) {
    const facts = known.get(columnKey(one.slot, one.column, one.site));
    if (!holds(facts === undefined ? undefined : columnJson({ ...one, facts }), columnJson(one))) return "column";
  }
  return undefined;
}

/** Whether a sum may include these facts: no count is greater, no flag is set that the sum has not, no span is wider. */
function holds(sum: unknown, part: unknown, name = ""): boolean {
  if (typeof part === "number") return typeof sum === "number" && (name === "low" ? part >= sum : part <= sum);
  if (typeof part === "boolean") return !part || sum === true;
  // An empty span lies in every other; texts name the column, which is the same.
  if (part === null || typeof part === "string") return part === null || sum === part;
  if (typeof part !== "object" || typeof sum !== "object" || sum === null) return false;
  const known = new Map<string, unknown>(Object.entries(sum));
  return Object.entries(part).every(([key, value]) => holds(known.get(key), value, key));
}
