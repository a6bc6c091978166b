import { describe, expect, test } from "vitest";
import type { InputNotice, SharedMessage } from "../../src/diagnostics/notice.js";
import { noticeLines } from "../../src/diagnostics/notice-text.js";

function notice(more: Partial<InputNotice>): InputNotice {
  return { code: "no-unit", severity: "note", file: "a.csv", message: "for programs", ...more };
}

function shared(subject: string, ...details: string[]): SharedMessage {
  return { subject, details, one: ["no unit for ", ": it is assumed"], several: ["no units for ", ": they are assumed"] };
}

const about = (subject: string, more: Partial<InputNotice> = {}, ...details: string[]): InputNotice =>
  notice({ ...more, shared: shared(subject, ...details) });

describe("one line per kind of message", () => {
  test.each<[string, readonly InputNotice[], readonly string[]]>([
    ["a notice without a shared text is unchanged", [notice({ row: 3 })], ["a.csv: row 3: note: for programs"]],
    ["standard input has no name", [notice({ file: "-" })], ["standard input: note: for programs"]],
    ["a place in a JSON text", [notice({ at: { line: 2, column: 5 } })], ["a.csv:2:5: note: for programs"]],
    ["one label", [about("Platelets")], ["a.csv: note: no unit for Platelets: it is assumed"]],
    ["two labels", [about("A"), about("B")], ["a.csv: note: no units for A and B: they are assumed"]],
    ["three labels", [about("A"), about("B"), about("C")], ["a.csv: note: no units for A, B and C: they are assumed"]],
    // If a label contains a comma, labels are separated by semicolons.
    ["a label with a comma", [about("A, B or C"), about("D")], ["a.csv: note: no units for A, B or C; and D: they are assumed"]],
    ["details of a label", [about("A", {}, "g/L", "2 cells")], ["a.csv: note: no unit for A (g/L, 2 cells): it is assumed"]],
    [
      "the same row",
      [about("A", { row: 2 }), about("B", { row: 2 })],
      ["a.csv: row 2: note: no units for A and B: they are assumed"],
    ],
    [
      "different rows",
      [about("A", { row: 2 }, "g/L"), about("B", { row: 7 })],
      ["a.csv: note: no units for A (g/L, first in row 2) and B (first in row 7): they are assumed"],
    ],
    [
      "another file, severity or code has its own line",
      [about("A"), about("B", { file: "b.csv" }), about("C", { severity: "problem" }), about("D", { code: "no-limit" })],
      [
        "a.csv: problem: no unit for C: it is assumed",
        "a.csv: note: no unit for A: it is assumed",
        "b.csv: note: no unit for B: it is assumed",
        "a.csv: note: no unit for D: it is assumed",
      ],
    ],
    ["control characters are escaped", [about("A\u001b[31m")], ["a.csv: note: no unit for A\\x1b[31m: it is assumed"]],
  ])("%s", (_, notices, lines) => expect(noticeLines(notices, undefined)).toEqual(lines));
});

test("errors come first, then problems, then notes; among these, notes that may change a verdict come first", () => {
  const of = (severity: InputNotice["severity"], code: InputNotice["code"]): InputNotice =>
    notice({ severity, code, message: code });
  const given = [
    of("note", "id-column"),
    of("note", "assumed-unit"),
    of("note", "no-column"),
    of("problem", "blank-ids"),
    of("error", "two-columns"),
  ];
  expect(noticeLines(given, undefined)).toEqual([
    "a.csv: error: two-columns",
    "a.csv: problem: blank-ids",
    "a.csv: note: no-column",
    "a.csv: note: assumed-unit",
    "a.csv: note: id-column",
  ]);
});

describe("help", () => {
  test("is printed once, below all messages that share it", () => {
    const help = "look at these rows";
    expect(noticeLines([about("A", { help }), about("B", { help }), notice({ help })], undefined)).toEqual([
      "a.csv: note: no units for A and B: they are assumed",
      "a.csv: note: for programs",
      "  help: look at these rows",
    ]);
  });

  test("is printed for each message if it differs", () => {
    expect(noticeLines([about("A", { help: "name A" }), about("B", { help: "name B" })], undefined).slice(1)).toEqual([
      "  help: name A",
      "  help: name B",
    ]);
  });
});

describe("on a terminal", () => {
  test("lines are broken between words, and indented", () => {
    expect(noticeLines([notice({ message: "one two three four five", help: "six seven eight nine ten" })], 24)).toEqual([
      "a.csv: note: one two",
      "    three four five",
      "  help: six seven eight",
      "    nine ten",
    ]);
  });

  test("text to be copied is never broken", () => {
    const help = 'name it in a column map: { "columns": { "platelets": { "column": "PLT" } } }; or rename it';
    expect(noticeLines([notice({ help })], 40)).toEqual([
      "a.csv: note: for programs",
      "  help: name it in a column map:",
      '    { "columns": { "platelets": { "column": "PLT" } } }',
      "    or rename it",
    ]);
  });
});
