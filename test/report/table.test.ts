import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Paint } from "../../src/report/paint.js";
import { displayWidth } from "../../src/text/terminal-text.js";
import { report, SAMPLE } from "./report.js";
import { RESULTS_OF_TWO, RUN_OF_TWO, SUMMARY_OF_TWO } from "./sample.js";

const OF_TWO = { run: RUN_OF_TWO, results: RESULTS_OF_TWO, summary: SUMMARY_OF_TWO };
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** Makes colours visible in the text: `⟦bad:✘ fail⟧`. */
const dress =
  (name: string) =>
  (text: string): string =>
    `⟦${name}:${text}⟧`;
const visiblePaint: Paint = {
  strong: dress("strong"),
  dim: dress("dim"),
  good: dress("good"),
  bad: dress("bad"),
  unsure: dress("unsure"),
};
const undressed = (text: string): string => text.replace(/⟦[a-z]+:|⟧/g, "");

const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.constantFrom(" ", "ab", "血", "e\u0301", "\u001b", "\n", "\u202e", "😀"), maxLength: 200 }),
);

test("no line is wider than the given width, and no control character is printed", () => {
  fc.assert(
    fc.property(anyText, anyText, fc.integer({ min: 20, max: 200 }), fc.boolean(), (id, because, width, two) => {
      const base = two ? OF_TWO : SAMPLE;
      const results = base.results.map((result, i) => ({
        ...result,
        candidate: i % 2 === 0 ? id : result.candidate,
        file: id,
        problems: result.problems.map((problem) => ({ ...problem, message: because })),
        trials: result.trials.map((trial) => ({
          ...trial,
          criteria: trial.criteria.map((criterion) => ({ ...criterion, because })),
        })),
      }));
      for (const line of report("table", { width }, { ...base, results }).split("\n")) {
        expect(displayWidth(line)).toBeLessThanOrEqual(width);
        expect(line).not.toMatch(UNSAFE);
      }
    }),
  );
});

test("the summary fits every width", () => {
  for (let width = 20; width <= 120; width++) {
    for (const base of [SAMPLE, OF_TWO]) {
      for (const line of report("summary", { width }, base).split("\n")) expect(displayWidth(line)).toBeLessThanOrEqual(width);
    }
  }
});

describe("colour", () => {
  test.each([30, 40, 80, 120])("adds no information to the text, at %i columns", (width) => {
    const painted = report("table", { width, paint: visiblePaint }, OF_TWO);
    expect(undressed(painted)).toBe(report("table", { width }, OF_TWO));
    expect(painted).toContain("⟦bad:✘ fail⟧ I4a: platelets");
  });

  test("never extends over a line break", () => {
    for (const line of report("table", { width: 40, paint: visiblePaint }).split("\n")) {
      expect(line.split("⟦").length).toBe(line.split("⟧").length);
    }
  });
});

test("every candidate is in the table once, in order", () => {
  const rows = [...report("table", { width: 120 }).matchAll(/ (\d+) {2}[✔✘?] /g)].map((match) => Number(match[1]));
  expect(rows).toEqual(SAMPLE.results.map((result) => result.row));
});

test("the width is 80 if it is unknown, and at least 20", () => {
  expect(report("table", { width: undefined })).toBe(report("table", { width: 80 }));
  expect(report("table", { width: 1 })).toBe(report("table", { width: 20 }));
});

test("a candidate with very many reasons", () => {
  const [first] = SAMPLE.results;
  const [criterion] = first?.trials[0]?.criteria ?? [];
  if (first === undefined || criterion === undefined) throw new Error("the sample is empty");
  const criteria = Array.from({ length: 150_000 }, () => ({
    ...criterion,
    verdict: "unknown" as const,
    because: "cell is empty",
  }));
  const results = [{ ...first, trials: first.trials.map((trial) => ({ ...trial, criteria })) }];
  for (const width of [40, 80]) {
    expect(report("table", { width }, { ...SAMPLE, results }).split("\n").length).toBeGreaterThan(150_000);
  }
});
