/** Which criteria `explain` shows, in which form, and where they go. */
import { fileSink, writeAll } from "../io/output.js";
import { stdoutSink, terminalWidth, usesColor } from "../io/streams.js";
import { closest } from "../language/load/suggest.js";
import type { Trial } from "../language/model.js";
import { renderExplanation } from "../report/explain.js";
import { type Choice, type Explanation, VERDICT_ORDER } from "../report/explanation.js";
import type { ColumnMapFile, CriteriaFiles } from "./criteria-files.js";
import { formatAsked } from "./output-format.js";
import { reportPaint } from "./paint.js";
import { asOfText, usageError } from "./usage.js";

type Format = "text" | "json" | "html";

/** The options of `explain` that say what it shows. */
export interface ExplainOutputOptions {
  readonly format?: Format;
  readonly output?: string;
  readonly all?: boolean;
  readonly only?: readonly string[];
  readonly values: boolean;
  readonly color?: boolean;
}

/** What they mean together. `file` undefined: standard output. */
export interface ExplainOutput extends Pick<Choice, "passes" | "values"> {
  readonly format: Format;
  readonly file: string | undefined;
  readonly color: boolean | undefined;
}

const ENDINGS: ReadonlyMap<string, Format> = new Map([
  [".txt", "text"],
  [".json", "json"],
  [".html", "html"],
]);

/** Throws a `Stop` where the options do not fit together. */
export function explainOutput({ format, output, all = false, only, values, color }: ExplainOutputOptions): ExplainOutput {
  if (all && only !== undefined) usageError("explain", "--all shows every criterion, and --only shows some; give one of them");
  const file = output === "-" ? undefined : output;
  return { format: formatAsked("explain", format, file, ENDINGS) ?? "text", file, passes: all, values, color };
}

/** The criteria that `--only` asks for, by their verdict or their id. Throws a `Stop` where there is no such criterion. */
export function onlyOf(asked: readonly string[], trials: readonly Trial[]): NonNullable<Choice["only"]> {
  const words = new Set(asked.flatMap((text) => text.split(",")).map((word) => word.trim()));
  const verdicts = new Set<string>(VERDICT_ORDER);
  const ids = new Set(trials.flatMap(({ id: trial, criteria }) => criteria.flatMap(({ id }) => [id, `${trial}:${id}`])));
  for (const word of words) {
    if (verdicts.has(word) || ids.has(word)) continue;
    const near = closest(word, [...verdicts, ...ids]);
    const meant = near === undefined ? "" : `; did you mean \`${near}\`?`;
    usageError(
      "explain",
      `--only takes fail, unknown, pass, or the ID of a criterion; there is no criterion \`${word}\`${meant}`,
    );
  }
  return (trial, { id, verdict }) => words.has(verdict) || words.has(id) || words.has(`${trial}:${id}`);
}

/** What is written, and from what it was made. */
export interface ToWrite extends ExplainOutput, Pick<Choice, "only"> {
  readonly asOf: number | undefined;
  readonly criteria: CriteriaFiles;
  readonly map: ColumnMapFile | undefined;
}

/** Writes explanations, in their order. */
export async function writeExplanations(explanations: readonly Explanation[], to: ToWrite): Promise<void> {
  const pieces = await render(explanations, to);
  await writeAll(to.file === undefined ? stdoutSink(to.format === "text") : fileSink(to.file), pieces);
}

async function render(explanations: readonly Explanation[], to: ToWrite): Promise<readonly string[]> {
  const { format, file, color, asOf, passes, only, values, criteria, map } = to;
  const choice: Choice = { passes, only, values };
  if (format === "text") {
    const paint = await reportPaint(file === undefined && usesColor("stdout", color));
    const width = file === undefined ? terminalWidth() : undefined;
    const pages = explanations.map((one) => renderExplanation(one, asOfText(asOf), { width, paint, choice }));
    return pages.map((page, at) => (at === 0 ? page : `\n${page}`));
  }
  const [{ runHead }, { sha256 }] = await Promise.all([import("./run-head.js"), import("../io/digest.js")]);
  const run = runHead(criteria, map, asOf, false, sha256);
  if (format === "json") return [(await import("../report/explain-json.js")).explainJson(explanations, run, choice)];
  const [{ explainHtml, explainStyle }, { hashOf }] = await Promise.all([
    import("../report/explain-html.js"),
    import("./page-assets.js"),
  ]);
  return [explainHtml(explanations, { run, choice, styleHash: hashOf(explainStyle(run)) })];
}
