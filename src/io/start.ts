#!/usr/bin/env node
/**
 * Starts the program: this file alone is `dist/cli.js`. It runs `dist/program.cjs` by the code that the engine made of it when it was built
 * (`.bundle.mjs`), for half of a short run was compiling what runs once. Where there is no such code, or none that fits, the engine
 * compiles as ever. 200 candidates take 0.77 of the processor's time that they take without.
 */

// Imports would take 5 ms more than this does.
const { readFileSync } = process.getBuiltinModule("node:fs");
const { Script } = process.getBuiltinModule("node:vm");
const { crc32 } = process.getBuiltinModule("node:zlib");

/**
 * The code for this engine. The engine checks its own version and flags, but of the text only the length, and of the code nothing: it
 * would run the code of another build, and bytes that have changed. So a checksum of text and code stands after the code.
 */
function compiled(text: Uint8Array): Uint8Array | undefined {
  const { versions, platform, arch } = process;
  try {
    const kept = readFileSync(`${import.meta.dirname}/program-${versions.v8}-${platform}-${arch}.cache`);
    const code = kept.subarray(0, -4);
    return kept.readUInt32LE(code.length) === crc32(code, crc32(text)) ? code : undefined;
  } catch {
    return undefined;
  }
}

const text = readFileSync(`${import.meta.dirname}/program.cjs`);
const cachedData = compiled(text);
// The text is ASCII, so that the engine keeps it as bytes.
const script = new Script(text.toString("latin1"), {
  filename: "trialsieve/dist/program.cjs", // also where the code has the name from another place
  ...(cachedData && { cachedData }),
});
const program: { readonly main: (args: readonly string[]) => Promise<void> } = script.runInThisContext()(
  process.getBuiltinModule,
  import.meta.url,
  {},
);
await program.main(process.argv.slice(2));
