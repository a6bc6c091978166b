/** The progress line of a long run, with a simulated clock and terminal. */
import { afterEach, expect, test, vi } from "vitest";
import { startProgress } from "../../src/io/progress.js";

const terminal = process.stderr.isTTY;
afterEach(() => {
  vi.restoreAllMocks();
  process.stderr.isTTY = terminal;
});

/** The line after each step of `[milliseconds since the start, bytes, records]`. */
function shownAt(steps: readonly (readonly [number, number, number])[]): readonly string[] {
  let now = 0;
  let line = "";
  process.stderr.isTTY = true;
  vi.spyOn(performance, "now").mockImplementation(() => now);
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    line = String(text).replace("\r\u001b[K", "");
    return true;
  });
  const progress = startProgress([{ bytes: 1000 }], true);
  const lines = steps.map(([at, bytes, records]) => {
    now = at;
    progress.screened(bytes, records);
    return line;
  });
  progress.end();
  return lines;
}

test("speed and remaining time are only shown after a while", () => {
  expect(
    shownAt([
      [2000, 100, 10],
      [2500, 100, 20],
      [4000, 200, 40],
    ]),
  ).toEqual([
    "screening: 10 candidates, 10 %",
    "screening: 20 candidates, 20 %",
    "screening: 40 candidates, 20 a second, 40 %, about 3 s left",
  ]);
});
