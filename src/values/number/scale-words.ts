/** Scores and grades with the words of their scale, single or as a range: `NYHA I-II`, `Grad 1-2`, `80-90分`, `KPS：80分`. */
import { memoOf } from "../memo.js";
import type { Named, NumberSpec } from "../spec.js";
import { foldSpelling } from "../text.js";
import { behindName } from "../word-parts.js";
import { signBefore, signBehind } from "./sign.js";

/** What precedes and follows the value in the field's own spellings. */
interface Scale {
  /** Longest first. */
  readonly before: readonly string[];
  readonly behind: readonly string[];
  readonly isRoman: boolean;
}

const VALUE = "\\d{1,3}|[ivxⅰⅱⅲⅳⅴ]{1,3}|[一二三四五]";
/** A spelling with one value: `grad 1`, `1级`, `I°`. */
const ONE_VALUE = new RegExp(
  `^(?:([^\\d]*?)(?<![a-zа-я])|(g))(${VALUE})(?![a-zа-я\\d])((?:\\s\\D{1,9})?[^\\d\\p{Script=Latin}]*)$`,
  "u",
);
const DASH = "\\s*(?:[-~/]|\\s(?:bis|to|à|a|o|e|y|to)\\s|[至到〜])\\s*";
const CORE = new RegExp(`^(${VALUE})(?:${DASH}(${VALUE}))?$`, "u");
const ROMAN: ReadonlyMap<string, number> = new Map(
  ["i", "ii", "iii", "iv", "v", "ⅰ", "ⅱ", "ⅲ", "ⅳ", "ⅴ", "一", "二", "三", "四", "五"].map((one, index) => [
    one,
    (index % 5) + 1,
  ]),
);
/** Names of scales, and what else physicians note beside a grade. */
const NOTE =
  /\s*[([](?:nach\s+|per\s+|selon\s+|según\s+|secondo\s+|segundo\s+)?(?:(nci-ctcae|ctcae|ctc|who|oms|esc|esh|ecog|nyha|kps|karnofsky)|stabil|stable|稳定|低危|中危|高危|极高危|(medik\.?|behandelt|treated|controlled|traitée?|contrôlée?|tratada|controlada|trattata|controllata|药物控制|控制|治疗中|治療中))(?:\s*v?\.?\s?\d(?:\.\d)?)?[)\]]$/u;

const scaleOf = memoOf((spec: NumberSpec): Scale => {
  const [before, behind] = [new Set<string>(), new Set<string>()];
  for (const spelling of spec.spellings.keys()) {
    const [, front, g, , back = ""] = ONE_VALUE.exec(spelling) ?? [];
    if (front === undefined && g === undefined) continue;
    before.add((front ?? g ?? "").trim());
    behind.add(back.trim());
  }
  const longestFirst = (set: ReadonlySet<string>): readonly string[] =>
    [...set].filter(Boolean).sort((a, b) => b.length - a.length);
  return { before: longestFirst(before), behind: longestFirst(behind), isRoman: spec.spellings.has("ii") };
});

/** The same in figures alone; undefined if it is not a value of the scale. */
export function scaleInFigures(cell: string, spec: NumberSpec & Named): string | undefined {
  if (!spec.integer || spec.spellings.size === 0 || (spec.counted?.size ?? 0) > 0) return undefined;
  const scale = scaleOf(spec);
  if (scale.before.length + scale.behind.length === 0) return undefined;
  const written = foldSpelling(cell);
  const [note = "", by, treated] = (/[)\]]$/.test(written) && NOTE.exec(written)) || [];
  if (by !== undefined && !isOwnScale(by, spec)) return undefined;
  const folded = written.slice(0, written.length - note.length);
  const name = behindName(folded, spec) ?? folded;
  const sign = signBefore(name);
  const ending = sign === undefined ? signBehind(name) : undefined;
  const bare = name.slice(sign?.length ?? 0, ending?.length);
  const stripped = withoutWords(bare, scale);
  const inner = sign === undefined && ending === undefined ? signBefore(stripped) : undefined;
  const value = stripped.slice(inner?.length ?? 0);
  const [, first, second] = CORE.exec(value) ?? [];
  const low = first === undefined ? undefined : figure(first, value !== bare, scale);
  const high = second === undefined ? undefined : figure(second, value !== bare, scale);
  // Under treatment it is no longer grade 1, or was higher before.
  if (treated !== undefined && (low === "0" || low === "1")) return undefined;
  if (low === undefined || (second !== undefined && high === undefined)) return undefined;
  const figures = high === undefined ? low : `${low}-${high}`;
  return `${(sign ?? ending ?? inner)?.comparator ?? ""}${figures}`;
}

/** A grade of the ESC is not one of CTCAE. */
function isOwnScale(by: string, { name = "", label = "", aliases = [] }: Named): boolean {
  return [name, label, ...aliases].some((one) => foldSpelling(one).includes(by));
}

/** Without the words of the scale in front and behind; in a range they may stand at both ends: `Grad 1 - Grad 2`. */
function withoutWords(text: string, { before, behind }: Scale): string {
  let rest = text;
  for (let times = 0; times < 2; times++) {
    const word = before.find((one) => rest.startsWith(one) && /^[\s.:=]*[\divxⅰ-ⅴ一-五<>≤≥]/u.test(rest.slice(one.length)));
    if (word === undefined) break;
    rest = rest.slice(word.length).replace(/^[\s.:=]+/u, "");
  }
  const last = behind.find((one) => rest.endsWith(one));
  return last === undefined ? rest : rest.slice(0, -last.length).trimEnd();
}

/** @param isNamed a word of the scale stands beside it */
function figure(text: string, isNamed: boolean, { isRoman }: Scale): string | undefined {
  if (/^\d/.test(text)) return text;
  const value = ROMAN.get(text);
  const fits = /[一二三四五]/u.test(text) ? isNamed : isRoman;
  return fits && value !== undefined ? String(value) : undefined;
}
