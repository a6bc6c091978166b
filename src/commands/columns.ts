/** `columns`: how each column of a list will be read, before anyone screens. */
import { type InputNotice, stops } from "../diagnostics/notice.js";
import { describeColumns } from "../engine/columns-summary.js";
import type { PreflightSettings } from "../engine/file-preflight.js";
import { type PreflightResult, preflight } from "../engine/preflight.js";
import type { CandidateSource } from "../engine/source.js";
import { stdoutSink, tell, tellWrapped, terminalWidth, usesColor } from "../io/streams.js";
import { completeColumnMap, type MapFindings } from "../language/load/complete-map.js";
import type { Source } from "../language/load/load.js";
import type { Trial } from "../language/model.js";
import type { Plan } from "../plan/plan.js";
import { columnsJson, renderColumns } from "../report/columns-report.js";
import { stopOnErrors, tellNotices } from "./candidate-files.js";
import { loadRun, NOTHING_SCREENED, openCandidates } from "./load-run.js";
import { type ColumnsCommand, type ColumnsOptions, refuseToWrite, screenLine, writeMap } from "./map-file.js";
import { reportPaint } from "./paint.js";
import { usageError } from "./usage.js";

/** Describes the columns of candidate files, or counts their facts. @returns the exit status */
export async function columns(candidates: readonly string[], options: ColumnsCommand): Promise<number> {
  if (options.merge === true || options.factsOut !== undefined)
    return (await import("./columns-facts.js")).columnsFacts(candidates, options);
  const { criteria } = options;
  if (criteria === undefined) usageError("columns", "--criteria is missing");
  return describe(candidates, { ...options, criteria });
}

async function describe(candidates: readonly string[], options: ColumnsOptions): Promise<number> {
  if (options.ask === true) return (await import("./columns-ask.js")).askColumns(candidates, options);
  if (options.format === "csv" && options.cells !== true) usageError("columns", "-f csv needs --cells");
  const run = await loadRun("columns", candidates, options, NOTHING_SCREENED);
  const { criteria, plan, asOf } = run;
  const { trials } = criteria;
  const { write } = options;
  if (write !== undefined) refuseToWrite(write, candidates, options.columns);
  const { sources, read } = await openCandidates("columns", run, options);
  const settings = { read, map: run.map?.map, asOf };
  const first = await preflight(sources, plan, settings);
  if (first.notices.some(({ severity }) => severity === "error")) {
    tellNotices(first.notices, options.quiet ?? false);
    if (write !== undefined) await writeBegun(write, { trials, plan, sources, settings, first, given: run.map?.source });
    stopOnErrors(first.notices, run.undone);
  }
  const found = await describeColumns(plan, first, settings, { listsCells: options.cells === true });
  const reports = found.map(({ report }) => report);
  const sink = stdoutSink(options.format === "text");
  const paint = await reportPaint(usesColor("stdout", options.color));
  const text = (): string => renderColumns(found, { width: terminalWidth(), paint });
  if (options.cells === true) {
    const cells = found.flatMap((file) => file.cells);
    await sink.write((await import("../report/columns-cells.js")).cellsReport(cells, options.format));
  } else await sink.write(options.format === "json" ? columnsJson(reports) : text());
  await sink.finish();
  const [own] = found;
  if (write !== undefined && own !== undefined) {
    await writeMap(write, completeColumnMap(run.map?.source, own.map), trials);
    if (options.quiet !== true) tell(...nextStep(write, candidates, options, own.map));
  }
  const lacking = reports.flatMap(({ file, fields }) =>
    fields.flatMap(({ column, field }) => (column === null ? [{ file, field }] : [])),
  );
  const isLacking = options.require === true && lacking.length > 0;
  for (const { file, field } of isLacking ? lacking : [])
    tellWrapped(`${file}: no column found for \`${field}\`, and --require is given`);
  return isLacking || found.some(({ notices }) => notices.some(({ severity }) => severity === "problem")) ? 1 : 0;
}

/** A run that had to stop. */
interface Stopped {
  readonly trials: readonly Trial[];
  readonly plan: Plan;
  readonly sources: readonly CandidateSource[];
  readonly settings: PreflightSettings;
  readonly first: PreflightResult;
  readonly given: Source | undefined;
}

/** Starts a map for the user to complete, if only that can help: without an ID, or without any column that the criteria use. */
async function writeBegun(write: string, { trials, plan, sources, settings, first, given }: Stopped): Promise<void> {
  const errors = first.notices.filter(({ severity }) => severity === "error").map(({ code }) => code);
  const lacksFields = errors.every((code) => code === "no-used-column");
  const lacksId = errors.every((code) => code === "no-id-column" || code === "id-per-site");
  // As if every row were a person: without an ID, everything else about the columns is still known.
  const anyway = lacksId ? await preflight(sources, plan, { ...settings, read: { ...settings.read, id: [] } }) : undefined;
  const [own] = anyway === undefined || stops(anyway.notices) ? [] : await describeColumns(plan, anyway, settings);
  const isFieldless = ({ code, severity }: InputNotice): boolean => severity !== "error" || code === "no-used-column";
  if (own === undefined && !lacksFields && anyway?.notices.every(isFieldless) !== true) return;
  const fields = new Map(plan.slots.filter(({ used }) => used).map(({ field }) => [field.name, null] as const));
  const map = own?.map ?? { id: undefined, fields, claimed: new Set<string>(), unclaimed: first.unclaimed };
  const asked = settings.read.id;
  const id = asked === undefined || asked.length > 1 ? asked : (asked[0] ?? "none");
  await writeMap(write, completeColumnMap(given, { ...map, id }), trials);
  const steps: string[] = [];
  if (own === undefined) steps.push("move each heading in `unclaimed` that belongs to a field into that field's `column`");
  if (asked === undefined && settings.map?.id === undefined)
    steps.push('name the ID columns: "id": "HEADING" (or ["SITE", "NUMBER"]), or "none"');
  tellWrapped(`${write}: written; to complete it, ${steps.join("; ")}; then screen with --columns ${write}`);
}

/** What to do with the map, and the command that screens with it. */
function nextStep(write: string, candidates: readonly string[], options: ColumnsOptions, map: MapFindings): readonly string[] {
  const command = screenLine(write, candidates, options);
  const isOpen = map.unclaimed.length > 0 && [...map.fields.values()].includes(null);
  const first = isOpen ? "move each heading in `unclaimed` that belongs to a field into that field's `column`; then " : "";
  return [`${write}: written; ${first}screen with it:`, `  ${command}`];
}
