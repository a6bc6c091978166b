/** What a workbook's sheet shows or hides apart from its cells, if it may matter to readers of the verdicts. */
import type { Around, Notice } from "../diagnostics/notice.js";
import type { Trust } from "../language/model.js";
import { type MergedRows, mayBeExchanged, type SheetColumn, type TableHead } from "../sources/input-head.js";
import { counted } from "../text/counted.js";
import { columnLetters } from "../values/column-letters.js";

type SheetCode = Extract<
  Notice["code"],
  "hidden-cells" | "unread-cells" | "formulas" | "rounded" | "exchanged-dates" | "trusted"
>;

/** What is known about a table's rows and cells before its columns are. */
export interface TableBasics {
  readonly kind: "table";
  readonly headings: readonly string[];
  readonly delimiter: string;
  /** Cells say their type, as in a workbook: see `values/typed-cell`. */
  readonly isTyped: boolean;
  /** Rows of totals, which are no candidates. */
  readonly totalRows: ReadonlySet<number> | undefined;
  /** Cells that are merged with cells below them; undefined if there are none. */
  readonly mergedRows: readonly MergedRows[] | undefined;
}

/** See {@link TableBasics}. */
export function basicsOf({ headings, delimiter, sheet }: TableHead): TableBasics {
  const hasTotals = sheet !== undefined && sheet.totalRows.length > 0;
  const totalRows = hasTotals ? new Set(sheet.totalRows) : undefined;
  const mergedRows = sheet === undefined || sheet.mergedRows.length === 0 ? undefined : sheet.mergedRows;
  return { kind: "table", headings, delimiter, isTyped: sheet !== undefined, totalRows, mergedRows };
}

/** The letters of the column with a heading, where the table is a sheet and has no other such column. */
export function lettersOf({ headings, isTyped }: TableBasics, heading: string | undefined): string | undefined {
  const index = !isTyped || heading === undefined ? -1 : headings.indexOf(heading);
  return index < 0 || headings.indexOf(heading ?? "", index + 1) >= 0 ? undefined : columnLetters(index);
}

/** Columns that may hold dates, and what the column map says of them. */
interface DatedColumns extends Readonly<Record<"value" | "date", { readonly index: number } | undefined>> {
  readonly trust: ReadonlySet<Trust>;
}

/** Places of the columns whose dates are right, as the map says, for every field that they are read for. */
export function trustedDates(slots: readonly DatedColumns[]): ReadonlySet<number | undefined> {
  const places = (isTrusted: boolean) =>
    slots.flatMap(({ trust, value, date }) => (trust.has("dates") === isTrusted ? [value?.index, date?.index] : []));
  const doubted = new Set(places(false));
  return new Set(places(true).filter((place) => !doubted.has(place)));
}

/**
 * @param used the columns that are read, by place
 * @param trusted those whose dates the column map says are right
 */
export function sheetNotices(
  { sheet, headings }: TableHead,
  used: ReadonlySet<number | undefined>,
  trusted: ReadonlySet<number | undefined>,
): readonly Notice[] {
  if (sheet === undefined) return [];
  const { hiddenRows, isFiltered, merged, outside, firstOutside, comments } = sheet;
  const notices: Notice[] = [];
  if (hiddenRows > 0)
    notices.push({
      code: "hidden-cells",
      message: `${counted(hiddenRows, "row")} that ${isFiltered ? "a filter hides" : "the sheet hides"} ${hiddenRows === 1 ? "was" : "were"} read, too`,
    });
  if (merged > 0)
    notices.push({
      code: "unread-cells",
      message: `${counted(merged, "area")} of merged cells: only the first cell of each is read; anything hidden under the others is not`,
    });
  if (outside > 0)
    notices.push({
      code: "unread-cells",
      message: `${counted(outside, "cell")} to the right of the last heading ${outside === 1 ? "was" : "were"} not read; the first is ${firstOutside}`,
    });
  if (comments > 0)
    notices.push({
      code: "unread-cells",
      message: `${counted(comments, "comment")} in the sheet ${comments === 1 ? "was" : "were"} not read`,
    });
  for (const [index, facts] of sheet.columns.entries())
    if (used.has(index)) notices.push(...columnNotices(facts, `\`${headings[index] ?? ""}\``, trusted.has(index)));
  return notices;
}

function columnNotices(facts: SheetColumn, subject: string, isTrusted: boolean): readonly Notice[] {
  const { formulas, isVolatile, isLinked, rounded, isHidden, dates } = facts;
  const about = (code: SheetCode, one: Around, several: Around, details: readonly string[] = [], help?: string): Notice => ({
    code,
    column: subject.slice(1, -1),
    message: one.join(subject),
    shared: { subject, details, one, several },
    help,
  });
  const notices: Notice[] = [];
  if (mayBeExchanged(facts) && isTrusted)
    notices.push(
      about(
        "trusted",
        [
          "dates of column ",
          " are read as written because the column map trusts them (dates), although texts in the column cast doubt on that",
        ],
        [
          "dates of columns ",
          " are read as written because the column map trusts them (dates), although texts in the column cast doubt on that",
        ],
        [counted(dates, "date")],
        "verdicts that depend on them are marked as assumed",
      ),
    );
  else if (mayBeExchanged(facts))
    notices.push(
      about(
        "exchanged-dates",
        [
          "column ",
          " has texts such as 25.03.2026 as well as dates, so a program may have swapped day and month in the dates: each is read both ways",
        ],
        [
          "columns ",
          " have texts such as 25.03.2026 as well as dates, so a program may have swapped day and month in the dates: each is read both ways",
        ],
        [counted(dates, "date")],
        'take the dates from the original list again, as dates or as YYYY-MM-DD; if they are right as written, declare "trust": ["dates"] in a column map',
      ),
    );
  if (isHidden)
    notices.push(
      about(
        "hidden-cells",
        ["the sheet hides column ", ", which was read, too"],
        ["the sheet hides columns ", ", which were read, too"],
      ),
    );
  if (formulas > 0) {
    const changing = isLinked
      ? ", some of them taken from another workbook"
      : isVolatile
        ? ", some of them changing from day to day"
        : "";
    const behind = ` has formulas: their results are from when the workbook was last saved${changing}`;
    notices.push(
      about("formulas", ["column ", behind], ["columns ", behind.replace(" has", " have")], [counted(formulas, "cell")]),
    );
  }
  if (rounded > 0)
    notices.push(
      about(
        "rounded",
        ["column ", " has more decimals than it shows; the stored value counts"],
        ["columns ", " have more decimals than they show; the stored values count"],
        [counted(rounded, "cell")],
      ),
    );
  return notices;
}
