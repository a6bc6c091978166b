/** The sheet of the run: what was screened with what. */
import { ELIGIBILITIES, type RunHead, type RunSummary } from "../evaluate/result.js";
import { dateCell, numberCell, rowXml, textCell } from "./sheet-xml.js";

/** Its rows, as XML. */
export function runRows({ version, asOf, criteria, dictionaries, columnMap }: RunHead, summary: RunSummary): readonly string[] {
  const row = (what: string, value: string, sha256 = ""): string => rowXml([what, value, sha256].map((text) => textCell(text)));
  const count = (what: string, value: number): string => rowXml([textCell(what), numberCell(value)]);
  const files = [
    ...criteria.map(({ file, sha256 }) => row("Criteria", file, sha256)),
    ...dictionaries.map(({ file, sha256 }) => row("Dictionary", file, sha256)),
    ...(columnMap === null ? [] : [row("Column map", columnMap.file, columnMap.sha256)]),
    ...summary.inputs.map(({ file, sha256 }) => row("Candidates", file, sha256)),
  ];
  const { records, printed, recordsWithProblems, trials } = summary;
  return [
    row("Program", `trialsieve ${version}`),
    ...(asOf === null ? [] : [rowXml([textCell("As-of date"), dateCell(asOf)])]),
    ...files,
    count("Records read", records),
    count("Records in this workbook", printed),
    count("Records with problems", recordsWithProblems),
    ...trials.flatMap(({ trial, counts }) => ELIGIBILITIES.map((word) => count(`${trial}: ${word}`, counts[word]))),
  ];
}
