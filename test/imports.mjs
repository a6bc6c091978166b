/**
 * Checks the import rules, and that dependency-cruiser saw everything, because it reports success even if it finds no file or no
 * import. So its modules are compared with the files on disk, and its imports with those that TypeScript finds.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { cruise } from "dependency-cruiser";
import extractOptions from "dependency-cruiser/config-utl/extract-depcruise-options";
import extractTsConfig from "dependency-cruiser/config-utl/extract-ts-config";
import ts from "typescript";

process.chdir(join(import.meta.dirname, ".."));

const files = readdirSync("src", { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
  .map((entry) => join(entry.parentPath, entry.name).replaceAll("\\", "/"))
  .sort();

const options = await extractOptions("./.dependency-cruiser.cjs");
const { output } = await cruise(["src"], options, undefined, { tsConfig: extractTsConfig("tsconfig.json") });

const faults = output.summary.violations.map(({ from, to, rule, cycle }) => {
  const path = cycle === undefined ? to : cycle.map(({ name }) => name).join(" → ");
  const comment = output.summary.ruleSetUsed.forbidden.find(({ name }) => name === rule.name)?.comment;
  return `${rule.name}: ${from} → ${path}${comment === undefined ? "" : ` (${comment})`}`;
});

/** dependency-cruiser omits the `node:` prefix. */
const bare = (name) => name.replace(/^node:/, "");

const seen = new Map(output.modules.map((module) => [module.source, module.dependencies.map(({ module: name }) => bare(name))]));
let imports = 0;
for (const file of files) {
  const found = seen.get(file);
  if (found === undefined) {
    faults.push(`not-seen: ${file} was not looked at`);
    continue;
  }
  for (const { fileName } of ts.preProcessFile(readFileSync(file, "utf8")).importedFiles) {
    imports += 1;
    if (!found.includes(bare(fileName))) faults.push(`not-seen: the import of "${fileName}" in ${file} was not looked at`);
  }
}
if (files.length === 0) faults.push("not-seen: src/ has no TypeScript file");

for (const fault of faults) console.error(fault);
console.log(`import rules: ${files.length} modules, ${imports} imports, ${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;
