/**
 * Generates pairs of criteria with one change, and its classification. All parts use different fields, so any part can decide the
 * result: a change of a part is a change of the whole, reversed by every `not` and by the list of exclusions.
 */
import fc from "fast-check";
import type { Meaning } from "../../src/compare/meaning.js";

export type Json = Readonly<Record<string, unknown>>;

export const FIELDS: Readonly<Record<string, Json>> = {
  platelets: { type: "number", label: "Platelets", unit: "10*9/L", plausible: [5, 2000] },
  creatinine: { type: "number", label: "Creatinine", unit: "umol/L", molarMass: 113.12, plausible: [10, 2000] },
  alt: { type: "number", label: "ALT", unit: "U/L", plausible: [1, 5000] },
  kps: { type: "number", label: "Karnofsky", unit: "%", integer: true, ranges: true, plausible: [0, 100] },
  tumors: { type: "number", label: "Tumours", integer: true, ranges: true, plausible: [0, 99] },
  survival: { type: "number", label: "Life expectancy", unit: "mo", plausible: [0, 240] },
  chemo: { type: "date", label: "Last chemotherapy" },
  pacemaker: { type: "boolean", label: "Pacemaker" },
  metastasis: { type: "boolean", label: "Metastasis" },
  her2: { type: "code", label: "HER2", codes: { positive: ["3+"], low: ["1+"], negative: ["0"] } },
};

/** A change of a leaf, and its classification if the leaf is a whole inclusion criterion. */
interface LeafChange {
  readonly what: string;
  readonly after: Json;
  readonly word: Meaning;
  /** The new declaration of its field. */
  readonly declared?: Json;
}

interface Leaf {
  readonly field: string;
  readonly before: Json;
  readonly change: LeafChange;
  /** Another condition with the same meaning. */
  readonly rewritten: Json;
}

const UP: Meaning = "looser";
const DOWN: Meaning = "stricter";

const maxAge = (value: number, unit: string): Json => ({ maxAge: { value, unit } });

/** A scale of limits, so that the next one is also a sensible limit. */
interface Scale {
  readonly field: string;
  readonly unit?: string;
  readonly values: readonly number[];
  /** A larger unit, in which the same number means more. */
  readonly larger?: string;
  /** Another unit, and how many of it make one of the first. */
  readonly other?: readonly [unit: string, factor: number];
}

const SCALES: readonly Scale[] = [
  { field: "platelets", unit: "10*9/L", values: [50, 75, 80, 100, 150], other: ["/uL", 1000] },
  { field: "creatinine", unit: "umol/L", values: [100, 120, 150, 177], larger: "mg/L", other: ["mmol/L", 0.001] },
  { field: "alt", unit: "U/L", values: [40, 100, 200], other: ["kU/L", 0.001] },
  { field: "survival", unit: "mo", values: [3, 6, 12], larger: "a" },
  { field: "kps", unit: "%", values: [60, 70, 80] },
  { field: "tumors", values: [2, 3, 6] },
];
const OPERATORS = [">=", ">", "<=", "<"] as const;

function numberLeaf({ field, unit, values, larger, other }: Scale): fc.Arbitrary<Leaf> {
  const isWhole = FIELDS[field]?.["integer"] === true;
  const indexes = fc.integer({ min: 0, max: values.length - 2 });
  const aged = fc.boolean();
  return fc.tuple(fc.constantFrom(...OPERATORS), indexes, aged, fc.nat()).map(([op, index, isAged, pick]) => {
    const [value = 0, next = 0] = [values[index], values[index + 1]];
    const age = isAged ? maxAge(14, "d") : {};
    const leaf = (more: Json): Json => ({ field, op, value, ...(unit === undefined ? {} : { unit }), ...age, ...more });
    const isLower = op.startsWith(">");
    const isOpen = op.length === 1;
    const turned = { ">=": "<", ">": "<=", "<=": ">", "<": ">=" } as const;
    const bounds: readonly number[] = Array.isArray(FIELDS[field]?.["plausible"]) ? FIELDS[field]["plausible"] : [];
    const [low = 0, high = 0] = bounds;
    const changes: readonly LeafChange[] = [
      { what: "a higher limit", after: leaf({ value: next }), word: isLower ? DOWN : UP },
      { what: "a limit a little higher", after: leaf({ value: isWhole ? value + 1 : value + 0.1 }), word: isLower ? DOWN : UP },
      { what: "the end", after: leaf({ op: isOpen ? `${op}=` : op.slice(0, 1) }), word: isOpen ? UP : DOWN },
      { what: "turned round", after: leaf({ op: turned[op] }), word: "both" },
      { what: "an age limit", after: isAged ? without(leaf({}), "maxAge") : leaf(maxAge(14, "d")), word: "both" },
      ...(isAged ? [{ what: "another age limit", after: leaf(maxAge(15, "d")), word: "both" as const }] : []),
      // Values above the new upper end become unknown: they no longer meet a lower limit, and no longer violate an upper one.
      { what: "a lower bound above", after: leaf({}), declared: { plausible: [low, high - 20] }, word: isLower ? DOWN : UP },
      ...(larger === undefined ? [] : [{ what: "a larger unit", after: leaf({ unit: larger }), word: isLower ? DOWN : UP }]),
    ];
    const same: readonly Json[] = [
      { not: leaf({ op: turned[op] }) },
      { not: { not: leaf({}) } },
      { any: [leaf({})] },
      ...(other === undefined ? [] : [leaf({ unit: other[0], value: Number((value * other[1]).toPrecision(10)) })]),
      ...(isWhole ? [leaf({ op: isOpen ? `${op}=` : op.slice(0, 1), value: value + (isLower === isOpen ? 1 : -1) })] : []),
      ...(isAged ? [leaf(maxAge(2, "wk"))] : []),
    ];
    return { field, before: leaf({}), change: at(changes, pick), rewritten: at(same, pick) };
  });
}

const BETWEEN: fc.Arbitrary<Leaf> = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 5, max: 8 }), fc.nat())
  .map(([low, high, pick]) => {
    const leaf = (from: number, to: number): Json => ({ field: "tumors", op: "between", value: [from, to] });
    const changes: readonly LeafChange[] = [
      { what: "a lower end", after: leaf(low - 1, high), word: UP },
      { what: "a lower upper end", after: leaf(low, high - 1), word: DOWN },
      { what: "both ends", after: leaf(low + 1, high + 1), word: "both" },
    ];
    const ends = {
      all: [
        { field: "tumors", op: "<=", value: high },
        { field: "tumors", op: ">=", value: low },
      ],
    };
    return { field: "tumors", before: leaf(low, high), change: at(changes, pick), rewritten: ends };
  });

/** With a limit in mass, a larger molar mass means a lower limit in amount of substance. */
const MOLAR: fc.Arbitrary<Leaf> = fc.tuple(fc.constantFrom(...OPERATORS), fc.boolean()).map(([op, isMore]) => {
  const before = { field: "creatinine", op, value: 1.5, unit: "mg/dL" };
  const word = op.startsWith(">") === isMore ? UP : DOWN;
  const declared = { molarMass: isMore ? 113.5 : 112.9 };
  return {
    field: "creatinine",
    before,
    change: { what: "molar mass", after: before, declared, word },
    rewritten: { ...before, value: 15, unit: "mg/L" },
  };
});

const MULTIPLE: fc.Arbitrary<Leaf> = fc.tuple(fc.constantFrom(...OPERATORS), fc.nat()).map(([op, pick]) => {
  const leaf = (value: number, unit = "[ULN]"): Json => ({ field: "alt", op, value, unit });
  const changes: readonly LeafChange[] = [
    { what: "a higher multiple", after: leaf(3), word: op.startsWith(">") ? DOWN : UP },
    { what: "a number for a multiple", after: leaf(100, "U/L"), word: "both" },
  ];
  return { field: "alt", before: leaf(2.5), change: at(changes, pick), rewritten: { all: [leaf(2.5)] } };
});

const ELAPSED: fc.Arbitrary<Leaf> = fc
  .tuple(fc.constantFrom(...OPERATORS), fc.integer({ min: 1, max: 12 }), fc.nat())
  .map(([op, weeks, pick]) => {
    const leaf = (value: number, unit: string): Json => ({ field: "chemo", op, value, unit });
    const isLower = op.startsWith(">");
    const changes: readonly LeafChange[] = [
      { what: "a day more", after: leaf(7 * weeks + 1, "d"), word: isLower ? DOWN : UP },
      { what: "weeks for days", after: leaf(7 * weeks, "wk"), word: isLower ? DOWN : UP },
      {
        what: "the last day",
        after: { ...leaf(7 * weeks, "d"), op: op.length === 1 ? `${op}=` : op.slice(0, 1) },
        word: op.length === 1 ? UP : DOWN,
      },
    ];
    return { field: "chemo", before: leaf(7 * weeks, "d"), change: at(changes, pick), rewritten: leaf(weeks, "wk") };
  });

function flag(field: string): fc.Arbitrary<Leaf> {
  return fc.tuple(fc.boolean(), fc.nat()).map(([value, pick]) => {
    const leaf = (asked: boolean, more: Json = {}): Json => ({ field, op: "is", value: asked, ...more });
    const changes: readonly LeafChange[] = [
      { what: "the other answer", after: leaf(!value), word: "both" },
      { what: "an age limit", after: leaf(value, maxAge(3, "mo")), word: "both" },
      { what: "a blank that means yes", after: leaf(value), declared: { whenBlank: true }, word: value ? UP : DOWN },
      { what: "a word for no", after: leaf(value), declared: { spellings: { false: ["nil"] } }, word: value ? DOWN : UP },
    ];
    return { field, before: leaf(value), change: at(changes, pick), rewritten: { not: leaf(!value) } };
  });
}

const CODE: fc.Arbitrary<Leaf> = fc.nat().map((pick) => {
  const leaf = (op: string, ...codes: readonly string[]): Json => ({ field: "her2", op, value: op === "is" ? codes[0] : codes });
  const changes: readonly LeafChange[] = [
    { what: "a code more", after: leaf("in", "positive", "low"), word: UP },
    { what: "another code", after: leaf("is", "low"), word: "both" },
    { what: "all but that", after: leaf("not-in", "positive"), word: "both" },
    {
      what: "a spelling of another code",
      after: leaf("is", "positive"),
      declared: { codes: { positive: ["3+"], low: ["1+", "2+"], negative: ["0"] } },
      word: DOWN,
    },
  ];
  const same = [leaf("in", "positive"), leaf("not-in", "low", "negative"), { not: leaf("in", "negative", "low") }];
  return { field: "her2", before: leaf("is", "positive"), change: at(changes, pick), rewritten: at(same, pick) };
});

const LEAVES: readonly fc.Arbitrary<Leaf>[] = [
  ...SCALES.map(numberLeaf),
  BETWEEN,
  MOLAR,
  MULTIPLE,
  ELAPSED,
  flag("pacemaker"),
  flag("metastasis"),
  CODE,
];

/** A tree of leaf numbers. The `count` of `all` is the number of its members. */
type Tree = number | { readonly not: Tree } | { readonly count: number; readonly of: readonly Tree[] };

const isGroup = (tree: Tree): tree is Extract<Tree, { readonly count: number }> => typeof tree === "object" && "count" in tree;

/** Groups the leaves at random; some groups are negated. */
function treeOf(leaves: readonly number[], choose: () => number): Tree {
  const [only] = leaves;
  const isDenied = choose() % 4 === 0;
  const denied = (tree: Tree): Tree => (isDenied ? { not: tree } : tree);
  if (leaves.length === 1 && only !== undefined) return denied(only);
  const cut = 1 + (choose() % (leaves.length - 1));
  const parts = choose() % 2 === 0 ? [leaves.slice(0, cut), leaves.slice(cut)] : leaves.map((leaf) => [leaf]);
  const of = parts.map((part) => treeOf(part, choose));
  return denied({ count: 1 + (choose() % of.length), of });
}

/** Every node of a tree, and whether the number of `not` above it is odd. */
function* places(tree: Tree, isTurned = false): Generator<{ readonly tree: Tree; readonly isTurned: boolean }> {
  yield { tree, isTurned };
  if (typeof tree !== "object") return;
  if ("not" in tree) yield* places(tree.not, !isTurned);
  else for (const member of tree.of) yield* places(member, isTurned);
}

function replaced(tree: Tree, old: Tree, by: Tree): Tree {
  if (tree === old) return by;
  if (typeof tree !== "object") return tree;
  if ("not" in tree) return { not: replaced(tree.not, old, by) };
  return { ...tree, of: tree.of.map((member) => replaced(member, old, by)) };
}

function written(tree: Tree, leaves: readonly Json[]): Json {
  if (typeof tree === "number") return leaves[tree] ?? {};
  if ("not" in tree) return { not: written(tree.not, leaves) };
  const of = tree.of.map((member) => written(member, leaves));
  return tree.count === of.length ? { all: of } : tree.count === 1 ? { any: of } : { atLeast: tree.count, of };
}

/** The same meaning in other words: another order of members, `all` in `all`, negated members. */
function rewritten(tree: Tree, leaves: readonly Json[], choose: () => number): Json {
  const plain = (): Json => {
    if (typeof tree === "number") return leaves[tree] ?? {};
    if ("not" in tree) return { not: rewritten(tree.not, leaves, choose) };
    const of = tree.of.map((member) => rewritten(member, leaves, choose));
    const turned = choose() % 2 === 0 ? [...of].reverse() : of;
    const [first = {}, ...rest] = turned;
    const { count } = tree;
    switch (choose() % 4) {
      case 0:
        // Not at least m - n + 1 that fail.
        return { not: { atLeast: of.length - count + 1, of: turned.map((member) => ({ not: member })) } };
      case 1:
        if (count === of.length && rest.length > 1) return { all: [first, { all: rest }] };
        if (count === 1 && rest.length > 1) return { any: [{ any: rest }, first] };
        return { atLeast: count, of: turned };
      default:
        return { atLeast: count, of: turned };
    }
  };
  return choose() % 5 === 0 ? { not: { not: plain() } } : plain();
}

/** A pair of criteria, and the classification of the change. */
export interface Planted {
  readonly what: string;
  readonly kinds: readonly [before: string, after: string];
  readonly before: Json;
  readonly after: Json;
  readonly fields: Readonly<Record<string, Json>>;
  readonly word: Meaning;
}

/** Leaves on different fields, a tree of them, and a source of random choices. */
const BASES = fc
  .tuple(
    fc.shuffledSubarray([...LEAVES], { minLength: 1, maxLength: 4 }).chain((chosen) => fc.tuple(...chosen)),
    fc.constantFrom("inclusion", "exclusion"),
    fc.infiniteStream(fc.nat()),
  )
  .map(([all, kind, stream]) => {
    const leaves = all.filter((leaf, index) => all.findIndex(({ field }) => field === leaf.field) === index);
    const choose = (): number => Number(stream.next().value);
    const tree = treeOf(
      leaves.map((_, index) => index),
      choose,
    );
    return { leaves, kind, tree, choose };
  });

const TURNED: Partial<Record<Meaning, Meaning>> = { stricter: "looser", looser: "stricter" };

/** A pair with one change. */
export const PLANTED: fc.Arbitrary<Planted> = BASES.map(({ leaves, kind, tree, choose }) => {
  const before = leaves.map((leaf) => leaf.before);
  const all = [...places(tree)];
  const word = (plain: Meaning, isTurned: boolean): Meaning =>
    isTurned === (kind === "exclusion") ? plain : (TURNED[plain] ?? plain);
  const base = { kinds: [kind, kind] as const, before: written(tree, before), fields: FIELDS };
  const groups = all.flatMap(({ tree: group, isTurned }) => (isGroup(group) && group.of.length > 1 ? [{ group, isTurned }] : []));
  const which = choose() % (groups.length > 0 ? 10 : 7);
  if (which === 0) {
    const after = kind === "inclusion" ? "exclusion" : "inclusion";
    return { ...base, what: "the other list", kinds: [kind, after], after: base.before, word: "both" };
  }
  if (which < 7) {
    const index = choose() % leaves.length;
    const place = all.find((one) => one.tree === index);
    const leaf = leaves[index];
    if (place === undefined || leaf === undefined) throw new Error("a leaf is in the tree");
    const { what, after, declared = {}, word: plain } = leaf.change;
    const changed = before.map((one, at) => (at === index ? after : one));
    const fields = { ...FIELDS, [leaf.field]: { ...FIELDS[leaf.field], ...declared } };
    return { ...base, what, after: written(tree, changed), fields, word: word(plain, place.isTurned) };
  }
  const { group, isTurned } = at(groups, choose());
  const { count, of } = group;
  const changed = (by: Tree): Json => written(replaced(tree, group, by), before);
  if (which === 7) {
    const more = count < of.length ? count + 1 : count - 1;
    return { ...base, what: "any and all", after: changed({ count: more, of }), word: word(more > count ? DOWN : UP, isTurned) };
  }
  // Of `all` the remaining members are required; of other groups as many as before.
  const isAll = count === of.length;
  const fewer = { count: isAll ? count - 1 : count, of: of.slice(1) };
  if (which === 8) return { ...base, what: "a part less", after: changed(fewer), word: word(isAll ? UP : DOWN, isTurned) };
  return { ...base, what: "a part more", before: changed(fewer), after: base.before, word: word(isAll ? DOWN : UP, isTurned) };
});

/** A pair with the same meaning. */
export const REWRITTEN: fc.Arbitrary<Planted> = BASES.map(({ leaves, kind, tree, choose }) => {
  const before = leaves.map((leaf) => leaf.before);
  const others = leaves.map((leaf) => (choose() % 2 === 0 ? leaf.rewritten : leaf.before));
  return {
    ...{ what: "other words", kinds: [kind, kind], fields: FIELDS, word: "same" },
    before: written(tree, before),
    after: rewritten(tree, others, choose),
  };
});

function at<T>(all: readonly T[], index: number): T {
  const found = all[index % all.length];
  if (found === undefined) throw new Error("nothing to choose from");
  return found;
}

function without(json: Json, key: string): Json {
  return Object.fromEntries(Object.entries(json).filter(([name]) => name !== key));
}
