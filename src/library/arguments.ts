/** Checks arguments of the library's functions: callers in JavaScript have no compiler to do so. */
import type { Trial } from "../language/model.js";

/** @throws TypeError that says what is expected, and what was given */
export function expectArgument(isRight: boolean, what: string, given: unknown): asserts isRight {
  if (!isRight) throw new TypeError(`${what}, not ${kindOf(given)}`);
}

/** Whether a value has texts under these keys. */
export function hasTexts(value: unknown, ...keys: readonly string[]): boolean {
  return isObject(value) && keys.every((key) => typeof Reflect.get(value, key) === "string");
}

/** Whether a value is an object or a list. */
export function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** Whether a value can be iterated, and is not a text. */
export function isIterable(value: unknown): value is Iterable<unknown> {
  return isObject(value) && Symbol.iterator in value;
}

/** @throws TypeError if a value is not an object of options, or has others than these; `example` shows some */
export function expectOptions(options: unknown, which: string, known: readonly string[], example: string): void {
  const isRight = isObject(options) && !Array.isArray(options);
  expectArgument(isRight, `the ${which} argument must be options such as ${example}`, options);
  for (const key of Object.keys(options))
    if (!known.includes(key)) throw new TypeError(`there is no option \`${key}\`: the options are \`${known.join("`, `")}\``);
}

/**
 * @param which argument: `first`
 * @throws TypeError for anything but trials as {@link loadTrials} gives them, and for an empty list
 */
export function expectTrials(trials: unknown, which: string): void {
  const what = `the ${which} argument must be the \`trials\` of \`loadTrials\``;
  expectArgument(Array.isArray(trials), what, trials);
  // Criteria with faults are not in the list: nothing would be screened by them.
  expectArgument(trials.length > 0, `${what}, at least one`, trials);
  for (const trial of trials) expectArgument(isTrial(trial), `${what}, each as it was loaded`, trial);
}

function isTrial(trial: unknown): trial is Trial {
  if (!hasTexts(trial, "id", "title") || !isObject(trial)) return false;
  const criteria: unknown = Reflect.get(trial, "criteria");
  const fields: unknown = Reflect.get(trial, "fields");
  const areCriteria =
    Array.isArray(criteria) && criteria.every((one) => isObject(one) && isObject(Reflect.get(one, "condition")));
  return areCriteria && fields instanceof Map;
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (value === "") return "an empty text";
  if (Array.isArray(value)) return value.length === 0 ? "an empty array" : "an array";
  if (value instanceof Promise) return "a promise: `await` it";
  if (isObject(value) && Symbol.asyncIterator in value) return "an async iterable: collect its items in an array";
  if (isIterable(value)) return "an iterator: spread it into an array";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
