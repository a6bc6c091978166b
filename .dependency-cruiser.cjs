/** Who may import whom. Data flows one way: a room imports only what its row names, and itself. */

/** Every room under src/, as a path. A file of src/ that is in no room breaks a rule. */
const room = {
  values: "values/",
  diagnostic: "diagnostic\\.ts$",
  version: "version\\.ts$",
  arguments: "arguments\\.ts$",
  json: "json[a-z-]*\\.ts$",
  "terminal-text": "terminal-text\\.ts$",
  "print-diagnostic": "print-diagnostic\\.ts$",
  language: "language/",
  model: "language/model\\.ts$",
  describe: "language/describe\\.ts$",
  analysis: "analysis/",
  evaluate: "evaluate/",
  result: "evaluate/result\\.ts$",
  candidates: "candidates/",
  paint: "report/paint\\.ts$",
  report: "report/",
  screening: "screening/",
  testing: "testing/",
  io: "io[a-z-]*\\.ts$",
  commands: "commands/",
  cli: "cli\\.ts$",
  index: "index\\.ts$",
  worker: "worker\\.ts$",
};

const rooms = Object.values(room).map((path) => `^src/${path}`);
const layers = [
  "diagnostic",
  "version",
  "terminal-text",
  "values",
  "json",
  "language",
  "analysis",
  "evaluate",
  "candidates",
  "report",
  "screening",
  "testing",
];

const mayImport = {
  values: [],
  diagnostic: [],
  version: [],
  arguments: [],
  json: ["diagnostic"],
  "terminal-text": [],
  "print-diagnostic": ["diagnostic", "terminal-text"],
  language: ["arguments", "diagnostic", "terminal-text", "values", "json"],
  analysis: ["diagnostic", "values", "model"],
  evaluate: ["diagnostic", "values", "model"],
  candidates: ["diagnostic", "values", "json", "model"],
  report: ["diagnostic", "terminal-text", "values", "model", "describe", "result"],
  screening: ["arguments", "diagnostic", "version", "values", "language", "evaluate", "candidates", "report"],
  testing: ["diagnostic", "json", "terminal-text", "values", "language", "analysis", "evaluate", "candidates", "paint"],
  io: ["diagnostic", "print-diagnostic", "screening", "terminal-text"], // io-threads starts what screening describes
  worker: ["diagnostic", "screening"],
  commands: [...layers, "print-diagnostic", "io"],
  cli: ["commands", "io", "diagnostic", "print-diagnostic", "version"],
  index: layers,
};

/** What only some files may use: a package or a part of Node, and the rooms that may. */
const reserved = [
  { name: "zod", uses: "node_modules/zod/", from: "language/json-schema\\.ts$" },
  { name: "commander", uses: "node_modules/commander/", from: `(${room.cli}|${room.commands})` },
  { name: "chalk", uses: "node_modules/chalk/", from: `(${room.cli}|${room.io}|${room.commands})` },
  { name: "csv-parse", uses: "node_modules/csv-parse/", from: room.candidates },
  {
    name: "files-and-process",
    uses: "^(node:)?(fs|fs/promises|process|os|tty|child_process|worker_threads|http|https|net|dns|dgram|tls|http2)$",
    from: `(${room.io}|${room.cli}|${room.worker})`,
  },
];

module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    { name: "resolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
    {
      name: "known-room",
      comment: "a new room needs a row in this file",
      severity: "error",
      from: {},
      to: { path: "^src/", pathNot: rooms },
    },
    { name: "in-a-room", severity: "error", from: { path: "^src/", pathNot: rooms }, to: {} },
    {
      name: "runtime-packages",
      comment: "what the program uses is in `dependencies`",
      severity: "error",
      from: {},
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown", "npm-optional", "npm-peer", "deprecated"] },
    },
    {
      name: "no-network",
      comment: "the program knows no network",
      severity: "error",
      from: {},
      to: { path: "^(node:)?(http|https|http2|net|dns|dns/promises|dgram|tls|inspector)$" },
    },
    ...Object.entries(mayImport).map(([name, targets]) => ({
      name: `${name}-imports`,
      comment: `${name} may import ${targets.length === 0 ? "nothing" : targets.join(", ")}`,
      severity: "error",
      from: { path: `^src/${room[name]}` },
      to: { path: "^src/", pathNot: [name, ...targets].map((target) => `^src/${room[target]}`) },
    })),
    ...reserved.map(({ name, uses, from }) => ({
      name: `${name}-only-in`,
      comment: `reserved for src/${from}`,
      severity: "error",
      from: { path: "^src/", pathNot: `^src/${from}` },
      to: { path: uses },
    })),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "types", "node", "default"] },
  },
};
