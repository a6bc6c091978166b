/** The checks that need only one trial's text and model. What its criteria amount to together is found in `analysis`. */
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import type { Position } from "../../text/position.js";
import { FileReport, parseSource, type Source } from "../load/source.js";
import type { Criterion, Trial } from "../model.js";
import { checkSources, checkUnusedFields } from "./check-fields.js";
import { checkLabels } from "./check-labels.js";
import { checkLimits } from "./check-limits.js";
import { checkProtocol } from "./check-protocol.js";
import { checkSense } from "./check-sense.js";
import { checkSexes } from "./check-sexes.js";
import { criterionNodes, member } from "./places.js";

export { type Accepted, type Settled, settle } from "./accepted.js";
export { checkDictionary } from "./check-fields.js";
export { labelFault } from "./check-labels.js";

/** Finds what is probably not meant in a trial without faults. `source` is its file. */
export function checkTrial(trial: Trial, source: Source): readonly Diagnostic[] {
  return [...checkProtocol(trial, source), ...checkUnusedFields(trial), ...checkCriteria(trial, source)];
}

/** Finds what is probably not meant in criteria, even if others of the file have faults. */
export function checkCriteria(trial: Trial, source: Source): readonly Diagnostic[] {
  const place = labelPlaces(source);
  return [
    ...checkSources(trial),
    ...checkLimits(trial),
    ...checkLabels(trial, place),
    ...checkSense(trial, place),
    ...checkSexes(trial),
  ];
}

/** The places of labels; found only when the first is needed, because most files are right. */
function labelPlaces(source: Source): (criterion: Criterion) => Position {
  let places: ReadonlyMap<string, Position> | undefined;
  return (criterion) => {
    places ??= placesIn(source);
    return places.get(criterion.id) ?? criterion.at;
  };
}

function placesIn(source: Source): ReadonlyMap<string, Position> {
  const report = new FileReport(source);
  return new Map(
    criterionNodes(parseSource(source)).flatMap((item) => {
      const [id, label] = [member(item, "id"), member(item, "label")];
      return id?.kind === "string" && label !== undefined ? [[id.value, report.at(label.at)] as const] : [];
    }),
  );
}
