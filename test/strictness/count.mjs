/**
 * Counts the cells that a nurse reads with certainty, but a build of the program does not: `node test/strictness/count.mjs [ROOT
 * …]`. Each root has `dist/cli.js` and `criteria/dictionary.json`.
 */
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { HEADINGS, KINDS } from "./cells.mjs";

const ONE_LIMIT = {
  platelets: { op: ">=", value: 80, unit: "10*9/L" },
  alt: { op: ">=", value: 40, unit: "U/L" },
  sodium: { op: ">=", value: 130, unit: "mmol/L" },
  body_temperature: { op: "<", value: 38, unit: "Cel" },
  hemoglobin: { op: ">=", value: 80, unit: "g/L" },
  hematocrit: { op: ">=", value: 30, unit: "%" },
  brain_metastasis: { op: "is", value: false },
  last_chemotherapy: { op: ">=", value: 28, unit: "d" },
  life_expectancy: { op: ">=", value: 3, unit: "mo" },
  age: { op: ">=", value: 18, unit: "a" },
  birth_date: { op: ">=", value: 18, unit: "a" },
  tumor_count: { op: "<=", value: 6 },
  prior_lines: { op: "<=", value: 6 },
  kps: { op: ">=", value: 70, unit: "%" },
};

/** @returns by kind, the number of cells, and the unreadable ones */
export function strictness(root) {
  const folder = mkdtempSync(join(tmpdir(), "strictness-"));
  try {
    copyFileSync(join(root, "criteria/dictionary.json"), join(folder, "dictionary.json"));
    const all = HEADINGS.flatMap(({ names }) => names);
    const ofHeadings = { kind: "headings, nine languages", cells: all.length, unreadable: unknownHeadings(root, folder) };
    const ofCells = KINDS.map(({ kind, field, cells }) => {
      const criterion = { id: "A", label: "A", condition: { field, ...ONE_LIMIT[field] } };
      const criteria = { trial: { id: "T" }, dictionary: "dictionary.json", inclusion: [criterion], exclusion: [] };
      writeFileSync(join(folder, "criteria.json"), JSON.stringify(criteria));
      const rows = cells.map((cell, index) => `P${index + 1}\t${cell}`);
      writeFileSync(join(folder, "list.tsv"), `patient_id\t${field}\n${rows.join("\n")}\n`);
      const options = ["-c", "criteria.json", "-f", "ndjson", "--as-of", "2026-01-15", "--quiet"];
      const run = spawnSync(process.execPath, [join(root, "dist/cli.js"), "screen", "list.tsv", ...options], {
        cwd: folder,
        encoding: "utf8",
      });
      const records = run.stdout
        .trim()
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line));
      if (records.length !== cells.length) throw new Error(`${kind}: ${run.stderr}`);
      const states = records.map(({ trials }) => trials[0].criteria[0].evidence[0].reading.state);
      return { kind, cells: cells.length, unreadable: cells.filter((_, index) => states[index] === "unreadable") };
    });
    return [ofHeadings, ...ofCells];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The headings that a build does not recognise, tried in lists with one heading per field. */
function unknownHeadings(root, folder) {
  const lists = HEADINGS.flatMap(({ field, names }) => names.map((heading, list) => ({ list, field, heading })));
  return [...new Set(lists.map(({ list }) => list))].flatMap((list) => {
    const columns = lists.filter((one) => one.list === list);
    const inclusion = columns.map(({ field }, index) => ({ id: `A${index}`, label: "A", condition: { field, op: "known" } }));
    writeFileSync(
      join(folder, "headings.json"),
      JSON.stringify({ trial: { id: "T" }, dictionary: "dictionary.json", inclusion }),
    );
    const cells = [
      ["patient_id", ...columns.map(({ heading }) => heading)],
      ["P1", ...columns.map(() => "")],
    ];
    writeFileSync(join(folder, "headings.tsv"), cells.map((row) => `${row.join("\t")}\n`).join(""));
    const options = ["screen", "headings.tsv", "-c", "headings.json", "-f", "ndjson", "--as-of", "2026-01-15", "--quiet"];
    const { stdout } = spawnSync(process.execPath, [join(root, "dist/cli.js"), ...options], { cwd: folder, encoding: "utf8" });
    const criteria = stdout === "" ? [] : JSON.parse(stdout).trials[0].criteria;
    const isKnown = (_, index) => (criteria[index]?.evidence[0].reading.reason ?? "no-column") !== "no-column";
    return columns.filter((one, index) => !isKnown(one, index)).map(({ heading }) => heading);
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const given = process.argv.slice(2);
  const roots = given.length > 0 ? given : [fileURLToPath(new URL("../..", import.meta.url))];
  const counts = roots.map(strictness);
  for (const [index, { kind, cells }] of counts[0].entries()) {
    console.log([kind, cells, ...counts.map((count) => count[index].unreadable.length)].join("\t"));
  }
}
