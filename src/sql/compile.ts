/** Compiles a plan, for a table with known contents, to SQL that gives the same verdicts as the program. */
import { NO_UNIT } from "../cells/column-unit.js";
import { judgedSlots } from "../columns/judged-slots.js";
import { settingsOf } from "../columns/settings.js";
import type { ColumnMap, Field } from "../language/model.js";
import type { Plan } from "../plan/plan.js";
import { checkStatement } from "./check.js";
import { withoutContradictions } from "./contradictions.js";
import { dateSlot, measuredDay } from "./date-slot.js";
import type { Dialect } from "./dialect.js";
import { type Elapsed, followed } from "./follows.js";
import { leafInSql, type SqlLeaf } from "./leaf-truth.js";
import { numberSlot } from "./number-slot.js";
import { type Refusal, Refusals } from "./refusal.js";
import type { Compiling, DateSlot, NumberSlot, ReadSlot, SlotToRead } from "./slot.js";
import { Statement } from "./statement.js";
import { type SlotColumns, type TableColumns, tableColumns } from "./table.js";
import type { KnownTable } from "./texts.js";
import { checkId, checkSameNames, checkStrays, typeOfColumn } from "./typed-columns.js";
import { verdictsStatement } from "./verdicts.js";
import { wordSlot } from "./word-slot.js";

/** What is requested. */
export interface CompileOptions {
  readonly map: ColumnMap | undefined;
  /** Days since 1970-01-01. */
  readonly asOf: number | undefined;
  /** With a column of causes for each criterion. */
  readonly causes: boolean;
  /** Digest of criteria, dictionary and map. */
  readonly madeFor: string;
}

/** Statements, each without a semicolon; or why there are none. */
export type Compiled =
  | { readonly refusals: readonly Refusal[]; readonly statements?: undefined }
  | { readonly refusals?: undefined; readonly statements: { readonly check: string; readonly verdicts: string } };

/** See the head of this file. */
export function compileSql(plan: Plan, known: KnownTable, dialect: Dialect, options: CompileOptions): Compiled {
  const refusals = new Refusals();
  const outdated = whyOutdated(known, dialect, options.madeFor);
  if (outdated !== undefined) return { refusals: [outdated] };
  refuseMap(plan, options.map, refusals);
  const columns = tableColumns(plan, options.map);
  checkId(columns.id, known, refusals);
  checkSameNames(columns, known, dialect, refusals);
  const statement = new Statement();
  const compiling: Compiling = { known, dialect, statement, refusals, asOf: options.asOf };
  const slots = readSlots(plan, columns, compiling, options.map);
  const leaves = plan.asked.leaves.map((leaf, index): SqlLeaf => {
    const { doubt, truth } = leafInSql(leaf, fieldOf(plan, leaf.slot), slots[leaf.slot], compiling);
    return { doubt: statement.add("doubts", `doubt_${index}`, doubt), truth };
  });
  const verdicts = verdictsStatement(plan, columns.id, leaves, compiling, options.causes);
  if (refusals.all.length > 0) return { refusals: refusals.all };
  return { statements: { verdicts, check: checkStatement(columns, known, dialect, options) } };
}

function whyOutdated({ dialect: of, madeFor: made, rows }: KnownTable, dialect: Dialect, madeFor: string): Refusal | undefined {
  const again = "run `trialsieve sql texts` again, and its query in the engine";
  if (of !== dialect.name)
    return {
      code: "texts-file",
      message: `the texts are from ${of}, not from ${dialect.name}`,
      help: `say \`--dialect ${of}\`, or ${again}`,
    };
  if (made !== madeFor)
    return {
      code: "texts-outdated",
      message: "the texts were queried for other criteria, another dictionary or another column map",
      help: again,
    };
  return rows === 0 ? { code: "no-rows", message: "the table has no rows", help: "there is nothing to screen" } : undefined;
}

function fieldOf({ slots }: Plan, slot: number): Field {
  const field = slots[slot]?.field;
  if (field === undefined) throw new Error(`no slot ${slot}`);
  return field;
}

/** What a map may say about files, but SQL cannot use. */
function refuseMap({ slots }: Plan, map: ColumnMap | undefined, refusals: Refusals): void {
  if (map === undefined) return;
  const refuse = (message: string, help: string): void => refusals.add({ code: "map", message, help });
  if (map.per !== undefined)
    refuse(
      "a column map with `per` cannot be compiled: each site's numbers are judged separately",
      "name the unit of each row in a unit column",
    );
  if (map.id !== undefined && map.id.length !== 1)
    refuse("the candidate ID must be one column", "put its parts together in a view");
  for (const { field } of slots) {
    const entry = map.columns.get(field.name);
    if (entry?.uln !== undefined || entry?.lln !== undefined)
      refuse(
        `a limit of normal of \`${field.name}\` in the column map cannot be compiled`,
        `add it as a column \`${entry.column ?? field.name}_uln\` or \`_lln\` in a view`,
      );
    if (entry?.whenBlank !== undefined && field.type === "number")
      refuse(
        `\`whenBlank\` of \`${field.name}\` in the column map cannot be compiled`,
        "fill the blanks in a view, if that is what they mean",
      );
    if (entry?.codes !== undefined && field.type !== "boolean" && field.type !== "code")
      refuse(`\`codes\` of \`${field.name}\` in the column map cannot be compiled`, "translate them in a view");
    if (
      field.type === "number" &&
      field.unit !== undefined &&
      entry?.column !== undefined &&
      entry.unit === undefined &&
      entry.unitColumn === undefined &&
      entry.column !== field.name
    )
      refuse(
        `the name \`${entry.column}\` may contain a unit, and column names are not searched for units`,
        `state the unit of \`${field.name}\` in the column map, or its unit column`,
      );
  }
}

function readSlots(
  plan: Plan,
  columns: TableColumns,
  compiling: Compiling,
  map: ColumnMap | undefined,
): readonly (ReadSlot | undefined)[] {
  const { known, refusals, statement, asOf } = compiling;
  const judged = judgedSlots(plan, map);
  const toRead = columns.slots.map((one): SlotToRead => {
    checkStrays(one, known, refusals);
    return { ...slotToRead(one, compiling, map), inPercent: judged[one.slot]?.inPercent };
  });
  const own = toRead.map(readSlot);
  const dateAt = (slot: number | undefined): DateSlot | undefined => {
    const found = slot === undefined ? undefined : own[slot];
    return found?.kind === "date" ? found : undefined;
  };
  const numberAt = (slot: number): NumberSlot | undefined => {
    const found = own[slot];
    return found?.kind === "number" ? found : undefined;
  };
  const elapsed = new Map<number, Elapsed>();
  const whole = plan.slots.map(({ field, index, since }): ReadSlot | undefined => {
    if (field.type !== "number" || since === undefined) return own[index];
    const found = followed(statement, `s${index}`, field, numberAt(index), dateAt(since), asOf);
    if (found.elapsed !== undefined && own[index] !== undefined) elapsed.set(index, found.elapsed);
    return found.slot;
  });
  return withoutContradictions(plan, whole, elapsed, statement).map((slot, index) => {
    const of = toRead[index];
    return slot === undefined || of === undefined ? slot : { ...slot, measured: measuredDay(of) };
  });
}

function readSlot(slot: SlotToRead): ReadSlot | undefined {
  switch (slot.field.type) {
    case "number":
      return numberSlot(slot);
    case "date":
      return dateSlot(slot);
    case "boolean":
    case "code":
      return wordSlot(slot);
  }
}

function slotToRead(columns: SlotColumns, compiling: Compiling, map: ColumnMap | undefined): Omit<SlotToRead, "inPercent"> {
  const { field, slot } = columns;
  return {
    ...compiling,
    ...{ columns, field, prefix: `s${slot}`, settings: settingsOf(field, map, "", NO_UNIT) },
    typeOf: (role) => typeOfColumn(columns, role, compiling.known, compiling.refusals),
  };
}
