/** How the program starts: with the compiled code that the build stored, or without it, but never with other code. */
import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { beforeEach, describe, expect, test } from "vitest";
import { type Outcome, ROOT, scratch } from "./program.js";

const { folder } = scratch();
const dist = join(folder, "package/dist");
const caches = readdirSync(join(ROOT, "dist")).filter((name) => name.endsWith(".cache"));
const [CACHE = ""] = caches.filter((name) => name.includes(process.versions.v8));

beforeEach(() => {
  rmSync(join(folder, "package"), { recursive: true, force: true });
  mkdirSync(dist, { recursive: true });
  copyFileSync(join(ROOT, "package.json"), join(folder, "package/package.json"));
  for (const name of ["cli.js", "program.cjs", CACHE]) copyFileSync(join(ROOT, "dist", name), join(dist, name));
});

function node(args: readonly string[], cwd = ROOT): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: "utf8" });
  return { status, stdout, stderr };
}

const COMMAND = ["show", join(ROOT, "criteria/NCT02843126.json")];
const usual = node([join(ROOT, "dist/cli.js"), ...COMMAND]);
const shown = (): Outcome => node([join(dist, "cli.js"), ...COMMAND]);

const kept = readFileSync(join(ROOT, "dist", CACHE));
const text = readFileSync(join(ROOT, "dist/program.cjs"), "latin1");

/** Compiled code with a checksum of itself and of the source text. */
function summed(code: Uint8Array, of: string): Uint8Array {
  const sum = Buffer.alloc(4);
  sum.writeUInt32LE(crc32(code, crc32(of)));
  return Buffer.concat([code, sum]);
}

const changed = (at: number): Uint8Array => Buffer.from(kept).fill((kept[at] ?? 0) ^ 1, at, at + 1);

test("the build has compiled code for this engine, and its source is ASCII", () => {
  expect(usual).toMatchObject({ status: 0, stderr: "" });
  expect(caches).toContain(CACHE);
  expect(Buffer.from(summed(kept.subarray(0, -4), text)).equals(kept)).toBe(true);
  expect(text).toMatch(/^[\0-\x7f]+$/);
});

test.each<[string, Uint8Array]>([
  ["is empty", kept.subarray(0, 0)],
  ["is shorter than a checksum", kept.subarray(0, 3)],
  ["is cut off", kept.subarray(0, 100_000)],
  ["has lost its last byte", kept.subarray(0, -1)],
  ["has one byte more", Buffer.concat([kept, Buffer.from([0])])],
  ["has another byte in its header", changed(8)],
  ["has another byte at its beginning", changed(33)], // the engine would run it and crash
  ["has another byte in its middle", changed(kept.length >> 1)],
  ["has another checksum", changed(kept.length - 1)],
  ["consists of zeros", Buffer.alloc(kept.length)],
  ["belongs to another text", summed(kept.subarray(0, -4), `${text}\n`)],
  ["is refused by the engine", summed(changed(4).subarray(0, -4), text)], // as if made by another engine
])("compiled code that %s is not used, without a message", (_, bytes) => {
  writeFileSync(join(dist, CACHE), bytes);
  expect(shown()).toEqual(usual);
});

test("compiled code may be missing, or have a folder in its place", () => {
  rmSync(join(dist, CACHE));
  expect(shown()).toEqual(usual);
  mkdirSync(join(dist, CACHE));
  expect(shown()).toEqual(usual);
});

test("an engine with flags that affect compilation compiles the program itself", () => {
  expect(node(["--no-lazy", join(dist, "cli.js"), ...COMMAND])).toEqual(usual);
});

/** Compiles a text in a separate process, because the test process may run with other flags. */
function codeOf(of: string): Uint8Array {
  const [source, made] = [join(folder, "source.cjs"), join(folder, "made")];
  writeFileSync(source, of);
  const script = `
    const { readFileSync, writeFileSync } = process.getBuiltinModule("fs");
    const script = new (process.getBuiltinModule("vm").Script)(readFileSync(process.argv[1], "latin1"));
    const { main } = script.runInThisContext()(process.getBuiltinModule, "file:///", {});
    main(["--version"]).then(() => writeFileSync(process.argv[2], script.createCachedData()));`;
  expect(node(["-e", script, source, made]).status).toBe(0);
  return readFileSync(made);
}

test("code compiled from another text of the same length is only used if its checksum is forged", () => {
  const other = text.replace(/(?<=\n *version: ")0\.1\.0/, "9.9.9");
  expect([other.length, other === text]).toEqual([text.length, false]);
  const code = codeOf(other);
  const version = (): string => node([join(dist, "cli.js"), "--version"]).stdout;
  writeFileSync(join(dist, CACHE), summed(code, other));
  expect(version()).toBe("0.1.0\n");
  writeFileSync(join(dist, CACHE), summed(code, text)); // forged, and the engine cannot notice it
  expect(version()).toBe("9.9.9\n");
});

describe("the program starts from anywhere", () => {
  test("through a link, from another folder", () => {
    const bin = join(folder, "package/bin");
    mkdirSync(bin);
    symlinkSync("../dist/cli.js", join(bin, "trialsieve"));
    expect(node(["../bin/trialsieve", ...COMMAND], dist)).toEqual(usual);
    expect(spawnSync(join(bin, "trialsieve"), COMMAND, { cwd: folder, encoding: "utf8" })).toMatchObject({ ...usual });
  });

  test("in a folder without write permission", () => {
    chmodSync(dist, 0o555);
    const before = readdirSync(dist);
    expect(shown()).toEqual(usual);
    expect(readdirSync(dist)).toEqual(before);
    chmodSync(dist, 0o755);
  });
});

/** Installs the program with a statement added at the start of its main function. */
function beginningWith(statement: string): void {
  const place = "async function main(args) {";
  expect(text.split(place)).toHaveLength(2);
  writeFileSync(join(dist, "program.cjs"), text.replace(place, `${place} ${statement}`));
}

test("an internal error shows a stack trace", () => {
  beginningWith('throw new Error("ours");');
  const { status, stdout, stderr } = shown();
  expect([status, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(/Error: ours\n +at (?:Object\.)?main \(trialsieve\/dist\/program\.cjs:\d+:\d+\)/);
});

test("a run that ends before it is finished has a status other than 0", () => {
  beginningWith("await new Promise(() => undefined);");
  expect(shown()).toMatchObject({ status: 13, stdout: "" });
});
