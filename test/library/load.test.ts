/** Criteria and column maps for callers of the library: paths, texts, and wrong calls. */
import { describe, expect, test } from "vitest";
import { loadColumnMap, loadTrials } from "../../src/index.js";
import { scratch, TRIAL } from "../program.js";

const FIELDS = { plt: { type: "number", unit: "10*9/L", plausible: [1, 2000] } };
const CRITERIA = {
  trial: { id: "T1", title: "x", source: "x" },
  inclusion: [{ id: "I1", label: "x", condition: { field: "plt", op: ">=", value: 80, unit: "10*9/L" } }],
  notEvaluated: [{ label: "x" }],
};
const own = { file: "t.json", text: JSON.stringify({ ...CRITERIA, fields: FIELDS }) };
const naming = (file: string) => ({ file, text: JSON.stringify({ ...CRITERIA, dictionary: "d.json" }) });
const dictionary = (file: string) => ({ file, text: JSON.stringify({ fields: FIELDS }) });

/** Loads files. @returns the IDs of trials, then the codes of diagnostics */
function came(...args: Parameters<typeof loadTrials>): string {
  const { trials, diagnostics } = loadTrials(...args);
  return [...trials.map(({ id }) => id), ...diagnostics.map(({ code }) => code)].join(" ");
}

describe("criteria from", () => {
  test.each<[what: string, files: () => string, expected: string]>([
    ["a path, with the dictionary beside it", () => came(TRIAL), "NCT02843126"],
    ["a list of paths", () => came([TRIAL]), "NCT02843126"],
    ["a text", () => came(own), "T1"],
    ["a set of texts", () => came(new Set([own])), "T1"],
    ["a text and its dictionary as a text", () => came([naming("t.json"), dictionary("d.json")]), "T1"],
    [
      "a dictionary given before it, with another notation of the path",
      () => came([dictionary("./a/d.json"), naming("a/t.json")]),
      "T1",
    ],
    ["a text and a function", () => came(naming("a/t.json"), (file: string) => dictionary(file)), "T1"],
    ["a path and a text", () => came([TRIAL, own]), "NCT02843126 T1"],
    // A text given by the caller must not open files.
    [
      "a text whose dictionary is on the disk",
      () => came({ ...naming(TRIAL), text: naming("").text.replace("d.json", "dictionary.json") }),
      "dictionary-not-found",
    ],
    [
      "a dictionary in another folder",
      () => came([naming("a/t.json"), dictionary("b/d.json")]),
      "dictionary-not-found wrong-kind-of-file",
    ],
    ["a function that finds none", () => came(naming("t.json"), () => undefined), "dictionary-not-found"],
    ["a dictionary that is not used", () => came([own, dictionary("d.json")]), "T1 wrong-kind-of-file"],
    ["only a dictionary", () => came(dictionary("d.json")), "wrong-kind-of-file"],
    ["a missing path", () => came("criteria/none.json"), "unreadable-file"],
    ["a folder", () => came("criteria"), "unreadable-file"],
    ["a broken one beside a good one", () => came([own, { file: "b.json", text: "{" }]), "T1 json-syntax"],
    ["the same twice", () => came([own, own]), "T1 duplicate-trial"],
  ])("%s", (_, files, expected) => expect(files()).toBe(expected));

  test("a path's dictionary that is not a dictionary is not shown", () => {
    const { folder, file } = scratch();
    file("t.json", JSON.stringify({ ...CRITERIA, dictionary: "secret.txt" }));
    file("secret.txt", "{ password");
    expect(JSON.stringify(loadTrials(`${folder}/t.json`).diagnostics)).not.toContain("password");
  });
});

describe("a column map from", () => {
  const { trials } = loadTrials(own);
  const MAP = { columns: { plt: { column: "PLT" } } };
  test.each<[what: string, map: () => ReturnType<typeof loadColumnMap>, expected: string]>([
    ["a text", () => loadColumnMap({ file: "m.json", text: JSON.stringify(MAP) }, trials), "map"],
    ["a path", () => loadColumnMap(scratch().file("m.json", JSON.stringify(MAP)), trials), "map"],
    ["a missing path", () => loadColumnMap("none.json", trials), "unreadable-file"],
    [
      "a text with an error",
      () => loadColumnMap({ file: "m.json", text: '{ "columns": { "hb": {} } }' }, trials),
      "unknown-field",
    ],
    ["criteria", () => loadColumnMap(own, trials), "wrong-kind-of-file"],
  ])("%s", (_, load, expected) => {
    const { map, diagnostics } = load();
    expect([...(map === undefined ? [] : ["map"]), ...diagnostics.map(({ code }) => code)].join()).toBe(expected);
  });
});

describe("a wrong call says what is expected", () => {
  const { trials } = loadTrials(own);
  const FILE = 'a path such as "trial.json", or { file: "trial.json", text: "{ ... }" }';
  const FIRST = `the first argument must be ${FILE}, or a list of these`;
  const EACH = `each of the criteria files must be ${FILE}`;
  const BARE = 'a text needs a name for messages to print: { file: "trial.json", text: "{ ... }" }';
  test.each<[message: string, given: unknown]>([
    [`${FIRST}, not undefined`, undefined],
    [`${FIRST}, not an object`, CRITERIA],
    [`${FIRST}, not a promise: \`await\` it`, Promise.resolve([own])],
    [`${FIRST}, not an async iterable: collect its items in an array`, (async function* () {})()],
    [`${FIRST}, not an empty text`, ""],
    [`${FIRST}, at least one, not an empty array`, []],
    [`${EACH}, not an object`, [CRITERIA]],
    [`${EACH}, not an object`, [{ file: "t.json", text: CRITERIA }]],
    [`${EACH}, not an empty text`, ["t.json", ""]],
    [BARE, own.text],
    [BARE, [own, ` ${own.text}`]],
  ])("criteria: %s", (message, given) => {
    expect(() => Reflect.apply(loadTrials, undefined, [given])).toThrow(new TypeError(message));
  });

  const FIND = "the second argument must be a function that takes the path of a dictionary";
  test.each<[message: string, given: unknown]>([
    [`${FIND}, not an object`, {}],
    [`${FIND}, not null`, null],
    [`${FIND}, and gives { file, text } or undefined, not a string`, () => "{}"],
    [`${FIND}, and gives { file, text } or undefined, not a promise: \`await\` it`, async () => undefined],
  ])("dictionary: %s", (message, given) => {
    expect(() => Reflect.apply(loadTrials, undefined, [naming("t.json"), given])).toThrow(new TypeError(message));
  });

  const MAP = FILE.replaceAll("trial.json", "map.json");
  const TRIALS = "the second argument must be the `trials` of `loadTrials`";
  test.each<[message: string, ...given: readonly unknown[]]>([
    [`the first argument must be ${MAP}, not undefined`],
    [`the first argument must be ${MAP}, not an object`, { columns: {} }, trials],
    [BARE, '{ "columns": {} }', trials],
    [`${TRIALS}, not undefined`, "map.json"],
    [`${TRIALS}, not an object`, "map.json", loadTrials(own)],
    [`${TRIALS}, at least one, not an empty array`, "map.json", []],
  ])("column map: %s", (message, ...given) => {
    expect(() => Reflect.apply(loadColumnMap, undefined, given)).toThrow(new TypeError(message));
  });

  test("an error in the caller's own code is passed on", () => {
    const fail = function* (): Generator<string> {
      yield TRIAL;
      throw new RangeError("mine");
    };
    expect(() => loadTrials(fail())).toThrow(new RangeError("mine"));
  });
});
