/** What the cases have tried: every answer of every condition, and every limit from both sides. */
import { compileOne } from "../evaluate/compile.js";
import type { Truth } from "../evaluate/truth.js";
import { type Condition, type Criterion, leavesOf, type NodeId } from "../language/model.js";
import { compareRatios, fromDouble, ratio, times } from "../values/ratio.js";
import { type Cells, merge } from "./cells.js";
import { classesOf } from "./classes.js";
import { leafWords } from "./condition-json.js";
import type { TestHarness, TestRecord } from "./harness.js";
import { type LimitPoint, limitPoints, type Place, placeOf, placesOf } from "./limits.js";
import type { FileRun } from "./run.js";
import { type Found, Space } from "./search.js";

/** Something that can be tried. */
export type Target =
  | { readonly kind: "truth"; readonly truth: Truth }
  | { readonly kind: "place"; readonly point: LimitPoint; readonly place: Place };

type PlaceTarget = Extract<Target, { readonly kind: "place" }>;

/** One thing to be tried, at a node of a criterion. */
export interface CoverageItem {
  readonly criterion: Criterion;
  readonly node: NodeId;
  readonly condition: Condition;
  /** What must be tried, as the end of a sentence: `just below 80 10*9/L`, `unknown`. */
  readonly wanted: string;
  /** The condition of a leaf in words; "" for others. */
  readonly words: string;
  readonly target: Target;
}

/** Something that no case has tried. `unsure`: whether any candidate could try it was too many cases to check. */
export interface MissingItem {
  readonly item: CoverageItem;
  readonly witness: Found;
}

/** What was tried, and what was not. */
export interface Coverage {
  readonly covered: number;
  /** What counts: all that some candidate can try. */
  readonly total: number;
  readonly missing: readonly MissingItem[];
  /** What no candidate at all can try. */
  readonly impossible: readonly CoverageItem[];
}

const FINDINGS = { true: "met", false: "not met", unknown: "unknown" } as const;
const TRUTHS = ["true", "false", "unknown"] as const;
const PLACE_WORDS = { below: "just below", at: "exactly at", above: "just above" } as const;

/** What coverage needs to know about a candidate. */
export interface Tried {
  readonly record: TestRecord;
  readonly truths: ReadonlyMap<NodeId, Truth>;
}

/** What the cases of a run cover. */
export function coverageOf(run: FileRun): Coverage {
  const items = run.test.trial.criteria.flatMap(itemsOf);
  const tries = triesOf(run);
  const open = items.filter((item) => !run.all.some((one) => tries(item, one)));
  const search = witnesses(run);
  const missing: MissingItem[] = [];
  const impossible: CoverageItem[] = [];
  for (const item of open) {
    const witness = search(item);
    if (witness.state === "impossible") impossible.push(item);
    else missing.push({ item, witness });
  }
  return { covered: items.length - open.length, total: items.length - impossible.length, missing, impossible };
}

/** Hundredths of a percent that are surely covered: 99.99 is never 100. */
export function percentText({ covered, total }: Coverage): string {
  if (covered === total) return "100";
  const hundredths = Math.floor((covered * 10_000) / total);
  return String(hundredths / 100);
}

/** Whether so many percent are covered, exactly. */
export function reaches({ covered, total }: Coverage, percent: number): boolean {
  return compareRatios(ratio(BigInt(covered) * 100n), times(fromDouble(percent), ratio(BigInt(total)))) >= 0;
}

function itemsOf(criterion: Criterion): readonly CoverageItem[] {
  const nodes: Condition[] = [];
  const walk = (node: Condition): void => {
    nodes.push(node);
    if (node.kind === "not") walk(node.of);
    else if (node.kind === "all" || node.kind === "any" || node.kind === "atLeast") node.of.forEach(walk);
  };
  walk(criterion.condition);
  const leaves = new Map(leavesOf(criterion.condition).map((leaf) => [leaf.id, leaf]));
  return nodes.flatMap((node): readonly CoverageItem[] => {
    const leaf = leaves.get(node.id);
    const words = leaf === undefined ? "" : leafWords(leaf);
    const isRoot = node === criterion.condition;
    const about = { criterion, node: node.id, condition: node, words };
    const answers = TRUTHS.map((truth): CoverageItem => {
      return { ...about, wanted: isRoot ? FINDINGS[truth] : truth, target: { kind: "truth", truth } };
    });
    const points = leaf === undefined ? [] : limitPoints(leaf);
    const limits = points.flatMap((point) =>
      placesOf(point).map((place): CoverageItem => {
        const wanted = point.kind === "code" ? `the code ${point.words}` : `${PLACE_WORDS[place]} ${point.words}`;
        return { ...about, wanted, target: { kind: "place", point, place } };
      }),
    );
    return [...answers, ...limits];
  });
}

/** Tells whether a candidate tries something. */
export function triesOf({ harness }: FileRun): (item: CoverageItem, tried: Tried) => boolean {
  return ({ node, target }, { record, truths }) => {
    const truth = truths.get(node);
    if (target.kind === "truth") return truth === target.truth;
    return truth !== undefined && isAt(target, record, harness, truth);
  };
}

/** A value that decided nothing (because it is too old, say) has not tried its limit; only for limits of age that does not matter. */
function isAt({ point, place }: PlaceTarget, record: TestRecord, harness: TestHarness, truth: Truth): boolean {
  if (truth === "unknown" && !(point.kind === "elapsed" && point.isAge)) return false;
  return placeOf(point, record, harness.slotOf(point.leaf.field), harness.asOf) === place;
}

/** Searches for a candidate who tries something: changes of the base. */
function witnesses({ harness, base }: FileRun): (item: CoverageItem) => Found {
  const spaces = new Map<Criterion, Space>();
  return ({ criterion, condition, target }) => {
    if (target.kind === "place") return placeWitness(target, { harness, base });
    const space = spaces.get(criterion) ?? new Space(base, [{ condition: criterion.condition, harness }]);
    spaces.set(criterion, space);
    return space.find({ condition, harness }, target.truth);
  };
}

function placeWitness(target: PlaceTarget, { harness: whole, base }: Pick<FileRun, "harness" | "base">): Found {
  const { leaf } = target.point;
  const harness = whole.only([leaf]);
  const cells: readonly Cells[] = classesOf([leaf], harness.asOf).flatMap((classes) => classes.cells);
  const test = compileOne(leaf, harness);
  const own = harness.about(base);
  const records = harness.read(cells.map((changes) => merge(own, changes)));
  const found = cells[records.findIndex((record) => isAt(target, record, harness, test(record).truth))];
  return found === undefined ? { state: "impossible" } : { state: "found", cells: found };
}
