/**
 * Installs the libraries that the program is compared with in this folder. They are dependencies neither of the program nor of
 * its tests.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const here = import.meta.dirname;

/** Installs the libraries if necessary. @returns whether they are available; if not, prints why */
export function hasPeers() {
  if (existsSync(join(here, "node_modules/hucre"))) return true;
  console.log("installing what is compared with (into test/bench/node_modules)");
  const { status, stderr } = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd: here, encoding: "utf8" });
  if (status !== 0) console.log(`  cannot be installed here: ${stderr.trim().split("\n").slice(0, 2).join(" ")}`);
  return status === 0;
}
