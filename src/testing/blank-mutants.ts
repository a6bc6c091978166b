/** Faults of fields: the declared meaning of a blank is removed, or reversed. */
import { compileTrial } from "../evaluate/compile.js";
import { type Condition, type Field, leavesOf, type Trial } from "../language/model.js";
import { merge } from "./cells.js";
import { openHarness } from "./harness.js";
import { newCase } from "./new-case.js";
import { type FileRun, outcomeOf } from "./run.js";
import { type Found, Space } from "./search.js";
import type { Mutation, Survivor } from "./survivor.js";

/** Mutates every field that the criteria use and that gives a blank a meaning. */
export function blankMutants(run: FileRun): Mutation {
  const { trial } = run.test;
  const used = new Map(trial.criteria.flatMap(({ condition }) => leavesOf(condition)).map(({ field }) => [field.name, field]));
  const survivors: Survivor[] = [];
  let noticed = 0;
  let equivalent = 0;
  for (const field of used.values()) {
    for (const changed of faultsOf(field)) {
      const mutant = withField(trial, changed);
      if (isNoticed(mutant, run)) {
        noticed += 1;
        continue;
      }
      const found = difference(mutant, field, run);
      if (found.state === "impossible") equivalent += 1;
      else
        survivors.push({
          kind: "when-blank",
          criterion: found.criterion,
          node: field.name,
          before: words(field),
          after: words(changed),
          caughtBy: found.state === "found" ? newCase(run, found.criterion, found.cells) : undefined,
        });
    }
  }
  return { noticed, equivalent, survivors };
}

function faultsOf(field: Field): readonly Field[] {
  if (field.type === "boolean" && field.whenBlank !== undefined) {
    return [
      { ...field, whenBlank: undefined },
      { ...field, whenBlank: !field.whenBlank },
    ];
  }
  if (field.type === "code" && field.whenBlank !== undefined) {
    const others = field.codes.filter((code) => code !== field.whenBlank);
    return [undefined, ...others].map((whenBlank) => ({ ...field, whenBlank }));
  }
  return [];
}

function words(field: Field): string {
  const blank = "whenBlank" in field ? field.whenBlank : undefined;
  return `"${field.name}": ${blank === undefined ? "no `whenBlank`" : `{ "whenBlank": ${JSON.stringify(blank)} }`}`;
}

/** The trial with another declaration of a field, in its conditions too. */
function withField(trial: Trial, field: Field): Trial {
  const replace = (node: Condition): Condition => {
    switch (node.kind) {
      case "all":
      case "any":
      case "atLeast":
        return { ...node, of: node.of.map(replace) };
      case "not":
        return { ...node, of: replace(node.of) };
      case "boolean":
        return field.type === "boolean" && node.field.name === field.name ? { ...node, field } : node;
      case "code":
        return field.type === "code" && node.field.name === field.name ? { ...node, field } : node;
      default:
        return node;
    }
  };
  const criteria = trial.criteria.map((criterion) => ({ ...criterion, condition: replace(criterion.condition) }));
  return { ...trial, fields: new Map([...trial.fields, [field.name, field]]), criteria };
}

function isNoticed(mutant: Trial, { test, base, all }: FileRun): boolean {
  const harness = openHarness(mutant, test.asOf);
  const screen = compileTrial(mutant, harness.slotOf, test.asOf);
  const sets = all.map(({ set }) => merge(base, set));
  return harness.read(sets).some((record, index) => {
    const result = screen.screen(record, record.hasProblems, "verdicts");
    return all[index]?.expect.some(({ id, outcome }) => outcomeOf(id, result) !== outcome) ?? false;
  });
}

/** A candidate for whom a criterion with the field changes, and which criterion. */
function difference(mutant: Trial, field: Field, { harness, base, test }: FileRun): Found & { readonly criterion: string } {
  const other = openHarness(mutant, test.asOf);
  let open: Found & { readonly criterion: string } = { state: "impossible", criterion: "" };
  for (const [index, { id, condition }] of test.trial.criteria.entries()) {
    const changed = mutant.criteria[index];
    if (changed === undefined || !leavesOf(condition).some((leaf) => leaf.field.name === field.name)) continue;
    const parts = [
      { condition, harness },
      { condition: changed.condition, harness: other },
    ] as const;
    const found = new Space(base, parts).difference(...parts);
    if (found.state === "found") return { ...found, criterion: id };
    if (found.state === "unsure") open = { ...found, criterion: id };
  }
  return open;
}
