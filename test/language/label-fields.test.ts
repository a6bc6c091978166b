/** Which field a label is about: names as whole words, and labels that only name one side of a criterion. */
import { describe, expect, test } from "vitest";
import { isLeftOut, isNamed } from "../../src/language/check/label-fields.js";
import { labelNumbers } from "../../src/language/check/label-numbers.js";
import type { Condition } from "../../src/language/model.js";
import { all, any, atLeast, booleanField, booleanLeaf, not, numberField, numberLeaf } from "../naive/build.js";

const ANC = numberField("anc");
const KPS = numberField("kps");
const ECOG = numberField("ecog");
const PLATELETS = { ...numberField("platelets"), aliases: ["血小板"] };

test.each([
  ["ANC of at least 1", true],
  ["the ANC", true],
  ["(ANC)", true],
  ["ANCA negative", false], // part of a word
  ["pANC", false],
  ["pANCA", false],
  ["pANCA or ANC", true],
  ["ANC, but no ANCA", true],
  ["或ANC为", true], // Chinese characters need no spaces
])("%j names the field: %s", (text, is) => expect(isNamed(text, ANC)).toBe(is));

test("a name in Chinese characters may be anywhere in the text", () => expect(isNamed("若血小板计数", PLATELETS)).toBe(true));

test("the name of a score may be written directly before its number", () => {
  expect(labelNumbers("KPS70-100").map(({ front }) => front.trim())).toEqual(["KPS", "KPS 70-"]);
});

describe("a field that the label does not name", () => {
  const ecog = numberLeaf(ECOG, { op: "<=", limits: ["1"] });
  const kps = numberLeaf(KPS, { op: ">=", limits: ["70"] });
  const anc = numberLeaf(ANC, { op: ">=", limits: ["1"] });
  const either = any(ecog, kps);
  const smoker = booleanLeaf(booleanField("smoker"), true);

  test.each<[what: string, condition: Condition, isLeftOut: boolean]>([
    ["beside the side that the label names", either, true],
    ["wherever the choice is in the condition", all(anc, either), true],
    ["also in a negation", not(either), true],
    ["also inside another choice", any(anc, all(smoker, either)), true],
    ["also among several of which some are enough", atLeast(1, ecog, kps), true],
    ["but not where all are required", all(ecog, kps), false],
    ["in whatever form that is written", atLeast(2, ecog, kps), false],
    ["not alone", kps, false],
    ["not beside a side that the label does not name", any(anc, kps), false],
    ["not where it is on neither side", all(kps, any(ecog, anc)), false],
    ["not where it is on both sides", any(all(ecog, kps), kps), false],
  ])("%s", (_, condition, expected) => expect(isLeftOut("ECOG 0-1", condition, KPS, [ECOG])).toBe(expected));

  test("is not accepted if the label does not use the other field's name", () => {
    expect(isLeftOut("Performance 0-1", either, KPS, [ECOG])).toBe(false);
    expect(isLeftOut("ECOG 0-1", either, KPS, [])).toBe(false);
  });
});
