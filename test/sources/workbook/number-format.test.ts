/** How cells with a number format are read. */
import { expect, test } from "vitest";
import { numberFormat } from "../../../src/sources/workbook/number-format.js";
import { decimalShift, numberText } from "../../../src/sources/workbook/number-text.js";
import { typedCell } from "../../../src/values/typed-cell.js";

/** A short description of a number, a date or a doubtful cell. */
function short(text: string): string {
  const cell = typedCell(text);
  switch (cell.kind) {
    case "number":
      return (
        [cell.comparator, cell.number, cell.unit].filter((part) => part !== "").join(" ") +
        (cell.shown === cell.number ? "" : ` (${cell.shown})`)
      );
    case "word":
      return `${cell.number} shows ${cell.shown}`;
    case "doubt":
      return `doubt: ${cell.doubt}`;
    default:
      return cell.shown;
  }
}

test.each([
  ["General", "80.4", "80.4"],
  ["", "80.4", "80.4"],
  ["#,##0", "80.4", "80.4"], // shown as 80, but the stored value counts
  ["0.00E+00", "12345.678", "12345.678"],
  ["# ?/?", "1.5", "1.5"],
  ["@", "42", "42"],
  ["[Red]0.0", "4.2", "4.2"], // the `d` in a colour is not a day
  ["[$-407]#,##0.00", "1234.5", "1234.5"],
  ['_(* #,##0_);_(* \\(#,##0\\);_(* "-"_);_(@_)', "-1234", "-1234"], // here, brackets mean a negative number
  ['_(* #,##0_);_(* \\(#,##0\\);_(* "-"_);_(@_)', "0", "0"],
  ['_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-', "0", "0"],
  ['0;-0;"-"', "0", "0 shows -"], // it may stand for nothing known
  ["0;-0;-", "0", "0 shows -"],
  ["#", "0", "doubt: hidden"],
  ["##", "0.4", "doubt: hidden"],
  ["#,###", "0", "doubt: hidden"],
  ["#.##", "0.001", "doubt: hidden"],
  ["?", "0", "doubt: hidden"],
  ['# "mg"', "0", "doubt: hidden"],
  ["#%", "0.001", "doubt: hidden"],
  ["#", "5", "5"],
  ["#,###", "1200", "1200"],
  ["#.##", "0.5", "0.5"],
  ["#,##0", "0", "0"],
  ["# ?/?", "0", "0"],
  ["0%", "0.55", "55 % (55 %)"],
  ["0%", "0.554", "55.4 % (55.4 %)"],
  ['0"%"', "55", "55 % (55%)"], // looks the same as 0.55 in the format 0%
  ["0%%", "0.55", "doubt: scaled"],
  ["#,##0.0,", "1234", "doubt: scaled"],
  ["0.0,,", "1234567", "doubt: scaled"],
  ['"<"0', "5", "<= 5 (<5)"], // it may be 5 or below, so both are included
  ['"> "0', "500", ">= 500 (> 500)"],
  ['"~"0', "5", "5 ? (~5)"], // no known sign: see UNCLEAR_UNIT
  ['0" mg/dL"', "120", "120 mg/dL (120 mg/dL)"],
  ["0\\d", "30", "30 d (30d)"],
  ['General" y"', "7", "7 y (7 y)"],
  ["0.00\\ [$€-407]", "9.5", "9.5 € (9.5 €)"],
  ["+0;-0;0", "5", "5"],
  ["0;-0;;@", "0", "doubt: hidden"],
  [";;;", "7", "doubt: hidden"],
  ["0;0", "-3", "doubt: sign"],
  ["0;[Red]0", "-3", "doubt: sign"],
  ["0;-0", "-3", "-3"],
  ['"Yes";"Yes";"No"', "1", "1 shows Yes"],
  ['"Yes";"Yes";"No"', "0", "0 shows No"],
  ['[<50]"low";[>=50]"high"', "100", "100 shows high"],
  ['[>=1000]0.0,"k";0', "900", "900"],
  ['[>=1000]0.0,"k";0', "1500", "doubt: scaled"],
  ["00000", "12", "12 (00012)"],
  ["000-00-0000", "12345678", "12345678 ? (012-34-5678)"],
  ['"P-"000', "7", "7 ? (P-007)"],
  ["0;0;0;dd.mm.yyyy", "45000", "45000"], // only texts are formatted as dates
  ["dd.mm.yyyy", "45000", "2023-03-15"],
  ["[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "45000", "2023-03-15"],
  ["[$-411]ge.m.d", "45000", "2023-03-15"],
  ["yyyy-mm-dd hh:mm", "45000.75", "2023-03-15T18:00:00"],
  ["yyyy-mm-dd", "45000.979166666664", "2023-03-15T23:30:00"],
  ["yyyy-mm-dd hh:mm:ss", "45000.999999", "doubt: no-day"], // the next day is shown
  ["mmm yyyy", "45000", "2023-03"],
  ["yyyy", "45000", "2023"],
  ["d-mmm", "45721", "doubt: no-year"],
  ["dddd", "45721", "doubt: time"],
  ["h:mm", "0.5", "doubt: time"],
  ["h:mm", "45000.5", "doubt: time"], // its day is not shown
  ["mm:ss", "0.01", "doubt: time"],
  ["[h]:mm", "1.25", "doubt: time"],
  ["yyyy-mm-dd", "0", "doubt: no-day"],
  ["yyyy-mm-dd", "1", "1900-01-01"],
  ["yyyy-mm-dd", "59", "1900-02-28"],
  ["yyyy-mm-dd", "60", "doubt: no-day"], // 29 February 1900 did not exist
  ["yyyy-mm-dd", "61", "1900-03-01"],
  ["yyyy-mm-dd", "-1", "doubt: no-day"],
  ["yyyy-mm-dd", "2958465", "9999-12-31"],
  ["yyyy-mm-dd", "2958466", "doubt: no-day"],
])("%s of %s is %s", (code, number, cell) => expect(short(numberFormat(164, code).cell(number, "1900"))).toBe(cell));

test.each([
  ["0", "1904-01-01"],
  ["60", "1904-03-01"],
  ["43538", "2023-03-15"],
  ["-1", "doubt: no-day"],
])("counted from 1904, %s is %s", (number, cell) => expect(short(numberFormat(14, undefined).cell(number, "1904"))).toBe(cell));

test.each([
  [14, undefined, "2023-03-15"],
  [17, undefined, "2023-03"],
  [31, undefined, "2023-03-15"],
  [57, undefined, "2023-03"], // a month in China, a day in Japan
  [58, undefined, "doubt: no-year"], // a day in Japan, without its year in China
  [14, '0.00" kg"', "45000 kg (45000 kg)"], // a file may redefine a built-in format
  [9, undefined, "4500000 % (4500000 %)"],
])("built-in format %i, redefined as %s, makes 45000 %s", (id, code, cell) =>
  expect(short(numberFormat(id, code).cell("45000", "1900"))).toBe(cell),
);

test.each([
  ["yyyy-mm-dd", "2023-03-15", "2023-03-15"],
  ["mmm yy", "2023-03-15", "2023-03"],
  ["General", "2023-03-15T18:00:00", "2023-03-15T18:00:00"],
  ["d/m", "2023-03-15", "doubt: no-year"],
])("%s of the date %s is %s", (code, iso, cell) => expect(short(numberFormat(164, code).dated(iso))).toBe(cell));

test.each([
  ["General", true],
  ["@", true],
  [";;;", false],
  ['0;0;0;"text: "@', false],
  ["0;0;0;@", true],
])("%s shows texts unchanged: %s", (code, shows) => expect(numberFormat(164, code).showsText).toBe(shows));

test.each([
  ["80.4", "80.4"],
  ["-0", "0"],
  ["+5", "5"],
  ["\n 42 ", "42"],
  ["1E3", "1000"],
  [".5", "0.5"],
  ["1.0000000000000001E-5", "0.00001"],
  ["2.8999999999999999", "2.9"], // the double 2.9 with seventeen digits
  ["2.9000000000000004", "2.9000000000000004"], // a different double
  ["9007199254740993", "9007199254740993"], // the number as written, not the nearest double
  ["7,9", undefined],
  ["12abc", undefined],
  ["1E400", undefined],
  ["", undefined],
  ["0x1F", undefined],
  ["NaN", undefined],
  ["\u00a05", undefined],
])("%j is the number %s", (stored, number) => expect(numberText(stored)).toBe(number));

test.each([
  ["0.55", "55"],
  ["0.073", "7.3"],
  ["0.0005", "0.05"],
  ["12", "1200"],
  ["-0.5", "-50"],
  ["1e-7", "0.00001"],
  ["0", "0"],
])("%s times a hundred is %s", (number, percent) => expect(decimalShift(number, 2)).toBe(percent));
