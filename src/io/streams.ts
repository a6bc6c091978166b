/** The outside world: files, standard streams, environment, signals. With `cli.ts` the only place that touches them. */
import { lstatSync, type Stats, statSync } from "node:fs";
import { messageLines, terminalSafe, terminalSafeLines } from "../text/terminal-text.js";

/** Something outside prevents the run: one line for the user, with what to do. Safe whatever a path may contain. */
export class Stop extends Error {
  override readonly name = "Stop";
  /** @param more a second line */
  constructor(
    message: string,
    readonly more?: string,
  ) {
    super(message);
  }
}

/** The reader of our output has gone away: the run ends without a word. */
export class ClosedPipe extends Error {
  override readonly name = "ClosedPipe";
}

const CAUSES: ReadonlyMap<string, string> = new Map([
  ["ENOENT", "there is no such file"],
  ["ENOTDIR", "a part of its path is a file, not a folder"],
  ["EACCES", "no permission"],
  ["EPERM", "no permission"],
  ["ERR_ACCESS_DENIED", "Node's permission model does not allow it"],
  ["ERR_INVALID_ARG_VALUE", "no file can have such a name"], // one with a NUL character
  ["EISDIR", "is a folder, not a file"],
  ["ENOSPC", "the disk is full"],
  ["EDQUOT", "the disk quota is used up"],
  ["EFBIG", "the file would be too long"],
  ["EROFS", "the file system is read-only"],
  ["ENAMETOOLONG", "the name is too long"],
  ["EILSEQ", "no file can have such a name"],
  ["ELOOP", "its symbolic links form a loop"],
  ["EMFILE", "too many open files"],
  ["ENFILE", "too many open files"],
  ["ENXIO", "it is a socket, or a device that is not there"],
  ["ENODEV", "it is a device that is not there"],
  ["EBUSY", "another program is using it"],
  ["ETXTBSY", "another program is using it"],
  ["EAGAIN", "it has nothing to be read now"],
  ["ESTALE", "the network folder has changed; try again"],
  ["ETIMEDOUT", "the network folder does not answer"],
  ["EIO", "the device reports an error"],
  ["EPIPE", "nobody reads it any more"],
]);

/** The code of a system error, or undefined. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/** A system error in plain words. Other errors are ours and thrown on. */
export function describeSystemError(error: unknown): string {
  const code = codeOf(error);
  const known = code === undefined ? undefined : CAUSES.get(code);
  if (known !== undefined) return known;
  if (code === undefined || !isFromSystem(error)) throw error;
  return `the system says ${code}`;
}

/** Whether the system refused something; otherwise it is a mistake of ours. */
export function isFromSystem(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error && codeOf(error) !== undefined;
}

/** Why a path cannot be read; follows on its name. */
export function whyUnreadable(path: string, error: unknown): string {
  const isBroken = codeOf(error) === "ENOENT" && isLink(path);
  return `cannot be read: ${isBroken ? "it is a link, and what it leads to is not there" : describeSystemError(error)}`;
}

/** Whether this name is a symbolic link; false as well where nobody may look. */
export function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}

/** What exists under this name; undefined if nothing does, or it may not be read: opening it will show why. */
export function lookAt(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch (error) {
    describeSystemError(error);
    return undefined;
  }
}

/** Takes the output of a run. */
export interface Sink {
  write(text: string | Uint8Array): Promise<void>;
  /** All is written: a file gets its name. */
  finish(): Promise<void>;
  /** Forgets what was written, and begins anew; only where that can be done. */
  restart?(): Promise<void>;
  /** The run failed: nothing is left of a file; standard output keeps what it has. */
  abandon(): void;
}

/**
 * Standard output. Throws {@link ClosedPipe} once the reader has gone.
 *
 * @param isPainted the text is made for terminals, and safe for them; any other gets its control characters escaped on one
 */
export function stdoutSink(isPainted = false): Sink {
  const isRaw = isPainted || !isTerminal("stdout");
  let failure: unknown;
  process.stdout.on("error", (error) => {
    failure ??= error;
  });
  const check = (): void => {
    if (failure === undefined) return;
    if (codeOf(failure) === "EPIPE") throw new ClosedPipe();
    throw new Stop(`standard output: cannot be written: ${describeSystemError(failure)}`);
  };
  const write = async (text: string | Uint8Array): Promise<void> => {
    check();
    if (text.length === 0) return;
    await new Promise<void>((resolve) => {
      process.stdout.write(isRaw ? text : terminalSafeLines(textOf(text)), (error) => {
        failure ??= error ?? undefined;
        resolve();
      });
    });
    check();
  };
  return { write, finish: async () => check(), abandon: () => undefined };
}

function textOf(text: string | Uint8Array): string {
  return typeof text === "string" ? text : Buffer.from(text.buffer, text.byteOffset, text.byteLength).toString();
}

let beforeTelling = (): void => undefined;

/** What is done before anything is written: a temporary line is removed. */
export function onTell(action: () => void): void {
  beforeTelling = action;
}

/** Writes lines to standard error, in each everything escaped that would end it or that a terminal would obey. */
export function tell(...lines: readonly string[]): void {
  tellPainted(lines.map(terminalSafe).join("\n"));
}

/** {@link tell} for sentences, which are wrapped where standard error is a terminal: elsewhere a message is a line. */
export function tellWrapped(...messages: readonly string[]): void {
  const width = errorWidth();
  tellPainted(messages.flatMap((message) => messageLines(message, width)).join("\n"));
}

/** {@link tell} for text that is safe already and may have colours. A closed standard error is nobody's concern. */
export function tellPainted(text: string): void {
  beforeTelling();
  process.stderr.write(text.endsWith("\n") ? text : `${text}\n`);
}

/** A stream's part in the decision whether to use colour. */
export type StreamName = "stdout" | "stderr";

/**
 * Whether to use colour: the option, else `NO_COLOR` (not empty), else `FORCE_COLOR`, else a terminal that is not dumb.
 *
 * @param wish `--color` is true, `--no-color` false
 */
export function usesColor(stream: StreamName, wish: boolean | undefined): boolean {
  if (wish !== undefined) return wish;
  const { NO_COLOR: no = "", FORCE_COLOR: force, TERM: term } = process.env;
  if (no !== "") return false;
  if (force !== undefined) return force !== "0" && force !== "false";
  return isTerminal(stream) && term !== "dumb";
}

/** Whether a standard stream is a terminal. */
export function isTerminal(stream: StreamName | "stdin"): boolean {
  return process[stream].isTTY === true;
}

/** The terminal's width in columns; else what `COLUMNS` says; else undefined. */
export function terminalWidth(): number | undefined {
  if (process.stdout.isTTY && process.stdout.columns > 0) return process.stdout.columns;
  const declared = Number(process.env["COLUMNS"]);
  return Number.isInteger(declared) && declared > 0 ? declared : undefined;
}

/** The width of the terminal that standard error goes to; undefined if it goes elsewhere. */
export function errorWidth(): number | undefined {
  return process.stderr.isTTY && process.stderr.columns > 0 ? process.stderr.columns : undefined;
}
