/** Limits that may not mean what they seem to: equality with a measured quantity, whole years as elapsed time. */
import type { Diagnostic } from "../diagnostic.js";
import { compareRatios } from "../values/ratio.js";
import { type CompareElapsed, type CompareNumber, type LeafCondition, leavesOf, type Trial } from "./model.js";

/** Looks at every leaf by itself. */
export function checkLimits(trial: Trial): readonly Diagnostic[] {
  return trial.criteria.flatMap(({ condition }) => leavesOf(condition).flatMap((leaf) => ofLeaf(trial, leaf) ?? []));
}

function ofLeaf(trial: Trial, leaf: LeafCondition): Diagnostic | undefined {
  if (leaf.kind === "number") return exactEquality(leaf);
  return leaf.kind === "elapsed" ? wholeYears(trial, leaf) : undefined;
}

/** A measurement is hardly ever equal to a number: `= 5` of a diameter leaves out 5.01. */
function exactEquality(leaf: CompareNumber): Diagnostic | undefined {
  const { field, op, limits, unit, at, limit } = leaf;
  const [low, high] = limits;
  const isPoint = op === "=" || op === "!=" || (op === "between" && high !== undefined && compareRatios(low, high) === 0);
  if (!isPoint || field.integer || unit === undefined) return undefined;
  const message = `\`${field.name}\` is measured, so it is hardly ever equal to a number: ${field.name} ${limit}`;
  return { code: "exact-equality", severity: "warning", at, message, help: "`>=`, `<=` or `between` say which side counts" };
}

const BIRTH = /birth|\bdob\b/i;

/**
 * `birth_date <= 75 a` is not met from the day after the 75th birthday on, where an age of 75 still is 75. Only for dates that a
 * number follows from, or dates of birth: of a last treatment, the time elapsed is meant.
 */
function wholeYears(trial: Trial, leaf: CompareElapsed): Diagnostic | undefined {
  const { field, op, unit, limits, at } = leaf;
  if (unit !== "a" || op === ">=" || op === "<") return undefined;
  const ages = [...trial.fields.values()].filter((other) => other.type === "number" && other.since === field.name);
  const age = ages.find((other) => other.type === "number" && other.unit?.ucum === "a");
  if (ages.length === 0 && !BIRTH.test(`${field.name.replaceAll("_", " ")} ${field.label}`)) return undefined;
  const years = limits.at(-1) ?? 0;
  const message = `\`${field.name} ${leaf.limit}\` counts elapsed time to the day: whoever is ${years} is past ${years} a on the day after the birthday`;
  const help =
    age === undefined ? `for everyone who is ${years}, write \`<\` ${years + 1} a` : `for whole years, compare \`${age.name}\``;
  return { code: "whole-years", severity: "note", at, message, help };
}
