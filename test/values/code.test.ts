import fc from "fast-check";
import { expect, test } from "vitest";
import { hasLetters, isCross, isUndeclaredDigit, readBoolean, readCode } from "../../src/values/code.js";
import type { Undecided } from "../../src/values/reading.js";
import type { CodeSpec } from "../../src/values/spec.js";
import { runs } from "../runs.js";
import { PLAIN_HABITS } from "./cell-table.js";

/** A code field with these spellings, and results that are not final. */
function spec(spellings: Readonly<Record<string, string>> = {}, undecided: readonly Undecided[] = []): CodeSpec {
  return { spellings: new Map(Object.entries(spellings)), undecided: new Map(undecided.map((one) => [one.name, one])) };
}

const BOX = { checkbox: true };
const NO_BOX = { checkbox: false };

test.each(["2", "10", "-1", "0.5", "01"])("%s in a boolean column may be a code that is not declared", (text) =>
  expect(isUndeclaredDigit(readBoolean(text, PLAIN_HABITS, NO_BOX))).toBe(true),
);

test.each(["yes", "1", "0", "NA", "", "maybe", "2x", "1.", "II"])("%j is not such a code", (text) =>
  expect(isUndeclaredDigit(readBoolean(text, PLAIN_HABITS, NO_BOX))).toBe(false),
);

test("declared codes replace all other spellings, including 1 and 0 in checkboxes", () => {
  const parseOptions = { ...PLAIN_HABITS, codes: new Map([["0", false]]) };
  expect(readBoolean("0", parseOptions, BOX)).toMatchObject({ possibilities: [false], assumed: undefined });
  expect(readBoolean("1", parseOptions, BOX)).toMatchObject({ state: "unreadable" });
  expect(readBoolean("unchecked", parseOptions, BOX)).toMatchObject({ state: "unreadable" });
  expect(readBoolean("NA", parseOptions, BOX)).toEqual({ state: "missing", reason: "not-available" });
  const withWords = { ...parseOptions, words: new Map([["j", true]]) };
  expect(readBoolean("j", withWords, NO_BOX)).toMatchObject({ state: "unreadable" });
});

test("a code of the wrong type is unreadable", () => {
  const parseOptions = { ...PLAIN_HABITS, codes: new Map<string, string | number | boolean>([["a", 1]]) };
  expect(readBoolean("a", parseOptions, NO_BOX)).toMatchObject({ reason: "wrong-type" });
  expect(readCode("a", spec(), parseOptions)).toMatchObject({ reason: "wrong-type" });
});

test("a missing code comes before spellings of the dictionary, but after codes of the column map", () => {
  const nine = spec({ "9": "positive" });
  const parseOptions = { ...PLAIN_HABITS, missing: new Set(["9"]) };
  expect(readCode("9", nine, parseOptions)).toEqual({ state: "missing", reason: "declared" });
  expect(readCode("9.0", nine, parseOptions)).toEqual({ state: "missing", reason: "declared" });
  const long = { ...PLAIN_HABITS, missing: new Set(["1234567890123450"]) };
  expect(readCode("1234567890123456", nine, long)).toMatchObject({ reason: "unknown-code" }); // rounded, they are the same
  expect(readCode("9", nine, { ...parseOptions, codes: new Map([["9", "negative"]]) })).toMatchObject({
    possibilities: ["negative"],
  });
});

test("a result that is not final has all its possible outcomes, by a spelling of the dictionary or of the map", () => {
  const open = { name: "equivocal", means: ["positive", "negative"], note: "ISH decides" };
  const her2 = spec({ "3+": "positive", "2+": "equivocal" }, [open]);
  const read = { state: "read", type: "code", possibilities: ["positive", "negative"], assumed: undefined, undecided: open };
  expect(readCode("2+", her2, PLAIN_HABITS)).toEqual(read);
  expect(readCode("?2", her2, { ...PLAIN_HABITS, codes: new Map([["?2", "equivocal"]]) })).toEqual(read);
  expect(readCode("3+", her2, PLAIN_HABITS)).not.toHaveProperty("undecided");
});

test("with codes declared in a column map, other texts are missing values, or unreadable as not declared", () => {
  const pos = spec({ pos: "positive" });
  const parseOptions = { ...PLAIN_HABITS, codes: new Map([["1", "positive"]]), missing: new Set(["9"]) };
  const undeclared = "not among the codes that are declared for the column";
  expect(readCode("9", pos, parseOptions)).toEqual({ state: "missing", reason: "declared" });
  expect(readCode("pos", pos, parseOptions)).toMatchObject({ reason: "unknown-code", hint: undeclared });
  expect(readCode("neg", pos, PLAIN_HABITS)).toMatchObject({ reason: "unknown-code", hint: undefined });
  expect(readBoolean("yes", parseOptions, NO_BOX)).toMatchObject({ reason: "not-yes-or-no", hint: undeclared });
  expect(readBoolean("maybe", PLAIN_HABITS, NO_BOX)).toMatchObject({ reason: "not-yes-or-no", hint: undefined });
});

test("any text gives a reading, and the meaning of blanks applies to blanks only", () => {
  const parseOptions = { ...PLAIN_HABITS, whenBlank: false };
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme", maxLength: 4 })), (text) => {
      const reading = readBoolean(text, parseOptions, NO_BOX);
      if (reading.state === "read" && reading.assumed === "blank")
        expect(text.replace(/[\s\p{Cf}\u0085]/gu, "")).toMatch(/^(|="")$/);
      readCode(text, spec(), PLAIN_HABITS);
    }),
    runs(5000),
  );
});

const SEX = { ...spec({ m: "male", male: "male", w: "female", weiblich: "female" }), label: "Sex" };

test.each<[cell: string, read: string, letter: string | undefined, initial: string | undefined]>([
  ["M", "male", "m", undefined],
  ["w.", "female", "w", undefined], // with the full stop of an abbreviation
  ["male", "male", undefined, "m"],
  ["weiblich", "female", undefined, "w"],
  ["W", "female", "w", undefined],
])("%j is %s; its letter is %s, its initial %s", (cell, read, letter, initial) => {
  const reading = readCode(cell, SEX, PLAIN_HABITS);
  expect(reading).toMatchObject({ possibilities: [read] });
  expect("letter" in reading ? reading.letter : undefined).toBe(letter);
  expect("initial" in reading ? reading.initial : undefined).toBe(initial);
});

test("an unknown letter is reported as a letter, and a code of the column map is not", () => {
  expect(readCode("h", SEX, PLAIN_HABITS)).toMatchObject({ state: "unreadable", reason: "unknown-code", letter: "h" });
  const declared = { ...PLAIN_HABITS, codes: new Map([["h", "male"]]) };
  expect(readCode("h", SEX, declared)).toEqual({ state: "read", type: "code", possibilities: ["male"], assumed: undefined });
  expect(readCode("m", SEX, declared)).not.toHaveProperty("letter");
  expect(readCode("w.", SEX, { ...PLAIN_HABITS, codes: new Map([["w", "female"]]) })).toMatchObject({ reason: "unknown-code" });
  expect(hasLetters(SEX)).toBe(true);
  expect(hasLetters(spec({ male: "male", 男: "male" }))).toBe(false);
});

test("a code or word of the column map is neither a letter nor an initial", () => {
  const resected = { state: "read", type: "code", possibilities: ["resected"], assumed: undefined };
  const codes = new Map([["hecho", "resected"]]);
  expect(readCode("hecho", spec(), { ...PLAIN_HABITS, codes })).toEqual(resected);
  const words = new Map([
    ["s", true],
    ["sim", true],
  ]);
  for (const cell of ["s", "sim"])
    expect(readCode(cell, spec({ yes: "resected" }), { ...PLAIN_HABITS, words })).toEqual(resected);
});

test("words for yes and no apply to codes spelled yes or no, and words of the map come before missing codes", () => {
  const yesNo = spec({ yes: "resected", no: "none", reseziert: "resected" });
  expect(readCode("ja", yesNo, PLAIN_HABITS)).toMatchObject({ possibilities: ["resected"] });
  expect(readCode("нет", yesNo, PLAIN_HABITS)).toMatchObject({ possibilities: ["none"] });
  expect(readCode("ja", spec({ reseziert: "resected" }), PLAIN_HABITS)).toMatchObject({ reason: "unknown-code" });
  const words = { ...PLAIN_HABITS, words: new Map([["s", true]]), missing: new Set(["s"]) };
  expect(readCode("s", yesNo, words)).toMatchObject({ possibilities: ["resected"] });
  expect(readCode("s", yesNo, { ...words, codes: new Map() })).toEqual({ state: "missing", reason: "declared" });
  expect(readCode("ja", yesNo, { ...PLAIN_HABITS, codes: new Map() })).toMatchObject({ reason: "unknown-code" });
});

test.each<[string, string | undefined]>([
  ["IHC 3+", "positive"],
  ["positive (FISH)", "positive"],
  ["3+ (IHC)", "positive"],
  ["2+ (IHC)", undefined], // not final, whatever the method
  ["1+ (FISH)", undefined], // FISH is rather still awaited than the method of a score
  ["positive, 3+", "positive"],
  ["positive, 1+", undefined],
  [`positive${" ".repeat(4)}${"x".repeat(60)}`, undefined],
  [`positive${",".repeat(52)}`, "positive"],
  [`positive${",".repeat(53)}`, undefined], // too long for an answer
])("%j says %s", (cell, code) => {
  const open = { name: "equivocal", means: ["positive", "negative"], note: undefined };
  const her2 = { ...spec({ positive: "positive", "3+": "positive", "2+": "equivocal", "1+": "negative" }, [open]), name: "her2" };
  const reading = readCode(cell, her2, PLAIN_HABITS);
  const possibilities =
    reading.state === "read" && reading.type === "code" && reading.undecided === undefined ? reading.possibilities : [];
  expect(possibilities).toEqual(code === undefined ? [] : [code]);
});

test("spellings of a field come after words of the map, and before the meaning of a cross", () => {
  const own = {
    ...NO_BOX,
    spellings: new Map([
      ["x", true],
      ["o", false],
    ]),
  };
  expect(readBoolean("x", PLAIN_HABITS, own)).toMatchObject({ possibilities: [true], assumed: undefined });
  expect(isCross(readBoolean("x", PLAIN_HABITS, NO_BOX))).toBe(true);
  expect(readBoolean("x", PLAIN_HABITS, NO_BOX)).toMatchObject({ reason: "not-yes-or-no" });
  expect(isCross(readBoolean("y", PLAIN_HABITS, NO_BOX))).toBe(false);
  expect(readBoolean("o", { ...PLAIN_HABITS, words: new Map([["o", true]]) }, own)).toMatchObject({ possibilities: [true] });
  expect(readBoolean("x", { ...PLAIN_HABITS, codes: new Map() }, own)).toMatchObject({ reason: "not-yes-or-no" });
});

test.each([
  ["1", true, { otherDigits: true }],
  ["0.0", true, { otherDigits: true }],
  ["0", true, { words: new Map([["o", true]]) }], // in a column with the heading `(O/N)` a zero may be the letter
  ["0", false, { words: new Map([["j", true]]) }],
  ["1", false, {}],
  ["yes", false, { otherDigits: true }],
  ["maybe", false, { otherDigits: true }],
] as const)("%s may be a code: %s, %o", (cell, isCode, options) => {
  expect(isUndeclaredDigit(readBoolean(cell, { ...PLAIN_HABITS, ...options }, NO_BOX))).toBe(isCode);
});

test("an answer may be given twice, or with the name of the field, but not in checkboxes", () => {
  const named = { label: "Pacemaker" };
  expect(readBoolean("yes, present", PLAIN_HABITS, { ...NO_BOX, named })).toMatchObject({ possibilities: [true] });
  expect(readBoolean("no pacemaker", PLAIN_HABITS, { ...NO_BOX, named })).toMatchObject({ possibilities: [false] });
  expect(readBoolean("no pacemaker", PLAIN_HABITS, { ...BOX, named })).toMatchObject({ state: "unreadable" });
});
