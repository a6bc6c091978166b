/**
 * Mutation testing: makes small changes to the engine, one at a time, and runs its tests: `npm run mutation`, or for some folders
 * or files, `npm run mutation -- evaluate values/date.ts`. `--jobs N`; `--static` also changes code that runs once at loading
 * (word lists, tables), each time with all tests. Surviving mutants are printed with their position; coverage/mutation/ has a
 * full report. Fails if more mutants of a file survive than `scores.json` says; `--record` updates that file.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

/** Folders of src/ that are mutated. */
const ROOMS = ["evaluate", "values", "language"];

/** Additional tests of a folder: the fixtures of checks belong to two folders. */
const SHARED = { language: ["test/analysis/checks.test.ts"] };

/** The tests for a folder. None of them starts the built program. */
function testsOf(room) {
  // Texts made to be slow would take too long with instrumented code, and do not test results.
  const own = readdirSync(`test/${room}`).filter((name) => name.endsWith(".test.ts") && name !== "long.test.ts");
  return [...own.map((name) => `test/${room}/${name}`), ...(SHARED[room] ?? []), "test/conformance.test.ts"];
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    jobs: { type: "string", default: "1" },
    static: { type: "boolean", default: false },
    record: { type: "boolean", default: false },
  },
});

if (values.record && positionals.some((name) => /:\d/.test(name)))
  throw new Error("a score is that of a whole file, not of some lines");

const root = join(import.meta.dirname, "../..");
process.chdir(root);

/** Installs Stryker in this folder if necessary. It is too large for the dependencies of every clone. */
function install() {
  if (existsSync(join(import.meta.dirname, "node_modules/@stryker-mutator/core"))) return;
  console.log("installing what makes the faults (into test/mutation/node_modules)");
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd: import.meta.dirname, stdio: "inherit" });
  if (status !== 0) throw new Error("it cannot be installed here");
}

/** @returns the files of a folder to mutate: all, or those that were named */
function filesOf(room) {
  const named = positionals.filter((name) => name.startsWith(`${room}/`));
  if (positionals.length === 0 || positionals.includes(room)) return [`src/${room}/**/*.ts`];
  return named.map((name) => `src/${name}`);
}

/** Mutates a folder. @returns all mutants with their results */
async function mutate(room, files) {
  const reports = `coverage/mutation/${room}`;
  mkdirSync(reports, { recursive: true });
  process.env.MUTATION_TESTS = testsOf(room).join(" ");
  const { Stryker } = await import("@stryker-mutator/core");
  return await new Stryker({
    mutate: files,
    testRunner: "in-process",
    plugins: ["in-process.mjs", "told.mjs"].map((plugin) => join(import.meta.dirname, plugin)),
    coverageAnalysis: "perTest",
    ignoreStatic: !values.static,
    concurrency: Number(values.jobs),
    // Endless loops are detected by counting; the timeout is only a last resort. It must be enough for all tests twice on a busy
    // machine, because a mutant in cached code needs all of them, and a new process starts by running all of them.
    timeoutMS: 60_000,
    reporters: ["json", "progress-append-only", "told"],
    jsonReporter: { fileName: `${reports}/mutation.json` },
    ignorePatterns: ["/dist", "/coverage", "/test/bench", "/test/report/golden"],
    tempDirName: join(tmpdir(), "trialsieve-mutation"),
    allowConsoleColors: false,
  }).runMutationTest();
}

const COUNTED = ["Killed", "Timeout", "Survived", "NoCoverage"];

/**
 * Prints how many mutants were noticed, of those that tests could notice. @returns the numbers of noticed and of other mutants
 */
function score(name, mutants) {
  const count = (status) => mutants.filter((mutant) => mutant.status === status).length;
  const [killed, timeout, survived, untested] = COUNTED.map(count);
  const all = killed + timeout + survived + untested;
  const percent = all === 0 ? "" : `${(Math.floor(((killed + timeout) * 1000) / all) / 10).toFixed(1)} %`;
  const others = mutants.length - all;
  console.log(
    `${name.padEnd(36)} ${percent.padStart(7)}  ${all} faults: ${killed} noticed, ${timeout} ended by time, ${survived} survived, ${untested} never run${others > 0 ? `, ${others} left out` : ""}`,
  );
  return { noticed: killed + timeout, left: survived + untested };
}

const SCORES = join(import.meta.dirname, "scores.json");
const recorded = existsSync(SCORES) ? JSON.parse(readFileSync(SCORES, "utf8")) : {};
const found = {};

install();
// Properties run with a twentieth of their cases, which is enough to notice most of the thousands of mutants.
process.env.FC_RUNS ??= "0.05";
for (const room of ROOMS) {
  const files = filesOf(room);
  if (files.length === 0) continue;
  const mutants = await mutate(room, files);
  if (mutants.length === 0) throw new Error(`no fault was tried in ${files.join(", ")}`);
  for (const path of new Set(mutants.map(({ fileName }) => fileName))) {
    const file = path.slice(root.length + 1).replaceAll("\\", "/");
    found[file] = score(
      file,
      mutants.filter(({ fileName }) => fileName === path),
    );
  }
  score(room, mutants);
}

const more = Object.entries(found).filter(([file, { left }]) => left > (recorded[file]?.left ?? Number.POSITIVE_INFINITY));
const unknown = Object.keys(found).filter((file) => recorded[file] === undefined);
if (values.record) {
  const kept = Object.entries({ ...recorded, ...found }).filter(([file]) => existsSync(file));
  writeFileSync(SCORES, `${JSON.stringify(Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1))), null, 2)}\n`);
} else {
  for (const [file, { left }] of more) console.log(`${file}: ${left} faults are not noticed, ${recorded[file].left} were`);
  if (unknown.length > 0) console.log(`${unknown.length} files have no score to be held to (--record): ${unknown.join(", ")}`);
  process.exitCode = more.length === 0 ? 0 : 1;
}
