/** Headings that list what can stand below them: `Récidive (O/N)`, `Sexe (H/F)`, `m/w`, `Sex (1=male, 2=female)`. */
import type { Field } from "../language/model.js";
import { legendOf } from "../values/legend.js";
import { memo } from "../values/memo.js";
import { missingWord } from "../values/missing.js";
import { foldSpelling } from "../values/text.js";
import { yesOrNo } from "../values/yes-no.js";

const BETWEEN = /\s*[/|]\s*/;
/** Letters for yes that are clear only beside one for no: `O` is `oui` beside `N`. */
const YES_LETTERS = "ojysд";
const NO_LETTERS = "nн";
const IN_BRACKETS = /[([（]\s*([^()[\]（）]{3,20})\s*[)\]）]\s*$/;
/** In a cell they may stand for nothing written, but not beside a word for yes. */
const NONE: ReadonlySet<string> = new Set(
  "none nil kein keine keiner aucun aucune ninguno ninguna nessuno nessuna nenhum nenhuma geen".split(" "),
);
const NO_ANSWERS: ReadonlyMap<string, boolean> = new Map();

const parts = (text: string): readonly string[] => text.split(BETWEEN).map(foldSpelling);

/** The words for yes and no that a heading lists at its end, folded. */
export const answersIn = memo(
  1024,
  (heading: string) => heading,
  (heading: string): ReadonlyMap<string, boolean> => answersOf(IN_BRACKETS.exec(heading.slice(-100))?.[1] ?? ""),
);

function answersOf(key: string): ReadonlyMap<string, boolean> {
  const words = parts(key).filter((word) => missingWord(word) === undefined);
  const answers = words.map(answerOf);
  if (words.length !== 2 || !answers.includes(true) || !answers.includes(false)) return NO_ANSWERS;
  return new Map(words.map((word, at) => [word, answers[at] === true]));
}

/** What a word answers, if it stands beside its opposite. */
export function answerOf(word: string): boolean | undefined {
  if (word.length === 1 && YES_LETTERS.includes(word)) return true;
  return word.length === 1 && NO_LETTERS.includes(word) ? false : yesOrNo(word);
}

/** What a legend says that digits stand for in a field, and which of them stand for no value. */
export interface Legend {
  readonly codes: ReadonlyMap<string, string | boolean>;
  readonly missing: readonly string[];
}

/** The legend that a text is; undefined if it is none. What its field does not know is left out: such digits are not read. */
export function legendFor(text: string, field: Field): Legend | undefined {
  if (field.type !== "boolean" && field.type !== "code") return undefined;
  const pairs = legendOf(text);
  if (pairs.length === 0) return undefined;
  const hasYes = pairs.some(([, word]) => answerOf(word) === true);
  const meaning = (word: string): string | boolean | undefined =>
    field.type === "code"
      ? field.spellings.get(word)
      : (field.spellings.get(word) ?? answerOf(word) ?? (hasYes && NONE.has(word) ? false : undefined));
  const codes = new Map<string, string | boolean>();
  for (const [digit, word] of pairs) {
    const one = meaning(word);
    if (one !== undefined) codes.set(digit, one);
  }
  // `1=H, 2=M` are a man and a woman, though `M` alone may be a man.
  const areApart = field.type === "boolean" || new Set(codes.values()).size === codes.size;
  return {
    codes: areApart ? codes : new Map(),
    missing: pairs.flatMap(([digit, word]) => (meaning(word) === undefined && missingWord(word) !== undefined ? [digit] : [])),
  };
}

/** Whether a text lists answers that a field knows, and different ones. */
export function isAnswerKey(text: string, field: Field): boolean {
  if (new Set(legendFor(text, field)?.codes.values()).size > 1) return true;
  if (text.length > 20 || !BETWEEN.test(text)) return false;
  switch (field.type) {
    case "boolean":
      return answersOf(text).size > 0 || ZERO_AND_ONE.test(text);
    case "code": {
      // `m/w/d`: the third answer is neither.
      const codes = parts(text.replace(/\s*\/\s*d\s*$/i, "")).map((word) => field.spellings.get(word));
      return codes.length > 1 && codes.every((code) => code !== undefined) && new Set(codes).size === codes.length;
    }
    case "number":
    case "date":
      return false;
  }
}

const ZERO_AND_ONE = /^\s*(?:0\s*\/\s*1|1\s*\/\s*0)\s*$/;

/** A heading that is only a list of answers: only the sexes, because `+/-` may be anything. */
export function isAnswersAlone(heading: string, field: Field): boolean {
  return field.type === "code" && field.codes.includes("female") && field.codes.includes("male") && isAnswerKey(heading, field);
}
