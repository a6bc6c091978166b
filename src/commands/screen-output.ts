/** Where the output of `screen` goes, in which form, and what was written. */
import type { OutputSettings } from "../engine/pipeline.js";
import type { Sha256 } from "../io/digest.js";
import { fileSink, isSameFile } from "../io/output.js";
import { isTerminal, type Sink, Stop, stdoutSink, terminalWidth } from "../io/streams.js";
import type { Format } from "../report/reporter.js";
import { ENDINGS, FORMAT_USE, type OutputOptions, refuseClashes } from "./options-together.js";
import { endingOf, unknownEnding } from "./output-format.js";
import { usageError } from "./usage.js";

/** Whether the output goes to a file. */
export function isToFile({ output }: OutputOptions): boolean {
  return output !== undefined && output !== "-";
}

function formatOf({ format, output }: OutputOptions): Format {
  if (format !== undefined) return format;
  if (output === undefined || output === "-") return isTerminal("stdout") ? "summary" : "csv";
  const known = ENDINGS.get(endingOf(output));
  if (known !== undefined) return known;
  return usageError("screen", unknownEnding(output, ENDINGS.keys()));
}

/** What is printed. */
export function outputSettings(options: OutputOptions): OutputSettings {
  const format = formatOf(options);
  refuseClashes({ options, format, isOnTerminal: !isToFile(options) && isTerminal("stdout") });
  return {
    format,
    layout: options.layout ?? "wide",
    reasons: options.reasons,
    values: options.values,
    excel: options.excel ?? false,
    delimiter: options.outputDelimiter,
    width: terminalWidth(),
    only: options.only,
  };
}

/** Refuses to overwrite a file that this run reads, or also writes. Throws {@link Stop}. */
export function refuseOverwriting(option: string, output: string, others: readonly string[], does: "reads" | "writes"): void {
  for (const other of others) {
    if (isSameFile(output, other))
      throw new Stop(`error: ${option} ${output} would overwrite \`${other}\`, which this run ${does}`);
  }
}

/** Where a run writes to. */
export function openSink(options: OutputOptions, format: Format, inputs: readonly string[]): Sink {
  const { output } = options;
  if (output === undefined || output === "-") {
    const sink = stdoutSink(FORMAT_USE[format].isForPeople);
    return format === "summary" ? heldBack(sink) : sink;
  }
  refuseOverwriting("-o", output, inputs, "reads");
  return fileSink(output);
}

/** A sink that writes everything at the end, below the notes: a page must not scroll away. */
function heldBack(sink: Sink): Sink {
  const held: (string | Uint8Array)[] = [];
  return {
    ...sink,
    write: async (text) => void held.push(typeof text === "string" ? text : text.slice()),
    finish: async () => {
      for (const text of held) await sink.write(text);
      await sink.finish();
    },
  };
}

/** What went through a sink. */
export interface Written {
  readonly bytes: number;
  readonly sha256: string;
}

/** A sink that may keep the digest of what goes through; `written` is about everything so far. */
export interface MeasuredSink extends Sink {
  readonly written: Written;
}

/** Measures what goes into a sink, if there is a digest to measure with. */
export function measured(sink: Sink, sha256: (() => Sha256) | undefined): MeasuredSink {
  if (sha256 === undefined) return { ...sink, written: { bytes: 0, sha256: "" } };
  let digest = sha256();
  let bytes = 0;
  const { restart } = sink;
  const restarted = async (): Promise<void> => {
    await restart?.();
    digest = sha256();
    bytes = 0;
  };
  return {
    ...sink,
    ...(restart === undefined ? {} : { restart: restarted }),
    write: async (text) => {
      const block = typeof text === "string" ? Buffer.from(text) : text;
      digest.update(block);
      bytes += block.length;
      await sink.write(block);
    },
    get written() {
      return { bytes, sha256: digest.hex() };
    },
  };
}
