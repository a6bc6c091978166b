import { expect, test } from "vitest";
import type { LeafCondition } from "../../src/language/model.js";
import { needsAsOf } from "../../src/language/needs-as-of.js";
import {
  booleanField,
  booleanLeaf,
  codeField,
  codeLeaf,
  dateField,
  dateLeaf,
  elapsedLeaf,
  knownLeaf,
  numberField,
  numberLeaf,
} from "../naive/build.js";

const DOSE = dateField("last_dose");
const ALT = numberField("alt");
const AGE = { ...numberField("age"), since: "birth_date" };
const SMOKER = booleanField("smoker");
const HER2 = codeField("her2", ["positive", "negative"]);
const WEEK = { value: 7, unit: "d" } as const;

test.each<[what: string, leaf: LeafCondition, needs: boolean]>([
  ["time since a date", elapsedLeaf(DOSE, ">=", [28], "d"), true],
  ["a date, which is only read if it is plausible", dateLeaf(DOSE, ">=", ["2024-01-01"]), true],
  ["whether a date is known", knownLeaf(DOSE), true],
  ["an age calculated from a date", numberLeaf(AGE, { op: ">=", limits: ["18"] }), true],
  ["whether such an age is known", knownLeaf(AGE), true],
  ["a number", numberLeaf(ALT, { op: "<=", limits: ["40"] }), false],
  ["a recent number", numberLeaf(ALT, { op: "<=", limits: ["40"], maxAge: WEEK }), true],
  ["whether a number is known", knownLeaf(ALT), false],
  ["whether a recent number is known", knownLeaf(ALT, WEEK), true],
  ["a yes", booleanLeaf(SMOKER, true), false],
  ["a recent yes", booleanLeaf(SMOKER, true, WEEK), true],
  ["a code", codeLeaf(HER2, ["positive"], false), false],
  ["a recent code", codeLeaf(HER2, ["positive"], false, WEEK), true],
])("%s needs an as-of date: $2", (_, leaf, needs) => expect(needsAsOf(leaf)).toBe(needs));
