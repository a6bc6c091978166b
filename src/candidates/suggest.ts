/** Which of some names a person probably meant. Suggestions only: nothing is ever matched by likeness. */
import { foldHeading } from "../values/heading.js";

/** More names than these are not compared: a suggestion is not worth minutes. */
const MOST = 2_000;
const LONGEST = 60;
const SIGNS = /[%#+<>=-]/g;

/** The name that is most like one of `wanted`; undefined if none is much like it. */
export function mostAlike(wanted: readonly string[], names: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  const targets = wanted.map(foldHeading).filter((name) => name !== "");
  for (const name of names.slice(0, MOST)) {
    const folded = foldHeading(name);
    if (folded === "" || folded.length > LONGEST) continue;
    for (const target of targets) {
      const far = distanceWithin(folded, target, Math.min(least - 1, Math.max(1, Math.floor(target.length / 4))));
      // `NEUT%` differs from `NEUT` in what counts: no slip of the pen.
      if (far === undefined || signs(folded) !== signs(target)) continue;
      best = name;
      least = far;
    }
  }
  return best ?? names.slice(0, MOST).find((name) => targets.some((target) => holds(foldHeading(name), target)));
}

function signs(folded: string): string {
  return (folded.match(SIGNS) ?? []).join("");
}

/** Whether a heading is a name with something added: `Platelets local lab`. */
function holds(folded: string, target: string): boolean {
  return target.length >= 4 && folded !== target && folded.startsWith(target) && signs(folded) === signs(target);
}

/** Insertions, deletions, changes and swaps of neighbours from one text to the other, if no more than `most`. */
function distanceWithin(a: string, b: string, most: number): number | undefined {
  if (most < 0 || Math.abs(a.length - b.length) > most) return undefined;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min(change, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    if (Math.min(...row) > most) return undefined;
    before = last;
    last = row;
  }
  const far = last[b.length] ?? 0;
  return far <= most ? far : undefined;
}
