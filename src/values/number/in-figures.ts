/** Rewrites number words in a cell as figures; tried if a cell cannot be read as it is. */
import type { ColumnUnit, Named, NumberSpec } from "../spec.js";
import { readStatedUnit, sameMeasure } from "../unit/unit.js";
import { countInFigures } from "./count-words.js";
import { scaleInFigures } from "./scale-words.js";
import { rangeInFigures, spanInFigures } from "./span-words.js";

/** Longer cells are prose. */
const LONGEST_IN_WORDS = 60;

/** What is written in words, with figures. */
export function inFigures(cell: string, spec: NumberSpec & Named, column: ColumnUnit): string | undefined {
  if (cell.length > LONGEST_IN_WORDS) return undefined;
  const range = spec.ranges ? rangeInFigures(cell) : undefined;
  if (spec.kinds.includes("calendar-time")) return spanInFigures(range ?? cell) ?? range;
  if (range !== undefined) return range;
  return scaleInFigures(cell, spec) ?? countInFigures(cell, spec) ?? withVolume(cell, column);
}

/** `15万` under a heading of `/μL` or `万/μL`: thousands are counted in microlitres. */
function withVolume(cell: string, column: ColumnUnit): string | undefined {
  const multiplier = MULTIPLIER_BEHIND.exec(cell)?.[1];
  if (multiplier === undefined || column.state !== "unit" || column.unit === undefined || column.from === "field")
    return undefined;
  const unit = `${multiplier.replace(/\.$/, "")}/uL`;
  const named = readStatedUnit(unit, [column.unit.kind]);
  const fits = named.state === "unit" && (column.unit.ucum === "/uL" || sameMeasure(named.unit, column.unit));
  return fits ? `${cell.slice(0, -multiplier.length).trimEnd()} ${unit}` : undefined;
}

const MULTIPLIER_BEHIND = /^[<>≤≥=]*\s*[\d.,]+\s*(万|萬|千|tsd\.?|tausend|mila|тыс\.?|k)$/iu;
