/** Which of some names a person probably meant. Suggestions only: nothing is ever matched by likeness. */
import { editDistance } from "../values/edit-distance.js";
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
  // Long headings are sentences: nobody meant a name by them, and folding them again and again takes time.
  const known = names.slice(0, MOST).flatMap((name) => (name.length > 3 * LONGEST ? [] : [{ name, folded: foldHeading(name) }]));
  for (const { name, folded } of known) {
    if (folded === "" || folded.length > LONGEST) continue;
    for (const target of targets) {
      const far = editDistance(folded, target, Math.min(least - 1, Math.max(1, Math.floor(target.length / 4))));
      // `NEUT%` differs from `NEUT` in what counts: no slip of the pen.
      if (far === undefined || signs(folded) !== signs(target)) continue;
      best = name;
      least = far;
    }
  }
  return best ?? known.find(({ folded }) => targets.some((target) => holds(folded, target)))?.name;
}

function signs(folded: string): string {
  return (folded.match(SIGNS) ?? []).join("");
}

/** Whether a heading is a name with something added: `Platelets local lab`. */
function holds(folded: string, target: string): boolean {
  return target.length >= 4 && folded !== target && folded.startsWith(target) && signs(folded) === signs(target);
}
