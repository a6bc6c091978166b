/** Finds columns by the names that people give, and says what to do if there is none. */
import { misfit } from "../cells/column-unit.js";
import { readText } from "../cells/read-cell.js";
import { aboutField, type Notice } from "../diagnostics/notice.js";
import type { Field } from "../language/model.js";
import type { SlotPlan } from "../plan/slots.js";
import { likeliestHeading, likeliestName, vocabularyOf, type Words } from "../text/likeness.js";
import { foldHeading } from "../values/heading.js";
import type { UnreadableReason } from "../values/reading.js";
import { headingForms, headingIndex, namesOf, trailingUnit, withoutUnit } from "./heading.js";
import { settingsOf } from "./settings.js";

/** A column by its place (from 0) and heading as written. */
export interface ColumnPlace {
  readonly index: number;
  readonly heading: string;
}

/** Why a name leads to no column. */
export type NotFound = "missing" | "twice" | "blank";

/** Finds a column by its heading. */
export interface HeadingFinder {
  /** By the heading as written; else by its folded form, if only one column has that. */
  find(name: string): ColumnPlace | NotFound;
}

/**
 * Indexes the headings of a file.
 *
 * @param twins of headings that are the same when folded: `first`, one stands for all
 */
export function headingFinder(headings: readonly string[], twins: "refused" | "first" = "refused"): HeadingFinder {
  const exact = new Map<string, number[]>();
  const folded = new Map<string, number[]>();
  const add = (map: Map<string, number[]>, key: string, index: number): void => {
    const known = map.get(key);
    if (known === undefined) map.set(key, [index]);
    else known.push(index);
  };
  headings.forEach((heading, index) => {
    if (heading.trim() === "") return;
    add(exact, heading.trim().normalize("NFC"), index);
    add(folded, foldHeading(heading), index);
  });
  const only = (found: readonly number[] | undefined): ColumnPlace | NotFound => {
    const [index, second] = found ?? [];
    if (index === undefined) return "missing";
    return second === undefined || twins === "first" ? { index, heading: headings[index] ?? "" } : "twice";
  };
  const findFolded = (name: string): ColumnPlace | NotFound => {
    const key = foldHeading(name);
    return key === "" ? "missing" : only(folded.get(key));
  };
  return {
    find(name) {
      if (name.trim() === "") return "blank";
      const written = exact.get(name.trim().normalize("NFC"));
      return written === undefined ? findFolded(name) : only(written);
    },
  };
}

/** The name that somebody gave, and where: `--id`. */
export interface Asked {
  readonly asked: string;
  readonly by: string;
}

/** The fault of a given name that leads to no column. */
export function columnFault(why: NotFound, from: Asked, names: readonly string[], word: "column" | "key" = "column"): Notice {
  const { asked, by } = from;
  switch (why) {
    case "blank":
      return { code: "blank-heading", message: `${by}: the name of the ${word} is blank` };
    case "twice":
      return {
        code: "duplicate-heading",
        column: asked,
        message: `${by}: more than one ${word} is named \`${asked}\``,
        help: "rename one of them",
      };
    case "missing": {
      const alike = likeliestName(asked, names);
      return {
        code: "unknown-column",
        message: `${by}: there is no ${word} \`${asked}\``,
        help: alike === undefined ? `the ${word}s are ${listed(names)}` : `did you mean \`${alike}\`?`,
      };
    }
  }
}

/** What is known about a file in which something like a field is searched. */
export interface Likely {
  /** Headings or keys that nothing uses. */
  readonly names: readonly string[];
  readonly word: "column" | "key";
  readonly known: KnownNames;
  /** The first cells under a heading; undefined if they are not known. */
  readonly cellsOf: (heading: string) => readonly string[] | undefined;
}

/** What names of fields there are, whether or not criteria use them. */
export interface KnownNames extends Words {
  /** Whether a heading is that of a field, or of what accompanies one (`ALT (ULN)`): it is no other field's. */
  isTaken(heading: string): boolean;
}

/** The names of all fields, put together once one is asked for. */
export function knownNames({ trials }: SlotPlan): KnownNames {
  const once = <T>(make: (fields: readonly Field[]) => T): (() => T) => {
    let made: T | undefined;
    return () => {
      made ??= make(trials.flatMap((trial) => [...trial.fields.values()]));
      return made;
    };
  };
  const words = once((fields) => vocabularyOf(fields.flatMap(namesOf)));
  const roles = once(headingIndex);
  const taken = new Map<string, boolean>();
  return {
    has: (word) => words().has(word),
    isTaken(heading) {
      const is = taken.get(heading) ?? roles().rolesOf(headingForms(heading)).length > 0;
      taken.set(heading, is);
      return is;
    },
  };
}

/** The heading that may be a field's after all: whole words agree, and its first cells are mostly such as the field has. */
function likelyHeading(field: Field, { names, known, cellsOf }: Likely): string | undefined {
  const kind = field.type === "number" || field.type === "code" ? "measured" : "other";
  const bare = new Map(names.map((name) => [field.type === "number" ? withoutUnit(name, field) : name, name]));
  for (;;) {
    const alike = likeliestHeading(namesOf(field), bare.keys(), known, kind);
    const heading = alike === undefined ? undefined : bare.get(alike);
    if (alike === undefined || heading === undefined) return undefined;
    if (!known.isTaken(heading) && fits(field, heading, cellsOf(heading))) return heading;
    bare.delete(alike);
  }
}

/** Whether most cells are of the field's type. */
function fits(field: Field, heading: string, cells: readonly string[] = []): boolean {
  return fittingShare(field, heading, cells) >= 0.8;
}

/** The share of cells that are of the field's type; without cells all are. What is implausible may be in another unit. */
export function fittingShare(field: Field, heading: string, cells: readonly string[]): number {
  const { parseOptions, columnUnit, checkbox } = settingsOf(field, undefined, heading, trailingUnit(heading, field));
  const readings = cells.map((cell) => readText(cell, columnUnit, undefined, { field, parseOptions, checkbox, asOf: undefined }));
  const given = readings.filter(({ state }) => state !== "missing");
  const good = given.filter((one) => one.state === "read" || (one.state === "unreadable" && TYPED.includes(one.reason)));
  return given.length === 0 ? 1 : good.length / given.length;
}

/** Why a number of the right type may be unreadable: for its unit. */
const TYPED: readonly UnreadableReason[] = ["implausible", "no-unit", "unit-conflict"];

/** A field that criteria use and that the file lacks. */
export function lackingField(field: Field, likely: Likely): Notice {
  const alike = likelyHeading(field, likely);
  const wrong = alike === undefined ? undefined : misfitOf(alike, field);
  const before = `no ${likely.word} found for `;
  return {
    code: alike === undefined ? "no-column" : "near-miss",
    column: alike,
    ...aboutField(
      field,
      (subject) => ({ subject }),
      [before, '; criteria that use it will be "unknown"'],
      // What looks like it is shown beside each.
      alike === undefined ? [before, '; criteria that use them will be "unknown"'] : undefined,
    ),
    help:
      alike === undefined
        ? undefined
        : wrong !== undefined
          ? `\`${alike}\` looks like it, but ${wrong}`
          : `\`${alike}\` looks like it: rename it, or name it in a column map: ` +
            `{ "columns": { "${field.name}": { "column": ${JSON.stringify(alike)} } } }`,
  };
}

/** Why a heading much like a field's name is not that field's: its unit; undefined if it may be. */
function misfitOf(heading: string, field: Field): string | undefined {
  const unit = trailingUnit(heading, field);
  if (field.type !== "number" || unit.state !== "other-kind") return undefined;
  return `its unit is ${unit.unit.ucum}, and ${misfit(field)}`;
}

/** A file without any field that criteria use. */
export function noFields(plan: SlotPlan, likely: Likely): Notice {
  const { names, word } = likely;
  const fields = new Map(plan.slots.filter((slot) => slot.used).map(({ field }) => [field.name, field]));
  const alike = [...fields.values()].flatMap((field) => {
    const heading = likelyHeading(field, likely);
    const wrong = heading === undefined ? undefined : misfitOf(heading, field);
    return heading === undefined
      ? []
      : [`\`${heading}\` looks like \`${field.name}\`${wrong === undefined ? "" : `, but ${wrong}`}`];
  });
  return {
    code: "no-used-column",
    message: `no ${word} matches a field that the criteria use`,
    help: [
      ...(word === "column" ? otherDelimiter(names) : []),
      ...alike.slice(0, MOST_LISTED),
      `the ${word}s are ${listed(names)}`,
      `the criteria use ${listed([...fields.keys()])}`,
      "say which is which in a column map",
    ].join("; "),
  };
}

/** A heading that is all in one cell: the delimiter differs, or was given wrongly. */
function otherDelimiter([heading = "", ...others]: readonly string[]): readonly string[] {
  const delimiter = others.length > 0 ? undefined : /[,;\t|]/.exec(heading)?.[0];
  return delimiter === undefined
    ? []
    : [`the heading is a single cell that contains \`${delimiter === "\t" ? "tab" : delimiter}\`: is that the --delimiter?`];
}

const MOST_LISTED = 8;

function listed(names: readonly string[]): string {
  const shown = names.filter((name) => name.trim() !== "");
  if (shown.length === 0) return "none";
  const first = shown.slice(0, MOST_LISTED).map((name) => `\`${name.slice(0, 60)}\``);
  const more = shown.length - first.length;
  return `${first.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
