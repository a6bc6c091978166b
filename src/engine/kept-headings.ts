/** Columns that are copied into outputs, as named with `--keep`. */
import { columnFault, headingFinder } from "../columns/find-column.js";
import type { InputNotice } from "../diagnostics/notice.js";
import type { InputHead } from "../sources/input-head.js";
import { elementsIn } from "../sources/json/json-elements.js";
import { membersOf } from "../sources/json/json-scan.js";
import { type CandidateSource, headOf, type ReadSettings, startPass } from "./source.js";

const BY = "--keep";

/**
 * The headings as the first file writes them. A name is a heading, or several with commas between. It must be one in the first file, and
 * none may be two columns in any.
 */
export async function keptHeadings(
  sources: readonly CandidateSource[],
  read: ReadSettings,
  asked: readonly string[],
): Promise<{ readonly keep: readonly string[] } | InputNotice> {
  let keep: readonly string[] | undefined;
  for (const source of sources) {
    const head = await headOf(source, read);
    // What is wrong with the file is reported by its reader.
    if (head === undefined) continue;
    const names = head.kind === "table" ? head.headings : await keysOf(source, read, head);
    const finder = headingFinder(names, head.kind === "table" ? "refused" : "first");
    const word = head.kind === "table" ? "column" : "key";
    const found: string[] = [];
    for (const name of keep ?? asked.flatMap((text) => namesIn(text, (one) => typeof finder.find(one) !== "string"))) {
      const place = finder.find(name);
      if (typeof place !== "string") found.push(place.heading);
      else if (keep === undefined || place === "twice")
        return { ...columnFault(place, { asked: name, by: BY }, names, word), severity: "error", file: source.name };
    }
    keep ??= [...new Set(found)];
  }
  return { keep: keep ?? [] };
}

function namesIn(text: string, isOne: (text: string) => boolean): readonly string[] {
  return isOne(text) || !text.includes(",") ? [text] : text.split(",").map((name) => name.trim());
}

/** Keys of JSON records, nested ones dotted: of all records, since a remark may be rare. */
async function keysOf(source: CandidateSource, read: ReadSettings, head: InputHead & { kind: "objects" }) {
  const keys = new Set(head.headings);
  const add = (text: string, at: number, prefix: string): void => {
    for (const { key, start, end } of membersOf(text, at)) {
      keys.add(prefix + key);
      if (text[start] === "{" && prefix.length < LONGEST) add(text.slice(start, end), 0, `${prefix}${key}.`);
    }
  };
  const input = startPass(source, read);
  const take = (blocks: ReturnType<typeof input.push>): void => {
    for (const block of blocks)
      for (const { kind, text, at } of elementsIn(block, head.format))
        if (kind === "value" && text[at] === "{") add(text, at, "");
  };
  for await (const chunk of source.open()) take(input.push(chunk));
  if (input.fault === undefined) take(input.end());
  return [...keys];
}

/** Longer paths are ignored. */
const LONGEST = 200;
