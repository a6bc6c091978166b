/**
 * Results of pure functions, kept. This is all that a module keeps for itself: without it everything comes out the same, later.
 */

/** Keeps what a function gives for up to `most` keys; then it forgets all, so that hostile texts do not fill the memory. */
export function memo<A extends readonly unknown[], V>(
  most: number,
  keyOf: (...args: A) => string | number,
  make: (...args: A) => V,
): (...args: A) => V {
  const known = new Map<string | number, { readonly value: V }>();
  return (...args) => {
    const key = keyOf(...args);
    let found = known.get(key);
    if (found === undefined) {
      found = { value: make(...args) };
      if (known.size >= most) known.clear();
      known.set(key, found);
    }
    return found.value;
  };
}

/** Keeps what a function gives for an object, as long as somebody holds the object. */
export function memoOf<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, { readonly value: V }>();
  return (key) => {
    let found = known.get(key);
    if (found === undefined) {
      found = { value: make(key) };
      known.set(key, found);
    }
    return found.value;
  };
}

/** Makes a table when it is first needed, which most runs never do. */
export function once<V>(make: () => V): () => V {
  let made: { readonly value: V } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
