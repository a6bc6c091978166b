/** What is said of a value because of a column beside it. */
import { numberedHint } from "./numbered-columns.js";

/** How a column is named in a map that settles what it is; or what else it says of the values beside it. */
export type NeighbourKey = "operatorColumn" | "unitColumn" | "remark" | "otherwise" | "specimen" | "value" | "numbered";

/** What is said of a number beside such a column. */
export function neighbourHint(heading: string, index: number, key: NeighbourKey): string {
  const name = heading.trim() === "" ? `column ${index + 1}` : `\`${heading}\``;
  if (key === "numbered") return numberedHint(heading, index);
  return `${name} ${BESIDE[key]}`;
}

const BESIDE: Readonly<Record<Exclude<NeighbourKey, "numbered">, string>> = {
  operatorColumn: "next to it may hold its comparison sign",
  unitColumn: "next to it may hold its unit",
  value: "next to it may hold another value of it",
  remark: "has a remark that casts doubt on it",
  otherwise: "says otherwise, or leaves it open",
  specimen: "names another specimen",
};
