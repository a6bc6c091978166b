/** Files that people write: criteria, dictionaries, column maps, tests. Short, regular, and in the folder where they are named. */
import { closeSync, constants, lstatSync, opendirSync, openSync, readSync, realpathSync, type Stats, statSync } from "node:fs";
import { dirname, resolve, sep } from "node:path";
import type { Diagnostic, DiagnosticCode } from "../diagnostics/diagnostic.js";
import { codeOf, isLink, Stop, whyUnreadable } from "./streams.js";

/** A file's text, with its byte order mark: encoded again as UTF-8 it is the file's bytes. */
export interface TextFile {
  readonly file: string;
  readonly text: string;
}

/** Thousands of times what criteria need. A file that never ends must not fill the memory. */
const LONGEST_BYTES = 1 << 26;

function fault(file: string, code: DiagnosticCode, message: string, help?: string, place = { line: 1, column: 1 }): Diagnostic {
  return { code, severity: "error", at: { file, ...place }, message, help };
}

/** Where bytes stop being UTF-8: decoding and encoding them again gives other bytes there. */
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

/**
 * Reads a UTF-8 text file; what prevents it is a diagnostic, whose message follows on the file's name. A file named by data (a
 * dictionary, say) must not lead to one that the user never meant, so a link has to stay within its folder.
 */
export function readText(file: string): TextFile | Diagnostic {
  let bytes: Buffer | undefined;
  try {
    const own = lstatSync(file);
    const found = own.isSymbolicLink() ? statSync(file) : own;
    // One that was met when a folder was looked through, perhaps: then this tells why what is in it was not found.
    if (found.isDirectory()) opendirSync(file).closeSync();
    if (!found.isFile()) return fault(file, "unreadable-file", ...otherKind(found));
    const place = own.isSymbolicLink() ? realpathSync(file) : file;
    if (own.isSymbolicLink() && !isBelow(place, realpathSync(dirname(file)))) {
      return fault(file, "unreadable-file", "is a link that leads out of its folder", "put a copy of the file in its place");
    }
    bytes = readShort(place);
  } catch (error) {
    const isAstray = ["ENOENT", "ELOOP"].includes(codeOf(error) ?? "") && isLink(file);
    return fault(file, "unreadable-file", whyUnreadable(file, error), isAstray ? "put the file itself in its place" : undefined);
  }
  if (bytes === undefined) {
    const most = `is longer than ${LONGEST_BYTES} bytes, which no file of criteria is`;
    return fault(file, "unreadable-file", most, "was another file meant?");
  }
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return { file, text };
  } catch {
    return fault(file, "not-utf8", "is not UTF-8 text", "save it as UTF-8", endOfUtf8(bytes));
  }
}

/** What is there instead of a file, and what to do. */
function otherKind(found: Stats): [message: string, help: string] {
  if (found.isDirectory()) return ["is a folder, not a file", "name a file in it"];
  if (found.isFIFO()) return ["is a pipe, not a file", "save what comes through it as a file, and name that"];
  return [`is a ${found.isSocket() ? "socket" : "device"}, not a file`, "name a file"];
}

function isBelow(place: string, folder: string): boolean {
  return place.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** A file's bytes; undefined if they are too many. Never waits, whatever the name has become since it was checked. */
function readShort(file: string): Buffer | undefined {
  const descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
  try {
    const parts: Buffer[] = [];
    let length = 0;
    for (;;) {
      const part = Buffer.allocUnsafe(1 << 16);
      const count = readSync(descriptor, part);
      if (count === 0) return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
      parts.push(part.subarray(0, count));
      length += count;
      if (length > LONGEST_BYTES) return undefined;
    }
  } finally {
    closeSync(descriptor);
  }
}

/** Stops the run at a file that cannot be read, with one line that says what to do. */
export function stopAt({ at, message, help }: Diagnostic): never {
  throw new Stop(`${at.file}: ${message}${help === undefined ? "" : `; ${help}`}`);
}

/** {@link stopAt} the only file, if it cannot be read: there is nothing else to report. */
export function stopAtOnlyOne([first, second]: readonly Diagnostic[]): void {
  if (first?.code === "unreadable-file" && second === undefined) stopAt(first);
}

/** The place of a file, whatever links lead there; two names of one place are one file. */
export function realPlace(file: string): string {
  try {
    return realpathSync.native(file);
  } catch {
    return resolve(file);
  }
}
