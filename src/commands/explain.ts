/** `explain`: one candidate, every criterion as a tree. */
import { textId } from "../columns/id.js";
import { explainCandidates } from "../engine/explain.js";
import { preflight } from "../engine/preflight.js";
import { Stop, stdoutSink, terminalWidth, usesColor } from "../io/streams.js";
import { planTrials } from "../plan/plan.js";
import { renderExplanation } from "../report/explain.js";
import { type Explanation, explanationOf } from "../report/explanation.js";
import {
  candidateSources,
  type InputOptions,
  readSettings,
  stopOnErrors,
  tellMapBeside,
  tellNotices,
  withMapped,
} from "./candidate-files.js";
import { criteriaThatNeedAsOf, loadColumnMapFile, loadCriteria } from "./criteria-files.js";
import { reportPaint } from "./paint.js";
import { TextFiles } from "./text-files.js";
import { asOfDay, asOfText, neededAsOf } from "./usage.js";
import { openWorkbooks } from "./workbooks.js";

/** The options of `explain`, as the command line has them. */
export interface ExplainOptions extends InputOptions {
  readonly criteria: readonly string[];
  readonly quiet?: boolean;
  readonly color?: boolean;
}

/** Explains the candidate with an id; each record of a repeated one. @returns the exit status */
export async function explain(candidates: string, id: string, options: ExplainOptions): Promise<number> {
  const given = readSettings("explain", [candidates], options);
  const day = asOfDay("explain", options.asOf);
  const files = candidateSources("explain", [candidates], options);
  const texts = new TextFiles();
  const criteria = await loadCriteria(options.criteria, options.color, texts);
  const map = await loadColumnMapFile(options.columns, criteria.trials, options.color, texts);
  const read = withMapped("explain", given, map?.map);
  tellMapBeside([candidates], options);
  const asOf = neededAsOf("explain", day, criteriaThatNeedAsOf(criteria.trials));
  const plan = planTrials(criteria.trials);
  const { maxHeldBytes, sheet = map?.map.input?.sheet } = options;
  const sources = await openWorkbooks(files, { sheet, read, plan, map: map?.map, maxHeldBytes });
  const first = await preflight(sources, plan, { read, map: map?.map, asOf });
  tellNotices(first.notices, options.quiet ?? false);
  stopOnErrors(first.notices);

  const paint = await reportPaint(usesColor("stdout", options.color));
  const width = terminalWidth();
  const wanted = textId(id);
  const explanations: Explanation[] = [];
  for await (const found of explainCandidates(first, read, wanted))
    explanations.push(explanationOf(criteria.trials, asOfText(asOf), found));
  if (explanations.length === 0)
    throw new Stop(`${candidates}: there is no candidate \`${wanted}\`; IDs must match exactly, including capitals and zeros`);
  const sink = stdoutSink(true);
  for (const [index, explanation] of explanations.entries()) {
    await sink.write((index === 0 ? "" : "\n") + renderExplanation(explanation, { width, paint }));
  }
  await sink.finish();
  return explanations.some(({ result }) => result.problems.length > 0) ? 1 : 0;
}
