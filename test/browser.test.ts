/** The library works in a browser, so that a page without a server can screen candidates. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { workbook } from "./support/workbook.js";

const root = join(import.meta.dirname, "..");

async function bundled(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: join(root, "src") },
    bundle: true,
    write: false,
    platform: "browser",
    format: "iife",
    globalName: "trialsieve",
    logLevel: "silent",
  });
  return outputFiles[0]?.text ?? "";
}

const PAGE = `
  const { trials } = trialsieve.loadTrials([source("criteria/NCT02843126.json")], source);
  trialsieve.screenRecords(trials, [{ patient_id: "P1", sex: "F", platelets: "79 10*9/L" }]).then(({ candidates }) => {
    const [{ candidate, trials }] = candidates;
    return { candidate, failed: trials[0].criteria.filter(({ verdict }) => verdict === "fail").map(({ id }) => id) };
  });
`;

test("the library screens with only the JavaScript language and the text encoders", async () => {
  const source = (file: string) => ({ file, text: readFileSync(join(root, file), "utf8") });
  const page = createContext({ TextDecoder, TextEncoder, source });
  runInContext(await bundled('export * from "./index.js"'), page);
  expect(runInContext("[typeof process, typeof Buffer, typeof require, typeof fetch].join()", page)).toBe(
    "undefined,undefined,undefined,undefined",
  );
  const found: unknown = await runInContext(PAGE, page);
  // The result belongs to another realm, so it is compared as plain data.
  expect(JSON.parse(JSON.stringify(found))).toEqual({ candidate: "P1", failed: ["I4a"] });
});

test("it reads tables there, including escaped quotes", async () => {
  const page = createContext({ TextDecoder, TextEncoder });
  runInContext(await bundled('export { cellsOf } from "./sources/delimited/cells-of.js"'), page);
  runInContext("const cells = (text) => trialsieve.cellsOf(new TextEncoder().encode(text), ',');", page);
  const rows: unknown = runInContext(`[...cells('P1,"Müller, ""Max""",80\\nP2,é,"7"\\n')]`, page);
  expect(JSON.parse(JSON.stringify(rows))).toEqual([
    ["P1", 'Müller, "Max"', "80"],
    ["P2", "é", "7"],
  ]);
});

test("it reads workbooks there", async () => {
  const page = createContext({
    TextDecoder,
    TextEncoder,
    Response,
    ReadableStream,
    WritableStream,
    TransformStream,
    DecompressionStream,
    AbortController,
    setTimeout,
    clearTimeout,
  });
  runInContext(await bundled('export { openWorkbook } from "./sources/workbook/open-workbook.js"'), page);
  Object.assign(page, {
    bytes: await workbook(
      [
        {
          name: "List",
          rows: [
            ["id", "plt"],
            ["P1", 80],
          ],
        },
      ],
      { level: 6 },
    ),
  });
  const options = "{ sheet: undefined, skip: undefined, limit: 1e6, isUsed: () => true }";
  const found: unknown = await runInContext(`trialsieve.openWorkbook(bytes, ${options})`, page);
  expect(JSON.parse(JSON.stringify(found))).toMatchObject({ name: "List" });
});

test("every folder but io and commands can be bundled for a browser", async () => {
  const platform = /^(?:io|commands)[/\\]|^(?:cli|worker)\.ts$/;
  const files = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !platform.test(file))
    .map((file) => `./${file.replaceAll("\\", "/").replace(/\.ts$/, ".js")}`);
  expect(files.length).toBeGreaterThan(200);
  expect(await bundled(files.map((file) => `import "${file}";`).join("\n"))).toContain("csv");
});
