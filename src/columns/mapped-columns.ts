/** The columns of a table that a column map names. */
import type { Notice } from "../diagnostics/notice.js";
import type { ColumnMap } from "../language/model.js";
import { columnKeys } from "./column-keys.js";
import type { MappedColumns, MappedField } from "./column-matches.js";
import { type ColumnPlace, columnFault, type HeadingFinder } from "./find-column.js";
import type { Part } from "./heading.js";

/** A map that names a column that is not there is wrong, and so is one that gives a column to two fields. */
export function mappedColumns(
  map: ColumnMap | undefined,
  /** Names of the fields that criteria use. A map may serve several trials and lists: what it says of other fields is no fault here. */
  used: ReadonlySet<string>,
  headings: readonly string[],
  finder: HeadingFinder,
  fail: (fault: Notice) => void,
): MappedColumns {
  const fields = new Map<string, MappedField>();
  const owners = new Map<number, string>();
  for (const [name, entry] of map?.columns ?? []) {
    const found = new Map<Part, ColumnPlace | undefined>();
    for (const { key, part, column } of columnKeys(entry)) {
      const place = finder.find(column);
      const by = `the column map for \`${name}\`${key === "column" ? "" : ` (\`${key}\`)`}`;
      if (typeof place === "string") {
        if (used.has(name)) fail(columnFault(place, { asked: column, by }, headings));
        if (used.has(name)) found.set(part, undefined);
        continue;
      }
      found.set(part, place);
      if (part !== "value") continue;
      const other = owners.get(place.index);
      if (other !== undefined && (used.has(name) || used.has(other))) fail(twoOwners(place, other, name));
      owners.set(place.index, name);
    }
    if (found.size > 0) fields.set(name, found);
  }
  const asked = map?.dateColumn;
  const dated = asked === undefined ? undefined : finder.find(asked);
  if (typeof dated === "string") fail(columnFault(dated, { asked: asked ?? "", by: "the column map (`dateColumn`)" }, headings));
  return { fields, date: typeof dated === "string" ? undefined : dated };
}

function twoOwners({ heading }: ColumnPlace, other: string, name: string): Notice {
  return {
    code: "two-fields",
    column: heading,
    message: `the column map uses column \`${heading}\` for both \`${other}\` and \`${name}\``,
    help: "name another column for one of them, or remove one from the map",
  };
}
