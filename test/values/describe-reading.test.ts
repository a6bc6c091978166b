import { expect, test } from "vitest";
import { describeReading, IN_WORDS } from "../../src/values/describe-reading.js";
import { missing, type Reading, unreadable } from "../../src/values/reading.js";
import { booleans, codes, days, numbers, quantity } from "../naive/build.js";

const count = (...texts: readonly string[]): Reading => numbers(texts.map((text) => quantity(text, "10*9/L")));
const bare = (text: string): Reading => numbers([quantity(text)]);

test.each<[Reading, string]>([
  [count("80"), "80 10*9/L"],
  [bare("80"), "80"],
  [bare("(-,5)"), "< 5"],
  [bare("(-,5]"), "<= 5"],
  [bare("(3,-)"), "> 3"],
  [bare("[3,-)"), ">= 3"],
  [bare("[70,80]"), "70 to 80"],
  [bare("(70,80]"), "> 70 and <= 80"],
  [bare("[70,80)"), ">= 70 and < 80"],
  [bare("(-,-)"), "any number"],
  // without exponents for sizes that people write
  [bare("0.5"), "0.5"],
  [bare("1e-7"), "0.0000001"],
  [bare("-1.25e-7"), "-0.000000125"],
  [bare("1.25e21"), "1250000000000000000000"],
  [bare("-1e24"), `-1${"0".repeat(24)}`],
  [bare("1e25"), "1e+25"],
  [bare("1e-24"), `0.${"0".repeat(23)}1`],
  [bare("1e-25"), "1e-25"],
  // the unit once, if all have the same
  [count("1.2", "1200"), "1.2 or 1200 10*9/L"],
  [numbers([quantity("70", "10*4/uL"), quantity("70000", "/uL")]), "70 10*4/uL or 70000 /uL"],
  [{ ...numbers([quantity("120000", "/uL")]), dropped: [quantity("120", "/uL")] }, "120000 /uL (not 120 /uL: implausible)"],
  [days("2024-04-03"), "2024-04-03"],
  [days("2024-04-03|2024-03-04"), "2024-04-03 or 2024-03-04"],
  [days("2024-04-01..2024-04-30"), "2024-04-01 to 2024-04-30"],
  [booleans([true]), "true"],
  [booleans([true, false], "digit"), "true or false (assumed)"],
  [codes(["A", "B"]), "A or B"],
  [codes(["A"], "blank"), "A (assumed)"],
  [{ ...numbers([quantity("80")]), unitIs: "withdrawn" }, "80 in an uncertain unit"],
  [{ ...numbers([quantity("0")]), assumed: "blank" }, "0 (assumed)"],
  [{ ...numbers([quantity("80")]), assumed: "trusted" }, "80"], // the message is given for the column
  [{ ...codes(["A", "B"]), undecided: { name: "2+", means: ["A", "B"], note: undefined } }, "2+ (A or B)"],
  [missing("not-available"), "missing: not-available"],
  [unreadable("range"), "unreadable: range"],
  [unreadable("implausible", "looks like /uL"), "unreadable: implausible (looks like /uL)"],
])("$1 %#", (reading, words) => expect(describeReading(reading)).toBe(words));

// The same as people write it.
test.each<[Reading, string]>([
  [count("80"), "80 × 10⁹/L"],
  [count("1.2", "1200"), "1.2 or 1200 × 10⁹/L"],
  [numbers([quantity("70", "10*4/uL"), quantity("70000", "/uL")]), "70 × 10⁴/µL or 70000 /µL"],
  [{ ...numbers([quantity("120000", "/uL")]), dropped: [quantity("120", "/uL")] }, "120000 /µL (not 120 /µL: implausible)"],
  [numbers([quantity("(-,5)", "ng/mL")]), "< 5 ng/mL"],
  [numbers([quantity("1", "mo")]), "1 month"],
  [numbers([quantity("60", "{score}")]), "60"],
  [bare("80"), "80"],
  [booleans([true, false], "digit"), "yes or no (assumed)"],
  [codes(["A", "B"]), "A or B"],
])("$1 for people", (reading, words) => expect(describeReading(reading, IN_WORDS)).toBe(words));
