/** Opens workbooks among the candidate files: each is read once, first of all, and becomes the table of one of its sheets. */
import type { ColumnOptions } from "../columns/table-columns.js";
import type { InputNotice } from "../diagnostics/notice.js";
import { resolveColumns } from "../engine/records/read.js";
import type { CandidateSource, ReadSettings } from "../engine/source.js";
import { HELD_LIMIT_BYTES } from "../io/input.js";
import type { ColumnMap } from "../language/model.js";
import type { SlotPlan } from "../plan/slots.js";
import { joinedBytes } from "../sources/bytes/utf8.js";
import { formatByName } from "../sources/formats.js";
import type { InputHead } from "../sources/input.js";
import { stopOnErrors, tellNotices } from "./candidate-files.js";

/** How a sheet is chosen. */
export interface SheetSettings {
  /** `--sheet` */
  readonly sheet: string | undefined;
  readonly read: ReadSettings;
  readonly plan: SlotPlan;
  readonly map: ColumnMap | undefined;
  readonly maxHeldBytes: number | undefined;
}

/** The candidate files, with workbooks opened. If one cannot be opened, the run stops. */
export async function openWorkbooks(
  sources: readonly CandidateSource[],
  settings: SheetSettings,
  undone: string,
): Promise<readonly CandidateSource[]> {
  const opened: CandidateSource[] = [];
  for (const source of sources) {
    const found = await openIfWorkbook(source, settings);
    if ("code" in found) {
      tellNotices([found], false);
      stopOnErrors([found], undone);
    } else opened.push(found);
  }
  return opened;
}

/** A candidate file; if it is a workbook, it is opened, or a notice says why it cannot be. */
export async function openIfWorkbook(source: CandidateSource, settings: SheetSettings): Promise<CandidateSource | InputNotice> {
  return isWorkbook(source, settings.read) ? openSource(source, settings) : source;
}

/** Whether a candidate file is a workbook, by its name or its stated format. */
function isWorkbook({ name, isStdin }: CandidateSource, { format }: ReadSettings): boolean {
  return (format ?? (isStdin ? undefined : formatByName(name))) === "xlsx";
}

async function openSource(
  source: CandidateSource,
  { sheet, read, plan, map, maxHeldBytes = HELD_LIMIT_BYTES }: SheetSettings,
): Promise<CandidateSource | InputNotice> {
  const { openWorkbook } = await import("../sources/workbook/open-workbook.js");
  const pieces: Uint8Array[] = [];
  // A chunk is valid until the next one.
  for await (const chunk of source.open(true)) pieces.push(new Uint8Array(chunk));
  const file = joinedBytes(pieces);
  const columns: ColumnOptions = { file: source.name, id: read.id, map };
  const isUsed = (head: InputHead): boolean => holdsFields(plan, head, columns);
  const found = await openWorkbook(file, { sheet, skip: read.skip, limit: maxHeldBytes, isUsed });
  if ("code" in found) return { ...found, severity: "error", file: source.name };
  const { name, chunks } = found;
  return {
    name: `${source.name}[${name}]`,
    isStdin: false,
    open: async function* () {
      yield* chunks;
    },
    bytes: chunks.reduce((sum, { length }) => sum + length, 0),
    workbook: { name: source.name, bytes: file },
  };
}

/** Whether a sheet has a column for a field that the criteria use, or something is wrong with one. */
function holdsFields(plan: SlotPlan, head: InputHead, options: ColumnOptions): boolean {
  const { columns, notices } = resolveColumns(plan, head, options);
  if (columns === undefined) return notices.some(({ code, severity }) => severity === "error" && code !== "no-used-column");
  return true;
}
