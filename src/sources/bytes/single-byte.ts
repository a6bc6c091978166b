/**
 * Encodings of one byte a character, as the Encoding Standard defines them (encoding.spec.whatwg.org, index-*.txt). Node's decoders
 * are the base, but several of them follow ICU and not the standard; these are corrected here.
 */

/** The standard's windows-1252, bytes 0x80 to 0x9F; the five bytes that Windows leaves undefined are controls. */
const WINDOWS_1252 =
  "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f" +
  "\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178";

/** iso-8859-16, which Node lacks, bytes 0xA0 to 0xFF. */
const ISO_8859_16 =
  "\u00a0\u0104\u0105\u0141\u20ac\u201e\u0160\u00a7\u0161\u00a9\u0218\u00ab\u0179\u00ad\u017a\u017b" +
  "\u00b0\u00b1\u010c\u0142\u017d\u201d\u00b6\u00b7\u017e\u010d\u0219\u00bb\u0152\u0153\u0178\u017c" +
  "\u00c0\u00c1\u00c2\u0102\u00c4\u0106\u00c6\u00c7\u00c8\u00c9\u00ca\u00cb\u00cc\u00cd\u00ce\u00cf" +
  "\u0110\u0143\u00d2\u00d3\u00d4\u0150\u00d6\u015a\u0170\u00d9\u00da\u00db\u00dc\u0118\u021a\u00df" +
  "\u00e0\u00e1\u00e2\u0103\u00e4\u0107\u00e6\u00e7\u00e8\u00e9\u00ea\u00eb\u00ec\u00ed\u00ee\u00ef" +
  "\u0111\u0144\u00f2\u00f3\u00f4\u0151\u00f6\u015b\u0171\u00f9\u00fa\u00fb\u00fc\u0119\u021b\u00ff";

const SINGLE_BYTE: ReadonlySet<string> = new Set([
  ...["ibm866", "koi8-r", "koi8-u", "macintosh", "x-mac-cyrillic", "windows-874", "x-user-defined", "iso-8859-8-i"],
  ...[2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16].map((part) => `iso-8859-${part}`),
  ...[0, 1, 2, 3, 4, 5, 6, 7, 8].map((page) => `windows-125${page}`),
]);

/** Where the standard differs from Node: byte -> code point; undefined: no character. */
const CORRECTIONS: Readonly<Record<string, readonly (readonly [number, number | undefined])[]>> = {
  "koi8-u": [
    [0xae, 0x45e],
    [0xbe, 0x40e],
  ],
  "windows-874": [0xdb, 0xdc, 0xdd, 0xde, 0xfc, 0xfd, 0xfe, 0xff].map((byte) => [byte, undefined] as const),
  "windows-1253": [[0xaa, undefined]],
  "windows-1255": [[0xca, 0x5ba]],
};

/** What each byte means; undefined: no character. */
export type ByteTable = readonly (string | undefined)[];

/**
 * The table of a single-byte encoding; undefined for any other encoding.
 *
 * @param encoding the standard's name of it, in lower case
 */
export function byteTable(encoding: string): ByteTable | undefined {
  if (!SINGLE_BYTE.has(encoding)) return undefined;
  const table = Array.from({ length: 256 }, (_, byte): string | undefined =>
    byte < 0x80 ? String.fromCharCode(byte) : upperHalf(encoding, byte),
  );
  for (const [byte, code] of CORRECTIONS[encoding] ?? [])
    table[byte] = code === undefined ? undefined : String.fromCharCode(code);
  return table;
}

function upperHalf(encoding: string, byte: number): string | undefined {
  switch (encoding) {
    case "windows-1252":
      return byte < 0xa0 ? WINDOWS_1252[byte - 0x80] : String.fromCharCode(byte);
    case "iso-8859-16":
      return byte < 0xa0 ? String.fromCharCode(byte) : ISO_8859_16[byte - 0xa0];
    case "x-user-defined":
      return String.fromCharCode(0xf780 + byte - 0x80);
    default:
      try {
        return new TextDecoder(encoding, { fatal: true }).decode(Uint8Array.of(byte));
      } catch {
        return undefined;
      }
  }
}
