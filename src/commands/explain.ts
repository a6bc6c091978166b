/** `explain`: some candidates, and the reason for each verdict. */
import { printedForm, textId } from "../columns/id.js";
import { shownName } from "../diagnostics/notice.js";
import { explainCandidates, NearIds } from "../engine/explain.js";
import { preflight } from "../engine/preflight.js";
import type { ExplainedCandidate } from "../engine/screener.js";
import { FOR_PEOPLE } from "../evaluate/plain-wording.js";
import { FOR_PROGRAMS } from "../evaluate/wording.js";
import { InsightCollector } from "../insight/collect.js";
import { checkWritable } from "../io/output.js";
import { Stop, tellWrapped } from "../io/streams.js";
import type { Trial } from "../language/model.js";
import { type Explanation, explanationOf } from "../report/explanation.js";
import { stopOnErrors, tellNotices } from "./candidate-files.js";
import { sourcesOf } from "./criteria-files.js";
import { type ExplainOutputOptions, explainOutput, onlyOf, writeExplanations } from "./explain-output.js";
import { loadRun, openCandidates, type RunOptions } from "./load-run.js";
import { refuseOverwriting } from "./screen-output.js";

/** The options of `explain`, as the command line has them. */
export interface ExplainOptions extends RunOptions, ExplainOutputOptions {}

/** Explains the candidates with these IDs, and every record of a repeated one. @returns the exit status */
export async function explain(candidates: string, ids: readonly string[], options: ExplainOptions): Promise<number> {
  const output = explainOutput(options);
  if (output.file !== undefined) checkWritable(output.file);
  const run = await loadRun("explain", [candidates], options, "nothing was explained");
  const { criteria, map, plan, asOf } = run;
  const { trials } = criteria;
  const only = options.only && onlyOf(options.only, trials);
  if (output.file !== undefined)
    refuseOverwriting("-o", output.file, [candidates, ...sourcesOf(run).map(({ file }) => file)], "reads");
  const { sources, read } = await openCandidates("explain", run, options);
  const first = await preflight(sources, plan, { read, map: map?.map, asOf });
  tellNotices(first.notices, options.quiet ?? false);
  stopOnErrors(first.notices, run.undone);

  const near = new NearIds(ids.map(textId));
  const wording = output.format === "json" ? FOR_PROGRAMS : FOR_PEOPLE;
  const found = new Map<string, Explanation[]>([...near.wanted].map((id) => [id, []]));
  for await (const one of explainedIn(explainCandidates(first, read, wording, near), trials, asOf))
    found.get(printedForm(one.candidate))?.push(one);
  const explanations = [...found.values()].flat();
  const missing = [...found].flatMap(([id, all]) => (all.length === 0 ? [id] : []));
  const message = missing.length === 0 ? undefined : missingText(candidates, missing, near);
  if (explanations.length === 0) throw new Stop(message ?? "");
  await writeExplanations(explanations, { ...output, only, asOf, criteria, map });
  if (message !== undefined) tellWrapped(message);
  return message !== undefined || explanations.some(({ problems }) => problems.length > 0) ? 1 : 0;
}

async function* explainedIn(
  found: AsyncIterable<ExplainedCandidate>,
  trials: readonly Trial[],
  asOf: number | undefined,
): AsyncGenerator<Explanation, undefined> {
  const collector = new InsightCollector(trials, { asOf, most: 0, hasEvidence: true });
  for await (const { result, trees } of found) {
    const added = collector.add(result);
    const several = collector.take().trials.map((one) => one.several > 0);
    yield explanationOf(trials, { result: added, trees, several });
  }
}

/** The IDs that are not in the list, each with similar ones for a person to choose from. */
function missingText(candidates: string, ids: readonly string[], near: NearIds): string {
  const named = ids.map((id) => {
    const similar = near.of(id).map((one) => `\`${one.id}\` in row ${one.row}`);
    return `\`${id}\`${similar.length === 0 ? "" : ` (similar: ${similar.join(", ")})`}`;
  });
  const what = ids.length === 1 ? "there is no candidate" : "there are no candidates";
  return `${shownName(candidates)}: ${what} ${named.join(" and ")}; IDs must match exactly, including capitals and zeros`;
}
