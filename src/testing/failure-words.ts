/** Why a case failed, in words that all reports share. */
import { limitWords } from "../language/limit-words.js";
import { describeReading } from "../values/describe-reading.js";
import type { CaseEvidence, Failure } from "./run.js";

/** `I4a: expected pass, came out fail`. */
export function failureWords({ id, expected, actual }: Failure): string {
  return `${id}: expected ${expected}, came out ${actual}`;
}

/** A cell that decided: as written, with what stands beside it, as read, and the limit. */
export function evidenceWords({ field, column, cell, reading, limit, beside }: CaseEvidence): string {
  const written = column === "" ? "no value" : `${column === field ? "cell" : column} ${JSON.stringify(cell)}`;
  const companions = [...beside].map(([key, text]) => `, ${key} ${text}`).join("");
  return `${field}: ${written}${companions}, read as ${describeReading(reading)}, limit ${limitWords(limit)}`;
}
