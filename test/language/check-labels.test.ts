/**
 * Labels as protocols word them, in inclusions and exclusions, with conditions that agree and conditions that contradict. Fields
 * are those of the shipped dictionary.
 */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.js";
import { TWO_LIMITS } from "../../src/language/model.js";
import { checkFiles } from "../analysis/check-files.js";

const DICTIONARY = readFileSync("criteria/dictionary.json", "utf8");

type Row = readonly [label: string, condition: string];
type Notice = readonly [label: string, condition: string, said: string, leaf?: string];

const INCLUSIONS_THAT_FIT: readonly Row[] = [
  ["At least 6 weeks since surgery", "last_surgery >= 42 d"],
  ["Life expectancy > 12 weeks", "life_expectancy > 3 mo"],
  ["Creatinine ≤ 1.5 × ULN or ≤ 1.5 mg/dL", "creatinine <= 1.5 [ULN]"],
  ["WBC ≥ 0.8 × LLN", "wbc >= 0.8 [LLN]"],
  ["白细胞≥0.8倍正常值下限", "wbc >= 0.8 [LLN]"],
  ["Leucocitos ≥ 0,8 x límite inferior normal", "wbc >= 0.8 [LLN]"],
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
  ["Age 18–75 years (65–75 if fit)", "age between 18 75 a"], // the condition has the other end, or does not need it
  ["Age 18–75 years", "age >= 18 a and age <= 75 a"],
  ["KPS 60–100", "kps >= 60 %"],
  ["Fewer than 4 prior lines", "prior_lines between 0 3"], // "fewer than 4" states only one end of `between`
  ["More than 0 and less than 4 prior lines", "prior_lines between 1 3"],
  ["≥ 2 lines, including 1 platinum line", "prior_lines >= 2"],
  ["2 or more prior lines", "prior_lines > 1"],
  ["Prior lines: 2 in the setting of recurrent or metastatic disease or more recent ones", "prior_lines <= 2"], // too far away
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
  ["Platelets ≥ 100 × 10⁹", "platelets >= 100 10*9/L"], // the litre is missing
  ["NT-proBNP ≤ 1.234,5 pg/mL", "nt_probnp <= 1234.5 ng/L"],
  ["NT-proBNP ≤ 1 234,5 pg/mL", "nt_probnp <= 1234.5 ng/L"],
  ["KPS = 70 or higher", "kps >= 70 %"],
  ["KPS = 70–100", "kps >= 70 %"],
  ["KPS70-100", "kps >= 70 %"], // directly after the name
  ["KPS70~100分", "kps >= 70 %"],
  ["ECOG0-1", "ecog <= 1"],
  ["ECOG0-1", "ecog <= 1 or kps >= 70 %"],
  ["KPS70-100", "ecog <= 1 or kps >= 70 %"],
  ["ECOG 0,1,2", "ecog <= 2"],
  ["ECOG 0,1", "ecog <= 1"],
  ["ECOG=0,1", "ecog <= 1"],
  ["LVEF>50%", "lvef > 50 %"],
  ["LVEF ≥ 0.5", "lvef >= 50 %"],
  ["ALT ≤ 40U/L(<ULN)", "alt <= 40 U/L"],
  ["At most 1,234.4 ng/L of NT-proBNP", "nt_probnp < 1234.5 ng/L"],
  ["Bilirubin ≤ 34 µmol/L", "bilirubin <= 2 mg/dL"],
  ["Glucose ≥ 54 mg/dL", "glucose >= 3 mmol/L"],
  ["At most 1.4 mg/dL of creatinine", "creatinine < 1.5 mg/dL"],
  ["At most 1.49 mg/dL of creatinine", "creatinine < 1.5 mg/dL"],
  ["Keine Transfusion innerhalb von 7 Tagen", "platelets >= 80 10*9/L"],
  ["7天内未输血", "platelets >= 80 10*9/L"],
  ["CA 125 elevated", "ca125 > 35 U/mL"],
  ["CA 125 of at least 35 U/mL", "ca125 between 35 100 U/mL"],
  ["Life expectancy, estimated within 14 days", "life_expectancy >= 3 mo maxAge 14 d"],
  ["Hemoglobin stable in 2 of 4 samples", "hemoglobin >= 90 g/L"],
  ["Adequate hemoglobin in one sample", "hemoglobin >= 90 g/L"],
  ["Adequate counts (2 samples)", "platelets >= 80 10*9/L and hemoglobin >= 90 g/L"],
  ["Adults of 18, seen in 2 centres on 7 days", "age between 18 75 a"],
  ["Platelets below 80 only with hemoglobin at least 100", "platelets >= 80 10*9/L or hemoglobin >= 100 g/L"],
  ["ECOG other than exactly 3", "ecog != 3"],
  ["ECOG not equal to 3", "not ecog = 3"],
  ["ECOG at most 2, or above 3", "ecog != 3"],
  ["Temperature below 100.4 °F", "body_temperature < 38 Cel"],
  ["Temperature below 100 °F", "body_temperature < 38 Cel"],
  ["Temperature below 38 °C", "body_temperature < 100.4 [degF]"],
  ["Hemoglobin > 90 g/L (≥ 9.0 g/dL)", "hemoglobin >= 90 g/L"],
  ["Platelets at least 80", "not platelets < 80 10*9/L"],
  ["Platelets at least 80", "not not platelets >= 80 10*9/L"],
  ["Platelets at least 80", "all of not platelets < 80 10*9/L"],
  ["Platelets at least 80", "any of not platelets < 80 10*9/L"],
  ["Platelets at least 80", "1 of not platelets < 80 10*9/L"],
  ["Platelets ≥ 80 and within 10 % of the last count", "platelets >= 80 10*9/L maxAge 14 d"],
  ["Platelets ≥ 80 for 7 days", "platelets >= 80 10*9/L maxAge 14 d"],
  ["Platelets ≥ 80 within 7 days, or within 28 days where stable", "platelets >= 80 10*9/L maxAge 28 d"],
  ["Diagnosed on or after 2022-01-15", "diagnosis_date >= 2022-01-15"],
  ["Diagnosed in 2022", "diagnosis_date between 2022-01-01 2022-12-31"],
  ["Diagnosed before 2020, no progress since", "diagnosis_date < 2020-01-01"],
  ["Diagnosed after 2019, at the latest before screening", "diagnosis_date >= 2020-01-01"],
  ["Not diagnosed before 2020", "diagnosis_date >= 2020-01-01"],
  ["Not diagnosed after 2020", "diagnosis_date <= 2020-12-31"],
  ["Diagnosed in 2019 or 2020", "diagnosis_date < 2021-01-01"],
  ["Recently diagnosed", "diagnosis_date >= 2020-01-01"],
  ["Platelets ≥ 80, in the year 2020", "platelets >= 80 10*9/L"],
  ["Diagnosed before 2020 with ECOG 0", "not diagnosis_date >= 2020-01-01"],
  ["2020年前诊断", "diagnosis_date < 2020-01-01"],
  ["2020年之后诊断", "diagnosis_date > 2020-12-31"],
  // A label may name one side of an `any`, and a range belongs to its own field.
  ["ECOG 0-1", "ecog <= 1 or kps >= 80 %"],
  ["ECOG performance status of 0, 1 or 2", "ecog <= 2 or kps between 60 100 %"],
  ["ECOG体能状态0-1分", "kps >= 80 % or ecog <= 1"],
  ["ECOG-Status 0 bis 1", "ecog <= 1 or kps >= 80 %"],
  ["WHO performance status 0–1 (or Lansky of at least 50)", "ecog <= 1 or kps >= 80 %"],
  ["ECOG 0-1 or KPS ≥ 80", "ecog <= 1 or kps >= 80 %"],
  ["ECOG≤1或KPS≥80", "ecog <= 1 or kps >= 80 %"],
  ["ECOG 0–1点またはKPS 80以上", "ecog <= 1 or kps >= 80 %"],
  ["ECOG 0-1, adequate marrow", "ecog <= 1 and platelets >= 100 10*9/L"],
  ["Creatinine at most 1.5 mg/dL, stable in at least 2 samples", "creatinine <= 1.5 mg/dL or creatinine_clearance >= 60 mL/min"],
  ["Platelets ≥ 80 and hemoglobin ≥ 90 within 7 days", "platelets >= 80 10*9/L maxAge 14 d and hemoglobin >= 90 g/L maxAge 7 d"],
  ["Diagnosed after 2019", "diagnosis_date >= 2020-01-01 or last_surgery >= 2018-01-01"],
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
  ["Surgery at most 27 days ago", "last_surgery < 28 d"],
  ["At most 2 prior lines", "prior_lines >= 3"],
  // The label of an exclusion may say what is required instead.
  ["Platelets ≥ 80 × 10⁹/L", "platelets < 80 10*9/L"],
  ["Platelets > 80 × 10⁹/L", "platelets <= 80 10*9/L"],
  ["Surgery less than 72 hours ago", "last_surgery < 3 d"],
  ["Creatinine ≤ 1.5 mg/dL", "creatinine > 1.5 mg/dL"],
  ["Creatinine < 1.5 mg/dL", "creatinine >= 1.5 mg/dL"],
  ["Diagnosed before 2020", "diagnosis_date >= 2020-01-01"],
  ["Chemotherapy within 28 days, or platelets below 80", "last_chemotherapy < 28 d or platelets < 80 10*9/L maxAge 14 d"],
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
  ["ECOG 0,1", "ecog <= 2"],
  // Comparisons with "no" and "not" do not turn the label round.
  ["Creatinine no more than 1.5 mg/dL", "creatinine > 1.5 mg/dL"],
  ["Creatinine not to exceed 1.5 mg/dL", "creatinine > 1.5 mg/dL"],
  ["Kreatinin nicht über 1,5 mg/dL", "creatinine > 1.5 mg/dL"],
  ["Creatinina no superior a 1,5 mg/dL", "creatinine > 1.5 mg/dL"],
  ["肌酐不超过1.5 mg/dL", "creatinine > 1.5 mg/dL"],
  ["距化疗不足4周", "last_chemotherapy >= 28 d"],
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
  // One side of an `any` has another number, or the side that the label names has.
  ["ECOG 0-2", "ecog <= 1 or kps >= 80 %"],
  ["ECOG 0-1 or KPS ≥ 70", "ecog <= 1 or kps >= 80 %"],
  ["Karnofsky at least 70", "ecog <= 1 or kps >= 80 %"],
  // The other side has another number in the label, whatever it is called there.
  ["ECOG≤1或KPS≥70", "ecog <= 1 or kps >= 80 %"],
  ["ECOG评分0-1分或KPS≥70分", "ecog <= 1 or kps >= 80 %"],
  ["ECOG评分0~1分或KPS≥70分", "ecog <= 1 or kps >= 80 %"],
  ["ECOG 0-1 oder KI ≥ 70 %", "ecog <= 1 or kps >= 80 %"],
  ["Platelets ≥ 100 G/L or Hb ≥ 8 g/dL", "platelets >= 100 10*9/L or hemoglobin >= 9 g/dL"],
  ["血小板≥100×10^9/L或Hb≥80g/L", "platelets >= 100 10*9/L or hemoglobin >= 90 g/L"],
  ["SpO2<93%或HR>120次/分", "oxygen_saturation < 93 % or heart_rate > 100 /min"],
  ["HbA1c ≤ 7 % or BZ ≤ 10 mmol/L", "hba1c <= 7 % or glucose <= 8 mmol/L"],
  ["LVEF ≥ 50 % oder EF ≥ 40 %", "lvef >= 50 % or kps >= 60 %"],
  ["Creatinine ≤ 1.5 mg/dL or clearance ≥ 50", "creatinine <= 1.5 mg/dL or creatinine_clearance >= 60 mL/min"],
  ["WBC at least 0.9 × LLN or ALT at most 5 × ULN", "wbc >= 0.8 [LLN] or alt <= 5 [ULN]"],
  ["ALT at most 3 × ULN or AST at most 5 × ULN", "alt <= 2.5 [ULN] or ast <= 5 [ULN]"],
  ["Age 18-70, ECOG 0-1", "age >= 18 a and age <= 75 a and ecog <= 1"],
  ["ANC at least 1.5; thrombos at least 75", "neutrophils >= 1.5 10*9/L and platelets >= 100 10*9/L"],
  ["Diagnosed after 2021", "diagnosis_date >= 2020-01-01 or last_surgery >= 2018-01-01"],
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

/** The words of an inclusion's label that the warning quotes, with the condition. */
const WHAT_IS_SAID: readonly Notice[] = [
  ["Platelets below 80 × 10⁹/L", "platelets >= 80 10*9/L", "below 80 × 10⁹/L"],
  ["Platelets at most 80 × 10⁹/L", "platelets >= 80 10*9/L", "at most 80 × 10⁹/L"],
  ["Platelets above 80 × 10⁹/L", "platelets >= 80 10*9/L", "above 80 × 10⁹/L"],
  ["Platelets at least 80 × 10⁹/L", "platelets > 80 10*9/L", "at least 80 × 10⁹/L"],
  ["ECOG of exactly 1", "ecog <= 1", "equal to 1"],
  ["Temperature below 95 °F", "body_temperature < 38 Cel", "95 °F"],
  ["Temperature below 98.6 °F", "body_temperature < 38 Cel", "98.6 °F"],
  ["Surgery within 4 weeks", "last_surgery > 4 wk", "within 4 weeks"],
  [
    "Platelets ≥ 80 within 7 days",
    "platelets >= 80 10*9/L maxAge 14 d",
    "within 7 days",
    "platelets >= 80 10*9/L, at most 14 d old",
  ],
  [
    "Platelets ≥ 80, hemoglobin ≥ 90 within 7 days",
    "platelets >= 80 10*9/L and hemoglobin >= 90 g/L maxAge 14 d",
    "within 7 days",
    "hemoglobin >= 90 g/L, at most 14 d old",
  ],
  ["At least a 6-month interval", "last_surgery >= 6 wk", "6-month"],
  ["At least 6 hours since surgery", "last_surgery >= 6 wk", "6 hours"],
  ["Base excess below −10 mmol/L", "base_excess < -5 mmol/L", "-10 mmol/L"],
  ["KPS = 60–100", "kps >= 70 %", "60–100"],
  ["KPS60-100", "kps >= 70 %", "60-100"],
  ["ECOG 0–2 or KPS > 60", "ecog <= 2 or kps >= 70 %", "60", "kps >= 70 %"], // 0 belongs to ECOG
  ["Age 18–70 years", "age between 18 75 a", "18–70", "age between 18 and 75 a"],
  ["Edad de 18 a 70 años", "age between 18 75 a", "70 años", "age between 18 and 75 a"],
  ["Age 18 to 75 years", "age >= 18 a", "18 to 75"], // the condition lacks the other end
  ["Age between 18 and 75 years, ECOG 0–1", "age <= 75 a and ecog <= 1", "18 and 75", "age <= 75 a"],
  ["1–6 lesions", "tumor_count <= 6", "1–6"],
  ["Hemoglobin 80 g/L", "hemoglobin >= 90 g/L", "80 g/L"],
  ["Hemoglobin ≥ 8 g", "hemoglobin >= 90 g/L", "8"], // a single letter is not taken for a unit
  ["Hemoglobin ≥ 0.9", "hemoglobin >= 90 g/L", "0.9"],
  ["Hemoglobin ≥ 9.1 g/dL", "hemoglobin >= 90 g/L", "9.1 g/dL"],
  ["Hemoglobin ≥ 9.1 g/dL", "hemoglobin >= 90.4 g/L", "9.1 g/dL"],
  ["Albumin ≥ 30g/dL", "albumin >= 30 g/L", "30 g/dL"],
  ["LVEF ≥ 0.5 % by echo", "lvef >= 50 %", "0.5 %"],
  ["Lesion of at least 5 mm", "longest_tumor_diameter >= 5 cm", "5 mm"],
  ["Platelets ≥ 100 × 10⁶/L", "platelets >= 100 10*9/L", "100 × 10⁶/L"],
  ["Normal platelets (≥ 100 × 10⁶/L).", "platelets >= 100 10*9/L", "100 × 10⁶/L"],
  ["Life expectancy of at least 6 weeks", "life_expectancy >= 6 mo", "6 weeks"],
  ["TPS of at least 49 %", "pd_l1_tps < 50 %", "49 %"],
  ["TPS of at most 49 %", "pd_l1_tps <= 50 %", "49 %"],
  ["CA 125 at most 125 U/mL in 2 samples", "ca125 < 125 U/mL", "at most 125 U/mL"],
  ["NYHA class 2 or lower, platelets ≥ 80", "nyha_class <= 1 and platelets >= 80 10*9/L", "2", "nyha_class <= 1"],
  ["Creatinine ≤ 2.2 mg/dL", "creatinine <= 2.25 mg/dL", "2.2 mg/dL"],
  ["At least 6h since surgery", "last_surgery >= 6 wk", "6h"],
  ["ALT ≤ 2.5ULN", "alt <= 2.5 U/L", "2.5 × ULN"],
  ["Platelets > 80", "not platelets < 80 10*9/L", "above 80", "platelets < 80 10*9/L"],
  ["Platelets > 80", "all of platelets >= 80 10*9/L", "above 80", "platelets >= 80 10*9/L"],
  ["Platelets > 80", "any of platelets >= 80 10*9/L", "above 80", "platelets >= 80 10*9/L"],
  ["Platelets > 80", "1 of platelets >= 80 10*9/L", "above 80", "platelets >= 80 10*9/L"],
  ["Platelets > 80", "not not platelets >= 80 10*9/L", "above 80", "platelets >= 80 10*9/L"],

  // multiples of the upper limit of normal
  ["ALT ≤ 2.5 × ULN", "alt <= 2.5 U/L", "2.5 × ULN"],
  ["ALT ≤ 2.5xULN", "alt <= 2.5 U/L", "2.5 × ULN"],
  ["WBC ≥ 0.8 × LLN", "wbc >= 0.8 10*9/L", "0.8 × LLN"],
  ["WBC ≥ 0.8 × LLN", "wbc >= 0.8 [ULN]", "0.8 × LLN"],
  ["ALT ≤ 2.5 x ULN", "alt <= 2.5 U/L", "2.5 × ULN"],
  ["ALT ≤ 2.5 ULN", "alt <= 2.5 U/L", "2.5 × ULN"],
  ["ALT ≤ 2.5 times ULN", "alt <= 2.5 U/L", "2.5 × ULN"],
  ["ALT ≤ 2.5 times the upper limit of normal", "alt <= 2.5 U/L", "2.5 × ULN"],
  ["ALT ≤ 2.5-fold the  upper limit", "alt <= 2.5 U/L", "2.5 × ULN"],
  ["ALT ≤ 2.5-fold upper limit", "alt <= 2.5 U/L", "2.5 × ULN"],
  ["ALT ≤ 2,5 mal obere Norm", "alt <= 2.5 U/L", "2,5 × ULN"],
  ["ALT höchstens das 2,5-Fache der oberen Norm", "alt <= 2.5 U/L", "2,5 × ULN"],
  ["ALT bis zum 2,5-fachen der oberen Norm", "alt <= 2.5 U/L", "2,5 × ULN"],
  ["ALT höchstens 2,5-fach obere Norm", "alt <= 2.5 U/L", "2,5 × ULN"],
  ["ALT höchstens 2,5-facher oberer Normwert", "alt <= 2.5 U/L", "2,5 × ULN"],
  ["ALT ≤ 2,5 fois la limite supérieure", "alt <= 2.5 U/L", "2,5 × ULN"],
  ["ALT ≤ 2,5 veces el LSN", "alt <= 2.5 U/L", "2,5 × ULN"],
  ["ALT ≤2.5倍正常上限", "alt <= 2.5 U/L", "2.5 × ULN"],

  // calendar dates
  ["Diagnosed before 2022", "diagnosis_date >= 2022-01-01", "before 2022"],
  ["Diagnosed after 2021", "diagnosis_date <= 2021-12-31", "after 2021"],
  ["Diagnosed since 2019 or 2021", "diagnosis_date < 2021-01-01", "after 2019, 2021"],
  ["Diagnosed until 2019 or 2021", "diagnosis_date > 2021-01-01", "before 2019, 2021"],
  ["2020年前诊断", "diagnosis_date >= 2020-01-01", "before 2020"],
  ["2020年之后诊断", "diagnosis_date <= 2020-12-31", "after 2020"],
  ["2020年后诊断", "diagnosis_date <= 2020-12-31", "after 2020"],
  ["2020年之前诊断", "diagnosis_date >= 2020-01-01", "before 2020"],
  ["Diagnosed after 2019", "diagnosis_date >= 2022-01-01", "2019"],
  [
    "Diagnosed between 2015 and 2018",
    "diagnosis_date between 2015-01-01 2020-12-31",
    "2015, 2018",
    "diagnosis_date between 2015-01-01 and 2020-12-31",
  ],
  ["Diagnosed on or after 2022-01-15 here", "diagnosis_date >= 2022-06-15", "2022-01-15"],
  ["Diagnosed after 15 January 2022 here", "diagnosis_date > 2022-06-15", "2022-01-15"],
  ["Diagnosed after the 1st of January 2022", "diagnosis_date > 2022-06-15", "2022-01-01"],
  ["Diagnosed after 2nd Jan. 2022", "diagnosis_date > 2022-06-15", "2022-01-02"],
  ["Diagnosed after 1-Jan-2022", "diagnosis_date > 2022-06-15", "2022-01-01"],
  ["Diagnosed after 3 January, 2022", "diagnosis_date > 2022-06-15", "2022-01-03"],
  ["Diagnosed after January 1st, 2022", "diagnosis_date > 2022-06-15", "2022-01-01"],
  ["Diagnosed after January 15 2022 here", "diagnosis_date > 2022-06-15", "2022-01-15"],
  ["Diagnosed after Jan. 3, 2022", "diagnosis_date > 2022-06-15", "2022-01-03"],
  ["Diagnosed after 31 Foo 2022", "diagnosis_date > 2021-06-15", "2022"], // not a month, so only the year is compared
];

/** Text after a number, and the unit of time that it is read as. undefined: it may be any unit; a limit cannot be in hours. */
const UNITS_OF_TIME: readonly (readonly [behind: string, unit: string | undefined])[] = [
  ...["h", "-hour", " hours", " Stunde", " Stunden", " heure", " heures", " hora", " horas", "小时", "个小时后"].map(
    (word) => [word, "h"] as const,
  ),
  ...["d", " day", "-day", " days", " Tag", " Tage", " Tagen", " jour", " jours", " día", " días", "天", "日", "天内"].map(
    (word) => [word, "d"] as const,
  ),
  ...[
    "wk",
    " wks",
    " week",
    "-week",
    " weeks",
    " Woche",
    " Wochen",
    " semaine",
    " semaines",
    " semana",
    " semanas",
    "周",
    "周内",
  ].map((word) => [word, "wk"] as const),
  ...[
    "mo",
    " mos",
    " month",
    "-month",
    " months",
    " Monat",
    " Monate",
    " Monaten",
    " mois",
    " mes",
    " meses",
    "个月",
    "月",
    "个月内",
  ].map((word) => [word, "mo"] as const),
  ...["a", "y", " yr", " yrs", " year", "-year", " years", " Jahr", " Jahre", " Jahren", " an", " ans"].map(
    (word) => [word, "a"] as const,
  ),
  ...[" année", " années", " año", " años", "年", "岁", "周岁", "年内"].map((word) => [word, "a"] as const),
  ...["", " doses", " hepatic sites", " weekly doses", " monthly doses", " arms", " full days", " doses over weeks"].map(
    (word) => [word, undefined] as const,
  ),
];

const MONTHS: readonly string[] = "January February March April May June July August September October November December".split(
  " ",
);

/**
 * A condition such as `platelets >= 80 10*9/L maxAge 14 d`, joined by `and` or `or`; with `not`, `all of`, `any of` or `1 of` in
 * front of the whole.
 */
function conditionOf(text: string): unknown {
  const wrapped = /^(not|all of|any of|1 of) (.*)$/.exec(text);
  if (wrapped !== null) {
    const [, word, rest = ""] = wrapped;
    const inner = conditionOf(rest);
    if (word === "not") return { not: inner };
    return word === "1 of" ? { atLeast: 1, of: [inner] } : { [word === "all of" ? "all" : "any"]: [inner] };
  }
  for (const [word, key] of [
    [" or ", "any"],
    [" and ", "all"],
  ] as const)
    if (text.includes(word)) return { [key]: text.split(word).map(conditionOf) };
  const [leaf = "", age] = text.split(" maxAge ");
  const [field, op, ...rest] = leaf.split(" ");
  const count = TWO_LIMITS.some((two) => two === op) ? 2 : 1;
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

function warnings(kind: "inclusion" | "exclusion", [label, condition]: Row): readonly Diagnostic[] {
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
    notEvaluated: [{ label: "Consent" }],
    [kind]: [{ id: "C1", label, source: "item", condition: conditionOf(condition) }],
  });
  const found = checkFiles({ "c.json": text, "dictionary.json": DICTIONARY });
  return found.filter(({ severity }) => severity !== "note");
}

function faults(kind: "inclusion" | "exclusion", row: Row): readonly string[] {
  return warnings(kind, row).map(({ code }) => code);
}

describe("labels that agree", () => {
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

describe("messages", () => {
  test.each(WHAT_IS_SAID.map((row) => ({ row, name: `${row[0]}: ${row[1]}` })))("$name", ({ row }) => {
    const [label, condition, said, leaf = condition] = row;
    const [found, ...others] = warnings("inclusion", [label, condition]);
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      code: "label-mismatch",
      severity: "warning",
      help: "correct the one that differs from the protocol",
    });
    expect(found?.message).toBe(`the label says ${said}, the condition says ${leaf}`);
  });

  test.each(UNITS_OF_TIME)("at least 12%s: %s", (behind, unit) => {
    for (const other of ["d", "wk", "mo", "a"]) {
      const found = faults("inclusion", [`At least 12${behind} since surgery`, `last_surgery >= 12 ${other}`]);
      expect(found, other).toEqual(unit === undefined || unit === other ? [] : ["label-mismatch"]);
    }
  });

  test.each(MONTHS)("%s", (name) => {
    const month = String(MONTHS.indexOf(name) + 1).padStart(2, "0");
    for (const day of [`12 ${name} 2020`, `${name.slice(0, 3)} 12, 2020`]) {
      expect(faults("inclusion", [`Diagnosed after ${day}`, `diagnosis_date > 2020-${month}-12`])).toEqual([]);
      const other = month === "12" ? "2020-01-12" : "2020-12-12";
      expect(warnings("inclusion", [`Diagnosed after ${day}`, `diagnosis_date > ${other}`])).toMatchObject([
        { message: `the label says 2020-${month}-12, the condition says diagnosis_date > ${other}` },
      ]);
    }
  });

  const counts = ["platelets >= 80 10*9/L", "wbc >= 3 10*9/L", "neutrophils >= 2 10*9/L", "hemoglobin >= 80 g/L"];
  const others = ["alt <= 60 U/L", "ast <= 61 U/L", "albumin >= 30 g/L", "bilirubin <= 20 umol/L"];

  test("conditions with many limits are not checked, as their labels only name them", () => {
    const eight = [...counts, ...others].join(" and ");
    expect(faults("inclusion", ["All values ≥ 77", eight])).toEqual(["label-mismatch"]);
    expect(faults("inclusion", ["All values ≥ 77", `${eight} and lvef >= 50 %`])).toEqual([]);
  });
});
