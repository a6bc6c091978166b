/** The fast reader of plain JSON records, compared with JSON.parse and the general reader. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { FlatRecord } from "../../src/sources/json/flat-record.js";
import { isJson, Members } from "../../src/sources/json/json-scan.js";
import { runs } from "../runs.js";

const KEYS = ["id", "a", "a:b", "a b", "é", 'q"', ""];
const SCALARS = ["1", "-0", "1.50", "2e+5", '"yes"', '""', '"a, b: {c}"', '"é😀"', "true", "false", "null"];
/** Values that are not valid JSON, or not plain. */
const OTHERS = ["01", "1.", "-", "1e", ".5", "+1", "tru", "NaN", '"a\tb"', '"\\n"', '"open', "[1]", '{"x":1}', "", "1 2"];

const white = fc.constantFrom("", "", "", "", " ", "\t", "\r");
const member = fc
  .tuple(
    white,
    fc.constantFrom(...KEYS),
    white,
    white,
    fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...SCALARS) }, fc.constantFrom(...OTHERS)),
    white,
  )
  .map(([a, key, b, c, value, d]) => `${a}${JSON.stringify(key)}${b}:${c}${value}${d}`);
const plain = fc.array(member, { maxLength: 5 }).map((members) => `{${members.join(",")}}`);
/** One character is removed, added or replaced, which usually makes the JSON invalid. */
const damaged = fc
  .tuple(plain, fc.nat(), fc.constantFrom("", ",", "}", '"', "{", ":", "\\", "0", "\u0000"))
  .map(([text, at, other]) => {
    const place = at % (text.length + 1);
    return text.slice(0, place) + other + text.slice(place + 1);
  });
const lines = fc.array(fc.oneof({ weight: 6, arbitrary: plain }, damaged), { minLength: 1, maxLength: 8 });

test("what it accepts is JSON, with the same members as the general reader finds, whatever was scanned before", () => {
  let sure = 0;
  fc.assert(
    fc.property(lines, fc.boolean(), (texts, twice) => {
      const flat = new FlatRecord();
      const all = (twice ? texts.flatMap((text) => [text, text]) : texts).join("\n");
      let at = 0;
      for (const text of twice ? texts.flatMap((one) => [one, one]) : texts) {
        const end = at + text.length;
        if (flat.scan(all, at, end)) {
          sure += 1;
          expect(isJson(text), text).toBe(true);
          expect(text.startsWith("{")).toBe(true);
          const cursor = new Members(all, at);
          while (cursor.next()) {
            expect(flat.next()).toBe(true);
            const { key, keyStart, keyEnd, start, end: behind } = cursor;
            expect([flat.key, flat.keyStart, flat.keyEnd, flat.start, flat.end]).toEqual([key, keyStart, keyEnd, start, behind]);
          }
          expect(flat.next()).toBe(false);
        }
        at = end + 1;
      }
    }),
    runs(4000),
  );
  expect(sure).toBeGreaterThan(runs(4000).numRuns / 2);
});

test("plain records are accepted", () => {
  const flat = new FlatRecord();
  for (const text of ['{"a":1}', '{"a":"x","b":-2.5e-3}', '{ "a" : null , "b" : true }', '{"a":1,"c":2}', '{"a":1}\r'])
    expect(flat.scan(`  ${text}`, 2, text.length + 2), text).toBe(true);
});
