/** Numbers of one column in one unit, to compare them with one another. */
import type { NumberField } from "../language/model.js";
import { fromDouble } from "../values/ratio.js";
import type { Quantity } from "../values/reading.js";
import { limitIn, sameMeasure, ULN } from "../values/unit/unit.js";

/** A number in the unit of its field; undefined for multiples of normal, and across kinds. */
export function inFieldUnit({ low, unit }: Pick<Quantity, "low" | "unit">, field: NumberField): number | undefined {
  if (sameMeasure(unit, field.unit)) return low;
  return unit === undefined || unit === ULN ? undefined : limitIn(fromDouble(low), unit, field.unit, field)?.lower;
}
