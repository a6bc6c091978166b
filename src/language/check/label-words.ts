/**
 * Words and signs by which labels compare, in the languages of protocols. Patterns examine the text right before or after a number,
 * in lower case: a Unicode pattern that ignores case takes three times as long to compile, which is most of its cost.
 */
import { pattern } from "../../values/pattern.js";

/** A comparison that a label says in words or signs. */
export type LabelOperator = "<" | "<=" | ">" | ">=" | "=";

/** A comparison, and whether it says only the side: `within 4 weeks` leaves open whether the last day counts. */
export interface LabelComparison {
  readonly operator: LabelOperator;
  readonly isLoose: boolean;
}

const MORE = "(?:more|greater|higher|larger|bigger|older|longer|later)";
const LESS = "(?:less|lower|fewer|smaller|younger|shorter|earlier)";
const NOT = "(?:not|no|never)(?: to)?(?: be)?(?: any)?";
const MEHR = "(?:mehr|höher|größer|älter|länger)";
const WENIGER = "(?:weniger|niedriger|kleiner|jünger|kürzer)";

/** In front of a number; the first that fits counts, so what negates comes first. */
const BEFORE: readonly (readonly [LabelOperator, readonly string[]])[] = [
  [
    ">=",
    [
      `${NOT} ${LESS} than(?: or equal to)?|${NOT} (?:below|under)`,
      `${MORE} than or equal (?:to|than)|equal (?:to )?or ${MORE} than`,
      "at least|at or above|minimum(?: of)?|min\\.|≥",
      `nicht ${WENIGER} als|nicht unter|${MEHR} (?:oder )?gleich|mindestens|ab`,
      "supérieure?s? ou (?:égale?s?|égaux) à|au moins|à partir de",
      "mayor(?:es)? o igual(?:es)? (?:a|que)|igual o mayor (?:a|que)|no (?:menor(?:es)?|inferior(?:es)?) (?:de|que|a)|al menos|como mínimo",
      "不低于|不少于|不小于|至少|大于或?等于",
    ],
  ],
  [
    "<=",
    [
      `${NOT} ${MORE} than|(?:not|never)(?: to)?(?: be)? (?:above|over|beyond|exceed|exceeding)`,
      `${LESS} than or equal (?:to|than)|equal (?:to )?or ${LESS} than`,
      "at most|at or below|maximum(?: of)?|max\\.|up to|≤",
      `nicht ${MEHR} als|nicht über|${WENIGER} (?:oder )?gleich|höchstens|maximal|bis zu`,
      "inférieure?s? ou (?:égale?s?|égaux) à|au plus|au maximum|jusqu'à",
      "menor(?:es)? o igual(?:es)? (?:a|que)|igual o menor (?:a|que)|no (?:mayor(?:es)?|superior(?:es)?) (?:de|que|a)|no más de|como máximo|hasta",
      "不超过|不高于|不大于|不多于|至多|最多|小于或?等于",
    ],
  ],
  [
    ">",
    [
      `${MORE} than|above|over|exceed(?:s|ing)?|in excess(?: of)?|>`,
      `${MEHR} als|über`,
      "supérieure?s? à|plus de",
      "mayor(?:es)? (?:de|que|a)|superior(?:es)? a|más de",
      "大于|高于|超过|多于",
    ],
  ],
  [
    "<",
    [
      `${LESS} than|below|under|<`,
      `${WENIGER} als|unter`,
      "inférieure?s? à|moins de",
      "menor(?:es)? (?:de|que|a)|inferior(?:es)? a|menos de",
      "小于|低于|少于|不足|未满",
    ],
  ],
  ["=", ["exactly|equal to|equals|="]],
];

const WITHIN =
  "within(?: the)?(?: (?:last|past|previous|preceding|prior))?|(?:in|during) the (?:last|past|previous|preceding)|innerhalb(?: von| der letzten| der)?|in den letzten|dans les|en l[oa]s últim[oa]s";

const UP = "(?:higher|above|more|greater|over|older|larger|longer|worse|höher|mehr|älter|darüber|plus|más|mayor)";
const DOWN =
  "(?:lower|below|less|fewer|under|younger|smaller|shorter|better|niedriger|weniger|jünger|darunter|moins|menos|menor)";

/** A word begins where no letter of the same script is in front of it; a sign may follow one: `ECOG≤1`, `LVEF大于50%`. */
const before = (words: string): RegExp => new RegExp(`(?<!\\p{Script=Latin}(?=\\p{Script=Latin}))(?:${words})$`, "u");
const behind = (words: string): RegExp => new RegExp(`(?<![\\p{L}])(?:or|and|oder|und|ou|et|o|y) ${words}(?![\\p{L}])`, "u");

const IN_FRONT: readonly (readonly [RegExp, LabelComparison])[] = [
  ...BEFORE.map(([operator, words]) => [before(words.join("|")), { operator, isLoose: false }] as const),
  [before(WITHIN), { operator: "<=", isLoose: true }],
];

/** Somewhere after a number, but not far from it, and before anything else begins. */
const NEARBY: readonly (readonly [RegExp, LabelComparison])[] = [
  [behind(UP), { operator: ">=", isLoose: false }],
  [behind(DOWN), { operator: "<=", isLoose: false }],
];
/** A bound of its own, because `{0,40}` in a pattern costs more to compile than all other patterns together. */
const FARTHEST = 40;

const FOLLOWING: readonly (readonly [RegExp, LabelComparison])[] = [
  [/^\s?\+|^[^,;.\d]{0,6}?[及或]以上/, { operator: ">=", isLoose: false }],
  [/^[^,;.\d]{0,6}?[及或]以下/, { operator: "<=", isLoose: false }],
  [/^\s*(?:天|日|周|个?月|年)[之以]?内/, { operator: "<=", isLoose: true }],
];

/** What may stand between a comparison and its number: `above grade 2`, `at least an age of 18`, `höchstens das 1,5-Fache`. */
const NOUN =
  / (?:(?:an? |the )?(?:ctcae |nyha |ecog )?(?:grade|class|score|stage|age|value|level|total)(?: of)?|of|an?|the|das|der|die|den)$/;

function inFront(front: string): LabelComparison | undefined {
  return IN_FRONT.find(([pattern]) => pattern.test(front))?.[1];
}

/** The comparison said of a number, by the texts on both its sides. */
export function comparisonSaid(textBefore: string, textBehind: string): LabelComparison | undefined {
  const front = textBefore
    .toLowerCase()
    .replace(/[\s("']+$/, "")
    .replace(/\s+/g, " ");
  // `superior a 2` ends in what is an article elsewhere: first as it stands.
  const bare = front.replace(NOUN, "");
  const said = inFront(front) ?? (bare === front ? undefined : inFront(bare));
  // `KPS = 70 or higher` is not an equality.
  if (said !== undefined && said.operator !== "=") return said;
  const rest = textBehind.toLowerCase().replace(/\s+/g, " ");
  const clause = /[^,;.\d]*/.exec(rest)?.[0] ?? "";
  const nearby = NEARBY.find(([pattern]) => (pattern.exec(clause)?.index ?? Infinity) <= FARTHEST);
  return nearby?.[1] ?? FOLLOWING.find(([pattern]) => pattern.test(rest))?.[1] ?? said;
}

const NEGATION =
  /(?<!\p{L})(?:not|no|without|never|non|cannot|except|unless|free|absence|prohibited|forbidden|kein|keine|keinen|nicht|ohne|pas|sin|sans)(?!\p{L})|n't|exclu|[无不未]/u;
const NEGATED_COMPARISON = new RegExp(
  `(?<!\\p{L})(?:${NOT} (?:${LESS}|${MORE}|below|under|above|over|beyond|exceed)|nicht (?:${MEHR}|${WENIGER}|unter|über)|no (?:más|m[ea][yn]or|superior|inferior))|不(?:低|少|小|高|大|多|超)|不足|未满`,
  "gu",
);

/** Whether a label negates: then it may say the opposite of its condition. `no more than` and `not below` are comparisons, not negations. */
export function negates(label: string): boolean {
  return NEGATION.test(label.toLowerCase().replace(NEGATED_COMPARISON, ""));
}

/** Words for what is missing, refused or impossible: they negate without a `no`. */
const LACKING = pattern("u")`
  (?<!\p{L})(?:un(?:able|willing|fit|suitable|available|confirmed|controlled|known|treated)|inab|incap|insuff|inad
    |ineligib|intoler|lack|refus|declin|fail|absen|missing|negativ|neither|nor(?!\p{L})
    |fehlend|mangel|unfähig|ungenügend|verweiger
    |manque|incap|refus
    |falta|ausencia|rechaz)
  |缺|拒|阴性
`;

/** Whether a label is about something absent. */
export function saysAbsence(label: string): boolean {
  return negates(label) || LACKING.test(label.toLowerCase());
}

/** What protocols require, so that its absence excludes: `no measurable disease`, `no consent`. */
const ASKED_FOR = pattern("iu")`
  consent|contracept|willing|able(?!\p{L})|ability|adequat|sufficient|measur|evaluab|assessab|availab|confirm
  |recover|access|complian|tissue|biops|insurance|caregiver|target|mutation|express|positiv|menopaus|steril
  |einwilligung|messbar|verhütung
  |consentement|mesurable
  |contracepción|medible
  |同意|可测量|避孕
`;

/** Whether a label is about something that protocols require. */
export function isAskedFor(text: string): boolean {
  return ASKED_FOR.test(text);
}

/** What a negation before `within` applies to: `no prior chemotherapy within`, but in `no progression on CT within` only the progression. */
const NEGATED_THING =
  /(?<!\p{L})(?:not|no|without|never|non|kein|keine|keinen|nicht|ohne|pas|sin|sans)(?!\p{L})((?:(?!\b(?:on|of|by|in|at|to|from|with|for|after|before|auf|von|im|sur|de)\b)[^,;:.()])*)$/u;
/** The same where the verb follows: `28天内未接受化疗`. */
const NEGATED_BEHIND =
  /^\s*(?:天|日|周|个?月|年)[之以]?内[未无没]|^[^,;.]*\b(?:not|never) (?:be )?(?:allowed|permitted|received)|^[^,;.]*\b(?:prohibited|forbidden)\b/;

/** What must not have been within a time: the words in front of it, or all where the negation follows; undefined if nothing negates. */
export function deniedWithin(front: string, behind: string): string | undefined {
  const before = front.toLowerCase().replace(new RegExp(`(?:${WITHIN})\\s*$`), "");
  if (NEGATED_BEHIND.test(behind.toLowerCase())) return `${before} ${behind}`.toLowerCase();
  return NEGATED_THING.exec(before)?.[1];
}
