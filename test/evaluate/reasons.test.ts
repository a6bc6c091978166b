/** Reasons of consecutive records: each quotes its own cells, and a cached reason is only reused where it is the same. */
import { describe, expect, test } from "vitest";
import type { TrialScreen } from "../../src/evaluate/compile.js";
import type { CriterionResult } from "../../src/evaluate/result.js";
import type { Condition } from "../../src/language/model.js";
import type { Observation } from "../../src/values/observation.js";
import { missing, type Reading, unreadable } from "../../src/values/reading.js";
import type { CandidateRecord } from "../../src/values/record.js";
import { all, any, days, type Entry, numberLeaf, numbers, quantity, recordOf } from "../naive/build.js";
import { compared, screenOf } from "./three-fields.js";

const PLT = compared(0, ">=", "80");
const HB = compared(1, ">=", "80");
const ALT = compared(2, ">=", "80");

// Shared objects, as readers make them: different cells may have the same reading and key.
const UNCLEAR = unreadable("approximate");
const PENDING = missing("pending");
const HIGH = numbers([quantity("90", "g/L")]);
const LOW = numbers([quantity("70", "g/L")]);
const is = (reading: Reading, cell = "x"): Entry => ({ reading, cell });

function reasons(screen: TrialScreen, ...records: readonly CandidateRecord[]): readonly (readonly string[])[] {
  return records.map((record) => screen.screen(record, false, "reasons").criteria.map(({ because }) => because));
}

describe("quoted cells", () => {
  test.each<[string, Condition, readonly (readonly Entry[])[], readonly string[]]>([
    [
      "the cell of the first of two fields",
      any(PLT, HB),
      [
        [is(UNCLEAR, "~80"), is(LOW)],
        [is(UNCLEAR, "ca. 90"), is(LOW)],
        [is(UNCLEAR, "~80"), is(LOW)],
      ],
      [
        'plt: "~80" cannot be read: an approximate value',
        'plt: "ca. 90" cannot be read: an approximate value',
        'plt: "~80" cannot be read: an approximate value',
      ],
    ],
    [
      "the cell of the second",
      any(PLT, HB),
      [
        [is(LOW), is(PENDING, "tbd")],
        [is(LOW), is(PENDING, "folgt")],
      ],
      ['hb: "tbd": result is pending', 'hb: "folgt": result is pending'],
    ],
    [
      "both cells, kept apart",
      any(PLT, HB),
      [
        [is(PENDING, "a"), is(PENDING, "bc")],
        [is(PENDING, "ab"), is(PENDING, "c")],
      ],
      [
        'plt: "a": result is pending and hb: "bc": result is pending',
        'plt: "ab": result is pending and hb: "c": result is pending',
      ],
    ],
  ])("%s", (_, condition, rows, sentences) => {
    expect(reasons(screenOf(condition), ...rows.map((row) => recordOf(row))).flat()).toEqual(sentences);
  });

  test("a cell that was read is not quoted: records with the same reason share the text", () => {
    const screen = screenOf(all(PLT, HB));
    const rows = [
      [is(LOW, "70"), is(PENDING, "tbd")],
      [is(LOW, "70 g/L"), is(PENDING, "tbd")],
    ];
    const [first, second] = rows.map((row) => screen.screen(recordOf(row), false, "reasons").criteria[0]);
    expect(first?.because).toBe("plt: 70 g/L is not >= 80 g/L");
    expect(second).toBe(first);
  });

  test("with several observations", () => {
    const all: readonly Observation[] = [
      { reading: HIGH, at: undefined },
      { reading: PENDING, at: undefined },
    ];
    const of = (cell: string): CandidateRecord => ({ ...recordOf([is(HIGH)]), observations: () => all, cell: () => cell });
    const screen = screenOf(any(PLT, HB));
    const found = reasons(screen, of("90; tbd"), of("90; folgt")).flat();
    expect(found.map((words) => words.includes("folgt"))).toEqual([false, true]);
  });
});

describe("the number of a reason", () => {
  const numbered = (results: readonly CriterionResult[]) => results.map(({ sentence, because }) => [sentence, because] as const);

  test("is the same for equal reasons in any criterion and record, and different for others", () => {
    const screen = screenOf(PLT, all(PLT), HB);
    const [one, two] = [
      [is(LOW), is(LOW)],
      [is(HIGH), is(LOW)],
    ].map((row) => numbered(screen.screen(recordOf(row), false, "reasons").criteria));
    const [plt, group, hb] = one ?? [];
    expect(group).toEqual(plt);
    expect(hb?.[0]).not.toBe(plt?.[0]);
    expect(two?.[2]).toEqual(hb);
    expect(new Set([plt?.[0], hb?.[0]]).has(undefined)).toBe(false);
  });

  test("is absent where the reason depends on more than the readings, and beside evidence", () => {
    const dated = numberLeaf(PLT.field, { op: ">=", limits: ["80"], maxAge: { value: 14, unit: "d" } });
    const record = recordOf([{ reading: LOW, measuredOn: days("2026-01-10") }]);
    const [recent] = screenOf(dated).screen(record, false, "reasons").criteria;
    expect(recent).toMatchObject({ verdict: "fail", because: "plt: 70 g/L is not >= 80 g/L, at most 14 d old" });
    expect(recent?.sentence).toBeUndefined();
    const [shown] = screenOf(PLT).screen(record, false, "evidence").criteria;
    expect(shown?.sentence).toBeUndefined();
  });
});

describe("evidence in the summary for an ineligible candidate", () => {
  const evidence = (record: CandidateRecord): readonly number[] =>
    screenOf(PLT, HB, any(PLT, ALT))
      .screen(record, false, "insight")
      .criteria.map((one) => one.evidence.length);
  const several = (slot: number, ...readings: readonly Reading[]): CandidateRecord => {
    const record = recordOf([is(LOW), is(LOW), is(missing("blank"), "")]);
    const observations = readings.map((reading) => ({ reading, at: undefined }));
    return { ...record, observations: (asked) => (asked === slot ? observations : record.observations(asked)) };
  };

  test("has unreadable cells, which are to be corrected, but not missing ones", () => {
    expect(evidence(recordOf([is(LOW), is(LOW), is(UNCLEAR, "~80")]))).toEqual([0, 0, 2]);
    expect(evidence(recordOf([is(LOW), is(LOW), is(missing("blank"), "")]))).toEqual([0, 0, 0]);
    expect(evidence(recordOf([is(LOW), is(LOW), is(HIGH)]))).toEqual([0, 0, 0]);
  });

  test("also where one of several values may be missing", () => {
    expect(evidence(several(2, HIGH, PENDING))).toEqual([0, 0, 2]);
  });
});
