/** Screens records that are in memory already: as a JSON list of them would be, but without its text. */
import { idChoice } from "../columns/id.js";
import type { InputNotice } from "../diagnostics/notice.js";
import { type Screening, screenObjects } from "../engine/screen-objects.js";
import { ReadFailure } from "../engine/source.js";
import { type ColumnMap, leavesOf, type Trial } from "../language/model.js";
import { needsAsOf } from "../language/needs-as-of.js";
import { parseIsoDay } from "../values/date/date.js";
import { expectArgument, expectOptions, expectTrials, isObject } from "./arguments.js";

/** Settings of {@link screenRecords}. */
export interface ScreenOptions {
  /** ISO date; must be given where criteria measure time. */
  readonly asOf?: string;
  /** The key that holds the candidate's id, several for a composite one, or `none`: every record is a candidate of its own. */
  readonly id?: string | readonly string[];
  /** The `map` of `loadColumnMap`. */
  readonly columnMap?: ColumnMap;
}

/**
 * Screens records as if they were in a JSON file: each an object of field names (or aliases) and values. Give days as texts: a `Date`
 * is read only if it is midnight in UTC, because no other is the same day in every time zone. What JSON cannot hold is unreadable.
 *
 * The records are copied at once, and examined as a whole: repeated IDs, units that do not fit. Changing them later has no effect.
 *
 * @returns every record exactly once, in order
 * @throws TypeError for arguments of another type, options that there are not, a `bigint`, or a record that contains itself
 * @throws ReadFailure if nothing can be screened: no records, no key that any criterion uses, a missing or invalid `asOf`
 */
export async function screenRecords(
  trials: readonly Trial[],
  records: readonly object[],
  options: ScreenOptions = {},
): Promise<Screening> {
  checkArguments(trials, records, options);
  const asOf = dayOf(trials, options.asOf);
  const { id, columnMap: map } = options;
  const made = await screenObjects(trials, records, { asOf, id: id === undefined ? undefined : idChoice(id), map });
  if ("screening" in made) return made.screening;
  throw new ReadFailure(made.fault === undefined ? "the records cannot be read" : wordsOf(made.fault));
}

const OPTIONS: readonly string[] = ["asOf", "id", "columnMap"] satisfies readonly (keyof ScreenOptions)[];

function checkArguments(trials: unknown, records: unknown, options: unknown): void {
  expectTrials(trials, "first");
  expectArgument(Array.isArray(records), "the second argument must be an array of records", records);
  expectOptions(options, "third", OPTIONS, '{ asOf: "2026-01-15" }');
  if (!isObject(options)) return;
  const id: unknown = Reflect.get(options, "id");
  if (id !== undefined) checkId(id);
  // A map with faults is undefined: without it other cells would be read.
  if (!("columnMap" in options)) return;
  const map: unknown = options.columnMap;
  const isMap = isObject(map) && "columns" in map && map.columns instanceof Map;
  expectArgument(isMap, "`columnMap` must be the `map` of `loadColumnMap`, without faults", map);
}

function checkId(id: unknown): void {
  const keys: readonly unknown[] = Array.isArray(id) ? id : [id];
  const isIds = keys.length > 0 && keys.every((key) => typeof key === "string" && key !== "");
  expectArgument(isIds, '`id` must be a text such as "patient_id", or a list of them', id);
  if (new Set(keys).size < keys.length) throw new TypeError("`id` names a key twice");
}

/** Rewords messages about options of the command line for the library. */
function wordsOf({ code, message }: InputNotice): string {
  const said = message.replace(/^--id(?=:| names)/, "the option `id`");
  switch (code) {
    case "no-id-column":
      return `${said}; the option \`id\` names the key, or says "none": every record is another person`;
    case "id-per-site":
      return `${said}; the option \`id\` takes a list of both`;
    case "no-records":
      return "there are no records to screen";
    default:
      return said;
  }
}

/**
 * The as-of date in days since 1970-01-01; undefined if none is given and none is needed.
 *
 * @throws TypeError if it is not a text
 * @throws ReadFailure if it is missing or no date
 */
export function dayOf(trials: readonly Trial[], asOf: unknown): number | undefined {
  expectArgument(asOf === undefined || typeof asOf === "string", '`asOf` must be a text such as "2026-01-15"', asOf);
  const dated = trials.some(({ criteria }) => criteria.some(({ condition }) => leavesOf(condition).some(needsAsOf)));
  if (typeof asOf !== "string") {
    if (dated) throw new ReadFailure("the criteria measure time: `asOf` must be given");
    return undefined;
  }
  const day = parseIsoDay(asOf);
  if (day === undefined) throw new ReadFailure(`\`asOf\` takes a date such as 2026-01-15, not \`${asOf}\``);
  return day;
}
