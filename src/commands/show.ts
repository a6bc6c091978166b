/** `show`: criteria in plain words, for the person who signs that the file says what the protocol says. */
import { sha256 } from "../io/digest.js";
import { stdoutSink, terminalWidth, usesColor } from "../io/streams.js";
import { showJson } from "../report/show-json.js";
import { showMarkdown } from "../report/show-markdown.js";
import { showText } from "../report/show-text.js";
import { showTrial } from "../report/shown.js";
import { version } from "../version.js";
import { loadCriteria } from "./criteria-files.js";
import { digestOf } from "./digests.js";
import { reportPaint } from "./paint.js";
import { TextFiles } from "./text-files.js";

/** What `-f` takes. */
export const SHOW_FORMATS = ["text", "markdown", "json"] as const;

/** The options of `show`, as the command line has them. */
export interface ShowOptions {
  readonly format: (typeof SHOW_FORMATS)[number];
  readonly color?: boolean;
}

/** Shows criteria files, one after the other. @returns the exit status */
export async function show(paths: readonly string[], { format, color }: ShowOptions): Promise<number> {
  const texts = new TextFiles();
  const undone = "nothing is shown";
  const { criteria } = await loadCriteria(paths, color, texts, undone);
  // Each file once more by itself: then the dictionary that was read is its own.
  const shown = [];
  for (const { file } of criteria) {
    const one = await loadCriteria([file], color, texts, undone);
    const files = [...one.criteria, ...one.dictionaries].map((source) => digestOf(source, sha256));
    shown.push(...one.trials.map((trial) => showTrial(trial, files)));
  }
  const sink = stdoutSink(format === "text");
  switch (format) {
    case "text":
      await sink.write(
        showText(shown, { version, width: terminalWidth(), paint: await reportPaint(usesColor("stdout", color)) }),
      );
      break;
    case "markdown":
      await sink.write(showMarkdown(shown, version));
      break;
    case "json":
      await sink.write(showJson(shown, version));
      break;
  }
  await sink.finish();
  return 0;
}
