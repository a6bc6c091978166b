/** JSON -> conditions. Walked here instead of by a recursive schema, which would overflow on deep files without a clear message. */
import type { JsonArray, JsonNode, JsonObject } from "../../text/json.js";
import type { Condition, NodeId } from "../model.js";
import { fill, kindWords } from "./form.js";
import { readLeaf, type Scope } from "./leaf.js";
import { readExact } from "./quantities.js";
import { FORMS } from "./schema.js";
import { closest, didYouMean } from "./suggest.js";

/** How many of `all`, `any`, `not` and `atLeast` may stand inside each other. */
const MAX_LEVELS = 100;

const BRANCHES = ["all", "any", "not", "atLeast"] as const;
type Branch = (typeof BRANCHES)[number] | "leaf";
/** Branches as other languages have them, in small letters. A likeness decides nothing: `and` is one letter from `any`, and its opposite. */
const SYNONYMS: ReadonlyMap<string, string> = new Map([
  ...BRANCHES.map((key) => [key.toLowerCase(), `did you mean \`${key}\`?`] as const),
  ...["and", "allof"].map((key) => [key, "did you mean `all`?"] as const),
  ...["or", "anyof", "oneof"].map((key) => [key, "did you mean `any`?"] as const),
  ...["none", "noneof", "nor"].map((key) => [key, 'none of them is `{ "not": { "any": […] } }`'] as const),
]);
const LEAF_KEYS = ["field", "op", "value", "unit", "maxAge"] as const;
const BRANCH_OF_KEY: ReadonlyMap<string, Branch> = new Map<string, Branch>([
  ...BRANCHES.map((key) => [key, key] as const),
  ["of", "atLeast"],
  ...LEAF_KEYS.map((key) => [key, "leaf"] as const),
]);
const WAYS_OUT = "a condition has `field`, `op` and `value`, or one of `all`, `any`, `not`, `atLeast` with `of`";

/** Reads one criterion's condition; without one, the reasons are in the report. */
export function readCondition(scope: Scope, node: JsonObject, id: NodeId): Condition | undefined {
  return new ConditionReader(scope).read(node, id, 0);
}

class ConditionReader {
  readonly #scope: Scope;
  #isTooDeepTold = false;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  read(node: JsonNode, id: NodeId, level: number): Condition | undefined {
    const { report } = this.#scope;
    if (node.kind !== "object") {
      report.error("wrong-type", node.at, `a condition must be an object, not ${kindWords(node)}`);
      return undefined;
    }
    const branch = this.#branchOf(node);
    if (branch === undefined) {
      this.#readUnnamed(node, id, level + 1);
      return undefined;
    }
    if (branch === "leaf") return readLeaf(this.#scope, node, id);
    if (level < MAX_LEVELS) return this.#readBranch(branch, node, id, level + 1);
    if (!this.#isTooDeepTold)
      report.error("condition-depth", node.at, `conditions are nested more than ${MAX_LEVELS} levels deep`);
    this.#isTooDeepTold = true; // one branch that is too deep may have thousands of ends
    return undefined;
  }

  /** The kind of a condition, by its keys; nearly always they agree. */
  #branchOf(node: JsonObject): Branch | undefined {
    let said: Branch | undefined;
    for (const { key } of node.entries) {
      const branch = BRANCH_OF_KEY.get(key);
      if (branch !== undefined && said !== undefined && branch !== said) return this.#branchOfMixed(node);
      said ??= branch;
    }
    return said ?? this.#branchOfMixed(node);
  }

  #branchOfMixed(node: JsonObject): Branch | undefined {
    const { report } = this.#scope;
    const written = node.entries.map(({ key }) => key);
    const branches = BRANCHES.filter((key) => written.includes(key));
    if (written.includes("of") && branches.length === 0) return "atLeast";
    const [first] = branches;
    if (branches.length === 1 && !written.includes("field")) return first;
    const key = written.find((one) => SYNONYMS.has(one.toLowerCase())) ?? written[0];
    if (first !== undefined) {
      const both = [...branches, ...(written.includes("field") ? ["field"] : [])].map((one) => `\`${one}\``).join(" and ");
      report.error("unknown-condition", node.at, `a condition cannot have ${both} at once`, "put one inside the other");
    } else {
      const meant = key === undefined ? undefined : (SYNONYMS.get(key.toLowerCase()) ?? didYouMean(closest(key, LEAF_KEYS)));
      report.error(
        "unknown-condition",
        node.at,
        key === undefined ? "a condition is empty" : `conditions do not have the key \`${key}\``,
        meant ?? WAYS_OUT,
      );
    }
    return undefined;
  }

  /** Reads the content of a branch with another name, to report its faults, too. */
  #readUnnamed(node: JsonObject, id: NodeId, level: number): void {
    if (level > MAX_LEVELS) return;
    for (const { key, value } of node.entries) {
      if (!SYNONYMS.has(key.toLowerCase())) continue;
      const conditions = value.kind === "array" ? value.items : [value];
      for (const inner of conditions) if (inner.kind === "object") this.read(inner, id, level);
    }
  }

  #readBranch(branch: Exclude<Branch, "leaf">, node: JsonObject, id: NodeId, level: number): Condition | undefined {
    const { report } = this.#scope;
    const at = report.at(node.at);
    switch (branch) {
      case "all":
      case "any": {
        const list =
          branch === "all"
            ? fill(report, node, FORMS.all, "`all`").get("all")
            : fill(report, node, FORMS.any, "`any`").get("any");
        const of = list && this.#list(list, `${id}.${branch}`, branch, level);
        return of && { kind: branch, id, at, of };
      }
      case "not": {
        const inner = fill(report, node, FORMS.not, "`not`").get("not");
        const of = inner && this.read(inner, `${id}.not`, level);
        return of && { kind: "not", id, at, of };
      }
      case "atLeast": {
        const filled = fill(report, node, FORMS.atLeast, "a condition with `of`");
        const list = filled.get("of");
        const of = list && this.#list(list, `${id}.atLeast`, "of", level);
        const number = filled.get("atLeast");
        const count = number && this.#count(number, list);
        return of === undefined || count === undefined ? undefined : { kind: "atLeast", id, at, count, of };
      }
    }
  }

  #list(list: JsonArray, id: NodeId, key: string, level: number): readonly Condition[] | undefined {
    if (list.items.length === 0) this.#scope.report.error("empty-list", list.at, `\`${key}\` has no condition`);
    const of = list.items.flatMap((item, index) => this.read(item, `${id}[${index}]`, level) ?? []);
    return of.length === list.items.length && of.length > 0 ? of : undefined;
  }

  #count(node: JsonNode, list: JsonArray | undefined): number | undefined {
    const { report } = this.#scope;
    const exact = readExact(report, node, "`atLeast`");
    if (exact === undefined) return undefined;
    const most = list?.items.length ?? 0;
    const count = Number(exact.num);
    if (exact.den === 1n && count >= 1 && (most === 0 || count <= most)) return count;
    const range = most > 0 ? `from 1 to ${most}, the number of conditions` : "from 1";
    report.error("count-out-of-range", node.at, `\`atLeast\` must be a whole number ${range}`);
    return undefined;
  }
}
