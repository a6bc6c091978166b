/**
 * The canonical layout of the files that people write. Only white space moves: keys keep their order, texts and numbers are copied as
 * they are written. The layout follows from what the file says, never from how it was laid out before.
 */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { JsonNode } from "../text/json.js";
import { displayWidth } from "../text/terminal-text.js";
import { fileKind } from "./load/file-kind.js";
import { uniqueEntries } from "./load/form.js";
import { FileReport, parseSource, type Source } from "./load/source.js";

/** Columns of a line that holds more than one value. A long text alone may be longer: texts are not broken. */
const WIDTH = 120;

/** Lists at the top of a file whose objects are read key by key, each on a line of its own: criteria, cases, fields. */
const SPREAD: ReadonlySet<string> = new Set(["trial", "inclusion", "exclusion", "notEvaluated", "cases", "fields"]);

/** A file in canonical layout; undefined, with the reasons, if it must not be changed. */
export interface Formatted {
  readonly text: string | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Lays out a criteria file, dictionary, column map or test file. A text that is no JSON, or says a key twice, could mean something
 * else than its author believes: it stays as it is. So does JSON that is no such file. Other faults do not matter here.
 */
export function formatFile(source: Source): Formatted {
  const report = new FileReport(source);
  const node = parseSource(source, report);
  if (node !== undefined && fileKind(source) === undefined) {
    const message = "this is not a criteria file, dictionary, column map or test file";
    report.error("wrong-kind-of-file", node.at, message, "other JSON is left as it is");
  } else if (node !== undefined) tellRepeated(report, node);
  const text = node === undefined || report.found.length > 0 ? undefined : `${new Layout(source.text).file(node)}\n`;
  return { text, diagnostics: report.found };
}

function tellRepeated(report: FileReport, node: JsonNode): void {
  if (node.kind === "array") for (const item of node.items) tellRepeated(report, item);
  if (node.kind !== "object") return;
  uniqueEntries(report, node);
  for (const { value } of node.entries) tellRepeated(report, value);
}

/** One member of an object or list: the text before its value, and the value. */
interface Member {
  readonly lead: string;
  readonly value: JsonNode;
}

class Layout {
  readonly #text: string;
  /** Each node's text on one line, cached because parents ask again for their children's. Undefined: too long, or never on one line. */
  readonly #lines = new Map<JsonNode, string | undefined>();

  constructor(text: string) {
    this.#text = text;
  }

  /** The whole file, which is an object. */
  file(root: JsonNode): string {
    if (root.kind !== "object") throw new Error("no file of this program");
    const lines = root.entries.map(({ key, keyAt, value }) => {
      const lead = this.#lead(keyAt);
      return lead + (SPREAD.has(key) ? this.#section(value) : this.#value(value, 2, displayWidth(lead)));
    });
    return this.#spread("{", lines, "}", 0);
  }

  /** The head, or a list of criteria, cases or fields: its members are never put on one line. */
  #section(node: JsonNode): string {
    const members = this.#members(node);
    if (members === undefined || members.length === 0) return this.#value(node, 2, 0);
    const [open, close] = node.kind === "array" ? ["[", "]"] : ["{", "}"];
    const texts = members.map(({ lead, value }) => {
      const inner = this.#members(value);
      const isSpread = inner !== undefined && inner.length > 0 && value.kind === "object";
      return lead + (isSpread ? this.#block(value, inner, 4) : this.#value(value, 4, displayWidth(lead)));
    });
    return this.#spread(open, texts, close, 2);
  }

  /** A value that begins `used` columns after its line's indentation. One column is kept for the comma after it. */
  #value(node: JsonNode, indent: number, used: number): string {
    const line = this.#line(node);
    if (line !== undefined && (isScalar(node) || indent + used + displayWidth(line) < WIDTH)) return line;
    const members = this.#members(node);
    return members === undefined ? this.#literal(node) : this.#block(node, members, indent);
  }

  /** An object with a key a line; a list with an item a line, or, of plain values, as many as fit. */
  #block(node: JsonNode, members: readonly Member[], indent: number): string {
    const inner = indent + 2;
    if (node.kind === "array" && node.items.every(isScalar))
      return this.#spread("[", this.#filled(node.items, inner), "]", indent, "");
    const texts = members.map(({ lead, value }) => lead + this.#value(value, inner, displayWidth(lead)));
    return node.kind === "array" ? this.#spread("[", texts, "]", indent) : this.#spread("{", texts, "}", indent);
  }

  #spread(open: string, lines: readonly string[], close: string, indent: number, comma = ","): string {
    const blank = " ".repeat(indent + 2);
    return `${open}\n${lines.map((line) => blank + line).join(`${comma}\n`)}\n${" ".repeat(indent)}${close}`;
  }

  /** Plain values, as many on a line as fit; every line but the last ends with a comma. */
  #filled(items: readonly JsonNode[], indent: number): readonly string[] {
    const lines: string[] = [];
    let line = "";
    items.forEach((item, index) => {
      const piece = this.#literal(item) + (index === items.length - 1 ? "" : ",");
      if (line !== "" && indent + displayWidth(line) + 1 + displayWidth(piece) > WIDTH) {
        lines.push(line);
        line = "";
      }
      line += (line === "" ? "" : " ") + piece;
    });
    return [...lines, line];
  }

  /** A node on one line; undefined for what is too long, and for lists with objects or lists in them: those have an item a line. */
  #line(node: JsonNode): string | undefined {
    if (this.#lines.has(node)) return this.#lines.get(node);
    const line = this.#makeLine(node);
    this.#lines.set(node, line);
    return line;
  }

  #makeLine(node: JsonNode): string | undefined {
    const members = this.#members(node);
    if (members === undefined) return this.#literal(node);
    const [open, close] = node.kind === "array" ? ["[", "]"] : ["{ ", " }"];
    if (members.length === 0) return open.trim() + close.trim();
    const texts: string[] = [];
    let width = 0;
    for (const { lead, value } of members) {
      if (node.kind === "array" && !isScalar(value)) return undefined;
      const text = this.#line(value);
      if (text === undefined) return undefined;
      width += displayWidth(lead) + displayWidth(text);
      if (width > WIDTH) return undefined;
      texts.push(lead + text);
    }
    return open + texts.join(", ") + close;
  }

  #members(node: JsonNode): readonly Member[] | undefined {
    if (node.kind === "array") return node.items.map((value) => ({ lead: "", value }));
    if (node.kind !== "object") return undefined;
    return node.entries.map(({ keyAt, value }) => ({ lead: this.#lead(keyAt), value }));
  }

  #lead(keyAt: number): string {
    return `${this.#quoted(keyAt)}: `;
  }

  /** A value without members, as it is written. */
  #literal(node: JsonNode): string {
    switch (node.kind) {
      case "string":
        return this.#quoted(node.at);
      case "number":
        return node.text;
      case "boolean":
        return String(node.value);
      case "null":
        return "null";
      case "object":
      case "array":
        throw new Error("not a plain value");
    }
  }

  /** The text in quotes that begins at an offset, with its escapes. */
  #quoted(at: number): string {
    let end = at + 1;
    while (this.#text[end] !== '"') end += this.#text[end] === "\\" ? 2 : 1;
    return this.#text.slice(at, end + 1);
  }
}

function isScalar(node: JsonNode): boolean {
  return node.kind !== "object" && node.kind !== "array";
}
