/** Runs commands in turn (A B A B …), so that a busy machine disturbs them alike, and compares them round by round. */
import { spawnSync } from "node:child_process";
import { closeSync, openSync } from "node:fs";

/** One core where the system lets us choose: compilers and collectors beside the main thread would blur the comparison. */
export const ONE_CORE = spawnSync("taskset", ["-c", "0", process.execPath, "-e", "0"]).status === 0;

/** Milliseconds of one run. `output` is where its stdout goes. Throws if it ends with another status than 0. */
function timeOf({ args, output }, oneCore) {
  const [command, rest] = oneCore ? ["taskset", ["-c", "0", process.execPath, ...args]] : [process.execPath, args];
  const file = openSync(output, "w");
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(command, rest, { stdio: ["ignore", file, "pipe"], encoding: "utf8" });
  const elapsed = Number(process.hrtime.bigint() - start) / 1e6;
  closeSync(file);
  if (status !== 0) throw new Error(`node ${args.join(" ")} ended with ${status}\n${stderr}`);
  return elapsed;
}

const sorted = (values) => values.toSorted((a, b) => a - b);

/** Median, least and greatest. */
export function spread(values) {
  const inOrder = sorted(values);
  const middle = inOrder.length >> 1;
  const median = inOrder.length % 2 === 1 ? inOrder[middle] : (inOrder[middle - 1] + inOrder[middle]) / 2;
  return { median, low: inOrder[0], high: inOrder.at(-1) };
}

/** A spread in words. */
export const show = ({ median, low, high }, digits) =>
  `${median.toFixed(digits)} (${low.toFixed(digits)}–${high.toFixed(digits)})`;

/**
 * Times `base` and `others` in `rounds` interleaved rounds, after one that does not count, and prints milliseconds, and the
 * ratio to `base` of the same round: median (least–greatest).
 */
export function compare(base, others, { rounds, oneCore }) {
  const commands = [base, ...others];
  const times = commands.map(() => []);
  for (let round = 0; round <= rounds; round += 1) {
    commands.forEach((command, index) => {
      const elapsed = timeOf(command, oneCore && ONE_CORE);
      if (round > 0) times[index].push(elapsed);
    });
  }
  commands.forEach(({ name, aim }, index) => {
    const ratios = times[index].map((time, round) => time / times[0][round]);
    const ratio = index === 0 ? "1" : show(spread(ratios), 2);
    console.log(
      `  ${name.padEnd(44)} ${show(spread(times[index]), 0).padStart(20)} ms   ratio ${ratio}${aim ? `   aim ${aim}` : ""}`,
    );
  });
}
