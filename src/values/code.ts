/** Reads cells of boolean and code fields. */
import { hasOtherLegend } from "./answer-legends.js";
import { isDeclaredMissing, lookUp } from "./declared.js";
import { memoOf } from "./memo.js";
import { missingWord } from "./missing.js";
import {
  type BooleanReading,
  type CodeReading,
  type Missing,
  missing,
  type Reading,
  type Unreadable,
  type UnreadableReason,
  unreadable,
} from "./reading.js";
import type { CodeSpec, Named, ParseOptions } from "./spec.js";
import { foldSpelling, unwrapCell } from "./text.js";
import { behindName, isDenied, sameInParts } from "./word-parts.js";
import { answerIn, yesOrNo } from "./yes-no.js";

/** Empty checkboxes. */
const UNCHECKED: ReadonlySet<string> = new Set(["unchecked", "☐"]);
const ONE = /^1(?:\.0+)?$/;
const ZERO = /^0(?:\.0+)?$/;
const OTHER_DIGITS = /^[+-]?\d+(?:[.,]\d+)?$/;
const NOT_DECLARED = "not among the codes that are declared for the column";
const CROSS = "x";
const CROSS_HINT = "`x` does not always mean yes: declare it under `codes` in a column map";
const UNDECLARED_DIGIT = "digits other than 1 and 0 need `codes` in a column map";
const OTHER_WORD = "a note gives words of this column another meaning: declare `codes` in a column map";

/** What the dictionary and the heading say about a column. */
export interface BooleanColumn {
  /** Folded spellings of the field, beside the built-in words. */
  readonly spellings?: ReadonlyMap<string, boolean>;
  readonly named?: Named;
  /** One box of a list of checkboxes (`x___2`), where 0 says only that it is not ticked. */
  readonly checkbox: boolean;
}

/** Whether a boolean cell held an undeclared digit other than 1 and 0, which is a problem of the whole column. */
export function isUndeclaredDigit(reading: Reading): boolean {
  return reading.state === "unreadable" && reading.hint === UNDECLARED_DIGIT;
}

/** A digit in a boolean column that holds codes. */
export function undeclaredDigit(): Unreadable {
  return unreadable("not-yes-or-no", UNDECLARED_DIGIT);
}

/** A word for yes or no in a column in which a note gives such words another meaning. */
export function otherWord(): Unreadable {
  return unreadable("not-yes-or-no", OTHER_WORD);
}

/** Whether a cell stands for a note that gives words another meaning. */
export function isOtherWord(reading: Reading): boolean {
  return reading.state === "unreadable" && reading.hint === OTHER_WORD;
}

/** Whether a boolean cell held an `x`, which means yes only if nothing else in its column contradicts that. */
export function isCross(reading: Reading): boolean {
  return reading.state === "unreadable" && reading.hint === CROSS_HINT;
}

/** Reads a boolean cell. Any text gives a reading; nothing throws. */
export function readBoolean(
  text: string,
  parseOptions: ParseOptions,
  column: BooleanColumn,
): BooleanReading | Missing | Unreadable {
  const folded = foldSpelling(unwrapCell(text));
  if (parseOptions.codes !== undefined) {
    const coded = lookUp(folded, parseOptions.codes);
    if (coded !== undefined) return typeof coded === "boolean" ? is(coded, undefined) : unreadable("wrong-type");
  }
  const mapped =
    parseOptions.codes === undefined && parseOptions.words !== undefined ? lookUp(folded, parseOptions.words) : undefined;
  if (mapped !== undefined) return is(mapped, undefined);
  if (isDeclaredMissing(folded, parseOptions)) return missing("declared");
  const spelled =
    parseOptions.codes === undefined && column.spellings !== undefined ? lookUp(folded, column.spellings) : undefined;
  if (spelled !== undefined) return parseOptions.otherWords === true ? otherWord() : is(spelled, undefined);
  const reason = missingWord(folded);
  if (reason === "blank") return whenBlank(parseOptions);
  if (reason !== undefined) return missing(reason);
  if (parseOptions.codes !== undefined) return unreadable("not-yes-or-no", NOT_DECLARED);
  if (UNCHECKED.has(folded) || (column.checkbox && ZERO.test(folded))) return whenBlank(parseOptions);
  const word = yesOrNo(folded);
  if (word === false && column.checkbox) return whenBlank(parseOptions);
  const letter = LETTER.test(folded) ? { letter: folded } : {};
  if (word !== undefined) return parseOptions.otherWords === true ? otherWord() : { ...is(word, undefined), ...letter };
  if (folded === CROSS) return unreadable("not-yes-or-no", CROSS_HINT);
  if (parseOptions.otherDigits === true && (ONE.test(folded) || ZERO.test(folded))) return undeclaredDigit();
  if (ONE.test(folded)) return is(true, "digit");
  if (ZERO.test(folded)) return parseOptions.words?.has("o") === true ? undeclaredDigit() : is(false, "digit");
  if (OTHER_DIGITS.test(folded) || hasOtherLegend(folded)) return undeclaredDigit();
  const said = column.checkbox ? undefined : sameInParts(folded, (part) => answerOf(part, column));
  if (said === undefined) return { ...unreadable("not-yes-or-no"), ...letter };
  return parseOptions.otherWords === true ? otherWord() : is(said, undefined);
}

const NOTHING: Named = {};

/** What one part of a cell says, if it is a word for yes or no. */
function answerOf(part: string, { spellings, named = NOTHING }: BooleanColumn): boolean | undefined {
  const word = (text: string): boolean | undefined =>
    (spellings === undefined ? undefined : lookUp(text, spellings)) ?? yesOrNo(text);
  const plain = word(part);
  if (plain !== undefined) return plain;
  if (isDenied(part, named)) return false;
  const rest = behindName(part, named);
  return rest === undefined ? undefined : word(rest);
}

function whenBlank(parseOptions: ParseOptions): BooleanReading | Missing {
  return typeof parseOptions.whenBlank === "boolean" ? is(parseOptions.whenBlank, "blank") : missing("blank");
}

function is(value: boolean, assumed: BooleanReading["assumed"]): BooleanReading {
  return { state: "read", type: "boolean", possibilities: [value], assumed };
}

/** The letters of China, Japan and Korea are words. */
const LETTER = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]$/u;

const WORD = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]{3,}$/u;

/** Whether a code field has codes of one letter, which mean nothing by themselves: `M` is a man beside `F`, and a woman beside `H`. */
export function hasLetters({ spellings }: CodeSpec): boolean {
  return [...spellings.keys()].some((spelling) => LETTER.test(spelling));
}

/** A letter, in a column with other letters that do not go with it. */
export function doubtfulLetter(reason: UnreadableReason = "unknown-code"): Unreadable {
  return unreadable(reason, "what a letter stands for here needs `codes` in a column map");
}

/** Reads a cell of a code field. Any text gives a reading; nothing throws. */
export function readCode(text: string, spec: CodeSpec & Named, parseOptions: ParseOptions): CodeReading | Missing | Unreadable {
  const written = foldSpelling(unwrapCell(text));
  const { codes, words, whenBlank } = parseOptions;
  const folded = codes === undefined ? withoutStop(written, spec) : written;
  // The column map's spellings come first, then its missing codes, then the dictionary's spellings.
  const mapped = codes === undefined && words !== undefined ? answerIn(spec.spellings, lookUp(folded, words)) : undefined;
  if (codes === undefined && mapped === undefined && isDeclaredMissing(folded, parseOptions)) return missing("declared");
  const coded = mapped ?? lookUp(folded, codes ?? spec.spellings);
  const letter = codes === undefined && mapped === undefined && LETTER.test(folded) ? { letter: folded } : {};
  if (typeof coded === "string") {
    const initial = codes === undefined && mapped === undefined && WORD.test(folded) ? { initial: folded.slice(0, 1) } : {};
    return { ...meaningOf(coded, spec), ...letter, ...initial };
  }
  if (coded !== undefined) return unreadable("wrong-type");
  if (isDeclaredMissing(folded, parseOptions)) return missing("declared");
  const reason = missingWord(folded);
  if (reason === "blank" && typeof whenBlank === "string") return codeReading(whenBlank, "blank");
  if (reason !== undefined) return missing(reason);
  const answer = codes === undefined ? answerIn(spec.spellings, yesOrNo(folded)) : undefined;
  if (answer !== undefined) return meaningOf(answer, spec);
  const said =
    codes === undefined && folded.length <= LONGEST
      ? (byMethod(folded, spec) ?? codeOf(folded, spec) ?? sameInParts(folded, (part) => codeOf(part, spec)))
      : undefined;
  if (said !== undefined) return meaningOf(said, spec);
  return { ...unreadable("unknown-code", codes === undefined ? undefined : NOT_DECLARED), ...letter };
}

/** `w.` is `w`, if `w` is a spelling and `w.` is not. */
function withoutStop(folded: string, { spellings }: CodeSpec): string {
  const bare = folded.endsWith(".") && !spellings.has(folded) ? folded.slice(0, -1) : folded;
  return spellings.has(bare) ? bare : folded;
}

/** Longer cells are prose. */
const LONGEST = 60;

/** Names of a stain before its score: `IHC 3+`, `Score 2+`. */
const STAIN = /^(?:ihc|ihk|ihq|ich|dako|score)[\s:]*(?=\(?\d)/;

/** `positive (FISH)`. With a score, or a result that is not final, it more likely means that FISH is still to come: `1+ (FISH)`. */
const BY_METHOD = /^(?:(.*\S)\s*\((?:ihc|ihk|ihq)\)|(\D*[^\d\s])\s*\((?:[sc]?ish|fish)\))$/;

function byMethod(folded: string, spec: CodeSpec & Named): string | undefined {
  const [, stained, result = stained] = BY_METHOD.exec(folded) ?? [];
  const code = result === undefined ? undefined : codeOf(result, spec);
  return code === undefined || spec.undecided.has(code) ? undefined : code;
}

/** What one part of a cell says: a code, or the name of a result that is not final. */
function codeOf(part: string, spec: CodeSpec & Named): string | undefined {
  const loose = looseSpellings(spec.spellings);
  const plain = lookUp(part, spec.spellings) ?? loose.get(loosened(part));
  if (plain !== undefined) return plain;
  const rest = behindName(part, spec) ?? (STAIN.test(part) ? part.replace(STAIN, "") : undefined);
  return rest === undefined ? undefined : (lookUp(rest, spec.spellings) ?? loose.get(loosened(rest)));
}

/** Commas, slashes, brackets and the full stops of abbreviations say nothing; a dash set off may stand for no result. */
function loosened(folded: string): string {
  return folded.replace(/\.(?=[\s,)/]|$)/g, "").replace(/[\s,;:/()[\]]+(?!-)/g, "");
}

/** Spellings without those signs, except those that then have several meanings. */
const looseSpellings = memoOf((spellings: ReadonlyMap<string, string>): ReadonlyMap<string, string> => {
  const loose = new Map<string, string>();
  const several = new Set<string>();
  for (const [spelling, code] of spellings) {
    const key = loosened(spelling);
    if ((loose.get(key) ?? code) !== code) several.add(key);
    loose.set(key, code);
  }
  // `(0)` is a score, and `0` perhaps a code.
  for (const key of loose.keys()) if (several.has(key) || !/\D/.test(key)) loose.delete(key);
  return loose;
});

/** The reading of a code, or of a result that is not final. */
function meaningOf(name: string, spec: CodeSpec): CodeReading {
  const undecided = spec.undecided.get(name);
  if (undecided === undefined) return codeReading(name, undefined);
  return { state: "read", type: "code", possibilities: undecided.means, assumed: undefined, undecided };
}

function codeReading(code: string, assumed: CodeReading["assumed"]): CodeReading {
  return { state: "read", type: "code", possibilities: [code], assumed };
}
