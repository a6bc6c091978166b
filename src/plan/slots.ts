/** Slots: the fields whose cells are read, each once, however many trials and criteria use them. */
import { type Field, type LeafCondition, leavesOf, type Trial } from "../language/model.js";

/** One field as one dictionary declares it. */
export interface Slot {
  readonly index: number;
  readonly field: Field;
  /** The slot of the date field from which this one follows where a record has no value of its own; undefined: none. */
  readonly since: number | undefined;
  /** Whether criteria use it; false for a field that is read only because another one follows from it, or is a part of it. */
  readonly used: boolean;
  /** Whether it is read only because another one is a part of it, which cannot be larger: where it cannot be read, nothing is lost. */
  readonly isWhole: boolean;
  /** The trials that use it, by index, in ascending order. */
  readonly trials: readonly number[];
}

/** The slots of a run; plain data. */
export interface SlotPlan {
  readonly trials: readonly Trial[];
  readonly slots: readonly Slot[];
  /** By trial: the slots of the fields that its criteria use. */
  readonly slotsByName: readonly ReadonlyMap<string, number>[];
}

/** The slot of a field that a trial's criteria use. Throws for any other field. */
export function slotOf({ slotsByName }: SlotPlan, trial: number, field: string): number {
  const slot = slotsByName[trial]?.get(field);
  if (slot === undefined) throw new Error(`no slot for field ${field} of trial ${trial}`);
  return slot;
}

interface Draft {
  readonly field: Field;
  since: number | undefined;
  used: boolean;
  isWhole: boolean;
  readonly trials: Set<number>;
}

/**
 * One slot for each field that criteria use, for the date fields that these follow from, and for the fields of which they are a part. Trials whose dictionaries
 * declare a field identically (but for its place in the file) share a slot. `leavesIn`: the leaves of a trial that count, otherwise all.
 */
export function planSlots(
  trials: readonly Trial[],
  leavesIn = (trial: Trial): readonly LeafCondition[] => trial.criteria.flatMap(({ condition }) => leavesOf(condition)),
): SlotPlan {
  const drafts: Draft[] = [];
  const namedAlike = new Map<string, number[]>();
  const byName = trials.map(() => new Map<string, number>());

  const add = (trial: Trial, index: number, field: Field, as: "used" | "since" | "whole"): number => {
    const sinceField = field.type === "number" && field.since !== undefined ? trial.fields.get(field.since) : undefined;
    const since = sinceField === undefined ? undefined : add(trial, index, sinceField, "since");
    const namesakes = namedAlike.get(field.name) ?? [];
    let slot = namesakes.find((one) => isSame(drafts[one], field, since));
    if (slot === undefined) {
      slot = drafts.length;
      drafts.push({ field, since, used: false, isWhole: true, trials: new Set() });
      namedAlike.set(field.name, [...namesakes, slot]);
    }
    const draft = drafts[slot];
    if (draft !== undefined) {
      draft.used ||= as === "used";
      draft.isWhole &&= as === "whole";
      draft.trials.add(index);
    }
    byName[index]?.set(field.name, slot);
    return slot;
  };

  trials.forEach((trial, index) => {
    for (const { field } of leavesIn(trial)) add(trial, index, field, "used");
  });
  trials.forEach((trial, index) => {
    for (const { field } of leavesIn(trial)) {
      const whole = field.type === "number" && field.partOf !== undefined ? trial.fields.get(field.partOf) : undefined;
      if (whole !== undefined) add(trial, index, whole, "whole");
    }
  });

  const slots = drafts.map((draft, index) => ({ index, ...draft, trials: [...draft.trials] }));
  return { trials, slots, slotsByName: byName };
}

function isSame(draft: Draft | undefined, field: Field, since: number | undefined): boolean {
  if (draft === undefined || draft.since !== since) return false;
  return draft.field === field || declaration(draft.field) === declaration(field);
}

/** A field's declaration as text, without its place: equal texts are equal declarations. */
function declaration(field: Field): string {
  return JSON.stringify(field, (key, value: unknown) => {
    if (key === "at") return undefined;
    if (typeof value === "bigint") return `${value}n`;
    if (value instanceof Map) return ["map", ...[...value].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1))];
    if (value instanceof Set) return ["set", ...value];
    return value;
  });
}
