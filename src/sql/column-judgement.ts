/** What the numbers of a column show together. If they speak against its unit, or look like codes, nothing is compiled. */
import { type ColumnFacts, mergeFacts, NO_FACTS } from "../facts/column-facts.js";
import { FactsCounter } from "../facts/count.js";
import { type ColumnJudgement, isScore, judgeColumn } from "../facts/judgement.js";
import { readInterval, readNumber } from "../values/number/number.js";
import { readOperator } from "../values/number/operator.js";
import type { Reading } from "../values/reading.js";
import type { ColumnUnit } from "../values/spec.js";
import type { RefusalCode } from "./refusal.js";
import type { SlotToRead } from "./slot.js";
import type { ListedNumbers } from "./texts.js";
import { FLAGS } from "./texts-query.js";

/** Adds refusals for what the numbers of a slot show together. */
export function judgeNumbers(
  slot: SlotToRead,
  listed: readonly ListedNumbers[],
  unitOf: (text: string | undefined) => ColumnUnit,
): void {
  const { field, settings, columns, refusals } = slot;
  if (field.type !== "number" || isScore(field)) return;
  const groups = listed.map((one) => countGroup(slot, one, unitOf(one.unit)));
  const facts = groups.map((one) => one.facts).reduce(mergeFacts, NO_FACTS);
  const { columnUnit, trust } = settings;
  const judged = judgeColumn(
    {
      ...{ field, inPercent: slot.inPercent, hasCodes: settings.parseOptions.codes !== undefined, trust },
      unit: columnUnit.state === "unit" ? columnUnit.unit : undefined,
      unitFrom: columnUnit.state === "unit" ? columnUnit.from : undefined,
    },
    facts,
  );
  const isMixed = groups.some((one) => one.isMixed) && facts.sentinels.size > 0 && !trust.has("sentinels");
  const name = columns.names.value;
  for (const { code, message, help } of objections(judged, isMixed, name)) refusals.add({ code, message, help });
}

/** Numbers that facts do not distinguish: all are counted by the least and the greatest. */
function countGroup(
  slot: SlotToRead,
  { low, high, sign, rows, flags }: ListedNumbers,
  unit: ColumnUnit,
): { facts: ColumnFacts; isMixed: boolean } {
  const { field, settings } = slot;
  if ((flags & FLAGS.interval) !== 0 && field.type === "number" && low !== high) {
    const counter = new FactsCounter(field);
    const ends = { low: low ?? Number.NEGATIVE_INFINITY, high: high ?? Number.POSITIVE_INFINITY };
    counter.add(readInterval({ ...ends, lowOpen: low === undefined, highOpen: high === undefined }, field, unit), rows);
    return { facts: counter.facts, isMixed: false };
  }
  if (low === undefined || high === undefined || field.type !== "number") return { facts: NO_FACTS, isMixed: false };
  const read = (value: number): Reading =>
    readNumber(String(value), field, unit, settings.parseOptions, true, readOperator(sign ?? ""));
  const counter = new FactsCounter(field);
  const least = read(low);
  const most = low === high ? least : read(high);
  const isMixed = least.state !== most.state;
  if (rows > 1) counter.add(isMixed && most.state === "read" ? most : least, rows - 1);
  counter.add(most, 1);
  return { facts: counter.facts, isMixed };
}

interface Objection {
  readonly code: RefusalCode;
  readonly message: string;
  readonly help: string;
}

function objections(judged: ColumnJudgement, isMixed: boolean, name: string): readonly Objection[] {
  const trust = (what: string): string => `or, if they are right, say \`"trust": ["${what}"]\` for the field in a column map`;
  const like = judged.looksLike === undefined ? "" : `, as ${judged.looksLike} would be`;
  const found: Objection[] = [];
  if (judged.unit === "withdrawn" || judged.unit === "doubt")
    found.push({
      code: "column-unit",
      message:
        judged.others.length > 0
          ? `\`${name}\` holds ${judged.others.join(" and ")} without a number, as at the start of another table`
          : judged.slips === 0
            ? `the numbers in \`${name}\` are all between 10 and 100, like percentages`
            : `${judged.slips} of ${judged.numbers} numbers in \`${name}\` are plausible only in another unit${like}`,
      help: `name the unit of each row in \`${name}_unit\`, or make them one unit in a view; ${trust("unit")}`,
    });
  if (judged.shares)
    found.push({
      code: "column-unit",
      message: `all numbers in \`${name}\` are at most 1, so they may be fractions of 1 and not percentages`,
      help: `make them percentages in a view; ${trust("unit")}`,
    });
  if ((judged.sentinels.length > 0 || isMixed) && !judged.trusted.includes("sentinels"))
    found.push({
      code: "missing-codes",
      message: `numbers in \`${name}\` look like codes for a missing value (${judged.sentinels.length > 0 ? judged.sentinels.join(", ") : "999, 88 and the like"})`,
      help: `declare them under \`missing\` in a column map, or make them NULL in a view; ${trust("sentinels")}`,
    });
  if (judged.coded === "yes")
    found.push({
      code: "coded-column",
      message: `\`${name}\` has only small whole numbers, like codes, and its unit is not stated`,
      help: `name the unit in a column map or in \`${name}_unit\`; ${trust("coded")}`,
    });
  return found;
}
