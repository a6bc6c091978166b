/** Runs commands alternately (A B A B …), so that a busy machine affects all of them, and compares them round by round. */
import { spawnSync } from "node:child_process";
import { closeSync, openSync } from "node:fs";

/**
 * Whether runs can be limited to one core, where compiler and garbage collector threads cannot run in parallel with the main
 * thread.
 */
export const ONE_CORE = spawnSync("taskset", ["-c", "0", process.execPath, "-e", "0"]).status === 0;

/** Runs a command. @returns milliseconds. `output` is the file for its standard output. Throws if the status is not 0. */
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

/** Median, lowest and highest value. */
export function spread(values) {
  const inOrder = sorted(values);
  const middle = inOrder.length >> 1;
  const median = inOrder.length % 2 === 1 ? inOrder[middle] : (inOrder[middle - 1] + inOrder[middle]) / 2;
  return { median, low: inOrder[0], high: inOrder.at(-1) };
}

/** A spread as text. */
export const show = ({ median, low, high }, digits) =>
  `${median.toFixed(digits)} (${low.toFixed(digits)}–${high.toFixed(digits)})`;

/**
 * Times `base` and `others` in `rounds` alternating rounds, after a warm-up round. Prints milliseconds, and the ratio to `base`
 * in the same round: median (lowest–highest).
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
