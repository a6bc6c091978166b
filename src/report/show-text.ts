/** Criteria in plain words, for a terminal or a printer. */
import type { Described } from "../language/describe.js";
import { Page } from "./page.js";
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

interface ShowTextOptions {
  /** The program's version. */
  readonly version: string;
  readonly width: number | undefined;
  readonly paint: Paint;
}

/** The pages of all trials, one after the other. */
export function showText(trials: readonly ShownTrial[], options: ShowTextOptions): string {
  return trials.map((trial) => pageOf(trial, options)).join("\n\n");
}

function pageOf(trial: ShownTrial, { width, paint, version }: ShowTextOptions): string {
  const page = new Page(width, paint);
  page.add(0, `${trial.id}  ${trial.title}`, { head: trial.id, paint: "strong" });
  if (trial.source !== null) page.add(2, `source: ${trial.source}`);
  if (trial.version !== null) page.add(2, `version: ${trial.version}`);
  page.title("How to read this");
  for (const line of trial.reading) page.add(2, `- ${line}`);
  for (const { kind, title, none, lead } of SECTIONS) {
    const groups = trial[kind];
    page.title(groups.length === 0 ? none : title);
    for (const { source, criteria } of groups) {
      page.gap();
      page.add(2, source ?? NO_SOURCE);
      for (const criterion of criteria) addCriterion(page, criterion, { lead, hue: kind === "inclusion" ? "good" : "bad" });
    }
  }
  page.title("How values are read");
  for (const { name, label, lines } of trial.fields) {
    const [only = "", ...more] = lines;
    const head = `- ${label}${label === name ? "" : ` (field ${name})`}`;
    page.add(2, more.length === 0 ? `${head}: ${only}` : head);
    if (more.length > 0) for (const line of lines) page.add(4, `- ${line}`);
  }
  addNotEvaluated(page, trial);
  page.title("Sign-off");
  page.add(2, `shown by trialsieve ${version} from`);
  addSignature(page, trial);
  return page.text();
}

interface CriterionLook {
  readonly lead: string;
  readonly hue: keyof Paint;
}

function addCriterion(
  page: Page,
  { id, label, note, condition, assumed, accepted }: ShownCriterion,
  { lead, hue }: CriterionLook,
): void {
  page.add(4, `${id}  ${label}`, { head: id, paint: "strong" });
  page.add(6, `${lead} ${condition.text}`, { head: lead, paint: hue });
  for (const member of condition.of) addMember(page, member, 8);
  for (const line of assumed) page.add(6, `Assumed: ${line}`, { head: "Assumed:", paint: "unsure" });
  if (note !== null) page.add(6, `Note: ${oneLine(note)}`);
  for (const { code, why } of accepted) page.add(6, `Accepted warning ${code}: ${oneLine(why)}`);
}

function addMember(page: Page, { text, of }: Described, indent: number): void {
  page.add(indent, `- ${text}`);
  for (const member of of) addMember(page, member, indent + 2);
}

function addNotEvaluated(page: Page, { notEvaluated }: ShownTrial): void {
  if (notEvaluated.length === 0) return;
  page.title(NOT_EVALUATED);
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
