/** Notes that give words or letters another meaning than yes and no: `no = not assessed`, `N = nachgewiesen, K = keine`. */
import { type Explained, explainedIn, LINK } from "./explained.js";
import { mayBeUnknown } from "./not-known.js";
import { foldSpelling } from "./text.js";
import { isPresent } from "./word-parts.js";
import { yesOrNo } from "./yes-no.js";

const WORD_AND_SIGN = new RegExp(`(?<![\\p{L}\\p{N}.])(\\p{L}{1,12})["'”“»’]?(${LINK})(?=["'„“«]?\\p{L})`, "gu");
const MARK = /[=:：＝→]|\p{L}/u;

/** A word or a letter that a note explains. */
interface Answer {
  readonly key: string;
  /** What it is read as; undefined: a letter that is not read. */
  readonly isYes: boolean | undefined;
  /** What the note says. */
  readonly said: boolean | "unknown" | undefined;
}

function answersIn(note: string): readonly Answer[] {
  if (!MARK.test(note)) return [];
  const all = explainedIn(foldSpelling(note), WORD_AND_SIGN).filter(({ key }) => yesOrNo(key) !== undefined || key.length === 1);
  return all
    .filter(({ isFirm }) => isFirm || all.length > 1)
    .map((one) => ({ key: one.key, isYes: yesOrNo(one.key), said: saidBy(one) }));
}

function saidBy({ meaning }: Explained): Answer["said"] {
  if (mayBeUnknown(meaning)) return "unknown";
  const [first = ""] = meaning.split(/[,;/|(\n]/u);
  const plain = first.replace(/["'“”„«».]/gu, "").trim();
  return yesOrNo(plain) ?? isPresent(plain);
}

/** Whether a note says that a word for yes or no stands for something else, or that another letter stands for what it would. */
export function hasOtherWords(note: string): boolean {
  const all = answersIn(note);
  const letters = all.filter(({ key }) => key.length === 1);
  const lettersFor = (isYes: boolean): ReadonlySet<string> =>
    new Set(letters.filter(({ said }) => said === isYes).map(({ key }) => key));
  const meant = { yes: lettersFor(true), no: lettersFor(false) };
  const isOther = ({ key, isYes, said }: Answer): boolean =>
    isYes !== undefined &&
    (said === undefined ? key.length === 1 && hasAnother(isYes ? meant.yes : meant.no, key) : said !== isYes);
  return all.some(isOther);
}

function hasAnother(letters: ReadonlySet<string>, key: string): boolean {
  return letters.size > (letters.has(key) ? 1 : 0);
}

/** Whether a note explains a letter for yes or no, but in no words that are known: `N = nodal`. */
export function hasUnknownWords(note: string): boolean {
  const read = answersIn(note).filter(({ isYes }) => isYes !== undefined);
  return read.some(({ key, said }) => key.length === 1 && said === undefined) && read.every(({ isYes, said }) => said !== isYes);
}
