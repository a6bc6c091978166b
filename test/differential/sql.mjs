/**
 * The criteria as hand-written SQL on the texts of the list. An uncertain value is represented by its lowest and highest possible
 * value.
 */

/** A `CASE` that maps texts to meanings; NULL for other texts. */
const codes = (column, meanings) =>
  `CASE ${Object.entries(meanings)
    .map(([means, texts]) => `WHEN "${column}" IN (${texts.map((text) => `'${text}'`).join(", ")}) THEN ${means}`)
    .join(" ")} END`;
const flag = (column) =>
  codes(column, { true: ["yes", "Y", "true", "present", "YES", "checked"], false: ["no", "n", "FALSE", "absent", "No"] });

const COUNT = { "10*9/L": 1, "x10^9/L": 1, "K/uL": 1, "G/L": 1, "/uL": "0.001", "/mm3": "0.001", "cells/µL": "0.001" };
const factor = (text, units) =>
  `CASE ${text} ${Object.entries(units)
    .map(([unit, factor]) => `WHEN '${unit}' THEN ${factor}`)
    .join(" ")} END`;

/**
 * Column, factors of units into the unit of the limit, lowest and highest plausible value, distance between whole numbers (0 for
 * others), numbers that stand for a missing value.
 */
const NUMBERS = {
  tumor_count: ["tumor_count", { "": 1 }, 0, 300, 1],
  diameter: ["longest_tumor_diameter", { cm: 1, mm: "0.1" }, "0.1", 60],
  kps: ["kps (%)", { "": 1, "%": 1 }, 10, 100, 1, [88, 99]],
  life: ["life_expectancy", { mo: 1, a: 12 }, 0, 720],
  platelets: ["platelets", { "": 1, ...COUNT }, 1, 2000],
  wbc: ["wbc (10*9/L)", { "": 1, "10*9/L": 1, "x10^9/L": 1, "K/uL": 1, "G/L": 1 }, "0.05", 400],
  neutrophils: ["ANC", { "": 1, ...COUNT }, 0, 40],
  hemoglobin: ["hemoglobin", { "": 1, "g/L": 1, "g/dL": 10, "gm%": 10 }, 20, 250],
  hypertension: ["hypertension_grade", { "": 1 }, 0, 4, 1],
  alt: ["alt", { "": 1, "U/L": 1, "IU/L": 1 }, 2, 20000],
  alt_uln: ["alt_uln", { "": 1, "U/L": 1 }, 2, 20000],
  lvef: ["lvef (%)", { "": 1 }, 5, 90],
  potassium: ["potassium", { "": 1, "mmol/L": 1 }, 1, 12],
};

/**
 * Notations of a number: a comparison sign, one number or two, a unit. A unit that begins with a digit must be separated by a
 * space.
 */
const CELL = "^(<=|>=|[<>≤≥])?([0-9]+(?:\\.[0-9]+)?)(?:-([0-9]+(?:\\.[0-9]+)?))?(?: (.+)|([^0-9 .-].*))?$";

/**
 * Three steps: the parts of the text; values in the limit's unit; and a struct of lowest and highest value, and whether these are
 * excluded.
 */
const parts = ([name, [column]]) =>
  `regexp_extract("${column}", '${CELL}', ['sign', 'first', 'second', 'unit', 'glued']) AS ${name}_cell`;
function values([name, [, units]]) {
  const unit = `(${name}_cell.unit || ${name}_cell.glued)`;
  const scaled = (part) => `${factor(unit, units)}::DECIMAL(9, 3) * TRY_CAST(${name}_cell.${part} AS DECIMAL(15, 6))`;
  return `{ sign: ${name}_cell.sign, first: ${scaled("first")}, second: ${scaled("second")} } AS ${name}_value`;
}
function stretch([name, [, , least, most, step = 0, none = []]]) {
  const { sign, first, second } = { sign: `${name}_value.sign`, first: `${name}_value.first`, second: `${name}_value.second` };
  const low = `CASE WHEN ${sign} IN ('<', '<=', '≤') THEN -1e12::DECIMAL(30, 9) WHEN ${sign} = '>' THEN ${first} + ${step} ELSE ${first} END`;
  const high = `CASE WHEN ${sign} IN ('>', '>=', '≥') THEN 1e12::DECIMAL(30, 9) WHEN ${sign} = '<' THEN ${first} - ${step} ELSE coalesce(${second}, ${first}) END`;
  const isLeftOut = (mark) => (step === 0 ? `${sign} = '${mark}'` : "false");
  const isNone = none.length === 0 ? "false" : `(${low} = ${high} AND ${low} IN (${none.join(", ")}))`;
  return `CASE WHEN ${first} IS NOT NULL AND NOT ${isNone} AND ${high} >= ${least} AND ${low} <= ${most} THEN
      { low: ${low}, high: ${high}, above: ${isLeftOut(">")}, below: ${isLeftOut("<")} } END AS ${name}`;
}

/** A date as a struct of the first and the last possible day. */
function date(column) {
  const text = `"${column}"`;
  const day = (format, source = text) => `try_strptime(${source}, '${format}')::DATE`;
  const first = `CASE
      WHEN regexp_full_match(${text}, '[0-9]{4}-[0-9]{2}') THEN ${day("%Y-%m-%d", `${text} || '-01'`)}
      WHEN ${text} LIKE '%/%' THEN least(${day("%d/%m/%Y")}, ${day("%m/%d/%Y")})
      ELSE coalesce(${day("%Y-%m-%d", `left(${text}, 10)`)}, ${day("%d-%b-%Y")}, ${day("%d %b %Y")}) END`;
  const last = `CASE
      WHEN regexp_full_match(${text}, '[0-9]{4}-[0-9]{2}') THEN last_day(${day("%Y-%m-%d", `${text} || '-01'`)})
      WHEN ${text} LIKE '%/%' THEN greatest(${day("%d/%m/%Y")}, ${day("%m/%d/%Y")})
      ELSE ${first} END`;
  return `{ first: ${first}, last: ${last} }`;
}

/** Conditions on a range of numbers: true, false, or NULL. */
const atLeast = (name, limit) =>
  `CASE WHEN ${name}.low >= ${limit} THEN true WHEN ${name}.high < ${limit} OR (${name}.high = ${limit} AND ${name}.below) THEN false END`;
const above = (name, limit) =>
  `CASE WHEN ${name}.low > ${limit} OR (${name}.low = ${limit} AND ${name}.above) THEN true WHEN ${name}.high <= ${limit} THEN false END`;
const both = (a, b) => `((${a}) AND (${b}))`;
const not = (a) => `(NOT (${a}))`;
/** A condition on days in the past; NULL if the first and the last possible day give different answers. */
const elapsed = (name, holds) =>
  `CASE WHEN ${name}.last <= today AND (${holds(`${name}.first`)}) = (${holds(`${name}.last`)}) THEN ${holds(`${name}.first`)} END`;
/** The same day some years later; 29 February becomes 1 March. */
const yearsAfter = (day, years) => `make_date(year(${day}) + ${years}, month(${day}), 1) + (day(${day}) - 1)::INTEGER`;
/** The number of answers with this value; NULL counts neither as true nor as false. */
const ways = (answers, value) => answers.map((answer) => `CASE WHEN (${answer}) IS ${value} THEN 1 ELSE 0 END`).join(" + ");

const DATES = ["last_chemotherapy", "birth_date", "diagnosis_date", "lvef_date", "potassium_date"];
/** A value that was certainly measured after the as-of date does not count. */
const unlessAhead = (name, answer) => `CASE WHEN ${name}.first > today THEN NULL ELSE (${answer}) END`;
const TWO_OF = [above("platelets", 100), atLeast("wbc", 4), atLeast("hemoglobin", 90)];

const INCLUSION = {
  I0a: codes("sex", { true: ["female", "F", "Woman", "f"], false: ["male", "M"] }),
  I0b: flag("recurrent_breast_cancer"),
  I0c: codes("HER2", {
    true: ["positive", "3+", "IHC 3+", "2+/FISH+", "Pos"],
    false: ["negative", "1+", "IHC 0", "HER2-low"],
  }),
  I1: `(${flag("standard_therapies_failed")}) OR (${flag("standard_therapy_refused")})`,
  I2a: both(atLeast("tumor_count", 1), not(above("tumor_count", 6))),
  I2b: not(atLeast("diameter", 5)),
  I3a: atLeast("kps", 70),
  I3b: above("life", 6),
  I4a: atLeast("platelets", 80),
  I4b: atLeast("wbc", 3),
  I4c: atLeast("neutrophils", 2),
  I4d: atLeast("hemoglobin", 80),
  D1: elapsed("last_chemotherapy", (day) => `${day} + 28 <= today`),
  D2: elapsed("birth_date", (day) => `${yearsAfter(day, 18)} <= today`),
  D3: elapsed("diagnosis_date", (day) => `${day} < DATE '2024-03-01'`),
  D4: `CASE WHEN alt_uln.low = alt_uln.high THEN ${not(above("alt", "(2.5 * alt_uln.low)"))} END`,
  D5: `CASE WHEN lvef_date.last <= today AND lvef_date.first + 14 >= today THEN ${atLeast("lvef", 50)} END`,
  D6: `CASE WHEN ${ways(TWO_OF, "TRUE")} >= 2 THEN true WHEN ${ways(TWO_OF, "FALSE")} >= 2 THEN false END`,
  D9: unlessAhead(
    "potassium_date",
    `CASE WHEN potassium IS NOT NULL THEN true WHEN lower(potassium_text) = 'not done' THEN false END`,
  ),
};
const EXCLUSION = {
  E1: flag("cardiac_pacemaker"),
  E2: flag("brain_metastasis"),
  E3a: atLeast("hypertension", 3),
  E3b: flag("diabetic_complication"),
  E3c: flag("severe_cardiac_dysfunction"),
  E3d: flag("severe_pulmonary_dysfunction"),
  D7: codes("HIV", { true: ["positive", "reactive", "Pos"], false: ["negative", "non-reactive", "neg"] }),
  D8: unlessAhead("potassium_date", both(atLeast("potassium", "5.5"), not(above("potassium", 12)))),
};

const verdicts = (criteria, whenMet, whenNot) =>
  Object.entries(criteria).map(
    ([id, sql]) => `CASE (${sql}) WHEN true THEN '${whenMet}' WHEN false THEN '${whenNot}' ELSE 'unknown' END AS ${id}`,
  );
const ids = [...Object.keys(INCLUSION), ...Object.keys(EXCLUSION)].join(", ");
const quoted = (path) => `'${path.replaceAll("'", "''")}'`;

/** The statement that screens the list at `list` and writes the verdicts to `output`. */
export function screening(list, output, asOf) {
  const numbers = Object.entries(NUMBERS);
  const names = [...DATES, ...numbers.map(([name]) => name)];
  const isColumn = (name) => DATES.includes(name) || NUMBERS[name]?.[0] === name;
  const known = [...DATES.map((name) => `${date(name)} AS ${name}`), ...numbers.map(stretch)];
  return `COPY (
    SELECT patient_id AS candidate,
      CASE WHEN 'fail' IN (${ids}) THEN 'ineligible' WHEN 'unknown' IN (${ids}) THEN 'undetermined' ELSE 'eligible' END AS eligibility, ${ids}
    FROM (SELECT patient_id, ${[...verdicts(INCLUSION, "pass", "fail"), ...verdicts(EXCLUSION, "fail", "pass")].join(",\n")}
      FROM (SELECT * EXCLUDE (${names.filter(isColumn).join(", ")}), DATE '${asOf}' AS today, "potassium" AS potassium_text, ${known.join(",\n")}
        FROM (SELECT *, ${numbers.map(values).join(",\n")}
          FROM (SELECT *, ${numbers.map(parts).join(",\n")}
            FROM read_csv(${quoted(list)}, all_varchar = true, header = true, delim = ',', quote = '', nullstr = '\u0001')))))
    -- P1, P2, … as in the list: several threads write in no order of their own
    ORDER BY length(patient_id), patient_id
  ) TO ${quoted(output)} (HEADER)`;
}
