/** Who may import whom. Data flows one way: a room imports only what its row names, and itself. */

/** Every room under src/, as a path. A file of src/ that is in no room breaks a rule. */
const room = {
  values: "values/",
  text: "text/",
  diagnostics: "diagnostics/",
  language: "language/",
  model: "language/(model|needs-as-of)\\.ts$",
  describe: "language/describe(-field)?\\.ts$",
  "limit-words": "language/limit-words\\.ts$",
  "only-leaf": "language/only-leaf\\.ts$",
  plan: "plan/",
  sources: "sources/",
  "input-head": "sources/input-head\\.ts$",
  "byte-tools": "sources/bytes/utf8\\.ts$",
  facts: "facts/",
  cells: "cells/",
  columns: "columns/",
  evaluate: "evaluate/",
  result: "evaluate/result\\.ts$",
  truth: "evaluate/truth\\.ts$",
  engine: "engine/",
  sql: "sql/",
  setup: "setup/",
  library: "library/",
  report: "report/",
  "page-data": "report/html/data\\.ts$",
  page: "page/",
  paint: "report/paint\\.ts$",
  insight: "insight/",
  analysis: "analysis/",
  testing: "testing/",
  compare: "compare/",
  io: "io/",
  commands: "commands/",
  cli: "cli\\.ts$",
  index: "index\\.ts$",
  worker: "worker\\.ts$",
  version: "version\\.ts$",
};

const rooms = Object.values(room).map((path) => `^src/${path}`);
const basics = ["diagnostics", "text", "values"];
const run = ["language", "plan", "sources", "columns", "facts", "cells", "evaluate", "insight", "engine"];

/** Data flows one way: criteria and sources → columns and cells → evaluation → engine → reports. */
const mayImport = {
  values: [],
  version: [],
  text: ["values"],
  diagnostics: ["text", "values"],
  language: basics,
  plan: ["model"],
  sources: basics,
  facts: ["model", "values"],
  cells: ["model", "facts", ...basics],
  columns: ["model", "plan", "input-head", "facts", "cells", ...basics],
  evaluate: ["plan", "model", "describe", "limit-words", "values"],
  page: ["page-data"],
  insight: ["result", "truth", "model", "describe", "only-leaf", "analysis", "values"],
  report: ["result", "insight", "model", "describe", "limit-words", ...basics],
  engine: [...run, "report", ...basics],
  library: [...run, "compare", ...basics],
  analysis: ["model", "limit-words", "diagnostics", "values"],
  testing: ["analysis", "language", "plan", "engine", "columns", "cells", "evaluate", "paint", ...basics],
  setup: ["language", "plan", "columns", "engine", "report", ...basics],
  io: ["engine", "byte-tools", "diagnostics", "text"],
  worker: ["engine", "io", "diagnostics"],
  sql: ["plan", "model", "columns", "facts", "cells", "evaluate", "values"],
  compare: ["result", "truth", "model", "describe", "analysis", "testing", "engine", "report", ...basics],
  commands: [...run, "sql", "report", "library", "version", "setup", "analysis", "testing", "compare", "io", ...basics],
  cli: ["commands", "io", "diagnostics", "version"],
  index: [...run, "library", "compare", "io", "version", ...basics],
};

/** What only some files may use: a package or a part of Node, and the rooms that may. */
const reserved = [
  { name: "zod", uses: "node_modules/zod/", from: "language/load/json-schema\\.ts$" },
  { name: "commander", uses: "node_modules/commander/", from: `(${room.cli}|${room.commands})` },
  { name: "chalk", uses: "node_modules/chalk/", from: "commands/paint\\.ts$" },
  { name: "zip.js", uses: "node_modules/@zip\\.js/", from: "sources/workbook/" },
  { name: "saxes", uses: "node_modules/saxes/", from: "sources/workbook/" },
  { name: "clack", uses: "node_modules/@clack/", from: "io/prompts\\.ts$" },
  { name: "csv-parse", uses: "node_modules/csv-parse/", from: room.sources },
  {
    name: "node",
    uses: `^(node:)?(${require("node:module")
      .builtinModules.map((name) => name.replace(/^node:/, ""))
      .join("|")})$`,
    from: `(${room.io}|${room.commands}|${room.cli}|${room.worker})`,
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
