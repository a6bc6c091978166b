/** The library: records in memory may hold values that no file can, and callers make mistakes. */
import { describe, expect, test } from "vitest";
import { loadColumnMap, loadTrials, screenRecords } from "../../src/index.js";

const TRIAL = {
  trial: { id: "T1", title: "x", source: "x", version: "1" },
  fields: {
    plt: { type: "number", unit: "10*9/L", plausible: [1, 2000] },
    bm: { type: "boolean", whenBlank: false },
    surgery: { type: "date" },
  },
  inclusion: [
    { id: "I1", label: "x", condition: { field: "plt", op: ">=", value: 80, unit: "10*9/L" } },
    { id: "I2", label: "x", condition: { field: "surgery", op: ">=", value: 28, unit: "d" } },
  ],
  exclusion: [{ id: "E1", label: "x", condition: { field: "bm", op: "is", value: true } }],
};
const { trials } = loadTrials([{ file: "t.json", text: JSON.stringify(TRIAL) }], () => undefined);
const PASSES = { id: "P1", plt: 100, bm: false, surgery: "2025-11-01" };
const AS_OF = { asOf: "2026-01-15" };

/** The verdicts on one record, in the order of criteria, after its problem if it has one. */
async function verdicts(record: object): Promise<string> {
  const { candidates } = await screenRecords(trials, [record], AS_OF);
  return candidates
    .map(({ problems, trials: [one] }) =>
      [...problems.map(({ code }) => code), ...(one?.criteria ?? []).map(({ verdict }) => verdict)].join(" "),
    )
    .join("; ");
}

function cyclicList(): unknown {
  const list: unknown[] = [];
  list.push(list);
  return list;
}

function nested(levels: number): unknown {
  let value: unknown = true;
  for (let level = 0; level < levels; level++) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

describe("values that JSON cannot represent are unknown, and neither blank nor ignored", () => {
  test.each([
    // A blank means "no" here, so a value that turned into null would pass.
    ["bm", Number.NaN],
    ["bm", Number.POSITIVE_INFINITY],
    ["bm", new Number(Number.NaN)],
    ["bm", [Number.NaN]],
    ["bm", [undefined]],
    ["bm", { value: Number.NaN }],
    ["bm", { value: undefined }],
    ["bm", new Date(Number.NaN)],
    ["bm", () => false],
    ["bm", Symbol("no")],
    ["bm", new Map()],
    ["bm", new Set([false])],
    ["bm", Promise.resolve(false)],
    ["bm", new Uint8Array(1)],
    ["bm", Buffer.from("no")],
    ["plt", Number.NEGATIVE_INFINITY],
    ["plt", [90, Number.NaN]],
    ["plt", new Date("2026-01-01")],
    ["surgery", new Date(Number.NaN)],
    ["surgery", new Date("2025-12-17T23:00:00Z")], // it may be meant as the 18th, as it is in Berlin
  ] as const)("%s: %s", async (key, value) => {
    const order = ["plt", "surgery", "bm"];
    expect(await verdicts({ ...PASSES, [key]: value })).toBe(order.map((one) => (one === key ? "unknown" : "pass")).join(" "));
  });

  test.each([
    ["a blank", { bm: null }, "pass pass pass"],
    ["undefined is an absent key", { bm: undefined }, "pass pass unknown"],
    ["strings, numbers and booleans in objects", { plt: new Number(100), bm: new Boolean(false) }, "pass pass pass"],
    ["toJSON", { plt: { toJSON: () => 100 } }, "pass pass pass"],
    ["a date", { surgery: new Date("2025-12-01") }, "pass pass pass"],
    ["a date that is too late", { surgery: new Date("2026-01-01") }, "pass fail pass"],
    ["the same object in two places", { other: PASSES, more: PASSES }, "pass pass pass"],
    ["keys such as `__proto__`", JSON.parse('{"__proto__":{"bm":true},"constructor":1}'), "pass pass pass"],
    ["values without a field", { note: new Map(), late: new Date(1) }, "pass pass pass"],
    ["an invalid ID", { id: Number.NaN }, "missing-id pass pass pass"],
    ["minus zero", { plt: -0 }, "unknown pass pass"],
  ])("%s", async (_, change, expected) => expect(await verdicts({ ...PASSES, ...change })).toBe(expected));

  test("very deep records are read", async () => {
    expect(await verdicts({ ...PASSES, note: nested(100_000) })).toBe("pass pass pass");
    expect(await verdicts({ ...PASSES, bm: nested(100_000) })).toBe("pass pass unknown");
  });

  test("what is not a record keeps its position", async () => {
    const given: object[] = [PASSES, new Map([["plt", 100]]), new Uint8Array(3), [PASSES], () => PASSES, new Date(0)];
    const records = Object.assign(given, { 6: null, 7: "x", length: 9 }); // the record with index 8 is missing
    const { candidates } = await screenRecords(trials, records, AS_OF);
    const isOne = [true, ...Array.from({ length: 8 }, () => false)];
    expect(candidates.map(({ problems }) => problems.map(({ code }) => code).join())).toEqual(
      isOne.map((one) => (one ? "" : "not-a-record")),
    );
  });
});

describe("clear errors", () => {
  test.each([
    ["a bigint", { ...PASSES, plt: 100n }, "record 1: `plt` is a bigint: give a number or a text"],
    ["a bigint in an object", { ...PASSES, plt: Object(100n) }, "record 1: `plt` is a bigint: give a number or a text"],
    ["a bigint in a list", { ...PASSES, plt: [{ value: 1n }] }, "record 1: `plt.0.value` is a bigint: give a number or a text"],
    ["a list that contains itself", { ...PASSES, note: cyclicList() }, "record 1: `note.0` contains itself"],
  ])("%s", async (_, record, message) => {
    await expect(screenRecords(trials, [record], AS_OF)).rejects.toThrow(new TypeError(message));
  });

  test("a getter or toJSON that throws; its message is not shown", async () => {
    const fail = (): never => {
      throw new Error("79");
    };
    const record = Object.defineProperty({ id: "P1" }, "plt", { enumerable: true, get: fail });
    await expect(screenRecords(trials, [record], AS_OF)).rejects.toThrow(
      new TypeError("record 1: `plt` cannot be read: getting it throws"),
    );
    await expect(screenRecords(trials, [{ toJSON: fail }], AS_OF)).rejects.toThrow(
      new TypeError("record 1 cannot be read: getting it throws"),
    );
  });

  test("a record that contains itself", async () => {
    const record: Record<string, unknown> = { ...PASSES };
    record["self"] = { again: record };
    await expect(screenRecords(trials, [PASSES, record], AS_OF)).rejects.toThrow(
      new TypeError("record 2: `self.again` contains itself"),
    );
  });

  test.each([
    [
      '`asOf` must be a text such as "2026-01-15", not a number',
      () => screenRecords(trials, [PASSES], JSON.parse('{"asOf":20260115}')),
    ],
    [
      '`id` must be a text such as "patient_id", or a list of them, not null',
      () => screenRecords(trials, [PASSES], JSON.parse('{"id":null}')),
    ],
    [
      'the third argument must be options such as { asOf: "2026-01-15" }, not null',
      () => screenRecords(trials, [PASSES], JSON.parse("null")),
    ],
    ["the second argument must be an array of records, not an object", () => screenRecords(trials, JSON.parse('{"id":"P1"}'))],
    ["the second argument must be an array of records, not a string", () => screenRecords(trials, JSON.parse('"P1"'))],
    [
      "the first argument must be the `trials` of `loadTrials`, not an object",
      () => screenRecords(JSON.parse('{"trials":[]}'), [PASSES]),
    ],
    // Trials with errors are not in the list, and screening without trials would give a misleading result.
    [
      "the first argument must be the `trials` of `loadTrials`, at least one, not an empty array",
      () => screenRecords([], [PASSES]),
    ],
    ...[{}, TRIAL, null].map(
      (trial) =>
        [
          `the first argument must be the \`trials\` of \`loadTrials\`, each as it was loaded, not ${trial === null ? "null" : "an object"}`,
          () => screenRecords(JSON.parse(JSON.stringify([trial])), [PASSES]),
        ] as const,
    ),
    [
      "there is no option `columns`: the options are `asOf`, `id`, `columnMap`",
      () => screenRecords(trials, [PASSES], JSON.parse('{"columns":{}}')),
    ],
    [
      "there is no option `foo`: the options are `asOf`, `id`, `columnMap`",
      () => screenRecords(trials, [PASSES], JSON.parse('{"id":"id","foo":1}')),
    ],
    [
      'the third argument must be options such as { asOf: "2026-01-15" }, not an empty array',
      () => screenRecords(trials, [PASSES], JSON.parse("[]")),
    ],
    [
      '`id` must be a text such as "patient_id", or a list of them, not an empty text',
      () => screenRecords(trials, [PASSES], { id: "" }),
    ],
    [
      "the second argument must be an array of records, not an async iterable: collect its items in an array",
      () => Reflect.apply(screenRecords, undefined, [trials, (async function* () {})(), AS_OF]),
    ],
    [
      "the second argument must be an array of records, not an iterator: spread it into an array",
      () => Reflect.apply(screenRecords, undefined, [trials, [PASSES].values(), AS_OF]),
    ],
    [
      "the second argument must be an array of records, not a promise: `await` it",
      () => Reflect.apply(screenRecords, undefined, [trials, Promise.resolve([PASSES]), AS_OF]),
    ],
    // `loadColumnMap` gives undefined for a map with errors. Without the map, other cells would be read.
    [
      "`columnMap` must be the `map` of `loadColumnMap`, without faults, not undefined",
      () => Reflect.apply(screenRecords, undefined, [trials, [PASSES], { ...AS_OF, columnMap: undefined }]),
    ],
    [
      "`columnMap` must be the `map` of `loadColumnMap`, without faults, not an object",
      () => Reflect.apply(screenRecords, undefined, [trials, [PASSES], { ...AS_OF, columnMap: { columns: {} } }]),
    ],
    ["`id` names a key twice", () => screenRecords(trials, [PASSES], { id: ["id", "id"] })],
  ] as const)("%s", async (message, call) => {
    await expect(call()).rejects.toThrow(new TypeError(message));
  });

  test("messages about the ID mention the option of the library", async () => {
    const record = { ...PASSES, SUBJID: 1, SITEID: 1 };
    await expect(screenRecords(trials, [PASSES], { ...AS_OF, id: "x" })).rejects.toThrow("the option `id`: there is no key `x`");
    await expect(screenRecords(trials, [PASSES], { ...AS_OF, id: ["id", "ID"] })).rejects.toThrow(
      "the option `id` names key `id` twice",
    );
    const sites = [record, { ...record, SITEID: 2 }].map(({ id: _id, ...rest }) => rest);
    await expect(screenRecords(trials, sites, AS_OF)).rejects.toThrow(
      "names more than one site; the option `id` takes a list of both",
    );
  });
});

describe("a screening", () => {
  const records = [PASSES, { ...PASSES, id: "P2", plt: 79 }];

  test("gives the same results one by one and as a list, every time", async () => {
    const screening = await screenRecords(trials, records, AS_OF);
    for (let time = 0; time < 2; time++) {
      const found: object[] = [];
      for await (const result of screening) found.push(result);
      expect(found).toEqual(screening.candidates);
    }
    expect(screening.candidates.map(({ candidate, trials: [one] }) => [candidate, one?.eligibility])).toEqual([
      ["P1", "eligible"],
      ["P2", "ineligible"],
    ]);
  });

  test("is not affected by later changes of the records", async () => {
    const record = { ...PASSES };
    const screening = await screenRecords(trials, [record], AS_OF);
    record.plt = 1;
    expect(screening.candidates[0]?.trials[0]?.eligibility).toBe("eligible");
  });

  test("calls a getter only once", async () => {
    let times = 0;
    const record = { ...PASSES, get plt() { times += 1; return 100; } }; // biome-ignore format: one line
    const screening = await screenRecords(trials, [record], AS_OF);
    expect(screening.candidates).toHaveLength(1);
    expect(screening.notices).not.toHaveLength(0);
    expect(times).toBe(1);
  });

  test("has notes on what the cells show", async () => {
    const { notices } = await screenRecords(trials, records, AS_OF);
    expect(notices.map(({ code }) => code)).toEqual(["id-column", "assumed-unit"]);
  });

  test("uses a column map", async () => {
    const map = { id: "nr", missing: ["-9"], columns: { plt: { column: "lab.PLT", unit: "10*3/uL" } } };
    const { map: columnMap } = loadColumnMap({ file: "m.json", text: JSON.stringify(map) }, trials);
    if (columnMap === undefined) throw new Error("the map has a fault");
    const own = [79, 80, "-9"].map((PLT, nr) => ({ ...PASSES, nr, plt: undefined, lab: { PLT } }));
    const { candidates } = await screenRecords(trials, own, { ...AS_OF, columnMap });
    expect(candidates.map(({ trials: [one] }) => one?.criteria[0]?.verdict)).toEqual(["fail", "pass", "unknown"]);
    expect(candidates.map(({ candidate }) => candidate)).toEqual(["0", "1", "2"]);
  });
});

/** Cells are judged by the whole list, as in files, because the same code reads both. */
describe("columns are judged as a whole", () => {
  test.each<[what: string, plt: readonly unknown[], expected: string]>([
    ["numbers in one unit", [100, 90, 120, 300], "pass pass pass pass"],
    // Alone, 100 would be in 10*9/L; here it may be in /uL.
    ["numbers of which most are in another unit", [250_000, 180_000, 100, 300_000], "pass pass unknown pass"],
    ["a missing code far from all others", [100, 90, 120, 999], "pass pass pass unknown"],
  ])("%s", async (_, plt, expected) => {
    const records = plt.map((value, at) => ({ ...PASSES, id: `P${at}`, plt: value }));
    const { candidates } = await screenRecords(trials, records, AS_OF);
    expect(candidates.map(({ trials: [one] }) => one?.criteria[0]?.verdict).join(" ")).toBe(expected);
  });

  test.each([
    ["a row with a summary", { id: "Mean", plt: 100 }, "not-a-candidate"],
    ["an ID twice", { ...PASSES, plt: 1 }, "repeated-id"],
  ])("%s", async (_, last, problem) => {
    const { candidates } = await screenRecords(trials, [PASSES, { ...PASSES, id: "P2" }, last], AS_OF);
    expect(candidates.at(-1)?.problems.map(({ code }) => code)).toEqual([problem]);
    expect(candidates.at(-1)?.trials[0]?.criteria[0]?.verdict).not.toBe("pass");
  });
});
