import { expect, test } from "vitest";
import { compile } from "../../src/evaluate/compile.js";
import { FOR_PEOPLE } from "../../src/evaluate/plain-wording.js";
import type { LeafCondition } from "../../src/language/model.js";
import { missing, unreadable } from "../../src/values/reading.js";
import {
  booleanField,
  booleanLeaf,
  booleans,
  codeField,
  codeLeaf,
  codes,
  dateField,
  dateLeaf,
  days,
  type Entry,
  elapsedLeaf,
  knownLeaf,
  numberField,
  numberLeaf,
  numbers,
  quantity,
  recordOf,
  surroundings,
} from "../naive/build.js";

const PLATELETS = { ...numberField("platelets", { unit: "10*9/L" }), label: "Platelet count" };
const ALT = numberField("alt", { unit: "U/L" });
const PREGNANT = booleanField("pregnant");
const HER2 = { ...codeField("her2", ["negative", "equivocal", "positive"]), label: "HER2 status" };
const DOSE = dateField("last_dose");

const atLeast80 = numberLeaf(PLATELETS, { op: ">=", limits: ["80"] });
const from80To90 = numberLeaf(PLATELETS, { op: "between", limits: ["80", "90"] });
const recent = numberLeaf(PLATELETS, { op: ">=", limits: ["80"], maxAge: { value: 14, unit: "d" } });
const count = (text: string) => numbers([quantity(text, "10*9/L")]);

test.each<[LeafCondition, Entry, string]>([
  // met and not met
  [atLeast80, { reading: count("80") }, "platelets: 80 10*9/L is >= 80 10*9/L"],
  [atLeast80, { reading: count("79.9") }, "platelets: 79.9 10*9/L is not >= 80 10*9/L"],
  [atLeast80, { reading: count("(-,5)") }, "platelets: < 5 10*9/L is not >= 80 10*9/L"],
  [booleanLeaf(PREGNANT, false), { reading: booleans([true]) }, "pregnant is true"],
  [booleanLeaf(PREGNANT, false), { reading: booleans([false]) }, "pregnant is false"],
  [booleanLeaf(PREGNANT, false), { reading: booleans([false], "blank"), cell: "" }, "pregnant is false (assumed from a blank)"],
  [booleanLeaf(PREGNANT, false), { reading: booleans([false], "digit"), cell: "0" }, "pregnant is false (assumed)"],
  [codeLeaf(HER2, ["positive"], false), { reading: codes(["negative"]) }, "her2: negative is not in positive"],
  [codeLeaf(HER2, ["positive"], false), { reading: codes(["positive"]) }, "her2: positive is in positive"],
  [codeLeaf(HER2, ["positive"], true), { reading: codes(["negative"]) }, "her2: negative is not in positive"],
  [codeLeaf(HER2, ["positive"], true), { reading: codes(["positive"]) }, "her2: positive is in positive"],
  [
    codeLeaf(HER2, ["positive", "equivocal"], true),
    { reading: codes(["negative"]) },
    "her2: negative is not in positive, equivocal",
  ],
  // may or may not hold
  [
    numberLeaf(numberField("lifespan", { unit: "mo" }), { op: ">", limits: ["6"] }),
    { reading: numbers([quantity("26", "wk")]) },
    "lifespan: 26 wk may or may not be > 6 mo (6 mo is 181 to 184 days)",
  ],
  [
    numberLeaf(numberField("washout", { unit: "d" }), { op: ">=", limits: ["30"] }),
    { reading: numbers([quantity("1", "mo")]) },
    "washout: 1 mo may or may not be >= 30 d (1 mo is 28 to 31 days)",
  ],
  [atLeast80, { reading: count("[70,90]") }, "platelets: 70 to 90 10*9/L may or may not be >= 80 10*9/L"],
  [
    atLeast80,
    { reading: numbers([quantity("1.2", "10*9/L"), quantity("1200", "10*9/L")]) },
    "platelets: 1.2 or 1200 10*9/L may or may not be >= 80 10*9/L",
  ],
  // not a final result
  [
    codeLeaf(HER2, ["positive"], false),
    {
      reading: {
        ...codes(["positive", "negative"]),
        undecided: { name: "2+", means: ["positive", "negative"], note: "ISH decides" },
      },
    },
    "her2: 2+ (positive or negative) is not a final result and may or may not be in positive (ISH decides)",
  ],
  [
    codeLeaf(HER2, ["positive"], true),
    {
      reading: {
        ...codes(["positive", "negative"]),
        undecided: { name: "2+", means: ["positive", "negative"], note: undefined },
      },
    },
    "her2: 2+ (positive or negative) is not a final result and may or may not be not in positive",
  ],
  // no value
  [atLeast80, { reading: missing("blank"), cell: "" }, "platelets: cell is empty"],
  [atLeast80, { reading: missing("blank"), cell: "  " }, "platelets: cell is empty"],
  [
    booleanLeaf(PREGNANT, false),
    { reading: missing("blank"), cell: "Unchecked" },
    'pregnant: "Unchecked" counts as an empty cell',
  ],
  [atLeast80, { reading: missing("no-column"), cell: "" }, "platelets: no column found"],
  [atLeast80, { reading: missing("absent"), cell: "" }, "platelets: not in this record"],
  [atLeast80, { reading: missing("unusable-sample"), cell: "clotted" }, 'platelets: "clotted": sample could not be used'],
  [atLeast80, { reading: unreadable("approximate"), cell: "~80" }, 'platelets: "~80" cannot be read: an approximate value'],
  [
    atLeast80,
    { reading: unreadable("implausible", "looks like /uL"), cell: "80000" },
    'platelets: "80000" cannot be read: implausible, looks like /uL',
  ],
  [
    atLeast80,
    { reading: unreadable("not-a-number"), cell: "😀".repeat(61) },
    `platelets: "${"😀".repeat(60)}…" cannot be read: not a number`, // cut between characters, never inside one
  ],
  [
    atLeast80,
    { reading: unreadable("not-a-number"), cell: "x".repeat(60) },
    `platelets: "${"x".repeat(60)}" cannot be read: not a number`, // long, but not too long
  ],
  [atLeast80, { reading: unreadable("future"), cell: "" }, "platelets: after the as-of date"], // there is no cell to quote
  // too old, or without a date
  [recent, { reading: count("90") }, "platelets: 90 10*9/L has no readable date; it must be >= 80 10*9/L, at most 14 d old"],
  [
    recent,
    { reading: count("90"), measuredOn: days("2025-12-31") },
    "platelets: 90 10*9/L is too old (2025-12-31); it must be >= 80 10*9/L, at most 14 d old",
  ],
  [recent, { reading: count("90"), measuredOn: days("2026-01-16") }, "platelets: 90 10*9/L is after the as-of date (2026-01-16)"],
  [
    booleanLeaf(PREGNANT, false, { value: 7, unit: "d" }),
    { reading: booleans([false]) },
    "pregnant: false has no readable date; it must be false, at most 7 d old",
  ],
  [
    codeLeaf(HER2, ["positive"], false, { value: 1, unit: "a" }),
    { reading: codes(["positive"]), measuredOn: days("2024-01-01") },
    "her2: positive is too old (2024-01-01); it must be in positive, at most 1 a old",
  ],
  [elapsedLeaf(DOSE, ">=", [28], "d"), { reading: days("2026-01-16") }, "last_dose: 2026-01-16 is after the as-of date"],
  [
    elapsedLeaf(DOSE, ">=", [28], "d"),
    { reading: days("2026-01-16"), measuredOn: days("2026-01-20") }, // a date field is not affected by the date beside it
    "last_dose: 2026-01-16 is after the as-of date",
  ],
  // all days in the future, or some of them
  [
    elapsedLeaf(DOSE, ">=", [28], "d"),
    { reading: days("2026-02-01..2026-02-28") },
    "last_dose: 2026-02-01 to 2026-02-28 is after the as-of date",
  ],
  [
    elapsedLeaf(DOSE, ">=", [28], "d"),
    { reading: days("2026-01-01..2026-01-31") },
    "last_dose: 2026-01-01 to 2026-01-31 may be after the as-of date",
  ],
  [
    recent,
    { reading: count("90"), measuredOn: days("2026-01-01..2026-01-31") },
    "platelets: 90 10*9/L may be after the as-of date (2026-01-01 to 2026-01-31)",
  ],
  [
    knownLeaf(PREGNANT),
    { reading: booleans([false], "blank"), cell: "" },
    "pregnant: cell is empty; what a blank is taken to mean does not count as a value",
  ],
  // A test that was not done also has a date.
  [recent, { reading: missing("not-performed"), cell: "not done" }, 'platelets: "not done": not done'], // a value is required
  [knownLeaf(PREGNANT), { reading: missing("not-performed"), cell: "not done" }, 'pregnant: "not done": not done'],
  [
    knownLeaf(PREGNANT, { value: 7, unit: "d" }),
    { reading: missing("not-performed"), cell: "not done" },
    'pregnant: "not done": not done, without a readable date; that would count only within the last 7 d',
  ],
  [
    knownLeaf(PREGNANT, { value: 7, unit: "d" }),
    { reading: missing("not-performed"), cell: "not done", measuredOn: days("2025-12-31") },
    'pregnant: "not done": not done (2025-12-31); that would count only within the last 7 d',
  ],
  [
    knownLeaf(PREGNANT, { value: 7, unit: "d" }),
    { reading: missing("blank"), cell: "", measuredOn: days("2026-01-10") },
    "pregnant: cell is empty",
  ],
  // dated after the as-of date, in a criterion that does not ask for dates
  [
    atLeast80,
    { reading: count("90"), measuredOn: days("2026-01-20") },
    "platelets: 90 10*9/L is dated after the as-of date (2026-01-20)",
  ],
  [
    atLeast80,
    { reading: unreadable("approximate"), cell: "~90", measuredOn: days("2026-01-20") },
    'platelets: "~90" cannot be read: an approximate value, dated after the as-of date (2026-01-20)',
  ],
  // time since a date
  [elapsedLeaf(DOSE, ">=", [28], "d"), { reading: days("2025-12-01") }, "last_dose: 2025-12-01 is >= 28 d before the as-of date"],
  [
    elapsedLeaf(DOSE, ">=", [28], "d"),
    { reading: days("2026-01-10") },
    "last_dose: 2026-01-10 is not >= 28 d before the as-of date",
  ],
  // upper limit of normal
  [
    numberLeaf(ALT, { op: "<=", limits: ["2.5"], unit: "[ULN]" }),
    { reading: numbers([quantity("90", "U/L")]) },
    "alt: 90 U/L needs an upper limit of normal, but no reliable one is given",
  ],
  [
    numberLeaf(ALT, { op: ">=", limits: ["0.5"], unit: "[LLN]" }),
    { reading: numbers([quantity("90", "U/L")]) },
    "alt: 90 U/L needs a lower limit of normal, but no reliable one is given",
  ],
  // Months have no fixed length; the explanation is only given once.
  [
    numberLeaf(numberField("lifespan", { unit: "mo" }), { op: "between", limits: ["6", "12"] }),
    { reading: numbers([quantity("26", "wk"), quantity("27", "wk")]) },
    "lifespan: 26 or 27 wk may or may not be between 6 and 12 mo (6 mo is 181 to 184 days, 12 mo is 365 to 366 days)",
  ],
  [
    numberLeaf(numberField("lifespan", { unit: "d" }), { op: ">", limits: ["30"] }),
    { reading: numbers([quantity("(-,2)", "mo")]) },
    "lifespan: < 2 mo may or may not be > 30 d (2 mo is 59 to 62 days)",
  ],
])("a sentence: $2", (leaf, entry, because) => {
  expect(compile(leaf, surroundings([leaf.field])).explain(recordOf([entry])).because).toBe(because);
});

const TRUST = "the column map trusts it";

test.each<[LeafCondition, Entry, string]>([
  [booleanLeaf(PREGNANT, false), { reading: booleans([false], "blank"), cell: "" }, "from a blank"],
  [codeLeaf(HER2, ["negative"], false), { reading: codes(["negative"], "blank"), cell: "" }, "from a blank"],
  [atLeast80, { reading: { ...count("90"), assumed: "trusted" } }, TRUST],
  [atLeast80, { reading: { ...count("70"), assumed: "trusted" } }, TRUST],
  [elapsedLeaf(DOSE, ">=", [28], "d"), { reading: { ...days("2025-01-01"), assumed: "trusted" } }, TRUST],
  [recent, { reading: count("90"), measuredOn: { ...days("2026-01-10"), assumed: "trusted" } }, TRUST],
])("an assumption is mentioned exactly once", (leaf, entry, words) => {
  const { because } = compile(leaf, surroundings([leaf.field])).explain(recordOf([entry]));
  expect(because.match(/assumed/g)).toEqual(["assumed"]);
  expect(because).toContain(words);
});

const people = (...fields: readonly LeafCondition["field"][]) => ({ ...surroundings(fields), wording: FOR_PEOPLE });

// For people: labels, their way of writing quantities, and what is true instead of what is not.
test.each<[LeafCondition, Entry, string]>([
  [atLeast80, { reading: count("80") }, "80 × 10⁹/L is at least 80 × 10⁹/L"],
  [atLeast80, { reading: count("79.9") }, "79.9 × 10⁹/L is below 80 × 10⁹/L"],
  [atLeast80, { reading: count("(-,5)") }, "< 5 × 10⁹/L is below 80 × 10⁹/L"],
  [numberLeaf(PLATELETS, { op: "<", limits: ["80"] }), { reading: count("80") }, "80 × 10⁹/L is not below 80 × 10⁹/L"],
  [from80To90, { reading: count("80") }, "80 × 10⁹/L is from 80 to 90 × 10⁹/L"],
  [numberLeaf(PLATELETS, { op: "!=", limits: ["80"] }), { reading: count("80") }, "80 × 10⁹/L is exactly 80 × 10⁹/L"],
  [atLeast80, { reading: numbers([quantity("7", "10*9/L"), quantity("7", "/uL")]) }, "7 × 10⁹/L or 7 /µL is below 80 × 10⁹/L"],
  [booleanLeaf(PREGNANT, false), { reading: booleans([true]) }, "yes"],
  [booleanLeaf(PREGNANT, false), { reading: booleans([false], "blank"), cell: "" }, "no (assumed from a blank)"],
  [codeLeaf(HER2, ["positive"], false), { reading: codes(["negative"]) }, "negative, not positive"],
  [codeLeaf(HER2, ["positive"], false), { reading: codes(["positive"]) }, "positive"],
  [codeLeaf(HER2, ["positive"], true), { reading: codes(["negative"]) }, "negative, not positive"],
  [codeLeaf(HER2, ["positive"], true), { reading: codes(["positive"]) }, "positive"],
  [codeLeaf(HER2, ["positive", "equivocal"], true), { reading: codes(["negative"]) }, "negative, none of: positive, equivocal"],
  [codeLeaf(HER2, ["positive", "equivocal"], false), { reading: codes(["positive"]) }, "positive, one of: positive, equivocal"],
  // may or may not hold
  [
    numberLeaf(numberField("washout", { unit: "d" }), { op: ">=", limits: ["30"] }),
    { reading: numbers([quantity("1", "mo")]) },
    "1 month may or may not be at least 30 days (1 month is 28 to 31 days)",
  ],
  [
    codeLeaf(HER2, ["positive"], false),
    { reading: { ...codes(["positive", "negative"]), undecided: { name: "2+", means: ["positive", "negative"], note: "ISH" } } },
    "2+ (positive or negative) is not a final result and may or may not be positive (ISH)",
  ],
  [
    recent,
    { reading: count("90"), measuredOn: days("2025-12-31") },
    "90 × 10⁹/L is too old (2025-12-31); it must be at least 80 × 10⁹/L, measured at most 14 days before the as-of date, not after it",
  ],
  // The date is recent enough, so it is not mentioned.
  [recent, { reading: count("79"), measuredOn: days("2026-01-10") }, "79 × 10⁹/L is below 80 × 10⁹/L"],
  [
    knownLeaf(PREGNANT, { value: 7, unit: "d" }),
    { reading: missing("not-performed"), cell: "not done" },
    '"not done": not done, without a readable date; that would count only within the last 7 days',
  ],
  [knownLeaf(PREGNANT), { reading: booleans([true]) }, "yes is a value"],
  [elapsedLeaf(DOSE, ">=", [28], "d"), { reading: days("2025-12-01") }, "2025-12-01 is at least 28 days before the as-of date"],
  [elapsedLeaf(DOSE, ">=", [28], "d"), { reading: days("2026-01-10") }, "2026-01-10 is less than 28 days before the as-of date"],
  [
    elapsedLeaf(DOSE, "between", [1, 2], "mo"),
    { reading: days("2026-01-10") },
    "2026-01-10 is not from 1 to 2 months before the as-of date",
  ],
  [dateLeaf(DOSE, ">=", ["2024-01-01"]), { reading: days("2023-12-31") }, "2023-12-31 is before 2024-01-01"],
  [dateLeaf(DOSE, "=", ["2024-01-01"]), { reading: days("2023-12-31") }, "2023-12-31 is not on 2024-01-01"],
])("for people: $0.field.label: $2", (leaf, entry, words) => {
  const { because, evidence } = compile(leaf, people(leaf.field)).explain(recordOf([entry]));
  expect(because).toBe(`${leaf.field.label}: ${words}`);
  expect(evidence?.because).toBe(`${leaf.field.name}: ${words}`); // without the label, which is shown in front of it
});
