/** The texts of the files that a command looks at. */
import type { Diagnostic } from "../diagnostic.js";
import { readText, type TextFile } from "../io.js";
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
