/** Which columns feed which slots of one file. */
import { type LimitHeadings, NO_UNIT, type SlotSettings } from "../cells/column-unit.js";
import { type InputNotice, type Notice, stops } from "../diagnostics/notice.js";
import type { ColumnMap, Field } from "../language/model.js";
import type { Slot, SlotPlan } from "../plan/slots.js";
import type { TableHead } from "../sources/input-head.js";
import { type RowRules, rowRules } from "./candidate-rows.js";
import { isOfUrine, limitNotices, PARTS, passedOverNotices, twoColumns, unitNotice } from "./column-keys.js";
import {
  type ColumnMatches,
  headingConflicts,
  headingsOf,
  type MappedColumns,
  mappedValue,
  matchesOf,
  namesToFind,
  noMatches,
  placeOf,
  usedNames,
} from "./column-matches.js";
import { withCopies } from "./copies.js";
import {
  type ColumnPlace,
  columnFault,
  type HeadingFinder,
  headingFinder,
  knownNames,
  type Likely,
  lackingField,
  noFields,
} from "./find-column.js";
import type { IdChoice } from "./id.js";
import { askedId, findIdColumns, type IdColumns } from "./id-columns.js";
import { idName } from "./id-names.js";
import { mapClashes } from "./map-clashes.js";
import { mappedColumns } from "./mapped-columns.js";
import { type Neighbour, withNeighbours } from "./neighbours.js";
import { settingsOf, trustOf } from "./settings.js";
import { basicsOf, lettersOf, sheetNotices, type TableBasics, trustedDates } from "./sheet-notices.js";
import { blankHeadings, otherShape, splitHeading } from "./table-shape.js";
import { matchesWithUnits, unitRow, unitRowNotice } from "./unit-row.js";

/** What the user says about the columns. */
export interface ColumnOptions {
  readonly file: string;
  /** `--id`; without it the map's id counts. */
  readonly id: IdChoice | undefined;
  readonly map: ColumnMap | undefined;
}

/** The columns of one slot. */
interface OwnColumns extends SlotSettings {
  readonly value: ColumnPlace | undefined;
  readonly unit: ColumnPlace | undefined;
  readonly operator: ColumnPlace | undefined;
  readonly date: ColumnPlace | undefined;
  readonly uln: ColumnPlace | undefined;
  readonly ulnUnit: ColumnPlace | undefined;
  readonly lln: ColumnPlace | undefined;
  readonly llnUnit: ColumnPlace | undefined;
  /** The units in the headings of the limits of normal. */
  readonly limitHeadings: LimitHeadings;
  /** The column of sites or laboratories that the column map names. */
  readonly site: ColumnPlace | undefined;
}

/** The same, with what stands beside them. */
export interface SlotColumns extends OwnColumns {
  /** Columns that nobody claims and that may say something of the values. */
  readonly neighbours: readonly Neighbour[];
}

/** The columns of one table. */
export interface TableColumns extends IdColumns, TableBasics {
  /** By slot. */
  readonly slots: readonly SlotColumns[];
  /** Headings that nothing uses. */
  readonly unused: readonly string[];
  readonly rules: RowRules;
  /** The row below the heading, if it holds units: it is no record. */
  readonly unitRow: number | undefined;
}

/** `columns` is undefined if the notices hold an error. Notices come in the same order every time. */
export interface ColumnsResult<T> {
  readonly columns: T | undefined;
  readonly notices: readonly InputNotice[];
  /** Where the run stops: headings that nothing is read from. */
  readonly unused?: readonly string[];
}

/** Which column feeds which slot: by name, label or alias, or by the column map. Nothing is matched by likeness. */
export function resolveTableColumns(plan: SlotPlan, head: TableHead, options: ColumnOptions): ColumnsResult<TableColumns> {
  return new Resolution(plan, head, options).result();
}

/** The work of resolving one file's columns; it lives as long as that. */
class Resolution {
  readonly #plan: SlotPlan;
  /** Without the row of units, once that is known. */
  #head: TableHead;
  readonly #options: ColumnOptions;
  readonly #notices: InputNotice[] = [];
  readonly #finder: HeadingFinder;
  /** What has two columns. */
  readonly #twice = new Set<string>();
  /** Fields whose columns are others, as words below the headings say. */
  readonly #refused = new Map<string, Notice>();

  constructor(plan: SlotPlan, head: TableHead, options: ColumnOptions) {
    this.#plan = plan;
    this.#head = head;
    this.#options = options;
    this.#finder = headingFinder(head.headings);
  }

  result(): ColumnsResult<TableColumns> {
    const { headings, firstRows } = this.#head;
    const { map } = this.#options;
    const mapped = mappedColumns(map, namesToFind(this.#plan), headings, this.#finder, (notice) => this.#tell("error", notice));
    const looked = headingsOf(headings);
    let matches = matchesOf(this.#plan, looked, mapped);
    const shape = otherShape(this.#plan, this.#head, matches) ?? splitHeading(this.#plan, this.#head, matches, mapped);
    if (shape !== undefined) return { columns: undefined, notices: [{ ...shape, severity: "error", file: this.#options.file }] };
    const units = unitRow(this.#head, this.#plan, matches);
    const rowOfUnits = units && this.#head.headingRow + 1 + units.at;
    if (units !== undefined && rowOfUnits !== undefined) {
      this.#tell("note", unitRowNotice(rowOfUnits, "headings", units.isOfWords));
      matches = matchesWithUnits(this.#plan, matches, units.texts, mapped, this.#refused);
      this.#head = { ...this.#head, firstRows: firstRows.filter((_, at) => at !== units.at) };
    }
    matches = withCopies(this.#plan, this.#head, matches, looked, mapped);
    const slots = this.#plan.slots.map((slot, index) => this.#slotColumns(slot, matches[index] ?? noMatches()));
    for (const told of headingConflicts(this.#plan, looked, mapped)) this.#tell("error", told);
    const isTrusted = (field: Field) => trustOf(field, map).has("neighbours");
    for (const told of blankHeadings(this.#plan, this.#head, matches, isTrusted)) this.#tell(...told);
    this.#notices.push(...this.#mapClashes(slots));
    const hasFields = slots.some((slot, index) => slot.value !== undefined && this.#plan.slots[index]?.isWhole === false);
    // Without any field it is hardly a list of candidates: a missing ID column is then not worth a message.
    if (!hasFields && this.#asked === undefined) this.#failWithoutFields();
    const ids = stops(this.#notices) ? undefined : this.#idColumns(slots);
    if (!hasFields) this.#failWithoutFields();
    else this.#tellLacking(slots, mapped);
    const places = slots.flatMap((slot) => [...PARTS.map((part) => slot[part]), slot.site]);
    const taken = new Set([...(ids?.id ?? []), ...places].map((place) => place?.index));
    for (const notice of sheetNotices(this.#head, taken, trustedDates(slots))) this.#tell("note", notice);
    const unused = headings.filter((heading, index) => heading.trim() !== "" && !taken.has(index));
    if (ids === undefined || stops(this.#notices)) return { columns: undefined, notices: this.#notices, unused };
    const columns = {
      ...basicsOf(this.#head),
      ...ids,
      slots: withNeighbours(this.#plan, slots, this.#head, ids),
      unused,
      rules: rowRules(this.#head.firstRows, ids.id, map),
      unitRow: rowOfUnits,
    } as const;
    return { columns, notices: this.#notices };
  }

  get #asked() {
    const { id, map } = this.#options;
    return askedId(id, map?.id);
  }

  #tell(severity: InputNotice["severity"], notice: Notice): void {
    const { file } = this.#options;
    this.#notices.push({ ...notice, severity, file, letters: lettersOf(basicsOf(this.#head), notice.column) });
  }

  /** The column of sites that the map names for a field; one that is not there is reported once. */
  #sitePlace({ name, type }: Field): ColumnPlace | undefined {
    const { map } = this.#options;
    const own = map?.columns.get(name)?.per;
    const asked = own ?? map?.per;
    if (asked === undefined || (type !== "number" && own === undefined)) return undefined;
    const place = this.#finder.find(asked);
    if (typeof place !== "string") return place;
    if (this.#twice.has(`per ${asked}`)) return undefined;
    this.#twice.add(`per ${asked}`);
    this.#tell(
      "error",
      columnFault(
        place,
        { asked, by: own === undefined ? "the column map (`per`)" : `the column map for \`${name}\`` },
        this.#head.headings,
      ),
    );
    return undefined;
  }

  #mapClashes(slots: readonly OwnColumns[]): readonly InputNotice[] {
    const { map } = this.#options;
    const asked = (this.#asked?.choice ?? []).map((name) => this.#finder.find(name));
    const indexes = new Set(asked.map((place) => (typeof place === "string" ? undefined : place.index)));
    return mapClashes(map, namesToFind(this.#plan), "column", (name) => {
      const place = this.#finder.find(name);
      if (typeof place === "string") return undefined;
      const { index, heading } = place;
      const owners = this.#plan.slots.filter((slot) => slots[slot.index]?.value?.index === index);
      const known = idName(heading);
      const isId = indexes.has(index) || known !== undefined;
      return { heading, isId, isSureId: known?.isSure === true, fields: owners.map(({ field }) => field) };
    });
  }

  #slotColumns(slot: Slot, found: ColumnMatches): OwnColumns {
    const { map } = this.#options;
    const { field } = slot;
    const isMapped = map?.columns.get(field.name)?.unitColumn !== undefined;
    const unit = isMapped ? found.unit : found.unit.filter((match) => !isOfUrine(field, match, this.#head));
    const isDoubtful = slot.isWhole && PARTS.some((part) => found[part].length > 1);
    const matches = isDoubtful ? noMatches() : { ...found, unit };
    for (const part of PARTS) {
      const [first, second] = matches[part];
      if (first === undefined || second === undefined) continue;
      const what = part === "value" ? `\`${field.name}\`` : `\`${field.name}_${part}\``;
      if (this.#twice.has(what)) continue; // another dictionary's declaration of the same field
      this.#twice.add(what);
      this.#tell("error", twoColumns(what, field.name, part, [first, second], this.#head.sheet !== undefined));
    }
    for (const notice of slot.isWhole ? [] : passedOverNotices(field, matches)) this.#tell("note", notice);
    const [value] = matches.value;
    const told = value?.told ?? value?.heading ?? "";
    const settings = settingsOf(field, map, told, value?.unitInHeading ?? NO_UNIT, this.#head);
    if (value !== undefined && !slot.isWhole) {
      const told = unitNotice(field, value.heading, settings);
      if (told !== undefined) this.#tell(told.severity, told.notice);
    }
    for (const notice of slot.isWhole ? [] : limitNotices(field, matches, settings)) this.#tell("note", notice);
    return {
      value: placeOf(value),
      unit: placeOf(matches.unit[0]),
      operator: placeOf(matches.operator[0]),
      date: placeOf(matches.date[0]),
      uln: placeOf(matches.uln[0]),
      ulnUnit: placeOf(matches.ulnUnit[0]),
      lln: placeOf(matches.lln[0]),
      llnUnit: placeOf(matches.llnUnit[0]),
      limitHeadings: { uln: matches.uln[0]?.unitInHeading ?? NO_UNIT, lln: matches.lln[0]?.unitInHeading ?? NO_UNIT },
      site: this.#sitePlace(field),
      ...settings,
    };
  }

  /** The columns of ids; undefined if the run must stop. */
  #idColumns(slots: readonly OwnColumns[]): IdColumns | undefined {
    const taken = new Map<number, string>();
    this.#plan.slots.forEach(({ field }, index) => {
      for (const part of PARTS) {
        const place = slots[index]?.[part];
        if (place !== undefined) taken.set(place.index, field.name);
      }
    });
    const names = usedNames(this.#plan);
    const search = {
      headings: this.#head.headings,
      finder: this.#finder,
      asked: this.#asked,
      taken,
      names,
      word: "column",
    } as const;
    return findIdColumns(search, (severity, told) => this.#tell(severity, told));
  }

  /** The columns in which something like a field is searched. */
  #likely(names: readonly string[]): Likely {
    const { headings, firstRows } = this.#head;
    const cellsOf = (heading: string): readonly string[] => {
      const index = headings.indexOf(heading);
      return firstRows.map((row) => row[index] ?? "");
    };
    return { names, word: "column", known: knownNames(this.#plan), cellsOf };
  }

  #failWithoutFields(): void {
    if (stops(this.#notices)) return; // these may well be the reason
    for (const notice of this.#refused.values()) this.#tell("note", notice);
    this.#tell("error", noFields(this.#plan, this.#likely(this.#head.headings)));
  }

  #tellLacking(slots: readonly OwnColumns[], mapped: MappedColumns): void {
    const unused = this.#head.headings.filter((_, index) => !slots.some((slot) => slot.value?.index === index));
    const likely = this.#likely(unused);
    const told = new Set<string>();
    this.#plan.slots.forEach((slot, index) => {
      const { field } = slot;
      if (!slot.used || slots[index]?.value !== undefined || told.has(field.name)) return;
      if (mappedValue(mapped, field.name) !== undefined) return; // its column was asked for, and is not there
      if (slot.since !== undefined && slots[slot.since]?.value !== undefined) return; // follows from another column
      told.add(field.name);
      this.#tell("note", this.#refused.get(field.name) ?? lackingField(field, likely));
    });
  }
}
