/** What changed between two results, on one page: those who lost eligibility first. */

import { Page, type Setting } from "../report/page.js";
import type { Paint } from "../report/paint.js";
import { oneLine } from "../report/shown.js";
import type { Cause } from "./causes.js";
import { BEST_FIRST } from "./held.js";
import { RESULT_CHANGES, type ResultChange } from "./match.js";
import { type CandidateChange, detailOf, type ReadResult, type ResultChanges } from "./results.js";

/** A page stays a page: of those who lost eligibility more than these are only counted, of all others half as many. */
const MOST_SHOWN = 10;
/** Of one candidate, and of criteria that changed. */
const MOST_CAUSES = 3;

const LOOKS: Readonly<Record<ResultChange, { readonly words: string; readonly paint: keyof Paint }>> = {
  lost: { words: "no longer eligible", paint: "bad" },
  newlyEligible: { words: "newly eligible", paint: "good" },
  newlyOpen: { words: "open again", paint: "unsure" },
  settled: { words: "now ineligible, was open", paint: "dim" },
};

/** The page. */
export function compareResultsText(
  changes: ResultChanges,
  { width, paint }: { readonly width: number | undefined; readonly paint: Paint },
): string {
  const page = new Page(width, paint);
  const { before, after, matched } = changes;
  page.add(0, `before: ${sideWords(before)}`);
  page.add(0, `after:  ${sideWords(after)}`);
  addRun(page, changes);
  for (const { id, changed, unchanged, others } of matched.trials) {
    page.title(`${id}  ${titleOf(after, id)}`.trim());
    for (const change of RESULT_CHANGES) {
      const all = changed[change];
      if (all.length === 0) continue;
      const { words, paint: hue } = LOOKS[change];
      page.gap();
      addCount(page, all.length, words, hue);
      const most = change === "lost" ? MOST_SHOWN : MOST_SHOWN / 2;
      for (const pair of all.slice(0, most)) addCandidate(page, detailOf(changes, id, change, pair), changes);
      if (all.length > most) page.add(6, `${all.length - most} more: -f json`);
    }
    page.gap();
    if (others.length > 0) {
      addCount(page, others.length, "same eligibility, but another verdict for some criterion");
      for (const pair of others.slice(0, MOST_SHOWN / 2)) addCandidate(page, detailOf(changes, id, "verdicts", pair), changes);
      if (others.length > MOST_SHOWN / 2) page.add(6, `${others.length - MOST_SHOWN / 2} more: -f json`);
      page.gap();
    }
    addCount(page, unchanged - others.length, "unchanged");
  }
  addList(page, "new in the list", after, matched.fresh);
  addList(page, "gone from the list", before, matched.gone);
  addRest(page, changes);
  return page.text();
}

/** Counts stand one below the other. */
function addCount(page: Page, count: number, words: string, paint?: Setting["paint"]): void {
  const digits = String(count);
  const dress = paint === undefined ? {} : { paint };
  page.add(Math.max(0, 4 - digits.length), `${digits}  ${words}`, { hanging: digits.length + 2, ...dress });
}

function sideWords({ name, run: { asOf, records } }: ReadResult): string {
  return `${name}, ${records} ${records === 1 ? "record" : "records"}${asOf === null ? "" : `, as of ${asOf}`}`;
}

function titleOf({ run }: ReadResult, id: string): string {
  return run.trials.find((trial) => trial.id === id)?.title ?? "";
}

/** What differs apart from the list: every cause but a value goes back to it. */
function addRun(page: Page, { before, after, run }: ResultChanges): void {
  const lines = [
    ...(run.asOf ? ["the as-of date"] : []),
    ...(before.run.dictionaries === after.run.dictionaries ? [] : ["the dictionary"]),
    ...(before.run.columnMap === after.run.columnMap ? [] : ["the column map"]),
    ...(before.run.version === after.run.version ? [] : ["the version of trialsieve"]),
  ];
  if (lines.length > 0) page.add(0, `also changed: ${lines.join(", ")}`, { paint: "unsure" });
  const areSeveral = after.run.trials.length > 1;
  const criteria = [...run.criteria].flatMap(([trial, words]) =>
    [...words].map(([id, texts]) => ({ id: areSeveral ? `${trial}:${id}` : id, texts })),
  );
  for (const { id, texts } of criteria.slice(0, MOST_CAUSES)) {
    const [was, is] = [texts.before ?? "new", texts.after ?? "gone"].map(oneLine);
    page.add(0, `also changed: ${id}: ${was}  →  ${is}`, { paint: "unsure" });
  }
  if (criteria.length > MOST_CAUSES)
    page.add(0, `also changed: ${criteria.length - MOST_CAUSES} more criteria: compare the two criteria files`, {
      paint: "unsure",
    });
}

function addCandidate(page: Page, { candidate, change, after, causes }: CandidateChange, changes: ResultChanges): void {
  const now = change === "lost" && after.eligibility === "undetermined" ? ", now open" : "";
  const head = `${candidate} (${place(after, changes.after)}${now})`;
  const [only, ...more] = causes;
  if (only !== undefined && more.length === 0) {
    page.add(6, `${head}  ${causeWords(only, changes)}`, { head: candidate, paint: "strong" });
    return;
  }
  page.add(6, head, { head: candidate, paint: "strong" });
  for (const cause of causes.slice(0, MOST_CAUSES)) page.add(8, causeWords(cause, changes));
  if (causes.length > MOST_CAUSES) page.add(8, `${causes.length - MOST_CAUSES} more: -f json`);
}

function place({ file, row }: { readonly file: string; readonly row: number }, { run }: ReadResult): string {
  return run.inputs > 1 ? `${file}, row ${row}` : `row ${row}`;
}

function causeWords({ criterion, cause, field, before, after }: Cause, { after: result }: ResultChanges): string {
  if (criterion === null) return `problems of the record: ${before || "none"}  →  ${after || "none"}`;
  const label = result.run.trials.flatMap(({ criteria }) => criteria).find(({ id }) => id === criterion)?.label;
  return `${criterion}${label === undefined ? "" : ` ${label}`}: ${whyWords({ cause, field, before, after })}`;
}

function whyWords({ cause, field, before, after }: Pick<Cause, "cause" | "field" | "before" | "after">): string {
  const cell = (text: string | null): string => (text === null || text === "" ? "empty" : `“${text}”`);
  switch (cause) {
    case "value":
      return `${cell(before)}  →  ${cell(after)}`;
    case "reading":
      return `${field === null ? "the same cells are" : `${cell(after)} is`} read differently than before`;
    case "criteria":
      if (before === null) return after === null ? "the criterion changed" : "a new criterion";
      return after === null ? "the criterion is gone" : "the criterion changed";
    case "as-of":
      return "the as-of date moved, or something near the cell changed";
    case "beside":
      return "the value's date, unit or limit of normal changed";
    case "problem":
      return "the record has other problems";
    case "not-in-results":
      return "the cause is not in these results";
  }
}

function addList(page: Page, words: string, result: ReadResult, places: readonly number[]): void {
  if (places.length === 0) return;
  page.gap();
  addCount(page, places.length, words);
  // Among hundreds, the one to approach must not be below the end of the page.
  const shown = BEST_FIRST.flatMap((one) => places.filter((at) => result.held.bestOf(at) === one).slice(0, MOST_SHOWN / 2));
  for (const at of shown.slice(0, MOST_SHOWN / 2)) {
    const candidate = result.candidate(at);
    const told = candidate.trials.map(({ trial, eligibility }) =>
      candidate.trials.length === 1 ? eligibility : `${trial} ${eligibility}`,
    );
    page.add(6, `${candidate.candidate} (${place(candidate, result)})  ${told.join(", ")}`, {
      head: candidate.candidate,
      paint: "strong",
    });
  }
  if (places.length > MOST_SHOWN / 2) page.add(6, `${places.length - MOST_SHOWN / 2} more: -f json`);
}

function addRest(page: Page, { before, after, matched: { repeated, repeatedEligible } }: ResultChanges): void {
  const both = (of: (one: ReadResult) => number): number => of(before) + of(after);
  const withoutId = both(({ held }) => held.withoutId);
  if (repeated.length + withoutId === 0) return;
  page.gap();
  page.add(0, "Not compared", { paint: "strong" });
  if (repeated.length > 0) {
    const some = repeated.slice(0, MOST_SHOWN).join(", ") + (repeated.length > MOST_SHOWN ? ", …" : "");
    page.add(
      2,
      `${repeated.length} ${repeated.length === 1 ? "ID that several records have" : "IDs that several records have"}: ${some}`,
    );
    if (repeatedEligible > 0)
      page.add(4, `eligible before, when one record alone had the ID: ${repeatedEligible}`, { paint: "bad" });
  }
  if (withoutId > 0) page.add(2, `${withoutId} ${withoutId === 1 ? "record" : "records"} without an ID`);
}
