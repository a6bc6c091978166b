/** Prints every surviving mutant as soon as it is known, because a whole folder takes a long time. */
class Notice {
  onMutantTested({ status, fileName, location: { start }, mutatorName, replacement }) {
    if (status !== "Survived" && status !== "NoCoverage") return;
    const what = status === "Survived" ? "survived" : "never run";
    console.log(
      `${fileName.slice(process.cwd().length + 1)}:${start.line}:${start.column}: ${what}: ${mutatorName} -> ${replacement}`,
    );
  }
}

/** The export that Stryker looks for in a plugin. */
export const strykerPlugins = [{ kind: "Reporter", name: "told", injectableClass: Notice }];
