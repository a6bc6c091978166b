/** Screens generated candidates with the program in several ways, and with independent implementations. */
import { spawnSync } from "node:child_process";
import { closeSync, createReadStream, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { seeded } from "./cells.mjs";
import { AS_OF, writeCriteria } from "./criteria.mjs";
import { COLUMNS, CRITERIA, candidate, screened } from "./naive.mjs";

const program = join(import.meta.dirname, "../../dist/cli.js");

/** Writes the candidates as CSV and NDJSON, and the expected results. */
function write(folder, rows, seed) {
  const random = seeded(seed);
  const paths = { csv: join(folder, "list.csv"), ndjson: join(folder, "list.ndjson"), expected: join(folder, "expected.csv") };
  const files = Object.fromEntries(Object.entries(paths).map(([name, path]) => [name, openSync(path, "w")]));
  const headings = COLUMNS.map(([heading]) => heading);
  const texts = { csv: `patient_id,${headings.join(",")}\n`, ndjson: "", expected: "" };
  for (let row = 1; row <= rows; row += 1) {
    const cells = candidate(random);
    texts.csv += `P${row},${cells.map(({ text }) => text).join(",")}\n`;
    texts.ndjson += `${JSON.stringify(Object.fromEntries([["patient_id", `P${row}`], ...cells.map(({ json }, index) => [headings[index], json])]))}\n`;
    texts.expected += `P${row},${screened(cells)}\n`;
    if (row % 5000 !== 0 && row !== rows) continue;
    for (const name of Object.keys(texts)) {
      writeSync(files[name], texts[name]);
      texts[name] = "";
    }
  }
  for (const file of Object.values(files)) closeSync(file);
  return paths;
}

async function* linesOf(path) {
  for await (const line of createInterface({ input: createReadStream(path) })) yield line;
}

/** The compared columns of a result: candidate, eligibility, and each criterion. */
async function* verdictsOf(path) {
  let wanted;
  for await (const line of linesOf(path)) {
    const cells = line.split(",");
    if (wanted === undefined)
      wanted = ["candidate", "eligibility", ...CRITERIA.map(([id]) => id)].map((name) => cells.indexOf(name));
    else yield wanted.map((index) => cells[index]).join(",");
  }
}

/** Describes the criteria in which two lines differ. */
function difference(right, value = "") {
  const [of, is] = [right.split(","), value.split(",")];
  const names = ["candidate", "eligibility", ...CRITERIA.map(([id]) => id)];
  const differing = names.flatMap((name, index) => (of[index] === is[index] ? [] : [`${name}: ${is[index]}, not ${of[index]}`]));
  return `${of[0]}: ${differing.join("; ")}`;
}

/** Runs a script until it ends, and writes its standard output to `output`, if given. */
function run({ name, args, output }) {
  const stdout = output === undefined ? "ignore" : openSync(output, "w");
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8", stdio: ["ignore", stdout, "pipe"] });
  if (output !== undefined) closeSync(stdout);
  if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr}`);
}

/**
 * Compares the results for `rows` generated candidates.
 *
 * @param sql also compares with SQL in DuckDB
 * @returns for each way: the number of compared candidates, of disagreements, and the first few of these; and counts by
 * eligibility
 */
export async function compare(folder, rows, seed = 1, { sql = false } = {}) {
  const { csv, ndjson, expected } = write(folder, rows, seed);
  const criteria = writeCriteria(folder);
  const output = join(folder, "verdicts.csv");
  // Both kinds of output are used, because files are written from the start, but standard output only after the list was
  // examined.
  const screen = (list, jobs) => {
    const name = `${list === csv ? "CSV" : "NDJSON"}, --jobs ${jobs}`;
    const args = [program, "screen", list, "-c", criteria, "--as-of", AS_OF, "--no-reasons", "--quiet", "--jobs", String(jobs)];
    return jobs === 1 ? { name, args: [...args, "-f", "csv"], output } : { name, args: [...args, "-o", output] };
  };
  const ways = [screen(csv, 1), screen(csv, 4), screen(ndjson, 1), screen(ndjson, 4)];
  if (sql) ways.push({ name: "SQL", args: [join(import.meta.dirname, "duckdb.mjs"), csv, output] });
  const counts = { eligible: 0, ineligible: 0, undetermined: 0 };
  const results = [];
  for (const way of ways) {
    run(way);
    const { name } = way;
    const result = { name, compared: 0, disagreements: 0, first: [] };
    results.push(result);
    const found = verdictsOf(output);
    for await (const right of linesOf(expected)) {
      const { value } = await found.next();
      if (results.length === 1) counts[right.split(",", 2)[1]] += 1;
      result.compared += 1;
      if (value === right) continue;
      result.disagreements += 1;
      if (result.first.length < 5) result.first.push(difference(right, value));
    }
    if ((await found.next()).done !== true) {
      result.disagreements += 1;
      result.first.push("more candidates than there are");
    }
  }
  return { results, counts };
}
