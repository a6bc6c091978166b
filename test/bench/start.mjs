/** Start-up: the time of each command for a short list or one trial, and the JavaScript that it loads. */
import { join } from "node:path";
import { compare } from "./compare.mjs";
import { loadedBy } from "./loaded.mjs";

const program = join(import.meta.dirname, "../../dist/cli.js");

/** Compares every command with a Node process that does nothing. */
export function measureStart(list, criteria, output, rounds) {
  const commands = [
    { args: ["explain", list, "P0000001", "-c", criteria, "--quiet"] },
    { args: ["columns", list, "-c", criteria, "--quiet"] },
    { args: ["validate", criteria] },
    { args: ["test", criteria] },
    { args: ["show", criteria] },
    { args: ["fmt", "--check", criteria] },
    { args: ["schema", "criteria"] },
    { args: ["completion", "bash"] },
    { args: ["--version"], aim: 1.3 },
    // Comes last, because its output is checked afterwards.
    { args: ["screen", list, "-c", criteria, "-f", "csv", "--quiet"], aim: 2.5 },
  ];
  console.log("start-up of each command, with 200 candidates where it reads some, against a Node that does nothing");
  const named = commands.map(({ args, aim }) => {
    const { sources, bytes } = loadedBy(args);
    const loads = `${(bytes / 1000).toFixed(0)} kB of ${sources.length} sources`;
    return { name: `${args[0].padEnd(12)} loads ${loads.padStart(21)}`, args: [program, ...args], output, aim };
  });
  compare({ name: "node -e 0", args: ["-e", "0"], output }, named, { rounds, oneCore: false });
}
