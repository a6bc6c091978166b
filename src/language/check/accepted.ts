/** Warnings that a criterion's author accepts: they are counted, and not reported one by one. */
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import type { JsonNode } from "../../text/json.js";
import type { Position } from "../../text/position.js";
import { FileReport, parseSource, type Source } from "../load/source.js";
import type { AcceptedWarning, Criterion, Trial } from "../model.js";
import { criterionNodes } from "./places.js";

/** A warning or note that a criterion's file accepts, with the reason that is given there. */
export interface Accepted {
  readonly diagnostic: Diagnostic;
  readonly why: string;
}

/** What is left to report of a trial's diagnostics, and what its criteria accept. */
export interface Settled {
  readonly diagnostics: readonly Diagnostic[];
  readonly accepted: readonly Accepted[];
}

/**
 * Removes warnings and notes in criteria that accept their code. Errors are never accepted. An entry that accepts
 * nothing gives a warning: its reason has been mended, or is elsewhere.
 */
export function settle(trial: Trial, source: Source, diagnostics: readonly Diagnostic[]): Settled {
  const accepting = trial.criteria.filter(({ accept }) => accept.length > 0);
  if (accepting.length === 0) return { diagnostics, accepted: [] };
  const contains = extents(source);
  const used = new Set<AcceptedWarning>();
  const accepted: Accepted[] = [];
  const left = diagnostics.filter((diagnostic) => {
    if (diagnostic.severity === "error" || diagnostic.at.file !== trial.file) return true;
    const criterion = accepting.find((one) => contains(one, diagnostic.at));
    const entry = criterion?.accept.find(({ code }) => code === diagnostic.code);
    if (entry === undefined) return true;
    used.add(entry);
    accepted.push({ diagnostic, why: entry.why });
    return false;
  });
  const idle = accepting.flatMap(({ id, accept }) =>
    accept.filter((entry) => !used.has(entry)).map((entry) => unused(id, entry)),
  );
  return { diagnostics: [...left, ...idle], accepted };
}

function unused(id: string, { code, at }: AcceptedWarning): Diagnostic {
  return {
    code: "unused-accept",
    severity: "warning",
    at,
    message: `\`${id}\` accepts \`${code}\`, but has no such warning`,
    help: "remove the entry",
  };
}

/** Whether a place lies in a criterion, from its first to its last value. */
function extents(source: Source): (criterion: Criterion, place: Position) => boolean {
  const report = new FileReport(source);
  const root = parseSource(source);
  const ends = new Map(criterionNodes(root).map((node) => [keyOf(report.at(node.at)), report.at(lastOffset(node))]));
  return ({ at }, place) => {
    const end = ends.get(keyOf(at));
    return end !== undefined && isNotAfter(at, place) && isNotAfter(place, end);
  };
}

const keyOf = ({ line, column }: Position): string => `${line}:${column}`;

const isNotAfter = (a: Position, b: Position): boolean => a.line < b.line || (a.line === b.line && a.column <= b.column);

/** Where the last value of a tree begins; the loader has refused trees that are too deep to walk. */
function lastOffset(node: JsonNode): number {
  const last = node.kind === "object" ? node.entries.at(-1)?.value : node.kind === "array" ? node.items.at(-1) : undefined;
  return last === undefined ? node.at : lastOffset(last);
}
