import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { headingForms, headingIndex } from "../../src/columns/heading.js";
import { loadTrials } from "../../src/language/load/load.js";
import type { Field } from "../../src/language/model.js";

/** All fields of the shipped dictionary. */
const FIELDS: readonly Field[] = [
  ...(loadTrials([{ file: "c.json", text: shipped() }], () => undefined).trials[0]?.fields.values() ?? []),
];

function shipped(): string {
  const { fields } = JSON.parse(readFileSync(new URL("../../criteria/dictionary.json", import.meta.url), "utf8"));
  const condition = { field: "pregnant", op: "is", value: false };
  return JSON.stringify({ trial: { id: "T" }, fields, inclusion: [{ id: "I1", label: "x", condition }] });
}

const index = headingIndex(FIELDS, "values");
const fieldsOf = (heading: string): readonly string[] => [
  ...new Set(index.rolesOf(headingForms(heading)).map(({ field }) => field.name)),
];

// Headings as lists in the languages of the dictionary have them: with and without accents, singular and plural, with units.
test.each([
  ["de", "Geschlecht | Geb.-Datum | Thrombozyten (/nl) | Neutrophile | Laesionen", "sex birth_date platelets neutrophils -"],
  // Headings that list their answers, and headings that only look like that.
  ["de", "m/w | m/w/d | Geschlecht (m/w) | Hirnmet. (j/n) | Schwanger (ja/nein/k.A.)", "sex sex sex brain_metastasis pregnant"],
  ["fr", "H/F | Sexe (H/F) | Méta cérébrales (O/N) | Plus grand Ø (mm)", "sex sex brain_metastasis longest_tumor_diameter"],
  ["zh", "性别(男/女) | 脑转移(有/无) | 脑转移（0/1）", "sex brain_metastasis brain_metastasis"],
  ["-", "HF | MW | pos/neg | +/- | Sexe (H/H) | Hirnmet. (j/j) | Hirnmet. (rechts/links)", "- - - - - - -"],
  ["de", "Hirnmet. | größter Durchm. [mm] | gr. Durchm. (cm)", "brain_metastasis longest_tumor_diameter longest_tumor_diameter"],
  [
    "de",
    "GROESSTER DURCHMESSER [mm] | Hirnmetastase | Krea (µmol/l) | Hkt",
    "longest_tumor_diameter brain_metastasis creatinine hematocrit",
  ],
  [
    "fr",
    "Sexe | DDN | PNN (G/L) | Neutrophiles % | Metastase cerebrale",
    "sex birth_date neutrophils neutrophils_percent brain_metastasis",
  ],
  [
    "fr",
    "CREATININE | Hémoglobine (g/dl) | IMC | Grade d'HTA | Temperature",
    "creatinine hemoglobin bmi hypertension_grade body_temperature",
  ],
  ["es", "Sexo | Neutrófilos | Metástasis cerebral | Nº de lesiones | TFG", "sex neutrophils brain_metastasis tumor_count egfr"],
  ["es", "Diametro mayor (cm) | GPT/ALT | Glóbulos blancos | Talla (cm)", "longest_tumor_diameter alt wbc height"],
  [
    "it",
    "Sesso | Neutrofili | Metastasi cerebrale | Diametro massimo (mm)",
    "sex neutrophils brain_metastasis longest_tumor_diameter",
  ],
  ["it", "Piastrine | Creatinina | Gravidanza | Ultima chemioterapia", "platelets creatinine pregnant last_chemotherapy"],
  ["pt", "Sexo | Neutrofilos | Contagem de plaquetas | Maior diâmetro (cm)", "sex neutrophils platelets longest_tumor_diameter"],
  ["pt", "Metastase cerebral | Glicemia | Gravidez | Pressao sistolica", "brain_metastasis glucose pregnant systolic_bp"],
  ["ru", "Пол | Тромбоциты, 10^9/л | Нейтрофилы абс. | СКФ | МНО", "sex platelets neutrophils egfr inr"],
  ["zh", "性别 | 中性粒细胞 | 腦轉移 | 白細胞計數 | 最长径(cm)", "sex neutrophils brain_metastasis wbc longest_tumor_diameter"],
  ["ja", "性別 | 好中球 | 脳転移 | 赤血球 | 収縮期血圧", "sex neutrophils brain_metastasis rbc systolic_bp"],
])("%s: %s", (_language, headings, fields) => {
  expect(headings.split(" | ").map((heading) => fieldsOf(heading)[0] ?? "-")).toEqual(fields.split(" "));
});

// Headings that may mean another field, or a yes-no field instead of a grade, or another scale.
test.each([
  "HTA", // hypertension, but not its grade
  "NEUT", // percentage or count
  "Taille", // of the patient or of the tumour
  "Größe",
  "TP", // prothrombin in percent, total protein
  "Temps de prothrombine", // often in percent
  "PS", // several performance scales
  "PCR", // proteína C reactiva, polymerase chain reaction
  "PAS",
  "FC", // heart rate, functional class
  "Ht", // hematocrit, height
  "ACE", // carcinoembryonic antigen, ACE inhibitors
  "RE", // receptor de estrógeno
  "Polmonite", // pneumonia
  "Metastasen", // does not say where
  "Metástasis hepática",
  "Antigène prostatique", // several antigens
  "Нейтрофилы палочкоядерные", // only some of the neutrophils
  "САД", // systolic or mean pressure
  "Tratamiento",
])("%s is not matched with a field", (heading) => expect(fieldsOf(heading)).toEqual([]));

test("no heading of the shipped dictionary belongs to two fields", () => {
  const names = FIELDS.flatMap(({ name, label, aliases }) => [name, label, ...aliases]);
  expect(names.filter((name) => fieldsOf(name).length > 1)).toEqual([]);
});
