/** What is told about candidate files as wholes: faults that stop the run, problems, and notes. Values; nothing here prints. */

/**
 * Something to tell about a candidate file. `error` stops the run before any output (status 2), `problem` makes the status 1, `note` is
 * for information. Holds headings and places, never a patient's value.
 */
export interface InputNotice {
  /** Stable and greppable: `two-columns`. */
  readonly code: InputNoticeCode;
  readonly severity: "error" | "problem" | "note";
  readonly file: string;
  /** What a spreadsheet shows, the index in a JSON array, the line in NDJSON. */
  readonly row?: number | undefined;
  /** The heading or key. */
  readonly column?: string | undefined;
  /** The letters of that column in a workbook. */
  readonly letters?: string | undefined;
  /** The place in a JSON text. */
  readonly at?: { readonly line: number; readonly column: number } | undefined;
  /** Lower case, no full stop, the user's words in backticks. */
  readonly message: string;
  /** The way out. */
  readonly help?: string | undefined;
  /** The key of a column map that settles it, and what may stand there. */
  readonly settledBy?: SettledBy | undefined;
  /** For people: what it says of one field or column, so that several of a kind become one note. Programs get `message`. */
  readonly shared?: SharedMessage | undefined;
}

/** See {@link InputNotice}. */
export interface SettledBy {
  readonly path: readonly string[];
  readonly values: readonly (string | number | readonly string[])[];
  /** What a person knows it by. */
  readonly shown?: readonly string[];
}

/** What a message is about. */
export interface Subject {
  /** The field by its label or name, or the column by its heading. */
  readonly subject: string;
  /** What is true of this subject alone; stands in parentheses after it. */
  readonly details?: readonly string[];
}

/** A message about a field or a column, in parts. */
export interface SharedMessage extends Subject {
  /** What stands before and after one subject, */
  readonly one: Around;
  /** and before and behind several; undefined if each needs a line of its own. */
  readonly several: Around | undefined;
}

/** A message about a field: programs get its name, people its label. */
export function aboutField(
  field: { readonly name: string; readonly label: string },
  of: (name: string) => Subject,
  one: Around,
  several?: Around,
): Pick<InputNotice, "message" | "shared"> {
  const message = one.join(subjectText(of(`\`${field.name}\``)));
  return { message, shared: { ...of(field.label), one, several } };
}

/** The message for people, of one notice alone. */
export function messageText(notice: InputNotice): string {
  const { message, shared } = notice;
  return shared === undefined ? message : shared.one.join(subjectText(subjectOf(notice, shared)));
}

/** What a notice is about, with the letters of its column where that is named: ``column K `PLT` ``. */
export function subjectOf({ column, letters }: InputNotice, { subject, details = [] }: Subject): Subject {
  if (letters === undefined) return { subject, details };
  const heading = `\`${column}\``;
  const named = (text: string): string => (text === `column ${heading}` ? `column ${letters} ${heading}` : text);
  return { subject: subject === heading ? `${letters} ${heading}` : subject, details: details.map(named) };
}

/** Whether the message itself says the letters. */
export function saysLetters(notice: InputNotice): boolean {
  const { letters, shared } = notice;
  return letters !== undefined && shared !== undefined && subjectText(subjectOf(notice, shared)) !== subjectText(shared);
}

/** `Platelets (column `PLT`, 3 cells)` */
export function subjectText({ subject, details = [] }: Subject): string {
  return `${subject}${details.length === 0 ? "" : ` (${details.join(", ")})`}`;
}

/** What stands around a subject. */
export type Around = readonly [before: string, behind: string];

/** A notice before it is known how grave it is, and of which file. */
export type Notice = Omit<InputNotice, "severity" | "file">;

/** Stable codes. */
export type InputNoticeCode =
  // the file
  | "empty-input"
  | "no-records"
  | "unknown-format"
  | "spreadsheet-file"
  | "broken-workbook"
  | "sheet"
  | "binary-file"
  | "unknown-encoding"
  | "wrong-delimiter"
  | "not-in-encoding"
  | "open-quote"
  | "stray-quote"
  | "long-record"
  | "unknown-problem"
  | "json-syntax"
  // its columns
  | "no-used-column"
  | "title-line"
  | "long-table"
  | "transposed-table"
  | "second-heading"
  | "two-columns"
  | "two-fields"
  | "map-clash"
  | "duplicate-heading"
  | "unknown-column"
  | "unknown-map-field"
  | "blank-heading"
  | "unit-row"
  | "no-column"
  | "near-miss"
  | "unit-conflict"
  | "map-unit"
  | "other-column"
  | "column-beside"
  | "own-unit"
  | "limit-unit"
  | "no-date-column"
  | "no-dates"
  | "unreadable-dates"
  | "after-as-of"
  | "no-limit"
  | "no-unit"
  | "id-column"
  | "no-id-column"
  | "id-is-value"
  | "id-per-site"
  | "blank-ids"
  | "not-a-candidate"
  | "mostly-unreadable"
  | "implausible-unit"
  | "unit-withdrawn"
  | "limits-differ"
  | "unit-in-doubt"
  | "unit-unseen"
  | "share-or-percent"
  | "missing-code"
  | "coded-column"
  | "trusted"
  | "assumed-unit"
  | "fails-by-assumed-unit"
  | "assumed-digit"
  | "other-digit"
  // a sheet of a workbook
  | "exchanged-dates"
  | "hidden-cells"
  | "formulas"
  | "rounded"
  | "unread-cells";

/** The order of codes within a severity. What is not named here comes first. */
const LATER: readonly InputNoticeCode[] = [
  // may make a verdict wrong, or leave it open
  ...([
    "unit-withdrawn",
    "unit-in-doubt",
    "limits-differ",
    "unit-unseen",
    "share-or-percent",
    "missing-code",
    "coded-column",
  ] as const),
  "fails-by-assumed-unit",
  ...(["exchanged-dates", "other-digit", "implausible-unit", "column-beside", "after-as-of", "no-dates"] as const),
  ...(["near-miss", "no-column"] as const),
  ...(["no-unit", "no-date-column", "no-limit"] as const),
  // was read in a certain way
  ...(["trusted", "own-unit", "map-unit", "limit-unit", "unit-row", "assumed-unit", "assumed-digit"] as const),
  ...(["formulas", "rounded", "hidden-cells"] as const),
  // was not read
  ...(["unread-cells", "other-column", "blank-heading", "no-id-column", "id-column"] as const),
];

/** Sorts notices of one severity: what may change verdicts comes first. */
export function byImportance(a: Pick<InputNotice, "code">, b: Pick<InputNotice, "code">): number {
  return LATER.indexOf(a.code) - LATER.indexOf(b.code);
}

/** Whether the run can go on. */
export function stops(notices: readonly InputNotice[]): boolean {
  return notices.some((notice) => notice.severity === "error");
}

/** A candidate file as messages name it: `-` is standard input. */
export function shownName(file: string): string {
  return file === "-" ? "standard input" : file;
}
