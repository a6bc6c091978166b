/** Finds half a protocol: a file that requires or excludes nothing, and does not say that a person checks the rest. */
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import { FileReport, parseSource, type Source } from "../load/source.js";
import type { CriterionKind, Trial } from "../model.js";
import { member } from "./places.js";

const CODES = { inclusion: "nothing-required", exclusion: "nothing-excluded" } as const;
const WORDS = { inclusion: "requires", exclusion: "excludes" } as const;

/** Nobody should be found eligible by half a protocol without a warning. */
export function checkProtocol(trial: Trial, source: Source): readonly Diagnostic[] {
  if (trial.notEvaluated.length > 0) return [];
  const empty = (["inclusion", "exclusion"] as const).filter((kind) => !trial.criteria.some((one) => one.kind === kind));
  return empty.map((kind) => nothing(kind, source));
}

function nothing(kind: CriterionKind, source: Source): Diagnostic {
  const root = parseSource(source);
  const at = new FileReport(source).at((member(root, kind) ?? root)?.at ?? 0);
  return {
    code: CODES[kind],
    severity: "warning",
    at,
    message: `the file ${WORDS[kind]} nothing: it has no ${kind} criterion`,
    help: `add the protocol's ${kind} criteria, or list what a person checks: "notEvaluated": [{ "source": "${kind}, item 1", "label": "…", "why": "…" }]`,
  };
}
