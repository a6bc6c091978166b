/** Screens generated candidates with the program and with the SQL that it compiles: verdicts and causes must be the same. */
import { spawnSync } from "node:child_process";
import { closeSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { seeded } from "../differential/cells.mjs";
import { choices, columnsOf, generate } from "./fields.mjs";

const root = join(import.meta.dirname, "../..");
const { loadColumnMap, loadTrials, screenRecords } = await import(join(root, "dist/index.js"));

/** Runs the program. @returns its standard output */
function run(args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, "dist/cli.js"), ...args], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(`trialsieve ${args.join(" ")} ended with ${status}:\n${stderr}`);
  return stdout;
}

const leavesOf = (condition) => (condition.field === undefined ? [condition.of].flat().flatMap(leavesOf) : [condition]);

function fieldsOf(trials) {
  const names = trials.flatMap(({ criteria }) =>
    criteria.flatMap(({ condition }) => leavesOf(condition).map(({ field }) => field)),
  );
  return [...new Set(names.flatMap(({ name, since }) => (since === undefined ? [name] : [name, since])))];
}

/** Fields without a column in the table. */
const ABSENT = new Set(["urea"]);

/** Candidates as records for the program, and as lines for an engine. `hasOddIds`: some IDs are missing or repeated. */
export function candidates(fields, rows, seed, asOf, file, hasOddIds = true) {
  const of = choices(seeded(seed));
  const records = [];
  const out = openSync(file, "w");
  for (let row = 1; row <= rows; row += 1) {
    const id = !hasOddIds ? `P${row}` : row === 2 ? "P1" : of.chance(0.002) ? of.pick(["", null, "P1"]) : `P${row}`;
    const [record, cells] = [{ candidate_id: id }, { candidate: id }];
    for (const name of fields) {
      if (ABSENT.has(name)) continue;
      const made = generate(name, asOf, of);
      Object.assign(record, { [name]: null }, made.record);
      Object.assign(cells, made.cells);
    }
    records.push(record);
    writeSync(out, `${JSON.stringify(cells)}\n`);
  }
  closeSync(out);
  const columns = Object.assign({ candidate: "text" }, ...fields.filter((name) => !ABSENT.has(name)).map(columnsOf));
  return { records, columns };
}

/** The cause of a leaf's truth, in the notation of the SQL. */
function causeOf({ truth, doubt, reading }) {
  if (truth !== "unknown") return truth === "true" ? "met" : "not-met";
  return doubt ?? `${reading.state}:${reading.reason === "absent" ? "no-column" : reading.reason}`;
}

/** The expected row of verdicts, and the eligibilities. */
function expectedOf({ candidate, problems, trials }) {
  const cells = trials.flatMap(({ eligibility, criteria }) => [
    eligibility,
    ...criteria.flatMap(({ verdict, evidence }) => [verdict, evidence.map((one) => `${one.field}: ${causeOf(one)}`).join("; ")]),
  ]);
  const line = [candidate, problems[0]?.code ?? "", ...cells].join(",");
  return { candidate, line, words: trials.map(({ eligibility }) => eligibility) };
}

/** Lines of a CSV without commas, quotes or line breaks in its cells, so that whole lines can be compared. */
const linesOf = (text) =>
  text
    .replaceAll('"', "")
    .split(/\r?\n/)
    .filter((line) => line !== "");

/** The rows that check.sql returns. */
export async function checked(engine, folder, compiled) {
  const file = join(folder, "checked.csv");
  await engine.write(readFileSync(join(compiled, "check.sql"), "utf8"), file);
  return linesOf(readFileSync(file, "utf8")).slice(1);
}

/** Generates candidates for some criteria. */
export function generated({ folder, paths, rows, seed, asOf, hasOddIds }) {
  const { trials } = loadTrials(paths);
  const lines = join(folder, "candidates.ndjson");
  return { table: "candidates", lines, ...candidates(fieldsOf(trials), rows, seed, asOf, lines, hasOddIds) };
}

/** Compiles criteria for a table of candidates, and screens the candidates with the program. */
export async function prepare(engine, { folder, paths, map, asOf, table, lines, columns, records, isChecked = true }) {
  const { trials } = loadTrials(paths);
  const mapped = map === undefined ? {} : { columnMap: loadColumnMap(map, trials).map };
  await engine.load(table, columns, lines);
  const given = [
    ...paths.flatMap((path) => ["-c", path]),
    "--dialect",
    engine.name,
    ...(map === undefined ? [] : ["--columns", map]),
  ];
  const [texts, compiled] = [join(folder, "texts.csv"), join(folder, "sql")];
  await engine.write(run(["sql", "texts", ...given, "--table", table]), texts);
  run(["sql", "compile", ...given, "--texts", texts, "--as-of", asOf, "-o", compiled, "--causes"]);
  const found = isChecked ? await checked(engine, folder, compiled) : [];
  if (found.length > 0) throw new Error(`check.sql returned ${found.length} rows, first ${found[0]}`);
  const expected = [];
  for await (const one of await screenRecords(trials, records, { asOf, ...mapped })) expected.push(expectedOf(one));
  return { engine, folder, compiled, records, expected, statement: readFileSync(join(compiled, "verdicts.sql"), "utf8") };
}

/** Runs a statement. @returns how many verdicts and causes differ from the program's, and the first differences */
export async function judge({ engine, folder, records, expected }, statement) {
  const output = join(folder, "verdicts.csv");
  await engine.write(statement, output);
  const [heading = "", ...all] = linesOf(readFileSync(output, "utf8"));
  const names = heading.split(",");
  const byCandidate = new Map();
  for (const line of all) {
    const candidate = line.slice(0, line.indexOf(","));
    const same = byCandidate.get(candidate);
    if (same === undefined) byCandidate.set(candidate, [line]);
    else same.push(line);
  }
  const result = { rows: all.length, verdicts: 0, causes: 0, falselyEligible: 0, first: [], counts: {} };
  for (const { candidate, line, words } of expected) {
    for (const word of words) result.counts[word] = (result.counts[word] ?? 0) + 1;
    const same = byCandidate.get(candidate) ?? [];
    const [found = ""] = same.splice(Math.max(0, same.indexOf(line)), 1);
    if (found === line) continue;
    const cells = found.split(",");
    for (const [index, cell] of line.split(",").entries()) {
      if (cell === cells[index]) continue;
      const name = names[index] ?? "";
      if (name.endsWith("eligibility") && cells[index] === "eligible") result.falselyEligible += 1;
      result[name.endsWith(":causes") ? "causes" : "verdicts"] += 1;
      if (result.first.length < 8)
        result.first.push(
          `${candidate} ${name}: ${cells[index]}, not ${cell}: ${recordOf(records, candidate, name.endsWith(":causes") ? cell : "")}`,
        );
    }
  }
  return result;
}

/** The values of the record in the fields that a cause mentions. */
function recordOf(records, id, cause) {
  const record = records.find((one) => one.candidate_id === id) ?? {};
  const names = cause.split("; ").map((one) => one.split(":")[0]);
  return JSON.stringify(
    Object.fromEntries(
      Object.entries(record).filter(([key]) => names.some((name) => key.startsWith(name)) || key === "birth_date"),
    ),
  );
}
