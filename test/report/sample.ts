/** A small invented run that contains everything a report may have to show. */
import type {
  CandidateResult,
  CriterionHead,
  CriterionResult,
  Evidence,
  RunHead,
  RunSummary,
  TrialResult,
} from "../../src/evaluate/result.js";
import type { Limit } from "../../src/language/model.js";
import { plainPaint } from "../../src/report/paint.js";
import type { ReportOptions } from "../../src/report/reporter.js";
import { point } from "../../src/values/interval.js";
import { missing, type Quantity, type Reading, type UnitFrom, unreadable } from "../../src/values/reading.js";
import type { Problem } from "../../src/values/record.js";
import { type Unit, ucumUnit } from "../../src/values/unit/unit.js";

export function unit(ucum: string): Unit {
  const known = ucumUnit(ucum);
  if (known === undefined) throw new Error(`no unit: ${ucum}`);
  return known;
}
const perLitre = unit("10*9/L");

export const quantities = (
  possibilities: readonly Quantity[],
  unitFrom: UnitFrom = "heading",
  dropped: readonly Quantity[] = [],
): Reading => ({
  state: "read",
  type: "number",
  possibilities,
  unitFrom,
  dropped,
  uln: undefined,
});
export const number = (value: number, unitOf: Unit | undefined = perLitre): Reading =>
  quantities([{ ...point(value), unit: unitOf }]);
export const truth = (value: boolean, assumed?: "blank" | "digit"): Reading => ({
  state: "read",
  type: "boolean",
  possibilities: [value],
  assumed,
});

export const CRITERIA: readonly CriterionHead[] = [
  { id: "I1", kind: "inclusion", label: "Standard therapies failed or refused" },
  { id: "I4a", kind: "inclusion", label: "Platelets at least 80 × 10⁹/L" },
  { id: "E2", kind: "exclusion", label: "Brain metastasis" },
];

const DIGEST = "0123456789abcdef".repeat(4);

const NOT_EVALUATED = [
  { source: "exclusion, item 7", label: "Investigator's judgement", why: "only a person can judge" },
  { source: undefined, label: "Consent", why: undefined },
];

export const RUN: RunHead = {
  version: "0.1.0",
  asOf: "2026-01-15",
  criteria: [{ file: "criteria/NCT02843126.json", sha256: DIGEST }],
  dictionaries: [{ file: "criteria/dictionary.json", sha256: DIGEST }],
  columnMap: null,
  trials: [
    {
      id: "NCT02843126",
      title: "Trastuzumab with NK-cell immunotherapy for recurrent HER2-positive breast cancer",
      source: "https://clinicaltrials.gov/study/NCT02843126",
      version: undefined,
      criteria: CRITERIA,
      notEvaluated: [],
    },
  ],
  severalFiles: false,
};

/** {@link RUN} with a second trial and a second file. */
export const RUN_OF_TWO: RunHead = {
  ...RUN,
  asOf: null,
  columnMap: { file: "map.json", sha256: DIGEST },
  trials: [
    ...RUN.trials,
    {
      id: "T2",
      title: "A sister trial",
      source: undefined,
      version: "3",
      criteria: CRITERIA.slice(1),
      notEvaluated: NOT_EVALUATED,
    },
  ],
  severalFiles: true,
};

const leaf = (field: string, column: string, cell: string, reading: Reading, limit: Limit): Evidence => ({
  field,
  column,
  cell,
  reading,
  limit,
  truth: "unknown",
  because: "",
  doubt: undefined,
});

const limit = (op: Limit["op"], value: string, unit?: string): Limit => ({ op, values: [value], unit, maxAge: undefined });
const IS_TRUE = limit("is", "true");

type Notice = readonly [verdict: CriterionResult["verdict"], because: string, evidence: readonly Evidence[], assumed?: boolean];

function criterion({ id, kind }: CriterionHead, [verdict, because, evidence, assumed = false]: Notice): CriterionResult {
  const met = (verdict === "pass") === (kind === "inclusion");
  const finding = verdict === "unknown" ? "unknown" : met ? "met" : "not-met";
  return {
    id,
    kind,
    finding,
    verdict,
    assumed,
    because,
    // If there is only one leaf, its reason is that of the criterion.
    evidence: evidence.map((one) => ({
      ...withTruth(one, finding, evidence.length),
      because: evidence.length === 1 ? because : one.because,
    })),
  };
}

/** A leaf that is the whole criterion has its truth; one of several has the truth of its reading. */
function withTruth(one: Evidence, finding: CriterionResult["finding"], leaves: number): Evidence {
  const { reading } = one;
  const own =
    reading.state === "read" && reading.type === "boolean" ? (`${reading.possibilities[0] === true}` as const) : "unknown";
  const truth = leaves > 1 || finding === "unknown" ? own : finding === "met" ? "true" : "false";
  return { ...one, truth, doubt: truth === "unknown" && reading.state === "read" ? "undecided" : undefined };
}

function trial(id: string, criteria: readonly CriterionResult[]): TrialResult {
  const has = (verdict: string): boolean => criteria.some((result) => result.verdict === verdict);
  return { trial: id, eligibility: has("fail") ? "ineligible" : has("unknown") ? "undetermined" : "eligible", criteria };
}

const failed = leaf("standard_therapies_failed", "Std failed", "no", truth(false), IS_TRUE);
const refused = leaf("standard_therapy_refused", "Refused", "1", truth(true, "digit"), IS_TRUE);
const therapies: Notice = ["pass", "", [failed, refused]];
const platelets = (cell: string, reading: Reading): Evidence =>
  leaf("platelets", "PLT (10*9/L)", cell, reading, limit(">=", "80", "10*9/L"));
const brain = (cell: string, reading: Reading): Evidence => leaf("brain_metastasis", "BM", cell, reading, IS_TRUE);
const noBrain: Notice = ["pass", "", [brain("no", truth(false))]];

/** A record with problems is never eligible, whatever its criteria say. */
function withProblems(result: TrialResult, problems: readonly Problem[]): TrialResult {
  return problems.length > 0 && result.eligibility === "eligible" ? { ...result, eligibility: "undetermined" } : result;
}

function candidate(id: string, row: number, told: readonly Notice[], problems: readonly Problem[] = []): CandidateResult {
  const criteria = CRITERIA.map((head, i) => criterion(head, told[i] ?? noBrain));
  return { candidate: id, file: "list.csv", row, problems, trials: [withProblems(trial("NCT02843126", criteria), problems)] };
}

const REPEATED: Problem = { code: "repeated-id", message: "the id stands in rows 4 and 5" };
const hasBrain: Notice = ["fail", "brain_metastasis: true is true", [brain("yes", truth(true))]];

export const RESULTS: readonly CandidateResult[] = [
  candidate("P001", 2, [therapies, ["pass", "", [platelets("210", number(210))]], noBrain]),
  candidate("P002", 3, [
    therapies,
    ["fail", "platelets: 75 10*9/L is not >= 80 10*9/L", [platelets("75", number(75))]],
    hasBrain,
  ]),
  candidate(
    "P003",
    4,
    [
      therapies,
      ["unknown", "platelets: cell is empty", [platelets("", missing("blank"))]],
      ["pass", "", [brain("", truth(false, "blank"))], true],
    ],
    [REPEATED],
  ),
  candidate("P003", 5, [therapies, ["pass", "", [platelets("80", number(80))]], noBrain], [REPEATED]),
  // A cell that a spreadsheet would run as a formula, with a delimiter and quotes.
  candidate("=1+1", 6, [
    therapies,
    [
      "unknown",
      'platelets: "=HYPERLINK(""a,b"")" cannot be read: not a number',
      [platelets('=HYPERLINK("a,b")', unreadable("not-a-number"))],
    ],
  ]),
  // A cell that would clear the screen, an ID that reverses the direction of text, and wide characters.
  candidate("P\u202e600", 7, [
    therapies,
    ["unknown", 'platelets: "\u001b[2J80" cannot be read: not a number', [platelets("\u001b[2J80", unreadable("not-a-number"))]],
  ]),
  candidate("血小板第七号候选人", 8, [
    therapies,
    [
      "unknown",
      'platelets: "80000" cannot be read: implausible, looks like /uL',
      [platelets("80000", unreadable("implausible", "looks like /uL"))],
    ],
  ]),
  candidate(
    "",
    9,
    [
      [
        "unknown",
        "standard_therapies_failed: pending and standard_therapy_refused: cell is empty",
        [
          { ...failed, cell: "pending", reading: missing("pending") },
          { ...refused, cell: "", reading: missing("blank") },
        ],
      ],
      [
        "unknown",
        "platelets: 1.2 or 1200 10*9/L may or may not be >= 80 10*9/L",
        [
          platelets(
            "1,200",
            quantities(
              [
                { ...point(1.2), unit: perLitre },
                { ...point(1200), unit: perLitre },
              ],
              "field",
            ),
          ),
        ],
      ],
      noBrain,
    ],
    [{ code: "missing-id", message: "the record has no ID" }],
  ),
  candidate("two\nlines\tand a tab", 10, [
    therapies,
    [
      "pass",
      "",
      [platelets(">1000", quantities([{ low: 1000, high: Infinity, lowOpen: true, highOpen: true, unit: perLitre }]))],
    ],
  ]),
];

/** {@link RESULTS}, with the last two in another file, for the trials of {@link RUN_OF_TWO}. */
export const RESULTS_OF_TWO: readonly CandidateResult[] = RESULTS.map((result, i) => ({
  ...result,
  file: i < RESULTS.length - 2 ? "list.csv" : "more, of them.csv",
  trials: result.trials.flatMap((first) => [first, withProblems(trial("T2", first.criteria.slice(1)), result.problems)]),
}));

export const SUMMARY: RunSummary = {
  inputs: [{ file: "list.csv", sha256: DIGEST, records: 9, emptyRows: 1 }],
  records: 9,
  printed: 9,
  notCandidates: 0,
  recordsWithProblems: 3,
  problems: { "repeated-id": 2, "missing-id": 1 },
  trials: [{ trial: "NCT02843126", counts: { eligible: 2, ineligible: 1, undetermined: 6 } }],
};

export const SUMMARY_OF_TWO: RunSummary = {
  ...SUMMARY,
  printed: 7,
  trials: [...SUMMARY.trials, { trial: "T2", counts: { eligible: 2, ineligible: 1, undetermined: 6 } }],
};

export const OPTIONS: ReportOptions = {
  layout: "wide",
  reasons: true,
  values: true,
  excel: false,
  width: 80,
  only: undefined,
  paint: plainPaint,
};
