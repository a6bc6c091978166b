/** An amendment on one page: what an investigator reads before signing again. */

import type { FileDigest } from "../evaluate/result.js";
import type { Described } from "../language/describe.js";
import type { Trial } from "../language/model.js";
import { Page } from "../report/page.js";
import type { Paint } from "../report/paint.js";
import { counted } from "../text/counted.js";
import { quantityWords } from "../values/number/quantity-words.js";
import { parseDecimal } from "../values/ratio.js";
import { ucumUnit } from "../values/unit/unit.js";
import { type Consequences, isSigned } from "./consequences.js";
import type { Change, CriteriaChanges, CriterionChange, CriterionText } from "./criteria.js";
import type { Example } from "./meaning.js";

const LOOKS: Readonly<Record<Change, { readonly word: string; readonly paint: keyof Paint }>> = {
  added: { word: "ADDED", paint: "bad" },
  removed: { word: "REMOVED", paint: "unsure" },
  stricter: { word: "STRICTER", paint: "bad" },
  looser: { word: "LOOSER", paint: "unsure" },
  both: { word: "BOTH", paint: "unsure" },
  "not decided": { word: "NOT DECIDED", paint: "unsure" },
  same: { word: "same", paint: "dim" },
};

/** Both results, in words. */
function exampleLead({ before, after }: Example): string {
  if (after === "pass") return before === "fail" ? "newly passes" : "passes, was open";
  if (after === "fail") return before === "pass" ? "no longer passes" : "fails, was open";
  return before === "pass" ? "is open, passed before" : "is open, failed before";
}

const LIST = { inclusion: "inclusion", exclusion: "exclusion" } as const;
/** Words stand in a column of their own. */
const COLUMN = 12;

/** The page. */
export function compareCriteriaText(
  changes: CriteriaChanges,
  consequences: Consequences,
  { width, paint }: { readonly width: number | undefined; readonly paint: Paint },
): string {
  const page = new Page(width, paint);
  const { before, after, criteria } = changes;
  page.add(0, `${after.id}  ${after.title}`, { head: after.id, paint: "strong" });
  page.add(2, `before: ${before.file}${before.version === undefined ? "" : `, ${before.version}`}`);
  page.add(2, `after:  ${after.file}${after.version === undefined ? "" : `, ${after.version}`}`);
  // What an investigator must know comes first; the order of a list has no meaning.
  const told = [...criteria.filter(({ change }) => change !== "same"), ...criteria.filter(isSameInOtherWords)];
  const moved = criteria.filter((one) => one.change === "same" && one.isMoved && !isSameInOtherWords(one));
  const count = criteria.filter(({ change }) => change !== "same").length;
  page.gap();
  page.add(0, headline(count, criteria.length), { paint: "strong" });
  if (told.length + moved.length > 0) page.gap();
  for (const one of told) addCriterion(page, one, changes);
  if (moved.length > 0) addSame(page, `moved to another place in the list: ${moved.map(({ id }) => id).join(", ")}`);
  const rest = criteria.length - told.length - moved.length;
  const other = rest === criteria.length ? "" : "other ";
  if (other === "") page.gap();
  if (rest > 0) addSame(page, counted(rest, `${other}criterion`, `${other}criteria`));
  addFields(page, changes);
  addSentences(page, changes);
  addConsequences(page, consequences);
  return page.text();
}

function headline(changed: number, all: number): string {
  const of = `of ${all} ${all === 1 ? "criterion" : "criteria"}`;
  return changed === 0 ? `Every criterion means the same as before` : `${changed} ${of} changed`;
}

/** What is unchanged is only counted, and what only moved is only named. */
function isSameInOtherWords(one: CriterionChange): boolean {
  const isInOtherList = one.before?.kind !== one.after?.kind;
  return one.change === "same" && (one.isReworded || isInOtherList || isWrittenOtherwise(one));
}

function addSame(page: Page, text: string): void {
  page.add(2, `${LOOKS.same.word.padEnd(COLUMN)}${text}`, { head: LOOKS.same.word, paint: LOOKS.same.paint, hanging: COLUMN });
}

function isWrittenOtherwise({ before, after }: CriterionChange): boolean {
  return (
    before !== undefined && after !== undefined && linesOf(before.condition).join("\n") !== linesOf(after.condition).join("\n")
  );
}

function addCriterion(page: Page, one: CriterionChange, changes: CriteriaChanges): void {
  const { id, change, before, after, meaning } = one;
  const { word, paint } = LOOKS[change];
  const text = after ?? before;
  if (text === undefined) return;
  const head = word.padEnd(COLUMN);
  page.add(2, `${head}${id}  ${text.label}`, { head: word, paint, hanging: COLUMN });
  const indent = 2 + COLUMN;
  if (before !== undefined && after !== undefined) addDifference(page, indent, one, before, after);
  else for (const line of linesOf(text.condition)) page.add(indent, line);
  if (one.sameAs !== undefined) {
    const other = after === undefined ? `${one.sameAs}, which is new,` : `${one.sameAs}, which is gone,`;
    page.add(indent, `${other} means the same: perhaps only the ID changed`);
  }
  for (const example of [meaning?.looser, meaning?.stricter])
    if (example !== undefined)
      page.add(indent, `${exampleLead(example)}, for example: ${recordWords(example, changes)}`, {
        head: `${exampleLead(example)},`,
        paint,
      });
  if (meaning?.onlyAmbiguous === true)
    page.add(indent, "the two differ only for cells that may be one of several values, such as 1,200");
  if (change === "not decided") {
    const why =
      meaning?.otherParts === true ? "a field that is part of another is declared differently" : "too many cases to check";
    page.add(indent, `${why}: compare the two by hand`, { paint: "unsure" });
  }
}

function addDifference(page: Page, indent: number, one: CriterionChange, before: CriterionText, after: CriterionText): void {
  if (before.label !== after.label) page.add(indent, `its label was: ${before.label}`);
  if (before.kind !== after.kind) page.add(indent, `moved from ${LIST[before.kind]} to ${LIST[after.kind]}`);
  else if (one.isMoved) page.add(indent, "moved to another place in its list");
  if (isWrittenOtherwise(one)) addConditions(page, indent, before.condition, after.condition);
  if (one.fields.length > 0) page.add(indent, `declared differently in the dictionary: ${one.fields.join(", ")}`);
  if (before.source !== after.source)
    page.add(indent, `place in the protocol: ${before.source ?? "none"}  →  ${after.source ?? "none"}`);
  if (before.note !== after.note) page.add(indent, "its note is another");
}

/** Limits beside each other, or the lines that only one of the two has. */
function addConditions(page: Page, indent: number, before: Described, after: Described): void {
  const [was, is] = [linesOf(before), linesOf(after)];
  const [one = "", other = ""] = [was[0], is[0]];
  const start = /^“[^”]*” is /.exec(one)?.[0] ?? "";
  if (was.length === 1 && is.length === 1) {
    const isShared = start !== "" && other.startsWith(start);
    page.add(indent, isShared ? `${one.slice(start.length)}  →  ${other.slice(start.length)}` : `${one}  →  ${other}`);
    return;
  }
  const gone = was.filter((line) => !is.includes(line));
  const come = is.filter((line) => !was.includes(line));
  if (gone.length === 0 && come.length === 0) page.add(indent, "its parts are in another order or place");
  // Where the two have nothing in common, each stands whole, its parts below it.
  const isWhole = gone.length === was.length && come.length === is.length;
  const add = (word: string, line: string, at: number): void => {
    if (!isWhole) page.add(indent, `${word}${line.trim().replace(/^- /, "")}`);
    else page.add(indent + (at === 0 ? 0 : word.length), at === 0 ? word + line : line);
  };
  for (const [at, line] of gone.entries()) add("before: ", line, at);
  for (const [at, line] of come.entries()) add("after:  ", line, at);
}

/** A condition as lines. */
export function linesOf({ text, of }: Described, depth = 0): readonly string[] {
  const mark = depth === 0 ? "" : `${"  ".repeat(depth)}- `;
  return [mark + text, ...of.flatMap((member) => linesOf(member, depth + 1))];
}

function addFields(page: Page, { fields }: CriteriaChanges): void {
  if (fields.length === 0) return;
  page.title("Dictionary");
  for (const { name, label, before, after } of fields) {
    page.add(2, `${label} (field ${name})`);
    if (before.length === 0 && after.length === 0) page.add(4, "other spellings, or other words that this page does not show");
    for (const line of before) page.add(4, `before: ${line}`);
    for (const line of after) page.add(4, `after:  ${line}`);
  }
}

function addSentences(page: Page, { notEvaluated: { added, removed } }: CriteriaChanges): void {
  if (added.length + removed.length === 0) return;
  page.title("Checked by a person");
  for (const { label } of added) page.add(2, `newly: ${label}`);
  for (const { label } of removed) page.add(2, `no longer: ${label}`);
}

function addConsequences(page: Page, consequences: Consequences): void {
  const { before, after, tests, cases, untested } = consequences;
  page.gap();
  const add = (word: string, text: string): void =>
    page.add(0, `${word.padEnd(9)}${text}`, { head: word, paint: "strong", hanging: 9 });
  if (untested !== undefined) add("Confirm", untested);
  else if (tests === undefined) add("Confirm", "neither version has a test file, so nothing shows which cases change");
  else if (cases.length === 0) add("Confirm", `all test cases of ${tests} give the results they expect`);
  else {
    add("Confirm", `${cases.length} test ${cases.length === 1 ? "case expects" : "cases expect"} otherwise (${tests}):`);
    addCases(page, consequences);
  }
  if (isSigned(consequences)) add("Sign", "nothing: the files are the same, byte for byte");
  else
    add(
      "Sign",
      `what was signed for the earlier version (SHA-256 ${short(before[0])}) is void; sign: trialsieve show ${after[0]?.file ?? ""}`,
    );
}

/** Cases that changed in the same way are reported together; more ways than this do not fit on a page. */
const MOST_WAYS = 8;
const MOST_NAMED = 3;

function addCases(page: Page, { before, after, cases }: Consequences): void {
  const ways = new Map<string, string[]>();
  for (const { name, outcomes } of cases) {
    const way = outcomes.map((one) => `${one.id} ${one.before}  →  ${one.after ?? "gone"}`).join("; ");
    ways.set(way, [...(ways.get(way) ?? []), `“${name}”`]);
  }
  let shown = 0;
  for (const [way, names] of [...ways].slice(0, MOST_WAYS)) {
    const named = names.slice(0, MOST_NAMED);
    shown += named.length;
    const more = names.length - named.length;
    const which = `${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
    page.add(9, `${names.length === 1 ? "" : `${names.length} cases, `}${which}: ${way}`);
  }
  if (shown < cases.length)
    page.add(9, `all of them: trialsieve test ${after[0]?.file ?? ""} --against ${before[0]?.file ?? ""}`);
}

function short(file: FileDigest | undefined): string {
  return file === undefined ? "" : `${file.sha256.slice(0, 8)}…${file.sha256.slice(-8)}`;
}

/** A record as a physician would say it. */
function recordWords({ record, asOf }: Example, { after, before }: CriteriaChanges): string {
  const entries = Object.entries(record).filter(([key, value]) => key !== "patient_id" && value !== "");
  const words = entries.map(([key, value]) => `${keyWords(key, after, before)} ${valueWords(value)}`);
  const isDated = entries.some(([, value]) => typeof value === "string" && /^\d{4}-\d{2}(-\d{2})?$/.test(value));
  return `${words.length === 0 ? "an empty cell" : words.join(", ")}${isDated ? ` (as of ${asOf})` : ""}`;
}

const COMPANION_WORDS: ReadonlyMap<string, string> = new Map([
  ["_date", "measured on"],
  ["_uln", "upper limit of normal"],
  ["_lln", "lower limit of normal"],
]);

function keyWords(key: string, ...trials: readonly Trial[]): string {
  const label = (name: string): string | undefined =>
    trials.map(({ fields }) => fields.get(name)?.label).find((one) => one !== undefined);
  const ending = /_(?:date|uln|lln)$/.exec(key)?.[0] ?? "";
  return label(key) ?? COMPANION_WORDS.get(ending) ?? key;
}

function valueWords(value: unknown): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value !== "string") return JSON.stringify(value);
  if (value === "") return "(empty)";
  const [, sign = "", number = "", code = ""] = /^([<>]=?)?(-?[\d.]+) (\S+)$/.exec(value) ?? [];
  const [decimal, unit] = [parseDecimal(number), ucumUnit(code)];
  return decimal === undefined || unit === undefined ? value : `${sign}${quantityWords([decimal.value], unit)}`;
}
