/** The content of evidence: in the summary of a list, and for one candidate; and when it is made. */
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

describe("evidence for the summary of a list, for a candidate with a value to look up", () => {
  const record = recordOf([is("100"), NONE, is("[30,50]")]);

  test("is without a reason for a criterion that passes", () => {
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

  test("has a reason for unknown leaves, also inside a criterion that passes", () => {
    const [passed, open] = screenOf(any(PLT, HB), HB).screen(record, false, "insight").criteria;
    expect(passed?.evidence.map(({ truth, because }) => [truth, because])).toEqual([
      ["true", ""],
      ["unknown", "hb: cell is empty"],
    ]);
    expect(open?.evidence.map(({ because, doubt }) => [because, doubt])).toEqual([["hb: cell is empty", undefined]]);
  });

  test("has the doubt of a value that was read", () => {
    const [open] = screenOf(ALT).screen(record, false, "insight").criteria;
    expect(open?.evidence.map(({ doubt, truth }) => [doubt, truth])).toEqual([["undecided", "unknown"]]);
  });

  test("has the truth of a false leaf inside a criterion that passes", () => {
    const [passed] = screenOf(any(PLT, compared(0, "<=", "80")), HB).screen(record, false, "insight").criteria;
    expect(passed?.evidence.map(({ truth, because }) => [truth, because])).toEqual([
      ["true", ""],
      ["false", ""],
    ]);
  });

  test("is not made for a candidate without anything to look up", () => {
    const [passed] = screenOf(PLT).screen(recordOf([is("100")]), false, "insight").criteria;
    expect(passed?.evidence).toEqual([]);
  });
});

describe("one candidate", () => {
  const measured = (reading: Reading, measuredOn: Reading): Entry => ({ reading, measuredOn, cell: "x" });

  test("has the date of a value, but not of an unreadable cell", () => {
    const day = days("2026-01-10");
    const screen = screenOf(all(PLT, HB));
    const [tree] = screen.explain(recordOf([measured(is("100").reading, day), measured(unreadable("not-a-number"), day)]));
    const [plt, hb] = tree?.children.map(({ evidence }) => evidence) ?? [];
    expect(plt?.on).toEqual(day);
    expect(hb).not.toHaveProperty("on");
    // Not in the output of a list, where only what decides is evaluated.
    const [result] = screen.screen(recordOf([measured(is("100").reading, day), is("100")]), false, "evidence").criteria;
    expect(result?.evidence[0]).not.toHaveProperty("on");
  });

  test("is shared by criteria with the same leaf, but not with the previous candidate", () => {
    const screen = screenOf(all(PLT, HB), any(PLT, HB));
    const [both, either] = screen.explain(recordOf([is("100"), is("100")]));
    expect(both?.children[0]?.evidence).toBe(either?.children[0]?.evidence);
    const [later] = screen.explain(recordOf([is("70"), is("100")]));
    expect(later?.children[0]).toMatchObject({ truth: "false", because: "plt: 70 g/L is not >= 80 g/L" });
  });

  test("has the IDs of nodes; a group has only a truth and a reason", () => {
    const [tree] = screenOf(all(PLT, HB)).explain(recordOf([is("100"), is("100")]));
    expect(tree).toMatchObject({ id: "all", kind: "all", truth: "true", assumed: false });
    expect(tree?.because).toBe("plt: 100 g/L is >= 80 g/L and hb: 100 g/L is >= 90 g/L");
    expect(tree?.children.map(({ id, kind, children }) => [id, kind, children])).toEqual([
      ["plt", "number", []],
      ["hb", "number", []],
    ]);
  });
});

test("observations that do not count are listed with the one that does; without any, the key is absent", () => {
  const seen = (value: string, at: string): Observation => ({ reading: is(value).reading, at: days(at) });
  const [early, late] = [seen("70", "2026-01-01"), seen("100", "2026-01-10")];
  const several: CandidateRecord = { ...recordOf([is("100")]), observations: () => [early, late] };
  const screen = screenOf(PLT);
  const [tree] = screen.explain(several);
  expect(tree?.evidence?.passedOver).toEqual([{ observation: early, why: "earlier" }]);
  const [alone] = screen.explain(recordOf([is("100")]));
  expect(alone?.evidence).not.toHaveProperty("passedOver");
});
