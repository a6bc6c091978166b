/** What the command line of `screen` says. */
import type { Eligibility } from "../evaluate/result.js";
import type { RunOptions } from "./load-run.js";
import type { OutputOptions } from "./options-together.js";

/** The options of `screen`, as the command line has them. */
export interface ScreenOptions extends RunOptions, OutputOptions {
  readonly failOn?: Eligibility;
  readonly problemsOk?: boolean;
  readonly jobs?: number;
  readonly manifest?: string;
  /** The file of facts: the candidates are a part of a list. */
  readonly facts?: string;
}
