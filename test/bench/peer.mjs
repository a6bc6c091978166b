/**
 * The 18 criteria of NCT02843126 in another rule engine, with csv-parse, written as its documentation recommends: `node peer.mjs
 * <engine> <list> <output>`. Numeric cells become numbers, all others stay texts. Prints the candidates.
 */
import { createReadStream, createWriteStream } from "node:fs";
import { parse } from "csv-parse";

const [, , engine, list, output] = process.argv;

/** ID, column, operator, value. An inclusion criterion must be met, an exclusion criterion must not. */
const INCLUSION = [
  ["I0a", "sex", "in", ["female", "F"]],
  ["I0b", "recurrent_breast_cancer", "in", ["yes"]],
  ["I0c", "her2_status", "in", ["positive", "3+"]],
  ["I1", "standard_therapies_failed", "either", "standard_therapy_refused"],
  ["I2a", "tumor_count", "between", [1, 6]],
  ["I2b", "longest_tumor_diameter (cm)", "<", 5],
  ["I3a", "kps (%)", ">=", 70],
  ["I3b", "life_expectancy (mo)", ">", 6],
  ["I4a", "platelets (10*9/L)", ">=", 80],
  ["I4b", "wbc (10*9/L)", ">=", 3],
  ["I4c", "neutrophils (10*9/L)", ">=", 2],
  ["I4d", "hemoglobin (g/L)", ">=", 80],
];
const EXCLUSION = [
  ["E1", "cardiac_pacemaker", "in", ["yes"]],
  ["E2", "brain_metastasis", "in", ["yes"]],
  ["E3a", "hypertension_grade", ">=", 3],
  ["E3b", "diabetic_complication", "in", ["yes"]],
  ["E3c", "severe_cardiac_dysfunction", "in", ["yes"]],
  ["E3d", "severe_pulmonary_dysfunction", "in", ["yes"]],
];
const RULES = [...INCLUSION, ...EXCLUSION];
/** Names without brackets, which some engines cannot use. */
const nameOf = (heading) => heading.split(" ")[0];

/** For each engine, a function that tells for a row which conditions are met, in order. */
const ENGINES = {
  async "json-logic-js"() {
    const { default: logic } = await import("json-logic-js");
    const rules = RULES.map(([, column, op, value]) => {
      const cell = { var: nameOf(column) };
      if (op === "in") return { in: [cell, value] };
      if (op === "either") return { or: [{ "==": [cell, "yes"] }, { "==": [{ var: value }, "yes"] }] };
      return op === "between" ? { "<=": [value[0], cell, value[1]] } : { [op]: [cell, value] };
    });
    return (row) => rules.map((rule) => logic.apply(rule, row) === true);
  },
  async "json-rules-engine"() {
    const { Engine } = await import("json-rules-engine");
    const operators = { "<": "lessThan", ">": "greaterThan", ">=": "greaterThanInclusive" };
    const engineOf = new Engine([], { allowUndefinedFacts: true });
    for (const [name, column, op, value] of RULES) {
      const fact = nameOf(column);
      const condition =
        op === "in"
          ? { all: [{ fact, operator: "in", value }] }
          : op === "either"
            ? { any: [fact, value].map((one) => ({ fact: one, operator: "equal", value: "yes" })) }
            : op === "between"
              ? {
                  all: [
                    { fact, operator: "greaterThanInclusive", value: value[0] },
                    { fact, operator: "lessThanInclusive", value: value[1] },
                  ],
                }
              : { all: [{ fact, operator: operators[op], value }] };
      engineOf.addRule({ conditions: condition, event: { type: name } });
    }
    return async (row) => {
      const met = new Set((await engineOf.run(row)).events.map(({ type }) => type));
      return RULES.map(([name]) => met.has(name));
    };
  },
  async "@gorules/zen-engine"() {
    const { ZenEngine } = await import("@gorules/zen-engine");
    const text = ([name, column, op, value]) => {
      const cell = nameOf(column);
      const body =
        op === "in"
          ? `${cell} in [${value.map((one) => `'${one}'`).join(", ")}]`
          : op === "either"
            ? `${cell} == 'yes' or ${value} == 'yes'`
            : op === "between"
              ? `${cell} >= ${value[0]} and ${cell} <= ${value[1]}`
              : `${cell} ${op} ${value}`;
      return { id: name, key: name, value: body };
    };
    const decision = new ZenEngine().createDecision({
      contentType: "application/vnd.gorules.decision",
      nodes: [
        { id: "in", name: "in", type: "inputNode", position: { x: 0, y: 0 } },
        { id: "all", name: "all", type: "expressionNode", position: { x: 1, y: 0 }, content: { expressions: RULES.map(text) } },
        { id: "out", name: "out", type: "outputNode", position: { x: 2, y: 0 } },
      ],
      edges: [
        { id: "a", type: "edge", sourceId: "in", targetId: "all" },
        { id: "b", type: "edge", sourceId: "all", targetId: "out" },
      ],
    });
    return async (row) => {
      // It throws an error when a text is compared with a number; then no condition counts as met.
      const { result } = await decision.evaluate(row).catch(() => ({ result: {} }));
      return RULES.map(([name]) => result[name] === true);
    };
  },
};

const evaluate = await ENGINES[engine]();
const out = createWriteStream(output);
out.write(`candidate,eligibility,${RULES.map(([name]) => name).join(",")}\n`);
const isNumber = /^-?\d+(?:\.\d+)?$/;
const parser = createReadStream(list).pipe(
  parse({ columns: (headings) => headings.map(nameOf), cast: (cell) => (isNumber.test(cell) ? Number(cell) : cell) }),
);
let records = 0;
let text = "";
for await (const row of parser) {
  const met = await evaluate(row);
  const verdicts = met.map((isMet, index) => (isMet === index < INCLUSION.length ? "pass" : "fail"));
  text += `${row.patient_id},${verdicts.includes("fail") ? "ineligible" : "eligible"},${verdicts.join(",")}\n`;
  records += 1;
  if (text.length > 1 << 18) {
    if (!out.write(text)) await new Promise((resolve) => out.once("drain", resolve));
    text = "";
  }
}
out.end(text);
console.log(records);
