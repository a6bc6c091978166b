/** What `validate` finds in files that can be used, explained: warnings and notes, and criteria that nobody can meet. */
import type { CHECK_CODES } from "../../diagnostics/diagnostic.js";
import {
  accepting,
  condition,
  criteria,
  dictionary,
  type Explanation,
  excluded,
  labelled,
  lists,
  ownFields,
  written,
} from "./explain-examples.js";

const platelets = (op: string, value: number): string =>
  `{ "field": "platelets", "op": "${op}", "value": ${value}, "unit": "10*9/L" }`;
const pregnant = (value: boolean): string => `{ "field": "pregnant", "op": "is", "value": ${value} }`;

const ofSex = (sex: string, limit: number): string =>
  `{ "all": [{ "field": "sex", "op": "is", "value": "${sex}" }, { "field": "hemoglobin", "op": ">=", "value": ${limit}, "unit": "g/L" }] }`;
const bySex = (male: number, female: number): string => `{ "any": [${ofSex("male", male)}, ${ofSex("female", female)}] }`;

/** By code. */
export const CHECKS: Readonly<Record<(typeof CHECK_CODES)[number], Explanation>> = {
  "nobody-eligible": {
    summary: "criteria conflict, so nobody can be eligible",
    text: "No value passes all of the criteria that are named, and each of them is part of the conflict. Usually an operator or an exclusion is the wrong way round.",
    wrong: criteria([platelets(">=", 100)], [platelets(">", 80)]),
    right: criteria([platelets(">=", 100)], [platelets(">", 800)]),
  },
  "never-met": {
    summary: "a condition can never be met",
    text: "No value meets it. As an inclusion criterion it makes everybody ineligible (an error), as an exclusion or a branch it has no effect (a warning).",
    wrong: condition(`{ "all": [${platelets("<", 80)}, ${platelets(">", 100)}] }`),
    right: condition(`{ "all": [${platelets(">", 80)}, ${platelets("<", 100)}] }`),
  },
  "never-not-met": {
    summary: "a condition is met by every possible value",
    text: "It is unknown only if the value is missing. As an exclusion it makes everybody ineligible (an error); elsewhere it only requires that there is a value (a warning).",
    wrong: condition(`{ "any": [${platelets("<", 80)}, ${platelets(">=", 80)}] }`),
    right: condition(`{ "any": [${platelets("<", 80)}, ${platelets(">=", 100)}] }`),
  },
  "dead-branch": {
    summary: "a branch of `any` or `all` can never matter",
    text: "Without it the criterion gives the same answer for every candidate whose values are known.",
    wrong: condition(`{ "any": [${platelets(">=", 80)}, ${platelets(">=", 100)}] }`),
    right: condition(`{ "any": [${platelets(">=", 80)}, ${pregnant(true)}] }`),
  },
  "redundant-criterion": {
    summary: "a criterion decides nothing, because everyone who passes another passes it",
    text: "Usually one of the two limits is wrong. An inclusion and an exclusion that say exactly the same are not reported: many protocols have such pairs.",
    wrong: criteria([platelets(">=", 80), platelets(">=", 60)]),
    right: criteria([platelets(">=", 80), platelets("<=", 600)]),
  },
  "duplicate-criterion": {
    summary: "a criterion says the same as another",
    text: "Usually it was copied, and its field or limit was not changed.",
    wrong: criteria([pregnant(false), pregnant(false)]),
    right: criteria([pregnant(false), platelets(">=", 80)]),
  },
  "boundary-gap": {
    summary: "an exclusion mirrors an inclusion, but leaves a gap between the two",
    text: "Values in the gap are neither required nor excluded. This makes nobody eligible who should not be, but one of the two limits probably differs from the protocol.",
    wrong: criteria([platelets(">=", 80)], [platelets("<", 75)]),
    right: criteria([platelets(">=", 80)], [platelets("<", 80)]),
  },
  "boundary-overlap": {
    summary: "an exclusion mirrors an inclusion, but some values are required and excluded at once",
    text: "Often only the limit itself: `>= 80` is required and `<= 80` excluded.",
    wrong: criteria([platelets(">=", 80)], [platelets("<=", 80)]),
    right: criteria([platelets(">=", 80)], [platelets("<", 80)]),
  },
  "analysis-too-large": {
    summary: "the criteria were not searched for conflicts, because that would take too long",
    text: "The search is exact, and stops where too many fields depend on each other. There may be conflicts that are not reported.",
    wrong: undefined,
    right: undefined,
  },
  "label-mismatch": {
    summary: "a label and its condition differ in a number or comparison",
    text: "People read the label; the program reads the condition. Units may differ: converted limits are recognised. Numbers, ranges, units, days and comparisons are read in English, and the usual words in Chinese, German, French and Spanish; what may be right is not reported.",
    wrong: labelled("Platelets at least 75 × 10⁹/L", platelets(">=", 80)),
    right: labelled("Platelets at least 80,000/µL", platelets(">=", 80)),
  },
  "negated-exclusion": {
    summary: "an exclusion is met by those who do not have what it names",
    text: 'An exclusion criterion is met by those who must be left out. `false` there excludes everyone without it, and lets those with it take part: usually the condition of a required "no …" was put among the exclusions. The same is so where it is one of several things that the criterion asks, and the label names it. And of a time: `>= 28 d` as an exclusion leaves out whoever had none within 28 days. Where the protocol does exclude an absence, the label should say so ("Unable to consent"), or the warning can be accepted.',
    wrong: excluded("Pregnant", pregnant(false)),
    right: excluded("Pregnant", pregnant(true)),
  },
  "exchanged-limits": {
    summary: "the limits for men and women are probably swapped",
    text: "Either the label has them the other way round, or the value is one that is always higher in one sex: hemoglobin, hematocrit, creatinine, uric acid and waist in men, QTc and HDL in women.",
    wrong: condition(bySex(90, 100)),
    right: condition(bySex(100, 90)),
  },
  "exact-equality": {
    summary: "a measured quantity is compared with `=` or `!=`",
    text: "A measurement is almost never exactly equal to a number: 5.01 cm is not 5 cm. Fields declared `integer` may be compared this way.",
    wrong: condition('{ "field": "tumor_diameter", "op": "=", "value": 5, "unit": "cm" }'),
    right: condition('{ "field": "tumor_diameter", "op": "<=", "value": 5, "unit": "cm" }'),
  },
  "whole-years": {
    summary: "years of age are counted as elapsed time, to the day",
    text: "`birth_date <= 75 a` is no longer met from the day after the 75th birthday, although the candidate is still 75 years old. `age <= 75` is met until the 76th birthday.",
    wrong: condition('{ "field": "birth_date", "op": "<=", "value": 75, "unit": "a" }'),
    right: condition('{ "field": "age", "op": "<=", "value": 75, "unit": "a" }'),
  },
  "unused-field": {
    summary: "a field of the criteria file is used by no criterion",
    text: "Perhaps a criterion is missing, or names another field than it should.",
    wrong: ownFields(
      '{ "flag": { "type": "boolean" }, "other": { "type": "boolean" } }',
      '{ "field": "flag", "op": "is", "value": true }',
    ),
    right: ownFields('{ "flag": { "type": "boolean" } }', '{ "field": "flag", "op": "is", "value": true }'),
  },
  "nothing-required": {
    summary: "the file has no inclusion criterion, and does not say that a person checks any",
    text: "Everyone who is not excluded would be eligible. Sentences of the protocol that cannot be criteria belong in `notEvaluated`; then results say what a person has to check.",
    wrong: lists("", pregnant(true)),
    right: lists(pregnant(false), platelets("<", 80)),
  },
  "nothing-excluded": {
    summary: "the file has no exclusion criterion, and does not say that a person checks any",
    text: "Half a protocol would call people eligible whom the other half excludes. Sentences of the protocol that cannot be criteria belong in `notEvaluated`; then results say what a person has to check.",
    wrong: lists(pregnant(false), ""),
    right: lists(pregnant(false), platelets("<", 80)),
  },
  "unused-accept": {
    summary: "a criterion accepts a warning that it does not have",
    text: "What the entry was written for has been fixed, or is in another criterion. `accept` settles warnings and notes of its own criterion, by their codes; errors cannot be accepted.",
    wrong: accepting("exact-equality", platelets(">=", 80)),
    right: accepting("exact-equality", platelets("=", 80)),
  },
  "missing-source": {
    summary: "a criterion does not say where it is in the protocol",
    text: "A reviewer compares each criterion with its sentence in the protocol. `--disable missing-source` turns the warning off.",
    wrong: written(`{ "id": "I1", "label": "Platelets", "condition": ${platelets(">=", 80)} }`),
    right: written(`{ "id": "I1", "label": "Platelets", "source": "inclusion, item 4", "condition": ${platelets(">=", 80)} }`),
  },
  "missing-loinc": {
    summary: "a quantity in the dictionary has no LOINC code",
    text: "Laboratories identify what they measure by LOINC codes. Reported only if the dictionary itself is validated.",
    wrong: dictionary('{ "platelets": { "type": "number", "unit": "10*9/L", "plausible": [1, 2000], "aliases": ["PLT"] } }'),
    right: dictionary(
      '{ "platelets": { "type": "number", "unit": "10*9/L", "plausible": [1, 2000], "aliases": ["PLT"], "loinc": ["777-3"] } }',
    ),
  },
  "missing-aliases": {
    summary: "a field in the dictionary has no aliases",
    text: "Only its name and label are found as column headings; sites have their own. Reported only if the dictionary itself is validated.",
    wrong: dictionary('{ "pregnant": { "type": "boolean", "label": "Pregnant" } }'),
    right: dictionary('{ "pregnant": { "type": "boolean", "label": "Pregnant", "aliases": ["Pregnancy"] } }'),
  },
  "no-test-file": {
    summary: "a criteria file has no test file",
    text: "`NCT….test.json` next to `NCT….json` says what each criterion should answer, so that a wrong limit is detected. `trialsieve test` runs it.",
    wrong: undefined,
    right: undefined,
  },
};
