/**
 * Holds the program against a build of an earlier commit, run by run over one corpus, so that code can move without changing what the
 * program says: `npm run frozen -- --before COMMIT`. What programs read (status, ids, verdicts, readings, codes, positions) must be
 * the same byte for byte; what people read, too, unless `--machine` says that words may change. What differs is written to a folder.
 *
 * `--lists DIR` adds the lists below a folder to the corpus, `--rows N` sets the size of the generated ones.
 */
import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual, parseArgs } from "node:util";
import { deserialize, serialize } from "node:v8";
import { machineChannel } from "./channels.mjs";
import { corpus } from "./corpus.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const LIBRARY = fileURLToPath(new URL("library.mjs", import.meta.url));

const { values } = parseArgs({
  options: {
    before: { type: "string" },
    machine: { type: "boolean", default: false },
    rows: { type: "string", default: "200000" },
    lists: { type: "string", multiple: true, default: [] },
    only: { type: "string" },
  },
});
if (values.before === undefined) throw new Error("--before takes a commit, or the folder of a checkout that is built");

/** The `dist` of a commit: built once, with the packages that are installed here. */
function buildOf(before) {
  if (existsSync(join(before, "dist/cli.js"))) return join(before, "dist");
  const commit = execFileSync("git", ["rev-parse", `${before}^{commit}`], { cwd: ROOT, encoding: "utf8" }).trim();
  const folder = join(tmpdir(), `trialsieve-frozen-${commit}`);
  const dist = join(folder, "dist");
  if (existsSync(join(dist, "cli.js"))) return dist;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  const tree = execFileSync("git", ["archive", commit], { cwd: ROOT, maxBuffer: 1 << 28 });
  execFileSync("tar", ["-x", "-C", folder], { input: tree });
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  execFileSync("npm", ["run", "--silent", "bundle"], { cwd: folder, stdio: "inherit" });
  return dist;
}

const text = (chunks) => Buffer.concat(chunks).toString();

/** Runs one case to its end with one build. */
function outcomeOf(dist, { args, input, env, files = [], library = false }, cwd) {
  const { NO_COLOR: _no, FORCE_COLOR: _force, COLUMNS: _columns, ...bare } = process.env;
  for (const file of files) rmSync(join(cwd, file), { force: true });
  const start = library ? [LIBRARY, join(dist, "index.js"), ...args] : [join(dist, "cli.js"), ...args];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, start, { cwd, env: { ...bare, ...env } });
    const [out, err] = [[], []];
    child.stdout.on("data", (chunk) => out.push(chunk));
    child.stderr.on("data", (chunk) => err.push(chunk));
    child.stdin.on("error", () => undefined); // a run that is refused reads nothing
    child.stdin.end(input ?? "");
    child.on("error", reject);
    child.on("close", (status, signal) => {
      const written = files.map((file) => [
        file,
        existsSync(join(cwd, file)) ? readFileSync(join(cwd, file), "utf8") : undefined,
      ]);
      resolve({ status: status ?? signal, stdout: text(out), stderr: text(err), written });
    });
  });
}

/** Everything that a run said, as one text. */
function wordsOf({ status, stdout, stderr, written }) {
  const files = written.map(([file, bytes]) => `--- ${file}\n${bytes ?? "(none)"}`);
  return [`status ${status}`, "--- stdout", stdout, "--- stderr", stderr, ...files].join("\n");
}

function isSame(a, b) {
  return isDeepStrictEqual(a, b);
}

/** What the earlier build said, kept beside it: it is asked once for each run over the same bytes. */
function remembering(dist, corpusDigest) {
  const kept = join(dist, "..", "frozen-outcomes");
  mkdirSync(kept, { recursive: true });
  return async (one, cwd) => {
    const path = join(kept, digestOf([corpusDigest, JSON.stringify(one)]));
    if (existsSync(path)) return deserialize(readFileSync(path));
    const outcome = await outcomeOf(dist, one, cwd);
    writeFileSync(path, serialize(outcome));
    return outcome;
  };
}

function digestOf(parts) {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}

const folder = mkdtempSync(join(tmpdir(), "trialsieve-frozen-corpus-"));
const differences = join(tmpdir(), "trialsieve-frozen-differences");
rmSync(differences, { recursive: true, force: true });
try {
  const [before, after] = [buildOf(values.before), join(ROOT, "dist")];
  const settings = { root: ROOT, rows: Number(values.rows), lists: values.lists };
  // A folder for each side, so that both can run at once; made twice the same way.
  const [here, there] = [join(folder, "a"), join(folder, "b")];
  for (const side of [here, there]) mkdirSync(side);
  corpus(there, settings);
  const cases = corpus(here, settings).filter(({ name }) => values.only === undefined || name.includes(values.only));
  const files = readdirSync(here, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  const said = remembering(before, digestOf(paths.flatMap((path) => [path.slice(here.length), readFileSync(path)])));
  if (cases.length === 0) throw new Error("there is nothing to compare");
  const counts = { machine: 0, words: 0 };
  const statuses = new Map();
  for (const one of cases) {
    const [old, now] = await Promise.all([said(one, here), outcomeOf(after, one, there)]);
    statuses.set(old.status, (statuses.get(old.status) ?? 0) + 1);
    if (isSame(old, now)) continue;
    const machine = machineChannel(one, old) !== machineChannel(one, now);
    counts[machine ? "machine" : "words"] += 1;
    const name = `${machine ? "machine" : "words"}-${one.name.replace(/[^\w.-]+/g, "_").slice(0, 150)}`;
    mkdirSync(differences, { recursive: true });
    writeFileSync(join(differences, `${name}.before`), wordsOf(old));
    writeFileSync(join(differences, `${name}.after`), wordsOf(now));
    console.log(`${machine ? "DIFFERS" : "words differ"}: ${one.name}`);
  }
  const all = [...statuses].map(([status, count]) => `${count} with status ${status}`).join(", ");
  console.log(`${cases.length} runs compared (${all}): ${counts.machine} differ, in ${counts.words} only words`);
  if (counts.machine + counts.words > 0) console.log(`both sides are in ${differences}`);
  process.exitCode = counts.machine > 0 || (counts.words > 0 && !values.machine) ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
