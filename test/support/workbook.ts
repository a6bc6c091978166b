/** Writes small workbooks for tests cell by cell, including some that no program would write. */
import { TextReader, Uint8ArrayWriter, ZipWriter } from "@zip.js/zip.js/lib/zip-core-native.js";

/** A text, a number, true or false, or nothing; or a value or XML with a number format. */
export type Cell =
  | string
  | number
  | boolean
  | null
  | { readonly format?: string; readonly xml?: string; readonly value?: number };

export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly Cell[] | { readonly attributes: string; readonly cells: readonly Cell[] })[];
  /** XML before and after the rows. */
  readonly before?: string;
  readonly behind?: string;
  readonly state?: "visible" | "hidden";
  /** Parts that the sheet refers to: type, name and XML. */
  readonly parts?: readonly (readonly [type: string, name: string, xml: string])[];
}

/** Differences from a plain workbook. */
export interface Changes {
  /** XML of parts that are added or replaced. */
  readonly parts?: Readonly<Record<string, string>>;
  readonly workbookPr?: string;
  /** Parts that are left out. */
  readonly without?: readonly string[];
  readonly level?: number;
}

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships";
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** Escapes a text for XML. */
function xml(text: string): string {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}

function letters(column: number): string {
  return column < 26 ? String.fromCharCode(65 + column) : letters(Math.floor(column / 26) - 1) + letters(column % 26);
}

/** The serial number of a date in a workbook. */
export function serial(iso: string): number {
  return Date.parse(`${iso}Z`) / 86_400_000 + 25_569;
}

/** The bytes of a workbook with these sheets. */
export async function workbook(sheets: readonly Sheet[], changes: Changes = {}): Promise<Uint8Array> {
  const formats: string[] = ["General"];
  const styleOf = (format: string): number => {
    if (!formats.includes(format)) formats.push(format);
    return formats.indexOf(format);
  };
  const parts = new Map<string, string>();
  const relations = (of: readonly (readonly [id: string, type: string, target: string])[]): string =>
    `${HEAD}<Relationships xmlns="${PACKAGE}">${of
      .map(([id, type, target]) => `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`)
      .join("")}</Relationships>`;
  for (const [index, { rows, before = "", behind = "", parts: own = [] }] of sheets.entries()) {
    const data = rows.map((row, at) => rowXml(row, at + 1, styleOf)).join("");
    const name = `xl/worksheets/sheet${index + 1}.xml`;
    const root = `<worksheet xmlns="${MAIN}" xmlns:r="${RELATIONS}">`;
    parts.set(name, `${HEAD}${root}${before}<sheetData>${data}</sheetData>${behind}</worksheet>`);
    if (own.length === 0) continue;
    const ids = own.map(([type, target], at) => [`rId${at + 1}`, type, `/${target}`] as const);
    parts.set(`xl/worksheets/_rels/sheet${index + 1}.xml.rels`, relations(ids));
    for (const [, target, text] of own) parts.set(target, text);
  }
  const list = sheets.map(
    ({ name, state = "visible" }, at) => `<sheet name="${xml(name)}" sheetId="${at + 1}" state="${state}" r:id="rId${at + 1}"/>`,
  );
  parts.set(
    "xl/workbook.xml",
    `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}">${changes.workbookPr ?? ""}<sheets>${list.join("")}</sheets></workbook>`,
  );
  parts.set(
    "xl/_rels/workbook.xml.rels",
    relations([
      ...sheets.map((_, at) => [`rId${at + 1}`, "worksheet", `worksheets/sheet${at + 1}.xml`] as const),
      ["rIdS", "styles", "styles.xml"],
    ]),
  );
  parts.set("_rels/.rels", relations([["rId1", "officeDocument", "xl/workbook.xml"]]));
  const codes = formats.map((code, at) => `<numFmt numFmtId="${164 + at}" formatCode="${xml(code)}"/>`).join("");
  const xfs = formats.map((_, at) => `<xf numFmtId="${at === 0 ? 0 : 164 + at}"/>`).join("");
  parts.set(
    "xl/styles.xml",
    `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts>${codes}</numFmts><cellXfs>${xfs}</cellXfs></styleSheet>`,
  );
  for (const [name, text] of Object.entries(changes.parts ?? {})) parts.set(name, text);
  for (const name of changes.without ?? []) parts.delete(name);
  return zip([...parts], changes.level ?? 0);
}

function rowXml(row: Sheet["rows"][number], number: number, styleOf: (format: string) => number): string {
  const { attributes, cells } = "cells" in row ? row : { attributes: "", cells: row };
  const xmls = cells.map((cell, column) => cellXml(cell, `${letters(column)}${number}`, styleOf));
  return `<row r="${number}"${attributes === "" ? "" : ` ${attributes}`}>${xmls.join("")}</row>`;
}

function cellXml(cell: Cell, place: string, styleOf: (format: string) => number): string {
  if (cell === null) return "";
  if (typeof cell === "string") return `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${xml(cell)}</t></is></c>`;
  if (typeof cell === "number") return `<c r="${place}"><v>${cell}</v></c>`;
  if (typeof cell === "boolean") return `<c r="${place}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  const { format = "General", xml: inner = `><v>${cell.value}</v>` } = cell;
  return `<c r="${place}" s="${styleOf(format)}"${inner}</c>`;
}

/** A zip archive of text files. */
export async function zip(parts: readonly (readonly [name: string, text: string])[], level = 0): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { level, useWebWorkers: false });
  for (const [name, text] of parts) await writer.add(name, new TextReader(text));
  return writer.close();
}
