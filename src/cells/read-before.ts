/**
 * Keeps readings of the preflight for the second pass. A short list is read twice before the engine has compiled anything:
 * without this, it takes a twentieth longer. A column of more texts is read as though there were nothing here.
 */
import type { Operator } from "../values/number/operator.js";
import type { ColumnUnit } from "../values/spec.js";
import type { SlotSettings } from "./column-unit.js";
import type { SlotContext, TextReaders } from "./text-readers.js";

/** More different texts of a column are not kept. */
const MOST_KEPT = 512;

type Read<V> = (text: string, unit: ColumnUnit, operator: Operator, context: SlotContext) => V;

/** `texts` for the cells of one column with these settings. */
export function readBefore(texts: TextReaders, settings: SlotSettings): TextReaders {
  const { value, observations } = texts;
  return {
    ...texts,
    value: keeping(value, settings),
    ...(observations === undefined ? {} : { observations: keeping(observations, settings) }),
  };
}

/** A reading depends on the text alone where nothing stands beside it, and the settings and the as-of date are the same. */
function keeping<V>(read: Read<V>, { columnUnit, parseOptions }: SlotSettings): Read<V> {
  const known = new Map<string, { readonly value: V }>();
  let asOf: number | undefined;
  let isFull = false;
  return (text, unit, operator, context) => {
    const isAlone = operator === undefined && unit === columnUnit && context.parseOptions === parseOptions;
    if (isFull || !isAlone) return read(text, unit, operator, context);
    if (context.asOf !== asOf) known.clear();
    asOf = context.asOf;
    const found = known.get(text);
    if (found !== undefined) return found.value;
    const value = read(text, unit, operator, context);
    isFull = known.size === MOST_KEPT;
    if (isFull) known.clear();
    else known.set(text, { value });
    return value;
  };
}
