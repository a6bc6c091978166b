/** What a run of the program loads, as the engine itself counts it: what is evaluated at once, and what is on the way. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const root = join(import.meta.dirname, "../..");
const dist = pathToFileURL(join(root, "dist/")).href;

/** The bundler writes above each part of a file which source it is. */
const PART = /^\/\/ (?=(?:src|node_modules)\/\S+$)/m;

/** The name that the program's script has for the engine. */
const SCRIPT = "trialsieve/dist/program.cjs";

/**
 * The sources that a file evaluates, and the bytes of each. What is not needed at once stands in a function that has the name of its
 * source.
 */
function evaluated({ url, functions }) {
  const text = readFileSync(url === SCRIPT ? join(root, "dist/program.cjs") : new URL(url), "utf8");
  const counts = new Map(functions.map(({ functionName, ranges }) => [functionName, ranges[0].count]));
  const parts = text.split(PART).slice(1);
  return parts
    .map((part) => ({ source: part.slice(0, part.indexOf("\n")), bytes: Buffer.byteLength(part) }))
    .filter(({ source }) => counts.get(source) !== 0);
}

/** The sources that a command line evaluates, and the bytes of their code. Paths are taken from the project's folder. */
export function loadedBy(args) {
  const folder = mkdtempSync(join(tmpdir(), "trialsieve-loaded-"));
  try {
    const env = { ...process.env, NODE_V8_COVERAGE: folder };
    const { status, stderr } = spawnSync(process.execPath, ["dist/cli.js", ...args], { cwd: root, env, encoding: "utf8" });
    if (status !== 0) throw new Error(`${args.join(" ")} ended with ${status}\n${stderr}`);
    // One report for each thread; what two threads share is counted once.
    const reports = readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")));
    const ours = reports.flatMap(({ result }) => result).filter(({ url }) => url === SCRIPT || url.startsWith(dist));
    const files = [...new Map(ours.map((script) => [script.url, script])).values()].map(evaluated);
    return {
      sources: files.flat().map(({ source }) => source),
      bytes: files.flat().reduce((sum, { bytes }) => sum + bytes, 0),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
