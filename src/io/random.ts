/**
 * 32 random bits that nobody knows beforehand: the engine seeds its numbers from the system's randomness, and the name of a file, which
 * is all that others see of them, does not tell the next. `node:crypto` is slow to load.
 */
export function randomWord(): number {
  return Math.floor(Math.random() * 2 ** 32);
}
