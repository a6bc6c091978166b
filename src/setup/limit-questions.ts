/** Questions about limits of normal that criteria compare values with. */
import { fittingShare } from "../columns/find-column.js";
import { LIMITS } from "../columns/needs.js";
import type { ListSample, SlotSurvey } from "../engine/list-survey.js";
import type { MapValue } from "../language/load/change-map.js";
import type { NumberField } from "../language/model.js";
import { counted } from "../text/counted.js";
import type { UnitFrom } from "../values/reading.js";
import { ULN, type Unit } from "../values/unit/unit.js";
import { type Choice, NOT_KNOWN, OPEN, type Question, shownHeading, shownTexts, sum } from "./question.js";

/** One question for each limit that cells lack; none where no answer could be used. */
export function limitQuestions(
  field: NumberField,
  column: string,
  survey: SlotSurvey,
  unclaimed: readonly string[],
  sample: ListSample,
): readonly Question[] {
  const free = freeNumbers(field, unclaimed, sample);
  const unit = unitOfLimit(field, survey);
  return LIMITS.flatMap(({ part: which, words }): readonly Question[] => {
    const open = survey.limitless[which];
    const choices: readonly Choice[] = [
      ...(unit === undefined ? [] : [oneForAll(field, which, unit)]),
      ...free.map(({ heading, texts }) => ({
        label: `It stands in ${shownHeading(heading)}`,
        hint: shownTexts(texts),
        changes: [{ path: ["columns", field.name, `${which}Column`], value: heading }],
      })),
    ];
    if (open.length === 0 || choices.length === 0) return [];
    return [
      {
        key: `limit:${field.name}:${which}`,
        weight: sum(open),
        message: `What is the ${words} limit of normal of \`${shownHeading(column)}\` (${field.label})?`,
        about: [`${counted(sum(open), "cell")}: ${shownTexts(open.map(({ text }) => text))}`],
        choices: [NOT_KNOWN, ...choices],
      },
    ];
  });
}

function oneForAll({ name }: NumberField, which: "uln" | "lln", unit: Unit): Choice {
  const change = (text: string) => ({ path: ["columns", name, which], value: numberOf(text) });
  return { label: "One limit for all", ...OPEN, typed: { message: `The limit, in ${unit.ucum}`, change } };
}

/** Sources of a unit that applies to the whole column. */
const OF_COLUMN: readonly UnitFrom[] = ["column-map", "heading", "field"];

/** The unit in which a column map's limit is taken: that of the column, and the field's own where the column holds multiples or says nothing. */
function unitOfLimit({ unit: own, assumeUnit }: NumberField, { texts }: SlotSurvey): Unit | undefined {
  for (const { reading } of texts) {
    if (reading.state !== "read" || reading.type !== "number" || !OF_COLUMN.includes(reading.unitFrom)) continue;
    const [first] = reading.possibilities;
    if (first?.unit !== undefined && first.unit !== ULN) return first.unit;
  }
  return assumeUnit ? own : undefined;
}

/** Columns that nothing claims, and whose numbers the field could hold. */
function freeNumbers(field: NumberField, unclaimed: readonly string[], { columns }: ListSample): ListSample["columns"] {
  const isNumber = (text: string): boolean => /^\s*[<>]?\s*\d/.test(text);
  return columns.filter(
    ({ heading, texts, isRunning }) =>
      unclaimed.includes(heading) &&
      texts.length > 0 &&
      !isRunning &&
      texts.every(isNumber) &&
      2 * fittingShare(field, heading, texts) >= 1,
  );
}

/** A number as people type it; anything else is refused with the map. */
function numberOf(text: string): MapValue {
  const plain = text.trim().replace(",", ".");
  return /^\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : plain;
}
