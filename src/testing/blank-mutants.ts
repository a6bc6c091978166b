/** Faults of fields: what a blank was declared to mean is left out, or the opposite. */
import { compileTrial } from "../evaluate/verdict.js";
import { type Condition, type Field, leavesOf, type Trial } from "../language/model.js";
import { type Cells, merge, NO_CELLS } from "./cells.js";
import { classesOf } from "./classes.js";
import { newCase } from "./new-case.js";
import { openBench } from "./records.js";
import { type FileRun, outcomeOf } from "./run.js";
import type { Mutation, Survivor } from "./survivor.js";

/** Combinations of other fields' values with the blank that are tried, to find a candidate who shows the fault. */
const MOST = 5000;

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
      if (found === undefined) equivalent += 1;
      else
        survivors.push({
          kind: "when-blank",
          criterion: found.criterion,
          node: field.name,
          before: words(field),
          after: words(changed),
          caughtBy: newCase(run, found.criterion, found.cells),
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
    const other = field.codes.find((code) => code !== field.whenBlank);
    return [{ ...field, whenBlank: undefined }, ...(other === undefined ? [] : [{ ...field, whenBlank: other }])];
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
  const bench = openBench(mutant, test.asOf);
  const screen = compileTrial(mutant, bench.slotOf, test.asOf);
  const sets = all.map(({ set }) => merge(base, set));
  return bench.read(sets).some((record, index) => {
    const result = screen.screen(record, record.hasProblems, "verdicts");
    return all[index]?.expect.some(({ id, outcome }) => outcomeOf(id, result) !== outcome) ?? false;
  });
}

/** A candidate with a blank in the field for whom a criterion comes out otherwise. */
function difference(
  mutant: Trial,
  field: Field,
  run: FileRun,
): { readonly criterion: string; readonly cells: Cells } | undefined {
  const { bench, screen, base, test } = run;
  const other = openBench(mutant, test.asOf);
  const otherScreen = compileTrial(mutant, other.slotOf, test.asOf);
  const blank: Cells = new Map([[field.name, '""']]);
  for (const { id, condition } of test.trial.criteria) {
    if (!leavesOf(condition).some((leaf) => leaf.field.name === field.name)) continue;
    const classes = classesOf([condition], test.asOf).filter((one) => one.field.name !== field.name);
    const combinations = combine(classes.map(({ cells }) => cells)).map((cells) => merge(cells, blank));
    const records = combinations.map((cells) => merge(base, cells));
    const after = other.read(records);
    const found = bench.read(records).findIndex((record, index) => {
      const changed = after[index];
      if (changed === undefined) return false;
      const before = screen.screen(record, false, "verdicts");
      return outcomeOf(id, before) !== outcomeOf(id, otherScreen.screen(changed, false, "verdicts"));
    });
    const cells = combinations[found];
    if (cells !== undefined) return { criterion: id, cells };
  }
  return undefined;
}

function combine(fields: readonly (readonly Cells[])[]): readonly Cells[] {
  let all: readonly Cells[] = [NO_CELLS];
  for (const cells of fields) all = all.flatMap((one) => cells.map((cell) => merge(one, cell))).slice(0, MOST);
  return all;
}
