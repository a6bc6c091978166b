/** What somebody probably meant. What turns a name round, or makes it another thing, is never offered for it. */
import { expect, test } from "vitest";
import { likeliestHeading, likeliestName } from "../../src/values/likeness.js";

const NONE: ReadonlySet<string> = new Set();

test.each<[heading: string, names: readonly string[], isLike: boolean]>([
  ["platlets", ["Platelets"], true],
  ["Neutrophlis", ["neutrophils"], true], // a swap
  ["Platelets local lab", ["platelets"], true],
  ["Brain metastasis (yes/no)", ["Brain metastasis"], true],
  ["Brian metastasis", ["brain_metastasis"], true],
  ["Hirnmetastase [ja/nein]", ["Hirnmetastase"], true],
  ["Hepatitis C Virus Antibody", ["Hepatitis C antibody"], true],
  ["HIV", ["HIV status"], true],
  ["ecgo", ["ecog"], true],
  ["Hemoglobin result, screening", ["hemoglobin"], true],
  // negation
  ["No brain metastasis", ["Brain metastasis", "brain_metastasis"], false],
  ["Brain metastasis: none", ["Brain metastasis"], false],
  ["Without brain metastasis", ["Brain metastasis"], false],
  ["Brain metastasis excluded", ["Brain metastasis"], false],
  ["Keine Hirnmetastasen", ["Hirnmetastasen"], false],
  ["sans métastases cérébrales", ["métastases cérébrales"], false],
  ["无脑转移", ["脑转移"], false],
  ["Asymptomatic", ["symptomatic"], false],
  ["Uncontrolled infection", ["controlled infection"], false],
  ["Hypotension", ["hypertension"], false],
  ["Non-measurable disease", ["Measurable disease"], false],
  // another analyte, site, side, person or time
  ["Hepatitis B Core Antibody", ["Hepatitis C antibody"], false],
  ["HBeAg", ["HBsAg"], false],
  ["anti-HBc", ["anti-HBs"], false],
  ["PD-1", ["PD-L1"], false],
  ["CA 15-3", ["CA 19-9", "CA 125"], false],
  ["IgM", ["IgG"], false],
  ["CD8", ["CD4"], false],
  ["AST", ["ALT"], false],
  ["T4", ["T3"], false],
  ["Direct bilirubin", ["Bilirubin", "Total bilirubin"], false],
  ["Indirect bilirubin", ["Direct bilirubin"], false],
  ["Left breast cancer", ["Right breast cancer"], false],
  ["Liver metastasis", ["Brain metastasis"], false],
  ["Family history of breast cancer", ["Breast cancer"], false],
  ["Prior platelets", ["platelets"], false],
  ["Platelets 2", ["platelets"], false],
  ["Systolic", ["Diastolic"], false],
  // a transformation
  ["HBV DNA (log10 IU/mL)", ["HBV DNA"], false],
  ["Platelets ratio", ["platelets"], false],
  ["Weight change", ["weight"], false],
  ["Weight (percentile)", ["weight"], false],
  ["Weight z-score", ["weight"], false],
  ["Hemoglobin min", ["hemoglobin"], false],
  ["NEUT%", ["NEUT"], false],
  ["HER2-", ["HER2"], false],
  // nothing like it
  ["value", ["status"], false],
  ["", ["platelets"], false],
])("%s for %j", (heading, names, isLike) => {
  expect(likeliestHeading(names, ["ward", heading], NONE)).toBe(isLike ? heading : undefined);
});

const FIELDS = ["brain_metastasis", "bone_metastasis", "platelets", "hbv_dna", "hcv_rna", "last_surgery", "ca125", "alt", "alp"];

test.each([
  ["platlets", "platelets"],
  ["brain_metastases", "brain_metastasis"],
  ["Platelets_value", "platelets"],
  ["last_surgry", "last_surgery"],
  ["liver_metastasis", undefined],
  ["bone_metastasys", "bone_metastasis"],
  ["no_brain_metastasis", undefined],
  ["hbv_rna", undefined], // each word is known, together they are not
  ["ca153", undefined],
  ["ast", undefined],
  ["first_surgery", undefined],
])("%s is meant for %s", (written, meant) => expect(likeliestName(written, FIELDS)).toBe(meant));

test("a word that is known is no slip of another", () => {
  expect(likeliestHeading(["metastasis"], ["metastases"], NONE)).toBe("metastases");
  expect(likeliestHeading(["metastasis"], ["metastases"], new Set(["metastases"]))).toBeUndefined();
});
