/** Comparing results: the same as a naive comparison that keeps both in memory. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NotAResult } from "../../src/compare/outcome.js";
import { compareRead, detailOf, type ReadResult, type ResultFile, readResult } from "../../src/compare/results.js";
import { PATIENCE, runs } from "../runs.js";

type Json = Readonly<Record<string, unknown>>;
type Verdict = "pass" | "fail" | "unknown";

interface Person {
  readonly id: string;
  readonly verdicts: readonly Verdict[];
  readonly problem: boolean;
}

const TRIALS = ["T1", "T2"];
const CRITERIA = ["I1", "E1"];
const eligibilityOf = (verdicts: readonly Verdict[], problem: boolean): string =>
  verdicts.includes("fail") ? "ineligible" : problem || verdicts.includes("unknown") ? "undetermined" : "eligible";

function candidate({ id, verdicts, problem }: Person, row: number): Json {
  return {
    ...{ candidate: id, file: "list.csv", row, problems: problem ? [{ code: "ragged-row", message: "m" }] : [] },
    trials: TRIALS.map((trial, index) => {
      const own = verdicts.slice(2 * index, 2 * index + 2);
      const criteria = own.map((verdict, at) => ({
        ...{ id: CRITERIA[at], kind: "inclusion", finding: "unknown", verdict, assumed: false, because: "ü" },
        evidence: [{ field: `f${at}`, column: "c", cell: verdict, reading: { state: verdict }, limit: "is true" }],
      }));
      return { trial, eligibility: eligibilityOf(own, problem), criteria };
    }),
  };
}

function documentOf(people: readonly Person[], changes: Json = {}): Json {
  const head = { id: "I1", kind: "inclusion", label: "l", text: "t" };
  return {
    schemaVersion: 1,
    run: { tool: "trialsieve", version: "0", asOf: null, criteria: [], dictionaries: [], columnMap: null },
    trials: TRIALS.map((id) => ({
      id,
      title: "t",
      source: null,
      version: null,
      criteria: [head, { ...head, id: "E1" }],
      notEvaluated: [],
    })),
    candidates: people.map((one, index) => candidate(one, index + 2)),
    summary: { records: people.length, printed: people.length, inputs: [{ file: "list.csv" }] },
    ...changes,
  };
}

/** In the layout of `screen`: one candidate per line. */
function lines(document: Json): string {
  const list: readonly unknown[] = Array.isArray(document["candidates"]) ? document["candidates"] : [];
  const entries = Object.entries(document).map(([key, value]) =>
    key === "candidates"
      ? `"candidates":[\n${list.map((one) => JSON.stringify(one)).join(",\n")}\n]`
      : `${JSON.stringify(key)}:${JSON.stringify(value)}`,
  );
  return `{${entries.join(",\n")}}\n`;
}

function fileOf(text: string, chunk = 1 << 16, name = "list.json"): ResultFile {
  const bytes = new TextEncoder().encode(text);
  return {
    name,
    at: (offset, length) => bytes.slice(offset, offset + length),
    async *bytes() {
      // All chunks share a buffer, as when a file is read.
      const buffer = new Uint8Array(chunk);
      for (let at = 0; at < bytes.length; at += chunk) {
        const part = bytes.subarray(at, at + chunk);
        buffer.set(part);
        yield buffer.subarray(0, part.length);
      }
    },
  };
}

const LAYOUTS: Readonly<Record<string, (document: Json) => string>> = {
  "a candidate on a line": lines,
  "one line": (document) => JSON.stringify(document),
  "one line, with its end": (document) => `${JSON.stringify(document)}\n`,
  indented: (document) => JSON.stringify(document, undefined, 2),
  "Windows line ends": (document) => lines(document).replaceAll("\n", "\r\n"),
  "keys in order": (document) => JSON.stringify(Object.fromEntries(Object.entries(document).sort()), undefined, 1),
};

const people = fc.array(
  fc.record({
    id: fc.constantFrom("", "a", "b", "c", 'd"}],', "e\\", "ü", "A", "1", "01"),
    verdicts: fc.array(fc.constantFrom<Verdict>("pass", "fail", "unknown"), { minLength: 4, maxLength: 4 }),
    problem: fc.boolean(),
  }),
  { maxLength: 12 },
);

/** The changes of all candidates, calculated from both whole lists. */
function naive(before: readonly Person[], after: readonly Person[]) {
  const count = (list: readonly Person[], id: string): number => list.filter((one) => one.id === id).length;
  const ids = [...new Set([...after, ...before].map(({ id }) => id))].filter((id) => id !== "");
  const single = ids.filter((id) => count(before, id) < 2 && count(after, id) < 2);
  const kind = (was: string, is: string): string => {
    if (was === is) return "unchanged";
    return was === "eligible" ? "lost" : is === "eligible" ? "newlyEligible" : is === "undetermined" ? "newlyOpen" : "settled";
  };
  const of = (list: readonly Person[], id: string, trial: number): string | undefined => {
    const one = list.find((person) => person.id === id);
    return one && eligibilityOf(one.verdicts.slice(2 * trial, 2 * trial + 2), one.problem);
  };
  const both = after.filter(({ id }) => single.includes(id) && count(before, id) === 1).map(({ id }) => id);
  return {
    repeated: ids.filter((id) => !single.includes(id)).sort(),
    fresh: after.map(({ id }) => id).filter((id) => single.includes(id) && count(before, id) === 0),
    gone: before.map(({ id }) => id).filter((id) => single.includes(id) && count(after, id) === 0),
    trials: TRIALS.map((_, trial) =>
      both
        .map((id) => [id, kind(of(before, id, trial) ?? "", of(after, id, trial) ?? "")] as const)
        .filter(([, one]) => one !== "unchanged"),
    ),
  };
}

async function read(text: string, chunk?: number): Promise<ReadResult> {
  return readResult(fileOf(text, chunk));
}

describe("every pair of generated lists, in any layout and with chunks of any size", () => {
  test.each(Object.entries(LAYOUTS))(
    "%s",
    async (_, layout) => {
      await fc.assert(
        fc.asyncProperty(people, people, fc.integer({ min: 1, max: 3000 }), async (before, after, chunk) => {
          const changes = compareRead(
            await read(layout(documentOf(before)), chunk),
            await read(layout(documentOf(after)), chunk),
          );
          const { matched } = changes;
          const found = {
            repeated: [...matched.repeated].sort(),
            fresh: matched.fresh.map((place) => changes.after.candidate(place).candidate),
            gone: matched.gone.map((place) => changes.before.candidate(place).candidate),
            trials: matched.trials.map(({ changed }) =>
              Object.entries(changed)
                .flatMap(([kind, all]) => all.map(({ id, after: at }) => ({ id, kind, at })))
                .sort((a, b) => a.at - b.at)
                .map(({ id, kind }) => [id, kind]),
            ),
          };
          expect(found).toEqual(naive(before, after));
          for (const { id, changed } of matched.trials) {
            for (const pair of changed.lost) {
              const { before: was, after: is, causes } = detailOf(changes, id, "lost", pair);
              expect([was.eligibility, is.eligibility === "eligible", causes.length > 0]).toEqual(["eligible", false, true]);
            }
          }
        }),
        runs(60),
      );
    },
    PATIENCE,
  );
});

describe("what is refused, with advice", () => {
  const ONE: Person = { id: "a", verdicts: ["pass", "pass", "pass", "pass"], problem: false };
  const text = lines(documentOf([ONE, { ...ONE, id: "b" }]));
  test.each<[string, string, RegExp]>([
    ["cut off among candidates", text.slice(0, text.indexOf('"b"')), /ends in the middle .*broken JSON/],
    ["cut off after the candidates", text.slice(0, -20), /broken JSON/],
    ["a bracket missing", text.replace('"evidence":[', '"evidence":'), /its candidate 1 cannot be read: broken JSON/],
    ["a line missing", text.replace(/\{"candidate":"a".*\n/, ""), /holds 1 candidates and says that there are 2/],
    [
      "made with --only",
      lines(documentOf([ONE], { summary: { records: 7, printed: 1, inputs: [] } })),
      /--only.*again without --only/,
    ],
    ["another schemaVersion", lines(documentOf([ONE], { schemaVersion: 2 })), /schemaVersion is 2.*screen the list again/],
    ["no result", '{"a":[{"candidates":[]}]}', /not a result of `screen -f json`/],
    ["invalid candidates", '{"schemaVersion":1,"candidates":[1]}', /broken JSON/],
    ["an invalid verdict", text.replace('"verdict":"pass"', '"verdict":"good"'), /`verdict` is none of pass, fail, unknown/],
  ])("%s", async (_, broken, words) => {
    const attempt = read(broken);
    await expect(attempt).rejects.toThrow(NotAResult);
    await expect(attempt).rejects.toThrow(words);
  });

  test("other trials", async () => {
    const other = text.replaceAll('"T2"', '"T3"');
    await expect(async () => compareRead(await read(text), await read(other))).rejects.toThrow(
      /of T1, T2, and list.json of T1, T3/,
    );
  });
});
