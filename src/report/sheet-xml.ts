/** Cells and rows of a workbook's sheets, as XML. Text is always text: nothing that a list holds can become a formula. */

/** Styles by the place of their format in `workbook-parts`. */
export const STYLE = {
  ...{ plain: 0, heading: 1, wrapped: 2, good: 3, bad: 4, unsure: 5, date: 6 },
  /** Wrapped, between lines, as on a form. */
  ruled: 7,
  ruledDate: 8,
  title: 9,
  /** A number beside a column of words. */
  left: 10,
} as const;
/** One of them. */
export type Style = (typeof STYLE)[keyof typeof STYLE];

/** What a cell may hold; longer texts end with a word that says so. */
export const MOST_CHARACTERS = 32_767;
const CUT = " … (cut)";
/** Characters that XML cannot hold, and what would be taken for the spelling of one. */
const UNSAFE =
  /[&<>]|[\p{Cc}\ufffe\uffff]|_(?=x[0-9a-fA-F]{4})|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/gu;
/** Whether a text may contain any of these. */
const IS_UNSAFE = /[^\n\t -%'-;=?-~\u00a0-\ud7ff\ue000-\ufffd]|_x/;
const NAMES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\n": "\n", "\t": "\t" };

/** Text for XML. */
export function xmlText(text: string): string {
  if (!IS_UNSAFE.test(text)) return text;
  return text.replace(UNSAFE, (found) => {
    const name = NAMES[found];
    if (name !== undefined) return name;
    // What follows may be spelt with a stroke in front, so none after the digits is asked for.
    if (found === "_") return "_x005F_";
    const code = found.charCodeAt(0);
    return code >= 0xd800 && code <= 0xdfff ? "\ufffd" : `_x${code.toString(16).toUpperCase().padStart(4, "0")}_`;
  });
}

/** White space that programs drop or join unless they are told to keep it. */
export const LOOSE_SPACE = /^\s|\s$|\s\s|[^\S ]/;

/** A cell with a text. */
export function textCell(text: string, style: Style = STYLE.plain): string {
  return cellStart(style) + textContent(text);
}

/** What follows on the {@link cellStart} of a cell with a text. */
export function textContent(text: string): string {
  if (text === "") return "/>";
  const held = text.length > MOST_CHARACTERS ? text.slice(0, MOST_CHARACTERS - CUT.length) + CUT : text;
  return textStart(LOOSE_SPACE.test(held)) + xmlText(held) + TEXT_END;
}

/** The XML before the text. @param isLoose its white space must be kept */
export function textStart(isLoose: boolean): string {
  return ` t="inlineStr"><is><t${isLoose ? ' xml:space="preserve"' : ""}>`;
}

/** What stands after it. */
export const TEXT_END = "</t></is></c>";

/** Words that occur in many cells: they are in a part of their own, to which cells refer. */
export const SHARED_WORDS = ["pass", "fail", "unknown", "eligible", "ineligible", "undetermined", "yes", "no", "open"] as const;

/** A cell with one of them. */
export function wordCell(word: (typeof SHARED_WORDS)[number], style: Style): string {
  return `${cellStart(style)} t="s"><v>${SHARED_WORDS.indexOf(word)}</v></c>`;
}

/** A cell with a number. */
export function numberCell(value: number, style: Style = STYLE.plain): string {
  return `${cellStart(style)}><v>${value}</v></c>`;
}

/** A cell with a day, in ISO 8601. */
export function dateCell(iso: string, style: Style = STYLE.date): string {
  return numberCell(Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY_MS) + EPOCH, style);
}

const DAY_MS = 86_400_000;
/** 1970-01-01 as spreadsheets count days. */
const EPOCH = 25_569;

/** How a cell begins. */
export function cellStart(style: Style): string {
  return style === STYLE.plain ? "<c" : `<c s="${style}"`;
}

/** Points of one line of text. */
const LINE = 15;
/** Programs show no higher rows. */
export const MOST_LINES = 27;

/**
 * @param cells their XML; one text may be of several
 * @param lines how many lines the highest cell has, so that wrapped text is seen
 */
export function rowXml(cells: readonly string[], lines = 1): string {
  return rowStart(lines) + cells.join("") + ROW_END;
}

/** How a row begins whose highest cell has so many lines. */
export function rowStart(lines: number): string {
  return lines > 1 ? `<row ht="${Math.min(lines, MOST_LINES) * LINE}" customHeight="1">` : "<row>";
}

/** How it ends. */
export const ROW_END = "</row>";

/** How many lines a text takes in a column of a width in characters. */
export function linesOf(text: string, width: number): number {
  let lines = 0;
  for (let from = 0; from <= text.length; ) {
    const end = text.indexOf("\n", from);
    const length = (end < 0 ? text.length : end) - from;
    lines += Math.max(1, Math.ceil(length / width));
    from += length + 1;
  }
  return lines;
}

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';

/** The XML before the rows. Headings stay in sight, and are repeated on every printed page. */
export function sheetStart(headings: readonly string[], widths: readonly number[]): string {
  const columns = widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`);
  const pane = headings.length === 0 ? "" : '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>';
  const views = `<sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews>`;
  const row = headings.length === 0 ? "" : rowXml(headings.map((heading) => textCell(heading, STYLE.heading)));
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet ${MAIN}><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>${views}<cols>${columns.join("")}</cols><sheetData>${row}`;
}

const PAGE =
  '<pageMargins left="0.5" right="0.5" top="0.7" bottom="0.6" header="0.3" footer="0.3"/><pageSetup orientation="landscape" fitToHeight="0"/>';

/**
 * @param filter the area that a filter covers, such as `A1:F20`; undefined: none
 * @param title stands on every printed page, beside the sheet's name and the page's number
 */
export function sheetEnd(filter: string | undefined, title: string): string {
  // `&` begins a code.
  const heading = xmlText(`&L${title.replaceAll("&", "&&")}&R&A`);
  const area = filter === undefined ? "" : `<autoFilter ref="${filter}"/>`;
  return `</sheetData>${area}${PAGE}<headerFooter><oddHeader>${heading}</oddHeader><oddFooter>&amp;RPage &amp;P of &amp;N</oddFooter></headerFooter></worksheet>`;
}
