/** Which remarks invalidate a value, and which values they concern. */
import { describe, expect, test } from "vitest";
import { takenBack } from "../../src/columns/remark-words.js";
import { isHit, isOnSample } from "../../src/columns/remarks.js";
import { numberField } from "../naive/build.js";

describe("remarks that invalidate", () => {
  test.each([
    ...["hemolysed", "hämolytisch", "Probe leicht hämolytisch", "sample hemolyzed", "lipemic", "clotted", "geronnen", "coagulé"],
    ...["échantillon hémolysé", "muestra hemolizada", "próbka skrzepła", "vzorek sražený", "гемолиз", "溶血", "标本溶血"],
    ...[
      "zhemolizowana",
      "gehemolyseerd",
      "hemolyzovaný",
      "αιμόλυση",
      "pıhtılı",
      "gestold",
      "sample contaminated",
      "zu wenig Material",
    ],
  ])("everything measured in the sample: %s", (remark) => expect(takenBack(remark)).toBe("sample"));

  test.each(["* clumped", "Thrombozytenaggregate", "platelets clumped", "EDTA: verklumpt"])("platelets: %s", (remark) =>
    expect(takenBack(remark)).toBe("platelets"),
  );

  test.each([
    ...[
      "unplausibel",
      "nicht plausibel",
      "Probe verwechselt",
      "not valid",
      "invalid",
      "falsch",
      "falscher Wert",
      "wrong patient",
    ],
    ...[
      "ungültig",
      "Messfehler",
      "nicht verwertbar",
      "mislabelled",
      "mix-up",
      "non valide",
      "erroné",
      "błędny wynik",
      "neplatný",
    ],
    ...[
      "geçersiz",
      "ongeldig",
      "ошибка",
      "недействительно",
      "无效",
      "検体取り違え",
      "오류",
      "sample clotted, wrong tube",
      "błąd",
      "fout",
      "chyba",
      "λάθος",
    ],
  ])("the value beside them: %s", (remark) => expect(takenBack(remark)).toBe("value"));

  test.each([
    ...["ok", "nüchtern", "kapillär", "fasting", "valid", "bestätigt", "H", "FALSE", "falsch negativ?", "siehe Arztbrief", ""],
    ...["nicht hämolytisch", "not hemolysed", "no visible clots", "keine Gerinnsel", "无溶血", "kein Messfehler", "без ошибок"],
    ...["hämolytische Anämie", "hemolytic anemia", "溶血性贫血", "Gerinnungsstörung", "Thrombozytenaggregationshemmer"],
    ...["Kontrolle in 2 Wochen", "Transfusion am 3.1.", "Coombs positiv", "error bars"],
  ])("nothing: %s", (remark) => expect(takenBack(remark)).toBeUndefined());
});

describe("in a column of general remarks, only remarks on measurements invalidate values", () => {
  const PLATELETS = numberField("platelets", { unit: "10*9/L" });
  test.each([
    ...["Probe verwechselt", "falsche Werte", "wrong patient", "falscher Patient", "Labor: ungültig", "ungültig", "invalid!"],
    ...["wrong tube", "检体错", "résultat erroné", "lab error", "Messfehler", "mixed up samples"],
  ])("invalidates: %s", (remark) => expect(isHit(takenBack(remark), PLATELETS, remark)).toBe(true));

  test.each([
    ...["falsche Telefonnummer", "wrong address, call again", "Adresse ungültig", "Termin verwechselt", "erroneous e-mail"],
    ...["Versicherungskarte ungültig", "teléfono equivocado", "mauvaise adresse: erronée", "电话错误"],
    ...["falsche Adresse korrigiert", "invalid phone number", "Einwilligung ungültig", "ungültige Karte", "wrong phone"],
  ])("does not: %s", (remark) => expect(isHit(takenBack(remark), PLATELETS, remark)).toBe(false));
});

test.each([...["Not", "Notlar", "Yorum", "примітка", "メモ", "Notes", "Visit comment", "labs.sample.comment", "sample quality"]])(
  "a column of remarks on the whole sample: %s",
  (heading) => expect(isOnSample(heading)).toBe(true),
);

test.each(["Notaufnahme", "Not done", "LDH remark", "labs.flag", "mri.comment", "Status"])("not such a column: %s", (heading) =>
  expect(isOnSample(heading)).toBe(false),
);
