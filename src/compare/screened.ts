/** The verdict of one criterion on one record, on the path of all candidates. */

import type { Verdict } from "../evaluate/result.js";
import type { Criterion, Trial } from "../language/model.js";
import { screenRecords } from "../library/screen.js";

/** @param asOf ISO date */
export async function screened(trial: Trial, criterion: Criterion, record: object, asOf: string): Promise<Verdict | undefined> {
  const { candidates } = await screenRecords([{ ...trial, criteria: [criterion] }], [record], { asOf });
  return candidates[0]?.trials[0]?.criteria[0]?.verdict;
}
