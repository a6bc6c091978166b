/** Criteria in plain words, as Markdown: for a review, a study file, a printout. */
import type { Described } from "../language/describe.js";
import { terminalSafe } from "../text/terminal-text.js";
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

/** Text for Markdown: every character that could have a meaning is escaped. */
function plain(text: string): string {
  return terminalSafe(text)
    .replace(/[\\`*_[\]{}<>#|~&$!]/g, "\\$&")
    .replace(/^(\s*)([-+=])/, "$1\\$2")
    .replace(/^(\s*\d+)([.)])(?=\s|$)/, "$1\\$2");
}

/** A web address as a link; any other text as it is. */
function linked(text: string): string {
  return /^https?:\/\/[\w./?=&%:#~+,;-]+$/.test(text) ? `<${text}>` : plain(text);
}

/** Sections a trial; trials follow each other. */
export function showMarkdown(trials: readonly ShownTrial[], version: string): string {
  return trials.map((trial) => `${pageOf(trial, version).join("\n")}\n`).join("\n");
}

function pageOf(trial: ShownTrial, version: string): readonly string[] {
  const lines = [`# ${plain(trial.id)}: ${plain(trial.title)}`, ""];
  if (trial.source !== null) lines.push(`- Source: ${linked(trial.source)}`);
  if (trial.version !== null) lines.push(`- Version: ${plain(trial.version)}`);
  if (trial.source !== null || trial.version !== null) lines.push("");
  lines.push("## How to read this", "", ...trial.reading.map((line) => `- ${plain(line)}`), "");
  for (const { kind, title, none, lead } of SECTIONS) {
    const groups = trial[kind];
    lines.push(`## ${groups.length === 0 ? none : title}`, "");
    for (const { source, criteria } of groups) {
      lines.push(
        `### ${plain(source ?? NO_SOURCE)}`,
        "",
        ...criteria.flatMap((criterion) => criterionLines(criterion, lead)),
        "",
      );
    }
  }
  lines.push("## How values are read", "");
  for (const { name, label, lines: told } of trial.fields) {
    const [only = "", ...more] = told;
    const head = `- **${plain(label)}**${label === name ? "" : ` (field ${plain(name)})`}`;
    lines.push(...(more.length === 0 ? [`${head}: ${plain(only)}`] : [head, ...told.map((line) => `  - ${plain(line)}`)]));
  }
  return [...lines, "", ...notEvaluatedLines(trial), ...signature(trial, version)];
}

function criterionLines({ id, label, note, condition, assumed, accepted }: ShownCriterion, lead: string): readonly string[] {
  return [
    `- **${plain(id)}** ${plain(label)}`,
    `  - **${lead}** ${plain(condition.text)}`,
    ...condition.of.flatMap((member) => memberLines(member, "    ")),
    ...assumed.map((line) => `  - **Assumed:** ${plain(line)}`),
    ...(note === null ? [] : [`  - Note: ${plain(oneLine(note))}`]),
    ...accepted.map(({ code, why }) => `  - Accepted warning ${plain(code)}: ${plain(oneLine(why))}`),
  ];
}

function notEvaluatedLines({ notEvaluated }: ShownTrial): readonly string[] {
  if (notEvaluated.length === 0) return [];
  const lines = notEvaluated.flatMap(({ source, label, why }) => [
    `- ${plain(label)} (${plain(source ?? NO_SOURCE)})`,
    ...(why === null ? [] : [`  - Why: ${plain(oneLine(why))}`]),
  ]);
  return [`## ${NOT_EVALUATED}`, "", ...lines, ""];
}

function memberLines({ text, of }: Described, indent: string): readonly string[] {
  return [`${indent}- ${plain(text)}`, ...of.flatMap((member) => memberLines(member, `${indent}  `))];
}

function signature({ files }: ShownTrial, version: string): readonly string[] {
  const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const rule = (width: number): string => `|${"---|".repeat(width)}`;
  return [
    "## Sign-off",
    "",
    `Shown by trialsieve ${plain(version)} from`,
    "",
    row(["File", "SHA-256"]),
    rule(2),
    ...files.map(({ file, sha256 }) => row([plain(file), sha256])),
    "",
    STATEMENT,
    "",
    row(SIGNATURE),
    rule(SIGNATURE.length),
    row(SIGNATURE.map(() => "&nbsp;")),
  ];
}
