/** Checks the types of a table's columns against what is read from them. */
import type { Field } from "../language/model.js";
import type { ColumnType, Dialect } from "./dialect.js";
import type { Refusals } from "./refusal.js";
import type { Role, SlotColumns, TableColumns } from "./table.js";
import type { KnownTable } from "./texts.js";

const NUMBERS: readonly ColumnType[] = ["double", "exact"];
const WORDS: Readonly<Record<ColumnType, string>> = {
  double: "a double",
  exact: "a decimal",
  boolean: "BOOLEAN",
  text: "text",
  date: "DATE",
  absent: "absent",
};

function typesFor(role: Role, { type }: Field): readonly ColumnType[] {
  switch (role) {
    case "value":
    case "low":
    case "high":
      return type === "number" ? NUMBERS : type === "date" ? ["date"] : type === "boolean" ? ["boolean", "text"] : ["text"];
    case "uln":
    case "lln":
      return NUMBERS;
    case "lowOpen":
    case "highOpen":
      return ["boolean"];
    case "date":
      return ["date"];
    case "sign":
    case "unit":
    case "missing":
    case "ulnUnit":
    case "llnUnit":
      return ["text"];
  }
}

/** The type of a slot's column; one that cannot be read is refused, and taken as absent. */
export function typeOfColumn({ names, field }: SlotColumns, role: Role, known: KnownTable, refusals: Refusals): ColumnType {
  const name = names[role];
  return name === undefined ? "absent" : checked(name, typesFor(role, field), known, refusals);
}

/** The id must be text, and there. */
export function checkId(name: string, known: KnownTable, refusals: Refusals): void {
  if (checked(name, ["text"], known, refusals) === "absent" && !isRefused(name, refusals))
    refusals.add({
      code: "no-column",
      message: `\`${known.table}\` has no column \`${name}\``,
      help: 'the column of the candidate ID is named `candidate`, or by "id" in a column map',
    });
}

function isRefused(name: string, refusals: Refusals): boolean {
  return refusals.all.some(({ code, message }) => code === "column-type" && message.startsWith(`\`${name}\` `));
}

function checked(name: string, expected: readonly ColumnType[], known: KnownTable, refusals: Refusals): ColumnType {
  const { type, line } = known.types.get(name) ?? { type: "absent" as const, line: undefined };
  if (typeof type !== "string") {
    refusals.add({ code: "column-type", line, message: `\`${name}\` ${type.why}`, help: type.help });
    return "absent";
  }
  if (type === "absent" || expected.includes(type)) return type;
  const wanted = expected.map((one) => WORDS[one]).join(" or ");
  refusals.add({
    code: "column-type",
    line,
    message: `\`${name}\` is ${WORDS[type]}, not ${wanted}`,
    help: `cast it in a view to ${wanted}`,
  });
  return "absent";
}

/** Refuses two columns that have the same name for the engine. */
export function checkSameNames(
  { id, slots }: TableColumns,
  known: KnownTable,
  { ignoresCase, title }: Dialect,
  refusals: Refusals,
): void {
  if (!ignoresCase) return;
  const byFolded = new Map<string, string>();
  for (const name of [id, ...slots.flatMap(({ names }) => Object.values(names))]) {
    const found = known.types.get(name);
    if (found === undefined || found.type === "absent") continue;
    const other = byFolded.get(name.toLowerCase()) ?? name;
    byFolded.set(name.toLowerCase(), other);
    if (other !== name)
      refusals.add({
        code: "same-name",
        line: found.line,
        message: `\`${other}\` and \`${name}\` are one column in ${title}`,
        help: "give one of them a column of another name, by a column map",
      });
  }
}

/** Refuses a column that would change the reading of others but is not read. */
export function checkStrays({ strays, names }: SlotColumns, known: KnownTable, refusals: Refusals): void {
  for (const name of strays) {
    const found = known.types.get(name);
    if (found !== undefined && found.type !== "absent")
      refusals.add({
        code: "stray-column",
        line: found.line,
        message: `\`${name}\` may hold the comparison signs of \`${names.value}\`, and would not be read`,
        help: `name it \`${names.sign}\` in a view, or name it as \`operatorColumn\` in a column map`,
      });
  }
}
