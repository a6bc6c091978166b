/**
 * The form of every file that people write: files are loaded by these rules, and the JSON Schemas for editors are made from them
 * (json-schema.ts). Each key of one object is checked for itself; nested objects and lists are left to be walked as nodes. The rules are
 * plain functions: most runs would wait longer for zod than for everything that they load. A test compares them with zod's schemas.
 */
import { CHECK_CODES } from "../../diagnostics/diagnostic.js";
import type { JsonNode } from "../../text/json.js";
import { ONE_LIMIT, TWO_LIMITS } from "../model.js";

/** What is wrong with a value. `node` is it, or an entry of a list; `expected` is in plain words; `options` are all that is allowed. */
export interface FormFault {
  readonly kind: "type" | "empty" | "pattern" | "option";
  readonly node: JsonNode;
  readonly expected: string;
  readonly options: readonly string[];
}

/** A value that is well formed, or the first fault. */
export type Checked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: FormFault };

/** What the value of one key must be. */
export interface Rule<T> {
  readonly is: "text" | "id" | "texts" | "flag" | "option" | "node";
  /** For editors; empty if the published schema says more than this rule. */
  readonly description: string;
  /** Of an option: all that is allowed. */
  readonly options: readonly (string | number)[];
  readonly isOptional: boolean;
  readonly isNullable: boolean;
  check(node: JsonNode): Checked<T>;
}

/** Rules by key, of an object with values of these types. */
export type Rules<V> = { readonly [K in keyof V]: Rule<V[K]> };

/** The keys of one object, in the order in which they are suggested and published. */
export interface Form<V> {
  readonly rules: Rules<V>;
  readonly keys: readonly (keyof V & string)[];
  /** By key: its place among them. */
  readonly places: ReadonlyMap<string, number>;
  readonly required: readonly (keyof V & string)[];
}

/** Every operator of a leaf. */
export const OPERATORS = [...ONE_LIMIT, ...TWO_LIMITS, "is", "in", "not-in", "known"] as const;
/** Units of elapsed time. */
export const TIME_UNITS = ["d", "wk", "mo", "a"] as const;
/** What a field can hold. */
export const FIELD_TYPES = ["number", "boolean", "code", "date"] as const;

/** What an id looks like. */
export const ID = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
/** A date as files write it. */
export const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

const good = <T>(value: T): Checked<T> => ({ ok: true, value });
const bad = (node: JsonNode, kind: FormFault["kind"], expected = "", options: readonly string[] = []): Checked<never> => ({
  ok: false,
  fault: { kind, node, expected, options },
});

function rule<T>(is: Rule<T>["is"], description: string, check: Rule<T>["check"], options: Rule<T>["options"] = []): Rule<T> {
  return { is, description, options, isOptional: false, isNullable: false, check };
}

const optional = <T>(inner: Rule<T>): Rule<T> => ({ ...inner, isOptional: true });
const nullable = <T>(inner: Rule<T>): Rule<T | null> => ({
  ...inner,
  isNullable: true,
  check: (node) => (node.kind === "null" ? good(null) : inner.check(node)),
});

function checkText(node: JsonNode): Checked<string> {
  if (node.kind !== "string") return bad(node, "type", "text in quotes");
  return node.value === "" ? bad(node, "empty") : good(node.value);
}

/** Text that is not empty. */
const text = (description: string) => rule("text", description, checkText);

const texts = (description: string) =>
  rule<readonly string[]>("texts", description, (node) => {
    if (node.kind !== "array") return bad(node, "type", "a list");
    const values: string[] = [];
    for (const item of node.items) {
      const checked = checkText(item);
      if (!checked.ok) return checked;
      values.push(checked.value);
    }
    return good(values);
  });

const flag = (description: string) =>
  rule("flag", description, (node) => (node.kind === "boolean" ? good(node.value) : bad(node, "type", "true or false")));

const id = (description: string) =>
  rule("id", description, (node) => {
    if (node.kind !== "string") return bad(node, "type", "text in quotes");
    return ID.test(node.value) ? good(node.value) : bad(node, "pattern");
  });

/** One of a few texts or numbers. */
const option = <const T extends string | number>(options: readonly T[], description = "") =>
  rule<T>(
    "option",
    description,
    (node) => {
      const written = node.kind === "string" ? node.value : node.kind === "number" ? Number(node.text) : undefined;
      const found = options.find((one) => one === written);
      return found === undefined ? bad(node, "option", "", options.map(String)) : good(found);
    },
    options,
  );

/** A node of one kind; `words` is what is expected, in plain words. */
function nodeOf<K extends JsonNode["kind"]>(kind: K, words: string): Rule<JsonNode & { readonly kind: K }> {
  const isOfKind = (node: JsonNode): node is JsonNode & { readonly kind: K } => node.kind === kind;
  return rule("node", "", (node) => (isOfKind(node) ? good(node) : bad(node, "type", words)));
}
const anyNode = rule("node", "", good<JsonNode>);
const objectNode = nodeOf("object", "an object");
const listNode = nodeOf("array", "a list");
const numberNode = nodeOf("number", "a number");

/** What every file may begin with. */
const fileHead = {
  $schema: optional(text("The JSON Schema of this file, for editors")),
  formatVersion: optional(option([1], "The version of the file format")),
};

/** What every field may begin with, after its type. */
const fieldHead = {
  label: optional(text("The field in words; a heading like this is the field, too")),
  aliases: optional(texts("Other column headings of this field")),
  loinc: optional(texts("LOINC codes")),
};

const CENTURY = option([1800, 1900, 2000, 2100], "The century of years of two digits: 2000");

function formOf<V>(rules: Rules<V>): Form<V> {
  const keys: (keyof V & string)[] = [];
  for (const key in rules) keys.push(key);
  return {
    rules,
    keys,
    places: new Map(keys.map((key, place) => [key, place])),
    required: keys.filter((key) => !rules[key].isOptional),
  };
}

const TRUST_WORDS =
  "What is right although the cells around it cast doubt on it: `unit`, `sentinels`, `coded`, `neighbours`, `bracket`, `dates`";

/** The forms by which files are loaded. Nodes are read by the loader of the object. */
export const FORMS = {
  /** A criteria file. */
  criteria: formOf({
    ...fileHead,
    trial: objectNode,
    dictionary: optional(text("A file in the same folder, with the fields that several trials share")),
    fields: optional(objectNode),
    inclusion: optional(listNode),
    exclusion: optional(listNode),
    notEvaluated: optional(listNode),
  }),
  /** A sentence of the protocol that the file does not say. */
  notEvaluated: formOf({
    source: optional(text("Where the protocol says it: exclusion, item 7")),
    label: text("What the sentence asks for, in words; a person checks it"),
    why: optional(text("Why no criterion covers it")),
  }),
  /** The head of a criteria file. */
  trial: formOf({
    id: id("The trial's registry number, as outputs name it"),
    title: optional(text("The trial in words")),
    source: optional(text("Where the protocol or registry record is found")),
    version: optional(text("The version of the protocol, and of this file")),
  }),
  /** One criterion. */
  criterion: formOf({
    id: id("Unique in this file; the name of the criterion's column in outputs"),
    label: text("The criterion in words"),
    source: optional(text("Where the protocol says it: inclusion, item 4")),
    note: optional(text("How an ambiguous sentence was read, and why")),
    accept: optional(listNode),
    condition: objectNode,
  }),
  /** A warning about a criterion that its author accepts. */
  accept: formOf({ code: option(CHECK_CODES, "The code of the warning"), why: text("Why the criterion stays as it is") }),
  all: formOf({ all: listNode }),
  any: formOf({ any: listNode }),
  not: formOf({ not: objectNode }),
  atLeast: formOf({ atLeast: numberNode, of: listNode }),
  /** A field against a limit. */
  leaf: formOf({
    field: text(""),
    op: option(OPERATORS),
    value: anyNode,
    unit: optional(text("")),
    maxAge: optional(objectNode),
  }),
  /** Whether a field is known: compared with nothing. */
  known: formOf({ field: text(""), op: option(["known"]), maxAge: optional(objectNode) }),
  /** A span of time: `maxAge`. */
  span: formOf({ value: numberNode, unit: text("") }),
  number: formOf({
    type: option(["number"]),
    ...fieldHead,
    unit: optional(text("UCUM; absent for a bare count or score")),
    plausible: listNode,
    integer: optional(flag("Whole numbers only")),
    ranges: optional(flag("A cell may be a range: 70-80")),
    assumeUnit: optional(flag("false: a number without a unit is unreadable, because two units are equally common")),
    molarMass: optional(numberNode),
    valence: optional(numberNode),
    fraction: optional(flag("A percentage may also be given as a fraction: 0.42 L/L is 42 %")),
    partOf: optional(text("The number field of which this one is a part: both are unreadable where the part is larger")),
    since: optional(text("A date field; the whole units elapsed from it stand in for a missing value")),
    codes: optional(objectNode),
    counted: optional(texts("What is counted: nouns that may follow the number, as in `3 lesions`")),
  }),
  boolean: formOf({
    type: option(["boolean"]),
    ...fieldHead,
    spellings: optional(objectNode),
    whenBlank: optional(flag("What a blank means")),
  }),
  code: formOf({
    type: option(["code"]),
    ...fieldHead,
    codes: objectNode,
    undecided: optional(objectNode),
    whenBlank: optional(text("The code that a blank means")),
  }),
  /** Spellings of a boolean field. */
  spellings: formOf({ true: optional(anyNode), false: optional(anyNode) }),
  /** A result of a code field that is not final. */
  undecided: formOf({
    spellings: optional(anyNode),
    means: listNode,
    note: optional(text("What will settle it; the reasons of verdicts quote this")),
  }),
  date: formOf({ type: option(["date"]), ...fieldHead, plausible: optional(listNode) }),
  dictionary: formOf({ ...fileHead, fields: objectNode }),
  columnMap: formOf({
    ...fileHead,
    id: optional(anyNode),
    sheet: optional(text("The sheet of a workbook, by name or number")),
    encoding: optional(text("The encoding of the list, such as windows-1252")),
    delimiter: optional(text("The character between the cells of the list, or tab")),
    skip: optional(numberNode),
    decimal: optional(option([".", ","], "The decimal mark of this file")),
    dateOrder: optional(option(["dmy", "mdy", "ymd"], "The order of day, month and year in numeric dates")),
    century: optional(CENTURY),
    candidates: optional(texts("IDs of rows that are candidates, though they look like totals, means or comments")),
    missing: optional(texts("Texts that stand for a missing value")),
    yes: optional(texts("Words for yes, in all columns")),
    no: optional(texts("Words for no, in all columns")),
    flags: optional(texts("Marks after a number that may be ignored")),
    dateColumn: optional(text("The heading of the measurement date of all values that have no date of their own")),
    trust: optional(texts(TRUST_WORDS)),
    per: optional(text("The heading of the column that names the site or laboratory: each may use its own units")),
    columns: optional(objectNode),
    unclaimed: optional(
      texts("Headings that belong to no field; not read. Move one into the `column` of the field that it belongs to"),
    ),
  }),
  /** One field's entry in a column map. */
  entry: formOf({
    column: optional(
      nullable(text("The heading of the field's column; null, as without this key: the column named like the field")),
    ),
    unit: optional(text("UCUM; the unit of numbers without one")),
    unitColumn: optional(text("The heading of the column with the units")),
    operatorColumn: optional(text("The heading of the column with the comparison signs")),
    dateColumn: optional(text("The heading of the column with the day of each measurement")),
    ulnColumn: optional(text("The heading of the column with the upper limits of normal")),
    ulnUnitColumn: optional(text("The heading of the column with the units of the upper limits of normal")),
    llnColumn: optional(text("The heading of the column with the lower limits of normal")),
    llnUnitColumn: optional(text("The heading of the column with the units of the lower limits of normal")),
    uln: optional(numberNode),
    lln: optional(numberNode),
    century: optional(CENTURY),
    codes: optional(objectNode),
    whenBlank: optional(anyNode),
    per: optional(text("The heading of the column with the site or laboratory of each value")),
    trust: optional(texts(TRUST_WORDS)),
  }),
  /** A file of criteria tests. */
  testFile: formOf({
    ...fileHead,
    criteria: text("The criteria file: its path from the folder of this file, usually just its name"),
    asOf: optional(text("")),
    cases: listNode, // before `base`: of equally near keys the first is suggested, and `case` is hardly `base`
    base: optional(objectNode),
  }),
  /** One case of a test file. */
  testCase: formOf({ name: text("What the case shows"), set: optional(objectNode), expect: objectNode }),
} as const;
