/** The IDs in one JSON record. */
import { hasLostDigits, joinedId, NO_OTHERS, numberId, type OtherId, otherId, printedForm, textId } from "../../columns/id.js";
import type { IdRole } from "../../columns/json-columns.js";
import { kindOf, stringOf } from "./json-value.js";

/** What only the whole list shows of a record. */
const PART_PROBLEMS = ["repeated-id", "repeated-second-id"] as const;
/** One of these. */
export type PartProblem = (typeof PART_PROBLEMS)[number];

/** Takes the ids of one record after the other. */
export class JsonIds {
  /** By part: the text of the id. */
  readonly #texts: (string | undefined)[];
  /** More texts for parts of the id. */
  readonly #twins: { readonly part: number; readonly text: string }[] = [];
  readonly #seconds: { readonly path: string; readonly isOfSite: boolean; readonly text: string }[] = [];
  #site: string | undefined;
  #problem: string | undefined;

  /** @param parts of the id */
  constructor(parts: number) {
    this.#texts = Array.from({ length: parts }, () => undefined);
  }

  /** Before the next record. */
  clear(): void {
    this.#texts.fill(undefined);
    this.#twins.length = 0;
    this.#seconds.length = 0;
    this.#site = undefined;
    this.#problem = undefined;
  }

  /** Takes the value under a key. */
  take(role: IdRole, path: string, text: string): void {
    if (role === "site") this.#site ??= text;
    else if (role === "problem") this.#problem = text;
    else if (!("part" in role)) this.#seconds.push({ path, isOfSite: role.isOfSite, text });
    else if (this.#texts[role.part] === undefined) this.#texts[role.part] = text;
    else this.#twins.push({ part: role.part, text });
  }

  /** What the engine says about the ID: its code; `null` if that is not a code; undefined if it says nothing. */
  get problem(): PartProblem | null | undefined {
    if (this.#problem === undefined || this.#problem === "null") return undefined;
    const code = stringOf(this.#problem);
    return code === "" ? undefined : (PART_PROBLEMS.find((known) => known === code) ?? null);
  }

  /** `""` where it is missing. */
  get id(): string {
    const [first] = this.#texts;
    if (this.#texts.length === 1) return first === undefined ? "" : idIn(first);
    return joinedId(this.#texts.map((text) => (text === undefined ? "" : idIn(text))));
  }

  /** There is more than one. */
  get isTwice(): boolean {
    return this.#twins.length > 0;
  }

  /** There was one, whose digits are lost. */
  get isLost(): boolean {
    return this.#texts.some((text) => text !== undefined && isLost(text));
  }

  get others(): readonly OtherId[] {
    if (this.#twins.length + this.#seconds.length === 0 && this.#texts.every(isPlainNumber)) return NO_OTHERS;
    const numbers = this.#texts.flatMap((text, part) => (text === undefined || isPlainNumber(text) ? [] : [{ part, text }]));
    const own = printedForm(this.id);
    const twins = [...numbers, ...this.#twins].flatMap(({ part, text }) => {
      const key = printedForm(this.#idWith(part, isPlainNumber(text) ? text : String(Number(text))));
      return key === "" || key === own ? [] : [{ key, heading: undefined }];
    });
    const site = this.#site === undefined ? "" : writtenId(this.#site);
    const seconds = this.#seconds.flatMap(
      ({ path, isOfSite, text }) => otherId(path, isOfSite ? [site, writtenId(text)] : [writtenId(text)]) ?? [],
    );
    return [...twins, ...seconds];
  }

  #idWith(part: number, other: string): string {
    if (this.#texts.length === 1) return idIn(other);
    return joinedId(this.#texts.map((text, at) => (at === part ? idIn(other) : text === undefined ? "" : idIn(text))));
  }
}

/** A JSON value as an id. */
function writtenId(text: string): string {
  const written = stringOf(text);
  if (written !== undefined) return textId(written);
  return kindOf(text) === "number" ? numberId(text) : "";
}

function idIn(text: string): string {
  const id = writtenId(text);
  return hasLostDigits(id) ? "" : id;
}

function isLost(text: string): boolean {
  return hasLostDigits(writtenId(text)) || (kindOf(text) === "number" && numberId(text) === "");
}

/** Whether a value is not a number that could be written in another way: `1.0` is 1, and so is `1e0`; `-0` is 0. */
function isPlainNumber(text: string | undefined): boolean {
  return text === undefined || kindOf(text) !== "number" || /^(?:0|-?[1-9]\d*)$/.test(text);
}
