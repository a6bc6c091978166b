/** Files that a run writes: whole or not at all, and never one that it reads. */
import {
  closeSync,
  fdatasync,
  fstatSync,
  fsyncSync,
  openSync,
  readlinkSync,
  realpathSync,
  renameSync,
  type Stats,
  statSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { constants } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { randomWord } from "./random.js";
import { codeOf, describeSystemError, lookAt, type Sink, Stop, tell } from "./streams.js";

/** What ends a run from outside, so that it can clean up. */
const INTERRUPTIONS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Bytes after which written data is flushed to the disk, so that there is little to wait for at the end. */
const SENT_AT_ONCE = 16 << 20;

/** Files that are being written: how to leave nothing of them, and their names. */
const unfinished = new Map<() => void, string>();

function interrupted(signal: NodeJS.Signals): void {
  const files = [...unfinished.values()].join(", ");
  for (const abandon of unfinished.keys()) abandon();
  tell(`${files}: interrupted; nothing was written`);
  process.exit(128 + constants.signals[signal]);
}

/**
 * A file that appears whole or not at all: written beside its place under another name, and renamed in the end. Devices and
 * pipes are written to directly. Throws {@link Stop}.
 */
export function fileSink(file: string): Sink {
  const attempt = <T>(action: () => T): T => writing(file, action);
  const existing = checkWritable(file);
  const direct = existing !== undefined && !existing.isFile();
  // A link stays a link: the file that it leads to is replaced. What a pipe's link leads to (`/dev/stdout`) has no name to open it by.
  const target = existing === undefined ? linkTarget(file) : direct ? file : attempt(() => realpathSync(file));
  // Begins as the file does, so that a rule that permits `out.csv*` permits both.
  const working = direct ? target : `${target}.${randomWord().toString(16).padStart(8, "0")}.part`;
  let descriptor = attempt(() => openSync(working, direct ? "w" : "wx", existing === undefined ? 0o666 : existing.mode & 0o777));
  // Under Node's permission model nobody may wait for the disk.
  const isOnDisk = process.permission === undefined && attempt(() => fstatSync(descriptor)).isFile();
  let isOpen = true;
  let isThere = !direct;
  let unsent = 0;
  let sending: Promise<Error | null> | undefined;
  /** What a disk did not take is reported once, and whoever waits first hears it: it must not be lost. */
  let lost: Error | null = null;
  const sendOn = (bytes: number): void => {
    unsent += bytes;
    if (!isOnDisk || unsent < SENT_AT_ONCE || sending !== undefined) return;
    unsent = 0;
    sending = new Promise((resolve) => fdatasync(descriptor, resolve));
    void sending.then((error) => {
      lost ??= error;
      sending = undefined;
    });
  };
  const forget = (): void => {
    unfinished.delete(abandon);
    if (unfinished.size === 0) for (const signal of INTERRUPTIONS) process.off(signal, interrupted);
  };
  const abandon = (): void => {
    forget();
    const hadPart = isThere;
    isThere = false;
    try {
      if (isOpen) closeSync(descriptor);
      if (hadPart) unlinkSync(working);
    } catch {
      // The run has failed already, and says why; a part under a name of its own does no harm.
    }
    isOpen = false;
  };
  const restart = async (): Promise<void> => {
    await sending;
    lost = null;
    unsent = 0;
    attempt(() => {
      closeSync(descriptor);
      isOpen = false;
      descriptor = openSync(working, "w");
      isOpen = true;
    });
  };
  unfinished.set(abandon, file);
  if (unfinished.size === 1) for (const signal of INTERRUPTIONS) process.on(signal, interrupted);
  return {
    write: async (text) => {
      const bytes = typeof text === "string" ? Buffer.from(text, "utf8") : text;
      attempt(() => {
        for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written);
      });
      sendOn(bytes.length);
    },
    ...(direct ? {} : { restart }),
    finish: async () => {
      await sending;
      attempt(() => {
        if (lost !== null) throw lost;
        if (isOnDisk) fsyncSync(descriptor);
        closeSync(descriptor);
        isOpen = false;
        if (!direct) renameSync(working, target);
        isThere = false;
      });
      forget();
    },
    abandon,
  };
}

/**
 * What is there under the name of a file that is to be written; undefined if nothing is. Throws {@link Stop} where no file can be, so
 * that nobody waits for a run that cannot end well.
 */
export function checkWritable(file: string): Stats | undefined {
  const existing = writing(file, () => foundAt(file));
  if (existing?.isDirectory()) throw new Stop(`${file}: is a folder; name a file in it`);
  if (existing === undefined && /[/\\]$/.test(file))
    throw new Stop(`${file}: cannot be written: there is no such folder; name a file`);
  return existing;
}

function writing<T>(file: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    const why = codeOf(error) === "ENOENT" ? whyNotThere(dirname(linkTarget(file))) : describeSystemError(error);
    throw new Stop(`${file}: cannot be written: ${why}`);
  }
}

/** Writes a file at once. See {@link fileSink}. */
export async function writeFile(file: string, text: string): Promise<void> {
  await writeAll(fileSink(file), [text]);
}

/** Writes pieces one after the other. Nothing is left of a file where one of them fails. */
export async function writeAll(sink: Sink, pieces: Iterable<string>): Promise<void> {
  try {
    for (const piece of pieces) await sink.write(piece);
    await sink.finish();
  } catch (error) {
    sink.abandon();
    throw error;
  }
}

function whyNotThere(folder: string): string {
  return lookAt(folder) === undefined ? `there is no folder ${folder}` : "no file can be made in this folder";
}

/** What is there under this name; undefined if nothing is, or if the program may write there but not look. */
function foundAt(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch (error) {
    // Not by `throwIfNoEntry`: some releases of Node then pass over a part of the path that is a file, too.
    if (codeOf(error) === "ENOENT" || codeOf(error) === "ERR_ACCESS_DENIED") return undefined;
    throw error;
  }
}

/** What a link leads to that leads to nothing yet; the name itself where it is no link, or nobody may look. */
function linkTarget(file: string): string {
  try {
    return resolve(dirname(file), readlinkSync(file));
  } catch {
    return file;
  }
}

/** Whether two paths lead to the same file, or would if one were there. */
export function isSameFile(a: string, b: string): boolean {
  const first = lookAt(a);
  const second = lookAt(b);
  if (first === undefined && second === undefined) return placeOf(a) === placeOf(b);
  return first !== undefined && second !== undefined && first.isFile() && first.dev === second.dev && first.ino === second.ino;
}

/** Where a file of this name would appear. */
function placeOf(file: string): string {
  const place = resolve(linkTarget(file));
  try {
    return join(realpathSync(dirname(place)), basename(place));
  } catch {
    return place;
  }
}
