/** A list that is screened in parts has the same results as the whole list, including problems, reasons and readings. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { beforeEach, expect, test, vi } from "vitest";
import { scratch } from "../program.js";
import { PATIENCE, runs } from "../runs.js";
import { lists, marked, type Row, Screening } from "./lists.js";

const { folder } = scratch();
const file = (name: string, content: string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

// Messages about records are tested elsewhere.
beforeEach(() => {
  vi.spyOn(process.stderr, "write").mockReturnValue(true);
});

/** Distributes the rows over parts in another order, and adds an empty part. */
function dealt(rows: readonly Row[], parts: number, seed: number): readonly (readonly Row[])[] {
  const shuffled = [...rows].map((row, index) => ({ row, key: Math.imul(index + 1, 2 * seed + 1) >>> 0 }));
  shuffled.sort((a, b) => a.key - b.key);
  const found = Array.from({ length: parts }, (_, part) => shuffled.filter((_one, index) => index % parts === part));
  return [...found.map((part) => part.map(({ row }) => row)), []];
}

test.each([
  [1, 4],
  [4, 6],
  [64, 1],
])(
  "in %i parts, in any order, and an empty one",
  (count, tries) =>
    fc.assert(
      fc.asyncProperty(lists, fc.nat(1e6), async ({ rows, map }, seed) => {
        const screening = new Screening(file, map);
        expect(await screening.parts(dealt(marked(rows), count, seed))).toEqual(await screening.whole(rows));
      }),
      { ...runs(tries), endOnFailure: true },
    ),
  9 * PATIENCE,
);

test(
  "parts with only their own facts often have other results, so the lists above test something",
  async () => {
    const found = fc.sample(lists, { ...runs(4), numRuns: 4 });
    let different = 0;
    for (const { rows, map } of found) {
      const screening = new Screening(file, map);
      const parts = dealt(marked(rows), 4, 1);
      if (String(await screening.parts(parts, true)) !== String(await screening.parts(parts))) different += 1;
    }
    expect(different).toBeGreaterThanOrEqual(2);
  },
  9 * PATIENCE,
);
