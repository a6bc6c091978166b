/** Unclaimed columns beside numbers that may say something about these: a comparison sign, or another unit. */
import type { Field, NumberField } from "../language/model.js";
import type { SlotPlan } from "../plan/slots.js";
import { type ObjectsHead, type TableHead, unitKey } from "../sources/input-head.js";
import { foldHeading } from "../values/heading.js";
import { memo, once } from "../values/memo.js";
import { missingWord } from "../values/missing.js";
import { readOperator } from "../values/number/operator.js";
import { type Reading, type Unreadable, unreadable } from "../values/reading.js";
import type { ColumnUnit } from "../values/spec.js";
import { foldSpelling, trimWhite } from "../values/text.js";
import { isShareUnit, mayBeUnit } from "../values/unit/alone.js";
import { readUnit, sameMeasure } from "../values/unit/unit.js";
import { clausesOn, isOtherNumber, speaksAgainst, unitsIn } from "./claims.js";
import { PARTS } from "./column-keys.js";
import { fieldNames } from "./column-matches.js";
import { isUnitWord } from "./companion-words.js";
import type { ColumnPlace } from "./find-column.js";
import { type HeadingForms, headingForms, headingIndex, type Part } from "./heading.js";
import type { IdColumns } from "./id-columns.js";
import { keysOfValues } from "./mapped-keys.js";
import { neighbourHint } from "./neighbour-hints.js";
import { FARTHEST, goesOnUnder, placesBeside } from "./places-beside.js";
import { takenBack } from "./remark-words.js";
import { areRemarksOn, isHit, isOnField, isOnSample } from "./remarks.js";
import { type Doubt, doubtUnder } from "./told-of-value.js";

/** A column beside the numbers of a field. */
export interface Neighbour {
  readonly index: number;
  readonly heading: string;
  /** What a cell there makes of the value beside it; undefined if it says nothing. */
  readonly doubt: Doubt;
}

/** Where a slot's columns stand, and what is known of their unit. */
type SlotPlaces = Readonly<Record<Part, ColumnPlace | undefined>> & { readonly columnUnit: ColumnUnit };

const MOST_SHARE = 0.8;

/** Whether a cell says the same as the one above it. */
export function isDitto(text: string): boolean {
  return DITTO.has(text.toLowerCase());
}
const DITTO: ReadonlySet<string> = new Set([
  ...'"″〃“”同',
  "''",
  "||",
  '-"-',
  "dito",
  "ditto",
  "idem",
  "id.",
  "s.o.",
  "s. o.",
  "同上",
]);

/** What is known of a number beside which a column stands. */
interface Stated {
  readonly columnUnit: ColumnUnit;
  readonly hasUnit: boolean;
  readonly hasOperator: boolean;
  /** The heading of the numbers. */
  readonly heading?: string;
  /** It stands far away: of it only remarks are asked. */
  readonly isFar?: boolean;
  /** Its heading is blank, as those between it and the numbers in front of it: it may go on under theirs. */
  readonly isBelowSame?: boolean;
}

/**
 * What a column says of the numbers beside it, if it is theirs.
 *
 * @param cells the first ones; or whether all of them are units, mostly
 * @param isTable cells may be merged with those below, and say that they are the same as above
 * @param fields of which remarks may speak
 */
function neighbour(
  field: NumberField,
  { columnUnit, hasUnit, hasOperator, heading: ofValue, isFar = false, isBelowSame = false }: Stated,
  { index, heading }: { readonly index: number; readonly heading: string },
  cells: readonly string[] | boolean,
  isTable: boolean,
  fields: readonly Field[],
): Neighbour {
  const stated = columnUnit.state === "unit" ? columnUnit : undefined;
  const tellsUnit = !hasUnit && stated?.from !== "column-map" && field.kinds.length > 0;
  const asksUnit = tellsUnit && !isFar;
  const readsUnit = (text: string) => (mayBeUnit(text) ? unitIn(text, field) : undefined);
  const isStated = (text: string): boolean => {
    const named = stated && readsUnit(text);
    return named !== undefined && sameMeasure(named, stated?.unit);
  };
  const isElsewhere = (text: string): boolean => isShareUnit(text) && readsUnit(text) === undefined;
  const filled = (typeof cells === "boolean" ? [] : cells)
    .map(trimWhite)
    .filter((cell) => cell !== "" && !(isTable && isDitto(cell)));
  const units = filled.filter((cell) => readsUnit(cell) !== undefined);
  const isOfUnits =
    headingForms(heading).companions.some(({ part }) => part === "unit") || isUnitWord(foldHeading(heading).replace(/\d+$/, ""));
  const hasOwn = units.length > 0 || cells === true;
  const others = hasOwn ? filled.filter(isElsewhere).length : 0;
  const areUnits = isOfUnits || cells === true || areMostlyUnits(units.length, filled.length - others);
  // Units that all are others than the number's, the first of them in the first row, as merged cells are written, may go on below.
  const strange = areUnits ? units.filter((cell) => !isStated(cell)) : [];
  const top = typeof cells === "boolean" ? "" : trimWhite(cells[0] ?? "");
  const isOnTop = top !== "" && top === strange[0] && strange.length === units.length;
  const sign = unreadable("neighbour", neighbourHint(heading, index, "operatorColumn"));
  const unit = unreadable("neighbour", neighbourHint(heading, index, "unitColumn"));
  const remark = unreadable("neighbour", neighbourHint(heading, index, "remark"));
  const value = unreadable("neighbour", neighbourHint(heading, index, "value"));
  const isOwn = heading.trim() === "" || isOnField(heading, field, ofValue);
  const isRemark = isOwn || isOnSample(heading);
  const isTakenBack = (text: string): boolean => {
    // German spreadsheets write `FALSCH` for a flag that is not set.
    const isUnset = /^falsch$/i.test(text) && /flag/i.test(heading);
    const what = isRemark && !isUnset ? takenBack(text) : undefined;
    if (what === undefined || isOwn) return what !== undefined;
    const isOn = (one: Field): boolean => clausesOn(text, one).some((clause) => takenBack(clause) !== undefined);
    // A remark that names one value is not about any other.
    return isOn(field) || (isHit(what, field, text) && !(what === "value" && fields.some(isOn)));
  };
  const isInOtherUnit = (text: string): boolean =>
    tellsUnit && unitsIn(text, field, isOwn).some((one) => readsUnit(one) !== undefined && !isStated(one));
  // In a column without a heading no remark is expected, unless it goes on under the numbers' own.
  const mayDeny = isRemark && (isBelowSame || heading.trim() !== "");
  const isOther = (text: string, number: Reading): boolean =>
    mayDeny && text !== "" && (isInOtherUnit(text) || speaksAgainst(text, field, isOwn, number));
  // What is found of remarks is kept, for all fields together: most differ.
  if (!asksUnit && (hasOperator || isFar))
    return {
      index,
      heading,
      doubt: (cell, number) => (isTakenBack(trimWhite(cell)) || isOther(trimWhite(cell), number) ? remark : undefined),
    };
  const doubtful = (cell: string): Unreadable | undefined => {
    const text = trimWhite(cell);
    if (text !== "" && isTakenBack(text)) return remark;
    // Where rows state units, and some another one than is assumed, a blank is as open as in a unit column of the number's own.
    if (text === "") return isTable && asksUnit && (isOnTop || (isOfUnits && strange.length > 0)) ? unit : undefined;
    if (isTable && isDitto(text)) return asksUnit && strange.length > 0 ? unit : undefined;
    if (missingWord(foldSpelling(text)) !== undefined) return undefined;
    if (!hasOperator && isSign(text)) return sign;
    if (!asksUnit) return undefined;
    if (isBelowSame && isShareUnit(text) && !isStated(text)) return unit;
    const named = readsUnit(text);
    if (named === undefined) {
      const isElse = areUnits && hasOwn && isElsewhere(text);
      return isElse || (isOfUnits && readUnit(text, field.kinds).state === "unknown") ? unit : undefined;
    }
    return !isStated(text) && (areUnits || /[/%^]/.test(text)) ? unit : undefined;
  };
  const doubt = memo(500, String, doubtful);
  const isAnother = (text: string, number: Reading): boolean => isBelowSame && isOtherNumber(text, number);
  return {
    index,
    heading,
    doubt: (cell, number) => {
      const known = doubt(cell);
      const text = trimWhite(cell);
      return known ?? (isOther(text, number) ? remark : isAnother(text, number) ? value : undefined);
    },
  };
}

/** Whether so many units are most of the cells that are not blank. */
export function areMostlyUnits(units: number, filled: number): boolean {
  return units > 0 && units >= MOST_SHARE * filled;
}

/**
 * The columns that may say something of a field's numbers: those beside them, and those called after them (`PLT_flag`).
 *
 * @param isFree whether no field claims the column at a place, and it is no id
 * @param isValue whether a column holds values of some field
 */
function neighboursOf(
  field: Field,
  { value, columnUnit, unit, operator }: SlotPlaces,
  { headings, firstRows }: Pick<TableHead, "headings" | "firstRows">,
  isFree: (index: number) => boolean,
  isValue: (index: number) => boolean,
  fields: readonly Field[],
): readonly Neighbour[] {
  if (value === undefined) return [];
  const isBehind = (index: number): boolean =>
    index > value.index &&
    index - value.index <= FARTHEST &&
    !headings.some((_, at) => at > value.index && at < index && isValue(at));
  const told = headings.flatMap((heading, index): readonly Neighbour[] => {
    const doubt = index === value.index ? undefined : doubtUnder(field, heading, index, value.heading, isBehind(index));
    return doubt === undefined || !isFree(index) ? [] : [{ index, heading, doubt }];
  });
  if (field.type !== "number") return told;
  const stated = { columnUnit, hasUnit: unit !== undefined, hasOperator: operator !== undefined, heading: value.heading };
  const remarks = headings.flatMap((heading, at) =>
    at !== value.index && areRemarksOn(heading, field, value.heading) ? [at] : [],
  );
  const beside = placesBeside(value, headings, isValue);
  const others = [...new Set([...beside, ...remarks])].filter(isFree).map((index) =>
    neighbour(
      field,
      { ...stated, isFar: !beside.includes(index), isBelowSame: goesOnUnder(value.index, index, headings) },
      { index, heading: headings[index] ?? "" },
      firstRows.map((row) => row[index] ?? ""),
      true,
      fields,
    ),
  );
  return [...others, ...told];
}

/** `<` and words for it; `=` changes nothing. A single letter or word that is a flag is none. */
function isSign(text: string): boolean {
  if (/^(?:~|≈|ca\.?|<<|>>)$/i.test(text)) return true;
  const operator = readOperator(text);
  return operator !== undefined && operator !== "unclear" && operator !== "=";
}

function unitIn(text: string, field: NumberField) {
  const read = readUnit(text, field.kinds);
  return read.state === "unit" ? read.unit : undefined;
}

/** The columns of all slots, each with those beside it that nobody claims. */
export function withNeighbours<T extends SlotPlaces>(
  plan: SlotPlan,
  slots: readonly T[],
  head: Pick<TableHead, "headings" | "firstRows">,
  { id, seconds, perSite }: IdColumns,
): readonly (T & { readonly neighbours: readonly Neighbour[] })[] {
  const { headings } = head;
  const ids = [...id, ...seconds.flatMap(({ places }) => places), perSite].map((place) => place?.index);
  const values = new Set([...slots.map(({ value }) => value?.index), ...ids]);
  const claimed = new Set([...slots.flatMap((slot) => PARTS.map((part) => slot[part]?.index)), ...ids]);
  const names = once(() => fieldNames(plan));
  const fields = plan.slots.map(({ field }) => field);
  const isNobodys = freeForms(plan, headings);
  const formsAt = memo(1000, Number, (index: number) => headingForms(headings[index] ?? ""));
  const isValue = memo(1000, Number, (index: number) => values.has(index) || names().rolesOf(formsAt(index)).length > 0);
  const isFree = memo(1000, Number, (index: number) => !claimed.has(index) && !isValue(index) && isNobodys(formsAt(index)));
  return slots.map((slot, index) => {
    const field = plan.slots[index]?.field;
    const neighbours = field === undefined ? [] : neighboursOf(field, slot, head, isFree, isValue, fields);
    return { ...slot, neighbours };
  });
}

/** The same for JSON: what the key beside another says of its number. */
export function keyNeighbours(
  { slots }: SlotPlan,
  { headings, firstRows, whole }: Pick<ObjectsHead, "headings" | "firstRows" | "whole">,
): (slot: number, path: string, stated: Stated) => Neighbour | undefined {
  const keyOf = (slot: number, path: string, { columnUnit, hasUnit, hasOperator, heading }: Stated): string =>
    JSON.stringify([
      slot,
      path,
      heading,
      hasUnit,
      hasOperator,
      columnUnit.state === "unit" && [columnUnit.unit?.ucum, columnUnit.from],
    ]);
  const fields = slots.map(({ field }) => field);
  return memo(1000, keyOf, (slot, path, stated) => {
    const field = slots[slot]?.field;
    const index = headings.indexOf(path);
    const cells = index < 0 ? [] : firstRows.map((row) => row[index] ?? "");
    if (field === undefined) return undefined;
    const told = doubtUnder(field, path, index, stated.heading ?? field.label, false);
    if (field.type !== "number") return told && { index, heading: path, doubt: told };
    const known = whole === undefined ? cells : whole.unitKeys.includes(unitKey(path, field.kinds));
    const beside = neighbour(field, stated, { index, heading: path }, known, false, fields);
    return told === undefined ? beside : { ...beside, doubt: (cell, number) => beside.doubt(cell, number) ?? told(cell, number) };
  });
}

/** Whether a key is no field's, and not the companion of another key. */
export function freeKeys(plan: SlotPlan, { headings }: Pick<ObjectsHead, "headings">): (path: string) => boolean {
  const isNobodys = freeForms(plan, keysOfValues(headings));
  return (path) => isNobodys(headingForms(path));
}

/** Whether a heading is no field's, and not the companion of another of these headings. */
function freeForms(plan: SlotPlan, headings: readonly string[]): (forms: HeadingForms) => boolean {
  const fields = once(() => headingIndex(new Set(plan.trials.flatMap((trial) => [...trial.fields.values()]))));
  const others = once(() => new Set(headings.map(foldHeading).filter((heading) => heading !== "")));
  return (forms) => !forms.companions.some(({ stem }) => others().has(stem)) && fields().rolesOf(forms).length === 0;
}
