/**
 * 32 random bits that nobody knows beforehand: the engine seeds its numbers from the system's randomness. None is ever printed, so nobody
 * learns the next from those before. `node:crypto` would take a tenth of a short run to load.
 */
export function randomWord(): number {
  return Math.floor(Math.random() * 2 ** 32);
}
