/** The preflight of one candidate file: its headings, its columns, its ids, the units of its numbers. */
import type { ColumnOptions } from "../columns/table-columns.js";
import { type InputNotice, stops } from "../diagnostics/notice.js";
import type { PlacedFacts } from "../facts/column-facts.js";
import { type ColumnsJudged, type JudgedSlot, judgeColumns, unseenColumns } from "../facts/judgement.js";
import type { ColumnMap } from "../language/model.js";
import type { SlotPlan } from "../plan/slots.js";
import type { CandidateInput, InputHead } from "../sources/input.js";
import type { LookedAt, Seen } from "./block-processor.js";
import type { HashKey } from "./id-hash.js";
import { hasSeveralSites, idHelp } from "./id-help.js";
import { checkKeys, type FileColumns, resolveColumns } from "./records/read.js";
import type { MarkedRow } from "./records/row-marks.js";
import { RowSorter } from "./row-sorter.js";
import { type PlacedBlock, placedBlock } from "./screener.js";
import type { SeenIds } from "./seen-ids.js";
import { type CandidateSource, isEmpty, type ReadSettings, startPass } from "./source.js";
import { inOrder, type WorkerPool } from "./worker-pool.js";

/** One candidate file after the preflight. */
export interface CheckedFile {
  readonly source: CandidateSource;
  readonly head: InputHead;
  readonly columns: FileColumns;
  /** Records; undefined if only the beginning was read. */
  readonly records: number | undefined;
  /** What the columns show as a whole; undefined if only headings were read. */
  readonly judged: ColumnsJudged | undefined;
  /** Rows that are not candidates; undefined if only the beginning was read. */
  readonly passed: ReadonlySet<number> | undefined;
  /** For a part of a list: what was found in it. */
  readonly seen?: Seen | undefined;
}

/** What the preflight must know. `asOf` in days since 1970-01-01. */
export interface PreflightSettings {
  readonly read: ReadSettings;
  readonly map: ColumnMap | undefined;
  readonly asOf: number | undefined;
  /** For a part of a list that is screened: what its columns are in the whole list. */
  readonly judge?: ((facts: readonly PlacedFacts[]) => ColumnsJudged) | undefined;
  /** Undefined: a fixed key, for lists that are small and cannot be an attack. */
  readonly key?: HashKey;
  /** Called as bytes are read: the file, and how many more. */
  readonly onBytes?: (bytes: number, records: number) => void;
}

/** See the head of this file. */
export class FilePreflight {
  readonly notices: InputNotice[] = [];
  private records = 0;
  /** The file's number, once its columns are known: files whose heading is wrong have none. */
  private index = -1;
  private head: InputHead | undefined;
  private columns: FileColumns | undefined;
  private hasFault = false;
  /** Headings that may be the id, if none is named. */
  private unnamed: readonly string[] | undefined;
  /** The file was read to its end. */
  private isWhole = false;
  private readonly rows = new RowSorter();
  private readonly options: ColumnOptions;

  constructor(
    private readonly source: CandidateSource,
    private readonly plan: SlotPlan,
    private readonly settings: PreflightSettings,
    private readonly pool: WorkerPool,
    private readonly judgedSlots: readonly JudgedSlot[],
    private readonly ids: SeenIds,
    /** The sites of all files together, as far as ids are numbers of sites. */
    private readonly sites: Set<string>,
  ) {
    this.options = { file: source.name, id: settings.read.id, map: settings.map };
  }

  /** As far as the heading of a table; undefined if there is no more to be said, or more must be read. */
  async heading(): Promise<CheckedFile | undefined> {
    const { source } = this;
    const input = startPass(source, this.settings.read);
    if (input.fault !== undefined) return undefined;
    for await (const chunk of source.open()) {
      input.push(chunk);
      if (!this.resolve(input) || input.fault !== undefined) return undefined;
      if (this.columns !== undefined) break;
    }
    if (this.columns === undefined) {
      input.end();
      if (!this.resolve(input) || input.fault !== undefined) return undefined;
    }
    const { head, columns } = this;
    if (head === undefined || columns?.kind !== "table") return undefined;
    // What other columns say about ids is found only if everything is read.
    if (columns.perSite !== undefined || (columns.seconds.length > 0 && !this.settings.read.assumeUniqueIds)) return undefined;
    return { source, head, columns, records: undefined, judged: undefined, passed: undefined };
  }

  async run(): Promise<CheckedFile | undefined> {
    // Where ids need no look, a long pipe is read on without one: what its columns say as wholes is then not known.
    const once = this.settings.read.assumeUniqueIds && this.source.bytes === undefined;
    if (!this.hasFault) await this.lookAtBlocks(once);
    const passed = this.isWhole && !this.hasFault && !this.isPart ? this.settleRows() : undefined;
    if (!this.hasFault && this.settings.judge === undefined) await this.checkSites(once);
    if (this.hasFault) await this.helpWithId();
    if (this.hasFault || this.head === undefined || this.columns === undefined) return undefined;
    const seen = await this.pool.seenIn(this.index);
    if (this.isPart) return this.checkedPart(this.head, this.columns, seen);
    const { keys, facts } = seen;
    // A single pass has seen only the first keys of a JSON file, so nothing is reported about keys that may still come.
    if (this.isWhole && this.records > 0) this.notices.push(...checkKeys(this.plan, this.columns, keys, this.options));
    return {
      source: this.source,
      head: this.head,
      columns: this.columns,
      records: this.isWhole ? this.records : undefined,
      judged: this.isWhole ? judgeColumns(facts, this.judgedSlots) : unseenColumns(this.judgedSlots),
      passed,
    };
  }

  /** Whatever is found in a part of a list, the whole list decides. */
  private checkedPart(head: InputHead, columns: FileColumns, seen: Seen): CheckedFile {
    const { source, records, isWhole } = this;
    const judged = this.settings.judge?.(seen.facts) ?? unseenColumns(this.judgedSlots);
    return { source, head, columns, records: isWhole ? records : undefined, judged, passed: undefined, seen };
  }

  private get isPart(): boolean {
    return this.settings.read.head !== undefined;
  }

  /** @returns the rows that are not candidates */
  private settleRows(): ReadonlySet<number> {
    const { passed, candidates } = this.rows.finish();
    this.lookAgain(candidates);
    return passed;
  }

  private lookAgain(marked: readonly MarkedRow[]): void {
    for (const one of marked) {
      const { hashes } = this.pool.lookAgain(this.index, one);
      if (!this.settings.read.assumeUniqueIds) this.ids.add(hashes, one.text.length);
    }
  }

  /** If the run stops at the columns: headings from which nothing is read. */
  get unclaimed(): readonly string[] {
    return (this.unnamed ?? []).filter((heading) => heading.trim() !== "");
  }

  private async lookAtBlocks(once: boolean): Promise<void> {
    const input = startPass(this.source, this.settings.read);
    await inOrder(
      this.pool,
      this.blocks(input, once),
      (block) => this.pool.look(block),
      (found, { bytes }) => this.take(found, bytes.length),
    );
    // A file may be empty below its headings when others are not.
    if (!this.hasFault && input.fault !== undefined && !isEmpty(input)) this.fail(input.fault);
  }

  /** Ids that are numbers of a site must be named together with it, as soon as there is more than one. */
  private async checkSites(once: boolean): Promise<void> {
    const { head, columns } = this;
    if (head === undefined || columns?.perSite === undefined) return;
    const [first] = columns.id;
    const [id, site] = [first, columns.perSite].map((place) => (typeof place === "object" ? place.heading : (place ?? "")));
    if (id === undefined || site === undefined) return;
    // What can be read only once cannot be searched for sites.
    if (!once && !(await hasSeveralSites(this.source, this.settings.read, head, site, this.sites))) return;
    this.fail({
      code: "id-per-site",
      severity: "error",
      file: this.source.name,
      column: id,
      message: `\`${id}\` may be the same for two people: each site has its own numbers, and \`${site}\` ${once ? "may name" : "names"} more than one site`,
      help:
        `name both: --id ${shellWord(site)} --id ${shellWord(id)}, or in a column map: "id": ${JSON.stringify([site, id])}; ` +
        `or --id ${shellWord(id)}, if no two sites use the same numbers`,
      settledBy: { path: ["id"], values: [[site, id], id] },
    });
  }

  private async helpWithId(): Promise<void> {
    const { head, unnamed = [] } = this;
    const at = this.notices.findIndex(({ code, severity }) => code === "no-id-column" && severity === "error");
    const notice = this.notices[at];
    if (head === undefined || notice === undefined) return;
    this.notices[at] = { ...notice, help: await idHelp(this.source, this.settings.read, head, unnamed) };
  }

  /** The file's blocks, as long as nothing is wrong; `once`: only its first ones. */
  private async *blocks(input: CandidateInput, once: boolean): AsyncGenerator<PlacedBlock> {
    if (input.fault !== undefined) return;
    let taken = 0;
    for await (const chunk of this.source.open()) {
      const blocks = input.push(chunk);
      this.settings.onBytes?.(chunk.length, this.records);
      if (!this.resolve(input)) return;
      for (const block of blocks) yield placedBlock(block, this.index);
      if (this.hasFault || input.fault !== undefined) return;
      taken += chunk.length;
      if (once && this.columns !== undefined && taken >= (this.settings.read.heldBytes ?? Infinity)) return;
    }
    const blocks = input.end();
    if (!this.resolve(input)) return;
    this.isWhole = true;
    for (const block of blocks) yield placedBlock(block, this.index);
  }

  /** Finds the columns once the headings are known. @returns false if the run must stop */
  private resolve({ head }: CandidateInput): boolean {
    if (this.columns !== undefined || head === undefined) return true;
    this.head = head;
    const { columns, notices, unused } = resolveColumns(this.plan, head, this.options);
    this.notices.push(...notices);
    this.unnamed = unused;
    if (columns === undefined || stops(notices)) {
      this.hasFault = true;
      return false;
    }
    this.columns = columns;
    this.index = this.pool.open({ name: this.source.name, head }, columns);
    return true;
  }

  private fail(fault: InputNotice): void {
    this.hasFault = true;
    this.notices.push(fault);
  }

  private take({ records, hashes, rows, fault }: LookedAt, bytes: number): void {
    if (this.hasFault) return;
    this.records += records + rows.marked.length;
    if (fault !== undefined) {
      this.fail(fault);
      return;
    }
    if (!this.settings.read.assumeUniqueIds) this.ids.add(hashes, bytes);
    if (!this.isPart) this.lookAgain(this.rows.take(rows));
  }
}

/** A heading, quoted for a shell. */
function shellWord(heading: string): string {
  return /^[\w.-]+$/.test(heading) ? heading : `'${heading.replaceAll("'", "'\\''")}'`;
}
