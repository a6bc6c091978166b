/** The answer of a list in words, as the summary and the page have it. */
import type { Eligibility, RunHead, RunSummary, TrialHead } from "../evaluate/result.js";
import { type Insight, idsOf, type TrialInsight } from "../insight/insight.js";
import { counted } from "../text/counted.js";

/** Eligibilities in the order in which people read them: whom to approach, who is open, who is out. */
export const READING_ORDER = ["eligible", "undetermined", "ineligible"] as const satisfies readonly Eligibility[];

/** Said if lists show only candidates of one eligibility. */
export function onlyWords(only: Eligibility, { records }: Insight): string {
  return `Only ${only} candidates are listed; numbers are of all ${counted(records, "candidate")}.`;
}

/** What was screened, and for which day. */
export function listWords(insight: Insight, { asOf }: RunHead, { inputs }: RunSummary): string {
  const { records, otherRows } = insight;
  const ids = idsOf(insight);
  const files = inputs.map(({ file }) => file).join(", ");
  const persons = ids === records ? "" : ` (${counted(ids, "different ID")})`;
  const others =
    otherRows === 0 ? "" : `; ${otherRows === 1 ? "1 row that is not a candidate" : `${otherRows} rows that are not candidates`}`;
  return `${files}: ${counted(records, "candidate")}${persons}${others}${asOf === null ? "" : `, as of ${asOf}`}`;
}

/** The remark beside each count: what it rests on, how near they are. */
export function remarksOf(insight: TrialInsight, trial: TrialHead): Readonly<Record<Eligibility, string>> {
  return { eligible: eligibleRemark(insight, trial), undetermined: openRemark(insight), ineligible: lostRemark(insight) };
}

function eligibleRemark({ assumed: { eligible }, counts, criteria }: TrialInsight, trial: TrialHead): string {
  if (eligible === 0) return "";
  const labels = trial.criteria.filter((_, at) => (criteria[at]?.assumed ?? 0) > 0).map(({ label }) => label);
  const all = eligible === counts.eligible && eligible > 1 ? "all " : "";
  const who = `${all}${eligible} ${eligible === 1 ? "rests" : "rest"}`;
  return `${who} on what the column map or a blank is taken to mean: confirm ${labels.join(", ")}`;
}

function openRemark({ oneAway, several }: TrialInsight): string {
  const near = oneAway === 0 ? [] : [`${oneAway === 1 ? "1 is" : `${oneAway} are`} one value away`];
  return [...near, ...(several === 0 ? [] : [`${several} need${several === 1 ? "s" : ""} several values`])].join(", ");
}

function lostRemark({ assumed: { ineligible }, counts }: TrialInsight): string {
  if (ineligible === 0) return "";
  const first = ineligible * 2 > counts.ineligible ? "look at these first: " : "";
  return `${first}${ineligible} only by what the column map or a blank is taken to mean`;
}
