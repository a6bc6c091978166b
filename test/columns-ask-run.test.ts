/** `columns --ask` as a run: the order of questions, interruption, what it refuses, and the terminal. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { describe, expect, test } from "vitest";
import { askColumns } from "../src/commands/columns-ask.js";
import { terminalPrompts } from "../src/io/prompts.js";
import { run, scratch } from "./program.js";
import { criteria, interview, person } from "./support/interview.js";
import { workbook } from "./support/workbook.js";

const { folder, file } = scratch();

test("asks for the sheet of a workbook; questions that concern more candidates come first", async () => {
  const head = ["patient_id", "Platelets (10*9/L)", "bm", "pm"];
  const list = file(
    "book.xlsx",
    await workbook([
      { name: "May", rows: [head, ["P1", 90, "ja", ""]] },
      { name: "June", rows: [head, ["P2", 90, "", ""], ["P3", 90, "ja", ""]] },
    ]),
  );
  const who = person([
    ["2 of its sheets have columns for fields that the criteria use: `May`, `June`. Which is right?", "June"],
    [
      "What does an empty cell mean in these yes-no columns?\n`bm` (Brain metastasis): 1 cell of 2\n`pm` (Pacemaker): 2 cells of 2",
      "It differs",
    ],
    ["What does an empty cell mean in `pm`", "No"],
    ["What does an empty cell mean in `bm`", "No"],
  ]);
  const trial = criteria(file, "platelets", "bm", "pm");
  const { made, write } = await interview(list, trial, join(folder, "book.map.json"), who);
  expect(made).toMatchObject({ sheet: "June", columns: { bm: { whenBlank: false }, pm: { whenBlank: false } } });
  const args = ["screen", list, "-c", trial, "--columns", write, "-f", "csv", "--no-reasons", "-q"];
  expect(run(args).stdout).toContain("P2,2,");
});

test("a sheet of abbreviations is not offered as a list", async () => {
  const rows = [
    ["patient_id", "Platelets (10*9/L)", "HER2"],
    ["P1", 90, "3+"],
  ];
  const legend = { name: "Legend", rows: [["Abbreviations"], ["IHC", "HER2"], ["T", "Platelets"]] };
  const list = file("legend.xlsx", await workbook([{ name: "List", rows }, legend]));
  const who = person([]);
  const { status } = await interview(list, criteria(file, "platelets", "her2"), join(folder, "legend.map.json"), who);
  expect([status, who.asked]).toEqual([0, []]);
});

describe("an interview that is interrupted", () => {
  const list = file("stop.csv", "patient_id,Hemoglobin,bm\nP1,12.5,\nP2,11,ja\n");
  const trial = criteria(file, "hb", "bm");

  test("at the first question: nothing is written", async () => {
    expect(await interview(list, trial, join(folder, "stop.map.json"), person([]))).toMatchObject({
      status: 130,
      made: undefined,
    });
  });

  test("later: the answers so far are kept, and the interview can be continued", async () => {
    const { status, made, write } = await interview(list, trial, join(folder, "stop.map.json"), person([["Which unit", "g/dL"]]));
    expect([status, made.columns.hb, made.columns.bm]).toEqual([130, { column: "Hemoglobin", unit: "g/dL" }, { column: "bm" }]);
    const rest = person([["What does an empty cell mean", "No"]]);
    const done = await interview(list, trial, join(folder, "stop.map.json"), rest, { columns: write });
    expect([done.status, done.made.columns.bm]).toEqual([0, { column: "bm", whenBlank: false }]);
  });

  test("a question can be answered again", async () => {
    const who = person([
      ["Which unit", "mmol/L"],
      ["What does an empty cell mean", "Back"],
      ["Which unit", "g/dL"],
      ["What does an empty cell mean", "No"],
    ]);
    const { made } = await interview(list, trial, join(folder, "back.map.json"), who);
    expect(made.columns.hb.unit).toBe("g/dL");
  });
});

describe("when --ask cannot be used", () => {
  const list = file("refused.csv", "patient_id,Hemoglobin\nP1,12.5\n");
  file("refused.map.json", '{ "id": "patient_id" }\n');
  const trial = criteria(file, "hb");

  test.each<[args: readonly string[], says: string]>([
    [[list, "--write", "new.json"], "--ask needs a terminal to ask on; elsewhere --write makes a map to complete by hand"],
    [["-"], "--ask needs standard input for the answers; save the list to a file"],
    [[list, list], "--ask makes a map for one candidate file"],
    [[list, "-f", "json"], "--ask prints no report, so -f json cannot be used with it"],
    [[list, "--cells"], "so --cells cannot be used with it"],
    [[list, "--require"], "so --require cannot be used with it"],
    [[list, "--write", "-"], "--ask needs a terminal"],
  ])("%j", (args, says) => {
    const { status, stdout, stderr } = run(["columns", ...args, "-c", trial, "--ask"], { cwd: folder });
    expect([status, stdout, stderr]).toEqual([2, "", expect.stringContaining(says)]);
    expect(existsSync(join(folder, "new.json"))).toBe(false);
  });

  test("an existing map is not overwritten", async () => {
    const asking = askColumns([list], { criteria: [trial], format: "text" }, person([]).prompts);
    await expect(asking).rejects.toThrow(/refused\.map\.json: the column map exists already; complete it with --columns /);
  });
});

describe("on a terminal", () => {
  /** Terminal prompts on streams: keys are written to `input`, and `shown` gives all output so far. */
  function terminal() {
    const [input, output] = [new PassThrough(), new PassThrough()];
    let shown = "";
    output.on("data", (chunk: Buffer) => {
      shown += chunk.toString();
    });
    Object.assign(input, { isTTY: true, setRawMode: () => input });
    Object.assign(output, { isTTY: true, columns: 80, rows: 24 });
    return { input, prompts: terminalPrompts(input, output), shown: () => shown };
  }

  test.each<[name: string, keys: readonly string[], choice: number | undefined]>([
    ["Enter", ["\r"], 0],
    ["down and Enter", ["\u001b[B", "\r"], 1],
    ["Ctrl-C", ["\u0003"], undefined],
  ])("%s", async (_, keys, choice) => {
    const { input, prompts, shown } = terminal();
    const answer = prompts.choose("Which?\nred \u001b[31m", ["one", "two\u001b]0;x\u0007"]);
    for (const key of keys) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      input.write(key);
    }
    expect(await answer).toBe(choice);
    // Control characters from the list never reach the terminal.
    for (const raw of ["\u001b]0", "red \u001b[31m"]) expect(shown()).not.toContain(raw);
  });

  test.each<[name: string, keys: readonly string[], marked: readonly number[] | undefined]>([
    ["Enter: none", ["\r"], []],
    ["two marked", [" ", "\u001b[B", " ", "\r"], [0, 1]],
    ["Ctrl-C", [" ", "\u0003"], undefined],
  ])("several choices: %s", async (_, keys, marked) => {
    const { input, prompts, shown } = terminal();
    const answer = prompts.chooseMany("Which?", ["one", "two\u001b]0;x\u0007"]);
    for (const key of keys) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      input.write(key);
    }
    expect(await answer).toEqual(marked);
    expect(shown()).not.toContain("\u001b]0");
  });

  test("an invalid text is asked for again", async () => {
    const { input, prompts, shown } = terminal();
    const answer = prompts.type("The limit", (text) => (text === "40" ? undefined : "not a number"));
    for (const key of ["x", "\r", "\u007f", "4", "0", "\r"]) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      input.write(key);
    }
    expect(await answer).toBe("40");
    expect(shown()).toContain("not a number");
  });
});
