import { expect, test } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.js";
import { printDiagnostic } from "../../src/diagnostics/pretty.js";

const same = (text: string): string => text;
const plain = { strong: same, dim: same, severity: same };
const marked = {
  strong: (text: string) => `<b>${text}</b>`,
  dim: (text: string) => `<i>${text}</i>`,
  severity: (text: string, severity: string) => `<${severity}>${text}</${severity}>`,
};

function diagnostic(line: number, column: number, message = "a message"): Diagnostic {
  return { code: "wrong-type", severity: "error", at: { file: "f.json", line, column }, message };
}

test.each([
  ['{ "a": 1 }', 1, 3, '{ "a": 1 }', "  ^^^"], // the whole string is marked
  ['{ "a": -1.5e3 }', 1, 8, '{ "a": -1.5e3 }', "       ^^^^^^"],
  ['\ufeff{ "a": 1 }', 1, 3, '{ "a": 1 }', "  ^^^"],
  ["{\r\n  [\r\n}", 2, 3, "  [", "  ^"],
  ['\t"a"', 1, 2, '  "a"', "  ^^^"], // tabs become two spaces, in both lines
  ['"血小板": 1', 1, 8, '"血小板": 1', "          ^"], // wide characters are two columns
  ['"𝒳": x', 1, 6, '"𝒳": x', "     ^"],
  ['"a\u202eb\u001b[31m": x', 1, 13, '"a\\u202eb\\x1b[31m": x', "                    ^"], // control characters are escaped
  ["[1", 1, 3, "[1", "  ^"], // after the end of the text
])("%j", (text, line, column, shown, mark) => {
  const [, frame, under] = printDiagnostic(diagnostic(line, column), text, plain).split("\n");
  expect(frame?.slice(8)).toBe(shown);
  expect(under?.slice(8)).toBe(mark);
});

test("long lines are cut around the position", () => {
  const [, frame, under] = printDiagnostic(diagnostic(1, 501), `${"a".repeat(500)}!${"b".repeat(500)}`, plain).split("\n");
  expect(frame?.slice(8)).toBe(`…${"a".repeat(60)}!${"b".repeat(39)}…`);
  expect(under?.slice(8)).toBe(`${" ".repeat(61)}^`);
});

test("there is no frame without a text, or for an empty line", () => {
  expect(printDiagnostic(diagnostic(1, 1), undefined, plain)).toBe("f.json:1:1: error wrong-type: a message");
  expect(printDiagnostic(diagnostic(2, 1), "{\n\n", plain)).toBe(
    "f.json:1:1: error wrong-type: a message".replace(":1:1", ":2:1"),
  );
});

test("colours, help, and no raw control characters", () => {
  const one = { ...diagnostic(1, 1, "a \u001b[31m message"), help: "a way\u200b out" };
  expect(printDiagnostic(one, "x", marked)).toBe(
    "<b>f.json:1:1:</b> <error>error wrong-type:</error> a \\x1b[31m message\n" +
      "<i>    1 | </i>x\n<i>      | </i><error>^</error>\n<b>help:</b> a way\\u200b out",
  );
});
