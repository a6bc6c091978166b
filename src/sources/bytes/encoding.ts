/** Converts the bytes of a file from any supported encoding to UTF-8. Streaming; characters may be split between chunks. */
import { type ByteTable, byteTable } from "./single-byte.js";
import { type ByteTools, joinedBytes, PLAIN_BYTES, utf8Bytes, utf8Text } from "./utf8.js";

/** UTF-8 without a BOM. `invalid`: the bytes after these are not valid in the encoding, and no more are converted. */
export interface Transcoded {
  readonly bytes: Uint8Array;
  readonly invalid: boolean;
}

/** One pass over the bytes of a file. */
export interface Transcoder {
  push(chunk: Uint8Array): Transcoded;
  end(): Transcoded;
  /** The encoding's standard name; final once the beginning of the file has been seen, because a byte order mark may change it. */
  readonly encoding: string;
}

/** Bytes. */
const LONG_LINE = 1 << 20;

const EMPTY = new Uint8Array(0);

/** Converts pieces of a file from one encoding to UTF-8, up to the last complete character or line. */
interface Decoder {
  /** `last`: no bytes follow. `used`: bytes consumed; the caller passes the rest again, with the bytes that follow it. */
  decode(bytes: Uint8Array, last: boolean): Transcoded & { readonly used: number };
}

/** The Encoding Standard's name for a label: `latin1` is windows-1252. Undefined for an unknown label. */
export function encodingOf(label: string): string | undefined {
  const name = label.trim().toLowerCase();
  if (name === "iso-8859-16" || name === "x-user-defined") return name;
  try {
    return new TextDecoder(name).encoding;
  } catch {
    return undefined;
  }
}

/**
 * A transcoder for one file. A byte order mark decides; without one the encoding is `encoding`.
 *
 * @param encoding a name returned by {@link encodingOf}
 * @param tools byte operations; a platform may provide faster ones
 */
export function openTranscoder(encoding: string, tools = PLAIN_BYTES): Transcoder {
  let held: Uint8Array = EMPTY;
  let decoder: Decoder | undefined;
  let name = encoding;
  const run = (chunk: Uint8Array, last: boolean): Transcoded => {
    let bytes = held.length === 0 ? chunk : joinedBytes([held, chunk]);
    held = EMPTY;
    if (decoder === undefined) {
      if (bytes.length < 3 && !last) {
        held = new Uint8Array(bytes);
        return { bytes: EMPTY, invalid: false };
      }
      const mark = byteOrderMark(bytes);
      if (mark !== undefined) {
        name = mark.encoding;
        bytes = bytes.subarray(mark.length);
      }
      decoder = decoderOf(name, tools);
    }
    const { bytes: text, invalid, used } = decoder.decode(bytes, last);
    if (used < bytes.length) held = new Uint8Array(bytes.subarray(used)); // a copy, for the caller may fill its chunk again
    return { bytes: text, invalid };
  };
  return {
    push: (chunk) => run(chunk, false),
    end: () => run(EMPTY, true),
    get encoding() {
      return name;
    },
  };
}

function byteOrderMark(bytes: Uint8Array): { readonly encoding: string; readonly length: number } | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: "utf-8", length: 3 };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: "utf-16le", length: 2 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: "utf-16be", length: 2 };
  return undefined;
}

function decoderOf(encoding: string, tools: ByteTools): Decoder {
  if (encoding === "utf-8") return utf8(tools);
  const table = byteTable(encoding);
  if (table !== undefined) return singleByte(table);
  return multiByte(encoding);
}

/** Validates UTF-8 and passes it on unchanged. */
function utf8(tools: ByteTools): Decoder {
  return {
    decode(bytes, last) {
      const used = last ? bytes.length : wholeUtf8(bytes);
      const whole = bytes.subarray(0, used);
      if (tools.isUtf8(whole)) return { bytes: whole, invalid: false, used };
      return { bytes: whole.subarray(0, validUtf8(whole, tools)), invalid: true, used };
    },
  };
}

/** The length in bytes without an incomplete character at the end. */
function wholeUtf8(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > back ? bytes.length - back : bytes.length;
    }
  }
  return bytes.length;
}

/** The length of the longest valid prefix, found by binary search. */
function validUtf8(bytes: Uint8Array, { isUtf8 }: ByteTools): number {
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    // A cut inside a character is no fault of the text.
    const whole = wholeUtf8(bytes.subarray(0, middle));
    if (isUtf8(bytes.subarray(0, whole))) low = middle;
    else high = middle - 1;
  }
  return wholeUtf8(bytes.subarray(0, low));
}

function singleByte(table: ByteTable): Decoder {
  const utf8 = table.map((text) => (text === undefined ? undefined : utf8Bytes(text)));
  return {
    decode(bytes) {
      const out = new Uint8Array(bytes.length * 3);
      let length = 0;
      for (const byte of bytes) {
        if (byte < 0x80) {
          out[length++] = byte;
          continue;
        }
        const text = utf8[byte];
        if (text === undefined) return { bytes: out.subarray(0, length), invalid: true, used: bytes.length };
        for (const part of text) out[length++] = part;
      }
      return { bytes: out.subarray(0, length), invalid: false, used: bytes.length };
    },
  };
}

/** Encodings of several bytes a character. Pieces are cut where a character surely ends, so that each decodes alone. */
function multiByte(encoding: string): Decoder {
  const strict = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  const lenient = new TextDecoder(encoding, { ignoreBOM: true });
  const whole = encoding === "utf-16le" ? wholeUtf16(1) : encoding === "utf-16be" ? wholeUtf16(0) : wholeLines;
  return {
    decode(bytes, last) {
      const used = last ? bytes.length : whole(bytes);
      const piece = bytes.subarray(0, used);
      try {
        return { bytes: utf8Bytes(strict.decode(piece)), invalid: false, used };
      } catch {
        const text = lenient.decode(piece);
        const fault = text.indexOf("\ufffd");
        return { bytes: utf8Bytes(fault < 0 ? text : text.slice(0, fault)), invalid: true, used };
      }
    },
  };
}

/** A line end is never part of a longer character in the encodings of the standard (and ISO-2022-JP is in ASCII there). */
function wholeLines(bytes: Uint8Array): number {
  const end = Math.max(bytes.lastIndexOf(0x0a), bytes.lastIndexOf(0x0d)) + 1;
  // A line without end must not be held and copied again and again; a space is not part of a longer character either.
  return end > 0 || bytes.length <= LONG_LINE ? end : bytes.lastIndexOf(0x20) + 1 || bytes.length;
}

/** The length without an incomplete code unit or a high surrogate at the end. `high`: the index of the high byte in a unit. */
function wholeUtf16(high: 0 | 1): (bytes: Uint8Array) => number {
  return (bytes) => {
    const even = bytes.length - (bytes.length % 2);
    const unit = bytes[even - 2 + high] ?? 0;
    return even >= 2 && unit >= 0xd8 && unit <= 0xdb ? even - 2 : even;
  };
}

/** Decodes bytes; undefined if they are not valid in this encoding. */
export function textIn(bytes: Uint8Array, encoding: string): string | undefined {
  const { bytes: utf8, invalid } = decoderOf(encoding, PLAIN_BYTES).decode(bytes, true);
  return invalid ? undefined : utf8Text(utf8);
}

/** The bytes up to the last line end. Without one, all of them, but of more than 1 MiB only those up to the last space, if there is one. */
export function wholeLinesOf(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, wholeLines(bytes) || bytes.length);
}
