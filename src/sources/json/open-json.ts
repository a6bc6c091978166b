/** What the beginning of a JSON list shows: the keys of its first records. */
import type { Notice } from "../../diagnostics/notice.js";
import { isWhite } from "../bytes/bytes.js";
import { cutter } from "../bytes/cut.js";
import { utf8Text } from "../bytes/utf8.js";
import { FIRST_ROWS, type ObjectsHead } from "../input-head.js";
import type { Opening } from "../opening.js";
import { arrayScanner, lineScanner } from "./cut-json.js";
import { isJson, keyedTexts, recordIn } from "./json-scan.js";

/**
 * Whether a text that begins with an object is that object alone, and not the first of many.
 *
 * @returns `more` if more bytes are needed to decide
 */
export function isOneObject(bytes: Uint8Array, atEnd: boolean): boolean | "more" {
  const ends: number[] = [];
  arrayScanner().scan(bytes, 0, bytes.length, { ended: (end) => ends.push(end), began: () => undefined });
  const [end] = ends;
  if (end !== undefined && !isWhite(bytes.subarray(end))) return false;
  return atEnd ? true : "more";
}

/** Finds the keys of the first records, and what cuts them. */
export function openJson(bytes: Uint8Array, atEnd: boolean, format: "json" | "ndjson"): Opening | Notice | "more" {
  const make = format === "json" ? arrayScanner : lineScanner;
  const look = cutter(make(), { blockSize: 1, recordLimit: Number.POSITIVE_INFINITY });
  const blocks = [...look.push(bytes), ...(atEnd ? look.end() : [])]
    .map((block) => ({ text: utf8Text(block.bytes).trim(), row: block.firstRow }))
    .filter(({ text }) => text !== "");
  const texts = blocks.map(({ text }) => text);
  if (texts.length === 0 && !atEnd && look.fault === undefined) return "more";
  const first = texts[0];
  if (format === "ndjson" && first !== undefined && !isJson(first))
    return {
      code: "json-syntax",
      row: 1,
      message: "the first line is not valid JSON",
      help: "NDJSON has one record per line; for a JSON array or a single object use --input-format json",
    };
  const records = texts
    .slice(0, FIRST_ROWS)
    .filter(isJson)
    .map((text) => keyedTexts(recordIn(text)));
  const isBroken = texts.length > 0 && records.length === 0;
  const rowAtEnd = (all: Uint8Array): number => {
    const whole = cutter(make(), { blockSize: 1, recordLimit: Number.POSITIVE_INFINITY });
    whole.push(all);
    return whole.row;
  };
  return {
    head: objectsHead(format, records, isBroken, first !== undefined && isJson(first) ? blocks[0]?.row : undefined),
    scanner: make(),
    begin: 0,
    rowAtEnd,
  };
}

/** What the first records show about all. */
export function objectsHead(
  format: ObjectsHead["format"],
  records: readonly ReadonlyMap<string, string>[],
  isBroken: boolean,
  firstRow: number | undefined,
): ObjectsHead {
  const headings = [...new Set(records.flatMap((record) => [...record.keys()]))];
  const firstRows = records.map((record) => headings.map((heading) => record.get(heading) ?? ""));
  return { kind: "objects", format, headings, firstRows, isBroken, firstRow };
}
