/** The html report as the program writes it. `npm run browser` checks it in a real browser. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadedBy } from "./bench/loaded.mjs";
import { LIST, run, scratch, TRIAL } from "./program.js";

const { folder, file } = scratch();

function pageOf(name: string, ...args: readonly string[]): { readonly page: string; readonly status: number | null } {
  const out = join(folder, name);
  const { status } = run(["screen", ...args, "-c", TRIAL, "-o", out]);
  return { page: readFileSync(out, "utf8"), status };
}

test("the same input gives the same page, and the page loads nothing", () => {
  const { page } = pageOf("a.html", LIST);
  expect(pageOf("b.html", LIST).page).toBe(page);
  expect(run(["screen", LIST, "-c", TRIAL, "-f", "html", "--jobs", "3"]).stdout).toBe(page);
  expect(page).not.toMatch(/(?:src|href|action)\s*=\s*(?!"#)|@import|url\(/i);
});

test("the content security policy allows only the page's own script and style", () => {
  const { page } = pageOf("policy.html", LIST);
  const [, policy = ""] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(page) ?? [];
  const hash = (text: string | undefined): string =>
    createHash("sha256")
      .update(text ?? "")
      .digest("base64");
  const script = hash(/<script>(.*?)<\/script>/s.exec(page)?.[1]);
  const style = hash(/<style>(.*?)<\/style>/s.exec(page)?.[1]);
  expect(policy.replaceAll("&#39;", "'")).toBe(
    `default-src 'none'; script-src 'sha256-${script}'; style-src 'sha256-${style}'; base-uri 'none'; form-action 'none'`,
  );
});

test("its counts are the same as in json", () => {
  const { summary } = JSON.parse(run(["screen", LIST, "-c", TRIAL, "-f", "json"]).stdout);
  const { page } = pageOf("numbers.html", LIST);
  const { eligible, undetermined, ineligible } = summary.trials[0].counts;
  expect(
    [...page.matchAll(/<td>(\d+)<\/td><td class="(?:eligible|undetermined|ineligible)">/g)].map(([, count]) => Number(count)),
  ).toEqual([eligible, undetermined, ineligible]);
  for (const { id, fail, failsAlone, failsFirst, unknown } of summary.trials[0].criteria) {
    const numbers = [fail, failsAlone, failsFirst, unknown].map((count) => `<td class="number">${count}</td>`).join("");
    expect(page).toMatch(new RegExp(`<tr><td>${id}</td><td class="wide">[^<]*</td>${numbers}</tr>`));
  }
});

/** The rows of the embedded data that the script shows. */
function rowsOf(
  page: string,
): readonly (readonly [string, number, number, readonly string[], readonly string[], readonly string[], unknown?])[] {
  return JSON.parse(/id="data">(.*?)<\/script>/s.exec(page)?.[1] ?? "").rows;
}

test("every candidate is in it, and with --only just those", () => {
  expect(rowsOf(pageOf("all.html", LIST).page)).toHaveLength(12);
  const { page } = pageOf("some.html", LIST, "--only", "undetermined");
  expect(rowsOf(page).map(([, , , , [verdicts = ""]]) => verdicts[0])).toEqual(["u", "u", "u", "u"]);
  expect(page).toContain("Only undetermined candidates are listed; numbers are of all 12 candidates.");
});

test("columns that are kept are shown as text", () => {
  const list = file("kept.csv", "patient_id,PLT (10*9/L),Ward <b>\nP1,90,<i>4B\nP2,see lab,5\n");
  const { page } = pageOf("kept.html", list, "--keep", "Ward <b>");
  expect(page).toContain('<th scope="col">Ward &lt;b&gt;</th>');
  expect(rowsOf(page).map(([, , , , , kept]) => kept)).toEqual([["<i>4B"], ["5"]]);
});

test("markup in IDs, headings and cells is shown as text", () => {
  const nasty = "</script><img src=x onerror=alert(1)>";
  const list = file("nasty.csv", `patient_id,PLT (10*9/L),Sex\n${nasty},${nasty},${nasty}\n"a""'b",90,female\n`);
  const { page } = pageOf("nasty.html", list);
  expect(page).not.toContain("<img");
  expect(rowsOf(page).map(([id]) => id)).toEqual([nasty, "a\"'b"]);
});

test("with --no-values no cell is in it", () => {
  const { page } = pageOf("codes.html", "fixtures/ward-week-1.csv", "--no-values");
  expect(page).not.toContain("see lab");
  expect(page).not.toContain("missed by");
  expect(page).toContain("needs at least 80 g/L");
});

test("--no-reasons does not go with html; code for the page is only loaded for html", () => {
  expect(run(["screen", LIST, "-c", TRIAL, "-f", "html", "--no-reasons"])).toMatchObject({ status: 2, stdout: "" });
  const ofPages = (format: string): readonly string[] =>
    loadedBy(["screen", LIST, "-c", TRIAL, "-f", format]).sources.filter((source) => /html|page-assets|page-script/.test(source));
  expect(ofPages("csv")).toEqual([]);
  expect(ofPages("summary")).toEqual([]);
  expect(ofPages("html")).not.toEqual([]);
});
