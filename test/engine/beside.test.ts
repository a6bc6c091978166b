/**
 * Rows and columns that are added to a list change no verdict on other rows: lists of every type of field, in nine languages, as
 * tables and as records.
 */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadTrials } from "../../src/language/load/load.js";
import { parseIsoDay } from "../../src/values/date/date.js";
import { USUAL } from "../../src/values/unit/table.js";
import { PATIENCE, runs } from "../runs.js";
import { screenFiles } from "./build.js";

const CONDITIONS = [
  { field: "platelets", op: ">=", value: 100, unit: "10*9/L" },
  { field: "wbc", op: ">=", value: 3, unit: "10*9/L" },
  { field: "neutrophils", op: ">=", value: 1.5, unit: "10*9/L" },
  { field: "hemoglobin", op: ">=", value: 90, unit: "g/L" },
  { field: "kps", op: ">=", value: 70, unit: "%" },
  { field: "tumor_count", op: "<=", value: 6 },
  { field: "brain_metastasis", op: "is", value: false },
  { field: "sex", op: "is", value: "female" },
  { field: "last_chemotherapy", op: ">=", value: 28, unit: "d" },
];

function trialOf(conditions: readonly object[]) {
  const inclusion = conditions.map((condition, index) => ({ id: `I${index}`, label: "a criterion", condition }));
  const text = JSON.stringify({ trial: { id: "T" }, dictionary: "dictionary.json", inclusion, exclusion: [] });
  const dictionary = { file: "dictionary.json", text: readFileSync("criteria/dictionary.json", "utf8") };
  const [trial] = loadTrials([{ file: "c.json", text }], () => dictionary).trials;
  if (trial === undefined) throw new Error("no trial");
  return trial;
}

/** The headings of the fields in order; words for summary rows; an unrelated heading. */
const LANGUAGES = [
  ["PLT|WBC|Neutrophils|Hb (g/dL)|KPS|No. of lesions|Brain mets|Sex|Last chemo", "Mean|Total|Median", "Ward"],
  [
    "Thrombozyten|Leukozyten|Neutrophile|Hämoglobin (g/dl)|Karnofsky-Index|Anzahl Läsionen|Hirnmetastasen|Geschlecht|letzte Chemotherapie",
    "Mittelwert|Summe|Anzahl",
    "Station",
  ],
  [
    "Plaquettes|Leucocytes|Neutrophiles|Hémoglobine (g/dl)|Indice de Karnofsky|Nombre de lésions|Métastases cérébrales|Sexe|Dernière chimiothérapie",
    "Moyenne|Total|Médiane",
    "Service",
  ],
  [
    "Plaquetas|Leucocitos|Neutrófilos|Hemoglobina (g/dL)|Índice de Karnofsky|Número de lesiones|Metástasis cerebral|Sexo|Última quimioterapia",
    "Media|Suma|Mediana",
    "Planta",
  ],
  [
    "Piastrine|Leucociti|Neutrofili|Emoglobina (g/dL)|Indice di Karnofsky|Numero di lesioni|Metastasi cerebrali|Sesso|Ultima chemioterapia",
    "Media|Somma|Totale",
    "Reparto",
  ],
  [
    "Plaquetas|Leucócitos|Neutrófilos|Hemoglobina (g/dL)|Escala de Karnofsky|Número de lesões|Metástase cerebral|Sexo|Última quimioterapia",
    "Média|Soma|Contagem",
    "Ala",
  ],
  [
    "Тромбоциты|Лейкоциты|Нейтрофилы|Гемоглобин (г/дл)|Индекс Карновского|Число очагов|Метастазы в головной мозг|Пол|Последняя химиотерапия",
    "Среднее|Итого|Медиана",
    "Отделение",
  ],
  ["血小板|白细胞|中性粒细胞|血红蛋白(g/dL)|KPS评分|病灶数|脑转移|性别|末次化疗日期", "平均值|合计|中位数", "病区"],
  ["血小板|白血球|好中球|ヘモグロビン(g/dL)|Karnofsky PS|病変数|脳転移|性別|最終化学療法日", "平均|合計|中央値", "病棟"],
] as const;

/** Cells for each field, some of them unreadable or in another unit. */
const CELLS = [
  ["90", "210", "80", "150 G/L", "NA", "", "999", "90000", "low", "<50"],
  ["4.2", "5,1", "2.9", "6", "7200", "", "n/a", "88"],
  ["2.1", "1.4", "3", "62", "", "?"],
  ["12.1", "8.9", "9", "13", "120", "10.4 g/dL", ""],
  ["70", "80", "60-70", "90", "100", "", "ok"],
  ["1", "3", "7", "2-3", "3个", "multiple", ""],
  ["no", "yes", "0", "1", "x", "nein", "", "2"],
  ["f", "m", "F", "H", "女", "", "?"],
  ["2025-11-01", "01.12.2025", "2026-01-10", "令和7年10月3日", "Nov 2025", "", "soon"],
] as const;

type Row = Readonly<Record<string, string>>;
type Form = "csv" | "ndjson";

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

function written(rows: readonly Row[], form: Form): string {
  if (form === "ndjson") return rows.map((row) => `${JSON.stringify(row)}\n`).join("");
  const headings = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return [headings, ...rows.map((row) => headings.map((heading) => row[heading] ?? ""))]
    .map((cells) => `${cells.map(quoted).join(",")}\n`)
    .join("");
}

/** Every verdict with its evidence, without the row number, by ID. */
async function resultsOf(
  rows: readonly Row[],
  form: Form,
  conditions: readonly object[] = CONDITIONS,
): Promise<ReadonlyMap<string, string>> {
  const file = { name: `list.${form}`, text: written(rows, form) };
  const asOf = parseIsoDay("2026-01-15");
  const { text } = await screenFiles([file], { format: "ndjson" }, {}, false, [trialOf(conditions)], asOf);
  const lines = text.trim().split("\n");
  return new Map(lines.map((line) => [String(JSON.parse(line).candidate), line.replace(/"row":\d+/, "")]));
}

async function verdictsOf(rows: readonly Row[], form: Form, condition: object): Promise<readonly string[]> {
  const all = await resultsOf(rows, form, [condition]);
  return rows.map(({ patient_id: id = "" }) => /"verdict":"(\w+)"/.exec(all.get(id) ?? "")?.[1] ?? "none");
}

const lists = fc
  .tuple(
    fc.constantFrom(...LANGUAGES),
    fc.constantFrom<Form>("csv", "ndjson"),
    fc.array(fc.tuple(...CELLS.map((cells) => fc.constantFrom(...cells))), { minLength: 3, maxLength: 10 }),
  )
  .map(([[names, summaries, idle], form, cells]) => {
    const headings = names.split("|");
    const rows = cells.map(
      (row, index): Row => ({
        patient_id: `P${index}`,
        ...Object.fromEntries(row.map((cell, at) => [headings[at] ?? "", cell])),
      }),
    );
    return { headings, rows, form, summaries: summaries.split("|"), idle };
  });

describe("additions change no verdict on other rows", () => {
  test(
    "all headings are known",
    async () => {
      for (const [names] of LANGUAGES) {
        const row: Row = Object.fromEntries(names.split("|").map((name, at) => [name, CELLS[at]?.[0] ?? ""]));
        const line = (await resultsOf([{ patient_id: "P0", ...row }], "csv")).get("P0") ?? "";
        expect([names, line.includes("no-column"), line.includes("unreadable")]).toEqual([names, false, false]);
      }
    },
    PATIENCE,
  );

  test(
    "a row of a summary, a comment or an empty row",
    () =>
      fc.assert(
        fc.asyncProperty(lists, fc.nat(2), fc.constantFrom("99999", "0.5", "1", "yes", "-5"), async (list, word, cell) => {
          const { rows, form, headings, summaries } = list;
          const filled = Object.fromEntries(headings.map((heading) => [heading, cell]));
          const before = await resultsOf(rows, form);
          const more: readonly Row[] = [
            { patient_id: summaries[word] ?? "", ...filled },
            { patient_id: "# checked by a nurse", ...filled },
            { patient_id: "" },
          ];
          for (const row of form === "csv" ? more : more.slice(0, 2)) {
            const after = await resultsOf([...rows, row], form);
            for (const [id, line] of before) expect(after.get(id)).toBe(line);
          }
        }),
        runs(25),
      ),
    PATIENCE,
  );

  test(
    "a column without units, signs or dates of a field",
    () =>
      fc.assert(
        fc.asyncProperty(
          lists,
          fc.array(fc.constantFrom("", "4B", "Ms. N.", "+49 30 1", "see letter", "180"), { minLength: 1, maxLength: 4 }),
          fc.nat(),
          async ({ rows, form, headings, idle }, cells, place) => {
            const before = await resultsOf(rows, form);
            for (const name of form === "csv" ? [idle, ""] : [idle]) {
              const wider = rows.map((row, index): Row => {
                const cell = name === "" ? "" : (cells[index % cells.length] ?? "");
                const own = Object.entries(row);
                return Object.fromEntries(own.toSpliced(1 + (place % (headings.length + 1)), 0, [name, cell]));
              });
              const after = await resultsOf(wider, form);
              for (const [id, line] of before) expect(after.get(id)).toBe(line);
            }
          },
        ),
        runs(25),
      ),
    PATIENCE,
  );
});

/** A field, a criterion that large numbers pass, a range of ordinary values, and codes far outside. */
const MEASURED = [
  ["platelets", { op: ">=", value: 100, unit: "10*9/L" }, [120, 250], [777, 888, 999]],
  ["wbc", { op: ">=", value: 3, unit: "10*9/L" }, [2, 9], [99, 88]],
  ["alt", { op: ">=", value: 10, unit: "U/L" }, [8, 40], [999, 888, 99]],
  ["ldh", { op: ">=", value: 100, unit: "U/L" }, [150, 400], [9999, 8888, 999]],
  ["ferritin", { op: ">=", value: 10, unit: "ug/L" }, [20, 300], [9999, 888]],
  ["systolic_bp", { op: ">=", value: 90, unit: "mm[Hg]" }, [100, 160], [999]],
] as const;

test(
  "turning values into missing codes never makes candidates pass",
  () =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...MEASURED),
        fc.constantFrom<Form>("csv", "ndjson"),
        fc.nat(),
        fc.array(fc.nat(), { minLength: 6, maxLength: 12 }),
        async ([field, limit, [low, high], codes], form, which, values) => {
          const code = String(codes[which % codes.length]);
          // 88 and 99 are only taken for codes from the second cell on.
          const cells = values.map((value, at) => (at < 2 ? code : String(low + (value % (high - low)))));
          const rows = cells.map((cell, index): Row => ({ patient_id: `P${index}`, [field]: cell }));
          const [first, second] = await verdictsOf(rows, form, { field, ...limit });
          expect([cells, first, second]).toEqual([cells, "unknown", "unknown"]);
        },
      ),
      runs(60),
    ),
  PATIENCE,
);

const CONVERTIBLE = [
  ["creatinine", "<=", 133, "umol/L", "substance-concentration"],
  ["hemoglobin", ">=", 90, "g/L", "mass-concentration"],
  ["platelets", ">=", 100, "10*9/L", "number-concentration"],
  ["wbc", "<=", 11, "10*9/L", "number-concentration"],
  ["calcium", "<=", 2.6, "mmol/L", "substance-concentration"],
] as const;

test(
  "a verdict in a column with a withdrawn unit is the same in every usual unit",
  () =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...CONVERTIBLE),
        fc.constantFrom<Form>("csv", "ndjson"),
        fc.array(fc.tuple(fc.integer({ min: 10, max: 99 }), fc.integer({ min: -2, max: 3 })), { minLength: 4, maxLength: 9 }),
        async ([field, op, value, unit, kind], form, figures) => {
          const condition = { field, op, value, unit };
          const cells = figures.map(([digits, power]) => String(Number(`${digits}e${power}`)));
          const rows = (behind: string): readonly Row[] =>
            cells.map((cell, index) => ({ patient_id: `P${index}`, [field]: `${cell}${behind}` }));
          const bare = await resultsOf(rows(""), form, [condition]);
          const isWithdrawn = [...bare.values()].some((line) => line.includes("in an uncertain unit"));
          fc.pre(isWithdrawn);
          const verdicts = await verdictsOf(rows(""), form, condition);
          for (const code of (USUAL.get(kind) ?? "").split(" ")) {
            const stated = await verdictsOf(rows(` ${code}`), form, condition);
            stated.forEach((one, at) => {
              if (one !== "unknown" && verdicts[at] !== "unknown")
                expect([cells[at], code, one]).toEqual([cells[at], code, verdicts[at]]);
            });
          }
        },
      ),
      runs(40),
    ),
  PATIENCE,
);
