/** Compares the results of two screenings that are in memory. */
import { type Cause, causesOf } from "../compare/causes.js";
import { Held } from "../compare/held.js";
import { match, RESULT_CHANGES, type ResultChange } from "../compare/match.js";
import type { ComparedCandidate, ComparedEvidence } from "../compare/outcome.js";
import type { CandidateResult, Eligibility, Evidence } from "../evaluate/result.js";
import { limitWords } from "../language/limit-words.js";
import { expectArgument, hasTexts, isObject } from "./arguments.js";

/** A candidate whose result changed. */
export interface ComparedResult {
  readonly candidate: string;
  /** `verdicts`: the same eligibility, but a criterion changed its verdict. */
  readonly change: ResultChange | "verdicts";
  readonly before: { readonly row: number; readonly eligibility: Eligibility };
  readonly after: { readonly row: number; readonly eligibility: Eligibility };
  /** The causes, the decisive ones first. */
  readonly causes: readonly Cause[];
}

/** What changed between two results. */
export interface ResultComparison {
  /** By trial, in the order of the later result; lost eligibility first. */
  readonly trials: readonly {
    readonly trial: string;
    readonly changes: readonly ComparedResult[];
    /** Candidates with the same eligibility, including those with other verdicts of criteria. */
    readonly unchanged: number;
  }[];
  /** Ids of the later result alone, and of the earlier one alone. */
  readonly fresh: readonly string[];
  readonly gone: readonly string[];
  /** Ids that several records have: not compared. */
  readonly repeated: readonly string[];
}

const NO_CHANGES = { asOf: false, readers: false, criteria: new Map<string, never>() };

/**
 * Compares two results of the same trials, candidate by candidate, by id. Records without an id are not compared.
 *
 * @param before results of `screenRecords`, all of them: `screening.candidates`
 * @throws TypeError for arguments of another type, and for results of other trials
 */
export function compareResults(before: readonly CandidateResult[], after: readonly CandidateResult[]): ResultComparison {
  for (const list of [before, after]) {
    expectArgument(Array.isArray(list), EXPECTED, list);
    for (const one of list) expectArgument(isResult(one), EXPECTED, one);
  }
  expectSameTrials(before, after);
  const [old, current] = [heldOf(before), heldOf(after)];
  const ids = (after[0] ?? before[0])?.trials.map(({ trial }) => trial) ?? [];
  const { trials, fresh, gone, repeated } = match(old, current, ids);
  const named = (held: Held, places: readonly number[]): readonly string[] => places.flatMap((place) => held.ids[place] ?? []);
  return {
    trials: trials.map(({ id, changed, others, unchanged }) => ({
      trial: id,
      changes: [...RESULT_CHANGES, "verdicts" as const].flatMap((change) =>
        (change === "verdicts" ? others : changed[change]).flatMap((pair): readonly ComparedResult[] => {
          const [one, other] = [before[old.span(pair.before).offset], after[current.span(pair.after).offset]];
          if (one === undefined || other === undefined) return [];
          const causes = causesOf(compared(one), compared(other), id, NO_CHANGES);
          return [{ candidate: pair.id, change, before: standing(one, id), after: standing(other, id), causes }];
        }),
      ),
      unchanged,
    })),
    fresh: named(current, fresh),
    gone: named(old, gone),
    repeated,
  };
}

const EXPECTED = "results must be a list of candidates as `screenRecords` gives them";

function isResult(one: unknown): boolean {
  if (!isObject(one) || !hasTexts(one, "candidate", "file") || !Array.isArray(Reflect.get(one, "problems"))) return false;
  const trials: unknown = Reflect.get(one, "trials");
  return Array.isArray(trials) && trials.every((trial) => hasTexts(trial, "trial", "eligibility") && areCriteria(trial));
}

function areCriteria(trial: object): boolean {
  const criteria: unknown = Reflect.get(trial, "criteria");
  return Array.isArray(criteria) && criteria.every((one) => hasTexts(one, "id", "verdict"));
}

/** Checks that all results of a list have the same criteria, and both lists the same trials. */
function expectSameTrials(before: readonly CandidateResult[], after: readonly CandidateResult[]): void {
  for (const list of [before, after]) {
    const first = list[0] && criteriaText(list[0]);
    for (const one of list)
      if (criteriaText(one) !== first)
        throw new TypeError(
          `each list must be of one screening; the criteria of ${one.candidate} are not those of the first result`,
        );
  }
  const [old, current] = [before, after].map(([first]) => first?.trials.map(({ trial }) => trial));
  if (old === undefined || current === undefined) return;
  if (old.length === current.length && old.every((id) => current.includes(id))) return;
  throw new TypeError(
    `both results must be of the same trials; the first are of ${old.join(", ")}, the second of ${current.join(", ")}`,
  );
}

function criteriaText({ trials }: CandidateResult): string {
  return JSON.stringify(trials.map(({ trial, criteria }) => [trial, ...criteria.map(({ id }) => id)]));
}

function heldOf(list: readonly CandidateResult[]): Held {
  const held = new Held(list[0]?.trials.map(({ trial, criteria }) => ({ id: trial, criteria })) ?? []);
  list.forEach((one, index) => {
    held.add(compared(one), { offset: index, length: 0 });
  });
  return held;
}

function standing({ row, trials }: CandidateResult, id: string): ComparedResult["before"] {
  return { row, eligibility: trials.find(({ trial }) => trial === id)?.eligibility ?? "undetermined" };
}

function compared({ candidate, file, row, problems, trials }: CandidateResult): ComparedCandidate {
  return {
    ...{ candidate, file, row, problems: problems.map(({ code }) => code) },
    trials: trials.map(({ trial, eligibility, criteria }) => ({
      trial,
      eligibility,
      criteria: criteria.map(({ id, verdict, evidence }) => ({ id, verdict, evidence: evidence.map(comparedEvidence) })),
    })),
  };
}

function comparedEvidence({ field, column, cell, reading, limit }: Evidence): ComparedEvidence {
  // Units have exact factors, which JSON has not.
  const plain = JSON.stringify(reading, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value));
  return { field, column, cell, reading: plain, limit: limitWords(limit) };
}
