/**
 * Runs the tests of a room for one fault after the other, in one process that is warm: a fault costs what its tests cost. Program and tests
 * are put together and loaded once, and anew only for a fault in what is made at loading or remembered: it would not be asked again.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { Script } from "node:vm";
import { build } from "esbuild";

/** Where the tool's marks in the program look which fault is at work, and count. */
globalThis.__stryker__ ??= {};
const state = globalThis.__stryker__;

/** Files that make things when they are first asked for, and then remember them for all that come; units and their words are the same for all. */
const KEEPS = /^(?:export )?const \w+ = (?:once|memo)\b|\.lazy\(/m;
const remembers = (path) => /\/src\/values\/(?:unit|number\/quantity-words)/.test(path) || KEEPS.test(readFileSync(path, "utf8"));

/** Gives every file its own place, which it loses when all are put together. */
const places = {
  name: "places",
  setup(build) {
    build.onLoad({ filter: /\/(?:src|test)\/.*\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8")
        .replaceAll("import.meta.url", JSON.stringify(pathToFileURL(path).href))
        .replaceAll("import.meta.dirname", JSON.stringify(dirname(path))),
      loader: "ts",
    }));
  },
};

/** @returns the text of a function that runs program and tests as far as the tests' names */
async function bundle(root, files) {
  const vitest = join(root, "test/mutation/vitest.mjs");
  const lines = files.map((file) => `file(${JSON.stringify(file)}); require(${JSON.stringify(join(root, file))});`);
  const { outputFiles } = await build({
    stdin: {
      contents: `import { file, tests } from ${JSON.stringify(vitest)};\n${lines.join("\n")}\nmodule.exports = tests;`,
      resolveDir: root,
    },
    bundle: true,
    write: false,
    format: "cjs",
    platform: "node",
    target: "node20",
    packages: "external",
    alias: { vitest },
    plugins: [places],
    logLevel: "error",
  });
  return outputFiles[0].text;
}

/** What the tool asks for tests. */
class InProcess {
  #load;
  #tests = [];
  /** By test, in ms: the quickest are tried first. */
  #times = new Map();
  #quickestFirst = (a, b) => (this.#times.get(a.id) ?? 0) - (this.#times.get(b.id) ?? 0);

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    const root = process.cwd();
    const text = await bundle(root, process.env.MUTATION_TESTS.split(" "));
    const script = new Script(`(function (require, module) {${text}\n})`, { filename: join(root, "tests.cjs") });
    const require = createRequire(join(root, "test/mutation/tests.cjs"));
    const start = script.runInThisContext();
    this.#load = () => {
      const module = { exports: undefined };
      start(require, module);
      return module.exports;
    };
  }

  /** Without a fault. What is remembered is then there, and right. */
  async dryRun() {
    state.activeMutant = undefined;
    state.hitLimit = undefined;
    this.#tests = this.#load();
    const results = [];
    for (const { id, run } of this.#tests) {
      state.currentTestId = id;
      const { ms, message } = await outcomeOf(run);
      state.currentTestId = undefined;
      this.#times.set(id, ms);
      results.push({
        id,
        name: id,
        timeSpentMs: ms,
        ...(message === undefined ? { status: 0 } : { status: 1, failureMessage: message }),
      });
    }
    this.#tests.sort(this.#quickestFirst);
    return { status: "complete", tests: results, mutantCoverage: state.mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit, mutantActivation }) {
    // A process that was ended by time has a successor that knows nothing yet.
    if (this.#tests.length === 0) await this.dryRun();
    const isAnew = mutantActivation === "static" || remembers(activeMutant.fileName);
    // Who asked first for what is remembered is not the only one who needs it, and was alone when the tool counted.
    const wanted = isAnew || testFilter === undefined ? undefined : new Set(testFilter);
    const most = isAnew ? undefined : hitLimit;
    const likely = new Set(testFilter);
    const likeliestFirst = (a, b) => Number(likely.has(b.id)) - Number(likely.has(a.id)) || this.#quickestFirst(a, b);
    state.hitCount = 0;
    state.hitLimit = most;
    state.activeMutant = activeMutant.id;
    let nrOfTests = 0;
    try {
      const tests = isAnew ? this.#load().sort(likeliestFirst) : this.#tests;
      for (const { id, run } of tests) {
        if (wanted !== undefined && !wanted.has(id)) continue;
        nrOfTests += 1;
        const { message } = await outcomeOf(run);
        if (most !== undefined && state.hitCount > most) return { status: "timeout", reason: "gone through too often" };
        if (message !== undefined) return { status: "killed", killedBy: [id], failureMessage: message, nrOfTests };
      }
      return { status: "survived", nrOfTests };
    } catch (error) {
      // Loading fails, too, where what is made then is at fault.
      return { status: "killed", killedBy: [], failureMessage: String(error), nrOfTests };
    } finally {
      state.activeMutant = undefined;
    }
  }
}

/** @returns how long a test took, in ms, and why it failed, if it did */
async function outcomeOf(run) {
  const begin = performance.now();
  try {
    await run();
    return { ms: performance.now() - begin };
  } catch (error) {
    return { ms: performance.now() - begin, message: String(error?.message ?? error).slice(0, 500) };
  }
}

export const strykerPlugins = [{ kind: "TestRunner", name: "in-process", injectableClass: InProcess }];
