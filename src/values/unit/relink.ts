/** Units that came from another thread are copies; they are compared by identity. */
import { ucumUnit } from "./code.js";

/** Replaces all copies of units in some data with this thread's own units. The data is changed in place. */
export function relinkUnits(data: unknown): void {
  const seen = new Set<unknown>();
  const own = (value: unknown): unknown => {
    if (typeof value !== "object" || value === null) return value;
    const ucum: unknown = "kind" in value && "factor" in value ? Reflect.get(value, "ucum") : undefined;
    if (typeof ucum === "string") return ucumUnit(ucum) ?? value;
    if (seen.has(value)) return value;
    seen.add(value);
    if (value instanceof Map) for (const [key, item] of value) value.set(key, own(item));
    else if (!(value instanceof Set)) for (const key of Object.keys(value)) Reflect.set(value, key, own(Reflect.get(value, key)));
    return value;
  };
  own(data);
}
