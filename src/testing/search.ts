/** Searches for a candidate of which something is true, through all classes of the fields of a criterion. */
import { compileLeaf } from "../evaluate/leaf.js";
import { atLeast, negation, type Truth } from "../evaluate/truth.js";
import { type Condition, leavesOf, type NodeId } from "../language/model.js";
import { type Cells, merge, NO_CELLS } from "./cells.js";
import { classesOf } from "./classes.js";
import type { Bench } from "./records.js";

/** More combinations than this are not tried: a search that gives up has found nothing out. */
const MOST = 30_000;

/** Where not all combinations can be tried: in how many fields they differ from the candidates around whom is searched. */
const FEW = 2;

/** `found`: changes of the base. `impossible`: nobody is such. `unsure`: there are too many combinations to say. */
export type Found = { readonly state: "found"; readonly cells: Cells } | { readonly state: "impossible" | "unsure" };

/** The truth of a leaf, by its place among the leaves of all conditions. */
type Truths = readonly Truth[];

/** Values of one field that no leaf tells apart are one class; the first stands for it. */
interface Choice {
  readonly cells: Cells;
  readonly truths: ReadonlyMap<number, Truth>;
}

/** The choices with those first of which the most leaves have this truth. */
function ordered(choices: readonly Choice[], truth: Truth): readonly Choice[] {
  const matches = ({ truths }: Choice): number => [...truths.values()].filter((one) => one === truth).length;
  return [...choices].sort((a, b) => matches(b) - matches(a));
}

/** The candidates that some conditions can tell apart. */
export class Space {
  readonly #leaves: readonly { readonly id: NodeId; readonly condition: number }[];
  readonly #choices: readonly (readonly Choice[])[];
  readonly #conditions: readonly Condition[];

  /** @param base what the changes are changes of */
  constructor(bench: Bench, base: Cells, conditions: readonly Condition[]) {
    this.#conditions = conditions;
    const leaves = conditions.flatMap((condition, index) => leavesOf(condition).map((leaf) => ({ leaf, condition: index })));
    this.#leaves = leaves.map(({ leaf, condition }) => ({ id: leaf.id, condition }));
    this.#choices = classesOf(conditions, bench.asOf).map(({ field, cells }) => {
      const own = leaves.flatMap(({ leaf }, index) => {
        if (leaf.field.name !== field.name) return [];
        return [{ index, test: compileLeaf(leaf, bench.slotOf(field), bench.asOf) }];
      });
      const records = bench.read(cells.map((changes) => merge(base, changes)));
      const choices = new Map<string, Choice>();
      records.forEach((record, index) => {
        const truths = new Map(own.map((one) => [one.index, one.test(record).truth] as const));
        const key = [...truths.values()].join();
        if (!choices.has(key)) choices.set(key, { cells: cells[index] ?? NO_CELLS, truths });
      });
      return [...choices.values()];
    });
  }

  /** A candidate whose truths satisfy, with few changes of the base. `truths`: one function a condition, by node. */
  find(satisfies: (truths: readonly ((id: NodeId) => Truth)[]) => boolean): Found {
    const total = this.#choices.reduce((product, { length }) => product * length, 1);
    const depth = this.#choices.length;
    if (total <= MOST) return this.#near(this.#choices, depth, satisfies) ?? { state: "impossible" };
    // Too many for all of them: those that differ little from the base, or from candidates of whom all is true, or false, or unknown.
    for (const origin of [undefined, "false", "true", "unknown"] as const) {
      const found = this.#near(
        origin === undefined ? this.#choices : this.#choices.map((all) => ordered(all, origin)),
        FEW,
        satisfies,
      );
      if (found !== undefined) return found;
    }
    return { state: "unsure" };
  }

  /** Tries the combinations that differ from the first choices in so many fields at most, the least different first. */
  #near(
    all: readonly (readonly Choice[])[],
    most: number,
    satisfies: (truths: readonly ((id: NodeId) => Truth)[]) => boolean,
  ): Found | undefined {
    const chosen: Choice[] = [];
    let left = MOST;
    const test = (): boolean => {
      left -= 1;
      const truths: Truth[] = this.#leaves.map(() => "unknown");
      for (const choice of chosen) for (const [index, truth] of choice.truths) truths[index] = truth;
      return satisfies(this.#conditions.map((condition, index) => this.#truthOf(condition, index, truths)));
    };
    const search = (depth: number, changes: number): boolean => {
      if (left < 0) return false;
      const choices = all[depth];
      if (choices === undefined) return changes === 0 && test();
      return choices.some((choice, index) => {
        const rest = changes - (index === 0 ? 0 : 1);
        if (rest < 0 || rest > all.length - depth - 1) return false;
        chosen[depth] = choice;
        return search(depth + 1, rest);
      });
    };
    for (let changes = 0; changes <= Math.min(most, all.length); changes += 1) {
      if (search(0, changes)) return { state: "found", cells: merge(...chosen.map(({ cells }) => cells)) };
    }
    return undefined;
  }

  /** The truth of every node of one condition. */
  #truthOf(root: Condition, index: number, leaves: Truths): (id: NodeId) => Truth {
    const known = new Map<NodeId, Truth>();
    this.#leaves.forEach(({ id, condition }, leaf) => {
      if (condition === index) known.set(id, leaves[leaf] ?? "unknown");
    });
    const evaluate = (node: Condition): Truth => {
      const truth = this.#nodeTruth(node, evaluate, known);
      known.set(node.id, truth);
      return truth;
    };
    evaluate(root);
    return (id) => known.get(id) ?? "unknown";
  }

  #nodeTruth(node: Condition, evaluate: (node: Condition) => Truth, known: ReadonlyMap<NodeId, Truth>): Truth {
    switch (node.kind) {
      case "not":
        return negation(evaluate(node.of));
      case "all":
      case "any":
      case "atLeast": {
        const truths = node.of.map(evaluate);
        const count = node.kind === "all" ? truths.length : node.kind === "any" ? 1 : node.count;
        const of = (wanted: Truth): number => truths.filter((truth) => truth === wanted).length;
        return atLeast(count, of("true"), of("unknown"));
      }
      default:
        return known.get(node.id) ?? "unknown";
    }
  }
}
