/** Test results as JUnit XML: a suite for each test file; coverage and survivors are cases of it, too. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { percentText, reaches } from "./coverage.js";
import { evidenceWords, failureWords } from "./failure-words.js";
import { caseText } from "./new-case.js";
import type { FileOutcome } from "./outcome.js";
import { itemWords } from "./report-pretty.js";
import { type CaseRun, countedCases, type Failure } from "./run.js";

/** One `testcase`; without a message it passed. `error`: it could not be run. */
interface Entry {
  readonly kind: "failure" | "error";
  readonly name: string;
  readonly message: string | undefined;
  readonly text: string;
}

/** One XML document. No times: the same files give the same bytes. Files that could not be run are suites with errors. */
export function junitReport(
  outcomes: readonly FileOutcome[],
  diagnostics: readonly Diagnostic[],
  minimum: number | undefined,
): string {
  const suites = [
    ...outcomes.map((outcome) => ({
      name: outcome.run.test.file,
      trial: outcome.run.test.trial.id,
      entries: entriesOf(outcome, minimum),
    })),
    ...[...new Set(diagnostics.map(({ at }) => at.file))].map((name) => ({
      name,
      trial: name,
      entries: [brokenEntry(diagnostics.filter(({ at }) => at.file === name))],
    })),
  ];
  const all = suites.flatMap(({ entries }) => entries);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="trialsieve" tests="${all.length}" ${countsOf(all)}>`,
    ...suites.flatMap(({ name, trial, entries }) => [
      `  <testsuite name="${escaped(name)}" tests="${entries.length}" ${countsOf(entries)} skipped="0">`,
      ...entries.flatMap((entry) => entryLines(entry, trial)),
      "  </testsuite>",
    ]),
    "</testsuites>",
  ];
  return `${lines.join("\n")}\n`;
}

function countsOf(entries: readonly Entry[]): string {
  const count = (wanted: Entry["kind"]): number =>
    entries.filter(({ kind, message }) => kind === wanted && message !== undefined).length;
  return `failures="${count("failure")}" errors="${count("error")}"`;
}

/** A file that could not be run is one test, however much is wrong with it. */
function brokenEntry(diagnostics: readonly Diagnostic[]): Entry {
  const lines = diagnostics.map(({ code, at, message, help }) => {
    const way = help === undefined ? "" : ` (${help})`;
    return `line ${at.line}, column ${at.column}: ${code}: ${message}${way}`;
  });
  return { kind: "error", name: "can be run", message: diagnostics[0]?.message ?? "", text: lines.join("\n") };
}

function entryLines({ kind, name, message, text }: Entry, trial: string): readonly string[] {
  const head = `    <testcase classname="${escaped(trial)}" name="${escaped(name)}"`;
  if (message === undefined) return [`${head}/>`];
  return [`${head}>`, `      <${kind} message="${escaped(message)}">${escaped(text)}</${kind}>`, "    </testcase>"];
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["\n", "&#10;"],
  ["\t", "&#9;"],
]);

/** What XML cannot hold at all (controls, lone surrogates) is shown by its number. */
function escaped(text: string): string {
  const special = /[&<>"]|\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu;
  return text.replace(special, (char) => ENTITIES.get(char) ?? `\\u${(char.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`);
}

function entriesOf({ run, coverage, mutation }: FileOutcome, minimum: number | undefined): readonly Entry[] {
  const entries: Entry[] = countedCases(run).map(caseEntry);
  if (coverage !== undefined) {
    const isEnough = minimum === undefined || reaches(coverage, minimum);
    const missing = coverage.missing.map(({ item }) => `not tried: ${itemWords(item)}`);
    const message = isEnough ? undefined : `${percentText(coverage)} % of ${minimum} % covered`;
    entries.push({ kind: "failure", name: "coverage", message, text: missing.join("\n") });
  }
  if (mutation === "failing")
    entries.push({ kind: "failure", name: "faults", message: "not tried, because cases already fail", text: "" });
  else if (mutation !== undefined) {
    for (const { kind, node, before, after, caughtBy } of mutation.survivors) {
      const help = caughtBy === undefined ? "" : `\n${caseText(caughtBy)}`;
      entries.push({
        kind: "failure",
        name: `fault: ${node}: ${kind}: ${after}`,
        message: "no case notices this fault",
        text: `- ${before}\n+ ${after}${help}`,
      });
    }
    if (mutation.survivors.length === 0)
      entries.push({ kind: "failure", name: `faults: all ${mutation.noticed} noticed`, message: undefined, text: "" });
  }
  return entries;
}

function caseEntry({ name, failures }: CaseRun): Entry {
  const message = failures.length === 0 ? undefined : failures.map(failureWords).join("; ");
  return { kind: "failure", name, message, text: failures.map(failureText).join("\n") };
}

function failureText(failure: Failure): string {
  if (failure.because.length === 0) return `${failureWords(failure)}: every criterion passes`;
  const causes = failure.because.flatMap(({ id, verdict, because, evidence }) => [
    `  ${id} is ${verdict}: ${because}`,
    ...evidence.map((one) => `    ${evidenceWords(one)}`),
  ]);
  return [failureWords(failure), ...causes].join("\n");
}
