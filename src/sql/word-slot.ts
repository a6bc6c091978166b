/** Slots of yes and no, and of codes; and the words for a missing value that stand beside any value. */
import { datedText } from "../cells/dated-text.js";
import { readText } from "../cells/read-cell.js";
import { inColumn } from "../facts/apply.js";
import { FactsCounter } from "../facts/count.js";
import { judgeColumn } from "../facts/judgement.js";
import { missing, type Reading } from "../values/reading.js";
import { and, call, caseOf, column, FALSE, isIn, isNull, not, type Text, TRUE, type Truth, text } from "./expression.js";
import type { Refusal } from "./refusal.js";
import { type SlotToRead, type WordSlot, whyOf } from "./slot.js";
import type { ListedText } from "./texts.js";
import { FLAGS } from "./texts-query.js";

const NO_UNIT = { state: "unit", unit: undefined, from: "none" } as const;
const NO_COLUMN = missing("no-column");

/** The cause where a text is none of those that were read. */
export const UNLISTED = "refused:unlisted-text";
/** The cause where a value and a reason why there is none stand side by side. */
export const BESIDE = "refused:missing-beside-value";

/** Readings, and when a row has them. */
type Cells = readonly { readonly when: Truth; readonly reading: Reading }[];

/** See the head of this file. */
export function wordSlot(slot: SlotToRead): WordSlot {
  const { statement, prefix } = slot;
  const type = slot.typeOf("value");
  const missingCells = cellsOfMissing(slot);
  const cells =
    type === "absent"
      ? absentCells(missingCells)
      : type === "boolean"
        ? booleanCells(slot, missingCells)
        : textCells(slot, missingCells);
  const named = cells.map(({ when, reading }, index) => ({
    when: statement.add("bounds", `${prefix}_is${index}`, when),
    reading,
  }));
  const reasons = named.flatMap(({ when, reading }): readonly (readonly [Truth, Text])[] =>
    reading.state === "read" ? [] : [[when, text(whyOf(reading))]],
  );
  const isRead = named.flatMap(({ when, reading }): readonly (readonly [Truth, Text])[] =>
    reading.state === "read" ? [[when, caseOf("text", [])]] : [],
  );
  const why = statement.add("reading", `${prefix}_why`, caseOf("text", [...reasons, ...isRead], text(UNLISTED)));
  return { kind: "words", why, cells: named, measured: undefined };
}

function absentCells(missingCells: MissingCells): Cells {
  return missingCells.cells.length === 0 ? [{ when: TRUE, reading: NO_COLUMN }] : missingCells.cells;
}

function booleanCells(slot: SlotToRead, missingCells: MissingCells): Cells {
  const value = slot.statement.add("source", `${slot.prefix}_value`, column("boolean", slot.columns.names.value));
  const is = (possibility: boolean): Reading => ({
    state: "read",
    type: "boolean",
    possibilities: [possibility],
    assumed: undefined,
  });
  const alone = missingCells.isNone;
  return [
    { when: and(not(isNull(value)), value, alone), reading: is(true) },
    { when: and(not(isNull(value)), not(value), alone), reading: is(false) },
    ...blankCells(slot, isNull(value), missingCells),
  ];
}

function textCells(slot: SlotToRead, missingCells: MissingCells): Cells {
  const { columns, known, field, settings } = slot;
  const listed = known.texts.get(columns.names.value) ?? [];
  const written = call("text", "binaryText", column("text", columns.names.value));
  const value = slot.statement.add("source", `${slot.prefix}_value`, written);
  const facts = new FactsCounter(field);
  const read = listed.flatMap(({ text: one, rows, line }) => {
    const reading = readWord(slot, one ?? "");
    if (reading.state === "unreadable" && isDated(slot, one ?? "")) slot.refusals.add(dated(columns.names.value, one, line));
    facts.add(reading, rows);
    return one === undefined ? [] : [{ text: one, reading }];
  });
  const hasCodes = settings.parseOptions.codes !== undefined;
  const judged = judgeColumn(
    { field, unit: undefined, unitFrom: undefined, inPercent: undefined, hasCodes, trust: settings.trust },
    facts.facts,
  );
  const byReading = new Map<string, { reading: Reading; texts: string[] }>();
  for (const one of read) {
    const reading = hasCodes ? one.reading : inColumn(one.reading, field, judged);
    const key = JSON.stringify(reading);
    const group = byReading.get(key) ?? { reading, texts: [] };
    group.texts.push(one.text);
    byReading.set(key, group);
  }
  return [
    ...[...byReading.values()].map(({ reading, texts }) => ({
      when: and(not(isNull(value)), isIn(value, texts.map(text)), missingCells.isNone),
      reading,
    })),
    ...blankCells(slot, isNull(value), missingCells),
  ];
}

function blankCells(slot: SlotToRead, isBlank: Truth, { cells, isNone }: MissingCells): Cells {
  return [
    { when: and(isBlank, isNone), reading: readWord(slot, "") },
    ...cells.map(({ when, reading }) => ({ when: and(isBlank, when), reading })),
  ];
}

function readWord({ field, settings, asOf }: SlotToRead, one: string): Reading {
  return readText(one, NO_UNIT, undefined, { field, parseOptions: settings.parseOptions, checkbox: false, asOf });
}

/** Whether the program would take a day off a text, and read the rest. */
function isDated({ field, settings, asOf }: SlotToRead, one: string): boolean {
  const { parseOptions, companionOptions } = settings;
  return datedText(one, NO_UNIT, undefined, { field, parseOptions, companionOptions, checkbox: false, asOf }) !== undefined;
}

function dated(name: string, one: string | undefined, line: number): Refusal {
  return {
    code: "dated-text",
    line,
    message: `\`${one}\` in \`${name}\` contains a value and its date`,
    help: `move the date to a column of its own, or declare the text under \`codes\` in a column map`,
  };
}

/** What the `_missing` column says. */
export interface MissingCells {
  readonly cells: Cells;
  /** It says nothing. */
  readonly isNone: Truth;
  /** It holds a text that was not read. */
  readonly isUnlisted: Truth;
}

/** What the `_missing` column says where there is no value; a text that says anything else is refused. */
export function cellsOfMissing(slot: SlotToRead): MissingCells {
  const { columns, known, refusals, statement, prefix } = slot;
  const name = columns.names.missing;
  if (name === undefined || slot.typeOf("missing") === "absent") return { cells: [], isNone: TRUE, isUnlisted: FALSE };
  const value = statement.add("source", `${prefix}_missing`, call("text", "binaryText", column("text", name)));
  const cells: { when: Truth; reading: Reading }[] = [];
  const blank: string[] = [];
  const known_ = known.texts.get(name) ?? [];
  for (const one of known_) {
    if (one.text === undefined) continue;
    const reading = readWord(slot, one.text);
    if (one.text.trim() === "") blank.push(one.text);
    else if (reading.state === "missing") cells.push({ when: and(not(isNull(value)), isIn(value, [text(one.text)])), reading });
    else refusals.add(unreadMissing(name, one));
    if (isBeside(one))
      refusals.add({
        code: "missing-beside-value",
        line: one.line,
        message: `\`${name}\` holds a reason in ${one.rows === 1 ? "a row" : `${one.rows} rows`} that have a value, too`,
        help: `it is unclear which counts: make \`${columns.names.value}\` or \`${name}\` NULL there`,
      });
  }
  const listed = known_.flatMap((one) => (one.text === undefined ? [] : [text(one.text)]));
  const isNone = caseOf("boolean", [[isNull(value), TRUE]], isIn(value, blank.map(text)));
  return { cells, isNone, isUnlisted: caseOf("boolean", [[isNull(value), FALSE]], not(isIn(value, listed))) };
}

function isBeside({ text: one, flags }: ListedText): boolean {
  return one !== undefined && one.trim() !== "" && (flags & FLAGS.beside) !== 0;
}

function unreadMissing(name: string, { text: one, line }: ListedText) {
  return {
    code: "unread-missing",
    line,
    message: `\`${one}\` in \`${name}\` is not a known word for a missing value`,
    help: "use words such as `not done`, `pending`, `unknown`, or declare it under `missing` in a column map",
  } as const;
}
