/** The output of a run depends on the files only, and not on threads, blocks and chunks. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FORMATS } from "../../src/report/reporter.js";
import { type MemoryFile, screenFiles, type Way } from "./build.js";

const HEADING = ["patient_id", "sex", "PLT", "WBC", "brain_metastasis", "kps", "remarks"];
const cell = fc.oneof(
  fc.constantFrom("", "NA", "80", "79.9", "<80", "female", "F", "yes", "1", "0", "3", "1,200", "~80", "90 %", "=1+1", "ü", "肝"),
  fc.constantFrom('"a, b"', '"two\nlines"', '5" x', '"say ""so"""'),
);
/** Few IDs, so that many are repeated, within and across files. */
const id = fc.oneof(
  fc.constantFrom("A", "B", " A ", "", "__proto__", "e\u0301", "\u00e9"),
  fc.constantFrom("Mean", "N", "#1", "# x", "Total"),
  fc.nat(40).map((n) => `P${n}`),
);
const row = fc.tuple(id, fc.array(cell, { minLength: 5, maxLength: 7 })).map(([name, cells]) => [name, ...cells].join(","));
const table = fc.array(row, { minLength: 1, maxLength: 60 }).map((rows) => [HEADING.join(","), ...rows, ""].join("\n"));

const value = fc.oneof(fc.constantFrom(80, 79.9, true, null, "NA", "<80", "female", [1, 2]), fc.string());
const record = fc
  .record(
    { patient_id: id, PLT: value, sex: value, kps: value, other: fc.anything({ maxDepth: 1 }) },
    { requiredKeys: ["patient_id", "PLT"] },
  )
  .map((one) => JSON.stringify(one));
/** Lists for which one pass is enough. */
const clean = fc
  .array(fc.array(cell, { minLength: 6, maxLength: 6 }), { minLength: 1, maxLength: 60 })
  .map((rows) => [HEADING.join(","), ...rows.map((cells, index) => `U${index},${cells.join(",")}`), ""].join("\n"));
const records = fc.array(record, { minLength: 1, maxLength: 60 });

const files: fc.Arbitrary<readonly MemoryFile[]> = fc.oneof(
  table.map((text) => [{ name: "a.csv", text }]),
  clean.map((text) => [{ name: "a.csv", text }]),
  fc.tuple(table, table).map(([one, two]) => [
    { name: "a.csv", text: one },
    { name: "b.csv", text: two },
  ]),
  records.map((lines) => [{ name: "a.ndjson", text: lines.join("\n") }]),
  records.map((lines) => [{ name: "a.json", text: `[${lines.join(" ,\n")}]` }]),
  table.map((text) => [{ name: "a.csv", text, isUtf16: true }]),
  fc.tuple(records, table).map(([lines, text]) => [
    { name: "a.ndjson", text: lines.join("\n") },
    { name: "b.csv", text: text.replaceAll("\n", "\r\n") },
  ]),
);

const way: fc.Arbitrary<Way> = fc.record({
  jobs: fc.constantFrom(1, 2, 3, 5),
  blockSize: fc.constantFrom(1, 40, 300, 5000),
  chunk: fc.constantFrom(1, 7, 100, 4096),
  isAtOnce: fc.boolean(),
  bytesPerWorker: fc.constantFrom(1, 200, 1000),
});

/** Without xlsx, whose output depends on blocks; test/workbook-output.test.ts checks it. */
const output = fc.record({
  format: fc.constantFrom(...FORMATS.filter((format) => format !== "xlsx")),
  layout: fc.constantFrom("wide" as const, "long" as const),
  reasons: fc.boolean(),
  page: fc.constant({ script: "", scriptHash: "", styleHash: "", trials: [] }),
  only: fc.constantFrom(undefined, "undetermined" as const, "ineligible" as const),
});

const trials = fc.constantFrom(["NCT02843126"], ["NCT02843126", "NCT03007836"]);

/** What a user sees of a run, or the error that stops it. */
async function seen(...args: Parameters<typeof screenFiles>): Promise<unknown> {
  try {
    const { text, outcome, notices } = await screenFiles(...args);
    return { text, outcome, notices };
  } catch (error) {
    return String(error);
  }
}

describe("the same output and messages", () => {
  test.each([false, true])(
    "with any number of threads, and blocks and chunks of any size; assumed unique ids: %s",
    async (unique) => {
      await fc.assert(
        fc.asyncProperty(files, output, way, trials, async (list, settings, how, ids) => {
          // These formats collect all rows first, so they always run on one thread.
          const own = settings.format === "table" || settings.format === "html" ? { ...how, jobs: 1 } : how;
          expect(await seen(list, settings, own, unique, ids)).toEqual(await seen(list, settings, {}, unique, ids));
        }),
        { numRuns: 40 },
      );
    },
  );

  test("json output is a single document, whichever block has the first candidate", async () => {
    const rows = Array.from({ length: 50 }, (_, index) => `P${index},${index === 40 ? "male" : "female"},90,4,no,90,`);
    const list = [{ name: "a.csv", text: [HEADING.join(","), ...rows].join("\n") }];
    for (const jobs of [1, 3]) {
      const { text } = await screenFiles(list, { format: "json", only: "ineligible" }, { jobs, blockSize: 100 });
      const document: { candidates: { candidate: string }[] } = JSON.parse(text);
      expect(document.candidates.map(({ candidate }) => candidate)).toEqual(["P40"]);
    }
  });
});

describe("one pass is enough, unless the list needs a preflight", () => {
  const heading = "patient_id,PLT (10*9/L),sex";
  const rows = Array.from({ length: 60 }, (_, index) => `P${index},${70 + index},female`);
  const file = (name: string, ...lines: readonly string[]): MemoryFile => ({ name, text: [heading, ...lines].join("\n") });

  test.each<[string, readonly MemoryFile[], boolean]>([
    ["a list", [file("a.csv", ...rows)], true],
    ["two lists", [file("a.csv", ...rows.slice(0, 30)), file("b.csv", ...rows.slice(30))], true],
    ["records without an id", [file("a.csv", ...rows, ",90,female", ",90,female")], true],
    ["a list without a recognised ID column", [{ name: "a.csv", text: "PLT,sex\n90,female\n90,female\n" }], false],
    ["a second column of ids", [{ name: "a.csv", text: "patient_id,MRN,PLT\nP1,7,90\nP2,7,90\n" }], false],
    ["one value in another unit", [file("a.csv", ...rows, "P60,81000,female")], true],
    ["an id twice", [file("a.csv", ...rows, "P3,90,female")], false],
    ["an id in two files", [file("a.csv", ...rows), file("b.csv", "P3,90,female")], false],
    ["a column in another unit", [file("a.csv", ...rows.map((row) => row.replace(",female", "000,female")))], false],
    ["a ragged row", [file("a.csv", ...rows, "P60,90")], true],
    ["a missing code", [file("a.csv", ...rows, "P60,999,female", "P61,9999,female")], false],
    ["headings only", [file("a.csv", ...rows), file("b.csv")], false],
    ["a quote that never closes", [file("a.csv", ...rows, 'P60,"90,female')], false],
    ["a heading that no criterion uses", [{ name: "a.csv", text: "one,two\n1,2\n" }], false],
    ["JSON", [{ name: "a.ndjson", text: '{"patient_id":"A","PLT":90}' }], false],
  ])("%s", async (_, list, isEnough) => {
    const ways = [{ jobs: 1 }, { jobs: 2 }, { jobs: 3 }].map((way) => ({ ...way, blockSize: 100, isAtOnce: true }));
    const whole = await seen(list, {});
    for (const way of ways) expect(await seen(list, {}, way)).toEqual(whole);
    const ended = await screenFiles(list, {}, ways[0]).catch(() => ({ wasAtOnce: false }));
    expect(ended.wasAtOnce).toBe(isEnough);
  });
});

describe("repeated ids", () => {
  const list = (ids: readonly string[]): readonly MemoryFile[] => [
    { name: "a.csv", text: ["patient_id,PLT", ...ids.map((one) => `${one},90`)].join("\n") },
  ];
  const problemsOf = async (ids: readonly string[], unique = false): Promise<readonly string[]> => {
    const { text } = await screenFiles(list(ids), { format: "ndjson" }, { jobs: 2, blockSize: 30 }, unique);
    return text
      .trimEnd()
      .split("\n")
      .map((line) => {
        const { problems }: { problems: { code: string; message: string }[] } = JSON.parse(line);
        return problems.map(({ message }) => message).join("; ");
      });
  };

  test.each<[string, readonly string[], readonly string[]]>([
    [
      "both are reported, including the first",
      ["A", "B", "A"],
      ["duplicate ID: also in row 4", "", "duplicate ID: also in row 2"],
    ],
    [
      "composed and decomposed letters are the same",
      ["e\u0301", "\u00e9"],
      ["duplicate ID: also in row 3", "duplicate ID: also in row 2"],
    ],
    ["capitals and leading zeros make a difference", ["a", "A", "7", "07"], ["", "", "", ""]],
    [
      "names such as `__proto__` are ordinary IDs",
      ["__proto__", "constructor", "__proto__"],
      ["duplicate ID: also in row 4", "", "duplicate ID: also in row 2"],
    ],
    [
      "at most four other rows are listed",
      ["A", "A", "A", "A", "A", "A"],
      Array.from(
        { length: 6 },
        (_, own) =>
          `duplicate ID: also in ${[2, 3, 4, 5, 6, 7]
            .filter((row) => row !== own + 2)
            .slice(0, 4)
            .map((row) => `row ${row}`)
            .join(", ")} and more`,
      ),
    ],
  ])("%s", async (_, ids, expected) => {
    expect(await problemsOf(ids)).toEqual(expected);
  });

  test("assumed unique: only later ones are reported, with the first one", async () => {
    expect(await problemsOf(["A", "B", "A", "A"], true)).toEqual([
      "",
      "",
      "duplicate ID: also in row 2",
      "duplicate ID: also in row 2",
    ]);
  });

  test("among many IDs, exactly the repeated ones are reported", async () => {
    const ids = Array.from({ length: 3000 }, (_, index) => `P${(index * 7919) % 2900}`);
    const told = await problemsOf(ids);
    const counts = new Map<string, number>();
    for (const one of ids) counts.set(one, (counts.get(one) ?? 0) + 1);
    expect(told.map((message) => message !== "")).toEqual(ids.map((one) => (counts.get(one) ?? 0) > 1));
  });
});

describe("a worker that dies", () => {
  const rows = Array.from({ length: 200 }, (_, index) => `P${index},90`);
  const list = [{ name: "a.csv", text: ["patient_id,PLT", ...rows].join("\n") }];

  test("ends the run, at whatever message it dies; if none dies, all records are screened", async () => {
    let deaths = 0;
    for (; ; deaths++) {
      const how = { jobs: 3, blockSize: 200, failAt: deaths + 1 };
      const end = await screenFiles(list, {}, how).then(({ outcome }) => outcome.summary.records, String);
      if (end === 200) break;
      expect(end).toBe("Error: a worker thread ended");
    }
    // Each run dies one message later, so there are as many as messages.
    expect(deaths).toBeGreaterThan(12);
  });
});
