/** What evidence holds, for the answer of a list and for one candidate, and when it is made. */
import { describe, expect, test } from "vitest";
import type { Observation } from "../../src/values/observation.js";
import { missing, type Reading, unreadable } from "../../src/values/reading.js";
import type { CandidateRecord } from "../../src/values/record.js";
import { all, any, days, type Entry, numbers, quantity, recordOf } from "../naive/build.js";
import { compared, screenOf } from "./three-fields.js";

const PLT = compared(0, ">=", "80");
const HB = compared(1, ">=", "90");
const ALT = compared(2, "<=", "40");

const is = (value: string): Entry => ({ reading: numbers([quantity(value, "g/L")]), cell: value });
const NONE: Entry = { reading: missing("blank"), cell: "" };

describe("the answer of a list, of a candidate with something to look up", () => {
  const record = recordOf([is("100"), NONE, is("[30,50]")]);

  test("has what passes without words, with what it rests on", () => {
    const [passed] = screenOf(PLT, HB).screen(record, false, "insight").criteria;
    expect(passed).toMatchObject({ verdict: "pass", because: "" });
    const { reading, ...evidence } = passed?.evidence[0] ?? { reading: undefined };
    expect(reading).toEqual(is("100").reading);
    expect(evidence).toEqual({
      field: "plt",
      column: "column 0",
      cell: "100",
      limit: PLT.limit,
      truth: "true",
      because: "",
      doubt: undefined,
    });
  });

  test("has what is open with its words, within what passes, too", () => {
    const [passed, open] = screenOf(any(PLT, HB), HB).screen(record, false, "insight").criteria;
    expect(passed?.evidence.map(({ truth, because }) => [truth, because])).toEqual([
      ["true", ""],
      ["unknown", "hb: cell is empty"],
    ]);
    expect(open?.evidence.map(({ because, doubt }) => [because, doubt])).toEqual([["hb: cell is empty", undefined]]);
  });

  test("has the doubt of a value that is read", () => {
    const [open] = screenOf(ALT).screen(record, false, "insight").criteria;
    expect(open?.evidence.map(({ doubt, truth }) => [doubt, truth])).toEqual([["undecided", "unknown"]]);
  });

  test("a leaf that is not so says so, within what passes", () => {
    const [passed] = screenOf(any(PLT, compared(0, "<=", "80")), HB).screen(record, false, "insight").criteria;
    expect(passed?.evidence.map(({ truth, because }) => [truth, because])).toEqual([
      ["true", ""],
      ["false", ""],
    ]);
  });

  test("and nothing of who has nothing to look up", () => {
    const [passed] = screenOf(PLT).screen(recordOf([is("100")]), false, "insight").criteria;
    expect(passed?.evidence).toEqual([]);
  });
});

describe("one candidate", () => {
  const measured = (reading: Reading, measuredOn: Reading): Entry => ({ reading, measuredOn, cell: "x" });

  test("is told the day of a value, and of a cell that cannot be read none", () => {
    const day = days("2026-01-10");
    const screen = screenOf(all(PLT, HB));
    const [tree] = screen.explain(recordOf([measured(is("100").reading, day), measured(unreadable("not-a-number"), day)]));
    const [plt, hb] = tree?.children.map(({ evidence }) => evidence) ?? [];
    expect(plt?.on).toEqual(day);
    expect(hb).not.toHaveProperty("on");
    // A list is not: only what decides is looked at.
    const [result] = screen.screen(recordOf([measured(is("100").reading, day), is("100")]), false, "evidence").criteria;
    expect(result?.evidence[0]).not.toHaveProperty("on");
  });

  test("shares what two criteria ask, and has nothing of the candidate before", () => {
    const screen = screenOf(all(PLT, HB), any(PLT, HB));
    const [both, either] = screen.explain(recordOf([is("100"), is("100")]));
    expect(both?.children[0]?.evidence).toBe(either?.children[0]?.evidence);
    const [later] = screen.explain(recordOf([is("70"), is("100")]));
    expect(later?.children[0]).toMatchObject({ truth: "false", because: "plt: 70 g/L is not >= 80 g/L" });
  });

  test("has the node's own name, and nothing but a truth and its cause in a group", () => {
    const [tree] = screenOf(all(PLT, HB)).explain(recordOf([is("100"), is("100")]));
    expect(tree).toMatchObject({ id: "all", kind: "all", truth: "true", assumed: false });
    expect(tree?.because).toBe("plt: 100 g/L is >= 80 g/L and hb: 100 g/L is >= 90 g/L");
    expect(tree?.children.map(({ id, kind, children }) => [id, kind, children])).toEqual([
      ["plt", "number", []],
      ["hb", "number", []],
    ]);
  });
});

test("observations that do not count are told with the one that does, and are left out where there are none", () => {
  const seen = (value: string, at: string): Observation => ({ reading: is(value).reading, at: days(at) });
  const [early, late] = [seen("70", "2026-01-01"), seen("100", "2026-01-10")];
  const several: CandidateRecord = { ...recordOf([is("100")]), observations: () => [early, late] };
  const screen = screenOf(PLT);
  const [tree] = screen.explain(several);
  expect(tree?.evidence?.passedOver).toEqual([{ observation: early, why: "earlier" }]);
  const [alone] = screen.explain(recordOf([is("100")]));
  expect(alone?.evidence).not.toHaveProperty("passedOver");
});
