/** What must be true of any list whose cells are judged together, whatever the other cells are. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { loadTrials, screenRecords } from "../../src/index.js";
import { PATIENCE, runs } from "../runs.js";

const DICTIONARY = { file: "dictionary.json", text: readFileSync("criteria/dictionary.json", "utf8") };

type Row = Readonly<Record<string, unknown>>;

function trialsOf(condition: object) {
  const trial = { id: "T", title: "t" };
  const inclusion = [{ id: "I1", label: "a criterion", condition }];
  const text = JSON.stringify({ trial, dictionary: "dictionary.json", inclusion, exclusion: [] });
  const { trials } = loadTrials({ file: "c.json", text }, () => DICTIONARY);
  return trials;
}

async function verdicts(condition: object, rows: readonly Row[]): Promise<ReadonlyMap<string, string | undefined>> {
  const { candidates } = await screenRecords(trialsOf(condition), [...rows], { asOf: "2026-01-15" });
  return new Map(candidates.map(({ candidate, trials }) => [candidate, trials[0]?.criteria[0]?.verdict]));
}

const list = (heading: string, cells: readonly (number | string)[]): readonly Row[] =>
  cells.map((cell, index) => ({ patient_id: `P${index}`, [heading]: cell }));

const counts = fc.array(fc.integer({ min: 60, max: 200 }), { minLength: 5, maxLength: 12 });
const PLATELETS = "platelets (10*9/L)";

test(
  "turning a value into a missing code never makes that candidate pass",
  () =>
    fc.assert(
      fc.asyncProperty(counts, fc.constantFrom(777, 888, 999, 1999, 1888), fc.nat(), async (cells, code, at) => {
        const condition = { field: "platelets", op: ">=", value: 100, unit: "10*9/L" };
        const place = at % cells.length;
        const changed = cells.with(place, code);
        const isCode = /^([789])\1+$/.test(String(code));
        const after = await verdicts(condition, list(PLATELETS, changed));
        // Any other number is an ordinary value.
        expect(after.get(`P${place}`)).toBe(isCode ? "unknown" : "pass");
        const before = await verdicts(condition, list(PLATELETS, cells));
        for (const [id, verdict] of before) if (id !== `P${place}`) expect(after.get(id)).toBe(verdict);
      }),
      runs(60),
    ),
  PATIENCE,
);

/** Units, each with its size in umol/L. */
const USUAL = [
  ["umol/L", 1],
  ["mg/dL", 88.402],
  ["mg/L", 8.8402],
  ["mmol/L", 1000],
] as const;

test(
  "a verdict in a column with a withdrawn unit is the same in every usual unit",
  () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 6, max: 19 }), { minLength: 4, maxLength: 8 }),
        fc.array(fc.integer({ min: 20, max: 900 }), { minLength: 1, maxLength: 4 }),
        fc.constantFrom("<=", ">"),
        fc.constantFrom(...USUAL.slice(0, 2)),
        fc.integer({ min: 1, max: 20 }),
        async (tenths, large, op, [unit, size], times) => {
          const cells = [...tenths.map((one) => one / 10), ...large];
          const value = size === 1 ? times * 40 + 0.5 : times / 2 + 0.05;
          const found = await verdicts({ field: "creatinine", op, value, unit }, list("creatinine", cells));
          for (const [index, cell] of cells.entries()) {
            const verdict = found.get(`P${index}`);
            if (verdict === "unknown") continue;
            const all = USUAL.slice(0, 3).map(([, of]) => (op === "<=" ? cell * of <= value * size : cell * of > value * size));
            expect([cell, verdict, all.every((one) => one === (verdict === "pass"))]).toEqual([cell, verdict, true]);
          }
        },
      ),
      runs(60),
    ),
  PATIENCE,
);

test(
  "rows that are not candidates, and unrelated columns, change no verdict",
  () =>
    fc.assert(
      fc.asyncProperty(
        counts,
        fc.constantFrom<Row>(
          { patient_id: "Mean", [PLATELETS]: 99_999 },
          { patient_id: "Total", [PLATELETS]: "0.5" },
          { patient_id: "# checked", [PLATELETS]: "yes" },
          { patient_id: "Mittelwert", [PLATELETS]: 12 },
        ),
        fc.constantFrom<Row>({ "": "" }, { ward: "4B" }, { remark: "" }, { height: 170 }, { nurse: "Ms. N." }),
        async (cells, row, beside) => {
          const condition = { field: "platelets", op: ">=", value: 100, unit: "10*9/L" };
          const rows = list(PLATELETS, cells);
          const before = await verdicts(condition, rows);
          const withRow = await verdicts(condition, [...rows, row]);
          const withColumn = await verdicts(
            condition,
            rows.map((one) => ({ ...one, ...beside })),
          );
          for (const [id, verdict] of before) expect([id, withRow.get(id), withColumn.get(id)]).toEqual([id, verdict, verdict]);
        },
      ),
      runs(60),
    ),
  PATIENCE,
);
