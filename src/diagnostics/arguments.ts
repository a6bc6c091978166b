/** Wrong arguments of the library's functions: callers in JavaScript have no compiler that tells them. */

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

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (value === "") return "an empty text";
  if (Array.isArray(value)) return value.length === 0 ? "an empty array" : "an array";
  if (value instanceof Promise) return "a promise";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
