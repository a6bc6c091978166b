/** `compare` of two criteria files: what an amendment does, and what follows from it. */
import type { Consequences } from "../compare/consequences.js";
import { compareCriteria } from "../compare/criteria.js";
import { sha256 } from "../io/digest.js";
import { lookAt, Stop } from "../io/streams.js";
import { loadTestFile } from "../language/load/load.js";
import type { Trial } from "../language/model.js";
import { type ChangedCase, changedCases } from "../testing/changed-cases.js";
import { loadCriteria } from "./criteria-files.js";
import { digestOf } from "./digests.js";
import { testBeside } from "./test-against.js";
import { TextFiles } from "./text-files.js";

/** The comparison of two criteria files. Throws {@link Stop} for other files, or files of two trials. */
export async function comparedCriteria(paths: readonly [string, string], color: boolean | undefined) {
  const texts = new TextFiles();
  const versions = [];
  for (const path of paths) {
    const { trials, criteria, dictionaries } = await loadCriteria([path], color, texts, "nothing was compared");
    const [trial, ...more] = trials;
    if (trial === undefined || more.length > 0) throw new Stop(`${path}: name one criteria file, not a folder`);
    versions.push({ trial, files: [...criteria, ...dictionaries].map((source) => digestOf(source, sha256)) });
  }
  const [before, after] = versions;
  if (before === undefined || after === undefined) throw new Error("two files are compared");
  if (before.trial.id !== after.trial.id)
    throw new Stop(
      `nothing was compared: ${paths[0]} is ${before.trial.id}, and ${paths[1]} is ${after.trial.id}; compare two versions of one trial`,
    );
  const consequences = { before: before.files, after: after.files, ...casesOf(before.trial, after.trial, texts) };
  return { changes: await compareCriteria(before.trial, after.trial), consequences };
}

/** The cases of the earlier version's test file, else of the later one's. */
function casesOf(before: Trial, after: Trial, texts: TextFiles): Pick<Consequences, "tests" | "cases" | "untested"> {
  const none: readonly ChangedCase[] = [];
  for (const trial of [before, after]) {
    const file = testBeside(trial.file);
    if (lookAt(file) === undefined) continue;
    const read = texts.read(file);
    const loaded = "text" in read ? loadTestFile(read, () => trial).test : undefined;
    if (loaded === undefined) return { tests: file, cases: none, untested: `${file} has errors: trialsieve validate ${file}` };
    const cases = changedCases(loaded, after);
    return cases === undefined
      ? {
          tests: file,
          cases: none,
          untested: `${file} has no asOf, and the criteria measure time: add it to see which cases change`,
        }
      : { tests: file, cases, untested: undefined };
  }
  return { tests: undefined, cases: none, untested: undefined };
}
