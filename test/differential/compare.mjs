/** Generated candidates through the program in several ways, and through what is independent of it. */
import { spawnSync } from "node:child_process";
import { closeSync, createReadStream, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { COLUMNS, CRITERIA, candidate, screened, seeded } from "./naive.mjs";

const root = join(import.meta.dirname, "../..");
const program = join(root, "dist/cli.js");
const trial = join(root, "criteria/NCT02843126.json");

/** Writes the candidates as CSV and NDJSON, and what must come out. */
function write(folder, rows, seed) {
  const random = seeded(seed);
  const paths = { csv: join(folder, "list.csv"), ndjson: join(folder, "list.ndjson"), expected: join(folder, "expected.csv") };
  const files = Object.fromEntries(Object.entries(paths).map(([name, path]) => [name, openSync(path, "w")]));
  const headings = COLUMNS.map(([heading]) => heading);
  const texts = { csv: `patient_id,${headings.join(",")}\n`, ndjson: "", expected: "" };
  for (let row = 1; row <= rows; row += 1) {
    const cells = candidate(random);
    texts.csv += `P${row},${cells.join(",")}\n`;
    texts.ndjson += `${JSON.stringify(Object.fromEntries([["patient_id", `P${row}`], ...cells.map((cell, index) => [headings[index], cell])]))}\n`;
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

/** The columns that are compared: candidate, eligibility, and each criterion. */
async function* verdictsOf(path) {
  let wanted;
  for await (const line of linesOf(path)) {
    const cells = line.split(",");
    if (wanted === undefined)
      wanted = ["candidate", "eligibility", ...CRITERIA.map(([id]) => id)].map((name) => cells.indexOf(name));
    else yield wanted.map((index) => cells[index]).join(",");
  }
}

/**
 * Compares `rows` candidates.
 *
 * @returns disagreements, the first few; of how many candidates; and how many are eligible
 */
export async function compare(folder, rows, seed = 1) {
  const { csv, ndjson, expected } = write(folder, rows, seed);
  const disagreements = [];
  let compared = 0;
  let eligible = 0;
  for (const list of [csv, ndjson]) {
    for (const jobs of ["1", "4"]) {
      const output = join(folder, "verdicts.csv");
      const args = [program, "screen", list, "-c", trial, "-o", output, "--no-reasons", "--quiet", "--jobs", jobs];
      const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
      if (status !== 0) throw new Error(`ended with ${status}: ${stderr}`);
      const found = verdictsOf(output);
      for await (const right of linesOf(expected)) {
        const { value } = await found.next();
        compared += 1;
        if (right.includes(",eligible,")) eligible += 1;
        if (value !== right && disagreements.length < 10)
          disagreements.push(`${list} --jobs ${jobs}\n  must be ${right}\n  and is  ${value}`);
      }
      if ((await found.next()).done !== true) disagreements.push(`${list} --jobs ${jobs}: more candidates than there are`);
    }
  }
  return { disagreements, compared, eligible };
}
