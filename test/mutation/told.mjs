/** Tells each fault that no test notices as soon as it is known: a whole room takes long. */
class Notice {
  onMutantTested({ status, fileName, location: { start }, mutatorName, replacement }) {
    if (status !== "Survived" && status !== "NoCoverage") return;
    const what = status === "Survived" ? "survived" : "never run";
    console.log(
      `${fileName.slice(process.cwd().length + 1)}:${start.line}:${start.column}: ${what}: ${mutatorName} -> ${replacement}`,
    );
  }
}

/** What the tool looks for in a module of its own kind. */
export const strykerPlugins = [{ kind: "Reporter", name: "told", injectableClass: Notice }];
