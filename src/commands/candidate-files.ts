/** Candidate files for commands that read them, and what is reported about them. */
import { resolve } from "node:path";
import { idChoice } from "../columns/id.js";
import type { InputNotice } from "../diagnostics/notice.js";
import { noticeLines } from "../diagnostics/notice-text.js";
import { bytesOf, type CandidateSource, type ReadSettings } from "../engine/source.js";
import { NODE_BYTES } from "../io/bytes.js";
import { expectShortRun } from "../io/engine.js";
import { checkReadable, fileBytes, HELD_LIMIT_BYTES, pipeBytes, stdinBytes } from "../io/input.js";
import { errorWidth, lookAt, Stop, tell, tellWrapped } from "../io/streams.js";
import { readText } from "../io/text.js";
import { FILE_KIND_WORDS, fileKind } from "../language/load/load.js";
import type { ColumnMap } from "../language/model.js";
import { formatByName, kindOf } from "../sources/formats.js";
import type { InputFormat } from "../sources/input.js";
import { usageError } from "./usage.js";

/** The input options, as the command line has them. */
export interface InputOptions {
  readonly asOf?: string;
  readonly id?: readonly string[];
  readonly inputFormat?: InputFormat;
  readonly delimiter?: string;
  readonly encoding?: string;
  readonly skip?: number;
  readonly sheet?: string;
  /** The column map's file. */
  readonly columns?: string;
  readonly assumeUniqueIds?: boolean;
  readonly maxRecordBytes?: number;
  readonly maxHeldBytes?: number;
}

/** The candidate files of a command line; `-` is standard input. */
export function candidateSources(
  command: string,
  files: readonly string[],
  { maxHeldBytes = HELD_LIMIT_BYTES }: InputOptions,
): readonly CandidateSource[] {
  const seen = new Map<string, string>();
  const sources = files.map((name): CandidateSource => {
    const key = name === "-" ? name : resolve(name);
    const earlier = seen.get(key);
    if (earlier !== undefined) {
      usageError(command, name === "-" ? "standard input (`-`) can be read only once" : `\`${earlier}\` is named twice`);
    }
    seen.set(key, name);
    if (name === "-") return { name, isStdin: true, open: stdinBytes(maxHeldBytes), bytes: undefined };
    const { isRegular, bytes } = checkReadable(name);
    return isRegular
      ? { name, isStdin: false, open: fileBytes(name), bytes }
      : { name, isStdin: false, open: pipeBytes(name, maxHeldBytes), bytes: undefined };
  });
  if (isShort(sources)) expectShortRun();
  return sources;
}

/** Bytes of a list that is screened in about a second. */
const SHORT_BYTES = 1 << 20;

/** Whether it is known that the candidates are few. */
export function isShort(sources: readonly CandidateSource[]): boolean {
  return sources.every(({ bytes }) => bytes !== undefined) && bytesOf(sources) <= SHORT_BYTES;
}

/** The delimiter that `--delimiter` names: one character, or the word `tab`. */
function delimiterOf(command: string, text: string): string {
  const known = text === "tab" || text === "\\t" ? "\t" : text;
  const forbidden = ['"', "\n", "\r"];
  if (known.length !== 1 || forbidden.includes(known)) usageError(command, "--delimiter takes one character, or `tab`");
  return known;
}

/** How the candidate files are to be read. */
export function readSettings(command: string, files: readonly string[], options: InputOptions): ReadSettings {
  const { inputFormat, delimiter, id, skip, encoding } = options;
  const formats = files.map((file) => inputFormat ?? (file === "-" ? undefined : formatByName(file)));
  if (formats.every((format) => typeof format === "string" && kindOf(format) === "objects")) {
    const option = delimiter !== undefined ? "--delimiter" : skip !== undefined ? "--skip" : undefined;
    if (option !== undefined) usageError(command, `${option} is for tables, but the candidates are ${formats[0]}`);
  }
  if (formats.every((format) => format === "xlsx")) {
    const option = delimiter !== undefined ? "--delimiter" : encoding !== undefined ? "--encoding" : undefined;
    if (option !== undefined) usageError(command, `${option} is for text, but the candidates are a workbook`);
  } else if (options.sheet !== undefined && !formats.includes("xlsx")) usageError(command, "--sheet is for workbooks");
  if (new Set(id).size < (id?.length ?? 0)) usageError(command, "--id names a heading twice");
  return {
    format: inputFormat,
    delimiter: delimiter === undefined ? undefined : delimiterOf(command, delimiter),
    encoding,
    skip,
    id: id === undefined ? undefined : idChoice(id),
    byteTools: NODE_BYTES,
    assumeUniqueIds: options.assumeUniqueIds ?? false,
    recordLimit: options.maxRecordBytes,
    heldBytes: options.maxHeldBytes ?? HELD_LIMIT_BYTES,
  };
}

/** The same, with what a column map says about the file; the command line outranks it. */
export function withMapped(command: string, read: ReadSettings, map: ColumnMap | undefined): ReadSettings {
  const { encoding, delimiter, skip } = map?.input ?? {};
  return {
    ...read,
    encoding: read.encoding ?? encoding,
    delimiter: read.delimiter ?? (delimiter === undefined ? undefined : delimiterOf(command, delimiter)),
    skip: read.skip ?? skip,
  };
}

/** A column map beside a list is used only if the user names it. */
export function tellMapBeside(
  files: readonly string[],
  { columns, quiet = false }: InputOptions & { readonly quiet?: boolean },
): void {
  if (columns !== undefined || quiet) return;
  for (const file of files) {
    const names = [`${file}.map.json`, file.replace(/\.[^./\\]+$/, ".map.json")];
    const beside = file === "-" ? undefined : names.find((name) => name !== file && lookAt(name)?.isFile() === true);
    if (beside !== undefined)
      tellWrapped(`${file}: note: the column map ${beside} is not used; to use it, add --columns ${beside}`);
  }
}

/** Larger files are lists, not criteria. */
const LARGEST_OWN_BYTES = 1 << 22;

/** Replaces the notices of a file that is not a list, but criteria or something that belongs to them, by one that says so. */
function withWrongKinds(notices: readonly InputNotice[]): readonly InputNotice[] {
  const kinds = new Map<string, InputNotice>();
  for (const { file, severity, code } of notices) {
    if (
      severity !== "error" ||
      code === "json-syntax" ||
      code === "unknown-format" ||
      code === "map-clash" ||
      !file.endsWith(".json") ||
      kinds.has(file)
    )
      continue;
    const read = checkReadable(file).bytes > LARGEST_OWN_BYTES ? undefined : readText(file);
    // A list may be broken in many ways, but our own files are never arrays.
    const kind = read !== undefined && "text" in read && /^\s*\{/.test(read.text) ? fileKind(read) : undefined;
    if (kind === undefined) continue;
    kinds.set(file, { code, severity, file, message: `this is ${FILE_KIND_WORDS[kind]}, not a list of candidates` });
  }
  return [...kinds.values(), ...notices.filter(({ file }) => !kinds.has(file))];
}

/** Writes notices to standard error; `quiet` leaves out those that are only for information. */
export function tellNotices(notices: readonly InputNotice[], quiet: boolean): void {
  const told = withWrongKinds(notices).filter(({ severity }) => !quiet || severity !== "note");
  const lines = noticeLines(told, errorWidth());
  if (lines.length > 0) tell(...lines);
}

/** Stops the run if the preflight has found an error, and says what is left `undone`. */
export function stopOnErrors(notices: readonly InputNotice[], undone: string): void {
  if (notices.some(({ severity }) => severity === "error")) throw new Stop(undone);
}
