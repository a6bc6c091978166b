import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { loadTrials } from "../../src/language/load/load.js";
import type { Trial } from "../../src/language/model.js";
import { plainPaint } from "../../src/report/paint.js";
import { showJson } from "../../src/report/show-json.js";
import { showMarkdown } from "../../src/report/show-markdown.js";
import { showText } from "../../src/report/show-text.js";
import { type ShownTrial, showTrial } from "../../src/report/shown.js";
import { displayWidth } from "../../src/text/terminal-text.js";
import { expectGolden } from "./golden.js";

const DIGEST = "0123456789abcdef".repeat(4);
const FILES = [
  { file: "criteria/T1.json", sha256: DIGEST },
  { file: "criteria/dictionary.json", sha256: DIGEST },
];

function trialOf(text: string, file = "t.json"): Trial {
  const { trials, diagnostics } = loadTrials([{ file, text }], (name) => ({ file: name, text: readFileSync(name, "utf8") }));
  expect(diagnostics).toEqual([]);
  const [trial] = trials;
  if (trial === undefined) throw new Error("no trial");
  return trial;
}

/**
 * A trial with everything that a page may have to show: all kinds of conditions, assumptions, a criterion without a source,
 * hostile text.
 */
const SAMPLE = JSON.stringify({
  trial: {
    id: "T1",
    title: "A trial of *everything* | at <once>",
    source: "https://example.org/T1?x=1_2",
    version: "protocol 2.0",
  },
  fields: {
    platelets: { type: "number", label: "Platelets", unit: "10*9/L", plausible: [1, 2000] },
    alt: { type: "number", label: "ALT", unit: "U/L", plausible: [2, 20000] },
    glucose: { type: "number", label: "Glucose", unit: "mmol/L", plausible: [0.5, 100], assumeUnit: false, molarMass: 180.156 },
    age: { type: "number", label: "Age", unit: "a", plausible: [0, 120], since: "birth_date" },
    birth_date: { type: "date", label: "Date of birth" },
    last_dose: { type: "date", label: "Last dose" },
    pregnant: { type: "boolean", label: "Pregnant", whenBlank: false },
    brain: { type: "boolean", label: "Brain metastasis" },
    her2: { type: "code", label: "HER2 status", codes: { positive: [], negative: [], unclear: [] } },
  },
  inclusion: [
    { id: "I1", label: "Adult", source: "inclusion, item 1", condition: { field: "age", op: ">=", value: 18, unit: "a" } },
    {
      id: "I2a",
      label: "Platelets at least 80 × 10⁹/L",
      source: "inclusion, item 2",
      condition: { field: "platelets", op: ">=", value: 80, unit: "10*9/L", maxAge: { value: 14, unit: "d" } },
    },
    {
      id: "I2b",
      label: "ALT at most 2.5 × ULN",
      source: "inclusion, item 2",
      note: "5 × ULN\nwith liver metastases is not in this version: \u001b[2J",
      condition: { field: "alt", op: "<=", value: 2.5, unit: "[ULN]" },
    },
    {
      id: "I3",
      label: "Without a place",
      condition: {
        all: [
          {
            not: {
              any: [
                { field: "brain", op: "is", value: true },
                { field: "her2", op: "in", value: ["unclear", "negative"] },
              ],
            },
          },
          {
            atLeast: 1,
            of: [{ field: "last_dose", op: ">=", value: 6, unit: "mo" }, { not: { field: "brain", op: "is", value: true } }],
          },
        ],
      },
    },
  ],
  exclusion: [
    { id: "E1", label: "Pregnancy", source: "exclusion, item 1", condition: { field: "pregnant", op: "is", value: true } },
    {
      id: "E2",
      label: "High glucose",
      source: "exclusion, item 2",
      accept: [{ code: "label-mismatch", why: "the protocol\nsays both" }],
      condition: { field: "glucose", op: ">", value: 250, unit: "mg/dL" },
    },
  ],
  notEvaluated: [
    { source: "exclusion, item 3", label: "Investigator's judgement", why: "only a person\ncan judge" },
    { label: "Consent" },
  ],
});

const sample = showTrial(trialOf(SAMPLE), FILES);
const shipped = showTrial(trialOf(readFileSync("criteria/NCT02843126.json", "utf8"), "criteria/NCT02843126.json"), FILES);
const text = (trials: readonly ShownTrial[], width = 80): string =>
  showText(trials, { width, paint: plainPaint, version: "0.1.0" });

test.each<[string, () => string]>([
  ["show.txt", () => text([sample])],
  ["show-40.txt", () => text([sample], 40)],
  ["show-shipped.txt", () => text([shipped])],
  ["show.md", () => showMarkdown([sample], "0.1.0")],
  ["show.json", () => showJson([sample], "0.1.0")],
])("%s", (name, make) => expectGolden(make(), name));

test("an empty list of criteria is reported as empty", () => {
  const none = showTrial(trialOf(SAMPLE.replace(/"exclusion":.*/, '"exclusion":[]}')), FILES);
  expect(text([none])).toContain("\nExclusion: the file has no exclusion criterion\n");
  expect(showMarkdown([none], "0")).toContain("\n## Exclusion: the file has no exclusion criterion\n");
});

test("only criteria that depend on the as-of date mention it", () => {
  expect(text([shipped])).not.toContain("as-of");
  expect(text([sample])).toContain("Months and years are calendar months and years");
});

test("every exclusion says that it excludes, and no inclusion does", () => {
  const leads = (page: string, word: string): number => page.split(word).length - 1;
  expect(leads(text([shipped], 200), "Excluded if: ")).toBe(6);
  expect(leads(text([shipped], 200), "Required: ")).toBe(12);
});

test("several trials follow each other, each with its own place for a signature", () => {
  for (const page of [text([sample, shipped]), showMarkdown([sample, shipped], "0")])
    expect(page.split("Sign-off")).toHaveLength(3);
  expect(JSON.parse(showJson([sample, shipped], "0")).trials).toHaveLength(2);
});

/** The sample with this text in all places that come from a file. */
function withText(words: string): ShownTrial {
  const groups = (of: ShownTrial["inclusion"]) =>
    of.map(({ criteria }) => ({
      source: words,
      criteria: criteria.map((criterion) => ({
        ...criterion,
        label: words,
        note: words,
        condition: { ...criterion.condition, text: words },
      })),
    }));
  return { ...sample, title: words, version: words, inclusion: groups(sample.inclusion), exclusion: groups(sample.exclusion) };
}

test("no line is wider than the given width, no control character is printed, and markdown stays valid", () => {
  const shape = (page: string): readonly string[] => page.split("\n").map((line) => /^ *(#+|- |\||$)?/.exec(line)?.[0] ?? "");
  const expected = shape(showMarkdown([withText("word")], "0"));
  fc.assert(
    fc.property(fc.string({ unit: "binary", minLength: 1 }), fc.integer({ min: 20, max: 120 }), (words, width) => {
      const trial = withText(words);
      for (const line of text([trial], width).split("\n")) {
        expect(displayWidth(line)).toBeLessThanOrEqual(width);
        expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      }
      expect(shape(showMarkdown([trial], "0"))).toEqual(expected);
      expect(JSON.parse(showJson([trial], "0")).trials[0].criteria[0].label).toBe(words);
    }),
  );
});
