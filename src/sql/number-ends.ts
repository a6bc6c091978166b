/** The numbers of a row: one, or the ends between which it lies. */
import { and, call, caseOf, column, compare, type Double, FALSE, isNull, not, or, TRUE, type Truth } from "./expression.js";
import { isReadable, nearest15, neighbour15 } from "./number-parts.js";
import type { SlotToRead } from "./slot.js";
import { FLAGS } from "./texts-query.js";

/** The cause where no number lies between the ends. */
export const REVERSED = "refused:reversed-ends";

/** One end of what a row says; both are the same for one number. */
interface GivenEnd {
  readonly given: Double;
  /** The decimals of at most 15 digits around it. */
  readonly below: Double;
  readonly above: Double;
  /** There is no such end. */
  readonly isNone: Truth;
  readonly isOpen: Truth;
  readonly isReadable: Truth;
}

interface GivenNumber {
  readonly from: GivenEnd;
  readonly to: GivenEnd;
  readonly isBlank: Truth;
  /** It is one number, and no interval. */
  readonly isOne: Truth;
  readonly isReversed: Truth;
}

/** Undefined if the table has no column of it. */
export function givenNumber(slot: SlotToRead): GivenNumber | undefined {
  const { columns, refusals, known } = slot;
  const { names } = columns;
  const [hasValue, hasLow, hasHigh, hasSign] = (["value", "low", "high", "sign"] as const).map(
    (role) => slot.typeOf(role) !== "absent",
  );
  if (hasLow !== hasHigh || (hasLow === true && (hasValue === true || hasSign === true)))
    refusals.add({
      code: "two-columns",
      message: `numbers must be in \`${names.value}\` and \`${names.sign}\`, or in both \`${names.low}\` and \`${names.high}\``,
      help: "for all rows, give either the number with its comparison sign, or both bounds (NULL where there is none)",
    });
  if (hasValue === true) {
    const end = numberEnd(slot, "value", "value", "near");
    const from = { ...end, isNone: FALSE, isOpen: FALSE };
    return { from, to: from, isBlank: isNull(end.given), isOne: TRUE, isReversed: FALSE };
  }
  if (hasLow !== true || hasHigh !== true) return undefined;
  for (const { flags, rows, line } of known.numbers.get(names.value) ?? [])
    if ((flags & FLAGS.reversed) !== 0)
      refusals.add({
        code: "reversed-ends",
        line,
        message: `no number lies between \`${names.low}\` and \`${names.high}\` in ${rows === 1 ? "a row" : `${rows} rows`}`,
        help: "check whether the bounds were swapped, or make both NULL there",
      });
  const [from, to] = [openEnd(slot, "low", "lowOpen"), openEnd(slot, "high", "highOpen")];
  const isEmpty = and(compare(from.given, "=", to.given), or(from.isOpen, to.isOpen));
  return {
    ...{ from, to, isBlank: and(from.isNone, to.isNone) },
    isOne: caseOf("boolean", [[compare(from.given, "=", to.given), TRUE]], FALSE),
    isReversed: or(compare(from.given, ">", to.given), isEmpty),
  };
}

type Own = Pick<GivenEnd, "given" | "below" | "above" | "isReadable">;

function numberEnd(
  { columns, statement, prefix, typeOf }: SlotToRead,
  role: "value" | "low" | "high",
  as: string,
  near: string,
): Own {
  const raw = column("double", columns.names[role] ?? "");
  const x = statement.add("source", `${prefix}_${as}`, typeOf(role) === "double" ? raw : call("double", "toDouble", raw));
  // Numbers of more than 15 digits lie between two decimals of 15.
  const next = statement.add("near", `${prefix}_${near}`, nearest15(x));
  const isLong = and(not(compare(next, "=", x)), isReadable(x));
  const side = (own: Double, other: Double): Double =>
    caseOf("double", [[isLong, caseOf("double", [[compare(next, "<", x), own]], other)]], next);
  return {
    given: x,
    below: side(next, neighbour15(x, next, "-")),
    above: side(neighbour15(x, next, "+"), next),
    isReadable: isReadable(x),
  };
}

/** An end that may be missing or left out; where nothing says whether it is, it is not. */
function openEnd(slot: SlotToRead, role: "low" | "high", openRole: "lowOpen" | "highOpen"): GivenEnd {
  const { columns, statement, prefix } = slot;
  const end = numberEnd(slot, role, `given_${role}`, `near_${role}`);
  const isNone = isNull(end.given);
  const own = column("boolean", columns.names[openRole] ?? "");
  const isLeftOut =
    slot.typeOf(openRole) === "absent"
      ? FALSE
      : statement.add("source", `${prefix}_${role}_left_out`, caseOf("boolean", [[own, TRUE]], FALSE));
  return { ...end, isNone, isOpen: or(isNone, isLeftOut), isReadable: or(isNone, end.isReadable) };
}
