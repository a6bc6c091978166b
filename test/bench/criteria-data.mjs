/**
 * Invented files with many criteria, in the mixes that protocols have. All can be met, have labels and sources, and are not
 * redundant.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const range = (count) => Array.from({ length: count }, (_, index) => index);

/** The dictionary for the files, with every field that they use. */
function dictionary(names) {
  const declared = (name) => {
    const [kind, index] = name.split("_");
    const head = { label: `The ${kind} ${index}`, aliases: [`${kind} no. ${index}`, `${kind}-${index} (local)`] };
    switch (kind) {
      case "lab":
        return { type: "number", ...head, loinc: ["777-3"], unit: "10*9/L", plausible: [1, 2000] };
      case "enzyme":
        return { type: "number", ...head, loinc: ["1742-6"], unit: "U/L", plausible: [1, 20000] };
      case "finding":
        return {
          type: "code",
          ...head,
          codes: Object.fromEntries(range(8).map((code) => [`grade${code}`, [`G${code}`, `${code}+`]])),
        };
      case "fact":
        return { type: "boolean", ...head };
      case "age":
        return { type: "number", aliases: ["Years"], loinc: ["30525-0"], unit: "a", plausible: [0, 120], since: "birth_date" };
      default:
        return { type: "date", ...head };
    }
  };
  return { fields: Object.fromEntries(names.map((name) => [name, declared(name)])) };
}

/** The fields that pairs of criteria use, and `birth_date`, from which ages are calculated. */
function fieldsOf(pairs) {
  const found = new Set(["birth_date"]);
  JSON.stringify(pairs, (key, value) => {
    if (key === "field") found.add(value);
    return value;
  });
  return [...found];
}

const lab = (index, op, value) => ({ field: `lab_${index}`, op, value, unit: "10*9/L" });
const fact = (index, value = true) => ({ field: `fact_${index}`, op: "is", value });
const finding = (index, op, value) => ({ field: `finding_${index}`, op, value });
const required = (label, condition) => ({ list: "inclusion", label, condition });
const excluded = (label, condition) => ({ list: "exclusion", label, condition });

/** By name of the mix: the pair of criteria with this number. */
const MIXES = {
  numbers: (at) => [
    required(`Lab ${at}: at least ${20 + (at % 70)}`, lab(at, ">=", 20 + (at % 70))),
    excluded(`Lab ${at}: above ${900 + (at % 70)}`, lab(at, ">", 900 + (at % 70))),
  ],
  nested: (at) => [
    required("One or the other, and enough of these", {
      all: [
        { any: [fact(at), { all: [lab(at, ">=", 30), { not: finding(at, "is", "grade7") }] }] },
        { atLeast: 2, of: [lab(at, "<", 900), fact(at + 1), finding(at + 1, "in", ["grade0", "grade1"])] },
      ],
    }),
    excluded("Neither of these", {
      any: [{ all: [finding(at, "is", "grade6"), fact(at)] }, { not: { any: [lab(at, "<", 1200), fact(at + 2)] } }],
    }),
  ],
  codes: (at) => [
    required("One of these findings", finding(at, "in", ["grade0", "grade1", "grade2", "grade3", `grade${4 + (at % 2)}`])),
    excluded("Not this finding", finding(at, "is", `grade${at % 3}`)),
  ],
  // Times since events, in all units; and ages beside dates of birth.
  dates: (at) => [
    required("An event long enough ago, or this fact", {
      any: [{ field: `event_${at}`, op: ">=", value: 14 + (at % 60), unit: "d" }, fact(at)],
    }),
    excluded(
      "Too young or too old without this fact",
      at % 5 === 0
        ? {
            all: [
              { field: "age", op: at % 2 === 0 ? "<" : ">", value: at % 2 === 0 ? 1 + (at % 40) : 119 - (at % 40), unit: "a" },
              fact(at + 1, false),
            ],
          }
        : at % 5 === 1
          ? { all: [{ field: "birth_date", op: "<", value: 12 + (at % 200), unit: "mo" }, fact(at + 1, false)] }
          : { field: `event_${at}`, op: ">", value: 5 + (at % 20), unit: "a" },
    ),
  ],
  multiples: (at) => [
    required("Not above so many times the limit of normal, or with this fact", {
      any: [
        { field: `enzyme_${at}`, op: "<=", value: 2.5, unit: "[ULN]" },
        { all: [fact(at), { field: `enzyme_${at}`, op: "<=", value: 5, unit: "[ULN]" }] },
      ],
    }),
    excluded("An old or low value", {
      field: `enzyme_${at}`,
      op: "<",
      value: 3 + (at % 9),
      unit: "U/L",
      maxAge: { value: 14, unit: "d" },
    }),
  ],
};

/** Writes a criteria file with its dictionary into a new folder. @returns the path of the criteria file */
function write(folder, name, id, pairs) {
  const lists = { inclusion: [], exclusion: [] };
  pairs.forEach(({ list, label, condition }, index) => {
    lists[list].push({ id: `${list === "inclusion" ? "I" : "E"}${index}`, label, source: `${list}, item ${index}`, condition });
  });
  const trial = { id, title: `A trial of ${name}`, source: "invented", version: "1" };
  const path = join(folder, `${id}.json`);
  writeFileSync(path, `${JSON.stringify({ trial, dictionary: "dictionary.json", ...lists }, undefined, 2)}\n`);
  return path;
}

function writeDictionary(folder, pairs) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "dictionary.json"), `${JSON.stringify(dictionary(fieldsOf(pairs)), undefined, 2)}\n`);
}

/** Writes a file with `count` criteria for each mix, and one with all mixes. @returns pairs of name and path */
export function writeMixes(folder, count) {
  const all = Object.values(MIXES);
  const together = range(count / 2).flatMap((at) => all[at % all.length](at));
  return [...Object.keys(MIXES), "all of these"].map((name) => {
    const pairs = name in MIXES ? range(count / 2).flatMap(MIXES[name]) : together;
    const own = join(folder, `${name.replaceAll(" ", "-")}-${count}`);
    writeDictionary(own, pairs);
    return [name, write(own, name, "T1", pairs)];
  });
}

/** Writes `count` files with 20 criteria each, of all mixes, and one dictionary. @returns their folder */
export function writeMany(folder, count) {
  const all = Object.values(MIXES);
  const pairsOf = (file) => range(10).flatMap((at) => all[at % all.length]((at * 7 + file) % 55));
  writeDictionary(folder, range(55).flatMap(pairsOf));
  for (const file of range(count)) write(folder, "many", `T${file}`, pairsOf(file));
  return folder;
}
