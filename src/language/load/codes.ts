/** JSON -> the codes of a field, the results that are not final, and how cells spell them. */
import type { JsonNode, JsonObject } from "../../text/json.js";
import type { Undecided } from "../../values/reading.js";
import { foldSpelling } from "../../values/text.js";
import { yesOrNo } from "../../values/yes-no.js";
import type { CodeField } from "../model.js";
import { fill, kindWords, uniqueEntries } from "./form.js";
import { FORMS } from "./schema.js";
import type { FileReport } from "./source.js";
import { closest, didYouMean, oneOf } from "./suggest.js";

/** A name or spelling, and where it is written. */
export interface WrittenName {
  readonly text: string;
  readonly at: number;
}

/** What a code field knows about its cells. */
type CodeNames = Pick<CodeField, "codes" | "spellings" | "undecided">;

/** Reads `codes` and `undecided` of a code field; either is undefined if it is absent or faulty. Faults are reported. */
export function readCodeNames(
  report: FileReport,
  field: string,
  codes: JsonObject | undefined,
  undecided: JsonObject | undefined,
): CodeNames {
  const spellings = new Map<string, string>();
  const names: CodeNames & { readonly codes: string[]; readonly undecided: Map<string, Undecided> } = {
    codes: [],
    spellings,
    undecided: new Map(),
  };
  if (codes === undefined) return names;
  for (const { code, texts } of codesOf(report, codes)) {
    names.codes.push(code.text);
    for (const spelling of [code, ...texts]) addSpelling(report, spellings, spelling, code.text);
  }
  if (codes.entries.length === 0) report.error("empty-list", codes.at, "`codes` is empty");
  if (undecided === undefined) return names;
  if (undecided.entries.length === 0) report.error("empty-list", undecided.at, "`undecided` is empty");
  for (const { key, keyAt, value } of uniqueEntries(report, undecided).values()) {
    const name = { text: key, at: keyAt };
    if (key.trim() === "") report.error("invalid-value", keyAt, "the name of an undecided result is empty");
    else if (names.codes.includes(key)) {
      const message = `\`${key}\` is a code of \`${field}\`; it cannot also be undecided`;
      report.error(
        "duplicate-spelling",
        keyAt,
        message,
        "a result that is not final is not a code: give it another name, or remove the code",
      );
    } else if (value.kind !== "object")
      report.error("wrong-type", value.at, `the undecided result \`${key}\` must be an object, not ${kindWords(value)}`);
    else {
      const { result, texts } = readUndecided(report, { field, name: key, node: value }, names);
      for (const spelling of [name, ...texts]) addSpelling(report, spellings, spelling, key);
      names.undecided.set(key, result);
    }
  }
  return names;
}

function readUndecided(
  report: FileReport,
  { field, name, node }: { readonly field: string; readonly name: string; readonly node: JsonObject },
  names: CodeNames,
): { readonly result: Undecided; readonly texts: readonly WrittenName[] } {
  const filled = fill(report, node, FORMS.undecided, `the undecided result \`${name}\``);
  const list = filled.get("means");
  const note = filled.get("note");
  const means = new Set<string>();
  const before = report.found.length;
  for (const item of list?.items ?? []) {
    if (item.kind !== "string") report.error("wrong-type", item.at, `a code must be text in quotes, not ${kindWords(item)}`);
    else if (names.codes.includes(item.value)) means.add(item.value);
    else report.error("unknown-code", item.at, `\`${item.value}\` is not a code of \`${field}\``, suggestCode(item.value, names));
  }
  if (list !== undefined && means.size < 2 && report.found.length === before) {
    const message = `\`means\` of \`${name}\` needs two codes or more`;
    report.error("invalid-value", list.at, message, "a text that means one code is a spelling of that code");
  }
  const spellings = filled.get("spellings");
  const texts = spellings === undefined ? [] : textsOf(report, name, spellings);
  return { result: { name, means: [...means], note }, texts };
}

/** The code that was probably meant: one whose spelling this is, or the nearest. */
export function suggestCode(text: string, { codes, spellings, undecided }: CodeNames): string {
  const spelt = spellings.get(foldSpelling(text));
  const listed = `its codes are ${oneOf(codes)}`;
  if (spelt !== undefined && undecided.has(spelt)) {
    return `${spelt === text ? "it is" : `it spells \`${spelt}\`,`} a result that is not final; ${listed}`;
  }
  return didYouMean(spelt ?? closest(text, codes)) ?? listed;
}

/** Code -> accepted spellings, in written order; anything but texts is reported. */
export function codesOf(
  report: FileReport,
  codes: JsonObject,
): readonly { readonly code: WrittenName; readonly texts: readonly WrittenName[] }[] {
  return [...uniqueEntries(report, codes).values()].map(({ key, keyAt, value }) => {
    if (key.trim() === "") report.error("invalid-value", keyAt, "a code is empty");
    return { code: { text: key, at: keyAt }, texts: textsOf(report, key, value) };
  });
}

/** The spellings of a code or an undecided result. */
function textsOf(report: FileReport, name: string, node: JsonNode): readonly WrittenName[] {
  const texts: WrittenName[] = [];
  if (node.kind !== "array")
    report.error("wrong-type", node.at, `the spellings of \`${name}\` must be a list, not ${kindWords(node)}`);
  for (const item of node.kind === "array" ? node.items : []) {
    if (item.kind !== "string") report.error("wrong-type", item.at, `a spelling must be text in quotes, not ${kindWords(item)}`);
    else if (foldSpelling(item.value) === "")
      report.error("invalid-value", item.at, "a spelling is empty", "`whenBlank` says what a blank means");
    else texts.push({ text: item.value, at: item.at });
  }
  return texts;
}

/** Spellings of a boolean field. A built-in word cannot be given the opposite meaning. */
export function readYesNo(report: FileReport, field: string, node: JsonObject | undefined): ReadonlyMap<string, boolean> {
  const spellings = new Map<string, boolean>();
  if (node === undefined) return spellings;
  const filled = fill(report, node, FORMS.spellings, `the spellings of \`${field}\``);
  for (const meaning of [true, false]) {
    const list = filled.get(meaning ? "true" : "false");
    for (const text of list === undefined ? [] : textsOf(report, String(meaning), list))
      addWord(report, spellings, text, meaning);
  }
  if (node.entries.length === 0) report.error("empty-list", node.at, "`spellings` is empty");
  return spellings;
}

/** A word for yes or no. */
export function addWord(report: FileReport, words: Map<string, boolean>, word: WrittenName, meaning: boolean): void {
  if ((yesOrNo(foldSpelling(word.text)) ?? meaning) === meaning) addSpelling(report, words, word, meaning);
  else
    report.error(
      "duplicate-spelling",
      word.at,
      `\`${word.text}\` already means \`${!meaning}\`; it cannot also mean \`${meaning}\``,
    );
}

/** One spelling cannot mean two things. */
export function addSpelling<T extends string | number | boolean>(
  report: FileReport,
  spellings: Map<string, T>,
  spelling: WrittenName,
  meaning: T,
): void {
  const folded = foldSpelling(spelling.text);
  const other = spellings.get(folded);
  if (other === undefined) spellings.set(folded, meaning);
  else if (other !== meaning) {
    report.error(
      "duplicate-spelling",
      spelling.at,
      `\`${spelling.text}\` already means \`${other}\`; it cannot also mean \`${meaning}\``,
    );
  }
}
