import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Doubt } from "../../src/evaluate/truth.js";
import { outputLineSchema, outputSchema } from "../../src/report/output-schema.js";
import { readingJson } from "../../src/report/reading-json.js";
import { MISSING_WORDS, UNREADABLE_WORDS } from "../../src/values/describe-reading.js";
import type { Reading } from "../../src/values/reading.js";
import { missing, unreadable } from "../../src/values/reading.js";
import { report, SAMPLE } from "./report.js";
import { number, quantities, truth, unit } from "./sample.js";

const ajv = new Ajv({ strict: true, allowUnionTypes: true, allErrors: true });
const isDocument = ajv.compile(outputSchema);
const isLine = ajv.compile(outputLineSchema);
const golden = (name: string): string => readFileSync(new URL(`golden/${name}`, import.meta.url), "utf8");

describe("golden files are valid by the published schemas", () => {
  test.each(["output", "output-no-reasons", "output-no-values", "output-two", "output-nobody"])("%s.json", (name) => {
    isDocument(JSON.parse(golden(`${name}.json`)));
    expect(isDocument.errors).toBeNull();
  });

  test.each(["output", "output-no-reasons", "output-two"])("%s.ndjson", (name) => {
    const lines = golden(`${name}.ndjson`).trimEnd().split("\n");
    for (const line of lines) {
      isLine(JSON.parse(line));
      expect(isLine.errors).toBeNull();
    }
    // json has the same candidates, with look-ups and near misses in addition.
    const { candidates }: { candidates: { trials: object[] }[] } = JSON.parse(golden(`${name}.json`));
    for (const trial of candidates.flatMap(({ trials }) => trials)) {
      Reflect.deleteProperty(trial, "lookUps");
      Reflect.deleteProperty(trial, "nearMiss");
    }
    expect(candidates).toEqual(lines.map((line) => JSON.parse(line)));
  });
});

describe("the schemas refuse", () => {
  const document = (): Record<string, unknown> => JSON.parse(golden("output.json"));
  test.each<[string, Record<string, unknown>]>([
    ["an unknown key", { more: 1 }],
    ["another version", { schemaVersion: 2 }],
    ["an invalid candidate", { candidates: [{}] }],
    ["an unknown problem", { summary: { ...SAMPLE.summary, problems: { hurry: 1 } } }],
  ])("%s", (_, change) => expect(isDocument({ ...document(), ...change })).toBe(false));

  test("a reason without evidence", () => {
    const line = golden("output.ndjson").split("\n")[0] ?? "";
    expect(isLine(JSON.parse(line))).toBe(true);
    expect(isLine(JSON.parse(line.replace(/,"evidence":\[\{.*?\}\]\}/, "}")))).toBe(false);
  });
});

const grams = unit("g/dL");
const perLitre = unit("10*9/L");

test.each<[string, Reading, object]>([
  [
    "a point",
    number(80),
    {
      state: "read",
      unit: "10*9/L",
      unitFrom: "heading",
      possibilities: [{ low: 80, high: 80, lowOpen: false, highOpen: false }],
      dropped: [],
    },
  ],
  [
    "below a limit, with an open end",
    quantities([{ low: -Infinity, high: 5, lowOpen: true, highOpen: true, unit: perLitre }], "cell"),
    { state: "read", unit: "10*9/L", unitFrom: "cell", possibilities: [{ high: 5, lowOpen: true, highOpen: true }], dropped: [] },
  ],
  [
    "a bare score",
    quantities([{ low: 1, high: 2, lowOpen: false, highOpen: false, unit: undefined }], "none"),
    {
      state: "read",
      unit: null,
      unitFrom: "none",
      possibilities: [{ low: 1, high: 2, lowOpen: false, highOpen: false }],
      dropped: [],
    },
  ],
  [
    "two units, both with their names",
    quantities([
      { low: 8, high: 8, lowOpen: false, highOpen: false, unit: grams },
      { low: 80, high: 80, lowOpen: false, highOpen: false, unit: perLitre },
    ]),
    {
      state: "read",
      unit: "g/dL",
      unitFrom: "heading",
      possibilities: [
        { low: 8, high: 8, lowOpen: false, highOpen: false },
        { low: 80, high: 80, lowOpen: false, highOpen: false, unit: "10*9/L" },
      ],
      dropped: [],
    },
  ],
  [
    "a partial date",
    { state: "read", type: "date", possibilities: [{ low: 19_814, high: 19_843 }], dropped: [] },
    {
      state: "read",
      unit: null,
      unitFrom: "none",
      possibilities: [{ low: "2024-04-01", high: "2024-04-30", lowOpen: false, highOpen: false }],
      dropped: [],
    },
  ],
  [
    "a blank that means no",
    truth(false, "blank"),
    { state: "read", unit: null, unitFrom: "none", possibilities: [{ value: false }], dropped: [], assumed: "blank" },
  ],
  [
    "a code",
    { state: "read", type: "code", possibilities: ["positive"], assumed: undefined },
    { state: "read", unit: null, unitFrom: "none", possibilities: [{ value: "positive" }], dropped: [], assumed: null },
  ],
  ["missing", missing("blank"), { state: "missing", reason: "blank" }],
  [
    "unreadable",
    unreadable("implausible", "looks like /uL"),
    { state: "unreadable", reason: "implausible", hint: "looks like /uL" },
  ],
  ["unreadable without a hint", unreadable("range"), { state: "unreadable", reason: "range", hint: null }],
])("a reading: %s", (_, reading, json) => {
  // Compared as text, because the order of keys is published, too.
  expect(JSON.stringify(readingJson(reading))).toBe(JSON.stringify(json));
});

test("any text survives json, and control and invisible characters are escaped", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const results = SAMPLE.results.slice(0, 1).map((result) => ({
        ...result,
        candidate: text,
        problems: [{ code: "missing-id" as const, message: text }],
        trials: result.trials.map((trial) => ({
          ...trial,
          criteria: trial.criteria.map((criterion) => ({
            ...criterion,
            because: text,
            evidence: criterion.evidence.map((leaf) => ({ ...leaf, cell: text, column: text })),
          })),
        })),
      }));
      const line = report("ndjson", {}, { ...SAMPLE, results });
      expect(line.trimEnd()).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      const value = JSON.parse(line);
      expect(isLine(value)).toBe(true);
      expect(value.candidate).toBe(text);
      expect(value.trials[0].criteria[0].evidence[0].cell).toBe(text);
      expect(isDocument(JSON.parse(report("json", {}, { ...SAMPLE, results })))).toBe(true);
    }),
  );
});

test("every reason of the long layout is documented", () => {
  const page = readFileSync(new URL("../../src/reference/results.md", import.meta.url), "utf8");
  const doubts: Readonly<Record<Doubt, 0>> = {
    undecided: 0,
    undated: 0,
    outdated: 0,
    "after-as-of": 0,
    "no-uln": 0,
    "no-lln": 0,
    "no-value": 0,
  };
  const codes = [MISSING_WORDS, UNREADABLE_WORDS, doubts].flatMap((of) => Object.keys(of));
  expect(codes.filter((code) => !page.includes(`\`${code}\``))).toEqual([]);
});
