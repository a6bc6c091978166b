/** Small faults put into a trial, one at a time, in the model: each is a trial that somebody could have written by mistake. */
import { type Condition, type Criterion, leavesOf, type NodeId, type Trial } from "../language/model.js";
import { conditionText } from "./condition-json.js";
import { type Fault, type FaultKind, leafFaults } from "./leaf-mutants.js";

/** A criterion with one fault. */
export interface Mutant {
  readonly kind: FaultKind;
  /** The criterion as it is. */
  readonly original: Criterion;
  readonly criterion: Criterion;
  /** The node with the fault as it is, and as it was made; the same where the fault is of the criterion. */
  readonly nodes: readonly [Condition, Condition];
  /** The node in which the fault is. */
  readonly node: NodeId;
  /** The node before and after, as the file would have it. */
  readonly before: string;
  readonly after: string;
}

/** Every mutant of a trial, criterion by criterion. Faults of fields are in `blank-mutants.ts`. */
export function mutantsOf(trial: Trial): readonly Mutant[] {
  return trial.criteria.flatMap((criterion, index) => {
    const stranger = strangerTo(trial, index);
    const faults = faultsIn(criterion.condition, stranger).map(({ node, fault, whole }): Mutant => {
      const before = conditionText(node);
      return {
        kind: fault.kind,
        original: criterion,
        criterion: { ...criterion, condition: whole },
        nodes: [node, fault.condition],
        node: node.id,
        before,
        after: conditionText(fault.condition),
      };
    });
    const kind = criterion.kind === "inclusion" ? "exclusion" : "inclusion";
    const turned: Mutant = {
      kind: "inclusion-exclusion",
      original: criterion,
      criterion: { ...criterion, kind },
      nodes: [criterion.condition, criterion.condition],
      node: criterion.id,
      before: `${criterion.kind}: ${conditionText(criterion.condition)}`,
      after: `${kind}: ${conditionText(criterion.condition)}`,
    };
    return [...faults, turned];
  });
}

/** A condition on another field, from a neighbouring criterion: what gets into the wrong list when a file is edited. */
function strangerTo({ criteria }: Trial, index: number): Condition | undefined {
  const own = new Set(criteria[index] === undefined ? [] : leavesOf(criteria[index].condition).map(({ field }) => field.name));
  const others = [...criteria.slice(index + 1), ...criteria.slice(0, index)];
  return others.flatMap(({ condition }) => leavesOf(condition)).find(({ field }) => !own.has(field.name));
}

/** A fault at a node, and the whole condition with it. */
interface PlacedFault {
  readonly node: Condition;
  readonly fault: Fault;
  readonly whole: Condition;
}

function faultsIn(root: Condition, stranger: Condition | undefined): readonly PlacedFault[] {
  const found: PlacedFault[] = [];
  const walk = (node: Condition, rebuild: (changed: Condition) => Condition): void => {
    for (const fault of faultsOf(node, node === root, stranger)) found.push({ node, fault, whole: rebuild(fault.condition) });
    switch (node.kind) {
      case "not":
        walk(node.of, (of) => rebuild({ ...node, of }));
        return;
      case "all":
      case "any":
      case "atLeast":
        for (const [index, member] of node.of.entries()) {
          walk(member, (changed) => rebuild({ ...node, of: node.of.with(index, changed) }));
        }
        return;
      default:
    }
  };
  walk(root, (changed) => changed);
  return found;
}

function faultsOf(node: Condition, isRoot: boolean, stranger: Condition | undefined): readonly Fault[] {
  switch (node.kind) {
    case "all":
    case "any":
      return groupFaults(node, stranger);
    case "atLeast":
      return [...countFaults(node), ...groupFaults(node, stranger)];
    case "not":
      return [{ kind: "negation", condition: node.of }, ...(isRoot ? joined(node, stranger) : [])];
    default:
      return [...leafFaults(node), ...(isRoot ? joined(node, stranger) : [])];
  }
}

type Group = Extract<Condition, { of: readonly Condition[] }>;

/** A criterion of one condition gets a second one. */
function joined(node: Condition, stranger: Condition | undefined): readonly Fault[] {
  if (stranger === undefined) return [];
  const of = [
    { ...node, id: `${node.id}.own` },
    { ...stranger, id: `${node.id}.added` },
  ];
  const { id, at } = node;
  return [
    { kind: "branch-added", condition: { kind: "all", id, at, of } },
    { kind: "branch-added", condition: { kind: "any", id, at, of } },
  ];
}

function groupFaults(group: Group, stranger: Condition | undefined): readonly Fault[] {
  const faults: Fault[] = [];
  const { id, at, of } = group;
  if (of.length > 1) {
    // Of a count, its neighbours have been tried already.
    const isFar = (count: number): boolean => group.kind !== "atLeast" || Math.abs(group.count - count) > 1;
    if (group.kind !== "any" && isFar(1)) faults.push({ kind: "all-any", condition: { kind: "any", id, at, of } });
    if (group.kind !== "all" && isFar(of.length)) faults.push({ kind: "all-any", condition: { kind: "all", id, at, of } });
    of.forEach((_, index) => {
      const rest = of.toSpliced(index, 1);
      // So many as are left must do: a count above their number is no condition.
      const condition =
        group.kind === "atLeast" ? { ...group, count: Math.min(group.count, rest.length), of: rest } : { ...group, of: rest };
      faults.push({ kind: "branch-dropped", condition });
    });
  }
  if (stranger !== undefined)
    faults.push({ kind: "branch-added", condition: { ...group, of: [...of, { ...stranger, id: `${id}.added` }] } });
  return faults;
}

function countFaults(group: Extract<Condition, { kind: "atLeast" }>): readonly Fault[] {
  const counts = [group.count + 1, group.count - 1].filter((count) => count >= 1 && count <= group.of.length);
  return counts.map((count) => ({ kind: "count", condition: { ...group, count } }));
}
