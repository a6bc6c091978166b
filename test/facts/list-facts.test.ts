/**
 * Facts of parts of a list: the sum does not depend on the order, they are read back unchanged, and they contain no patient's
 * value.
 */
import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mergeFacts, NO_FACTS, type PlacedFacts, TOO_MANY_SITES } from "../../src/facts/column-facts.js";
import { uncovered } from "../../src/facts/covers.js";
import { columnJson, factsText, readFacts } from "../../src/facts/facts-json.js";
import { areHashIds, type ListFacts, mergeLists } from "../../src/facts/list-facts.js";
import { inClasses } from "../../src/facts/sentinel.js";
import { factsSchema } from "../../src/report/facts-schema.js";

const count = fc.nat(30);
const counts = (...names: readonly string[]) =>
  fc.dictionary(fc.constantFrom(...names), fc.integer({ min: 1, max: 30 })).map((found) => new Map(Object.entries(found)));
const span = fc
  .tuple(fc.double({ min: -500, max: 5000, noNaN: true }), fc.double({ min: 0, max: 5000, noNaN: true }))
  .map(([low, width]) => ({ low, high: low + width }));

const steps = counts("-1", "0", "5").map((found) => new Map([...found].map(([step, times]) => [Number(step), times])));

const facts = fc
  .record({
    numbers: fc.record({
      fits: counts("10*9/L", "10*9/L /uL", "/uL"),
      codes: counts("0", "1", "9").map((found) => new Map([...found].map(([code, times]) => [Number(code), times]))),
      noCodes: count,
      aboveOne: count,
      shares: count,
    }),
    span,
    sentinels: counts("999 10*9/L", "88 10*9/L"),
    flags: fc.record({ sure: count, perhaps: count }),
    units: counts("/uL", "%"),
    letters: fc
      .uniqueArray(fc.constantFrom("f", "m", "q"))
      .map((letters) => new Map(letters.map((letter) => [letter, letter === "q" ? "" : `code-${letter}`] as const))),
    limits: fc.record({ uln: steps, lln: steps }),
    words: fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
    spread: fc.record({ count: fc.integer({ min: 1, max: 30 }), decimals: count }),
  })
  .map(
    ({
      numbers,
      span: { low, high },
      words: [yes, no, digits, otherDigits, otherWords, crosses, blank, other],
      spread,
      ...rest
    }) => ({
      ...rest,
      numbers: { ...numbers, low, high },
      spread: { ...spread, low, high },
      yesNo: {
        yes: yes === true,
        no: no === true,
        digits: digits === true,
        otherDigits: otherDigits === true,
        otherWords: otherWords === true,
        crosses: crosses === true,
        blank: blank === true,
        other: other === true,
      },
    }),
  );

const placed: fc.Arbitrary<PlacedFacts> = fc
  .record({
    slot: fc.nat(3),
    site: fc.constantFrom(undefined, "0123456789abcdef", "fedcba9876543210", TOO_MANY_SITES),
    facts,
  })
  .map(({ slot, ...rest }) => ({ slot, column: JSON.stringify([slot, false]), unit: "10*9/L", unitFrom: "field", ...rest }));

const BASIS = { version: "1", criteria: ["a".repeat(64)], dictionaries: ["b".repeat(64)], columnMap: undefined };

const list: fc.Arbitrary<ListFacts> = fc
  .record({
    parts: fc.array(fc.constantFrom(..."0123456789abcdef"), { minLength: 16, maxLength: 16 }).map((digits) => [digits.join("")]),
    records: count,
    id: fc.constantFrom(undefined, ["patient_id"]),
    site: fc.constantFrom(undefined, "0123456789abcdef"),
    hashIds: fc.record({ seen: count, others: count }),
    withHashIds: fc.option(fc.array(placed, { maxLength: 2 }), { nil: undefined }),
    keys: fc
      .uniqueArray(fc.constantFrom("platelets", "10", "__proto__", "größe", "a.b"), { maxLength: 4 })
      .map(
        (names) =>
          new Map(names.sort().map((name) => [name, { feeds: [name], filled: 3, units: new Map([["mass", 2]]) }] as const)),
      ),
    columns: fc.array(placed, { maxLength: 4 }),
  })
  .map((found) => ({ basis: BASIS, ...found }));

function sum(...all: readonly ListFacts[]): ListFacts {
  return all.reduce((a, b) => {
    const merged = mergeLists(a, b);
    if (typeof merged === "string") throw new Error(merged);
    return merged;
  });
}

const distinct = (...all: readonly ListFacts[]): boolean => new Set(all.flatMap(({ parts }) => parts)).size === all.length;

test("parts can be added in any order and in any groups", () => {
  fc.assert(
    fc.property(list, list, list, (a, b, c) => {
      fc.pre(distinct(a, b, c));
      const text = factsText(sum(a, b, c));
      expect(factsText(sum(c, a, b))).toBe(text);
      expect(factsText(sum(a, sum(b, c)))).toBe(text);
    }),
  );
});

test("facts that are written and read again are the same, and give the same sums", () => {
  fc.assert(
    fc.property(list, list, (a, b) => {
      fc.pre(distinct(a, b));
      const again = (one: ListFacts): ListFacts => readFacts(factsText(one)) ?? expect.fail("not read");
      expect(factsText(again(a))).toBe(factsText(a));
      expect(factsText(sum(again(a), again(b)))).toBe(factsText(sum(a, b)));
    }),
  );
});

describe("the file", () => {
  const isFacts = new Ajv({ strict: true, allowUnionTypes: true }).compile(factsSchema);

  test("fits its schema", () => {
    fc.assert(
      fc.property(list, (one) => {
        isFacts(JSON.parse(factsText(one)));
        expect(isFacts.errors).toBeNull();
      }),
    );
  });

  test("is refused, by the program and by its schema, if a key is missing, or has another type", () => {
    fc.assert(
      fc.property(list, fc.nat(), fc.constantFrom<unknown>(undefined, -1, "x", true, [1], { x: 1 }), (one, at, other) => {
        const parsed: Record<string, unknown> = JSON.parse(factsText(one));
        const [key = ""] = Object.keys(parsed).slice(at % Object.keys(parsed).length);
        if (other === undefined) delete parsed[key];
        else parsed[key] = other;
        const text = JSON.stringify(parsed);
        // Some keys accept any text.
        fc.pre(!(key === "trialsieve" && typeof other === "string") && !["site", "columnMap"].includes(key));
        expect([key, readFacts(text)]).toEqual([key, undefined]);
        expect(isFacts(JSON.parse(text))).toBe(false);
      }),
    );
  });

  test("is refused if it is cut off", () => {
    fc.assert(
      fc.property(list, fc.double({ min: 0, max: 0.99, noNaN: true }), (one, share) => {
        const text = factsText(one).trimEnd();
        expect(readFacts(text.slice(0, Math.floor(share * text.length)))).toBe(undefined);
      }),
    );
  });
});

describe("rounding ranges of numbers", () => {
  test.each([
    [336, 150.5, 150, 340],
    [0.29, 0.29, 0.29, 0.29],
    [7.94, 7.31, 7.3, 8],
    [101, 99.9, 99, 110],
    [0, -0.123, -0.13, 0],
    [12_345_678, 1e-9, 1e-9, 13_000_000],
  ])("%d and %d", (high, low, below, above) => expect(inClasses({ low, high })).toEqual({ low: below, high: above }));

  test("a rounded range contains the range, and is not changed by further rounding", () => {
    fc.assert(
      fc.property(span, (one) => {
        const wide = inClasses(one);
        expect(wide.low <= one.low && wide.high >= one.high).toBe(true);
        expect(inClasses(wide)).toEqual(wide);
      }),
    );
  });

  test("no number of three digits is left", () => {
    const { numbers, spread } = NO_FACTS;
    const one = { numbers: { ...numbers, low: 123, high: 457 }, spread: { ...spread, count: 2, low: 123, high: 457 } };
    const text = JSON.stringify(
      columnJson({
        slot: 0,
        column: "[0]",
        unit: undefined,
        unitFrom: undefined,
        site: undefined,
        facts: { ...NO_FACTS, ...one },
      }),
    );
    expect(text).not.toMatch(/123|457/);
  });
});

test("a sum covers its parts, and nothing else", () => {
  fc.assert(
    fc.property(list, list, (a, b) => {
      fc.pre(distinct(a, b));
      const whole = sum(a, b);
      const part = (one: ListFacts) => ({ records: one.records, keys: one.keys.keys(), columns: one.columns });
      fc.pre(!areHashIds(whole.hashIds));
      expect(uncovered(whole, part(a))).toBe(undefined);
      expect(uncovered(whole, { ...part(a), records: whole.records + 1 })).toBe("records");
      expect(uncovered(whole, { ...part(a), keys: ["unheard-of"] })).toBe("key");
      const [first] = whole.columns;
      if (first === undefined) return;
      const doubled = { ...first, facts: mergeFacts(first.facts, first.facts) };
      expect(uncovered(whole, { ...part(a), columns: [doubled] })).toBe("column");
      expect(uncovered(whole, { ...part(a), columns: [{ ...first, slot: 9 }] })).toBe("column");
    }),
  );
});

const one: ListFacts = {
  ...{ basis: BASIS, parts: ["1"], records: 3, id: ["patient_id"], site: undefined, hashIds: { seen: 0, others: 3 } },
  ...{ keys: new Map([["plt", { feeds: ["platelets"], filled: 3, units: new Map() }]]), columns: [], withHashIds: undefined },
};

test.each<[string, Partial<ListFacts>]>([
  ["version", { basis: { ...BASIS, version: "2" } }],
  ["criteria", { basis: { ...BASIS, criteria: [] } }],
  ["dictionaries", { basis: { ...BASIS, dictionaries: ["c"] } }],
  ["columnMap", { basis: { ...BASIS, columnMap: "c" } }],
  ["part", { parts: ["0", "1"] }],
  ["id", { id: ["mrn"] }],
  ["key", { keys: new Map([["plt", { feeds: ["platelets unit"], filled: 3, units: new Map() }]]) }],
])("facts that do not belong together are not added: %s", (why, change) => {
  expect(mergeLists(one, { ...one, parts: ["2"], ...change })).toBe(why);
});

test("IDs of two sites may be the same", () => {
  expect(mergeLists({ ...one, site: "a" }, { ...one, parts: ["2"], site: "b" })).toBe("site");
});

test.each([
  [0, 10, false],
  [1, 9, false], // a comment
  [5, 5, true],
  [101, 1000, true],
  [1, 0, true],
])("%i ids begin with #, %i do not: %s", (seen, others, expected) => expect(areHashIds({ seen, others })).toBe(expected));
