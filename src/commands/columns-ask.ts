/** `columns --ask`: sets up a list, one question at a time. The answers go into a column map. */
import { stops } from "../diagnostics/notice.js";
import { type ColumnsFound, describeColumns } from "../engine/columns-summary.js";
import type { PreflightSettings } from "../engine/file-preflight.js";
import { CellSurvey, type ListSample, sampleList } from "../engine/list-survey.js";
import { preflight } from "../engine/preflight.js";
import type { CandidateSource, ReadSettings } from "../engine/source.js";
import { checkWritable } from "../io/output.js";
import type { Prompts } from "../io/prompts.js";
import { isTerminal, Stop, tell, tellWrapped } from "../io/streams.js";
import { changeColumnMap, type MapChange } from "../language/load/change-map.js";
import { completeColumnMap } from "../language/load/complete-map.js";
import { loadColumnMap, type Source } from "../language/load/load.js";
import type { ColumnMap, Trial } from "../language/model.js";
import type { Plan } from "../plan/plan.js";
import { type Choice, mostUrgent, type Question } from "../setup/question.js";
import { questionsOf } from "../setup/questions.js";
import { counted } from "../text/counted.js";
import { stopOnErrors, tellNotices, withMapped } from "./candidate-files.js";
import { commandArguments, shellLine } from "./command-line.js";
import { loadRun, NOTHING_SCREENED } from "./load-run.js";
import { type ColumnsOptions, refuseToWrite, screenLine, writeMap } from "./map-file.js";
import { usageError } from "./usage.js";
import { openIfWorkbook } from "./workbooks.js";

/** What stays the same while questions are asked. */
interface Interview {
  readonly list: CandidateSource;
  readonly trials: readonly Trial[];
  readonly plan: Plan;
  readonly given: ReadSettings;
  readonly options: ColumnsOptions;
  readonly asOf: number | undefined;
}

/** Asks about a list. @returns the exit status */
export async function askColumns(candidates: readonly string[], options: ColumnsOptions, prompts?: Prompts): Promise<number> {
  const [file = ""] = candidates;
  refuse(candidates, options, prompts);
  const target = options.write ?? options.columns ?? `${file.replace(/\.[^./\\]+$/, "")}.map.json`;
  if (options.write === undefined && options.columns === undefined && checkWritable(target) !== undefined)
    throw new Stop(
      `error: ${target}: the column map exists already; complete it with --columns ${target}, or name another with --write`,
    );
  refuseToWrite(target, candidates, options.columns);
  const { files, criteria, map: begun, plan, given, asOf } = await loadRun("columns", candidates, options, NOTHING_SCREENED);
  const [list] = files;
  if (list === undefined) throw new Error("a list that is not there");
  const interview = { list, trials: criteria.trials, plan, given, options, asOf };
  const asking = prompts ?? (await import("../io/prompts.js")).terminalPrompts();
  return ask(interview, { file: target, text: begun?.source.text ?? '{ "columns": {} }\n' }, candidates, asking);
}

function refuse(candidates: readonly string[], options: ColumnsOptions, prompts: Prompts | undefined): void {
  if (candidates.length > 1) usageError("columns", "--ask makes a map for one candidate file, but several are given");
  if (candidates[0] === "-") usageError("columns", "--ask needs standard input for the answers; save the list to a file");
  for (const [option, isGiven] of [
    ["--cells", options.cells],
    ["--require", options.require],
    [`-f ${options.format}`, options.format !== "text"],
  ] as const)
    if (isGiven === true) usageError("columns", `--ask prints no report, so ${option} cannot be used with it`);
  if (prompts === undefined && !(isTerminal("stdin") && isTerminal("stdout")))
    usageError("columns", "--ask needs a terminal to ask on; elsewhere --write makes a map to complete by hand");
}

/** Asks until no question is left, or the person stops. */
async function ask(interview: Interview, begun: Source, candidates: readonly string[], prompts: Prompts): Promise<number> {
  const earlier: Step[] = [];
  let now: Step = { source: begun, answers: 0, settled: [] };
  for (;;) {
    const { source, answers, settled } = now;
    const isSettled = (key: string): boolean => settled.some((one) => key === one || (one.endsWith(":") && key.startsWith(one)));
    const state = await look(interview, source, isSettled);
    const question = mostUrgent(state.questions.filter(({ key }) => !isSettled(key)));
    if (question === undefined) return finish(interview, source, state, { candidates, answers });
    const fault = (change: MapChange): string | undefined => faultOf(interview, source, change);
    const choice = await put(question, prompts, { canGoBack: earlier.length > 0, fault });
    if (choice === undefined) return interrupt(source, state, answers, { candidates, interview });
    if (choice === "back") {
      now = earlier.pop() ?? now;
      continue;
    }
    earlier.push(now);
    const { changes, settles = [] } = choice;
    now = {
      source: changes.length === 0 ? source : { ...source, text: changeColumnMap(source, changes) },
      answers: answers + (changes.length === 0 ? 0 : 1),
      settled: [...settled, question.key, ...settles],
    };
  }
}

/** How far the questions have come. */
interface Step {
  readonly source: Source;
  readonly answers: number;
  /** Keys of questions that are not asked again. */
  readonly settled: readonly string[];
}

/** What is known about the list with the present map. */
interface State {
  readonly questions: readonly Question[];
  /** Undefined if the list cannot be read yet. */
  readonly found: ColumnsFound | undefined;
  /** Reports why it cannot. */
  readonly stop: () => void;
}

async function look(
  { list, trials, plan, given, options, asOf }: Interview,
  source: Source,
  isSettled: (key: string) => boolean,
): Promise<State> {
  const map = mapOf(source, trials);
  const read = withMapped("columns", given, map);
  const { maxHeldBytes, sheet = map?.input?.sheet } = options;
  const opened = await openIfWorkbook(list, { sheet, read, plan, map, maxHeldBytes });
  const stopped = (notices: Parameters<typeof tellNotices>[0]) => () => {
    tellNotices(notices, options.quiet ?? false);
    stopOnErrors(notices, NOTHING_SCREENED);
  };
  if ("code" in opened)
    return { questions: questionsOf({ plan, map, notices: [opened] }), found: undefined, stop: stopped([opened]) };
  const settings: PreflightSettings = { read, map, asOf };
  const first = await preflight([opened], plan, settings);
  const sample: ListSample | undefined = await sampleList(opened, read, plan, map);
  const { notices, unclaimed } = first;
  if (stops(notices))
    return {
      questions: questionsOf({ plan, map, notices, unclaimed, sample, isSettled }),
      found: undefined,
      stop: stopped(notices),
    };
  const survey = new CellSurvey(plan, asOf);
  const [found] = await describeColumns(plan, first, settings, { survey });
  const questions = questionsOf({ plan, map, notices, sample, isSettled, found: found && { ...found, survey } });
  return { questions, found, stop: () => undefined };
}

function mapOf(source: Source, trials: readonly Trial[]): ColumnMap | undefined {
  const { map, diagnostics } = loadColumnMap(source, trials);
  const [fault] = diagnostics;
  if (fault !== undefined) throw new Error(`the column map made is refused: ${fault.message}`);
  return map;
}

const BACK = "Back to the previous question";

/** Asks a question. @returns the choice with all its changes; undefined: the person stops */
async function put(
  { message, about, choices, isMany = false }: Question,
  prompts: Prompts,
  { canGoBack, fault }: { readonly canGoBack: boolean; readonly fault: (change: MapChange) => string | undefined },
): Promise<Choice | "back" | undefined> {
  const labels = choices.map(({ label, hint }) => (hint === undefined ? label : `${label}: ${hint}`));
  const asked = [[message, ...about].join("\n"), [...labels, ...(canGoBack ? [BACK] : [])]] as const;
  if (isMany) {
    const marked = await prompts.chooseMany(...asked);
    if (marked?.includes(choices.length) === true) return "back";
    return marked && together(choices, new Set(marked));
  }
  const chosen = await prompts.choose(...asked);
  if (chosen === choices.length) return "back";
  const choice = chosen === undefined ? undefined : choices[chosen];
  if (choice?.typed === undefined) return choice;
  const { typed } = choice;
  const text = await prompts.type(typed.message, (value) =>
    value.trim() === "" ? "Nothing was typed in" : fault(typed.change(value.trim())),
  );
  return text === undefined ? undefined : { ...choice, changes: [...choice.changes, typed.change(text.trim())] };
}

/** Choices that were marked, as one. */
function together(choices: readonly Choice[], marked: ReadonlySet<number>): Choice {
  const changes = choices.flatMap((one, at) => (marked.has(at) ? one.changes : []));
  const settles = choices.flatMap(({ settlesUnmarked }, at) =>
    settlesUnmarked === undefined || marked.has(at) ? [] : [settlesUnmarked],
  );
  return { label: "", changes, settles };
}

/** Why a change would be refused. */
function faultOf({ trials }: Interview, source: Source, change: MapChange): string | undefined {
  const changed = { ...source, text: changeColumnMap(source, [change]) };
  const [fault] = loadColumnMap(changed, trials).diagnostics;
  return fault && [fault.message, ...(fault.help === undefined ? [] : [fault.help])].join("; ");
}

function columnsLine(candidates: readonly string[], options: object): string {
  return shellLine(["trialsieve", ...commandArguments("columns", candidates, options)]);
}

async function write({ trials }: Interview, source: Source, { found }: State): Promise<void> {
  await writeMap(source.file, found === undefined ? source.text : completeColumnMap(source, found.map), trials);
}

async function finish(
  interview: Interview,
  source: Source,
  state: State,
  { candidates, answers }: { readonly candidates: readonly string[]; readonly answers: number },
): Promise<number> {
  const { options } = interview;
  if (state.found === undefined) {
    if (answers > 0) await write(interview, source, state);
    state.stop();
    return 2;
  }
  await write(interview, source, state);
  const { fields } = state.found.report;
  const lacking = fields.filter(({ column, read }) => column === null && read === 0).map(({ label }) => label);
  const unreadable = fields.flatMap((field) => field.unreadable).reduce((sum, { count }) => sum + count, 0);
  tellWrapped(
    `${source.file}: written. ${fields.length - lacking.length} of ${fields.length} fields have a column` +
      (lacking.length === 0 ? "" : `; none: ${lacking.join(", ")}`),
  );
  if (unreadable > 0) {
    const { write: _write, ask: _ask, format: _format, criteria, ...reading } = options;
    const cells = { criteria, ...reading, columns: source.file, cells: true };
    tell(`${counted(unreadable, "cell")} cannot be read; to list them:`, `  ${columnsLine(candidates, cells)}`);
  }
  tell("Screen with it:", `  ${screenLine(source.file, candidates, options)}`);
  return 0;
}

async function interrupt(
  source: Source,
  state: State,
  answers: number,
  { candidates, interview }: { readonly candidates: readonly string[]; readonly interview: Interview },
): Promise<number> {
  if (answers === 0) tell("interrupted; nothing was answered, and nothing is written");
  else {
    await write(interview, source, state);
    const { write: _write, format: _format, ...reading } = interview.options;
    tell(
      `${source.file}: written with ${answers === 1 ? "1 answer" : `${answers} answers`}; to go on:`,
      `  ${columnsLine(candidates, { ...reading, columns: source.file })}`,
    );
  }
  return 130;
}
