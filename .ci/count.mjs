/**
 * Prints `N passed, N failed` of a vitest JSON report, as the last line. A test file that could not be loaded counts as one failure.
 * Fails if a test failed, or if none ran.
 */
import { existsSync, readFileSync } from "node:fs";

const file = process.argv[2] ?? "";
const report = existsSync(file)
  ? JSON.parse(readFileSync(file, "utf8"))
  : { numPassedTests: 0, numFailedTests: 0, testResults: [] };
const broken = report.testResults.filter(
  ({ status, assertionResults }) => status === "failed" && assertionResults.every((result) => result.status !== "failed"),
);
for (const { name, message } of broken) console.error(`not run: ${name}: ${message}`);

const passed = report.numPassedTests;
const failed = report.numFailedTests + broken.length;
const skipped = (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0);
if (skipped > 0) console.log(`${skipped} skipped`);
if (passed === 0) console.error("no test passed");
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 || report.success === false ? 1 : 0;
