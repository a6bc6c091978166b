import { describe, expect, test } from "vitest";
import { type DigitAnswer, hasOtherLegend, isLegend, isUnknownLegend, joinedAnswers } from "../../src/values/answer-legends.js";
import { type LegendPair, legendOf } from "../../src/values/legend.js";

test.each<[string, readonly LegendPair[]]>([
  ["1 = yes, 2 = no", [["1", "yes"], ["2", "no"]]],
  ["1=Ja;2=Nein", [["1", "ja"], ["2", "nein"]]],
  ["m=1, f=2", [["1", "m"], ["2", "f"]]],
  ["0：无 1：有", [["0", "无"], ["1", "有"]]],
  ["0 - ja; 1 - nein", [["0", "ja"], ["1", "nein"]]],
  ["0 – ja | 1 – nein", [["0", "ja"], ["1", "nein"]]],
  ["0 → no / 1 → yes", [["0", "no"], ["1", "yes"]]],
  ["0 => no, 1 -> yes", [["0", "no"], ["1", "yes"]]],
  ["ja - 0; nein - 1", [["0", "ja"], ["1", "nein"]]],
  ["oui: 1, non: 0, inconnu: 9", [["1", "oui"], ["0", "non"], ["9", "inconnu"]]],
  ["10=mild，11=severe", [["10", "mild"], ["11", "severe"]]],
  ["1=not known, 2=known", [["1", "not known"], ["2", "known"]]],
  // no legend, or an incomplete one
  ["1 = yes", []], // a single digit
  ["1 yes, 2 no", []], // no sign between digit and word
  ["1 = yes, 1 = no", []], // one digit with two words
  ["1 = yes, 2", []],
  ["1 = yes, 2 =", []],
  ["1 = 2, 2 = 3", []],
  ["1 = yes, 200 = no", []],
  ["codes: 1 = yes, 2 = no", []], // text before it
  ["1 = grade 1, 2 = grade 2", []],
  [`1 = yes, 2 = no${" ".repeat(120)}`, []], // too long
  ["", []],
])("%j", (text, pairs) => expect(legendOf(text)).toEqual(pairs)); // biome-ignore format: one row per line

test.each<[string, readonly DigitAnswer[]]>([
  ["Legend: age in years, metastases 0 (yes), 1 (no)", [["0", true], ["1", false]]],
  ["1 = YES 0 = NO", [["1", true], ["0", false]]],
  ["yes=1, no=0", [["1", true], ["0", false]]],
  ["1 means yes, 0 means no", [["1", true], ["0", false]]],
  ["1 bedeutet ja; 2 heißt nein", [["1", true], ["2", false]]],
  ["1表示有，0表示无", [["1", true], ["0", false]]],
  ["all 3 wards: 1 - yes", [["1", true]]],
  // After a space or a full stop, a number may mean anything.
  ["see table no. 1", []],
  ["yes 1", []],
  ["no, 5 patients", []],
  // digits of a longer number do not count
  ["1.5 = yes", []],
  ["yes = 0,5", []],
  ["2026 = yes", []],
  ["100 = yes", []],
  // each word belongs to one pair only
  ["0 = yes = 1", [["0", true]]],
  ["0 = other, 1 = unknown", []],
])("among other things: %j", (text, answers) => expect(joinedAnswers(text)).toEqual(answers)); // biome-ignore format: one row per line

describe("digits are not read if a text explains them in another way", () => {
  test.each([
    "0 = yes; 1 = no",
    "1 = yes, 2 = no",
    "0 = yes, 1 = no, 9 = no data",
    "Legend: 0 yes; 1 no", // without a sign
    "Legende: 0 ja / 1 nein",
    "Coding: yes 0; no 1",
    "0. yes 1. no",
    "0/1 = yes/no", // digits and answers in the same order
    "(0/1 = ja/nein)",
    "yes/no = 0/1",
    "0 or 1 (yes or no)",
    "0 stands for yes and 1 for no", // joined by words
    "0 equals yes; 1 equals no",
    "coded 0 for yes and 1 for no",
    "0 steht für ja - 1 für nein",
    "0 pour oui et 1 pour non",
    "0 para sí; 1 para no",
    "0 это да, 1 это нет",
    "0 = positive; 1 = negative", // other words for yes and no
    "0 = with metastasis; 1 = without metastasis",
    "with metastasis = 0; without = 1",
    "1 = without; 2 = with",
    "0=Hirnmetastasen; 1=keine",
    "Hirnmetastasen=0; keine=1",
    "0 = Tumor; 1 = tumorfrei",
    "0 = pathologisch; 1 = normal",
    "脑转移 0表示有，1表示无", // without spaces between words
    "0表示有脑转移 1表示无脑转移",
    "0为有，1为无",
    "0指有转移，1指无转移",
    "0有1无",
    "有0无1",
    "0は有り、1は無し",
    "0:転移あり 1:転移なし",
    "０＝有　１＝无", // full-width characters
    "①无 ②有", // digits in circles
    "⓪有 ①无",
    "①=否；②=是",
    "0 means that metastases were found; 1 means none", // words instead of signs after the digit
    "0 signifie métastases, 1 signifie aucune",
    "0 = tak; 1 = nie", // languages in which cells are not read
    "0 = ano; 1 = ne",
    "0 = igen; 1 = nem",
    "0 = var; 1 = yok",
    "0 = ναι; 1 = όχι",
    "0: 있음; 1: 없음",
    "0 = có; 1 = không",
    "Yes is coded as 0; No as 1",
    "Brain metastasis = 0 = with", // one row per digit
    "Brain metastasis (0 = with, 1 = without)",
  ])("%s", (text) => expect(hasOtherLegend(text)).toBe(true));

  test.each([
    "1 = yes; 0 = no",
    "0 = nein, 1 = ja, 9 = keine Angabe", // a third code does not affect the two
    "0 = no, 1 = yes, 9 = no data",
    "0=无，1=有，9=无法评估",
    "0：否 1：是 2：不详",
    "Legend: 1 yes; 0 no",
    "1 stands for yes and 0 for no",
    "1/0 = yes/no",
    "0/1 = no/yes",
    "1有0无",
    "0表示无，1表示有",
    "是否脑转移：1是0否", // a question with its answers
    "1=Hirnmetastasen; 0=keine",
    "1 = with metastasis; 0 = without metastasis; 9 = not assessed",
    "0 = keine; 1 = Metastasen; 9 = keine Angabe",
    "1 = positive; 0 = negative",
    "0 = tumor-free; 1 = tumor",
    "0 = unauffällig; 1 = auffällig",
    "0:転移なし 1:転移あり",
    "0 = nie; 1 = tak",
    "0 = yok; 1 = var",
    "0: 없음; 1: 있음",
    "No is coded as 0; Yes as 1",
    "Brain metastasis = 1 = with",
    "0 = none; 1 = mild; 2 = severe", // degrees, and other kinds of answers
    "0 = female; 1 = male",
    "0 = fit; 1 = leicht eingeschränkt",
    "Export 01.10.2026; no filter", // not a legend
    "Stand 3.5.2026 - 12 Patienten; ja",
    "Visit 1 of 2; no changes",
    "Page 1 of 1",
    "0.5 yes 1.5 no",
    "1 in 10 patients who did not come again said yes, and 0 of the other patients said no", // words and digits are far apart
    "",
  ])("they are read with: %s", (text) => expect(hasOtherLegend(text)).toBe(false));
});

test.each<[string, boolean]>([
  ["Brain metastasis: 0 = seen; 1 = clear", true],
  ["Brain metastasis (0 = A, 1 = B)", true],
  ["A = 0; B = 1", true],
  ["0 = no; 1 = yes", false], // known words
  ["0 = none; 1 = seen", false], // half of it is known
  ["Brain metastasis (0=none, 1=some)", false],
  ["0 = clear; 1 = with metastases", false],
  ["Brain metastasis: 0 = seen", true], // only one of the two digits
  ["Brain metastasis: 0 means that it was seen, 1 means clear", true],
  ["Brain metastasis: 0 = not known", false], // no answer
  ["0: seen; 2: clear", false], // it explains only one of 0 and 1, and without `=`
  ["2 = seen; 3 = clear", false],
  ["Pacemaker (1 = implanted)", false], // the usual meaning
  ["Visit 0, visit 1", false],
  ["", false],
])("a legend in unknown words: %j, %s", (text, isUnknown) => expect(isUnknownLegend(text)).toBe(isUnknown)); // biome-ignore format: one row per line

test.each<[string, boolean]>([
  ["Brain metastasis: 0 = seen; 1 = clear", true],
  ["1 = yes; 2 = no", true],
  ["0 = seen", false], // could be the row of a candidate
  ["Jo 1 - no", false],
  ["Site 1: P0", false],
])("a separate row that can only be a legend: %j, %s", (text, is) => expect(isLegend(text)).toBe(is)); // biome-ignore format: one row per line
