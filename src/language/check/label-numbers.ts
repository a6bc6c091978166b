/** Finds the numbers in a criterion's label, and the comparisons around them. Labels are prose: what is not plainly a limit is ignored. */
import { foldWidth } from "../../values/text.js";
import { comparisonSaid, type LabelComparison } from "./label-words.js";

/** A number in a label, with all its possible values (`1,200` is 1200 or 1.2), and the comparison that goes with it. */
export interface LabelNumber {
  readonly text: string;
  readonly values: readonly number[];
  readonly said: LabelComparison | undefined;
  /** The text before it: perhaps a field's name. */
  readonly front: string;
  /** What follows: perhaps a unit. */
  readonly behind: string;
  /** A grade, class, stage or score. */
  readonly isGrade: boolean;
  /** For the ends of a range, the whole: `18–75`. */
  readonly range?: string;
}

const WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

const SPELLED = new RegExp(`(?<![\\p{L}-])(?:${WORDS.join("|")})(?![\\p{L}-])`, "giu");

/** What a word in front of a number makes of it: not a limit but a name. */
const NAMED =
  /(?:item|items|no\.|nr\.?|number|section|criterion|appendix|version|phase|type|part|arm|cohort|cycle|day|visit|table|amendment|article|§|#)\s*$/i;

const GRADED = /(?:grade|class|stage|score|level|grad|stadium|klasse|clase|grado)s?(?: of)?\s*(?:[<>≤≥=]|\d[^\p{L}]*)?\s*$/iu;
const GRADED_BEHIND = /^\s*(?:[-–]\s*\d\s*)?[级度期]/;

/** Powers of ten belong to a unit: `80 × 10⁹/L`, `x10^9/L`, `10*9/L`, `×109/L` with its superscript lost. `110 (60)` and `110 E/l` are none. */
const POWER =
  /(?:[x×·⋅*]\s*)?(?<![\d.,])10\s*(?:\*{1,2}|\^|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\(\d{1,2}\)|e\+?(?=\d))\s*\d{0,2}\s*(?=[/\s,;)·]|$)|[x×·⋅*]\s*10(?:3|4|6|9|12)(?=\s*\/)/gi;
/** Powers that are the number itself: `10^4 IU/mL`, `5 × 10⁴ copies`; not those of counts whose litre is left out: `80 × 10⁹`, `4 × 10¹²`. */
const SCALED =
  /(?<![\d.,x×·⋅*]\s*)(?:(\d+(?:[.,]\d+)?)\s*[x×·⋅*]\s*)?10(?:\s?\^\s?(\d{1,2})|([⁰¹²³⁴⁵⁶⁷⁸⁹]+))(?![\d⁰¹²³⁴⁵⁶⁷⁸⁹])(?!\s*(?:\/|per\b|cells?\b|l\b|·))(?!(?<=9|12|⁹|¹²)\s*(?:$|[,;)]|(?:and|or|und|oder|et|ou|y|o)\b))/gi;
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

const NUMBER = /(?<![\p{L}\d_.,])\d+(?:[.,\u00a0\u202f ]\d{3})+(?:[.,]\d+)?(?![\p{L}\d])|(?<![\p{L}\d_])\d+(?:[.,]\d+)?/gu;
/** A sign of the number after it, though `18 -75` may be a range. */
const MINUS = /(?<=^|[\s(<>≤≥=])-$/;

const ROMAN: readonly string[] = ["", "I", "II", "III", "IV", "V"];
/** `NYHA class III or IV`, `stage II–III` */
const ROMANS =
  /(?<=\b(?:class|grade|stage|nyha|klasse|grad|stadium)\s*(?:[<>≤≥]\s*)?)(?:I{1,3}|IV|V)(?:\s*(?:or|and|to|oder|bis|[-–/,])\s*(?:I{1,3}|IV|V))*(?!\p{L})/giu;

/** `KPS70-100`: scores are often written close to their numbers, and are no names like `HER2`. */
const SCORE = /(?<!\p{L})(?:KPS|Karnofsky|ECOG|PS|NYHA)(?=\d)/giu;

/** One typography: signs, powers and Roman numerals as plain numbers, digits set off from Chinese characters. */
function plainLabel(label: string): string {
  return foldWidth(label)
    .replace(/^\s*\(?(?:[A-Za-z]{0,3}\d+[a-z]?)[.):]\s/, "")
    .replace(/>\s*(?:\/|or)?\s*=|=\s*>|[⩾≧]/gi, "≥")
    .replace(/<\s*(?:\/|or)?\s*=|=\s*<|[⩽≦]/gi, "≤")
    .replaceAll("−", "-")
    .replace(/(?<![\d.,])\d(?:,\d){2,}(?!\d)/g, (list) => list.replaceAll(",", ", "))
    .replace(ROMANS, (found) => found.replace(/[IV]+/g, (one) => String(ROMAN.indexOf(one))))
    .replace(SCALED, (found, factor: string | undefined, power: string | undefined, raised: string | undefined) => {
      const digits = power ?? Array.from(raised ?? "", (one) => SUPERSCRIPTS.indexOf(one)).join("");
      const value = Number((factor ?? "1").replace(",", ".")) * 10 ** Number(digits);
      return Number.isSafeInteger(value) ? String(value) : found;
    })
    .replace(SCORE, "$& ")
    .replace(/(?<=\p{Script=Han})(?=\d)|(?<=\d)(?=\p{Script=Han})/gu, " ");
}

/** Longer texts are not labels; the work grows with the square of the length. */
const LONGEST = 2000;

/** The numbers of a label, in order. Numbers inside words and names (`HER2`, `PD-L1`, `CTLA-4`, `item 4`) are none. */
export function labelNumbers(label: string): readonly LabelNumber[] {
  if (label.length > LONGEST) return [];
  const text = plainLabel(label);
  const scanned = text.replace(POWER, (found) => " ".repeat(found.length));
  const matches = [...scanned.matchAll(SPELLED), ...scanned.matchAll(NUMBER)].sort((a, b) => a.index - b.index);
  const numbers = matches.flatMap((match) => numberAt(text, scanned, match[0], match.index) ?? []);
  return withRanges(text, numbers);
}

interface Placed extends LabelNumber {
  readonly from: number;
  readonly to: number;
}

/** @param scanned the text with blanks for the powers of units, so that what stands after them is not taken for theirs */
function numberAt(text: string, scanned: string, written: string, from: number): Placed | undefined {
  const to = from + written.length;
  const isSigned = MINUS.test(scanned.slice(0, from));
  const before = scanned.slice(0, from).replace(MINUS, "");
  const behind = scanned.slice(to);
  // `il-6`, `covid-19`, `15-3`: a hyphen ties the number to a name, unless it is a range of numbers.
  if (
    /\p{L}[-‐‑–]$/u.test(before) ||
    NAMED.test(before) ||
    /^[-‐‑–]?\p{L}*\d/u.test(behind.replace(/^\s*[-‐‑–]\s*\d+(?:[.,]\d+)?/, "")) ||
    /^\s*型/.test(behind)
  )
    return undefined;
  if (/^\p{L}/u.test(behind) && !/^(?:mg|g|kg|mm|cm|ml|l|d|wk|mo|a|y|u|k|h|s|ms|x|x?uln|yr|yrs|years?)(?!\p{L})/iu.test(behind))
    return undefined;
  const spelled = WORDS.indexOf(written.toLowerCase());
  const said = comparisonSaid(before, behind);
  const isList = isPair(written) && (said === undefined || said.operator === "=");
  const values = spelled >= 0 ? [spelled] : [...valuesOf(written), ...(isList ? written.split(",").map(Number) : [])];
  return {
    text: isSigned ? `-${written}` : written,
    values: isSigned ? [...values, ...values.map((value) => -value)] : values,
    said: isList ? undefined : said,
    front: text.slice(0, from),
    behind: text.slice(to),
    isGrade: GRADED.test(before) || GRADED_BEHIND.test(behind),
    from,
    to,
  };
}

/** `ECOG 0,1` names two, though `0,1` may be a decimal. */
function isPair(written: string): boolean {
  const [, low, high] = /^(\d),(\d)$/.exec(written) ?? [];
  return Number(high) === Number(low) + 1;
}

/** `1,234.5`, `1.234,5`, `1 234,5`: the mark that is another than those before it. */
const MIXED = /^(\d{1,3}([.,\u00a0\u202f ])\d{3}(?:\2\d{3})*)(?!\2)[.,](\d+)$/;

/** `1.200` may be 1200 or 1.2, `1,5` is 1.5. */
function valuesOf(written: string): readonly number[] {
  const [, whole, , decimals] = MIXED.exec(written) ?? [];
  if (whole !== undefined) return [Number(`${whole.replace(/\D/g, "")}.${decimals}`)];
  const plain = Number(written.replace(",", "."));
  const grouped = /^\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+$/.test(written) ? Number(written.replace(/\D/g, "")) : Number.NaN;
  return [plain, grouped].filter((value) => !Number.isNaN(value));
}

/** `18–75`, `18 years to 75`, `between 18 and 75` */
const TO = /^\s*[\p{L}%°µ/²³]{0,8}\s*(?:-|‐|‑|–|—|~|to|through|bis|à|至|到)\s*$/iu;
const AND = /^\s*[\p{L}%°µ/²³]{0,8}\s*(?:and|und|et|y)\s*$/iu;
const BETWEEN = /(?:between|zwischen|entre)(?: an? \p{L}+ of)?\s*$/iu;
/** `0 or 1`, `0, 1 or 2`, `3/4` */
const LISTED = /^\s*(?:,|\/|or|and|oder|und|ou|o|或|、|,\s*or)\s*$/i;

/** The ends of a range mean `at least` and `at most`, and so do the ends of a row of whole numbers; those between are not limits. */
function withRanges(text: string, numbers: readonly Placed[]): readonly LabelNumber[] {
  // `= 70–100` is a range too.
  const isFree = ({ said }: Placed): boolean => said === undefined || said.isLoose || said.operator === "=";
  const joins = (low: Placed, high: Placed | undefined): boolean => {
    if (high === undefined || !isFree(low) || !isFree(high)) return false;
    const [first = 0, second = 0] = [low.values[0], high.values[0]];
    const middle = text.slice(low.to, high.from);
    if (LISTED.test(middle) && Number.isInteger(first) && second === first + 1) return true;
    return first < second && (TO.test(middle) || (AND.test(middle) && BETWEEN.test(text.slice(0, low.from))));
  };
  const found: LabelNumber[] = [];
  let first: Placed | undefined;
  for (const [index, last] of numbers.entries()) {
    first ??= last;
    if (joins(last, numbers[index + 1])) continue;
    if (first === last) found.push(last);
    else {
      const range = text.slice(first.from, last.to);
      found.push({ ...first, range, said: { operator: ">=", isLoose: false } });
      found.push({ ...last, range, said: { operator: "<=", isLoose: false } });
    }
    first = undefined;
  }
  return found;
}
