/** Stubs for fields that criteria use and no file declares: what the conditions show, and the rest to be filled in. */
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import type { JsonNode, JsonObject } from "../../text/json.js";
import { likeliestName } from "../../text/likeness.js";
import { beside } from "../../text/path.js";
import { foldHeading } from "../../values/heading.js";
import { criterionNodes, member } from "../check/places.js";
import { addFields, type FieldSet, noFields, readDictionary } from "./dictionary.js";
import { FileReport, parseSource, type Source } from "./source.js";

/** A field to be declared, with its keys in the usual order. What only a person knows is a text that no dictionary accepts. */
export type Stub = Readonly<Record<string, unknown>>;

/** What is to be declared. */
export interface Declared {
  /** By name, in order of first use. */
  readonly stubs: ReadonlyMap<string, Stub>;
  /** Names that resemble declared fields, and so may be typing errors. */
  readonly similar: ReadonlyMap<string, string>;
  /** Fields whose type the conditions leave open, or that may be another field. */
  readonly unsure: readonly string[];
  /** Texts that cannot be read: what they declare or use is not known. */
  readonly faults: readonly Diagnostic[];
}

type Dictionary = (file: string) => Source | Diagnostic | undefined;

/** Finds what no file declares. A dictionary that is not there has no fields yet. */
export function undeclared(criteria: readonly Source[], dictionary: Dictionary): Declared {
  const uses = new Map<string, JsonObject[]>();
  const similar = new Map<string, string>();
  const faults: Diagnostic[] = [];
  for (const source of criteria) {
    const report = new FileReport(source);
    const root = parseSource(source, report);
    const set = fieldsOf(source, root, dictionary, faults);
    faults.push(...report.found);
    for (const leaf of criterionNodes(root).flatMap(leavesIn)) {
      const name = text(member(leaf, "field"));
      if (name === undefined || set.fields.has(name) || set.broken.has(name)) continue;
      const near = set.names.get(foldHeading(name))?.field ?? likeliestName(name, [...set.fields.keys(), ...set.broken]);
      if (near === undefined) uses.set(name, [...(uses.get(name) ?? []), leaf]);
      else similar.set(name, near);
    }
  }
  const stubs = [...uses].map(([name, leaves]) => [name, stubOf(name, leaves)] as const);
  return {
    stubs: new Map(stubs.map(([name, { stub }]) => [name, stub])),
    similar,
    unsure: stubs.flatMap(([name, { isUnsure }]) => (isUnsure ? [name] : [])),
    faults,
  };
}

function text(node: JsonNode | undefined): string | undefined {
  return node?.kind === "string" ? node.value : undefined;
}

function fieldsOf(source: Source, root: JsonNode | undefined, dictionary: Dictionary, faults: Diagnostic[]): FieldSet {
  const name = text(member(root, "dictionary"));
  const read = name === undefined ? undefined : dictionary(beside(source.file, name));
  const base = read !== undefined && "text" in read ? readDictionary(read) : { set: noFields(true), diagnostics: [] };
  // An empty dictionary may be about to get what is declared here.
  const isEmpty = base.diagnostics.some(({ code }) => code === "empty-file");
  if (!base.set.isComplete && !isEmpty) faults.push(...base.diagnostics);
  const set = isEmpty ? noFields(true) : base.set;
  const own = member(root, "fields");
  return own?.kind === "object" ? addFields(new FileReport(source), set, own) : set;
}

/** Every object with a `field`, in written order. The parser has refused trees that are too deep to walk. */
function leavesIn(node: JsonNode): readonly JsonObject[] {
  if (node.kind === "array") return node.items.flatMap(leavesIn);
  if (node.kind !== "object") return [];
  return member(node, "field") === undefined ? node.entries.flatMap(({ value }) => leavesIn(value)) : [node];
}

/** No dictionary accepts it, so a forgotten one is an error. */
const FILL_IN = "FILL IN";
const TIMES: ReadonlySet<string> = new Set(["d", "wk", "mo", "a"]);
const MULTIPLES: ReadonlySet<string> = new Set(["[ULN]", "[LLN]"]);
/** Names of days; other times are quantities, such as an age. */
const OF_DAYS = /(?:^|_|\b)(?:date|day|last|latest|first|since|start|end|onset|birth|dob|diagnos\w*)(?:$|_|\b)/i;
const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;

interface Typed {
  readonly stub: Stub;
  readonly isUnsure: boolean;
}

function stubOf(name: string, leaves: readonly JsonObject[]): Typed {
  const label = labelOf(name);
  const values = leaves.flatMap((leaf) => valuesOf(member(leaf, "value")));
  const units = leaves.flatMap((leaf) => text(member(leaf, "unit")) ?? []);
  const kinds = new Set(values.map((value) => (typeof value === "string" && ISO_DAY.test(value) ? "day" : typeof value)));
  const kind = kinds.size === 1 ? [...kinds][0] : undefined;
  switch (kind) {
    case "boolean":
      return { stub: { type: "boolean", label, aliases: [] }, isUnsure: false };
    case "string": {
      const codes = Object.fromEntries([...new Set(values)].map((code) => [String(code), []]));
      return { stub: { type: "code", label, codes, aliases: [] }, isUnsure: false };
    }
    case "day":
      return { stub: { type: "date", label, aliases: [] }, isUnsure: false };
    case "number": {
      const isTime = units.length > 0 && units.every((unit) => TIMES.has(unit));
      if (isTime && OF_DAYS.test(name)) return { stub: { type: "date", label, aliases: [] }, isUnsure: true };
      const own = units.find((unit) => !MULTIPLES.has(unit));
      const unit = units.length === 0 ? {} : { unit: own ?? FILL_IN };
      return { stub: { type: "number", label, ...unit, plausible: [FILL_IN, FILL_IN], aliases: [] }, isUnsure: isTime };
    }
    default:
      return { stub: { type: FILL_IN, label, aliases: [] }, isUnsure: true };
  }
}

function valuesOf(node: JsonNode | undefined): readonly (string | number | boolean)[] {
  switch (node?.kind) {
    case "array":
      return node.items.flatMap(valuesOf);
    case "string":
    case "boolean":
      return [node.value];
    case "number":
      return [0];
    default:
      return [];
  }
}

/** `last_chemo` → `Last chemo` */
function labelOf(name: string): string {
  const words = name.replace(/[_.-]+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
