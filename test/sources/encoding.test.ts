import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encodingOf, openTranscoder } from "../../src/sources/bytes/encoding.js";

function transcode(
  bytes: Uint8Array,
  label = "utf-8",
  chunk = bytes.length || 1,
): { readonly text: string; readonly invalid: boolean } {
  const transcoder = openTranscoder(encodingOf(label) ?? "none");
  const parts: Buffer[] = [];
  let invalid = false;
  for (let from = 0; from < bytes.length && !invalid; from += chunk) {
    const piece = Buffer.from(bytes.subarray(from, from + chunk));
    const out = transcoder.push(piece);
    parts.push(Buffer.from(out.bytes));
    invalid = out.invalid;
    piece.fill(0x2a);
  }
  if (!invalid) {
    const out = transcoder.end();
    parts.push(Buffer.from(out.bytes));
    invalid = out.invalid;
  }
  return { text: Buffer.concat(parts).toString(), invalid };
}

const swapped = (text: string): Buffer => Buffer.from(text, "utf16le").swap16();

describe("windows-1252", () => {
  // https://encoding.spec.whatwg.org/index-windows-1252.txt: 27 characters, and 5 bytes that are controls
  const high: readonly (readonly [number, number])[] = [
    [0x80, 0x20ac],
    [0x81, 0x81],
    [0x82, 0x201a],
    [0x83, 0x192],
    [0x84, 0x201e],
    [0x85, 0x2026],
    [0x86, 0x2020],
    [0x87, 0x2021],
    [0x88, 0x2c6],
    [0x89, 0x2030],
    [0x8a, 0x160],
    [0x8b, 0x2039],
    [0x8c, 0x152],
    [0x8d, 0x8d],
    [0x8e, 0x17d],
    [0x8f, 0x8f],
    [0x90, 0x90],
    [0x91, 0x2018],
    [0x92, 0x2019],
    [0x93, 0x201c],
    [0x94, 0x201d],
    [0x95, 0x2022],
    [0x96, 0x2013],
    [0x97, 0x2014],
    [0x98, 0x2dc],
    [0x99, 0x2122],
    [0x9a, 0x161],
    [0x9b, 0x203a],
    [0x9c, 0x153],
    [0x9d, 0x9d],
    [0x9e, 0x17e],
    [0x9f, 0x178],
  ];
  test.each(["windows-1252", "latin1", "iso-8859-1", "ascii", "cp1252", "ISO-8859-1 "])("under the label %s", (label) => {
    for (const [byte, code] of high) expect(transcode(Uint8Array.of(byte), label).text).toBe(String.fromCodePoint(code));
    for (let byte = 0; byte < 0x80; byte++) expect(transcode(Uint8Array.of(byte), label).text).toBe(String.fromCodePoint(byte));
    for (let byte = 0xa0; byte < 0x100; byte++)
      expect(transcode(Uint8Array.of(byte), label).text).toBe(String.fromCodePoint(byte));
  });
});

describe("other single-byte encodings", () => {
  test.each([
    ["windows-1250", 0x8a, "Š"],
    ["windows-1251", 0xc0, "А"],
    ["windows-1253", 0xc1, "Α"],
    ["windows-1254", 0xdd, "İ"],
    ["iso-8859-9", 0xfe, "ş"],
    ["windows-1255", 0xca, "\u05ba"],
    ["windows-1256", 0x81, "پ"],
    ["windows-1257", 0xd0, "Š"],
    ["windows-1258", 0xfe, "₫"],
    ["windows-874", 0xa1, "ก"],
    ["iso-8859-2", 0xa3, "Ł"],
    ["iso-8859-7", 0xa4, "€"],
    ["iso-8859-15", 0xa4, "€"],
    ["iso-8859-16", 0xaa, "Ș"],
    ["koi8-r", 0xc1, "а"],
    ["koi8-u", 0xae, "ў"],
    ["macintosh", 0xdb, "€"],
    ["x-mac-cyrillic", 0xff, "€"],
    ["ibm866", 0x1c, "\u001c"],
    ["ibm866", 0x80, "А"],
    ["x-user-defined", 0x80, "\uf780"],
  ])("%s %i is %s", (label, byte, char) => expect(transcode(Uint8Array.of(byte), label)).toEqual({ text: char, invalid: false }));

  test.each([
    ["windows-1253", 0xaa],
    ["windows-1253", 0xd2],
    ["windows-874", 0xdb],
    ["iso-8859-7", 0xae],
    ["windows-1255", 0xd9],
  ])("%s %i is no character", (label, byte) =>
    expect(transcode(Uint8Array.of(0x61, byte, 0x62), label)).toEqual({ text: "a", invalid: true }),
  );
});

describe("characters that are split between chunks", () => {
  const text = "id,血小板\nP1,80 µ 😀\nP2,10⁹\r\n";
  test.each([1, 2, 3, 4, 5, 7])("of %i bytes", (chunk) => {
    expect(transcode(Buffer.from(text), "utf-8", chunk)).toEqual({ text, invalid: false });
    expect(transcode(Buffer.from(`\ufeff${text}`), "utf-8", chunk)).toEqual({ text, invalid: false });
    expect(transcode(Buffer.from(`\ufeff${text}`, "utf16le"), "utf-8", chunk)).toEqual({ text, invalid: false });
    expect(transcode(swapped(`\ufeff${text}`), "utf-8", chunk)).toEqual({ text, invalid: false });
    expect(transcode(Buffer.from(text, "utf16le"), "utf-16le", chunk)).toEqual({ text, invalid: false });
    expect(transcode(swapped(text), "utf-16be", chunk)).toEqual({ text, invalid: false });
    // 血小板, a line feed, 血
    const gb = Uint8Array.of(0xd1, 0xaa, 0xd0, 0xa1, 0xb0, 0xe5, 0x0a, 0xd1, 0xaa);
    expect(transcode(gb, "gb18030", chunk)).toEqual({ text: "血小板\n血", invalid: false });
    expect(transcode(gb, "gb2312", chunk)).toEqual({ text: "血小板\n血", invalid: false });
    const sjis = Uint8Array.of(0x8c, 0x8c, 0x8f, 0xac, 0x94, 0xc2, 0x0a, 0x83, 0x5c); // 0x5c is the second half of ソ
    expect(transcode(sjis, "shift_jis", chunk)).toEqual({ text: "血小板\nソ", invalid: false });
  });

  test("any text in UTF-8 and UTF-16, in chunks of any size", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 30 }), fc.integer({ min: 1, max: 9 }), (any, chunk) => {
        const written = any.replace(/^\ufeff+/, "");
        expect(transcode(Buffer.from(written), "utf-8", chunk).text).toBe(written);
        expect(transcode(Buffer.from(`\ufeff${written}`, "utf16le"), "utf-8", chunk).text).toBe(written);
      }),
    );
  });
});

describe("bytes that are not valid text", () => {
  test.each([
    ["utf-8", [0x61, 0xe9, 0x62], "a"],
    ["utf-8", [0x61, 0xc3], "a"], // cut off
    ["utf-8", [0x61, 0xed, 0xa0, 0x80], "a"], // a surrogate
    ["utf-8", [0xc3, 0xa9, 0xff], "é"],
    ["utf-16le", [0x61, 0x00, 0x00, 0xd8, 0x61, 0x00], "a"],
    ["utf-16le", [0x61, 0x00, 0x61], "a"],
    ["gb18030", [0x61, 0xff, 0x62], "a"],
    ["shift_jis", [0x61, 0x93], "a"],
  ])("%s %j: the text before them is kept", (label, bytes, before) => {
    for (const chunk of [1, 2, 100])
      expect(transcode(Uint8Array.from(bytes), label, chunk)).toEqual({ text: before, invalid: true });
  });

  test("any bytes give the valid beginning, in chunks of any size", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), fc.integer({ min: 1, max: 5 }), (bytes, chunk) => {
        fc.pre(!(bytes[0] === 0xff && bytes[1] === 0xfe) && !(bytes[0] === 0xfe && bytes[1] === 0xff));
        expect(transcode(bytes, "utf-8", chunk)).toEqual(transcode(bytes, "utf-8"));
        expect(transcode(bytes, "utf-8").invalid).toBe(!isValid(bytes));
      }),
      { numRuns: 2000 },
    );
  });

  test.each(["klingon", "", "replacement"])("%j is not an encoding", (label) => expect(encodingOf(label)).toBeUndefined());
});

function isValid(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
