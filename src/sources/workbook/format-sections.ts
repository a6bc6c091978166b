/** The code of a number format, taken apart: its sections, and what each shows. */

/** One of the parts that a format has for positive, negative and other numbers. */
export interface Section {
  readonly condition: { readonly op: string; readonly value: number } | undefined;
  readonly digits: boolean;
  /** No place is filled for a number that has no digit there: `#` shows nothing for 0. */
  readonly isOptional: boolean;
  /** `General`. */
  readonly isGeneral: boolean;
  readonly isText: boolean;
  readonly percents: number;
  readonly isScaled: boolean;
  readonly before: string;
  readonly behind: string;
  /** Literals stand between digits: `000-00-0000`. */
  readonly isMixed: boolean;
  readonly decimals: number;
  readonly date: DateParts | undefined;
  /** For ids: places for digits, and what stands between them; undefined if the format is not one of whole numbers alone. */
  readonly pattern: readonly Token[] | undefined;
}

/** What a date format shows. */
export interface DateParts {
  readonly year: boolean;
  readonly month: boolean;
  readonly day: boolean;
  readonly time: boolean;
  readonly elapsed: boolean;
}

type Token =
  | { readonly kind: "literal" | "date" | "digit"; readonly text: string }
  | { readonly kind: "elapsed" | "general" | "text" | "percent" | "comma" | "point" | "slash" | "exponent" };

const CONDITION = /^\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]$/;
const ELAPSED = /^\[(?:h+|m+|s+)\]$/i;
const CURRENCY = /^\[\$([^\]-]*)(?:-[^\]]*)?\]$/;
const TOKEN =
  /"([^"]*)"?|\\(.)|_(.)|\*(.)|(\[[^\]]*\])|(general)|(am\/pm|a\/p|上午\/下午)|(e[+-])|([ymdhsegb]+|a{3,4})|([0#?])|([.,%@/])|([\s\S])/giy;

/** The sections of a format's code. */
export function sectionsOf(code: string): readonly Section[] {
  const sections: Section[] = [];
  let tokens: Token[] = [];
  let condition: Section["condition"];
  const end = (): void => {
    sections.push(sectionOf(tokens, condition));
    tokens = [];
    condition = undefined;
  };
  for (const match of code.matchAll(TOKEN)) {
    const [, quoted, escaped, width, fill, bracket, general, noon, exponent, letters, digit, mark, other] = match;
    if (quoted !== undefined || escaped !== undefined) tokens.push({ kind: "literal", text: quoted ?? escaped ?? "" });
    else if (width !== undefined || fill !== undefined) tokens.push({ kind: "literal", text: " " });
    else if (bracket !== undefined) {
      const [, op, value] = CONDITION.exec(bracket) ?? [];
      const [, currency = ""] = CURRENCY.exec(bracket) ?? [];
      if (op !== undefined) condition = { op, value: Number(value) };
      else if (ELAPSED.test(bracket)) tokens.push({ kind: "elapsed" });
      else if (currency !== "") tokens.push({ kind: "literal", text: currency });
    } else if (general !== undefined) tokens.push({ kind: "general" });
    else if (noon !== undefined) tokens.push({ kind: "date", text: "h" });
    else if (exponent !== undefined) tokens.push({ kind: "exponent" });
    else if (letters !== undefined) tokens.push({ kind: "date", text: letters.toLowerCase() });
    else if (digit !== undefined) tokens.push({ kind: "digit", text: digit });
    else if (mark === ".") tokens.push({ kind: "point" });
    else if (mark === ",") tokens.push({ kind: "comma" });
    else if (mark === "%") tokens.push({ kind: "percent" });
    else if (mark === "@") tokens.push({ kind: "text" });
    else if (mark === "/") tokens.push({ kind: "slash" });
    else if (other === ";") end();
    else tokens.push({ kind: "literal", text: other ?? "" });
  }
  end();
  return sections;
}

function sectionOf(tokens: readonly Token[], condition: Section["condition"]): Section {
  const has = (kind: Token["kind"]): boolean => tokens.some((token) => token.kind === kind);
  const isPlace = (token: Token): boolean => token.kind === "digit" || token.kind === "general" || token.kind === "text";
  const first = tokens.findIndex(isPlace);
  const last = tokens.findLastIndex(isPlace);
  const texts = (part: readonly Token[]): string => part.map((one) => (one.kind === "literal" ? one.text : "")).join("");
  const inner = first < 0 ? [] : tokens.slice(first, last + 1);
  const isDate = has("date") || has("elapsed");
  const point = tokens.findIndex(({ kind }) => kind === "point");
  const isWhole =
    has("digit") &&
    !["point", "comma", "percent", "slash", "exponent", "general"].some((kind) => tokens.some((one) => one.kind === kind));
  return {
    condition,
    digits: has("digit") && !isDate,
    isOptional: has("digit") && !isDate && !has("slash") && !tokens.some((one) => one.kind === "digit" && one.text === "0"),
    isGeneral: has("general"),
    isText: has("text"),
    percents: tokens.filter(({ kind }) => kind === "percent").length,
    isScaled: !isDate && last >= 0 && tokens[last + 1]?.kind === "comma",
    before: first < 0 ? texts(tokens) : texts(tokens.slice(0, first)),
    behind: first < 0 ? "" : texts(tokens.slice(last + 1)),
    isMixed: !has("slash") && texts(inner).trim() !== "",
    decimals: point < 0 ? 0 : tokens.slice(point).filter(({ kind }) => kind === "digit").length,
    date: isDate ? datePartsOf(tokens) : undefined,
    pattern: isWhole && !isDate ? tokens : undefined,
  };
}

/** `m` is a month unless hours stand before it, or seconds behind. */
function datePartsOf(tokens: readonly Token[]): DateParts {
  const parts = tokens.flatMap((one) =>
    one.kind === "date" ? (one.text.match(/(.)\1*/g) ?? []) : one.kind === "elapsed" ? ["h"] : [],
  );
  const shows = { year: false, month: false, day: false, time: false, elapsed: tokens.some(({ kind }) => kind === "elapsed") };
  for (const [index, part] of parts.entries()) {
    const [letter = ""] = part;
    if ("yeb".includes(letter)) shows.year = true;
    else if (letter === "d" && part.length <= 2) shows.day = true;
    else if (letter === "h" || letter === "s") shows.time = true;
    else if (letter === "m") {
      const isMinute = parts[index - 1]?.[0] === "h" || parts[index + 1]?.[0] === "s";
      if (isMinute) shows.time = true;
      else shows.month = true;
    }
  }
  return shows;
}
