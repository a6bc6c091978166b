/** Columns that a map names beside values, but that plainly hold something else: IDs, or values. */
import type { InputNotice } from "../diagnostics/notice.js";
import type { ColumnMap, Field } from "../language/model.js";
import { columnKeys } from "./column-keys.js";

/** What a name of the map leads to. */
export interface Holder {
  readonly heading: string;
  readonly isId: boolean;
  /** Its heading can be nothing but that of ids. */
  readonly isSureId: boolean;
  /** The fields whose values it holds. */
  readonly fields: readonly Field[];
}

/**
 * Reported with the line of the map, because the slip is there.
 *
 * @param used names of the fields that criteria use: what the map says of others is no fault here
 * @param holderOf undefined for a name that leads nowhere
 */
export function mapClashes(
  map: ColumnMap | undefined,
  used: ReadonlySet<string>,
  word: "column" | "key",
  holderOf: (name: string) => Holder | undefined,
): readonly InputNotice[] {
  if (map === undefined) return [];
  const asked = [...map.columns].flatMap(([field, entry]) =>
    columnKeys(entry).flatMap(({ key, part, column }) =>
      used.has(field) ? [{ key, column, at: entry.at, isDate: part === "date", isValue: part === "value" }] : [],
    ),
  );
  const { dateColumn, dateColumnAt } = map;
  const all =
    dateColumn === undefined
      ? asked
      : [...asked, { key: "dateColumn", column: dateColumn, at: dateColumnAt, isDate: true, isValue: false }];
  return all.flatMap(({ key, column, at, isDate, isValue }): readonly InputNotice[] => {
    const holder = holderOf(column);
    // A date may be the day of other values, too.
    const field = isValue ? undefined : holder?.fields.find(({ type }) => !isDate || type !== "date");
    const isId = isValue ? holder?.isSureId : holder?.isId;
    if (holder === undefined || (isId !== true && field === undefined)) return [];
    const what = field === undefined ? "identifies candidates" : `holds the values of \`${field.name}\``;
    return [
      {
        code: "map-clash",
        severity: "error",
        file: map.file,
        at,
        column: holder.heading,
        message: `\`${key}\` names ${word} \`${holder.heading}\`, which ${what}`,
        help: `name another ${word}, or remove \`${key}\` from the map`,
      },
    ];
  });
}
