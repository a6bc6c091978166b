/** Remarks that contradict a number: outside the measuring range, a typing error, another number, another unit. */
import { describe, expect, test } from "vitest";
import { speaksAgainst, unitsIn } from "../../src/columns/claims.js";
import type { Reading } from "../../src/values/reading.js";
import { screenFiles } from "../engine/build.js";
import { numberField } from "../naive/build.js";

const AFP = { ...numberField("afp", { unit: "ng/mL" }), label: "AFP", aliases: ["Alpha-Fetoprotein", "甲胎蛋白"] };
const FIVE: Reading = {
  ...{ state: "read", type: "number", unitFrom: "field", dropped: [], uln: undefined },
  possibilities: [{ low: 5, high: 5, lowOpen: false, highOpen: false, unit: AFP.unit }],
};

describe("the number 5 beside a column of remarks on its field", () => {
  test.each([
    ...["above detection limit", "below the limit of quantification", "> upper measuring range", "over range", ">ULOQ", "BLQ"],
    ...["unter der Nachweisgrenze", "oberhalb Messbereich", "Messbereich überschritten", "inférieur au seuil de détection"],
    ...["por debajo del límite de detección", "inferiore al limite di rilevabilità", "abaixo do limite de detecção"],
    ...["ниже предела обнаружения", "低于检测下限", "検出限界未満", ">1000", "> 6", "<5", "≤ 4,5"],
    ...["typo", "Zahlendreher", "should be 50", "sollte 50 heißen", "应为50", "50 not 5", "5, nicht 50", "erreur de saisie"],
    ...["repeat: 45", "repeat 9.1", "repeat AFP 45", "Kontrolle 45 ng/ml", "corrected to 45", "复查 45", "wdh. >40"],
  ])("contradicts it: %s", (remark) => expect(speaksAgainst(remark, AFP, true, FIVE)).toBe(true));

  test.each([
    ...[
      "ok",
      "diluted 1:10",
      "Kontrolle in 2 Wochen",
      "repeat in 3 months",
      "Kontrolle 12.01.",
      "repeat 2026-01-12",
      "repeat: 5",
    ],
    ...[
      "> 4",
      "<10",
      "should be repeated",
      "above normal range",
      "below last measurement",
      "fasting",
      "corrected",
      "5",
      "elevated",
    ],
    ...[
      "Kontrolle am 15.3.",
      "Kontrolle vom 5.12.",
      "controle le 15.3.",
      "Kontrolle 14-tägig",
      "Kontrolle alle 4 Wo",
      "recheck every 2 wks",
    ],
    ...["Messung am 3.1.", "should be <10 for inclusion", "oberhalb der Norm", "не определяли", "2nd repeat", ""],
  ])("does not contradict it: %s", (remark) => expect(speaksAgainst(remark, AFP, true, FIVE)).toBe(false));
});

describe("in a column of general remarks, only a remark that names the field contradicts it", () => {
  test.each([
    ["AFP > 1000", true],
    ["AFP is >1000 after dilution", true],
    ["CEA ok, AFP above measuring range", true],
    ["甲胎蛋白高于检测上限", true],
    ["AFP: typo", true],
    ["AFP > 3", false],
    ["> 1000", false],
    ["CEA > 1000", false],
    ["AFP ok, CEA above measuring range", false],
    ["typo in address", false],
    ["AFP-L3 > 1000", false],
  ])("%s: %s", (remark, isAgainst) => expect(speaksAgainst(remark, AFP, false, FIVE)).toBe(isAgainst));

  test.each<[string, readonly string[]]>([
    ["AFP in mg/L", ["mg/L"]],
    ["units: mg/L", ["mg/L"]],
    ["alle Werte in mg/dl", ["mg/dl"]],
    ["AFP 5 mg/L", []], // with a number it is another value
    ["75 mg/m2 given", []],
    ["dose mg/kg", []],
    ["CEA in mg/L", []],
  ])("units in %s: %j", (remark, units) => expect(unitsIn(remark, AFP, false)).toEqual(units));
});

/**
 * The first letters of the verdicts on platelets (at least 80), leucocytes (at least 3) and hemoglobin (at least 80 g/L) beside a
 * remark.
 */
async function verdicts(remark: string, heading = "Kommentar"): Promise<string> {
  const head = `patient_id,PLT (G/L),WBC (G/L),Hb (g/L),${heading}`;
  const { text } = await screenFiles([{ name: "a.csv", text: `${head}\n1,100,4,120,"${remark}"\n2,100,4,120,\n` }], {
    format: "ndjson",
  });
  const record = { patient_id: "1", "PLT (G/L)": 100, "WBC (G/L)": 4, "Hb (g/L)": 120, [heading]: remark };
  const json = await screenFiles([{ name: "a.ndjson", text: JSON.stringify(record) }], { format: "ndjson" });
  const [found, same] = [text, json.text].map((out) => {
    const { trials }: { trials: { criteria: { id: string; verdict: string }[] }[] } = JSON.parse(out.split("\n")[0] ?? "");
    return ["I4a", "I4b", "I4d"].map((id) => trials[0]?.criteria.find((one) => one.id === id)?.verdict[0]).join("");
  });
  if (heading === "Kommentar") expect([remark, same?.[2]]).toEqual([remark, found?.[2]]);
  return found ?? "";
}

test.each([
  ["Hb falsch gemessen", "ppu"], // other values are not affected
  ["Hb ungültig, wiederholen", "ppu"],
  ["PLT ok, Hb wrong", "ppu"],
  ["falsche Werte", "uuu"],
  ["value of another patient", "uuu"],
  ["PLT < 80", "upp"],
  ["PLT > 80", "ppp"],
  ["PLT repeat 45", "upp"],
  ["Thrombozyten 10 nicht 100", "upp"],
  ["Hb in g/dl", "ppu"],
  ["Hb 12 g/dl vor Transfusion", "ppp"],
  ["Adresse falsch", "ppp"],
  ["falsch-positiver Schnelltest", "ppp"],
])("platelets, leucocytes and hemoglobin beside a remark: %s: %s", async (remark, expected) =>
  expect(await verdicts(remark)).toBe(expected),
);

test("remarks on one field do not affect other fields", async () => {
  expect(await verdicts("should be 10", "PLT comment")).toBe("upp");
  expect(await verdicts("below detection limit", "Hb note")).toBe("ppu");
});
