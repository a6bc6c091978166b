/** Mapped columns whose heading has a scale that cannot be converted; and rows of units below the heading. */
import { describe, expect, test } from "vitest";
import { headingsOf, matchesOf } from "../../src/columns/column-matches.js";
import { unknownScale } from "../../src/columns/heading-scale.js";
import { unitRow } from "../../src/columns/unit-row.js";
import { loadTrials } from "../../src/index.js";
import { planSlots } from "../../src/plan/slots.js";

const TRIAL = {
  trial: { id: "T1", title: "x", source: "x", version: "1" },
  fields: {
    platelets: { type: "number", unit: "10*9/L", plausible: [1, 3000], aliases: ["PLT"] },
    hemoglobin: { type: "number", unit: "g/L", plausible: [10, 300], aliases: ["Hb"] },
    weight: { type: "number", unit: "kg", plausible: [5, 400], aliases: ["Gewicht"] },
    hbv_dna: { type: "number", unit: "[IU]/mL", plausible: [0, 1e9], label: "HBV DNA" },
    kps: { type: "number", unit: "%", plausible: [10, 100], label: "Karnofsky" },
    inr: { type: "number", plausible: [0, 20], label: "International normalized ratio", aliases: ["INR"] },
    sex: { type: "code", codes: { female: ["f"] } },
  },
  inclusion: [
    ["platelets", { op: ">=", value: 80, unit: "10*9/L" }],
    ["hemoglobin", { op: ">=", value: 80, unit: "g/L" }],
    ["weight", { op: ">=", value: 40, unit: "kg" }],
    ["hbv_dna", { op: "<", value: 2000, unit: "[IU]/mL" }],
    ["kps", { op: ">=", value: 70, unit: "%" }],
    ["inr", { op: "<=", value: 2 }],
    ["sex", { op: "is", value: "female" }],
  ].map(([field, rest], index) => ({ id: `I${index}`, label: "x", condition: Object.assign({ field }, rest) })),
  exclusion: [],
};
const { trials } = loadTrials([{ file: "t.json", text: JSON.stringify(TRIAL) }], () => undefined);
const plan = planSlots(trials);

function field(name: string) {
  const found = trials[0]?.fields.get(name);
  if (found === undefined) throw new Error(name);
  return found;
}

describe("text in a heading that is not understood", () => {
  test.each([
    ["hbv_dna", "HBV DNA (log10 IU/mL)", "log10 IU/mL"],
    ["hbv_dna", "log10 HBV DNA [IU/mL]", "log"],
    ["hbv_dna", "HBV DNA log", "log"],
    ["weight", "Weight (percentile)", "percentile"],
    ["weight", "Gewicht (Perzentile)", "Perzentile"],
    ["weight", "Weight [z-score]", "z-score"],
    ["weight", "Weight (SD)", "SD"],
    ["weight", "Weight change (kg)", "change"],
    ["platelets", "血小板（对数）", "对数"],
    ["platelets", "PLT ratio", "ratio"],
  ])("%s: %s", (name, heading, scale) => expect(unknownScale(heading, field(name))?.text).toBe(scale));

  test.each([
    ["weight", "Weight"],
    ["weight", "Weight (kg)"],
    ["weight", "body weight (lb)"],
    ["weight", "Weight (screening)"],
    ["weight", "Weight (day 1)"],
    ["weight", "Gewicht (aktuell)"],
    ["platelets", "Platelets (PLT)"],
    ["platelets", "PLT (local lab)"],
    ["platelets", "PLT local (K/uL)"],
    ["kps", "Karnofsky (0-100)"],
    ["inr", "INR (ratio)"],
    ["inr", "international ratio"],
    ["sex", "Sex (m/f)"],
  ])("%s: %s is understood", (name, heading) => expect(unknownScale(heading, field(name))).toBeUndefined());
});

describe("the row of units", () => {
  const found = (heading: string, row: string): readonly string[] | undefined => {
    const headings = heading.split(",");
    const matches = matchesOf(plan, headingsOf(headings), { fields: new Map(), date: undefined });
    return unitRow({ headings, firstRows: row.split("\n").map((one) => one.split(",")) }, plan, matches)?.texts;
  };

  test.each([
    ["patient_id,PLT,Hb", ",G/L,g/dL"],
    ["patient_id,PLT,Hb", "Unit,(10^9/L),[g/dL]"],
    ["Patienten-ID,PLT,Hb,Datum", "Einheit,/nL,g/dL,TT.MM.JJJJ"],
    ["id,sex,PLT,CRP", ",m/f,K/uL,mg/L"],
    ["病历号,PLT,Hb", "单位,10^9/L,g/L"],
    ["id,PLT,remark", ",G/L,-"],
    // Words that stand for the unit of scores, grades and counts.
    ["病历号,PLT,KPS,高血压分级,病灶数目", ",×10^9/L,分,级,个"],
    ["Nr,PLT,ECOG,Herde", ",G/L,Grad,Anzahl"],
    ["患者ID,年齢,PLT,ECOG", ",歳,万/µL,0-5"],
    ["N° patient,PLT,sexe,NYHA", ",10^4/µL,H/F,I-IV"],
    ["Patienten-ID,PLT,Child-Pugh,HIV,Blutung", "[Einheit],[10^4/µl],[A-C],[+/-],[0=nein; 1=ja]"],
    ["Patienten-ID,PLT,Diagnose", "Einheit,10^4/µl,[ICD-10]"],
    // Methods and instructions, beside units.
    ["Pat.-ID,HER2,PLT,Hb", ",(IHC/FISH),(G/l),(g/dl)"],
    ["Pat.-ID,HER2,PLT", ",[IHC oder ISH],[G/l]"],
    ["病历号,HER2,PLT,Hb", ",IHC,×10^9/L,g/L"],
    ["病历号,HER2,PLT", ",（免疫组化）,（×10^9/L）"],
    // Below an empty row; or below candidates, if it is labelled.
    ["patient_id,PLT,Hb", ",,\n,G/L,g/dL\nP1,90,8"],
    ["patient_id,PLT,Hb", "P1,90,8\nEinheiten:,G/L,g/dL"],
  ])("%s | %s", (heading, row) => expect(found(heading, row)).toBeDefined());

  test.each([
    ["an id", "patient_id,PLT,Hb", "P1,G/L,g/dL"],
    ["a number", "patient_id,PLT,Hb", ",150,g/dL"],
    ["below candidates, without a label", "patient_id,PLT,Hb", "P1,90,8\n,G/L,g/dL"],
    ["no unit of a used column", "patient_id,PLT,CRP", ",,mg/L"],
    ["a blank row", "patient_id,PLT,Hb", ",,"],
    ["a remark", "patient_id,PLT,remark", ",G/L,was late"],
    ["a longer remark", "patient_id,PLT,Hb,remark", ",G/L,g/dL,was late for it"],
    ["units beside a word that is not a label", "patient_id,PLT,Hb", "Anna,G/L,g/dL"],
    ["units beside a value", "patient_id,sex,PLT,Hb", ",female,G/L,g/dL"],
    ["units beside a value in brackets", "patient_id,sex,PLT", ",(female),G/L"],
  ])("%s", (_, heading, row) => expect(found(heading, row)).toBeUndefined());
});
