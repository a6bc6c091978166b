/** Puts every fault into the criteria, one at a time, and checks whether a case notices it. */
import { compile } from "../evaluate/compile.js";
import { eligibilityOf, findingOf, verdictOf } from "../evaluate/verdict.js";
import { ELIGIBILITY } from "../language/load/load.js";
import type { Condition } from "../language/model.js";
import { blankMutants } from "./blank-mutants.js";
import { type Mutant, mutantsOf } from "./mutants.js";
import { newCase } from "./new-case.js";
import type { CaseRun, FileRun } from "./run.js";
import { type Found, type Part, Space } from "./search.js";
import type { Mutation, Survivor } from "./survivor.js";

/** Mutates a trial whose cases all pass. */
export function mutate(run: FileRun): Mutation {
  const blanks = blankMutants(run);
  const survivors: Survivor[] = [...blanks.survivors];
  let { noticed, equivalent } = blanks;
  for (const mutant of mutantsOf(run.test.trial)) {
    if (isNoticed(mutant, run)) {
      noticed += 1;
      continue;
    }
    const found = difference(mutant, run);
    if (found.state === "impossible") {
      equivalent += 1;
      continue;
    }
    const { kind, node, before, after, original } = mutant;
    const caughtBy = found.state === "found" ? newCase(run, original.id, found.cells) : undefined;
    survivors.push({ kind, criterion: original.id, node, before, after, caughtBy });
  }
  return { noticed, equivalent, survivors };
}

function isNoticed({ criterion }: Mutant, { all, harness, test }: FileRun): boolean {
  const evaluator = compile(criterion.condition, harness);
  const place = test.trial.criteria.findIndex(({ id }) => id === criterion.id);
  return all.some(({ record, result, expect }: CaseRun) => {
    const verdict = verdictOf(criterion.kind, findingOf(evaluator.truth(record)));
    if (verdict === result.criteria[place]?.verdict) return false;
    const verdicts = result.criteria.map((one, index) => (index === place ? verdict : one.verdict));
    const eligibility = eligibilityOf(verdicts, record.hasProblems);
    return expect.some(({ id, outcome }) =>
      id === criterion.id ? outcome !== verdict : id === ELIGIBILITY && outcome !== eligibility,
    );
  });
}

/** A candidate for whom the criterion's verdict changes. */
function difference({ original, criterion, nodes }: Mutant, { harness, base }: FileRun): Found {
  const parts = (conditions: readonly [Condition, Condition]): readonly [Part, Part] => {
    return [
      { condition: conditions[0], harness },
      { condition: conditions[1], harness },
    ];
  };
  const whole = parts([original.condition, criterion.condition]);
  if (original.kind !== criterion.kind) return new Space(base, whole).find(whole[0], "true", "false");
  // Where the faulty node makes no difference, neither does the whole, however large it is.
  const node = parts(nodes);
  if (nodes[0] !== original.condition && new Space(base, node).difference(...node).state === "impossible")
    return { state: "impossible" };
  return new Space(base, whole).difference(...whole);
}
