/**
 * A reference for validation: JSON.parse and a zod schema of criteria files and dictionaries that is as strict about the form as
 * this program. It does not check units, references between files, or combinations of criteria.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const text = z.string().min(1);
const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/);
const head = { label: z.optional(text), aliases: z.optional(z.array(text)), loinc: z.optional(z.array(text)) };
const bounds = z.tuple([z.number(), z.number()]);
const field = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("number"),
    ...head,
    unit: z.optional(text),
    plausible: bounds,
    integer: z.optional(z.boolean()),
    ranges: z.optional(z.boolean()),
    assumeUnit: z.optional(z.boolean()),
    molarMass: z.optional(z.number()),
    since: z.optional(text),
    codes: z.optional(z.record(z.string(), z.array(text))),
  }),
  z.strictObject({ type: z.literal("boolean"), ...head, whenBlank: z.optional(z.boolean()) }),
  z.strictObject({ type: z.literal("code"), ...head, codes: z.record(z.string(), z.array(text)), whenBlank: z.optional(text) }),
  z.strictObject({ type: z.literal("date"), ...head, plausible: z.optional(bounds) }),
]);
const leaf = z.strictObject({
  field: text,
  op: z.enum(["<", "<=", ">", ">=", "=", "!=", "between", "is", "in", "not-in"]),
  value: z.union([z.number(), z.boolean(), text, bounds, z.array(text).min(1)]),
  unit: z.optional(text),
  maxAge: z.optional(z.strictObject({ value: z.number(), unit: z.enum(["d", "wk", "mo", "a"]) })),
});
const list = z.lazy(() => z.array(condition).min(1));
const condition = z.union([
  leaf,
  z.strictObject({ all: list }),
  z.strictObject({ any: list }),
  z.strictObject({ not: z.lazy(() => condition) }),
  z.strictObject({ atLeast: z.int().min(1), of: list }),
]);
const criterion = z.strictObject({ id, label: text, source: z.optional(text), note: z.optional(text), condition });
const fields = z.record(z.string(), field);
const fileHead = { $schema: z.optional(text), formatVersion: z.optional(z.literal(1)) };
const criteria = z.strictObject({
  ...fileHead,
  trial: z.strictObject({ id, title: z.optional(text), source: z.optional(text), version: z.optional(text) }),
  dictionary: z.optional(text),
  fields: z.optional(fields),
  inclusion: z.optional(z.array(criterion)),
  exclusion: z.optional(z.array(criterion)),
});
const dictionary = z.strictObject({ ...fileHead, fields });

const [path = ""] = process.argv.slice(2);
const isFolder = statSync(path).isDirectory();
const folder = isFolder ? path : join(path, "..");
const files = isFolder ? readdirSync(path).map((name) => join(path, name)) : [join(folder, "dictionary.json"), path];
let checked = 0;
for (const file of files) {
  const value = JSON.parse(readFileSync(file, "utf8"));
  (file.endsWith("dictionary.json") ? dictionary : criteria).parse(value);
  checked += 1;
}
console.log(`${checked} files checked`);
