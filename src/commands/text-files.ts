/** The texts of the files that a command reads. */
import { dirname, isAbsolute, relative } from "node:path";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { readText, type TextFile } from "../io/text.js";
import { onlyOfKind, type Source } from "../language/load/load.js";
import type { DiagnosticTexts } from "./diagnostics.js";

/** Files read so far, each once, whether good or not. */
export class TextFiles implements DiagnosticTexts {
  private readonly known = new Map<string, TextFile | Diagnostic>();

  read(file: string): TextFile | Diagnostic {
    const known = this.known.get(file);
    if (known !== undefined) return known;
    const read = readText(file);
    this.known.set(file, read);
    return read;
  }

  textOf(file: string): string | undefined {
    const known = this.known.get(file);
    return known !== undefined && "text" in known ? known.text : undefined;
  }
}

/**
 * The criteria file that a test file names. Nothing is shown of other files elsewhere: a test file from somebody else could
 * name any file of the user's.
 */
export function criteriaOfTest(test: Source, file: string, texts: TextFiles): TextFile | Diagnostic {
  const way = relative(dirname(test.file), file);
  const isBelow = !isAbsolute(way) && way.split(/[/\\]/)[0] !== "..";
  return isBelow ? texts.read(file) : onlyOfKind(texts.read(file), "criteria", file);
}

/** The dictionary that a criteria file names. Other files are not shown, unless their name says that they should be dictionaries. */
export function dictionaryOf(file: string, texts: TextFiles): TextFile | Diagnostic {
  return file.endsWith(".json") ? texts.read(file) : onlyOfKind(texts.read(file), "dictionary", file);
}
