/**
 * Paths to files that do not exist, may not be read, or belong to somebody else: status 2 and one line that shows nothing of
 * their content.
 */
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { LIST, type Outcome, ROOT, run, scratch, shell } from "./program.js";

const files = scratch();
const elsewhere = scratch();
const { folder } = files;
const at = (...names: readonly string[]): string => join(folder, ...names);
const NAME = "NCT02843126.json";
const TESTS = "NCT02843126.test.json";
/** A name that is too long for any file system. */
const LONG = `${"x".repeat(300)}.json`;
const SECRET = "root:SECRET:0:0";

/** Copies criteria, tests and dictionary into a folder. */
function fill(...names: readonly string[]): void {
  mkdirSync(at(...names), { recursive: true });
  for (const name of [NAME, TESTS, "dictionary.json"]) copyFileSync(join(ROOT, "criteria", name), at(...names, name));
}

const trial = (dictionary: string): string =>
  JSON.stringify({
    trial: { id: "T1" },
    dictionary,
    inclusion: [{ id: "I1", label: "Platelets", condition: { field: "platelets", op: ">=", value: 80 } }],
  });

fill();
fill("outside");
fill("locked");
fill("linked");
copyFileSync(join(ROOT, LIST), at("list.csv"));
const SOCKET = "require('node:net').createServer().listen('socket.json', () => process.kill(process.pid, 'SIGKILL'))";
shell(`"${process.execPath}" -e "${SOCKET}"; true`, folder);
writeFileSync(at("outside", "secret"), SECRET);
writeFileSync(at("outside", "secret.json"), JSON.stringify({ password: SECRET }));
symlinkSync("nowhere.json", at("broken.json"));
symlinkSync("loop.json", at("loop.json"));
symlinkSync(elsewhere.file("secret", SECRET), at("out.json"));
symlinkSync(NAME, at("latest.json"));
symlinkSync("linked", at("link-to-folder"));
// As some systems mount their settings: the file is a link into a hidden folder beside it, which is a link as well.
fill("mounted", "..2026");
symlinkSync("..2026", at("mounted", "..data"));
for (const name of [NAME, TESTS, "dictionary.json"]) symlinkSync(join("..data", name), at("mounted", name));
shell("mkfifo pipe.json && chmod -R a+rX .", folder);
chmodSync(at("locked"), 0);

/** Runs the program without root's rights, so that file permissions apply. */
function runAsNobody(args: readonly string[]): Outcome {
  if (process.getuid?.() !== 0) return run(args, { cwd: folder });
  const line = ["trialsieve", ...args].map((arg) => `'${arg}'`).join(" ");
  return shell(
    line.replace("'trialsieve'", `setpriv --reuid=65534 --regid=65534 --clear-groups '${process.execPath}' '${PROGRAM}'`),
    folder,
  );
}
const PROGRAM = join(ROOT, "dist/cli.js");

/** Requires status 2, no output, and a single line on standard error. @returns that line */
function oneLine({ status, stdout, stderr }: Outcome): string {
  expect(stderr.replace(/\n$/, "")).not.toContain("\n");
  expect([status, stdout]).toEqual([2, ""]);
  return stderr.trimEnd();
}

const ITSELF = "; put the file itself in its place";
const IS_NO_FILE: readonly (readonly [path: string, says: string, help?: string])[] = [
  ["nope.json", "cannot be read: there is no such file"],
  [`${NAME}/`, "cannot be read: a part of its path is a file, not a folder"],
  [`${NAME}/x.json`, "cannot be read: a part of its path is a file, not a folder"],
  ["loop.json", "cannot be read: its symbolic links form a loop", ITSELF],
  ["loop.json/x.json", "cannot be read: its symbolic links form a loop"],
  [LONG, "cannot be read: the name is too long"],
  ["broken.json", "cannot be read: it is a link, and what it leads to is not there", ITSELF],
  // Names with control characters or a line break; a single bracket does not make a name a pattern.
  ["a\nb\t.json", "cannot be read: there is no such file"],
  ["\u001b[31mx.json", "cannot be read: there is no such file"],
  ["a{b.json", "cannot be read: there is no such file"],
];
/** A path as messages show it. */
const shown = (path: string): string => path.replace("\n", "\\n").replace("\t", "\\t").replace("\u001b", "\\x1b");
/** Paths that may be used for a list, but not for criteria. */
const IS_NO_CRITERIA: readonly (readonly [path: string, says: string])[] = [
  ["pipe.json", "is a pipe, not a file; save what comes through it as a file, and name that"], // nobody writes to it
  ["/dev/zero", "is a device, not a file; name a file"], // has no end
  ["/dev/null", "is a device, not a file; name a file"],
  ["out.json", "is a link that leads out of its folder; put a copy of the file in its place"],
];

describe("a path that does not lead to a file", () => {
  const criteria = [...IS_NO_FILE, ...IS_NO_CRITERIA].map(
    ([path, says, help = ""]) => [path, `${shown(path)}: ${says}${help}`] as const,
  );
  test.each(criteria)("as criteria: %j", (path, says) => {
    expect(oneLine(run(["screen", "list.csv", "-c", path], { cwd: folder }))).toBe(says);
  });
  test.each(criteria)("as a column map: %j", (path, says) => {
    expect(oneLine(run(["screen", "list.csv", "-c", NAME, "--columns", path], { cwd: folder }))).toBe(says);
  });
  test.each(
    ["validate", "test", "show", "fmt", "schema criteria --dictionary"].flatMap((command) =>
      // Commands differ in who looks for the file, and in how they report that it cannot be opened.
      criteria.filter(([path]) => /NCT|loop|pipe|nb|out/.test(path)).map(([path, says]) => [command, path, says] as const),
    ),
  )("%s %j", (command, path, says) => {
    expect(oneLine(run([...command.split(" "), path], { cwd: folder }))).toBe(says);
  });
  const lists: typeof IS_NO_FILE = [...IS_NO_FILE, ["socket.json", "is a socket, not a file"]];
  test.each(lists.map(([path, says]) => [path, `${shown(path)}: ${says}`] as const))("as a list: %j", (path, says) => {
    expect(oneLine(run(["explain", path, "P1", "-c", NAME], { cwd: folder }))).toBe(says);
  });

  const before = readdirSync(folder);
  test.each<[string, string]>([
    ["list.csv/", "a part of its path is a file, not a folder"],
    ["new/", "there is no such folder; name a file"],
    ["none/new.csv", "there is no folder none"],
    ["loop.json", "its symbolic links form a loop"], // the link is not replaced
    [LONG, "the name is too long"],
    ["/proc/new.csv", "no file can be made in this folder"],
    ["none\n/new.csv", "there is no folder none\\n"],
  ])("as an output: %s", (path, says) => {
    for (const args of [
      ["screen", "list.csv", "-c", NAME, "-q", "-f", "csv", "-o", path],
      ["screen", "list.csv", "-c", NAME, "-q", "-f", "csv", "-o", "new.csv", "--manifest", path],
    ])
      expect(oneLine(run(args, { cwd: folder }))).toBe(`${shown(path)}: cannot be written: ${says}`);
    const { status, stderr } = run(["columns", "list.csv", "-c", NAME, "-q", "--write", path], { cwd: folder });
    expect([status, stderr]).toEqual([2, `${shown(path)}: cannot be written: ${says}\n`]);
    expect(readdirSync(folder)).toEqual(before);
  });

  test.each(["outside", "outside/", "."])("a folder as an output: %s", (path) => {
    for (const args of [
      ["screen", "list.csv", "-c", NAME, "-o", path], // that it is a folder is reported before the missing extension
      ["screen", "list.csv", "-c", NAME, "-f", "csv", "-o", path],
      ["screen", "list.csv", "-c", NAME, "-q", "-f", "csv", "-o", "new.csv", "--manifest", path],
      ["columns", "list.csv", "-c", NAME, "--write", path],
    ])
      expect(oneLine(run(args, { cwd: folder }))).toBe(`${path}: is a folder; name a file in it`);
    expect(readdirSync(folder)).toEqual(before);
  });

  test.each<[readonly string[], string]>([
    [["screen", "list.csv", "-c", NAME, "--as-of", "a\nb"], "--as-of takes a date such as 2026-01-15, not `a\\nb`"],
    [["screen", "list.csv", "-c", NAME, "-f", "c\u001b[1msv"], "--format does not take 'c\\x1b[1msv'"],
    [["screen", "list.csv", "-c", NAME, "-o", "a\n.b"], "the ending of `a\\n.b` does not name a format"],
    [["schema", "a\r\nb"], "'a\\r\\nb' is not a valid <name>"],
    [["no\nsuch"], "unknown command 'no\\nsuch'"],
  ])("wrong usage with control characters: %j", (args, says) => {
    const { status, stdout, stderr } = run(args, { cwd: folder });
    const [first, second, ...more] = stderr.split("\n");
    expect(first).toMatch(/^error: /);
    expect(first).toContain(says);
    expect(second).toMatch(/^\(see --help\)$|^try: trialsieve \w+ --help$/);
    expect([status, stdout, more]).toEqual([2, "", [""]]);
  });

  test.each<[string, readonly string[]]>([
    ["a list", ["screen", "", "-c", NAME]],
    ["criteria", ["validate", ""]],
    ["a column map", ["screen", "list.csv", "-c", NAME, "--columns", ""]],
    ["an output", ["screen", "list.csv", "-c", NAME, "-f", "csv", "-o", ""]], // as from a shell variable that is not set
    ["the record of a run", ["screen", "list.csv", "-c", NAME, "--manifest", ""]],
    ["a column map to write", ["columns", "list.csv", "-c", NAME, "--write", ""]],
  ])("an empty name for %s", (_, args) => {
    const { status, stdout, stderr } = run(args, { cwd: folder });
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("it is empty");
  });

  test("a current folder that was deleted", () => {
    const { stderr } = shell(
      `mkdir gone && cd gone && rmdir ../gone && trialsieve validate x.json; echo "status $?" >&2`,
      folder,
    );
    expect(stderr).toBe("the current folder: there is no such file\nstatus 2\n");
  });
});

describe("files and folders that may not be read", () => {
  const inside = `locked/${NAME}`;
  test.each<readonly string[]>([
    ["screen", "list.csv", "-c", "locked"],
    ["screen", "list.csv", "-c", inside],
    ["screen", "list.csv", "-c", "locked/*.json"],
    ["screen", inside, "-c", NAME],
    ["screen", "list.csv", "-c", NAME, "--columns", inside],
    ["explain", inside, "P1", "-c", NAME],
    ["columns", inside, "-c", NAME],
    ["validate", "locked"],
    ["validate", inside],
    ["test", "locked"],
    ["test", `locked/${TESTS}`],
    ["show", inside],
    ["fmt", "locked"],
    ["schema", "test", "--dictionary", "locked/dictionary.json"],
  ])("%s %s %s %s", (...args) => {
    expect(oneLine(runAsNobody(args.filter((arg) => arg !== undefined)))).toMatch(
      /^locked(?:\/\S+)?: cannot be read: no permission$/,
    );
  });

  test("a folder that may not be written to", () => {
    for (const option of ["-o", "--manifest"]) {
      const args = ["screen", "list.csv", "-c", NAME, "-q", "-f", "csv", option, "locked/new.csv"];
      expect(oneLine(runAsNobody(args))).toBe("locked/new.csv: cannot be written: no permission");
    }
  });
});

describe("searching a folder", () => {
  const STRANGE: readonly (readonly [name: string, target: string, says: string])[] = [
    ["a-broken.test.json", "nowhere.test.json", "cannot be read: it is a link, and what it leads to is not there"],
    ["b-loop.test.json", "b-loop.test.json", "cannot be read: its symbolic links form a loop"],
    ["c-out.test.json", join("..", "..", "outside", TESTS), "is a link that leads out of its folder"],
  ];
  beforeAll(() => {
    fill("through", "deep");
    for (const [name, target] of STRANGE) symlinkSync(target, at("through", "deep", name));
    symlinkSync(TESTS, at("through", "deep", "z-second-name.test.json"));
    shell("mkfifo d-pipe.test.json", at("through", "deep"));
  });
  const told = [...STRANGE, ["d-pipe.test.json", "", "is a pipe, not a file"] as const].map(
    ([name, , says]) => `through/deep/${name}: error unreadable-file: ${says}`,
  );

  test.each<[string, readonly string[], string]>([
    ["validate", ["validate", "through", "--no-color"], "7 files checked: 4 errors"],
    ["test", ["test", "through"], "65 passed, 0 failed"], // the other tests run, but the status is 2
    ["fmt", ["fmt", "--check", "through"], "7 files looked at, 0 would change; 4 with errors"],
    ["a pattern", ["test", "through/**/*.test.json"], "65 passed, 0 failed"],
    ["show", ["show", "through/deep"], "nothing is shown"],
    ["screen", ["screen", "list.csv", "-c", "through/deep"], "nothing was screened"],
  ])("%s reports every file that cannot be read", (_, args, says) => {
    const { status, stdout, stderr } = run(args, { cwd: folder });
    const lines = `${stdout}${stderr}`.split("\n");
    expect(lines.filter((line) => line.includes("unreadable-file"))).toEqual(told);
    expect(`${stdout}${stderr}`).toContain(says);
    expect(status).toBe(2);
  });

  describe("with a subfolder that may not be read", () => {
    beforeAll(() => {
      for (const name of ["1", "2-locked", "3"]) fill("among", name);
      writeFileSync(at("among", "3", "bad.test.json"), "{");
      shell("chmod -R a+rX among && chmod 0 among/2-locked", folder);
    });
    const locked = "among/2-locked: error unreadable-file: cannot be read: no permission";
    const bad = "among/3/bad.test.json:2:1: error json-syntax";
    test.each<readonly string[]>([
      ["validate", "among"],
      ["validate", `among/1/${NAME}`, "among/2-locked", "among/3"],
      ["validate", "among/**"],
      ["fmt", "--check", "among"],
      ["test", "among"],
      ["test", "among/*/*.test.json"],
    ])("%s %s %s %s", (...words) => {
      const args = words.filter((word) => word !== undefined);
      const { status, stdout, stderr } = runAsNobody(args);
      const lines = `${stdout}${stderr}`.split("\n");
      expect(lines.filter((line) => line.includes("2-locked"))).toEqual([locked]);
      expect(lines.some((line) => line.startsWith(bad.slice(0, 21)))).toBe(true);
      expect(status).toBe(2);
    });

    test.each<readonly string[]>([
      ["validate", "among/1/*.json"],
      ["validate", "among/[!2]/*.json"], // no file in the locked folder can match
      ["validate", "among/{1,none}/**/*.json"],
    ])("%s %s does not look into that folder", (...args) => {
      const { stdout, stderr } = runAsNobody(args);
      expect(`${stdout}${stderr}`).not.toContain("locked");
    });
  });

  test("a pattern without a match is an error, even if other paths match", () => {
    expect(oneLine(run(["test", "outside", "nothing*.json"], { cwd: folder }))).toBe(
      "nothing*.json: no .test.json file matches this pattern",
    );
  });
});

describe("links within their folder are followed", () => {
  test.each([
    ["a link to the file", ["latest.json"]],
    ["two names of the same file", ["latest.json", NAME]],
    ["a link to a folder", [`link-to-folder/${NAME}`]],
    ["the folder itself", ["link-to-folder"]],
    ["links through a hidden folder", [`mounted/${NAME}`]],
    ["a folder with such links", ["mounted"]],
  ])("%s", (_, paths) => {
    const args = ["screen", "list.csv", "-q", "-f", "csv", "--no-reasons"];
    const right = run([...args, "-c", NAME], { cwd: folder });
    expect(run([...args, ...paths.flatMap((path) => ["-c", path])], { cwd: folder })).toEqual(right);
    expect(right.stdout).toContain("P001,");
    expect(run(["validate", ...paths], { cwd: folder }).status).toBe(0);
  });
});

describe("a file that is named inside another file", () => {
  const DICTIONARY: readonly (readonly [what: string, make: string, says: string])[] = [
    ["a link out of the folder", "ln -s ../outside/secret d.json", "is a link that leads out of its folder"],
    ["through a second link", "ln -s e.json d.json && ln -s ../outside/secret e.json", "is a link that leads out of its folder"],
    ["a device", "ln -s /dev/zero d.json", "is a device, not a file"],
    ["a pipe", "mkfifo d.json", "is a pipe, not a file"],
    ["a folder", "mkdir d.json", "is a folder, not a file"],
    ["a broken link", "ln -s nowhere d.json", "cannot be read: it is a link, and what it leads to is not there"],
    ["its own link", "ln -s d.json d.json", "cannot be read: its symbolic links form a loop"],
    ["a missing file", "true", "cannot be read: there is no such file"],
    ["a file without end", "truncate -s 1T d.json", "is longer than 67108864 bytes"],
  ];
  test.each(DICTIONARY)("a dictionary that is %s", (what, make, says) => {
    const own = at(`dictionary ${what}`);
    mkdirSync(own);
    writeFileSync(join(own, "t.json"), trial("d.json"));
    expect(shell(make, own).status).toBe(0);
    const screened = run(["screen", "../list.csv", "-c", "t.json", "--no-color"], { cwd: own });
    const validated = run(["validate", "t.json", "--no-color"], { cwd: own });
    for (const text of [screened.stderr, validated.stdout]) {
      expect(text).toContain(`dictionary-not-found: the dictionary \`d.json\` ${says}`);
      expect(text).not.toContain("SECRET");
      expect(text.includes("help: put the file itself in its place")).toBe(/broken link|its own link/.test(what));
    }
    expect([screened.status, screened.stdout, validated.status]).toEqual([2, "", 1]);
  });

  test.each([
    "../outside/secret",
    "/etc/passwd",
    "https://example.org/d.json",
    "d\0.json",
    "..",
    ".",
    "",
    "..\\d.json",
    "C:d.json",
  ])("a dictionary outside the folder: %j", (dictionary) => {
    writeFileSync(at("outside", "names-it.json"), trial(dictionary));
    const { status, stdout } = run(["validate", "outside/names-it.json", "-f", "concise"], { cwd: folder });
    expect(stdout).toMatch(
      /^outside\/names-it\.json:1:\d+: error invalid-value: `dictionary` (?:must name a file in the same folder|is empty)/,
    );
    expect([status, stdout.trimEnd().split("\n").length]).toEqual([1, 1]);
  });

  // Any file can be named as the dictionary, so its content must not be shown. Here it is a list.
  test("a file that is not a dictionary is not shown", () => {
    writeFileSync(at("outside", "list.csv"), SECRET);
    writeFileSync(at("outside", "names-it.json"), trial("list.csv"));
    const { status, stdout } = run(["validate", "outside/names-it.json"], { cwd: folder });
    expect(stdout).toContain("dictionary-not-found: the dictionary `list.csv` holds no dictionary in well-formed JSON");
    expect([status, stdout.includes("SECRET")]).toEqual([1, false]);
  });

  test.each([
    ["outside/secret", "cannot be read: there is no such file"],
    ["../outside/secret", "holds no criteria in well-formed JSON"],
    ["../outside/secret.json", "holds no criteria in well-formed JSON"],
    ["/etc/passwd", "holds no criteria in well-formed JSON"],
    ["/dev/zero", "is a device, not a file"],
    ["../pipe.json", "is a pipe, not a file"],
    ["../out.json", "is a link that leads out of its folder"],
    ["a\0b.json", "cannot be read: no file can have such a name"],
    ["https://example.org/t.json", "cannot be read: there is no such file"],
  ])("the criteria of a test: %j", (criteria, says) => {
    mkdirSync(at("tests"), { recursive: true });
    const cases = [{ name: "a", expect: { eligibility: "eligible" } }];
    writeFileSync(at("tests", "a.test.json"), JSON.stringify({ criteria, cases }));
    const tested = run(["test", "tests"], { cwd: folder });
    const validated = run(["validate", "tests"], { cwd: folder });
    for (const text of [tested.stderr, validated.stdout]) {
      expect(text).toContain("criteria-not-found: the criteria file `");
      expect(text).toContain(`\` ${says}\n`);
      expect(text).not.toMatch(/SECRET|root:/);
    }
    expect([tested.status, validated.status]).toEqual([2, 1]);
  });

  test("tests in another folder than their criteria still find them", () => {
    mkdirSync(at("apart"));
    const text = JSON.parse(shell(`cat ${TESTS}`, folder).stdout);
    writeFileSync(at("apart", "a.test.json"), JSON.stringify({ ...text, criteria: `../outside/${NAME}` }));
    expect(run(["test", "apart"], { cwd: folder })).toMatchObject({ status: 0, stderr: "" });
  });
});

test("criteria from a pipe are refused, a list from a pipe is read", () => {
  const { stderr } = shell(`trialsieve show <(cat ${NAME}); echo "status $?" >&2`, folder);
  expect(stderr).toMatch(
    /^\/dev\/fd\/\d+: is a pipe, not a file; save what comes through it as a file, and name that\nstatus 2\n$/,
  );
  const { status, stdout } = shell(`trialsieve screen <(cat list.csv) --input-format csv -c ${NAME} -f csv -q`, folder);
  expect([status, stdout.includes("P001,2,")]).toEqual([0, true]);
  expect(existsSync(at("new.csv"))).toBe(false);
});
