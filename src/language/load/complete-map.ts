/** Starts a column map, or completes the given one: keys are only added, never changed. */
import type { JsonEntry, JsonNode } from "../../text/json.js";
import { formatFile } from "../format.js";
import { parseSource, type Source } from "./source.js";

/** What a list shows about its columns. */
export interface MapFindings {
  /** The column of the id, or those of a composite one; `none`: there is none; undefined: nobody knows yet. */
  readonly id: string | readonly string[] | undefined;
  /**
   * By field that criteria use: its column; `null` if it has none; undefined if it has several (JSON keys), or shares one with another
   * trial's field: then its name says more than a column can.
   */
  readonly fields: ReadonlyMap<string, string | null | undefined>;
  /** Headings that belong to something. */
  readonly claimed: ReadonlySet<string>;
  /** Headings that nobody claims. */
  readonly unclaimed: readonly string[];
}

/** Keys, and the texts of their values. */
export type Entries = readonly (readonly [key: string, text: string])[];

/** @returns the text of a column map, laid out; whatever was given means the same in it */
export function completeColumnMap(given: Source | undefined, findings: MapFindings): string {
  const node = given && parseSource(given);
  const entries = node?.kind === "object" ? node.entries : [];
  const columns = entriesOf(entries.find(({ key }) => key === "columns")?.value);
  const offered = stringsOf(entries.find(({ key }) => key === "unclaimed")?.value);
  const unclaimed = new Set([...offered.filter((heading) => !findings.claimed.has(heading)), ...findings.unclaimed]);
  const made = new Map([
    ["columns", columnsText(columns, findings.fields)],
    ["unclaimed", JSON.stringify([...unclaimed])],
  ]);
  const kept: Entries = entries.map(({ key, value }) => [key, made.get(key) ?? textOf(value)]);
  const head = kept.filter(([key]) => HEAD.has(key));
  const id: Entries =
    findings.id === undefined || kept.some(([key]) => key === "id") ? [] : [["id", JSON.stringify(findings.id)]];
  if (unclaimed.size === 0) made.delete("unclaimed");
  const added = [...made].filter(([key]) => !kept.some(([other]) => other === key));
  const text = objectText([...head, ...id, ...kept.filter(([key]) => !HEAD.has(key)), ...added]);
  const file = given?.file ?? "";
  return formatFile({ file, text }).text ?? `${text}\n`;
}

/** The keys that come first in files. */
const HEAD: ReadonlySet<string> = new Set(["$schema", "formatVersion"]);

function columnsText(given: readonly JsonEntry[], fields: MapFindings["fields"]): string {
  const known = given.map(({ key, value }) => [key, entryText(value, fields.get(key))] as const);
  const added = [...fields].filter(([name]) => !given.some(({ key }) => key === name));
  return objectText([...known, ...added.map(([name, column]) => [name, objectText(columnOf(column))] as const)]);
}

function columnOf(column: string | null | undefined): Entries {
  return column === undefined ? [] : [["column", JSON.stringify(column)]];
}

/** An entry that names its column stays as it is. */
function entryText(node: JsonNode, column: string | null | undefined): string {
  const entries = entriesOf(node);
  const own = entries.find(({ key }) => key === "column");
  if (column === undefined || column === null || (own !== undefined && own.value.kind !== "null")) return textOf(node);
  const kept = entries.map(({ key, value }) => [key, value === own?.value ? JSON.stringify(column) : textOf(value)] as const);
  return objectText(own === undefined ? [...columnOf(column), ...kept] : kept);
}

/** The entries of an object; of anything else none. */
export function entriesOf(node: JsonNode | undefined): readonly JsonEntry[] {
  return node?.kind === "object" ? node.entries : [];
}

function stringsOf(node: JsonNode | undefined): readonly string[] {
  return node?.kind === "array" ? node.items.flatMap((item) => (item.kind === "string" ? [item.value] : [])) : [];
}

/** An object of keys and the texts of their values. */
export function objectText(entries: Entries): string {
  return `{${entries.map(([key, text]) => `${JSON.stringify(key)}:${text}`).join(",")}}`;
}

/** Numbers keep their digits, and keys their order. */
export function textOf(node: JsonNode): string {
  switch (node.kind) {
    case "object":
      return objectText(node.entries.map(({ key, value }) => [key, textOf(value)]));
    case "array":
      return `[${node.items.map(textOf).join(",")}]`;
    case "number":
      return node.text;
    case "null":
      return "null";
    default:
      return JSON.stringify(node.value);
  }
}
