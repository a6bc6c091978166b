/** Fields that nothing uses, criteria without a source, and dictionaries in which no column or laboratory code can be found. */
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import { type Field, leavesOf, type Trial } from "../model.js";

/** Fields of the criteria file itself that no criterion uses. */
export function checkUnusedFields(trial: Trial): readonly Diagnostic[] {
  const used = new Set(trial.criteria.flatMap(({ condition }) => leavesOf(condition).map(({ field }) => field.name)));
  for (const name of [...used]) {
    const field = trial.fields.get(name);
    if (field?.type === "number" && field.since !== undefined) used.add(field.since);
  }
  return [...trial.fields.values()]
    .filter((field) => field.at.file === trial.file && !used.has(field.name))
    .map(({ name, at }) => {
      return {
        code: "unused-field",
        severity: "warning",
        at,
        message: `no criterion uses the field \`${name}\``,
        help: "remove it, or is a criterion missing?",
      };
    });
}

/** Criteria that do not say where they are in the protocol. */
export function checkSources(trial: Trial): readonly Diagnostic[] {
  return trial.criteria
    .filter(({ source }) => source === undefined)
    .map(({ id, at }) => {
      const help = '"source": "inclusion, item 4"; `--disable missing-source` turns this warning off';
      return {
        code: "missing-source",
        severity: "warning",
        at,
        message: `\`${id}\` does not say where it is in the protocol`,
        help,
      };
    });
}

/** Fields of a dictionary without other names, by which columns could be found; and laboratory quantities without a LOINC code. */
export function checkDictionary(fields: ReadonlyMap<string, Field>): readonly Diagnostic[] {
  return [...fields.values()].flatMap((field): readonly Diagnostic[] => {
    const { name, at, aliases, loinc } = field;
    if (aliases.length === 0) {
      const help = "`aliases` are the headings that sites use for it; `loinc` are its codes";
      return [
        {
          code: "missing-aliases",
          severity: "note",
          at,
          message: `\`${name}\` has no aliases: only its name and label are found as headings`,
          help,
        },
      ];
    }
    const isMeasured = field.type === "number" && field.unit !== undefined;
    if (!isMeasured || loinc.length > 0) return [];
    return [{ code: "missing-loinc", severity: "note", at, message: `the quantity \`${name}\` has no LOINC code` }];
  });
}
