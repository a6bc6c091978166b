/** Which keys of JSON records feed which slots. Keys differ between records, so each is resolved when it is first met. */

import { type HeadingUnit, NO_UNIT, type SlotSettings } from "../cells/column-unit.js";
import { type InputNotice, type Notice, stops } from "../diagnostics/notice.js";
import type { ColumnMap, Field } from "../language/model.js";
import type { SlotPlan } from "../plan/slots.js";
import type { ObjectsHead } from "../sources/input-head.js";
import { foldHeading } from "../values/heading.js";
import { once } from "../values/memo.js";
import type { NormalLimit } from "../values/record.js";
import { type RowRules, rowRules } from "./candidate-rows.js";
import { isOfUrine } from "./column-keys.js";
import { fieldNames, isFieldItself, namesToFind, usedNames } from "./column-matches.js";
import { copiedRoles } from "./copies.js";
import { headingFinder } from "./find-column.js";
import { companionsOf, headingForms, headingIndex, type Part, type Role, trailingUnit } from "./heading.js";
import { askedId, findIdColumns } from "./id-columns.js";
import { idName, isSiteName } from "./id-names.js";
import { type KeyRole, refusedKeys, rolesWithUnits, unitRecord } from "./json-units.js";
import { mapClashes } from "./map-clashes.js";
import { isKey, keysOfValues, mappedKeys } from "./mapped-keys.js";
import { freeKeys, keyNeighbours } from "./neighbours.js";
import { calledAfter } from "./places-beside.js";
import { isRecordStatus } from "./record-status.js";
import { settingsOf } from "./settings.js";
import { stemsOfValue } from "./stems.js";
import type { ColumnOptions, ColumnsResult } from "./table-columns.js";
import { recordsOfResults } from "./table-shape.js";
import { unitRowNotice } from "./unit-row.js";

/** A part of the id by its number; another id of the candidate; or the site. */
export type IdRole = { readonly part: number } | { readonly isOfSite: boolean } | "site" | "problem";

/** In a part of a list: the key under which the engine says what only the whole list shows. */
export const PROBLEM_KEY = "_problem";

/** The keys of one JSON file's records. */
export interface JsonColumns {
  readonly kind: "json";
  readonly format: "json" | "ndjson";
  /** The file is a part of a list: see `ObjectsHead.whole`. */
  readonly isPart: boolean;
  /** The keys that hold the id (nested: dotted), several for a composite id; none: the row stands in for it. */
  readonly id: readonly string[];
  /** What the value under a key is for the id. */
  idRoleOf(path: string): IdRole | undefined;
  /** The key of the sites, where ids of several sites may be equal. */
  readonly perSite: string | undefined;
  /** What the value under a key is; nested keys are dotted. Empty: nothing that criteria use. */
  rolesOf(path: string): readonly KeyRole[];
  /** Whether a key says of whole records that they do not count. */
  isStatus(path: string): boolean;
  /** Whether a key holds the day of all values that have none of their own. */
  isDate(path: string): boolean;
  /** The slots of which a key holds the site or laboratory, as the column map says; */
  sitesOf(path: string): readonly number[];
  /** and those of which any key does. */
  readonly withSite: ReadonlySet<number>;
  /** Slots for which the column map names a key of their own for the day, and for the unit. */
  readonly ownDates: ReadonlySet<number>;
  readonly ownUnits: ReadonlySet<number>;
  /** The same, of the units of a slot's limits of normal. */
  ownLimitUnits(slot: number): readonly NormalLimit[];
  /** How values without a key of their own are read. By slot. */
  readonly settings: readonly SlotSettings[];
  readonly rules: RowRules;
  /** The row of the record that holds units, and no candidate. */
  readonly unitRow: number | undefined;
  /** Whether a key is no field's, no id, and not the companion of another key: it may say something of the number beside it. */
  isFree(path: string): boolean;
  /** The slots whose keys another one is called after: `PLT_flag` behind `PLT`, wherever it stands. */
  calledAfter(path: string): readonly number[];
  /** Whether a key is called like a field, also one that no criterion uses. */
  isFieldName(path: string): boolean;
  readonly neighbour: ReturnType<typeof keyNeighbours>;
}

/** Finds the id's key, and prepares to find the fields' keys. */
export function resolveJsonColumns(plan: SlotPlan, head: ObjectsHead, options: ColumnOptions): ColumnsResult<JsonColumns> {
  const { map, file } = options;
  const shape = otherShape(plan, head, map);
  if (shape !== undefined) return { columns: undefined, notices: [{ ...shape, severity: "error", file }] };
  const { headings } = head;
  const notices: InputNotice[] = [];
  const plainRoles = keyRoles(plan, head, map);
  const units = unitRecord(plan, head, plainRoles);
  const rolesOf = units === undefined ? plainRoles : rolesWithUnits(plan, head, map, plainRoles, units);
  if (units !== undefined && head.firstRow !== undefined)
    notices.push(
      ...[unitRowNotice(head.firstRow, "keys"), ...refusedKeys(plan, head, plainRoles, rolesOf, units)].map(
        (notice) => ({ ...notice, severity: "note", file }) as const,
      ),
    );
  const asked = askedId(options.id, map?.id);
  notices.push(
    ...mapClashes(map, namesToFind(plan), "key", (name) => {
      const heading = headings.find((key) => isKey(key, name));
      if (heading === undefined) return undefined;
      const owners = rolesOf(heading).filter(({ part }) => part === "value");
      const named = idName(heading);
      const isId = named !== undefined || (asked?.choice ?? []).some((key) => isKey(heading, key));
      return {
        heading,
        isId,
        isSureId: named?.isSure === true,
        fields: owners.flatMap(({ slot }) => plan.slots[slot]?.field ?? []),
      };
    }),
  );
  if (stops(notices)) return { columns: undefined, notices };
  const taken = new Map<number, string>();
  for (const [index, heading] of headings.entries()) {
    const [role] = rolesOf(heading);
    if (role !== undefined) taken.set(index, plan.slots[role.slot]?.field.name ?? "");
  }
  const unused = headings.filter((_, index) => !taken.has(index));
  // Of records that cannot be parsed, or have no key, that is reported once all are read.
  const ids =
    head.isBroken || headings.length === 0
      ? { id: (asked?.choice ?? []).map((heading) => ({ index: -1, heading })), perSite: undefined }
      : findIdColumns(
          { headings, finder: headingFinder(headings, "first"), asked, taken, names: usedNames(plan), word: "key" },
          (severity, told) => notices.push({ ...told, severity, file }),
        );
  if (ids === undefined || stops(notices)) return { columns: undefined, notices, unused };
  const id = ids.id.map(({ heading }) => heading);
  const slotsWith = (key: "dateColumn" | "unitColumn" | "ulnUnitColumn" | "llnUnitColumn"): ReadonlySet<number> =>
    new Set(plan.slots.flatMap(({ index, field }) => (map?.columns.get(field.name)?.[key] === undefined ? [] : [index])));
  const limitUnits = { uln: slotsWith("ulnUnitColumn"), lln: slotsWith("llnUnitColumn") };
  const sites = siteKeys(plan, map);
  const names = fieldNames(plan);
  const columns: JsonColumns = {
    kind: "json",
    format: head.format,
    isPart: head.whole !== undefined,
    id,
    idRoleOf: idRoles(id, rolesOf, head.whole !== undefined),
    perSite: ids.perSite?.heading,
    rolesOf,
    isStatus: isRecordStatus,
    isDate: (path) => map?.dateColumn !== undefined && isKey(path, map.dateColumn),
    sitesOf: (path) => sites.flatMap(({ slot, key }) => (isKey(path, key) ? [slot] : [])),
    withSite: new Set(sites.map(({ slot }) => slot)),
    ownDates: slotsWith("dateColumn"),
    ownUnits: slotsWith("unitColumn"),
    ownLimitUnits: (slot) => LIMITS.filter((limit) => limitUnits[limit].has(slot)),
    settings: plan.slots.map((slot) => settingsOf(slot.field, map, "", NO_UNIT)),
    rules: { ...rowRules(head.firstRows, ids.id, map), ...head.whole },
    unitRow: units === undefined ? undefined : head.firstRow,
    isFree: freeKeys(plan, head),
    calledAfter: calledAfter(
      headings.flatMap((heading) =>
        rolesOf(heading).flatMap(({ slot, part }) => {
          const field = plan.slots[slot]?.field;
          return part === "value" && field !== undefined ? [{ slot, heading, field }] : [];
        }),
      ),
    ),
    isFieldName: (path) => names.rolesOf(headingForms(path)).length > 0,
    neighbour: keyNeighbours(plan, head),
  };
  return { columns, notices };
}

const LIMITS: readonly NormalLimit[] = ["uln", "lln"];

/** Of each number the key that the column map names for its site. */
function siteKeys({ slots }: SlotPlan, map: ColumnMap | undefined): readonly { readonly slot: number; readonly key: string }[] {
  return slots.flatMap(({ index, field }) => {
    const key = map?.columns.get(field.name)?.per ?? map?.per;
    return key === undefined || field.type !== "number" ? [] : [{ slot: index, key }];
  });
}

/** What the records are, if no candidates. */
function otherShape(plan: SlotPlan, head: ObjectsHead, map: ColumnMap | undefined): Notice | undefined {
  const { headings } = head;
  if (headings.includes("datasetJSONVersion"))
    return {
      code: "unknown-format",
      message: "CDISC Dataset-JSON is not read yet",
      help: "save it as CSV, then screen that file",
    };
  const rolesOf = keyRoles(plan, head, map);
  const slots = headings.flatMap((key) => rolesOf(key).filter(({ part }) => part === "value")).map(({ slot }) => slot);
  return recordsOfResults(plan, head, new Set(slots.map((slot) => plan.slots[slot]?.field.name ?? "")));
}

/** Another spelling of the id's key is the id's key, too: a second id must not be passed over. */
function idRoles(id: readonly string[], rolesOf: JsonColumns["rolesOf"], isPart: boolean): JsonColumns["idRoleOf"] {
  const parts = id.map(foldHeading);
  if (parts.length === 0 && !isPart) return () => undefined;
  return (path) => {
    if (isPart && path === PROBLEM_KEY) return "problem";
    if (parts.length === 0) return undefined;
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
function keyRoles(plan: SlotPlan, head: ObjectsHead, map: ColumnMap | undefined): JsonColumns["rolesOf"] {
  const index = headingIndex(plan.slots.map((slot) => slot.field));
  const names = fieldNames(plan);
  const slotsOf = new Map<Field, number>(plan.slots.map((slot) => [slot.field, slot.index]));
  const mapped = mappedKeys(map);
  const keyOf = (field: string, part: Part): string | undefined =>
    mapped.find((one) => one.field === field && one.part === part)?.key;
  const known = new Set(keysOfValues(head.headings).map(foldHeading));
  const copied = copiedRoles(plan, head);
  const isHead = once(() => new Set(head.headings.flatMap((key) => index.rolesOf(headingForms(key)).map(({ field }) => field))));
  return (path) => {
    const roles: KeyRole[] = [];
    const forms = headingForms(path);
    const owners = mapped.filter(({ key }) => isKey(path, key));
    const isOwned = owners.some(({ part }) => part === "value");
    const put = (field: Field, part: Part, unit: HeadingUnit): void => {
      const slot = slotsOf.get(field);
      if (slot === undefined || roles.some((role) => role.slot === slot && role.part === part)) return;
      roles.push({ slot, part, unit, settings: settingsOf(field, map, path, part === "value" ? unit : NO_UNIT, head) });
    };
    const named = index.rolesOf(forms);
    for (const role of named) {
      const { field, part, unit, stem } = role;
      // A key that the map gives to a field is that field's; and a field that has a key in the map has no other.
      if (keyOf(field.name, part) !== undefined || (part === "value" && isOwned)) continue;
      if (stem !== undefined && (isFieldItself(names, forms, role) || isOthers(stem, field, keyOf(field.name, "value"))))
        continue;
      if (part === "unit" && isOfUrine(field, { heading: path, index: head.headings.indexOf(path) }, head)) continue;
      put(field, part, unit);
    }
    for (const { field } of plan.slots) {
      const key = keyOf(field.name, "value");
      if (key !== undefined)
        for (const role of companionsOf(forms, field, stemsOfValue(key, field)))
          if (keyOf(field.name, role.part) === undefined && !isFieldItself(names, forms, role)) put(field, role.part, role.unit);
      for (const { field: owner, part } of owners)
        if (owner === field.name) put(field, part, unitOfKey(path, field, part, named));
    }
    // A key that repeats another key's value makes two values of it.
    if (roles.length === 0 && !isOwned)
      for (const { field, unit } of copied(path))
        if (keyOf(field.name, "value") === undefined && isHead().has(field)) put(field, "value", unit);
    return roles;
  };

  /** Named after another key than the one that the map names for the field: it is that key's companion, not this one's. */
  function isOthers(stem: string, field: Field, key: string | undefined): boolean {
    return key !== undefined && known.has(stem) && !stemsOfValue(key, field).has(stem);
  }
}

/** What a key that the map names says of the unit: the same as if it were found by its name. */
function unitOfKey(path: string, field: Field, part: Part, named: readonly Role[]): HeadingUnit {
  if (part !== "value" && part !== "uln" && part !== "lln") return NO_UNIT;
  return named.find((role) => role.field === field && role.part === part)?.unit ?? trailingUnit(path, field);
}
