/** Finds exchanged limits of the two sexes: they contradict the label, or what is true in every laboratory. Silent wherever they may be right. */
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import { quantityWords } from "../../values/number/quantity-words.js";
import { toDouble } from "../../values/ratio.js";
import { convert } from "../../values/unit/unit.js";
import { type CompareNumber, type Condition, type Criterion, type InCodes, type Trial, takesTwo } from "../model.js";
import { type LabelNumber, labelNumbers } from "./label-numbers.js";
import { isSaid, labelledLimit } from "./labelled-limits.js";

type Sex = "male" | "female";
const OTHER: Readonly<Record<Sex, Sex>> = { male: "female", female: "male" };

/** A limit that candidates of one sex have to keep. */
interface OfSex {
  readonly sex: Sex;
  readonly leaf: CompareNumber;
  readonly criterion: Criterion;
  /** The side that passes. */
  readonly isLower: boolean;
}

/** Compares the limits of both sexes, for each field and side that has one of each. */
export function checkSexes({ criteria }: Pick<Trial, "criteria">): readonly Diagnostic[] {
  const all = criteria.flatMap((criterion) =>
    limitsIn(criterion.condition, criterion, criterion.kind === "exclusion", undefined),
  );
  const groups = new Map<string, OfSex[]>();
  for (const one of all) {
    const key = `${one.leaf.field.name} ${one.isLower}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap((group) => {
    const [male, ...men] = group.filter(({ sex }) => sex === "male");
    const [female, ...women] = group.filter(({ sex }) => sex === "female");
    const isPair = male !== undefined && female !== undefined && men.length + women.length === 0;
    return isPair ? (exchanged(male, female) ?? []) : [];
  });
}

/** @param isDenied whether the condition must not be met; then `all` acts as `any` for those who pass */
function limitsIn(node: Condition, criterion: Criterion, isDenied: boolean, sex: Sex | undefined): readonly OfSex[] {
  switch (node.kind) {
    case "not":
      return limitsIn(node.of, criterion, !isDenied, sex);
    case "all":
    case "any": {
      const [named] = node.of.flatMap((member) => sexOf(member, isDenied) ?? []);
      // Whoever is of the sex that is named passes an `any`: the rest is for the other.
      const isAny = (node.kind === "any") !== isDenied;
      const own = named === undefined ? sex : isAny ? OTHER[named] : named;
      return node.of.flatMap((member) => limitsIn(member, criterion, isDenied, own));
    }
    case "number": {
      if (sex === undefined || takesTwo(node.op) || node.op === "=" || node.op === "!=") return [];
      const isLower = node.op.startsWith(">") !== isDenied;
      return [{ sex, leaf: node, criterion, isLower }];
    }
    default:
      return [];
  }
}

function sexOf(node: Condition, isDenied: boolean): Sex | undefined {
  if (node.kind === "not") return sexOf(node.of, !isDenied);
  if (node.kind !== "code") return undefined;
  const named = sexNamed(node);
  return named === undefined || node.negated === isDenied ? named : OTHER[named];
}

const WORDS: Readonly<Record<Sex, RegExp>> = {
  male: /^(?:male|m|man|men|männlich|homme|masculin|hombre|masculino|男性?)$/iu,
  female: /^(?:female|f|w|woman|women|weiblich|femme|féminin|mujer|femenino|女性?)$/iu,
};

function sexNamed({ field, codes: [code, ...more] }: InCodes): Sex | undefined {
  if (code === undefined || more.length > 0 || !hasBoth(field.codes)) return undefined;
  return WORDS.female.test(code) ? "female" : WORDS.male.test(code) ? "male" : undefined;
}

function hasBoth(codes: readonly string[]): boolean {
  return [WORDS.male, WORDS.female].every((words) => codes.some((code) => words.test(code)));
}

/** What is higher in men, and so has the higher limit for them on either side; and what is higher in women. */
const HIGHER: Readonly<Record<Sex, RegExp>> = {
  male: /h(?:a?e)moglobin(?!.*a1c)|\b(?:hb|hgb|hct|rbc)\b|h(?:a?e)matocrit|erythrocyte|red blood cell|creatinine(?!.*(?:clearance|ratio))|uric acid|urate|waist|血红蛋白|红细胞/i,
  female: /\bqtc|\bhdl\b/i,
};
/** Other things than the values of blood by these names. */
const OTHERWISE = /urin|clearance|ratio|change|a1c|width|volume|concentration|nucleated/i;

function exchanged(male: OfSex, female: OfSex): Diagnostic | undefined {
  const { field } = male.leaf;
  const [ofMen, ofWomen] = [inOwnUnit(male), inOwnUnit(female)];
  if (ofMen === undefined || ofWomen === undefined || ofMen === ofWomen) return undefined;
  const says = `${words(male)} for men and ${words(female)} for women`;
  const help =
    'swap the two limits; if the protocol really says so, accept it: "accept": [{ "code": "exchanged-limits", "why": "…" }]';
  const found = { code: "exchanged-limits", severity: "warning", at: male.leaf.at, help } as const;
  if (male.criterion === female.criterion && isExchangedIn(male.criterion.label, male, female))
    return { ...found, message: `the label has the limits of \`${field.name}\` the other way round: the condition says ${says}` };
  const name = `${field.name.replaceAll("_", " ")} ${field.label}`;
  const higher = OTHERWISE.test(name) ? undefined : (["male", "female"] as const).find((sex) => HIGHER[sex].test(name));
  if (higher === undefined || (higher === "male") === ofMen > ofWomen) return undefined;
  const who = higher === "male" ? "men" : "women";
  return { ...found, message: `the limits of \`${field.name}\` may be swapped: ${says}, though it is higher in ${who}` };
}

/** In the field's unit, so that both can be compared. */
function inOwnUnit({ leaf: { field, unit, limits } }: OfSex): number | undefined {
  const [limit] = limits;
  if (unit === field.unit || unit === undefined || field.unit === undefined) return toDouble(limit);
  const own = convert(limit, unit, field.unit, field);
  return own && toDouble(own);
}

function words({ leaf: { limits, unit } }: OfSex): string {
  return quantityWords(limits, unit);
}

/** The group captures words for women. */
const SEX_WORD =
  /(?<!\p{Script=Latin})(?:(females?|wom[ae]n|frau(?:en)?|weiblich\w*|femmes?|mujer(?:es)?)|males?|m[ae]n|männern?|männlich\w*|hommes?|hombres?)(?!\p{Script=Latin})|(女)性?|男性?/giu;

/** Whether a label says each limit of the other sex. Only where its words and numbers stand in turn, or in two pairs. */
function isExchangedIn(label: string, male: OfSex, female: OfSex): boolean {
  const numbers = labelNumbers(label).filter((number) => [male, female].some((one) => says(number, one)));
  // The text in which numbers were searched, which is not always the text as written.
  const text = numbers[0] === undefined ? "" : numbers[0].front + numbers[0].text + numbers[0].behind;
  const sexes = [...text.matchAll(SEX_WORD)].map(({ index, 1: woman, 2: character }) => {
    const sex: Sex = woman === undefined && character === undefined ? "male" : "female";
    return { sex, at: index };
  });
  const [first, second, ...more] = sexes;
  const [one, two, ...others] = numbers;
  if (first === undefined || second === undefined || one === undefined || two === undefined) return false;
  if (more.length + others.length > 0 || first.sex === second.sex) return false;
  // In turn or in pairs: the first word goes with the first number, unless one of them stands alone in the middle.
  const order = [
    { at: first.at, is: "s" },
    { at: second.at, is: "s" },
    { at: one.front.length, is: "n" },
    { at: two.front.length, is: "n" },
  ];
  const shape = order
    .sort((a, b) => a.at - b.at)
    .map(({ is }) => is)
    .join("");
  if (shape !== "snsn" && shape !== "nsns" && shape !== "ssnn") return false;
  const [ofFirst, ofSecond] = first.sex === "male" ? [male, female] : [female, male];
  return !says(one, ofFirst) && says(one, ofSecond) && !says(two, ofSecond) && says(two, ofFirst);
}

function says(number: LabelNumber, { leaf }: OfSex): boolean {
  return isSaid(number, labelledLimit(leaf, leaf.limits[0]));
}
