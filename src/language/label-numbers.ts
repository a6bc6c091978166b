/** Numbers and comparison words in a criterion's label. Labels are prose: what is not plainly a limit is left alone. */
import { foldWidth } from "../values/text.js";

/** A comparison that a label says in words or signs. */
export type LabelOperator = "<" | "<=" | ">" | ">=" | "=";

/** A number in a label, with all that it may mean (`1,200` is 1200 or 1.2), and the comparison said of it. */
export interface LabelNumber {
  readonly text: string;
  readonly values: readonly number[];
  readonly operator: LabelOperator | undefined;
  /** The word or sign behind the number, lower case: perhaps a unit. */
  readonly behind: string;
}

const WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

const SPELLED = new RegExp(`(?<![\\p{L}-])(?:${WORDS.join("|")})(?![\\p{L}-])`, "gu");

/** What a word in front of a number makes of it: not a limit but a name. */
const NAMED =
  /(?:item|items|no\.|nr\.?|number|section|criterion|appendix|version|phase|type|part|arm|cohort|cycle|day|visit|table|amendment|article|§|#)\s*$/i;

const BEFORE: readonly (readonly [RegExp, LabelOperator])[] = [
  [/(?:not|no|never) (?:be )?(?:less|lower|fewer|smaller|younger) than(?: or equal to)?$/, ">="],
  [/(?:not|never) (?:be )?(?:below|under)$/, ">="],
  [/(?:not|no|never) (?:be )?(?:more|greater|higher|larger|older) than$/, "<="],
  [/(?:not|never) (?:be )?(?:above|over|exceed|exceeding)$/, "<="],
  [/(?:greater|more|higher|larger|older) than or equal (?:to|than)$/, ">="],
  [/(?:less|lower|smaller|fewer|younger) than or equal (?:to|than)$/, "<="],
  [
    /(?:at least|at or above|a minimum of|minimum of|minimum|≥|>=|=>|⩾|≧|mindestens|au moins|al menos|不低于|不少于|至少|大于等于|大于或等于)$/,
    ">=",
  ],
  [
    /(?:at most|at or below|a maximum of|maximum of|maximum|up to|≤|<=|=<|⩽|≦|höchstens|au plus|como máximo|不超过|不高于|至多|小于等于|小于或等于)$/,
    "<=",
  ],
  [
    /(?:more than|greater than|higher than|larger than|older than|above|over|exceeding|exceeds|>|mehr als|über|plus de|más de|大于|高于|超过)$/,
    ">",
  ],
  [
    /(?:less than|lower than|fewer than|smaller than|younger than|below|under|<|weniger als|unter|moins de|menos de|小于|低于|少于)$/,
    "<",
  ],
  [/(?:exactly|equal to|equals|=)$/, "="],
];

const NOUN = / (?:(?:an? |the )?(?:ctcae |nyha |ecog )?(?:grade|class|score|stage|age|value|level|total)(?: of)?|of|a|an)$/;

const UP = "(?:higher|above|more|greater|over|older|larger|worse|höher|mehr)";
const DOWN = "(?:lower|below|less|fewer|under|younger|smaller|better|niedriger|weniger)";
const BEHIND: readonly (readonly [RegExp, LabelOperator])[] = [
  [new RegExp(`^[^,;.\\d]{0,40}?\\b(?:or|and|oder) ${UP}\\b`), ">="],
  [new RegExp(`^[^,;.\\d]{0,40}?\\b(?:or|and|oder) ${DOWN}\\b`), "<="],
];

/** Powers of ten belong to a unit: `80 × 10⁹/L`, `x10^9/L`, `10*9/L`, `×109/L` with its superscript lost. */
const POWER =
  /(?:[x×·⋅*]\s*)?10\s*(?:\*{1,2}|\^|⁰|[¹²³⁴⁵⁶⁷⁸⁹]+|\(\d{1,2}\)|e\+?)\s*\d{0,2}\s*(?=\/|\s|$|\))|[x×·⋅*]\s*10(?:3|4|6|9|12)(?=\s*\/)/gi;
const NUMBER = /(?<![\p{L}\d_.,])\d+(?:[.,\u00a0\u202f ]\d{3})+(?:[.,]\d+)?(?![\p{L}\d])|(?<![\p{L}\d_])\d+(?:[.,]\d+)?/gu;

/** Longer ones are no labels; the work grows with the square of the length. */
const LONGEST = 2000;

/** The numbers of a label, in order. Numbers inside words and names (`HER2`, `PD-L1`, `CTLA-4`, `item 4`) are none. */
export function labelNumbers(label: string): readonly LabelNumber[] {
  if (label.length > LONGEST) return [];
  const folded = foldWidth(label).replace(/^\s*\(?(?:[A-Za-z]{0,3}\d+[a-z]?)[.):]\s+/, "");
  const text = folded.replace(POWER, (found) => " ".repeat(found.length)).toLowerCase();
  return [...text.matchAll(SPELLED), ...text.matchAll(NUMBER)]
    .sort((a, b) => a.index - b.index)
    .flatMap((match) => numberAt(text, match[0], match.index) ?? []);
}

function numberAt(text: string, written: string, index: number): LabelNumber | undefined {
  const before = text.slice(0, index);
  const behind = text.slice(index + written.length);
  // `il-6`, `covid-19`, `15-3`: a hyphen ties the number to a name, unless it is a range of numbers.
  if (
    /\p{L}[-‐‑–]$/u.test(before) ||
    NAMED.test(before) ||
    /^[-‐‑–]?\p{L}*\d/u.test(behind.replace(/^\s*[-‐‑–]\s*\d+(?:[.,]\d+)?/, ""))
  )
    return undefined;
  if (/^[\p{L}]/u.test(behind) && !/^(?:mg|g|kg|mm|cm|ml|l|d|wk|mo|a|y|u|k|h|s|ms|%|x|yr|yrs|years?)\b/u.test(behind))
    return undefined;
  const spelled = WORDS.indexOf(written);
  const values = spelled >= 0 ? [spelled] : valuesOf(written);
  // `above grade 2`, `at least an age of 18`: the comparison stands in front of the noun.
  const trimmed = before
    .replace(/[\s("']+$/, "")
    .replace(/\s+/g, " ")
    .replace(NOUN, "");
  const rest = behind.replace(/\s+/g, " ");
  const operator = BEFORE.find(([pattern]) => pattern.test(trimmed))?.[1] ?? BEHIND.find(([pattern]) => pattern.test(rest))?.[1];
  return { text: written.trim(), values, operator, behind: /^\s*[-\s]?([\p{L}%°µ\u03bc/²³]+)/u.exec(behind)?.[1] ?? "" };
}

/** `1.200` may be 1200 or 1.2, `1,5` is 1.5. */
function valuesOf(written: string): readonly number[] {
  const plain = Number(written.replace(",", "."));
  const grouped = /^\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+$/.test(written)
    ? Number(written.replace(/[.,\u00a0\u202f ]/g, ""))
    : Number.NaN;
  const mixed = Number(written.replace(/[,\u00a0\u202f ](?=\d{3})/g, ""));
  return [...new Set([plain, grouped, mixed])].filter((value) => !Number.isNaN(value));
}
