/**
 * Runs the tests of a folder for one mutant after another in one warm process, so that a mutant only costs the time of its tests.
 * Program and tests are bundled and loaded once. They are only loaded again for a mutant in code that runs at loading or whose
 * result is cached, because that code would not run again.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { Script } from "node:vm";
import { build } from "esbuild";

/** The object in which Stryker's instrumentation looks up the active mutant, and counts. */
globalThis.__stryker__ ??= {};
const state = globalThis.__stryker__;

/** Files that compute values on first use and keep them. Units and their words are kept as well. */
const KEEPS = /^(?:export )?const \w+ = (?:once|memo)\b|\.lazy\(/m;
const remembers = (path) => /\/src\/values\/(?:unit|number\/quantity-words)/.test(path) || KEEPS.test(readFileSync(path, "utf8"));

/** Replaces `import.meta` by the original location of the file, which is lost in the bundle. */
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

/** @returns the code of a function that loads program and tests, without running the tests */
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

/** The test runner for Stryker. */
class InProcess {
  #load;
  #tests = [];
  /** Duration by test, in ms: the fastest tests run first. */
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

  /** Runs all tests without a mutant. Afterwards all cached values are correct. */
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
    // After a timeout, the new process has not loaded anything yet.
    if (this.#tests.length === 0) await this.dryRun();
    const isAnew = mutantActivation === "static" || remembers(activeMutant.fileName);
    // Only the first test that needs a cached value was counted as reaching its code, but others depend on it, so all tests run.
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
      // Loading also fails if the mutant is in code that runs at loading.
      return { status: "killed", killedBy: [], failureMessage: String(error), nrOfTests };
    } finally {
      state.activeMutant = undefined;
    }
  }
}

/** Runs a test. @returns its duration in ms, and the message if it failed */
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
