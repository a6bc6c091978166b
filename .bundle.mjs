/**
 * Builds `dist/`: the library, its threads and the script of reports; and the program as one script, with the code that the engine made of
 * it while it ran the usual commands once (`src/io/start.ts` runs both). `node .bundle.mjs compile` makes that code alone.
 */
import { spawnSync } from "node:child_process";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { Script } from "node:vm";
import { crc32 } from "node:zlib";
import { build } from "esbuild";

const FILE = "dist/program.cjs";

/** What stack traces call it: the engine keeps the name with the code. */
const filename = "trialsieve/dist/program.cjs";

/** What is asked for most. What they run is compiled; the rest is when it is first needed. */
const COMMANDS = [
  ["screen", "fixtures/candidates.csv", "-f", "csv"],
  ["screen", "fixtures/candidates.csv"],
  ["columns", "fixtures/candidates.csv"],
  ["validate"],
  ["test"],
  ["show"],
];
const CRITERIA = "criteria/NCT02843126.json";

async function bundle() {
  const all = { bundle: true, outdir: "dist", logLevel: "warning" };
  const node = {
    ...all,
    platform: "node",
    target: "node20.19",
    mainFields: ["module", "main"],
    alias: { "node:child_process": "node:process" }, // commander asks for it, and uses it for commands that are programs; there are none
  };
  const modules = { ...node, format: "esm", banner: { js: "const require=process.getBuiltinModule;" } };
  await build({ ...modules, entryPoints: ["src/index.ts", "src/worker.ts"], splitting: true, chunkNames: "chunk-[hash]" });
  await build({ ...all, entryPoints: ["src/page/page.ts"], minify: true, format: "iife", target: "es2022" });
  await build({ ...node, entryPoints: { cli: "src/io/start.ts" }, format: "esm" });
  const script = { ...node, format: "cjs", define: { "import.meta.url": "moduleUrl" }, write: false };
  const { outputFiles } = await build({ ...script, entryPoints: ["src/cli.ts"] });
  const [{ text }] = outputFiles;
  writeFileSync(FILE, ascii(`(function (require, moduleUrl, module) {${text}\nreturn module.exports;\n})\n`));
}

/** The same script in ASCII, which is read in half the time. The bundler leaves characters in patterns, templates and comments. */
function ascii(text) {
  const [changed] = /.*(?:\\[^\0-\x7f]|String\.raw).*/.exec(text) ?? [];
  if (changed !== undefined) throw new Error(`an escape would mean something else here: ${changed}`);
  return text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

async function compile() {
  const text = readFileSync(FILE);
  const script = new Script(text.toString("latin1"), { filename });
  // The engine takes code only under the flags that it was made under, so none is set here.
  const require = (name) => (name === "node:v8" ? { setFlagsFromString: () => undefined } : process.getBuiltinModule(name));
  const { main } = script.runInThisContext()(require, import.meta.url, {});
  for (const [command, ...args] of COMMANDS) {
    process.exitCode = undefined;
    await main([command, ...args, ...(args.length > 0 ? ["-c"] : []), CRITERIA]);
    if (process.exitCode === 2) throw new Error(`${command} did not run`);
  }
  process.exitCode = undefined;
  const code = script.createCachedData();
  const sum = Buffer.alloc(4);
  sum.writeUInt32LE(crc32(code, crc32(text)));
  const { versions, platform, arch } = process;
  const cache = `dist/program-${versions.v8}-${platform}-${arch}.cache`;
  writeFileSync(`${cache}.new`, Buffer.concat([code, sum]));
  renameSync(`${cache}.new`, cache);
}

if (process.argv[2] === "compile") await compile();
else {
  await bundle();
  const { NODE_OPTIONS: _options, NODE_V8_COVERAGE: _coverage, ...env } = process.env;
  const { status, stderr } = spawnSync(process.execPath, [".bundle.mjs", "compile"], {
    env,
    stdio: ["ignore", "ignore", "pipe"],
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`the program could not be compiled: ${stderr}`);
}
