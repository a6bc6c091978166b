/**
 * Labels as protocols word them, in inclusions and in exclusions, with conditions that they fit and with conditions that they contradict.
 * Fields are those of the shipped dictionary.
 */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { checkFiles } from "../analysis/check-files.js";

const DICTIONARY = readFileSync("criteria/dictionary.json", "utf8");

type Row = readonly [label: string, condition: string];

const INCLUSIONS_THAT_FIT: readonly Row[] = [
  ["At least 6 weeks since surgery", "last_surgery >= 42 d"],
  ["Life expectancy > 12 weeks", "life_expectancy > 3 mo"],
  ["Creatinine ≤ 1.5 × ULN or ≤ 1.5 mg/dL", "creatinine <= 1.5 [ULN]"],
  ["Bilirubin ≤ 34 µmol/L (2.0 mg/dL)", "bilirubin <= 2 mg/dL"],
  ["No chemotherapy within 28 days", "last_chemotherapy >= 28 d"],
  ["Chemotherapy-free for at least 28 days", "last_chemotherapy >= 28 d"],
  ["Last chemotherapy ≥ 28 days before the first dose (C1D1)", "last_chemotherapy >= 28 d"],
  ["NYHA class I or II", "nyha_class <= 2"],
  ["ECOG 0-1", "ecog < 2"],
  ["ECOG 0/1/2", "ecog <= 2"],
  ["Stage III-IV disease with hemoglobin of at least 90 g/L", "hemoglobin >= 90 g/L"],
  ["Aged 65 and over", "age >= 65 a"],
  ["65 years of age or older", "age >= 65 a"],
  ["Born at least 18 years ago", "birth_date >= 18 a"],
  ["Older than 17 years", "birth_date >= 18 a"],
  ["At most 75 years", "birth_date < 76 a"],
  ["HBV DNA < 10³ IU/mL", "hbv_dna < 1000 [IU]/mL"],
  ["HBV DNA < 1 × 10^3 IU/mL", "hbv_dna < 1000 [IU]/mL"],
  ["Platelets ≥ 100 × 10^9 per litre", "platelets >= 100 10*9/L"],
  ["Platelets ≥ 100 × 10⁹ cells/L", "platelets >= 100 10*9/L"],
  ["Platelets ≥ 100.000/µl", "platelets >= 100 10*9/L"],
  ["Platelets ≥ 100 x 10 9 /L", "platelets >= 100 10*9/L"],
  ["Platelets ≥ 75 × 10⁹/L or ≥ 75,000/mm³", "platelets >= 75 10*9/L"],
  ["Platelets ≥ 100 GIGA/L", "platelets >= 100 10*9/L"],
  ["Platelets ≥ 100 ×10E9/L", "platelets >= 100 10*9/L"],
  ["Hemoglobin ≥ 9.0 g/dL", "hemoglobin >= 90 g/L"],
  ["Hemoglobin ≥ 5.6 mmol/L", "hemoglobin >= 90 g/L"],
  ["Albumin 28-35 g/L", "albumin between 28 35 g/L"],
  ["Albumin 2.8–3.5 g/dL", "albumin between 28 35 g/L"],
  ["PD-L1 TPS of 1–49 %", "pd_l1_tps >= 1 % and pd_l1_tps < 50 %"],
  ["PD-L1 TPS ≥1%", "pd_l1_tps >= 1 %"],
  ["PD-L1 (22C3) TPS ≥ 50%", "pd_l1_tps >= 50 %"],
  ["CA19-9 > 37 U/mL", "ca199 > 37 U/mL"],
  ["Ki-67 > 14%", "ki67 > 14 %"],
  ["HbA1c below 8.5 % (69 mmol/mol)", "hba1c < 8.5 %"],
  ["QTcF ≤ 0.47 s", "qtcf <= 470 ms"],
  ["QTc (Fridericia) not prolonged beyond 470 ms", "qtcf <= 470 ms"],
  ["At least one and no more than three prior lines", "prior_lines between 1 3"],
  ["One to three prior lines", "prior_lines between 1 3"],
  ["≥ 2 lines, including 1 platinum line", "prior_lines >= 2"],
  ["2 or more prior lines", "prior_lines > 1"],
  ["Prior lines: 2 in the setting of recurrent or metastatic disease or more recent ones", "prior_lines <= 2"], // too far behind it
  ["Fewer than 3 lines", "prior_lines <= 2"],
  ["Up to three metastases", "tumor_count <= 3"],
  ["Diagnosed on or after 1 January 2022", "diagnosis_date >= 2022-01-01"],
  ["Diagnosed after 2021", "diagnosis_date >= 2022-01-01"],
  ["Diagnosed by 31 Dec 2021", "diagnosis_date < 2022-01-01"],
  ["Diagnosed between 2015 and 2020", "diagnosis_date between 2015-01-01 2020-12-31"],
  ["WHO 2016 grade; diagnosed from March 2021", "diagnosis_date >= 2021-03-01"],
  ["血小板计数≥75×10^9/L,近14天内未输血", "platelets >= 75 10*9/L"],
  ["化疗结束至少4周", "last_chemotherapy >= 28 d"],
  ["年龄≥18周岁且≤75周岁", "age between 18 75 a"],
  ["Kreatinin-Clearance ≥ 60 ml/min", "creatinine_clearance >= 60 mL/min"],
  ["Alter 18 bis 75 Jahre", "age between 18 75 a"],
  ["Bilirubin höchstens 1,5-facher oberer Normwert", "bilirubin <= 1.5 [ULN]"],
  ["Triglycerides lower than 500 mg/dl (5.6 mmol/l)", "triglycerides < 500 mg/dL"],
  ["BMI of 18.5-24.9", "bmi between 18.5 24.9 kg/m2"],
  ["BMI ≥ 30", "bmi >= 30 kg/m2"],
  ["Weight between 50 and 100kg", "weight between 50 100 kg"],
  ["Height ≥ 150cm", "height >= 150 cm"],
  ["Height ≥ 1.5 m", "height >= 150 cm"],
  ["INR <= 1.5", "inr <= 1.5"],
  ["INR or PT ≤1.5 x ULN", "prothrombin_time <= 1.5 [ULN]"],
  ["AFP ≥ 400 µg/L", "afp >= 400 ng/mL"],
  ["NT-proBNP > 1,000 pg/mL", "nt_probnp > 1000 ng/L"],
  ["NT-proBNP > 1.000 pg/mL", "nt_probnp > 1000 ng/L"],
  ["Eosinophils 0.3 × 10⁹/L or higher (300/µL)", "eosinophil_count >= 0.3 10*9/L"],
  ["ANC 1500 cells/mm3 or greater", "neutrophils >= 1.5 10*9/L"],
  ["ANC > 1,500/ul, platelets > 100,000/ul", "neutrophils > 1500 /uL and platelets > 100000 /uL"],
  ["Age at least eighteen years", "age >= 18 a"],
  ["Karnofsky performance status (KPS) ≥ 70 (or ECOG 0–2)", "kps >= 70 %"],
  ["Recurrent within 6 months of platinum, at least 2 prior lines", "prior_lines >= 2"],
  ["Hemoglobin >8 g/dL (transfusion allowed until 7 days before)", "hemoglobin > 80 g/L"],
  ["Must weigh no less than 45 kg", "weight >= 45 kg"],
  ["LVEF must be ≥50% by ECHO or MUGA within 28 days", "lvef >= 50 %"],
  ["Sodium 130 - 150 mEq/L", "sodium between 130 150 mmol/L"],
  ["Uric acid ≤ 500 µmol/l", "uric_acid <= 500 umol/L"],
  ["T2–T4, lesion of 2 cm or larger", "longest_tumor_diameter >= 2 cm"],
  ["Lesion 20 mm or larger", "longest_tumor_diameter >= 2 cm"],
  ["Radiotherapy ended > 2 weeks ago", "last_radiotherapy > 2 wk"],
  ["Platelets ≥ 80 within 2 weeks", "platelets >= 80 10*9/L maxAge 14 d"],
  ["Platelets ≥ 80, sample not older than 7 days", "platelets >= 80 10*9/L maxAge 7 d"],
  ["Edad mayor de 18 años", "age > 18 a"],
  ["Hémoglobine supérieure ou égale à 9 g/dL", "hemoglobin >= 9 g/dL"],
  ["Creatinine clearance >/= 50 mL/min", "creatinine_clearance >= 50 mL/min"],
  ["Platelets ≥ 75 × 10⁹/L, no transfusion within 7 days", "platelets >= 75 10*9/L maxAge 28 d"],
  ["Erythrocytes ≥ 3.5 × 10¹²/L", "rbc >= 3.5 10*12/L"],
  ["Platelets ≥ 100 × 10⁹", "platelets >= 100 10*9/L"], // its litre left out
  ["NT-proBNP ≤ 1.234,5 pg/mL", "nt_probnp <= 1234.5 ng/L"],
  ["NT-proBNP ≤ 1 234,5 pg/mL", "nt_probnp <= 1234.5 ng/L"],
  ["KPS = 70 or higher", "kps >= 70 %"],
  ["LVEF>50%", "lvef > 50 %"],
];

const EXCLUSIONS_THAT_FIT: readonly Row[] = [
  ["Chemotherapy within 28 days", "last_chemotherapy <= 28 d"],
  ["No chemotherapy within 28 days", "last_chemotherapy < 28 d"],
  ["Chemotherapy < 4 weeks before enrolment", "last_chemotherapy < 28 d"],
  ["NYHA > II", "nyha_class > 2"],
  ["NYHA ≥ III", "nyha_class > 2"],
  ["ECOG PS 2-4", "ecog > 1"],
  ["Minors (younger than 18)", "age < 18 a"],
  ["Age < 18 or > 75 years", "age < 18 a or age > 75 a"],
  ["Age outside 18–75", "age < 18 a or age > 75 a"],
  ["4周内化疗", "last_chemotherapy <= 28 d"],
  ["纽约心脏病协会(NYHA)分级≥3级", "nyha_class >= 3"],
  ["高血压2级以上", "hypertension_grade > 2"],
  ["Bilirubin > 2-fach über der Norm", "bilirubin > 2 [ULN]"],
  ["Temperature ≥ 38.0 °C or 100.4 °F", "body_temperature >= 38 Cel"],
  ["SBP ≥160 mmHg", "systolic_bp >= 160 mm[Hg]"],
  ["BP > 150/90 mmHg", "systolic_bp > 150 mm[Hg] or diastolic_bp > 90 mm[Hg]"],
  ["Chronic kidney disease G4 or worse, eGFR below 30", "egfr < 30 mL/min/{1.73_m2}"],
  ["Albumin < 3 g/dl", "albumin < 30 g/L"],
  ["Potassium < lower limit or > 5.5 mmol/L", "potassium > 5.5 mmol/L"],
  ["Surgery in the last month", "last_surgery <= 1 mo"],
  ["Any surgery 28 days prior", "last_surgery < 28 d"],
  ["Targeted therapy within 5 half-lives or 3 weeks", "last_targeted_therapy < 21 d"],
  ["Transplant less than 100 days ago", "last_surgery < 100 d"],
  ["Base excess below −5 mmol/L", "base_excess < -5 mmol/L"],
  ["Grade 3–4 neutropenia", "neutrophils < 1 10*9/L"],
  ["CTCAE grade ≥ 3 thrombocytopenia", "platelets < 50 10*9/L"],
  ["Stage 4–5 chronic kidney disease", "egfr < 30 mL/min/{1.73_m2}"],
];

const INCLUSIONS_CONTRADICTED: readonly Row[] = [
  ["At least 6 months since surgery", "last_surgery >= 6 wk"],
  ["Life expectancy of 3 months or more", "life_expectancy >= 3 a"],
  ["Creatinine ≤ 1.5 mg/dL", "creatinine <= 1.5 [ULN]"],
  ["ALT ≤ 2.5 × ULN", "alt <= 2.5 U/L"],
  ["Glucose ≤ 10 mmol/L", "glucose <= 10 mg/dL"],
  ["NYHA class I or II", "nyha_class < 2"],
  ["ECOG 0–1", "ecog < 1"],
  ["ECOG 0, 1, or 2", "ecog <= 1"],
  ["Aged over 65", "age >= 65 a"],
  ["At most 75 years", "birth_date < 75 a"],
  ["HBV DNA < 2×10³ IU/mL", "hbv_dna < 1000 [IU]/mL"],
  ["Hemoglobin ≥ 9.0 g/dL", "hemoglobin >= 80 g/L"],
  ["Hemoglobin ≥ 90 g/dL", "hemoglobin >= 90 g/L"],
  ["Albumin 2.8–3.0 g/dL", "albumin between 28 35 g/L"],
  ["Ki-67 > 20%", "ki67 > 14 %"],
  ["One to two prior lines", "prior_lines between 1 3"],
  ["Fewer than 3 lines", "prior_lines <= 3"],
  ["Diagnosed after 2019", "diagnosis_date >= 2022-01-01"],
  ["Diagnosed before 2022-01-01", "diagnosis_date >= 2022-01-01"],
  ["年龄≥18周岁且≤70周岁", "age between 18 75 a"],
  ["Alter 18 bis 70 Jahre", "age between 18 75 a"],
  ["Mindestens 18 Jahre alt", "age > 18 a"],
  ["ANC > 1,500/ul, platelets > 75,000/ul", "neutrophils > 1500 /uL and platelets > 100000 /uL"],
  ["Karnofsky of more than 60", "kps >= 70 %"],
  ["Must weigh no less than 45 kg", "weight > 45 kg"],
  ["Must weigh in excess of 45 kg", "weight >= 45 kg"],
  ["Lesion 10 mm or larger", "longest_tumor_diameter >= 2 cm"],
  ["Radiotherapy ended >2 weeks ago", "last_radiotherapy > 2 mo"],
  ["Platelets ≥ 80 within 1 week", "platelets >= 80 10*9/L maxAge 14 d"],
  ["Radiotherapy within 4 weeks before screening", "last_radiotherapy > 4 wk"],
  ["Kreatinin nicht höher als 1,5 mg/dL", "creatinine < 1.5 mg/dL"],
  ["Höchstens 2 vorherige Therapielinien", "prior_lines < 2"],
  ["年龄不小于18岁", "age > 18 a"],
  ["年龄18岁及以上", "age > 18 a"],
  ["预计生存期大于3个月", "life_expectancy >= 3 mo"],
  ["Edad mayor de 21 años", "age > 18 a"],
  ["Age 18+", "age > 18 a"],
  ["Platelets ≥ 75x10⁹/L", "platelets >= 80 10*9/L"],
  ["AST ≤ 110 E/l", "ast <= 100 U/L"],
  ["LVEF>50%", "lvef >= 50 %"],
  ["LVEF大于50%", "lvef >= 50 %"],
  ["Platelets ≥ 100 × 10⁹/L, hemoglobin ≥ 90 g/dL", "platelets >= 100 10*9/L and hemoglobin >= 90 g/L"],
];

const EXCLUSIONS_CONTRADICTED: readonly Row[] = [
  ["Chemotherapy within 28 days", "last_chemotherapy >= 28 d"],
  ["NYHA ≥ II", "nyha_class > 2"],
  ["Age < 18 or > 70 years", "age < 18 a or age > 75 a"],
  ["4周内化疗", "last_chemotherapy <= 21 d"],
  ["BP > 160/90 mmHg", "systolic_bp > 150 mm[Hg] or diastolic_bp > 90 mm[Hg]"],
  ["Surgery in the last 3 months", "last_surgery <= 1 mo"],
  ["Base excess below −10 mmol/L", "base_excess < -5 mmol/L"],
];

/** `platelets >= 80 10*9/L maxAge 14 d`, joined by `and` or by `or`. */
function conditionOf(text: string): unknown {
  for (const [word, key] of [
    [" or ", "any"],
    [" and ", "all"],
  ] as const)
    if (text.includes(word)) return { [key]: text.split(word).map(conditionOf) };
  const [leaf = "", age] = text.split(" maxAge ");
  const [field, op, ...rest] = leaf.split(" ");
  const count = op === "between" ? 2 : 1;
  const values = rest.slice(0, count).map((one) => (/^-?[\d.]+$/.test(one) ? Number(one) : one));
  const [unit] = rest.slice(count);
  const [value, ageUnit] = age?.split(" ") ?? [];
  return {
    field,
    op,
    value: count === 2 ? values : values[0],
    ...(unit === undefined ? {} : { unit }),
    ...(age === undefined ? {} : { maxAge: { value: Number(value), unit: ageUnit } }),
  };
}

function faults(kind: "inclusion" | "exclusion", [label, condition]: Row): readonly string[] {
  const other = {
    id: "X1",
    label: "Measurable",
    source: "item",
    condition: { field: "measurable_disease", op: "is", value: true },
  };
  const text = JSON.stringify({
    trial: { id: "T1" },
    dictionary: "dictionary.json",
    inclusion: [other],
    exclusion: [],
    [kind]: [{ id: "C1", label, source: "item", condition: conditionOf(condition) }],
  });
  const found = checkFiles({ "c.json": text, "dictionary.json": DICTIONARY });
  return found.filter(({ severity }) => severity !== "note").map(({ code }) => code);
}

describe("labels that fit", () => {
  test.each(INCLUSIONS_THAT_FIT)("inclusion %s: %s", (...row) => expect(faults("inclusion", row)).toEqual([]));
  test.each(EXCLUSIONS_THAT_FIT)("exclusion %s: %s", (...row) => expect(faults("exclusion", row)).toEqual([]));
});

describe("labels that contradict", () => {
  test.each(INCLUSIONS_CONTRADICTED)("inclusion %s: %s", (...row) =>
    expect(faults("inclusion", row)).toEqual(["label-mismatch"]),
  );
  test.each(EXCLUSIONS_CONTRADICTED)("exclusion %s: %s", (...row) =>
    expect(faults("exclusion", row)).toEqual(["label-mismatch"]),
  );
});
