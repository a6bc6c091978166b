/** Every position of a JSON value in a file of each kind, and a function that replaces it. */

/** Files that use as many keys as possible. */
const FILES = {
  criteria: {
    $schema: "./criteria.schema.json",
    formatVersion: 1,
    trial: { id: "NCT00000001", title: "A trial", source: "the protocol", version: "1" },
    fields: {
      platelets: { type: "number", label: "Platelets", aliases: ["PLT"], loinc: ["777-3"], unit: "10*9/L", plausible: [1, 2000] },
      creatinine: { type: "number", unit: "umol/L", plausible: [20, 3000], molarMass: 113.12, ranges: true, assumeUnit: false },
      grade: { type: "number", plausible: [0, 5], integer: true, codes: { "3": ["severe"] } },
      age: { type: "number", unit: "a", plausible: [0, 120], since: "birth_date" },
      pregnant: { type: "boolean", whenBlank: false },
      class: { type: "code", codes: { A: ["a"], B: [] }, whenBlank: "A" },
      birth_date: { type: "date", plausible: [0, 120] },
    },
    inclusion: [
      {
        id: "I1",
        label: "Platelets at least 80",
        source: "item 1",
        note: "none",
        condition: { field: "platelets", op: ">=", value: 80, unit: "10*9/L", maxAge: { value: 14, unit: "d" } },
      },
      {
        id: "I2",
        label: "Everything else",
        condition: {
          all: [
            { any: [{ field: "class", op: "in", value: ["A"] }, { not: { field: "class", op: "is", value: "B" } }] },
            { atLeast: 1, of: [{ field: "grade", op: "between", value: [1, 3] }] },
            { field: "birth_date", op: ">=", value: 18, unit: "a" },
            { field: "birth_date", op: "<", value: "2020-01-01" },
            { field: "age", op: ">=", value: 18, unit: "a" },
          ],
        },
      },
    ],
    exclusion: [
      { id: "E1", label: "Pregnant", condition: { field: "pregnant", op: "is", value: true } },
      { id: "E2", label: "Creatinine", condition: { field: "creatinine", op: ">", value: 2, unit: "[ULN]" } },
    ],
  },
  dictionaries: {
    fields: {
      platelets: { type: "number", label: "Platelets", aliases: ["PLT"], unit: "10*9/L", plausible: [1, 2000] },
      class: { type: "code", codes: { A: ["a"] } },
    },
  },
  columnMaps: {
    id: "MRN",
    decimal: ",",
    dateOrder: "dmy",
    missing: ["-999"],
    flags: ["*"],
    columns: { platelets: { column: "PLT", unit: "10*3/uL", uln: 40 }, pregnant: { codes: { "1": true }, whenBlank: false } },
  },
  tests: {
    criteria: "NCT02843126.json",
    asOf: "2026-01-15",
    base: { platelets: "210", sex: null },
    cases: [{ name: "a case", set: { platelets: 80 }, expect: { eligibility: "eligible", I4a: "pass" } }],
  },
} as const;

/** A position in a kind of file, and the file with another text in this position. */
export interface Place {
  readonly kind: keyof typeof FILES;
  readonly place: string;
  readonly around: (text: string) => string;
}

const MARK = "\u0001";

function pathsIn(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  const inner = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return [path, ...inner.flatMap(([key, of]) => pathsIn(of, [...path, key]))];
}

function replaced(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return MARK;
  if (Array.isArray(value)) return value.map((item, index) => (String(index) === key ? replaced(item, rest) : item));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, of]) => [name, name === key ? replaced(of, rest) : of]));
}

/** All positions of all files, including that of the whole file. */
export const PLACES: readonly Place[] = (["criteria", "dictionaries", "columnMaps", "tests"] as const).flatMap((kind) =>
  pathsIn(FILES[kind]).map((path) => {
    const [before = "", behind = ""] = JSON.stringify(replaced(FILES[kind], path), null, 1).split(JSON.stringify(MARK));
    return { kind, place: `${kind}:${path.join(".")}`, around: (text: string) => before + text + behind };
  }),
);
