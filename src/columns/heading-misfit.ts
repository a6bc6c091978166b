/** Headings that begin like a field but are not read: what is reported about them. */
import { misfit, NO_UNIT } from "../cells/column-unit.js";
import type { Field } from "../language/model.js";
import { foldHeading } from "../values/heading.js";
import { isRatio } from "./companion-words.js";
import { headingForms, LONGEST, namesOf, unitOf } from "./heading.js";

/** A name, and what is set off after it: in brackets, or by a dash. */
const SET_OFF = /^(.*?\S)\s*(?:[([【〔（]([^()[\]]*)[)\]】〕）]|\s[-\u2010-\u2015|]\s+(\S+))\s*$/u;

/** Brackets that say how cells are written, and not what they are about: `(0-4)`, `(I-IV)`, `(A-C)`, `(M/F)`, `(yes/no)`, `(n)`, `(ratio)`. */
const NOTATION =
  /^(?:(?:\d{1,3}|[IVX]{1,3}|[A-Z])\s*[-\u2013/]\s*(?:\d{1,3}|[IVX]{1,3}|[A-Z])|\p{L}{1,4}\s*\/\s*\p{L}{1,4}|n|ratio|score|index|integer)$/iu;

/**
 * Why a heading that begins with a field's name is not its column; undefined if none of these fields is meant.
 *
 * @param lacking those that have no column
 */
export function headingMisfit(
  heading: string,
  fields: readonly Field[],
  lacking: readonly Field[],
  word: "column" | "key",
): string | undefined {
  const { splits, companions } = headingForms(heading);
  if (heading.length > LONGEST || companions.length > 0 || isRatio(heading)) return undefined;
  const called = (name: string, among: readonly Field[]): Field | undefined =>
    among.find((one) => namesOf(one).some((own) => foldHeading(own) === name));
  for (const { base, unitText, isDivisor } of splits) {
    const field = isDivisor ? undefined : called(base, fields);
    const unit = field?.type === "number" ? unitOf(unitText, field) : NO_UNIT;
    if (field?.type === "number" && unit.state === "other-kind")
      return `it begins like \`${field.name}\`, but names ${unit.unit.ucum}, and ${misfit(field)}; find the ${word} in a unit that fits, or convert it`;
  }
  const [, name = "", bracket, tail] = SET_OFF.exec(heading) ?? [];
  const [text, folded] = [(bracket ?? tail ?? "").trim(), foldHeading(name)];
  const field = called(folded, lacking);
  if (text === "" || field === undefined) return undefined;
  const line = `name it in a column map: { "columns": { "${field.name}": { "column": ${JSON.stringify(heading)} } } }`;
  return isNotation(text, field)
    ? `it seems to be \`${field.name}\`; ${line}`
    : `it begins like \`${field.name}\`, but what \`${text}\` means is not known; find the ${word} of the plain values`;
}

/** Whether a text says how the cells of a field are written, and not what they are about. */
export function isNotation(text: string, field: Field): boolean {
  const isPlain = field.type !== "number" || field.unit === undefined || field.unit.ucum === "%";
  return isPlain && NOTATION.test(text);
}
