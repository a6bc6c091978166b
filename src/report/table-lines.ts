/** The lines of a table: in columns if there is room, else one candidate below the other. */
import { displayWidth, padEnd, wrap, wrapHanging } from "../text/terminal-text.js";
import type { Paint } from "./paint.js";
import { ELIGIBILITY_LOOKS } from "./verdict-words.js";

/** One reason: `head` says what it is and is painted. All text is safe for terminals. */
export interface Remark {
  readonly head: string;
  readonly paint: keyof Paint;
  readonly text: string;
}

/** One trial of a row. */
export interface TableTrial {
  readonly trial: string;
  readonly eligibility: { readonly text: string; readonly paint: keyof Paint };
  readonly remarks: readonly Remark[];
}

/** What the table shows of one candidate. */
export interface TableRow {
  readonly candidate: string;
  readonly file: string;
  readonly row: string;
  /** The cells of kept columns. */
  readonly kept: readonly Remark[];
  readonly problems: readonly Remark[];
  readonly trials: readonly TableTrial[];
}

/** How the lines are laid out. */
export interface TableLayout {
  readonly width: number;
  readonly paint: Paint;
  readonly severalTrials: boolean;
  readonly severalFiles: boolean;
}

const GAP = "  ";

/** In a narrower column, reasons would be nothing but line breaks. */
const MIN_REMARKS = 28;

/** How far the second line of a reason is indented. */
const HANGING = 2;

/** A reason in lines of at most `width`; only the head is painted, and only where no line break has cut it. */
function remarkLines({ head, paint: colour, text }: Remark, width: number, paint: Paint): readonly string[] {
  const [first = "", ...rest] = wrapHanging(head + text, width, HANGING);
  return [first.startsWith(head) ? paint[colour](head) + first.slice(head.length) : first, ...rest];
}

/** The files' names stand above their rows. */
function withFileHeadings(
  rows: readonly TableRow[],
  { width, paint, severalFiles }: TableLayout,
  linesOf: (row: TableRow) => readonly string[],
): readonly string[] {
  const lines: string[] = [];
  let file: string | undefined;
  for (const row of rows) {
    if (severalFiles && row.file !== file) {
      file = row.file;
      for (const line of wrap(file, width)) lines.push(paint.strong(line));
    }
    // Not spread into the call: a candidate may have more lines than a call takes arguments.
    for (const line of linesOf(row)) lines.push(line);
  }
  return lines;
}

/** One candidate below the other, for narrow terminals. */
function stackedLines(row: TableRow, { width, paint, severalTrials }: TableLayout): readonly string[] {
  const indented = (remark: Remark, by: number): readonly string[] =>
    remarkLines(remark, width - by, paint).map((line) => " ".repeat(by) + line);
  const lines = wrapHanging(`${row.candidate}${GAP}row ${row.row}`, width, HANGING).map(paint.strong);
  for (const remark of [...row.kept, ...row.problems]) lines.push(...indented(remark, 2));
  for (const { trial, eligibility, remarks } of row.trials) {
    const name = severalTrials ? ` for ${trial}` : "";
    lines.push(...indented({ head: eligibility.text, paint: eligibility.paint, text: name }, 2));
    for (const remark of remarks) lines.push(...indented(remark, 4));
  }
  return lines;
}

/** A cell of the table: lines that fit its column, and how they are painted once they have been padded. */
interface Cell {
  readonly lines: readonly string[];
  readonly paint: (text: string) => string;
}

/** Cells side by side. Nothing is padded after the last text of a line. */
function sideBySide(cells: readonly Cell[], widths: readonly number[]): readonly string[] {
  const height = Math.max(...cells.map((cell) => cell.lines.length));
  return Array.from({ length: height }, (_, i) => {
    const last = cells.findLastIndex((cell) => (cell.lines[i] ?? "") !== "");
    const shown = cells.slice(0, last + 1).map(({ lines, paint }, column) => {
      const text = lines[i] ?? "";
      if (text === "") return column === last ? "" : " ".repeat(widths[column] ?? 0);
      return paint(column === last ? text : padEnd(text, widths[column] ?? 0));
    });
    return shown.join(GAP);
  });
}

const widest = (texts: Iterable<string>, atLeast: number): number => {
  let width = atLeast;
  for (const text of texts) width = Math.max(width, displayWidth(text));
  return width;
};

/** The table's lines, without its counts. No line is wider than `layout.width`. */
export function tableLines(rows: readonly TableRow[], layout: TableLayout): readonly string[] {
  if (rows.length === 0) return [];
  const { width, paint, severalTrials } = layout;
  const plain = (text: string): string => text;
  const idWidth = Math.min(
    widest(
      rows.map((row) => row.candidate),
      "candidate".length,
    ),
    Math.max("candidate".length, width >> 2),
  );
  const rowWidth = widest(
    rows.map((row) => row.row),
    "row".length,
  );
  const trialWidth = widest(
    rows.flatMap((row) => row.trials.map(({ trial }) => trial)),
    "trial".length,
  );
  const eligibilityWidth = widest(
    Object.values(ELIGIBILITY_LOOKS).map(({ text }) => text),
    "eligibility".length,
  );
  const widths = [idWidth, rowWidth, ...(severalTrials ? [trialWidth] : []), eligibilityWidth];
  const room = width - widths.reduce((sum, column) => sum + column + GAP.length, 0);
  if (room < MIN_REMARKS) return withFileHeadings(rows, layout, (row) => stackedLines(row, layout));

  const heading = ["candidate", "row".padStart(rowWidth), ...(severalTrials ? ["trial"] : []), "eligibility", "why"];
  const cells = heading.map((text) => ({ lines: [text], paint: paint.dim }));
  const linesOf = (row: TableRow): readonly string[] => {
    const problems = [...row.kept, ...row.problems].flatMap((remark) => remarkLines(remark, room, paint));
    return row.trials.flatMap(({ trial, eligibility, remarks }, i) =>
      sideBySide(
        [
          { lines: i === 0 ? wrap(row.candidate, idWidth) : [], paint: paint.strong },
          { lines: i === 0 ? [row.row.padStart(rowWidth)] : [], paint: plain },
          ...(severalTrials ? [{ lines: [trial], paint: plain }] : []),
          { lines: [eligibility.text], paint: paint[eligibility.paint] },
          {
            lines: [...(i === 0 ? problems : []), ...remarks.flatMap((remark) => remarkLines(remark, room, paint))],
            paint: plain,
          },
        ],
        widths,
      ),
    );
  };
  return [...sideBySide(cells, widths), ...withFileHeadings(rows, layout, linesOf)];
}
