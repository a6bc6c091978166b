/**
 * The numbers that a label names, and what is said of each: `>= 18` with a sign or in words, `18` with nothing, `<=~ 4` for `within 4 weeks`,
 * which leaves open whether the last day counts. `1.2|1200` may be either; a grade, class or stage is marked.
 */
import { expect, test } from "vitest";
import { labelNumbers } from "../../src/language/label-numbers.js";

type Row = readonly [label: string, numbers: readonly string[]];

const NUMBERS: readonly Row[] = [
  // the number that an item has in its list is none of the label's
  ["1. Age ≥ 18", [">= 18"]],
  ["12. Age ≥ 18", [">= 18"]],
  ["(2) Age ≥ 18", [">= 18"]],
  [" 3) Age ≥ 18", [">= 18"]],
  ["I4a: Platelets ≥ 80", [">= 80"]],
  ["1. −5 mmol/L or higher", [">= 5|-5"]],
  ["I4a. 10⁴ IU/mL or more", [">= 10000"]],
  ["Karnofsky ≥ 70. No metastasis", [">= 70"]],
  ["ECOG≤1. Karnofsky ≥ 70", ["<= 1", ">= 70"]],

  // signs
  ["Age >= 18", [">= 18"]],
  ["Age>=18", [">= 18"]],
  ["LVEF大于50%", ["> 50"]],
  ["Karnofsky = 70 or higher", [">= 70"]],
  ["Karnofsky = 70", ["= 70"]],
  ["Age > = 18", [">= 18"]],
  ["Age >/= 18", [">= 18"]],
  ["Age > or = 18", [">= 18"]],
  ["Age =>18", [">= 18"]],
  ["Age = > 18", [">= 18"]],
  ["Age ⩾ 18", [">= 18"]],
  ["年龄≧18岁", [">= 18"]],
  ["Age <= 75", ["<= 75"]],
  ["Age < or = 75", ["<= 75"]],
  ["Age </= 75", ["<= 75"]],
  ["Age =<75", ["<= 75"]],
  ["Age = < 75", ["<= 75"]],
  ["Age ⩽ 75", ["<= 75"]],
  ["Base excess ≥ −5 mmol/L", [">= 5|-5"]], // `18 -75` may be a range
  ["Base excess of −5 to 10 mmol/L", [">= 5|-5", "<= 10"]],
  ["−5 mmol/L or higher", [">= 5|-5"]],

  // powers of ten that belong to the unit
  ["Platelets ≥ 100 × 10^9/L", [">= 100"]],
  ["Platelets ≥ 100 x 10 ^ 9 /L", [">= 100"]],
  ["Platelets ≥ 100 10*9/L", [">= 100"]],
  ["Platelets ≥ 100 10*9", [">= 100"]],
  ["Platelets ≥ 100 x 10**9/L", [">= 100"]],
  ["Platelets ≥ 100x10⁹/L", [">= 100"]],
  ["Platelets ≥ 100 × 10⁹ per litre", [">= 100"]],
  ["Platelets ≥ 100 × 10⁹·L⁻¹", [">= 100"]],
  ["Platelets ≥ 100 × 10(9)/L", [">= 100"]],
  ["Platelets ≥ 100 ×10E9/L", [">= 100"]],
  ["Platelets ≥ 100x10E9/L", [">= 100"]],
  ["Platelets ≥ 100 ×10e+9/L", [">= 100"]],
  ["Platelets ≥ 100 ×109/L", [">= 100"]], // its superscript lost
  ["Platelets ≥ 100 × 109 /L", [">= 100"]],
  ["Platelets (×10⁹/L) ≥ 100", [">= 100"]],
  ["Platelets (×10⁹) ≥ 100", [">= 100"]],
  ["Platelets (× 10⁹) ≥ 100", [">= 100"]],
  ["Platelets ≥ 100 × 10⁹", [">= 100"]], // its litre left out
  ["Platelets ≥ 100 × 10^9, neutrophils ≥ 1.5 × 10^9", [">= 100", ">= 1.5"]],
  ["Erythrocytes ≥ 3.5 × 10¹² and platelets ≥ 100 × 10⁹", [">= 3.5", ">= 100"]],
  ["Platelets 100 × 10⁹/L or higher", [">= 100"]],
  ["Erythrocytes ≥ 3.5 × 10¹²/L", [">= 3.5"]],
  ["Erythrocytes ≥ 3.5 × 10(12)/L", [">= 3.5"]],
  ["Neutrophils ≥ 1 500x10^6/L", [">= 1500"]],
  ["血小板≥100×10⁹/L,中性粒细胞≥1.5×10⁹/L", [">= 100", ">= 1.5"]],
  ["CD34 ≥ 2 × 10⁶ cells/kg", [">= 2"]],
  ["CD34 ≥ 2 × 10^6 cell/kg", [">= 2"]],
  ["Endotoxin ≤ 10 EU/mL", ["<= 10"]],
  ["AST ≤ 110 E/l", ["<= 110"]], // units, as German laboratories write them
  ["ALT ≤ 10 E/l", ["<= 10"]],
  ["Systolic pressure ≥ 110 (60) mmHg", [">= 110", "60"]],

  // powers of ten that are the number
  ["HBV DNA < 10^4 IU/mL", ["< 10000"]],
  ["HBV DNA < 10 ^ 4 IU/mL", ["< 10000"]],
  ["HBV DNA < 10⁴ IU/mL", ["< 10000"]],
  ["HBV DNA < 10⁹ IU/mL", ["< 1000000000"]],
  ["HBV DNA < 10^10 IU/mL", ["< 10000000000"]],
  ["HBV DNA < 10¹⁰ IU/mL", ["< 10000000000"]],
  ["HBV DNA < 2x10^3 IU/mL", ["< 2000"]],
  ["HBV DNA < 2 × 10³ IU/mL", ["< 2000"]],
  ["HBV DNA < 12.25 × 10⁴ IU/mL", ["< 122500"]],
  ["HBV DNA < 1,5 × 10⁵ IU/mL", ["< 150000"]],

  ["HBV DNA (×10³ IU/mL) < 2", ["< 2"]],
  ["HBV DNA (× 10³ IU/mL) < 2", ["< 2"]],

  // groups and decimals
  ["NT-proBNP > 1,200 ng/L", ["> 1.2|1200"]],
  ["NT-proBNP > 1.200 ng/L", ["> 1.2|1200"]],
  ["NT-proBNP > 1 200 ng/L", ["> 1200"]],
  ["NT-proBNP > 12 500 ng/L", ["> 12500"]],
  ["NT-proBNP > 1\u00a0200 ng/L", ["> 1200"]],
  ["AFP > 1 200 000", ["> 1200000"]],
  ["AFP > 1.200.000", ["> 1200000"]],
  ["AFP > 1,234.56", ["> 1234.56"]],
  ["AFP > 12,345.6", ["> 12345.6"]],
  ["AFP > 1,234,567.8", ["> 1234567.8"]],
  ["AFP > 1.234,56", ["> 1234.56"]],
  ["AFP > 1 234,5", ["> 1234.5"]],
  ["AFP > 1234.567", ["> 1234.567"]],
  ["Creatinine ≤ 1.25 mg/dL", ["<= 1.25"]],
  ["Creatinine ≤ 1.2345 mg/dL", ["<= 1.2345"]],
  ["Creatinine ≤ 1,25 mg/dL", ["<= 1.25"]],
  ["At least 2 6-week cycles", [">= 2", "6"]],
  ["IL6 200 ng/L", ["200"]],
  ["Zero lines", ["0"]],

  // numbers of names
  ["IL-6 ≥ 10 ng/L", [">= 10"]],
  ["Age ≥ 18 (see §4)", [">= 18"]],
  ["Age ≥ 18 (section 4.2)", [">= 18"]],
  ["Kriterium Nr 4: mindestens 18 Jahre", [">= 18"]],
  ["Days since surgery: at least 28", [">= 28"]],
  ["PD-L1 (22C3) TPS ≥ 50 %", [">= 50"]],
  ["5-HT3 antagonists, Karnofsky ≥ 70", [">= 70"]],
  ["5q deletion, weight ≥ 50 kg", [">= 50"]],
  ["Fasting for at least 2h30", []],
  ["2型糖尿病,HbA1c<8.5%", ["< 8.5"]],
  ["HbA1c<8.5%的2型糖尿病", ["< 8.5"]],
  ["Weight ≥ 100kg", [">= 100"]],
  ["Lesion ≥ 2cm in the liver", [">= 2"]],
  ["At least 1year", [">= 1"]],

  // grades
  ["Neuropathy grade≥3", [">= 3 grade"]],
  ["Neuropathy of grade 3", ["3 grade"]],
  ["Neuropathy of grade 2 – 3", [">= 2 grade", "<= 3 grade"]],
  ["Grade of anemia; hemoglobin ≥ 90", [">= 90"]],
  ["Stable score, 12 weeks", ["12"]],
  ["高血压3级", ["3 grade"]],
  ["高血压2-3级", [">= 2 grade", "<= 3 grade"]],
  ["高血压 2 - 3 级", [">= 2 grade", "<= 3 grade"]],
  ["血红蛋白≥90 g/L,贫血分级", [">= 90"]],
  ["NYHA class I", ["1 grade"]],
  ["NYHA≥III", [">= 3"]],
  ["NYHA ≥III", [">= 3"]],
  ["Stage II–III", [">= 2 grade", "<= 3 grade"]],
  ["Stage III, IV", [">= 3 grade", "<= 4 grade"]],
  ["Stage IV disease", ["4 grade"]],
  ["Grade V", ["5 grade"]],

  // ranges
  ["18-75 years", [">= 18", "<= 75"]],
  ["18 – 75 years", [">= 18", "<= 75"]],
  ["18~75", [">= 18", "<= 75"]],
  ["18 years to 75 years", [">= 18", "<= 75"]],
  ["18 bis 75 Jahre", [">= 18", "<= 75"]],
  ["18 à 75 ans", [">= 18", "<= 75"]],

  ["18至75岁", [">= 18", "<= 75"]],
  ["18岁到75岁", [">= 18", "<= 75"]],
  ["1.5-2.5 mg/dL", [">= 1.5", "<= 2.5"]],
  ["0.25-0.75 mg/dL", [">= 0.25", "<= 0.75"]],
  ["Between 18 and 75", [">= 18", "<= 75"]],
  ["Between 18 years and 75 years", [">= 18", "<= 75"]],
  ["Between 5% and 10%", [">= 5", "<= 10"]],
  ["Between an age of 18 and 75", [">= 18", "<= 75"]],
  ["Between a weight of 50 and 100 kg", [">= 50", "<= 100"]],
  ["Zwischen 18 und 75", [">= 18", "<= 75"]],
  ["Entre 18 et 75 ans", [">= 18", "<= 75"]],
  ["Entre 18 y 75 años", [">= 18", "<= 75"]],
  ["Within 2 to 4 weeks", [">= 2", "<= 4"]],
  ["From 75 down to 18", ["75", "18"]],
  ["Weight from 75 to 18 kg", ["75", "18"]],
  ["Treated at 2 sites, assigned to 3 arms", ["2", "3"]],
  ["2-week washout after 4 cycles", ["2", "4"]],
  ["No dose between 2 visits, fasting and 4 samples", ["2", "4"]],
  ["Dosed between 2 and, if tolerated, 4 times", ["2", "4"]],
  ["Between scans, lesions 2 and 4", ["2", "4"]],
  ["Lesions 2 and 4", ["2", "4"]],

  // whole numbers in a row
  ["ECOG 0 or 1", [">= 0", "<= 1"]],
  ["ECOG 0 or one", [">= 0", "<= 1"]],
  ["ECOG 0/1", [">= 0", "<= 1"]],
  ["ECOG 0, 1 or 2", [">= 0", "<= 2"]],
  ["ECOG 0, 1, or 2", [">= 0", "<= 2"]],
  ["ECOG 0, 1,or 2", [">= 0", "<= 2"]],
  ["ECOG 0 oder 1", [">= 0", "<= 1"]],
  ["ECOG 0 ou 1", [">= 0", "<= 1"]],
  ["ECOG 0 o 1", [">= 0", "<= 1"]],
  ["ECOG 0或1", [">= 0", "<= 1"]],
  ["ECOG 0、1", [">= 0", "<= 1"]],
  ["Lesions 1 or 4", ["1", "4"]],
  ["Ratio 0.5 or 1.5", ["0.5", "1.5"]],
  ["2 sites or 3 lesions", ["2", "3"]],
  ["2 lines of 3 drugs", ["2", "3"]],
  ["2, then 3 doses", ["2", "3"]],
  ["2 or 3 or more lines", ["2", ">= 3"]],
  ["More than 2 or 3 lines", ["> 2", "3"]],

  // longer ones are no labels
  ["Age ≥ 18".padEnd(2000), [">= 18"]],
  ["Age ≥ 18".padEnd(2001), []],
];

function told(label: string): readonly string[] {
  return labelNumbers(label).map(({ values, said, isGrade }) =>
    [
      ...(said === undefined ? [] : [`${said.operator}${said.isLoose ? "~" : ""}`]),
      values.join("|"),
      ...(isGrade ? ["grade"] : []),
    ].join(" "),
  );
}

test.each(NUMBERS)("%s", (label, numbers) => expect(told(label)).toEqual(numbers));
