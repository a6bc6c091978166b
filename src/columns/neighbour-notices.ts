/** What is reported about numbers that are not read because of an adjacent column. */
import type { ReasonStats } from "../cells/stats.js";
import { type Around, aboutField, type Notice } from "../diagnostics/notice.js";
import type { Field } from "../language/model.js";
import { type NeighbourKey, neighbourHint } from "./neighbour-hints.js";
import type { SlotColumns } from "./table-columns.js";

/** What the cells of such a column are called. */
const HELD = { operatorColumn: "comparison signs", unitColumn: "units", value: "numbers" } as const;
const KEYS: readonly NeighbourKey[] = ["operatorColumn", "unitColumn", "remark", "otherwise", "specimen", "value", "numbered"];

const TRUST = 'if the cells are about something else, declare "trust": ["neighbours"] for the field in a column map';

/** The message about one field, or about several with the same remarks. */
function wordsOf(key: NeighbourKey, name: string): readonly [Around, Around?] {
  if (key === "numbered") return [[`${name} shows that there are more than `, " says; such numbers are not read"]];
  if (key === "operatorColumn" || key === "unitColumn" || key === "value")
    return [[`${name} has ${HELD[key]} that may belong to `, ", whose numbers in these rows are not read"]];
  const around = [`${name} ${TOLD[key]} `, ", which are not read"] as const;
  return [around, around];
}

const TOLD = {
  remark: "has remarks that cast doubt on values of",
  otherwise: "contradicts values, or leaves them open, of",
  specimen: "names other specimens than those of values of",
} as const;
/** What to look up; the others are settled by a line of the map. */
const LOOK_UP: Partial<Record<NeighbourKey, string>> = {
  remark: "what was measured",
  otherwise: "which is right",
  specimen: "in what it was measured",
  numbered: "how many there are",
};

/** At most one note, for the first row in which a number is not read. */
export function neighbourNotices(
  field: Field,
  columns: SlotColumns | undefined,
  all: readonly SlotColumns[],
  unreadable: readonly ReasonStats[],
): readonly Omit<Notice, "column">[] {
  const found = unreadable.find(({ reason }) => reason === "neighbour");
  if (found === undefined || columns === undefined) return [];
  const { neighbours, value } = columns;
  return neighbours.flatMap(({ heading, index }) =>
    KEYS.filter((key) => neighbourHint(heading, index, key) === found.hint).map((key) => {
      const name = heading.trim() === "" ? `column ${index + 1}` : `column \`${heading}\``;
      const owners = all.filter((one) => one.neighbours.some((other) => other.index === index));
      const owner = owners.length > 1 ? "…" : field.name;
      const line = `{ "columns": { "${owner}": { "${key}": ${JSON.stringify(heading)} } } }`;
      const cells = found.count === 1 ? "1 cell" : `${found.count} cells`;
      return {
        code: "column-beside" as const,
        row: found.firstRow,
        ...aboutField(
          field,
          (subject) => ({ subject, details: [`column \`${value?.heading ?? ""}\``, cells] }),
          ...wordsOf(key, name),
        ),
        settledBy:
          heading.trim() === "" || LOOK_UP[key] !== undefined
            ? undefined
            : { path: ["columns", field.name, key], values: [heading] },
        help:
          LOOK_UP[key] !== undefined
            ? `look up ${LOOK_UP[key]}; ${TRUST}`
            : heading.trim() === ""
              ? key === "value"
                ? `give the column a heading that says what it holds; ${TRUST}`
                : "give the column a heading, and name it in a column map"
              : `name it in a column map for the field that it belongs to: ${line}`,
      };
    }),
  );
}
