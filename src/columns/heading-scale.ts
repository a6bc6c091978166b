/** A scale of numbers that a heading names and that cannot be converted: `HBV DNA (log10 IU/mL)`, `Weight (percentile)`. */
import type { Field } from "../language/model.js";
import { foldHeading } from "../values/heading.js";
import { foldSpelling } from "../values/text.js";
import { isRatio } from "./companion-words.js";
import { headingForms, LONGEST, namesOf, unitOf } from "./heading.js";
import { isNotation } from "./heading-misfit.js";

/** In brackets at the end. */
const BRACKET = /[([【〔（]([^()[\]【】〔〕（）]*)[)\]】〕）][*#†‡§\s]*$/u;
const WORD = /[\p{L}\p{M}]+/gu;

/** Words for numbers that are not the quantity itself. */
const TRANSFORMED: ReadonlySet<string> = new Set(
  (
    "log lg ln logarithm logarithmic percentile percentiles centile centiles perzentile perzentil percentil zscore sds quantile quartile tertile decile " +
    "change changes delta δ difference diff fold rank ratio änderung veränderung verhältnis variation cambio variación variazione rapport rapporto razón razão " +
    "standardized standardised normalized normalised logarithmus 对数 對數 百分位 百分位数 比值 变化 變化 изменение логарифм"
  ).split(" "),
);

/** Words in brackets that say who, where and when, and nothing about the scale. */
const PLAIN: ReadonlySet<string> = new Set(
  (
    "screening baseline visit day week cycle c d w v today latest last recent first current at of the on entry enrolment enrollment inclusion pre post " +
    "before after local central lab labor laboratory site hospital clinic result results value values numeric number measured blood serum plasma whole venous " +
    "arterial capillary fasting sitting supine total adult years patient test level wert werte ergebnis letzter aktuell heute nüchtern sang sérum valeur " +
    "echo ett tte eco abs absolut absolute valor sangre suero resultado 结果 筛选 血清 全血 空腹 本院"
  ).split(" "),
);

/** What in a heading is not understood. */
export interface UnknownScale {
  readonly text: string;
  /** It is known to change the number: log10, percentile. */
  readonly isTransformed: boolean;
}

/** What in the heading of a field's column is not understood; undefined for a heading that is plain. */
export function unknownScale(heading: string, field: Field): UnknownScale | undefined {
  if (field.type !== "number" || heading.length > LONGEST) return undefined;
  const names = namesOf(field).map(foldHeading);
  const { folded, splits } = headingForms(heading);
  if (names.includes(folded)) return undefined;
  if (splits.some(({ base, unitText }) => names.includes(base) && unitOf(unitText, field).state !== "none")) return undefined;
  const words = foldSpelling(heading).match(WORD) ?? [];
  const own = new Set([...namesOf(field), ...(field.counted ?? [])].flatMap((name) => foldSpelling(name).match(WORD) ?? []));
  const changed = words.find((word) => TRANSFORMED.has(word) && !own.has(word));
  const [, bracket = ""] = BRACKET.exec(heading.trim()) ?? [];
  const text = bracket.trim();
  const isPlain =
    text === "" ||
    names.includes(foldHeading(text)) ||
    unitOf(text, field).state !== "none" ||
    isNotation(text, field) ||
    isRatio(heading) ||
    (foldSpelling(text).match(WORD) ?? []).every((word) => PLAIN.has(word) || own.has(word));
  if (isPlain && changed === undefined) return undefined;
  return { text: isPlain ? (changed ?? "") : text, isTransformed: changed !== undefined };
}
