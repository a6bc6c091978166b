/** `columns --facts-out` counts what parts of a list show about the whole; `columns --merge` merges such files. */
import type { InputNotice } from "../diagnostics/notice.js";
import { PartCounter, surveyPart } from "../engine/part-facts.js";
import { factsNotices } from "../engine/with-facts.js";
import { factsText } from "../facts/facts-json.js";
import { type ListFacts, mergeLists } from "../facts/list-facts.js";
import { sha256 } from "../io/digest.js";
import { fileSink } from "../io/output.js";
import { Stop, stdoutSink, tellWrapped } from "../io/streams.js";
import { planTrials } from "../plan/plan.js";
import { counted } from "../text/counted.js";
import { stopOnErrors, tellNotices } from "./candidate-files.js";
import { loadCriteriaAndMap } from "./criteria-files.js";
import { basisOf, MISMATCHES, mergedFacts, refuseOtherBasis, refuseOtherFormats } from "./facts-files.js";
import { loadRun } from "./load-run.js";
import type { ColumnsCommand } from "./map-file.js";
import { refuseOverwriting } from "./screen-output.js";
import { usageError } from "./usage.js";

/** Counts parts, or merges files of facts. @returns the exit status */
export async function columnsFacts(files: readonly string[], options: ColumnsCommand): Promise<number> {
  const { factsOut, merge = false, quiet = false } = options;
  const [other] = (["cells", "require", "ask", "write"] as const).filter((name) => options[name] !== undefined);
  if (other !== undefined) usageError("columns", `--${other} does not go with ${merge ? "--merge" : "--facts-out"}`);
  if (options.format !== "text") usageError("columns", "-f is not for facts: they are always JSON");
  if (factsOut === undefined) usageError("columns", "--merge needs --facts-out FILE (`-` for standard output)");
  if (factsOut !== "-") refuseOverwriting("--facts-out", factsOut, files, "reads");
  const facts = merge ? await merged(files, options, factsOut) : await countedIn(files, options);
  const sink = factsOut === "-" ? stdoutSink() : fileSink(factsOut);
  await sink.write(factsText(facts));
  await sink.finish();
  if (!quiet)
    tellWrapped(
      `${factsOut === "-" ? "facts" : factsOut}: ${counted(facts.records, "record")} in ${counted(facts.parts.length, "part")}`,
    );
  return 0;
}

const UNDONE = "no facts were written";

/** Merging files of facts needs no criteria. With criteria it also checks whether they fit, and reports what they show. */
async function merged(files: readonly string[], options: ColumnsCommand, factsOut: string): Promise<ListFacts> {
  const facts = mergedFacts(files);
  if (options.criteria === undefined) return facts;
  const { criteria, map } = await loadCriteriaAndMap({ ...options, criteria: options.criteria }, UNDONE);
  refuseOtherBasis(files[0] ?? "", facts, basisOf(criteria, map));
  const notices = factsNotices(facts, planTrials(criteria.trials), map?.map, factsOut);
  if (notices === "key") throw new Stop(`${factsOut}: ${MISMATCHES.key}`);
  tellNotices(notices, options.quiet ?? false);
  stopOnErrors(notices, UNDONE);
  return facts;
}

async function countedIn(files: readonly string[], options: ColumnsCommand): Promise<ListFacts> {
  if (options.criteria === undefined) usageError("columns", "--criteria is missing");
  const { delimiter, skip, sheet, encoding, inputFormat } = options;
  refuseOtherFormats("columns", files, { delimiter, skip, sheet, encoding, inputFormat });
  const run = await loadRun("columns", files, { ...options, criteria: options.criteria, inputFormat: "ndjson" }, UNDONE);
  const { files: sources, criteria, map, plan, given, asOf } = run;
  const settings = { read: given, map: map?.map, asOf, basis: basisOf(criteria, map), digest: sha256 };
  const surveys = [];
  for (const source of sources) {
    const survey = await surveyPart(source, plan, given, sha256);
    if (survey.hasTooManyKeys)
      throw new Stop(`${source.name}: has so many keys that they must be data: screen such a list as a whole`);
    if (survey.records > 0 && survey.broken === survey.records)
      throw new Stop(`${source.name}: no line is a JSON object; a part of a list is NDJSON, one record per line`);
    surveys.push(survey);
  }
  const counter = new PartCounter(plan, settings, surveys);
  let sum: ListFacts | undefined;
  const told: InputNotice[] = [];
  for (const [index, source] of sources.entries()) {
    const { facts, notices } = await counter.count(source, index);
    told.push(...notices);
    if (facts === undefined) break;
    const all = sum === undefined ? facts : mergeLists(sum, facts);
    if (typeof all === "string") throw new Stop(`${source.name}: does not fit the parts before it: ${MISMATCHES[all]}`);
    sum = all;
  }
  tellNotices(told, options.quiet ?? false);
  stopOnErrors(told, UNDONE);
  if (sum === undefined) throw new Error("no facts, and no reason why");
  return sum;
}
