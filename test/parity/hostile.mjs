/** Tables that are difficult for compiled SQL: names that need quoting, texts with quotes and escapes, columns of NULL only. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checked, judge, prepare } from "./compare.mjs";

const FIELDS = {
  platelets: { type: "number", label: "Platelets", unit: "10*9/L", plausible: [1, 2000] },
  site_code: { type: "code", label: "Site", codes: {} },
  pregnant: { type: "boolean", label: "Pregnant" },
  last_surgery: { type: "date", label: "Last surgery" },
};
/** Difficult texts for each of two meanings. */
const TEXTS = {
  one: ["it's", "a\\'b", "\\", "''", "\u0024{spark.app.name}", "$1", "-- x", "/* x", ":'x'"],
  two: ['"quoted"', "back`tick", "a\nb", "a\tb", "a\\nb", "café", "Ünïcödé", "; DROP TABLE t", "%s %d"],
};
FIELDS.site_code.codes = TEXTS;
const OTHERS = ["cafe\u0301", "\u00a0it's\u00a0", "IT'S", "ıt's", "İ", "pending", "NA", "", " ", "it''s", null];

const condition = {
  all: [
    { field: "platelets", op: ">=", value: 80, unit: "10*9/L" },
    { any: [{ field: "site_code", op: "is", value: "one" }, { not: { field: "pregnant", op: "is", value: false } }] },
  ],
};
const TRIAL = {
  trial: { id: "HOSTILE", title: "It's; --" },
  fields: FIELDS,
  inclusion: [
    { id: "I1", label: "All", condition },
    { id: "I2", label: "Site", condition: { field: "site_code", op: "in", value: ["two"] } },
    { id: "I3", label: "Surgery", condition: { field: "last_surgery", op: ">=", value: 28, unit: "d" } },
  ],
  exclusion: [{ id: "E1", label: "Known", condition: { field: "site_code", op: "known" } }],
};
/** Column names that need quoting. */
const MAP = {
  id: "the \"id\" of 'it'",
  columns: {
    platelets: { column: "plate`lets\\", unitColumn: "select", operatorColumn: "a;b -- c" },
    site_code: { column: 'where\'s "it"?' },
    pregnant: { column: "Ü" },
  },
};

/** IDs that are accepted, although they contain unusual characters. */
const PLAIN_IDS = ["É-1", "o'neil/2 (b)", "Škoda", "łódź", "ŞIŞLI", "ıi", "1E3"];

/** Rows of a table, with all of these texts. */
function rowsOf() {
  const texts = [...TEXTS.one, ...TEXTS.two, ...OTHERS];
  const rows = texts.map((text, index) => ({
    candidate: PLAIN_IDS[index] ?? `P ${index}`,
    platelets: index % 3 === 0 ? 80 : 79.5,
    unit: index % 5 === 0 ? "x10³/µl" : "10*9/L",
    sign: index % 7 === 0 ? "<" : null,
    site_code: text,
    pregnant: index % 2 === 0,
    last_surgery: index % 2 === 0 ? "2025-12-18" : null,
  }));
  return rows;
}

const NOTHING = { platelets: null, unit: null, sign: null, site_code: null, pregnant: null, last_surgery: null };

const CASES = {
  "hostile texts and names": { table: 'odd "table" `name` it\'s', map: MAP, rows: rowsOf() },
  "a table with the name of a step": { table: "source", map: MAP, rows: rowsOf().slice(0, 3) },
  "a reserved name": { table: "select", map: undefined, rows: rowsOf() },
  "nothing but NULL": { table: "verdicts", map: undefined, rows: [1, 2, 3].map((n) => ({ candidate: `N${n}`, ...NOTHING })) },
  "one row": { table: "trialsieve_cell", map: undefined, rows: [{ candidate: "N1", ...NOTHING }] },
};
const TYPES = { platelets: "double", unit: "text", sign: "text", site_code: "text", pregnant: "boolean", last_surgery: "date" };

/** IDs that look like another one, and a text that is not in the compiled SQL: check.sql must return rows. */
async function tryChecks(engine, given) {
  const found = [];
  const row = (candidate, text) => `${JSON.stringify({ candidate, ...NOTHING, site_code: text })}\n`;
  const load = (lines) => {
    writeFileSync(given.lines, lines);
    return engine.load(given.table, given.columns, given.lines);
  };
  const before = row("A", "it's") + row("B", "it's");
  writeFileSync(given.lines, before);
  const { compiled } = await prepare(engine, { ...given, records: [{ candidate_id: "A", ...NOTHING }] });
  for (const [title, lines] of Object.entries({
    "an id with a space at its end": row("A ", "it's") + row("B", "it's"),
    "a line end after an id": row("A\n", "it's") + row("B", "it's"),
    "two spaces in an id": row("A  1", "it's") + row("B", "it's"),
    "an id in another form": row("e\u0301", "it's") + row("B", "it's"),
    "letters that look like others": row("\u0410", "it's") + row("B", "it's"),
    "wide letters": row("\uff21", "it's") + row("B", "it's"),
    "a joined letter": row("\u0133", "it's") + row("B", "it's"),
    "a number that a program shortened": row("1.2E+15", "it's") + row("B", "it's"),
    "another text": row("A", "it's") + row("B", "its"),
    "another row": `${before}${row("C", "it's")}`,
    "a row less": row("A", "it's"),
    "no row": "",
  })) {
    await load(lines);
    if ((await checked(engine, given.folder, compiled)).length === 0) found.push(`check.sql found nothing: ${title}`);
  }
  await load(before);
  if ((await checked(engine, given.folder, compiled)).length > 0) found.push("check.sql found something in the same table");
  return found;
}

/** @returns the differences, one line per case */
export async function tryHostile(engine, folder) {
  const found = [];
  for (const [title, { table, map, rows }] of Object.entries(CASES)) {
    const cwd = join(folder, "hostile");
    mkdirSync(cwd, { recursive: true });
    const entry = map?.columns;
    const named = {
      ...{ candidate: map?.id ?? "candidate", platelets: entry?.platelets.column ?? "platelets" },
      ...{ unit: entry?.platelets.unitColumn ?? "platelets_unit", sign: entry?.platelets.operatorColumn ?? "platelets_cmp" },
      ...{
        site_code: entry?.site_code.column ?? "site_code",
        pregnant: entry?.pregnant.column ?? "pregnant",
        last_surgery: "last_surgery",
      },
    };
    const renamed = (row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [named[key], value]));
    const paths = [join(cwd, "trial.json")];
    writeFileSync(paths[0], JSON.stringify(TRIAL));
    const mapFile = map === undefined ? undefined : join(cwd, "map.json");
    if (mapFile !== undefined) writeFileSync(mapFile, JSON.stringify(map));
    const lines = join(cwd, "rows.ndjson");
    writeFileSync(lines, rows.map((row) => `${JSON.stringify(renamed(row))}\n`).join(""));
    const columns = renamed({ candidate: "text", ...TYPES });
    // Without a map, the column of signs has another name.
    const records = rows.map((row) => (map === undefined ? recordOf(row) : renamed(row)));
    const given = { folder: cwd, paths, map: mapFile, asOf: "2026-01-15", table, lines, columns, records };
    const prepared = await prepare(engine, given);
    const { rows: count, verdicts, causes, first } = await judge(prepared, prepared.statement);
    if (map === undefined && rows.length === 1) found.push(...(await tryChecks(engine, given)));
    if (verdicts + causes > 0 || count !== rows.length) found.push(`${title}: ${count} rows, ${first.join("; ")}`);
  }
  return found;
}

function recordOf({ candidate, unit, sign, ...row }) {
  return { candidate_id: candidate, ...row, platelets_unit: unit, platelets_operator: sign };
}
