/** Test results for people: what failed and why, what is not covered, which faults no case noticed. */
import type { Paint } from "../report/paint.js";
import { counted } from "../text/counted.js";
import { terminalSafe } from "../text/terminal-text.js";
import { type Coverage, type CoverageItem, percentText } from "./coverage.js";
import { evidenceWords, failureWords } from "./failure-words.js";
import { caseText, isUnconfirmed } from "./new-case.js";
import { countCases, type FileOutcome, hasFailed } from "./outcome.js";
import { type CaseRun, type Cause, countedCases, type Failure } from "./run.js";
import type { Mutation, Survivor } from "./survivor.js";

/** The whole report, a line end at the end. Cases are invented candidates, so their values are shown. */
export function prettyReport(outcomes: readonly FileOutcome[], paint: Paint, minimum: number | undefined): string {
  const lines = outcomes.flatMap((outcome) => [...fileLines(outcome, paint, minimum), ""]);
  const { files, passed, failed } = countCases(outcomes);
  const counts = `${passed} passed, ${failed} failed`;
  lines.push(`${failed > 0 ? paint.bad(counts) : paint.good(counts)} (${counted(files, "test file")})`);
  return `${lines.join("\n")}\n`;
}

function fileLines({ run, coverage, mutation }: FileOutcome, paint: Paint, minimum: number | undefined): readonly string[] {
  const { test } = run;
  const cases = countedCases(run);
  const failed = cases.filter(hasFailed);
  const unconfirmed = cases.filter(isUnconfirmed).length;
  const toConfirm =
    unconfirmed === 0
      ? ""
      : `; ${paint.unsure(`${unconfirmed} to confirm`)}: compare each with the protocol, then take "confirm:" from its name`;
  const head = `${paint.strong(terminalSafe(test.file))}  ${test.trial.id}`;
  return [
    `${head}: ${counted(cases.length, "case")}, ${failed.length === 0 ? "all passed" : `${failed.length} failed`}${toConfirm}`,
    ...failed.flatMap((one) => caseLines(one, paint)),
    ...(coverage === undefined ? [] : coverageLines(coverage, paint, minimum)),
    ...(mutation === undefined ? [] : mutationLines(mutation, paint)),
  ];
}

function caseLines({ name, at, isBase, failures }: CaseRun, paint: Paint): readonly string[] {
  const place = `${terminalSafe(at.file)}:${at.line}`;
  return [
    `  ${paint.bad("✗ failed")}  ${terminalSafe(name)}  ${paint.dim(place)}`,
    ...(isBase ? ["      `base` must be a candidate who passes everything"] : []),
    ...failures.flatMap(failureLines),
  ];
}

function failureLines(failure: Failure): readonly string[] {
  const { id, because } = failure;
  const head = `      ${failureWords(failure)}`;
  if (because.length === 0) return [`${head}: every criterion passes`];
  return [head, ...because.flatMap((cause) => causeLines(cause, cause.id !== id))];
}

/** The sentence, then the cells that it rests on: as written, as read, and the limit. */
function causeLines({ id, verdict, because, evidence }: Cause, namesCriterion: boolean): readonly string[] {
  const lead = namesCriterion ? `${id} is ${verdict}: ` : "";
  return [`        ${lead}${terminalSafe(because)}`, ...evidence.map((one) => `          ${terminalSafe(evidenceWords(one))}`)];
}

function coverageLines(coverage: Coverage, paint: Paint, minimum: number | undefined): readonly string[] {
  const { covered, total, missing, impossible } = coverage;
  const percent = `${percentText(coverage)} %`;
  const asked = minimum === undefined ? "" : `, at least ${minimum} % is required`;
  const rest = impossible.length === 0 ? "" : `; ${impossible.length} more that no candidate can reach do not count`;
  return [
    `  coverage: ${missing.length === 0 ? paint.good(percent) : paint.unsure(percent)} (${covered} of ${total}${asked}${rest})`,
    ...missing.map(
      ({ item, witness }) => `    not tried  ${itemWords(item)}${witness.state === "unsure" ? " (perhaps nobody can)" : ""}`,
    ),
  ];
}

/** An item by name: `I1.any[0] (standard_therapies_failed is true): false`. */
export function itemWords({ node, words, wanted }: CoverageItem): string {
  return `${node}${words === "" ? "" : ` (${words})`}: ${wanted}`;
}

function mutationLines(mutation: Mutation | "failing", paint: Paint): readonly string[] {
  if (mutation === "failing") return [`  ${paint.bad("faults: not tried")}, because cases already fail`];
  const { noticed, equivalent, survivors } = mutation;
  const rest = equivalent === 0 ? "" : `; ${equivalent} more make no difference to anybody and do not count`;
  const words = survivors.length === 0 ? paint.good("all noticed") : paint.bad(`${survivors.length} survived`);
  return [
    `  faults: ${noticed + survivors.length} put in, ${words}${rest}`,
    ...survivors.flatMap((one) => survivorLines(one, paint)),
  ];
}

function survivorLines({ kind, node, before, after, caughtBy }: Survivor, paint: Paint): readonly string[] {
  return [
    `    ${paint.bad("survived")}  ${node}: ${kind}`,
    `      ${paint.bad(`- ${terminalSafe(before)}`)}`,
    `      ${paint.good(`+ ${terminalSafe(after)}`)}`,
    ...(caughtBy === undefined
      ? ["      whether any case can catch it was too many cases to check"]
      : ["      this case would have caught it:", `      ${terminalSafe(caseText(caughtBy))}`]),
  ];
}
