/** What is reported about the dates of values: that they cannot be read, or that their column has hardly any dates. */
import type { FileStats } from "../cells/stats.js";
import { aboutField, type InputNotice, type Notice, type Subject } from "../diagnostics/notice.js";
import type { SlotPlan } from "../plan/slots.js";
import type { JsonColumns } from "./json-columns.js";
import type { TableColumns } from "./table-columns.js";

interface Dates {
  readonly fields: ReadonlyMap<string, string>;
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
    const known = found.get(column) ?? { fields: new Map(), dated: 0, count: 0, row: undated.firstRow };
    found.set(column, {
      fields: new Map([...known.fields, [field.name, field.label]]),
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
  const more = fields.size > MOST ? ` and ${fields.size - MOST} more` : "";
  const first = (names: Iterable<string>, between: string): string => [...names].slice(0, MOST).join(between);
  const names = { name: first(fields.keys(), "`, `"), label: first(fields.values(), ", ") };
  const cells = count === 1 ? "1 cell" : `${count} cells`;
  const details = column === undefined ? [cells] : [`column \`${column}\``, cells];
  const about = (name: string): Subject => ({ subject: name + more, details });
  // A single record shows little about its column.
  return dated === 0 && count > 1
    ? {
        code: "no-dates",
        severity: "problem",
        ...aboutField(names, about, ["none of the dates of ", " can be read: the values count as undated"]),
        help: `name another ${word} in a column map (\`dateColumn\`), or give their order (\`dateOrder\`) or \`century\` there`,
      }
    : {
        code: "unreadable-dates",
        severity: "note",
        ...aboutField(names, about, ["some dates of ", " cannot be read: the values beside them count as undated"]),
        help: "write them as 2026-01-31, or give their order (`dateOrder`) or `century` in a column map",
      };
}

const MOST = 3;
