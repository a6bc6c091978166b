/** Invented candidates for NCT02843126, always the same for the same seed. Some cells are missing, unreadable or censored. */
import { closeSync, openSync, writeSync } from "node:fs";

/** A small seeded random generator (mulberry32) of numbers in [0, 1). */
function seeded(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A number with `digits` decimals; one in a hundred is censored. */
const number = (low, high, digits) => (random) => {
  const text = (low + random() * (high - low)).toFixed(digits);
  return random() < 0.01 ? `<${text}` : text;
};

/** Chooses a text by weight: `[text, weight]`. */
const oneOf = (...choices) => {
  const total = choices.reduce((sum, [, weight]) => sum + weight, 0);
  return (random) => {
    let rest = random() * total;
    for (const [text, weight] of choices) {
      rest -= weight;
      if (rest < 0) return text;
    }
    return choices[0][0];
  };
};

const mostlyYes = oneOf(["yes", 90], ["no", 10]);
const mostlyNo = oneOf(["no", 94], ["yes", 6]);

const MISSING = ["", "NA", "unknown", "not done"];
const UNREADABLE = ["see note", "??", "~80"];

/** A part of the number in another column of the row; in one of two hundred rows it is wrongly larger than the whole. */
const partOf = (column, digits) => (random, row) => {
  const whole = Number.parseFloat(row[column]);
  if (Number.isNaN(whole)) return number(1.5, 8, digits)(random);
  return (whole * (random() < 0.005 ? 1.5 : 0.4 + random() * 0.45)).toFixed(digits);
};

const WBC = 10;

/** Heading and generator of each column; the headings are those of real lists. */
const COLUMNS = [
  ["sex", oneOf(["female", 70], ["F", 25], ["male", 5])],
  ["recurrent_breast_cancer", mostlyYes],
  ["her2_status", oneOf(["positive", 70], ["3+", 15], ["negative", 10], ["equivocal", 5])],
  ["standard_therapies_failed", mostlyYes],
  ["standard_therapy_refused", mostlyNo],
  ["tumor_count", oneOf(["1", 25], ["2", 25], ["3", 20], ["4", 10], ["5", 8], ["6", 7], ["7", 5])],
  ["longest_tumor_diameter (cm)", number(0.5, 6, 1)],
  ["kps (%)", oneOf(["100", 20], ["90", 35], ["80", 25], ["70", 12], ["60", 5], ["60-70", 3])],
  ["life_expectancy (mo)", number(4, 40, 0)],
  ["platelets (10*9/L)", number(60, 400, 0)],
  ["wbc (10*9/L)", number(2.5, 12, 1)],
  ["neutrophils (10*9/L)", partOf(WBC, 2)],
  ["hemoglobin (g/L)", number(70, 160, 0)],
  ["cardiac_pacemaker", mostlyNo],
  ["brain_metastasis", mostlyNo],
  ["hypertension_grade", oneOf(["0", 60], ["1", 20], ["2", 15], ["3", 5])],
  ["diabetic_complication", mostlyNo],
  ["severe_cardiac_dysfunction", mostlyNo],
  ["severe_pulmonary_dysfunction", mostlyNo],
];

/** Writes `rows` candidates as CSV to `path`. */
export function writeCandidates(path, rows) {
  const random = seeded(20260115);
  const file = openSync(path, "w");
  let text = `patient_id,${COLUMNS.map(([heading]) => heading).join(",")}\n`;
  for (let row = 1; row <= rows; row += 1) {
    const cells = [];
    for (const [, cell] of COLUMNS) {
      const luck = random();
      if (luck < 0.03) cells.push(MISSING[Math.floor(random() * MISSING.length)]);
      else if (luck < 0.035) cells.push(UNREADABLE[Math.floor(random() * UNREADABLE.length)]);
      else cells.push(cell(random, cells));
    }
    text += `P${String(row).padStart(7, "0")},${cells.join(",")}\n`;
    if (text.length > 1 << 20) {
      writeSync(file, text);
      text = "";
    }
  }
  writeSync(file, text);
  closeSync(file);
}
