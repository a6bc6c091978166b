/** The keys of a column map that name columns, and what is reported where a map decides. */
import type { SlotSettings } from "../cells/column-unit.js";
import { aboutField, type InputNotice, type Notice } from "../diagnostics/notice.js";
import type { ColumnMapEntry, Field } from "../language/model.js";
import type { InputHead } from "../sources/input-head.js";
import { columnLetters } from "../values/column-letters.js";
import type { ColumnMatches } from "./column-matches.js";
import { COMPANIONS } from "./companion-words.js";
import type { ColumnPlace } from "./find-column.js";
import type { Part } from "./heading.js";
import { type UnknownScale, unknownScale } from "./heading-scale.js";

/** What a column may be for a field. */
export const PARTS: readonly Part[] = ["value", ...COMPANIONS];

/** A key of a map's entry, and the column that it names. */
export interface ColumnKey {
  readonly key: "column" | `${Exclude<Part, "value">}Column`;
  readonly part: Part;
  readonly column: string;
}

/** The columns that an entry names, the field's own first. */
export function columnKeys(entry: ColumnMapEntry): readonly ColumnKey[] {
  return PARTS.flatMap((part): readonly ColumnKey[] => {
    const key: ColumnKey["key"] = part === "value" ? "column" : `${part}Column`;
    const column = entry[key];
    return column === undefined ? [] : [{ key, part, column }];
  });
}

/** What a column is, in words. */
const PART_WORDS: Readonly<Record<Part, string>> = {
  value: "the values",
  unit: "the units",
  operator: "the comparison signs",
  date: "the dates",
  uln: "the upper limits of normal",
  ulnUnit: "the units of the upper limits of normal",
  lln: "the lower limits of normal",
  llnUnit: "the units of the lower limits of normal",
};

/** Two columns that claim to hold the same part of a field, which is `what`. */
export function twoColumns(
  what: string,
  field: string,
  part: Part,
  [first, second]: readonly [ColumnPlace, ColumnPlace],
  isTyped: boolean,
): Notice {
  const described = ({ heading, index }: ColumnPlace): string =>
    `\`${heading}\` (column ${isTyped ? columnLetters(index) : index + 1})`;
  const key: ColumnKey["key"] = part === "value" ? "column" : `${part}Column`;
  return {
    code: "two-columns",
    column: second.heading,
    message: `${what} has two columns: ${described(first)} and ${described(second)}`,
    help: `rename one of them, or name the right one in a column map: { "columns": { "${field}": { "${key}": "…" } } }`,
    settledBy:
      first.heading === second.heading ? undefined : { path: ["columns", field, key], values: [first.heading, second.heading] },
  };
}

/** The map names one of several columns; the others are not read, and that may be a slip. */
export function passedOverNotices(
  field: Field,
  { passedOver }: Pick<ColumnMatches, "passedOver">,
  word: "column" | "key" = "column",
): readonly Notice[] {
  return passedOver.map(({ part, heading }) => ({
    code: "other-column",
    column: heading,
    ...aboutField(
      field,
      (name) => ({ subject: `\`${heading}\``, details: [`${PART_WORDS[part]} of ${name}`] }),
      [`${word} `, ` is not read, because the column map names another ${word}`],
      [`${word}s `, ` are not read, because the column map names other ${word}s`],
    ),
  }));
}

/** What is reported if heading and column map disagree on the unit, or the heading alone is not understood. */
export function unitNotice(
  field: Field,
  heading: string,
  { columnUnit, overruled }: SlotSettings,
): { readonly severity: InputNotice["severity"]; readonly notice: Notice } | undefined {
  if (columnUnit.state === "conflict") {
    const line = `{ "columns": { "${field.name}": { "column": ${JSON.stringify(heading)}, "unit": "…" } } }`;
    const notice: Notice = {
      code: "unit-conflict",
      column: heading,
      ...aboutField(field, (name) => ({ subject: name, details: [`column \`${heading}\``] }), [
        "",
        `: numbers without a unit cannot be read: ${columnUnit.hint}`,
      ]),
      help:
        scaleHelp(unknownScale(heading, field), field) ?? `state their unit in the column map: ${line}; or name the right column`,
    };
    return { severity: "problem", notice };
  }
  if (overruled === undefined || columnUnit.state !== "unit") return undefined;
  const units = `${columnUnit.unit?.ucum ?? ""}, not ${overruled.ucum}`;
  const notice: Notice = {
    code: "map-unit",
    column: heading,
    ...aboutField(
      field,
      (name) => ({ subject: name, details: [`column \`${heading}\``, units] }),
      ["numbers without a unit for ", " are read in the unit of the column map, not in that of the heading"],
      ["numbers without a unit for ", " are read in the units of the column map, not in those of the headings"],
    ),
  };
  return { severity: "note", notice };
}

/** What to do if the heading names an unknown scale. To trust a logarithm is never advised. */
function scaleHelp(scale: UnknownScale | undefined, { name }: Field): string | undefined {
  if (scale === undefined) return undefined;
  const plain = "name the column of the plain values; a heading that names their unit in brackets is read";
  return scale.isTransformed
    ? plain
    : `${plain}. If \`${scale.text}\` changes nothing, trust it: { "columns": { "${name}": { "trust": ["bracket"] } } }`;
}

/** Limits of normal that name no unit, beside values in a unit that somebody stated. */
export function limitNotices(field: Field, matches: ColumnMatches, { columnUnit }: SlotSettings): readonly Notice[] {
  const { value, unit } = matches;
  const isStated = columnUnit.state === "unit" && (columnUnit.from === "heading" || columnUnit.from === "column-map");
  if (value.length === 0 || (!isStated && unit.length === 0)) return [];
  return LIMITS.flatMap(([part, words]) => {
    const [limits] = matches[part];
    if (matches[`${part}Unit`].length > 0 || limits?.unitInHeading.state !== "none") return [];
    const around = [`${words} limits of normal without a unit for `, " are read in the unit of the value beside them"] as const;
    return [
      {
        code: "limit-unit",
        column: limits.heading,
        ...aboutField(field, (subject) => ({ subject, details: [`column \`${limits.heading}\``] }), around, around),
        help: `if they are in another unit, give it in their heading: \`${limits.heading} (unit)\``,
      },
    ];
  });
}

const LIMITS = [
  ["uln", "upper"],
  ["lln", "lower"],
] as const;

/** `Creatinine_U` may say the unit as `AGE_U` does; where numbers stand below it, it is another concentration: in urine. */
export function isOfUrine(
  field: Field,
  { heading, index }: ColumnPlace,
  { firstRows: rows }: Pick<InputHead, "firstRows">,
): boolean {
  const isConcentration = field.type === "number" && field.unit?.ucum.includes("/") === true;
  if (!isConcentration || !/[_.]u$/i.test(heading.trim())) return false;
  const cells = rows.flatMap((row) => row[index]?.trim() || []);
  return cells.length > 0 && cells.every((cell) => /^[<>=\s]*\d[\d.,]*$/.test(cell));
}
