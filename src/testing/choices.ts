/** The choices for a candidate, field by field: examples, as cells, of everything that some leaves can distinguish. */
import { TooLarge } from "../analysis/state.js";
import { compileOne } from "../evaluate/compile.js";
import type { Truth } from "../evaluate/truth.js";
import type { Field, LeafCondition } from "../language/model.js";
import { type Cells, merge } from "./cells.js";
import { classesOf, type FieldClasses } from "./classes.js";
import type { TestHarness } from "./harness.js";

/** More examples of one variable than this are not made. */
const MOST_EXAMPLES = 20_000;
/** More classes of uncertain values than this are not searched. */
const MOST_UNIONS = 400;

/** A leaf, and by which declaration of its field cells are read. */
export interface LeafTest {
  readonly leaf: LeafCondition;
  readonly harness: TestHarness;
}

/** Values that no leaf distinguishes, represented by one of them. `truths`: by leaf. */
export interface Choice {
  readonly cells: Cells;
  readonly truths: readonly Truth[];
}

/** A field, or a date and what follows from it: what it may be does not depend on other variables. */
export interface Choices {
  readonly tests: readonly LeafTest[];
  /** The first leaves the base as it is; then the plainest first. */
  readonly choices: readonly Choice[];
  /** False if there are more than were examined. */
  readonly isComplete: boolean;
}

/** Which examples are examined. */
export interface Examples {
  /** Of every field that some leaves use. Throws {@link TooLarge}. */
  readonly classesOf: (leaves: readonly LeafCondition[], asOf: number | undefined) => readonly FieldClasses[];
  /** Also uncertain values: measurements whose order is not known. */
  readonly unions: boolean;
}

/** All that a candidate can be. */
export const ALL_EXAMPLES: Examples = { classesOf, unions: true };

/** The variables of some leaves, in their order. */
export function variablesOf(base: Cells, leaves: readonly LeafTest[], examples: Examples): readonly Choices[] {
  const used = new Set(leaves.map(({ leaf }) => leaf.field.name));
  const groups = new Map<string, LeafTest[]>();
  for (const test of leaves) {
    const name = variableOf(test.leaf.field, used);
    const group = groups.get(name) ?? [];
    groups.set(name, group);
    if (!group.some(({ leaf, harness }) => leaf === test.leaf && harness === test.harness)) group.push(test);
  }
  return [...groups.values()].map((tests) => choicesOf(base, tests, examples));
}

/** If a record has no age, it follows from the date of birth: the two are one variable if both are used. */
function variableOf(field: Field, used: ReadonlySet<string>): string {
  return field.type === "number" && field.since !== undefined && used.has(field.since) ? field.since : field.name;
}

function choicesOf(base: Cells, tests: readonly LeafTest[], { classesOf: classes, unions }: Examples): Choices {
  const found = new Map<string, Choice>();
  const look = (examples: readonly Cells[]): void => {
    const truths = truthsOf(base, tests, examples);
    examples.forEach((cells, index) => {
      const own = truths[index] ?? [];
      const key = own.join();
      if (!found.has(key)) found.set(key, { cells, truths: own });
    });
  };
  try {
    const asOf = tests[0]?.harness.asOf;
    const leaves = tests.map(({ leaf }) => leaf);
    look(products(classes(leaves, asOf).map(({ cells }) => cells)));
    const fields = new Set(leaves.map(({ field }) => field.name));
    const isComplete = !unions || addUnions(found, uniting(base, fields), look);
    return { tests, choices: [...found.values()], isComplete };
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error;
    look([new Map()]);
    return { tests, choices: [...found.values()], isComplete: false };
  }
}

/** The first of each, then all others. */
function products(fields: readonly (readonly Cells[])[]): readonly Cells[] {
  let all: readonly Cells[] = [new Map()];
  for (const cells of fields) {
    if (all.length * cells.length > MOST_EXAMPLES) throw new TooLarge();
    all = all.flatMap((one) => cells.map((cell) => merge(one, cell)));
  }
  return all;
}

function truthsOf(base: Cells, tests: readonly LeafTest[], examples: readonly Cells[]): readonly (readonly Truth[])[] {
  const truths: Truth[][] = examples.map(() => []);
  for (const harness of new Set(tests.map((test) => test.harness))) {
    const asked = tests.filter((test) => test.harness === harness);
    const narrow = harness.only(asked.map(({ leaf }) => leaf));
    const compiled = asked.map(({ leaf }) => compileOne(leaf, narrow));
    const own = narrow.about(base);
    narrow.read(examples.map((cells) => merge(own, cells))).forEach((record, index) => {
      truths[index]?.push(...compiled.map((test) => test(record).truth));
    });
  }
  return truths;
}

/**
 * A value that may be this or that (a range, a month, measurements without a date) is true where both are, and false where both
 * are. With all of these included, whatever a cell may say is in one of the classes.
 */
function addUnions(found: ReadonlyMap<string, Choice>, unite: Unite, look: (examples: readonly Cells[]) => void): boolean {
  const done = new Set<Choice>();
  for (;;) {
    const all = [...found.values()];
    const fresh = all.filter((choice) => !done.has(choice));
    if (fresh.length === 0) return true;
    if (all.length > MOST_UNIONS) return false;
    const wanted = new Map<string, Cells>();
    for (const one of fresh) {
      done.add(one);
      for (const other of all) {
        const key = one.truths.map((truth, leaf) => (truth === other.truths[leaf] ? truth : "unknown")).join();
        const cells = found.has(key) || wanted.has(key) ? undefined : unite(one.cells, other.cells);
        if (cells !== undefined) wanted.set(key, cells);
      }
    }
    look([...wanted.values()]);
  }
}

type Unite = (one: Cells, other: Cells) => Cells | undefined;

/** Makes one candidate of two who differ in the value of one field: measurements without a date. Undefined for others. */
function uniting(base: Cells, fields: ReadonlySet<string>): Unite {
  const lists = new Map<string, readonly string[]>();
  const partsOf = (text: string): readonly string[] => lists.get(text) ?? [text];
  return (one, other) => {
    const textOf = (cells: Cells, key: string): string => cells.get(key) ?? base.get(key) ?? "null";
    const keys = [...new Set([...one.keys(), ...other.keys()])].filter((key) => textOf(one, key) !== textOf(other, key));
    const [key = ""] = keys;
    if (keys.length !== 1 || !fields.has(key)) return undefined;
    const parts = [...new Set([textOf(one, key), textOf(other, key)].flatMap(partsOf))];
    // Nothing is no value, and a list of the base's own has dates of its own.
    if (parts.some((text) => text === "null" || text === '""' || /^[[{]/.test(text))) return undefined;
    const text = `[${parts.join(", ")}]`;
    lists.set(text, parts);
    return merge(one, new Map([[key, text]]));
  };
}
