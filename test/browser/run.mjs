/**
 * Html reports in a real browser: requests, escaping, accessibility (axe-core), keyboard, filters and their speed, with and
 * without script, printing. `npm run browser [-- FOLDER]` saves screenshots in FOLDER. Chromium must be installed (`apt-get
 * install chromium`, or its path in CHROMIUM).
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const root = join(import.meta.dirname, "../..");
const pictures = process.argv[2];
const folder = mkdtempSync(join(tmpdir(), "trialsieve-browser-"));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Screens a list, and writes the html page. */
function pageOf(name, text, ...options) {
  const [list, page] = [join(folder, `${name}.csv`), join(folder, `${name}.html`)];
  writeFileSync(list, text);
  const args = ["screen", list, "-c", "criteria/NCT02843126.json", "-q", "--problems-ok", "-o", page, ...options];
  execFileSync(process.execPath, ["dist/cli.js", ...args], { cwd: root, stdio: "pipe" });
  return page;
}

const ward = readFileSync(join(root, "fixtures/ward-week-1.csv"), "utf8");
const [heading, ...lines] = ward.trimEnd().split("\n");

/** Repeats the rows of the ward with other IDs. */
function many(count) {
  const rows = Array.from(
    { length: count },
    (_, at) => `Q${String(at).padStart(5, "0")}${lines[at % lines.length].replace(/^[^,]*/, "")}`,
  );
  return `${[heading, ...rows].join("\n")}\n`;
}

const HOSTILE = [
  "<img src=x onerror=alert(1)>",
  "</script><script>alert(1)</script>",
  "</style><b>",
  "'\" onmouseover=alert(1)",
  "<!--",
  "\u202eevil",
  "&lt;b&gt;",
];
const hostile = `${heading}\n${HOSTILE.map((id) => `"${id.replaceAll('"', '""')}",4B,F,yes,3+,no,no,1,2.1,90,6,"${id.replaceAll('"', '""')}",5.9,3.9,8.2,no,no,2,no,no,no,`).join("\n")}\n`;

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });

/** Opens a page, and records its requests and errors. */
async function open(file, settings = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...settings });
  const page = await context.newPage();
  const asked = [];
  const faults = [];
  page.on("request", (request) => asked.push(request.url()));
  page.on("console", (message) => faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("dialog", (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  const url = pathToFileURL(file).href;
  const started = performance.now();
  await page.goto(url);
  const check = () => {
    assert.deepEqual(asked, [url]);
    assert.deepEqual(faults, []);
  };
  return { page, check, loaded: performance.now() - started, close: () => context.close() };
}

/** Violations found by axe. The debugger injects it, which the page's security policy does not prevent. */
async function accessibility(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  assert.deepEqual(
    violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map(({ html }) => html)]),
    [],
  );
}

const status = (page) => page.getByRole("status").textContent();
const names = (page) => page.locator("tbody button").allTextContents();

const tests = {
  "the ward's page": async () => {
    const { page, check, close } = await open(pageOf("ward", ward));
    assert.equal(await status(page), "60 of 60 shown.");
    check();
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 900 });
      await accessibility(page);
      // Only tables may scroll horizontally, not the page.
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `wider than ${width}`);
      if (pictures) await page.screenshot({ path: join(pictures, `ward-${width}.png`), fullPage: true });
    }
    await page.setViewportSize({ width: 1280, height: 900 });
    const levels = await page.locator("h1, h2, h3, h4").evaluateAll((all) => all.map(({ tagName }) => Number(tagName[1])));
    for (const [at, level] of levels.entries()) assert.ok(level <= (levels[at - 1] ?? 0) + 1, `h${levels[at - 1]}, h${level}`);
    await close();
  },

  "search, filters and order, by keyboard": async () => {
    const { page, check, close } = await open(pageOf("ward", ward));
    await page.getByLabel("Search for an ID").focus();
    await page.keyboard.type("4b-110");
    const found = lines.map((line) => line.split(",")[0]).filter((id) => id.startsWith("4B-110"));
    assert.deepEqual(await names(page), found);
    await page.getByLabel("Search for an ID").fill("");
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowDown");
    assert.match(await status(page), /^10 of 10 shown, of 60 in all/);
    await page.getByRole("combobox", { name: "Eligibility" }).selectOption({ label: "all" });
    await page.getByRole("combobox", { name: "Criterion" }).selectOption("f2");
    assert.match(await status(page), /^10 of 10 shown/); // HER2: the same number as in "where they are lost"
    await page.getByRole("combobox", { name: "Criterion" }).selectOption({ label: "any" });
    const sort = page.getByRole("button", { name: "Candidate", exact: true });
    await sort.focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    const all = await names(page);
    assert.deepEqual(all, [...all].sort().reverse());
    assert.equal(await page.locator("th[aria-sort=descending]").count(), 1);
    const first = page.locator("tbody button").first();
    await first.focus();
    await page.keyboard.press("Enter");
    assert.equal(await first.getAttribute("aria-expanded"), "true");
    assert.match(await page.locator("tr.more").textContent(), /I4a Platelets/);
    await accessibility(page);
    await page.keyboard.press("Enter");
    assert.equal(await page.locator("tr.more").count(), 0);
    check();
    await close();
  },

  "hostile ids and cells stay text": async () => {
    const { page, check, close } = await open(pageOf("hostile", hostile));
    assert.equal(await page.locator("img, b, [onmouseover], [onerror]").count(), 0);
    const shown = HOSTILE.map((id) => id.replace("\u202e", "\\u202e"));
    assert.deepEqual(await names(page), shown);
    for (const button of await page.locator("tbody button").all()) await button.click();
    assert.equal(await page.locator("img, b, [onmouseover], [onerror]").count(), 0);
    const text = await page.locator("body").textContent();
    for (const id of shown) assert.ok(text.includes(id), id);
    check();
    await close();
  },

  "without script": async () => {
    const { page, check, close } = await open(pageOf("ward", ward), { javaScriptEnabled: false });
    const text = await page.locator("main").textContent();
    for (const words of [
      "✔ eligible",
      "4B-1024",
      "needs at least 80 g/L",
      "duplicate ID",
      "Only this",
      "JavaScript",
      "Investigator",
      "Required:",
    ])
      assert.ok(text.includes(words), words);
    assert.equal(await page.locator("svg").count(), 1);
    check();
    if (pictures) await page.screenshot({ path: join(pictures, "without-script.png"), fullPage: true });
    await close();
  },

  "on paper": async () => {
    const { page, close } = await open(pageOf("many", many(700)));
    for (const format of ["A4", "Letter"]) {
      const pdf = await page.pdf({ format, preferCSSPageSize: false });
      assert.ok(pdf.length > 10_000);
      if (pictures) writeFileSync(join(pictures, `many-${format}.pdf`), pdf);
    }
    // The browser sends this event before it prints.
    const printed = await page.evaluate(() => {
      dispatchEvent(new Event("beforeprint"));
      const rows = document.querySelectorAll("tbody button").length;
      const words = document.querySelector("p.paper").textContent;
      dispatchEvent(new Event("afterprint"));
      return { rows, words };
    });
    assert.deepEqual(printed, { rows: 500, words: "500 of 700 shown." });
    if (pictures) writeFileSync(join(pictures, "ward.pdf"), await (await open(pageOf("ward", ward))).page.pdf({ format: "A4" }));
    await close();
  },

  "10,000 candidates": async () => {
    const file = pageOf("large", many(10_000));
    const size = statSync(file).size;
    assert.ok(size < 6_000_000, `${size} bytes`);
    const { page, check, loaded, close } = await open(file);
    assert.ok(loaded < 2000, `interactive after ${loaded} ms`);
    assert.match(await status(page), /^200 of 10000 shown/);
    // Measured inside the page, including layout but not the debugger.
    const times = await page.evaluate(() => {
      const timed = (change) => {
        const started = performance.now();
        change();
        document.body.getBoundingClientRect();
        return Math.round(performance.now() - started);
      };
      const set = (id, value) => () => {
        const control = document.getElementById(id);
        control.value = value;
        control.dispatchEvent(new Event("input", { bubbles: true }));
      };
      return {
        search: timed(set("search", "Q0")),
        eligibility: timed(set("eligibility", "i")),
        criterion: timed(set("criterion", "f2")),
        nothing: timed(set("search", "")),
        order: timed(() => document.querySelectorAll("th button")[3].click()),
      };
    });
    for (const [name, ms] of Object.entries(times)) assert.ok(ms < 300, `${name}: ${ms} ms`);
    check();
    await close();
    return `${(size / 1e6).toFixed(1)} MB, interactive after ${Math.round(loaded)} ms; ms: ${JSON.stringify(times)}`;
  },

  "two trials, no values": async () => {
    const { page, check, close } = await open(pageOf("two", ward, "-c", "criteria/NCT03007836.json", "--no-values"));
    await page.getByRole("combobox", { name: "Trial" }).selectOption({ index: 1 });
    await accessibility(page);
    const text = await page.locator("body").textContent();
    assert.ok(!text.includes("see lab"));
    check();
    await close();
  },
};

if (pictures) mkdirSync(pictures, { recursive: true });
let failed = 0;
for (const [name, run] of Object.entries(tests)) {
  try {
    const found = await run();
    console.log(`passed: ${name}${found === undefined ? "" : ` (${found})`}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED: ${name}\n${error.message}`);
  }
}
await browser.close();
rmSync(folder, { recursive: true });
console.log(`${Object.keys(tests).length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
