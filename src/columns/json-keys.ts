/** What is said about the keys of JSON records, once all records were looked at. */
import type { InputNotice, Notice } from "../diagnostics/notice.js";
import type { ColumnMap } from "../language/model.js";
import type { SlotPlan } from "../plan/slots.js";
import { passedOverNotices } from "./column-keys.js";
import { fieldNames, isFieldItself, namesToFind } from "./column-matches.js";
import { columnFault, knownNames, lackingField, noFields } from "./find-column.js";
import { companionsOf, type HeadingIndex, headingForms, headingIndex } from "./heading.js";
import { askedId, lackingId } from "./id-columns.js";
import type { JsonColumns } from "./json-columns.js";
import { isKey, mappedKeys } from "./mapped-keys.js";
import { stemsOfValue } from "./stems.js";
import type { ColumnOptions } from "./table-columns.js";

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
  const likely = { word: "key", known: knownNames(plan), cellsOf: () => undefined } as const;
  const found = new Set<number>();
  const used = new Set<string>();
  for (const name of names) {
    for (const { slot, part } of columns.rolesOf(name)) {
      used.add(name);
      if (part === "value" && plan.slots[slot]?.isWhole === false) found.add(slot);
    }
  }
  const conflicts = keyConflicts(plan, names, map).map((told): InputNotice => ({ ...told, severity: "error", file }));
  if (conflicts.length > 0) return conflicts;
  const wrongKeys = [...wrongMapKeys(plan, names, map), ...twoDates(plan, columns, names, map)].map(
    (told): InputNotice => ({ ...told, severity: "error", file }),
  );
  if (wrongKeys.length > 0) return wrongKeys;
  if (found.size === 0) return [{ ...noFields(plan, { ...likely, names }), severity: "error", file }];
  if (columns.id.length === 0 && askedId(id, map?.id) === undefined) return [{ ...lackingId("key"), severity: "error", file }];
  const others = names.filter((name) => !used.has(name));
  const lacking = plan.slots.filter(
    (slot) => slot.used && !found.has(slot.index) && !(slot.since !== undefined && found.has(slot.since)),
  );
  const byName = new Map(lacking.map((slot) => [slot.field.name, slot.field]));
  const other = passedOverKeys(plan, names, map).map((told): InputNotice => ({ ...told, severity: "note", file }));
  const missing = [...byName.values()].map((field): InputNotice => {
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
  return [...other, ...missing];
}

/** Keys that may reverse the meaning of what is nested in them, or make it another person's. */
const ASTRAY =
  /(?<!\p{L})(?:no|not|non|without|free|excluded?|absent|negative|denied|kein|ohne|sans|sin|family|mother|father|history|prior|previous|past|planned|baseline|change|delta|log|ln|ratio|percent|z[-_ ]?score)(?!\p{L})|无|否/iu;

/** Whether the last part of a dotted name is a field's. */
function isNested(path: string, index: HeadingIndex): boolean {
  const dot = path.lastIndexOf(".");
  return dot >= 0 && index.rolesOf(headingForms(path.slice(dot + 1))).some((role) => role.part === "value");
}

function keyConflicts(plan: SlotPlan, names: readonly string[], map: ColumnMap | undefined): readonly Notice[] {
  const mapped = mappedKeys(map).filter(({ part }) => part === "value");
  const told = new Map<string, Notice>();
  plan.trials.forEach((trial, index) => {
    const used = namesToFind(plan, index);
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

/** Keys that say that they hold what the column map gives to another key: they are not read, and that may be a slip. */
function passedOverKeys(plan: SlotPlan, names: readonly string[], map: ColumnMap | undefined): readonly Notice[] {
  const mapped = mappedKeys(map);
  if (mapped.length === 0) return [];
  const roles = headingIndex(plan.slots.map((slot) => slot.field));
  const own = fieldNames(plan);
  const told = new Map<string, Notice>();
  for (const name of names) {
    // What the map names is read, and so is what lies within it.
    if (mapped.some(({ key }) => isKey(name, key) || name.startsWith(`${key}.`))) continue;
    const forms = headingForms(name);
    const byKey = plan.slots.flatMap(({ field }) => {
      const value = mapped.find((one) => one.field === field.name && one.part === "value");
      return value === undefined ? [] : companionsOf(forms, field, stemsOfValue(value.key, field));
    });
    for (const role of [...roles.rolesOf(forms), ...byKey]) {
      const { field, part } = role;
      if (!mapped.some((one) => one.field === field.name && one.part === part)) continue;
      if (part !== "value" && isFieldItself(own, forms, role)) continue;
      for (const notice of passedOverNotices(field, { passedOver: [{ part, heading: name }] }, "key"))
        told.set(notice.message, notice);
    }
  }
  return [...told.values()];
}

/** Keys that the column map names for used fields and that no record has. */
function wrongMapKeys(plan: SlotPlan, names: readonly string[], map: ColumnMap | undefined): readonly Notice[] {
  const used = namesToFind(plan);
  const isMissing = (key: string): boolean => !names.some((name) => isKey(name, key));
  const ofField = (field: string): string => `the column map for \`${field}\``;
  const asked = [
    ...mappedKeys(map).map(({ field, key }) => ({ field, key, by: ofField(field) })),
    ...[...(map?.columns ?? [])].map(([field, { per }]) => ({ field, key: per, by: ofField(field) })),
    ...(["dateColumn", "per"] as const).map((what) => ({ field: "", key: map?.[what], by: `the column map (\`${what}\`)` })),
  ];
  return asked.flatMap(({ field, key, by }) =>
    key === undefined || (field !== "" && !used.has(field)) || !isMissing(key)
      ? []
      : [columnFault("missing", { asked: key, by }, names, "key")],
  );
}

/**
 * A record that lacks the day of one value must not get that of all others unnoticed: where some record has both, the map must say which
 * it is. (In a table the column is there in every row.)
 */
function twoDates(plan: SlotPlan, columns: JsonColumns, names: readonly string[], map: ColumnMap | undefined): readonly Notice[] {
  if (map?.dateColumn === undefined) return [];
  const told = new Map<string, Notice>();
  for (const name of names) {
    for (const { slot, part } of columns.isDate(name) ? [] : columns.rolesOf(name)) {
      const field = plan.slots[slot]?.field.name;
      if (part !== "date" || field === undefined || columns.ownDates.has(slot)) continue;
      told.set(field, {
        code: "two-columns",
        column: name,
        message: `\`${field}\` has the date \`${name}\`, and the column map names \`${map.dateColumn}\` for all values`,
        help: `say which in the column map: { "columns": { "${field}": { "dateColumn": ${JSON.stringify(name)} } } }`,
      });
    }
  }
  return [...told.values()];
}
