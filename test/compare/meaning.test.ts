/** Pairs of criteria with one change: how it is classified, and examples that get the stated verdicts when screened. */
import { describe, expect, test } from "vitest";
import { compareMeaning, type Meaning, type Version } from "../../src/compare/meaning.js";
import { loadTrials } from "../../src/language/load/load.js";
import type { Trial } from "../../src/language/model.js";
import { screenRecords } from "../../src/library/screen.js";

type Json = Readonly<Record<string, unknown>>;

const FIELDS: Json = {
  platelets: { type: "number", label: "Platelets", unit: "10*9/L", plausible: [5, 2000] },
  creatinine: { type: "number", label: "Creatinine", unit: "umol/L", molarMass: 113.12, plausible: [10, 2000] },
  alt: { type: "number", label: "ALT", unit: "U/L", plausible: [1, 5000] },
  kps: { type: "number", label: "Karnofsky", unit: "%", integer: true, ranges: true, plausible: [0, 100] },
  pd_l1: { type: "number", label: "PD-L1", unit: "%", plausible: [0, 100] },
  survival: { type: "number", label: "Life expectancy", unit: "mo", plausible: [0, 240], ranges: true },
  tumors: { type: "number", label: "Tumours", integer: true, ranges: true, plausible: [0, 99] },
  age: { type: "number", label: "Age", unit: "a", since: "birth_date", plausible: [0, 120] },
  birth_date: { type: "date", label: "Birth date" },
  chemo: { type: "date", label: "Last chemotherapy" },
  pacemaker: { type: "boolean", label: "Pacemaker" },
  metastasis: { type: "boolean", label: "Metastasis", whenBlank: false },
  her2: { type: "code", label: "HER2", codes: { positive: ["3+"], low: ["1+"], negative: ["0"] } },
};

/** A trial with one criterion. */
function trialOf(condition: Json, kind = "inclusion", fields: Json = FIELDS): Trial {
  const lists = { inclusion: [] as Json[], exclusion: [] as Json[], [kind]: [{ id: "C1", label: "c", condition }] };
  const text = JSON.stringify({ trial: { id: "T1", title: "t" }, fields, ...lists });
  const { trials, diagnostics } = loadTrials([{ file: "t.json", text }], () => undefined);
  const [trial] = trials;
  if (trial === undefined) throw new Error(JSON.stringify(diagnostics));
  return trial;
}

function versionOf(trial: Trial): Version {
  const [criterion] = trial.criteria;
  if (criterion === undefined) throw new Error("a criterion is expected");
  return { trial, criterion };
}

const RANK = { fail: 0, unknown: 1, pass: 2 };

async function check(before: Trial, after: Trial, meaning: Meaning): Promise<void> {
  const found = await compareMeaning(versionOf(before), versionOf(after));
  expect([found.meaning, found.stricter, found.looser]).toEqual([
    meaning,
    meaning === "stricter" || meaning === "both" ? expect.anything() : undefined,
    meaning === "looser" || meaning === "both" ? expect.anything() : undefined,
  ]);
  for (const example of [found.stricter, found.looser]) {
    if (example === undefined) continue;
    const verdicts = [];
    for (const trial of [before, after]) {
      const { candidates } = await screenRecords([trial], [example.record], { asOf: example.asOf });
      verdicts.push(candidates[0]?.trials[0]?.criteria[0]?.verdict);
    }
    expect(verdicts).toEqual([example.before, example.after]);
    expect(RANK[example.before] < RANK[example.after]).toBe(example === found.looser);
  }
}

const num = (field: string, op: string, value: unknown, unit?: string, more: Json = {}): Json => ({
  ...{ field, op, value },
  ...(unit === undefined ? {} : { unit }),
  ...more,
});
const plt = (op: string, value: unknown, unit = "10*9/L", more: Json = {}): Json => num("platelets", op, value, unit, more);
const is = (field: string, value: unknown, more: Json = {}): Json => ({ field, op: "is", value, ...more });
const age = (value: number, unit: string): Json => ({ maxAge: { value, unit } });

describe("one change of a condition", () => {
  test.each<[string, Json, Json, Meaning]>([
    ["a lower limit", plt(">=", 80), plt(">=", 75), "looser"],
    ["a higher limit", plt(">=", 75), plt(">=", 80), "stricter"],
    ["a limit that differs in one digit", plt(">=", 80), plt(">=", 80.0000000001), "stricter"],
    ["the limit itself is excluded", plt(">=", 80), plt(">", 80), "stricter"],
    ["the opposite comparison", plt(">=", 80), plt("<=", 80), "both"],
    ["equal, and not equal", plt("=", 80), plt("!=", 80), "both"],
    ["a number in another unit", plt(">=", 80), plt(">=", 80000, "/uL"), "same"],
    ["another unit with the same number", num("creatinine", "<=", 100, "umol/L"), num("creatinine", "<=", 100, "mg/L"), "looser"],
    ["mass and substance", num("creatinine", "<=", 100, "umol/L"), num("creatinine", "<=", 1.1312, "mg/dL"), "same"],
    ["mass and substance, rounded", num("creatinine", "<=", 133, "umol/L"), num("creatinine", "<=", 1.5, "mg/dL"), "stricter"],
    ["multiples", num("alt", "<=", 2.5, "[ULN]"), num("alt", "<=", 3, "[ULN]"), "looser"],
    ["multiples of the lower limit", num("alt", ">=", 0.5, "[LLN]"), num("alt", ">=", 0.6, "[LLN]"), "stricter"],
    ["a multiple of the other limit of normal", num("alt", "<=", 2, "[ULN]"), num("alt", "<=", 2, "[LLN]"), "both"],
    ["a multiple instead of a number", num("alt", "<=", 2.5, "[ULN]"), num("alt", "<=", 100, "U/L"), "both"],
    ["a closed end", num("kps", ">=", 70, "%"), num("kps", ">", 69, "%"), "same"], // the same for whole numbers
    ["whole numbers, one apart", num("tumors", "<=", 6), num("tumors", "<=", 5), "stricter"],
    ["an upper end", num("tumors", "between", [1, 6]), num("tumors", "between", [1, 8]), "looser"],
    ["both ends moved", num("tumors", "between", [1, 6]), num("tumors", "between", [2, 8]), "both"],
    [
      "a range as two limits",
      num("tumors", "between", [1, 6]),
      { all: [num("tumors", ">=", 1), num("tumors", "<=", 6)] },
      "same",
    ],
    ["years as months", num("survival", ">", 1, "a"), num("survival", ">", 12, "mo"), "same"],
    ["years of age", num("age", ">=", 18, "a"), num("age", ">=", 16, "a"), "looser"],
    ["days as weeks", num("chemo", ">=", 28, "d"), num("chemo", ">=", 4, "wk"), "same"],
    ["days as a month", num("chemo", ">=", 30, "d"), num("chemo", ">=", 1, "mo"), "both"],
    ["more days than any month", num("chemo", ">=", 32, "d"), num("chemo", ">=", 1, "mo"), "looser"],
    ["one day more", num("chemo", ">=", 28, "d"), num("chemo", ">=", 29, "d"), "stricter"],
    ["a calendar date", num("chemo", "<", "2025-06-01"), num("chemo", "<", "2025-06-02"), "looser"],
    ["a date instead of a time", num("chemo", "<", "2025-06-01"), num("chemo", ">=", 6, "mo"), "both"],
    ["an age limit", plt(">=", 80), plt(">=", 80, "10*9/L", age(14, "d")), "both"], // what failed may be too old now
    ["a longer age limit", plt(">=", 80, "10*9/L", age(14, "d")), plt(">=", 80, "10*9/L", age(28, "d")), "both"],
    ["an age limit in weeks", plt(">=", 80, "10*9/L", age(14, "d")), plt(">=", 80, "10*9/L", age(2, "wk")), "same"],
    ["an age limit of a flag", is("pacemaker", true, age(14, "d")), is("pacemaker", true, age(13, "d")), "both"],
    ["a flag", is("pacemaker", true), is("pacemaker", false), "both"],
    ["a yes-no field, negated twice", is("pacemaker", true), { not: { not: is("pacemaker", true) } }, "same"],
    ["a yes-no field, negated", is("pacemaker", true), { not: is("pacemaker", false) }, "same"],
    ["one more code", is("her2", "positive"), { field: "her2", op: "in", value: ["positive", "low"] }, "looser"],
    ["another code", is("her2", "positive"), is("her2", "low"), "both"],
    [
      "all codes but one",
      { field: "her2", op: "in", value: ["positive", "low"] },
      { field: "her2", op: "not-in", value: ["negative"] },
      "same",
    ],
    [
      "codes one by one",
      { field: "her2", op: "in", value: ["positive", "low"] },
      { any: [is("her2", "low"), is("her2", "positive")] },
      "same",
    ],
    [
      "any instead of all",
      { all: [plt(">=", 80), is("pacemaker", false)] },
      { any: [plt(">=", 80), is("pacemaker", false)] },
      "looser",
    ],
    ["another order", { any: [plt(">=", 80), is("pacemaker", false)] }, { any: [is("pacemaker", false), plt(">=", 80)] }, "same"],
    [
      "all inside all",
      { all: [plt(">=", 80), is("pacemaker", false), is("her2", "low")] },
      { all: [plt(">=", 80), { all: [is("pacemaker", false), is("her2", "low")] }] },
      "same",
    ],
    ["one part more", plt(">=", 80), { all: [plt(">=", 80), is("pacemaker", false)] }, "stricter"],
    ["one part more in any", plt(">=", 80), { any: [plt(">=", 80), is("pacemaker", false)] }, "looser"],
    [
      "one part less",
      { all: [plt(">=", 80), is("pacemaker", false), is("her2", "low")] },
      { all: [plt(">=", 80), is("her2", "low")] },
      "looser",
    ],
    [
      "one more of three",
      { atLeast: 1, of: [plt(">=", 80), is("pacemaker", false), is("her2", "low")] },
      { atLeast: 2, of: [plt(">=", 80), is("pacemaker", false), is("her2", "low")] },
      "stricter",
    ],
    [
      "at least n of n",
      { atLeast: 2, of: [plt(">=", 80), is("pacemaker", false)] },
      { all: [plt(">=", 80), is("pacemaker", false)] },
      "same",
    ],
    [
      "de Morgan",
      { not: { any: [plt("<", 80), is("pacemaker", true)] } },
      { all: [plt(">=", 80), is("pacemaker", false)] },
      "same",
    ],
    ["known instead of a value", { field: "platelets", op: "known" }, plt(">=", 80), "both"],
    ["known, negated twice", { field: "her2", op: "known" }, { not: { not: { field: "her2", op: "known" } } }, "same"],
    // A cell "not done" means that there is certainly no value.
    [
      "known or not",
      { field: "platelets", op: "known" },
      { any: [{ field: "platelets", op: "known" }, { not: { field: "platelets", op: "known" } }] },
      "looser",
    ],
    ["known and recent", { field: "platelets", op: "known" }, { field: "platelets", op: "known", ...age(14, "d") }, "both"],
    ["another field", is("pacemaker", true), is("metastasis", true), "both"],
    // A number that is certainly above 4 passes one of them, and is unknown in the other.
    [
      "a range in two parts",
      num("tumors", ">=", 3),
      { any: [num("tumors", ">=", 6), num("tumors", "between", [3, 5])] },
      "stricter",
    ],
  ])("%s", async (_, before, after, meaning) => {
    await check(trialOf(before), trialOf(after), meaning);
    const turned: Partial<Record<Meaning, Meaning>> = { stricter: "looser", looser: "stricter" };
    await check(trialOf(after), trialOf(before), turned[meaning] ?? meaning);
    await check(trialOf(before, "exclusion"), trialOf(after, "exclusion"), turned[meaning] ?? meaning);
  });

  // The record consists of `60 %` only, and must still count as a candidate, although rows of quantiles look like that.
  test.each([
    [">=", 70, 60],
    ["<", 60, 70],
    ["between", [60, 70], [60, 80]],
  ])("a share, %s %j to %j, newly passes", async (op, before, after) => {
    const leaf = (value: unknown): Json => ({ field: "pd_l1", op, value, unit: "%" });
    const { meaning, looser } = await compareMeaning(versionOf(trialOf(leaf(before))), versionOf(trialOf(leaf(after))));
    expect([meaning, looser?.before, looser?.after]).toEqual(["looser", "fail", "pass"]);
  });

  test("moving a criterion to the other list reverses it", async () => {
    await check(trialOf(plt(">=", 80)), trialOf(plt(">=", 80), "exclusion"), "both");
    await check(trialOf(plt(">=", 80)), trialOf(plt("<", 80), "exclusion"), "same");
    await check(trialOf(plt(">=", 80)), trialOf(plt("<", 75), "exclusion"), "looser");
  });
});

describe("one change of a declaration", () => {
  const withField = (name: string, changes: Json): Json => {
    const field = Object.entries(FIELDS).find(([key]) => key === name)?.[1];
    return { ...FIELDS, [name]: { ...Object(field), ...changes } };
  };
  test.each<[string, Json, string, Json, Meaning]>([
    ["a narrower plausible range", plt(">=", 80), "platelets", { plausible: [5, 1500] }, "stricter"],
    ["a wider plausible range", plt(">=", 80), "platelets", { plausible: [5, 2500] }, "looser"],
    ["a plausible range without values that fail", plt(">=", 80), "platelets", { plausible: [20, 2000] }, "looser"], // unknown ranks above fail
    ["a plausible range that is moved", plt(">=", 80), "platelets", { plausible: [20, 1500] }, "both"],
    ["another unit of numbers without one", plt(">=", 80), "platelets", { unit: "/uL", plausible: [5000, 2000000] }, "both"],
    ["no unit for numbers without one", plt(">=", 80), "platelets", { assumeUnit: false }, "both"],
    ["another molar mass", num("creatinine", "<=", 1.5, "mg/dL"), "creatinine", { molarMass: 113.2 }, "stricter"],
    ["no molar mass", num("creatinine", "<=", 100, "umol/L"), "creatinine", { molarMass: undefined }, "both"],
    ["only whole numbers", num("survival", ">", 6, "mo"), "survival", { integer: true }, "both"],
    ["no ranges as values", num("kps", ">=", 70, "%"), "kps", { ranges: false }, "both"],
    ["a blank without a meaning", is("metastasis", false), "metastasis", { whenBlank: undefined }, "stricter"],
    ["a blank that means yes", is("metastasis", false), "metastasis", { whenBlank: true }, "stricter"],
    [
      "a spelling moved to another code",
      is("her2", "positive"),
      "her2",
      { codes: { positive: ["3+"], low: ["1+", "2+"], negative: ["0"] } },
      "stricter",
    ],
    ["one code fewer", is("her2", "positive"), "her2", { codes: { positive: ["3+"], negative: ["0", "1+"] } }, "looser"],
    [
      "an undecided result",
      is("her2", "positive"),
      "her2",
      {
        undecided: { equivocal: { spellings: ["1+"], means: ["positive", "negative"] } },
        codes: { positive: ["3+"], low: [], negative: ["0"] },
      },
      "looser",
    ],
    ["a word for no", is("pacemaker", false), "pacemaker", { spellings: { false: ["none"] } }, "looser"],
    ["another label", plt(">=", 80), "platelets", { label: "Thrombocytes", aliases: ["PLT"] }, "same"],
    ["more recent plausible dates", num("chemo", ">=", 28, "d"), "chemo", { plausible: [0, 10] }, "stricter"],
    ["no date of birth", num("age", ">=", 18, "a"), "age", { since: undefined }, "both"],
    ["another type", is("pacemaker", true), "pacemaker", { type: "code", codes: { yes: ["true"], no: ["false"] } }, "both"],
  ])("%s", async (name, condition, field, changes, meaning) => {
    const after = name === "another type" ? is("pacemaker", "yes") : condition;
    await check(trialOf(condition), trialOf(after, "inclusion", withField(field, changes)), meaning);
  });
});

describe("fields that are parts of other fields", () => {
  const count = { type: "number", label: "Cells", unit: "10*9/L", plausible: [0, 500] };
  const part = { ...count, label: "Neutrophils", partOf: "wbc" };
  const fieldsOf = (wbc: Json, anc: Json): Json => ({ ...FIELDS, wbc, anc });
  /** Two criteria, one on each field; the first is the one that is compared. */
  const both = (field: string, fields: Json, value = 2): Trial => {
    const [first, second] = [num(field, ">=", value, "10*9/L"), num(field === "wbc" ? "anc" : "wbc", ">=", 1, "10*9/L")];
    const inclusion = [first, second].map((condition, index) => ({ id: `C${index}`, label: "c", condition }));
    const text = JSON.stringify({ trial: { id: "T1", title: "t" }, fields, inclusion, exclusion: [] });
    const [trial] = loadTrials([{ file: "t.json", text }], () => undefined).trials;
    if (trial === undefined) throw new Error("no trial");
    return trial;
  };
  const [whole, free] = [fieldsOf(count, part), fieldsOf(count, { ...count, label: "Neutrophils" })];
  test.each<[string, Trial, Trial, Meaning]>([
    ["the same", both("anc", whole), both("anc", whole), "same"],
    ["no longer a part", both("anc", whole), both("anc", free), "not decided"],
    ["newly a part", both("anc", free), both("anc", whole), "not decided"],
    ["no longer a whole", both("wbc", whole), both("wbc", free), "not decided"],
    ["newly a whole", both("wbc", free), both("wbc", whole), "not decided"],
    [
      "another declaration of the whole",
      both("anc", whole),
      both("anc", fieldsOf({ ...count, plausible: [1, 90] }, part)),
      "not decided",
    ],
    [
      "another declaration of a whole that no criterion uses",
      trialOf(num("anc", ">=", 2, "10*9/L"), "inclusion", whole),
      trialOf(num("anc", ">=", 2, "10*9/L"), "inclusion", fieldsOf({ ...count, plausible: [1, 90] }, part)),
      "not decided",
    ],
    [
      "a field without parts",
      trialOf(is("pacemaker", true), "inclusion", whole),
      trialOf(is("pacemaker", true), "inclusion", free),
      "same",
    ],
  ])("%s", async (_, before, after, meaning) => {
    await check(before, after, meaning);
  });

  test("a change that can be shown is reported nevertheless", async () => {
    const [before, after] = [both("anc", whole, 2), both("anc", free, 3)];
    const found = await compareMeaning(versionOf(before), versionOf(after));
    expect([found.meaning, found.stricter?.after, found.looser]).toEqual(["not decided", "fail", undefined]);
  });
});
