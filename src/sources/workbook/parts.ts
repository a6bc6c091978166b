/** What a workbook is made of: its sheets, styles and texts, found by how its parts refer to each other. */
import { doubtCell, textCell } from "../../values/typed-cell.js";
import type { Archive } from "./archive.js";
import { damaged, WorkbookFault } from "./fault.js";
import { type NumberFormat, numberFormat } from "./number-format.js";
import { crossesOut, TextCollector } from "./rich-text.js";
import type { DateSystem } from "./serial-date.js";
import { PartDecoder, type XmlHandler, xmlReader } from "./xml.js";

/** One sheet of rows and columns, as the workbook lists it. */
export interface SheetEntry {
  readonly name: string;
  readonly isHidden: boolean;
  readonly part: string;
}

/** What holds for all sheets. */
export interface Book {
  readonly sheets: readonly SheetEntry[];
  readonly system: DateSystem;
  /** By the number of a style. */
  readonly formats: readonly NumberFormat[];
  /** Styles that cross cells out. */
  readonly struck: ReadonlySet<number>;
  /** Texts as cells hold them: see `textCell`. */
  readonly texts: readonly string[];
  /** Whoever wrote it asks programs to calculate all formulas when they open it: the results that it holds are none, or old. */
  readonly isUncalculated: boolean;
  /** Formulas may take values from other workbooks. */
  readonly hasLinks: boolean;
}

/** A reference from one part to another. */
export interface Relation {
  readonly id: string;
  /** The last word of its type: `worksheet`. */
  readonly type: string;
  /** The part's name. */
  readonly target: string;
}

/** Reads a whole part of XML. */
export async function readPart(archive: Archive, part: string, handler: XmlHandler): Promise<void> {
  const decoder = new PartDecoder(part);
  const xml = xmlReader(part, handler);
  await archive.read(part, (bytes) => {
    xml.write(decoder.text(bytes));
    return undefined;
  });
  xml.write(decoder.text(new Uint8Array(0), true));
  xml.end();
}

/** What a part refers to. `part` is "" for the workbook as a whole. */
export async function relationsOf(archive: Archive, part: string): Promise<readonly Relation[]> {
  const slash = part.lastIndexOf("/") + 1;
  const folder = part.slice(0, slash);
  const name = `${folder}_rels/${part.slice(slash)}.rels`;
  if (!archive.has(name)) return [];
  const relations: Relation[] = [];
  await readPart(archive, name, {
    open(element, tag) {
      if (element !== "Relationship" || tag.attribute("TargetMode") === "External") return;
      const [id, type, target] = ["Id", "Type", "Target"].map((one) => tag.attribute(one) ?? "");
      relations.push({
        id: id ?? "",
        type: type?.slice(type.lastIndexOf("/") + 1) ?? "",
        target: resolved(folder, target ?? ""),
      });
    },
  });
  return relations;
}

/** A target as the name of a part: `../media/x` from the folder of the part that refers to it. */
function resolved(folder: string, target: string): string {
  const names: string[] = [];
  for (const name of (target.startsWith("/") ? target : folder + target).split("/")) {
    if (name === "..") names.pop();
    else if (name !== "" && name !== ".") names.push(name);
  }
  return names.join("/");
}

/** Finds and reads what holds for all sheets. */
export async function readBook(archive: Archive): Promise<Book> {
  const main = (await relationsOf(archive, "")).find(({ type }) => type === "officeDocument")?.target;
  if (main === undefined) throw notAWorkbook();
  const relations = await relationsOf(archive, main);
  const { sheets, system, isUncalculated } = await readSheets(archive, main, relations);
  const [styles, strings] = ["styles", "sharedStrings"].map((type) => relations.find((one) => one.type === type)?.target);
  return {
    sheets,
    system,
    ...(styles === undefined ? { formats: [numberFormat(0, undefined)], struck: new Set() } : await readStyles(archive, styles)),
    texts: strings === undefined ? [] : await readTexts(archive, strings),
    isUncalculated,
    hasLinks: relations.some(({ type }) => type === "externalLink"),
  };
}

function notAWorkbook(): WorkbookFault {
  return new WorkbookFault(
    "this is a zip file, but not an Excel workbook (.xlsx)",
    "open it in the spreadsheet program and save it as .xlsx",
    "spreadsheet-file",
  );
}

async function readSheets(
  archive: Archive,
  main: string,
  relations: readonly Relation[],
): Promise<Pick<Book, "sheets" | "system" | "isUncalculated">> {
  const sheets: SheetEntry[] = [];
  let root: string | undefined;
  let system: DateSystem = "1900";
  let isUncalculated = false;
  const targets = new Map(relations.map((one) => [one.id, one]));
  const seen = new Set<string>();
  await readPart(archive, main, {
    open(element, tag) {
      root ??= element;
      if (element === "workbookPr" && isTrue(tag.attribute("date1904"))) system = "1904";
      if (element === "calcPr" && isTrue(tag.attribute("fullCalcOnLoad"))) isUncalculated = true;
      if (element !== "sheet") return;
      const relation = targets.get(tag.relationId ?? "");
      const name = tag.attribute("name") ?? "";
      if (relation === undefined) throw damaged(`its sheet \`${name}\` is missing`);
      // Charts and macros are sheets, too.
      if (relation.type !== "worksheet") return;
      // Nobody knows which one is meant; and one part under many names would be read as many times.
      for (const one of [`name ${name.toLowerCase()}`, `part ${relation.target.toLowerCase()}`]) {
        if (seen.has(one)) throw damaged(`it lists its sheet \`${name}\` twice`);
        seen.add(one);
      }
      sheets.push({ name, isHidden: (tag.attribute("state") ?? "visible") !== "visible", part: relation.target });
    },
  });
  if (root !== "workbook") throw notAWorkbook();
  return { sheets, system, isUncalculated };
}

/** Whether an attribute is true. */
export function isTrue(value: string | undefined): boolean {
  return value === "1" || value === "true" || value === "on";
}

async function readStyles(archive: Archive, part: string): Promise<Pick<Book, "formats" | "struck">> {
  const codes = new Map<number, string>();
  const known = new Map<number, NumberFormat>();
  const ids: number[] = [];
  let fonts = 0;
  const struckFonts = new Set<number>();
  const struck = new Set<number>();
  let within = "";
  await readPart(archive, part, {
    open(element, tag) {
      if (LISTS.has(element)) within = element;
      if (element === "numFmt") codes.set(Number(tag.attribute("numFmtId")), tag.attribute("formatCode") ?? "");
      if (within === "fonts" && element === "font") fonts += 1;
      if (within === "fonts" && element === "strike" && crossesOut(tag)) struckFonts.add(fonts - 1);
      if (within !== "cellXfs" || element !== "xf") return;
      if (struckFonts.has(Number(tag.attribute("fontId") ?? 0))) struck.add(ids.length);
      ids.push(Number(tag.attribute("numFmtId") ?? 0));
    },
    close(element) {
      if (element === within) within = "";
    },
  });
  const formats = ids.map((id) => {
    const format = known.get(id) ?? numberFormat(id, codes.get(id));
    known.set(id, format);
    return format;
  });
  return { formats, struck };
}

/** Reads fonts and the styles of cells; other styles belong to no cell. */
const LISTS: ReadonlySet<string> = new Set(["fonts", "cellXfs"]);

async function readTexts(archive: Archive, part: string): Promise<readonly string[]> {
  const texts: string[] = [];
  const collector = new TextCollector();
  await readPart(archive, part, {
    open(element, tag) {
      if (element === "si") collector.begin();
      else collector.open(element, tag);
    },
    close(element) {
      if (element === "si") texts.push(collector.isStruck ? doubtCell("struck", collector.text) : textCell(collector.text));
      else collector.close(element);
    },
    text: (piece) => collector.add(piece),
  });
  return texts;
}
