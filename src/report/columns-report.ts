/** What the `columns` command shows: how each column of a list is read, before anyone screens. Holds examples of cells. */
import { displayWidth, padEnd, terminalSafe, wrapHanging } from "../text/terminal-text.js";
import { MISSING_WORDS, UNREADABLE_WORDS } from "../values/describe-reading.js";
import type { MissingReason, UnreadableReason } from "../values/reading.js";
import type { Paint } from "./paint.js";
import { lineWidth } from "./verdict-words.js";

/** Cells as written, with their rows. */
export interface CellExample {
  readonly cell: string;
  readonly row: number;
}

/** Cells that have no value, for one and the same reason. */
export interface ReasonReport {
  readonly reason: MissingReason | UnreadableReason;
  readonly count: number;
  readonly hint: string | null;
  /** Up to three. */
  readonly examples: readonly CellExample[];
}

/** One field that criteria use, in one file. */
export interface FieldReport {
  readonly field: string;
  readonly label: string;
  /** The criteria that use it: `NCT02843126:I4a`. */
  readonly criteria: readonly string[];
  /** The heading or key; null if the file has none. */
  readonly column: string | null;
  /** The unit of cells that name none, as UCUM; null for a field without units, or if none is known. */
  readonly unit: string | null;
  /** The cells speak against that unit: numbers that name none are not assumed to be in it. */
  readonly unitInDoubt: boolean;
  /** Where that unit is from, in words: `heading`, `assumed: the field's own unit`, `each cell of column PLT unit`. */
  readonly unitFrom: string;
  readonly operatorColumn: string | null;
  readonly dateColumn: string | null;
  readonly ulnColumn: string | null;
  readonly ulnUnitColumn: string | null;
  readonly llnColumn: string | null;
  readonly llnUnitColumn: string | null;
  readonly read: number;
  /** Blank cells that `whenBlank` gives a value to; none of them counts as read. */
  readonly blank: { readonly count: number; readonly takenAs: string } | null;
  readonly missing: readonly ReasonReport[];
  readonly unreadable: readonly ReasonReport[];
}

/** One candidate file. */
export interface FileColumnsReport {
  readonly file: string;
  readonly format: string;
  readonly records: number;
  readonly emptyRows: number;
  /** The column of the candidate's id, or the columns of a composite id; null: the row number is used as the id. */
  readonly id: string | readonly string[] | null;
  readonly fields: readonly FieldReport[];
  /** Headings that would belong to a field if something did not follow its name. */
  readonly misfits: readonly { readonly heading: string; readonly why: string }[];
  /** Unknown headings. A person can see whether a criterion needs one. */
  readonly unused: readonly string[];
  /** Notes and problems, as one line each. */
  readonly remarks: readonly string[];
}

function total(reasons: readonly ReasonReport[]): number {
  return reasons.reduce((sum, { count }) => sum + count, 0);
}

const WORDS: Readonly<Record<ReasonReport["reason"], string>> = { ...MISSING_WORDS, ...UNREADABLE_WORDS };

function reasonLine(kind: "" | "unreadable: ", { reason, count, hint, examples }: ReasonReport): string {
  const shown = examples.map(({ cell, row }) => `${cell === "" ? "" : `${terminalSafe(JSON.stringify(cell))} in `}row ${row}`);
  return `${count}× ${kind}${WORDS[reason]}${hint === null ? "" : ` (${terminalSafe(hint)})`}${shown.length === 0 ? "" : `: ${shown.join(", ")}`}`;
}

interface Line {
  readonly cells: readonly string[];
  readonly paint: (text: string) => string;
  readonly below: readonly string[];
}

/** How the columns of a file are shown. */
interface Look {
  readonly word: "column" | "key";
  readonly paint: Paint;
  /** A heading, with its letters in a workbook: `PLT (K)`. */
  readonly named: (heading: string) => string;
}

/** A field that has a column. */
function fieldLine(field: FieldReport, heading: string, records: number, { word, paint, named }: Look): Line {
  const isGood = total(field.unreadable) === 0 && field.read > 0 && !field.unitInDoubt;
  const unit = field.unit === null ? "" : ` in ${field.unit}`;
  const below = [
    ...(field.unitFrom === "" ? [] : [`unit${unit}: ${terminalSafe(field.unitFrom)}`]),
    ...(field.operatorColumn === null ? [] : [`comparison signs from ${named(field.operatorColumn)}`]),
    ...(field.dateColumn === null ? [] : [`dated by ${named(field.dateColumn)}`]),
    ...(field.ulnColumn === null ? [] : [`upper limit of normal from ${named(field.ulnColumn)}`]),
    ...(field.ulnUnitColumn === null ? [] : [`its unit from ${named(field.ulnUnitColumn)}`]),
    ...(field.llnColumn === null ? [] : [`lower limit of normal from ${named(field.llnColumn)}`]),
    ...(field.llnUnitColumn === null ? [] : [`its unit from ${named(field.llnUnitColumn)}`]),
    ...(field.blank === null ? [] : [`${field.blank.count}× blank, taken as \`${field.blank.takenAs}\`, as \`whenBlank\` says`]),
    ...field.missing.map((reason) => reasonLine("", reason)),
    ...field.unreadable.map((reason) => reasonLine("unreadable: ", reason)),
    ...(field.read === 0 && records > 0 ? [`nothing could be read from it: is it the right ${word}?`] : []),
  ];
  return {
    cells: [isGood ? "✔" : "!", terminalSafe(field.label), named(heading), `${field.read} of ${records} read`],
    paint: isGood ? paint.good : paint.unsure,
    below,
  };
}

/** Fields that have none, with the criteria that stay unknown for it. */
function lackingLines(lacking: readonly FieldReport[], word: string, width: number, paint: Paint): readonly string[] {
  if (lacking.length === 0) return [];
  const what = lacking.length === 1 ? "1 field" : `${lacking.length} fields`;
  const trials = new Set(lacking.flatMap(({ criteria }) => criteria.map((id) => id.split(":", 1)[0])));
  // With one trial its ID says nothing.
  const shown = (id: string): string => (trials.size > 1 ? id : id.slice(id.indexOf(":") + 1));
  const named = lacking.map(({ label, criteria }) => `${label} (${criteria.map(shown).join(", ")})`).join("; ");
  const head = `✘  no ${word} for ${what}; criteria that use ${lacking.length === 1 ? "it" : "them"} will be "unknown":`;
  const [first = "", ...rest] = wrapHanging(head, width, 3);
  return [paint.bad(first), ...rest, ...wrapHanging(terminalSafe(named), width - 3, 0).map((line) => `   ${line}`)];
}

function fileText({ report, remarks, letters }: ShownColumns, width: number, paint: Paint): string {
  const { records, emptyRows, format } = report;
  const word = format === "json" || format === "ndjson" ? "key" : "column";
  const named = (heading: string): string => {
    const own = letters.get(heading);
    return terminalSafe(heading) + (own === undefined ? "" : ` (${own})`);
  };
  const rows = records === 1 ? "1 candidate" : `${records} candidates`;
  const empty = emptyRows === 0 ? "" : `, ${emptyRows} empty ${emptyRows === 1 ? "row" : "rows"}`;
  const title = `${terminalSafe(report.file)} (${report.format}): ${rows}${empty}`;
  const id =
    report.id === null ? `no ID ${word}: the row number is used instead` : `ID: ${[report.id].flat().map(named).join(" + ")}`;
  const lines = report.fields.flatMap((field) =>
    field.column === null ? [] : [fieldLine(field, field.column, records, { word, paint, named })],
  );
  const widths = [0, 1, 2].map((index) => Math.max(...lines.map(({ cells }) => displayWidth(cells[index] ?? ""))));
  const text = [paint.strong(title), ...wrapHanging(id, width, 2), ""];
  for (const { cells, paint: color, below } of lines) {
    const padded = cells
      .map((cell, index) => padEnd(cell, widths[index] ?? 0))
      .join("  ")
      .trimEnd();
    const [first = "", ...rest] = wrapHanging(padded, width, 4);
    text.push(color(first), ...rest);
    for (const line of below) text.push(...wrapHanging(line, width - 4, 2).map((one) => paint.dim(`    ${one}`)));
  }
  const lacking = report.fields.filter(({ column }) => column === null);
  text.push(...(lines.length > 0 && lacking.length > 0 ? [""] : []), ...lackingLines(lacking, word, width, paint));
  for (const [index, { heading, why }] of report.misfits.entries())
    text.push(
      ...(index === 0 ? [""] : []),
      ...wrapHanging(terminalSafe(`${word} ${named(heading)} is not used: ${why}`), width, 2),
    );
  if (report.unused.length > 0) {
    text.push("", ...wrapHanging(`${word}s that are not read: ${report.unused.map(named).join(", ")}`, width, 2));
  }
  if (remarks.length > 0) text.push("", ...remarks.flatMap((remark) => wrapHanging(terminalSafe(remark), width, 2)));
  return `${text.join("\n")}\n`;
}

/** What people are shown of one file. */
export interface ShownColumns {
  readonly report: FileColumnsReport;
  /** Instead of those of the report: with the labels of fields. */
  readonly remarks: readonly string[];
  /** Those of columns, by heading; in a workbook alone. */
  readonly letters: ReadonlyMap<string, string>;
}

/** The report for people. */
export function renderColumns(
  files: readonly ShownColumns[],
  options: { readonly width: number | undefined; readonly paint: Paint },
): string {
  const width = lineWidth(options.width);
  return files.map((file) => fileText(file, width, options.paint)).join("\n");
}

/** The report for programs: one JSON document. */
export function columnsJson(files: readonly FileColumnsReport[]): string {
  return `${JSON.stringify({ schemaVersion: 1, files }, undefined, 2)}\n`;
}
