/** Which code a run of the program loads, as reported by the engine. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const root = join(import.meta.dirname, "../..");
const dist = pathToFileURL(join(root, "dist/")).href;

/** The bundler writes the name of the source above each part of a file. */
const PART = /^\/\/ (?=(?:src|node_modules)\/\S+$)/m;

/** The name of the program's script in the engine. */
const SCRIPT = "trialsieve/dist/program.cjs";

/**
 * The sources that a file evaluates, with their sizes in bytes. Code that is loaded later is in a function named after its
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

/** The sources that a command evaluates, with the bytes of their code. Paths are relative to the project's folder. */
export function loadedBy(args) {
  const folder = mkdtempSync(join(tmpdir(), "trialsieve-loaded-"));
  try {
    const env = { ...process.env, NODE_V8_COVERAGE: folder };
    const { status, stderr } = spawnSync(process.execPath, ["dist/cli.js", ...args], { cwd: root, env, encoding: "utf8" });
    if (status !== 0) throw new Error(`${args.join(" ")} ended with ${status}\n${stderr}`);
    // Each thread writes a report; scripts of several threads are counted once.
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
