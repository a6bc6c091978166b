/**
 * Generates cells together with their meaning, so that the program is not needed to know what a cell means. Values are at the
 * limits and around them; units, spellings, marks, ranges and dates are written in the many ways that lists use.
 *
 * A cell is `{ text, json, means }`. `json` is its value in a JSON record (undefined: the key is absent). `means` is undefined if
 * a careful reader cannot know the meaning.
 */

/** A small seeded random generator (xorshift) of numbers in [0, 1). */
export function seeded(seed) {
  let state = (seed * 2654435761) | 1;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4294967296;
  };
  for (let skipped = 0; skipped < 20; skipped += 1) next();
  return next;
}

export const pick = (random, list) => list[Math.floor(random() * list.length)];
const whole = (random, low, high) => low + Math.floor(random() * (high - low + 1));

const UNKNOWN = ["", "NA", "unknown", "pending", "~80", "see note", "?", "n/a", "-", "not done", "80?", "12 or 15"];

/** A cell without a known value. */
export function unknown(random) {
  const text = pick(random, UNKNOWN);
  return { text, json: text === "" ? pick(random, ["", null, undefined]) : text, means: undefined };
}

/** Chooses one of some texts. `texts`: meaning -> spellings; `typed`: meaning -> JSON value. */
export function oneOf(texts, typed = new Map()) {
  const all = [...texts].flatMap(([means, spellings]) => spellings.map((text) => ({ text, means })));
  return (random) => {
    const { text, means } = pick(random, all);
    const json = typed.has(means) && random() < 0.4 ? typed.get(means) : text;
    return { text, json, means };
  };
}

/** Numbers are integers in millionths of the field's unit. */
export const MICRO = 1e6;
/** Larger than any number that people write. */
const FAR = 1e15;
const SIGNS = ["<", ">", "<=", ">=", "≤", "≥"];

/**
 * Generates numbers around limits.
 *
 * - `limits`, `step`, `usual`: in the field's unit
 * - `units`: spelling -> `[millionths of the field's unit, decimals]`; an empty array if the unit does not fit the field or the
 * heading, so that the value is unknown
 * - `plausible`: numbers wholly outside this range are unreadable
 * - `none`: numbers that stand for a missing value
 * - `companion`: the column belongs to another one; its numbers are exact, and never objects in JSON
 */
export function numbers({
  limits,
  step,
  usual,
  units,
  plausible,
  integer = false,
  ranges = false,
  none = [],
  companion = false,
}) {
  const spellings = Object.entries(units);
  const one = integer ? MICRO : 1;
  const written = (value, size, digits) => {
    const count = Math.max(0, Math.round((value * MICRO * 10 ** digits) / size));
    return { text: (count / 10 ** digits).toFixed(digits), micro: (count * size) / 10 ** digits };
  };
  const span = (sign, micro) => {
    if (sign === "") return [micro, micro];
    if (sign === "<") return [-FAR, micro - one];
    if (sign === ">") return [micro + one, FAR];
    return sign === "<=" || sign === "≤" ? [-FAR, micro] : [micro, FAR];
  };
  return (random) => {
    const value =
      random() < 0.5 ? pick(random, limits) + step * whole(random, -3, 3) : usual[0] + random() * (usual[1] - usual[0]);
    const [unit, [size, digits] = [MICRO, 1]] = pick(random, spellings);
    const isKnown = units[unit].length > 0;
    const number = written(value, size, digits);
    const other = written(value + step * whole(random, 1, 4), size, digits);
    const luck = random();
    const isRange = ranges && luck < 0.05 && other.micro > number.micro;
    const sign = !companion && !isRange && luck > 0.85 ? pick(random, SIGNS) : "";
    const isGlued = unit !== "" && random() < 0.3;
    const behind = unit === "" ? "" : `${isGlued ? "" : " "}${unit}`;
    const text = isRange ? `${number.text}-${other.text}${behind}` : `${sign}${number.text}${behind}`;
    const [low, high] = isRange ? [number.micro, other.micro] : span(sign, number.micro);
    const isPlausible = high >= plausible[0] * MICRO && low <= plausible[1] * MICRO;
    // `8010*9/L` can be read in several ways.
    const isClear = !(isGlued && /^\d/.test(unit));
    const isNone = low === high && none.includes(low / MICRO);
    const means = isKnown && isPlausible && isClear && !isNone ? { low, high } : undefined;
    const isTyped = isClear && !isRange && !(companion && unit !== "") && random() < 0.4;
    return { text, json: isTyped ? quantity(sign, number.text, unit) : text, means };
  };
}

/** A number as it may be given in a JSON record. */
function quantity(sign, digits, unit) {
  const value = Number(digits);
  if (sign === "" && unit === "") return value;
  if (sign === "≤" || sign === "≥") return `${sign}${digits}${unit === "" ? "" : ` ${unit}`}`;
  return { value, ...(sign === "" ? {} : { comparator: sign }), ...(unit === "" ? {} : { unit }) };
}

const DAY = 86_400_000;
/** Days since 1970-01-01. A day that the month does not have counts on into the next. */
export const dayOf = (year, month, day) => Math.round(Date.UTC(year, month - 1, day) / DAY);
/** Year, month, day. */
export function partsOf(day) {
  const date = new Date(day * DAY);
  return [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
}
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const two = (number) => String(number).padStart(2, "0");

/** Generates dates near the days in `around`, or between `first` and `last`. The meaning is a list of possible ranges of days. */
export function dates({ around, first, last }) {
  return (random) => {
    const day = random() < 0.5 ? pick(random, around) + whole(random, -2, 2) : whole(random, first, last);
    const [year, month, date] = partsOf(day);
    const iso = `${year}-${two(month)}-${two(date)}`;
    const sure = [[day, day]];
    const [text, means] = pick(random, [
      [iso, sure],
      [iso, sure],
      [iso, sure],
      [`${iso}T23:30:00+05:00`, sure],
      [`${two(date)}-${MONTHS[month - 1].toUpperCase()}-${year}`, sure],
      [`${date} ${MONTHS[month - 1]} ${year}`, sure],
      [`${year}-${two(month)}`, [[dayOf(year, month, 1), dayOf(year, month + 1, 1) - 1]]],
      [
        `${two(date)}/${two(month)}/${year}`,
        date > 12 || date === month ? sure : [...sure, [dayOf(year, date, month), dayOf(year, date, month)]],
      ],
    ]);
    return { text, json: text, means };
  };
}
