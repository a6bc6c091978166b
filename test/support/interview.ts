/** Runs `columns --ask` with prepared answers instead of a person. */
import { existsSync, readFileSync } from "node:fs";
import { expect } from "vitest";
import { askColumns } from "../../src/commands/columns-ask.js";
import type { Prompts } from "../../src/io/prompts.js";
import type { scratch } from "../program.js";

type Scratch = ReturnType<typeof scratch>;

const FIELDS = {
  platelets: { type: "number", label: "Platelets", unit: "10*9/L", plausible: [1, 2000] },
  hb: { type: "number", label: "Hemoglobin", unit: "g/L", plausible: [20, 250], molarMass: 16114.5 },
  alt: { type: "number", label: "ALT", unit: "U/L", plausible: [1, 5000] },
  glu: { type: "number", label: "Glucose", unit: "mmol/L", plausible: [1, 100], assumeUnit: false },
  bm: { type: "boolean", label: "Brain metastasis" },
  pm: { type: "boolean", label: "Pacemaker" },
  her2: { type: "code", label: "HER2", codes: { positive: ["3+"], negative: ["0"] } },
  born: { type: "date", label: "Born", plausible: [0, 120] },
};
const CONDITIONS = {
  platelets: { field: "platelets", op: ">=", value: 80, unit: "10*9/L" },
  hb: { field: "hb", op: ">=", value: 80, unit: "g/L" },
  alt: { field: "alt", op: "<=", value: 2.5, unit: "[ULN]" },
  glu: { field: "glu", op: "<=", value: 2.5, unit: "[ULN]" },
  hbLow: { field: "hb", op: ">=", value: 0.8, unit: "[LLN]" },
  dated: { field: "platelets", op: ">=", value: 80, unit: "10*9/L", maxAge: { value: 14, unit: "d" } },
  bm: { field: "bm", op: "is", value: true },
  pm: { field: "pm", op: "is", value: true },
  her2: { field: "her2", op: "is", value: "positive" },
  born: { field: "born", op: ">=", value: 18, unit: "a" },
};
/** The conditions that a trial can be made of. */
export type Name = keyof typeof CONDITIONS;

/** Writes a criteria file with these conditions. */
export function criteria(file: Scratch["file"], ...names: readonly Name[]): string {
  const inclusion = names.map((name, index) => ({ id: `I${index + 1}`, label: name, condition: CONDITIONS[name] }));
  return file(
    `${names.join("-")}.json`,
    JSON.stringify({ trial: { id: "T1", title: "x" }, fields: FIELDS, inclusion, exclusion: [] }),
  );
}

/**
 * Answers questions in order. Questions and choices are given by how they begin, several choices as `one & two`; without a
 * further answer the interview is interrupted. `typed`: texts for free input.
 */
export function person(answers: readonly (readonly [question: string, choice: string])[], typed: readonly string[] = []) {
  const asked: { readonly message: string; readonly choices: readonly string[] }[] = [];
  const left = [...answers];
  const texts = [...typed];
  const answer = (message: string, choices: readonly string[]): string | undefined => {
    asked.push({ message, choices });
    const [question, choice] = left.shift() ?? ["", "interrupt"];
    if (choice === "interrupt") return undefined;
    expect(message.startsWith(question), `${message} begins with ${question}`).toBe(true);
    return choice;
  };
  const placeOf = (choice: string, choices: readonly string[]): number => {
    const at = (choices.indexOf(choice) + 1 || choices.findIndex((one) => one.startsWith(choice)) + 1) - 1;
    expect(at, `${choice} is one of ${choices.join(" / ")}`).toBeGreaterThanOrEqual(0);
    return at;
  };
  const prompts: Prompts = {
    async choose(message, choices) {
      const choice = answer(message, choices);
      return choice === undefined ? undefined : placeOf(choice, choices);
    },
    async chooseMany(message, choices) {
      const chosen = answer(message, choices);
      return chosen?.split(" & ").flatMap((choice) => (choice === "" ? [] : [placeOf(choice, choices)]));
    },
    async type(_, fault) {
      for (;;) {
        const text = texts.shift();
        if (text === undefined || fault(text) === undefined) return text;
      }
    },
  };
  return { prompts, asked, left };
}

/** Runs `columns --ask`, and requires that all prepared answers were used. */
export async function interview(list: string, trial: string, write: string, who: ReturnType<typeof person>, more: object = {}) {
  const status = await askColumns(
    [list],
    { criteria: [trial], format: "text", asOf: "2026-01-15", quiet: true, write, ...more },
    who.prompts,
  );
  expect(who.left).toEqual([]);
  return { status, write, made: existsSync(write) ? JSON.parse(readFileSync(write, "utf8")) : undefined };
}
