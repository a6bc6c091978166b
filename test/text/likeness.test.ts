/** What somebody probably meant. A name with another or the opposite meaning is never suggested. */
import { expect, test } from "vitest";
import { likeliestHeading, likeliestName } from "../../src/text/likeness.js";

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
  // another word, for short words
  ["Kalzium", ["Kalium"], false],
  ["Reused standard therapy", ["Refused standard therapy"], false],
  ["Standard therapy refuted", ["standard_therapy_refused"], false],
  ["Last surgry", ["Last surgery"], true], // a vowel is missing
  ["calcuim", ["calcium"], true],
  // In scripts without spaces, one character can mean another thing.
  ["乙肝表面抗体", ["乙肝表面抗原"], false],
  ["标准治疗未失败", ["标准治疗失败"], false],
  ["自身免疫性肝病", ["自身免疫性疾病"], false],
  ["嗜碱性粒细胞计数", ["嗜酸性粒细胞计数"], false],
  ["末次靶疗日期", ["末次化疗日期"], false],
  ["アルブミソ定量", ["アルブミン定量"], false],
  ["혈소판감소증", ["혈소판증가증"], false],
  // another order of words
  ["Chemotherapy after progression", ["progression_after_chemotherapy"], false],
  ["Metastasis, brain", ["Brain metastasis"], true],
  // a restriction, or a negation with a hyphen
  ["Current pneumonitis", ["pneumonitis"], false],
  ["In-active infection", ["active_infection"], false],
  ["In-direct bilirubin", ["bilirubin_direct"], false],
  ["A-symptomatic metastasis", ["Symptomatic metastasis"], false],
  ["ALT (N)", ["ALT"], false], // the limit of normal
  // unrelated
  ["value", ["status"], false],
  ["", ["platelets"], false],
])("%s for %j", (heading, names, isLike) => {
  expect(likeliestHeading(names, ["ward", heading], NONE, "measured")).toBe(isLike ? heading : undefined);
});

test.each<[heading: string, name: string, isLike: boolean]>([
  ["Pregnancy test", "Pregnancy", false], // `yes` would mean that it was done
  ["Brain metastasis screening", "brain_metastasis", false],
  ["HIV screening", "hiv", false],
  ["EGFR sensitizing mutation test", "egfr_sensitizing_mutation", false],
  ["Last local surgery", "last_surgery", false],
  ["Local recurrent breast cancer", "recurrent_breast_cancer", false],
  ["Brain metastasis (yes/no)", "brain_metastasis", true],
  ["Patient: brain metastasis", "brain_metastasis", true],
])("%s for %s, which is a yes-no field", (heading, name, isLike) => {
  expect(likeliestHeading([name], [heading], NONE, "other")).toBe(isLike ? heading : undefined);
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
  ["hbv_rna", undefined], // the words are known, but not their combination
  ["ca153", undefined],
  ["ast", undefined],
  ["first_surgery", undefined],
  ["last_test_surgery", undefined],
])("%s is meant for %s", (written, meant) => expect(likeliestName(written, FIELDS)).toBe(meant));

test("a known word is not a misspelling of another", () => {
  expect(likeliestHeading(["metastasis"], ["metastases"], NONE, "other")).toBe("metastases");
  expect(likeliestHeading(["metastasis"], ["metastases"], new Set(["metastases"]), "other")).toBeUndefined();
});
