/** Where the records of JSON texts end: the elements of an array, one object, or the lines of NDJSON. */
import { type CutFault, inWords, type Scanner } from "../bytes/cut.js";

const LF = 0x0a;
const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

function isWhite(byte: number): boolean {
  return byte === 0x20 || byte === LF || byte === 0x0d || byte === 0x09;
}

/** NDJSON: a record a line; the row is the line. */
export function lineScanner(): Scanner {
  return {
    firstRow: 1,
    scan(bytes, from, to, found) {
      for (let at = bytes.indexOf(LF, from); at >= 0 && at < to; at = bytes.indexOf(LF, at + 1)) found.ended(at + 1, at + 1);
    },
    finish: (rest) => rest,
    fault: undefined,
    longRecord: (row, limit) => ({ code: "long-record", row, message: `the line is longer than ${inWords(limit)}` }),
  };
}

const BEFORE = 0; // the array, or the one object
const IN_ARRAY = 1; // before an element
const IN_ELEMENT = 2;
const IN_OBJECT = 3; // the one object
const AFTER = 4;

/**
 * A JSON array, each element a record, or one object, which is the only record. Only strings and depth are examined: whether
 * an element is JSON shows when it is read. In a block, commas stand between the elements.
 */
export function arrayScanner(): Scanner {
  let state = BEFORE;
  let depth = 0;
  let inString = false;
  let escaped = false;
  let afterComma = false;
  let line = 1;
  let column = 0;
  let opened = { line: 1, column: 1 };
  let fault: CutFault | undefined;

  const fail = (message: string, help?: string, at = { line, column }): void => {
    fault = { code: "json-syntax", at, message, ...(help === undefined ? {} : { help }) };
  };
  /** One byte of the text of an element or object; gives whether the value may end before or with it. */
  const nest = (byte: number): void => {
    if (inString) {
      if (escaped) escaped = false;
      else if (byte === BACKSLASH) escaped = true;
      else if (byte === QUOTE) inString = false;
    } else if (byte === QUOTE) inString = true;
    else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth += 1;
    else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) depth -= 1;
  };

  return {
    firstRow: 1,
    scan(bytes, from, to, found) {
      for (let at = from; at < to && fault === undefined; at++) {
        const byte = bytes[at] ?? 0;
        if (byte === LF) {
          line += 1;
          column = 0;
        } else if ((byte & 0xc0) !== 0x80) column += 1; // a character's other bytes do not count
        switch (state) {
          case BEFORE:
            if (isWhite(byte)) break;
            opened = { line, column };
            if (byte === OPEN_BRACKET) {
              state = IN_ARRAY;
              found.began(at + 1);
            } else if (byte === OPEN_BRACE) {
              state = IN_OBJECT;
              depth = 1;
            } else fail("expected an array of records, or one record", "a list in JSON begins with `[`");
            break;
          case IN_ARRAY:
            if (isWhite(byte)) break;
            if (byte === CLOSE_BRACKET) {
              if (afterComma) fail("a comma without an element after it");
              state = AFTER;
            } else if (byte === COMMA || byte === CLOSE_BRACE)
              fail(`expected an element, found \`${String.fromCharCode(byte)}\``);
            else {
              state = IN_ELEMENT;
              nest(byte);
            }
            break;
          case IN_ELEMENT:
            if (inString || depth > 0) {
              nest(byte);
              break;
            }
            if (byte === COMMA || byte === CLOSE_BRACKET) {
              found.ended(at, at + 1);
              state = byte === COMMA ? IN_ARRAY : AFTER;
              afterComma = byte === COMMA;
            } else nest(byte);
            if (depth < 0) fail(`unexpected \`${String.fromCharCode(byte)}\``);
            break;
          case IN_OBJECT:
            nest(byte);
            if (depth === 0 && !inString) {
              found.ended(at + 1, at + 1);
              state = AFTER;
            }
            break;
          default:
            if (isWhite(byte)) break;
            fail(
              "unexpected text after the end of the records",
              byte === OPEN_BRACE ? "one record per line is NDJSON: --input-format ndjson" : undefined,
            );
        }
      }
    },
    finish() {
      if (state === BEFORE) fail("there is no JSON text");
      else if (state !== AFTER)
        fail("what opens here never closes: the file is cut short, or a bracket or quote is missing", undefined, opened);
      return false;
    },
    get fault() {
      return fault;
    },
    longRecord: (row, limit) => ({ code: "long-record", row, message: `the record is longer than ${inWords(limit)}` }),
  };
}
