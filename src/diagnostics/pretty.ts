/** A diagnostic for people: where, what, the line itself with a mark under the place, and what to do. */
import { displayWidth, terminalSafe } from "../text/terminal-text.js";
import type { Diagnostic, Severity } from "./diagnostic.js";

/** Colours; whether they do anything is decided elsewhere. */
export interface DiagnosticPaint {
  readonly strong: (text: string) => string;
  readonly dim: (text: string) => string;
  /** The word of the severity, and the mark. */
  readonly severity: (text: string, severity: Severity) => string;
}

/** Longer lines are cut to so many characters around the place, most of them before it. */
const WIDTH = 100;
/** The line's number and what else stands beside it, on both sides. */
const BESIDE = 10;

/**
 * `file:line:column: error code: message`, a code frame where the file's text is known, `help: …`. Nothing of the file reaches a
 * terminal raw: controls, bidi and invisible characters are escaped. No line end at the end.
 *
 * @param terminal its width in columns
 */
export function printDiagnostic(
  diagnostic: Diagnostic,
  text: string | undefined,
  paint: DiagnosticPaint,
  terminal = WIDTH + BESIDE,
): string {
  const { at, code, severity, message, help } = diagnostic;
  // What could not be read has no lines.
  const inFile = code === "unreadable-file" ? "" : `:${at.line}:${at.column}`;
  const place = paint.strong(`${terminalSafe(at.file)}${inFile}:`);
  const lines = [`${place} ${paint.severity(`${severity} ${code}:`, severity)} ${terminalSafe(message)}`];
  if (text !== undefined) lines.push(...frame(diagnostic, text, paint, Math.max(20, Math.min(WIDTH, terminal - BESIDE))));
  if (help !== undefined) lines.push(`${paint.strong("help:")} ${terminalSafe(help)}`);
  return lines.join("\n");
}

/** The line with its number, and a mark under the word at the place. */
function frame({ at, severity }: Diagnostic, text: string, paint: DiagnosticPaint, width: number): readonly string[] {
  const chars = lines.charactersOf(text, at.line);
  if (chars === undefined) return [];
  const start = Math.max(0, Math.min(at.column - 1 - Math.floor(0.6 * width), chars.length - width));
  const end = Math.min(chars.length, start + width);
  const lead = start > 0 ? "…" : "";
  const before = lead + shown(chars.slice(start, at.column - 1));
  const rest = [...chars.slice(at.column - 1, end)];
  const behind = shown(rest) + (end < chars.length ? "…" : "");
  const gutter = `${String(at.line).padStart(5)} | `;
  const mark = "^".repeat(markWidth(rest));
  return [
    paint.dim(gutter) + before + behind,
    `${paint.dim(`${" ".repeat(gutter.length - 2)}| `)}${" ".repeat(displayWidth(before))}${paint.severity(mark, severity)}`,
  ];
}

/** A line by its characters, as columns count them: a string where each of its units is one. */
type Characters = string | readonly string[];

/** The lines of the last file: one file may have thousands of diagnostics in a row, and perhaps a single line. */
class Lines {
  #text = "";
  #lines: readonly string[] = [];
  #line = "";
  #characters: Characters = "";

  /** Undefined for a line that is blank, or not there. */
  charactersOf(text: string, number: number): Characters | undefined {
    if (text !== this.#text) {
      this.#text = text;
      this.#lines = text.replace(/^\ufeff/, "").split(/\r\n|[\n\r]/);
    }
    const line = this.#lines[number - 1];
    if (line === undefined || !/\S/.test(line)) return undefined;
    if (line !== this.#line) {
      this.#line = line;
      this.#characters = /[\u{10000}-\u{10ffff}]/u.test(line) ? [...line] : line;
    }
    return this.#characters;
  }
}

const lines = new Lines();

/** Tabs as two spaces, the rest safe. */
function shown(chars: Characters): string {
  return terminalSafe((typeof chars === "string" ? chars : chars.join("")).replaceAll("\t", "  "));
}

/** A JSON string or word is marked whole, anything else by one character. */
function markWidth(chars: readonly string[]): number {
  const word = /^(?:"(?:[^"\\]|\\.)*"|[\w.+-]+)/u.exec(chars.join(""))?.[0];
  return Math.max(1, word === undefined ? 1 : displayWidth(shown([...word])));
}
