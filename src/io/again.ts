/** A file that is read from its beginning, and then again at some places. */
import { openSync, readSync } from "node:fs";
import { checkReadable, fileBytes } from "./input.js";
import { Stop, whyUnreadable } from "./streams.js";

/** A file that can be read again; it stays open until the run ends. */
export interface FileAgain {
  readonly name: string;
  bytes(): AsyncIterable<Uint8Array>;
  at(offset: number, length: number): Uint8Array;
}

/** Opens a file. Throws {@link Stop} for what cannot be read twice. */
export function openAgain(file: string): FileAgain {
  if (!checkReadable(file).isRegular) throw new Stop(`${file}: it is read twice, so it must be a file`);
  let descriptor: number | undefined;
  return {
    name: file,
    bytes: fileBytes(file),
    at(offset, length) {
      const bytes = Buffer.allocUnsafe(length);
      try {
        descriptor ??= openSync(file, "r");
        readSync(descriptor, bytes, 0, length, offset);
      } catch (error) {
        throw new Stop(`${file}: ${whyUnreadable(file, error)}`);
      }
      return bytes;
    },
  };
}

/** The first bytes of a file, as text. Throws {@link Stop}. */
export function startOf(file: string, length: number): string {
  const { isRegular, bytes } = checkReadable(file);
  if (!isRegular) throw new Stop(`${file}: it is read twice, so it must be a file`);
  return new TextDecoder().decode(openAgain(file).at(0, Math.min(length, bytes)));
}
