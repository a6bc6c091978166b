/** Checks that a field can use the columns that a map names beside it. */
import type { ColumnMapEntry, Field } from "../model.js";
import type { FileReport } from "./source.js";

type Companions = Pick<
  ColumnMapEntry,
  "unitColumn" | "operatorColumn" | "dateColumn" | "ulnColumn" | "ulnUnitColumn" | "llnColumn" | "llnUnitColumn"
>;

/** A column beside a field that has no use for it was meant for another field. */
export function checkCompanions(
  report: FileReport,
  at: (key: keyof Companions) => number,
  named: Companions,
  fields: readonly Field[],
): void {
  const check = (key: keyof Companions, faultOf: (field: Field) => string | undefined): void => {
    const fault = named[key] === undefined ? undefined : fields.map(faultOf).find((one) => one !== undefined);
    if (fault !== undefined) report.error("invalid-value", at(key), fault);
  };
  const notNumber = (field: Field): string | undefined =>
    field.type === "number" ? undefined : `\`${field.name}\` is a ${field.type} field, not a number`;
  const noUnit = (field: Field): string | undefined =>
    notNumber(field) ??
    (field.type === "number" && field.unit === undefined ? `\`${field.name}\` is a bare number and has no unit` : undefined);
  check("unitColumn", noUnit);
  check("operatorColumn", notNumber);
  check("ulnColumn", noUnit);
  check("ulnUnitColumn", noUnit);
  check("llnColumn", noUnit);
  check("llnUnitColumn", noUnit);
  check("dateColumn", (field) => (field.type === "date" ? `\`${field.name}\` is itself a date` : undefined));
}
