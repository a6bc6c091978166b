import fc from "fast-check";
import { expect, test } from "vitest";
import { isUndeclaredDigit, readBoolean, readCode } from "../../src/values/code.js";
import type { Undecided } from "../../src/values/reading.js";
import type { CodeSpec } from "../../src/values/spec.js";
import { runs } from "../runs.js";
import { PLAIN_HABITS } from "./cell-table.js";

/** A code field of these spellings, and of results that are not final. */
function spec(spellings: Readonly<Record<string, string>> = {}, undecided: readonly Undecided[] = []): CodeSpec {
  return { spellings: new Map(Object.entries(spellings)), undecided: new Map(undecided.map((one) => [one.name, one])) };
}

const BOX = { checkbox: true };
const NO_BOX = { checkbox: false };

test.each(["2", "10", "-1", "0.5", "01"])("%s in a boolean column is a problem of the column", (text) =>
  expect(isUndeclaredDigit(readBoolean(text, PLAIN_HABITS, NO_BOX))).toBe(true),
);

test.each(["yes", "1", "0", "NA", "", "maybe", "2x", "1.", "II"])("%j is not", (text) =>
  expect(isUndeclaredDigit(readBoolean(text, PLAIN_HABITS, NO_BOX))).toBe(false),
);

test("declared codes take the place of every other spelling, of 1 and 0 in checkboxes, too", () => {
  const parseOptions = { ...PLAIN_HABITS, codes: new Map([["0", false]]) };
  expect(readBoolean("0", parseOptions, BOX)).toMatchObject({ possibilities: [false], assumed: undefined });
  expect(readBoolean("1", parseOptions, BOX)).toMatchObject({ state: "unreadable" });
  expect(readBoolean("unchecked", parseOptions, BOX)).toMatchObject({ state: "unreadable" });
  expect(readBoolean("NA", parseOptions, BOX)).toEqual({ state: "missing", reason: "not-available" });
});

test("a code of the wrong type is no value", () => {
  const parseOptions = { ...PLAIN_HABITS, codes: new Map<string, string | number | boolean>([["a", 1]]) };
  expect(readBoolean("a", parseOptions, NO_BOX)).toMatchObject({ reason: "wrong-type" });
  expect(readCode("a", spec(), parseOptions)).toMatchObject({ reason: "wrong-type" });
});

test("a declared missing code comes before the dictionary's spellings and behind the map's codes", () => {
  const nine = spec({ "9": "positive" });
  const parseOptions = { ...PLAIN_HABITS, missing: new Set(["9"]) };
  expect(readCode("9", nine, parseOptions)).toEqual({ state: "missing", reason: "declared" });
  expect(readCode("9.0", nine, parseOptions)).toEqual({ state: "missing", reason: "declared" });
  expect(readCode("9", nine, { ...parseOptions, codes: new Map([["9", "negative"]]) })).toMatchObject({
    possibilities: ["negative"],
  });
});

test("a result that is not final is all that it may become, by the dictionary's spelling or the map's", () => {
  const open = { name: "equivocal", means: ["positive", "negative"], note: "ISH decides" };
  const her2 = spec({ "3+": "positive", "2+": "equivocal" }, [open]);
  const read = { state: "read", type: "code", possibilities: ["positive", "negative"], assumed: undefined, undecided: open };
  expect(readCode("2+", her2, PLAIN_HABITS)).toEqual(read);
  expect(readCode("?2", her2, { ...PLAIN_HABITS, codes: new Map([["?2", "equivocal"]]) })).toEqual(read);
  expect(readCode("3+", her2, PLAIN_HABITS)).not.toHaveProperty("undecided");
});

test("what a column map declares is all there is: other texts are missing values, or unreadable and said to be undeclared", () => {
  const pos = spec({ pos: "positive" });
  const parseOptions = { ...PLAIN_HABITS, codes: new Map([["1", "positive"]]), missing: new Set(["9"]) };
  const undeclared = "not among the codes that are declared for the column";
  expect(readCode("9", pos, parseOptions)).toEqual({ state: "missing", reason: "declared" });
  expect(readCode("pos", pos, parseOptions)).toMatchObject({ reason: "unknown-code", hint: undeclared });
  expect(readCode("neg", pos, PLAIN_HABITS)).toMatchObject({ reason: "unknown-code", hint: undefined });
  expect(readBoolean("yes", parseOptions, NO_BOX)).toMatchObject({ reason: "not-yes-or-no", hint: undeclared });
  expect(readBoolean("maybe", PLAIN_HABITS, NO_BOX)).toMatchObject({ reason: "not-yes-or-no", hint: undefined });
});

test("any text gives a reading, and what a blank means holds for blanks only", () => {
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
