/** Finds columns by the names that people give, and says what to do where there is none. */
import type { Field } from "../language/model.js";
import { foldHeading } from "../values/heading.js";
import { misfit, namesOf, trailingUnit } from "./heading.js";
import type { Told } from "./notice.js";
import type { SlotPlan } from "./slots.js";
import { mostAlike } from "./suggest.js";

/** A column by its place (from 0) and heading as written. */
export interface ColumnPlace {
  readonly index: number;
  readonly heading: string;
}

/** Columns that hold the id where nobody names one; the first that exists counts. */
export const ID_NAMES = ["patient_id", "subject_id", "candidate_id", "record_id", "id", "mrn"] as const;

/** Why a name leads to no column. */
export type NotFound = "missing" | "twice" | "blank";

/** Finds a column by its heading. */
export interface HeadingFinder {
  /** By the heading as written; else by its folded form, if only one column has that. */
  find(name: string): ColumnPlace | NotFound;
  findFolded(name: string): ColumnPlace | NotFound;
}

/** Indexes the headings of a file. */
export function headingFinder(headings: readonly string[]): HeadingFinder {
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
    return second === undefined ? { index, heading: headings[index] ?? "" } : "twice";
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
    findFolded,
  };
}

/** The name that somebody gave, and where: `--id`. */
export interface Asked {
  readonly asked: string;
  readonly by: string;
}

/** What to tell where a name that somebody gave leads to no column. */
export function columnFault(why: NotFound, from: Asked, names: readonly string[], word: "column" | "key" = "column"): Told {
  const { asked, by } = from;
  switch (why) {
    case "blank":
      return { code: "blank-heading", message: `${by}: a ${word} without a name cannot be named` };
    case "twice":
      return {
        code: "duplicate-heading",
        column: asked,
        message: `${by}: more than one ${word} is named \`${asked}\``,
        help: "rename one of them",
      };
    case "missing": {
      const alike = mostAlike([asked], names);
      return {
        code: "unknown-column",
        message: `${by}: there is no ${word} \`${asked}\``,
        help: alike === undefined ? `the ${word}s are ${listed(names)}` : `did you mean \`${alike}\`?`,
      };
    }
  }
}

/** A field that criteria use and that the file lacks. */
export function lackingField(field: Field, names: readonly string[], word: "column" | "key"): Told {
  const alike = mostAlike(namesOf(field), names);
  const wrong = alike === undefined ? undefined : misfitOf(alike, field);
  return {
    code: alike === undefined ? "no-column" : "near-miss",
    column: alike,
    message: `no ${word} holds \`${field.name}\`, so what rests on it is unknown`,
    help:
      alike === undefined
        ? undefined
        : wrong !== undefined
          ? `\`${alike}\` looks like it, but ${wrong}`
          : `\`${alike}\` looks like it: rename it, or name it in a column map: ` +
            `{ "columns": { "${field.name}": { "column": ${JSON.stringify(alike)} } } }`,
  };
}

/** Why a heading that is much like a field's name is not the field's after all: its unit; undefined if it may well be. */
function misfitOf(heading: string, field: Field): string | undefined {
  const unit = trailingUnit(heading, field);
  if (field.type !== "number" || unit.state !== "other-kind") return undefined;
  return `its unit is ${unit.unit.ucum}, and ${misfit(field)}`;
}

/** A file that holds nothing that criteria speak of. */
export function noFields(plan: SlotPlan, names: readonly string[], word: "column" | "key"): Told {
  const fields = new Map(plan.slots.filter((slot) => slot.used).map(({ field }) => [field.name, field]));
  const alike = [...fields.values()].flatMap((field) => {
    const heading = mostAlike(namesOf(field), names);
    const wrong = heading === undefined ? undefined : misfitOf(heading, field);
    return heading === undefined
      ? []
      : [`\`${heading}\` looks like \`${field.name}\`${wrong === undefined ? "" : `, but ${wrong}`}`];
  });
  return {
    code: "no-used-column",
    message: `no ${word} holds any field that the criteria use`,
    help: [
      ...(word === "column" ? otherDelimiter(names) : []),
      ...alike.slice(0, MOST_LISTED),
      `the ${word}s are ${listed(names)}`,
      `the criteria use ${listed([...fields.keys()])}`,
      "a column map says which is which",
    ].join("; "),
  };
}

/** A heading that is all in one cell: the delimiter is another, or was said wrongly. */
function otherDelimiter([heading = "", ...others]: readonly string[]): readonly string[] {
  const delimiter = others.length > 0 ? undefined : /[,;\t|]/.exec(heading)?.[0];
  return delimiter === undefined
    ? []
    : [`the heading is one cell, and holds \`${delimiter === "\t" ? "tab" : delimiter}\`: is that the --delimiter?`];
}

const MOST_LISTED = 8;

function listed(names: readonly string[]): string {
  const shown = names.filter((name) => name.trim() !== "");
  if (shown.length === 0) return "none";
  const first = shown.slice(0, MOST_LISTED).map((name) => `\`${name.slice(0, 60)}\``);
  const more = shown.length - first.length;
  return `${first.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
