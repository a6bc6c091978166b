/** Texts that are a unit and nothing else: beside a number, or in its place. */
import { trimWhite } from "../text.js";
import { readStatedUnit, ULN, type UnitKind } from "./unit.js";

/** Whether a text beside a number may be its unit: a single character is a flag, mostly. */
export function mayBeUnit(text: string): boolean {
  return text.length >= 2 || text === "%";
}

/**
 * Whether a text says that a number is a share, which may stand for most quantities: `%` below `x10^9/L` is no remark. Of other kinds nobody
 * can tell whose unit they are: `/uL` below `G/L`.
 */
export function isShareUnit(text: string): boolean {
  return /^(?:%.{0,6}|m?mol\/mol)$/i.test(trimWhite(text));
}

/** Longer texts are no units. */
const LONGEST = 40;
const BRACKETS = /^(?:\((.*)\)|\[(.*)\]|（(.*)）|［(.*)］|(.*)[:：])$/u;

/** The UCUM code of a unit that a cell holds in the place of a number, as a row of units does; undefined if it holds anything else. */
export function unitAlone(text: string, kinds: readonly UnitKind[]): string | undefined {
  const whole = trimWhite(text);
  if (kinds.length === 0 || whole.length > LONGEST || !mayBeUnit(whole)) return undefined;
  const inner = trimWhite(
    BRACKETS.exec(whole)
      ?.slice(1)
      .find((one) => one !== undefined) ?? whole,
  );
  const read = readStatedUnit(inner, kinds);
  if (read.state === "unknown" || read.unit === ULN) return undefined;
  return read.state === "unit" || isShareUnit(inner) ? read.unit.ucum : undefined;
}
