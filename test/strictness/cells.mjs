/**
 * Cells that a nurse reads with certainty, by kind: the field of the shared dictionary, and texts in the languages of its
 * headings.
 */

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
      "6 months|> 3 Monate|mindestens 3 Monate|6 mois|plus de 3 mois|6 meses|más de 3 meses|6 mesi|almeno 6 mesi|mais de 3 meses|6个月|>6个月|3个月以上|6ヶ月|3か月以上|12周|6 мес|более 3 мес|более 6 месяцев|6ヵ月以上|6か月超|12 Wo.|12 недель|12 sem.|6 Mon.|> 3 Mo|2年|länger als 3 Monate|mind. 6 Monate",
    ),
  },
  {
    kind: "Japanese and Chinese years",
    field: "last_chemotherapy",
    cells: texts(
      "令和6年4月3日|令和元年5月7日|平成31年4月3日|昭和64年1月3日|R6.4.3|H31/4/3|S64.1.3|令和6年|民國113年4月3日|2024年",
    ),
  },
  {
    kind: "dates with a word or a full stop",
    field: "last_chemotherapy",
    cells: texts("3 апреля 2024 г.|13.04.2024 г.|2024 год|13.04.2024.|am 13.04.2024|le 13/04/2024|13-IV-2024|13.iv.2024"),
  },
  {
    kind: "no treatment, where its date is asked for",
    field: "last_chemotherapy",
    cells: texts("never|none|nie|keine|jamais|aucune|nunca|ninguna|mai|nessuna|nenhuma|никогда|нет|无|なし"),
  },
  {
    kind: "what is counted, eight languages",
    field: "tumor_count",
    cells: texts(
      "3 lesions|2-3 lesions|3 Läsionen|3 Herde|2 lésions|3 lesiones|2 lesioni|4 lesões|2 очага|3个|3個|3か所|3处|3个以上|drei|deux|dos|due|duas|三|solitär",
    ),
  },
  {
    kind: "none of what is counted",
    field: "prior_lines",
    cells: texts("none|keine|aucune|ninguna|nessuna|nenhuma|нет|无|なし"),
  },
  {
    kind: "ranges in words and signs of every language",
    field: "kps",
    cells: texts("70-80|70 – 80|70～80|70〜80|70 bis 80|70 à 80|70至80|70 to 80 %|70%～80%"),
  },
  {
    kind: "findings in words, eight languages",
    field: "brain_metastasis",
    cells: texts(
      "no evidence|kein Nachweis|Nein.|pas de métastase|sin metástasis|assenti|sem evidência|не выявлены|отсутствуют|имеются|未见|未见转移|未发现|脳転移なし|(-)|(+)|negativ|négatif|negativo|阴性|陰性",
    ),
  },
  {
    kind: "no value, without accents",
    field: "platelets",
    cells: texts(
      "NON RENSEIGNE|NON REALISE|nao informado|nao realizado|nicht durchgefuehrt|haemolytisch|NSP|NC|n.b.|s/d|未測定|未檢測|verklumpt|нет данных",
    ),
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

/** Headings that a nurse recognises, by field, in the languages of the dictionary. */
export const HEADINGS = Object.entries({
  sex: "Sexo|Geschlecht|Sexe|Sesso|Пол|性别|性別",
  platelets:
    "Thrombozytenzahl|Plaquettes|Recuento de plaquetas|Conta piastrinica|Contagem de plaquetas|Число тромбоцитов|血小板計數|血小板数",
  neutrophils: "Neutrophile|Neutrophile abs.|PNN|Neutrófilos|Neutrofili|Нейтрофилы|Нейтрофилы абс.|中性粒细胞|嗜中性球|好中球",
  hemoglobin: "HAMOGLOBIN|Hemoglobine|Hemoglobina|Emoglobina|Гемоглобин|血紅蛋白|ヘモグロビン",
  brain_metastasis:
    "Hirnmetastase|METASTASES CEREBRALES|Metástasis cerebral|Metastasi cerebrale|Metástase cerebral|Метастазы в головной мозг|腦轉移|脳転移",
  longest_tumor_diameter:
    "Größter Durchmesser|groesster Durchmesser|Diamètre maximal|Diámetro mayor|Diametro massimo|Maior diâmetro|Наибольший диаметр|最长径|最大腫瘍径",
  tumor_count: "Anzahl der Läsionen|Nombre de tumeurs|Nº de lesiones|Numero lesioni|Nº de lesões|Число очагов|病灶个数|病変数",
  life_expectancy:
    "Lebenserwartung|Esperance de vie|Speranza di vita|Esperança de vida|Ожидаемая продолжительность жизни|預期壽命|予想余命",
  last_chemotherapy:
    "letzte Chemo|Date de la dernière chimiothérapie|Fecha última quimioterapia|Ultima chemioterapia|Последняя химиотерапия|末次化疗|最終化学療法日",
  creatinine: "Krea|CREATININE|Creatinina sérica|Creatininemia|Креатинин крови|血清肌酐|血清クレアチニン",
  pregnant: "Schwangerschaft|Grossesse|Embarazo|Gravidanza|Gravidez|Беременность|懷孕|妊娠中",
  egfr: "geschätzte GFR|DFG|TFG|VFG|СКФ|肾小球滤过率|推算糸球体濾過量",
  systolic_bp:
    "systolischer Blutdruck|Tension artérielle systolique|Tensión arterial sistólica|Pressione sistolica|Pressão sistólica|Систолическое АД|收縮壓|収縮期血圧",
  prior_lines:
    "Anzahl Therapielinien|Lignes antérieures|Líneas previas|Linee precedenti|Linhas prévias|Число линий терапии|既往治疗线数|前治療ライン数",
}).map(([field, names]) => ({ field, names: texts(names) }));
