/**
 * Causes every fault many times at random moments: `npm run faults -- --times 100`, also with `--rows N` and `--only "kill -9"`.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { prepare } from "./faults.mjs";

const { values } = parseArgs({
  options: { times: { type: "string", default: "10" }, rows: { type: "string", default: "120000" }, only: { type: "string" } },
});
const times = Number(values.times);
const folder = mkdtempSync(join(tmpdir(), "trialsieve-faults-"));
let failures = 0;
try {
  const { names, fault, takeStruck } = await prepare(folder, Number(values.rows));
  for (const name of names.filter((one) => values.only === undefined || one === values.only)) {
    let done = 0;
    let impossible = 0;
    const wrong = [];
    for (let time = 0; time < times; time += 1) {
      const found = await fault(name, Math.random());
      if (found === undefined) {
        impossible += 1;
        break;
      }
      done += 1;
      wrong.push(...found);
    }
    const struck = takeStruck();
    const says =
      impossible > 0 ? "not possible on this system" : `${done} times, ${struck} runs disturbed, ${wrong.length} wrong`;
    failures += wrong.length;
    console.log(`${name.padEnd(36)} ${says}`);
    for (const what of wrong.slice(0, 3)) console.log(`  ${what}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(failures === 0 ? "no partial file, no false status, always a word" : `${failures} wrong`);
process.exitCode = failures === 0 ? 0 : 1;
