/** Verdicts as people see them: a symbol and a word, and a colour that repeats what they say. */
import type { Eligibility, Verdict } from "../evaluate/result.js";
import type { Paint } from "./paint.js";

interface Appearance {
  readonly text: string;
  readonly paint: keyof Paint;
}

/** How each eligibility is shown: a symbol and its word, and a colour. */
export const ELIGIBILITY_LOOKS: Readonly<Record<Eligibility, Appearance>> = {
  eligible: { text: "✔ eligible", paint: "good" },
  ineligible: { text: "✘ ineligible", paint: "bad" },
  undetermined: { text: "? undetermined", paint: "unsure" },
};

/** How each verdict is shown: a symbol and its word, and a colour. */
export const VERDICT_LOOKS: Readonly<Record<Verdict, Appearance>> = {
  pass: { text: "✔ pass", paint: "good" },
  fail: { text: "✘ fail", paint: "bad" },
  unknown: { text: "? unknown", paint: "unsure" },
};

/** Stands before a problem of a record. */
export const PROBLEM_SYMBOL = "!";

/** What a person sees where a record has no id. */
export const NO_ID = "(no id)";

/** Lines are never wider than the terminal, but a terminal is never taken to be narrower than this. */
const MIN_WIDTH = 20;

/** The width to use if none is known: for a pipe, or a file. */
const DEFAULT_WIDTH = 80;

/** The width to write for. */
export function lineWidth(width: number | undefined): number {
  return Math.max(MIN_WIDTH, width ?? DEFAULT_WIDTH);
}
