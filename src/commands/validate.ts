/** `validate`: are these files what they should be, and do the criteria make sense? Every fault comes with its place and what to do. */
import type { Witness } from "../analysis/witness.js";
import { conciseDiagnostics } from "../diagnostics/concise.js";
import {
  CHECK_CODES,
  DIAGNOSTIC_CODES,
  type Diagnostic,
  type DiagnosticCode,
  type Severity,
  sortDiagnostics,
} from "../diagnostics/diagnostic.js";
import { githubDiagnostics } from "../diagnostics/github.js";
import { printDiagnostic } from "../diagnostics/pretty.js";
import { sarifDiagnostics } from "../diagnostics/sarif.js";
import { expectShortRun } from "../io/engine.js";
import { Stop, stdoutSink, tell, terminalWidth, usesColor } from "../io/streams.js";
import type { Accepted } from "../language/check/check.js";
import { explainCode, summaryOf } from "../language/docs/explain-code.js";
import { closest, didYouMean } from "../language/load/suggest.js";
import { counted } from "../text/counted.js";
import { version } from "../version.js";
import { diagnosticPaint } from "./paint.js";
import { TextFiles } from "./text-files.js";
import { usageError } from "./usage.js";
import { type Checked, checkFiles } from "./validate-subjects.js";

/** The options of `validate`, as the command line has them. */
export interface ValidateOptions {
  readonly format: "pretty" | "concise" | "json" | "github" | "sarif";
  readonly quiet?: boolean;
  readonly color?: boolean;
  /** Codes that are not reported, as given: one text may hold several, with commas. */
  readonly disable?: readonly string[];
  readonly maxWarnings?: number;
  readonly witness?: boolean;
  readonly declare?: boolean;
  /** A code; true: all of them. */
  readonly explain?: string | true;
}

/** A witness, or undefined if none was found; with `isTooLarge`, because the search was given up. */
interface FoundWitness {
  readonly file: string;
  readonly trial: string;
  readonly isTooLarge: boolean;
  readonly witness: Witness | undefined;
}

/** Validates criteria files, dictionaries, column maps and test files. @returns the exit status */
export async function validate(paths: readonly string[], options: ValidateOptions): Promise<number> {
  if (options.explain !== undefined) return explain(options.explain, paths, options);
  if (paths.length === 0) usageError("validate", "name the files or folders to validate");
  if (options.witness === true && options.format !== "pretty" && options.format !== "json") {
    usageError("validate", `--witness prints JSON, so it takes -f pretty or json, not ${options.format}`);
  }
  if (options.declare === true) return declare(paths, options);
  const disabled = disabledCodes(options.disable ?? []);
  expectShortRun();
  const texts = new TextFiles();
  const checked = checkFiles(paths, texts, options.witness === true);
  const { total } = checked;
  if (total === 0)
    throw new Stop(`nothing to validate: no criteria file, dictionary, column map or test file in ${paths.join(", ")}`);
  if (options.witness === true && checked.criteria === 0)
    usageError("validate", `--witness is for criteria, but there is no criteria file in ${paths.join(", ")}`);
  const diagnostics = notesLast(
    sortDiagnostics(checked.diagnostics.filter(({ code, severity }) => severity === "error" || !disabled.has(code))),
  );
  const witnesses = options.witness === true ? await provenWitnesses(checked) : undefined;
  const sink = stdoutSink(options.format === "pretty");
  await sink.write(await reportOf(diagnostics, witnesses, options, { texts, total, accepted: checked.accepted }));
  await sink.finish();
  return statusOf(diagnostics, options.maxWarnings);
}

/** File by file: what must be mended must not drown in what is only for information. */
function notesLast(sorted: readonly Diagnostic[]): readonly Diagnostic[] {
  const files = [...new Set(sorted.map(({ at }) => at.file))];
  return files.flatMap((file) => {
    const own = sorted.filter(({ at }) => at.file === file);
    return [...own.filter(({ severity }) => severity !== "note"), ...own.filter(({ severity }) => severity === "note")];
  });
}

function statusOf(diagnostics: readonly Diagnostic[], maxWarnings = Infinity): number {
  const count = (severity: Severity): number => diagnostics.filter((one) => one.severity === severity).length;
  const warnings = count("warning");
  // Without an error, nothing else explains the status 1.
  if (warnings > maxWarnings)
    tell(`${warnings} ${warnings === 1 ? "warning" : "warnings"}, but --max-warnings allows ${maxWarnings}`);
  if (diagnostics.some(({ code }) => code === "unreadable-file")) return 2;
  return count("error") > 0 || warnings > maxWarnings ? 1 : 0;
}

function codeOf(text: string, codes: readonly DiagnosticCode[]): DiagnosticCode | undefined {
  return codes.find((code) => code === text);
}

function disabledCodes(given: readonly string[]): ReadonlySet<DiagnosticCode> {
  const texts = given
    .flatMap((text) => text.split(","))
    .map((text) => text.trim())
    .filter((text) => text !== "");
  return new Set(
    texts.map((text) => {
      const code = codeOf(text, CHECK_CODES);
      if (code !== undefined && code !== "nobody-eligible") return code;
      if (codeOf(text, DIAGNOSTIC_CODES) !== undefined)
        return usageError("validate", `\`${text}\` is an error and cannot be disabled`);
      return usageError("validate", `there is no code \`${text}\`${hint(text, CHECK_CODES)}`);
    }),
  );
}

function hint(text: string, codes: readonly string[]): string {
  const meant = didYouMean(closest(text, codes));
  return meant === undefined ? "" : `; ${meant}`;
}

/** All codes, each with its sentence. */
function listCodes(): string {
  return DIAGNOSTIC_CODES.map((code) => `${code}: ${summaryOf(code)}\n`).join("");
}

function explained(text: string): string {
  const code = codeOf(text, DIAGNOSTIC_CODES);
  if (code === undefined) return usageError("validate", `there is no code \`${text}\`${hint(text, DIAGNOSTIC_CODES)}`);
  return explainCode(code);
}

/** Prints only stubs, because their output is redirected into a dictionary. This code is loaded for nothing else. */
async function declare(paths: readonly string[], options: ValidateOptions): Promise<number> {
  const { format, disable, maxWarnings, witness } = options;
  const others = {
    "-f": format !== "pretty" && format !== "json",
    "--disable": disable,
    "--max-warnings": maxWarnings,
    "--witness": witness,
  };
  const [other] = Object.entries(others).find(([, value]) => value !== undefined && value !== false) ?? [];
  if (other !== undefined) usageError("validate", `--declare prints stubs of fields as JSON, but ${other} is also given`);
  return (await import("./validate-declare.js")).declareFields(paths, options.color);
}

async function explain(text: string | true, paths: readonly string[], options: ValidateOptions): Promise<number> {
  const { format, disable, maxWarnings, witness, declare: stubs } = options;
  const others = {
    "-f": format !== "pretty",
    "--disable": disable,
    "--max-warnings": maxWarnings,
    "--witness": witness,
    "--declare": stubs,
  };
  const [other] = Object.entries(others).filter(([, value]) => value !== undefined && value !== false);
  const besides = paths.length > 0 ? "files are" : other === undefined ? undefined : `${other[0]} is`;
  if (besides !== undefined) usageError("validate", `--explain only prints the text about a code, but ${besides} also given`);
  const sink = stdoutSink();
  await sink.write(text === true ? listCodes() : explained(text));
  await sink.finish();
  return 0;
}

/** Witnesses, each screened like any record. One that does not turn out eligible is a mistake of ours, and is not shown. */
async function provenWitnesses({ witnesses }: Checked): Promise<readonly FoundWitness[]> {
  // Half of the program, and a witness is rarely asked for.
  const { screenRecords } = await import("../library/screen.js");
  const proven: FoundWitness[] = [];
  for (const { trial, witness, isTooLarge } of witnesses) {
    const found = { file: trial.file, trial: trial.id, isTooLarge };
    if (witness === undefined) proven.push({ ...found, witness });
    else {
      const { candidates } = await screenRecords([trial], [witness.record], { asOf: witness.asOf });
      const isEligible = candidates.every(({ trials }) => trials.every(({ eligibility }) => eligibility === "eligible"));
      proven.push({ ...found, witness: candidates.length === 1 && isEligible ? witness : undefined });
    }
  }
  return proven;
}

interface Looked {
  readonly texts: TextFiles;
  readonly total: number;
  readonly accepted: readonly Accepted[];
}

async function reportOf(
  diagnostics: readonly Diagnostic[],
  witnesses: readonly FoundWitness[] | undefined,
  options: ValidateOptions,
  { texts, total, accepted }: Looked,
): Promise<string> {
  switch (options.format) {
    case "json":
      return `${JSON.stringify({ diagnostics, ...(accepted.length === 0 ? {} : { accepted: accepted.map(plainAccepted) }), ...(witnesses === undefined ? {} : { witnesses: witnesses.map(plainWitness) }) }, undefined, 2)}\n`;
    case "concise":
      return conciseDiagnostics(diagnostics);
    case "github":
      return githubDiagnostics(diagnostics);
    case "sarif":
      return sarifDiagnostics(diagnostics, summaryOf, version);
    case "pretty": {
      const paint = await diagnosticPaint(usesColor("stdout", options.color));
      const printed = diagnostics.map(
        (diagnostic) => `${printDiagnostic(diagnostic, texts.textOf(diagnostic.at.file), paint, terminalWidth())}\n`,
      );
      const counts = options.quiet === true ? [] : [`${countsText(total, diagnostics, accepted.length)}\n`];
      return [...printed, ...counts, ...(witnesses ?? []).map(witnessText)].join("");
    }
  }
}

function plainAccepted({ diagnostic, why }: Accepted): object {
  const { code, severity, at, message } = diagnostic;
  return { code, severity, at, message, why };
}

function plainWitness({ file, trial, isTooLarge, witness }: FoundWitness): object {
  return { file, trial, isTooLarge, asOf: witness?.asOf ?? null, record: witness?.record ?? null };
}

function witnessText({ file, trial, isTooLarge, witness }: FoundWitness): string {
  if (isTooLarge) return `${trial} (${file}): the search was given up, so it is not known whether anybody would be eligible\n`;
  if (witness === undefined) return `${trial} (${file}): no candidate was found who would be eligible\n`;
  return `${trial} (${file}): on ${witness.asOf} this candidate would be eligible:\n${JSON.stringify(witness.record, undefined, 2)}\n`;
}

function countsText(files: number, diagnostics: readonly Diagnostic[], accepted: number): string {
  const count = (severity: Severity): string => {
    const found = diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
    return counted(found, severity);
  };
  const checked = `${counted(files, "file")} checked`;
  const settled = accepted === 0 ? "" : `; ${accepted} accepted`;
  return `${checked}: ${count("error")}, ${count("warning")}, ${count("note")}${settled}`;
}
