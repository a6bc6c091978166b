/** First cells that show that a row may not be a candidate. */
import { describe, expect, test } from "vitest";
import { rowLabel } from "../../src/columns/summary-words.js";

describe("summaries in every language of the dictionary", () => {
  test.each([
    ...["Mean", "MEAN", "Total", "Total:", "Grand total", "Sum", "Average", "Avg.", "Median (IQR)", "Mean ± SD", "Mean (SD)"],
    ...["Std. Dev.", "Standard deviation", "Minimum", "Count", "n = 12", "N=3", "N: 7", "Total: 12", "Total 12 patients"],
    ...["Number of patients", "25%", "75 %", "Min / Max"],
    ...["Summe", "Mittelwert", "Durchschnitt", "Anzahl Patienten", "Standardabweichung", "Gesamt"],
    ...["Moyenne", "Médiane", "Somme", "Écart type", "écart-type", "Nombre de patients"],
    ...["Promedio", "Mediana", "Suma", "Desviación estándar", "Número de pacientes", "Media", "Media (DE)", "Mín.", "Máx"],
    ...["Totale", "Somma", "Deviazione standard", "Média", "Desvio padrão", "Soma", "Mediaan"],
    ...[
      "合计",
      "平均值",
      "总数：5",
      "标准差",
      "合計",
      "中央値",
      "Итого",
      "Среднее",
      "среднее значение",
      "Стандартное отклонение",
    ],
    ...[
      "Media aritmética",
      "Dev. st.",
      "Ст. откл.",
      "Standardabw.",
      "平均数",
      "75th percentile",
      "Mean of 3",
      "N° pazienti",
      "Nº de pacientes",
    ],
    ...[
      "n.º de pacientes",
      "No. of patients",
      "Nr. Patienten",
      "95% CI",
      "95 %-KI",
      "CV%",
      "CV (%)",
      "Średnia",
      "SREDNIA",
      "Razem",
    ],
    ...[
      "Odchylenie standardowe",
      "Liczba pacjentów",
      "Průměr",
      "Celkem",
      "Átlag",
      "Összesen",
      "Ortalama",
      "Toplam",
      "Standart sapma",
    ],
    ...[
      "Medelvärde",
      "Standardavvikelse",
      "Gennemsnit",
      "I alt",
      "Gjennomsnitt",
      "Keskiarvo",
      "Yhteensä",
      "Μέσος όρος",
      "Σύνολο",
    ],
    ...["Середнє", "Всього", "Medie", "Mediană", "Trung bình", "Tổng cộng", "المجموع"],
  ])("%s", (cell) => expect(rowLabel(cell)).toBe("summary"));
});

test.each([
  ...["Max", "N", "n", "SD", "Min", "MAX", "Min-Max", "N-N", "SD-N", "Ø"], // may also be names, initials or marks
  ...["Moy.", "Antal", "CV", "Norma", "Норма"],
])("%s may be a name", (cell) => expect(rowLabel(cell)).toBe("name"));

test.each(["ULN", "LLN", "OGN", "LSN", "ref", "UNIT"])("%s may be initials", (cell) => expect(rowLabel(cell)).toBe("letters"));

test.each([
  ...["Normalwert", "Referenz", "Reference range", "Valeurs de référence", "Obergrenze", "参考范围", "upper limit of normal"],
  ...["Wartość referencyjna", "Referentiewaarde", "Referenční hodnota", "Τιμές αναφοράς", "참고치", "Референсные значения"],
  ...[
    "Birim",
    "Jednostka",
    "Jednotka",
    "단위",
    "正常值",
    "Normalbereich",
    "Cut-off",
    "obere Grenze",
    "Einheit",
    "单位",
    "límite superior",
  ],
])("%s is a legend", (cell) => expect(rowLabel(cell)).toBe("legend"));

test.each([
  ...[
    "Kontrolle",
    "QC Level 2",
    "Dummy",
    "Dummy 1",
    "Template",
    "Vorlage",
    "modèle",
    "Calibrator 2",
    "Leerwert 1",
    "Test patient 3",
  ],
  ...["Beispielpatient (Zeile 2)", "EXAMPLE ROW", "[Beispiel]", "Bsp.", "Ejemplo 1", "Przykład", "示例1", "模板", "예시"],
])("%s is not a patient", (cell) => expect(rowLabel(cell)).toBe("control"));

test.each(["Muster", "Standard", "Test", "样本", "Örnek"])("%s may be a name, or an arm of a study", (cell) =>
  expect(rowLabel(cell)).toBe("sample"),
);

test.each(["QC1", "QC 1", "qc-01", "IQC 2", "Standard 1", "Cal. 2", "Blank 1"])("%s may be an ID", (cell) =>
  expect(rowLabel(cell)).toBe("numbered"),
);

test.each(["Q1", "q3", "P25", "p75"])("%s may be a quantile", (cell) => expect(rowLabel(cell)).toBe("share"));

test.each([
  ["#", "comment"],
  ["# exported on 2026-01-01", "comment"],
  ["#Summary", "comment"],
  ["#12", "hash-id"],
  ["# A-3", "hash-id"],
  ["#P0012", "hash-id"],
] as const)("%s is %s", (cell, label) => expect(rowLabel(cell)).toBe(label));

describe("ids", () => {
  test.each([
    ...["P1", "007", "N1", "N 1", "Maxine", "Max Mustermann", "Mean-1", "total-3", "Meaney", "Anna", "张三", "", "A", "NN"],
    ...[
      "Control 2",
      "Kontrolle 1",
      "Control patient 2",
      "Sample 1",
      "Test 1",
      "Muster 1",
      "Patient 3",
      "QCA-1",
      "QC123",
      "Musterfrau",
      "例1",
    ],
    ...["Normann", "Norma Jean", "Reference site", "CI-01", "95-CI", "No 12", "N° 12", "Moyer", "Liczbanska"],
    ...[
      "Summer",
      "Countess",
      "P-Mean",
      "Nina n",
      "10.5.2020",
      "MRN: 12",
      "ID=5",
      "100%",
      "Q4",
      "P1",
      "P33",
      "Q10",
      "P750",
      "Unit 3",
      "PQ1",
    ],
  ])("%s", (cell) => expect(rowLabel(cell)).toBeUndefined());
});

describe("words of other languages", () => {
  test.each([
    ...[
      "Τυπική απόκλιση",
      "Abatere standard",
      "Standaardafwijking",
      "En düşük",
      "Laagste",
      "最低",
      "数量",
      "Станд. откл.",
      "πλήθος",
    ],
  ])("a summary: %s", (cell) => expect(rowLabel(cell)).toBe("summary"));

  test.each([
    ...[
      "Ref. değer",
      "Referans aralığı",
      "Ref. range",
      "Ref.-Bereich",
      "Valori normali",
      "Valores normais",
      "Zakres referencyjny",
    ],
    ...["φυσιολογικές τιμές", "Референтные значения", "参考値", "정상 범위", "Referensvärden", "Referanseområde", "Normálérték"],
    ...["Μονάδα", "mértékegység", "одиниця", "yksikkö"],
  ])("limits or units: %s", (cell) => expect(rowLabel(cell)).toBe("legend"));

  test.each(["例", "（例）", "예"])("an example: %s", (cell) => expect(rowLabel(cell)).toBe("control"));

  test.each(["例1", "例 1", "REF 12", "REF-12", "Ref A"])("an ID: %s", (cell) => expect(rowLabel(cell)).toBeUndefined());
});

describe("sums of a group", () => {
  test.each([
    ...["Mittelwert Station 1", "Zwischensumme Station 3", "Subtotal ward A", "Moyenne service B", "Summe Station 1"],
    ...["Mean (ward 3)", "Station 3 gesamt", "Ward 2 total:", "Среднее отделение 2", "Media reparto 4", "Total brazo A"],
    ...["Sous-total", "Subtotal", "Zwischensumme", "Teilsumme", "小计", "Gesamtmittel", "Gesamtergebnis", "Stationsmittelwert"],
    ...["Delsumma", "Sub-total", "Total général groupe A", "Итог по отделению 2", "病区1合计", "三病区平均值"],
    ...["All patients", "Alle Patienten", "Tous les patients", "所有患者", "Patients: 2", "Patienten = 12", "12 patients"],
  ])("%s is one wherever it stands", (cell) => expect(rowLabel(cell)).toBe("subtotal"));

  test.each([
    ...[
      "Ward mean",
      "Media reparto",
      "Среднее по отделению",
      "Totale reparto",
      "Group median",
      "Mittelwert Station Innere Medizin",
    ],
    ...["Media servicio de oncología", "Mean men", "Mittelwert Frauen", "Average visit"],
    ...["Desv. est.", "Средн.", "Durchschn.", "Schnitt", "Snitt", "Medianwert", "MV ± SD", "MW ± SD", "Prom.", "Mean value"],
    ...["1병동 평균", "Station 2 Ergebnis", "Mean ward 3 men", "MW ± SD Station 1", "Min/Max ward 3"],
  ])("%s sums up", (cell) => expect(rowLabel(cell)).toBe("summary"));

  test.each(["SD Station 1", "Max ward 3", "Moy. service B", "Station 1 MW"])("%s may be somebody there", (cell) =>
    expect(rowLabel(cell)).toBe("name"),
  );

  test.each([
    ...["Max", "Norma", "MV"].map((name) => `${name} Ward`),
    ...["Media Luna", "Norma Jean", "Max Mustermann", "Anna Ward", "Ward, Anna", "Ward 3", "Station 3 Bett 2", "Group A"],
    ...["Patient number 3", "Site 3 number 12", "Centro 2 número 4", "Ward 3 N 12", "Station 1 AB", "Station 1 Müller"],
    ...["Patient: 2", "Patient 2", "Case 3", "Total knee ward 3", "Mittelbach Station 1", "Summers, ward 3", "Delsum Anna"],
    ...["平安", "科平", "王合", "Alle", "Allen Patient"],
  ])("somebody: %s", (cell) => expect(rowLabel(cell)).toBeUndefined());
});
