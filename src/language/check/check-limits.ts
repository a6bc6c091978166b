/** Finds limits that may not mean what they seem to: equality with a measured quantity, whole years as elapsed time. */
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import { compareRatios } from "../../values/ratio.js";
import { limitWords } from "../limit-words.js";
import {
  type CompareElapsed,
  type CompareNumber,
  type DateField,
  type LeafCondition,
  leavesOf,
  type NumberField,
  type Trial,
} from "../model.js";

/** Checks each leaf on its own. */
export function checkLimits(trial: Trial): readonly Diagnostic[] {
  return trial.criteria.flatMap(({ condition }) => leavesOf(condition).flatMap((leaf) => ofLeaf(trial, leaf) ?? []));
}

function ofLeaf(trial: Trial, leaf: LeafCondition): Diagnostic | undefined {
  if (leaf.kind === "number") return exactEquality(leaf);
  return leaf.kind === "elapsed" ? wholeYears(trial, leaf) : undefined;
}

/** A measurement is hardly ever equal to a number: `= 5` of a diameter leaves out 5.01. */
function exactEquality(leaf: CompareNumber): Diagnostic | undefined {
  const { field, op, limits, at, limit } = leaf;
  const [low, high] = limits;
  // Two limits may be one.
  const isPoint = op === "=" || op === "!=" || (high !== undefined && compareRatios(low, high) === 0);
  if (!isPoint || field.integer) return undefined;
  const message = `\`${field.name}\` is measured, so it is almost never exactly equal to a number: ${field.name} ${limitWords(limit)}`;
  const help = "use `>=`, `<=` or `between`";
  const whole = field.unit === undefined ? '; declare a field of whole numbers as `"integer": true`' : "";
  return { code: "exact-equality", severity: "warning", at, message, help: help + whole };
}

const BIRTH = /birth|\bdob\b/i;

/**
 * The whole years of a limit on the time since a birth: of dates that an age follows from, and of those that are called so.
 *
 * @returns undefined for other dates (of a last treatment, the time elapsed is meant), and for months
 */
export function yearsOfBirth(trial: Trial, { field, unit }: CompareElapsed, limit: number): number | undefined {
  const isBirth = agesFrom(trial, field).length > 0 || BIRTH.test(`${field.name.replaceAll("_", " ")} ${field.label}`);
  return isBirth && unit === "a" ? limit : undefined;
}

function agesFrom(trial: Trial, { name }: DateField): readonly NumberField[] {
  return [...trial.fields.values()].filter((other) => other.type === "number").filter(({ since }) => since === name);
}

/** `birth_date <= 75 a` is not met from the day after the 75th birthday on, where an age of 75 still is 75. */
function wholeYears(trial: Trial, leaf: CompareElapsed): Diagnostic | undefined {
  const { field, op, limits, at } = leaf;
  if (op === ">=" || op === "<") return undefined;
  const years = yearsOfBirth(trial, leaf, limits.at(-1) ?? 0);
  if (years === undefined) return undefined;
  const age = agesFrom(trial, field).find((other) => other.unit?.ucum === "a");
  const message = `\`${field.name} ${limitWords(leaf.limit)}\` counts elapsed time to the day: a person aged ${years} is past ${years} a from the day after the birthday`;
  const help =
    age === undefined
      ? `to cover everyone aged ${years}, write \`<\` ${years + 1} a`
      : `for whole years, compare \`${age.name}\``;
  return { code: "whole-years", severity: "note", at, message, help };
}
