/** Columns with reference ranges: `5-12 mg/l` beside a number says in what unit the laboratory prints it. */

import { inOtherUnit } from "../cells/normal-limits.js";
import { readUpperLimit } from "../cells/read-cell.js";
import type { NumberField } from "../language/model.js";
import { foldHeading } from "../values/heading.js";
import { bracketGroup, withoutReferenceWords } from "../values/number/brackets.js";
import { pattern } from "../values/pattern.js";
import type { Reading, Unreadable } from "../values/reading.js";
import { foldWidth, trimWhite } from "../values/text.js";
import type { Unit } from "../values/unit/unit.js";
import { headingWords, isNameOf, withoutWord } from "./remarks.js";
import { NO_PARSE_OPTIONS } from "./settings.js";

/** Headings of such columns, alone or around the name of a field. */
export const RANGES = headingWords(
  "reference referencerange referenceinterval refrange refinterval ref normalrange range rr normals norm normalvalues",
  "referenz referenzbereich referenzwert referenzwerte refbereich normbereich normwert normwerte normalbereich normalwert normalwerte",
  "valeursderéférence valeurderéférence référence intervalederéférence normes valoresdereferencia valorreferencia rangodereferencia referencia",
  "valoridiriferimento intervallodiriferimento riferimento valoresreferência valoresdereferência referência referentie referentiewaarden",
  "норма референс референсныезначения референсныйинтервал 参考范围 参考值 参考区间 參考值 基準値 基準範囲 正常値 正常范围 正常值",
);

/** What the column is: of the field that its heading names, of the numbers in front of it, or none of those. */
export function rangesIn(heading: string, field: NumberField, ofValue: string): "own" | "beside" | undefined {
  const subject = withoutWord(foldHeading(heading), RANGES());
  if (subject === undefined) return undefined;
  return /^\d*$/.test(subject) ? "beside" : isNameOf(subject, field, ofValue) ? "own" : undefined;
}

const RANGE = pattern("u")`
  ^(?:[<≤>≥]=?\s*)?
  (?:\d+(?:[.,]\d+)?\s*(?:-|–|—|~|to|bis|a|à|до|至)\s*)? // its lower end
  (?<end>\d+(?:[.,]\d+)?)(?<unit>[^\d].*)?$
`;

/** Why a number whose unit is only assumed cannot be read beside a reference range: that is in another unit, or looks so. */
export function besideRange(text: string, value: Reading, field: NumberField): Unreadable | undefined {
  if (value.state !== "read" || value.type !== "number" || value.unitFrom !== "field") return undefined;
  return inOtherUnit(value, limitIn(text, field, value.possibilities[0]?.unit));
}

function limitIn(text: string, field: NumberField, unit: Unit | undefined): Reading | undefined {
  const group = bracketGroup(trimWhite(text));
  const plain = group === undefined || trimWhite(group.outside) !== "" ? text : group.inside;
  const { end, unit: named = "" } = RANGE.exec(withoutReferenceWords(foldWidth(trimWhite(plain))))?.groups ?? {};
  return end === undefined
    ? undefined
    : readUpperLimit(`${end}${named}`, { state: "unit", unit, from: "field" }, field, NO_PARSE_OPTIONS);
}
