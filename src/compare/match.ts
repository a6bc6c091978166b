/** Matches the candidates of two results by ID, and finds what became of each. */
import type { Eligibility } from "../evaluate/result.js";
import type { Held } from "./held.js";

/** What became of a candidate in a trial, worst first. */
export const RESULT_CHANGES = ["lost", "newlyEligible", "newlyOpen", "settled"] as const;
/** One of them. */
export type ResultChange = (typeof RESULT_CHANGES)[number];

/** How an eligibility changed; undefined: it did not. */
function changeOf(before: Eligibility, after: Eligibility): ResultChange | undefined {
  if (before === after) return undefined;
  if (before === "eligible") return "lost";
  if (after === "eligible") return "newlyEligible";
  return after === "undetermined" ? "newlyOpen" : "settled";
}

/** A candidate of both results whose result in a trial changed, by the places in each. */
export interface Changed {
  readonly id: string;
  readonly before: number;
  readonly after: number;
}

/** One trial. */
export interface MatchedTrial {
  readonly id: string;
  /** In the order of the later result. */
  readonly changed: Readonly<Record<ResultChange, readonly Changed[]>>;
  /** Of the same eligibility. */
  readonly unchanged: number;
  /** Of those: a criterion of both results changed its verdict. */
  readonly others: readonly Changed[];
}

/** Everything that is known once both results have been read. */
export interface Matched {
  readonly trials: readonly MatchedTrial[];
  /** Places in the later result. */
  readonly fresh: readonly number[];
  /** Places in the earlier result. */
  readonly gone: readonly number[];
  /** How many of those gone were eligible in some trial. */
  readonly goneEligible: number;
  /** Ids that more than one record of either result has: not compared. */
  readonly repeated: readonly string[];
  /** How many of those were eligible in some trial when only one record had the ID: it is not known whether they still are. */
  readonly repeatedEligible: number;
}

/** Matches two results of the same trials. */
export function match(before: Held, after: Held, trials: readonly string[]): Matched {
  const repeated = new Set([...before.repeated, ...after.repeated]);
  const pairs: Changed[] = [];
  const fresh: number[] = [];
  after.ids.forEach((id, place) => {
    if (repeated.has(id)) return;
    const earlier = before.placeOf(id);
    if (earlier === undefined) fresh.push(place);
    else pairs.push({ id, before: earlier, after: place });
  });
  const gone = before.ids.flatMap((id, place) => (repeated.has(id) || after.has(id) ? [] : [place]));
  const matched = trials.map((trial) => matchTrial(before, after, trial, pairs));
  const wasEligible = (place: number): boolean => trials.some((_, trial) => before.eligibility(place, trial) === "eligible");
  const newlyRepeated = [...after.repeated].flatMap((id) => before.placeOf(id) ?? []);
  return {
    ...{ trials: matched, fresh, gone, goneEligible: gone.filter(wasEligible).length, repeated: [...repeated] },
    repeatedEligible: newlyRepeated.filter(wasEligible).length,
  };
}

function matchTrial(before: Held, after: Held, id: string, pairs: readonly Changed[]): MatchedTrial {
  const [old, current] = [before.trialNumber(id), after.trialNumber(id)];
  const changed: Record<ResultChange, Changed[]> = { lost: [], newlyEligible: [], newlyOpen: [], settled: [] };
  const common = before.criteriaOf(old).flatMap((criterion): readonly (readonly [number, number])[] => {
    const [one, other] = [before.verdictAt(old, criterion), after.verdictAt(current, criterion)];
    return one === undefined || other === undefined ? [] : [[one, other]];
  });
  const others: Changed[] = [];
  let unchanged = 0;
  for (const pair of pairs) {
    const change = changeOf(before.eligibility(pair.before, old), after.eligibility(pair.after, current));
    if (change !== undefined) changed[change].push(pair);
    else {
      unchanged += 1;
      if (common.some(([one, other]) => before.code(pair.before, one) !== after.code(pair.after, other))) others.push(pair);
    }
  }
  return { id, changed, unchanged, others };
}
