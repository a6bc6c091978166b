/** How each column of the candidate files will be read: for the `columns` command, before anyone screens. */
import type { FileStats, ReasonStats, SlotStats } from "../cells/stats.js";
import { headingMisfit } from "../columns/heading-misfit.js";
import { asking, isDated } from "../columns/needs.js";
import { lettersOf } from "../columns/sheet-notices.js";
import { type InputNotice, messageText } from "../diagnostics/notice.js";
import { type ColumnJudgement, judgementOf } from "../facts/judgement.js";
import type { MapFindings } from "../language/load/complete-map.js";
import { assertNever } from "../language/model.js";
import type { Slot, SlotPlan } from "../plan/slots.js";
import type { CellToCorrect } from "../report/columns-cells.js";
import type { FieldReport, FileColumnsReport, ReasonReport } from "../report/columns-report.js";
import { asWhole } from "../values/observation.js";
import { CellsToCorrect } from "./cells-to-correct.js";
import type { CheckedFile, PreflightSettings } from "./file-preflight.js";
import type { CellSurvey } from "./list-survey.js";
import { mapFindings, unclaimedIn } from "./map-findings.js";
import type { PreflightResult } from "./preflight.js";
import type { FileColumns } from "./records/read.js";
import { openReader, statsNotices } from "./records/read.js";
import { failureOf, startPass } from "./source.js";

/** One file's columns, and what else to report about them. */
export interface ColumnsFound {
  readonly report: FileColumnsReport;
  /** The report's remarks, for people: fields by their labels. */
  readonly remarks: readonly string[];
  /** The letters of the columns, by heading; only in a workbook. */
  readonly letters: ReadonlyMap<string, string>;
  /** What a column map is made of. */
  readonly map: MapFindings;
  readonly notices: readonly InputNotice[];
  /** Everything that cannot be read, in order of row and field; empty unless asked for. */
  readonly cells: readonly CellToCorrect[];
}

/** Reads every file once more, with examples of what has no value. Throws a {@link ReadFailure} if one cannot be read. */
export async function describeColumns(
  plan: SlotPlan,
  { files, notices }: PreflightResult,
  settings: PreflightSettings,
  { listsCells = false, survey }: { readonly listsCells?: boolean; readonly survey?: CellSurvey } = {},
): Promise<readonly ColumnsFound[]> {
  const found: ColumnsFound[] = [];
  for (const file of files) {
    const { stats, columns, cells } = await readColumns(file, plan, settings, {
      severalFiles: files.length > 1,
      listsCells,
      survey,
    });
    const own = notices.filter((notice) => notice.file === file.source.name);
    const all = [...own, ...passedRows(file), ...statsNotices(plan, file.columns, stats, file.source.name, file.judged)];
    const unclaimed = unclaimedIn(file.columns, stats.keys);
    const report = reportOf(file, plan, stats, columns, { unused: unclaimed, notices: all });
    const remarks = all.filter(isRemark).map((notice) => remarkOf(notice, messageText(notice)));
    found.push({
      report,
      remarks,
      letters: lettersIn(file.columns),
      map: mapFindings(file.columns, plan, stats.keys, { id: report.id, unclaimed }),
      notices: all,
      cells,
    });
  }
  return found;
}

function lettersIn(columns: FileColumns): ReadonlyMap<string, string> {
  const found =
    columns.kind === "table" ? columns.headings.map((heading) => [heading, lettersOf(columns, heading)] as const) : [];
  return new Map(found.flatMap(([heading, letters]) => (letters === undefined ? [] : [[heading, letters]])));
}

/** Rows that are no candidates. */
function passedRows({ source, passed }: CheckedFile): readonly InputNotice[] {
  const rows = [...(passed ?? [])].sort((a, b) => a - b);
  const [row] = rows;
  if (row === undefined) return [];
  const shown =
    rows.length > MOST_ROWS ? `${rows.slice(0, MOST_ROWS).join(", ")} and ${rows.length - MOST_ROWS} more` : rows.join(", ");
  return [
    {
      code: "not-a-candidate",
      severity: "problem",
      file: source.name,
      row,
      message: `${rows.length === 1 ? "a row looks" : `${rows.length} rows look`} like a total, a mean, a count or a comment, not like a candidate (${shown})`,
      help: "delete them from the list; if one of them is a candidate, put its ID under `candidates` in the column map",
    },
  ];
}

const MOST_ROWS = 8;

interface Preflight {
  readonly stats: FileStats;
  /** By slot: the heading or key that held it; "" if none did. */
  readonly columns: readonly string[];
  readonly cells: readonly CellToCorrect[];
}

async function readColumns(
  file: CheckedFile,
  plan: SlotPlan,
  settings: PreflightSettings,
  {
    severalFiles,
    listsCells,
    survey,
  }: { readonly severalFiles: boolean; readonly listsCells: boolean; readonly survey: CellSurvey | undefined },
): Promise<Preflight> {
  const { source } = file;
  const reader = openReader(plan, file.columns, {
    file: source.name,
    severalFiles,
    asOf: settings.asOf,
    examples: true,
    judged: file.judged,
    passed: file.passed,
    byteTools: settings.read.byteTools,
  });
  const input = startPass(source, settings.read);
  const columns = plan.slots.map(() => "");
  const cells = listsCells ? new CellsToCorrect(source.name, plan) : undefined;
  const dated = plan.slots.filter((slot) => isDated(plan, slot));
  const look = (blocks: ReturnType<typeof input.push>): void => {
    for (const block of blocks) {
      for (const record of reader.records(block)) {
        for (const { index } of plan.slots) columns[index] ||= record.column(index);
        cells?.take(record);
        survey?.take(record);
        // Dates are read only if they are asked for.
        for (const { index } of dated) {
          const { reading, at } = asWhole(record.observations(index));
          if (reading.state === "read") record.measuredOn(index, at);
        }
      }
    }
    const fault = input.fault ?? reader.fault;
    if (fault !== undefined) throw failureOf(fault);
  };
  for await (const chunk of source.open()) look(input.push(chunk));
  look(input.end());
  return { stats: reader.stats, columns, cells: cells?.found ?? [] };
}

function reportOf(
  file: CheckedFile,
  plan: SlotPlan,
  stats: FileStats,
  held: readonly string[],
  { unused, notices }: Pick<FileColumnsReport, "unused"> & Pick<ColumnsFound, "notices">,
): FileColumnsReport {
  const { source, head, columns, records } = file;
  const ids = columns.id.map((part) => (typeof part === "string" ? part : part.heading));
  const [first = null] = ids;
  const slots = plan.slots.filter(({ used }) => used);
  const reports = slots.map((slot) => fieldReport(slot, plan, file, stats.slots[slot.index], held[slot.index] ?? ""));
  const fields = slots.map(({ field }) => field);
  const lacking = fields.filter((_, index) => reports[index]?.column === null);
  const misfits = unused.flatMap((heading) => {
    const why = headingMisfit(heading, fields, lacking, columns.kind === "table" ? "column" : "key");
    return why === undefined ? [] : [{ heading, why }];
  });
  return {
    file: source.name,
    format: head.format,
    records: (records ?? stats.records) - stats.notCandidates,
    emptyRows: stats.emptyRows,
    id: ids.length > 1 ? ids : first,
    fields: reports,
    misfits,
    unused: unused.filter((heading) => !misfits.some((one) => one.heading === heading)),
    remarks: notices.filter(isRemark).map((notice) => remarkOf(notice, notice.message)),
  };
}

/** What the fields' own lines already say. */
const SAID_ELSEWHERE: readonly InputNotice["code"][] = ["no-column", "id-column", "assumed-unit"];

function isRemark({ code }: InputNotice): boolean {
  return !SAID_ELSEWHERE.includes(code);
}

function remarkOf({ severity, help }: InputNotice, message: string): string {
  return `${severity}: ${message}${help === undefined ? "" : `; ${help}`}`;
}

function fieldReport(slot: Slot, plan: SlotPlan, file: CheckedFile, stats: SlotStats | undefined, held: string): FieldReport {
  const { field } = slot;
  const { columns } = file;
  const own = columns.kind === "table" ? columns.slots[slot.index] : undefined;
  const column = own?.value?.heading ?? (held === "" ? null : held);
  const doubt =
    column === null
      ? undefined
      : unitDoubt(judgementOf(file.judged, slot.index, columns.kind === "table" ? "" : column, undefined));
  return {
    field: field.name,
    label: field.label,
    criteria: asking(plan, slot),
    column,
    unitInDoubt: doubt !== undefined,
    ...(doubt !== undefined
      ? { unit: null, unitFrom: doubt }
      : own === undefined
        ? { unit: unitOf(slot), unitFrom: column === null ? "" : jsonUnitFrom(slot, stats) }
        : tableUnit(slot, own, stats)),
    operatorColumn: own?.operator?.heading ?? null,
    dateColumn: own?.date?.heading ?? null,
    ulnColumn: own?.uln?.heading ?? null,
    ulnUnitColumn: own?.ulnUnit?.heading ?? null,
    llnColumn: own?.lln?.heading ?? null,
    llnUnitColumn: own?.llnUnit?.heading ?? null,
    read: (stats?.read ?? 0) - (stats?.takenBlank?.count ?? 0),
    blank: stats?.takenBlank === undefined ? null : { count: stats.takenBlank.count, takenAs: stats.takenBlank.as },
    missing: stats?.missing.map(reasonReport) ?? [],
    unreadable: stats?.unreadable.map(reasonReport) ?? [],
  };
}

function reasonReport({ reason, count, hint, examples }: ReasonStats): ReasonReport {
  return { reason, count, hint: hint ?? null, examples };
}

/** Why the unit of a column is not believed; undefined if it is. */
function unitDoubt({ unit, looksLike, slips, numbers }: ColumnJudgement): string | undefined {
  switch (unit) {
    case "sure":
      return undefined;
    case "doubt":
      return `in doubt: ${slips} of ${numbers} numbers fit only another unit`;
    case "withdrawn":
      return `in doubt${looksLike === undefined ? "" : `: most of the column fits ${looksLike}`}`;
    case "unseen":
      return "in doubt: the list could not be checked as a whole";
    default:
      return assertNever(unit);
  }
}

function unitOf({ field }: Slot): string | null {
  return field.type === "number" ? (field.unit?.ucum ?? null) : null;
}

function jsonUnitFrom({ field }: Slot, stats: SlotStats | undefined): string {
  if (field.type !== "number" || field.unit === undefined) return "";
  return stats?.assumedUnit === undefined ? "each value" : "the field's own unit is assumed where a value has none";
}

function tableUnit(
  { field }: Slot,
  { value, unit, columnUnit }: Extract<FileColumns, { kind: "table" }>["slots"][number],
  stats: SlotStats | undefined,
): { readonly unit: string | null; readonly unitFrom: string } {
  if (field.type !== "number" || field.unit === undefined || value === undefined) return { unit: null, unitFrom: "" };
  if (unit !== undefined) return { unit: null, unitFrom: `each row of column ${unit.heading}` };
  switch (columnUnit.state) {
    case "none":
      return { unit: null, unitFrom: "each cell must give it: numbers without one cannot be read" };
    case "conflict":
    case "unreadable":
      return { unit: null, unitFrom: columnUnit.hint };
    case "unit": {
      const named = columnUnit.unit?.ucum ?? null;
      switch (columnUnit.from) {
        case "heading":
          return { unit: named, unitFrom: "from the heading" };
        case "column-map":
          return { unit: named, unitFrom: "from the column map" };
        case "field":
          return stats?.assumedUnit === undefined
            ? { unit: null, unitFrom: "each cell" }
            : { unit: named, unitFrom: "the field's own unit is assumed where a cell has none" };
        default:
          return { unit: named, unitFrom: "" };
      }
    }
  }
}
