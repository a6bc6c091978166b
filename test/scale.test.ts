/** Long lists: threads, the record of a run, Node's permission model, limits, and interrupted runs. */
import { createHash } from "node:crypto";
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { writeCandidates } from "./bench/data.mjs";
import { prepare } from "./faults/faults.mjs";
import { LIST, lines, ROOT, run, scratch, shell, TRIAL } from "./program.js";

const files = scratch();
const ROWS = 30_000; // enough for several threads, with several blocks for each
const long = join(files.folder, "long.csv");
writeCandidates(long, ROWS);

describe("the same output and messages on one thread and on four, from a file and from a pipe", () => {
  const texts = readFileSync(long, "utf8");
  const [heading = "", ...rows] = lines(texts);
  const quoted = rows.map((row, index) => (index % 3 === 0 ? row.replace(/,([^,]*)$/, ',"$1\n""or"", later"') : row));
  const joined = rows.map((row, index) => (index % 100 < 2 ? `${row},"` : index % 9 === 0 ? `${row},"two\nlines"` : `${row},`));
  const asJson = rows.slice(0, ROWS / 3).map((row) => {
    const cells = row.split(",");
    return JSON.stringify(Object.fromEntries(heading.split(",").map((name, index) => [name, cells[index]])));
  });
  const list = (text: string): string => `${heading}\n${text}\n`;
  const inputs: Readonly<Record<string, Uint8Array>> = {
    "list.csv": Buffer.from(texts),
    "repeated.csv": Buffer.from(`${texts}${rows[7]}\n`),
    "list.ndjson": Buffer.from(`${asJson.join("\n")}\n`),
    "list.json": Buffer.from(`[${asJson.join(" ,\n")}]`),
    "utf16.csv": Buffer.from(`\ufeff${texts}`, "utf16le"),
    "quoted.csv": Buffer.from(list(quoted.join("\r\n"))),
    "joined.csv": Buffer.from(`${heading},note\n${joined.join("\n")}\n`),
    "second.tsv": Buffer.from(texts.replaceAll(",", "\t").replaceAll("\tP", "\tQ").replaceAll("\nP", "\nQ")),
  };
  const asFiles = join(files.folder, "as-files");
  const asPipes = join(files.folder, "as-pipes");
  for (const folder of [asFiles, asPipes]) {
    mkdirSync(folder);
    symlinkSync(join(ROOT, "criteria"), join(folder, "criteria"));
  }
  for (const [name, bytes] of Object.entries(inputs)) writeFileSync(join(asFiles, name), bytes);

  test.each<[string, readonly string[], string]>([
    ["csv", ["list.csv"], "-f csv"],
    ["csv, long, without reasons", ["list.csv"], "-f csv --layout long --no-reasons"],
    ["csv for Excel, from quoted cells with line ends", ["quoted.csv"], "-f csv --excel --no-reasons"],
    [
      "tsv, long, without values, where the last record repeats an ID",
      ["repeated.csv"],
      "-f tsv --layout long --no-values --only undetermined",
    ],
    ["rows joined by a quote", ["joined.csv"], "-f csv"],
    ["rows joined by a quote, in one pass", ["joined.csv"], "-f csv --no-reasons --assume-unique-ids"],
    ["in one pass", ["repeated.csv"], "-f tsv --no-reasons --assume-unique-ids"],
    ["json", ["list.json"], "-f json --only eligible"],
    ["ndjson, from UTF-16", ["utf16.csv"], "-f ndjson --no-reasons"],
    ["two files, two trials", ["list.ndjson", "second.tsv"], "-f csv --no-reasons -c criteria/NCT03007836.json"],
    ["a table", ["list.ndjson"], "-f table --only ineligible --no-reasons"],
  ])(
    "%s",
    (_, names, options) => {
      const seen = (
        jobs: number,
        cwd: string,
      ): { readonly bytes: Buffer; readonly stderr: string; readonly status: number | null } => {
        const output = join(files.folder, `out-${jobs}`);
        const pipes =
          cwd === asFiles
            ? ""
            : names.map((name) => `rm -f ${name}; mkfifo ${name}; cat ${join(asFiles, name)} > ${name} &`).join("\n");
        const line = `trialsieve screen ${names.join(" ")} -c criteria/NCT02843126.json ${options} --jobs ${jobs} > ${output}`;
        const { stderr, status } = shell(`${pipes}\n${line}`, cwd);
        return { bytes: readFileSync(output), stderr, status };
      };
      const one = seen(1, asFiles);
      expect(one.bytes.length).toBeGreaterThan(10_000);
      if (!options.includes("table")) expect(one.stderr).toMatch(/\d+ candidates read, \d+ written\b/);
      for (const other of [seen(4, asFiles), seen(4, asPipes)]) {
        expect([other.status, other.stderr]).toEqual([one.status, one.stderr]);
        expect(other.bytes.equals(one.bytes)).toBe(true);
      }
    },
    60_000,
  );
});

describe("a long list is screened in one pass, or in two where the end of the list makes it necessary", () => {
  const large = join(files.folder, "large.csv");
  writeCandidates(large, 120_000); // longer than the part that is read in advance
  const text = readFileSync(large, "utf8");
  const [, first = ""] = text.split("\n", 2);

  test.each<[string, string, number, RegExp]>([
    ["no problem", "", 0, /120000 candidates read, 120000 written/],
    ["the last record repeats an id", `${first}\n`, 1, /row 2: problem: repeated-id: .*row 120002/],
    ["the last row is short", "P0,F\n", 1, /row 120002: problem: ragged-row/],
    ["the last row is joined by a quote", 'P0,"F\nP0",F\n', 1, /row 120003: problem: stray-quote: .* rows 120002 to 120003/],
    ["a quote never closes", 'P0,"F\n', 2, /row 120002: .*quote/],
  ])(
    "%s",
    (_, end, wanted, says) => {
      writeFileSync(large, text + end);
      const seen = (how: string): { readonly out: string; readonly stderr: string; readonly status: number | null } => {
        const output = join(files.folder, "large-out.csv");
        rmSync(output, { force: true });
        const to = how.includes("-o") ? "" : `> ${output}`;
        const { stderr, status } = shell(
          `trialsieve screen ${large} -c ${TRIAL} --no-reasons ${how.replace("FILE", output)} ${to}`,
        );
        const isThere = existsSync(output);
        return { out: isThere ? readFileSync(output, "utf8") : "", stderr, status };
      };
      const [piped, ...filed] = [seen("-f csv --jobs 1"), seen("-o FILE --jobs 1"), seen("-o FILE --jobs 4")];
      for (const one of filed) expect(one).toEqual(piped);
      expect([piped?.status, says.test(piped?.stderr ?? "")]).toEqual([wanted, true]);
      if (wanted === 2) {
        expect(piped?.out).toBe("");
        return;
      }
      expect(lines(piped?.out ?? "").length).toBe(120_001 + (end === "" ? 0 : lines(end).length));
      const record = join(files.folder, "large.json");
      seen(`-o FILE --manifest ${record}`);
      const hash = createHash("sha256").update(piped?.out ?? "");
      expect(readFileSync(record, "utf8")).toContain(hash.digest("hex"));
    },
    60_000,
  );
});

describe("the record of a run", () => {
  interface Manifest {
    readonly arguments: readonly string[];
    readonly output: { readonly sha256: string; readonly bytes: number };
    readonly records: { readonly read: number; readonly written: number };
    readonly candidates: readonly { readonly file: string; readonly sha256: string; readonly records: number }[];
  }

  test("says how to repeat the run, and what its output must be", () => {
    const output = join(files.folder, "again.csv");
    const record = join(files.folder, "run.json");
    const args = ["screen", LIST, "-c", TRIAL, "-o", output, "--only", "eligible", "--no-values", "--manifest", record];
    expect(run(args).status).toBe(0);
    const first = readFileSync(output, "utf8");
    const manifest: Manifest = JSON.parse(readFileSync(record, "utf8"));
    expect(manifest.records).toEqual({ read: 12, written: 3, withProblems: 0 });
    expect(manifest.output.bytes).toBe(first.length);
    rmSync(output);
    expect(run(manifest.arguments).status).toBe(0);
    expect(readFileSync(output, "utf8")).toBe(first);
    const sum = shell(`sha256sum ${output} ${LIST}`)
      .stdout.split("\n")
      .map((line) => line.split(" ")[0]);
    expect(sum.slice(0, 2)).toEqual([manifest.output.sha256, manifest.candidates[0]?.sha256]);
  });

  test("does not depend on the day or on the number of threads", () => {
    const texts = ["1", "3"].map((jobs) => {
      const record = join(files.folder, `run-${jobs}.json`);
      run(["screen", LIST, "-c", TRIAL, "-f", "csv", "--jobs", jobs, "--manifest", record]);
      return readFileSync(record, "utf8");
    });
    expect(texts[0]).toBe(texts[1]);
  });

  test("never overwrites what the run reads", () => {
    const { status, stderr } = run(["screen", LIST, "-c", TRIAL, "-f", "csv", "--manifest", TRIAL]);
    expect([status, stderr.includes("would overwrite")]).toEqual([2, true]);
  });
});

describe("Node's permission model", () => {
  const permitted = (more: readonly string[]): readonly string[] => [
    ...["--no-warnings", "--experimental-permission", `--allow-fs-read=${ROOT}dist/`, `--allow-fs-read=${ROOT}criteria/`],
    ...more,
  ];
  const line = (node: readonly string[], args: string): string => `node ${node.join(" ")} dist/cli.js ${args}`;
  const input = files.file("input.csv", readFileSync(join(ROOT, LIST)));
  const folder = join(files.folder, "permitted");
  mkdirSync(folder);
  const output = join(folder, "verdicts.csv");

  test("it is enough to allow reading the inputs and writing the output", () => {
    const node = permitted([`--allow-fs-read=${input}`, `--allow-fs-read='${output}*'`, `--allow-fs-write='${output}*'`]);
    const { status, stderr } = shell(line(node, `screen ${input} -c ${ROOT}${TRIAL} -o ${output} --quiet`));
    expect([status, stderr]).toEqual([0, ""]);
    expect(readFileSync(output, "utf8")).toContain("P001,2,");
  });

  test.each([
    ["no input", [], "cannot be read: Node's permission model does not allow it"],
    ["no output", [`--allow-fs-read=${input}`], "cannot be written: Node's permission model does not allow it"],
  ])("%s: one line", (_, more, says) => {
    const { status, stderr } = shell(line(permitted(more), `screen ${input} -c ${ROOT}${TRIAL} -o ${output} --quiet`));
    expect(stderr).toContain(says);
    expect([status, lines(stderr).length]).toEqual([2, 1]);
  });

  test.each([
    ["without worker threads", []],
    ["with worker threads", ["--allow-worker"]],
  ])("%s", (_, more) => {
    const node = permitted([...more, `--allow-fs-read=${long}`]);
    const { status, stdout, stderr } = shell(line(node, `screen ${long} -c ${ROOT}${TRIAL} -f csv --no-reasons --quiet | wc -l`));
    expect([status, Number(stdout), stderr]).toEqual([0, ROWS + 1, ""]);
  });
});

describe("commands in the reference work as they are printed", () => {
  /** Runs the shell commands below a heading, in a folder with the files that they name. */
  const typed = (
    page: string,
    heading: string,
  ): { readonly status: number | null; readonly stderr: string; readonly cwd: string } => {
    const text = readFileSync(join(ROOT, "src/reference", page), "utf8").split(`\n## ${heading}\n`)[1] ?? "";
    const [, code = ""] = /```sh\n([\s\S]*?)```/.exec(text) ?? [];
    expect(code).not.toBe("");
    const cwd = join(files.folder, heading.replaceAll(" ", "-"));
    mkdirSync(cwd);
    for (const folder of ["dist", "criteria"]) cpSync(join(ROOT, folder), join(cwd, folder), { recursive: true });
    copyFileSync(join(ROOT, LIST), join(cwd, "list.csv"));
    copyFileSync(join(ROOT, "package.json"), join(cwd, "package.json"));
    const { status, stderr } = shell(`set -e; npx() { shift; trialsieve "$@"; }; ${code}`, cwd);
    return { status, stderr, cwd };
  };

  test("the record of a run", () => {
    const { status, cwd } = typed("results.md", "The record of a run");
    expect(status).toBe(0);
    const [first = "", again = ""] = ["run.json", "again.json"].map((name) => readFileSync(join(cwd, name), "utf8"));
    expect(first.length).toBeGreaterThan(1000);
    expect(again.replaceAll("again.csv", "verdicts.csv")).toBe(first);
  });

  test("the permission model", () => {
    const { status, cwd } = typed("limits-and-security.md", "Security");
    expect(status).toBe(0);
    const free = shell("trialsieve screen list.csv -c criteria/NCT02843126.json -f csv", cwd);
    expect(readFileSync(join(cwd, "verdicts.csv"), "utf8")).toBe(free.stdout);
  });
});

describe("hostile lists: status 2, one line, no output", () => {
  const output = join(files.folder, "hostile.csv");
  test.each<[string, string, readonly string[], string]>([
    [
      "a quote that never closes",
      `patient_id,PLT\nP1,90\nP2,"90\n${"P3,90\n".repeat(1000)}`,
      [],
      "row 3: error: a quote opened in this row is never closed",
    ],
    [
      "a row that is too long",
      `patient_id,PLT\nP1,${"9".repeat(5000)}\n`,
      ["--max-record-bytes", "1000"],
      "row 2: error: the row is longer than 1000 bytes",
    ],
    ["a NUL byte", "patient_id,PLT\nP1,9\u0000\n", [], "row 2: error: there is a NUL byte"],
  ])("%s", (_, text, args, says) => {
    const list = files.file("hostile-list.csv", text);
    const { status, stderr } = run(["screen", list, "-c", TRIAL, "-o", output, ...args]);
    expect(stderr).toContain(says);
    expect(status).toBe(2);
    expect(() => readFileSync(output)).toThrow();
  });

  test.each(["0", "-1", "1.5", "many", "257"])("--jobs %s is refused", (jobs) => {
    expect(run(["screen", LIST, "-c", TRIAL, "--jobs", jobs]).status).toBe(2);
  });
});

describe("interrupted runs leave no partial file, have the right status, and report what happened", () => {
  const kinds = [
    "kill -9",
    "SIGINT",
    "SIGHUP",
    "two runs with the same output",
    "a device that is full",
    "standard output on a full device",
    "an input that shrinks",
    "an input that vanishes",
    "a worker that ends",
    "a worker that throws",
  ];
  test("each kind once; `npm run faults` tries more", async () => {
    const { names, fault } = await prepare(join(files.folder), ROWS);
    expect(names).toEqual(expect.arrayContaining(kinds));
    for (const [index, kind] of kinds.entries()) expect([kind, await fault(kind, 0.3 + 0.07 * index)]).toEqual([kind, []]);
  }, 120_000);
});
