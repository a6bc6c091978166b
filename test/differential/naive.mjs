/**
 * NCT02843126 once more, written cell by cell, without a line of the program's; and candidates for it, whose cells are at the limits,
 * beside them, censored, missing and unreadable. A cell is `low` and `high` with what it may be, or nothing where that is unknown.
 */

/** A small seeded generator (xorshift): numbers in [0, 1). */
export function seeded(seed) {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4294967296;
  };
}

const UNKNOWN = ["", "NA", "unknown", "pending", "~80", "see note", "?", "n/a", "-"];
const YES = ["yes", "Y", "true", "present", "YES"];
const NO = ["no", "n", "FALSE", "absent"];

const flag = { cells: [...YES, ...NO], met: (cell) => (YES.includes(cell) ? true : NO.includes(cell) ? false : undefined) };
const code = (yes, no) => ({
  cells: [...yes, ...no],
  met: (cell) => (yes.includes(cell) ? true : no.includes(cell) ? false : undefined),
});

/** Numbers around a limit, in steps of a field's precision; `step` 1 is an integer field, in which `<5` is 4 and less. */
function number(values, step, holds) {
  const cells = values.flatMap((value) => [String(value), `<${value}`, `>${value}`]);
  const isInteger = step === 1;
  return {
    cells,
    met(cell) {
      const [, sign, digits] = /^([<>]?)(\d+(?:\.\d+)?)$/.exec(cell) ?? [];
      if (digits === undefined) return undefined;
      const value = Number(digits);
      // Two values that stand for all in between, for every condition here is one stretch of numbers.
      const tiny = isInteger ? 1 : 1e-9;
      const range = sign === "<" ? [0, value - tiny] : sign === ">" ? [value + tiny, 1e9] : [value, value];
      const points = isInteger ? between(...range) : [...range, ...values.filter((one) => one > range[0] && one < range[1])];
      const found = new Set(points.map(holds));
      return found.size === 1 ? [...found][0] : undefined;
    },
  };
}

/** Whole numbers, up to where nothing changes any more. */
function between(low, high) {
  const found = [];
  for (let value = low; value <= Math.min(high, 200); value += 1) found.push(value);
  return high > 200 ? [...found, high] : found;
}

const either = (a, b) => (a === true || b === true ? true : a === false && b === false ? false : undefined);

/** Column, what its cells may be, and the criterion; `met` of the whole row. */
export const COLUMNS = [
  ["sex", code(["female", "F"], ["male", "M"])],
  ["recurrent_breast_cancer", flag],
  ["her2_status", code(["positive", "3+"], ["negative"])],
  ["standard_therapies_failed", flag],
  ["standard_therapy_refused", flag],
  ["tumor_count", number([1, 2, 5, 6, 7, 12], 1, (value) => value >= 1 && value <= 6)],
  ["longest_tumor_diameter (cm)", number([4.9, 4.99, 5, 5.01, 0.5, 12], 0.01, (value) => value < 5)],
  ["kps (%)", number([60, 70, 80, 90], 1, (value) => value >= 70)],
  ["life_expectancy (mo)", number([5, 6, 6.1, 7, 24], 0.1, (value) => value > 6)],
  ["platelets (10*9/L)", number([79.9, 80, 80.1, 210], 0.1, (value) => value >= 80)],
  ["wbc (10*9/L)", number([2.99, 3, 3.01, 9], 0.01, (value) => value >= 3)],
  ["neutrophils (10*9/L)", number([1.99, 2, 2.01, 6], 0.01, (value) => value >= 2)],
  ["hemoglobin (g/L)", number([79.9, 80, 80.1, 130], 0.1, (value) => value >= 80)],
  ["cardiac_pacemaker", flag],
  ["brain_metastasis", flag],
  ["hypertension_grade", number([0, 1, 2, 3, 4], 1, (value) => value >= 3)],
  ["diabetic_complication", flag],
  ["severe_cardiac_dysfunction", flag],
  ["severe_pulmonary_dysfunction", flag],
];

/** Criterion, its columns by index, whether it excludes. */
export const CRITERIA = [
  ...["I0a", "I0b", "I0c"].map((id, index) => [id, [index], false]),
  ["I1", [3, 4], false],
  ...["I2a", "I2b", "I3a", "I3b", "I4a", "I4b", "I4c", "I4d"].map((id, index) => [id, [index + 5], false]),
  ...["E1", "E2", "E3a", "E3b", "E3c", "E3d"].map((id, index) => [id, [index + 13], true]),
];

/** One candidate's cells. Most pass, or nobody would be eligible. */
export function candidate(random) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  return COLUMNS.map(([, { cells, met }], index) => {
    if (random() < 0.05) return pick(UNKNOWN);
    if (random() < 0.2) return pick(cells);
    return pick(cells.filter((cell) => met(cell) === index < 13));
  });
}

/** The verdicts and the eligibility that a candidate must get. */
export function screened(cells) {
  const verdicts = CRITERIA.map(([, [first, second], excludes]) => {
    const own = COLUMNS[first][1].met(cells[first]);
    const met = second === undefined ? own : either(own, COLUMNS[second][1].met(cells[second]));
    return met === undefined ? "unknown" : met === excludes ? "fail" : "pass";
  });
  const eligibility = verdicts.includes("fail") ? "ineligible" : verdicts.includes("unknown") ? "undetermined" : "eligible";
  return `${eligibility},${verdicts.join(",")}`;
}
