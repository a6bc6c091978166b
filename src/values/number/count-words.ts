/** Counts in words: `5 oder 6`, `1 (Leber)`, `zwei Herde`, `lésion unique`. */
import type { NumberSpec } from "../spec.js";
import { foldSpelling } from "../text.js";
import { GIVEN } from "../treatment-words.js";

const OR = /^(\d{1,3})\s*(?:oder|or|ou|o|u|или|或者?|または|か)\s*(\d{1,3})$/u;
/** Where they are: organs, folded, singular and plural. */
const SITES =
  "leber|lunge|lungen|knochen|hirn|lymphknoten|lk|axilla|haut|pleura|peritoneum|milz|nebenniere|mamma|brust|thoraxwand|mediastinum|wirbelsäule|wks?|" +
  "liver|lung|lungs|bone|bones|brain|node|nodes|ln|lymph nodes?|skin|spleen|adrenal|breast|chest wall|" +
  "foie|poumons?|os|cerveau|ganglions?|peau|plèvre|rate|surrénale|sein|" +
  "hígado|higado|pulmón|pulmon|pulmones|hueso|huesos|cerebro|ganglios?|piel|bazo|mama|" +
  "fegato|polmoni?|polmone|ossa|osso|cervello|linfonodi|linfonodo|cute|milza|mammella|" +
  "fígado|figado|pulmão|pulmao|pulmões|ossos|cérebro|linfonodos?|pele|baço|" +
  "печень|легкие|лёгкие|легкое|кости|кость|лимфоузлы|л/у|кожа|" +
  "肝脏|肝|肺|骨|脑|淋巴结|皮肤|胸膜|腹膜|肾上腺|乳腺|胸壁|肝臓|肝臟|肺臟|脳|腦|リンパ節|淋巴結|皮膚";
const PLACE = `(?:\\d{1,2}\\s?[x×]?\\s?)?(?:${SITES})(?:\\s?[x×]?\\s?\\d{1,2})?`;
const WHERE = new RegExp(`^(.*\\S)\\s*\\((${PLACE}(?:\\s*(?:[,;+/&、]|und|and|et|y|e|и|和)\\s*${PLACE}){0,5})\\)$`, "u");

const AMONG_PLACES = /[,;+/&]|\s(?:und|and|et|y|e|и)\s|和/u;

/** `2 (EC, Paclitaxel)` */
const WITH = new RegExp(`^([1-9]\\d?)\\s*\\((?:${GIVEN})(?:\\s?[,+/&;]\\s?(?:${GIVEN})){0,5}\\)$`, "u");

const METASTASES = /^(?:m[eé]t|fili|метаст|个转移)/u;

/** The same as a number, a range or a spelling; undefined if it is none of these. */
export function countInFigures(cell: string, spec: NumberSpec): string | undefined {
  const { counted } = spec;
  if (!spec.integer || counted === undefined || counted.size === 0) return undefined;
  const folded = foldSpelling(cell).replace(/、/g, ",");
  const [, low, high] = OR.exec(folded) ?? [];
  if (low !== undefined && high !== undefined)
    return spec.ranges && Number(high) === Number(low) + 1 ? `${low}-${high}` : undefined;
  const [, number, places = ""] = (folded.endsWith(")") && (WHERE.exec(folded) ?? WITH.exec(folded))) || [];
  if (number !== undefined) return agrees(number, places) ? number : undefined;
  const noun = [...counted].find((one) => folded.endsWith(one) || folded.startsWith(`${one} `));
  if (noun === undefined) return undefined;
  const rest = folded.endsWith(noun) ? folded.slice(0, -noun.length) : folded.slice(noun.length);
  // 一线 is the first line rather than one.
  const value = /^[一二三四五六]$/.test(rest.trim()) ? undefined : spec.spellings.get(rest.trim());
  // Without metastases there is still the tumor.
  return value === undefined || (value === 0 && METASTASES.test(noun)) ? undefined : String(value);
}

/** Numbers of places that do not add up to the count mean something else: `1 (3 Leber)`; so do too many places: `1 (Leber, Lunge)`. */
function agrees(number: string, places: string): boolean {
  const counts = places.match(/\d+/g) ?? [];
  const several = places === "" ? 0 : places.split(AMONG_PLACES).length;
  if (counts.length === 0) return several <= Number(number);
  return counts.length === several && counts.reduce((sum, one) => sum + Number(one), 0) === Number(number);
}
