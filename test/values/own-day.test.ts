import { describe, expect, test } from "vitest";
import { ownDay } from "../../src/values/own-day.js";

describe("a date inside a cell", () => {
  test.each<[cell: string, of: "words" | "number" | "count", value: string, day: string | undefined]>([
    // in brackets
    ["80 (12.10.2025)", "number", "80", "12.10.2025"],
    ["80 (12.10.)", "number", "80", "12.10."],
    ["80 (12/10)", "number", "80", "12/10"],
    ["80 [vom 12.10.2025]", "number", "80", "12.10.2025"],
    ["80 (2025.10)", "number", "80", "2025-10"], // it cannot be a decimal number
    ["34 mm (CT 12.10.2025)", "number", "34 mm", "12.10.2025"],
    ["3 (12.10.2025)", "count", "3", "12.10.2025"],
    ["neg. (12.10.2025)", "words", "neg.", "12.10.2025"],
    ["nein (MRT 12.10.2025)", "words", "nein", "12.10.2025"],
    ["nein (seit 12.10.2025)", "words", "nein", undefined], // it says since when, not when it was examined
    ["nein (2025)", "words", "nein", "2025"],
    // after the value
    ["85 am 12.10.", "number", "85", "12.10."],
    ["85 vom 12.10.2025", "number", "85", "12.10.2025"],
    ["160 del 3/11", "number", "160", "3/11"],
    ["60 2025-10-12", "number", "60", "2025-10-12"],
    ["nein 12.10.2025", "words", "nein", "12.10.2025"],
    ["no, MRI 10/2026", "words", "no", "10/2026"],
    ["ja; 12/2025", "words", "ja", "12/2025"],
    ["no MRI 10/26", "words", "no MRI", "10/26"], // the method is only removed after a separator
    // in front of the value
    ["12.10.: 85", "number", "85", "12.10."],
    ["11月3日：80", "number", "80", "11月3日"],
    // from today, which is no known date
    ["heute 85", "number", "85", undefined],
    ["85 today", "number", "85", undefined],
    ["85 (aktuell)", "number", "85", undefined],
    ["今日80", "number", "80", undefined],
    ["İ 85 (12.10.2025)", "number", "I 85", "12.10.2025"], // `İ` is longer in lower case
  ])("%j, of %s: %j, %j", (cell, of, value, day) => expect(ownDay(cell, of)).toEqual({ value, day }));

  test.each<[cell: string, of: "words" | "number" | "count"]>([
    ["80", "number"],
    ["nein", "words"],
    ["2025.10", "number"],
    ["80 (2/3)", "number"], // a share
    ["80 (55/65)", "number"], // a range
    ["80 (13/32)", "number"],
    ["3 (12/10)", "count"], // may be the sizes of lesions
    ["85 seit 12.10.2025", "number"],
    ["80 (seit 12.10.)", "number"],
    ["85 (bei Ankunft 12)", "number"],
    ["80 (12 Zyklen 2025)", "number"], // 12 is not a month
    ["no (nothing 12)", "words"],
    ["heute nein", "words"],
    ["5 12/10", "number"],
    [`nein (12.10.2025)${" ".repeat(60)}`, "words"],
  ])("%j, of %s, has no date", (cell, of) => expect(ownDay(cell, of)).toBeUndefined());
});
