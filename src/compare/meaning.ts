/**
 * What an amendment does to one criterion: searched among everything that a candidate's record can say, and shown by one record for each
 * direction. Verdicts are in the order fail, unknown, pass: stricter is lower for some record and higher for none.
 */
import { asOfDays, mixedDays, mixesUnits } from "../analysis/date-states.js";
import { TooLarge } from "../analysis/state.js";
import type { Verdict } from "../evaluate/result.js";
import type { Truth } from "../evaluate/truth.js";
import { type Condition, type Criterion, type LeafCondition, leavesOf, type Trial } from "../language/model.js";
import { NO_CELLS } from "../testing/cells.js";
import { openHarness } from "../testing/harness.js";
import { type Found, type Part, Space } from "../testing/search.js";
import { formatDay } from "../values/date/date.js";
import { arePartsAlike, isSameDeclaration } from "./declaration.js";
import { probesOf } from "./probes.js";
import { screened } from "./screened.js";

/** The result of the comparison; `not decided`: there were too many cases to check. */
export const MEANINGS = ["same", "stricter", "looser", "both", "not decided"] as const;
/** One of them. */
export type Meaning = (typeof MEANINGS)[number];

/** A candidate for whom a criterion's verdict changes. */
export interface Example {
  readonly before: Verdict;
  readonly after: Verdict;
  /** ISO date. */
  readonly asOf: string;
  /** As `screen` reads it from a JSON file. */
  readonly record: Readonly<Record<string, unknown>>;
}

/** How two versions of a criterion compare. */
export interface MeaningChange {
  readonly meaning: Meaning;
  /** A candidate whose verdict is lower than before. */
  readonly stricter: Example | undefined;
  /** A candidate whose verdict is higher than before. */
  readonly looser: Example | undefined;
  /** They are the same for every value, and differ only for cells that may be one of several values. */
  readonly onlyAmbiguous: boolean;
  /** Not decided because another field, of which one of theirs is a part or a whole, may make the difference. */
  readonly otherParts: boolean;
}

/** One version of a criterion, with the trial whose fields it uses. */
export interface Version {
  readonly trial: Trial;
  readonly criterion: Criterion;
}

/** Verdicts before and after, the plainest change first. */
const LOWER: readonly (readonly [Verdict, Verdict])[] = [
  ["pass", "fail"],
  ["pass", "unknown"],
  ["unknown", "fail"],
];
const HIGHER: readonly (readonly [Verdict, Verdict])[] = [
  ["fail", "pass"],
  ["unknown", "pass"],
  ["fail", "unknown"],
];

const SAME: MeaningChange = { meaning: "same", stricter: undefined, looser: undefined, onlyAmbiguous: false, otherParts: false };

/** Compares two versions of a criterion. */
export async function compareMeaning(before: Version, after: Version): Promise<MeaningChange> {
  const otherParts = !arePartsAlike(before.trial, after.trial, namesOf(before, after));
  const isAlike = isWrittenAlike(before, after);
  if (isAlike) return otherParts ? { ...SAME, meaning: "not decided", otherParts } : SAME;
  const search = new Search(before, after);
  let isOpen = otherParts;
  try {
    for (const day of search.days) if (await search.on(day)) break;
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error;
    isOpen = true;
  }
  const { stricter, looser } = search;
  const isDecided = stricter !== undefined && looser !== undefined ? true : !isOpen && !search.isUnsure;
  if (!isDecided) return { meaning: "not decided", stricter, looser, onlyAmbiguous: false, otherParts };
  const meaning =
    stricter === undefined ? (looser === undefined ? "same" : "looser") : looser === undefined ? "stricter" : "both";
  return { ...SAME, meaning, stricter, looser, onlyAmbiguous: meaning === "same" && search.differsWhereAmbiguous() };
}

function namesOf(...versions: readonly Version[]): ReadonlySet<string> {
  return new Set(versions.flatMap(({ criterion }) => leavesOf(criterion.condition).map(({ field }) => field.name)));
}

/** Whether the two are the same tree over fields that are declared alike. */
function isWrittenAlike(before: Version, after: Version): boolean {
  if (before.criterion.kind !== after.criterion.kind || keyOf(before.criterion.condition) !== keyOf(after.criterion.condition))
    return false;
  const others = leavesOf(after.criterion.condition);
  return leavesOf(before.criterion.condition).every((leaf, index) => {
    const other = others[index];
    return other !== undefined && isSameDeclaration(leaf.field, other.field) && isSinceAlike(before, after, leaf);
  });
}

/** The declaration of the date that a field follows from. */
function isSinceAlike({ trial: before }: Version, { trial: after }: Version, { field }: LeafCondition): boolean {
  if (field.type !== "number" || field.since === undefined) return true;
  const [one, other] = [before.fields.get(field.since), after.fields.get(field.since)];
  return one === undefined || other === undefined ? one === other : isSameDeclaration(one, other);
}

function keyOf(condition: Condition): string {
  switch (condition.kind) {
    case "all":
    case "any":
      return `${condition.kind}(${condition.of.map(keyOf).join()})`;
    case "atLeast":
      return `${condition.count}(${condition.of.map(keyOf).join()})`;
    case "not":
      return `not(${keyOf(condition.of)})`;
    default:
      return JSON.stringify([condition.kind, condition.field.name, condition.limit]);
  }
}

class Search {
  readonly days: readonly number[];
  isUnsure = false;
  stricter: Example | undefined;
  looser: Example | undefined;
  readonly #before: Version;
  readonly #after: Version;

  constructor(before: Version, after: Version) {
    [this.#before, this.#after] = [before, after];
    const leaves = [before, after].flatMap(({ criterion }) => leavesOf(criterion.condition));
    const days = asOfDays(leaves);
    this.days = mixesUnits(leaves) || mixesAges(leaves) ? [...days, ...mixedDays()] : days;
  }

  /** Looks for both directions on one as-of date. @returns whether both are found */
  async on(asOf: number): Promise<boolean> {
    const space = this.#space(asOf, false);
    this.stricter ??= await this.#example(space, LOWER);
    this.looser ??= await this.#example(space, HIGHER);
    return this.stricter !== undefined && this.looser !== undefined;
  }

  differsWhereAmbiguous(): boolean {
    const { space, before, after } = this.#space(this.days[0] ?? 0, true);
    const isFound = ([from, to]: readonly [Verdict, Verdict]): boolean =>
      space.pair(before, this.#truth(this.#before, from), after, this.#truth(this.#after, to)).state === "found";
    return [...LOWER, ...HIGHER].some(isFound);
  }

  #space(asOf: number, unions: boolean): Room {
    const part = ({ trial, criterion }: Version): Part => ({
      condition: criterion.condition,
      harness: openHarness({ ...trial, criteria: [criterion] }, asOf),
    });
    const [before, after] = [part(this.#before), part(this.#after)];
    return { asOf, before, after, space: new Space(NO_CELLS, [before, after], { classesOf: probesOf, unions }) };
  }

  #truth({ criterion: { kind } }: Version, verdict: Verdict): Truth {
    if (verdict === "unknown") return "unknown";
    return (verdict === "pass") === (kind === "inclusion") ? "true" : "false";
  }

  async #example({ asOf, space, before, after }: Room, changes: typeof LOWER): Promise<Example | undefined> {
    for (const [from, to] of changes) {
      const found = space.pair(before, this.#truth(this.#before, from), after, this.#truth(this.#after, to));
      this.isUnsure ||= found.state === "unsure";
      const example =
        found.state === "found" ? { before: from, after: to, asOf: formatDay(asOf), record: this.#record(found) } : undefined;
      if (example === undefined) continue;
      // An example that screening does not confirm proves nothing.
      if (await this.#isProven(example, asOf)) return example;
      this.isUnsure = true;
    }
    return undefined;
  }

  #record({ cells }: Found & { readonly state: "found" }): Example["record"] {
    const written = [...cells].filter(([, text]) => text !== "null");
    const record = new Map<string, unknown>([
      ["patient_id", "example-1"],
      ...written.map(([key, text]): [string, unknown] => [key, JSON.parse(text)]),
    ]);
    // A number that follows from a date need not be there. Blank, it still says that the list has it.
    for (const { criterion } of [this.#before, this.#after])
      for (const { field } of leavesOf(criterion.condition))
        if (field.type === "number" && field.since !== undefined && !record.has(field.name)) record.set(field.name, "");
    return Object.fromEntries(record);
  }

  async #isProven({ record, before, after }: Example, asOf: number): Promise<boolean> {
    const on = ({ trial, criterion }: Version): Promise<Verdict | undefined> => screened(trial, criterion, record, asOf);
    return (await on(this.#before)) === before && (await on(this.#after)) === after;
  }
}

/** Candidates on one as-of date, and the two versions among them. */
interface Room {
  readonly asOf: number;
  readonly before: Part;
  readonly after: Part;
  readonly space: Space;
}

/** Whether ages of values are limited in days and in months: which is longer depends on the as-of date. */
function mixesAges(leaves: readonly LeafCondition[]): boolean {
  const units = new Set(leaves.flatMap((leaf) => ("maxAge" in leaf && leaf.maxAge !== undefined ? [leaf.maxAge.unit] : [])));
  return (units.has("d") || units.has("wk")) && (units.has("mo") || units.has("a"));
}
