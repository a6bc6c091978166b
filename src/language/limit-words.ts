/** The right side of a leaf in words: the only place where it becomes text. */
import { memoOf } from "../values/memo.js";
import type { Limit, LimitOperator } from "./model.js";

const JOINED_BY_COMMA: ReadonlySet<LimitOperator> = new Set(["is", "in", "not-in"]);

/** `>= 80 10*9/L, at most 4 wk old`; `is true`; `not in positive, equivocal`; `known`. Numbers as the author wrote them. */
export const limitWords = memoOf(({ op, values, unit, maxAge }: Limit): string => {
  const value = values.length === 0 ? "" : ` ${values.join(JOINED_BY_COMMA.has(op) ? ", " : " and ")}`;
  const suffix = unit === undefined ? "" : ` ${unit}`;
  const age = maxAge === undefined ? "" : `, at most ${maxAge.value} ${maxAge.unit} old`;
  return `${op === "not-in" ? "not in" : op}${value}${suffix}${age}`;
});
