/**
 * xlsx: a workbook for people. Its sheets are written side by side, so what is given here are pieces, each for one sheet; `io/workbook-sink`
 * packs them. A piece is {@link PIECE}, the letter of its sheet (or of a part of it, {@link RANKS}), the number of its rows, `;` and XML.
 * `J` asks for the parts to be put together, `E` ends the workbook.
 */
import type { CandidateResult, RunHead } from "../evaluate/result.js";
import { columnLetters } from "../values/column-letters.js";
import { UNREADABLE_WORDS } from "../values/describe-reading.js";
import { Bytes } from "./bytes.js";
import { noInsightGiven, type Reporter, type ReportOptions } from "./reporter.js";
import { linesOf, rowXml, STYLE, sheetEnd, sheetStart, textCell } from "./sheet-xml.js";
import { candidateWriter, IDS_WIDTH, PlaceCells, PROBLEMS_WIDTH, WHY_WIDTH } from "./xlsx-candidates.js";
import { addLookUps, logWriter, NEEDS_WIDTH, RANKS, REASONS_WIDTH, VERSION_WIDTH } from "./xlsx-log.js";
import { Rows } from "./xlsx-rows.js";
import { runRows } from "./xlsx-run.js";
import { SUMMARY_WIDTHS, summaryRows } from "./xlsx-summary.js";

/** Stands before each piece, and never in XML. */
export const PIECE = "\u0001";

/** The sheets, in their order, each with the letter of its pieces. */
export const SHEETS = [
  ["S", "Summary"],
  ["C", "Candidates"],
  ["L", "Look up"],
  ["X", "Correct"],
  ["K", "Criteria"],
  ["V", "Verdicts"],
  ["G", "Screening log"],
  ["R", "Run"],
] as const;
/** The letter of a sheet. */
export type SheetLetter = (typeof SHEETS)[number][0];

const KEPT_WIDTH = 20;

interface Column {
  readonly heading: string;
  readonly width: number;
}

const column = (heading: string, width: number): Column => ({ heading, width });

function placeColumns({ severalFiles }: RunHead, { keep = [] }: ReportOptions): readonly Column[] {
  const along = keep.map((heading) => column(heading, KEPT_WIDTH));
  return [column("Candidate", 18), ...(severalFiles ? [column("File", 24)] : []), column("Row", 8), ...along];
}

/** The columns of each sheet. */
function columnsOf(run: RunHead, options: ReportOptions): Readonly<Record<SheetLetter, readonly Column[]>> {
  const several = run.trials.length > 1;
  const named = (id: string, heading: string): string => (several ? `${id} ${heading}` : heading);
  const candidates = run.trials.flatMap(({ id }) => [
    column(named(id, "Eligibility"), 16),
    ...(options.reasons ? [column(named(id, "Why"), WHY_WIDTH)] : []),
    column(named(id, "Failed"), IDS_WIDTH),
    column(named(id, "Unknown"), IDS_WIDTH),
    column(named(id, "Assumed"), IDS_WIDTH),
  ]);
  return {
    S: SUMMARY_WIDTHS.map((width) => column("", width)),
    C: [...placeColumns(run, options), ...candidates, column("Problems", PROBLEMS_WIDTH)],
    V: [
      ...placeColumns(run, options),
      ...run.trials.flatMap(({ id, criteria }) => criteria.map((one) => column(named(id, one.id), 10))),
    ],
    X: [...placeColumns(run, options), column("Column", 24), column("Cell", 24), column("What is wrong", WHY_WIDTH)],
    L: [
      ...placeColumns(run, options),
      ...(several ? [column("Trial", 18)] : []),
      column("Values", 8),
      column("Look up", NEEDS_WIDTH),
      column("Done", 12),
    ],
    G: [
      column("No.", 7),
      ...placeColumns(run, options),
      ...(several ? [column("Trial", 18)] : []),
      column("As-of date", 12),
      column("Protocol version", VERSION_WIDTH),
      column("Eligible", 10),
      column("Reasons", REASONS_WIDTH),
      column("Initials", 10),
      column("Date", 12),
      column("Decision", 18),
    ],
    K: [column("Trial", 18), column("Criterion", 12), column("Kind", 12), column("Text", WHY_WIDTH)],
    R: [column("What", 28), column("Value", WHY_WIDTH), column("SHA-256", 68)],
  };
}

/** Makes an xlsx reporter for one run. */
export function xlsx(options: ReportOptions): Reporter {
  let run: RunHead | undefined;
  let write: ((result: CandidateResult) => void) | undefined;
  const out = new Bytes();
  const sheets = { C: new Rows(), V: new Rows(), X: new Rows(), G: new Rows() };
  const ranks = RANKS.map(() => new Rows());
  return {
    detail: "insight",
    head(started) {
      run = started;
      const columns = columnsOf(started, options);
      const starts = SHEETS.map(([letter]) =>
        piece(
          letter,
          letter === "S" ? 0 : 1,
          sheetStart(
            letter === "S" ? [] : columns[letter].map(({ heading }) => heading),
            columns[letter].map(({ width }) => width),
          ),
        ),
      );
      return starts.join("") + rows("K", criteriaRows(started));
    },
    block(results) {
      if (run === undefined) throw new Error("a report begins with its head");
      out.clear();
      write ??= writer(run, options, sheets, ranks);
      for (const result of results) write(result);
      for (const letter of ["C", "V", "X", "G"] as const) sheets[letter].moveTo(out, (count) => piece(letter, count, ""));
      for (const [at, rank] of ranks.entries()) rank.moveTo(out, (count) => piece(RANKS[at] ?? "1", count, ""));
      return out.bytes;
    },
    tail(summary, insight = noInsightGiven()) {
      if (run === undefined) throw new Error("a report begins with its head");
      const columns = columnsOf(run, options);
      const last = (letter: SheetLetter): string => columnLetters(columns[letter].length - 1);
      const title = run.trials.map(({ id, version }) => (version === undefined ? id : `${id}, ${version}`)).join("; ");
      const ends = SHEETS.map(([letter]) => {
        return piece(letter, 0, sheetEnd(letter === "S" ? undefined : `A1:${last(letter)}${ROWS}`, title));
      });
      const answer = rows("S", summaryRows(insight, run, summary, options));
      return (
        answer +
        rows("R", runRows(run, summary)) +
        piece("J", 0, "") +
        ends.join("") +
        piece("E", 0, SHEETS.map(([letter]) => last(letter)).join(";"))
      );
    },
  };
}

/** In the end of a sheet: how many rows it has, which only whoever packs the pieces knows. */
export const ROWS = "\u0002";

function piece(letter: SheetLetter | (typeof RANKS)[number] | "J" | "E", count: number, xml: string): string {
  return `${PIECE}${letter}${count};${xml}`;
}

function rows(letter: SheetLetter, xml: readonly string[]): string {
  return piece(letter, xml.length, xml.join(""));
}

/** Makes what writes all rows of a candidate. */
function writer(
  run: RunHead,
  options: ReportOptions,
  sheets: Readonly<Record<"C" | "V" | "X" | "G", Rows>>,
  ranks: readonly Rows[],
): (result: CandidateResult) => void {
  const place = new PlaceCells(run);
  const writeCandidate = candidateWriter(run, options);
  const writeLog = logWriter(run);
  const severalTrials = run.trials.length > 1;
  return (result) => {
    const { problems, trials } = result;
    place.turnTo(result);
    const { plain } = place;
    writeCandidate(result, place, sheets.C, sheets.V);
    for (const texts of corrections(result, options.values))
      sheets.X.add(
        plain,
        texts.map((text) => textCell(text, STYLE.wrapped)),
        linesOf(texts[2], WHY_WIDTH),
      );
    writeLog(result, place, sheets.G);
    if (problems.length > 0) return;
    for (const { trial, lookUps } of trials)
      if (lookUps !== undefined) addLookUps(ranks, lookUps, { trial, place: plain, values: options.values, severalTrials });
  };
}

type Correction = readonly [heading: string, cell: string, wrong: string];

const NO_CORRECTIONS: readonly Correction[] = [];

/** What a person can put right in the list: records with problems, and cells that could not be read, each once. */
function corrections({ problems, trials }: CandidateResult, values: boolean): readonly Correction[] {
  // Most candidates have none.
  let cells: Map<string, Correction> | undefined;
  for (const { criteria } of trials)
    for (const { evidence } of criteria)
      for (const { column: heading, cell, reading } of evidence) {
        if (reading.state !== "unreadable" || heading === "" || reading.reason === "shifted") continue;
        const why = `${UNREADABLE_WORDS[reading.reason]}${reading.hint === undefined ? "" : ` (${reading.hint})`}`;
        cells ??= new Map();
        cells.set(heading, [heading, values ? cell : "", why]);
      }
  if (problems.length === 0 && cells === undefined) return NO_CORRECTIONS;
  return [...problems.map(({ message }): Correction => ["", "", message]), ...(cells?.values() ?? [])];
}

function criteriaRows({ trials }: RunHead): readonly string[] {
  return trials.flatMap(({ id: trial, criteria, notEvaluated }) => [
    ...criteria.map(({ id, kind, label }) => criterionRow(trial, id, kind, label)),
    ...notEvaluated.map(({ source, label }) => criterionRow(trial, source ?? "", "not evaluated", label)),
  ]);
}

function criterionRow(trial: string, id: string, kind: string, label: string): string {
  return rowXml([textCell(trial), textCell(id), textCell(kind), textCell(label, STYLE.wrapped)], linesOf(label, WHY_WIDTH));
}
