/** How the cells of a column are to be read, according to heading, column map and dictionary. */
import { columnUnit, type HeadingUnit, NO_UNIT, type SlotSettings } from "../cells/column-unit.js";
import { mappedLimit } from "../cells/upper-limit.js";
import type { ColumnMap, ColumnMapEntry, Field, Trust } from "../language/model.js";
import { hasOtherLegend, isUnknownLegend } from "../values/answer-legends.js";
import { withoutQuestion } from "../values/heading.js";
import type { ColumnUnit, ParseOptions } from "../values/spec.js";
import { foldSpelling } from "../values/text.js";
import { sameMeasure, ULN, type Unit } from "../values/unit/unit.js";
import { answersIn, type Legend, legendFor } from "./answer-key.js";
import { answersExplained, doubtInNotes, type NotedHead } from "./explained-digits.js";
import { unknownScale } from "./heading-scale.js";
import { unitSplits } from "./unit-splits.js";

/** REDCap writes the boxes of a list as columns of their own: `symptoms___2`. */
const CHECKBOX = /___-?\w{1,40}$/;

/** Nothing declared. */
export const NO_PARSE_OPTIONS: ParseOptions = {
  decimal: undefined,
  dateOrder: undefined,
  missing: new Set(),
  flags: [],
  codes: undefined,
  whenBlank: undefined,
};

/** The declarations that hold for one field's cells. */
function parseOptionsOf(field: Field, map: ColumnMap | undefined): ParseOptions {
  const entry = map?.columns.get(field.name);
  const declared = field.type === "boolean" || field.type === "code" ? field.whenBlank : undefined;
  return {
    ...mapOptions(map),
    century: entry?.century ?? map?.century,
    codes: entry?.codes && new Map([...entry.codes].map(([text, value]) => [foldSpelling(text), value])),
    whenBlank: entry?.whenBlank ?? declared,
  };
}

/** What the heading says about the words and digits of its column; the map outranks it. */
function withAnswers(options: ParseOptions, field: Field, written: string): ParseOptions {
  const heading = withoutQuestion(written);
  const legend = options.codes === undefined && /\d/.test(heading) ? legendIn(heading, field) : undefined;
  if (legend !== undefined)
    return { ...options, answersOf: heading, codes: legend.codes, missing: new Set([...options.missing, ...legend.missing]) };
  const answers = field.type === "boolean" ? answersIn(heading) : undefined;
  if (answers === undefined || answers.size === 0) return options;
  return { ...options, answersOf: heading, words: new Map([...answers, ...(options.words ?? [])]) };
}

function legendIn(heading: string, field: Field): Legend | undefined {
  for (const { unitText } of unitSplits(heading)) {
    const legend = legendFor(unitText, field);
    if (legend !== undefined) return legend;
  }
  return field.type === "boolean" && (hasOtherLegend(heading) || isUnknownLegend(heading)) ? OTHER_LEGEND : undefined;
}

/** Digits do not have their usual meaning, but the meaning is not known. */
const OTHER_LEGEND: Legend = { codes: new Map(), missing: [] };

/** The declarations that hold for all columns of a map: also for companions. */
function mapOptions(map: ColumnMap | undefined): ParseOptions {
  if (map === undefined) return NO_PARSE_OPTIONS;
  const { decimal, dateOrder, century, missing, words, flags } = map;
  return { ...NO_PARSE_OPTIONS, decimal, dateOrder, century, missing: new Set(missing.map(foldSpelling)), words, flags };
}

/**
 * @param heading of the values; "" if there is none
 * @param table in which the heading stands: texts around it may explain digits
 */
export function settingsOf(
  field: Field,
  map: ColumnMap | undefined,
  heading: string,
  unitInHeading: HeadingUnit,
  table?: NotedHead,
): SlotSettings {
  const entry = map?.columns.get(field.name);
  const trust = trustOf(field, map);
  const mayBeExplained = table !== undefined && field.type === "boolean" && !trust.has("coded");
  const explained = mayBeExplained ? answersExplained(table, field, heading) : undefined;
  const scale = unknownScale(heading, field);
  // A statement about all columns cannot mean that a logarithm is the number itself.
  const isScaleTrusted = scale !== undefined && (scale.isTransformed ? entry?.trust : [...trust])?.includes("bracket") === true;
  const stated: ColumnUnit =
    scale === undefined || isScaleTrusted
      ? columnUnit(field, entry, unitInHeading)
      : { state: "conflict", hint: scaleHint(scale.text) };
  const isStated = stated.state !== "unit" || (stated.from !== "field" && stated.from !== "none");
  const doubt = isStated || table === undefined ? undefined : doubtInNotes(table, field, heading, trust);
  const unit: ColumnUnit = doubt === undefined ? stated : { state: "conflict", hint: doubt };
  const isMultiple = unit.state === "unit" && unit.unit === ULN;
  const ofLimits = isMultiple ? columnUnit(field, undefined, NO_UNIT) : unit;
  return {
    columnUnit: unit,
    overruled: overruledUnit(entry, unitInHeading),
    parseOptions: withAnswers({ ...parseOptionsOf(field, map), ...explained }, field, heading),
    companionOptions: mapOptions(map),
    mappedLimits: { uln: mappedLimit(field, entry?.uln, ofLimits), lln: mappedLimit(field, entry?.lln, ofLimits) },
    trust,
    isScaleTrusted,
    checkbox: CHECKBOX.test(heading.trim().slice(-100)),
  };
}

/** What the column map says is right of a field's column. */
export function trustOf({ name }: Field, map: ColumnMap | undefined): ReadonlySet<Trust> {
  return new Set([...(map?.trust ?? []), ...(map?.columns.get(name)?.trust ?? [])]);
}

function scaleHint(scale: string): string {
  return `what \`${scale}\` in the heading means is not known`;
}

/** A person wrote the map for this very list, so that it outranks the heading. */
function overruledUnit(entry: ColumnMapEntry | undefined, heading: HeadingUnit): Unit | undefined {
  if (entry?.unit === undefined || heading.state === "none" || heading.state === "unclear") return undefined;
  return sameMeasure(entry.unit, heading.unit) ? undefined : heading.unit;
}
