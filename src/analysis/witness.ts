/** A candidate who would be eligible, as a JSON record that `screen` reads. */
import { leavesOf } from "../language/model.js";
import { formatDay } from "../values/date/date.js";
import { decimalBounds, type Ratio } from "../values/ratio.js";
import { ULN } from "../values/unit/unit.js";
import type { Sample } from "./state.js";
import type { Found, TrialAnalysis } from "./trial-analysis.js";

/** A record, and the day for which it would be eligible. */
export interface Witness {
  readonly trial: string;
  /** ISO date. */
  readonly asOf: string;
  readonly record: Readonly<Record<string, unknown>>;
}

/** The record of what the search found: the fields that criteria use. */
export function witnessOf(analysis: TrialAnalysis, { asOf, states }: Found): Witness {
  const dated = new Set(
    analysis.trial.criteria.flatMap(({ condition }) =>
      leavesOf(condition).flatMap((leaf) => ("maxAge" in leaf && leaf.maxAge !== undefined ? [leaf.field.name] : [])),
    ),
  );
  const record = new Map<string, unknown>([["patient_id", "witness"]]);
  const samples = new Map(
    [...states.values()].flatMap((state) => state.samples.map((sample) => [sample.field.name, sample] as const)),
  );
  // In the order of the criteria, so that the two can be read side by side.
  for (const { condition } of analysis.trial.criteria) {
    for (const { field } of leavesOf(condition)) {
      const sample = samples.get(field.name);
      if (sample === undefined || record.has(field.name)) continue;
      record.set(field.name, shownValue(sample));
      if (sample.kind === "number") {
        const unit = sample.field.type === "number" ? sample.field.unit?.ucum : undefined;
        for (const limit of ["uln", "lln"] as const)
          if (sample[limit] !== undefined) record.set(`${field.name}_${limit}`, quantity(sample[limit], unit));
      }
      if (dated.has(field.name)) record.set(`${field.name}_date`, formatDay(asOf));
    }
  }
  return { trial: analysis.trial.id, asOf: formatDay(asOf), record: Object.fromEntries(record) };
}

function shownValue(sample: Sample): unknown {
  switch (sample.kind) {
    case "boolean":
    case "code":
      return sample.value;
    case "date":
      return formatDay(sample.day);
    case "not-done":
      return "not done";
    case "number":
      if (sample.unit === ULN) return `${numberText(sample.value)} x ULN`;
      return sample.unit === undefined ? toNumber(sample.value) : { value: toNumber(sample.value), unit: sample.unit.ucum };
  }
}

function quantity(value: Ratio, unit: string | undefined): string {
  return unit === undefined ? numberText(value) : `${numberText(value)} ${unit}`;
}

function toNumber(value: Ratio): number {
  return decimalBounds(value).lower;
}

function numberText(value: Ratio): string {
  return String(toNumber(value));
}
