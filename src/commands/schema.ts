/** `schema`: the JSON Schemas of the files that the program reads and writes. */
import { stdoutSink } from "../io.js";
import { jsonSchema } from "../language/schema.js";
import { outputSchema } from "../report/output-schema.js";

export const SCHEMAS = ["criteria", "dictionary", "column-map", "test", "output"] as const;
export type SchemaName = (typeof SCHEMAS)[number];

/** Prints one schema (draft-07). @returns the exit status */
export async function schema(name: SchemaName): Promise<number> {
  const sink = stdoutSink();
  await sink.write(`${JSON.stringify(name === "output" ? outputSchema : jsonSchema(name), undefined, 2)}\n`);
  await sink.finish();
  return 0;
}
