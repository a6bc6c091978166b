/** Questions about the meaning of words and digits in columns of yes and no, and of codes. */

import type { SlotSurvey } from "../engine/list-survey.js";
import type { MapChange, MapValue } from "../language/load/change-map.js";
import type { BooleanField, CodeField, ColumnMap, Field } from "../language/model.js";
import { counted } from "../text/counted.js";
import { ownDay } from "../values/own-day.js";
import { pattern } from "../values/pattern.js";
import { foldSpelling } from "../values/text.js";
import { type Choice, NOT_KNOWN, OPEN, type Question, shownHeading, shownTexts, sum } from "./question.js";

/** A field's column, and what was seen in it. */
export interface FieldCells {
  readonly field: Field;
  readonly column: string;
  readonly survey: SlotSurvey;
}

/** A word of unknown meaning in one column. */
interface OpenWord {
  readonly field: BooleanField | CodeField;
  readonly column: string;
  readonly folded: string;
  readonly text: string;
  readonly count: number;
  /** 1 and 0, as they are read until somebody says. */
  readonly assumed: boolean | undefined;
  /** The other words of the column, and what they are read as: a person may know better. */
  readonly others: readonly (readonly [text: string, meaning: MapValue])[];
  /** Declares what it means in this column. */
  readonly declare: (value: MapValue) => readonly MapChange[];
}

/** Words of a column that are shown with their meanings. */
const MOST_SHOWN = 8;
/** Words of a column that are asked about. */
const MOST_WORDS = 20;

/** Why a word has no meaning yet; what is wrong with a cell or a row is to be corrected there. */
const OF_WORDS: ReadonlySet<string> = new Set(["not-yes-or-no", "unknown-code", "coded"]);

/** The writer did not know: whoever is asked must look elsewhere to know more. */
const DOUBT = pattern("u")`
  \?$
  |^(?:v\. ?a\.|verdacht|fraglich|vermutlich|wahrscheinlich|möglich|unsicher
    |suspected|suspicious|possible|probable?|probably|susp\.|suspicion
    |douteux|douteuse|doute
    |sospecha|dudos[oa]|posible
    |sospett[oa]|dubbi[oa]|possibile|probabile
    |suspeita|duvidos[oa]|possível|provável
    |подозрение|возможно|под вопросом
    |疑似|可疑|疑い|不确定|不確定|疑)(?![\p{L}]{4})
`;

/**
 * A word of several columns of yes and no is asked about once for all. The others, of columns that can mean the same, are asked about together:
 * which mean yes, which no, and which that there is no value. A digit is a code of its column, and a word alone a question of its own.
 */
export function wordQuestions(
  fields: readonly FieldCells[],
  map: ColumnMap | undefined,
  isSettled: (key: string) => boolean,
): readonly Question[] {
  const words = fields.flatMap(openWords);
  const everywhere = new Map<string, OpenWord[]>();
  for (const word of words) {
    // Codes of a column outrank the words of the table.
    const isOfAll = word.field.type === "boolean" && map?.columns.get(word.field.name)?.codes === undefined;
    if (isOfAll && !isDigit(word)) everywhere.set(word.folded, [...(everywhere.get(word.folded) ?? []), word]);
  }
  const shared = [...everywhere.values()].filter((own) => own.length > 1 && !isSettled(tableKey(own)));
  const groups = new Map<string, OpenWord[]>();
  for (const word of words) {
    if (isDigit(word) || shared.some((own) => own.includes(word)) || isSettled(keyOf(word))) continue;
    const group = meaningsOf(word.field)
      .map(({ label }) => label)
      .join("|");
    groups.set(group, [...(groups.get(group) ?? []), word]);
  }
  const together = [...groups].map(([group, own]) => ({ group, own, screens: meaningQuestions(group, own) }));
  const isBegun = (screens: readonly Question[]): boolean => screens.some(({ key }) => isSettled(key));
  return [
    ...shared.map(tableQuestion),
    ...words.filter(isDigit).map(columnQuestion),
    ...together.flatMap(({ own, screens }) => (own.length > 1 || isBegun(screens) ? screens : own.map(columnQuestion))),
    ...missingQuestion(together.flatMap(({ own, screens }) => (screens.every(({ key }) => isSettled(key)) ? own : []))),
  ];
}

const isDigit = ({ folded, assumed }: OpenWord): boolean => assumed !== undefined || /^\d+$/.test(folded);

const MARK = "Mark only those you are sure of; you may also mark none.";

/** One question for each meaning. */
function meaningQuestions(group: string, words: readonly OpenWord[]): readonly Question[] {
  const meanings = words.slice(0, 1).flatMap(({ field }) => meaningsOf(field));
  return meanings.map(({ label, value }) => ({
    key: `words-mean:${group}:${label}`,
    weight: Math.max(...words.map(({ count }) => count)),
    message: `Which of these cells mean “${label.toLowerCase()}”?`,
    about: [MARK],
    choices: words.map((word) => ({ label: placeOf(word), changes: word.declare(value) })),
    isMany: true,
  }));
}

/** The only effect is that these cells are not listed as faults. */
function missingQuestion(words: readonly OpenWord[]): readonly Question[] {
  if (words.length === 0) return [];
  return [
    {
      key: "words-missing",
      weight: 0,
      message: "Which of these cells say that there is no value?",
      about: [MARK],
      choices: words.map((word) => ({ label: placeOf(word), changes: missing(word.text).changes })),
      isMany: true,
    },
  ];
}

function placeOf({ text, column, count }: OpenWord): string {
  return `\`${text}\` in \`${shownHeading(column)}\`${count > 1 ? ` (${counted(count, "cell")})` : ""}`;
}

function openWords({ field, column, survey: { texts, isWhole } }: FieldCells): readonly OpenWord[] {
  if (field.type !== "boolean" && field.type !== "code") return [];
  // Declared codes replace all other spellings, so they are only declared if all can be.
  if (!isWhole) return [];
  const kept = texts.flatMap(({ text, reading }) => {
    if (reading.state !== "read" || (reading.type !== "boolean" && reading.type !== "code")) return [];
    const [meaning, second] = reading.possibilities;
    const undecided = reading.type === "code" ? reading.undecided : undefined;
    const value = undecided?.name ?? (second === undefined ? meaning : undefined);
    // Its own day is taken off a cell before it is looked up.
    const spelling = ownDay(text, "words")?.value ?? text;
    return value === undefined || reading.assumed !== undefined ? [] : [[spelling, value] as const];
  });
  const found = new Map<string, OpenWord>();
  for (const { text, count, reading } of texts) {
    const assumed = reading.state === "read" && reading.type === "boolean" && reading.assumed === "digit";
    if (!assumed && !(reading.state === "unreadable" && OF_WORDS.has(reading.reason))) continue;
    const folded = foldSpelling(text);
    if (DOUBT.test(folded)) continue;
    const declare = (value: MapValue): readonly MapChange[] =>
      [...kept, [text, value] as const].map(([spelling, means]) => ({
        path: ["columns", field.name, "codes", spelling],
        value: means,
      }));
    const known = found.get(folded)?.count ?? 0;
    found.set(folded, {
      field,
      column,
      folded,
      text,
      count: count + known,
      assumed: assumed ? reading.possibilities[0] : undefined,
      others: kept,
      declare,
    });
  }
  return [...found.values()].sort((a, b) => b.count - a.count).slice(0, MOST_WORDS);
}

const missing = (text: string): Choice => ({
  label: "A missing value",
  changes: [{ path: ["missing"], value: text, isAdded: true }],
});

function tableKey(words: readonly OpenWord[]): string {
  return `words:${words[0]?.folded}`;
}

function tableQuestion(words: readonly OpenWord[]): Question {
  const { text = "" } = words[0] ?? {};
  const settles = words.map((word) => keyOf(word));
  const meaning = (label: string, key: "yes" | "no"): Choice => ({
    label,
    changes: [{ path: [key], value: text, isAdded: true }],
  });
  const columns = words.map(({ column }) => `\`${shownHeading(column)}\``).join(", ");
  return {
    key: tableKey(words),
    weight: sum(words),
    message: `What does \`${text}\` mean in ${columns}?`,
    about: [counted(sum(words), "cell")],
    choices: [
      { ...NOT_KNOWN, settles },
      meaning("Yes", "yes"),
      meaning("No", "no"),
      missing(text),
      { label: "Something else in each column", ...OPEN },
    ],
  };
}

function keyOf({ field, folded }: OpenWord): string {
  return `word:${field.name}:${folded}`;
}

function columnQuestion(word: OpenWord): Question {
  const { field, column, text, count, assumed, others, declare } = word;
  const read = others.map(
    ([other, meaning]) => `${other} = ${typeof meaning === "boolean" ? (meaning ? "yes" : "no") : meaning}`,
  );
  return {
    key: keyOf(word),
    weight: count,
    message: `What does \`${text}\` mean in \`${shownHeading(column)}\` (${field.label})?`,
    about: [
      counted(count, "cell"),
      ...(assumed === undefined ? [] : [`read as ${assumed ? "yes" : "no"} until you say`]),
      ...(read.length === 0 ? [] : [`the others: ${shownTexts(read, MOST_SHOWN)}`]),
    ],
    choices: [NOT_KNOWN, ...meaningsOf(field).map(({ label, value }) => ({ label, changes: declare(value) })), missing(text)],
  };
}

/** What a cell of a field can be declared to mean. */
export function meaningsOf(field: BooleanField | CodeField): readonly { readonly label: string; readonly value: MapValue }[] {
  if (field.type === "code") return field.codes.map((code) => ({ label: code, value: code }));
  return [
    { label: "Yes", value: true },
    { label: "No", value: false },
  ];
}
