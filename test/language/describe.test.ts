import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Described, describeCondition } from "../../src/language/describe.js";
import { describeAssumptions, describeField } from "../../src/language/describe-field.js";
import { loadTrials } from "../../src/language/load/load.js";
import { type Condition, type Criterion, leavesOf, type Trial } from "../../src/language/model.js";
import { runs } from "../runs.js";

const FIELDS = {
  platelets: { type: "number", label: "Platelets", unit: "10*9/L", plausible: [1, 2000] },
  hemoglobin: { type: "number", label: "Hemoglobin", unit: "g/L", plausible: [20, 250] },
  creatinine: { type: "number", label: "Creatinine", unit: "umol/L", plausible: [20, 3000], molarMass: 113.12 },
  alt: { type: "number", label: "ALT", unit: "U/L", plausible: [2, 20000] },
  calcium: { type: "number", label: "Calcium", unit: "mmol/L", plausible: [1, 5], valence: 2 },
  hematocrit: { type: "number", label: "Hematocrit", unit: "%", plausible: [10, 70], fraction: true },
  lesions: { type: "number", label: "Lesions", plausible: [0, 100], integer: true, counted: ["lesions"] },
  liver_lesions: { type: "number", label: "Liver lesions", plausible: [0, 100], integer: true, partOf: "lesions" },
  egfr: { type: "number", label: "eGFR", unit: "mL/min/{1.73_m2}", plausible: [1, 250] },
  inr: { type: "number", label: "INR", unit: "{INR}", plausible: [0.5, 20] },
  ecog: { type: "number", label: "ECOG", plausible: [0, 5], integer: true, ranges: true },
  survival: { type: "number", label: "Life expectancy", unit: "mo", plausible: [0, 720], assumeUnit: false },
  age: { type: "number", label: "Age", unit: "a", plausible: [0, 120], since: "birth_date" },
  birth_date: { type: "date", label: "Date of birth" },
  last_dose: { type: "date", label: "Last dose", plausible: [0, 5] },
  pregnant: { type: "boolean", label: "Pregnant", whenBlank: false },
  brain: { type: "boolean", label: "Brain metastasis" },
  her2: { type: "code", label: "HER2 status", codes: { positive: [], negative: [] }, undecided: { equivocal: { spellings: ["2+"], means: ["positive", "negative"], note: "IHC 2+: in situ hybridization decides" }, open: { means: ["positive", "negative"] } } }, // biome-ignore format: one field per line
  smoker: { type: "code", label: "Smoking", codes: { never: [], former: [] }, whenBlank: "never" },
} as const;

function trialOf(condition: object): Trial {
  const text = JSON.stringify({ trial: { id: "T" }, fields: FIELDS, inclusion: [{ id: "I1", label: "l", condition }] });
  const { trials, diagnostics } = loadTrials([{ file: "t.json", text }], () => undefined);
  expect(diagnostics).toEqual([]);
  const [trial] = trials;
  if (trial === undefined) throw new Error("no trial");
  return trial;
}

function criterionOf(trial: Trial): Criterion {
  const [criterion] = trial.criteria;
  if (criterion === undefined) throw new Error("no criterion");
  return criterion;
}

const described = (condition: object): Described => describeCondition(criterionOf(trialOf(condition)).condition);
const linesOf = ({ text, of }: Described, indent = ""): readonly string[] => [
  indent + text,
  ...of.flatMap((member) => linesOf(member, `${indent}  `)),
];

test.each<[object, string]>([
  [{ field: "platelets", op: ">=", value: 80, unit: "10*9/L" }, "“Platelets” is at least 80 × 10⁹/L"],
  // Another unit than the field's is pointed out, because 80 and 80000 are easily confused.
  [
    { field: "platelets", op: ">=", value: 80000, unit: "/uL" },
    "“Platelets” is at least 80000 /µL (converted: the field is in 10⁹/L)",
  ],
  [{ field: "platelets", op: ">=", value: 80, unit: "10*3/uL" }, "“Platelets” is at least 80 × 10³/µL"], // the same size of unit
  [{ field: "hemoglobin", op: "<", value: 8.5, unit: "g/dL" }, "“Hemoglobin” is below 8.5 g/dL (converted: the field is in g/L)"],
  [
    { field: "creatinine", op: "<=", value: 1.5, unit: "mg/dL" },
    "“Creatinine” is at most 1.5 mg/dL (converted: the field is in µmol/L)",
  ],
  [{ field: "alt", op: "<=", value: 2.5, unit: "[ULN]" }, "“ALT” is at most 2.5 times the upper limit of normal"],
  [{ field: "egfr", op: ">", value: 60, unit: "mL/min/{1.73_m2}" }, "“eGFR” is above 60 mL/min/1.73 m²"],
  [{ field: "ecog", op: "between", value: [0, 1] }, "“ECOG” is from 0 to 1, both included"],
  [{ field: "ecog", op: "=", value: 1 }, "“ECOG” is exactly 1"],
  [{ field: "ecog", op: "!=", value: 1 }, "“ECOG” is anything but 1"],
  [{ field: "survival", op: ">", value: 1, unit: "mo" }, "“Life expectancy” is above 1 month"],
  [{ field: "age", op: ">=", value: 18, unit: "a" }, "“Age” is at least 18 years"],
  // Exact numbers without exponents, as they are compared.
  [{ field: "hemoglobin", op: ">=", value: 1e2, unit: "g/L" }, "“Hemoglobin” is at least 100 g/L"],
  [
    { field: "platelets", op: ">=", value: 80, unit: "10*9/L", maxAge: { value: 14, unit: "d" } },
    "“Platelets” is at least 80 × 10⁹/L, measured at most 14 days before the as-of date, not after it",
  ],
  [{ field: "last_dose", op: ">=", value: 28, unit: "d" }, "“Last dose” is at least 28 days before the as-of date"],
  [{ field: "last_dose", op: ">", value: 1, unit: "wk" }, "“Last dose” is more than 1 week before the as-of date"],
  [{ field: "last_dose", op: "<", value: 6, unit: "mo" }, "“Last dose” is less than 6 months before the as-of date"],
  [{ field: "last_dose", op: "<=", value: 1, unit: "a" }, "“Last dose” is at most 1 year before the as-of date"],
  [
    { field: "last_dose", op: "between", value: [1, 2], unit: "mo" },
    "“Last dose” is from 1 to 2 months before the as-of date, both included",
  ],
  [{ field: "last_dose", op: "<", value: "2024-01-01" }, "“Last dose” is before 2024-01-01"],
  [{ field: "last_dose", op: "<=", value: "2024-01-01" }, "“Last dose” is on or before 2024-01-01"],
  [{ field: "last_dose", op: "!=", value: "2024-01-01" }, "“Last dose” is on any day but 2024-01-01"],
  [
    { field: "last_dose", op: "between", value: ["2024-01-01", "2024-02-01"] },
    "“Last dose” is from 2024-01-01 to 2024-02-01, both days included",
  ],
  [{ field: "brain", op: "is", value: true }, "“Brain metastasis” is yes"],
  [{ field: "brain", op: "is", value: false }, "“Brain metastasis” is no"],
  [{ field: "brain", op: "known" }, "“Brain metastasis” is known, whatever it is"],
  [
    { field: "alt", op: "known", maxAge: { value: 7, unit: "d" } },
    "“ALT” is known, whatever it is, measured at most 7 days before the as-of date, not after it",
  ],
  [{ field: "her2", op: "is", value: "positive" }, "“HER2 status” is positive"],
  [{ field: "her2", op: "in", value: ["positive", "negative"] }, "“HER2 status” is one of: positive, negative"],
  [{ field: "her2", op: "not-in", value: ["positive", "negative"] }, "“HER2 status” is none of: positive, negative"],
  [{ field: "her2", op: "not-in", value: ["positive"] }, "“HER2 status” is anything but positive"],
  [{ not: { field: "brain", op: "is", value: true } }, "it is not the case that “Brain metastasis” is yes"],
])("%j", (condition, text) => expect(described(condition)).toMatchObject({ text, of: [] }));

describe("groups", () => {
  const a = { field: "brain", op: "is", value: true };
  const b = { field: "ecog", op: "<=", value: 2 };
  const members = ["  “Brain metastasis” is yes", "  “ECOG” is at most 2"];
  test.each<[object, readonly string[]]>([
    [{ all: [a, b] }, ["all of these", ...members]],
    [{ any: [a, b] }, ["at least one of these", ...members]],
    [{ atLeast: 2, of: [a, b, a] }, ["at least 2 of these 3", ...members, "  “Brain metastasis” is yes"]],
    // The group is negated as a whole, as "not at least one of these" would be misread.
    [{ not: { any: [a, b] } }, ["none of these", ...members]],
    [{ not: { all: [a, b] } }, ["not all of these", ...members]],
    [{ not: { atLeast: 2, of: [a, b] } }, ["fewer than 2 of these 2", ...members]],
    [{ not: { atLeast: 1, of: [a, b] } }, ["none of these", ...members]],
    [{ not: { not: { any: [a, b] } } }, ["it is not the case that none of these", ...members]],
    [
      { any: [a, { all: [b] }] },
      ["at least one of these", "  “Brain metastasis” is yes", "  all of these", "    “ECOG” is at most 2"],
    ],
  ])("%j", (condition, lines) => expect(linesOf(described(condition))).toEqual(lines));

  test("every leaf is described, in written order", () => {
    const leaf = fc.constantFrom(
      a,
      b,
      { field: "her2", op: "is", value: "positive" },
      { field: "brain", op: "is", value: false },
    );
    const { condition } = fc.letrec<{ condition: object }>((tie) => {
      const list = fc.array(tie("condition"), { minLength: 1, maxLength: 4 });
      return {
        condition: fc.oneof(
          { maxDepth: 5, withCrossShrink: true },
          leaf,
          list.map((all) => ({ all })),
          list.map((any) => ({ any })),
          list.map((of) => ({ atLeast: of.length, of })),
          tie("condition").map((not) => ({ not })),
        ),
      };
    });
    const endsOf = (tree: Described): readonly string[] => (tree.of.length === 0 ? [tree.text] : tree.of.flatMap(endsOf));
    fc.assert(
      fc.property(condition, (written) => {
        const checked: Condition = criterionOf(trialOf(written)).condition;
        const own = leavesOf(checked).map((one) => describeCondition(one).text);
        const ends = endsOf(describeCondition(checked));
        expect(ends).toHaveLength(own.length);
        for (const [i, text] of own.entries()) expect(ends[i]?.endsWith(text)).toBe(true); // a negation comes in front
      }),
      runs(100),
    );
  });
});

test.each<[object, readonly string[]]>([
  [{ field: "brain", op: "is", value: true }, []],
  [{ field: "platelets", op: ">=", value: 80, unit: "10*9/L" }, []],
  [{ field: "last_dose", op: ">=", value: 28, unit: "d" }, []],
  [{ field: "pregnant", op: "is", value: false }, ["an empty cell of “Pregnant” counts as no"]],
  [{ field: "smoker", op: "is", value: "never" }, ["an empty cell of “Smoking” counts as never"]],
  [
    { field: "age", op: ">=", value: 18, unit: "a" },
    ["where “Age” has no value of its own, it is the whole years from “Date of birth” to the as-of date"],
  ],
  // Mentioned once per field.
  [
    {
      any: [
        { field: "pregnant", op: "is", value: false },
        { field: "pregnant", op: "is", value: true },
      ],
    },
    ["an empty cell of “Pregnant” counts as no"],
  ],
])("assumed by %j", (condition, lines) => {
  const trial = trialOf(condition);
  expect(describeAssumptions(criterionOf(trial), trial.fields)).toEqual(lines);
});

test.each<[keyof typeof FIELDS, readonly string[]]>([
  [
    "platelets",
    [
      "a number in 10⁹/L (UCUM 10*9/L)",
      "assumed: a number without a unit is in 10⁹/L",
      "treated as unknown: anything outside 1 to 2000 × 10⁹/L",
    ],
  ],
  [
    "survival",
    [
      "a number in months (UCUM mo)",
      "treated as unknown: a number without a unit, because two units are equally common",
      "treated as unknown: anything outside 0 to 720 months",
    ],
  ],
  [
    "hemoglobin", // its code is what people write
    ["a number in g/L", "assumed: a number without a unit is in g/L", "treated as unknown: anything outside 20 to 250 g/L"],
  ],
  ["inr", ["a number", "treated as unknown: anything outside 0.5 to 20"]], // a unit that is never written
  [
    "creatinine",
    [
      "a number in µmol/L (UCUM umol/L)",
      "assumed: a number without a unit is in µmol/L",
      "mass and substance convert with 113.12 g/mol",
      "treated as unknown: anything outside 20 to 3000 µmol/L",
    ],
  ],
  [
    "age",
    [
      "a number in years (UCUM a)",
      "assumed: a number without a unit is in years",
      "assumed: where “Age” has no value of its own, it is the whole years from “Date of birth” to the as-of date",
      "treated as unknown: anything outside 0 to 120 years",
    ],
  ],
  [
    "calcium",
    [
      "a number in mmol/L",
      "assumed: a number without a unit is in mmol/L",
      "equivalents convert with a valence of 2",
      "treated as unknown: anything outside 1 to 5 mmol/L",
    ],
  ],
  [
    "hematocrit",
    [
      "a number in %",
      "assumed: a number without a unit is in %",
      "a fraction in L/L converts to %",
      "treated as unknown: anything outside 10 to 70 %",
    ],
  ],
  [
    "lesions",
    ["a whole number", "it may be followed by a noun for what is counted", "treated as unknown: anything outside 0 to 100"],
  ],
  [
    "liver_lesions",
    [
      "a whole number",
      "treated as unknown: anything outside 0 to 100",
      "treated as unknown: more than “Lesions”, which it cannot exceed",
    ],
  ],
  ["smoker", ["one of: never, former", "assumed: an empty cell of “Smoking” counts as never"]],
  ["ecog", ["a whole number; a cell may be a range", "treated as unknown: anything outside 0 to 5"]],
  ["brain", ["yes or no"]],
  ["pregnant", ["yes or no", "assumed: an empty cell of “Pregnant” counts as no"]],
  [
    "her2",
    [
      "one of: positive, negative",
      "treated as unknown because not final: equivocal, which may become positive or negative (IHC 2+: in situ hybridization decides)",
      "treated as unknown because not final: open, which may become positive or negative",
    ],
  ],
  ["last_dose", ["a date", "treated as unknown: a date that is not 0 to 5 years before the as-of date"]],
])("field %s", (name, lines) => {
  const { fields } = trialOf({ field: name, ...someCondition(name) });
  const field = fields.get(name);
  if (field === undefined) throw new Error(name);
  expect(describeField(field, fields)).toEqual(lines);
});

function someCondition(name: keyof typeof FIELDS): object {
  const field = FIELDS[name];
  if (field.type === "boolean") return { op: "is", value: true };
  if (field.type === "code") return { op: "is", value: Object.keys(field.codes)[0] };
  if (field.type === "date") return { op: ">=", value: 1, unit: "d" };
  return { op: ">=", value: field.plausible[0], ...("unit" in field ? { unit: field.unit } : {}) };
}
