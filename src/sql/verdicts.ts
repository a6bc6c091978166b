/** From leaves to verdicts, problems and eligibility. */
import { verdictOf } from "../evaluate/verdict.js";
import { type Backend, build, type CriterionPlan, type Plan } from "../plan/plan.js";
import {
  and,
  arithmetic,
  type Count,
  call,
  caseOf,
  column,
  compare,
  count,
  isIn,
  isNull,
  not,
  or,
  rowsWithSame,
  type Text,
  TRUE,
  type Truth,
  text,
} from "./expression.js";
import type { SqlLeaf } from "./leaf-truth.js";
import { printSql } from "./print.js";
import type { Compiling } from "./slot.js";

/** The columns before those of criteria. */
const HEAD = ["candidate", "problems", "eligibility"] as const;

interface Output {
  readonly name: string;
  readonly of: Text;
}

/** The whole statement, without a semicolon. */
export function verdictsStatement(
  plan: Plan,
  id: string,
  leaves: readonly SqlLeaf[],
  compiling: Compiling,
  causes: boolean,
): string {
  const { statement, dialect, known } = compiling;
  const candidate = statement.add("source", "id", call("text", "binaryText", column("text", id)));
  const truths = leaves.map(({ doubt, truth }, index) => {
    const is = statement.add("truths", `truth_${index}`, caseOf("boolean", [[isNull(doubt), truth]]));
    return { is, cause: causes ? statement.add("verdicts", `cause_${index}`, causeOf(is, doubt)) : text("") };
  });
  const problem = statement.add("verdicts", "problem", problemOf(candidate));
  const outputs: Output[] = [
    { name: HEAD[0], of: candidate },
    { name: HEAD[1], of: problem },
  ];
  const isOne = plan.asked.trials.length === 1;
  plan.asked.trials.forEach(({ id: trial, criteria }, place) => {
    const named = (name: string): string => (isOne ? name : `${trial}:${name}`);
    const verdicts = criteria.map((criterion, index) =>
      statement.add(
        "verdicts",
        `verdict_${place}_${index}`,
        verdictInSql(
          criterion,
          truths.map(({ is }) => is),
        ),
      ),
    );
    const eligibility = statement.add("eligibility", `eligibility_${place}`, eligibilityOf(verdicts, problem));
    outputs.push({ name: named(HEAD[2]), of: eligibility });
    criteria.forEach((criterion, index) => {
      const verdict = verdicts[index];
      if (verdict !== undefined) outputs.push({ name: named(criterion.id), of: verdict });
      if (causes) outputs.push({ name: named(`${criterion.id}:causes`), of: causesOf(criterion, plan, truths) });
    });
  });
  refuseNames(outputs, compiling);
  const { steps, last } = statement.print(dialect, known.table);
  const list = outputs.map(({ name, of }) => `  ${printSql(of, dialect)} AS ${dialect.identifier(name)}`);
  return `${steps}\nSELECT\n${list.join(",\n")}\nFROM ${last}`;
}

/** Names of columns that the engine would cut, or take for one. */
function refuseNames(outputs: readonly Output[], { dialect, refusals }: Compiling): void {
  const { title, longestName, ignoresCase } = dialect;
  const seen = new Map<string, string>();
  for (const { name } of outputs) {
    if (new TextEncoder().encode(name).length > longestName)
      refusals.add({
        code: "long-name",
        message: `${title} cuts the column name \`${name}\``,
        help: "compile the trials one by one, or shorten the id",
      });
    const key = ignoresCase ? name.toLowerCase() : name;
    const other = seen.get(key);
    if (other !== undefined)
      refusals.add({
        code: "same-name",
        message: `the columns \`${other}\` and \`${name}\` of the verdicts are one name in ${title}`,
        help: "compile the trials one by one, or give one of the criteria another id",
      });
    seen.set(key, name);
  }
}

function causeOf(is: Truth, doubt: Text): Text {
  return caseOf(
    "text",
    [
      [not(isNull(doubt)), doubt],
      [is, text("met")],
      [not(is), text("not-met")],
    ],
    text("undecided"),
  );
}

/** In written order, as evidence has them: one that stands in two places twice. */
const EVERY_LEAF: Backend<readonly number[]> = { group: (_, of) => of.flat(), not: (_, of) => of, test: ({ leaf }) => [leaf] };

function causesOf({ root }: CriterionPlan, { asked, slots }: Plan, truths: readonly { readonly cause: Text }[]): Text {
  const parts = build(root, EVERY_LEAF).flatMap((leaf, index): readonly Text[] => {
    const field = slots[asked.leaves[leaf]?.slot ?? -1]?.field.name ?? "";
    return [text(`${index === 0 ? "" : "; "}${field}: `), truths[leaf]?.cause ?? text("")];
  });
  return call("text", "concat", ...parts);
}

/** Every member is counted separately: aggregates would skip what is unknown. */
function countOf(of: readonly Truth[], is: (one: Truth) => Truth): Count {
  return of.map((one) => caseOf("count", [[is(one), count(1)]], count(0))).reduce((a, b) => arithmetic(a, "+", b));
}

function conditionOf(truths: readonly Truth[]): Backend<Truth> {
  return {
    not: (_, of) => not(of),
    test: ({ leaf }) => truths[leaf] ?? TRUE,
    group: ({ kind, count: least }, of) => {
      if (kind === "all") return and(...of);
      if (kind === "any") return or(...of);
      const isTrue = compare(
        countOf(of, (one) => one),
        ">=",
        count(least),
      );
      const isFalse = compare(countOf(of, not), ">", count(of.length - least));
      return caseOf("boolean", [
        [isTrue, TRUE],
        [isFalse, not(TRUE)],
      ]);
    },
  };
}

/** SQL's AND, OR and NOT are Kleene's: NULL is unknown. */
function verdictInSql({ root, kind }: CriterionPlan, truths: readonly Truth[]): Text {
  const is = build(root, conditionOf(truths));
  return caseOf(
    "text",
    [
      [is, text(verdictOf(kind, "met"))],
      [not(is), text(verdictOf(kind, "not-met"))],
    ],
    text(verdictOf(kind, "unknown")),
  );
}

function eligibilityOf(verdicts: readonly Text[], problem: Text): Text {
  if (verdicts.length === 0) return text("undetermined");
  const any = (verdict: string): Truth => isIn(text(verdict), verdicts);
  return caseOf(
    "text",
    [
      [any("fail"), text("ineligible")],
      [or(not(isNull(problem)), any("unknown")), text("undetermined")],
    ],
    text("eligible"),
  );
}

function problemOf(id: Text): Text {
  return caseOf("text", [
    [or(isNull(id), compare(id, "=", text(""))), text("missing-id")],
    [not(call("boolean", "isPlainId", id)), text("refused-id")],
    [compare(rowsWithSame(id), ">", count(1)), text("repeated-id")],
  ]);
}
