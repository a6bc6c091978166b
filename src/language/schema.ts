/**
 * The form of every file that people write, once: these shapes are published as JSON Schemas for editors (json-schema.ts), and check one
 * object at a time while a file is loaded. Loading leaves nested objects and values to be walked as nodes: zod's recursion overflows on
 * deep conditions, and its records lose `__proto__`. `zod/mini` because zod is most of what a small run waits for.
 */
import * as z from "zod/mini";
import type { JsonNode } from "../json.js";

// No code is made at run time: not even to find out whether that is allowed.
z.config({ jitless: true });

/** Any schema, seen from outside. */
export type Schema = z.core.$ZodType;
/** Keys and their schemas; bounded by itself, so that no key can be undefined. */
export type Shape<S> = { readonly [K in keyof S]: Schema };

/** What one key of a form holds, once it is known to be well formed. */
export type Value<S extends Shape<S>, K extends keyof S> = z.output<S[K]>;

/** What is wrong with a value. `path` leads into a list; `expected` is in plain words; `options` are all that is allowed. */
export interface FormFault {
  readonly kind: "type" | "empty" | "pattern" | "option";
  readonly path: readonly PropertyKey[];
  readonly expected: string;
  readonly options: readonly string[];
}

/** The keys of one object. Those in `nodes` are checked as JSON nodes, the others as plain values. */
export interface Form<S extends Shape<S>> {
  readonly keys: readonly (keyof S & string)[];
  /** By key: its place among them. */
  readonly places: ReadonlyMap<string, number>;
  readonly required: readonly (keyof S & string)[];
  readonly nodes: ReadonlySet<string>;
  check<K extends keyof S & string>(
    key: K,
    value: unknown,
  ): { readonly ok: true; readonly value: Value<S, K> } | { readonly ok: false; readonly faults: readonly FormFault[] };
}

/** Every operator of a leaf. */
export const OPERATORS = ["<", "<=", ">", ">=", "=", "!=", "between", "is", "in", "not-in"] as const;
/** Operators that compare with one limit. */
export const COMPARISONS = ["<", "<=", ">", ">=", "=", "!="] as const;
/** Units of elapsed time. */
export const TIME_UNITS = ["d", "wk", "mo", "a"] as const;
/** What a field can hold. */
export const FIELD_TYPES = ["number", "boolean", "code", "date"] as const;

const ID = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
/** A date as files write it. */
export const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** A JSON node of one kind; the message is what is expected, in plain words. */
const anyNode = () => z.custom<JsonNode>(() => true, "a value");
const nodeOf = <K extends JsonNode["kind"]>(kind: K, words: string) =>
  z.custom<JsonNode & { readonly kind: K }>(
    (value) => typeof value === "object" && value !== null && "kind" in value && value.kind === kind,
    words,
  );
const objectNode = () => nodeOf("object", "an object");
const listNode = () => nodeOf("array", "a list");

/** The `check` of every schema that zod knows takes descriptions; the result keeps the schema's own type. */
/** Text that is not empty. */
export const text = (description: string) => z.string().check(z.minLength(1), z.describe(description));
const texts = (description: string) => z.array(z.string().check(z.minLength(1))).check(z.describe(description));
const flag = (description: string) => z.boolean().check(z.describe(description));
const id = (description: string) => z.string().check(z.regex(ID), z.describe(description));

/** What every file may begin with. */
export const fileHead = () => ({
  $schema: z.optional(text("The JSON Schema of this file, for editors")),
  formatVersion: z.optional(z.literal(1).check(z.describe("The version of the file format"))),
});

/** A criteria file. */
export const criteriaShape = <T extends Schema, F extends Schema, C extends Schema>(trial: T, fields: F, criteria: C) => ({
  ...fileHead(),
  trial,
  dictionary: z.optional(text("A file beside this one, with the fields that several trials share")),
  fields: z.optional(fields),
  inclusion: z.optional(criteria),
  exclusion: z.optional(criteria),
});
/** The head of a criteria file. */
export const trialShape = () => ({
  id: id("The trial's registry number, as outputs name it"),
  title: z.optional(text("The trial in words")),
  source: z.optional(text("Where the protocol or registry record is found")),
  version: z.optional(text("The version of the protocol, and of this file")),
});
/** One criterion. */
export const criterionShape = <C extends Schema>(condition: C) => ({
  id: id("Unique in this file; the name of the criterion's column in outputs"),
  label: text("The criterion in words"),
  source: z.optional(text("Where the protocol says it: inclusion, item 4")),
  note: z.optional(text("How an ambiguous sentence was read, and why")),
  condition,
});

/** `all`. */
export const allShape = <L extends Schema>(list: L) => ({ all: list });
/** `any`. */
export const anyShape = <L extends Schema>(list: L) => ({ any: list });
/** `not`. */
export const notShape = <C extends Schema>(condition: C) => ({ not: condition });
/** `atLeast` with `of`. */
export const atLeastShape = <N extends Schema, L extends Schema>(count: N, list: L) => ({ atLeast: count, of: list });
/** A field against a limit. */
export const leafShape = <F extends Schema, O extends Schema, V extends Schema, U extends Schema, M extends Schema>(
  field: F,
  op: O,
  value: V,
  unit: U,
  maxAge: M,
) => ({
  field,
  op,
  value,
  unit: z.optional(unit),
  maxAge: z.optional(maxAge),
});
/** A span of time: `maxAge`. */
export const spanShape = <N extends Schema, U extends Schema>(count: N, unit: U) => ({ value: count, unit });

const fieldHead = () => ({
  label: z.optional(text("The field in words; a heading like this is the field, too")),
  aliases: z.optional(texts("Other column headings of this field")),
  loinc: z.optional(texts("LOINC codes")),
});
/** A number field. */
export const numberShape = <P extends Schema, M extends Schema, C extends Schema>(plausible: P, molarMass: M, codes: C) => ({
  type: z.literal("number"),
  ...fieldHead(),
  unit: z.optional(text("UCUM; absent for a bare count or score")),
  plausible,
  integer: z.optional(flag("Whole numbers only")),
  ranges: z.optional(flag("A cell may be a range: 70-80")),
  assumeUnit: z.optional(flag("false: a number without a unit is unreadable, because two units are equally usual")),
  molarMass: z.optional(molarMass),
  since: z.optional(text("A date field; the whole units elapsed from it stand in for a missing value")),
  codes: z.optional(codes),
});
/** A boolean field. */
export const booleanShape = () => ({
  type: z.literal("boolean"),
  ...fieldHead(),
  whenBlank: z.optional(flag("What a blank means")),
});
/** A code field. */
export const codeShape = <C extends Schema, U extends Schema>(codes: C, undecided: U) => ({
  type: z.literal("code"),
  ...fieldHead(),
  codes,
  undecided: z.optional(undecided),
  whenBlank: z.optional(text("The code that a blank means")),
});
/** A result of a code field that is not final. */
export const undecidedShape = <S extends Schema, M extends Schema>(spellings: S, means: M) => ({
  spellings: z.optional(spellings),
  means,
  note: z.optional(text("What will settle it; the reasons of verdicts quote this")),
});
/** A date field. */
export const dateShape = <P extends Schema>(plausible: P) => ({
  type: z.literal("date"),
  ...fieldHead(),
  plausible: z.optional(plausible),
});

/** A column map. */
export const columnMapShape = <I extends Schema, C extends Schema>(id: I, columns: C) => ({
  ...fileHead(),
  id: z.optional(id),
  decimal: z.optional(z.enum([".", ","]).check(z.describe("The decimal mark of this file"))),
  dateOrder: z.optional(z.enum(["dmy", "mdy", "ymd"]).check(z.describe("The order of day, month and year in numeric dates"))),
  missing: z.optional(texts("Texts that stand for a missing value")),
  flags: z.optional(texts("Marks behind a number that may be set aside")),
  dateColumn: z.optional(text("The heading of the day on which all values were measured that have no date of their own")),
  columns: z.optional(columns),
  unclaimed: z.optional(
    texts("Headings that no field has; not read. Move one into the `column` of the field that it belongs to"),
  ),
});
/** One field's entry in a column map. */
export const entryShape = <N extends Schema, C extends Schema, B extends Schema>(uln: N, codes: C, whenBlank: B) => ({
  column: z.optional(
    z.nullable(text("The heading of the field's column; null, as without this key: the one that is named like the field")),
  ),
  unit: z.optional(text("UCUM; the unit of numbers without one")),
  unitColumn: z.optional(text("The heading of the column with the units")),
  operatorColumn: z.optional(text("The heading of the column with the comparison signs")),
  dateColumn: z.optional(text("The heading of the column with the day of each measurement")),
  ulnColumn: z.optional(text("The heading of the column with the upper limits of normal")),
  llnColumn: z.optional(text("The heading of the column with the lower limits of normal")),
  uln: z.optional(uln),
  codes: z.optional(codes),
  whenBlank: z.optional(whenBlank),
});

/** A file of criteria tests. */
export const testFileShape = <V extends Schema, C extends Schema>(values: V, cases: C) => ({
  ...fileHead(),
  criteria: text("The criteria file: its path from the folder of this file, most often its mere name"),
  asOf: z.optional(z.string().check(z.regex(ISO_DATE), z.describe("The day for which candidates are screened"))),
  cases, // before `base`: of equally near keys the first is suggested, and `case` is hardly `base`
  base: z.optional(values),
});
/** One case of a test file. */
export const testCaseShape = <V extends Schema, E extends Schema>(values: V, expected: E) => ({
  name: text("What the case shows"),
  set: z.optional(values),
  expect: expected,
});

function formOf<S extends Shape<S>>(shape: S, nodes: readonly (keyof S & string)[]): Form<S> {
  const keys: (keyof S & string)[] = [];
  for (const key in shape) keys.push(key);
  return {
    keys,
    places: new Map(keys.map((key, place) => [key, place])),
    required: keys.filter((key) => shape[key]._zod.optin !== "optional"),
    nodes: new Set(nodes),
    check(key, value) {
      const result = z.safeParse(shape[key], value);
      return result.success ? { ok: true, value: result.data } : { ok: false, faults: result.error.issues.map(faultOf) };
    },
  };
}

function faultOf(issue: z.core.$ZodIssue): FormFault {
  const fault = (kind: FormFault["kind"], expected = "", options: readonly string[] = []): FormFault => ({
    kind,
    path: issue.path,
    expected,
    options,
  });
  switch (issue.code) {
    case "invalid_type":
      return fault("type", TYPE_WORDS.get(issue.expected) ?? issue.expected);
    case "invalid_value":
      return fault("option", "", issue.values.map(String));
    case "too_small":
      return fault("empty");
    case "invalid_format":
      return fault("pattern");
    default:
      return fault("type", issue.message);
  }
}

const TYPE_WORDS: ReadonlyMap<string, string> = new Map([
  ["string", "text in quotes"],
  ["number", "a number"],
  ["boolean", "true or false"],
  ["array", "a list"],
]);

/** Made when it is first asked for: most runs need few. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** The forms by which files are loaded. */
export const FORMS = {
  criteria: once(() =>
    formOf(criteriaShape(objectNode(), objectNode(), listNode()), ["trial", "fields", "inclusion", "exclusion"]),
  ),
  trial: once(() => formOf(trialShape(), [])),
  criterion: once(() => formOf(criterionShape(objectNode()), ["condition"])),
  all: once(() => formOf(allShape(listNode()), ["all"])),
  any: once(() => formOf(anyShape(listNode()), ["any"])),
  not: once(() => formOf(notShape(objectNode()), ["not"])),
  atLeast: once(() => formOf(atLeastShape(nodeOf("number", "a number"), listNode()), ["atLeast", "of"])),
  leaf: once(() => formOf(leafShape(text(""), z.enum(OPERATORS), anyNode(), text(""), objectNode()), ["value", "maxAge"])),
  span: once(() => formOf(spanShape(nodeOf("number", "a number"), text("")), ["value"])),
  number: once(() =>
    formOf(numberShape(listNode(), nodeOf("number", "a number"), objectNode()), ["plausible", "molarMass", "codes"]),
  ),
  boolean: once(() => formOf(booleanShape(), [])),
  code: once(() => formOf(codeShape(objectNode(), objectNode()), ["codes", "undecided"])),
  undecided: once(() => formOf(undecidedShape(anyNode(), listNode()), ["spellings", "means"])),
  date: once(() => formOf(dateShape(listNode()), ["plausible"])),
  dictionary: once(() => formOf({ ...fileHead(), fields: objectNode() }, ["fields"])),
  columnMap: once(() => formOf(columnMapShape(anyNode(), objectNode()), ["id", "columns"])),
  testFile: once(() => formOf({ ...testFileShape(objectNode(), listNode()), asOf: z.optional(text("")) }, ["base", "cases"])),
  testCase: once(() => formOf(testCaseShape(objectNode(), objectNode()), ["set", "expect"])),
  entry: once(() => formOf(entryShape(nodeOf("number", "a number"), objectNode(), anyNode()), ["uln", "codes", "whenBlank"])),
} as const;
