/** The script of html reports, a file beside the program. */
import { readFile } from "node:fs/promises";

/** As it was built. */
export function pageScript(): Promise<string> {
  return readFile(new URL("./page.js", import.meta.url), "utf8");
}
