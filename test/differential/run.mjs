/** The program against an evaluator of another make, on many candidates: `npm run differential -- --rows 1000000 --seed 7`. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { compare } from "./compare.mjs";

const { values } = parseArgs({
  options: { rows: { type: "string", default: "1000000" }, seed: { type: "string", default: "1" } },
});
const folder = mkdtempSync(join(tmpdir(), "trialsieve-differential-"));
try {
  const { disagreements, compared, eligible } = await compare(folder, Number(values.rows), Number(values.seed));
  for (const one of disagreements) console.log(one);
  console.log(
    `${compared} candidates compared (${eligible} of them eligible), in CSV and NDJSON, on 1 and 4 threads: ${disagreements.length} disagreements`,
  );
  process.exitCode = disagreements.length === 0 && compared > 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
