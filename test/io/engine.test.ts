/** Options that the program sets for the JavaScript engine. */
import { expect, test } from "vitest";
import { run, TRIAL } from "../program.js";

test("every supported version of Node accepts them without a warning", () => {
  expect(run(["validate", TRIAL]).stderr).toBe("");
});
