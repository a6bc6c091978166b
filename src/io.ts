/** The outside world: files, standard streams, environment, signals. With `cli.ts` the only place that touches them. */
import { readFileSync, statSync } from "node:fs";
import type { Diagnostic, DiagnosticCode } from "./diagnostic.js";
import { terminalSafeLines } from "./terminal-text.js";

/** A file's text, with its byte order mark: encoded again as UTF-8 it is the file's bytes. */
export interface TextFile {
  readonly file: string;
  readonly text: string;
}

/** Something outside prevents the run: one line for the user, with the way out, and the exit status. */
export class Stop extends Error {
  override readonly name = "Stop";
  constructor(
    message: string,
    readonly status = 2,
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
  ["ENOTDIR", "there is no such file"],
  ["EACCES", "no permission"],
  ["EPERM", "no permission"],
  ["ERR_ACCESS_DENIED", "Node's permission model does not allow it"],
  ["EISDIR", "is a folder, not a file"],
  ["ENOSPC", "the disk is full"],
  ["EDQUOT", "the disk quota is used up"],
  ["EROFS", "the file system is read-only"],
  ["ENAMETOOLONG", "the name is too long"],
  ["ELOOP", "too many symbolic links"],
  ["EMFILE", "too many open files"],
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
  if (code === undefined) throw error;
  return CAUSES.get(code) ?? `the system says ${code}`;
}

function fault(file: string, code: DiagnosticCode, message: string, help?: string, place = { line: 1, column: 1 }): Diagnostic {
  return { code, severity: "error", at: { file, ...place }, message, help };
}

/** Where bytes cease to be UTF-8: there, decoding and encoding them again makes others of them. */
function endOfUtf8(bytes: Buffer): { readonly line: number; readonly column: number } {
  const again = Buffer.from(bytes.toString("utf8"));
  let end = 0;
  while (end < bytes.length && bytes[end] === again[end]) end += 1;
  const lines = bytes
    .toString("utf8", 0, end)
    .replace(/^\ufeff/, "")
    .split(/\r\n|[\n\r]/);
  return { line: lines.length, column: [...(lines.at(-1) ?? "")].length + 1 };
}

/** Reads a UTF-8 text file; what prevents it is a diagnostic. */
export function readText(file: string): TextFile | Diagnostic {
  let bytes: Buffer;
  try {
    if (statSync(file).isDirectory()) return fault(file, "unreadable-file", "is a folder, not a file");
    bytes = readFileSync(file);
  } catch (error) {
    return fault(file, "unreadable-file", `cannot be read: ${describeSystemError(error)}`);
  }
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return { file, text };
  } catch {
    return fault(file, "not-utf8", "is not UTF-8 text", "save it as UTF-8", endOfUtf8(bytes));
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

/** Whether something of this name is there. */
export function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

let beforeTelling = (): void => undefined;

/** What is done before anything is told: a line that stands there for the moment is taken away. */
export function onTell(action: () => void): void {
  beforeTelling = action;
}

/** Writes lines to standard error, with everything escaped that a terminal would obey; a closed one is nobody's concern. */
export function tell(text: string): void {
  tellPainted(terminalSafeLines(text));
}

/** {@link tell} for text that is safe already and may have colours. */
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
