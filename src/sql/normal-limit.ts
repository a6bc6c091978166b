/** Limits of normal in columns of their own. */
import { limitStep, NEAR } from "../facts/limit-facts.js";
import type { NumberField } from "../language/model.js";
import type { ColumnUnit } from "../values/spec.js";
import { sameMeasure, type Unit } from "../values/unit/unit.js";
import {
  and,
  type Count,
  call,
  caseOf,
  column,
  compare,
  count,
  double,
  FALSE,
  isNull,
  not,
  or,
  type Text,
  type Truth,
  text,
} from "./expression.js";
import { isExact15, isReadable } from "./number-parts.js";
import type { SlotToRead, SqlLimit } from "./slot.js";
import { windowIn } from "./table.js";
import type { ListedNumbers } from "./texts.js";
import { FLAGS } from "./texts-query.js";

/** The unit of the value beside a limit. */
interface ValueUnit {
  readonly unit: Count;
  readonly units: readonly (Unit | undefined)[];
}

/** The limit; undefined if there is no such column. Only a plausible one above 0 counts. */
export function limitOfNormal(
  slot: SlotToRead,
  which: "uln" | "lln",
  value: ValueUnit,
  unitOfText: (slot: SlotToRead, unit: string | undefined, hasUnits: boolean) => ColumnUnit,
): SqlLimit | undefined {
  const { columns, field, statement, prefix, known, refusals, settings } = slot;
  const [name, unitName] = [columns.names[which], columns.names[`${which}Unit`]];
  const type = slot.typeOf(which);
  if (field.type !== "number" || name === undefined || type === "absent") return undefined;
  const listed = known.numbers.get(name) ?? [];
  for (const { flags, low, line } of listed)
    if (low !== undefined && (flags & FLAGS.fitsMultiples) === 0 && (flags & FLAGS.readable) !== 0)
      refusals.add({
        code: "too-many-digits",
        line,
        message: `\`${name}\` holds numbers of more than 9 digits before the point or 6 behind it`,
        help: "round them in a view; limits of normal have two or three digits",
      });
  const raw = column("double", name);
  const x = statement.add("source", `${prefix}_${which}`, type === "double" ? raw : call("double", "toDouble", raw));
  const own =
    slot.typeOf(`${which}Unit`) === "absent"
      ? undefined
      : statement.add("source", `${prefix}_${which}_unit_text`, call("text", "binaryText", column("text", unitName ?? "")));
  const { unit, units } = own === undefined ? value : ownUnits(slot, which, own, listed, unitOfText);
  const hasOwn = own !== undefined;
  if (
    hasOwn &&
    settings.columnUnit.state === "unit" &&
    settings.columnUnit.from === "field" &&
    slot.typeOf("unit") === "absent"
  ) {
    const { columnUnit } = settings;
    const other = units.find((one) => !sameMeasure(one, columnUnit.unit));
    if (other !== undefined && !settings.trust.has("unit"))
      refusals.add({
        code: "unit",
        message: `\`${name}\` is in ${other.ucum}, and the unit of \`${columns.names.value}\` is not stated`,
        help: `add a column \`${columns.names.unit}\`, or name the unit in a column map`,
      });
  }
  if (
    !settings.trust.has("unit") &&
    areFarApart(listed, (text) => (hasOwn ? unitOf(unitOfText(blind(slot), text, true)) : units[0]), field)
  )
    refusals.add({
      code: "limits-differ",
      message: `limits of normal in \`${name}\` differ by more than a factor of four between rows`,
      help: `correct them, or name their units in \`${columns.names[`${which}Unit`] ?? `${name}_unit`}\`; or, if they are right, say \`"trust": ["unit"]\` for the field in a column map`,
    });
  const isPlausible = or(
    ...units.map((one, place): Truth => {
      const window = windowIn(field, one);
      if (window === undefined) return FALSE;
      const inside = and(compare(x, ">=", double(window.low.upper)), compare(x, "<=", double(window.high.lower)));
      return and(compare(unit, "=", count(place)), inside);
    }),
  );
  const counts = and(compare(x, ">", double(0)), isReadable(x), isPlausible, isExact15(x));
  const kept = caseOf("double", [[and(not(isNull(x)), not(isNull(unit)), counts), x]]);
  return { value: statement.add("reading", `${prefix}_${which}_counted`, kept), unit, units };
}

function ownUnits(
  slot: SlotToRead,
  which: "uln" | "lln",
  own: Text,
  listed: readonly { readonly unit: string | undefined }[],
  unitOfText: (slot: SlotToRead, unit: string | undefined, hasUnits: boolean) => ColumnUnit,
): ValueUnit {
  const { statement, prefix } = slot;
  const places = new Map<Unit | undefined, Truth[]>();
  for (const one of new Set(listed.map(({ unit }) => unit))) {
    if (one === undefined) continue;
    const of = unitOfText(blind(slot), one, true);
    if (of.state === "unit") places.set(of.unit, [...(places.get(of.unit) ?? []), compare(own, "=", text(one))]);
  }
  const index = caseOf(
    "count",
    [...places.values()].map((any, place) => [and(not(isNull(own)), or(...any)), count(place)] as const),
  );
  return { unit: statement.add("bounds", `${prefix}_${which}_unit`, index), units: [...places.keys()] };
}

/** A blank where the unit should stand leaves it open, also where the map states the unit of the values. */
function blind(slot: SlotToRead): SlotToRead {
  return { ...slot, settings: { ...slot.settings, columnUnit: { state: "none" } } };
}

function unitOf(stated: ColumnUnit): Unit | undefined {
  return stated.state === "unit" ? stated.unit : undefined;
}

/** Whether limits are further apart than files may have them; how many lie where is not known. */
function areFarApart(
  listed: readonly ListedNumbers[],
  unitOfOne: (text: string | undefined) => Unit | undefined,
  field: NumberField,
): boolean {
  const steps = listed.flatMap(({ unit: text, low, high = low, flags }) => {
    const unit = unitOfOne(text);
    const ends = (flags & FLAGS.readable) === 0 ? [] : [low, high];
    return ends.flatMap((end) => (end === undefined ? [] : (limitStep({ low: end, unit }, field) ?? [])));
  });
  return Math.max(...steps) - Math.min(...steps) > NEAR;
}
