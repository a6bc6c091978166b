/** Test results as JUnit XML: a suite for each test file; coverage and survivors are cases of it, too. */
import { describeReading } from "../values/describe-reading.js";
import { percentText, reaches } from "./coverage.js";
import { caseText } from "./new-case.js";
import type { FileOutcome } from "./outcome.js";
import { itemWords } from "./report-pretty.js";
import { type CaseRun, countedCases, type Failure } from "./run.js";

/** One `testcase`; without a message it passed. */
interface Entry {
  readonly name: string;
  readonly message: string | undefined;
  readonly text: string;
}

/** One XML document. No times: the same files give the same bytes. */
export function junitReport(outcomes: readonly FileOutcome[], minimum: number | undefined): string {
  const suites = outcomes.map((outcome) => ({
    name: outcome.run.test.file,
    trial: outcome.run.test.trial.id,
    entries: entriesOf(outcome, minimum),
  }));
  const all = suites.flatMap(({ entries }) => entries);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="trialsieve" tests="${all.length}" failures="${failuresIn(all)}" errors="0">`,
    ...suites.flatMap(({ name, trial, entries }) => [
      `  <testsuite name="${escaped(name)}" tests="${entries.length}" failures="${failuresIn(entries)}" errors="0" skipped="0">`,
      ...entries.flatMap((entry) => entryLines(entry, trial)),
      "  </testsuite>",
    ]),
    "</testsuites>",
  ];
  return `${lines.join("\n")}\n`;
}

function failuresIn(entries: readonly Entry[]): number {
  return entries.filter(({ message }) => message !== undefined).length;
}

function entryLines({ name, message, text }: Entry, trial: string): readonly string[] {
  const head = `    <testcase classname="${escaped(trial)}" name="${escaped(name)}"`;
  if (message === undefined) return [`${head}/>`];
  return [`${head}>`, `      <failure message="${escaped(message)}">${escaped(text)}</failure>`, "    </testcase>"];
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
    entries.push({ name: "coverage", message, text: missing.join("\n") });
  }
  if (mutation === "failing") entries.push({ name: "faults", message: "not tried, because cases fail without any", text: "" });
  else if (mutation !== undefined) {
    for (const { kind, node, before, after, caughtBy } of mutation.survivors) {
      const help = caughtBy === undefined ? "" : `\n${caseText(caughtBy)}`;
      entries.push({
        name: `fault: ${node}: ${kind}: ${after}`,
        message: "no case notices this fault",
        text: `- ${before}\n+ ${after}${help}`,
      });
    }
    if (mutation.survivors.length === 0)
      entries.push({ name: `faults: all ${mutation.noticed} noticed`, message: undefined, text: "" });
  }
  return entries;
}

function caseEntry({ name, failures }: CaseRun): Entry {
  const message = failures.length === 0 ? undefined : failures.map(failureWords).join("; ");
  return { name, message, text: failures.map(failureText).join("\n") };
}

function failureWords({ id, expected, actual }: Failure): string {
  return `${id}: expected ${expected}, came out ${actual}`;
}

function failureText(failure: Failure): string {
  const causes = failure.because.flatMap(({ id, verdict, because, evidence }) => [
    `  ${id} is ${verdict}: ${because}`,
    ...evidence.map(
      ({ field, cell, reading, limit }) =>
        `    ${field}: cell ${JSON.stringify(cell)}, read as ${describeReading(reading)}, limit ${limit}`,
    ),
  ]);
  return [failureWords(failure), ...causes].join("\n");
}
