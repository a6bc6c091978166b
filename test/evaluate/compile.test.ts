import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { compile } from "../../src/evaluate/compile.js";
import type { ExplainedNode } from "../../src/evaluate/result.js";
import { negation, type Truth } from "../../src/evaluate/truth.js";
import type { Condition, LeafCondition } from "../../src/language/model.js";
import { missing, type Quantity, type Reading, unreadable } from "../../src/values/reading.js";
import type { CandidateRecord } from "../../src/values/record.js";
import {
  all,
  any,
  atLeast,
  booleanField,
  booleanLeaf,
  booleans,
  codeField,
  codeLeaf,
  codes,
  dates,
  type Entry,
  elapsedLeaf,
  isAhead,
  not,
  numbers,
  readingOf,
  recordOf,
  surroundings,
  unit,
} from "../naive/build.js";
import { combined, naiveAssumed, naiveTruth, type World } from "../naive/evaluate.js";
import { asOfDays, conditions, FIELDS, leaves, records } from "../naive/generate.js";
import { PATIENCE, runs } from "../runs.js";

vi.setConfig({ testTimeout: PATIENCE });

/** A condition, an as-of date, and a record for that date. */
const cases = asOfDays.chain((asOf) => fc.record({ asOf: fc.constant(asOf), condition: conditions, entries: records(asOf) }));

function worldOf(record: CandidateRecord, asOf: number): World {
  return { ...surroundings(FIELDS, asOf), record, blanks: "as declared" };
}

function truthIn(condition: Condition, entries: readonly Entry[], asOf: number): Truth {
  return compile(condition, surroundings(FIELDS, asOf)).truth(recordOf(entries, asOf));
}

function membersOf(condition: Condition): readonly Condition[] {
  switch (condition.kind) {
    case "all":
    case "any":
    case "atLeast":
      return condition.of;
    case "not":
      return [condition.of];
    default:
      return [];
  }
}

describe("agrees with the naive evaluator on generated conditions and records", () => {
  test("truth, with and without assumed blanks", () => {
    const seen = new Map<Truth, number>();
    fc.assert(
      fc.property(cases, ({ asOf, condition, entries }) => {
        const record = recordOf(entries, asOf);
        const world = worldOf(record, asOf);
        const evaluator = compile(condition, surroundings(FIELDS, asOf));
        const truth = evaluator.truth(record);
        seen.set(truth, (seen.get(truth) ?? 0) + 1);
        expect(truth).toBe(naiveTruth(condition, world));
        expect(evaluator.truthWithoutAssumptions(record)).toBe(naiveTruth(condition, { ...world, blanks: "unknown" }));
      }),
      runs(3000),
    );
    // Every truth must be frequent, because a generator of only unknowns would prove nothing.
    for (const truth of ["true", "false", "unknown"] as const)
      expect(seen.get(truth), truth).toBeGreaterThan(runs(3000).numRuns / 10);
  });

  test("more single leaves", () => {
    const leafCases = asOfDays.chain((asOf) => fc.record({ asOf: fc.constant(asOf), leaf: leaves, entries: records(asOf) }));
    fc.assert(
      fc.property(leafCases, ({ asOf, leaf, entries }) => {
        expect(truthIn(leaf, entries, asOf)).toBe(naiveTruth(leaf, worldOf(recordOf(entries, asOf), asOf)));
      }),
      runs(5000),
    );
  });

  test("every node of an explanation", () => {
    const check = (node: ExplainedNode, condition: Condition, world: World): void => {
      expect(node.id).toBe(condition.id);
      expect(node.kind).toBe(condition.kind);
      expect(node.truth).toBe(naiveTruth(condition, world));
      expect(node.assumed).toBe(naiveAssumed(condition, world));
      const members = membersOf(condition);
      expect(node.children.length).toBe(members.length);
      members.forEach((member, index) => {
        const child = node.children[index];
        expect(child).toBeDefined();
        if (child !== undefined) check(child, member, world);
      });
    };
    fc.assert(
      fc.property(cases, ({ asOf, condition, entries }) => {
        const record = recordOf(entries, asOf);
        check(compile(condition, surroundings(FIELDS, asOf)).explain(record), condition, worldOf(record, asOf));
      }),
      runs(1200),
    );
  });
});

describe("laws of explanations", () => {
  test("a group's truth follows from its members, every node has a reason, and every leaf has evidence, in written order", () => {
    const check = (node: ExplainedNode, condition: Condition): readonly LeafCondition[] => {
      expect(node.because).not.toBe("");
      switch (condition.kind) {
        case "all":
        case "any":
        case "atLeast":
        case "not": {
          expect(node.evidence).toBeUndefined();
          const truths = node.children.map(({ truth }) => truth);
          expect(node.truth).toBe(combined(condition, truths));
          const members = membersOf(condition);
          return node.children.flatMap((child, index) => {
            const member = members[index];
            return member === undefined ? [] : check(child, member);
          });
        }
        default:
          expect(node.children).toEqual([]);
          expect(node.evidence).toMatchObject({ field: condition.field.name, limit: condition.limit });
          expect(node.because.startsWith(condition.field.name)).toBe(true);
          return [condition];
      }
    };
    const written = (condition: Condition): readonly LeafCondition[] => {
      switch (condition.kind) {
        case "all":
        case "any":
        case "atLeast":
          return condition.of.flatMap(written);
        case "not":
          return written(condition.of);
        default:
          return [condition];
      }
    };
    fc.assert(
      fc.property(cases, ({ asOf, condition, entries }) => {
        const node = compile(condition, surroundings(FIELDS, asOf)).explain(recordOf(entries, asOf));
        expect(check(node, condition)).toEqual(written(condition));
      }),
      runs(1000),
    );
  });

  test("the reason of a group names all members with its truth, and no others", () => {
    const [a, b, c] = [booleanField("a"), booleanField("b"), booleanField("c")];
    const record = recordOf([
      { reading: booleans([true]) },
      { reading: missing("blank"), cell: "" },
      { reading: booleans([false]) },
    ]);
    const because = (condition: Condition): string => compile(condition, surroundings([a, b, c])).explain(record).because;
    const [isA, isB, isC] = [booleanLeaf(a, true), booleanLeaf(b, true), booleanLeaf(c, true)];
    expect(because(all(isA, isB))).toBe("b: cell is empty");
    expect(because(all(isA, isB, isC))).toBe("c is false");
    expect(because(any(isB, isC))).toBe("b: cell is empty");
    expect(because(any(isA, isB, isC))).toBe("a is true");
    expect(because(atLeast(2, isA, isB, isC))).toBe("b: cell is empty");
    expect(because(not(any(isC, isB)))).toBe("b: cell is empty");
    expect(because(any(not(isA), isC))).toBe("a is true and c is false");
  });

  test("only `atLeast` says how many members have its truth", () => {
    const field = booleanField("a");
    const of = [booleanLeaf(field, true), booleanLeaf(field, false)];
    const count = (condition: Condition) => compile(condition, surroundings([field])).explain(recordOf([])).count;
    expect([atLeast(2, ...of), all(...of), any(...of), not(all(...of))].map(count)).toEqual([2, undefined, undefined, undefined]);
  });
});

describe("laws of logic", () => {
  const several = fc.array(conditions, { minLength: 1, maxLength: 4 });
  const worlds = asOfDays.chain((asOf) => fc.record({ asOf: fc.constant(asOf), of: several, entries: records(asOf) }));

  test("De Morgan: not all is any not, not any is all not, and not at least n of m is at least m - n + 1 not", () => {
    fc.assert(
      fc.property(worlds, ({ asOf, of, entries }) => {
        const truth = (condition: Condition): Truth => truthIn(condition, entries, asOf);
        const nots = of.map(not);
        expect(truth(not(all(...of)))).toBe(truth(any(...nots)));
        expect(truth(not(any(...of)))).toBe(truth(all(...nots)));
        for (let count = 1; count <= of.length; count += 1) {
          expect(truth(not(atLeast(count, ...of)))).toBe(truth(atLeast(of.length - count + 1, ...nots)));
        }
        expect(truth(not(not(all(...of))))).toBe(truth(all(...of)));
      }),
      runs(600),
    );
  });

  test("all and any are special cases of at least n, and the order of members does not matter", () => {
    fc.assert(
      fc.property(worlds, fc.integer({ min: 0, max: 3 }), ({ asOf, of, entries }, turn) => {
        const truth = (condition: Condition): Truth => truthIn(condition, entries, asOf);
        const turned = [...of.slice(turn), ...of.slice(0, turn)].reverse();
        expect(truth(atLeast(of.length, ...of))).toBe(truth(all(...of)));
        expect(truth(atLeast(1, ...of))).toBe(truth(any(...of)));
        for (let count = 1; count <= of.length; count += 1) {
          expect(truth(atLeast(count, ...turned))).toBe(truth(atLeast(count, ...of)));
        }
      }),
      runs(600),
    );
  });
});

describe("additional knowledge never changes a decided truth", () => {
  const masks = fc.array(fc.boolean(), { minLength: FIELDS.length, maxLength: FIELDS.length });

  /** The record as it was before the masked values, or only their dates, were known. */
  function masked(entries: readonly Entry[], hidden: readonly boolean[], dated: readonly boolean[]): readonly Entry[] {
    return entries.map((entry, slot) => {
      const reading = hidden[slot] === true ? missing("pending") : entry.reading;
      return { ...entry, reading, ...(dated[slot] === true ? { measuredOn: missing("blank") } : {}) };
    });
  }

  test("filling in an unknown never flips a decided truth", () => {
    fc.assert(
      fc.property(cases, masks, masks, ({ asOf, condition, entries }, hidden, dated) => {
        const before = truthIn(condition, masked(entries, hidden, dated), asOf);
        if (before === "unknown") return;
        const after = truthIn(condition, entries, asOf);
        // A date in the future makes a value not count. It never makes the truth the opposite.
        if (entries.some((entry) => isAhead(entry.measuredOn, asOf))) expect(after).not.toBe(negation(before));
        else expect(after).toBe(before);
      }),
      runs(3000),
    );
  });

  test("a limit of normal that is added later never makes a decided truth the opposite", () => {
    fc.assert(
      fc.property(cases, masks, ({ asOf, condition, entries }, hidden) => {
        const without = entries.map((entry, slot) =>
          hidden[slot] === true ? { ...entry, upperLimit: missing("blank"), lowerLimit: missing("blank") } : entry,
        );
        // It may contradict a limit in the cell, which makes the truth unknown, but never the opposite.
        const before = truthIn(condition, without, asOf);
        if (before !== "unknown") expect(truthIn(condition, entries, asOf)).not.toBe(negation(before));
      }),
      runs(2000),
    );
  });

  /** A part of the possibilities of a reading, chosen by `pick`. */
  function narrowed(reading: Reading, pick: number): Reading {
    if (reading.state !== "read") return reading;
    const one = <T>(possibilities: readonly T[]): readonly T[] => {
      return possibilities.filter((_, index) => index === pick % Math.max(possibilities.length, 1));
    };
    switch (reading.type) {
      case "number":
        return { ...reading, possibilities: one(reading.possibilities).map((quantity) => inside(quantity, pick)) };
      case "date": {
        const days = one(reading.possibilities).map(({ low, high }) => low + (pick % (high - low + 1)));
        return dates(days.map((day) => ({ low: day, high: day })));
      }
      case "boolean":
        return { ...reading, possibilities: one(reading.possibilities) };
      case "code":
        return { ...reading, possibilities: one(reading.possibilities) };
    }
  }

  /** A number of the interval, whole if its ends are; or the interval itself if no such number is easy to find. */
  function inside(quantity: Quantity, pick: number): Quantity {
    const { low, high, lowOpen, highOpen } = quantity;
    const middle = Number(((low + high) / 2).toPrecision(15));
    const whole = Number.isInteger(low) && Number.isInteger(high) ? Math.floor(middle) : middle;
    const found = [
      ...(lowOpen ? [] : [low]),
      ...(highOpen ? [] : [high]),
      ...(low < whole && whole < high ? [whole] : []),
      ...(low === -Infinity && high !== Infinity ? [high - 1] : []),
      ...(high === Infinity && low !== -Infinity ? [low + 1] : []),
    ].filter((value) => Math.abs(value) < 1e15 && String(value).replace(/\D/g, "").length <= 15);
    const value = found[pick % Math.max(found.length, 1)];
    return value === undefined ? quantity : { ...quantity, low: value, high: value, lowOpen: false, highOpen: false };
  }

  test("narrowing the possibilities of a value and its date never makes a decided truth the opposite", () => {
    fc.assert(
      fc.property(cases, fc.nat(30), ({ asOf, condition, entries }, pick) => {
        const narrow = entries.map((entry): Entry => {
          const measuredOn = entry.measuredOn && narrowed(entry.measuredOn, pick);
          return { ...entry, reading: narrowed(entry.reading, pick), ...(measuredOn && { measuredOn }) };
        });
        const before = truthIn(condition, entries, asOf);
        if (before === "unknown") return;
        const after = truthIn(condition, narrow, asOf);
        const inMultiples = entries.some(({ reading }) => {
          return (
            reading.state === "read" &&
            reading.type === "number" &&
            reading.possibilities.some(({ unit: u }) => u === unit("[ULN]"))
          );
        });
        // A multiple of the upper limit may turn out to be implausible, which makes the truth unknown, but never the opposite.
        const liesAhead = narrow.some((entry) => isAhead(entry.measuredOn, asOf));
        if (inMultiples || liesAhead) expect(after).not.toBe(negation(before));
        else expect(after).toBe(before);
      }),
      runs(3000),
    );
  });
});

describe("blanks with a declared meaning", () => {
  const [pregnant, smoker] = [booleanField("pregnant"), booleanField("smoker")];
  const her2 = codeField("her2", ["negative", "positive"]);
  const blankNo: Entry = { reading: booleans([false], "blank"), cell: "" };
  const blankYes: Entry = { reading: booleans([true], "blank"), cell: "" };
  const no: Entry = { reading: booleans([false]) };
  const yes: Entry = { reading: booleans([true]) };
  const none: Entry = { reading: missing("blank") };
  const isPregnant = booleanLeaf(pregnant, true);
  const isSmoker = booleanLeaf(smoker, true);

  test.each<[string, Condition, Entry, Entry, Truth, boolean]>([
    ["a leaf on a blank", isPregnant, blankNo, no, "false", true],
    ["its negation", not(isPregnant), blankNo, no, "true", true],
    ["a leaf on a written no", isPregnant, no, blankNo, "false", false],
    ["a leaf on a digit", isPregnant, { reading: booleans([false], "digit") }, no, "false", false],
    ["all of two, the other decides", all(isPregnant, isSmoker), blankNo, no, "false", false],
    ["all of two, the blank decides", all(isPregnant, isSmoker), blankNo, yes, "false", true],
    ["any of two, the other decides", any(isPregnant, isSmoker), blankNo, yes, "true", false],
    ["any of two, both blanks are needed", any(isPregnant, isSmoker), blankNo, blankNo, "false", true],
    ["any of two, either blank would do", any(isPregnant, isSmoker), blankYes, blankYes, "true", true],
    ["at least 2 of 2, one is written", atLeast(2, isPregnant, isSmoker), blankYes, yes, "true", true],
    ["unknown, whether assumed or not", all(isPregnant, isSmoker), blankYes, none, "unknown", false],
  ])("%s", (_, condition, first, second, truth, assumed) => {
    const evaluator = compile(condition, surroundings([pregnant, smoker]));
    const record = recordOf([first, second]);
    expect(evaluator.truth(record)).toBe(truth);
    expect(evaluator.truthWithoutAssumptions(record)).toBe(assumed ? "unknown" : truth);
    expect(evaluator.explain(record)).toMatchObject({ truth, assumed });
  });

  test("also for codes", () => {
    const evaluator = compile(codeLeaf(her2, ["negative"], false), surroundings([her2]));
    const record = recordOf([{ reading: codes(["negative"], "blank"), cell: "" }]);
    expect(evaluator.truth(record)).toBe("true");
    expect(evaluator.truthWithoutAssumptions(record)).toBe("unknown");
    expect(evaluator.explain(record).because).toContain("assumed");
  });
});

describe("malformed readings", () => {
  const odd = (low: number, high: number, code: string): Reading =>
    numbers([{ low, high, lowOpen: false, highOpen: false, unit: unit(code) }]);
  const hostile: fc.Arbitrary<Reading> = fc.constantFrom<Reading>(
    odd(Number.NaN, Number.NaN, "10*9/L"),
    odd(Number.NaN, Number.NaN, "%"),
    odd(Number.NaN, Number.NaN, ""),
    odd(9, 1, "10*9/L"),
    odd(9, 1, "U/L"),
    odd(9, 1, ""),
    numbers([]),
    booleans([]),
    codes([]),
    dates([]),
    unreadable("shifted"),
    missing("error"),
  );

  test("make every leaf unknown, and throw no exception", () => {
    fc.assert(
      fc.property(leaves, hostile, records(surroundings(FIELDS).asOf), (leaf, reading, entries) => {
        const slot = surroundings(FIELDS).slotOf(leaf.field);
        const record = recordOf(entries.map((entry, index) => (index === slot ? { ...entry, reading } : entry)));
        expect(compile(leaf, surroundings(FIELDS)).truth(record)).toBe("unknown");
      }),
      runs(2000),
    );
  });

  test("a malformed upper limit of normal makes the truth unknown", () => {
    const upper = fc.oneof(hostile, fc.constant<Reading>(booleans([true])), fc.constant<Reading>(dates([{ low: 0, high: 0 }])));
    fc.assert(
      fc.property(leaves, upper, records(surroundings(FIELDS).asOf), (leaf, upperLimit, entries) => {
        fc.pre(leaf.kind === "number" && leaf.unit === unit("[ULN]") && upperLimit.state !== "missing");
        const slot = surroundings(FIELDS).slotOf(leaf.field);
        const record = recordOf(entries.map((entry, index) => (index === slot ? { ...entry, upperLimit } : entry)));
        const reading = readingOf(record, slot);
        fc.pre(
          reading.state === "read" &&
            reading.type === "number" &&
            reading.possibilities.every((one) => one.unit !== unit("[ULN]")),
        );
        expect(compile(leaf, surroundings(FIELDS)).truth(record)).toBe("unknown");
      }),
      runs(500),
    );
  });

  test("the as-of date is required exactly where it is needed", () => {
    const field = FIELDS.find((one) => one.type === "date");
    if (field?.type !== "date") throw new Error("no date field");
    const run = { ...surroundings(FIELDS), asOf: undefined };
    expect(() => compile(elapsedLeaf(field, ">=", [1], "d"), run)).toThrow("as-of date");
    expect(() => compile(booleanLeaf(booleanField("pregnant"), true), run)).not.toThrow();
  });
});
