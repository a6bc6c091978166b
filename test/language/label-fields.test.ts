/** Of which field a label speaks: names as whole words, and criteria of which a label says one side. */
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
  ["ANCA negative", false], // a part of a word
  ["pANC", false],
  ["pANCA", false],
  ["pANCA or ANC", true],
  ["ANC, but no ANCA", true],
  ["或ANC为", true], // characters are words of their own
])("%j names the field: %s", (text, is) => expect(isNamed(text, ANC)).toBe(is));

test("a name in characters stands anywhere", () => expect(isNamed("若血小板计数", PLATELETS)).toBe(true));

test("a score that is written close to its number is still its name", () => {
  expect(labelNumbers("KPS70-100").map(({ front }) => front.trim())).toEqual(["KPS", "KPS 70-"]);
});

describe("a field may be left out of a label", () => {
  const ecog = numberLeaf(ECOG, { op: "<=", limits: ["1"] });
  const kps = numberLeaf(KPS, { op: ">=", limits: ["70"] });
  const anc = numberLeaf(ANC, { op: ">=", limits: ["1"] });
  const either = any(ecog, kps);
  const smoker = booleanLeaf(booleanField("smoker"), true);

  test.each<[what: string, condition: Condition, isLeftOut: boolean]>([
    ["beside the side that is said", either, true],
    ["wherever that choice stands", all(anc, either), true],
    ["also in what is negated", not(either), true],
    ["or in another choice", any(anc, all(smoker, either)), true],
    ["or among some of several", atLeast(1, ecog, kps), true],
    ["but not where all are asked for", all(ecog, kps), false],
    ["however that is written", atLeast(2, ecog, kps), false],
    ["nor alone", kps, false],
    ["nor beside what is not said", any(anc, kps), false],
    ["nor where it stands on neither side", all(kps, any(ecog, anc)), false],
    ["nor where it stands on both", any(all(ecog, kps), kps), false],
  ])("%s", (_, condition, expected) => expect(isLeftOut("ECOG 0-1", condition, KPS, [ECOG])).toBe(expected));

  test("but not where the label does not call the other by its name", () => {
    expect(isLeftOut("Performance 0-1", either, KPS, [ECOG])).toBe(false);
    expect(isLeftOut("ECOG 0-1", either, KPS, [])).toBe(false);
  });
});
