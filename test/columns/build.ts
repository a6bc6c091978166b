/** Builds small trials, files and readers for tests of columns. */
import { type FileStats, mergeStats } from "../../src/cells/stats.js";
import { idChoice } from "../../src/columns/id.js";
import type { InputNotice } from "../../src/diagnostics/notice.js";
import { checkKeys, openReader, resolveColumns, statsNotices } from "../../src/engine/records/read.js";
import type { RecordReader } from "../../src/engine/records/record-reader.js";
import type { ColumnMap, ColumnMapEntry, Condition, Field, Trial } from "../../src/language/model.js";
import { planSlots, type SlotPlan } from "../../src/plan/slots.js";
import { type Block, type InputHead, type InputOptions, openInput } from "../../src/sources/input.js";
import { parseIsoDay } from "../../src/values/date/date.js";
import { describeReading } from "../../src/values/describe-reading.js";
import { asWhole } from "../../src/values/observation.js";
import { ratio } from "../../src/values/ratio.js";
import type { Reading, Undecided } from "../../src/values/reading.js";
import { acceptedKinds, type Unit, ucumUnit } from "../../src/values/unit/unit.js";

const at = { file: "trial.json", line: 1, column: 1 };
const AS_OF = parseIsoDay("2026-01-15");

interface NumberOptions {
  readonly aliases?: readonly string[];
  readonly label?: string;
  readonly plausible?: readonly [number, number];
  readonly integer?: boolean;
  readonly ranges?: boolean;
  readonly assumeUnit?: boolean;
  readonly since?: string;
}

export function unitOf(code: string): Unit {
  const unit = ucumUnit(code);
  if (unit === undefined) throw new Error(`no unit ${code}`);
  return unit;
}

export function number(name: string, unit: string | undefined, options: NumberOptions = {}): Field {
  const {
    aliases = [],
    label = name,
    plausible = [0, 100_000],
    integer = false,
    ranges = false,
    assumeUnit = true,
    since,
  } = options;
  const own = unit === undefined ? undefined : unitOf(unit);
  return {
    ...{ type: "number", name, label, aliases, loinc: [], at, unit: own, kinds: acceptedKinds(own, undefined), integer, ranges },
    ...{ molarMass: undefined, spellings: new Map(), assumeUnit, since },
    plausible: { low: ratio(BigInt(plausible[0])), high: ratio(BigInt(plausible[1])) },
  };
}

export function boolean(name: string, aliases: readonly string[] = [], whenBlank?: boolean): Field {
  return { type: "boolean", name, label: name, aliases, loinc: [], at, spellings: new Map(), whenBlank };
}

export function code(
  name: string,
  codes: Readonly<Record<string, readonly string[]>>,
  undecided: readonly Undecided[] = [],
): Field {
  const spellings = new Map(
    Object.entries(codes).flatMap(([one, others]) => [one, ...others].map((text) => [text, one] as const)),
  );
  for (const { name: open } of undecided) spellings.set(open, open);
  return {
    type: "code",
    name,
    label: name,
    aliases: [],
    loinc: [],
    at,
    codes: Object.keys(codes),
    spellings,
    undecided: new Map(undecided.map((one) => [one.name, one])),
    whenBlank: undefined,
  };
}

export function date(name: string, aliases: readonly string[] = []): Field {
  return { type: "date", name, label: name, aliases, loinc: [], at, plausible: { low: ratio(0n), high: ratio(120n) } };
}

/** A trial whose criteria use the fields in `used`, by default all. */
export function trial(fields: readonly Field[], used: readonly string[] = fields.map((field) => field.name), id = "T1"): Trial {
  const criteria = used.map((name) => ({
    ...({ id: `I_${name}`, kind: "inclusion", label: name, source: undefined, note: undefined, accept: [], at } as const),
    condition: leaf(fields, name),
  }));
  return {
    ...{ id, title: id, source: undefined, version: undefined, file: "trial.json", criteria, notEvaluated: [] },
    fields: new Map(fields.map((field) => [field.name, field])),
  };
}

function leaf(fields: readonly Field[], name: string): Condition {
  const field = fields.find((one) => one.name === name);
  const node = {
    id: name,
    at,
    limit: { op: ">=", values: ["1"], unit: undefined, maxAge: undefined } as const,
    maxAge: undefined,
  };
  switch (field?.type) {
    case "number":
      return { ...node, kind: "number", field, op: ">=", limits: [ratio(1n)], unit: field.unit };
    case "boolean":
      return { ...node, kind: "boolean", field, value: true };
    case "code":
      return { ...node, kind: "code", field, codes: [], negated: false };
    case "date":
      return { ...node, kind: "date", field, op: "<", limits: [0] };
    default:
      throw new Error(`no field ${name}`);
  }
}

export function columnMap(columns: Readonly<Record<string, Partial<ColumnMapEntry>>>, more: Partial<ColumnMap> = {}): ColumnMap {
  const none = {
    ...{ column: undefined, unit: undefined, uln: undefined, codes: undefined, whenBlank: undefined, trust: undefined, at },
    ...{
      unitColumn: undefined,
      operatorColumn: undefined,
      dateColumn: undefined,
      ulnColumn: undefined,
      ulnUnitColumn: undefined,
      llnUnitColumn: undefined,
      llnColumn: undefined,
    },
  };
  return {
    ...{
      file: "map.json",
      id: undefined,
      decimal: undefined,
      candidates: [],
      dateOrder: undefined,
      missing: [],
      flags: [],
      dateColumn: undefined,
      trust: [],
      per: undefined,
    },
    columns: new Map(Object.entries(columns).map(([name, entry]) => [name, { ...none, ...entry }])),
    ...more,
  };
}

export interface Seen {
  readonly id: string;
  readonly row: number;
  readonly problems: readonly string[];
  /** Readings by the name of the field. */
  readonly readings: Readonly<Record<string, string>>;
  readonly cells: Readonly<Record<string, string>>;
  readonly columns: Readonly<Record<string, string>>;
  readonly measured: Readonly<Record<string, string>>;
  readonly limits: Readonly<Record<string, string>>;
  /** Hints of readings that are not values; "" if there is none. */
  readonly hints: Readonly<Record<string, string>>;
}

export interface Result {
  readonly records: readonly Seen[];
  readonly ids: readonly (readonly [string, number])[];
  readonly notices: readonly InputNotice[];
  readonly head: InputHead | undefined;
  readonly stats: FileStats | undefined;
  readonly fault: InputNotice | undefined;
}

export interface ReadOptions extends Partial<InputOptions> {
  readonly id?: string | readonly string[] | undefined;
  readonly map?: ColumnMap;
  readonly severalFiles?: boolean;
  readonly chunk?: number;
  readonly examples?: boolean;
  readonly asOf?: number;
  /** Reads each block with its own reader, in reverse order, as threads may do. */
  readonly shuffle?: boolean;
}

/** Reads a file as the program does: first the IDs, then everything. */
export function readFile(trials: readonly Trial[], content: string | Uint8Array, options: ReadOptions = {}): Result {
  const plan = planSlots(trials);
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  const { id, map, severalFiles = false, chunk = 1 << 16, examples = true, shuffle = false, asOf = AS_OF, ...rest } = options;
  const file = rest.file ?? "list.csv";
  const input = openInput({ isStdin: false, ...rest, file });
  const blocks = [];
  for (let from = 0; from < bytes.length; from += chunk) blocks.push(...input.push(bytes.subarray(from, from + chunk)));
  blocks.push(...input.end());
  const none = { records: [], ids: [], notices: [], head: input.head, stats: undefined };
  if (input.fault !== undefined || input.head === undefined) return { ...none, fault: input.fault };
  const columnOptions = { file, id: id === undefined ? undefined : idChoice(id), map };
  const { columns, notices } = resolveColumns(plan, input.head, columnOptions);
  if (columns === undefined) return { ...none, notices, fault: undefined };
  const open = (): RecordReader => openReader(plan, columns, { file, severalFiles, asOf, examples });

  const looking = open();
  const ids = blocks.flatMap((block) => Array.from(looking.ids(block), (one): readonly [string, number] => [one.id, one.row]));
  const missing = checkKeys(plan, columns, looking.keys, columnOptions);
  const readers = shuffle ? blocks.map(open) : [open()];
  const parts = blocks.map((block, index) => seenIn(plan, readers[index % readers.length], block));
  const all = [...readers].reverse().map((reader) => reader.stats);
  const stats = all.reduce(mergeStats);
  const told = [...notices, ...missing, ...statsNotices(plan, columns, stats, file, undefined)];
  return { records: parts.flat(), ids, notices: told, head: input.head, stats, fault: readers[0]?.fault ?? looking.fault };
}

function seenIn(plan: SlotPlan, reader: RecordReader | undefined, block: Block): readonly Seen[] {
  const seen: Seen[] = [];
  for (const row of reader?.records(block) ?? []) {
    const each = (value: (slot: number) => string): Record<string, string> =>
      Object.fromEntries(plan.slots.map((slot) => [slot.field.name, value(slot.index)]));
    seen.push({
      id: row.id,
      row: row.row,
      problems: row.problems.map((problem) => problem.code),
      readings: each((slot) => shown(asWhole(row.observations(slot)).reading)),
      cells: each((slot) => row.cell(slot)),
      columns: each((slot) => row.column(slot)),
      measured: each((slot) => shown(row.measuredOn(slot, asWhole(row.observations(slot)).at))),
      limits: each((slot) => shown(row.limitOfNormal(slot, "uln"))),
      hints: each((slot) => hintOf(asWhole(row.observations(slot)).reading)),
    });
  }
  return seen;
}

function hintOf(reading: Reading): string {
  return reading.state === "unreadable" ? (reading.hint ?? "") : "";
}

/** A short description of a reading: `80 10*9/L`, `missing: blank`, `unreadable: unit`. */
function shown(reading: Reading): string {
  return reading.state === "read" ? describeReading(reading) : `${reading.state}: ${reading.reason}`;
}
