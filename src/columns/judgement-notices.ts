/** Notices about columns whose cells, taken together, speak against some of them. */
import type { SlotStats, Tally } from "../cells/stats.js";
import { aboutField, type InputNotice } from "../diagnostics/notice.js";
import { type ColumnJudgement, type ColumnsJudged, hasNoZero, judgementsOf, type PlacedJudgement } from "../facts/judgement.js";
import { areApart } from "../facts/limit-facts.js";
import { isScaleOfSteps } from "../facts/sentinel.js";
import type { Field, NumberField, Trust } from "../language/model.js";
import type { Slot } from "../plan/slots.js";
import { UNREADABLE_WORDS } from "../values/describe-reading.js";
import { otherUnits } from "../values/number/judge.js";
import type { UnreadableReason } from "../values/reading.js";
import type { ColumnUnit } from "../values/spec.js";

type Told = Omit<InputNotice, "file" | "column">;

/** What must be known of the column to say how to go on. */
export interface ToldColumn {
  /** The heading; undefined in JSON, whose keys may differ. */
  readonly heading: string | undefined;
  readonly columnUnit: ColumnUnit | undefined;
}

/** Notes on one slot's columns, at most one of a kind. */
export function judgementNotices({ index, field }: Slot, column: ToldColumn, judged: ColumnsJudged | undefined): readonly Told[] {
  const found = judgementsOf(judged, index);
  const told: Told[] = [];
  const tell = (
    code: InputNotice["code"],
    is: (one: ColumnJudgement) => boolean,
    words: (one: PlacedJudgement) => readonly [before: string, behind: string, help: string],
  ): void => {
    const places = found.filter((one) => is(one.judgement));
    const [first] = places;
    if (first === undefined) return;
    const [before, behind, help] = words(first);
    const sites = places.flatMap(({ site }) =>
      site === undefined || places.some((one) => one.site === undefined) ? [] : [site],
    );
    const details = [
      ...(column.heading === undefined ? [] : [`column \`${column.heading}\``]),
      ...(sites.length === 0 ? [] : [`in ${sites.length === 1 ? "1 site" : `${sites.length} sites`}`]),
    ];
    const around = [before, behind] as const;
    told.push({ code, severity: "note", ...aboutField(field, (subject) => ({ subject, details }), around), help });
  };
  if (field.type === "number") {
    tell(
      "unit-withdrawn",
      ({ unit }) => unit === "withdrawn",
      (one) => withdrawnWords(one.judgement, field, column),
    );
    tell(
      "unit-in-doubt",
      ({ unit }) => unit === "doubt",
      (one) => doubtWords(one.judgement, field),
    );
    tell(
      "unit-unseen",
      ({ unit }) => unit === "unseen",
      () => UNSEEN_WORDS,
    );
    tell(
      "share-or-percent",
      ({ shares }) => shares,
      () => SHARE_WORDS,
    );
    tell(
      "missing-code",
      ({ sentinels, trusted }) => sentinels.length > 0 && !trusted.includes("sentinels"),
      () => [
        "",
        ` has numbers such as 999 or 99 ${isScaleOfSteps(field) ? "that are not on the scale" : "far from all others"}, which look like codes for missing values; they are not read`,
        `declare them as "missing" in a column map, or ${trustLine(field.name, "sentinels")} if they were measured`,
      ],
    );
    tell(
      "limits-differ",
      ({ limits }) => areApart(limits),
      () => [
        "limits of normal of ",
        " differ by more than a factor of four between rows, so those far from the majority are not read",
        `give their units in a column of their own, correct them, or ${trustLine(field.name, "unit")} if they are right`,
      ],
    );
    tell(
      "coded-column",
      ({ coded }) => coded === "yes",
      () => [
        "",
        hasNoZero(field)
          ? " has only 0 and 1, and 0 is not a grade: they may mean no and yes, and are not read"
          : " has only small whole numbers, and no unit is stated: they may be codes, and are not read",
        `declare "codes" in a column map${hasNoZero(field) ? "" : ", state the unit"}, or ${trustLine(field.name, "coded")} if they were measured`,
      ],
    );
    tell(
      "coded-column",
      ({ coded }) => coded === "note",
      () => ["", " has only small whole numbers: they are read as counts", 'declare "codes" in a column map if they are codes'],
    );
  }
  tell(
    "coded-column",
    ({ lettersAreCodes }) => lettersAreCodes,
    () => [
      "",
      " has letters that do not fit together, so none of them is read",
      'declare what each of them stands for as "codes" in a column map',
    ],
  );
  tell(
    "trusted",
    ({ trusted }) => trusted.length > 0,
    ({ judgement: { trusted } }) => trustWords(trusted, "its other cells cast doubt on that"),
  );
  return told;
}

/** Notes on numbers that the column map trusts although the heading, or a column beside them, speaks against that. */
export function trustNotices(
  field: Field,
  heading: string | undefined,
  { trustedScale, trustedBeside }: Pick<SlotStats, "trustedScale" | "trustedBeside">,
): readonly Told[] {
  const note = (tally: Tally | undefined, what: Trust, against: string): readonly Told[] => {
    if (tally === undefined) return [];
    const [before, behind, help] = trustWords([what], against);
    const cells = tally.count === 1 ? "1 cell" : `${tally.count} cells`;
    const details = [...(heading === undefined ? [] : [`column \`${heading}\``]), cells];
    const about = aboutField(field, (subject) => ({ subject, details }), [before, behind]);
    return [{ code: "trusted", severity: "note", row: tally.firstRow, ...about, help }];
  };
  return [
    ...note(trustedScale, "bracket", "the heading names another scale"),
    ...note(trustedBeside, "neighbours", "an adjacent column casts doubt on that"),
  ];
}

/** Fewer cells say nothing about a column. */
const FEWEST = 3;
/** What is reported about whole records. */
const OF_RECORDS: ReadonlySet<string> = new Set(["shifted", "two-values", "not-a-candidate"] satisfies UnreadableReason[]);

const WHY: Readonly<Record<string, string>> = UNREADABLE_WORDS;

/** A column of which hardly anything was read: criteria that use it decide nothing for most candidates. */
export function unreadNotices(
  field: Field,
  heading: string | undefined,
  { read, unreadable }: Pick<SlotStats, "read" | "unreadable">,
): readonly Told[] {
  const own = unreadable.filter(({ reason }) => !OF_RECORDS.has(reason));
  const [most] = [...own].sort((a, b) => b.count - a.count);
  const count = own.reduce((sum, one) => sum + one.count, 0);
  if (most === undefined || count < FEWEST || count <= read) return [];
  const details = [...(heading === undefined ? [] : [`column \`${heading}\``]), `${count} of ${count + read} cells`];
  const why = (WHY[most.reason] ?? most.reason) + (most.hint === undefined ? "" : `, ${most.hint}`);
  const around = ["most values of ", ` cannot be read${most.count === count ? "" : ", mostly"}: ${why}`] as const;
  return [
    {
      code: "mostly-unreadable",
      severity: "note",
      row: most.firstRow,
      ...aboutField(field, (subject) => ({ subject, details }), around),
      help: "`trialsieve columns` with `--cells` lists them; correct the list, or say in a column map how to read them",
    },
  ];
}

/** A column most of whose values fail a criterion in an assumed unit, though the field has other units: hardly all candidates are so ill. */
export function failNotices(
  field: Field,
  heading: string | undefined,
  { assumedUnit, assumedFails }: Pick<SlotStats, "assumedUnit" | "assumedFails">,
): readonly Told[] {
  if (assumedUnit === undefined || assumedFails < FEWEST || 2 * assumedFails <= assumedUnit.count) return [];
  if (field.type !== "number" || field.unit === undefined || otherUnits(field.unit, field).length === 0) return [];
  const cells = `${assumedFails} of ${assumedUnit.count} cells`;
  const details = [...(heading === undefined ? [] : [`column \`${heading}\``]), cells];
  const behind = ` fail a criterion, and their unit is not stated: ${field.unit.ucum} is assumed`;
  return [
    {
      code: "fails-by-assumed-unit",
      severity: "note",
      row: assumedUnit.firstRow,
      ...aboutField(field, (subject) => ({ subject, details }), ["most values of ", behind]),
      help: `find out their unit, and state it in a column map: { "columns": { "${field.name}": { "unit": "…" } } }`,
    },
  ];
}

function trustWords(what: readonly Trust[], against: string): readonly [before: string, behind: string, help: string] {
  return [
    "",
    ` is read as written because the column map trusts it (${what.join(", ")}), though ${against}`,
    "verdicts that depend on it are marked as assumed",
  ];
}

function trustLine(field: string, what: ColumnJudgement["trusted"][number]): string {
  return `trust it: { "columns": { "${field}": { "trust": ["${what}"] } } }`;
}

const UNSEEN_WORDS = [
  "the list could not be checked as a whole, so numbers without a unit of their own are not read in ",
  "",
  'save it to a file and screen that, hold more with --max-held-bytes, or declare "trust": ["unit"] in a column map',
] as const;

const SHARE_WORDS = [
  "all numbers without a unit of ",
  " are at most 1: they may be percentages or fractions of 1, so each counts as both, as far as that is plausible",
  'write percentages, or declare "trust": ["unit"] in a column map if these are percentages below 1',
] as const;

/** What the figures would fit; of a count and a percentage neither is recommended. */
function fitting({ looksLike, mayBePercent }: ColumnJudgement): string {
  if (looksLike === undefined) return "";
  if (mayBePercent === undefined) return `; most of the column would fit ${looksLike}`;
  return `; the figures would fit ${looksLike}, but also a percentage (${mayBePercent})`;
}

function withdrawnWords(judgement: ColumnJudgement, field: NumberField, column: ToldColumn) {
  const { slips, numbers, others } = judgement;
  const stated = column.columnUnit?.state === "unit" ? column.columnUnit : undefined;
  const unit = stated?.unit?.ucum ?? field.unit?.ucum ?? "";
  const from =
    stated?.from === "heading"
      ? "the unit in the heading"
      : stated?.from === "column-map"
        ? "the unit of the column map"
        : "the unit that is assumed";
  if (others.length > 0) {
    const told = ` holds ${others.join(" and ")} without a number, as at the start of another table, or a note names it, and not ${unit}, ${from}. No number in this column is certain to be in ${unit}`;
    return [
      "a cell in ",
      told,
      `put each table in a file or sheet of its own, state the unit that a note names, or ${trustLine(field.name, "unit")} if all are in ${unit}`,
    ] as const;
  }
  if (slips === 0) {
    const told = `, without a unit, are all between 10 and 100, like percentages (${judgement.mayBePercent ?? ""}). No number in this column is certain to be in ${unit}`;
    return ["the numbers in ", told, `${helpWithUnit(judgement, field, false)}; if these are counts, state the unit`] as const;
  }
  const behind = ` ${slips === 1 ? "does" : "do"} not fit ${unit}, ${from}${fitting(judgement)}. No number in this column is certain to be in ${unit}`;
  return [`${slips} of ${numbers} numbers in `, behind, helpWithUnit(judgement, field, stated?.from === "column-map")] as const;
}

function doubtWords(judgement: ColumnJudgement, field: NumberField) {
  const behind = ` ${judgement.slips === 1 ? "does" : "do"} not fit the unit of the column${fitting(judgement)}. A number that may be in several units counts as each of them`;
  return [`${judgement.slips} of ${judgement.numbers} numbers in `, behind, helpWithUnit(judgement, field, false)] as const;
}

function helpWithUnit({ mayBePercent }: ColumnJudgement, { name }: NumberField, isMapped: boolean): string {
  if (mayBePercent !== undefined) return "check what this column holds, and map it to the right field in its unit";
  return isMapped
    ? `name the column with the units as "unitColumn", or ${trustLine(name, "unit")} if the laboratory confirms it`
    : "check which unit the laboratory used, and state it in the column map or write it next to the numbers";
}
