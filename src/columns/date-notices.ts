/** What is told of the days beside values: that they cannot be read, or that their column hardly holds days. */
import type { FileStats } from "../cells/stats.js";
import type { InputNotice, Notice } from "../diagnostics/notice.js";
import type { JsonColumns } from "./json-columns.js";
import type { SlotPlan } from "./slots.js";
import type { TableColumns } from "./table-columns.js";

interface Dates {
  readonly fields: readonly string[];
  readonly dated: number;
  readonly count: number;
  readonly row: number;
}

/** Once a column, however many fields it dates. */
export function dateNotices(
  plan: SlotPlan,
  columns: TableColumns | JsonColumns,
  { slots }: FileStats,
): readonly (Notice & Pick<InputNotice, "severity">)[] {
  const found = new Map<string | undefined, Dates>();
  for (const { index, field } of plan.slots) {
    const { dated = 0, undated } = slots[index] ?? {};
    if (undated === undefined) continue;
    const column = columns.kind === "table" ? columns.slots[index]?.date?.heading : undefined;
    const known = found.get(column) ?? { fields: [], dated: 0, count: 0, row: undated.firstRow };
    found.set(column, {
      fields: [...new Set([...known.fields, `\`${field.name}\``])],
      dated: known.dated + dated,
      count: Math.max(known.count, undated.count),
      row: Math.min(known.row, undated.firstRow),
    });
  }
  const word = columns.kind === "table" ? "column" : "key";
  return [...found].map(([column, dates]) => ({ ...noticeOf(column, dates, word), row: dates.row, column }));
}

function noticeOf(
  column: string | undefined,
  { fields, dated, count }: Dates,
  word: "column" | "key",
): Notice & Pick<InputNotice, "severity"> {
  const more = fields.length > MOST ? ` and ${fields.length - MOST} more` : "";
  const of = `the dates of ${fields.slice(0, MOST).join(", ")}${more}`;
  const which = column === undefined ? of : `${of} (column \`${column}\`)`;
  const cells = count === 1 ? "1 cell" : `${count} cells`;
  // A single record says little of its column.
  return dated === 0 && count > 1
    ? {
        code: "no-dates",
        severity: "problem",
        message: `${which} cannot be read, in ${cells}, and none of them can: the values count as undated`,
        help: `name another ${word} in a column map (\`dateColumn\`), or state there in which order days and months stand (\`dateOrder\`)`,
      }
    : {
        code: "unreadable-dates",
        severity: "note",
        message: `${which} cannot be read, in ${cells}: the values beside them count as undated`,
        help: "write them as 2026-01-31, or state in a column map in which order days and months stand (`dateOrder`)",
      };
}

const MOST = 3;
