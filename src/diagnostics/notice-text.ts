/** Notices as lines for people: one note a kind, the most important first, wrapped where a width is given. */
import { displayWidth, messageLines, terminalSafe, wrapHanging } from "../text/terminal-text.js";
import { byImportance, type InputNotice, type SharedMessage, saysLetters, shownName, subjectOf, subjectText } from "./notice.js";

const SEVERITIES: readonly InputNotice["severity"][] = ["error", "problem", "note"];

/**
 * `list.csv: row 4: note: message`, and below it what to do; what several have in common is said once.
 *
 * @param width of a terminal; undefined: every message stays on one line
 */
export function noticeLines(notices: readonly InputNotice[], width: number | undefined): readonly string[] {
  const rank = ({ severity }: InputNotice): number => SEVERITIES.indexOf(severity);
  const sorted = [...notices].sort((a, b) => rank(a) - rank(b) || byImportance(a, b));
  const kinds = [...grouped(sorted)];
  return kinds.flatMap((own, index) => {
    const next = helpOf(kinds[index + 1] ?? []);
    const help = [...helpOf(own)].filter((one) => !next.has(one));
    return [...messageLines(noticeText(own), width), ...help.flatMap((one) => helpLines(one, width))];
  });
}

function helpOf(notices: readonly InputNotice[]): ReadonlySet<string> {
  return new Set(notices.flatMap(({ help }) => help ?? []));
}

/** Notices that differ only in their subject. */
function grouped(notices: readonly InputNotice[]): Iterable<readonly InputNotice[]> {
  const groups = new Map<unknown, InputNotice[]>();
  for (const notice of notices) {
    const { severity, code, file, shared } = notice;
    const key = shared?.several === undefined ? notice : JSON.stringify([severity, code, file, shared.one, shared.several]);
    const own = groups.get(key);
    if (own === undefined) groups.set(key, [notice]);
    else own.push(notice);
  }
  return groups.values();
}

function noticeText(notices: readonly InputNotice[]): string {
  const [first] = notices;
  if (first === undefined) return "";
  const { file, at, severity, shared } = first;
  const [row, ...otherRows] = new Set(notices.map((notice) => notice.row));
  const message = shared === undefined ? first.message : sharedText(shared, notices, otherRows.length > 0);
  const name = shownName(file);
  const place = [
    ...(row === undefined || otherRows.length > 0 ? [] : [`row ${row}`]),
    ...(first.letters === undefined || notices.length > 1 || saysLetters(first) ? [] : [`column ${first.letters}`]),
  ];
  const inFile = place.length === 0 ? "" : `: ${place.join(", ")}`;
  return `${at === undefined ? `${name}${inFile}` : `${name}:${at.line}:${at.column}`}: ${severity}: ${message}`;
}

/** @param withRows if the rows differ, each subject names its own */
function sharedText({ one, several }: SharedMessage, notices: readonly InputNotice[], withRows: boolean): string {
  const subjects = notices.map((notice) => {
    const { shared = { subject: "" }, row } = notice;
    const { subject, details = [] } = subjectOf(notice, shared);
    return subjectText({ subject, details: [...details, ...(withRows && row !== undefined ? [`first in row ${row}`] : [])] });
  });
  const [before, behind] = (subjects.length > 1 ? several : undefined) ?? one;
  const last = subjects.pop() ?? "";
  if (subjects.length === 0) return `${before}${last}${behind}`;
  // A label may be a list itself: "PD-1, PD-L1 or CTLA-4 pathway agent".
  const [comma, and] = notices.some(({ shared }) => shared?.subject.includes(", ")) ? ["; ", "; and "] : [", ", " and "];
  return `${before}${subjects.join(comma)}${and}${last}${behind}`;
}

/** What is to be pasted into a column map gets a line of its own, and no line break. */
function helpLines(help: string, width: number | undefined): readonly string[] {
  const text = `help: ${terminalSafe(help)}`;
  const indented = (part: string, indent: string): readonly string[] =>
    (width === undefined ? [part] : wrapHanging(part, width - indent.length, 2)).map((line) => indent + line);
  const start = text.indexOf('{ "');
  const end = text.lastIndexOf(" }") + 2;
  if (width === undefined || displayWidth(text) <= width - 2 || start < 0 || end < start) return indented(text, "  ");
  const rest = text.slice(end).replace(/^[,;]? */, "");
  return [
    ...indented(text.slice(0, start).trimEnd(), "  "),
    `    ${text.slice(start, end)}`,
    ...(rest === "" ? [] : indented(rest, "    ")),
  ];
}
