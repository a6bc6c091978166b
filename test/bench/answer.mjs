/** The cost of summarising a list: time compared with outputs without a summary, memory, and the size of the html page. */
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { writeCandidates } from "./data.mjs";
import { inTurn } from "./large.mjs";
import { loadedBy } from "./loaded.mjs";

/** Maximum size in bytes of a page with 10,000 candidates. */
const PAGE_AIM = 6_000_000;

/** csv and ndjson have no summary; ndjson has the same candidates as json. */
export function measureAnswer(folder, screen, rows, rounds) {
  const list = join(folder, "answer.csv");
  writeCandidates(list, rows);
  console.log(`the answer of ${rows} candidates, one thread; json at most 1.3 of ndjson`);
  const formats = ["ndjson", "json", "csv", "summary", "html", "xlsx"];
  inTurn(
    folder,
    rows,
    formats.map((format) => ({
      name: format,
      // There is no file extension for a summary.
      args: screen(list, "--jobs", "1", "-f", format, "-o", join(folder, `out.${format === "summary" ? "txt" : format}`)),
    })),
    rounds,
  );
  const small = join(folder, "answer-small.csv");
  writeCandidates(small, 20);
  for (const format of ["csv", "ndjson"]) {
    const { sources } = loadedBy(screen(small, "-f", format).slice(1));
    const more = sources.filter((source) => /^src\/(?:insight|analysis|page)\//.test(source));
    if (more.length > 0) throw new Error(`${format} loads ${more.join(", ")}`);
  }
  console.log("  csv and ndjson load nothing of it");
  const large = join(folder, "answer-10000.csv");
  const page = join(folder, "answer-10000.html");
  writeCandidates(large, 10_000);
  inTurn(folder, 10_000, [{ name: "html of 10,000 candidates", args: screen(large, "-o", page) }], rounds);
  const { size } = statSync(page);
  const shown = JSON.parse(/id="data">(.*?)<\/script>/s.exec(readFileSync(page, "utf8"))[1]);
  console.log(
    `  ${(size / 1e6).toFixed(1)} MB, ${shown.rows.length} candidates in it; npm run browser opens such a page and times its filters`,
  );
  if (size >= PAGE_AIM) throw new Error(`the page has ${size} bytes`);
}
