/** Counts the facts of parts of a list, and derives what holds for a part that is screened. */
import { type JsonColumns, PROBLEM_KEY } from "../columns/json-columns.js";
import { areMostlyUnits } from "../columns/neighbours.js";
import { rowLabel } from "../columns/summary-words.js";
import { unitRowNotice } from "../columns/unit-row.js";
import { type InputNotice, stops } from "../diagnostics/notice.js";
import { type PlacedFacts, TOO_MANY_SITES } from "../facts/column-facts.js";
import { type FactsBasis, type KeyFacts, type ListFacts, mergeKey } from "../facts/list-facts.js";
import type { Plan } from "../plan/plan.js";
import type { SlotPlan } from "../plan/slots.js";
import { utf8Bytes } from "../sources/bytes/utf8.js";
import { type Block, type ObjectsHead, unitKey } from "../sources/input-head.js";
import { type Element, elementsIn, membersIn } from "../sources/json/json-elements.js";
import { keyedTexts } from "../sources/json/json-scan.js";
import { memo } from "../values/memo.js";
import { trimWhite } from "../values/text.js";
import { isShareUnit, mayBeUnit } from "../values/unit/alone.js";
import { readUnit, type UnitKind } from "../values/unit/unit.js";
import type { PreflightSettings } from "./file-preflight.js";
import { hasSeveralSites } from "./id-help.js";
import { type PreflightResult, preflight } from "./preflight.js";
import { resolveColumns } from "./records/read.js";
import { isOpen } from "./records/row-marks.js";
import type { Digest } from "./run.js";
import { type CandidateSource, failureOf, headOf, isEmpty, type ReadSettings, startPass } from "./source.js";

const NO_KEYS: ObjectsHead = {
  kind: "objects",
  format: "ndjson",
  headings: [],
  firstRows: [],
  isBroken: false,
  firstRow: undefined,
};

/** More are not keys but data. */
const MOST_KEYS = 20_000;
/** Under this name texts are counted that say that a number is a share. */
const SHARES = "*";

/** Longer texts are no units. */
const LONGEST_UNIT = 40;
/** Digits of the digest of a part, or of a site, that are enough to tell them apart. */
const DIGITS = 16;

type CountedKeys = ReadonlyMap<string, Omit<KeyFacts, "feeds">>;

/** What the records of a part show before their cells are read. */
export interface PartSurvey {
  readonly records: number;
  /** Among them those that are no objects. */
  readonly broken: number;
  readonly keys: CountedKeys;
  /** By key: how many texts in it would be, as ids, such that begin with `#`; and how many any that may be no candidate's. */
  readonly labels: ReadonlyMap<string, { readonly hashIds: number; readonly all: number }>;
  /** Keys are data, and no names of what stands under them. */
  readonly hasTooManyKeys: boolean;
  /** Of its bytes. */
  readonly digest: string;
}

/** Goes through the records of a part. */
export async function surveyPart(
  source: CandidateSource,
  plan: SlotPlan,
  read: ReadSettings,
  digest: () => Digest,
): Promise<PartSurvey> {
  const survey = new Survey(plan);
  const sum = digest();
  const input = startPass(source, { ...read, head: NO_KEYS });
  const take = (blocks: readonly Block[]): void => {
    for (const block of blocks) for (const element of elementsIn(block, "ndjson")) survey.take(element);
  };
  for await (const chunk of source.open()) {
    sum.update(chunk);
    take(input.push(chunk));
    if (input.fault !== undefined) throw failureOf(input.fault);
  }
  take(input.end());
  if (input.fault !== undefined && !isEmpty(input)) throw failureOf(input.fault);
  return { ...survey.found, digest: sum.hex().slice(0, DIGITS) };
}

interface CountedKey {
  filled: number;
  readonly units: Map<string, number>;
}

class Survey {
  readonly #keys = new Map<string, CountedKey>();
  readonly #labels = new Map<string, { hashIds: number; all: number }>();
  readonly #kinds: readonly (readonly UnitKind[])[];
  /** The names of the kinds that a text is a unit of, and {@link SHARES}. */
  readonly #unitsOf: (text: string) => readonly string[];
  #records = 0;
  #broken = 0;

  constructor({ slots }: SlotPlan) {
    const kinds = new Map(slots.flatMap(({ field }) => (field.type === "number" ? [[field.kinds.join(" "), field.kinds]] : [])));
    this.#kinds = [...kinds.values()].filter((own) => own.length > 0);
    this.#unitsOf = memo(10_000, String, (text: string) => {
      const own = this.#kinds.flatMap((one) => (readUnit(text, one).state === "unit" ? [one.join(" ")] : []));
      return isShareUnit(text) ? [...own, SHARES] : own;
    });
  }

  get found(): Omit<PartSurvey, "digest"> {
    const [keys, labels] = [this.#keys, this.#labels];
    return { records: this.#records, broken: this.#broken, keys, labels, hasTooManyKeys: keys.size > MOST_KEYS };
  }

  take(element: Element): void {
    if (element.kind === "empty") return;
    this.#records += 1;
    const members = membersIn(element);
    if (members === undefined) this.#broken += 1;
    if (members === undefined || this.#keys.size > MOST_KEYS) return;
    for (const [key, written] of keyedTexts(members)) if (key !== PROBLEM_KEY) this.#takeText(key, trimWhite(written));
  }

  #takeText(key: string, text: string): void {
    const own = this.#keys.get(key) ?? { filled: 0, units: new Map<string, number>() };
    this.#keys.set(key, own);
    if (text === "") return;
    own.filled += 1;
    const label = rowLabel(text);
    if (label !== undefined && !isOpen(label, undefined)) {
      const labels = this.#labels.get(key) ?? { hashIds: 0, all: 0 };
      this.#labels.set(key, labels);
      labels.all += 1;
      if (label === "hash-id") labels.hashIds += 1;
    }
    if (text.length > LONGEST_UNIT || !mayBeUnit(text)) return;
    for (const kinds of this.#unitsOf(text)) own.units.set(kinds, (own.units.get(kinds) ?? 0) + 1);
  }
}

/** What is known of the beginning of a list, if its first records are any. */
export function listHead(keys: CountedKeys, hasHashIds: boolean): ObjectsHead {
  const unitKeys = [...keys].flatMap(([key, { filled, units }]) => {
    return [...units].flatMap(([kinds, count]) => {
      const others = kinds.includes("percent") ? 0 : (units.get(SHARES) ?? 0);
      return kinds !== SHARES && areMostlyUnits(count, filled - others) ? [unitKey(key, kinds.split(" "))] : [];
    });
  });
  return { ...NO_KEYS, headings: [...keys.keys()].sort(), whole: { hasHashIds, unitKeys } };
}

/** What facts are counted with. */
export interface CountSettings extends Pick<PreflightSettings, "map" | "asOf" | "read"> {
  readonly basis: FactsBasis;
  readonly digest: () => Digest;
}

/** Counts parts, each by the keys of all. */
export class PartCounter {
  readonly #plan: Plan;
  readonly #settings: CountSettings;
  readonly #surveys: readonly PartSurvey[];
  readonly #keys: CountedKeys;

  /** @param surveys of all of them */
  constructor(plan: Plan, settings: CountSettings, surveys: readonly PartSurvey[]) {
    this.#plan = plan;
    this.#settings = settings;
    this.#surveys = surveys;
    this.#keys = surveys.map((survey) => survey.keys).reduce(mergeCountedKeys, new Map());
  }

  /** The facts of one part; undefined if the notices say why there are none. */
  async count(
    source: CandidateSource,
    index: number,
  ): Promise<{ readonly facts: ListFacts | undefined; readonly notices: readonly InputNotice[] }> {
    const { basis, digest, read } = this.#settings;
    const survey = this.#surveys[index];
    const units = await this.#unitsIn(source);
    if (units !== undefined) return { facts: undefined, notices: [units] };
    const { files, notices } = await this.#look(source, false);
    const [file] = files;
    if (stops(notices) || file?.seen === undefined || file.columns.kind !== "json" || survey === undefined)
      return { facts: undefined, notices };
    const { columns, seen } = file;
    const sites = new Set<string>();
    if (columns.perSite !== undefined) await hasSeveralSites(source, read, file.head, columns.perSite, sites);
    const [site] = sites;
    const hashIds = hashIdsIn(survey, columns);
    const withHashIds = hashIds.seen === 0 ? undefined : (await this.#look(source, true)).files[0]?.seen?.facts;
    const keys = [...survey.keys].sort(([a], [b]) => (a < b ? -1 : 1));
    const facts = {
      basis,
      parts: survey.records === 0 ? [] : [survey.digest],
      records: survey.records,
      id: keys.length === 0 ? undefined : columns.id,
      site: site === undefined ? undefined : digestOf(site, digest),
      hashIds,
      keys: new Map(keys.map(([key, found]) => [key, { ...found, feeds: feedsOf(this.#plan, columns, key) }])),
      columns: withDigests(seen.facts, digest),
      withHashIds: withHashIds && withDigests(withHashIds, digest),
    };
    return { notices, facts };
  }

  /** Units that the first record gives for all others would be lost in other parts. */
  async #unitsIn(source: CandidateSource): Promise<InputNotice | undefined> {
    const { map, read } = this.#settings;
    const head = await headOf(source, read);
    if (head === undefined) return undefined;
    const { columns } = resolveColumns(this.#plan, head, { file: source.name, id: read.id, map });
    if (columns?.unitRow === undefined) return undefined;
    return {
      ...unitRowNotice(columns.unitRow, "keys"),
      ...{ severity: "error", file: source.name },
      help: "other parts do not have it: write the units into the keys, such as `platelets (10*9/L)`, or into the column map, and leave this record out",
    };
  }

  /** @param hasHashIds ids that begin with `#` are those of candidates */
  #look(source: CandidateSource, hasHashIds: boolean): Promise<PreflightResult> {
    const { map, asOf, read } = this.#settings;
    const head = listHead(this.#keys, hasHashIds);
    return preflight([source], this.#plan, { map, asOf, read: { ...read, assumeUniqueIds: true, head } });
  }
}

function hashIdsIn({ labels, records }: PartSurvey, { id }: JsonColumns): ListFacts["hashIds"] {
  const own = id.flatMap((key) => labels.get(key) ?? []);
  const seen = own.reduce((sum, { hashIds }) => sum + hashIds, 0);
  return { seen, others: own.reduce((sum, { all }) => sum - all, records) };
}

function mergeCountedKeys(a: CountedKeys, b: CountedKeys): CountedKeys {
  const all = new Map(a);
  for (const [key, found] of b) all.set(key, mergeKey(all.get(key) ?? NO_KEY, found));
  return all;
}

const NO_KEY = { filled: 0, units: new Map<string, number>() };

/** What a key feeds, in words. */
export function feedsOf({ slots }: SlotPlan, columns: JsonColumns, key: string): readonly string[] {
  const feeds = columns.rolesOf(key).map(({ slot, part }) => {
    const name = slots[slot]?.field.name ?? "";
    return part === "value" ? name : `${name} ${part}`;
  });
  return [...new Set(feeds)].sort();
}

/** The name of a site may be a person's; a digest distinguishes it just as well. */
export function withDigests(all: readonly PlacedFacts[], digest: () => Digest): readonly PlacedFacts[] {
  return all.map((one) =>
    one.site === undefined || one.site === TOO_MANY_SITES ? one : { ...one, site: digestOf(one.site, digest) },
  );
}

/** The beginning of the digest of a text. */
export function digestOf(text: string, digest: () => Digest): string {
  const sum = digest();
  sum.update(utf8Bytes(text));
  return sum.hex().slice(0, DIGITS);
}
