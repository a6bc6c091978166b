/** Runs all checks of `validate` on files in memory. */
import { analyse } from "../../src/analysis/analyse.js";
import { type Diagnostic, sortDiagnostics } from "../../src/diagnostics/diagnostic.js";
import { checkDictionary, checkTrial, labelFault, settle } from "../../src/language/check/check.js";
import { fileKind, loadDictionary, loadTestFile, loadTrials, type Source } from "../../src/language/load/load.js";

/** Diagnostics of the first file, and of further criteria files (`criteria-…`); other files are only there to be referred to. */
export function checkFiles(files: Readonly<Record<string, string>>): readonly Diagnostic[] {
  const source = (file: string): Source | undefined => {
    const text = files[file];
    return text === undefined ? undefined : { file, text };
  };
  const first = source(Object.keys(files)[0] ?? "");
  if (first === undefined) throw new Error("no files");
  if (fileKind(first) === "dictionary") {
    const { fields, diagnostics } = loadDictionary(first);
    return sortDiagnostics([...diagnostics, ...checkDictionary(fields)]);
  }
  if (fileKind(first) === "test") {
    return loadTestFile(first, (file) => {
      const found = source(file);
      return found === undefined ? "absent" : (loadTrials([found], source).trials[0] ?? "faulty");
    }).diagnostics;
  }
  const others = Object.keys(files)
    .filter((file) => file.startsWith("criteria-"))
    .flatMap((file) => source(file) ?? []);
  const { trials, diagnostics } = loadTrials([first, ...others], source);
  const checked = trials.flatMap((trial) => {
    const text = source(trial.file) ?? first;
    const { diagnostics: analysed } = analyse(trial, (criterion) => labelFault(trial, criterion) !== undefined);
    return settle(trial, text, [...checkTrial(trial, text), ...analysed]).diagnostics;
  });
  return sortDiagnostics([...diagnostics, ...checked]);
}
