/** The sides of a lesion, where a field asks for its longest diameter: `2,3 x 1,8 cm`. */

const NUMBER = "(\\d{1,3}(?:[.,]\\d{1,2})?)";
const UNIT = "\\s*(cm|mm|厘米|毫米|公分|см|мм)?\\s*";
const TIMES = "[x×*✕хX]\\s*";
const SIDES = new RegExp(`^${NUMBER}${UNIT}${TIMES}${NUMBER}${UNIT}(?:${TIMES}${NUMBER}${UNIT})?$`, "iu");

/** The longest side, with its unit; undefined where a text gives none, or several units. */
export function longestSide(cell: string): string | undefined {
  const [, a, unitA, b, unitB, c, unitC] = SIDES.exec(cell) ?? [];
  const sides = [a, b, c].flatMap((side) => side ?? []);
  const units = new Set([unitA, unitB, unitC].flatMap((unit) => unit?.toLowerCase() ?? []));
  const [unit = ""] = units;
  if (sides.length === 0 || units.size > 1) return undefined;
  const longest = sides.reduce((most, side) => (lengthOf(side) > lengthOf(most) ? side : most));
  return `${longest} ${unit}`.trim();
}

function lengthOf(side: string): number {
  return Number(side.replace(",", "."));
}
