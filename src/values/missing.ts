/** Words that say there is no value, and why. */
import type { MissingReason } from "./reading.js";

/**
 * Whole cells, folded, with `;` between them. Only words with one meaning: `ND` (not done, not detected), `NR` (not reported, not
 * reactive), `nil` and `none` (zero, or nothing written) stand for opposite things and are not here. `null` and `NaN` are what
 * programs write for no value; they are not blank, so what a blank means does not hold for them.
 */
const WORDS: readonly (readonly [MissingReason, string])[] = [
  ["blank", ""],
  ["not-available", "na; n.a; not available; unavailable; nan; null; (null); \\n; .; ..; ...; …"],
  ["not-applicable", "n/a; n / a; not applicable; does not apply"],
  ["unknown", "unknown; unk; not known; ?; ??; ???; do not know; don't know"],
  ["pending", "pending; result pending; results pending; to follow; tbd; tba; to be determined; awaited; awaiting"],
  ["pending", "awaiting result; awaiting results; in progress; in process"],
  ["not-performed", "not done; not performed; test not performed; not tested; not measured; not taken; not drawn; not collected"],
  ["not-performed", "not examined; not assessed; not evaluated; not ordered; cancelled; canceled"],
  ["not-recorded", "not recorded; not reported; not documented; not stated; not given; not entered; not provided"],
  ["not-recorded", "missing; data missing; missing data; no data; no result; no value"],
  ["refused", "refused; declined; patient refused; patient declined; subject refused; not disclosed"],
  ["unusable-sample", "hemolyzed; hemolysed; haemolyzed; haemolysed; hemolysis; haemolysis; lipemic; lipaemic; contaminated"],
  ["unusable-sample", "sample hemolyzed; sample hemolysed; sample haemolysed; specimen hemolyzed; specimen haemolysed"],
  ["unusable-sample", "clotted; sample clotted; specimen clotted; clumped; platelets clumped; unsatisfactory"],
  ["unusable-sample", "insufficient; insufficient sample; sample insufficient; insufficient specimen; quantity insufficient"],
  ["unusable-sample", "quantity not sufficient; qns; sample lost; specimen lost; no sample; no specimen"],
  ["below-limit", "<lloq; <loq; <lod; <llod; blq; bloq; bql; blod; below lloq; below loq; below lod; undetectable"],
  ["below-limit", "below detection limit; below limit of detection; below the limit of detection"],
  ["below-limit", "below quantification limit; below limit of quantification; below the limit of quantification"],
  ["above-limit", ">uloq; alq; aloq; above uloq; above quantification limit; above limit of quantification"],
  ["above-limit", "above the limit of quantification"],
  ["error", "#n/a; #n/a!; #ref!; #div/0!; #value!; #name?; #num!; #null!; #spill!; #calc!; #error!; error; err"],
  // German, French and Spanish spreadsheets
  ["error", "#nv; #bezug!; #wert!; #zahl!; #n/d; #valeur!; #nom?; #nombre!; #¡valor!; #¡ref!; #¿nombre?; #¡num!"],
  ["dash", "./.; /"],
];

const REASONS: ReadonlyMap<string, MissingReason> = new Map(
  WORDS.flatMap(([reason, words]) => words.split("; ").map((word) => [word, reason] as const)),
);

/** Spreadsheets fill a cell that is too narrow for its number with these. */
const HASHES = /^##+$/;
const ONLY_DASHES = /^-+$/;
const BRACKETED_WORDS = /^[([]([a-z][^()[\]]*)[)\]]$/;
const LONGEST = 60;

/**
 * Why a cell holds no value, if it is one of the built-in words. Brackets around a word and a full stop behind it do not count.
 *
 * @param folded the cell, unwrapped and folded by `foldSpelling`
 */
export function missingWord(folded: string): MissingReason | undefined {
  const known = REASONS.get(folded);
  if (known !== undefined) return known;
  if (HASHES.test(folded)) return "error";
  if (ONLY_DASHES.test(folded)) return "dash";
  if (folded.length > LONGEST) return undefined;
  const bare = BRACKETED_WORDS.exec(folded)?.[1]?.trim() ?? folded;
  const closed = bare.replace(/^([<>]) /, "$1").replace(/\.$/, "");
  // Cutting must not leave a blank: only what is really empty is blank.
  return closed === "" ? undefined : REASONS.get(closed);
}
