/** Generates lists with every kind of fact about columns, and screens them in two ways: as a whole, and in parts. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { columns } from "../../src/commands/columns.js";
import { screen } from "../../src/commands/screen.js";
import { ROOT } from "../program.js";

export type Row = Readonly<Record<string, unknown>>;

const CONDITIONS = [
  { field: "platelets", op: ">=", value: 100, unit: "10*9/L" },
  { field: "wbc", op: ">=", value: 3, unit: "10*9/L" },
  { field: "neutrophils", op: ">=", value: 1.5, unit: "10*9/L" },
  { field: "creatinine", op: "<=", value: 1.5, unit: "mg/dL" },
  { field: "hemoglobin", op: ">=", value: 8, unit: "g/dL" },
  { field: "alt", op: "<=", value: 2.5, unit: "[ULN]" },
  { field: "afp", op: "<=", value: 400, unit: "ng/mL" },
  { field: "lvef", op: ">=", value: 50, unit: "%" },
  { field: "crp", op: "<=", value: 50, unit: "mg/L" },
  { field: "weight", op: ">=", value: 40, unit: "kg" },
  { field: "tumor_count", op: "<=", value: 2 },
  { field: "ecog", op: "<=", value: 1 },
  { field: "age", op: ">=", value: 18, unit: "a" },
  { field: "last_chemotherapy", op: ">=", value: 28, unit: "d" },
  { field: "brain_metastasis", op: "is", value: false },
  { field: "pregnant", op: "is", value: false },
  { field: "sex", op: "is", value: "female" },
];

/** Criteria that use each kind of column. */
export const CRITERIA = JSON.stringify({
  trial: { id: "T", title: "t" },
  dictionary: "dictionary.json",
  inclusion: CONDITIONS.map((condition, index) => ({ id: `I${index}`, label: condition.field, condition })),
  exclusion: [],
});
export const DICTIONARY = readFileSync(join(ROOT, "criteria/dictionary.json"), "utf8");

const cells = (...texts: readonly unknown[]) => fc.constantFrom(...texts);
const decimal = (low: number, high: number) => fc.integer({ min: low * 10, max: high * 10 }).map((tenths) => tenths / 10);
/** Usually one kind of cell, rarely another, so that sometimes there are enough to change how the column is judged. */
const rarely = (usual: fc.Arbitrary<unknown>, other: fc.Arbitrary<unknown>, weight = 40) =>
  fc.oneof({ arbitrary: usual, weight }, { arbitrary: other, weight: 1 });

/** Generators of the cells of a column, for most records and for hospital B. */
type Style = readonly [of: fc.Arbitrary<unknown>, ofB?: fc.Arbitrary<unknown>];

/** The possible styles of each column, by key. */
const STYLES: Readonly<Record<string, readonly Style[]>> = {
  platelets: [
    [fc.integer({ min: 60, max: 400 })],
    [fc.integer({ min: 60, max: 400 }), fc.integer({ min: 60_000, max: 400_000 })], // another unit, so it is withdrawn
    [rarely(fc.integer({ min: 60, max: 400 }), cells(999))], // a missing code
    [rarely(fc.integer({ min: 60, max: 400 }), cells(61_000))], // doubtful if it occurs twice
    [rarely(cells("150", "1,200", "90 (150-400)"), cells("60 ↓", "5 H", "95 L"))],
  ],
  wbc: [
    [decimal(3, 12)],
    [decimal(3, 12), fc.integer({ min: 3000, max: 12_000 })],
    [rarely(cells("4.5", "7,9", "3", "5 N"), cells("5 H", "2.9 L"))], // flags if another letter certainly is one
  ],
  neutrophils: [[decimal(1, 8)], [rarely(decimal(1, 3), cells(20))]], // a part larger than its whole
  creatinine: [
    [fc.integer({ min: 50, max: 180 })],
    [fc.integer({ min: 50, max: 180 }), decimal(1, 3)],
    [cells("88", "1.1 mg/dL", "95 umol/L")],
  ],
  hemoglobin: [[cells("12 g/dL", "7.9 g/dL", "80")], [decimal(70, 150), decimal(7, 15)]],
  hemoglobin_unit: [[cells("g/L")], [cells("g/L"), cells("g/dL")], [rarely(cells("g/L"), cells("", "mmol/L"))]],
  alt: [[fc.integer({ min: 10, max: 200 })], [cells("30", "2.5 x N", "150")]],
  alt_uln: [[cells(40)], [cells(40), cells("50 U/L")]],
  afp: [[cells(1, 2)], [rarely(cells(1, 2), cells(250))], [fc.integer({ min: 1, max: 900 })]], // codes, but for 250
  lvef: [[cells(0.55, 0.6, 0.45, 1)], [rarely(cells(0.55, 0.6), cells(60))], [fc.integer({ min: 30, max: 70 })]], // shares
  crp: [[decimal(1, 9)], [rarely(decimal(1, 9), cells(99))], [cells("4 mg/L", "60 mg/L", "99 mg/L")]], // a code if twice
  weight: [[fc.integer({ min: 45, max: 110 })], [rarely(decimal(45, 110), cells(99.9, 88.8), 20)]],
  tumor_count: [[cells(0, 1, 2)], [cells(1, 2, 3, 9)]],
  ecog: [[cells(0, 1, 2, "0-1")]],
  age: [[fc.integer({ min: 17, max: 90 })], [rarely(fc.integer({ min: 17, max: 80 }), cells(88, 99), 9)]],
  last_chemotherapy: [[cells("03/04/2024", "2025-12-20", "13/04/2024", "20.12.25", "")]],
  brain_metastasis: [[cells("yes", "no")], [cells("x", "")], [rarely(cells("x", ""), cells("no", "maybe"))], [cells(0, 1)]],
  pregnant: [[cells(0, 1)], [rarely(cells(0, 1), cells(2))], [rarely(cells("0", "no"), cells("9"))]], // codes if there is a 2
  sex: [[cells("f", "female", "w", "m")], [cells("m")], [rarely(cells("m"), cells("h"))]], // `m` is a man, but a woman beside `h`
};

const MAPS = [
  undefined,
  { per: "site" },
  { decimal: ",", dateOrder: "dmy", missing: ["-999"] },
  { columns: { platelets: { trust: ["unit", "sentinels"] }, pregnant: { trust: ["coded"] } } },
  { columns: { platelets: { unit: "10*3/uL" }, brain_metastasis: { whenBlank: false }, creatinine: { per: "site" } } },
];

/** A list with the column map that it is read with. */
export interface List {
  readonly rows: readonly Row[];
  readonly map: object | undefined;
}

const id = fc.oneof(
  { arbitrary: fc.nat(5000).map((n) => `P${n}`), weight: 30 },
  { arbitrary: fc.constantFrom("P1", "P2", "#7", "# checked by nobody", "", "é1", "Total"), weight: 1 },
);

/** Any list. All records have all keys, as is usual, so that the first records show which there are. */
export const lists: fc.Arbitrary<List> = fc
  .tuple(
    fc.record(Object.fromEntries(Object.entries(STYLES).map(([key, styles]) => [key, fc.constantFrom(...styles)]))),
    fc.constantFrom(...MAPS),
    fc.integer({ min: 25, max: 90 }),
  )
  .chain(([styles, map, length]) => {
    const rowOf = (isB: boolean) =>
      fc.record(Object.fromEntries(Object.entries(styles).map(([key, [of, ofB = of]]) => [key, isB ? ofB : of])));
    const row = fc
      .tuple(id, fc.integer({ min: 0, max: 3 }))
      .chain(([name, site]) =>
        rowOf(site === 0).map((record) => ({ patient_id: name, site: site === 0 ? "B" : "A", ...record })),
      );
    // "Total" only comes last, where it is certainly a summary; elsewhere it might be a name.
    const isLast = ({ patient_id }: { readonly patient_id: string }): boolean => patient_id === "Total";
    return fc
      .array(row, { minLength: length, maxLength: length })
      .map((rows) => ({ map, rows: [...rows.filter((one) => !isLast(one)), ...rows.filter(isLast)] }));
  });

/** Marks repeated IDs, as an engine has to do, comparing them as the program does. */
export function marked(rows: readonly Row[]): readonly Row[] {
  const idOf = ({ patient_id }: Row): string => String(patient_id).trim().normalize("NFC");
  const times = new Map<string, number>();
  for (const row of rows) times.set(idOf(row), 1 + (times.get(idOf(row)) ?? 0));
  return rows.map((row) => (idOf(row) !== "" && (times.get(idOf(row)) ?? 0) > 1 ? { ...row, _problem: "repeated-id" } : row));
}

export const ndjson = (rows: readonly Row[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join("");

const COMMON = { asOf: "2026-01-15", quiet: true, color: false };
const OUTPUT = { ...COMMON, reasons: true, values: true };

/** Results in a canonical order, without what depends on the position: rows, files, and texts of problems. */
export function results(text: string): readonly string[] {
  const lines = text.split("\n").filter((line) => line !== "");
  return lines
    .map((line) => {
      const { row: _row, file: _file, problems, ...rest } = JSON.parse(line);
      return JSON.stringify({ ...rest, problems: problems.map(({ code }: { code: string }) => code) });
    })
    .sort();
}

/** Screens the files of a list with the program's commands. */
export class Screening {
  readonly #file: (name: string, content: string) => string;
  readonly #criteria: string;
  readonly #map: string | undefined;

  constructor(file: (name: string, content: string) => string, map: object | undefined) {
    this.#file = file;
    file("dictionary.json", DICTIONARY);
    this.#criteria = file("trial.json", CRITERIA);
    this.#map = map === undefined ? undefined : file("list.map.json", JSON.stringify(map));
  }

  get #common() {
    return { criteria: [this.#criteria], ...(this.#map === undefined ? {} : { columns: this.#map }) };
  }

  async whole(rows: readonly Row[]): Promise<readonly string[]> {
    const output = this.#file("whole.out.ndjson", "");
    await screen([this.#file("whole.ndjson", ndjson(rows))], { ...OUTPUT, ...this.#common, output, problemsOk: true });
    return results(readFileSync(output, "utf8"));
  }

  /** Counts the facts of each part, merges them, and screens each part with them. `isAlone`: with its own facts only. */
  async parts(parts: readonly (readonly Row[])[], isAlone = false): Promise<readonly string[]> {
    const files = parts.map((rows, index) => this.#file(`part-${index}.ndjson`, ndjson(rows)));
    const facts = files.map((file) => `${file}.facts.json`);
    for (const [index, file] of files.entries()) await this.count([file], facts[index] ?? "");
    const all = this.#file("all.facts.json", "");
    if (!isAlone) await this.merge(facts, all);
    const found: string[] = [];
    for (const [index, file] of files.entries()) {
      const output = this.#file("part.out.ndjson", "");
      await screen([file], { ...OUTPUT, ...this.#common, output, facts: isAlone ? (facts[index] ?? "") : all });
      found.push(...results(readFileSync(output, "utf8")));
    }
    return found.sort();
  }

  async count(files: readonly string[], factsOut: string): Promise<void> {
    await columns(files, { ...COMMON, ...this.#common, format: "text", factsOut });
  }

  async merge(files: readonly string[], factsOut: string): Promise<void> {
    writeFileSync(factsOut, "");
    await columns(files, { ...COMMON, format: "text", merge: true, factsOut });
  }
}
