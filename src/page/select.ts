/** Which candidates are shown, and in which order. Knows nothing about the page. */
import type { DetailData, PageData } from "../report/html/data.js";

/** A candidate of the page. */
export interface Candidate {
  /** From 1, in the order of the list. */
  readonly number: number;
  readonly id: string;
  /** What is searched: the id and what is carried along, in small letters. */
  readonly key: string;
  readonly row: number;
  readonly file: number;
  readonly problems: readonly string[];
  /** By trial; see `report/html/data`. */
  readonly verdicts: readonly string[];
  readonly kept: readonly string[];
  readonly details: readonly DetailData[] | undefined;
}

/** What is searched for. "" is anything. */
export interface Selection {
  readonly text: string;
  readonly trial: number;
  readonly eligibility: string;
  /** `state`: `f` failed, `u` open, `a` assumed. */
  readonly criterion: { readonly state: string; readonly index: number } | undefined;
}

/** By the list, the id, eligibility, or how many criteria failed or are open. */
export interface Order {
  readonly by: "list" | "id" | "eligibility" | "failed" | "open";
  readonly isDown: boolean;
}

/** The page's candidates. */
export function candidatesOf({ rows }: PageData): readonly Candidate[] {
  return rows.map(([id, row, file, problems, verdicts, kept, details], index) => {
    return { number: index + 1, id, key: [id, ...kept].join("\n").toLowerCase(), row, file, problems, verdicts, kept, details };
  });
}

/** The places of the criteria in one state. */
export function placesOf(verdicts: string, letter: string): readonly number[] {
  const places: number[] = [];
  for (let at = 1; at < verdicts.length; at++) if (verdicts[at]?.toLowerCase() === letter) places.push(at - 1);
  return places;
}

/** The candidates that match, in order; equal ones in the order of the list. */
export function select(candidates: readonly Candidate[], selection: Selection, { by, isDown }: Order): readonly Candidate[] {
  const { trial } = selection;
  const found = candidates.filter((one) => isFound(one, selection));
  const keyOf: Readonly<Record<Order["by"], (one: Candidate) => number | string>> = {
    list: ({ number }) => number,
    id: ({ id }) => id.toLowerCase(),
    eligibility: ({ verdicts }) => "euin".indexOf(verdicts[trial]?.[0] ?? ""),
    failed: ({ verdicts }) => placesOf(verdicts[trial] ?? "", "f").length,
    open: ({ verdicts }) => placesOf(verdicts[trial] ?? "", "u").length,
  };
  const keyed = found.map((one) => ({ one, key: keyOf[by](one) }));
  const sign = isDown ? -1 : 1;
  keyed.sort((a, b) => (a.key < b.key ? -sign : a.key > b.key ? sign : a.one.number - b.one.number));
  return keyed.map(({ one }) => one);
}

function isFound({ key, verdicts }: Candidate, { text, trial, eligibility, criterion }: Selection): boolean {
  const own = verdicts[trial] ?? "";
  if (!key.includes(text.trim().toLowerCase())) return false;
  if (eligibility !== "" && own[0] !== eligibility) return false;
  if (criterion === undefined) return true;
  const verdict = own[criterion.index + 1] ?? "";
  return criterion.state === "a" ? verdict !== verdict.toLowerCase() : verdict.toLowerCase() === criterion.state;
}
