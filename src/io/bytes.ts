/** Node's way to search bytes. */
import { isAscii, isUtf8 } from "node:buffer";
import type { ByteTools } from "../sources/bytes/utf8.js";

/** A `Buffer` finds a byte several times as fast as another `Uint8Array`. */
export const NODE_BYTES: ByteTools = {
  view: ({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength),
  isAscii,
  isUtf8,
};
