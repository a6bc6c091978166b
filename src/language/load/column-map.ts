/** JSON -> a column map, checked against the fields of the trials that it will serve. */
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import type { JsonNode, JsonObject } from "../../text/json.js";
import { likeliestName } from "../../text/likeness.js";
import { isLetterFlag } from "../../values/number/flag.js";
import { compareRatios, parseDecimal, type Ratio } from "../../values/ratio.js";
import { foldSpelling } from "../../values/text.js";
import { isHeld, ULN, type Unit } from "../../values/unit/unit.js";
import type { ColumnMap, ColumnMapEntry, Field, NumberField, Trial } from "../model.js";
import { addWord, suggestCode } from "./codes.js";
import { checkHeld } from "./fields.js";
import { wrongKind } from "./file-kind.js";
import { fill, kindWords, uniqueEntries } from "./form.js";
import { checkCompanions } from "./map-companions.js";
import { readIds, readInput } from "./map-head.js";
import { readExact, readUnitCode } from "./quantities.js";
import { FORMS } from "./schema.js";
import { FileReport, parseSource, type Source } from "./source.js";
import { didYouMean, fieldNamed } from "./suggest.js";
import { readTrust } from "./trust.js";

type Meaning = string | number | boolean;

/** Reads a column map. With several trials an entry must suit the field of each that has it. */
export function loadColumnMap(
  source: Source,
  trials: readonly Trial[],
): { readonly map: ColumnMap | undefined; readonly diagnostics: readonly Diagnostic[] } {
  const report = new FileReport(source);
  const map = readMap(report, source, trials);
  return { map: report.found.length > 0 ? undefined : map, diagnostics: report.found };
}

function readMap(report: FileReport, source: Source, trials: readonly Trial[]): ColumnMap | undefined {
  const node = parseSource(source, report);
  if (node === undefined || wrongKind(report, node, "column-map") || node.kind !== "object") return undefined;
  const filled = fill(report, node, FORMS.columnMap, "a column map");
  filled.get("$schema");
  filled.get("formatVersion");
  filled.get("unclaimed");
  const named = filled.get("id");
  const id = named && readIds(report, named);
  const input = readInput(report, filled);
  const [decimal, dateOrder, century] = [filled.get("decimal"), filled.get("dateOrder"), filled.get("century")];
  const [candidates, missing] = [filled.get("candidates") ?? [], filled.get("missing") ?? []];
  const words = readWords(report, node, [...(filled.get("yes") ?? []), ...(filled.get("no") ?? [])], missing);
  const flags = filled.get("flags") ?? [];
  const dateColumn = filled.get("dateColumn");
  const dateColumnAt = dateColumn === undefined ? undefined : report.at(filled.at("dateColumn"));
  checkFlags(report, node);
  const columns = new Map<string, ColumnMapEntry>();
  const list = filled.get("columns");
  for (const { key, keyAt, value } of list === undefined ? [] : uniqueEntries(report, list).values()) {
    const fields = [...new Set(trials.flatMap((trial) => trial.fields.get(key) ?? []))];
    // Without a trial there are no fields to compare the map with: only its form is checked.
    if (fields.length === 0 && trials.length > 0) {
      const named = trials.flatMap((trial) => fieldNamed(trial, key)?.name ?? []);
      const known = trials.flatMap((trial) => [...trial.fields.keys()]);
      const meant = named[0] ?? likeliestName(key, known);
      report.error(
        "unknown-field",
        keyAt,
        `unknown field \`${key}\``,
        didYouMean(meant) ?? "the keys of `columns` are fields of the criteria",
      );
    }
    if (value.kind === "object") columns.set(key, readEntry(report, keyAt, value, fields));
    else
      report.error(
        "wrong-type",
        value.at,
        `the entry of \`${key}\` must be an object, not ${kindWords(value)}`,
        '{ "column": "…" }',
      );
  }
  const dates = { dateOrder, century, dateColumn, dateColumnAt };
  const trust = readTrust(report, node, filled.get("trust")) ?? [];
  const per = filled.get("per");
  return { file: source.file, id, input, decimal, candidates, missing, words, flags, ...dates, trust, per, columns };
}

/** Words for yes and no in the whole table. */
function readWords(
  report: FileReport,
  { entries }: JsonObject,
  written: readonly string[],
  missing: readonly string[],
): ReadonlyMap<string, boolean> | undefined {
  if (written.length === 0) return undefined;
  const words = new Map<string, boolean>();
  const absent = new Set(missing.map(foldSpelling));
  for (const { key, value } of entries) {
    if ((key !== "yes" && key !== "no") || value.kind !== "array") continue;
    for (const item of value.items) {
      if (item.kind !== "string") continue;
      const folded = foldSpelling(item.value);
      if (folded === "") report.error("invalid-value", item.at, "a word is empty", "`whenBlank` says what a blank means");
      else if (absent.has(folded)) report.error("duplicate-spelling", item.at, `\`${item.value}\` is also in \`missing\``);
      else addWord(report, words, { text: item.value, at: item.at }, key === "yes");
    }
  }
  return words;
}

/** What may change or qualify a number: letters and digits, units, decimal marks, signs, comparators. Full-width forms are folded first. */
const NO_MARK = /[\p{L}\p{M}\p{N}\p{Z}\p{C}%‰°µ<>=≤≥≦≧⩽⩾≠≈~.,:;·+\-±−‐‑‒–—/^×]/u;

/** A flag is ignored, whatever it says, so it must not be able to say anything about the number. */
function checkFlags(report: FileReport, { entries }: JsonObject): void {
  const list = entries.find(({ key }) => key === "flags")?.value;
  for (const item of list?.kind === "array" ? list.items : []) {
    if (item.kind !== "string" || isLetterFlag(item.value) || !NO_MARK.test(item.value.normalize("NFKC"))) continue;
    const message = `\`${item.value}\` cannot be a flag: it may belong to the number or its unit`;
    report.error(
      "invalid-value",
      item.at,
      message,
      "a flag is one mark, such as `*`, without letters, digits, spaces, `%`, `<`, `=`, `.` or `-`, or one of `H`, `L`, `N`, `A`, `HH`, `LL`, `AA`",
    );
  }
}

function readEntry(report: FileReport, keyAt: number, node: JsonObject, fields: readonly Field[]): ColumnMapEntry {
  const filled = fill(report, node, FORMS.entry, "a column map's entry");
  const column = filled.get("column") ?? undefined; // null: not known yet
  const code = filled.get("unit");
  const unit = code === undefined ? undefined : readUnitCode(report, filled.at("unit"), code);
  if (unit !== undefined) checkUnit(report, filled.at("unit"), unit, fields);
  const [upper, lower] = [filled.get("uln"), filled.get("lln")];
  const uln = upper && readLimitOfNormal(report, upper, fields, "uln");
  const lln = lower && readLimitOfNormal(report, lower, fields, "lln");
  if (uln !== undefined && lln !== undefined && compareRatios(lln, uln) > 0)
    report.error("invalid-value", filled.at("lln"), "`lln` must not be above `uln`");
  const declared = filled.get("codes");
  const codes = declared && readCodes(report, declared, fields);
  const blank = filled.get("whenBlank");
  const whenBlank = blank && readBlank(report, blank, fields);
  const companions = {
    unitColumn: filled.get("unitColumn"),
    operatorColumn: filled.get("operatorColumn"),
    dateColumn: filled.get("dateColumn"),
    ulnColumn: filled.get("ulnColumn"),
    ulnUnitColumn: filled.get("ulnUnitColumn"),
    llnColumn: filled.get("llnColumn"),
    llnUnitColumn: filled.get("llnUnitColumn"),
  };
  checkCompanions(report, (key) => filled.at(key), companions, fields);
  const century = filled.get("century");
  const dateless = century === undefined ? undefined : fields.find(({ type }) => type !== "date");
  if (dateless !== undefined)
    report.error("invalid-value", filled.at("century"), `\`${dateless.name}\` is a ${dateless.type} field, not a date`);
  const trust = readTrust(report, node, filled.get("trust"));
  const per = filled.get("per");
  const unitless = per === undefined ? undefined : fields.find((field) => field.type !== "number" || field.unit === undefined);
  if (unitless !== undefined)
    report.error("invalid-value", filled.at("per"), `\`${unitless.name}\` has no unit, so no site has its own`);
  return { column, unit, ...companions, uln, lln, century, codes, whenBlank, per, trust, at: report.at(keyAt) };
}

/** The first fault is enough: two trials that share a field would report it twice. */
function checkUnit(report: FileReport, at: number, unit: Unit, fields: readonly Field[]): void {
  for (const field of fields) {
    if (field.type !== "number" || field.unit === undefined) {
      report.error(
        "unexpected-unit",
        at,
        `\`${field.name}\` is ${field.type === "number" ? "a bare number" : `a ${field.type} field`} and has no unit`,
      );
      return;
    }
    // Every number that has a unit may be given in multiples of the upper limit of normal.
    if (unit !== ULN && !isHeld(unit, field.kinds)) {
      report.error(
        "wrong-unit",
        at,
        `\`${unit.ucum}\` cannot be converted to \`${field.unit.ucum}\`, the unit of \`${field.name}\``,
        "look at the heading: does the column hold another quantity?",
      );
      return;
    }
  }
}

function readLimitOfNormal(report: FileReport, node: JsonNode, fields: readonly Field[], key: "uln" | "lln"): Ratio | undefined {
  const exact = readExact(report, node, `\`${key}\``);
  if (exact === undefined) return undefined;
  const other = fields.find((field) => field.type !== "number" || field.unit === undefined);
  if (exact.num <= 0n) report.error("invalid-value", node.at, `\`${key}\` must be above 0`);
  else if (other !== undefined)
    report.error("invalid-value", node.at, `\`${other.name}\` has no unit, so it has no limit of normal`);
  return exact;
}

/** Cell text -> what it means. Kept folded, as cells are looked up. */
function readCodes(report: FileReport, node: JsonObject, fields: readonly Field[]): ReadonlyMap<string, Meaning> {
  const codes = new Map<string, Meaning>();
  if (node.entries.length === 0) report.error("empty-list", node.at, "`codes` is empty");
  for (const { key, keyAt, value } of uniqueEntries(report, node).values()) {
    const meaning = readMeaning(report, value, fields, "a meaning");
    const folded = foldSpelling(key);
    const other = codes.get(folded);
    if (folded === "") report.error("invalid-value", keyAt, "a spelling is empty", "`whenBlank` says what a blank means");
    else if (other !== undefined && meaning !== undefined && other !== meaning) {
      report.error("duplicate-spelling", keyAt, `\`${key}\` already means \`${other}\`; it cannot also mean \`${meaning}\``);
    } else if (meaning !== undefined) codes.set(folded, meaning);
  }
  return codes;
}

/** @param what spelling or blank: only a text may mean a result that is not final */
function readMeaning(
  report: FileReport,
  node: JsonNode,
  fields: readonly Field[],
  what: "a meaning" | "`whenBlank`",
): Meaning | undefined {
  const meaning =
    node.kind === "string" || node.kind === "boolean" ? node.value : node.kind === "number" ? Number(node.text) : undefined;
  if (meaning === undefined)
    report.error("wrong-type", node.at, `${what} must be true, false, a code or a number, not ${kindWords(node)}`);
  else if (node.kind === "number" && readExact(report, node, what) === undefined) return undefined;
  else
    for (const field of fields) {
      if (what === "a meaning" && isUndecided(meaning, field)) continue;
      if (!canMean(report, node, meaning, field)) return undefined;
    }
  return meaning;
}

function isUndecided(meaning: Meaning, field: Field): boolean {
  return field.type === "code" && typeof meaning === "string" && field.undecided.has(meaning);
}

/** Whether a field can hold the declared meaning of a spelling; reports it if not. */
function canMean(report: FileReport, node: JsonNode, meaning: Meaning, field: Field): boolean {
  const refuse = (expected: string): false => {
    report.error(
      "wrong-type",
      node.at,
      `\`${field.name}\` is a ${field.type} field: a meaning must be ${expected}, not ${kindWords(node)}`,
    );
    return false;
  };
  switch (field.type) {
    case "boolean":
      return typeof meaning === "boolean" || refuse("true or false");
    case "number":
      if (typeof meaning !== "number") return refuse("a number");
      return canHold(report, node, field);
    case "code":
      if (typeof meaning !== "string") return refuse("one of its codes");
      if (field.codes.includes(meaning)) return true;
      report.error("unknown-code", node.at, `\`${meaning}\` is not a code of \`${field.name}\``, suggestCode(meaning, field));
      return false;
    case "date":
      return typeof meaning === "string" || refuse("a date");
  }
}

/** Whether a number field can hold a number; reports it if not. */
function canHold(report: FileReport, node: JsonNode, { name, integer, plausible }: NumberField): boolean {
  const value = node.kind === "number" ? parseDecimal(node.text)?.value : undefined;
  if (value === undefined) return true; // has been reported
  if (integer && value.den !== 1n) {
    report.error("invalid-value", node.at, `\`${name}\` takes whole numbers only`);
    return false;
  }
  return checkHeld(report, node.at, value, name, plausible);
}

/** Grades: a site may leave a cell empty because there is no such finding. A missing measurement was perhaps not made. */
function readBlank(report: FileReport, node: JsonNode, fields: readonly Field[]): Meaning | undefined {
  for (const field of fields) {
    const { name, type } = field;
    if (type !== "date" && (type !== "number" || (field.integer && field.since === undefined))) continue;
    const what = type === "date" ? "a date field" : field.integer ? "a span of time" : "not in whole numbers";
    report.error("invalid-value", node.at, `\`${name}\` is ${what}: blanks there cannot be given a meaning`);
    return undefined;
  }
  return readMeaning(report, node, fields, "`whenBlank`");
}
