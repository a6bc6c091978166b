import fc from "fast-check";
import { expect, test } from "vitest";
import { rowsOf } from "../../src/candidates/rows.js";

test("rows of which only the beginning is asked for are the same rows, with the same content", () => {
  const text = fc
    .array(fc.constantFrom("a", "b", " ", ",", ",", "\n", "\r", '"b"', "é"), { maxLength: 60 })
    .map((all) => all.join(""));
  fc.assert(
    fc.property(text, fc.nat(4), (all, last) => {
      const seen = (upTo: number | undefined) => {
        const rows = rowsOf(Buffer.from(all), ",");
        const found: [string, boolean][] = [];
        while (rows.next(upTo)) found.push([rows.cell(last), rows.hasContent(0)]);
        return found;
      };
      expect(seen(last)).toEqual(seen(undefined));
    }),
    { numRuns: 5000 },
  );
});
