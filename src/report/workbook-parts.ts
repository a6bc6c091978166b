/** The parts of a workbook that are not sheets. */
import { SHARED_WORDS } from "./sheet-xml.js";

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** A sheet that was written. */
export interface WrittenSheet {
  readonly name: string;
  readonly rows: number;
  /** Its first row is one: it has a filter, and is repeated on paper. */
  readonly hasHeadings: boolean;
  /** The letters of its last column. */
  readonly lastColumn: string;
}

/** The part of a sheet, from 0. */
export function sheetPart(index: number): string {
  return `xl/worksheets/sheet${index + 1}.xml`;
}

const ALIGNMENTS = ["", ' wrapText="1"', ' horizontal="left"', ' wrapText="1" horizontal="left"'];

/** Fonts, fills and formats: in the order of `STYLE` in `sheet-xml`. */
const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="3"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="14"/><name val="Calibri"/></font></fonts><fills count="6"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>${["FFD9E1F2", "FFC6EFCE", "FFFFC7CE", "FFFFEB9C"].map((colour) => `<fill><patternFill patternType="solid"><fgColor rgb="${colour}"/><bgColor indexed="64"/></patternFill></fill>`).join("")}</fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${["left", "right", "top", "bottom"].map((side) => `<${side} style="thin"><color rgb="FF808080"/></${side}>`).join("")}<diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" applyAlignment="1"><alignment vertical="top"/></xf></cellStyleXfs><cellXfs count="11">${[
  [0, 0, 0, 0],
  [0, 1, 2, 1],
  [0, 0, 0, 1],
  [0, 0, 3, 0],
  [0, 0, 4, 0],
  [0, 0, 5, 0],
  [164, 0, 0, 0],
  [0, 0, 0, 3, 1],
  [164, 0, 0, 3, 1],
  [0, 2, 0, 0],
  [0, 0, 0, 2],
]
  .map(
    ([format, font, fill, wrap = 0, border = 0]) =>
      `<xf numFmtId="${format}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="top"${ALIGNMENTS[wrap] ?? ""}/></xf>`,
  )
  .join("")}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

/** The other parts, by name: as soon as it is known how far each sheet goes. */
export function workbookParts(sheets: readonly WrittenSheet[]): readonly (readonly [name: string, xml: string])[] {
  const override = (part: string, type: string): string => `<Override PartName="/${part}" ContentType="${TYPES}.${type}+xml"/>`;
  const types = [
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    override("xl/workbook.xml", "sheet.main"),
    override("xl/styles.xml", "styles"),
    override("xl/sharedStrings.xml", "sharedStrings"),
    ...sheets.map((_, index) => override(sheetPart(index), "worksheet")),
  ];
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
  const relations = (all: readonly string[]): string =>
    `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${all.join("")}</Relationships>`;
  const list = sheets.map(({ name }, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`);
  // Sorted by name, as programs write them.
  const withHeadings = sheets.flatMap((sheet, index) => (sheet.hasHeadings ? [{ ...sheet, index }] : []));
  const names = [
    ...withHeadings.map(
      ({ name, rows, lastColumn, index }) =>
        `<definedName name="_xlnm._FilterDatabase" localSheetId="${index}" hidden="1">'${name}'!$A$1:$${lastColumn}$${rows}</definedName>`,
    ),
    ...withHeadings.map(
      ({ name, index }) => `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">'${name}'!$1:$1</definedName>`,
    ),
  ];
  const own = sheets.map((_, index) => relation(`rId${index + 1}`, "worksheet", `worksheets/sheet${index + 1}.xml`));
  return [
    ["[Content_Types].xml", `${HEAD}<Types xmlns="${PACKAGE}/content-types">${types.join("")}</Types>`],
    ["_rels/.rels", relations([relation("rId1", "officeDocument", "xl/workbook.xml")])],
    [
      "xl/workbook.xml",
      `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${list.join("")}</sheets><definedNames>${names.join("")}</definedNames></workbook>`,
    ],
    [
      "xl/_rels/workbook.xml.rels",
      relations([
        ...own,
        relation("rIdStyles", "styles", "styles.xml"),
        relation("rIdStrings", "sharedStrings", "sharedStrings.xml"),
      ]),
    ],
    ["xl/styles.xml", STYLES],
    [
      "xl/sharedStrings.xml",
      `${HEAD}<sst xmlns="${MAIN}">${SHARED_WORDS.map((word) => `<si><t>${word}</t></si>`).join("")}</sst>`,
    ],
  ];
}
