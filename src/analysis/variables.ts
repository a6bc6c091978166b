/** From the leaves of a trial to variables and their states. */
import type {
  BooleanField,
  CodeField,
  CompareNumber,
  Field,
  LeafCondition,
  NumberField,
  Span,
  Trial,
} from "../language/model.js";
import { wholeUnitsElapsed } from "../values/date/date.js";
import { memoOf } from "../values/memo.js";
import { compareRatios, type Ratio, ratio, toDouble } from "../values/ratio.js";
import { isMultiple } from "../values/unit/unit.js";
import { withAges } from "./ages.js";
import { type DateLeaf, dayStates, unitOf } from "./date-states.js";
import { FALSE, type LeafPlace, TRUE, UNKNOWN } from "./formula.js";
import { comparing, withKnown } from "./known-states.js";
import { inFieldUnit } from "./ladder.js";
import { asState, type NumberState, numberStates } from "./number-states.js";
import { openStates } from "./open-states.js";
import { distinctStates, isOnLimit, refuseTooMany, type Sample, type State, type Variable } from "./state.js";

/** The variables of a trial's criteria, and where each leaf is found. */
export interface Variables {
  readonly list: readonly Variable[];
  readonly placeOf: (leaf: LeafCondition) => LeafPlace;
}

/** Two leaves that say the same are one. */
function keyOf(leaf: LeafCondition): string {
  return `${leaf.kind} ${leaf.field.name} ${limitKey(leaf)}`;
}

function limitKey({ limit }: LeafCondition): string {
  return JSON.stringify(limit);
}

/** Groups leaves by field; a date and what follows from it are one variable where both are used. */
export function variablesIn(trial: Trial, leaves: readonly LeafCondition[]): Variables {
  const used = new Set(leaves.map(({ field }) => field.name));
  // Multiples of a limit of normal make no sense for a time; if there are any, nothing is concluded from the date.
  const inMultiples = new Set(
    leaves.flatMap((leaf) => (leaf.kind === "number" && isMultiple(leaf.unit) ? [leaf.field.name] : [])),
  );
  const groups = new Map<string, { readonly variable: number; readonly fields: Set<Field>; readonly leaves: LeafCondition[] }>();
  const places = new Map<string, LeafPlace>();
  const placeOf = new Map<LeafCondition, LeafPlace>();
  for (const leaf of leaves) {
    const key = keyOf(leaf);
    const place = places.get(key);
    if (place !== undefined) {
      placeOf.set(leaf, place);
      continue;
    }
    const { field } = leaf;
    const since = field.type === "number" ? field.since : undefined;
    const name =
      since !== undefined && !inMultiples.has(field.name) && used.has(since) && trial.fields.get(since)?.type === "date"
        ? since
        : field.name;
    const group = groups.get(name) ?? { variable: groups.size, fields: new Set(), leaves: [] };
    groups.set(name, group);
    const made = { variable: group.variable, leaf: group.leaves.length };
    places.set(key, made);
    placeOf.set(leaf, made);
    group.fields.add(field);
    group.leaves.push(leaf);
  }
  const list = [...groups.values()].map((group) => ({ fields: [...group.fields], leaves: group.leaves }));
  return { list, placeOf: (leaf) => placeOf.get(leaf) ?? { variable: 0, leaf: 0 } };
}

/** Whether a variable's states depend on the as-of date. */
export function isDated({ fields }: Variable): boolean {
  return fields.some(({ type }) => type === "date");
}

/** Cached, because trials that share a dictionary need the same states. Dates have states for many days, which are not kept. */
const statesOfField = memoOf((_: Field): Map<string, readonly State[]> => new Map());

/** All states of a variable on an as-of date: every value, too old or undated as its leaves ask, and none. */
export function statesOf(variable: Variable, asOf: number): readonly State[] {
  const [field, ...more] = variable.fields;
  if (field === undefined || more.length > 0 || field.type === "date") return makeStates(variable, asOf);
  const known = statesOfField(field);
  const key = variable.leaves.map(limitKey).join("; ");
  const states = known.get(key) ?? makeStates(variable, asOf);
  known.set(key, states);
  return states;
}

function makeStates({ fields, leaves }: Variable, asOf: number): readonly State[] {
  const [field] = fields;
  const own = comparing(leaves);
  const sure =
    field === undefined ? [] : fields.length > 1 ? linkedStates({ fields, leaves: own }, asOf) : singleStates(field, own, asOf);
  const made = fields.length > 1 ? sure : [...sure, ...openStates(sure)];
  const missing: State = { leaves: new Uint8Array(own.length).fill(UNKNOWN), isKnown: false, samples: [] };
  if (own.length < leaves.length) {
    const known = withKnown(leaves, [...made, missing]);
    refuseTooMany(known.length, leaves.length);
    return distinctStates(withAges(leaves, known));
  }
  const aged = withAges(leaves, made);
  refuseTooMany(aged.length, leaves.length);
  // Ladders and codes have no state twice; what was combined may have.
  const isCombined =
    fields.length > 1 ? aged.length > made.length : aged.some(({ rank }) => rank === undefined) && field?.type === "number";
  return isCombined || aged.length > made.length ? distinctStates([...aged, missing]) : [...aged, missing];
}

function singleStates(field: Field, leaves: readonly LeafCondition[], asOf: number): readonly State[] {
  switch (field.type) {
    case "number":
      return typical(numberStates(field, numbersAmong(leaves)).map((state) => asState(field, state)));
    case "boolean":
      return booleanStates(field, leaves);
    case "code":
      return codeStates(field, leaves);
    case "date":
      return dayStates(field, datesAmong(leaves), [], asOf).map(({ day, leaves: truths }, rank) => {
        return { leaves: truths, isKnown: true, rank, samples: [{ kind: "date", field, day }] };
      });
  }
}

/** Values between limits first, from the middle: a witness should look like a candidate, not like a boundary case. */
function typical(states: readonly State[]): readonly State[] {
  const at = (state: State): number => (isOnLimit(state) ? 1 : 0);
  return [...states].sort((a, b) => at(a) - at(b) || (b.rank ?? -1) - (a.rank ?? -1));
}

function numbersAmong(leaves: readonly LeafCondition[]): readonly CompareNumber[] {
  return leaves.filter((leaf) => leaf.kind === "number");
}

function datesAmong(leaves: readonly LeafCondition[]): readonly DateLeaf[] {
  return leaves.filter((leaf) => leaf.kind === "elapsed" || leaf.kind === "date");
}

function booleanStates(field: BooleanField, leaves: readonly LeafCondition[]): readonly State[] {
  return [true, false].map((value) => {
    const truths = leaves.map((leaf) => (leaf.kind === "boolean" && leaf.value === value ? TRUE : FALSE));
    return { leaves: Uint8Array.from(truths), isKnown: true, samples: [{ kind: "boolean", field, value }] };
  });
}

function codeStates(field: CodeField, leaves: readonly LeafCondition[]): readonly State[] {
  refuseTooMany(field.codes.length, leaves.length);
  const sets = leaves.map((leaf) => ({
    codes: new Set(leaf.kind === "code" ? leaf.codes : []),
    negated: leaf.kind === "code" && leaf.negated,
  }));
  return field.codes.map((value) => {
    const truths = sets.map(({ codes, negated }) => (codes.has(value) !== negated ? TRUE : FALSE));
    return { leaves: Uint8Array.from(truths), isKnown: true, samples: [{ kind: "code", field, value }] };
  });
}

/** A date with numbers that follow from it. Each number lies within the whole units that have gone by since the date. */
function linkedStates({ fields, leaves }: Variable, asOf: number): readonly State[] {
  const date = fields.find((field) => field.type === "date");
  const numbers = fields.filter((field) => field.type === "number");
  if (date === undefined) return [];
  const more = numbers.flatMap((field) => wholeLimits(field, leaves));
  const days = dayStates(date, datesAmong(leaves), more, asOf);
  const ladders = numbers.map((field) => ladderOf(field, leaves));
  const states: State[] = [];
  for (const { day, leaves: truths } of days) {
    const own = new Map(datesAmong(leaves).map((leaf, index) => [leaf, truths[index] ?? UNKNOWN]));
    const sample: Sample = { kind: "date", field: date, day };
    // Each number there, and each missing; the record without the number takes it from the date.
    const choices = ladders.map((ladder) => within(ladder, wholeUnitsElapsed(day, asOf, unitOf(ladder.field.unit?.ucum))));
    if (choices.every((one) => one.length > 0))
      states.push(...products(choices).map((chosen) => linked(leaves, own, [sample], chosen, true)));
    states.push(linked(leaves, own, [sample], [], false));
    refuseTooMany(states.length, leaves.length);
  }
  const alone = products(ladders.map(({ states: of }) => of));
  states.push(...alone.map((chosen) => linked(leaves, new Map(), [], chosen, false)));
  return distinctStates(states);
}

interface Chosen {
  readonly field: NumberField;
  readonly state: NumberState;
}

function numbersOf(field: NumberField, leaves: readonly LeafCondition[]): readonly CompareNumber[] {
  return numbersAmong(leaves).filter((leaf) => leaf.field.name === field.name);
}

/** The whole units around each limit: the days on which they are reached matter. */
function wholeLimits(field: NumberField, leaves: readonly LeafCondition[]): readonly Span[] {
  const unit = unitOf(field.unit?.ucum);
  return numbersOf(field, leaves).flatMap(({ limits, unit: from }) =>
    limits.flatMap((limit) => {
      const whole = floorOf(inFieldUnit(limit, from, field));
      return [whole, whole + 1].filter((value) => value >= 0).map((value) => ({ value, unit }));
    }),
  );
}

/** A number's states, and by the whole units in which they lie. */
interface Ladder {
  readonly field: NumberField;
  readonly states: readonly Chosen[];
  readonly byWhole: ReadonlyMap<number, readonly Chosen[]>;
}

const laddersOf = memoOf((_: readonly LeafCondition[]): Map<string, Ladder> => new Map());

/** Made once for all as-of dates. Whole numbers are limits of their own, so that every whole year of age has a state. */
function ladderOf(field: NumberField, leaves: readonly LeafCondition[]): Ladder {
  const known = laddersOf(leaves);
  const found = known.get(field.name);
  if (found !== undefined) return found;
  const own = numbersOf(field, leaves);
  const wholes = own.flatMap(({ limits, unit }) => limits.map((limit) => floorOf(inFieldUnit(limit, unit, field))));
  const more = [...new Set(wholes.flatMap((whole) => [whole - 1, whole, whole + 1, whole + 2]))].map((whole) =>
    ratio(BigInt(whole)),
  );
  const states = numberStates(field, own, more).map((state) => ({ field, state }));
  const byWhole = new Map<number, Chosen[]>();
  for (const chosen of states) {
    const whole = floorOf(chosen.state.exact);
    byWhole.set(whole, [...(byWhole.get(whole) ?? []), chosen]);
  }
  const made = { field, states, byWhole };
  known.set(field.name, made);
  return made;
}

/** What a number may be while so many whole units have gone by. If no limit is near, the whole number represents all. */
function within({ field, states, byWhole }: Ladder, whole: number | undefined): readonly Chosen[] {
  if (whole === undefined) return [];
  const near = byWhole.get(whole);
  const exact = ratio(BigInt(whole));
  if (near?.some(({ state }) => compareRatios(state.exact, exact) === 0)) return near;
  const rank = states.findLast(({ state }) => isOnLimit(state) && compareRatios(state.exact, exact) < 0)?.state.rank;
  const gap = rank === undefined ? undefined : states.find(({ state }) => state.rank === rank + 1);
  return gap === undefined ? [] : [{ field, state: { ...gap.state, value: exact, exact, unit: field.unit } }];
}

function floorOf(value: Ratio): number {
  return Math.floor(toDouble(value));
}

function linked(
  leaves: readonly LeafCondition[],
  dates: ReadonlyMap<LeafCondition, number>,
  samples: readonly Sample[],
  chosen: readonly Chosen[],
  isKnown: boolean,
): State {
  const truths = new Map(dates);
  for (const { field, state } of chosen) {
    for (const [index, leaf] of numbersOf(field, leaves).entries()) truths.set(leaf, state.leaves[index] ?? UNKNOWN);
  }
  const shown = chosen.map(
    ({ field, state }): Sample => ({
      kind: "number",
      field,
      value: state.value,
      unit: state.unit,
      uln: state.uln,
      lln: state.lln,
    }),
  );
  return {
    leaves: Uint8Array.from(leaves.map((leaf) => truths.get(leaf) ?? UNKNOWN)),
    isKnown,

    samples: [...samples, ...shown],
  };
}

function products<T>(choices: readonly (readonly T[])[]): readonly (readonly T[])[] {
  return choices.reduce<readonly (readonly T[])[]>(
    (rows, next) => {
      refuseTooMany(rows.length * next.length, 1);
      return rows.flatMap((row) => next.map((one) => [...row, one]));
    },
    [[]],
  );
}
