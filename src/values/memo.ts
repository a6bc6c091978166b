/**
 * Caches of pure functions. Modules keep no other state: without these every result is the same, only slower.
 */

/** Caches a function's results for up to `most` keys, then forgets all of them, so that a hostile list cannot fill the memory. */
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

/** Caches a function's result for an object, as long as something else holds the object. */
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
