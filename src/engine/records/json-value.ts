/** From the text of one JSON value to a reading: typed values, quantities, repeated measurements. */
import { unitCell } from "../../cells/column-unit.js";
import { datedText } from "../../cells/dated-text.js";
import { readMeasured, readText, readUpperLimit, upperLimit } from "../../cells/read-cell.js";
import type { SlotContext, TextReaders } from "../../cells/text-readers.js";
import { elementsOf, membersOf, stringAt } from "../../sources/json/json-scan.js";
import { readBoolean, readCode } from "../../values/code.js";
import { readNumber, readQuantity } from "../../values/number/number.js";
import { isExact, type Operator, operatorFault, readOperator } from "../../values/number/operator.js";
import type { Observation } from "../../values/observation.js";
import { missing, type Reading, unreadable } from "../../values/reading.js";
import type { ColumnUnit } from "../../values/spec.js";

const WRONG_TYPE = unreadable("wrong-type");
const UNDATED = missing("absent");
const ABSENT_IN_LIST = missing("blank");

/** Longer lists are no repeated measurement. */
const MOST_ELEMENTS = 10_000;

type Kind = "string" | "number" | "boolean" | "null" | "object" | "array";

/** The kind of the JSON value that a text is. */
export function kindOf(text: string): Kind {
  switch (text[0]) {
    case '"':
      return "string";
    case "{":
      return "object";
    case "[":
      return "array";
    case "t":
    case "f":
      return "boolean";
    case "n":
      return "null";
    default:
      return "number";
  }
}

/** The text of a JSON string; undefined for a value of another kind. */
export function stringOf(text: string): string | undefined {
  return kindOf(text) === "string" ? stringAt(text, 0, text.length) : undefined;
}

/** Values of JSON records. The texts are as they stand in the file: strings with their quotes. */
export const JSON_TEXT: TextReaders = {
  value: readScalar,
  observations: (text, unit, operator, context) => {
    const kind = kindOf(text);
    if (kind === "object") return [readObject(text, unit, operator, context)];
    if (kind === "string") return datedText(stringAt(text, 0, text.length), unit, operator, context);
    return kind === "array" ? readList(text, unit, operator, context) : undefined;
  },
  operator(text) {
    const written = textOrNull(text);
    return written === null ? "unclear" : readOperator(written);
  },
  unit(text, { field, columnUnit }) {
    const written = kindOf(text) === "null" ? "" : stringOf(text);
    if (written !== undefined) return unitCell(written, field, columnUnit);
    return { state: "unreadable", hint: "the unit is not text" };
  },
  measured: (text, context) => readDateText(text, context),
  limit: readLimit,
  shown: (text) => stringOf(text) ?? (kindOf(text) === "null" ? "" : text),
};

function readOne(text: string, unit: ColumnUnit, operator: Operator, context: SlotContext): Observation {
  if (kindOf(text) === "object") return readObject(text, unit, operator, context);
  return { reading: readScalar(text, unit, operator, context), at: undefined };
}

function readScalar(text: string, unit: ColumnUnit, operator: Operator, context: SlotContext): Reading {
  const { field, parseOptions, checkbox } = context;
  switch (kindOf(text)) {
    case "string":
      return readText(stringAt(text, 0, text.length), unit, operator, context);
    case "null":
      return readText("", unit, operator, context);
    case "number":
      if (field.type === "number") return readNumber(text, field, unit, parseOptions, true, operator);
      if (field.type === "boolean")
        return readBoolean(text, parseOptions, { checkbox, spellings: field.spellings, named: field });
      return field.type === "code" ? readCode(text, field, parseOptions) : WRONG_TYPE;
    case "boolean":
      if (field.type === "boolean")
        return readBoolean(text, parseOptions, { checkbox, spellings: field.spellings, named: field });
      // Only a declared code can make something else of true and false.
      return field.type === "code" && parseOptions.codes !== undefined ? readCode(text, field, parseOptions) : WRONG_TYPE;
    default:
      return WRONG_TYPE;
  }
}

/** The keys of a quantity. */
export const QUANTITY_KEYS: ReadonlySet<string> = new Set(["value", "comparator", "unit", "date"]);

/** `{ "value": 80, "comparator": "<", "unit": "10*9/L", "date": "2026-01-10" }`; any other key makes it unreadable. */
function readObject(text: string, unit: ColumnUnit, operator: Operator, context: SlotContext): Observation {
  const members = quantityMembers(text);
  if (members === undefined) return { reading: WRONG_TYPE, at: undefined };
  const date = members.get("date");
  const at = date === undefined || kindOf(date) === "null" ? undefined : readDateText(date, context);
  return { reading: readMembers(members, unit, operator, context), at };
}

/** The texts under the keys of a quantity; undefined for an object that is none. */
function quantityMembers(text: string): ReadonlyMap<string, string> | undefined {
  const members = new Map<string, string>();
  for (const { key, start, end } of membersOf(text, 0)) {
    if (!QUANTITY_KEYS.has(key) || members.has(key)) return undefined;
    members.set(key, text.slice(start, end));
  }
  return members;
}

function readMembers(members: ReadonlyMap<string, string>, unit: ColumnUnit, operator: Operator, context: SlotContext): Reading {
  const { field, parseOptions } = context;
  const value = members.get("value");
  if (value === undefined || field.type === "date") return WRONG_TYPE;
  if (field.type !== "number")
    return members.has("comparator") || members.has("unit") ? WRONG_TYPE : readScalar(value, unit, operator, context);
  const kind = kindOf(value);
  if (kind === "null") return readScalar(value, unit, operator, context);
  if (kind !== "number" && kind !== "string") return WRONG_TYPE;
  const texts = [members.get("comparator"), members.get("unit")].map((one) => (one === undefined ? undefined : textOrNull(one)));
  const [comparator, unitText] = texts;
  if (comparator === null || unitText === null) return WRONG_TYPE;
  const named = comparator === "" ? undefined : comparator;
  const written = kind === "string" ? stringAt(value, 0, value.length) : value;
  const quantity = { value: written, json: kind === "number", comparator: named, unit: unitText };
  return readQuantity(quantity, field, unit, parseOptions, operator);
}

/** The text of a string, `""` for null; null for any other kind. */
function textOrNull(text: string): string | null {
  return kindOf(text) === "null" ? "" : (stringOf(text) ?? null);
}

function readDateText(text: string, { companionOptions, asOf }: SlotContext): Reading {
  const written = textOrNull(text);
  if (written === null) return WRONG_TYPE;
  return written === "" && kindOf(text) === "null" ? UNDATED : readMeasured(written, companionOptions, asOf);
}

/** A number, or a quantity: a laboratory gives values and their limits alike. */
function readLimit(text: string, unit: ColumnUnit, context: SlotContext): Reading {
  const { field, companionOptions } = context;
  if (field.type !== "number") return WRONG_TYPE;
  const kind = kindOf(text);
  if (kind === "object") {
    const members = quantityMembers(text);
    if (members === undefined || members.has("date")) return WRONG_TYPE;
    return upperLimit(field, (spec) =>
      readMembers(members, unit, undefined, { ...context, field: spec, parseOptions: companionOptions }),
    );
  }
  if (kind === "number") return readUpperLimit(text, unit, field, companionOptions, true);
  const written = textOrNull(text);
  return written === null ? WRONG_TYPE : readUpperLimit(written, unit, field, companionOptions);
}

/** Repeated measurement. A list in a list is none. */
function readList(text: string, unit: ColumnUnit, operator: Operator, context: SlotContext): readonly Observation[] {
  const texts: string[] = [];
  for (const { start, end } of elementsOf(text, 0)) {
    if (texts.length === MOST_ELEMENTS) return [{ reading: unreadable("several-values"), at: undefined }];
    texts.push(text.slice(start, end));
  }
  if (texts.length === 0) return [{ reading: ABSENT_IN_LIST, at: undefined }];
  // A sign could belong to any of them.
  if (texts.length > 1 && !isExact(operator)) return [{ reading: operatorFault(operator), at: undefined }];
  // The declared meaning of a blank applies to a field without other values: among other measurements, a blank is a missing one.
  const among = texts.length === 1 ? context : { ...context, parseOptions: { ...context.parseOptions, whenBlank: undefined } };
  return texts.map((one) => readOne(one, unit, operator, among));
}
