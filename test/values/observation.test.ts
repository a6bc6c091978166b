import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asWhole, daysOf, eitherDate, eitherOf, isAfter, mayBeLatest, type Observation } from "../../src/values/observation.js";
import type { CodeReading, DateReading, NumberReading, Reading } from "../../src/values/reading.js";
import { missing, unreadable } from "../../src/values/reading.js";
import { ucumUnit } from "../../src/values/unit/unit.js";

const [G_L, G_DL] = [ucumUnit("g/L"), ucumUnit("g/dL")];
const exactly = (value: number, unit = G_L) => ({ low: value, high: value, lowOpen: false, highOpen: false, unit });

function number(value: number, more: Partial<NumberReading> = {}): NumberReading {
  return {
    ...{ state: "read", type: "number", possibilities: [exactly(value)], unitFrom: "cell", dropped: [], uln: undefined },
    ...more,
  };
}
function days(...possibilities: readonly (readonly [low: number, high: number])[]): DateReading {
  return { state: "read", type: "date", possibilities: possibilities.map(([low, high]) => ({ low, high })), dropped: [] };
}
const code = (possibilities: readonly string[], more: Partial<CodeReading> = {}): CodeReading => {
  return { state: "read", type: "code", possibilities, assumed: undefined, ...more };
};
const yes = (value: boolean, assumed?: "blank" | "digit" | "trusted"): Reading => {
  return { state: "read", type: "boolean", possibilities: [value], assumed };
};
const at = (name: number, day: Reading | undefined): Observation => ({ reading: number(name), at: day });
const names = (all: readonly Observation[]): readonly unknown[] =>
  all.map(({ reading }) => (reading.state === "read" && reading.type === "number" ? reading.possibilities[0]?.low : reading));

describe("observations that may be the latest", () => {
  test.each<[string, readonly Observation[], readonly number[]]>([
    ["a single one", [at(1, days([5, 5]))], [1]],
    ["the last of two days", [at(1, days([5, 5])), at(2, days([6, 6]))], [2]],
    ["the last, in whatever position", [at(1, days([7, 7])), at(2, days([6, 6]))], [1]],
    ["two of the same day", [at(1, days([6, 6])), at(2, days([6, 6]))], [1, 2]],
    ["an undated one beside a dated one", [at(1, undefined), at(2, days([6, 6]))], [1, 2]],
    ["one with an unreadable date", [at(1, unreadable("ambiguous-date")), at(2, days([6, 6]))], [1, 2]],
    ["a month that may end after a day", [at(1, days([1, 30])), at(2, days([6, 6]))], [1, 2]],
    ["but not a month that ended before", [at(1, days([1, 5])), at(2, days([6, 6]))], [2]],
    ["a month that ends on that day", [at(1, days([1, 6])), at(2, days([6, 6]))], [1, 2]],
    ["two possible days, one of them late", [at(1, days([1, 1], [9, 9])), at(2, days([6, 6]))], [1, 2]],
    ["two possible days, both early", [at(1, days([1, 1], [4, 4])), at(2, days([6, 6], [9, 9]))], [2]],
  ])("%s", (_, all, latest) => expect(names(mayBeLatest(all))).toEqual(latest));

  test("each of them may be the latest by some choice of days, and no other", () => {
    const day = fc.integer({ min: 0, max: 6 });
    const interval = fc.tuple(day, day).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
    const dates = fc.array(interval, { minLength: 1, maxLength: 2 });
    fc.assert(
      fc.property(fc.array(dates, { minLength: 1, maxLength: 4 }), (all) => {
        const observations = all.map((one, name) => at(name, days(...one)));
        const mayBe = all.flatMap((one, name) => {
          const last = Math.max(...one.map(([, high]) => high));
          // Even on its last possible day: all others may be from their first possible day.
          const isPossible = all.every((other, index) => index === name || Math.min(...other.map(([low]) => low)) <= last);
          return isPossible ? [name] : [];
        });
        expect(names(mayBeLatest(observations))).toEqual(mayBe);
      }),
    );
  });
});

describe("several observations combined into one", () => {
  const reading = (...all: readonly Reading[]): Reading => eitherOf(all.map((one) => ({ reading: one, at: undefined }))).reading;

  test("a single one stays as it is", () => {
    const only = at(1, days([5, 5]));
    expect(eitherOf([only])).toBe(only);
    expect(asWhole([only])).toBe(only);
  });

  test("as a whole, only the latest counts", () =>
    expect(asWhole([at(1, days([5, 5])), at(2, days([6, 6]))])).toEqual(at(2, days([6, 6]))));

  test("all of the same day", () =>
    expect(asWhole([at(1, days([5, 5])), at(2, days([5, 5]))]).reading).toMatchObject({
      possibilities: [exactly(1), exactly(2)],
    }));

  test.each<[string, readonly Reading[], Reading]>([
    ["one is missing", [number(1), missing("blank")], unreadable("mixed")],
    ["one is unreadable", [number(1), unreadable("marked")], unreadable("mixed")],
    ["all missing, for the same reason", [missing("pending"), missing("pending")], missing("pending")],
    ["all missing, for two reasons", [missing("pending"), missing("blank")], unreadable("mixed")],
    ["all unreadable, for the same reason", [unreadable("marked"), unreadable("marked")], unreadable("marked")],
    ["unreadable, and missing", [missing("unknown"), unreadable("unit")], unreadable("mixed")],
    ["yes and no", [yes(true), yes(false)], { state: "read", type: "boolean", possibilities: [true, false], assumed: undefined }],
    ["yes twice", [yes(true), yes(true)], yes(true)],
    ["yes, once as a digit", [yes(true), yes(true, "digit")], yes(true, "digit")],
    ["two codes", [code(["a"]), code(["b", "a"])], code(["a", "b"])],
    ["two dates", [days([1, 1]), days([4, 6])], days([1, 1], [4, 6])],
  ])("%s", (_, all, expected) => expect(reading(...all)).toEqual(expected));

  test("an unfinished result makes the code undecided", () => {
    const undecided = { name: "IHC 2+", means: ["a", "b"], note: undefined };
    expect(reading(code(["a"]), code(["a", "b"], { undecided }))).toEqual(code(["a", "b"], { undecided }));
  });

  test.each<[string, readonly NumberReading[], Partial<NumberReading>]>([
    ["both numbers, as they are written", [number(1), number(2, { possibilities: [exactly(2, G_DL)] })], { possibilities: [exactly(1), exactly(2, G_DL)] }],
    ["an assumed unit of either", [number(1), number(2, { unitFrom: "field" })], { unitFrom: "field" }],
    ["otherwise the first one's unit", [number(1, { unitFrom: "heading" }), number(2)], { unitFrom: "heading" }],
    ["dropped readings of both", [number(1, { dropped: [exactly(3)] }), number(2, { dropped: [exactly(4)] })], { dropped: [exactly(3), exactly(4)] }],
    ["trust in either", [number(1), number(2, { assumed: "trusted" })], { assumed: "trusted" }],
    ["a doubtful unit of either", [number(1), number(2, { unitIs: "withdrawn" })], { unitIs: "withdrawn" }],
    ["no limit of normal", [number(1), number(2)], { uln: undefined }],
    ["limits of normal from the lowest to the highest", [number(1, { uln: exactly(9) }), number(2, { uln: exactly(7) })], { uln: { ...exactly(7), high: 9 } }],
    ["any limit of normal, if one has none", [number(1, { uln: exactly(9) }), number(2)], { uln: { low: 0, high: Infinity, lowOpen: true, highOpen: true, unit: G_L } }],
    ["the same for lower limits", [number(1, { lln: exactly(3) }), number(2, { lln: exactly(2) })], { lln: { ...exactly(2), high: 3 } }],
  ])("of numbers: %s", (_, all, expected) => expect(reading(...all)).toMatchObject(expected)); // biome-ignore format: one row per line

  test("no additional keys if nothing is assumed", () => {
    const { assumed, unitIs, lln, ...plain } = number(1);
    expect(Object.keys(reading(number(1), number(2))).sort()).toEqual(Object.keys(plain).sort());
  });

  test.each<[string, readonly NumberReading[]]>([
    ["upper", [number(1, { uln: exactly(9) }), number(2, { uln: exactly(7, G_DL) })]],
    ["lower", [number(1, { lln: exactly(9) }), number(2, { lln: exactly(7, G_DL) })]],
  ])("%s limits of normal in different units make the cell unreadable", (_, all) =>
    expect(reading(...all)).toEqual(unreadable("mixed", "the reference ranges are in different units")),
  );

  test.each<[string, readonly (Reading | undefined)[], Reading | undefined]>([
    ["none has a date", [undefined, undefined], undefined],
    ["both days", [days([1, 1]), days([3, 4])], days([1, 1], [3, 4])],
    ["unknown, if one has no date", [days([1, 1]), undefined], missing("absent")],
    ["the cause, if one cannot be read", [days([1, 1]), unreadable("not-a-date")], unreadable("not-a-date")],
    ["trust in either", [days([1, 1]), { ...days([3, 3]), assumed: "trusted" }], { ...days([1, 1], [3, 3]), assumed: "trusted" }],
  ])("its date: %s", (_, all, expected) => expect(eitherOf(all.map((one, name) => at(name, one))).at).toEqual(expected));
});

describe("several dates combined into one", () => {
  test("a single one stays as it is", () => {
    const only = days([1, 2]);
    expect(eitherDate([only])).toBe(only);
  });
  test("none gives no days", () => expect(eitherDate([])).toEqual(days()));
  test("a value that is not a date makes the date unknown", () =>
    expect(eitherDate([days([1, 1]), number(3)])).toEqual(missing("absent")));
});

test.each<[string, Reading | undefined, number | undefined, boolean]>([
  ["a later day", days([6, 6]), 5, true],
  ["the day itself", days([5, 5]), 5, false],
  ["possibly the day itself", days([5, 9]), 5, false],
  ["days that are all later", days([6, 9], [12, 12]), 5, true],
  ["days of which one is earlier", days([6, 9], [1, 1]), 5, false],
  ["without a day to compare with", days([6, 6]), undefined, false],
  ["undated", undefined, 5, false],
  ["no day", missing("absent"), 5, false],
  ["a value that is not a date", number(9), 5, false],
])("certainly after a day: %s", (_, date, day, after) => expect(isAfter(date, day)).toBe(after));

test.each<[string, Reading | undefined, number, number]>([
  ["one day", days([6, 6]), 6, 6],
  ["several", days([6, 9], [1, 2]), 1, 9],
  ["undated", undefined, -Infinity, Infinity],
  ["a day that cannot be read", unreadable("not-a-date"), -Infinity, Infinity],
  ["a value that is not a date", number(9), -Infinity, Infinity],
])("first and last possible day: %s", (_, date, low, high) => expect(daysOf(at(1, date))).toEqual({ low, high }));
