/** A file's text while it is loaded: its tree, and the list of its faults. */
import type { Diagnostic, DiagnosticCode } from "../../diagnostics/diagnostic.js";
import { type JsonNode, type JsonResult, parseJson, positionsIn } from "../../text/json.js";
import type { Position } from "../../text/position.js";

/** A file by the name that diagnostics print, and its text. */
export interface Source {
  readonly file: string;
  readonly text: string;
}

/** Conditions may nest 100 levels and take two of JSON each; whatever is deeper than this is no criteria file at all. */
const MAX_DEPTH = 1000;

/** What is wrong in one file, collected while it is read. */
export class FileReport {
  readonly file: string;
  readonly found: Diagnostic[] = [];
  readonly #position: (offset: number) => Position;

  constructor(source: Source) {
    this.file = source.file;
    this.#position = positionsIn(source.file, source.text);
  }

  /** The place of an offset. */
  at(offset: number): Position {
    return this.#position(offset);
  }

  /** Adds an error at an offset. */
  error(code: DiagnosticCode, offset: number, message: string, help?: string): void {
    this.found.push({ code, severity: "error", at: this.at(offset), message: short(message), help: help && short(help) });
  }
}

/** People read a message; what it quotes from the file may have megabytes. */
const LONGEST = 1000;

/** Long words are cut in their quotes, and what is still too long, a list of codes say, at its end. */
function short(message: string): string {
  if (message.length <= LONGEST) return message;
  const cut = [...message.replace(/`([^`]{100})[^`]+`/gu, "`$1…`").slice(0, 2 * LONGEST)];
  return cut.length <= LONGEST ? cut.join("") : `${cut.slice(0, LONGEST).join("")}…`;
}

/** A file is parsed to find out its kind, to load it, and to find the places that checks report. */
const parsed = new WeakMap<Source, JsonResult>();

/** The tree of a text; without one, the reason is in the report (if one is given). */
export function parseSource(source: Source, report?: FileReport): JsonNode | undefined {
  const result = parsed.get(source) ?? parseJson(source.text, { maxDepth: MAX_DEPTH });
  parsed.set(source, result);
  if (result.ok) return result.node;
  const { code, offset, message, help } = result.fault;
  report?.error(code, offset, message, help);
  return undefined;
}

/** Releases a tree: the trees of many files would only fill the memory. It is parsed again if it is needed again. */
export function forgetSource(source: Source): void {
  parsed.delete(source);
}
