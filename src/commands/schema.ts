/** `schema`: the JSON Schemas of the files that the program reads and writes. */
import { Stop, stdoutSink } from "../io/streams.js";
import { readText, stopAt } from "../io/text.js";
import { jsonSchema } from "../language/load/json-schema.js";
import { loadDictionary } from "../language/load/load.js";
import type { JsonSchema } from "../report/schema-parts.js";
import { tellDiagnostics } from "./diagnostics.js";
import { usageError } from "./usage.js";

/** The schemas that can be asked for. */
export const SCHEMAS = ["criteria", "dictionary", "column-map", "test", "output", "explain", "compare", "facts"] as const;
/** One of them. */
export type SchemaName = (typeof SCHEMAS)[number];

/** The options of `schema`, as the command line has them. */
export interface SchemaOptions {
  /** A dictionary whose field names editors are to complete. */
  readonly dictionary?: string;
}

/** Schemas of what the program writes. */
const OUTPUTS: Readonly<Record<"output" | "explain" | "compare" | "facts", () => Promise<JsonSchema>>> = {
  output: async () => (await import("../report/output-schema.js")).outputSchema,
  explain: async () => (await import("../report/explain-schema.js")).explainSchema,
  compare: async () => (await import("../compare/output-schema.js")).compareSchema,
  facts: async () => (await import("../report/facts-schema.js")).factsSchema,
};

/** Prints one schema (draft-07). @returns the exit status */
export async function schema(name: SchemaName, { dictionary }: SchemaOptions): Promise<number> {
  if (dictionary !== undefined && (name === "dictionary" || isOutput(name))) {
    usageError("schema", `--dictionary is for criteria, test and column-map; \`${name}\` has no field names`);
  }
  const made = isOutput(name)
    ? await OUTPUTS[name]()
    : jsonSchema(name, dictionary === undefined ? [] : await fieldNames(dictionary));
  const sink = stdoutSink();
  await sink.write(`${JSON.stringify(made, undefined, 2)}\n`);
  await sink.finish();
  return 0;
}

function isOutput(name: SchemaName): name is keyof typeof OUTPUTS {
  return Object.hasOwn(OUTPUTS, name);
}

async function fieldNames(dictionary: string): Promise<readonly string[]> {
  const read = readText(dictionary);
  if (!("text" in read)) return stopAt(read);
  const { fields, diagnostics } = loadDictionary(read);
  if (diagnostics.length === 0) return [...fields.keys()];
  await tellDiagnostics(diagnostics, { textOf: (file) => (file === read.file ? read.text : undefined) }, undefined);
  throw new Stop("no schema was printed: the dictionary has errors");
}
