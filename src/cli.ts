/** The program: it parses its arguments, lets the command run, and ends with its status. */
import { CommanderError } from "commander";
import { program } from "./commands/program.js";
import { usageWords } from "./commands/usage-words.js";
import {
  ClosedPipe,
  describeSystemError,
  isFromSystem,
  Stop,
  stdoutSink,
  tell,
  tellWrapped,
  terminalWidth,
} from "./io/streams.js";

/** What ends a run that did not come to its end. */
function statusOf(error: unknown): number {
  if (error instanceof ClosedPipe) return 141;
  if (isFromSystem(error)) {
    // Where a file is opened it is said what for; this is for the rest.
    const what = error.syscall === "uv_cwd" ? "the current folder" : (error.path ?? error.syscall);
    tellWrapped(`${what}: ${describeSystemError(error)}`);
    return 2;
  }
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof Stop || (error instanceof Error && error.name === "ReadFailure")) {
    tellWrapped(error.message, ...(error instanceof Stop && error.more !== undefined ? [error.more] : []));
    return 2;
  }
  throw error;
}

/** Runs a command line to its end; the status is left in `process.exitCode`. */
export async function main(args: readonly string[]): Promise<void> {
  /** Help, or the version. */
  let asked = "";

  // A closed standard error must not end a run whose output is being read.
  process.stderr.on("error", () => undefined);

  try {
    await program({
      output: {
        // What the user typed wrong is repeated to them; help and version are written once all is parsed, as results are.
        writeErr: (text) => tell(...text.trimEnd().split("\n")),
        getOutHelpWidth: () => terminalWidth() ?? 80,
        getErrHelpWidth: () => terminalWidth() ?? 80,
        outputError: (text, write) => write(usageWords(text)),
        writeOut: (text) => {
          asked += text;
        },
      },
      // Noted and not acted on: leaving at once would cut a pipe short.
      finish: (status) => {
        process.exitCode = status;
      },
    }).parseAsync(args, { from: "user" });
  } catch (error) {
    process.exitCode = statusOf(error);
  }
  try {
    if (asked !== "") await stdoutSink(true).write(asked);
  } catch (error) {
    process.exitCode = statusOf(error);
  }
}
