/** Checks one JSON object against its form: reports unknown, repeated and missing keys, and values of the wrong type, each at its place. */
import type { JsonEntry, JsonNode, JsonObject } from "../../text/json.js";
import type { Form, FormFault } from "./schema.js";
import type { FileReport } from "./source.js";
import { closest, didYouMean, oneOf } from "./suggest.js";

/** What a node is called in messages. */
export function kindWords(node: JsonNode): string {
  switch (node.kind) {
    case "object":
      return "an object";
    case "array":
      return "a list";
    case "string":
      return "text";
    case "number":
      return "a number";
    case "boolean":
      return `\`${node.value}\``;
    case "null":
      return "`null`";
  }
}

/** The entries of an object. Repeated keys are reported, and the first is kept. */
export function uniqueEntries(report: FileReport, node: JsonObject): ReadonlyMap<string, JsonEntry> {
  const entries = new Map<string, JsonEntry>();
  for (const entry of node.entries) {
    const first = entries.get(entry.key);
    if (first === undefined) entries.set(entry.key, entry);
    else {
      const { line } = report.at(first.keyAt);
      report.error("duplicate-key", entry.keyAt, `the key \`${entry.key}\` is already on line ${line}`, "keep one of the two");
    }
  }
  return entries;
}

const NONE: ReadonlySet<string> = new Set();

/** Checks the keys of an object. `what` names the object in messages: `a criterion`. */
export function fill<V>(report: FileReport, node: JsonObject, form: Form<V>, what: string): Filled<V> {
  const filled = new Filled(report, node, form);
  filled.checkKeys(what);
  return filled;
}

/** An object whose keys have been checked. Each value is checked, and its faults reported, when it is asked for: so ask once. */
export class Filled<V> {
  readonly #report: FileReport;
  readonly #node: JsonObject;
  readonly #form: Form<V>;
  /** By the place of their keys in the form; of equal keys the first. */
  readonly #entries: (JsonEntry | undefined)[];
  #misspelt = NONE;

  constructor(report: FileReport, node: JsonObject, form: Form<V>) {
    this.#report = report;
    this.#node = node;
    this.#form = form;
    this.#entries = form.keys.map(() => undefined);
  }

  /** Reports repeated, unknown and missing keys. */
  checkKeys(what: string): void {
    const { places, required } = this.#form;
    let isPlain = true;
    for (const entry of this.#node.entries) {
      const place = places.get(entry.key);
      if (place === undefined || this.#entries[place] !== undefined) isPlain = false;
      else this.#entries[place] = entry;
    }
    if (isPlain && required.every((key) => this.has(key))) return;
    const entries = uniqueEntries(this.#report, this.#node);
    this.#misspelt = reportKeys(this.#report, this.#node, entries, this.#form, what);
  }

  /** The value, or undefined if the key is absent or its value is faulty. */
  get<K extends keyof V & string>(key: K): V[K] | undefined {
    const entry = this.#entry(key);
    if (entry === undefined) return undefined;
    const checked = this.#form.rules[key].check(entry.value);
    if (checked.ok) return checked.value;
    reportFault(this.#report, entry, checked.fault);
    return undefined;
  }

  /** Whether the key is there, whatever its value is. */
  has(key: keyof V & string): boolean {
    return this.#entry(key) !== undefined;
  }

  /** Where the value of a key is; without it, the object. */
  at(key: keyof V & string): number {
    return (this.#entry(key)?.value ?? this.#node).at;
  }

  /** Whether an unknown key looks like this one: then its absence has been explained. */
  isMisspelt(key: keyof V & string): boolean {
    return this.#misspelt.has(key);
  }

  #entry(key: keyof V & string): JsonEntry | undefined {
    return this.#entries[this.#form.places.get(key) ?? -1];
  }
}

/**
 * Unknown and missing keys. A missing key that an unknown one resembles is the same mistake, and reported once; so are the only unknown key and
 * the only one that is missing.
 */
function reportKeys<V>(
  report: FileReport,
  node: JsonObject,
  entries: ReadonlyMap<string, JsonEntry>,
  form: Form<V>,
  what: string,
): ReadonlySet<string> {
  const unknown = node.entries.filter((entry) => !form.places.has(entry.key) && entries.get(entry.key) === entry);
  const missing = form.required.filter((key) => !entries.has(key));
  const misspelt = new Set<string>();
  for (const { key, keyAt } of unknown) {
    const near = closest(
      key,
      form.keys.filter((other) => !entries.has(other)),
    );
    const meant = near ?? (unknown.length === 1 && missing.length === 1 ? missing[0] : undefined);
    if (meant !== undefined) misspelt.add(meant);
    const help = didYouMean(meant) ?? `${what} may have ${form.keys.map((other) => `\`${other}\``).join(", ")}`;
    report.error("unknown-key", keyAt, `unknown key \`${key}\` in ${what}`, help);
  }
  for (const key of missing) {
    if (!misspelt.has(key)) report.error("missing-key", node.at, `${what} needs the key \`${key}\``);
  }
  return misspelt;
}

function reportFault(report: FileReport, { key, value }: JsonEntry, fault: FormFault): void {
  const { node } = fault;
  const name = node === value ? `\`${key}\`` : `an entry of \`${key}\``;
  switch (fault.kind) {
    case "type":
      report.error("wrong-type", node.at, `${name} must be ${fault.expected}, not ${kindWords(node)}`);
      return;
    case "empty":
      report.error("invalid-value", node.at, `${name} is empty`);
      return;
    case "pattern":
      report.error(
        "invalid-id",
        node.at,
        `${node.kind === "string" ? `\`${node.value}\`` : name} cannot be an ID`,
        "an ID starts with a letter or digit, followed by letters, digits, `.`, `_` or `-`",
      );
      return;
    case "option": {
      const written = node.kind === "string" ? node.value : node.kind === "number" ? node.text : undefined;
      const wrong = written === undefined ? kindWords(node) : `\`${written}\``;
      const meant = written === undefined ? undefined : closest(written, fault.options);
      const isQuoted = meant !== undefined && meant === written; // the number 1, not the text
      const help = isQuoted ? `write ${meant} without quotes` : (didYouMean(meant) ?? `it is ${oneOf(fault.options)}`);
      report.error("invalid-value", node.at, `${name} cannot be ${wrong}`, help);
      return;
    }
  }
}
