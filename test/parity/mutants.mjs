/** Plausible mistakes that are put into compiled SQL. The comparison must detect each of them. */

/** The number and the slot of a criterion's leaf. */
function leafOf(sql, field, criterion) {
  const leaf = new RegExp(`'${field}: ' \\|\\| "cause_(\\d+)"\\) AS "PARITY:${criterion}:causes"`).exec(sql)?.[1];
  const line = sql.split("\n").find((one) => one.includes(`AS "truth_${leaf}"`)) ?? "";
  return { leaf, slot: /"(s\d+)_/.exec(line)?.[1] };
}

/** Replaces the only leaf of a criterion by an expression. */
const withLeaf = (field, criterion, truth) => (sql, asOf) => {
  const { leaf, slot } = leafOf(sql, field, criterion);
  const known = `CASE WHEN "doubt_${leaf}" IS NULL THEN ${truth(slot, asOf)} END AS "truth_${leaf}"`;
  return sql.replace(new RegExp(`^ +CASE .* AS "truth_${leaf}"`, "m"), () => `    ${known}`);
};
const columns = (pattern, by) => (sql) => sql.replaceAll(new RegExp(`^ +.* AS "(s\\d+)_${pattern}"`, "gm"), by);

/** Mutants by name. */
export const MUTANTS = {
  "unknown taken for false": (sql) => sql.replaceAll(/ELSE CAST\(NULL AS BOOLEAN\) END AS "truth_/g, 'ELSE FALSE END AS "truth_'),
  "no plausible bounds": (sql) => sql.replaceAll("'unreadable:implausible'", "CAST(NULL AS VARCHAR)"),
  "digits not looked at": columns("near", '    "$1_value" AS "$1_near"'),
  "months as the engine clips them": withLeaf("last_surgery", "mo1ge", (slot, asOf) => `"${slot}_low" + INTERVAL 1 MONTH <= DATE '${asOf}'`),
  "open ends ignored": columns("from_open|to_open", (line, _slot) => line.replace(/^ +.* AS/, "    FALSE AS")),
  "signs not read": columns("sign", (line) => line.replace(/^ +.* AS/, "    CAST(NULL AS VARCHAR) AS")),
  "the measurement converted in doubles": withLeaf("creatinine", "molar", (slot) => `CASE "${slot}_unit" WHEN 0 THEN "${slot}_value" ELSE "${slot}_value" END * 0.011312::DOUBLE <= 1.5::DOUBLE`),
  "no guard against numbers beyond reason": (sql) => sql.replaceAll("'unreadable:not-a-number'", "CAST(NULL AS VARCHAR)"),
  "repeated ids not looked for": (sql) => sql.replaceAll("THEN 'repeated-id'", "THEN CAST(NULL AS VARCHAR)"),
  "contradictions not looked for": (sql) => sql.replaceAll("'unreadable:contradiction'", "CAST(NULL AS VARCHAR)"),
  "exclusions not turned round": (sql) => sql.replaceAll("THEN 'fail' WHEN NOT", "THEN 'pass' WHEN NOT"),
  "a limit of normal without its check": columns("uln_counted", '    "$1_uln" AS "$1_uln_counted"'),
}; // biome-ignore format: one mutant per line
