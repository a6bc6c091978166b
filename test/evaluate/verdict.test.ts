import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { compileTrial, type TrialScreen } from "../../src/evaluate/compile.js";
import type { Detail, Eligibility, TrialResult, Verdict } from "../../src/evaluate/result.js";
import { eligibilityOf, findingOf, verdictOf } from "../../src/evaluate/verdict.js";
import type { Condition, Criterion, LeafCondition, Limit, Span } from "../../src/language/model.js";
import { missing, type Reading, unreadable } from "../../src/values/reading.js";
import {
  AS_OF,
  all,
  any,
  booleanField,
  booleanLeaf,
  booleans,
  codeField,
  codeLeaf,
  codes,
  criterion,
  dateField,
  dateLeaf,
  days,
  type Entry,
  elapsedLeaf,
  not,
  numberField,
  numberLeaf,
  numbers,
  quantity,
  recordOf,
  surroundings,
  trial,
} from "../naive/build.js";
import { naiveEligibility, naiveResult } from "../naive/evaluate.js";
import { asOfDays, conditions, criteria, FIELDS, records } from "../naive/generate.js";
import { PATIENCE, runs } from "../runs.js";

vi.setConfig({ testTimeout: PATIENCE });

const DETAILS = ["verdicts", "reasons", "evidence"] as const;
const ALL_DETAILS = [...DETAILS, "insight"] as const;

test.each([
  ["true", "met", "pass", "fail"],
  ["false", "not-met", "fail", "pass"],
  ["unknown", "unknown", "unknown", "unknown"],
] as const)("%s is %s: an inclusion's %s, an exclusion's %s", (truth, finding, inclusion, exclusion) => {
  expect(findingOf(truth)).toBe(finding);
  expect(verdictOf("inclusion", finding)).toBe(inclusion);
  expect(verdictOf("exclusion", finding)).toBe(exclusion);
});

test.each<[readonly Verdict[], boolean, Eligibility]>([
  [["pass"], false, "eligible"],
  [["pass", "pass"], false, "eligible"],
  [["pass", "unknown"], false, "undetermined"],
  [["unknown", "pass"], false, "undetermined"],
  [["unknown"], false, "undetermined"],
  [["fail"], false, "ineligible"],
  [["pass", "fail"], false, "ineligible"],
  [["fail", "unknown"], false, "ineligible"],
  [["unknown", "fail", "pass"], false, "ineligible"],
  // A record with a problem is at most undetermined.
  [["pass"], true, "undetermined"],
  [["unknown"], true, "undetermined"],
  [["pass", "fail"], true, "ineligible"],
  // Without any criterion nothing was shown.
  [[], false, "undetermined"],
  [[], true, "undetermined"],
])("verdicts %j, with problems: %s, make %s", (verdicts, hasProblems, expected) => {
  expect(eligibilityOf(verdicts, hasProblems)).toBe(expected);
});

const trials = asOfDays.chain((asOf) =>
  fc.record({ asOf: fc.constant(asOf), criteria, entries: records(asOf), problems: fc.boolean() }),
);

describe("a trial on generated criteria and records", () => {
  test("agrees with the naive evaluator on findings, verdicts, assumptions and eligibility, at every level of detail", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(trials, fc.constantFrom(...ALL_DETAILS), ({ asOf, criteria: list, entries, problems }, detail) => {
        const record = recordOf(entries, asOf);
        const run = surroundings(FIELDS, asOf);
        const world = { ...run, record, blanks: "as declared" } as const;
        const result = compileTrial(trial(FIELDS, list), run.slotOf, asOf).screen(record, problems, detail);
        seen.add(result.eligibility);
        expect(result.eligibility).toBe(naiveEligibility(list, world, problems));
        expect(result.criteria.map(({ id, kind }) => [id, kind])).toEqual(list.map(({ id, kind }) => [id, kind]));
        expect(result.criteria.map(({ finding, verdict, assumed }) => ({ finding, verdict, assumed }))).toEqual(
          list.map((one) => naiveResult(one, world)),
        );
      }),
      runs(5000),
    );
    expect([...seen].sort()).toEqual(["eligible", "ineligible", "undetermined"]);
  });

  test("eligible means that every verdict is pass, without a problem", () => {
    fc.assert(
      fc.property(trials, ({ asOf, criteria: list, entries, problems }) => {
        const run = surroundings(FIELDS, asOf);
        const result = compileTrial(trial(FIELDS, list), run.slotOf, asOf).screen(recordOf(entries, asOf), problems, "verdicts");
        const passed = result.criteria.every(({ verdict }) => verdict === "pass");
        expect(result.eligibility === "eligible").toBe(passed && !problems);
      }),
      runs(1500),
    );
  });

  test("removing values makes nobody eligible who was not", () => {
    const hidden = fc.array(fc.constantFrom("kept", "missing", "unreadable"), {
      minLength: FIELDS.length,
      maxLength: FIELDS.length,
    });
    fc.assert(
      fc.property(trials, hidden, ({ asOf, criteria: list, entries }, how) => {
        const run = surroundings(FIELDS, asOf);
        const screen = compileTrial(trial(FIELDS, list), run.slotOf, asOf);
        const less = entries.map((entry, slot): Entry => {
          if (how[slot] === "kept") return entry;
          return { ...entry, reading: how[slot] === "missing" ? missing("blank") : unreadable("approximate") };
        });
        const before = screen.screen(recordOf(entries, asOf), false, "verdicts");
        const after = screen.screen(recordOf(less, asOf), false, "verdicts");
        if (before.eligibility !== "eligible") expect(after.eligibility).not.toBe("eligible");
        // … and nobody with an unknown verdict is eligible
        if (after.criteria.some(({ verdict }) => verdict === "unknown")) expect(after.eligibility).not.toBe("eligible");
        after.criteria.forEach(({ verdict }, index) => {
          if (verdict !== "unknown") expect(verdict).toBe(before.criteria[index]?.verdict);
        });
      }),
      runs(1500),
    );
  });

  test("an exclusion is the opposite of an inclusion, and has the verdict of an inclusion of the negated condition", () => {
    const one = asOfDays.chain((asOf) => fc.record({ asOf: fc.constant(asOf), condition: conditions, entries: records(asOf) }));
    const MIRROR = { pass: "fail", fail: "pass", unknown: "unknown" } as const;
    fc.assert(
      fc.property(one, ({ asOf, condition, entries }) => {
        const run = surroundings(FIELDS, asOf);
        const result = (kind: Criterion["kind"], of: Condition) =>
          compileTrial(trial(FIELDS, [criterion("C1", kind, of)]), run.slotOf, asOf).screen(
            recordOf(entries, asOf),
            false,
            "verdicts",
          );
        const inclusion = result("inclusion", condition);
        const exclusion = result("exclusion", condition);
        const [first] = inclusion.criteria;
        const [second] = exclusion.criteria;
        if (first === undefined || second === undefined) throw new Error("no result");
        expect(second.finding).toBe(first.finding);
        expect(second.assumed).toBe(first.assumed);
        expect(second.verdict).toBe(MIRROR[first.verdict]);
        expect(result("inclusion", not(condition)).criteria[0]?.verdict).toBe(second.verdict);
        expect(result("inclusion", not(condition)).eligibility).toBe(exclusion.eligibility);
      }),
      runs(1500),
    );
  });

  test("more details add text and evidence, but change no verdict", () => {
    fc.assert(
      fc.property(trials, ({ asOf, criteria: list, entries, problems }) => {
        const run = surroundings(FIELDS, asOf);
        const screen = compileTrial(trial(FIELDS, list), run.slotOf, asOf);
        const record = recordOf(entries, asOf);
        const [plain, reasons, evidence] = DETAILS.map((detail) => screen.screen(record, problems, detail));
        if (plain === undefined || reasons === undefined || evidence === undefined) throw new Error("no result");
        const bare = (result: typeof plain) => ({
          ...result,
          criteria: unnumbered(result).criteria.map((one) => ({ ...one, because: "", evidence: [] })),
        });
        expect(bare(plain)).toEqual(plain);
        expect(bare(reasons)).toEqual(plain);
        expect(bare(evidence)).toEqual(plain);
        const trees = screen.explain(record);
        reasons.criteria.forEach(({ verdict, because }, index) => {
          expect(because).toBe(verdict === "pass" ? "" : trees[index]?.because);
        });
        evidence.criteria.forEach((one, index) => {
          expect(one.because).toBe(trees[index]?.because);
          expect(one.evidence.map(({ field, limit }) => [field, limit])).toEqual(leafLimits(list[index]?.condition));
        });
      }),
      runs(500),
    );
  });
});

/** Field and limit of each leaf, in written order. */
function leafLimits(condition: Condition | undefined): readonly (readonly [string, Limit])[] {
  if (condition === undefined) return [];
  switch (condition.kind) {
    case "all":
    case "any":
    case "atLeast":
      return condition.of.flatMap(leafLimits);
    case "not":
      return leafLimits(condition.of);
    default:
      return [[condition.field.name, condition.limit]];
  }
}

/** Without the numbers of reasons, which depend on the order of records. */
function unnumbered(result: TrialResult): TrialResult {
  return { ...result, criteria: result.criteria.map(({ sentence: _, ...one }) => one) };
}

// Results are cached by reading, but only where nothing else affects them.
describe("a result does not depend on earlier records", () => {
  test("for generated criteria, and records with the same readings but other limits and dates", () => {
    const pairs = asOfDays.chain((asOf) =>
      fc.record({ asOf: fc.constant(asOf), criteria, first: records(asOf), second: records(asOf) }),
    );
    fc.assert(
      fc.property(pairs, fc.constantFrom(...ALL_DETAILS), ({ asOf, criteria: list, first, second }, detail) => {
        const run = surroundings(FIELDS, asOf);
        const screen = compileTrial(trial(FIELDS, list), run.slotOf, asOf);
        const mixed = first.map(({ reading }, slot): Entry => ({ ...second[slot], reading, cell: `another ${slot}` }));
        const sentences = new Map<number, string>();
        for (const entries of [first, mixed, second, first]) {
          const record = recordOf(entries, asOf);
          const alone = compileTrial(trial(FIELDS, list), run.slotOf, asOf).screen(record, false, detail);
          const result = screen.screen(record, false, detail);
          expect(unnumbered(result)).toEqual(unnumbered(alone));
          for (const { sentence, because } of result.criteria) {
            if (sentence === undefined) continue;
            expect(sentences.get(sentence) ?? because).toBe(because);
            sentences.set(sentence, because);
          }
        }
      }),
      runs(1000),
    );
  });

  const ALT = numberField("alt", { unit: "U/L", plausible: ["0", "5000"] });
  const SHARED = numbers([quantity("90", "U/L")]);
  const MULTIPLE = numbers([quantity("2", "[ULN]")]);
  const UNCLEAR = unreadable("approximate");
  const ULN = (text: string): Reading => numbers([quantity(text, "U/L")]);

  test.each<[string, Parameters<typeof numberLeaf>[1], readonly Entry[], readonly Verdict[], readonly string[]]>([
    [
      "a different upper limit of normal",
      { op: "<=", limits: ["2.5"], unit: "[ULN]" },
      [
        { reading: SHARED, upperLimit: ULN("40") },
        { reading: SHARED, upperLimit: ULN("30") },
        { reading: SHARED },
        { reading: SHARED, upperLimit: ULN("40") },
      ],
      ["pass", "fail", "unknown", "pass"],
      [
        "alt: 90 U/L is <= 2.5 [ULN]",
        "alt: 90 U/L is not <= 2.5 [ULN]",
        "alt: 90 U/L needs an upper limit of normal, but no reliable one is given",
        "alt: 90 U/L is <= 2.5 [ULN]",
      ],
    ],
    [
      "a different upper limit of normal, for a cell in multiples",
      { op: "<=", limits: ["100"] },
      [{ reading: MULTIPLE, upperLimit: ULN("40") }, { reading: MULTIPLE, upperLimit: ULN("60") }, { reading: MULTIPLE }],
      ["pass", "fail", "unknown"],
      [
        "alt: 2 [ULN] is <= 100 U/L",
        "alt: 2 [ULN] is not <= 100 U/L",
        "alt: 2 [ULN] needs an upper limit of normal, but no reliable one is given",
      ],
    ],
    [
      "a different date",
      { op: "<=", limits: ["100"], maxAge: { value: 14, unit: "d" } },
      [
        { reading: SHARED, measuredOn: days("2026-01-10") },
        { reading: SHARED, measuredOn: days("2025-01-10") },
        { reading: SHARED },
        { reading: SHARED, measuredOn: days("2026-01-10") },
      ],
      ["pass", "unknown", "unknown", "pass"],
      [
        "alt: 90 U/L is <= 100 U/L, at most 14 d old",
        "alt: 90 U/L is too old (2025-01-10); it must be <= 100 U/L, at most 14 d old",
        "alt: 90 U/L has no readable date; it must be <= 100 U/L, at most 14 d old",
        "alt: 90 U/L is <= 100 U/L, at most 14 d old",
      ],
    ],
    [
      "a different unreadable text",
      { op: "<=", limits: ["100"] },
      [
        { reading: UNCLEAR, cell: "~80" },
        { reading: UNCLEAR, cell: "ca. 90" },
      ],
      ["unknown", "unknown"],
      ['alt: "~80" cannot be read: an approximate value', 'alt: "ca. 90" cannot be read: an approximate value'],
    ],
    [
      "another value",
      { op: ">", limits: ["100"] },
      [{ reading: SHARED }, { reading: ULN("110") }, { reading: missing("pending"), cell: "tbd" }, { reading: SHARED }],
      ["fail", "pass", "unknown", "fail"],
      [
        "alt: 90 U/L is not > 100 U/L",
        "alt: 110 U/L is > 100 U/L",
        'alt: "tbd": result is pending',
        "alt: 90 U/L is not > 100 U/L",
      ],
    ],
  ])("%s", (_, limit, entries, verdicts, sentences) => {
    const list = [criterion("I1", "inclusion", numberLeaf(ALT, limit))];
    for (const detail of DETAILS) {
      const screen = compileTrial(trial([ALT], list), surroundings([ALT]).slotOf, AS_OF);
      const results = entries.flatMap((entry) => screen.screen(recordOf([entry]), false, detail).criteria);
      expect(results.map(({ verdict }) => verdict)).toEqual(verdicts);
      expect(results.map(({ because }) => because)).toEqual(
        sentences.map((text, index) =>
          detail === "evidence" || (detail === "reasons" && verdicts[index] !== "pass") ? text : "",
        ),
      );
    }
  });

  test("for a part of a condition with a limit of normal or a date", () => {
    const smoker = booleanField("smoker");
    const fields = [ALT, smoker];
    const no = booleans([false]);
    const multiple = numberLeaf(ALT, { op: "<=", limits: ["2.5"], unit: "[ULN]" });
    const recent = numberLeaf(ALT, { op: "<=", limits: ["100"], maxAge: { value: 14, unit: "d" } });
    const rows: readonly (readonly [LeafCondition, readonly Entry[], readonly Verdict[]])[] = [
      [
        multiple,
        [
          { reading: SHARED, upperLimit: ULN("40") },
          { reading: SHARED, upperLimit: ULN("30") },
        ],
        ["pass", "fail"],
      ],
      [
        recent,
        [
          { reading: SHARED, measuredOn: days("2026-01-10") },
          { reading: SHARED, measuredOn: days("2025-01-10") },
        ],
        ["pass", "unknown"],
      ],
    ];
    for (const [leaf, entries, verdicts] of rows) {
      // Next to a part that depends on its reading only, on either side.
      for (const condition of [any(booleanLeaf(smoker, true), leaf), any(leaf, booleanLeaf(smoker, true)), all(any(leaf))]) {
        const screen = compileTrial(trial(fields, [criterion("I1", "inclusion", condition)]), surroundings(fields).slotOf, AS_OF);
        const found = entries.flatMap((entry) => screen.screen(recordOf([entry, { reading: no }]), false, "verdicts").criteria);
        expect(found.map(({ verdict }) => verdict)).toEqual(verdicts);
      }
    }
  });

  test("for conditions on several readings", () => {
    const fields = [booleanField("a"), booleanField("b"), booleanField("c")];
    const [yes, no] = [booleans([true]), booleans([false])];
    const condition = all(...fields.map((field) => booleanLeaf(field, true)));
    const screen = compileTrial(trial(fields, [criterion("I1", "inclusion", condition)]), surroundings(fields).slotOf, AS_OF);
    const records = [
      [yes, yes, yes],
      [yes, yes, no],
      [yes, no, yes],
      [no, yes, yes],
      [yes, yes, yes],
    ];
    const found = records.flatMap(
      (readings) => screen.screen(recordOf(readings.map((reading) => ({ reading }))), false, "verdicts").criteria,
    );
    expect(found.map(({ verdict }) => verdict)).toEqual(["pass", "fail", "fail", "fail", "pass"]);
  });

  test("for a blank with a declared meaning and a written answer", () => {
    const field = booleanField("pregnant");
    // As a whole criterion, and as a part of one.
    for (const condition of [booleanLeaf(field, true), all(booleanLeaf(field, true))]) {
      const list = [criterion("E1", "exclusion", condition)];
      const screen = compileTrial(trial([field], list), surroundings([field]).slotOf, undefined);
      const readings = [
        booleans([true]),
        booleans([false]),
        missing("blank"),
        booleans([false], "blank"),
        booleans([true], "blank"),
        booleans([false]),
      ];
      const verdicts = readings.map((reading) => {
        const [first] = screen.screen(recordOf([{ reading }]), false, "reasons").criteria;
        return [first?.verdict, first?.assumed, first?.because === ""];
      });
      expect(verdicts).toEqual([
        ["fail", false, false],
        ["pass", false, true],
        ["unknown", false, false],
        ["pass", true, true],
        ["fail", true, false],
        ["pass", false, true],
      ]);
    }
  });

  // Two records with the same keys but different readings show whether a result was taken from the cache.
  const smoker = booleanField("smoker");
  const her2 = codeField("her2", ["negative", "positive"]);
  const born = dateField("birth_date");
  const fields = [ALT, smoker, her2, born];
  const span: Span = { value: 14, unit: "d" };
  const no: Entry = { reading: booleans([false]) };
  const low = numberLeaf(ALT, { op: "<=", limits: ["100"] });
  const multiple = numberLeaf(ALT, { op: "<=", limits: ["2.5"], unit: "[ULN]" });
  const smokes = booleanLeaf(smoker, true);
  const at = (reading: Reading, slot = 0): readonly Entry[] => fields.map((_, index) => (index === slot ? { reading } : no));
  const limit = (upperLimit: Reading): readonly Entry[] => [{ reading: SHARED, upperLimit }, no, no, no];

  test.each<[string, Condition, Detail, readonly Entry[], readonly Entry[], "known" | "looked at again"]>([
    ["a number", low, "verdicts", at(SHARED), at(ULN("110")), "known"],
    ["its reason", low, "reasons", at(ULN("110")), at(ULN("120")), "known"],
    ["its evidence", low, "evidence", at(ULN("110")), at(ULN("120")), "looked at again"],
    ["a number that is missing", low, "verdicts", at(missing("blank")), at(SHARED), "known"],
    ["a boolean", smokes, "verdicts", at(booleans([true]), 1), at(booleans([false]), 1), "known"],
    ["a code", codeLeaf(her2, ["positive"], false), "verdicts", at(codes(["negative"]), 2), at(codes(["positive"]), 2), "known"],
    ["a date", dateLeaf(born, "<", ["2000-01-01"]), "verdicts", at(days("1999-01-01"), 3), at(days("2001-01-01"), 3), "known"],
    ["elapsed time", elapsedLeaf(born, ">", [9], "a"), "verdicts", at(days("1999-01-01"), 3), at(days("2020-01-01"), 3), "known"],
    ["a group", any(smokes, low), "verdicts", at(SHARED), at(ULN("110")), "known"],
    ["a negation", not(low), "verdicts", at(SHARED), at(ULN("110")), "known"],
    ["a limit in multiples", multiple, "verdicts", limit(ULN("40")), limit(ULN("30")), "looked at again"],
    ["its negation in a group", any(not(multiple), smokes), "verdicts", limit(ULN("40")), limit(ULN("30")), "looked at again"],
    ["a cell in multiples", low, "verdicts", at(MULTIPLE), at(SHARED), "looked at again"],
  ])("%s: what was %s", (_, condition, detail, first, second, expected) => {
    const list = [criterion("I1", "inclusion", condition)];
    const compiled = (): TrialScreen => compileTrial(trial(fields, list), surroundings(fields).slotOf, AS_OF);
    const screen = compiled();
    const before = screen.screen(recordOf(first), false, detail);
    const { readingKeys, ...nameless } = recordOf(first);
    const alike = { ...recordOf(second), ...(readingKeys === undefined ? {} : { readingKeys }) };
    const fresh = compiled().screen(alike, false, detail);
    expect(unnumbered(fresh)).not.toEqual(unnumbered(before));
    expect(unnumbered(screen.screen(alike, false, detail))).toEqual(unnumbered(expected === "known" ? before : fresh));
    // Without keys every record is evaluated.
    expect(unnumbered(screen.screen(nameless, false, detail))).toEqual(unnumbered(before));
    const other = { ...nameless, observations: alike.observations, limitOfNormal: alike.limitOfNormal };
    expect(screen.screen(other, false, "verdicts")).toEqual(compiled().screen(other, false, "verdicts"));
  });

  test.each([
    [low.kind, numberLeaf(ALT, { op: "<=", limits: ["100"], maxAge: span }), SHARED, 0],
    [smokes.kind, booleanLeaf(smoker, true, span), booleans([true]), 1],
    ["code", codeLeaf(her2, ["positive"], false, span), codes(["positive"]), 2],
  ] as const)("the date of a %s is always evaluated", (_, leaf, reading, slot) => {
    const screen = compileTrial(trial(fields, [criterion("I1", "inclusion", leaf)]), surroundings(fields).slotOf, AS_OF);
    const verdicts = ["2026-01-10", "2025-01-10"].map((day) => {
      const entries = at(reading, slot).map((entry) => ({ ...entry, measuredOn: days(day) }));
      return screen.screen(recordOf(entries), false, "verdicts").criteria.map(({ verdict }) => verdict);
    });
    expect(verdicts).toEqual([["pass"], ["unknown"]]);
  });
});
