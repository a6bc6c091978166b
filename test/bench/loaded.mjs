/** What a run of the program loads, as the engine itself counts it: static imports, and those that are made on the way. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const root = join(import.meta.dirname, "../..");
const dist = pathToFileURL(join(root, "dist/")).href;

/** The bundler writes above each part of a file which source it is. */
const SOURCE = /^ *\/\/ ((?:src|node_modules)\/\S+)$/gm;

/** The bundled files that a command line loads: how many, their bytes, and the sources in them. Paths are taken from the project's folder. */
export function loadedBy(args) {
  const folder = mkdtempSync(join(tmpdir(), "trialsieve-loaded-"));
  try {
    const env = { ...process.env, NODE_V8_COVERAGE: folder };
    const { status, stderr } = spawnSync(process.execPath, ["dist/cli.js", ...args], { cwd: root, env, encoding: "utf8" });
    if (status !== 0) throw new Error(`${args.join(" ")} ended with ${status}\n${stderr}`);
    // One report for each thread.
    const reports = readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")));
    const urls = new Set(reports.flatMap(({ result }) => result.map(({ url }) => url)).filter((url) => url.startsWith(dist)));
    const texts = [...urls].map((url) => readFileSync(new URL(url), "utf8"));
    return {
      files: texts.length,
      bytes: texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0),
      sources: texts.flatMap((text) => [...text.matchAll(SOURCE)].map(([, source]) => source)),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
