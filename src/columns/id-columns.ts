/** Which columns identify a candidate. */
import type { InputNotice, Notice } from "../diagnostics/notice.js";
import { foldHeading } from "../values/heading.js";
import { type Asked, type ColumnPlace, columnFault, type HeadingFinder } from "./find-column.js";
import { type HeadingIndex, headingForms } from "./heading.js";
import type { IdChoice } from "./id.js";
import { type IdName, idName, isSiteName } from "./id-names.js";

/** Another column that says who a candidate is: one person must not stand there under two ids. */
export interface SecondId {
  readonly heading: string;
  /** The column itself, and that of the site whose number it is. */
  readonly places: readonly ColumnPlace[];
}

/** The columns of the id and what belongs to it. */
export interface IdColumns {
  /** Several for a composite id, in order; empty: the row stands in for it. */
  readonly id: readonly ColumnPlace[];
  readonly seconds: readonly SecondId[];
  /** The column of the sites, where ids of several sites may be equal and nobody has said that they are not. */
  readonly perSite: ColumnPlace | undefined;
}

/** The columns of one file, as far as ids are concerned. */
export interface IdSearch {
  readonly headings: readonly string[];
  readonly finder: HeadingFinder;
  /** What somebody has named, and where; undefined: nobody has. */
  readonly asked: { readonly choice: IdChoice; readonly by: string } | undefined;
  /** By place: the field that criteria read from that column, or whose companion it is. */
  readonly taken: ReadonlyMap<number, string>;
  /** Fields that criteria use, by their names: a column that is named like one is no id, though the map may name another for its field. */
  readonly names: HeadingIndex;
  readonly word: "column" | "key";
}

type Report = (severity: InputNotice["severity"], told: Notice) => void;

const NOTHING: IdColumns = { id: [], seconds: [], perSite: undefined };

/** What somebody named, on the command line or in the map. */
export function askedId(
  id: IdChoice | undefined,
  mapped: IdChoice | undefined,
): { readonly choice: IdChoice; readonly by: string } | undefined {
  if (id !== undefined) return { choice: id, by: "--id" };
  return mapped && { choice: mapped, by: "the column map (`id`)" };
}

/** Finds the columns of ids; undefined if the run must stop, which is reported. */
export function findIdColumns(search: IdSearch, report: Report): IdColumns | undefined {
  const known = knownColumns(search);
  if (search.asked === undefined) return knownId(search, known, report);
  const { choice, by } = search.asked;
  if (choice.length === 0) {
    const message = `every ${search.word === "column" ? "row" : "record"} counts as a separate candidate: duplicates are not noticed`;
    report("note", { code: "no-id-column", message });
    return NOTHING;
  }
  const id = choice.map((asked) => namedPlace(search, { asked, by }, report));
  const found = id.filter((place) => place !== undefined);
  const twin = found.find((place, index) => found.findIndex((one) => one.index === place.index) < index);
  if (twin !== undefined) {
    const message = `${by} names ${search.word} \`${twin.heading}\` twice`;
    report("error", {
      code: "unknown-column",
      column: twin.heading,
      message,
      help: `each part of an ID must be a different ${search.word}`,
    });
    return undefined;
  }
  return found.length < id.length ? undefined : { id: found, seconds: secondsOf(search, known, found), perSite: undefined };
}

function namedPlace({ finder, headings, taken, names, word }: IdSearch, from: Asked, report: Report): ColumnPlace | undefined {
  const place = finder.find(from.asked);
  if (typeof place === "string") {
    report("error", columnFault(place, from, headings, word));
    return undefined;
  }
  const field = taken.get(place.index) ?? names.rolesOf(headingForms(place.heading))[0]?.field.name;
  if (field === undefined) return place;
  report("error", {
    code: "id-is-value",
    column: place.heading,
    message: `${from.by}: ${word} \`${place.heading}\` belongs to \`${field}\`, which the criteria use; it does not identify a candidate`,
    help: `name the ID ${word}, or use --id none if there is none`,
  });
  return undefined;
}

/** It is not known which column is the ID. The run stops, and a survey of the columns helps. */
export function lackingId(word: IdSearch["word"]): Notice {
  return {
    code: "no-id-column",
    message: `no ${word} is named like an ID, so duplicate candidates would not be noticed`,
    help: `use --id HEADING to name the ${word}, or --id none if every ${word === "column" ? "row" : "record"} is a different person`,
  };
}

type KnownColumn = ColumnPlace & IdName;

/** ID columns are not searched beyond so many columns; they can be named. */
const MOST_COLUMNS = 5_000;

/** Columns with a known heading, the id first. */
function knownColumns({ headings, taken }: IdSearch): readonly KnownColumn[] {
  const known = headings.slice(0, MOST_COLUMNS).flatMap((heading, index) => {
    const name = taken.has(index) ? undefined : idName(heading);
    return name === undefined ? [] : [{ index, heading, ...name }];
  });
  return known.sort((a, b) => a.rank - b.rank || a.index - b.index);
}

function knownId(search: IdSearch, known: readonly KnownColumn[], report: Report): IdColumns | undefined {
  const { word } = search;
  const [first] = known;
  if (first === undefined) {
    report("error", lackingId(word));
    return undefined;
  }
  const twin = word === "column" && known.some((one) => one !== first && foldHeading(one.heading) === foldHeading(first.heading));
  if (twin) {
    const told = columnFault("twice", { asked: first.heading, by: "the ID" }, search.headings);
    report("error", { ...told, help: "rename one of them, or choose a column with --id COLUMN" });
    return undefined;
  }
  const id = [{ index: first.index, heading: first.heading }];
  const seconds = secondsOf(search, known, id);
  const also =
    seconds.length === 0 ? "" : `; also checked for duplicates: ${seconds.map(({ heading }) => `\`${heading}\``).join(", ")}`;
  const of = word === "column" ? "column " : "";
  report("note", { code: "id-column", column: first.heading, message: `the candidate ID is ${of}\`${first.heading}\`${also}` });
  return { id, seconds, perSite: first.needsSite ? siteColumn(search) : undefined };
}

function siteColumn({ headings, taken }: IdSearch): ColumnPlace | undefined {
  const index = headings.slice(0, MOST_COLUMNS).findIndex((heading, at) => !taken.has(at) && isSiteName(heading));
  return index < 0 ? undefined : { index, heading: headings[index] ?? "" };
}

function secondsOf(search: IdSearch, known: readonly KnownColumn[], id: readonly ColumnPlace[]): readonly SecondId[] {
  const site = siteColumn(search);
  const own = new Set(id.map(({ heading }) => foldHeading(heading)));
  return known.flatMap(({ index, heading, isOfSite, isSure }) => {
    if (!isSure || own.has(foldHeading(heading))) return [];
    const place = { index, heading };
    return [{ heading, places: isOfSite && site !== undefined ? [site, place] : [place] }];
  });
}
