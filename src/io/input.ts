/** Candidate files and standard input, as bytes that can be read twice. */
import { statSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { describeSystemError, Stop, whyUnreadable } from "./streams.js";

const CHUNK_BYTES = 1 << 18;

/** What cannot be read twice is held in memory up to this limit, unless the user sets another; beyond it, it must be a file. */
export const HELD_LIMIT_BYTES = 512 * 1024 * 1024;

/** What `checkReadable` found. */
export interface FoundFile {
  /** False for pipes and devices, which can be read only once. */
  readonly isRegular: boolean;
  readonly bytes: number;
}

/** Throws {@link Stop} for a file that does not exist, or is a folder, before anything else is done. */
export function checkReadable(file: string): FoundFile {
  try {
    const found = statSync(file);
    if (found.isDirectory()) throw new Stop(`${file}: is a folder; name the candidate files in it`);
    if (found.isSocket()) throw new Stop(`${file}: is a socket, not a file`);
    return { isRegular: found.isFile(), bytes: found.size };
  } catch (error) {
    if (error instanceof Stop) throw error;
    throw new Stop(`${file}: ${whyUnreadable(file, error)}`);
  }
}

/** What shows that a file is still the same. */
interface Identity {
  readonly dev: number;
  readonly ino: number;
  readonly size: number;
  readonly mtimeMs: number;
}

/**
 * A file's bytes, from the beginning at every call. Throws {@link Stop} where it cannot be read, or has changed since the first call.
 */
export function fileBytes(file: string): () => AsyncGenerator<Uint8Array> {
  let first: Identity | undefined;
  const check = async (handle: FileHandle): Promise<void> => {
    const { dev, ino, size, mtimeMs } = await handle.stat();
    first ??= { dev, ino, size, mtimeMs };
    const isSame = first.dev === dev && first.ino === ino && first.size === size && first.mtimeMs === mtimeMs;
    if (!isSame) throw new Stop(`${file}: changed while it was read; run it again`);
  };
  return async function* () {
    let handle: FileHandle | undefined;
    try {
      handle = await open(file, "r");
      await check(handle);
      const buffer = Buffer.allocUnsafeSlow(CHUNK_BYTES);
      for (;;) {
        const { bytesRead } = await handle.read(buffer, 0, CHUNK_BYTES, null);
        if (bytesRead === 0) break;
        yield buffer.subarray(0, bytesRead);
      }
      await check(handle);
    } catch (error) {
      if (error instanceof Stop) throw error;
      throw new Stop(`${file}: cannot be read: ${describeSystemError(error)}`);
    } finally {
      await handle?.close();
    }
  };
}

/** The bytes of a pipe or device. See {@link heldBytes}. */
export function pipeBytes(file: string, limit: number): (isLast?: boolean) => AsyncGenerator<Uint8Array> {
  const live = async function* (): AsyncGenerator<Uint8Array> {
    try {
      const handle = await open(file, "r");
      for await (const chunk of handle.createReadStream()) if (chunk instanceof Uint8Array) yield chunk;
    } catch (error) {
      throw new Stop(`${file}: cannot be read: ${describeSystemError(error)}`);
    }
  };
  return heldBytes(file, live(), limit);
}

/** Standard input's bytes. See {@link heldBytes}. */
export function stdinBytes(limit: number): (isLast?: boolean) => AsyncGenerator<Uint8Array> {
  return heldBytes("standard input", process.stdin[Symbol.asyncIterator](), limit);
}

/**
 * Bytes that come only once. What one call has taken is given again by later ones, up to a limit; the last call releases
 * what it gives.
 */
function heldBytes(name: string, live: AsyncIterator<unknown>, limit: number): (isLast?: boolean) => AsyncGenerator<Uint8Array> {
  const held: Uint8Array[] = [];
  let bytes = 0;
  let isOver = false;
  const next = async (): Promise<unknown> => {
    try {
      const { done, value } = await live.next();
      if (done === true) isOver = true;
      return value;
    } catch (error) {
      if (error instanceof Stop) throw error;
      throw new Stop(`${name}: cannot be read: ${describeSystemError(error)}`);
    }
  };
  return async function* (isLast = false) {
    const keeps = !isLast;
    if (isLast) while (held.length > 0) yield held.shift() ?? new Uint8Array();
    else yield* held;
    while (!isOver) {
      if (keeps && bytes > limit) {
        const way = "save it to a file, read it once with --assume-unique-ids, or hold more with --max-held-bytes";
        throw new Stop(`${name} is longer than ${limit} bytes; ${way}`);
      }
      const chunk = await next();
      if (!(chunk instanceof Uint8Array)) continue;
      if (keeps) {
        held.push(chunk);
        bytes += chunk.length;
      }
      yield chunk;
    }
  };
}
