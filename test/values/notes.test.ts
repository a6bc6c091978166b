/** What notes say that digits, words, letters and grades may also mean, and what else is a note. */
import { describe, expect, test } from "vitest";
import { hasOtherLegend } from "../../src/values/answer-legends.js";
import { hasOtherWords, hasUnknownWords } from "../../src/values/answer-words.js";
import { hasOtherGrades } from "../../src/values/grade-legends.js";
import { legendBeside } from "../../src/values/legend.js";
import { isExplanation } from "../../src/values/notes.js";

describe("0 or 1 may mean that nobody looked", () => {
  test.each([
    "Legend: 0 = not assessed",
    "0 = no or not assessed; 1 = yes",
    "Legende: 0 = nein/unbekannt, 1 = ja",
    "Légende : 0 = non fait",
    "说明：0=未查",
    "0表示未查，1表示有",
    "0 = no MRI done; 1 = yes",
    "0 = keine Bildgebung, 1 = Metastasen",
    "0 = no (or unknown), 1 = yes",
    "unknown = 0, yes = 1", // before the digit
    "0 = yes/unknown; 1 = no",
    "0 = no, 1 = yes/unknown",
    "0: nein oder nicht untersucht; 1: ja",
    "0 = negativ oder nicht bestimmt; 1 = positiv",
    "0=keine Angabe, 1=ja, 2=nein",
    "0 means not assessed",
    "0 = no, unknown, 1 = yes", // between the two
    '* "0" = not done',
    "Note: 0: not assessed", // a colon at the beginning of a clause
    "Remark: 0 entered if not assessed", // prose
    "Note: a 0 may also mean unknown",
    "Note: 0 = patient has not been examined",
  ])("%s", (note) => expect(hasOtherLegend(note)).toBe(true));

  test.each([
    "0 = no, 1 = yes, unknown", // behind both, a third answer
    "0 = no / 1 = yes / NA",
    "0 = no, 1 = yes, 9 = unknown",
    "yes = 1, no = 0, unknown = 9",
    "1=yes 0=no blank=not assessed",
    "0 = keine, 1 = ja, leer = nicht untersucht",
    "0 = not measurable; 1 = measurable", // a finding
    "0 = nicht messbar, 1 = messbar",
    "0 = nicht nachweisbar; 1 = nachweisbar",
    "0 = undetectable, 1 = detectable",
    "0 = no known metastases; 1 = known",
    "0 = kein Schrittmacher bekannt, 1 = Schrittmacher",
    "Visit 1: not done", // no legend
    "Termin 0 - nicht erfolgt",
  ])("but: %s", (note) => expect(hasOtherLegend(note)).toBe(false));
});

describe("words and letters stand for something else", () => {
  test.each([
    "* no = not assessed",
    "Legende: nein = nicht untersucht",
    'Note: "no" means no MRI was done',
    "Legende: N = nachgewiesen, K = keine",
    "Note: no can also mean not assessed",
    "Note: no includes unknown",
    "* no: not assessed",
    "N = nodal; K = keine", // another letter is no
    "Legend: N = unknown",
    "Legende: J = nein, N = ja",
  ])("%s", (note) => expect(hasOtherWords(note)).toBe(true));

  test.each([
    "N = nein, J = ja",
    "n: no; y: yes",
    "N = normal, A = abnormal",
    "n = nein, k = keine Angabe",
    "ja = gesichert, nein = ausgeschlossen",
    "no = 0, yes = 1",
    "T = tumour, N = nodes, M = metastases",
    "n = number of patients",
    "n = 12",
    "y = years, m = months",
    "N/A = not available", // no answers
    "n.b. = nicht bestimmt",
    "ND = not done; NA = not assessed",
  ])("but: %s", (note) => expect(hasOtherWords(note)).toBe(false));

  test("in words that are not known", () => {
    expect(hasUnknownWords("N = nodal")).toBe(true);
    expect(hasUnknownWords("J = Metastase, N = keine")).toBe(false);
    expect(hasUnknownWords("no = seen by nobody")).toBe(false); // a word
  });
});

test.each<[string, boolean]>([
  ["ECOG 0 = not assessed", true],
  ["1 = severe, 2 = moderate, 3 = mild", true],
  ["1 = schwer; 2 = mittel; 3 = leicht", true],
  ["0 = yes, 1 = no", true],
  ["1 = none, 2 = mild", true],
  ["0 = none, 1 = mild, 2 = moderate, 3 = severe", false],
  ["0 = keine, 1 = leicht, 2 = mäßig, 3 = schwer, 9 = unbekannt", false],
  ["0 = fully active, 1 = restricted in strenuous activity, 2 = ambulatory, no work, 5 = dead", false],
  ["0 = no, 1 = yes", false],
  ["", false],
])("grades in another order, or of nobody who looked: %j, %s", (note, isOther) => expect(hasOtherGrades(note)).toBe(isOther));

test.each<[string, boolean]>([
  ["Ward list (weights in lb)", true],
  ["* mg/l", true],
  ["in lb", true],
  ["N = nachgewiesen, K = keine", true],
  ["Hypertension grade: 1 = severe, 3 = mild", true],
  ["Screening list of 1 June, version 0", false],
  ["Ward list in May", false],
  ["Station 3, seen by Dr. A", false],
])("what explains a list: %j, %s", (text, is) => expect(isExplanation(text)).toBe(is));

test("legends in columns beside a table", () => {
  const of = (headings: readonly string[], ...rows: readonly (readonly string[])[]) => legendBeside(headings, rows);
  expect(of(["id", "Legend"], ["P1", "0 = yes"], ["P2", "1 = no"])).toEqual(["0 = yes; 1 = no"]);
  expect(of(["id", "x"], ["P1", "0 = yes"], ["P2", "1 = no"])).toEqual(["x; 0 = yes; 1 = no"]);
  expect(of(["id", "Legend"], ["P1", "0 = yes"], ["P2", ""])).toEqual(["0 = yes"]);
  expect(of(["id", "Code", "Bedeutung"], ["P1", "0", "ja"], ["P2", "1", "nein"])).toEqual(["0 = ja; 1 = nein"]);
  expect(of(["id", "", ""], ["P1", "0", "ja"], ["P2", "1", "nein"])).toEqual(["0 = ja; 1 = nein"]);
  expect(of(["id", "bm_legend"], ["P1", "0 = yes"], ["P2", "1 = no"])).toEqual(["bm_legend; 0 = yes; 1 = no"]);
  expect(of(["id", "ECOG", "anaemia"], ["P1", "0", "yes"], ["P2", "1", "no"])).toEqual([]);
  expect(of(["id", "remark"], ["P1", "0 = yes"], ["P2", "seen"])).toEqual([]);
});
