/** Which rows of a list may not be candidates, as far as its beginning and the column map show. */
import type { ColumnMap } from "../language/model.js";
import { trimWhite } from "../values/text.js";
import { type RowLabel, rowLabel } from "./summary-words.js";

/** See {@link rowRules}. */
export interface RowRules {
  /** Ids that the map declares to be candidates, whatever they look like. */
  readonly candidates: ReadonlySet<string>;
  /** Ids begin with `#`. */
  readonly hasHashIds: boolean;
  /** Columns (by place) whose cells may be summary words in any row: `total` beside `partial`. */
  readonly categories: ReadonlySet<number>;
}

/** A label is in one of this many first cells of a row. */
export const LABEL_CELLS = 8;

/**
 * How to recognise rows that are not candidates.
 *
 * @param firstRows the first rows below the heading
 * @param ids the columns of the id
 */
export function rowRules(
  firstRows: readonly (readonly string[])[],
  ids: readonly { readonly index: number }[],
  map: ColumnMap | undefined,
): RowRules {
  const isHash = (row: readonly string[]): boolean =>
    ids.some(({ index }) => rowLabel(trimWhite(row[index] ?? "")) === "hash-id");
  const filled = firstRows.filter((row) => row.some((cell) => cell.trim() !== ""));
  const hashes = filled.filter(isHash).length;
  return {
    candidates: new Set((map?.candidates ?? []).map((id) => trimWhite(id).normalize("NFC"))),
    hasHashIds: hashes > 0 && 2 * hashes >= filled.length,
    categories: new Set(Array.from({ length: LABEL_CELLS }, (_, at) => at).filter((at) => isCategory(firstRows, at))),
  };
}

/** Whether a summary word stands above an ordinary cell, or a word of another kind stands in two rows: then it says nothing of its row. */
function isCategory(rows: readonly (readonly string[])[], column: number): boolean {
  const cells = rows.map((row) => trimWhite(row[column] ?? ""));
  const labels = cells.map((cell) => (cell === "" ? undefined : (rowLabel(cell) ?? "other")));
  return labels.some(
    (label, row) =>
      (isSum(label) && labels[row + 1] === "other") ||
      (label !== undefined && label !== "other" && cells.indexOf(cells[row] ?? "") < row),
  );
}

function isSum(label: RowLabel | "other" | undefined): boolean {
  return label === "summary" || label === "subtotal";
}

/** The first cell that is not blank, and what it says of the row. */
export function labelIn(
  cellAt: (index: number) => string,
  first: string,
): { readonly label: RowLabel; readonly index: number; readonly text: string } | undefined {
  let [index, text] = [0, first];
  while (text.trim() === "" && index < LABEL_CELLS - 1) {
    index += 1;
    text = cellAt(index);
  }
  const label = rowLabel(trimWhite(text));
  return label === undefined ? undefined : { label, index, text: trimWhite(text) };
}

/**
 * Whether a label shows that the row may not be a candidate. A word counts where the id stands, or where there is no id; beside an id,
 * if it is a summary. Where there is none, and beside one, its column holds no such words elsewhere.
 *
 * @param where whether the label stands in the column of the id, in one of several, beside them, or in a list without any
 */
export function isMarked(
  { label, index, text }: { readonly label: RowLabel; readonly index: number; readonly text: string },
  id: string,
  where: "id" | "part" | "beside" | "none",
  { candidates, hasHashIds, categories }: RowRules,
): boolean {
  if (candidates.size > 0 && (candidates.has(text.normalize("NFC")) || candidates.has(id))) return false;
  if (label === "hash-id") return !hasHashIds;
  // A group of a study may be called so, and a site: `QC`.
  if (label === "control" || label === "sample" || label === "numbered") return where === "id" && id !== "";
  if (label === "letters" && where === "part" && id !== "") return false;
  if (label === "note") return where !== "beside" && id !== "";
  if (label === "comment" || id === "" || where === "id" || where === "part") return true;
  return (isSum(label) || where === "none") && !categories.has(index);
}
