import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type JsonNode, parseJson, positionsIn } from "../../src/text/json.js";

const options = { maxDepth: 200 };

/** The plain value of a tree. As with JSON.parse, the last of repeated keys counts. */
function plain(node: JsonNode): unknown {
  switch (node.kind) {
    case "object":
      return new Map(node.entries.map((entry) => [entry.key, plain(entry.value)]));
    case "array":
      return node.items.map(plain);
    case "number":
      return Number(node.text);
    case "null":
      return null;
    default:
      return node.value;
  }
}

/** The value that JSON.parse gives, with objects as maps, so that `__proto__` is an ordinary key. */
function expected(text: string): unknown {
  const mapped = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(mapped);
    if (typeof value === "object" && value !== null) return new Map(Object.entries(value).map(([k, v]) => [k, mapped(v)]));
    return value;
  };
  return mapped(JSON.parse(text));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe("errors in plain words, at their position", () => {
  test.each([
    ["", 1, 1, "the file is empty"],
    ["\ufeff \n", 2, 1, "the file is empty"],
    ['{"a": 1,\n // why\n "b": 2}', 2, 2, "JSON has no comments"],
    ['{"a": 1, /* why */ "b": 2}', 1, 10, "JSON has no comments"],
    ['{"a": 1 # why\n}', 1, 9, "JSON has no comments"],
    ['{"a": 1}\n// end', 2, 1, "JSON has no comments"],
    ['{"a": [1, 2,\n]}', 1, 12, "trailing comma before `]`"],
    ['{"a": 1,\n}', 1, 8, "trailing comma before `}`"],
    ['{"a": [1, 2,}', 1, 12, "trailing comma before `}`"],
    ['{"a": 1\n "b": 2}', 1, 8, 'expected `,` or `}` after this value, found `"`'], // the comma belongs on the line before
    ['{"a": 1 "b": 2}', 1, 9, 'expected `,` or `}` after this value, found `"`'],
    ["[1 2]", 1, 4, "expected `,` or `]` after this value, found `2`"],
    ['{"a": [1, 2}', 1, 12, "expected `,` or `]` after this value, found `}`"],
    ['{"a" 1}', 1, 6, "expected `:` after this key, found `1`"],
    ['{"a": }', 1, 7, "expected a value, found `}`"],
    ["{a: 1}", 1, 2, "the key `a` has no quotes"],
    ["{'a': 1}", 1, 2, "a key in single quotes"],
    ["{1: 1}", 1, 2, "expected a key in double quotes, found `1`"],
    ["{,}", 1, 2, "expected a key in double quotes, found `,`"],
    ["['a']", 1, 2, "text in single quotes"],
    ["[NaN]", 1, 2, "`NaN` is not a JSON value"],
    ["[True]", 1, 2, "`True` is not a JSON value"],
    ["[nulls]", 1, 2, "`nulls` is not a JSON value"],
    ["[truefalse]", 1, 2, "`truefalse` is not a JSON value"],
    ["[trueé]", 1, 2, "`trueé` is not a JSON value"],
    ["[positive]", 1, 2, "`positive` is not a JSON value"],
    ["[01]", 1, 2, "`01` is not a number in JSON"],
    ["[+1]", 1, 2, "`+1` is not a number in JSON"],
    ["[.5]", 1, 2, "`.5` is not a number in JSON"],
    ["[1.]", 1, 2, "`1.` is not a number in JSON"],
    ["[-]", 1, 2, "`-` is not a number in JSON"],
    ["[1e]", 1, 2, "`1e` is not a number in JSON"],
    ["[0x1F]", 1, 2, "`0x1F` is not a number in JSON"],
    ["[5cm]", 1, 2, "`5cm` is not a number in JSON"],
    ['["a\nb"]', 1, 2, 'this text has no closing `"` on its line'],
    ['["a', 1, 2, 'this text has no closing `"` on its line'],
    ['["a\tb"]', 1, 4, "a tab is written unescaped inside text"],
    ['["\u0000"]', 1, 3, "a control character is written unescaped inside text"],
    ['["\\x"]', 1, 3, "`\\x` is not an escape in JSON"],
    ['["\\u12g4"]', 1, 3, "`\\u` is not an escape in JSON"],
    ['["𝒳", ?]', 1, 7, "expected a value, found `?`"], // a character outside the 16-bit range is one column
    ["[\u00a01]", 1, 2, "expected a value, found the character U+00A0"],
    ["[“a”]", 1, 2, "expected a value, found `“` (U+201C)"],
    ['\ufeff{"a": ?}', 1, 7, "expected a value, found `?`"], // a byte order mark has no column
    ['{\r\n"a": ?}', 2, 6, "expected a value, found `?`"],
    ['{\r"a": ?}', 2, 6, "expected a value, found `?`"],
    ['{\n"a": {\n', 3, 1, "the file ends, but the `{` of line 2 is not closed"],
    ['{"a":', 1, 6, "the file ends, but the `{` of line 1 is not closed"],
    ["{}{}", 1, 3, "unexpected `{` after the end of the JSON value"],
    ["[1]]", 1, 4, "unexpected `]` after the end of the JSON value"],
  ])("%j", (text, line, column, message) => {
    const result = parseJson(text, options);
    expect(result.ok).toBe(false);
    if (result.ok) return;
    expect(result.fault.message).toBe(message);
    expect(positionsIn("f", text)(result.fault.offset)).toEqual({ file: "f", line, column });
    expect(isJson(text)).toBe(false);
  });
});

test.each([
  ["[".repeat(201) + "]".repeat(201), 200],
  ["[".repeat(100_000), 200],
  ['{"a":'.repeat(100_000), 1000],
])("nesting that is too deep is one error, without a stack overflow (%#)", (text, at) => {
  const result = parseJson(text, options);
  expect(result).toMatchObject({ ok: false, fault: { code: "json-depth", offset: at } });
});

test("the maximum depth is allowed, and brackets inside strings do not count", () => {
  expect(parseJson("[".repeat(200) + "]".repeat(200), options).ok).toBe(true);
  expect(parseJson(`["${"[".repeat(1000)}"]`, options).ok).toBe(true);
});

test("repeated keys, `__proto__` and numbers stay as written", () => {
  const result = parseJson('{"a":1.50,"__proto__":{"x":1},"a":1e2}', options);
  expect(result).toEqual({
    ok: true,
    node: {
      kind: "object",
      at: 0,
      entries: [
        { key: "a", keyAt: 1, value: { kind: "number", text: "1.50", at: 5 } },
        {
          key: "__proto__",
          keyAt: 10,
          value: { kind: "object", at: 22, entries: [{ key: "x", keyAt: 23, value: { kind: "number", text: "1", at: 27 } }] },
        },
        { key: "a", keyAt: 30, value: { kind: "number", text: "1e2", at: 34 } },
      ],
    },
  });
});

describe("accepts exactly what JSON.parse accepts", () => {
  const same = (text: string): void => {
    const result = parseJson(text, options);
    expect(result.ok).toBe(isJson(text));
    if (result.ok) expect(plain(result.node)).toEqual(expected(text));
  };

  test.each([
    "-0",
    "1E400",
    "1e-400",
    '"\\ud800"',
    '"\u2028"',
    '"\u007f"',
    " [ ] \r\n\t",
    '""',
    '{"":{}}',
    '"\\/\\b"',
    "123456789012345678",
  ])("%j", same);

  test("any JSON value", () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(undefined, 1, "\t"), (text, indent) =>
        same(JSON.stringify(JSON.parse(text), null, indent)),
      ),
    );
  });

  test("damaged JSON", () => {
    const piece = fc.constantFrom(
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      '"',
      "\\",
      "1",
      "-",
      ".",
      "e",
      "0",
      "true",
      "null",
      " ",
      "\n",
      "a",
      "\u00a0",
      "/",
      '"a"',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => same(pieces.join(""))),
      { numRuns: 3000 },
    );
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.nat(3), piece, (text, at, cut, put) => {
        const place = at % (text.length + 1);
        same(text.slice(0, place) + put + text.slice(place + cut));
      }),
      { numRuns: 1000 },
    );
  });
});
