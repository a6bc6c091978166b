import { posix, win32 } from "node:path";
import { array, assert, constantFrom, property, tuple } from "fast-check";
import { expect, test } from "vitest";
import { beside } from "../../src/text/path.js";

test.each([
  ["trial.json", "dictionary.json", "dictionary.json"],
  ["criteria/trial.json", "dictionary.json", "criteria/dictionary.json"],
  ["./trial.json", "dictionary.json", "dictionary.json"],
  ["/trials/a/trial.json", "dictionary.json", "/trials/a/dictionary.json"],
  ["tests/a.json", "../criteria/trial.json", "criteria/trial.json"],
  ["a.json", "../../trial.json", "../../trial.json"],
  ["tests/a.json", "/criteria/trial.json", "/criteria/trial.json"],
  // Windows paths.
  ["criteria\\trial.json", "dictionary.json", "criteria\\dictionary.json"],
  ["C:\\trials\\trial.json", "dictionary.json", "C:\\trials\\dictionary.json"],
  ["C:\\tests\\a.json", "..\\criteria\\trial.json", "C:\\criteria\\trial.json"],
  ["C:\\a.json", "..\\trial.json", "C:\\trial.json"],
  ["\\\\server\\share\\trial.json", "dictionary.json", "\\\\server\\share\\dictionary.json"],
  ["tests\\a.json", "D:\\criteria\\trial.json", "D:\\criteria\\trial.json"],
  // Mixed separators: with the other one, the dictionary of the parent folder would be used.
  ["criteria/lung\\trial.json", "dictionary.json", "criteria/lung\\dictionary.json"],
])("beside %s, %s is %s", (file, name, path) => {
  expect(beside(file, name)).toBe(path);
});

const folders = array(constantFrom("a", "b c", ".", "..", ""), { maxLength: 5 });

test.each([
  ["/", "", posix],
  ["/", "/", posix],
  ["\\", "", win32],
  ["\\", "C:\\", win32],
])("with %s behind %j, the result is that of Node", (separator, root, { dirname, join }) => {
  assert(
    property(tuple(folders, folders), ([above, below]) => {
      const relative = (steps: readonly string[]): string => steps.join(separator).replace(/^[/\\]+/, "");
      const file = `${root}${relative([...above, "trial.json"])}`;
      const name = relative([...below, "other.json"]);
      expect(beside(file, name)).toBe(join(dirname(file), name));
    }),
  );
});
