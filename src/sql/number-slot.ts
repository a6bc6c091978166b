/** Slots of numbers: an interval in a unit, or why there is none. */
import { unitCell } from "../cells/column-unit.js";
import { isMissingNumber } from "../values/declared.js";
import { readOperator } from "../values/number/operator.js";
import type { ColumnUnit } from "../values/spec.js";
import { sameMeasure, ULN, type Unit } from "../values/unit/unit.js";
import { judgeNumbers } from "./column-judgement.js";
import {
  and,
  arithmetic,
  call,
  caseOf,
  column,
  compare,
  count,
  type Double,
  double,
  FALSE,
  isIn,
  isNull,
  not,
  or,
  type Text,
  TRUE,
  type Truth,
  text,
} from "./expression.js";
import { limitOfNormal } from "./normal-limit.js";
import { givenNumber, REVERSED } from "./number-ends.js";
import { ENDLESS } from "./number-parts.js";
import { type NumberSlot, type SlotToRead, whyOf } from "./slot.js";
import { windowIn } from "./table.js";
import { BESIDE, cellsOfMissing, UNLISTED } from "./word-slot.js";

const NO_UNIT_TOLD: ColumnUnit = { state: "unit", unit: undefined, from: "none" };

/** The units of a column: which there are, and of each row which it is, or why that is not known. */
export interface SqlUnits {
  readonly units: readonly (Unit | undefined)[];
  readonly index: ReturnType<typeof count>;
  readonly why: readonly (readonly [Truth, Text])[];
}

/** See the head of this file. */
export function numberSlot(slot: SlotToRead): NumberSlot | undefined {
  const { field, columns, statement, prefix, known, refusals } = slot;
  if (field.type !== "number") throw new Error(`no number: ${field.name}`);
  const { names } = columns;
  const given = givenNumber(slot);
  if (given === undefined) return undefined;
  const { from: least, to: most } = given;
  const sign = hasColumn(slot, "sign") ? statement.add("source", `${prefix}_sign`, textColumn(names.sign)) : undefined;
  const unitText = hasColumn(slot, "unit") ? statement.add("source", `${prefix}_unit_text`, textColumn(names.unit)) : undefined;
  const missingCells = cellsOfMissing(slot);
  const listed = known.numbers.get(names.value) ?? [];
  judgeNumbers(slot, listed, (unit) => unitOfText(slot, unit, unitText !== undefined));
  const { units, index, why: unitWhy } = unitsOf(slot, unitText, listed);
  const unit = statement.add("bounds", `${prefix}_unit`, index);

  const signs = signsOf(listed);
  const isSign = (...ops: readonly string[]): Truth =>
    sign === undefined
      ? FALSE
      : isIn(
          sign,
          signs.flatMap((one) => (ops.includes(String(one.operator)) ? [text(one.text)] : [])),
        );
  const has = (truth: Truth): Truth => (sign === undefined ? FALSE : caseOf("boolean", [[isNull(sign), FALSE]], truth));
  const [isBelow, isAbove] = [has(isSign("<", "<=")), has(isSign(">", ">="))];
  let low = statement.add(
    "bounds",
    `${prefix}_from`,
    caseOf("double", [[or(isBelow, least.isNone), double(-ENDLESS)]], least.below),
  );
  let high = statement.add("bounds", `${prefix}_to`, caseOf("double", [[or(isAbove, most.isNone), double(ENDLESS)]], most.above));
  let lowOpen = statement.add("bounds", `${prefix}_from_open`, or(least.isOpen, has(isSign("<", "<=", ">"))));
  let highOpen = statement.add("bounds", `${prefix}_to_open`, or(most.isOpen, has(isSign("<", ">", ">="))));

  let isFraction: Truth = FALSE;
  if (field.integer) {
    for (const other of units)
      if (!sameMeasure(other, field.unit))
        refusals.add({
          code: "unit",
          message: `\`${names.value}\` holds whole numbers of ${field.unit?.ucum ?? "no unit"}, and some rows are in ${other?.ucum ?? "no unit"}`,
          help: `convert them in a view, so that \`${names.value}\` is in ${field.unit?.ucum ?? "no unit"}`,
        });
    const one = double(1);
    const [floor, ceil] = [(of: Double) => call("double", "floor", of), (of: Double) => call("double", "ceil", of)];
    const isEndless = (of: Double, end: number): Truth => compare(of, "=", double(end));
    const from = caseOf(
      "double",
      [
        [isEndless(low, -ENDLESS), low],
        [lowOpen, arithmetic(floor(low), "+", one)],
      ],
      ceil(low),
    );
    const to = caseOf(
      "double",
      [
        [isEndless(high, ENDLESS), high],
        [highOpen, arithmetic(ceil(high), "-", one)],
      ],
      floor(high),
    );
    [low, high] = [statement.add("integers", `${prefix}_low`, from), statement.add("integers", `${prefix}_high`, to)];
    lowOpen = compare(low, "=", double(-ENDLESS));
    highOpen = compare(high, "=", double(ENDLESS));
    isFraction = compare(low, ">", high);
  }

  const spelled = [...field.spellings.keys()].flatMap((one) => (/^-?\d+$/.test(one) ? [double(Number(one))] : []));
  const why = caseOf("text", [
    [missingCells.isUnlisted, text(UNLISTED)],
    ...missingCells.cells.map(
      ({ when, reading }) => [and(given.isBlank, when), text(reading.state === "read" ? UNLISTED : whyOf(reading))] as const,
    ),
    [given.isBlank, text("missing:blank")],
    [not(missingCells.isNone), text(BESIDE)],
    [and(given.isOne, isIn(least.given, missingNumbers(slot))), text("missing:declared")],
    [
      has(
        not(
          isIn(
            sign ?? text(""),
            signs.map((one) => text(one.text)),
          ),
        ),
      ),
      text(UNLISTED),
    ],
    [and(isIn(least.given, spelled), or(isBelow, isAbove)), text("unreadable:operator")],
    [has(isSign("unclear")), text("unreadable:operator")],
    [or(not(least.isReadable), not(most.isReadable)), text("unreadable:not-a-number")],
    [given.isReversed, text(REVERSED)],
    ...unitWhy,
    [isFraction, text("unreadable:no-whole-number")],
    ...units.map(
      (one, place) =>
        [
          and(compare(unit, "=", count(place)), implausible(slot, one, { low, high, lowOpen, highOpen })),
          text("unreadable:implausible"),
        ] as const,
    ),
  ]);
  return {
    ...{ kind: "number", why: statement.add("reading", `${prefix}_why`, why), measured: undefined },
    ...{ low, high, lowOpen, highOpen, unit, units },
    limits: {
      uln: limitOfNormal(slot, "uln", { unit, units }, unitOfText),
      lln: limitOfNormal(slot, "lln", { unit, units }, unitOfText),
    },
  };
}

function hasColumn(slot: SlotToRead, role: "sign" | "unit"): boolean {
  return slot.typeOf(role) !== "absent";
}

function textColumn(name: string | undefined): Text {
  return call("text", "binaryText", column("text", name ?? ""));
}

/** Every text of the column of signs, and what it says. */
function signsOf(listed: readonly { readonly sign: string | undefined }[]) {
  const texts = new Set(listed.flatMap(({ sign }) => (sign === undefined ? [] : [sign])));
  return [...texts].map((one) => ({ text: one, operator: readOperator(one) }));
}

/** The unit that holds beside a text of the unit column; `undefined` text: NULL. */
function unitOfText(slot: SlotToRead, unit: string | undefined, hasUnits: boolean): ColumnUnit {
  const { field, settings } = slot;
  if (field.type !== "number") return NO_UNIT_TOLD;
  return hasUnits ? unitCell(unit ?? "", field, settings.columnUnit) : settings.columnUnit;
}

function unitsOf(
  slot: SlotToRead,
  unitText: Text | undefined,
  listed: readonly { readonly unit: string | undefined; readonly line: number }[],
): SqlUnits {
  const { columns, field, refusals } = slot;
  const places = new Map<Unit | undefined, Truth[]>();
  const whys: (readonly [Truth, Text])[] = [];
  const take = (is: Truth, of: ColumnUnit, line: number | undefined): void => {
    switch (of.state) {
      case "unit":
        places.set(of.unit, [...(places.get(of.unit) ?? []), is]);
        if (of.unit === ULN || (field.type === "number" && windowIn(field, of.unit) === undefined))
          refusals.add({
            code: "unit",
            line,
            message: `\`${columns.names.value}\` in ${of.unit?.ucum ?? "no unit"} cannot be compared exactly with limits in ${field.type === "number" ? (field.unit?.ucum ?? "no unit") : ""}`,
            help:
              of.unit === ULN
                ? "give the values themselves, and the limits of normal in a column"
                : "convert them in a view, by a rule that the study has approved",
          });
        return;
      case "none":
        whys.push([is, text("unreadable:no-unit")]);
        return;
      case "unreadable":
        whys.push([is, text("unreadable:unit")]);
        return;
      case "conflict":
        whys.push([is, text("unreadable:unit-conflict")]);
    }
  };
  if (unitText === undefined) {
    const of = unitOfText(slot, undefined, false);
    if (of.state === "unit") take(TRUE, of, undefined);
    else
      refusals.add({
        code: "no-unit",
        message: `the unit of \`${columns.names.value}\` is not stated`,
        help: `add a column \`${columns.names.unit}\`, or name the unit in a column map`,
      });
  } else {
    const texts = [...new Set(listed.map(({ unit }) => unit))];
    for (const one of texts) {
      const line = listed.find(({ unit }) => unit === one)?.line;
      take(
        one === undefined ? isNull(unitText) : and(not(isNull(unitText)), compare(unitText, "=", text(one))),
        unitOfText(slot, one, true),
        line,
      );
    }
    if (!texts.includes(undefined)) whys.push([isNull(unitText), text(UNLISTED)]);
    whys.push([
      and(
        not(isNull(unitText)),
        not(
          isIn(
            unitText,
            texts.flatMap((one) => (one === undefined ? [] : [text(one)])),
          ),
        ),
      ),
      text(UNLISTED),
    ]);
  }
  const units = [...places.keys()];
  const index = caseOf(
    "count",
    [...places.values()].map((any, place) => [or(...any), count(place)] as const),
  );
  return { units, index, why: whys };
}

function missingNumbers({ settings }: SlotToRead): readonly Double[] {
  const { parseOptions } = settings;
  return [...parseOptions.missing].flatMap((one) => {
    const value = Number(one);
    return Number.isFinite(value) && isMissingNumber(value, parseOptions) ? [double(value)] : [];
  });
}

type Ends = Pick<NumberSlot, "low" | "high" | "lowOpen" | "highOpen">;

/** All of the interval lies below what is plausible, or above. */
function implausible({ field }: SlotToRead, unit: Unit | undefined, { low, high, lowOpen, highOpen }: Ends): Truth {
  const window = field.type === "number" ? windowIn(field, unit) : undefined;
  if (window === undefined) return TRUE;
  const { low: least, high: most } = window;
  const at = (of: Double, end: number, isOpen: Truth, exact: boolean): Truth =>
    exact ? and(compare(of, "=", double(end)), isOpen) : FALSE;
  return or(
    compare(high, "<", double(least.upper)),
    at(high, least.upper, highOpen, least.lower === least.upper),
    compare(low, ">", double(most.lower)),
    at(low, most.lower, lowOpen, most.lower === most.upper),
  );
}
