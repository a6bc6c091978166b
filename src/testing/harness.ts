/** Sends candidates of test files along the path of all candidates: written as NDJSON, and read by the reader of such files. */
import { openReader, resolveColumns } from "../engine/records/read.js";
import type { CandidateRow } from "../engine/records/record-reader.js";
import { COMPANION } from "../language/load/test-file.js";
import { type Field, type LeafCondition, leavesOf, type Trial } from "../language/model.js";
import { planSlots, slotOf } from "../plan/slots.js";
import { asWhole, type Observation } from "../values/observation.js";
import { missing, type Reading } from "../values/reading.js";
import type { CandidateRecord, NormalLimit } from "../values/record.js";
import { type Cells, recordText } from "./cells.js";

const NAME = "cases";
const NONE: readonly Observation[] = [{ reading: missing("absent"), at: undefined }];
const ABSENT = missing("absent");

/** A trial whose test candidates can be read, again and again. */
export interface TestHarness {
  readonly trial: Trial;
  /** Days since 1970-01-01. */
  readonly asOf: number | undefined;
  readonly slotOf: (field: Field) => number;
  read(candidates: readonly Cells[]): readonly TestRecord[];
  /** A harness that reads only what these leaves need. */
  only(leaves: readonly LeafCondition[]): TestHarness;
  /** What it reads of a candidate. */
  about(candidate: Cells): Cells;
}

/** One candidate, with everything that evaluation may ask; unlike the reader's cursor it can be kept. */
export interface TestRecord extends CandidateRecord {
  readonly hasProblems: boolean;
}

/** Prepares a trial. */
export function openHarness(trial: Trial, asOf: number | undefined): TestHarness {
  return open(
    trial,
    asOf,
    trial.criteria.flatMap(({ condition }) => leavesOf(condition)),
  );
}

/** One reader serves all candidates: it has cached what it has read before. */
function open(trial: Trial, asOf: number | undefined, leaves: readonly LeafCondition[]): TestHarness {
  const plan = planSlots([trial], () => leaves);
  const fields = new Set(plan.slots.map(({ field }) => field.name));
  const narrower = new Map<string, TestHarness>();
  const reduced = new WeakMap<Cells, Cells>();
  // Cases have names: nobody looks for ids in them.
  const head = { kind: "objects", format: "ndjson", headings: [], firstRows: [], isBroken: false, firstRow: undefined } as const;
  const { columns } = resolveColumns(plan, head, { file: NAME, id: [], map: undefined });
  if (columns === undefined) throw new Error("the columns of test cases are always found");
  // Every case is a candidate, also one that begins with `70 %`, as a row of quartiles does.
  const passed: ReadonlySet<number> = new Set();
  const reader = openReader(plan, columns, { file: NAME, severalFiles: false, asOf, examples: false, passed });
  const read = (candidates: readonly Cells[]): readonly TestRecord[] => {
    const bytes = new TextEncoder().encode(candidates.map((cells) => `${recordText(cells)}\n`).join(""));
    const records: TestRecord[] = [];
    for (const row of reader.records({ bytes, firstRow: 1, joined: [] })) records.push(new KeptRecord(row, plan.slots.length));
    if (records.length !== candidates.length) throw new Error(`${candidates.length} cases became ${records.length} records`);
    return records;
  };
  const only = (some: readonly LeafCondition[]): TestHarness => {
    const names = [...new Set(some.map(({ field }) => field.name))].join();
    const known = narrower.get(names) ?? open(trial, asOf, some);
    narrower.set(names, known);
    return known;
  };
  const about = (cells: Cells): Cells => {
    const known = reduced.get(cells) ?? new Map([...cells].filter(([key]) => isOf(fields, key)));
    reduced.set(cells, known);
    return known;
  };
  return { trial, asOf, slotOf: (field) => slotOf(plan, 0, field.name), read, only, about };
}

/** Whether a key is one of these fields, or a companion of one. */
function isOf(fields: ReadonlySet<string>, key: string): boolean {
  return fields.has(key) || fields.has(key.replace(COMPANION, ""));
}

/** Everything in a row, slot by slot. */
class KeptRecord implements TestRecord {
  readonly hasProblems: boolean;
  readonly #slots: readonly {
    readonly observations: readonly Observation[];
    readonly measuredOn: Reading;
    readonly limits: Readonly<Record<NormalLimit, Reading>>;
    readonly column: string;
    readonly cell: string;
  }[];

  constructor(row: CandidateRow, slots: number) {
    this.hasProblems = row.problems.length > 0;
    this.#slots = Array.from({ length: slots }, (_, slot) => ({
      observations: row.observations(slot),
      measuredOn: row.measuredOn(slot, asWhole(row.observations(slot)).at),
      limits: { uln: row.limitOfNormal(slot, "uln"), lln: row.limitOfNormal(slot, "lln") },
      column: row.column(slot),
      cell: row.cell(slot),
    }));
  }

  observations(slot: number): readonly Observation[] {
    return this.#slots[slot]?.observations ?? NONE;
  }

  /** Of the latest: that is what the leaves ask for. */
  measuredOn(slot: number): Reading {
    return this.#slots[slot]?.measuredOn ?? ABSENT;
  }

  limitOfNormal(slot: number, which: NormalLimit): Reading {
    return this.#slots[slot]?.limits[which] ?? ABSENT;
  }

  column(slot: number): string {
    return this.#slots[slot]?.column ?? "";
  }

  cell(slot: number): string {
    return this.#slots[slot]?.cell ?? "";
  }
}
