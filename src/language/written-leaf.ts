/** A leaf between its JSON form and the model. */
import type { JsonNode } from "../text/json.js";
import type { OPERATORS } from "./load/schema.js";
import type { FileReport } from "./load/source.js";
import type { Span } from "./model.js";

/** One of them. */
export type Operator = (typeof OPERATORS)[number];

/** A leaf as written, with its form checked. Offsets are where the values stand. */
export interface WrittenLeaf {
  readonly id: string;
  readonly report: FileReport;
  readonly at: number;
  /** Undefined if it is faulty or absent: that has been reported. */
  readonly op: Operator | undefined;
  readonly value: JsonNode | undefined;
  readonly unit: string | undefined;
  readonly unitAt: number;
  readonly maxAge: Span | undefined;
  readonly maxAgeAt: number | undefined;
}
