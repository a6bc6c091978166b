/** How many candidates fit on the html page, and which of them its script shows. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { candidatesOf, placesOf, type Selection, select } from "../../src/page/select.js";
import type { RowData } from "../../src/report/html/data.js";
import { PageRows } from "../../src/report/html/rows.js";
import { RESULTS } from "./sample.js";

function rowsIn(room: number): { readonly rows: readonly RowData[]; readonly leftOut: number } {
  const rows = new PageRows({ values: true, files: new Map([["list.csv", 0]]), room });
  for (const result of RESULTS) rows.add(result);
  const { rows: texts, leftOut } = rows.fitting;
  return { rows: texts.map((text): RowData => JSON.parse(text)), leftOut };
}

const eligibilityOf = ([, , , , [verdicts = ""]]: RowData): string => verdicts.slice(0, 1);

describe("limit on the size of the data", () => {
  test("a large limit includes all, in the order of the list", () => {
    const { rows, leftOut } = rowsIn(1_000_000);
    expect(rows.map(([, row]) => row)).toEqual(RESULTS.map(({ row }) => row));
    expect(rows.every((row) => row.length === 7)).toBe(true);
    expect(leftOut).toBe(0);
  });

  test("a small limit is never exceeded; all candidates are included or counted, eligible ones first", () => {
    for (let room = 0; room < 3000; room += 50) {
      const { rows, leftOut } = rowsIn(room);
      expect(rows.length + leftOut).toBe(RESULTS.length);
      expect(Buffer.byteLength(rows.map((row) => JSON.stringify(row)).join(",\n"))).toBeLessThanOrEqual(room);
      if (leftOut > 0) expect(rows.some((row) => row.length === 7)).toBe(rows.length > 0 && rows.some((row) => row.length === 7));
      if (rows.some((row) => eligibilityOf(row) === "i"))
        expect(rows.filter((row) => eligibilityOf(row) === "e")).toHaveLength(2);
    }
  });
});

describe("select", () => {
  const letters = fc.array(fc.constantFrom("p", "f", "u", "P", "F", "U"), { minLength: 3, maxLength: 3 });
  const row = fc.tuple(fc.constantFrom("A1", "a2", "B1", "b3"), fc.constantFrom("e", "i", "u", "n"), letters);
  const selection = fc.record({
    text: fc.constantFrom("", "a", "1", " B"),
    trial: fc.constant(0),
    eligibility: fc.constantFrom("", "e", "i", "u", "n"),
    criterion: fc.option(fc.record({ state: fc.constantFrom("f", "u", "a"), index: fc.nat(2) }), { nil: undefined }),
  });

  test("finds the same candidates as a plain loop, in every order of sorting", () => {
    fc.assert(
      fc.property(fc.array(row), selection, (rows, asked: Selection) => {
        const data = {
          files: [],
          trials: [],
          keep: [],
          leftOut: 0,
          rows: rows.map(([id, kind, all], at): RowData => [id, at + 2, 0, [], [kind + all.join("")], []]),
        };
        const candidates = candidatesOf(data);
        const wanted = rows.flatMap(([id, kind, all], at) => {
          const letter = all[asked.criterion?.index ?? 0] ?? "";
          const isSo =
            asked.criterion === undefined ||
            (asked.criterion.state === "a" ? "PFU".includes(letter) : letter.toLowerCase() === asked.criterion.state);
          const isNamed = id.toLowerCase().includes(asked.text.trim().toLowerCase());
          return isSo && isNamed && (asked.eligibility === "" || asked.eligibility === kind) ? [at + 1] : [];
        });
        for (const by of ["list", "id", "eligibility", "failed", "open"] as const)
          for (const isDown of [false, true]) {
            const numbers = select(candidates, asked, { by, isDown }).map(({ number }) => number);
            expect([...numbers].sort((a, b) => a - b)).toEqual(wanted);
          }
      }),
    );
  });

  test("sorts by the number of failed criteria, then in the order of the list", () => {
    const verdicts = ["ipf", "iff", "epp", "iFp"];
    const candidates = candidatesOf({
      files: [],
      trials: [],
      keep: [],
      leftOut: 0,
      rows: verdicts.map((one, at): RowData => [`P${at}`, at, 0, [], [one], []]),
    });
    const all: Selection = { text: "", trial: 0, eligibility: "", criterion: undefined };
    expect(select(candidates, all, { by: "failed", isDown: true }).map(({ number }) => number)).toEqual([2, 1, 4, 3]);
    expect(placesOf("iFpf", "f")).toEqual([0, 2]);
  });
});
