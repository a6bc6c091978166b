/** What the published schemas of outputs are made of. */

/** A JSON Schema, as plain data. */
export type JsonSchema = { readonly [key: string]: unknown };

/** The form of JSON Schema that they are written in. */
export const DRAFT = "http://json-schema.org/draft-07/schema#";

/** A text. */
export const text = { type: "string" } as const;
/** True or false. */
export const truth = { type: "boolean" } as const;
/** A number. */
export const number = { type: "number" } as const;
/** A whole number from 0. */
export const count = { type: "integer", minimum: 0 } as const;
/** A digest. */
export const sha256 = { type: "string", pattern: "^[0-9a-f]{64}$" } as const;
/** An ISO date. */
export const day = { type: "string", pattern: "^-?[0-9]{4,}-[0-9]{2}-[0-9]{2}$" } as const;

/** A definition of the same document. */
export const ref = (name: string): JsonSchema => ({ $ref: `#/definitions/${name}` });
/** A list of such things. */
export const list = (items: JsonSchema): JsonSchema => ({ type: "array", items });
/** One of some words. */
export const oneOf = (words: readonly string[], description?: string): JsonSchema => ({
  type: "string",
  enum: words,
  ...(description === undefined ? {} : { description }),
});
/** Such a thing, or nothing. */
export const orNull = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: "null" }] });
/** The same with words about it. */
export const described = (schema: JsonSchema, description: string): JsonSchema => ({ ...schema, description });

/** An object with these keys and no others; all are required but those named in `optional`. */
export function closed(properties: Readonly<Record<string, JsonSchema>>, optional: readonly string[] = []): JsonSchema {
  const required = Object.keys(properties).filter((key) => !optional.includes(key));
  return { type: "object", properties, required, additionalProperties: false };
}
