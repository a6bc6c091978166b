/** A question about a list, whose answer goes into its column map. Holds patients' values. */
import type { MapChange } from "../language/load/change-map.js";
import { foldSpelling } from "../values/text.js";

/** One answer that can be chosen. */
export interface Choice {
  readonly label: string;
  readonly hint?: string | undefined;
  /** The changes of the map; none: the question stays open. */
  readonly changes: readonly MapChange[];
  /** What is to be typed in, and the change that it makes besides. */
  readonly typed?: { readonly message: string; readonly change: (text: string) => MapChange };
  /** Questions that it also settles: those whose keys begin like this. */
  readonly settles?: readonly string[];
  /** If several may be chosen: the key of the question that is settled if this choice is not made. */
  readonly settlesUnmarked?: string;
}

/** See the head of this file. */
export interface Question {
  /** Nothing is asked twice. */
  readonly key: string;
  /** Candidates whose verdicts depend on it. */
  readonly weight: number;
  readonly message: string;
  /** Cells that it is about. */
  readonly about: readonly string[];
  /** The first leaves everything as it is; if several may be chosen together, all are answers. */
  readonly choices: readonly Choice[];
  /** Any number of choices may be chosen, also none. */
  readonly isMany?: boolean;
}

/** Changes nothing. */
export const OPEN = { changes: [] } as const;
/** The answer of a person who does not know. */
export const NOT_KNOWN: Choice = { label: "Not known: leave it open", ...OPEN };

const MOST_SHOWN = 4;
const LONGEST = 40;

/** Some texts of a column, for people: `Ja` and `ja` are one. */
export function shownTexts(texts: readonly string[], most = MOST_SHOWN): string {
  const folded = texts.map(foldSpelling);
  const different = texts.filter((_, at) => folded.indexOf(folded[at] ?? "") === at);
  const shown = different.slice(0, most).map((text) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text));
  return `${shown.join(" · ")}${different.length > shown.length ? " · …" : ""}`;
}

/** Cells that hold these texts. */
export function sum(texts: readonly { readonly count: number }[]): number {
  return texts.reduce((all, { count }) => all + count, 0);
}

/** A heading in one line; a map may name it like this. */
export function shownHeading(heading: string): string {
  return heading.replace(/\s+/g, " ").trim();
}

/** The question on which most candidates depend; of equal ones the first. */
export function mostUrgent(questions: readonly Question[]): Question | undefined {
  return questions.reduce<Question | undefined>(
    (first, one) => (first !== undefined && first.weight >= one.weight ? first : one),
    undefined,
  );
}
