/** Cells that a nurse reads with certainty, by kind: the field of the shared dictionary, and texts in the languages of its headings. */

const MONTHS = [
  "January|February|March|April|May|June|July|August|September|October|November|December",
  "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember",
  "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
  "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre",
  "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre",
  "janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro",
].flatMap((names) => names.split("|"));

const texts = (list) => list.split("|");

/** @type {readonly { kind: string, field: string, heading?: string, cells: readonly string[] }[]} */
export const KINDS = [
  {
    kind: "yes and no, eight languages",
    field: "brain_metastasis",
    cells: texts(
      "yes|no|Y|N|ja|nein|Ja|NEIN|oui|non|sí|si|no|sì|sim|não|是|否|有|无|はい|いいえ|✓|wahr|falsch|vrai|faux|verdadero|falso",
    ),
  },
  {
    kind: "none where a finding is asked for",
    field: "brain_metastasis",
    cells: texts("none|None|keine|aucune|ninguna|nessuna|nenhuma"),
  },
  {
    kind: "no value, eight languages",
    field: "platelets",
    cells: texts(
      "unknown|pending|not done|k.A.|unbekannt|ausstehend|nicht bestimmt|inconnu|en attente|non fait|non renseigné|desconocido|pendiente|no realizado|sin datos|sconosciuto|in attesa|non eseguito|desconhecido|não realizado|não informado|不详|未查|未做|溶血|不明|未検査|未測定|検査中",
    ),
  },
  {
    kind: "month names",
    field: "last_chemotherapy",
    cells: [
      ...MONTHS.map((name) => `3 ${name} 2024`),
      "1. Dezember 2025",
      "1er avril 2024",
      "3 de abril de 2024",
      "03-DEZ-2023",
      "2024年4月3日",
    ],
  },
  {
    kind: "partial dates",
    field: "last_chemotherapy",
    cells: texts("2025-06|2025|UN-JUN-2025|UN-UNK-2025|2025---12|2025-06-UN|juin 2025|giugno 2025"),
  },
  {
    kind: "two-digit years of birth",
    field: "birth_date",
    cells: texts("16.07.68|31.12.45|28-FEB-59|7/31/72|24. Mai 49|25 août 51"),
  },
  { kind: "two-digit years", field: "last_chemotherapy", cells: texts("3 Apr 24|03-APR-24|31-DEC-25|3 avril 24|24 mayo 23") },
  {
    kind: "doubles printed in full",
    field: "alt",
    cells: texts("58.76522929500342|2.8999999999999999|41.300000000000004|33.333333333333336|120.00000000000001"),
  },
  { kind: "milliequivalents", field: "sodium", cells: texts("139 mEq/L|139 meq/l|139 mval/l|139 MEQ/L") },
  { kind: "degrees Fahrenheit", field: "body_temperature", cells: texts("98.6 °F|98.6 F|100.4 deg F") },
  { kind: "hemoglobin in mmol/L", field: "hemoglobin", cells: texts("7.8 mmol/L|8.1 mmol/l|7,8 mmol/L") },
  { kind: "fractions", field: "hematocrit", cells: texts("0.42 L/L|0,42 l/l|.42 L/L") },
  {
    kind: "comparisons in words, eight languages",
    field: "platelets",
    cells: texts(
      "more than 100|at least 100 G/L|mehr als 100|mindestens 100|unter 100|höchstens 100|plus de 100 G/L|au moins 100|supérieur à 100|inférieur ou égal à 100|más de 100|menos de 100|al menos 100|mayor o igual a 100|più di 100|almeno 100|non meno di 100|mais de 100|pelo menos 100|maior que 100|大于100|大于等于100|不低于100|至少100|100以上|100以下|100及以上|100未満|более 100|не менее 100|100 or more|100 oder mehr|100 ou plus|100 o más",
    ),
  },
  {
    kind: "life expectancy, eight languages",
    field: "life_expectancy",
    cells: texts(
      "6 months|> 3 Monate|mindestens 3 Monate|6 mois|plus de 3 mois|6 meses|más de 3 meses|6 mesi|almeno 6 mesi|mais de 3 meses|6个月|>6个月|3个月以上|6ヶ月|3か月以上|12周|6 мес|более 3 мес",
    ),
  },
  {
    kind: "Japanese years",
    field: "last_chemotherapy",
    cells: texts("令和6年4月3日|令和元年5月7日|平成31年4月3日|昭和64年1月3日"),
  },
  { kind: "Russian blood counts", field: "platelets", cells: texts("210 тыс/мкл|210 х10^9/л|210*10^9/л|210 10^9/л") },
  {
    kind: "ages with their unit",
    field: "age",
    cells: texts("45 Jahre|45 ans|45 años|45 anni|45 anos|45岁|45周岁|45歳|45才|45 лет"),
  },
  {
    kind: "counts and masses as printed",
    field: "platelets",
    cells: texts("210 K/uL|210 G/L|210 Gpt/l|210 Tsd./µl|210×10⁹/L|210 x10^9/L|21万/μL|2.1 lakh|210000 /mm3|210 (150-400)|210 H"),
  },
];
