import fc from "fast-check";
import { expect, test } from "vitest";
import { NO_UNIT } from "../../src/cells/column-unit.js";
import { readBefore } from "../../src/cells/read-before.js";
import { Generations, type SlotContext, TABLE_TEXT, type TextReaders } from "../../src/cells/text-readers.js";
import { settingsOf } from "../../src/columns/settings.js";
import type { Reading } from "../../src/values/reading.js";
import type { ColumnUnit } from "../../src/values/spec.js";
import { number } from "../columns/build.js";

const PLATELETS = number("platelets", "10*9/L");
const settings = settingsOf(PLATELETS, undefined, "plt", NO_UNIT);
const place = { field: PLATELETS, examples: false, generations: new Generations(), slot: 0, column: "", judged: undefined };
const context = (asOf: number | undefined, flags: readonly string[] = []): SlotContext => ({
  ...settings,
  ...place,
  asOf,
  parseOptions: flags.length === 0 ? settings.parseOptions : { ...settings.parseOptions, flags },
});

/** Text readers that record which texts are actually read. */
function counting(): { readonly texts: TextReaders; readonly read: string[] } {
  const read: string[] = [];
  const value: TextReaders["value"] = (text, unit, operator, of): Reading => {
    read.push(text);
    return TABLE_TEXT.value(text, unit, operator, of);
  };
  return { texts: { ...TABLE_TEXT, value }, read };
}

test("a cache does not change how a column is read", () => {
  const text = fc.oneof(fc.constantFrom("80", "<75", "80 H", "12.5 L", "87 (12.11.2026)", "n.d.", "80 /uL", ""), fc.string());
  const call = fc.record({
    text,
    unit: fc.constantFrom<ColumnUnit>(settings.columnUnit, { state: "none" }, { state: "conflict", hint: "two" }),
    operator: fc.constantFrom("", "<", "="),
    asOf: fc.constantFrom(undefined, 20_000, 20_500),
    flags: fc.constantFrom([], ["H"]),
  });
  fc.assert(
    fc.property(fc.array(call, { maxLength: 60 }), (calls) => {
      const kept = readBefore(TABLE_TEXT, settings);
      for (const { text, unit, operator, asOf, flags } of calls) {
        const args = [text, unit, TABLE_TEXT.operator(operator), context(asOf, flags)] as const;
        expect(kept.value(...args)).toEqual(TABLE_TEXT.value(...args));
        expect(kept.observations?.(...args)).toEqual(TABLE_TEXT.observations?.(...args));
      }
    }),
  );
});

test("with few different texts, each is read once", () => {
  const { texts, read } = counting();
  const kept = readBefore(texts, settings);
  const all = Array.from({ length: 512 }, (_, index) => `${index}`);
  for (let look = 0; look < 2; look++) for (const text of all) kept.value(text, settings.columnUnit, undefined, context(20_000));
  expect(read).toEqual(all);
  // With one text more, the cache is given up.
  for (const text of ["512", "0", "0"]) kept.value(text, settings.columnUnit, undefined, context(20_000));
  expect(read.slice(512)).toEqual(["512", "0", "0"]);
});

test("another as-of date needs a new reading", () => {
  const { texts, read } = counting();
  const kept = readBefore(texts, settings);
  for (const asOf of [1, 1, 2, 1]) kept.value("80", settings.columnUnit, undefined, context(asOf));
  expect(read).toEqual(["80", "80", "80"]);
});
