/** Lists of numbers that grow. */

/** The same numbers, with room for as many more. */
export function longer(numbers: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * numbers.length);
  larger.set(numbers);
  return larger;
}
