/** The rules of loading compared with zod: they accept the same as the published schemas, and find the same first error. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { schemaOf } from "../../src/language/load/json-schema.js";
import { type Checked, FORMS, type FormFault, type Rule } from "../../src/language/load/schema.js";
import { type JsonNode, parseJson } from "../../src/text/json.js";

const WORDS: ReadonlyMap<string, string> = new Map([
  ["string", "text in quotes"],
  ["boolean", "true or false"],
  ["array", "a list"],
]);

/** The first error of zod, in the words of the loader. `path` is where it is in a list. */
function zodFault(schema: z.core.$ZodType, value: unknown) {
  const result = z.safeParse(schema, value);
  const [issue] = result.success ? [] : result.error.issues;
  if (issue === undefined) return { value: result.data };
  const fault = (kind: FormFault["kind"], expected = "", options: readonly string[] = []) => ({
    fault: { kind, path: issue.path, expected, options },
  });
  if (issue.code === "invalid_type") return fault("type", WORDS.get(issue.expected));
  if (issue.code === "invalid_value") return fault("option", "", issue.values.map(String));
  if (issue.code === "too_small") return fault("empty");
  if (issue.code === "invalid_format") return fault("pattern");
  throw new Error(`zod tells ${issue.code}`);
}

function ruleFault(node: JsonNode, checked: Checked<unknown>) {
  if (checked.ok) return { value: checked.value };
  const { node: at, ...rest } = checked.fault;
  const path = at === node ? [] : [node.kind === "array" ? node.items.indexOf(at) : undefined];
  return { fault: { ...rest, path } };
}

function expectSame(rule: Rule<unknown>, text: string): void {
  const schema = schemaOf(rule);
  const parsed = parseJson(text, { maxDepth: 10 });
  if (schema === undefined || !parsed.ok) throw new Error(`nothing to compare for ${text}`);
  expect(ruleFault(parsed.node, rule.check(parsed.node))).toEqual(zodFault(schema, JSON.parse(text)));
}

const rules = Object.entries(FORMS).flatMap(([form, { rules: ofForm }]) =>
  Object.entries<Rule<unknown>>({ ...ofForm }).map(([key, rule]) => ({ name: `${form}.${key}`, rule })),
);
const compared = rules.filter(({ rule }) => rule.is !== "node");

/** Values at the limits of a rule, and values far from them. */
const near = fc.constantFrom(
  ...['""', '" "', '"a"', '"-a"', '"a-1_.x"', '"ä"', '"a b"', '"a\\n"', "1", "1.0", '"1"', "1e0", "-0", "1e999", "null", "true"],
  ...["false", "[]", "{}", '["a"]', '["a",""]', '["",1]', '[1,""]', '[["a"]]', '{"length":1}', '"2026-01-15"'],
);
const far = fc.json({ maxDepth: 2 });

describe("a rule and its published schema", () => {
  test.each(compared)("$name", ({ rule }) => {
    const right = rule.options.length === 0 ? near : fc.constantFrom(...rule.options.map((one) => JSON.stringify(one)));
    fc.assert(
      fc.property(fc.oneof(near, right, far), (text) => expectSame(rule, text)),
      { numRuns: 300 },
    );
  });

  test("every kind of rule is compared", () => {
    expect(new Set(compared.map(({ rule }) => rule.is))).toEqual(new Set(["text", "id", "texts", "flag", "option"]));
    expect(compared.some(({ rule }) => rule.isNullable)).toBe(true);
  });
});
