/** The 18 criteria of NCT02843126 as SQL that handles NULL correctly: `node duckdb.mjs <list> <output> <threads>`. */
import { DuckDBInstance } from "@duckdb/node-api";

const [, , list, output, threads] = process.argv;

const quoted = (name) => `"${name}"`;
const number = (name) => `TRY_CAST(${quoted(name)} AS DOUBLE)`;
/** One of the known texts, or NULL. */
const known = (name, texts) =>
  `CASE WHEN ${quoted(name)} IN (${texts.map((one) => `'${one}'`).join(", ")}) THEN ${quoted(name)} END`;
const yes = (name) => `${known(name, ["yes", "no"])} = 'yes'`;

const INCLUSION = {
  I0a: `${known("sex", ["female", "F", "male"])} IN ('female', 'F')`,
  I0b: yes("recurrent_breast_cancer"),
  I0c: `${known("her2_status", ["positive", "3+", "negative"])} IN ('positive', '3+')`,
  I1: `${yes("standard_therapies_failed")} OR ${yes("standard_therapy_refused")}`,
  I2a: `${number("tumor_count")} BETWEEN 1 AND 6`,
  I2b: `${number("longest_tumor_diameter (cm)")} < 5`,
  I3a: `${number("kps (%)")} >= 70`,
  I3b: `${number("life_expectancy (mo)")} > 6`,
  I4a: `${number("platelets (10*9/L)")} >= 80`,
  I4b: `${number("wbc (10*9/L)")} >= 3`,
  I4c: `${number("neutrophils (10*9/L)")} >= 2`,
  I4d: `${number("hemoglobin (g/L)")} >= 80`,
};
const EXCLUSION = {
  E1: yes("cardiac_pacemaker"),
  E2: yes("brain_metastasis"),
  E3a: `${number("hypertension_grade")} >= 3`,
  E3b: yes("diabetic_complication"),
  E3c: yes("severe_cardiac_dysfunction"),
  E3d: yes("severe_pulmonary_dysfunction"),
};
const verdict =
  (whenMet, whenNot) =>
  ([name, sql]) =>
    `CASE (${sql}) WHEN true THEN '${whenMet}' WHEN false THEN '${whenNot}' ELSE 'unknown' END AS ${name}`;
const columns = [
  ...Object.entries(INCLUSION).map(verdict("pass", "fail")),
  ...Object.entries(EXCLUSION).map(verdict("fail", "pass")),
];
const names = [...Object.keys(INCLUSION), ...Object.keys(EXCLUSION)];
const idsOf = (word) => `concat_ws(';', ${names.map((name) => `CASE WHEN ${name} = '${word}' THEN '${name}' END`).join(", ")})`;
const text = (path) => path.replaceAll("'", "''");

const connection = await (await DuckDBInstance.create(":memory:", { threads })).connect();
await connection.run(`
  COPY (
    SELECT patient_id AS candidate,
      CASE WHEN 'fail' IN (${names.join(", ")}) THEN 'ineligible'
           WHEN 'unknown' IN (${names.join(", ")}) THEN 'undetermined' ELSE 'eligible' END AS eligibility,
      ${idsOf("fail")} AS failed, ${idsOf("unknown")} AS unknown, ${names.join(", ")}
    FROM (SELECT patient_id, ${columns.join(",\n")} FROM read_csv('${text(list)}', all_varchar = true, header = true))
  ) TO '${text(output)}' (HEADER)`);
console.log("done");
