/** Hashes of IDs and their table: no entry is lost or invented, and the memory is bounded. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { HashTable, lookUp, setValue } from "../../src/engine/hash-table.js";
import { IdHash } from "../../src/engine/id-hash.js";
import { RepeatedCollector, RepeatedIds } from "../../src/engine/repeated.js";

const KEY = { low: 3, high: 4 };

test("equal IDs have equal hashes, different IDs different ones, and none is 0", () => {
  const hash = new IdHash(KEY);
  const found = new Map<string, string>();
  for (const id of ["", "0", "00", "a", "b", "ab", "ba", ...Array.from({ length: 50_000 }, (_, n) => `P${n}`)]) {
    hash.take(id);
    const key = `${hash.low} ${hash.high}`;
    expect(hash.low + hash.high).toBeGreaterThan(0);
    expect(found.get(key)).toBeUndefined();
    found.set(key, id);
    hash.take(id);
    expect(`${hash.low} ${hash.high}`).toBe(key);
  }
});

test("hashes depend on the key, so that nobody can choose IDs that collide", () => {
  const [one, other] = [new IdHash(KEY), new IdHash({ low: 3, high: 5 })];
  one.take("P1");
  other.take("P1");
  expect([one.low, one.high]).not.toEqual([other.low, other.high]);
});

test("a table behaves like a map", () => {
  const half = fc.constantFrom(0, 1, 2, 0x4000000, 0xffffffff);
  fc.assert(
    fc.property(fc.array(fc.tuple(half, half, fc.nat(100)), { maxLength: 200 }), (entries) => {
      const table = new HashTable(3);
      const expected = new Map<string, number>();
      for (const [low, high, value] of entries) {
        if (low === 0 && high === 0) continue;
        const key = `${low} ${high}`;
        expect(table.add(low, high, value)).toBe(expected.get(key) ?? -1);
        if (!expected.has(key)) expected.set(key, value);
      }
      expect(table.size).toBe(expected.size);
      for (const [low, high] of entries) {
        if (low === 0 && high === 0) continue;
        setValue(table.parts, low, high, 7);
        expect(lookUp(table.parts, low, high)).toBe(7);
      }
      expect(lookUp(table.parts, 5, 5)).toBe(-1);
    }),
  );
});

test.each([2, 3] as const)("a large table needs at most 24 bytes per hash (width %i)", (width) => {
  const table = new HashTable(width);
  const hash = new IdHash(KEY);
  for (let count = 1; count <= 200_000; count++) {
    hash.take(`P${count}`);
    table.add(hash.low, hash.high, count);
    if (count > 10_000 && count % 1000 === 0) {
      const bytes = table.parts.segments.reduce((sum, { byteLength }) => sum + byteLength, 0);
      expect(bytes / count).toBeLessThan(24);
    }
  }
});

test("IDs are only repeated if their texts are equal, too", () => {
  const ids = ["A", "B", "A", "C", "B", "longer than the others", "longer than the other"];
  const suspects = new HashTable(3);
  const hash = new IdHash(KEY);
  for (const id of ids) {
    hash.take(id);
    suspects.add(hash.low, hash.high);
  }
  const collector = new RepeatedCollector(suspects, KEY);
  ids.forEach((id, index) => {
    collector.add(id, id, { file: 0, row: index + 2 });
  });
  const repeated = new RepeatedIds(collector.found, KEY);
  expect(ids.map((id) => repeated.find(id)?.places.map(({ row }) => row))).toEqual([
    [2, 4],
    [3, 6],
    [2, 4],
    undefined,
    [3, 6],
    undefined,
    undefined,
  ]);
  expect(repeated.find("D")).toBeUndefined();
});
