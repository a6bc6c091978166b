/** Whole outputs of a sample run. */
import { describe, expect, test } from "vitest";
import { FORMATS, type Format, type ReportOptions } from "../../src/report/reporter.js";
import { PIECE } from "../../src/report/xlsx.js";
import { expectGolden } from "./golden.js";
import { report, SAMPLE } from "./report.js";
import { RESULTS_OF_TWO, RUN_OF_TWO, SUMMARY_OF_TWO } from "./sample.js";

const OF_TWO = { run: RUN_OF_TWO, results: RESULTS_OF_TWO, summary: SUMMARY_OF_TWO };
const NOBODY = { ...SAMPLE, results: [] };

const bare = { reasons: false };
const noValues = { values: false };
const long = { layout: "long" } as const;

const OUTPUTS: readonly (readonly [name: string, format: Format, options: Partial<ReportOptions>, of?: typeof SAMPLE])[] = [
  ["summary.txt", "summary", {}],
  ["summary-40.txt", "summary", { width: 40 }],
  ["summary-no-values.txt", "summary", noValues],
  ["summary-eligible.txt", "summary", { only: "eligible" }],
  ["summary-two.txt", "summary", { width: 100 }, OF_TWO],
  ["summary-nobody.txt", "summary", {}, NOBODY],
  ["table.txt", "table", {}],
  ["table-40.txt", "table", { width: 40 }],
  ["table-120.txt", "table", { width: 120 }],
  ["table-no-reasons.txt", "table", bare],
  ["table-no-values.txt", "table", noValues],
  ["table-two.txt", "table", { width: 100 }, OF_TWO],
  ["table-two-40.txt", "table", { width: 40 }, OF_TWO],
  ["table-nobody.txt", "table", {}, NOBODY],
  ["wide.csv", "csv", {}],
  ["wide-excel.csv", "csv", { excel: true }],
  ["wide-semicolon.csv", "csv", { excel: true, delimiter: ";" }],
  ["wide-no-reasons.csv", "csv", bare],
  ["wide-no-values.csv", "csv", noValues],
  ["wide-two.csv", "csv", {}, OF_TWO],
  ["wide-two-no-reasons.csv", "csv", bare, OF_TWO],
  ["wide-nobody.csv", "csv", {}, NOBODY],
  ["long.csv", "csv", long],
  ["long-no-reasons.csv", "csv", { ...long, ...bare }],
  ["long-no-values.csv", "csv", { ...long, ...noValues }],
  ["long-two.csv", "csv", long, OF_TWO],
  ["long-semicolon.csv", "csv", { ...long, delimiter: ";" }],
  ["wide-two-semicolon.csv", "csv", { delimiter: ";" }, OF_TWO],
  ["wide.tsv", "tsv", {}],
  ["long.tsv", "tsv", long],
  ["page.html", "html", {}],
  ["page-no-values.html", "html", noValues],
  ["page-eligible.html", "html", { only: "eligible" }],
  ["page-two.html", "html", {}, OF_TWO],
  ["page-nobody.html", "html", {}, NOBODY],
  ["output.json", "json", {}],
  ["output-no-reasons.json", "json", bare],
  ["output-no-values.json", "json", noValues],
  ["output-two.json", "json", {}, OF_TWO],
  ["output-nobody.json", "json", {}, NOBODY],
  ["output.ndjson", "ndjson", {}],
  ["output-no-reasons.ndjson", "ndjson", bare],
  ["output-two.ndjson", "ndjson", {}, OF_TWO],
];

for (const [name, format, options, of] of OUTPUTS) {
  test(name, () => expectGolden(report(format, options, of), name));
}

/** The pieces of a workbook, joined by sheet. */
function bySheet(text: string): Readonly<Record<string, string>> {
  const sheets: Record<string, string> = {};
  for (const piece of text.split(PIECE)) {
    const letter = piece.slice(0, 1);
    sheets[letter] = (sheets[letter] ?? "") + piece.slice(piece.indexOf(";") + 1);
  }
  return sheets;
}

describe.each(FORMATS)("%s", (format) => {
  test.each([0, 1, 4, 8])("does not depend on blocks: cut at %i", (cut) => {
    const whole = format === "xlsx" ? bySheet : (text: string) => text;
    expect(whole(report(format, {}, SAMPLE, cut))).toEqual(whole(report(format)));
    expect(whole(report(format, {}, OF_TWO, cut))).toEqual(whole(report(format, {}, OF_TWO)));
  });

  test.each([{ layout: "wide" }, { layout: "long" }] as const)("contains no value with --no-values, %o", (layout) => {
    const secret = "4711.25";
    const results = SAMPLE.results.map((result) => ({
      ...result,
      trials: result.trials.map((trial) => ({
        ...trial,
        criteria: trial.criteria.map((criterion) => ({
          ...criterion,
          because: `platelets: ${secret}`,
          evidence: criterion.evidence.map((leaf) => ({ ...leaf, cell: secret })),
        })),
      })),
    }));
    expect(report(format, { ...layout, ...noValues }, { ...SAMPLE, results })).not.toContain(secret);
  });
});
