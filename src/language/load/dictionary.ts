/** JSON -> fields, of a dictionary and of a criteria file. Conflicts between fields are found here. */
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import type { JsonObject } from "../../text/json.js";
import { foldHeading } from "../../values/heading.js";
import type { Field } from "../model.js";
import { type ReadField, readField } from "./fields.js";
import { wrongKind } from "./file-kind.js";
import { fill, uniqueEntries } from "./form.js";
import { FORMS } from "./schema.js";
import { FileReport, parseSource, type Source } from "./source.js";

/** A name by which a column is recognized as a field. */
interface Name {
  readonly text: string;
  readonly field: string;
}

/** The sound fields, and what is known about the others, so that one fault is reported once. */
export interface FieldSet {
  readonly fields: ReadonlyMap<string, Field>;
  /** Fields that are declared, but faulty. */
  readonly broken: ReadonlySet<string>;
  /** Folded heading -> the name. */
  readonly names: ReadonlyMap<string, Name>;
  /** False if a dictionary could not be read: it may have fields that are missing here. */
  readonly isComplete: boolean;
}

/** No fields; `isComplete` says whether that is certain. */
export function noFields(isComplete: boolean): FieldSet {
  return { fields: new Map(), broken: new Set(), names: new Map(), isComplete };
}

/** `base` with the fields of `node` added or put in their place. */
export function addFields(report: FileReport, base: FieldSet, node: JsonObject): FieldSet {
  const own = new Map<string, ReadField>();
  const fields = new Map(base.fields);
  const broken = new Set(base.broken);
  for (const { key, keyAt, value } of uniqueEntries(report, node).values()) {
    const read = readField(report, key, keyAt, value);
    broken.delete(key);
    if (read === undefined) {
      fields.delete(key);
      broken.add(key);
      continue;
    }
    fields.set(key, read.field); // in the place of the one it replaces
    own.set(key, read);
  }
  const set = { fields, broken, names: addNames(report, base, own), isComplete: base.isComplete };
  checkCompanions(report, set, own);
  checkSince(report, set, own);
  checkPartOf(report, set, own);
  return set;
}

/** One name cannot belong to two fields: its column could be either. */
function addNames(report: FileReport, base: FieldSet, own: ReadonlyMap<string, ReadField>): ReadonlyMap<string, Name> {
  const names = new Map([...base.names].filter(([, { field }]) => !own.has(field)));
  for (const [field, { names: written }] of own) {
    for (const { text, at } of written) {
      const folded = foldHeading(text);
      const other = folded === "" ? undefined : names.get(folded);
      if (other === undefined) names.set(folded, { text, field });
      else if (other.field !== field) {
        const clash = other.text === text ? "" : ` (as \`${other.text}\`)`;
        const message = `\`${text}\` already names the field \`${other.field}\`${clash}; it cannot also name \`${field}\``;
        report.error("duplicate-name", at, message, "case, spaces and signs such as `_ . / -` are ignored");
      }
    }
  }
  return names;
}

const COMPANIONS: Readonly<Record<Field["type"], readonly string[]>> = {
  number: ["unit", "date", "uln", "lln"],
  boolean: ["date"],
  code: ["date"],
  date: ["date"], // the field itself
};

const PARTS = ["unit", "date", "uln", "lln"] as const;

/** A column that goes with a field (`platelets_date`), or is a date field itself, cannot be another field. */
function checkCompanions(report: FileReport, { fields, names }: FieldSet, own: ReadonlyMap<string, ReadField>): void {
  // From the column to the field, because hardly any name ends like a companion.
  for (const [column, other] of names) {
    const part = PARTS.find((one) => column.endsWith(one));
    if (part === undefined) continue;
    const stem = column.slice(0, -part.length);
    for (const folded of stem === "" ? [] : [stem, `${stem}-`]) {
      const named = names.get(folded);
      if (named === undefined || named.field === other.field) continue;
      const { text, field } = named;
      if (!COMPANIONS[fields.get(field)?.type ?? "code"].includes(part)) continue;
      const later = own.get(other.field) ?? own.get(field);
      if (later === undefined) continue; // told where the two were declared
      const found = later.names.find((name) => [column, folded].includes(foldHeading(name.text)));
      const message = `\`${text}_${part}\` is a column of the field \`${field}\`, so \`${other.text}\` cannot name \`${other.field}\``;
      report.error("duplicate-name", found?.at ?? 0, message, "case, spaces and signs such as `_ . / -` are ignored");
    }
  }
}

const TIME_KINDS: ReadonlySet<string> = new Set(["d", "wk", "mo", "a"]);

/** `since` needs a date field and a unit of time, also after a criteria file has replaced one of the two. */
function checkSince(report: FileReport, set: FieldSet, own: ReadonlyMap<string, ReadField>): void {
  for (const field of set.fields.values()) {
    if (field.type !== "number" || field.since === undefined) continue;
    const declared = own.get(field.name);
    const from = set.fields.get(field.since);
    const replaced = own.get(field.since);
    const isUnsure = from === undefined && (!set.isComplete || set.broken.has(field.since));
    if (declared !== undefined) {
      const at = declared.sinceAt;
      if (!TIME_KINDS.has(field.unit?.ucum ?? "")) {
        report.error(
          "invalid-since",
          at,
          `\`${field.name}\` has \`since\`, so its unit must be a unit of time`,
          "d, wk, mo or a",
        );
      } else if (from?.type !== "date" && !isUnsure) {
        const what = from === undefined ? "is not a field" : `is a ${from.type} field`;
        report.error("invalid-since", at, `\`since\` must name a date field; \`${field.since}\` ${what}`);
      }
    } else if (replaced !== undefined && replaced.field.type !== "date") {
      const message = `\`${field.since}\` must remain a date field: \`${field.name}\` in the dictionary is computed from it`;
      report.error("invalid-since", replaced.names[0]?.at ?? 0, message);
    }
  }
}

/** `partOf` needs another number field of the same kind. */
function checkPartOf(report: FileReport, set: FieldSet, own: ReadonlyMap<string, ReadField>): void {
  for (const { field, partOfAt = 0 } of own.values()) {
    if (field.type !== "number" || field.partOf === undefined) continue;
    const whole = set.fields.get(field.partOf);
    if (whole === undefined && (!set.isComplete || set.broken.has(field.partOf))) continue;
    const isWhole = whole?.type === "number" && whole !== field && whole.unit?.kind === field.unit?.kind;
    if (isWhole) continue;
    const message = `\`partOf\` must name another number field of the same kind of unit; \`${field.partOf}\` is none`;
    report.error("invalid-value", partOfAt, message);
  }
}

/** Reads a dictionary file. */
export function readDictionary(source: Source): { readonly set: FieldSet; readonly diagnostics: readonly Diagnostic[] } {
  const report = new FileReport(source);
  const node = parseSource(source, report);
  const unread = { set: noFields(false), diagnostics: report.found };
  if (node === undefined || wrongKind(report, node, "dictionary") || node.kind !== "object") return unread;
  const filled = fill(report, node, FORMS.dictionary, "a dictionary");
  filled.get("$schema");
  filled.get("formatVersion");
  const fields = filled.get("fields");
  return fields === undefined ? unread : { set: addFields(report, noFields(true), fields), diagnostics: report.found };
}
