/** The words by which a heading says that its column accompanies another: `PLT unit`, `血小板单位`, `Datum Hb`, `AGEU`. */
import { foldHeading } from "../values/heading.js";
import { LIMIT_LETTERS } from "../values/unit/spellings.js";

/** What a column may hold beside the values of another: their unit, their comparison signs, their day, their limits of normal, or the unit of the upper one. */
export type Companion = "unit" | "operator" | "date" | "uln" | "ulnUnit" | "lln" | "llnUnit";

/** Every kind of companion. */
export const COMPANIONS: readonly Companion[] = ["unit", "operator", "date", "uln", "ulnUnit", "lln", "llnUnit"];

/** Those that have words of their own. */
const WORDED = ["unit", "operator", "date", "uln", "lln"] as const;

/** A heading as one that accompanies what is named `stem` (folded). */
export interface CompanionForm {
  readonly part: Companion;
  readonly stem: string;
}

/** In the languages whose headings the dictionary knows. */
const WORDS: Readonly<Record<(typeof WORDED)[number], readonly string[]>> = {
  unit: [
    ...["units of measure", "units of measurement", "measurement unit", "unit code", "unit name", "unit text", "unit symbol"],
    ...[
      "ucum",
      "ucum unit",
      "ucum code",
      "unit ucum",
      "unit source value",
      "uoms",
      "Einh",
      "ед",
      "計量単位",
      "birim",
      "jednostka",
      "jednotka",
      "단위",
      "enhet",
      "enhed",
      "yksikkö",
      "eenheid",
      "eenheden",
      "μονάδα",
      "μονάδες",
      "mértékegység",
      "одиниця",
      "unitate",
      "đơn vị",
    ],
    ...["unit", "units", "uom", "unit of measure", "unit of measurement", "Einheit", "Einheiten", "Masseinheit", "Maßeinheit"],
    ...["unité", "unités", "unite", "unites", "unité de mesure", "unidad", "unidades", "unidad de medida", "unità", "unita"],
    ...["unità di misura", "unidade", "unidade de medida", "单位", "單位", "単位", "единица", "единицы", "ед. изм."],
  ],
  operator: [
    ...["operator", "comparator", "sign", "qualifier", "prefix", "relation", "comparison operator", "relational operator"],
    ...["op", "cmp", "sgn", "mod", "modifier", "symbol", "inequality", "inequality sign", "relational sign", "comparison"],
    ...["censoring", "<>", "<=>", "<=", "<", "Zeichen", "Modifikator", "Qualifier", "symbole", "símbolo", "simbolo"],
    ...[
      "modificador",
      "calificador",
      "qualificateur",
      "记号",
      "記号",
      "限定符",
      "修饰符",
      "修飾符",
      "比较运算符",
      "不等号",
      "不等號",
    ],
    ...["Vergleichsoperator", "Vergleichszeichen"],
    ...["Vorzeichen", "opérateur", "operateur", "comparateur", "signe", "operador", "comparador", "signo", "operatore"],
    ...["comparatore", "segno", "sinal", "比较符", "比较符号", "比較符", "运算符", "運算符", "符号", "符號", "比較演算子"],
    ...["оператор", "знак"],
  ],
  date: [
    ...[
      "date",
      "dt",
      "datetime",
      "sample date",
      "sampling date",
      "collection date",
      "draw date",
      "test date",
      "Datum",
      "Probendatum",
    ],
    ...["Entnahmedatum", "Abnahmedatum", "date de prélèvement", "fecha", "fecha de muestra", "fecha de extracción", "data"],
    ...[
      "data del prelievo",
      "data da coleta",
      "日期",
      "检测日期",
      "检查日期",
      "采样日期",
      "採樣日期",
      "日付",
      "検査日",
      "採血日",
      "дата",
    ],
  ],
  uln: [
    ...LIMIT_LETTERS,
    ...["upper limit", "upper limit of normal", "upper normal limit", "upper reference limit", "upper limit normal"],
    ...["oberer Normwert", "obere Normgrenze", "oberer Grenzwert", "Normobergrenze", "limite supérieure"],
    ...["limite supérieure de la normale", "límite superior", "límite superior de la normalidad"],
    ...["límite superior normal", "limite superiore", "limite superiore della norma", "limite superior"],
    ...[
      "limite superior da normalidade",
      "limite superior do normal",
      "正常上限",
      "正常值上限",
      "参考上限",
      "参考值上限",
      "上限",
    ],
    ...["正常値上限", "基準値上限", "基準上限", "верхняя граница нормы"],
  ],
  lln: [
    ...[
      "lln",
      "lnl",
      "UGN",
      "lower limit",
      "lower limit of normal",
      "lower normal limit",
      "lower reference limit",
      "lower limit normal",
    ],
    ...["unterer Normwert", "untere Normgrenze", "unterer Grenzwert", "Normuntergrenze", "limite inférieure"],
    ...["limite inférieure de la normale", "LIN", "límite inferior", "límite inferior de la normalidad"],
    ...["límite inferior normal", "limite inferiore", "limite inferiore della norma", "limite inferior"],
    ...[
      "limite inferior da normalidade",
      "limite inferior do normal",
      "正常下限",
      "正常值下限",
      "参考下限",
      "参考值下限",
      "下限",
    ],
    ...["正常値下限", "基準値下限", "基準下限", "НГН", "нижняя граница нормы"],
  ],
};

/** Words that mean something else before a name, or are too short there: `prefix PLT` may be a part of an ID. */
const ONLY_BEHIND: readonly string[] = [
  "prefix",
  "relation",
  "dt",
  "op",
  "cmp",
  "sgn",
  "mod",
  "<>",
  "<=>",
  "<=",
  "<",
  "comparison",
  "Einh",
  "ед",
];

/** What joins a word to the name after it. */
const JOINTS = [
  "of",
  "for",
  "of the",
  "von",
  "für",
  "der",
  "des",
  "de",
  "du",
  "de la",
  "del",
  "di",
  "da",
  "do",
  "della",
  "d'",
  "de l'",
];

interface Word {
  readonly folded: string;
  readonly part: (typeof WORDED)[number];
}

/** Words under their last letter, and under their first. */
const BEHIND = new Map<string, readonly Word[]>();
const BEFORE = new Map<string, readonly Word[]>();
for (const part of WORDED) {
  for (const word of WORDS[part]) {
    const folded = foldHeading(word);
    const entry: Word = { folded, part };
    BEHIND.set(folded.slice(-1), [...(BEHIND.get(folded.slice(-1)) ?? []), entry]);
    if (!ONLY_BEHIND.includes(word)) BEFORE.set(folded.charAt(0), [...(BEFORE.get(folded.charAt(0)) ?? []), entry]);
  }
}

const FOLDED_JOINTS: readonly string[] = ["", ...JOINTS.map(foldHeading)];
const LIMIT_PARTS: readonly Companion[] = ["uln", "ulnUnit", "lln", "llnUnit"];
const UNIT_WORDS: ReadonlySet<string> = new Set(WORDS.unit.map(foldHeading));
const LIMITS: ReadonlySet<string> = new Set([...WORDS.uln, ...WORDS.lln].map(foldHeading));
const SLASH = /[/\\\u2044\u2215\uff0f]/g;

/** What a name takes on when a word is joined to it: `Gewichtseinheit`, `体重の単位`. A short one may be another name: `HBs`. */
const JOINED = /^(.{5,})(?:s|n)$|^(.+)[の的]$/u;

/** CDISC writes the unit of `AGE` under `AGEU`, others under `AGE_U`. No space stands between, or it would be a unit: `ALT U`. */
const FINAL_U = /[a-z0-9][_.]?u$/i;

/** Every way to take a heading for that of a companion; most headings have none. */
export function companionForms(heading: string, folded: string): readonly CompanionForm[] {
  const forms = [...wordForms(folded)];
  if (FINAL_U.test(heading.trim())) forms.push({ part: "unit", stem: folded.slice(0, -1) });
  // `ALT ULN unit`: the unit of a limit.
  for (const { part, stem } of [...forms])
    if (part === "unit")
      for (const inner of wordForms(stem))
        if (inner.part === "uln" || inner.part === "lln") forms.push({ ...inner, part: `${inner.part}Unit` });
  return forms.length > 0 && isRatio(heading) ? forms.filter(({ part }) => !LIMIT_PARTS.includes(part)) : forms;
}

function wordForms(folded: string): readonly CompanionForm[] {
  const forms: CompanionForm[] = [];
  for (const word of BEHIND.get(folded.slice(-1)) ?? [])
    if (folded.length > word.folded.length && folded.endsWith(word.folded)) {
      const stem = folded.slice(0, -word.folded.length);
      const [, german, other = german] = JOINED.exec(stem) ?? [];
      for (const one of other === undefined ? [stem] : [stem, other]) forms.push({ part: word.part, stem: one });
    }
  for (const word of BEFORE.get(folded.charAt(0)) ?? []) {
    if (folded.length <= word.folded.length || !folded.startsWith(word.folded)) continue;
    const rest = folded.slice(word.folded.length);
    for (const joint of FOLDED_JOINTS)
      if (rest.length > joint.length && rest.startsWith(joint)) forms.push({ part: word.part, stem: rest.slice(joint.length) });
  }
  return forms;
}

/** Whether a folded text is a word for a limit of normal, and nothing else. */
export function isLimitWord(folded: string): boolean {
  return LIMITS.has(folded);
}

/** Whether a folded text is a word for a unit, and names none. */
export function isUnitWord(folded: string): boolean {
  return UNIT_WORDS.has(folded);
}

/** `ALT/ULN`, `ULN / ALT`: a multiple of the limit, hence not the limit. */
export function isRatio(heading: string): boolean {
  const text = heading.slice(-200);
  return [...text.matchAll(SLASH)].some(({ index }) => {
    const [before, behind] = [foldHeading(text.slice(0, index)), foldHeading(text.slice(index + 1))];
    return [...LIMITS].some((word) => behind.startsWith(word) || before === word);
  });
}
