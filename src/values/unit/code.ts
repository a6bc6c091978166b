/** Canonical UCUM codes, parsed on demand from the table's atoms, each into one object that lives as long as the program. */
import { memo } from "../memo.js";
import { over, parseDecimal, type Ratio, ratio, times } from "../ratio.js";
import { ATOMS, KIND_OF, KIND_OF_ANNOTATED, PREFIXES, type Sort, type UnitKind } from "./table.js";

/** A unit of measurement. */
export interface Unit {
  /** Canonical UCUM code, as printed: `10*9/L`. One object a code: units may be compared by identity. */
  readonly ucum: string;
  readonly kind: UnitKind;
  /** How many of the kind's base unit it is; exact. */
  readonly factor: Ratio;
}

/** An atom with its prefix: one part of a code. */
interface Part {
  readonly sort: Sort;
  readonly factor: Ratio;
}

/** The longest canonical code has about 20 characters; anything much longer is refused at once. */
const MAX_CODE = 40;

const kinds = new Map<string, UnitKind>(Object.entries(KIND_OF));
const annotatedKinds = new Map<string, UnitKind>(Object.entries(KIND_OF_ANNOTATED));

/** `[ULN]`: multiples of the laboratory's upper limit of normal; a kind of its own. */
export const ULN: Unit = { ucum: "[ULN]", kind: "uln-multiple", factor: ratio(1n) };
/** `[LLN]`: multiples of the lower limit of normal. Criteria may use it; cells are never read in it. */
export const LLN: Unit = { ucum: "[LLN]", kind: "lln-multiple", factor: ratio(1n) };

/** Whether a unit is a multiple of a limit of normal, so that a limit in it differs between candidates. */
export function isMultiple(unit: Unit | undefined): boolean {
  return unit === ULN || unit === LLN;
}

/** Cached parts, and units: several times as many as all tables together use. */
const MOST_KEPT = 4000;

function powerOfTen(exponent: number): Ratio {
  return exponent >= 0 ? ratio(10n ** BigInt(exponent)) : ratio(1n, 10n ** BigInt(-exponent));
}

/** The table's factors are decimals or quotients of two; another text is a mistake in the table. */
function exact(text: string): Ratio {
  const [num = "", den = "1"] = text.split("/");
  const [above, below] = [parseDecimal(num), parseDecimal(den)];
  if (above === undefined || below === undefined) throw new Error(`no factor: ${text}`);
  return over(above.value, below.value);
}

function prefixed(prefix: string, name: string): Part | undefined {
  const atom = ATOMS.get(name);
  const exponent = PREFIXES.get(prefix);
  if (atom === undefined || exponent === undefined || !atom.prefixes.includes(prefix)) return undefined;
  return { sort: atom.sort, factor: times(exact(atom.factor), powerOfTen(exponent * (atom.power ?? 1))) };
}

function parsePart(text: string): Part | undefined {
  if (text === "") return { sort: "count", factor: ratio(1n) };
  const count = /^10\*([2-9]|1[0-2])$/.exec(text);
  if (count !== null) return { sort: "count", factor: powerOfTen(Number(count[1])) };
  // The whole name first: `min` is no milli-inch, `mo` no milli-anything.
  return prefixed("1", text) ?? (text.startsWith("1") ? undefined : prefixed(text.slice(0, 1), text.slice(1)));
}

const part = memo(MOST_KEPT, String, parsePart);

/** Whether a text is one part of a canonical code, with its prefix: `mg`, `10*9`, `uL`. */
export function isPart(text: string): boolean {
  return text.length <= MAX_CODE && part(text) !== undefined;
}

function quotient(code: string): Unit | undefined {
  const [first = "", ...rest] = code.split("/");
  // A bare count has no unit, so `10*9` and `{cells}` alone are none.
  let found = part(first);
  if (found === undefined) return undefined;
  let { factor } = found;
  let sorts: string = found.sort;
  for (const text of rest) {
    found = text === "" ? undefined : part(text);
    if (found === undefined) return undefined;
    factor = over(factor, found.factor);
    sorts += `/${found.sort}`;
  }
  const kind = kinds.get(sorts);
  return kind && { ucum: code, kind, factor };
}

function annotated(code: string): Unit | undefined {
  const brace = code.endsWith("}") ? code.lastIndexOf("{") : 0;
  if (brace <= 0) return undefined;
  const bare = quotient(code.slice(0, brace));
  const kind = bare && annotatedKinds.get(bare.kind + code.slice(brace));
  return bare && kind && { ucum: code, kind, factor: bare.factor };
}

/** The unit of a canonical UCUM code (criteria files, dictionaries and column maps use only these), or undefined. */
export function ucumUnit(code: string): Unit | undefined {
  return code.length > MAX_CODE ? undefined : knownUnit(code);
}

const OF_NORMAL: ReadonlyMap<string, Unit> = new Map([ULN, LLN].map((unit) => [unit.ucum, unit]));
const knownUnit = memo(MOST_KEPT, String, (code: string) => OF_NORMAL.get(code) ?? quotient(code) ?? annotated(code));
