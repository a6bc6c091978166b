/**
 * The same criteria written by hand, without any code of the program: all values that a cell may mean are tried, and if the
 * results differ, the verdict is unknown. Also defines the columns of the candidates, whose cells `cells.mjs` generates.
 */

import { dates, dayOf, MICRO, numbers, oneOf, partsOf, unknown } from "./cells.mjs";
import { AS_OF } from "./criteria.mjs";

const TODAY = dayOf(...AS_OF.split("-").map(Number));

const flag = oneOf(
  new Map([
    [true, ["yes", "Y", "true", "present", "YES", "checked"]],
    [false, ["no", "n", "FALSE", "absent", "No"]],
  ]),
  new Map([
    [true, true],
    [false, false],
  ]),
);
/** Spellings of 10*9/L. Units with an empty array do not fit the field, or contradict the heading. */
const PER_LITRE = { "10*9/L": [MICRO, 2], "x10^9/L": [MICRO, 1], "K/uL": [MICRO, 2], "G/L": [MICRO, 1] };
const PER_MICROLITRE = { "/uL": [1000, 0], "/mm3": [1000, 0], "cells/µL": [1000, 0] };
const COUNT = { "": [MICRO, 2], ...PER_LITRE, ...PER_MICROLITRE, "%": [], "g/L/d": [] };

/** Heading, and the generator of its cells. Some headings name a unit and some do not. */
export const COLUMNS = [
  [
    "sex",
    oneOf(
      new Map([
        ["female", ["female", "F", "Woman", "f"]],
        ["male", ["male", "M"]],
      ]),
    ),
  ],
  ["recurrent_breast_cancer", flag],
  [
    "HER2",
    oneOf(
      new Map([
        ["positive", ["positive", "3+", "IHC 3+", "2+/FISH+", "Pos"]],
        ["negative", ["negative", "1+", "IHC 0", "HER2-low"]],
        [undefined, ["2+", "borderline"]], // not a final result
      ]),
    ),
  ],
  ["standard_therapies_failed", flag],
  ["standard_therapy_refused", flag],
  [
    "tumor_count",
    numbers({
      limits: [1, 6],
      step: 1,
      usual: [1, 12],
      units: { "": [MICRO, 0] },
      plausible: [0, 300],
      integer: true,
      ranges: true,
    }),
  ],
  [
    "longest_tumor_diameter",
    numbers({
      limits: [5],
      step: 0.1,
      usual: [0.5, 8],
      units: { cm: [MICRO, 2], mm: [100_000, 0], "": [], kg: [] },
      plausible: [0.1, 60],
      ranges: true,
    }),
  ],
  [
    "kps (%)",
    numbers({
      limits: [70],
      step: 10,
      usual: [30, 100],
      units: { "": [MICRO, 0], "%": [MICRO, 0] },
      plausible: [10, 100],
      integer: true,
      ranges: true,
      none: [88, 99],
    }),
  ],
  [
    "life_expectancy",
    numbers({
      limits: [6],
      step: 1,
      usual: [1, 40],
      units: { mo: [MICRO, 1], a: [12 * MICRO, 1], d: [], "": [] },
      plausible: [0, 720],
      ranges: true,
    }),
  ],
  ["platelets", numbers({ limits: [80, 100], step: 0.5, usual: [40, 400], units: COUNT, plausible: [1, 2000] })],
  [
    "wbc (10*9/L)",
    numbers({
      limits: [3, 4],
      step: 0.01,
      usual: [2, 12],
      units: { "": [MICRO, 2], ...PER_LITRE, "/uL": [] },
      plausible: [0.05, 400],
    }),
  ],
  ["ANC", numbers({ limits: [2], step: 0.01, usual: [1, 8], units: COUNT, plausible: [0, 40] })],
  [
    "hemoglobin",
    numbers({
      limits: [80, 90],
      step: 1,
      usual: [60, 160],
      units: { "": [MICRO, 1], "g/L": [MICRO, 0], "g/dL": [10 * MICRO, 2], "gm%": [10 * MICRO, 1], "10*9/L": [] },
      plausible: [20, 250],
    }),
  ],
  ["cardiac_pacemaker", flag],
  ["brain_metastasis", flag],
  [
    "hypertension_grade",
    numbers({ limits: [3], step: 1, usual: [0, 5], units: { "": [MICRO, 0] }, plausible: [0, 4], integer: true, ranges: true }),
  ],
  ["diabetic_complication", flag],
  ["severe_cardiac_dysfunction", flag],
  ["severe_pulmonary_dysfunction", flag],
  ["last_chemotherapy", dates({ around: [TODAY - 28, TODAY], first: TODAY - 300, last: TODAY + 20 })],
  [
    "birth_date",
    dates({
      around: [dayOf(2008, 1, 15), dayOf(2008, 2, 29), dayOf(1960, 2, 29)],
      first: dayOf(1940, 1, 1),
      last: dayOf(2012, 1, 1),
    }),
  ],
  ["diagnosis_date", dates({ around: [dayOf(2024, 3, 1)], first: dayOf(2020, 1, 1), last: TODAY - 60 })],
  [
    "alt",
    numbers({
      limits: [100, 112.5],
      step: 0.5,
      usual: [5, 200],
      units: { "": [MICRO, 1], "U/L": [MICRO, 1], "IU/L": [MICRO, 0] },
      plausible: [2, 20000],
    }),
  ],
  [
    "alt_uln",
    numbers({
      limits: [40, 45],
      step: 5,
      usual: [30, 60],
      units: { "": [MICRO, 0], "U/L": [MICRO, 1] },
      plausible: [2, 20000],
      companion: true,
    }),
  ],
  ["lvef (%)", numbers({ limits: [50], step: 1, usual: [30, 75], units: { "": [MICRO, 0] }, plausible: [5, 90], ranges: true })],
  ["lvef_date", dates({ around: [TODAY - 14, TODAY], first: TODAY - 40, last: TODAY + 5 })],
  [
    "HIV",
    oneOf(
      new Map([
        ["positive", ["positive", "reactive", "Pos"]],
        ["negative", ["negative", "non-reactive", "neg"]],
      ]),
    ),
  ],
  [
    "potassium",
    numbers({
      limits: [5.5],
      step: 0.1,
      usual: [3, 7],
      units: { "": [MICRO, 1], "mmol/L": [MICRO, 2], "mEq/L": [] },
      plausible: [1, 12],
    }),
  ],
  ["potassium_date", dates({ around: [TODAY], first: TODAY - 200, last: TODAY + 10 })],
];

const PLACES = new Map(COLUMNS.map(([heading], index) => [heading, index]));

/** The answer if all are the same, otherwise undefined. */
function agreed(answers) {
  const [first, ...others] = new Set(answers);
  return others.length === 0 ? first : undefined;
}

/**
 * Whether the condition holds for all numbers of a range, or for none: its ends are tried, and the numbers around each limit
 * inside.
 */
function number({ low, high }, limits, holds) {
  const between = limits.flatMap((limit) => [limit - 1, limit, limit + 1]).filter((value) => value > low && value < high);
  return agreed([low, high, ...between].map(holds));
}
const atLeast = (limit) => (means) => number(means, [limit * MICRO], (value) => value >= limit * MICRO);
const above = (limit) => (means) => number(means, [limit * MICRO], (value) => value > limit * MICRO);
const below = (limit) => (means) => number(means, [limit * MICRO], (value) => value < limit * MICRO);
const within = (low, high) => (means) =>
  number(means, [low * MICRO, high * MICRO], (value) => value >= low * MICRO && value <= high * MICRO);

function days(stretches) {
  return stretches.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, index) => first + index));
}
/** A condition on elapsed time; unknown if any of the possible days is in the future. */
const elapsed = (holds) => (stretches) => {
  const all = days(stretches);
  return all.some((day) => day > TODAY) ? undefined : agreed(all.map(holds));
};
const yearsAfter = (day, years) => {
  const [year, month, date] = partsOf(day);
  return dayOf(year + years, month, date);
};

/** Kleene's logic, with undefined for unknown: or, and at least `count` of them. */
function either(...answers) {
  if (answers.includes(true)) return true;
  return answers.includes(undefined) ? undefined : false;
}
function some(count, answers) {
  const yes = answers.filter((answer) => answer === true).length;
  const open = answers.filter((answer) => answer === undefined).length;
  return yes >= count ? true : yes + open < count ? false : undefined;
}

const simple = (heading, holds) => (row) => {
  const means = row(heading);
  return means === undefined ? undefined : holds(means);
};
const isTrue = (heading) => simple(heading, (means) => means);
const is = (heading, code) => simple(heading, (means) => means === code);

/** Whether the field has a value; false only if the cell says that the test was not done. */
function known(heading) {
  return (row, text) => {
    if (row(heading) !== undefined) return true;
    return text(heading) === "not done" ? false : undefined;
  };
}

/** A value that was certainly measured after the as-of date does not count. */
function unlessAhead(heading, met) {
  return (row, text) => (row(heading)?.every(([first]) => first > TODAY) ? undefined : met(row, text));
}

/** ID of a criterion, whether it is met, and whether it is an exclusion. */
export const CRITERIA = [
  ["I0a", is("sex", "female"), false],
  ["I0b", isTrue("recurrent_breast_cancer"), false],
  ["I0c", is("HER2", "positive"), false],
  ["I1", (row) => either(row("standard_therapies_failed"), row("standard_therapy_refused")), false],
  ["I2a", simple("tumor_count", within(1, 6)), false],
  ["I2b", simple("longest_tumor_diameter", below(5)), false],
  ["I3a", simple("kps (%)", atLeast(70)), false],
  ["I3b", simple("life_expectancy", above(6)), false],
  ["I4a", simple("platelets", atLeast(80)), false],
  ["I4b", simple("wbc (10*9/L)", atLeast(3)), false],
  ["I4c", simple("ANC", atLeast(2)), false],
  ["I4d", simple("hemoglobin", atLeast(80)), false],
  [
    "D1",
    simple(
      "last_chemotherapy",
      elapsed((day) => day + 28 <= TODAY),
    ),
    false,
  ],
  [
    "D2",
    simple(
      "birth_date",
      elapsed((day) => yearsAfter(day, 18) <= TODAY),
    ),
    false,
  ],
  ["D3", simple("diagnosis_date", (stretches) => agreed(days(stretches).map((day) => day < dayOf(2024, 3, 1)))), false],
  ["D4", ofUpperLimit, false],
  ["D5", recent, false],
  [
    "D6",
    (row) =>
      some(2, [
        simple("platelets", above(100))(row),
        simple("wbc (10*9/L)", atLeast(4))(row),
        simple("hemoglobin", atLeast(90))(row),
      ]),
    false,
  ],
  ["D9", unlessAhead("potassium_date", known("potassium")), false],
  ["E1", isTrue("cardiac_pacemaker"), true],
  ["E2", isTrue("brain_metastasis"), true],
  ["E3a", simple("hypertension_grade", atLeast(3)), true],
  ["E3b", isTrue("diabetic_complication"), true],
  ["E3c", isTrue("severe_cardiac_dysfunction"), true],
  ["E3d", isTrue("severe_pulmonary_dysfunction"), true],
  ["D7", is("HIV", "positive"), true],
  ["D8", unlessAhead("potassium_date", simple("potassium", within(5.5, 12))), true],
];

function ofUpperLimit(row) {
  const [value, limit] = [row("alt"), row("alt_uln")];
  if (value === undefined || limit === undefined) return undefined;
  return number(value, [limit.low * 2.5], (micro) => micro <= limit.low * 2.5);
}

/** The measurement only counts if it is certainly from the last fourteen days. */
function recent(row) {
  const [value, measured] = [row("lvef (%)"), row("lvef_date")];
  if (value === undefined || measured === undefined) return undefined;
  return days(measured).every((day) => day <= TODAY && day + 14 >= TODAY) ? atLeast(50)(value) : undefined;
}

const answersOf = (cells) => {
  const row = (heading) => cells[PLACES.get(heading)]?.means;
  const text = (heading) => cells[PLACES.get(heading)]?.text;
  return CRITERIA.map(([, met]) => met(row, text));
};

/** The cells of a candidate. Most candidates pass most criteria, as otherwise nobody would be eligible. */
export function candidate(random) {
  const cells = anyCandidate(random);
  // More neutrophils than leukocytes are a contradiction, which other tests cover.
  const [part, whole] = [PLACES.get("ANC"), PLACES.get("wbc (10*9/L)")];
  while ((cells[part].means?.high ?? 0) > (cells[whole].means?.low ?? Number.POSITIVE_INFINITY))
    for (const place of [part, whole]) cells[place] = COLUMNS[place][1](random);
  return cells;
}

function anyCandidate(random) {
  const cells = COLUMNS.map(([, invent]) => (random() < 0.02 ? unknown(random) : invent(random)));
  if (random() < 0.3) return cells;
  // Generates the cells of criteria that do not pass again, up to twelve times.
  for (let time = 0; time < 12; time += 1) {
    const answers = answersOf(cells);
    let isDone = true;
    CRITERIA.forEach(([id, , excludes], index) => {
      if (answers[index] === !excludes || random() < 0.01) return;
      isDone = false;
      for (const heading of USES.get(id) ?? []) {
        const place = PLACES.get(heading);
        cells[place] = COLUMNS[place][1](random);
      }
    });
    if (isDone) break;
  }
  return cells;
}

/** The columns that each criterion uses. */
const USES = new Map(
  CRITERIA.map(([id, met]) => {
    const used = new Set();
    // The criterion asks for all of its columns, because none has a value here.
    const ask = (heading) => void used.add(heading);
    met(ask, ask);
    return [id, used];
  }),
);

/** The expected eligibility and verdicts of a candidate. */
export function screened(cells) {
  const verdicts = answersOf(cells).map((met, index) =>
    met === undefined ? "unknown" : met === CRITERIA[index][2] ? "fail" : "pass",
  );
  const eligibility = verdicts.includes("fail") ? "ineligible" : verdicts.includes("unknown") ? "undetermined" : "eligible";
  return `${eligibility},${verdicts.join(",")}`;
}
