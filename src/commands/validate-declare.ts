/** `validate --declare`: stubs for fields that no file declares. */
import { Stop, stdoutSink, tellWrapped } from "../io/streams.js";
import { formatFile } from "../language/format.js";
import { type Stub, undeclared } from "../language/load/declare.js";
import { fileKind, type Source } from "../language/load/load.js";
import { counted } from "../text/counted.js";
import { tellDiagnostics } from "./diagnostics.js";
import { expandPaths } from "./files.js";
import { dictionaryOf, TextFiles } from "./text-files.js";

/** Prints a dictionary of stubs. @returns the exit status */
export async function declareFields(paths: readonly string[], color: boolean | undefined): Promise<number> {
  const texts = new TextFiles();
  const criteria = expandPaths(paths, ".json").flatMap(({ file, isNamed }): readonly Source[] => {
    const read = texts.read(file);
    if ("text" in read && fileKind(read) === "criteria") return [read];
    if (!isNamed) return [];
    throw new Stop(
      `${file}: ${"text" in read ? "--declare is for criteria files, and this is none that can be read" : read.message}`,
    );
  });
  if (criteria.length === 0) throw new Stop(`nothing to declare: there is no criteria file in ${paths.join(", ")}`);
  const { stubs, similar, unsure, faults } = undeclared(criteria, (file) => dictionaryOf(file, texts));
  if (faults.length > 0) {
    await tellDiagnostics(faults, texts, color);
    throw new Stop("nothing was declared: a file cannot be read");
  }
  const sink = stdoutSink();
  await sink.write(dictionaryText(stubs));
  await sink.finish();
  const say: string[] = [];
  if (stubs.size > 0)
    say.push(
      `${counted(stubs.size, "field")} to declare: complete what says FILL IN (until then it is an error) and the codes that cells may have, ` +
        "and add them to the `fields` of the dictionary or of the criteria file",
    );
  if (unsure.length > 0)
    say.push(`check the type of ${unsure.map(quoted).join(", ")}: conditions do not tell a date from a quantity of time`);
  for (const [name, near] of similar)
    say.push(
      `\`${name}\` is not declared, and has no stub: did you mean \`${near}\`? If it is another field, declare it by hand`,
    );
  if (say.length === 0) say.push("every field is declared");
  tellWrapped(...say);
  return 0;
}

/** As `fmt` lays it out. */
function dictionaryText(stubs: ReadonlyMap<string, Stub>): string {
  const text = `${JSON.stringify({ fields: Object.fromEntries(stubs) }, undefined, 2)}\n`;
  return formatFile({ file: "dictionary.json", text }).text ?? text;
}

function quoted(name: string): string {
  return `\`${name}\``;
}
