/** The verdict of one criterion on one record, on the path of all candidates. */
import { screenObjects } from "../engine/screen-objects.js";
import type { Verdict } from "../evaluate/result.js";
import type { Criterion, Trial } from "../language/model.js";

/** @param asOf in days since 1970-01-01 */
export async function screened(trial: Trial, criterion: Criterion, record: object, asOf: number): Promise<Verdict | undefined> {
  const made = await screenObjects([{ ...trial, criteria: [criterion] }], [record], { asOf });
  return "screening" in made ? made.screening.candidates[0]?.trials[0]?.criteria[0]?.verdict : undefined;
}
