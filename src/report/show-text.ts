/** Criteria in plain words, for a terminal or a printer. */
import type { Described } from "../language/describe.js";
import { terminalSafe, wrapHanging } from "../text/terminal-text.js";
import type { Paint } from "./paint.js";
import {
  NO_SOURCE,
  NOT_EVALUATED,
  oneLine,
  SECTIONS,
  type ShownCriterion,
  type ShownTrial,
  SIGNATURE,
  STATEMENT,
} from "./shown.js";
import { lineWidth } from "./verdict-words.js";

interface ShowTextOptions {
  /** The program's version. */
  readonly version: string;
  readonly width: number | undefined;
  readonly paint: Paint;
}

/** The lines of one page. Text is made safe here, and only here. */
class Page {
  readonly lines: string[] = [];
  readonly #width: number;

  constructor(width: number) {
    this.#width = width;
  }

  /** Adds a text, indented; its beginning can be painted, if no line break cut it. */
  add(indent: number, text: string, head = "", paint: (text: string) => string = (plain) => plain): void {
    // Deep trees would run out of the page; beyond half of it they stop moving to the right.
    const left = Math.min(indent, this.#width >> 1);
    const [first = "", ...rest] = wrapHanging(terminalSafe(text), this.#width - left, 2);
    const painted = head !== "" && first.startsWith(head) ? paint(head) + first.slice(head.length) : first;
    for (const line of [painted, ...rest]) this.lines.push(" ".repeat(left) + line);
  }

  gap(): void {
    this.lines.push("");
  }

  title(text: string, paint: Paint): void {
    this.gap();
    this.add(0, text, text, paint.strong);
  }
}

/** The pages of all trials, one after the other. */
export function showText(trials: readonly ShownTrial[], options: ShowTextOptions): string {
  return trials.map((trial) => `${pageOf(trial, options).join("\n")}\n`).join("\n\n");
}

function pageOf(trial: ShownTrial, { width, paint, version }: ShowTextOptions): readonly string[] {
  const page = new Page(lineWidth(width));
  page.add(0, `${trial.id}  ${trial.title}`, trial.id, paint.strong);
  if (trial.source !== null) page.add(2, `source: ${trial.source}`);
  if (trial.version !== null) page.add(2, `version: ${trial.version}`);
  page.title("How to read this", paint);
  for (const line of trial.reading) page.add(2, `- ${line}`);
  for (const { kind, title, none, lead } of SECTIONS) {
    const groups = trial[kind];
    page.title(groups.length === 0 ? none : title, paint);
    for (const { source, criteria } of groups) {
      page.gap();
      page.add(2, source ?? NO_SOURCE);
      for (const criterion of criteria)
        addCriterion(page, criterion, { lead, paint, hue: kind === "inclusion" ? paint.good : paint.bad });
    }
  }
  page.title("What the values are taken to be", paint);
  for (const { name, label, lines } of trial.fields) {
    const [only = "", ...more] = lines;
    const head = `- ${label}${label === name ? "" : ` (field ${name})`}`;
    page.add(2, more.length === 0 ? `${head}: ${only}` : head);
    if (more.length > 0) for (const line of lines) page.add(4, `- ${line}`);
  }
  addNotEvaluated(page, trial, paint);
  page.title("Sign-off", paint);
  page.add(2, `shown by trialsieve ${version} from`);
  addSignature(page, trial);
  return page.lines;
}

interface CriterionLook {
  readonly lead: string;
  readonly paint: Paint;
  readonly hue: (text: string) => string;
}

function addCriterion(
  page: Page,
  { id, label, note, condition, assumed, accepted }: ShownCriterion,
  { lead, paint, hue }: CriterionLook,
): void {
  page.add(4, `${id}  ${label}`, id, paint.strong);
  page.add(6, `${lead} ${condition.text}`, lead, hue);
  for (const member of condition.of) addMember(page, member, 8);
  for (const line of assumed) page.add(6, `Assumed: ${line}`, "Assumed:", paint.unsure);
  if (note !== null) page.add(6, `Note: ${oneLine(note)}`);
  for (const { code, why } of accepted) page.add(6, `Accepted warning ${code}: ${oneLine(why)}`);
}

function addMember(page: Page, { text, of }: Described, indent: number): void {
  page.add(indent, `- ${text}`);
  for (const member of of) addMember(page, member, indent + 2);
}

function addNotEvaluated(page: Page, { notEvaluated }: ShownTrial, paint: Paint): void {
  if (notEvaluated.length === 0) return;
  page.title(NOT_EVALUATED, paint);
  for (const { source, label, why } of notEvaluated) {
    page.add(2, `- ${label} (${source ?? NO_SOURCE})`);
    if (why !== null) page.add(4, `Why: ${oneLine(why)}`);
  }
}

function addSignature(page: Page, { files }: ShownTrial): void {
  for (const { file, sha256 } of files) {
    page.add(2, file);
    page.add(4, `SHA-256 ${sha256}`);
  }
  page.gap();
  page.add(2, STATEMENT);
  for (const word of SIGNATURE) {
    page.gap();
    page.add(2, `${word.padEnd(9)} ${"_".repeat(28)}`);
  }
}
