/** Time of validation compared with JSON.parse and zod alone, and by number of criteria. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { compare } from "./compare.mjs";
import { writeMany, writeMixes } from "./criteria-data.mjs";

/** Checks that the analysis was not given up, which would make it fast. */
function checkWhole(program, path) {
  const { stdout } = spawnSync(process.execPath, [program, "validate", path, "-f", "concise"], { encoding: "utf8" });
  if (/ (?:error|warning) |analysis-too-large/.test(stdout))
    throw new Error(`${path} should be searched through without a finding\n${stdout}`);
}

/**
 * Measures whole processes: 1,000 criteria of every mix in a file, files of 100 and 3,000 criteria, and 1,000 files of 20 in one
 * call.
 */
export function measureValidate(folder, program, rounds) {
  const zodAlone = join(import.meta.dirname, "zod-alone.mjs");
  const output = join(folder, "output");
  const against = (name, path, aim) => {
    checkWhole(program, path);
    compare(
      { name: `JSON.parse and zod: ${name}`, args: [zodAlone, path], output },
      [{ name: `trialsieve validate: ${name}`, args: [program, "validate", path, "-f", "concise"], output, aim }],
      { rounds, oneCore: false },
    );
  };
  console.log("1,000 criteria in one file, with the dictionary beside it");
  for (const [name, path] of writeMixes(folder, 1000)) against(name, path, 2);
  console.log("other numbers of criteria");
  for (const count of [100, 3000]) {
    const [name, path] = writeMixes(folder, count).at(-1);
    against(`${count}, ${name}`, path);
  }
  console.log("1,000 files of 20 criteria in one call");
  against("1,000 files", writeMany(join(folder, "many"), 1000));
}
