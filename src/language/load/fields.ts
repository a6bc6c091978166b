/** JSON -> one field. */
import type { JsonNode, JsonObject } from "../../text/json.js";
import { compareRatios, parseDecimal, type Ratio, ratio } from "../../values/ratio.js";
import { foldSpelling, keyboardSpellings } from "../../values/text.js";
import { acceptedKinds, convertibleKinds, type Substance } from "../../values/unit/unit.js";
import type { BooleanField, CodeField, DateField, Field, NumberField } from "../model.js";
import { addSpelling, codesOf, readCodeNames, readYesNo, suggestCode, type WrittenName } from "./codes.js";
import { fill, kindWords } from "./form.js";
import { ratioText, readBounds, readExact, readUnitCode, readWhole } from "./quantities.js";
import { FIELD_TYPES, FORMS } from "./schema.js";
import type { FileReport } from "./source.js";
import { closest, didYouMean, oneOf } from "./suggest.js";

/** Years before the as-of date. */
const PLAUSIBLE_DATES = { low: ratio(0n), high: ratio(120n) };
/** More years than this, back or ahead, are a mistake, and would leave the calendar. */
const MOST_YEARS = 1000n;

const LOINC_BIRTH_DATE = "21112-8";

/** A field as far as its own entry tells. */
export interface ReadField {
  readonly field: Field;
  readonly names: readonly WrittenName[];
  /** Where `since` is written, in a field that has it. */
  readonly sinceAt: number;
  /** The same for `partOf`. */
  readonly partOfAt?: number;
}

/** Where and under which name a field is declared. */
interface Declared {
  readonly report: FileReport;
  readonly name: string;
  readonly nameAt: number;
  readonly node: JsonObject;
}

/** Reads a field; without one, the reasons are in the report. */
export function readField(report: FileReport, name: string, nameAt: number, node: JsonNode): ReadField | undefined {
  if (name.trim() === "") {
    report.error("invalid-id", nameAt, "a field's name is empty");
    return undefined;
  }
  if (node.kind !== "object") {
    report.error("wrong-type", node.at, `the field \`${name}\` must be an object, not ${kindWords(node)}`);
    return undefined;
  }
  const declared = { report, name, nameAt, node };
  switch (typeOf(declared)) {
    case "number":
      return readNumber(declared);
    case "boolean":
      return readBoolean(declared);
    case "code":
      return readCode(declared);
    case "date":
      return readDate(declared);
    case undefined:
      return undefined;
  }
}

/** The type decides which keys are allowed; without it nothing else can be checked. */
function typeOf({ report, name, node }: Declared): Field["type"] | undefined {
  const entry = node.entries.find(({ key }) => key === "type");
  if (entry === undefined) {
    const misspelt = node.entries.find(({ key }) => closest(key, ["type"]) !== undefined);
    if (misspelt === undefined)
      report.error("missing-key", node.at, `the field \`${name}\` needs the key \`type\``, `it is ${oneOf(FIELD_TYPES)}`);
    else
      report.error("unknown-key", misspelt.keyAt, `unknown key \`${misspelt.key}\` in the field \`${name}\``, didYouMean("type"));
    return undefined;
  }
  const { value } = entry;
  const written = value.kind === "string" ? value.value : undefined;
  const found = FIELD_TYPES.find((type) => type === written);
  if (found !== undefined) return found;
  if (written === undefined) report.error("wrong-type", value.at, `\`type\` must be text in quotes, not ${kindWords(value)}`);
  else {
    const meant = closest(written, FIELD_TYPES);
    report.error(
      "invalid-value",
      value.at,
      `\`type\` cannot be \`${written}\``,
      didYouMean(meant) ?? `it is ${oneOf(FIELD_TYPES)}`,
    );
  }
  return undefined;
}

/** What all fields have; the names with their places. `head` has been checked for its form. */
function withHead<T extends object>(
  { report, name, nameAt, node }: Declared,
  head: {
    readonly label: string | undefined;
    readonly aliases: readonly string[] | undefined;
    readonly loinc: readonly string[] | undefined;
  },
  rest: T,
) {
  const { label = name, aliases = [], loinc = [] } = head;
  const names: WrittenName[] = [{ text: name, at: nameAt }];
  for (const { key, value } of node.entries) {
    if (key === "label" && value.kind === "string") names.push({ text: value.value, at: value.at });
    if (key !== "aliases" || value.kind !== "array") continue;
    for (const item of value.items) if (item.kind === "string") names.push({ text: item.value, at: item.at });
  }
  return { field: { name, label, aliases, loinc, at: report.at(nameAt), ...rest }, names };
}

function readNumber(declared: Declared): ReadField | undefined {
  const { report, name, node } = declared;
  const before = report.found.length;
  const filled = fill(report, node, FORMS.number, `the number field \`${name}\``);
  const head = { label: filled.get("label"), aliases: filled.get("aliases"), loinc: filled.get("loinc") };
  filled.get("type");
  const integer = filled.get("integer") ?? filled.has("integer"); // a fault that has been reported makes no others
  const ranges = filled.get("ranges") ?? false;
  const assumeUnit = filled.get("assumeUnit") ?? true;
  const since = filled.get("since");
  const partOf = filled.get("partOf");
  const code = filled.get("unit");
  const unit = code === undefined ? undefined : readUnitCode(report, filled.at("unit"), code);
  const massNode = filled.get("molarMass");
  const molarMass = massNode && readExact(report, massNode, "`molarMass`");
  if (molarMass !== undefined && molarMass.num <= 0n)
    report.error("invalid-value", filled.at("molarMass"), "`molarMass` must be above 0");
  const valenceNode = filled.get("valence");
  const whole = valenceNode && readWhole(report, valenceNode, "`valence`", 1);
  const valence = whole === undefined ? undefined : ratio(BigInt(whole));
  const fraction = filled.get("fraction") ?? false;
  const kinds = acceptedKinds(unit, { molarMass, valence, fraction });
  const hasEffect = (substance: Partial<Substance>): boolean =>
    convertibleKinds(unit, { molarMass: undefined, ...substance }).length > convertibleKinds(unit, undefined).length;
  const useless = (key: "molarMass" | "valence" | "fraction", words: string): void => {
    if (unit === undefined && filled.has("unit")) return; // has been reported
    const why = code === undefined ? "the field has no unit" : `\`${code}\` is ${words}`;
    report.error("invalid-value", filled.at(key), `\`${key}\` has no effect: ${why}`);
  };
  const isIon = valence !== undefined && hasEffect({ valence });
  if (molarMass !== undefined && molarMass.num > 0n && !hasEffect({ molarMass, valence: isIon ? valence : undefined }))
    useless("molarMass", "neither mass nor substance");
  if (valence !== undefined && !hasEffect({ molarMass, valence })) useless("valence", "no concentration of a substance");
  if (fraction && !hasEffect({ fraction })) useless("fraction", "not %");
  const list = filled.get("plausible");
  const plausible = list && readBounds(report, list, "`plausible`");
  const codes = filled.get("codes");
  const spellings = readNumberCodes(report, codes, { name, integer, plausible }, filled.at("codes"));
  const counted = readCounted(report, filled.get("counted") ?? [], filled.at("counted"));
  if (counted.size > 0 && (!integer || code !== undefined))
    report.error("invalid-value", filled.at("counted"), "`counted` needs `integer: true` and no unit");
  if (plausible === undefined || report.found.length > before) return undefined;
  const type = "number" as const;
  const rest = {
    type,
    unit,
    kinds,
    plausible,
    integer,
    ranges,
    assumeUnit,
    molarMass,
    valence,
    fraction,
    since,
    partOf,
    spellings,
    counted,
  };
  const made: { field: NumberField; names: readonly WrittenName[] } = withHead(declared, head, rest);
  return { ...made, sinceAt: filled.at("since"), partOfAt: filled.at("partOf") };
}

function readBoolean(declared: Declared): ReadField | undefined {
  const { report, name, nameAt, node } = declared;
  const before = report.found.length;
  const filled = fill(report, node, FORMS.boolean, `the boolean field \`${name}\``);
  const head = { label: filled.get("label"), aliases: filled.get("aliases"), loinc: filled.get("loinc") };
  filled.get("type");
  const whenBlank = filled.get("whenBlank");
  const spellings = readYesNo(report, name, filled.get("spellings"));
  if (report.found.length > before) return undefined;
  const type = "boolean" as const;
  const made: { field: BooleanField; names: readonly WrittenName[] } = withHead(declared, head, { type, spellings, whenBlank });
  return { ...made, sinceAt: nameAt };
}

function readCode(declared: Declared): ReadField | undefined {
  const { report, name, nameAt, node } = declared;
  const before = report.found.length;
  const filled = fill(report, node, FORMS.code, `the code field \`${name}\``);
  const head = { label: filled.get("label"), aliases: filled.get("aliases"), loinc: filled.get("loinc") };
  filled.get("type");
  const declaredCodes = filled.get("codes");
  const known = readCodeNames(report, name, declaredCodes, filled.get("undecided"));
  const whenBlank = filled.get("whenBlank");
  if (whenBlank !== undefined && declaredCodes !== undefined && !known.codes.includes(whenBlank)) {
    const message = `\`whenBlank\` is \`${whenBlank}\`, which is not a code of \`${name}\``;
    report.error("unknown-code", filled.at("whenBlank"), message, suggestCode(whenBlank, known));
  }
  if (report.found.length > before) return undefined;
  const type = "code" as const;
  const made: { field: CodeField; names: readonly WrittenName[] } = withHead(declared, head, {
    type,
    ...known,
    whenBlank,
  });
  return { ...made, sinceAt: nameAt };
}

/** Names of dates of birth in fields that are declared: everybody has one, so no day of it means "never". */
const BIRTH = /birth|born|(?:^|[^a-z])dob(?:[^a-z]|$)|gebu|gebo|naiss|nacim|nasc|рожд|出生|生年|誕生|生日/i;

function readDate(declared: Declared): ReadField | undefined {
  const { report, name, nameAt, node } = declared;
  const before = report.found.length;
  const filled = fill(report, node, FORMS.date, `the date field \`${name}\``);
  const head = { label: filled.get("label"), aliases: filled.get("aliases"), loinc: filled.get("loinc") };
  filled.get("type");
  const list = filled.get("plausible");
  const plausible = list === undefined ? PLAUSIBLE_DATES : readBounds(report, list, "`plausible`");
  if (plausible !== undefined && !isCalendar(plausible)) {
    const message = `\`plausible\` of a date field must lie between -${MOST_YEARS} and ${MOST_YEARS}`;
    report.error("invalid-value", filled.at("plausible"), message, "it is in years before the as-of date");
  }
  if (plausible === undefined || report.found.length > before) return undefined;
  const type = "date" as const;
  const isBirth = name === "birth_date" || head.loinc?.includes(LOINC_BIRTH_DATE) === true;
  const isEvent = !isBirth && ![name, head.label, ...(head.aliases ?? [])].some((one) => BIRTH.test(one ?? ""));
  const rest = { type, plausible, ...(isBirth ? { isBirth } : {}), ...(isEvent ? { isEvent } : {}) };
  const made: { field: DateField; names: readonly WrittenName[] } = withHead(declared, head, rest);
  return { ...made, sinceAt: nameAt };
}

interface Bounds {
  readonly low: Ratio;
  readonly high: Ratio;
}

function isCalendar({ low, high }: Bounds): boolean {
  return compareRatios(low, ratio(-MOST_YEARS)) >= 0 && compareRatios(high, ratio(MOST_YEARS)) <= 0;
}

/** Whether the declared meaning of a word is plausible; reports it if not. */
export function checkHeld(report: FileReport, at: number, value: Ratio, name: string, { low, high }: Bounds): boolean {
  if (compareRatios(value, low) >= 0 && compareRatios(value, high) <= 0) return true;
  const message = `${ratioText(value)} is outside the plausible range of \`${name}\`: ${ratioText(low)} to ${ratioText(high)}`;
  report.error("invalid-value", at, message);
  return false;
}

const NOUN = /^[\p{L}\p{M} '’-]+$/u;

/** Nouns that may stand after a count. Figures and signs in them would be part of the number. */
function readCounted(report: FileReport, nouns: readonly string[], at: number): ReadonlySet<string> {
  const bad = nouns.find((noun) => !NOUN.test(noun));
  if (bad !== undefined) report.error("invalid-value", at, `\`${bad}\` in \`counted\` is no noun: letters only`);
  return new Set(nouns.flatMap((noun) => keyboardSpellings(foldSpelling(noun))));
}

/** Words for the values of an integer field. A spelling that is a number itself must be that number. */
function readNumberCodes(
  report: FileReport,
  codes: JsonObject | undefined,
  { name, integer, plausible }: { readonly name: string; readonly integer: boolean; readonly plausible: Bounds | undefined },
  at: number,
): ReadonlyMap<string, number> {
  const spellings = new Map<string, number>();
  if (codes === undefined) return spellings;
  if (!integer) report.error("invalid-value", at, "`codes` of a number field need `integer: true`");
  for (const { code, texts } of codesOf(report, codes)) {
    if (!/^-?\d{1,15}$/.test(code.text)) {
      report.error(
        "invalid-value",
        code.at,
        `\`${code.text}\` is not a whole number`,
        "the codes of a number field are its values",
      );
      continue;
    }
    const value = Number(code.text);
    if (plausible !== undefined) checkHeld(report, code.at, ratio(BigInt(code.text)), name, plausible);
    for (const spelling of texts) {
      const decimal = parseDecimal(spelling.text.trim());
      if (decimal === undefined || Number(spelling.text) === value) addSpelling(report, spellings, spelling, value);
      else
        report.error("duplicate-spelling", spelling.at, `\`${spelling.text}\` is itself a number; it cannot mean \`${value}\``);
    }
  }
  return spellings;
}
