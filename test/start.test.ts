/** How the program starts: by the code that was made when it was built, or without, and never by any other. */
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

/** The code with a checksum of it and of a text. */
function summed(code: Uint8Array, of: string): Uint8Array {
  const sum = Buffer.alloc(4);
  sum.writeUInt32LE(crc32(code, crc32(of)));
  return Buffer.concat([code, sum]);
}

const changed = (at: number): Uint8Array => Buffer.from(kept).fill((kept[at] ?? 0) ^ 1, at, at + 1);

test("the build has one for this engine, of a text in ASCII", () => {
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
  ["has a byte more", Buffer.concat([kept, Buffer.from([0])])],
  ["has another byte in its head", changed(8)],
  ["has another byte at its beginning", changed(33)], // the engine would run it, and end with it
  ["has another byte in its middle", changed(kept.length >> 1)],
  ["has another checksum", changed(kept.length - 1)],
  ["has nothing but zeros", Buffer.alloc(kept.length)],
  ["is of a text that is not here", summed(kept.subarray(0, -4), `${text}\n`)],
  ["is refused by the engine", summed(changed(4).subarray(0, -4), text)], // made by another engine
])("code that %s is not run, and nothing is said", (_, bytes) => {
  writeFileSync(join(dist, CACHE), bytes);
  expect(shown()).toEqual(usual);
});

test("there may be none, or a folder of its name", () => {
  rmSync(join(dist, CACHE));
  expect(shown()).toEqual(usual);
  mkdirSync(join(dist, CACHE));
  expect(shown()).toEqual(usual);
});

test("an engine with flags that change the code makes its own", () => {
  expect(node(["--no-lazy", join(dist, "cli.js"), ...COMMAND])).toEqual(usual);
});

/** The code that the engine makes of a text, in a process of its own: tests may run with flags of theirs. */
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

test("code of another text of the same length is run only if its checksum is forged", () => {
  const other = text.replace(/(?<=\n *version: ")0\.1\.0/, "9.9.9");
  expect([other.length, other === text]).toEqual([text.length, false]);
  const code = codeOf(other);
  const version = (): string => node([join(dist, "cli.js"), "--version"]).stdout;
  writeFileSync(join(dist, CACHE), summed(code, other));
  expect(version()).toBe("0.1.0\n");
  writeFileSync(join(dist, CACHE), summed(code, text)); // so the code is what is run, and the engine sees no difference
  expect(version()).toBe("9.9.9\n");
});

describe("wherever it is", () => {
  test("through a link, from another folder", () => {
    const bin = join(folder, "package/bin");
    mkdirSync(bin);
    symlinkSync("../dist/cli.js", join(bin, "trialsieve"));
    expect(node(["../bin/trialsieve", ...COMMAND], dist)).toEqual(usual);
    expect(spawnSync(join(bin, "trialsieve"), COMMAND, { cwd: folder, encoding: "utf8" })).toMatchObject({ ...usual });
  });

  test("in a folder that nobody may write to", () => {
    chmodSync(dist, 0o555);
    const before = readdirSync(dist);
    expect(shown()).toEqual(usual);
    expect(readdirSync(dist)).toEqual(before);
    chmodSync(dist, 0o755);
  });
});

/** The program with a statement at the start of its function. */
function beginningWith(statement: string): void {
  const place = "async function main(args) {";
  expect(text.split(place)).toHaveLength(2);
  writeFileSync(join(dist, "program.cjs"), text.replace(place, `${place} ${statement}`));
}

test("a mistake of ours shows where it was made", () => {
  beginningWith('throw new Error("ours");');
  const { status, stdout, stderr } = shown();
  expect([status, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(/Error: ours\n +at (?:Object\.)?main \(trialsieve\/dist\/program\.cjs:\d+:\d+\)/);
});

test("a run that stops short of its end is no success", () => {
  beginningWith("await new Promise(() => undefined);");
  expect(shown()).toMatchObject({ status: 13, stdout: "" });
});
