import fc from "fast-check";
import { expect, test } from "vitest";
import type { CriterionResult } from "../../src/evaluate/result.js";
import { Bytes } from "../../src/report/bytes.js";
import { ReasonsCell } from "../../src/report/reasons.js";
import { OUTPUT_DELIMITERS } from "../../src/report/spreadsheet.js";

const IDS = ["I1", "E2a"];

/** Results with the sentences of these numbers; a number always has the same sentence. */
function results(numbers: readonly (number | undefined)[]): readonly CriterionResult[] {
  return numbers.map((sentence, at) => ({
    ...{ id: IDS[at] ?? "", kind: "inclusion", finding: "not-met", verdict: "fail", assumed: false, evidence: [] },
    because: `alt: "${sentence}" ${at}`.slice(0, (sentence ?? 0) % 3 === 0 ? 4 : 40),
    sentence: sentence === undefined ? undefined : 2 * sentence + at,
  }));
}

test("caching of sentences changes no cell, even if several numbers share a slot", () => {
  // The slot is given by the lower bits, so some of these numbers share one.
  const number = fc.tuple(fc.nat(3), fc.nat(3)).map(([low, high]) => low + high * 2 ** 13);
  const row = fc.array(fc.option(number, { nil: undefined }), { minLength: IDS.length, maxLength: IDS.length });
  const problems = fc.subarray([{ code: "ragged-row", message: 'a row; of "two"' } as const]);
  fc.assert(
    fc.property(
      fc.constantFrom(...OUTPUT_DELIMITERS),
      fc.array(fc.tuple(row, problems), { minLength: 1, maxLength: 20 }),
      (delimiter, rows) => {
        const written = (cell: ReasonsCell, [numbers, told]: (typeof rows)[number]): string => {
          const out = new Bytes();
          cell.write(out, told, results(numbers), 0);
          return Buffer.from(out.bytes).toString();
        };
        const kept = new ReasonsCell(delimiter);
        for (const one of rows) expect(written(kept, one)).toBe(written(new ReasonsCell(delimiter), one));
      },
    ),
  );
});
