/** Checked criteria, as the program works with them. Everything is parsed: numbers are exact, units are objects, dates are days. */
import type { DiagnosticCode } from "../diagnostics/diagnostic.js";
import type { Position } from "../text/position.js";
import type { Ratio } from "../values/ratio.js";
import type { CodeSpec, DateSpec, NumberSpec } from "../values/spec.js";
import type { Unit } from "../values/unit/unit.js";
import type { ListInput } from "./list-input.js";

interface FieldBase {
  readonly name: string;
  readonly label: string;
  readonly aliases: readonly string[];
  readonly loinc: readonly string[];
  readonly at: Position;
}

/** A measured or counted quantity, or a score. */
export interface NumberField extends FieldBase, NumberSpec {
  readonly type: "number";
  /** False if two units are equally usual: then a number without a unit is unreadable. */
  readonly assumeUnit: boolean;
  /** The date field from which this one follows, in whole units, if a record has no value of its own: age. */
  readonly since: string | undefined;
  /** The number field of which this one is a part, so that it cannot be larger: neutrophils are part of leucocytes. */
  readonly partOf?: string | undefined;
}

/** A yes or no. */
export interface BooleanField extends FieldBase {
  readonly type: "boolean";
  /** Folded spellings, beside the built-in words for yes and no. */
  readonly spellings: ReadonlyMap<string, boolean>;
  /** What a blank means; undefined: nothing. */
  readonly whenBlank: boolean | undefined;
}

/** One of a few declared codes: a result class, a sex. */
export interface CodeField extends FieldBase, CodeSpec {
  readonly type: "code";
  readonly codes: readonly string[];
  readonly whenBlank: string | undefined;
}

/** A day. */
export interface DateField extends FieldBase, DateSpec {
  readonly type: "date";
}

/** What criteria can ask about. */
export type Field = NumberField | BooleanField | CodeField | DateField;

/** Units of elapsed time. `mo` and `a` go by the calendar. */
export type TimeUnit = "d" | "wk" | "mo" | "a";

/** A span of time in whole units. */
export interface Span {
  readonly value: number;
  readonly unit: TimeUnit;
}

/** Operators of numbers and dates that compare with one limit. */
export const ONE_LIMIT = ["<", "<=", ">", ">=", "=", "!="] as const;
/** Those that compare with two; `between` includes both. */
export const TWO_LIMITS = ["between"] as const;
/** One of {@link ONE_LIMIT}. */
export type OneLimit = (typeof ONE_LIMIT)[number];
/** One of {@link TWO_LIMITS}. */
export type TwoLimits = (typeof TWO_LIMITS)[number];
/** Operators of numbers and dates. */
export type Comparison = OneLimit | TwoLimits;

const TWO: ReadonlySet<string> = new Set(TWO_LIMITS);

/** Whether an operator compares with two limits. Only narrows: look up what follows in a table of {@link TWO_LIMITS}, never take it for `between`. */
export function takesTwo(op: Comparison): op is TwoLimits {
  return TWO.has(op);
}

/** What a comparison compares with: one value, or for {@link TWO_LIMITS} the low and the high one. */
export type Limits<T> = readonly [T] | readonly [T, T];

/** Names a node of a criterion in explanations and coverage: `I1`, `I1.any[0]`, `I2.all[1].not`. */
export type NodeId = string;

interface Node {
  readonly id: NodeId;
  readonly at: Position;
}

/** Operators of leaves as criteria files write them. */
export type LimitOperator = Comparison | "is" | "in" | "not-in" | "known";

/** The right side of a leaf as its author wrote it: numbers keep their digits, units are codes. `limitWords` puts it into words. */
export interface Limit {
  readonly op: LimitOperator;
  readonly values: readonly string[];
  readonly unit: string | undefined;
  readonly maxAge: Span | undefined;
}

interface Leaf<F extends Field> extends Node {
  readonly field: F;
  readonly limit: Limit;
}

interface DatedLeaf<F extends Field> extends Leaf<F> {
  /** How old a reading may be on the as-of date. */
  readonly maxAge: Span | undefined;
}

/** `unit` is the limit's own: undefined for a bare number, `ULN` and `LLN` for multiples of a limit of normal. */
export interface CompareNumber extends DatedLeaf<NumberField> {
  readonly kind: "number";
  readonly op: Comparison;
  readonly limits: Limits<Ratio>;
  readonly unit: Unit | undefined;
}

/** The time elapsed from a date to the as-of date. */
export interface CompareElapsed extends Leaf<DateField> {
  readonly kind: "elapsed";
  readonly op: Comparison;
  readonly limits: Limits<number>;
  readonly unit: TimeUnit;
}

/** A date against calendar dates, in days since 1970-01-01. */
export interface CompareDate extends Leaf<DateField> {
  readonly kind: "date";
  readonly op: Comparison;
  readonly limits: Limits<number>;
}

/** Whether a boolean is the value. */
export interface IsBoolean extends DatedLeaf<BooleanField> {
  readonly kind: "boolean";
  readonly value: boolean;
}

/** Whether the code is one of `codes` (`negated`: none of them). `is` has one code. */
export interface InCodes extends DatedLeaf<CodeField> {
  readonly kind: "code";
  readonly codes: readonly string[];
  readonly negated: boolean;
}

/** Whether there is a value that can be read, whatever it is. */
export interface IsKnown extends DatedLeaf<Field> {
  readonly kind: "known";
}

/** Conditions that look at one field. */
export type LeafCondition = CompareNumber | CompareElapsed | CompareDate | IsBoolean | InCodes | IsKnown;

/** Met if every member is. */
export interface AllOf extends Node {
  readonly kind: "all";
  readonly of: readonly Condition[];
}
/** Met if one or more members are. */
export interface AnyOf extends Node {
  readonly kind: "any";
  readonly of: readonly Condition[];
}
/** Met if `count` or more members are. */
export interface AtLeast extends Node {
  readonly kind: "atLeast";
  readonly count: number;
  readonly of: readonly Condition[];
}
/** Met if the member is not. */
export interface Not extends Node {
  readonly kind: "not";
  readonly of: Condition;
}

/** A condition; total over its kinds, so that a forgotten one is a type error. */
export type Condition = AllOf | AnyOf | AtLeast | Not | LeafCondition;

/** An inclusion must be met, an exclusion must not. */
export type CriterionKind = "inclusion" | "exclusion";

/** A warning about a criterion that its author accepts, because the protocol puts it that way. */
export interface AcceptedWarning {
  readonly code: DiagnosticCode;
  readonly why: string;
  readonly at: Position;
}

/** One thing that a protocol asks for or excludes. */
export interface Criterion {
  readonly id: string;
  readonly kind: CriterionKind;
  readonly label: string;
  readonly source: string | undefined;
  readonly note: string | undefined;
  readonly accept: readonly AcceptedWarning[];
  readonly condition: Condition;
  readonly at: Position;
}

/** A sentence of the protocol that no criterion covers, so that a person must check it. */
export interface NotEvaluated {
  readonly source: string | undefined;
  readonly label: string;
  readonly why: string | undefined;
}

/** One criteria file with its dictionary. Inclusion criteria come first, then exclusion, each in written order. */
export interface Trial {
  readonly id: string;
  readonly title: string;
  readonly source: string | undefined;
  readonly version: string | undefined;
  readonly file: string;
  /** The dictionary's fields with the file's own added or put in their place. */
  readonly fields: ReadonlyMap<string, Field>;
  readonly criteria: readonly Criterion[];
  /** Sentences of the protocol that are not among the criteria, in written order. */
  readonly notEvaluated: readonly NotEvaluated[];
}

/** What a column map says, checked against the fields of one trial. (Headings are resolved with the columns.) */
export interface ColumnMap {
  readonly file: string;
  readonly input?: ListInput | undefined;
  /** The headings of the columns that make up the id; empty: there is none, the row stands in for it. */
  readonly id: readonly string[] | undefined;
  readonly decimal: "." | "," | undefined;
  readonly dateOrder: "dmy" | "mdy" | "ymd" | undefined;
  readonly century?: number | undefined;
  readonly candidates: readonly string[];
  readonly missing: readonly string[];
  readonly words?: ReadonlyMap<string, boolean> | undefined; // for yes and no in the whole table, folded
  readonly flags: readonly string[];
  /** The heading of the measurement date of all values that have no date of their own. */
  readonly dateColumn: string | undefined;
  readonly dateColumnAt?: Position | undefined;
  /** Of all columns. */
  readonly trust: readonly Trust[];
  /** The heading of the column that names the site or laboratory, each of which may have units of its own. */
  readonly per: string | undefined;
  readonly columns: ReadonlyMap<string, ColumnMapEntry>;
}

/** What a column map may declare to be right, whatever speaks against it. */
export const TRUSTED = ["unit", "sentinels", "coded", "neighbours", "bracket", "dates"] as const;
/** One of {@link TRUSTED}. */
export type Trust = (typeof TRUSTED)[number];

/** One field's entry in a column map. */
export interface ColumnMapEntry {
  readonly column: string | undefined;
  readonly unit: Unit | undefined;
  readonly unitColumn: string | undefined;
  readonly operatorColumn: string | undefined;
  readonly dateColumn: string | undefined;
  readonly ulnColumn: string | undefined;
  readonly ulnUnitColumn: string | undefined;
  readonly llnColumn: string | undefined;
  readonly llnUnitColumn: string | undefined;
  /** The laboratory's limits of normal, in the column's unit. */
  readonly uln: Ratio | undefined;
  readonly lln?: Ratio | undefined;
  /** Of years of two digits, in a date field. */
  readonly century?: number | undefined;
  readonly codes: ReadonlyMap<string, string | number | boolean> | undefined;
  readonly whenBlank: boolean | string | number | undefined;
  /** The heading of the sites or laboratories of this field's values, if not those of the whole map. */
  readonly per?: string | undefined;
  /** Of this column; undefined: as the whole map says. */
  readonly trust: readonly Trust[] | undefined;
  readonly at: Position;
}

/** The leaves of a condition, in written order. */
export function leavesOf(condition: Condition): readonly LeafCondition[] {
  const leaves: LeafCondition[] = [];
  const walk = (node: Condition): void => {
    switch (node.kind) {
      case "all":
      case "any":
      case "atLeast":
        node.of.forEach(walk);
        return;
      case "not":
        walk(node.of);
        return;
      default:
        leaves.push(node);
    }
  };
  walk(condition);
  return leaves;
}

/** Makes a forgotten case a type error; throws if one is reached nevertheless. */
export function assertNever(value: never): never {
  throw new Error(`unexpected: ${JSON.stringify(value)}`);
}
