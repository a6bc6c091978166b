/** Criteria as the `show` command shows them, in the protocol's order. Plain data: text, markdown and json are made from it. */
import { type Described, describeCondition } from "../language/describe.js";
import { describeAssumptions, describeField } from "../language/describe-field.js";
import { type Criterion, type CriterionKind, type Field, leavesOf, type Trial } from "../language/model.js";
import { needsAsOf } from "../language/needs-as-of.js";

/** A file and the digest of its bytes. */
export interface ShownFile {
  readonly file: string;
  readonly sha256: string;
}

/** One criterion, in words. */
export interface ShownCriterion {
  readonly id: string;
  readonly label: string;
  /** Where the protocol says it; null if the file does not say. */
  readonly source: string | null;
  readonly note: string | null;
  readonly condition: Described;
  readonly assumed: readonly string[];
  /** Warnings of `validate` that the author accepts, each with the reason. */
  readonly accepted: readonly ShownAccepted[];
}

/** An accepted warning. */
export interface ShownAccepted {
  readonly code: string;
  readonly why: string;
}

/** Criteria that stand side by side in the protocol. */
export interface ShownGroup {
  readonly source: string | null;
  readonly criteria: readonly ShownCriterion[];
}

/** A field, and what is assumed or not believed about it. */
export interface ShownField {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly lines: readonly string[];
}

/** A sentence of the protocol that no criterion covers. */
export interface ShownSentence {
  readonly source: string | null;
  readonly label: string;
  readonly why: string | null;
}

/** One criteria file. */
export interface ShownTrial {
  readonly id: string;
  readonly title: string;
  readonly source: string | null;
  readonly version: string | null;
  /** The criteria file, then its dictionary. */
  readonly files: readonly ShownFile[];
  /** How the statements are meant, for all of them. */
  readonly reading: readonly string[];
  readonly inclusion: readonly ShownGroup[];
  readonly exclusion: readonly ShownGroup[];
  /** What a person has to check for every candidate. */
  readonly notEvaluated: readonly ShownSentence[];
  /** The fields that the criteria use, in order of first use. */
  readonly fields: readonly ShownField[];
}

/** The headings of the two lists: what a criterion does to eligibility. */
export const SECTIONS: readonly {
  readonly kind: CriterionKind;
  readonly title: string;
  readonly none: string;
  readonly lead: string;
}[] = [
  {
    kind: "inclusion",
    title: "Inclusion: every one of these is required",
    none: "Inclusion: the file has no inclusion criterion",
    lead: "Required:",
  },
  {
    kind: "exclusion",
    title: "Exclusion: any one of these excludes",
    none: "Exclusion: the file has no exclusion criterion",
    lead: "Excluded if:",
  },
];

/** The heading of criteria for which the file names no place. */
export const NO_SOURCE = "no place in the protocol is named";

/** The heading of the sentences that no criterion covers. */
export const NOT_EVALUATED = "Not evaluated: a person checks these for every candidate";

/** What the person signs. */
export const STATEMENT = "I have compared these criteria with the protocol. They say what the protocol says.";

/** What a person fills in. */
export const SIGNATURE = ["Name", "Role", "Date", "Signature"] as const;

/** A note may be written in paragraphs; a page breaks lines by itself. */
export function oneLine(note: string): string {
  return note.replace(/[ \t]*\r?\n\s*/g, " ");
}

/** A trial as it is shown. `files`: what it was loaded from. */
export function showTrial(trial: Trial, files: readonly ShownFile[]): ShownTrial {
  const { id, title, source = null, version = null, criteria } = trial;
  const of = (kind: CriterionKind): readonly ShownGroup[] =>
    groups(criteria.filter((criterion) => criterion.kind === kind).map((criterion) => shownCriterion(criterion, trial)));
  return {
    id,
    title,
    source,
    version,
    files,
    reading: readingOf(trial),
    inclusion: of("inclusion"),
    exclusion: of("exclusion"),
    notEvaluated: trial.notEvaluated.map((one) => ({ source: one.source ?? null, label: one.label, why: one.why ?? null })),
    fields: shownFields(trial),
  };
}

function shownCriterion(criterion: Criterion, { fields }: Trial): ShownCriterion {
  const { id, label, source = null, note = null } = criterion;
  return {
    id,
    label,
    source,
    note,
    condition: describeCondition(criterion.condition),
    assumed: describeAssumptions(criterion, fields),
    accepted: criterion.accept.map(({ code, why }) => ({ code, why })),
  };
}

/** Neighbours with one source are one group; the order of the file stays. */
function groups(criteria: readonly ShownCriterion[]): readonly ShownGroup[] {
  const found: { readonly source: string | null; readonly criteria: ShownCriterion[] }[] = [];
  for (const criterion of criteria) {
    const last = found.at(-1);
    if (last !== undefined && last.source === criterion.source) last.criteria.push(criterion);
    else found.push({ source: criterion.source, criteria: [criterion] });
  }
  return found;
}

function shownFields({ criteria, fields }: Trial): readonly ShownField[] {
  const asked = criteria.flatMap(({ condition }) => leavesOf(condition).map(({ field }) => field));
  // A date that replaces a value is read, too.
  const dateOf = (field: Field): readonly Field[] =>
    field.type === "number" && field.since !== undefined ? [fields.get(field.since) ?? field] : [];
  const used = new Set(asked.flatMap((field) => [field, ...dateOf(field)]));
  return [...used].map((field) => ({
    name: field.name,
    label: field.label,
    type: field.type,
    lines: describeField(field, fields),
  }));
}

function readingOf({ criteria }: Trial): readonly string[] {
  const leaves = criteria.flatMap(({ condition }) => leavesOf(condition));
  const hasBlank = leaves.some(
    ({ field }) => (field.type === "boolean" || field.type === "code") && field.whenBlank !== undefined,
  );
  const isIn = (kind: "uln-multiple" | "lln-multiple"): boolean =>
    leaves.some((leaf) => leaf.kind === "number" && leaf.unit?.kind === kind);
  const normals = [...(isIn("uln-multiple") ? ["upper"] : []), ...(isIn("lln-multiple") ? ["lower"] : [])];
  const units = leaves.flatMap((leaf) =>
    leaf.kind === "elapsed" ? leaf.unit : leaf.kind === "date" || leaf.maxAge === undefined ? [] : leaf.maxAge.unit,
  );
  return [
    "A candidate is eligible only if every inclusion criterion is met and every exclusion criterion is known not to be met.",
    `A value that is empty, absent, unreadable, not believed, ambiguous or too old is unknown. It never counts as a yes or a no${hasBlank ? ", except where this page says “assumed”" : ""}. Whatever depends on it stays open: such a candidate is not eligible until a person has checked.`,
    ...normals.map(
      (which) =>
        `The ${which} limit of normal is the laboratory's own, from the candidate list. Without one the criterion is unknown.`,
    ),
    ...(leaves.some(needsAsOf) ? ["The as-of date is the date on which candidates are screened. A later date is unknown."] : []),
    ...(units.some((unit) => unit === "mo" || unit === "a")
      ? ["Months and years are calendar months and years; a day that a month does not have becomes the first of the next month."]
      : []),
  ];
}
