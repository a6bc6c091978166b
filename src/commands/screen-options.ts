/** What the command line of `screen` says. */
import type { Eligibility } from "../evaluate/result.js";
import type { InputOptions } from "./candidate-files.js";
import type { OutputOptions } from "./options-together.js";

/** The options of `screen`, as the command line has them. */
export interface ScreenOptions extends InputOptions, OutputOptions {
  readonly criteria: readonly string[];
  readonly failOn?: Eligibility;
  readonly problemsOk?: boolean;
  readonly jobs?: number;
  readonly manifest?: string;
  /** The file of facts: the candidates are a part of a list. */
  readonly facts?: string;
  readonly quiet?: boolean;
  readonly color?: boolean;
}
