/** Which keys of JSON records feed which slots. Keys differ between records, so each is resolved when it is first met. */
import type { ColumnMap, Field } from "../language/model.js";
import { foldHeading } from "../values/heading.js";
import type { ColumnOptions, ColumnsResult } from "./columns.js";
import { columnFault, fieldWords, headingFinder, lackingField, noFields } from "./find-column.js";
import { type SlotSettings, settingsOf } from "./habits.js";
import { type HeadingIndex, headingForms, headingIndex, NO_UNIT, type Part, trailingUnit } from "./heading.js";
import { askedId, findIdColumns, lackingId } from "./id-columns.js";
import { idName, isSiteName } from "./id-names.js";
import type { InputHead } from "./input-head.js";
import { type InputNotice, stops, type Told } from "./notice.js";
import type { SlotPlan } from "./slots.js";
import { isOfResults, longTable } from "./table-shape.js";

/** What a key's value is for a slot. */
export interface KeyRole {
  readonly slot: number;
  readonly part: Part;
  readonly settings: SlotSettings;
}

/** A part of the id by its number; another id of the candidate; or the site. */
export type IdRole = { readonly part: number } | { readonly isOfSite: boolean } | "site";

/** The keys of one JSON file's records. */
export interface JsonColumns {
  readonly kind: "json";
  readonly format: "json" | "ndjson";
  /** The keys that hold the id (nested: dotted), several for a composite id; none: the row stands in for it. */
  readonly id: readonly string[];
  /** What the value under a key is for the id. */
  idRoleOf(path: string): IdRole | undefined;
  /** The key of the sites, where ids of several sites may be equal. */
  readonly perSite: string | undefined;
  /** What the value under a key is; nested keys are dotted. Empty: nothing that criteria use. */
  rolesOf(path: string): readonly KeyRole[];
  /** How values without a key of their own are read. By slot. */
  readonly settings: readonly SlotSettings[];
}

/** Finds the id's key, and prepares to find the fields' keys. */
export function resolveJsonColumns(plan: SlotPlan, head: InputHead, options: ColumnOptions): ColumnsResult<JsonColumns> {
  const { map, file } = options;
  const shape = otherShape(plan, head, map);
  if (shape !== undefined) return { columns: undefined, notices: [{ ...shape, severity: "error", file }] };
  const { headings } = head;
  const notices: InputNotice[] = [];
  const rolesOf = keyRoles(plan, map);
  const taken = new Map<number, string>();
  for (const [index, heading] of headings.entries()) {
    const [role] = rolesOf(heading);
    if (role !== undefined) taken.set(index, plan.slots[role.slot]?.field.name ?? "");
  }
  const asked = askedId(options.id, map?.id);
  const unused = headings.filter((_, index) => !taken.has(index));
  // Of records that cannot be parsed, or have no key, that is told once all are read.
  const ids =
    head.isBroken || headings.length === 0
      ? { id: (asked?.choice ?? []).map((heading) => ({ index: -1, heading })), perSite: undefined }
      : findIdColumns({ headings, finder: headingFinder(headings, "first"), asked, taken, word: "key" }, (severity, told) =>
          notices.push({ ...told, severity, file }),
        );
  if (ids === undefined || stops(notices)) return { columns: undefined, notices, unused };
  const id = ids.id.map(({ heading }) => heading);
  const columns: JsonColumns = {
    kind: "json",
    format: head.format === "ndjson" ? "ndjson" : "json",
    id,
    idRoleOf: idRoles(id, rolesOf),
    perSite: ids.perSite?.heading,
    rolesOf,
    settings: plan.slots.map((slot) => settingsOf(slot.field, map, "", NO_UNIT)),
  };
  return { columns, notices };
}

/** What the records are, if no candidates. */
function otherShape(plan: SlotPlan, { headings }: InputHead, map: ColumnMap | undefined): Told | undefined {
  if (headings.includes("datasetJSONVersion"))
    return {
      code: "unknown-format",
      message: "CDISC Dataset-JSON is not read yet",
      help: "save it as CSV, then screen that file",
    };
  const rolesOf = keyRoles(plan, map);
  const hasField = headings.some((key) => rolesOf(key).some(({ part }) => part === "value"));
  return !hasField && isOfResults(headings) ? longTable("") : undefined;
}

/** Another spelling of the id's key is the id's key, too: a second id must not be passed over. */
function idRoles(id: readonly string[], rolesOf: JsonColumns["rolesOf"]): JsonColumns["idRoleOf"] {
  const parts = id.map(foldHeading);
  if (parts.length === 0) return () => undefined;
  return (path) => {
    const folded = foldHeading(path);
    const part = id.includes(path) ? id.indexOf(path) : folded === "" ? -1 : parts.indexOf(folded);
    if (part >= 0) return { part };
    const name = idName(path);
    const isSite = name === undefined && isSiteName(path);
    if ((!isSite && name?.isSure !== true) || rolesOf(path).length > 0) return undefined;
    return name === undefined ? "site" : { isOfSite: name.isOfSite };
  };
}

/** By path: the slots whose field, or companion, has that name; or that the column map gives to that key. */
function keyRoles(plan: SlotPlan, map: ColumnMap | undefined): JsonColumns["rolesOf"] {
  const index = headingIndex(plan.slots.map((slot) => slot.field));
  const slotsOf = new Map<Field, number>(plan.slots.map((slot) => [slot.field, slot.index]));
  const mapped = mappedKeys(map);
  const isMapped = (name: string): boolean => map?.columns.get(name)?.column !== undefined;
  return (path) => {
    const roles: KeyRole[] = [];
    const owners = mapped.filter(({ key }) => isKey(path, key)).map(({ field }) => field);
    const named = index.rolesOf(headingForms(path));
    for (const { field, part, unit } of named) {
      // A key that the map gives to a field is that field's; and a field that has a key in the map has no other.
      if (part === "value" && (isMapped(field.name) || owners.length > 0)) continue;
      const slot = slotsOf.get(field);
      if (slot !== undefined) roles.push({ slot, part, settings: settingsOf(field, map, path, unit) });
    }
    for (const slot of plan.slots) {
      if (!owners.includes(slot.field.name)) continue;
      // A key says the same of the unit whether the map names it or not.
      const own = named.find(({ field, part }) => field === slot.field && part === "value");
      const unit = own === undefined ? trailingUnit(path, slot.field) : own.unit;
      roles.push({ slot: slot.index, part: "value", settings: settingsOf(slot.field, map, path, unit) });
    }
    return roles;
  };
}

function mappedKeys(map: ColumnMap | undefined): readonly { readonly field: string; readonly key: string }[] {
  return [...(map?.columns ?? [])].flatMap(([field, { column }]) => (column === undefined ? [] : [{ field, key: column }]));
}

function isKey(path: string, key: string): boolean {
  return path === key || (foldHeading(key) !== "" && foldHeading(path) === foldHeading(key));
}

/**
 * After a first look at all records: is there a key for every field, and no key for two? `keys` are those that the readers saw, with the
 * row of the first record that has each.
 */
export function checkJsonKeys(
  plan: SlotPlan,
  columns: JsonColumns,
  keys: ReadonlyMap<string, number>,
  { file, id, map }: ColumnOptions,
): readonly InputNotice[] {
  const names = [...keys.keys()];
  // The values under a key are not at hand.
  const likely = { word: "key", words: fieldWords(plan), cellsOf: () => undefined } as const;
  const found = new Set<number>();
  const used = new Set<string>();
  for (const name of names) {
    for (const { slot, part } of columns.rolesOf(name)) {
      used.add(name);
      if (part === "value") found.add(slot);
    }
  }
  const conflicts = keyConflicts(plan, names, map).map((told): InputNotice => ({ ...told, severity: "error", file }));
  if (conflicts.length > 0) return conflicts;
  const wrongKeys = wrongMapKeys(plan, names, map).map((told): InputNotice => ({ ...told, severity: "error", file }));
  if (wrongKeys.length > 0) return wrongKeys;
  if (found.size === 0) return [{ ...noFields(plan, { ...likely, names }), severity: "error", file }];
  if (columns.id.length === 0 && askedId(id, map?.id) === undefined) return [{ ...lackingId("key"), severity: "error", file }];
  const others = names.filter((name) => !used.has(name));
  const lacking = plan.slots.filter(
    (slot) => slot.used && !found.has(slot.index) && !(slot.since !== undefined && found.has(slot.since)),
  );
  const byName = new Map(lacking.map((slot) => [slot.field.name, slot.field]));
  return [...byName.values()].map((field): InputNotice => {
    const index = headingIndex([field]);
    const nested = others.find((name) => isNested(name, index) && !ASTRAY.test(name.slice(0, name.lastIndexOf("."))));
    const told = lackingField(field, { ...likely, names: nested === undefined ? others : [] });
    const help =
      nested === undefined
        ? told.help
        : `\`${nested}\` may be it; name it in a column map: { "columns": { "${field.name}": { "column": ${JSON.stringify(nested)} } } }`;
    return {
      ...told,
      column: nested ?? told.column,
      code: nested === undefined ? told.code : "near-miss",
      help,
      severity: "note",
      file,
    };
  });
}

/** What may turn round what is nested in it, or make it another one's. */
const ASTRAY =
  /(?<!\p{L})(?:no|not|non|without|free|excluded?|absent|negative|denied|kein|ohne|sans|sin|family|mother|father|history|prior|previous|past|planned|baseline|change|delta|log|ln|ratio|percent|z[-_ ]?score)(?!\p{L})|无|否/iu;

/** Whether the last part of a dotted name is a field's. */
function isNested(path: string, index: HeadingIndex): boolean {
  const dot = path.lastIndexOf(".");
  return dot >= 0 && index.rolesOf(headingForms(path.slice(dot + 1))).some((role) => role.part === "value");
}

function keyConflicts(plan: SlotPlan, names: readonly string[], map: ColumnMap | undefined): readonly Told[] {
  const mapped = mappedKeys(map);
  const told = new Map<string, Told>();
  plan.trials.forEach((trial, index) => {
    const used = new Set(plan.slots.filter((slot) => slot.trials.includes(index)).map((slot) => slot.field.name));
    const roles = headingIndex(trial.fields.values(), "values");
    for (const name of names) {
      const owners = mapped.filter(({ key }) => isKey(name, key)).map(({ field }) => field);
      const own = roles
        .rolesOf(headingForms(name))
        .filter((role) => role.part === "value" && !mapped.some(({ field }) => field === role.field.name));
      const fields = owners.length > 0 ? owners : own.map((role) => role.field.name);
      const [first, second] = fields;
      if (first === undefined || second === undefined || !fields.some((field) => used.has(field))) continue;
      told.set(name, {
        code: "two-fields",
        column: name,
        message: `key \`${name}\` may be \`${first}\` or \`${second}\``,
        help: `say which in a column map: { "columns": { "${first}": { "column": ${JSON.stringify(name)} } } }`,
      });
    }
  });
  return [...told.values()];
}

/** Keys that the column map names for used fields and that no record has. */
function wrongMapKeys(plan: SlotPlan, names: readonly string[], map: ColumnMap | undefined): readonly Told[] {
  const used = new Set(plan.slots.map((slot) => slot.field.name));
  return mappedKeys(map)
    .filter(({ field, key }) => used.has(field) && !names.some((name) => isKey(name, key)))
    .map(({ field, key }) => columnFault("missing", { asked: key, by: `the column map for \`${field}\`` }, names, "key"));
}
