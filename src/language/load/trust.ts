/** What a column map declares to be right. */
import type { JsonObject } from "../../text/json.js";
import { likeliestName } from "../../text/likeness.js";
import { TRUSTED, type Trust } from "../model.js";
import type { FileReport } from "./source.js";
import { didYouMean } from "./suggest.js";

const WORDS = TRUSTED.map((one) => `\`${one}\``).join(", ");

/** The names under `trust`, of the whole map or of an entry, in their own order. */
export function readTrust(
  report: FileReport,
  node: JsonObject,
  names: readonly string[] | undefined,
): readonly Trust[] | undefined {
  const list = node.entries.find(({ key }) => key === "trust")?.value;
  for (const item of list?.kind === "array" ? list.items : []) {
    if (item.kind !== "string" || TRUSTED.some((one) => one === item.value)) continue;
    const meant = likeliestName(item.value, TRUSTED);
    report.error("invalid-value", item.at, `\`trust\` cannot name \`${item.value}\``, didYouMean(meant) ?? `it names ${WORDS}`);
  }
  return names === undefined ? undefined : TRUSTED.filter((one) => names.includes(one));
}
