/**
 * How laboratories write units, as parts between slashes. A value lists canonical parts, several if the spelling has several
 * meanings: then the field's kind decides. Spellings that are wrong by a factor somewhere are left out on purpose:
 * - `mil` (thousand in Spanish and Portuguese, short for million elsewhere), `milh`, `m/uL`, `m/L`, `M/L`, `K/L`
 * - `Mg`, `mG`, `Mmol`, `Ug`: another SI prefix, or a slip of the shift key
 * - `gr` alone (grain or gram; only `gr/dL` is read), `MIU` alone (million), `MBQ` (mega or milli)
 * - `Pfund`, `livre`, `libra` (half a kilogram, or a pound), `J` alone (years in German, days in French)
 * - `torr` (101325/760 Pa, not quite UCUM's mm[Hg]), `月` and `日` alone (also June and the 6th; see `readStatedUnit`)
 */

/** Spelling -> meanings. */
export interface Spellings {
  get(spelling: string): string | undefined;
  keys(): Iterable<string>;
}

/** Rows of a meaning and its spellings, turned round when first asked: many runs never need them. */
function spelled(rows: readonly (readonly [meaning: string, spellings: string])[]): Spellings {
  let turned: ReadonlyMap<string, string> | undefined;
  const all = (): ReadonlyMap<string, string> => {
    turned ??= new Map(rows.flatMap(([meaning, spellings]) => spellings.split("|").map((one) => [one, meaning] as const)));
    return turned;
  };
  return { get: (spelling) => all().get(spelling), keys: () => all().keys() };
}

/** Spellings in which case may carry meaning. Read as written; all capitals and all small letters too, except {@link UNFOLDED}. */
export const SYMBOLS: Spellings = spelled([
  ["L", "l|л"],
  ["dL", "dl|дл"],
  ["mL", "ml|мл"],
  ["uL", "ul|мкл"],
  ["nL", "nl"],
  ["pL", "pl"],
  ["fL", "fl"],
  // With a capital letter no SI prefix is lost: K is kelvin, G gauss, M no prefix in these.
  ["kg", "Kg|кг"],
  ["g", "G|г"],
  ["kPa", "KPa|Kpa"],
  ["mmol", "mMol|ммоль"],
  ["umol", "uMol|мкмоль"],
  ["nmol", "nMol|нмоль"],
  ["pmol", "pMol|пмоль"],
  ["mol", "Mol|моль"],
  // An enzyme's U is 1 umol/min, a hormone's a standard preparation; laboratories write U, IU, UI, IE, E for either.
  ["U [IU] [arb'U]", "U|u"],
  ["U [IU]", "E|Ед|ЕД"],
  ["[IU] U", "IU|iu|UI|IE|МЕ"],
  ["[IU]", "[iU]"],
  ["mU m[IU] m[arb'U]", "mU"],
  ["mU m[IU]", "mE"],
  ["m[IU] mU", "mIU|mUI|mIE|мМЕ"],
  ["m[IU]", "m[iU]"],
  ["uU u[IU]", "uU|uE"],
  ["u[IU] uU", "uIU|uUI|uIE|мкМЕ"],
  ["u[IU]", "u[iU]"],
  ["kU k[IU] k[arb'U]", "kU"],
  ["kU k[IU]", "KU"],
  ["k[IU] kU", "kIU|KIU|kUI|kIE"],
  ["[arb'U]", "AU"],
  ["m[arb'U]", "mAU"],
  ["eq", "Eq"],
  ["meq", "mEq|mval"],
  ["ueq", "uEq"],
  ["osm", "Osm"],
  ["mosm", "mOsm|mOsmol|mosmol"],
  ["a", "y"],
  ["wk", "w"],
  // Russian, as printed
  ["mg", "мг"],
  ["ug", "мкг"],
  ["ng", "нг"],
  ["pg", "пг"],
  ["cm", "см"],
  ["mm", "мм"],
]);

/** Canonical parts and symbols whose other case means something else, or nothing. */
export const UNFOLDED: ReadonlySet<string> = new Set(["a", "m", "G", "kBq", "MBq", "GBq", "Kpa"]);

/** Words and word-like abbreviations, in small letters; read in any case. */
export const WORDS: Spellings = spelled([
  ["g", "gm|gms|grm"],
  ["mg", "mgs"],
  ["ug", "mcg|mcgs"],
  ["uL", "mcl"],
  ["umol", "mcmol"],
  ["uU u[IU]", "mcu"],
  ["u[IU] uU", "mciu"],
  ["kg", "kgs|kilo|kilos|公斤|千克"],
  ["[lb_av]", "lb|lbs|pound|pounds"],
  ["[oz_av]", "oz|ounce|ounces"],
  ["[stone_av]", "stone"],
  ["mL", "cc|毫升"],
  ["cm3", "ccm|cu cm|cucm"],
  ["mm3", "cmm|cumm|cu mm|mm cu|mmc|cubic mm|cubic millimeter|cubic millimetre"],
  ["m2", "sqm|sq m|qm|square meter|square metre"],
  ["cm2", "sqcm|sq cm"],
  ["mm2", "sqmm|sq mm"],
  ["cm", "cms|厘米|公分|センチ"],
  ["mm", "mms|毫米|ミリ"],
  ["um", "micron|microns"],
  ["[in_i]", "in|inch|inches|zoll|pouce|pouces|pulgada|pulgadas|polegada|polegadas|pollice|pollici"],
  ["[ft_i]", "ft|foot|feet"],
  ["U [IU] [arb'U]", "unit|units"],
  ["[IU] U", "international unit|international units"],
  ["U", "enzyme units"],
  ["U [IU]", "einheiten"],
  ["{copies}", "copy|copies|cp|cps|cop|kopien|拷贝|copias|cópias"],
  ["[CFU]", "cfu|kbe|ufc"],
  ["[HPF]", "hpf"],
  ["[LPF]", "lpf"],
  ["s", "sec|secs|second|seconds|sek|sekunden|秒"],
  ["ms", "msec|msecs|millisecond|milliseconds"],
  ["min", "mins|minute|minutes|minuten|мин|分钟"],
  ["h", "hr|hrs|hour|hours|std|stunde|stunden|heure|heures|hora|horas|ora|ore|uur|uren|小时|時間"],
  ["d", "day|days|tag|tage|tagen|jour|jours|día|días|dia|dias|giorno|giorni|dag|dagen|天|日間|сут"],
  [
    "wk",
    "wks|week|weeks|woche|wochen|semaine|semaines|semana|semanas|settimana|settimane|weken|周|週|週間|нед|неделя|недели|недель|sem|wo",
  ],
  [
    "mo",
    "mos|month|months|mth|mths|monat|monate|monaten|mois|mes|meses|mês|mese|mesi|maand|maanden|个月|個月|ヶ月|か月|カ月|ヵ月|ケ月|мес|месяц|месяца|месяцев|mon|mo",
  ],
  [
    "a",
    "yr|yrs|year|years|yo|y old|yr old|yrs old|year old|years old|years of age|jahr|jahre|jahren|an|ans|année|années|annees|año|años|ano|anos|anno|anni|jaar|jaren",
  ],
  ["a", "岁|周岁|歳|才|лет|год|года|年|年間"],
  ["%", "percent|per cent|pct|prozent|pour cent|por ciento"],
  ["{score}", "score|points|point|pts|punkte"],
  ["{INR}", "inr"],
  ["[pH]", "ph"],
  ["mm[Hg]", "mmhg|mm hg"],
  ["cm[Hg]", "cmhg|cm hg"],
  ["cm[H2O]", "cmh2o|cm h2o"],
  ["Cel", "°c|deg c|degc|celsius"],
  ["[degF]", "°f|deg f|degf|fahrenheit"],
  ["Gy", "gray"],
]);

/** Names of SI units, for {@link WORDS} by rule: `milligrams`, `microlitre`, `Zentimeter`, `kilogramos`. */
export const WORD_PREFIXES: ReadonlyMap<string, string> = new Map([
  ["kilo", "k"],
  ["deci", "d"],
  ["centi", "c"],
  ["milli", "m"],
  ["micro", "u"],
  ["nano", "n"],
  ["pico", "p"],
  ["femto", "f"],
  // German and Dutch, Italian, Spanish and Portuguese
  ["dezi", "d"],
  ["zenti", "c"],
  ["mikro", "u"],
  ["piko", "p"],
  ["chilo", "k"],
  ["quilo", "k"],
  ["mili", "m"],
  ["centí", "c"],
  ["milí", "m"],
  ["", ""],
]);
/** Units as whole words, after a prefix or not: `gram` is g. */
export const WORD_STEMS: ReadonlyMap<string, string> = new Map([
  ["gram", "g"],
  ["gramme", "g"],
  ["gramm", "g"],
  ["grammo", "g"],
  ["grammi", "g"],
  ["gramo", "g"],
  ["grama", "g"],
  ["mole", "mol"],
  ["mol", "mol"],
  ["liter", "L"],
  ["litre", "L"],
  ["litro", "L"],
  ["litri", "L"],
  ["meter", "m"],
  ["metre", "m"],
  ["mètre", "m"],
  ["metro", "m"],
  ["metri", "m"],
  ["equivalent", "eq"],
  ["unit", "U"],
  ["gray", "Gy"],
]);

/** What is counted; says nothing about the unit. */
export const COUNTED: ReadonlySet<string> = new Set([
  "cell",
  "cells",
  "cel",
  "cels",
  "count",
  "counts",
  "#",
  "zellen",
  "cellules",
  "células",
  "celulas",
  "cellule",
  "éléments",
  "elements",
  "个",
  "個",
]);

/** Multipliers of a count that stand for a power of ten, in small letters; read in any case. */
export const MULTIPLIERS: Spellings = spelled([
  ["10*3", "tsd|tausend|th|ths|thou|thousand|thousands|mila|miles|tys|тыс|千"],
  ["10*4", "万|萬"],
  ["10*5", "lakh|lakhs|lac|lacs"],
  ["10*6", "百万|mio|mill|mln|million|millions|millones|млн|mpt"],
  ["10*9", "gpt|giga|gi"],
  ["10*12", "tpt|tera"],
]);

/** Letters for a power of ten, as written, and the volumes after them where they can mean nothing else. */
export const COUNT_LETTERS: ReadonlyMap<string, { readonly power: string; readonly volumes: readonly string[] }> = new Map([
  ["K", { power: "10*3", volumes: ["uL", "mm3", "mL"] }],
  ["k", { power: "10*3", volumes: ["uL", "mm3", "mL"] }],
  ["M", { power: "10*6", volumes: ["uL", "mm3", "mL"] }],
  ["G", { power: "10*9", volumes: ["L"] }],
  ["T", { power: "10*12", volumes: ["L"] }],
]);

/** Whole units that do not follow from their parts. As written only. */
export const WHOLE: Spellings = spelled([
  ["mmol/L", "mM"],
  ["umol/L", "uM"],
  ["nmol/L", "nM"],
  ["pmol/L", "pM"],
  ["mo", "M|m"],
  ["a", "Y"],
  ["Cel", "C"],
  ["[degF]", "F"],
  ["%{predicted}", "%"],
]);

/** All capitals that the case rule would read as milli, but that stand for a million units as often. `MIU/L` is milli. */
export const UNDECIDED: ReadonlySet<string> = new Set(["MU", "MIU", "MUI", "MIE", "M[IU]"]);

/** Whole units, in small letters; read in any case. */
export const WHOLE_WORDS: Spellings = spelled([
  ["a", "y/o"],
  // Lakhs are told of a cubic millimetre, said or not.
  ["10*5/uL", "lakh|lakhs|lac|lacs"],
  ["/min", "bpm|beats/min|beats/minute|b/min|breaths/min|breaths/minute|次/分|回/分|уд/мин"],
  ["%{predicted}", "%predicted|%pred|percent predicted|%of predicted"],
  ["g/dL", "gr/dl|gr%|grs/dl|g%|gm%|gms%"],
  ["g/L", "gr/l"],
  ["mg/dL", "mg%|mgs%|mg percent"],
  ["ug/dL", "mcg%|µg%"],
  ["mm/h", "mm/1h|mm/1hr|mm/1st hr"],
]);

/** The upper limit of normal in English, French and Spanish, German and Russian, in small letters; behind `x`, `times` or nothing. */
export const LIMIT_LETTERS: ReadonlySet<string> = new Set(["uln", "[uln]", "unl", "lsn", "lns", "ogn", "ong", "onw", "вгн"]);

/** The same in words, without spaces. */
export const LIMIT_WORDS: ReadonlySet<string> = new Set([
  ...["upperlimitofnormal", "upperlimitnormal", "upperlimitofthenormalrange", "upperlimitofnormalrange"],
  ...["limitesupérieuredelanormale", "limitesuperieuredelanormale"],
  ...["límitesuperiordelanormalidad", "límitesuperiordelonormal", "límitesuperiornormal", "limitesuperiordanormalidade"],
  ...["limitesuperiordelanormalidad", "limitesuperiordelonormal", "limitesuperiornormal", "limitesuperioredellanorma"],
  ...["oberegrenzedernorm", "oberengrenzedernorm", "oberenormgrenze", "oberennormgrenze"],
  ...["oberernormwert", "oberennormwertes", "oberennormwerts", "normobergrenze"],
  ...["正常上限", "正常值上限", "正常値上限", "基準値上限", "基準範囲上限"],
]);

/** What is only behind `x`, `times` or `fold` the upper limit of normal: `2,5 x N`, `2.5 times normal`, `2,5 fois la normale`. */
export const NORMALS: ReadonlySet<string> = new Set([
  ...["n", "normal", "normale", "norm", "norma", "normalwert", "normalwerts", "normalwertes", "normallimit", "normallimits"],
  ...["normalupperlimit", "upperlimit", "upperlimits", "uppernormal", "uppernormallimit", "upperlimitsofnormal"],
  ...["upperlimitofreferencerange", "upperlimitofthereferencerange", "正常", "正常值", "正常値", "基準値"],
  ...["normwert", "normwerts", "normwertes", "normbereich", "normalrange", "normalvalue", "vn", "valeurnormale"],
]);

/** Units only where nothing but a unit stands: in a cell `6月` is June. */
export const STATED: Spellings = spelled([
  ["mo", "月"],
  ["d", "日"],
]);
