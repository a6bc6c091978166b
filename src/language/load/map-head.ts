/** What a column map says about the whole list: its IDs, and how its file is read. */
import type { JsonNode } from "../../text/json.js";
import type { ListInput } from "../list-input.js";
import { type Filled, kindWords } from "./form.js";
import type { FORMS, Form } from "./schema.js";
import type { FileReport } from "./source.js";

type FormValues<F> = F extends Form<infer V> ? V : never;

/** One heading, or a list of them. */
export function readIds(report: FileReport, node: JsonNode): readonly string[] | undefined {
  const items = node.kind === "array" ? node.items : [node];
  const names = items.flatMap((item) => (item.kind === "string" ? [item.value] : []));
  const wrong = items.find((item) => item.kind !== "string");
  if (wrong !== undefined)
    report.error("wrong-type", wrong.at, `\`id\` must be a heading or a list of headings, not ${kindWords(wrong)}`);
  else if (names.length === 0) report.error("empty-list", node.at, "`id` is an empty list", 'if there is no ID, write "none"');
  else if (names.includes("")) report.error("invalid-value", node.at, "a heading of `id` is empty");
  else if (new Set(names).size < names.length) report.error("invalid-value", node.at, "`id` names a heading twice");
  else return node.kind === "string" && node.value === "none" ? [] : names;
  return undefined;
}

/** What the command line could say about the file, stated once in the map. */
export function readInput(report: FileReport, filled: Filled<FormValues<typeof FORMS.columnMap>>): ListInput {
  const [sheet, encoding, delimiter] = [filled.get("sheet"), filled.get("encoding"), filled.get("delimiter")];
  if (delimiter !== undefined && delimiter !== "tab" && delimiter.length !== 1)
    report.error("invalid-value", filled.at("delimiter"), "`delimiter` must be one character, or `tab`");
  const rows = filled.get("skip");
  const skip = rows === undefined ? undefined : Number(rows.text);
  if (rows !== undefined && !(Number.isSafeInteger(skip) && Number(skip) >= 0))
    report.error("invalid-value", rows.at, "`skip` must be a whole number of rows");
  return { sheet, encoding, delimiter, skip };
}
