/** The runs that two builds are compared on: lists and criteria of every kind, every command, format, layout and option. */
import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { writeCandidates } from "../bench/data.mjs";
import { seeded } from "../differential/cells.mjs";
import { hostileLists } from "./hostile.mjs";

const AS_OF = ["--as-of", "2026-01-15"];
const TRIAL = "criteria/NCT02843126.json";
const LIST = "fixtures/candidates.csv";
const EVERYTHING = "everything.json";

/**
 * Writes the corpus into `folder` and gives its runs: `{ name, args, kind, input?, env?, files?, library? }`. Paths are below `folder`.
 *
 * @param lists folders with further lists
 */
export function corpus(folder, { root, rows, lists }) {
  for (const name of ["criteria", "fixtures"]) cpSync(join(root, name), join(folder, name), { recursive: true });
  writeFileSync(join(folder, EVERYTHING), everything(folder));
  return [
    ...formats(),
    ...cellRuns(folder),
    ...listRuns(folder, "hostile", writeHostile(folder)),
    ...lists.flatMap((list, index) => otherLists(folder, list, index)),
    ...criteriaRuns(folder),
    ...longLists(folder, rows),
    ...libraryRuns(folder),
    ...usage(),
  ];
}

/** A trial with a criterion on every field of the shipped dictionary, in the middle of what is plausible. */
function everything(folder) {
  const { fields } = JSON.parse(readFileSync(join(folder, "criteria/dictionary.json"), "utf8"));
  const leaf = (name, { type, plausible, unit, codes, integer }) => {
    if (type === "boolean") return { field: name, op: "is", value: true };
    if (type === "code") return { field: name, op: "is", value: Object.keys(codes)[0] };
    if (type === "date") return { field: name, op: ">=", value: 28, unit: "d" };
    const [low, high] = plausible;
    const middle = low + (high - low) / 8;
    const value = integer ? Math.round(middle) : Number(middle.toPrecision(3));
    return { field: name, op: ">=", value, ...(unit === undefined ? {} : { unit }) };
  };
  const criteria = Object.entries(fields).map(([name, field], index) => ({
    id: `C${index + 1}`,
    label: `Field ${index + 1}`,
    condition: leaf(name, field),
  }));
  const half = Math.ceil(criteria.length / 2);
  const trial = { id: "EVERYTHING", title: "Every field" };
  const dictionary = "dictionary.json";
  writeFileSync(join(folder, dictionary), readFileSync(join(folder, "criteria/dictionary.json")));
  return JSON.stringify({ trial, dictionary, inclusion: criteria.slice(0, half), exclusion: criteria.slice(half) });
}

/** A run, named by its arguments. */
function runOf(kind, args, more = {}) {
  return { name: args.join(" "), kind, args, ...more };
}

const KINDS = ["csv", "tsv", "json", "ndjson"];
const kindOf = (format) => (format === "table" ? "words" : format);

function formats() {
  const runs = [];
  const options = [
    [],
    ["--no-reasons"],
    ["--no-values"],
    ["--only", "eligible"],
    ["--only", "undetermined"],
    ["--only", "ineligible"],
    ["--fail-on", "eligible"],
    ["--quiet"],
    ["--jobs", "1"],
    ["--jobs", "4"],
    ["--assume-unique-ids"],
    ["--color"],
  ];
  const layouts = [["csv"], ["csv", "--layout", "long"], ["tsv"], ["tsv", "--layout", "long"], ["json"], ["ndjson"], ["table"]];
  for (const [list, criteria] of [
    [LIST, "criteria"],
    ["fixtures/candidates.json", TRIAL],
  ])
    for (const [format, ...layout] of layouts)
      for (const option of options)
        runs.push(runOf(kindOf(format), ["screen", list, "-c", criteria, ...AS_OF, "-f", format, ...layout, ...option]));
  runs.push(runOf("csv", ["screen", LIST, "-c", TRIAL, "-f", "csv", "--excel"]));
  runs.push(runOf("csv", ["screen", LIST, "fixtures/candidates.json", "-c", "criteria", ...AS_OF]));
  runs.push(runOf("csv", ["screen", "-", "-c", TRIAL], { input: "patient_id,PLT\nP1,80\nP2,79\nP1,\n" }));
  for (const ending of KINDS) {
    const files = [`out.${ending}`, "run.json"];
    runs.push(runOf("exact", ["screen", LIST, "-c", TRIAL, "-o", files[0], "--manifest", files[1]], { files }));
  }
  return runs;
}

/** Fields that together see every kind of reading. */
const READ_AS = [
  ...["platelets", "wbc", "hemoglobin", "creatinine", "bilirubin", "glucose", "alt", "hbv_dna", "lvef", "kps", "ecog", "age"],
  ...["longest_tumor_diameter", "life_expectancy", "tumor_count", "brain_metastasis", "her2_status", "sex", "birth_date"],
];

/** Every cell of the table of cells, under headings of every kind. */
function cellRuns(folder) {
  const text = readFileSync(join(folder, "fixtures/cells.tsv"), "utf8");
  const special = [
    ...[
      "",
      "0",
      "1",
      "2",
      "-1",
      "1.2",
      "1,2",
      "1.200",
      "1,200",
      "<5",
      ">5",
      "<=5",
      "70-80",
      "5 H",
      "(H) 5",
      "80 g/dL",
      "12 mg/dl",
    ],
    ...["yes", "no", "ja", "x", "NA", "-999", "3+", "2+", "neg", "2024-04", "03/04/2024", "3 Apr 2024", "45 ULN", "2.5 x ULN"],
    ...[
      "NaN",
      "1e5",
      "1E400",
      "1 000",
      "１２",
      "80 %",
      "F",
      "female",
      "'80",
      '="80"',
      "80\n90",
      "a;b",
      'say "5"',
      " 80 ",
      "\u00a080",
    ],
  ];
  const cells = [...new Set([...text.split("\n").slice(1), ...[]].flatMap((line) => line.split("\t")[2] ?? []).concat(special))];
  const known = Object.keys(JSON.parse(readFileSync(join(folder, "dictionary.json"), "utf8")).fields);
  const fields = READ_AS.filter((name) => known.includes(name));
  const quoted = (cell) => `"${cell.replaceAll('"', '""')}"`;
  const table = (mark) =>
    [["patient_id", ...fields], ...cells.map((cell, index) => [`R${index}`, ...fields.map(() => quoted(cell))])]
      .map((row) => row.join(mark))
      .join("\n");
  const records = cells.map((cell, index) => ({
    patient_id: `R${index}`,
    ...Object.fromEntries(fields.map((name) => [name, cell])),
  }));
  writeFileSync(join(folder, "cells.csv"), table(","));
  writeFileSync(join(folder, "cells-semicolon.csv"), table(";"));
  writeFileSync(join(folder, "cells.json"), JSON.stringify(records));
  const maps = {
    plain: undefined,
    comma: { decimal: ",", dateOrder: "dmy", missing: ["-999"], flags: ["*"] },
    point: { decimal: "." },
  };
  const runs = [];
  for (const [name, map] of Object.entries(maps)) {
    if (map !== undefined) writeFileSync(join(folder, `map-${name}.json`), JSON.stringify({ ...map, columns: {} }));
    const mapped = map === undefined ? [] : ["--columns", `map-${name}.json`];
    for (const list of ["cells.csv", "cells-semicolon.csv", "cells.json"]) {
      for (const format of ["json", "csv"])
        runs.push(runOf(format, ["screen", list, "-c", EVERYTHING, ...AS_OF, ...mapped, "-f", format]));
      for (const format of ["json", "text"])
        runs.push(
          runOf(format === "json" ? "json" : "words", ["columns", list, "-c", EVERYTHING, ...AS_OF, ...mapped, "-f", format]),
        );
      for (const id of ["R1", "R30", "R77"])
        runs.push(runOf("words", ["explain", list, id, "-c", EVERYTHING, ...AS_OF, ...mapped]));
    }
  }
  return runs;
}

function writeHostile(folder) {
  return hostileLists().map(([name, bytes]) => {
    mkdirSync(join(folder, "hostile"), { recursive: true });
    writeFileSync(join(folder, "hostile", name), bytes);
    return join("hostile", name);
  });
}

/** Screens, shows and explains lists by the trial and by every field. */
function listRuns(folder, what, lists, maps = []) {
  return lists.flatMap((list) => {
    const mapped = [[], ...maps.filter((map) => dirname(map) === dirname(list)).map((map) => ["--columns", map])];
    return mapped.flatMap((map) =>
      [TRIAL, EVERYTHING].flatMap((criteria) => {
        const common = [list, "-c", criteria, ...AS_OF, ...map];
        return [
          runOf("json", ["screen", ...common, "-f", "json"]),
          runOf("json", ["columns", ...common, "-f", "json"]),
          runOf("words", ["columns", ...common, "--write", "written.json"], { files: ["written.json"] }),
          ...(criteria === TRIAL ? [runOf("words", ["explain", list, "P1", "-c", criteria, ...AS_OF, ...map])] : []),
          ...(criteria === TRIAL
            ? [runOf("csv", ["screen", ...common.slice(1), "-"], { input: readFileSync(join(folder, list)) })]
            : []),
        ].map((run) => ({ ...run, name: `${what}: ${run.name}` }));
      }),
    );
  });
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function otherLists(folder, list, index) {
  if (!statSync(list).isDirectory()) throw new Error(`${list} is no folder`);
  const to = `lists-${index}`;
  cpSync(list, join(folder, to), { recursive: true, dereference: true });
  const files = filesBelow(join(folder, to)).map((path) => relative(folder, path));
  const maps = files.filter((file) => /map[^/]*\.json$|\/m\d*\.json$/.test(file));
  const tables = files.filter((file) => /\.(?:csv|tsv|json|ndjson)$/.test(file) && !maps.includes(file));
  return listRuns(folder, basename(list), tables, maps);
}

/** Commands about criteria, over every file of the fixtures. */
function criteriaRuns(folder) {
  const files = filesBelow(folder)
    .map((path) => relative(folder, path))
    .filter((file) => /^(?:criteria|fixtures\/(?:errors|checks|conformance))\/.*\.json$/.test(file));
  const folders = [...new Set(files.map((file) => dirname(file)))];
  const runs = folders.flatMap((one) => [
    runOf("json", ["validate", one, "-f", "json"]),
    runOf("words", ["validate", one, "--witness"]),
    runOf("words", ["validate", one, "-f", "concise"]),
    runOf("words", ["show", ...files.filter((file) => dirname(file) === one).slice(0, 3)]),
    runOf("json", ["show", one, "-f", "json"]),
    runOf("words", ["fmt", "--check", one]),
  ]);
  for (const format of ["pretty", "concise", "json", "github", "sarif"])
    runs.push(runOf(["json", "sarif"].includes(format) ? "json" : "words", ["validate", "criteria", "-f", format]));
  for (const format of ["pretty", "json", "junit"])
    for (const option of [[], ["--coverage"], ["--coverage", "--mutate"]])
      runs.push(runOf(format === "json" ? "json" : "words", ["test", "criteria", "-f", format, ...option]));
  runs.push(runOf("json", ["test", "criteria/NCT02843126.test.json", "--suggest", "--mutate"]));
  runs.push(runOf("words", ["show", TRIAL, "-f", "markdown"]));
  for (const name of ["criteria", "dictionary", "column-map", "test", "output"]) runs.push(runOf("json", ["schema", name]));
  runs.push(runOf("json", ["schema", "criteria", "--dictionary", "criteria/dictionary.json"]));
  runs.push(runOf("words", ["validate", "--explain"]));
  return runs;
}

/** Long lists: threads, blocks, rare units, repeated ids, ragged rows, several files. */
function longLists(folder, rows) {
  writeCandidates(join(folder, "long.csv"), rows);
  const lines = readFileSync(join(folder, "long.csv"), "utf8").trimEnd().split("\n");
  const [heading = "", ...body] = lines;
  const headings = heading.split(",");
  const random = seeded(7);
  const odd = body.map((line) => {
    const luck = random();
    if (luck < 0.0005) return `${line},extra`;
    if (luck < 0.001) return line.slice(0, line.lastIndexOf(","));
    if (luck < 0.0015) return body[Math.floor(random() * body.length)] ?? line;
    const cells = line.split(",");
    if (luck < 0.005) cells[10] = `${1000 * Number(cells[10] ?? 1)} /uL`;
    if (luck < 0.004) cells[13] = `${Number(cells[13] ?? 1) / 10} g/dL`;
    if (luck > 0.9995) cells[2] = `"yes, ""sure""\nsince 2020"`;
    return cells.join(",");
  });
  writeFileSync(join(folder, "odd.csv"), [heading, ...odd].join("\n"));
  writeFileSync(
    join(folder, "odd-utf16.csv"),
    Buffer.from(`\ufeff${[heading, ...odd.slice(0, rows / 4)].join("\r\n")}`, "utf16le"),
  );
  const record = (line) => JSON.stringify(Object.fromEntries(line.split(",").map((cell, index) => [headings[index], cell])));
  writeFileSync(join(folder, "long.ndjson"), body.map(record).join("\n"));
  const runs = [];
  for (const jobs of ["1", "4"]) {
    for (const list of [["long.csv"], ["odd.csv"], ["long.ndjson"], ["odd.csv", "odd-utf16.csv", LIST]]) {
      runs.push(runOf("csv", ["screen", ...list, "-c", TRIAL, "--jobs", jobs, "--no-reasons", "-f", "csv"]));
      runs.push(
        runOf("exact", ["screen", ...list, "-c", TRIAL, "--jobs", jobs, "-o", "long-out.csv"], { files: ["long-out.csv"] }),
      );
    }
    runs.push(
      runOf("csv", ["screen", "odd.csv", "-c", "criteria", "--jobs", jobs, ...AS_OF, "--layout", "long", "--only", "eligible"]),
    );
    runs.push(runOf("ndjson", ["screen", "odd.csv", "-c", TRIAL, "--jobs", jobs, "-f", "ndjson", "--only", "undetermined"]));
  }
  runs.push(runOf("json", ["columns", "odd.csv", "-c", TRIAL, "-f", "json"]));
  return runs;
}

function libraryRuns(folder) {
  const records = JSON.parse(readFileSync(join(folder, "fixtures/candidates.json"), "utf8"));
  writeFileSync(join(folder, "no-records.json"), "[]");
  writeFileSync(join(folder, "one-record.json"), JSON.stringify(records.slice(0, 1)));
  return ["fixtures/candidates.json", "cells.json", "no-records.json", "one-record.json"].flatMap((list) =>
    [TRIAL, EVERYTHING].flatMap((criteria) => [
      { ...runOf("json", [criteria, list, "2026-01-15"]), library: true },
      { ...runOf("json", [criteria, list]), library: true },
    ]),
  );
}

/** Wrong use, and help. */
function usage() {
  const calls = [
    [],
    ["--help"],
    ["--version"],
    ["nope"],
    ["screen"],
    ["screen", LIST],
    ["screen", LIST, "-c", "nowhere.json"],
    ["screen", "nowhere.csv", "-c", TRIAL],
    ["screen", LIST, "-c", TRIAL, "-f", "nope"],
    ["screen", LIST, "-c", TRIAL, "--layout", "long", "-f", "json"],
    ["explain", LIST, "nobody", "-c", TRIAL],
    ["validate", "nowhere.json"],
    ["schema", "nope"],
    ...["screen", "explain", "columns", "validate", "test", "show", "fmt", "schema"].map((command) => [command, "--help"]),
  ];
  return calls.map((args) => runOf("words", args));
}
