/** What the program tells the engine that runs it. */
import { expect, test } from "vitest";
import { run, TRIAL } from "../program.js";

test("whatever the release of Node, its engine takes what it is told", () => {
  expect(run(["validate", TRIAL]).stderr).toBe("");
});
