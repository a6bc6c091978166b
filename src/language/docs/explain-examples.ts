/** Examples for explanations: what is shown, and the whole files that it comes from, so that tests can check every example. */

/** A file with or without a fault. `shown` is the part that matters; `files` are whole, the first one is looked at. */
export interface Example {
  readonly shown: string;
  readonly files: Readonly<Record<string, string>>;
}

/** What a code means, and what to do. `wrong` and `right` are undefined if no text of a file could show it. */
export interface Explanation {
  /** One sentence, lower case, no full stop. */
  readonly summary: string;
  /** Why it matters, and the way out. */
  readonly text: string;
  readonly wrong: Example | undefined;
  readonly right: Example | undefined;
}

const DICTIONARY = `{
  "fields": {
    "platelets": { "type": "number", "unit": "10*9/L", "plausible": [1, 2000], "aliases": ["PLT"], "loinc": ["777-3"] },
    "hemoglobin": { "type": "number", "unit": "g/L", "plausible": [20, 250] },
    "tumor_diameter": { "type": "number", "unit": "cm", "plausible": [0.1, 60] },
    "tumor_count": { "type": "number", "plausible": [0, 300], "integer": true },
    "age": { "type": "number", "unit": "a", "plausible": [0, 120], "since": "birth_date" },
    "birth_date": { "type": "date" },
    "sex": { "type": "code", "codes": { "female": ["f", "woman"], "male": ["m", "man"] } },
    "pregnant": { "type": "boolean" }
  }
}
`;

const one = (id: string, condition: string, label = "A criterion", more = ""): string =>
  `{ "id": "${id}", "label": "${label}", "source": "inclusion, item 1", ${more}"condition": ${condition} }`;

/** A criteria file with these criteria, the shared dictionary, and `more` in front of the lists. */
function file(
  inclusion: readonly string[],
  exclusion: readonly string[] = [],
  more = '"dictionary": "dictionary.json",',
): string {
  const list = (of: readonly string[]): string => `[${of.map((text) => `\n    ${text}`).join(",")}\n  ]`;
  // An empty list is a warning of its own, unless a person checks the rest.
  const rest = inclusion.length > 0 && exclusion.length > 0 ? "" : ',\n  "notEvaluated": [{ "label": "Consent" }]';
  return `{\n  "trial": { "id": "T1" },\n  ${more}\n  "inclusion": ${list(inclusion)},\n  "exclusion": ${list(exclusion)}${rest}\n}\n`;
}

function example(shown: string, criteria: string): Example {
  return { shown, files: { "criteria.json": criteria, "dictionary.json": DICTIONARY } };
}

/** One condition of an inclusion criterion. */
export function condition(text: string): Example {
  return example(text, file([one("I1", text)]));
}

/** A label with its condition. */
export function labelled(label: string, text: string): Example {
  return example(`"label": "${label}",\n"condition": ${text}`, file([one("I1", text, label)]));
}

/** Conditions of inclusion and exclusion criteria, shown under their ids. */
export function criteria(inclusion: readonly string[], exclusion: readonly string[] = []): Example {
  const named = (prefix: string, of: readonly string[]): readonly (readonly [string, string])[] =>
    of.map((text, index) => [`${prefix}${index + 1}`, text]);
  const [first, second] = [named("I", inclusion), named("E", exclusion)];
  const shown = [...first, ...second].map(([id, text]) => `${id}: ${text}`).join("\n");
  return example(
    shown,
    file(
      first.map(([id, text]) => one(id, text)),
      second.map(([id, text]) => one(id, text)),
    ),
  );
}

/** A label with its condition, as an exclusion. */
export function excluded(label: string, text: string): Example {
  return example(`"exclusion": [{ …, "label": "${label}",\n  "condition": ${text} }]`, file([], [one("E1", text, label)]));
}

/** A condition that accepts a warning. */
export function accepting(code: string, text: string): Example {
  const accept = `"accept": [{ "code": "${code}", "why": "the protocol says so" }]`;
  return example(`${accept},\n"condition": ${text}`, file([one("I1", text, "A criterion", `${accept}, `)]));
}

/** Two lists with one criterion each, or none: an empty text. */
export function lists(inclusion: string, exclusion: string): Example {
  const list = (id: string, text: string): string => (text === "" ? "[]" : `[{ "id": "${id}", …, "condition": ${text} }]`);
  const all = (id: string, text: string): string => (text === "" ? "[]" : `[${one(id, text)}]`);
  const shown = `"inclusion": ${list("I1", inclusion)},\n"exclusion": ${list("E1", exclusion)}`;
  const whole = `"dictionary": "dictionary.json",\n  "inclusion": ${all("I1", inclusion)},\n  "exclusion": ${all("E1", exclusion)}`;
  return example(shown, `{\n  "trial": { "id": "T1" },\n  ${whole}\n}\n`);
}

/** Whole criteria, as text. */
export function written(...texts: readonly string[]): Example {
  return example(texts.join(",\n"), file(texts));
}

/** Fields of the criteria file itself, with one condition. */
export function ownFields(fields: string, text: string): Example {
  return example(`"fields": ${fields}`, file([one("I1", text)], [], `"fields": ${fields},`));
}

/** A key in front of the lists. */
export function head(text: string): Example {
  return example(text, file([one("I1", '{ "field": "pregnant", "op": "is", "value": false }')], [], `${text},`));
}

/** A whole file; with others that are needed. */
export function whole(text: string, others: Readonly<Record<string, string>> = {}): Example {
  return { shown: text, files: { "criteria.json": text, "dictionary.json": DICTIONARY, ...others } };
}

/** A dictionary by itself. */
export function dictionary(fields: string): Example {
  return { shown: fields, files: { "dictionary.json": `{ "fields": ${fields} }\n` } };
}

/** A test file with its criteria. */
export function testFile(text: string): Example {
  const trial = file([one("I1", '{ "field": "platelets", "op": ">=", "value": 80, "unit": "10*9/L" }')]);
  return { shown: text, files: { "trial.test.json": text, "trial.json": trial, "dictionary.json": DICTIONARY } };
}

/** A file that is right, for examples of faults that are not in the text of a condition. */
export const GOOD = file([one("I1", '{ "field": "pregnant", "op": "is", "value": false }')]);
