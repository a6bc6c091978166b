/** Faults that can happen to a run from outside, and what must be true afterwards. Used by `npm run faults` and by a test. */
import { spawn, spawnSync } from "node:child_process";
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
} from "node:fs";
import { join } from "node:path";
import { writeCandidates } from "../bench/data.mjs";

const root = join(import.meta.dirname, "../..");
const program = join(root, "dist/cli.js");
const criteria = join(root, "criteria/NCT02843126.json");
const breaker = join(import.meta.dirname, "break-worker.mjs");

const { NODE_OPTIONS: _options, NO_COLOR: _no, FORCE_COLOR: _force, ...environment } = process.env;

/** Starts the program. `during` gets the process; the promise resolves when it has ended. */
function start(args, { during = () => undefined, env = {}, node = [], stdout = "pipe", shell = [] } = {}) {
  return new Promise((resolve) => {
    const command = [...shell, process.execPath, ...node, program, ...args];
    const child = spawn(command[0], command.slice(1), { env: { ...environment, ...env }, stdio: ["ignore", stdout, "pipe"] });
    let stderr = "";
    child.stderr.on("data", (data) => {
      stderr += data;
    });
    child.stdout?.on("data", () => undefined);
    child.on("close", (status, signal) => resolve({ status, signal, stderr }));
    during(child);
  });
}

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Prepares a list and the correct output in `folder`. `fault(name, random)` causes a fault; `random` in [0, 1) determines when.
 * It gives a list of what was wrong afterwards, which should be empty.
 */
export async function prepare(folder, rows) {
  const list = join(folder, "list.csv");
  const right = join(folder, "right.csv");
  writeCandidates(list, rows);
  const screen = (output, input = list) => [
    ...["screen", input, "-c", criteria, "-o", output, "--manifest", `${output}.json`],
    ...["--no-reasons", "--quiet", "--jobs", "2"],
  ];
  const begun = process.hrtime.bigint();
  const first = await start(screen(right));
  const duration = Number(process.hrtime.bigint() - begun) / 1e6;
  if (first.status !== 0) throw new Error(`the undisturbed run ended with ${first.status}\n${first.stderr}`);
  const expected = readFileSync(right);

  let struck = 0;
  /** There must never be a partial file, and there must be a whole one if the status is 0. */
  const faultsOf = (output, { status, stderr }, { mayLeavePart = false, statuses = [2] } = {}) => {
    const wrong = [];
    if (status !== 0) struck += 1;
    const isThere = existsSync(output);
    if (isThere && !readFileSync(output).equals(expected))
      wrong.push("a file that is not the right one stands under the final name");
    const record = existsSync(`${output}.json`) ? JSON.parse(readFileSync(`${output}.json`, "utf8")) : undefined;
    if (record !== undefined && !isThere) wrong.push("a record of a run without its output");
    if (status === 0 && !isThere) wrong.push("status 0 without a file");
    if (status === 0 && (record?.records.read !== record?.records.written || record?.output.bytes !== expected.length))
      wrong.push("status 0 without a record of all candidates");
    if (status !== 0 && !statuses.includes(status)) wrong.push(`status ${status}`);
    if (/^\s+at .*:\d+/m.test(stderr)) wrong.push("a stack trace");
    if (status !== 0 && status !== null && stderr.trim().split("\n").length !== 1) wrong.push("more or less than one line");
    if (status !== 0 && status !== null && stderr.trim() === "") wrong.push("not a word");
    if (!mayLeavePart && readdirSync(join(output, "..")).some((name) => name.endsWith(".part")))
      wrong.push("a part was left behind");
    return wrong.map((what) => `${what}\n    status ${status}: ${stderr.trim().split("\n").at(-1)}`);
  };

  const inFolder = async (action) => {
    const own = join(folder, "run");
    mkdirSync(own);
    try {
      return await action(join(own, "out.csv"), own);
    } finally {
      rmSync(own, { recursive: true, force: true });
    }
  };

  const signalled = (signal, statuses) => (random) =>
    inFolder(async (output) => {
      const during = (child) => setTimeout(() => child.kill(signal), random * duration);
      return faultsOf(output, await start(screen(output), { during }), { statuses, mayLeavePart: signal === "SIGKILL" });
    });

  const withInput = (change) => (random) =>
    inFolder(async (output, own) => {
      const input = join(own, "list.csv");
      copyFileSync(list, input);
      const [outcome] = await Promise.all([
        start(screen(output, input)),
        pause(random * duration).then(() => change(input, own)),
      ]);
      // If the change came before the file was opened or after it was read, the output is simply that of the old or the new file.
      if (existsSync(input) && existsSync(output) && !readFileSync(output).equals(expected)) {
        const again = join(own, "again.csv");
        await start(screen(again, input));
        if (readFileSync(again).equals(readFileSync(output))) return [];
      }
      return faultsOf(output, outcome);
    });

  const withWorker = (how) => (random) =>
    inFolder(async (output) => {
      const env = { BREAK_WORKER: `${how},${Math.round(random * duration * 0.3)}` };
      const node = ["--import", breaker, ...(how === "memory" ? ["--max-old-space-size=200"] : [])];
      return faultsOf(output, await start(screen(output), { env, node }));
    });

  const all = {
    "kill -9": signalled("SIGKILL", [null]),
    SIGINT: signalled("SIGINT", [130, null]),
    SIGTERM: signalled("SIGTERM", [143, null]),
    SIGHUP: signalled("SIGHUP", [129, null]),
    "a reader that goes away": async () => {
      const line = `"${process.execPath}" "${program}" screen "${list}" -c "${criteria}" -f csv --jobs 2 --quiet | head -c 100000 >/dev/null; exit \${PIPESTATUS[0]}`;
      const { status, stderr } = spawnSync("bash", ["-c", line], { encoding: "utf8", env: environment });
      struck += 1;
      return status === 141 && stderr === "" ? [] : [`status ${status}: ${stderr}`];
    },
    "a device that is full": async () => {
      const { status, stderr } = await start([
        "screen",
        list,
        "-c",
        criteria,
        "-o",
        "/dev/full",
        "-f",
        "csv",
        "--quiet",
        "--jobs",
        "2",
      ]);
      struck += 1;
      return status === 2 && stderr.includes("the disk is full") ? [] : [`status ${status}: ${stderr}`];
    },
    "a disk that becomes full": (random) =>
      onDisk(`size=${Math.round(64 + random * (expected.length / 1024 - 128))}k`, "the disk is full"),
    "a disk that is read-only": () => onDisk("ro", "the file system is read-only"),
    "standard output on a full device": async () => {
      const line = `"${process.execPath}" "${program}" screen "${list}" -c "${criteria}" -f csv --jobs 2 --quiet > /dev/full`;
      const { status, stderr } = spawnSync("bash", ["-c", line], { encoding: "utf8", env: environment });
      struck += 1;
      return status === 2 && stderr.includes("the disk is full") ? [] : [`status ${status}: ${stderr}`];
    },
    "an output folder that is not there": () =>
      inFolder(async (output, own) => faultsOf(output, await start(screen(join(own, "no/out.csv"))))),
    "two runs with the same output": (random) =>
      inFolder(async (output) => {
        const both = await Promise.all([start(screen(output)), pause(random * duration).then(() => start(screen(output)))]);
        return both.flatMap((outcome) => faultsOf(output, outcome, { statuses: [] }));
      }),
    "an input that grows": withInput((input) => appendFileSync(input, "P0000001,F\n")),
    "an input that shrinks": withInput((input) => truncateSync(input, 100_000)),
    "an input that vanishes": withInput((input) => rmSync(input, { force: true })),
    "an input that is replaced": withInput((input, own) => {
      writeCandidates(join(own, "other.csv"), 5000);
      renameSync(join(own, "other.csv"), input);
    }),
    "a worker that ends": withWorker("exit"),
    "a worker that throws": withWorker("throw"),
    "a worker out of memory": withWorker("memory"),
  };

  /** Runs the program on a small tmpfs disk in a mount namespace of its own; undefined if the system does not allow that. */
  async function onDisk(options, says) {
    const disk = join(folder, "disk");
    mkdirSync(disk, { recursive: true });
    const line = [process.execPath, program, ...screen(join(disk, "out.csv"))].map((one) => `"${one}"`).join(" ");
    const inside = `mount -t tmpfs -o ${options} none "${disk}" || exit 77; echo mounted; ${line}; status=$?; ls "${disk}"; exit $status`;
    const command = process.getuid?.() === 0 ? ["unshare", "-m"] : ["unshare", "-rm"];
    const { status, stdout, stderr } = spawnSync(command[0], [...command.slice(1), "bash", "-c", inside], {
      encoding: "utf8",
      env: environment,
    });
    if (!stdout?.startsWith("mounted")) return undefined;
    struck += 1;
    // No output, partial file or record may be left there.
    return status === 2 && stderr.trim().endsWith(says) && stdout === "mounted\n" ? [] : [`status ${status}: ${stdout}${stderr}`];
  }

  return {
    names: Object.keys(all),
    fault: (name, random) => all[name](random),
    /** The number of runs that the faults actually affected since the last call. */
    takeStruck() {
      const count = struck;
      struck = 0;
      return count;
    },
  };
}
