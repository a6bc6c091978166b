import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CandidateResult } from "../../src/evaluate/result.js";
import { cellWriter, withoutFormula } from "../../src/report/spreadsheet.js";
import { report, SAMPLE } from "./report.js";

describe("withoutFormula", () => {
  test.each([
    ["P001", "P001"],
    ["", ""],
    ["=1+1", "'=1+1"],
    ["+49 30 1234", "'+49 30 1234"],
    ["-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\t=1", "'\t=1"],
    ["\r=1", "'\r=1"],
    ["\n=1", "'\n=1"],
    ["＝1+1", "'＝1+1"], // full width, which some spreadsheets accept as well
    ["＠x", "'＠x"],
    ["-", "'-"], // not a number
    ["-5", "-5"],
    ["+1.5e3", "+1.5e3"],
    ["-.5", "-.5"],
    ["-5 Cel", "'-5 Cel"],
    ["-1,200", "'-1,200"],
    ["= 5 10*9/L", "'= 5 10*9/L"], // it looks like a limit
    [">= 80 10*9/L", ">= 80 10*9/L"],
    ["a=1", "a=1"], // not at the beginning
    ["'=1", "'=1"],
  ])("%j is %j", (text, safe) => expect(withoutFormula(text)).toBe(safe));
});

describe("cellWriter", () => {
  test.each([
    ["P001", "P001", "P001"],
    ["a,b", '"a,b"', "a,b"],
    ["a\tb", "a\tb", '"a\tb"'],
    ['5" x', '"5"" x"', '"5"" x"'],
    ["a\nb", '"a\nb"', '"a\nb"'],
    ["a\rb", '"a\rb"', '"a\rb"'],
    ['=A1,"x"', '"\'=A1,""x"""', '"\'=A1,""x"""'],
    ["血小板", "血小板", "血小板"],
    [" a ", " a ", " a "],
  ])("%j is %s in csv", (text, csv, tsv) => {
    expect(cellWriter(",")(text)).toBe(csv);
    expect(cellWriter("\t")(text)).toBe(tsv);
  });
});

const nasty = fc.oneof(
  fc.string(),
  fc.string({ unit: "grapheme" }),
  fc.string({ unit: fc.constantFrom(",", "\t", '"', "'", "\n", "\r", "=", "+", "-", "@", "1", "a", " ", ";", "血", "＝") }),
);

describe("read back", () => {
  const withText = (candidate: string, file: string, because: string, cell: string): CandidateResult[] =>
    SAMPLE.results.slice(1, 3).map((result) => ({
      ...result,
      candidate,
      file,
      trials: result.trials.map((trial) => ({
        ...trial,
        criteria: trial.criteria
          .slice(1, 2)
          .map((criterion) => ({ ...criterion, because, evidence: criterion.evidence.map((leaf) => ({ ...leaf, cell })) })),
      })),
    }));
  const [trial] = SAMPLE.run.trials;
  const run = {
    ...SAMPLE.run,
    severalFiles: true,
    trials: trial === undefined ? [] : [{ ...trial, criteria: trial.criteria.slice(1, 2) }],
  };

  test.each([
    ["csv", false, ","],
    ["csv", true, ","],
    ["csv", true, ";"], // a semicolon also separates IDs and reasons inside a cell
    ["csv", false, "|"],
    ["csv", false, "\t"],
    ["tsv", false, "\t"],
  ] as const)("%s with excel %s and %j gives the same cells", (format, excel, delimiter) => {
    const options = { delimiter, bom: excel, record_delimiter: excel ? "\r\n" : "\n" };
    const rowsOf = (text: string): string[][] => parse(text, options);
    fc.assert(
      fc.property(nasty, nasty, nasty, nasty, (candidate, file, because, cell) => {
        const screening = { ...SAMPLE, run, results: withText(candidate, file, because, cell) };
        const wide = rowsOf(report(format, { excel, delimiter }, screening));
        const long = rowsOf(report(format, { excel, delimiter, layout: "long" }, screening));
        const repeated = "repeated-id: the id stands in rows 4 and 5; ";
        expect(wide.slice(1)).toEqual([
          [withoutFormula(candidate), withoutFormula(file), "3", "ineligible", "I4a", "", "", "", `I4a: ${because}`, "fail"],
          [
            withoutFormula(candidate),
            withoutFormula(file),
            "4",
            "undetermined",
            "",
            "I4a",
            "",
            "repeated-id",
            `${repeated}I4a: ${because}`,
            "unknown",
          ],
        ]);
        expect(long.slice(1).map((row) => [row[0], row[1], row[13], row[16]])).toEqual(
          [1, 2].map(() => [candidate, file, cell, because].map(withoutFormula)),
        );
      }),
    );
  });
});
