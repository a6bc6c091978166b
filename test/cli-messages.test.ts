/** What a newcomer types, and what the program answers: the whole message, because it is all that they have. */
import { describe, expect, test } from "vitest";
import { LIST, run, TRIAL } from "./program.js";

describe("what cannot be done is said by its cause", () => {
  test.each<[readonly string[], string]>([
    [["screen", LIST, "-c", TRIAL, "-q", "-o", "nodir/out.csv"], "nodir/out.csv: cannot be written: there is no folder nodir\n"],
    [["screen"], "error: --criteria is missing\n(--help shows how)\n"],
    [["screen", "-c", TRIAL], "error: <candidates> is missing\n(--help shows how)\n"],
    [["explain", LIST, "-c", TRIAL], "error: <id> is missing\n(--help shows how)\n"],
    [["screen", LIST, "-c"], "error: --criteria is followed by <file or folder>, which is missing\n(--help shows how)\n"],
    [
      ["screen", LIST, "-c", TRIAL, "-f", "xml"],
      "error: --format does not take 'xml': it is one of table, csv, tsv, json, ndjson\n(--help shows how)\n",
    ],
    [
      ["screen", LIST, "-c", TRIAL, "--jobs", "0"],
      "error: --jobs does not take '0': it takes a whole number from 1 to 256\n(--help shows how)\n",
    ],
    [
      ["schema", "nope"],
      "error: 'nope' is no <name>: it is one of criteria, dictionary, column-map, test, output\n(--help shows how)\n",
    ],
    [["help", "nope"], "error: unknown command 'nope'\n(--help shows how)\n"],
    [["help", "scren"], "error: unknown command 'scren'\n(Did you mean screen?)\n(--help shows how)\n"],
    ...["validate", "test", "fmt", "show"].flatMap((command): [readonly string[], string][] => [
      [[command, "-"], "error: criteria, tests, dictionaries and column maps are read from files, not standard input\n"],
      [
        [command, LIST],
        `${LIST}: by its ending this is a list of candidates; \`trialsieve screen\` reads it, with criteria given with -c\n`,
      ],
    ]),
    [["show", "no*.json"], "no*.json: no criteria file has a name that fits this pattern (a .json file with `trial`)\n"],
    [["show", "none/no*"], "none/no*: there is no folder none\n"],
    [["show", "nope.json"], "nope.json: cannot be read: there is no such file\n"],
  ])("%j", (args, says) => expect(run(args)).toEqual({ status: 2, stdout: "", stderr: says }));
});

test("`help` prints what --help does", () => {
  expect(run(["help"])).toEqual(run(["--help"]));
  expect(run(["help", "schema"])).toEqual(run(["schema", "--help"]));
});

test("criteria may be named by a pattern where they are used, too", () => {
  const asFolder = run(["show", "criteria"]);
  expect(run(["show", "criteria/NCT*.json"])).toEqual(asFolder);
  expect(asFolder.status).toBe(0);
});
