/** Finds reversed criteria: exclusions of what is absent, and times within which nothing may have happened. Silent wherever they may be right. */
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import { foldHeading } from "../../values/heading.js";
import { limitWords } from "../limit-words.js";
import type { CompareElapsed, Condition, Criterion, Field, IsBoolean, Trial } from "../model.js";
import { onlyLeaf } from "../only-leaf.js";
import type { LabelPlace } from "./check-labels.js";
import { deniedName, isNamed, namesOf, sharesWord } from "./label-fields.js";
import { type LabelNumber, labelNumbers } from "./label-numbers.js";
import { deniedWithin, isAskedFor, saysAbsence } from "./label-words.js";
import { isSaid, labelledSpan } from "./labelled-limits.js";

/** Checks each criterion that asks one thing, and exclusions that ask several. */
export function checkSense({ criteria }: Pick<Trial, "criteria">, place: LabelPlace): readonly Diagnostic[] {
  return criteria.flatMap((criterion) => {
    const { leaf, isNegated = false } = onlyLeaf(criterion.condition) ?? {};
    if (leaf === undefined) return criterion.kind === "exclusion" ? ofSeveral(criterion) : [];
    if (leaf.kind === "boolean") return ofBoolean(criterion, leaf, leaf.value !== isNegated, place) ?? [];
    if (leaf.kind === "elapsed") return ofElapsed(criterion, leaf, isNegated, place) ?? [];
    return [];
  });
}

/** @param asked what the field must be for the condition to be met */
function ofBoolean(criterion: Criterion, leaf: IsBoolean, asked: boolean, place: LabelPlace): Diagnostic | undefined {
  const { id, kind, label } = criterion;
  const { field, at } = leaf;
  const denied = deniedName(label, field);
  if (kind === "inclusion") {
    const isOther = asked ? denied !== undefined : namesOf(field).some((name) => foldHeading(name) === foldHeading(label));
    return isOther ? mismatch(place(criterion), denied ?? label, `${field.name} is ${asked}`) : undefined;
  }
  if (asked) return undefined;
  const says = `\`${id}\` excludes everyone who does not have it: ${field.name} is false`;
  if (denied !== undefined)
    return isAskedFor(label) ? undefined : negated(at, says, `to exclude everyone who has it, use true; ${SETTLED}`);
  if (saysAbsence(label) || !isNamed(label, field)) return undefined;
  return negated(at, says, `to exclude everyone who has it, use true; if its absence excludes, say so in the label`);
}

/** What an exclusion that asks several things names, and asks to be false. */
function ofSeveral({ id, label, condition }: Criterion): readonly Diagnostic[] {
  const asked = answersAsked(condition, false);
  if (saysAbsence(label)) return [];
  const isAsked = (field: Field): boolean => asked.some((one) => one.field === field && one.value);
  // If everything is reversed, that is one mistake.
  const wrong = asked.find(({ field, value }) => !value && !isAsked(field) && isNamed(label, field));
  if (wrong === undefined) return [];
  const says = `\`${id}\` names ${wrong.field.name}, but is met where it is false`;
  return [negated(wrong.at, says, `to exclude everyone who has it, use true; if its absence excludes, say so in the label`)];
}

/** What each field of yes and no must be for the condition, or its opposite, to be met. */
function answersAsked(condition: Condition, isNegated: boolean): readonly Pick<IsBoolean, "field" | "at" | "value">[] {
  switch (condition.kind) {
    case "not":
      return answersAsked(condition.of, !isNegated);
    case "all":
    case "any":
    case "atLeast":
      return condition.of.flatMap((one) => answersAsked(one, isNegated));
    case "boolean":
      return [{ field: condition.field, at: condition.at, value: condition.value !== isNegated }];
    default:
      return [];
  }
}

const SETTLED = 'if the protocol excludes its absence, settle it: "accept": [{ "code": "negated-exclusion", "why": "…" }]';

function ofElapsed(criterion: Criterion, leaf: CompareElapsed, isNegated: boolean, place: LabelPlace): Diagnostic | undefined {
  const { id, kind, label } = criterion;
  const { field, op, limits, unit, limit, at } = leaf;
  const isRecent = op === "<" || op === "<=";
  if (!isRecent && op !== ">" && op !== ">=") return undefined;
  const asksRecent = isRecent !== isNegated;
  if (asksRecent !== (kind === "inclusion")) return undefined;
  const span = labelledSpan(limits[0], unit);
  const said = labelNumbers(label).find(
    (number) => number.said?.isLoose === true && isSaid(number, span) && denies(number, leaf),
  );
  if (said === undefined) return undefined;
  const time = `${limits[0]} ${unit}`;
  const says = `${isNegated ? "not " : ""}${field.name} ${limitWords(limit)}`;
  if (kind === "exclusion") {
    const message = `\`${id}\` excludes everyone who had none within ${time}: ${says}`;
    const how = isNegated ? "leave out `not`" : "write `<=` or `<`";
    return negated(at, message, `to exclude everyone who had one within ${time}, ${how}; ${SETTLED}`);
  }
  const how = isNegated ? "leave out `not`" : `write \`>\` (or \`>=\`, if it may be ${time} ago to the day)`;
  const help = `to ask that there was none, ${how}, or move it to the exclusion criteria`;
  return { ...mismatch(place(criterion), `none within ${time}`, says), help };
}

function denies({ front, behind }: LabelNumber, { field }: CompareElapsed): boolean {
  const denied = deniedWithin(front, behind);
  return denied !== undefined && sharesWord(denied, field);
}

function negated(at: Diagnostic["at"], message: string, help: string): Diagnostic {
  return { code: "negated-exclusion", severity: "warning", at, message, help };
}

function mismatch(at: Diagnostic["at"], said: string, condition: string): Diagnostic {
  const message = `the label says ${said}, the condition says ${condition}`;
  return { code: "label-mismatch", severity: "warning", at, message, help: "correct the one that differs from the protocol" };
}
