/**
 * The published JSON Schemas (draft-07) of the files that people write, from the same shapes by which files are loaded. They are for
 * editors, which complete and underline; only `validate`, which knows fields and units, can say whether a file is right.
 */
import * as z from "zod/mini";
import { USUAL } from "../../values/unit/table.js";
import { ONE_LIMIT, TWO_LIMITS, type TwoLimits } from "../model.js";
import { FORMS, type Form, ID, ISO_DATE, type Rule, TIME_UNITS } from "./schema.js";

/** Any schema, seen from outside. */
type Schema = z.core.$ZodType;

/** Files that have a schema. */
export type FileSchema = "criteria" | "dictionary" | "column-map" | "test";

const TITLES: Readonly<Record<FileSchema, string>> = {
  criteria: "trialsieve criteria file",
  dictionary: "trialsieve dictionary",
  "column-map": "trialsieve column map",
  test: "trialsieve criteria test",
};

const DESCRIPTIONS: Readonly<Record<FileSchema, string>> = {
  criteria: "The inclusion and exclusion criteria of one trial",
  dictionary: "The fields that criteria use: what each holds, and how columns and cells name it",
  "column-map": "What the headings of a candidate list cannot say",
  test: "Invented candidates, and what must come out for them",
};

/** Longer spans are refused by the loader, too. */
const MAX_SPAN = 100_000;

const text = (description: string): Schema => z.string().check(z.minLength(1), z.describe(description));
const texts = (description: string): Schema => z.array(z.string().check(z.minLength(1))).check(z.describe(description));

/** The schema of what a rule accepts. A node has none: its schema is given where the form is published. */
export function schemaOf(rule: Rule<unknown>): Schema | undefined {
  const bare = bareSchema(rule);
  if (bare === undefined) return undefined;
  const orNull = rule.isNullable ? z.nullable(bare) : bare;
  return rule.isOptional ? z.optional(orNull) : orNull;
}

function bareSchema({ is, description, options }: Rule<unknown>): Schema | undefined {
  const described = <S extends z.ZodMiniType>(schema: S): Schema =>
    description === "" ? schema : schema.check(z.describe(description));
  switch (is) {
    case "text":
      return described(z.string().check(z.minLength(1)));
    case "id":
      return described(z.string().check(z.regex(ID)));
    case "texts":
      return described(z.array(z.string().check(z.minLength(1))));
    case "flag":
      return described(z.boolean());
    case "option":
      return described(
        options.every((one) => typeof one === "string") && options.length > 1 ? z.enum(options) : z.literal(options),
      );
    case "node":
      return undefined;
  }
}

/** The keys of a form. `said` is what the form leaves open: what its nodes hold, and what editors complete. */
function keysOf<V>(form: Form<V>, said: { readonly [K in keyof V]?: Schema }): Record<string, Schema> {
  return Object.fromEntries(
    form.keys.map((key) => {
      const rule = form.rules[key];
      const given = said[key];
      const schema = given === undefined ? schemaOf(rule) : rule.isOptional ? z.optional(given) : given;
      if (schema === undefined) throw new Error(`nothing says what ${key} holds`);
      return [key, schema];
    }),
  );
}

/** An object of a form, and no other key. */
const strict = <V>(form: Form<V>, said: { readonly [K in keyof V]?: Schema }) => z.strictObject(keysOf(form, said));

/** Some texts that editors complete; any other text stays allowed. Without any, a plain text. */
function completed(known: readonly string[], description: string, id: string): Schema {
  const any = z.string().check(z.minLength(1));
  const schema = known.length === 0 ? any : z.union([z.enum([...known]), any]);
  return schema.check(z.meta({ id, description }));
}

/** An object with a key a field. Known names are completed; any other name stays allowed. */
function byField(names: readonly string[], value: Schema, description: string): Schema {
  if (names.length === 0) return z.record(z.string(), value).check(z.describe(description));
  const known = z.object(Object.fromEntries(names.map((name) => [name, z.optional(value)])));
  return z.catchall(known, value).check(z.describe(description));
}

function titled(shape: z.core.$ZodLooseShape, title: string, description: string): Schema {
  return z.strictObject(shape).check(z.meta({ title, description }));
}

function conditionSchema(names: readonly string[]): Schema {
  const field = completed(names, "The name of a field in the dictionary or under `fields`", "fieldName");
  const codes = [...new Set([...USUAL.values()].flatMap((usual) => usual.split(" ")))];
  const unit = completed(
    ["[ULN]", "[LLN]", ...codes],
    "UCUM; required where the field has one; `[ULN]` and `[LLN]` for multiples of the upper and the lower limit of normal; d, wk, mo, a for dates",
    "unit",
  );
  const span = strict(FORMS.span, { value: z.int().check(z.gte(1), z.lte(MAX_SPAN)), unit: z.enum(TIME_UNITS) }).check(
    z.meta({ id: "maxAge", description: "How old the value may be on the as-of date" }),
  );
  const isoDate = () => z.string().check(z.regex(ISO_DATE));
  // Which of `unit` and `maxAge` a leaf may have follows from what it is compared with.
  const leaf = (
    op: Schema,
    value: Schema,
    title: string,
    description: string,
    keys: "unit and maxAge" | "maxAge" | "neither",
  ) => {
    const { unit: unitOf, maxAge, ...bare } = keysOf(FORMS.leaf, { field, op, value, unit, maxAge: span });
    const rest = keys === "neither" ? {} : keys === "maxAge" ? { maxAge } : { unit: unitOf, maxAge };
    return titled({ ...bare, ...rest }, title, description);
  };
  const comparison = () => z.enum(ONE_LIMIT);
  const list = (): Schema => z.array(condition).check(z.minLength(1));
  const condition: Schema = z
    .lazy(
      (): Schema =>
        z.union([
          leaf(
            comparison(),
            z.number(),
            "number",
            "A number, or the time elapsed from a date, against a limit",
            "unit and maxAge",
          ),
          ...TWO_LIMITS.map((op) =>
            leaf(z.literal(op), z.tuple([z.number(), z.number()]), `number ${op}`, TWO_WORDS[op].numbers, "unit and maxAge"),
          ),
          leaf(comparison(), isoDate(), "date", "A date against a calendar date; `<` is before", "neither"),
          ...TWO_LIMITS.map((op) =>
            leaf(z.literal(op), z.tuple([isoDate(), isoDate()]), `date ${op}`, TWO_WORDS[op].dates, "neither"),
          ),
          leaf(z.literal("is"), z.boolean(), "yes or no", "A boolean field is true or false", "maxAge"),
          leaf(z.literal("is"), text("A code that the field declares"), "code", "A code field has this code", "maxAge"),
          leaf(
            z.enum(["in", "not-in"]),
            z.array(text("A code that the field declares")).check(z.minLength(1)),
            "codes",
            "A code field has one of these codes, or none of them",
            "maxAge",
          ),
          titled(
            keysOf(FORMS.known, { field, op: z.literal("known"), maxAge: span }),
            "known",
            "Met by any value that can be read; not met only where the test was not done",
          ),
          titled(keysOf(FORMS.all, { all: list() }), "all of", "Met if every condition is"),
          titled(keysOf(FORMS.any, { any: list() }), "any of", "Met if one condition is, or more"),
          titled(keysOf(FORMS.not, { not: condition }), "not", "Met if the condition is not"),
          titled(
            keysOf(FORMS.atLeast, { atLeast: z.int().check(z.gte(1)), of: list() }),
            "at least",
            "Met if at least this many conditions are",
          ),
        ]),
    )
    .check(z.meta({ id: "condition", description: "A field against a limit, or conditions combined" }));
  return condition;
}

/** What comparisons with two limits include. */
const TWO_WORDS: Readonly<Record<TwoLimits, { readonly numbers: string; readonly dates: string }>> = {
  between: { numbers: "Both ends included", dates: "Both days included" },
};

function fieldsSchema(): Schema {
  const pair = (description: string) => z.tuple([z.number(), z.number()]).check(z.describe(description));
  const codes = () =>
    z
      .record(z.string(), z.array(z.string().check(z.minLength(1))))
      .check(z.describe("Code -> the spellings that are read as it"));
  const result = strict(FORMS.undecided, {
    spellings: texts("The spellings that are read as it"),
    means: z.array(text("A code of the field")).check(z.minLength(2), z.describe("The codes that it may become, two or more")),
  });
  const undecided = z
    .record(z.string(), result)
    .check(z.describe("Results that are not final: no criterion is decided by them, and none can ask for them by name"));
  const spellings = strict(FORMS.spellings, { true: texts("Read as yes"), false: texts("Read as no") }).check(
    z.describe("Spellings of yes and no, in addition to the built-in words"),
  );
  const number = keysOf(FORMS.number, {
    plausible: pair("The lowest and the highest value that can be true, in the field's unit"),
    molarMass: z.number().check(z.gt(0), z.describe("g/mol; allows mass and substance units to convert")),
    valence: z
      .int()
      .check(z.gte(1), z.lte(MAX_SPAN), z.describe("Charges of the ion; allows equivalents and substance to convert: mEq/L")),
    codes: codes(),
  });
  const date = keysOf(FORMS.date, { plausible: pair("Years before the as-of date; [0, 120] by default") });
  const field = z.union([
    titled(number, "number", "A measured or counted quantity, or a score"),
    titled(keysOf(FORMS.boolean, { spellings }), "yes or no", "True or false"),
    titled(keysOf(FORMS.code, { codes: codes(), undecided }), "code", "One of a few declared codes"),
    titled(date, "date", "A day"),
  ]);
  return z.record(z.string(), field.check(z.meta({ id: "field" }))).check(z.describe("Field name -> what it holds"));
}

function criteriaSchema(names: readonly string[]): Schema {
  const condition = conditionSchema(names);
  const accept = z
    .array(strict(FORMS.accept, {}))
    .check(z.describe("Warnings about this criterion that are settled, each with the reason"));
  const criteria = z.array(strict(FORMS.criterion, { accept, condition }).check(z.meta({ id: "criterion" })));
  const notEvaluated = z
    .array(strict(FORMS.notEvaluated, {}))
    .check(z.describe("Sentences of the protocol that no criterion covers: a person checks them for every candidate"));
  const trial = strict(FORMS.trial, {}).check(z.describe("The head: which trial this is"));
  return strict(FORMS.criteria, { trial, fields: fieldsSchema(), inclusion: criteria, exclusion: criteria, notEvaluated });
}

function columnMapSchema(names: readonly string[]): Schema {
  const mark = z.union([text("A code"), z.number(), z.boolean().check(z.describe("Yes or no"))]);
  const entry = strict(FORMS.entry, {
    uln: z.number().check(z.gt(0), z.describe("The laboratory's upper limit of normal, in the column's unit")),
    lln: z.number().check(z.gt(0), z.describe("The laboratory's lower limit of normal, in the column's unit")),
    codes: z
      .record(z.string(), mark)
      .check(z.describe("Cell text -> what it means; replaces all other spellings of this column")),
    whenBlank: mark.check(z.describe("What a blank means")),
  });
  const columns = byField(names, entry.check(z.meta({ id: "entry" })), "Field name -> its column");
  const heading = z.string().check(z.minLength(1));
  const id = z
    .union([heading, z.array(heading).check(z.minLength(1))])
    .check(z.describe("The heading of the candidates' ids; a list where several columns make up the id; none: there is no id"));
  const skip = z.int().check(z.gte(0), z.describe("Rows above the heading"));
  return strict(FORMS.columnMap, { id, skip, columns });
}

function testSchema(names: readonly string[]): Schema {
  const values = (description: string) => byField(names, z.unknown(), description);
  const outcome = z.enum(["pass", "fail", "unknown", "eligible", "ineligible", "undetermined"]);
  const expected = z.record(z.string(), outcome).check(z.describe("Criterion id -> verdict; `eligibility` -> eligibility"));
  const set = values("What differs from `base`; null takes a value away");
  return strict(FORMS.testFile, {
    asOf: z.string().check(z.regex(ISO_DATE), z.describe("The date on which candidates are screened")),
    cases: z.array(strict(FORMS.testCase, { set, expect: expected })).check(z.minLength(1)),
    base: values("A candidate who passes everything"),
  });
}

const SCHEMAS: Readonly<Record<FileSchema, (names: readonly string[]) => Schema>> = {
  criteria: criteriaSchema,
  dictionary: () => strict(FORMS.dictionary, { fields: fieldsSchema() }),
  "column-map": columnMapSchema,
  test: testSchema,
};

/** The JSON Schema of a kind of file. With `fieldNames` editors complete them; other names stay allowed. */
export function jsonSchema(kind: FileSchema, fieldNames: readonly string[] = []): Readonly<Record<string, unknown>> {
  const { $schema, ...schema } = z.toJSONSchema(SCHEMAS[kind](fieldNames), {
    target: "draft-07",
    io: "input",
    override: ({ jsonSchema: made }) => {
      if (made.maximum === Number.MAX_SAFE_INTEGER) delete made.maximum; // says nothing
    },
  });
  const $id = `urn:trialsieve:schema:${kind}:1${fieldNames.length === 0 ? "" : ":fields"}`;
  return { $schema, $id, title: TITLES[kind], description: DESCRIPTIONS[kind], ...schema };
}
