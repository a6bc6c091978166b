/** Faults of text, form and references, explained: a file with one of them cannot be used. */
import type { CHECK_CODES, DiagnosticCode } from "../../diagnostics/diagnostic.js";
import { condition, criteria, type Explanation, GOOD, head, ownFields, testFile, whole, written } from "./explain-examples.js";

type FaultCode = Exclude<DiagnosticCode, (typeof CHECK_CODES)[number]>;
const PLATELETS = '{ "field": "platelets", "op": ">=", "value": 80, "unit": "10*9/L" }';
const nested = (levels: number): string => `${'{ "not": '.repeat(levels)}${PLATELETS}${" }".repeat(levels)}`;
const criterion = (head: string): string => `{ ${head}, "source": "item 1", "condition": ${PLATELETS} }`;
const test = (cases: string, file = "trial.json"): string => `{ "criteria": "${file}", "cases": [\n  ${cases}\n] }`;

/** Short for the table below. */
function of(summary: string, text: string, wrong?: Explanation["wrong"], right?: Explanation["right"]): Explanation {
  return { summary, text, wrong, right };
}

/** By code. */
export const FAULTS: Readonly<Record<FaultCode, Explanation>> = {
  "unreadable-file": of(
    "a file cannot be read",
    "It is not there, is no file (a folder, a device, a pipe), is a link that leads out of its folder, or may not be read. The message says which.",
  ),
  "empty-file": of("a file is empty", "A criteria file holds at least a trial and one criterion.", whole(""), whole(GOOD)),
  "not-utf8": of(
    "a file is not UTF-8 text",
    "Save it as UTF-8. Other encodings give wrong letters without any warning, so they are refused.",
  ),
  "json-syntax": of(
    "the text is no JSON",
    "The message says what stands where. JSON has no comments, no trailing commas, and double quotes only.",
    whole(GOOD.replace('"T1"', "'T1'")),
    whole(GOOD),
  ),
  "json-depth": of(
    "objects and lists are nested too deeply",
    "No criteria file needs more than 1000 levels; this is some other file, or a damaged one.",
    whole("[".repeat(1001)),
    whole(GOOD),
  ),
  "duplicate-key": of(
    "an object has the same key twice",
    "Most programs keep the last of the two without a word, so one of them would be a dead letter. Keep one.",
    condition('{ "field": "platelets", "op": ">=", "value": 80, "value": 90, "unit": "10*9/L" }'),
    condition(PLATELETS),
  ),
  "wrong-kind-of-file": of(
    "a file is of another kind than its place asks for",
    "Files are known by what they contain: `trial` makes a criteria file, `cases` a test file, `columns` a column map, else `fields` a dictionary.",
    whole('{ "name": "trial 1" }'),
    whole(GOOD),
  ),
  "unknown-key": of(
    "an object has a key that means nothing",
    "A misspelt key would silently be without effect.",
    written(criterion('"id": "I1", "lable": "Platelets"')),
    written(criterion('"id": "I1", "label": "Platelets"')),
  ),
  "missing-key": of(
    "an object lacks a key that it needs",
    "The message names it.",
    written(criterion('"id": "I1"')),
    written(criterion('"id": "I1", "label": "Platelets"')),
  ),
  "wrong-type": of(
    "a value is of another type",
    "A number in quotes is text: take the quotes away.",
    condition(PLATELETS.replace("80", '"80"')),
    condition(PLATELETS),
  ),
  "invalid-value": of(
    "a value cannot be what it is",
    "The message says what is allowed.",
    condition(PLATELETS.replace(">=", "=>")),
    condition(PLATELETS),
  ),
  "invalid-id": of(
    "a text cannot be an id",
    "Ids are columns of the output: a letter or digit first, then letters, digits, `.`, `_` and `-`.",
    written(criterion('"id": "I 1", "label": "Platelets"')),
    written(criterion('"id": "I1", "label": "Platelets"')),
  ),
  "unknown-condition": of(
    "an object is no condition",
    "A condition has `field`, `op` and `value`, or exactly one of `all`, `any`, `not`, and `atLeast` with `of`.",
    condition(`{ "every": [${PLATELETS}] }`),
    condition(`{ "all": [${PLATELETS}] }`),
  ),
  "condition-depth": of(
    "conditions are nested too deeply",
    "At most 100 of `all`, `any`, `not` and `atLeast` may stand inside each other.",
    condition(nested(101)),
    condition(nested(2)),
  ),
  "empty-list": of(
    "a list has nothing in it",
    "`any` of nothing would never be met and `all` of nothing always: neither can be meant.",
    condition('{ "any": [] }'),
    condition(`{ "any": [${PLATELETS}] }`),
  ),
  "empty-criteria": of(
    "a criteria file has no criteria",
    "It would decide nothing. List them under `inclusion` and `exclusion`.",
    criteria([]),
    condition(PLATELETS),
  ),
  "too-many-digits": of(
    "a number has more than 15 significant digits",
    "More are not kept apart by the numbers that computers calculate with. Round it.",
    condition(PLATELETS.replace("80", "80.00000000000001")),
    condition(PLATELETS),
  ),
  "dictionary-not-found": of(
    "the dictionary cannot be read",
    "It is looked for beside the criteria file.",
    head('"dictionary": "dictionnary.json"'),
    head('"dictionary": "dictionary.json"'),
  ),
  "criteria-not-found": of(
    "the criteria of a test file cannot be read",
    "Their path is taken from the folder of the test file.",
    testFile(test('{ "name": "a case", "set": { "platelets": "80" }, "expect": { "I1": "pass" } }', "trail.json")),
    testFile(test('{ "name": "a case", "set": { "platelets": "80" }, "expect": { "I1": "pass" } }')),
  ),
  "unknown-criterion": of(
    "a test expects something of a criterion that there is not",
    "The keys of `expect` are ids of criteria, or `eligibility`.",
    testFile(test('{ "name": "a case", "set": { "platelets": "80" }, "expect": { "I7": "pass" } }')),
    testFile(test('{ "name": "a case", "set": { "platelets": "80" }, "expect": { "I1": "pass" } }')),
  ),
  "unknown-field": of(
    "a condition names a field that nobody declared",
    "Fields are declared in the dictionary, or under `fields` of the criteria file.",
    condition(PLATELETS.replace("platelets", "platlets")),
    condition(PLATELETS),
  ),
  "unknown-code": of(
    "a code field does not have this code",
    "Spellings (`woman`) are for cells; conditions name the code. A result that is not final (`undecided`) is no code: nothing can ask for it.",
    condition('{ "field": "sex", "op": "is", "value": "woman" }'),
    condition('{ "field": "sex", "op": "is", "value": "female" }'),
  ),
  "wrong-operator": of(
    "an operator is not for fields of this type",
    "Numbers and dates are compared, booleans and codes are `is`, codes also `in` and `not-in`.",
    condition('{ "field": "sex", "op": "=", "value": "female" }'),
    condition('{ "field": "sex", "op": "is", "value": "female" }'),
  ),
  "unknown-unit": of(
    "a unit is not known",
    "Files name units by their UCUM code; the spellings of laboratories are for cells.",
    condition(PLATELETS.replace("10*9/L", "K/uL")),
    condition(PLATELETS),
  ),
  "missing-unit": of(
    "a limit has no unit",
    "A number without its unit can be wrong by a factor of a thousand, so it is never assumed here.",
    condition('{ "field": "platelets", "op": ">=", "value": 80 }'),
    condition(PLATELETS),
  ),
  "unexpected-unit": of(
    "a unit stands where there can be none",
    "The field is a bare count, a score, a code or yes and no.",
    condition('{ "field": "tumor_count", "op": "<=", "value": 6, "unit": "cm" }'),
    condition('{ "field": "tumor_count", "op": "<=", "value": 6 }'),
  ),
  "wrong-unit": of(
    "a unit does not convert into the field's own",
    "Units convert only within a kind: a count is never compared with a mass.",
    condition(PLATELETS.replace("10*9/L", "g/L")),
    condition(PLATELETS),
  ),
  "reversed-range": of(
    "a range goes from high to low",
    "Nothing lies in it. Write the lower end first.",
    condition('{ "field": "tumor_count", "op": "between", "value": [6, 1] }'),
    condition('{ "field": "tumor_count", "op": "between", "value": [1, 6] }'),
  ),
  "count-out-of-range": of(
    "`atLeast` asks for more conditions than there are, or for none",
    "It is a whole number from 1 to the number of conditions in `of`.",
    condition(`{ "atLeast": 2, "of": [${PLATELETS}] }`),
    condition(`{ "atLeast": 1, "of": [${PLATELETS}] }`),
  ),
  "duplicate-id": of(
    "two criteria have one id",
    "Verdicts are told by id.",
    written(criterion('"id": "I1", "label": "One"'), criterion('"id": "I1", "label": "Another"')),
    written(criterion('"id": "I1", "label": "One"')),
  ),
  "reserved-id": of(
    "an id is the name of an output column",
    "A script could not tell the two columns apart.",
    written(criterion('"id": "verdict", "label": "Platelets"')),
    written(criterion('"id": "I1", "label": "Platelets"')),
  ),
  "duplicate-trial": of(
    "two files have one trial id",
    "Verdicts of several trials are told apart by it.",
    whole(GOOD, { "criteria-2.json": GOOD }),
    whole(GOOD, { "criteria-2.json": GOOD.replace('"T1"', '"T2"') }),
  ),
  "implausible-limit": of(
    "a limit lies outside what the field can hold",
    "Every reading would be on one side of it. Mostly the unit or a power of ten is wrong; the message names a unit in which the limit would be plausible.",
    condition(PLATELETS.replace("80", "80000")),
    condition(PLATELETS.replace("80", "80000").replace("10*9/L", "/uL")),
  ),
  "duplicate-name": of(
    "two fields have one name, label or alias",
    "A column under it would be taken for either. Case, spaces and signs like `_ . / -` do not count.",
    ownFields(
      '{ "flag": { "type": "boolean", "aliases": ["PLT"] }, "count": { "type": "boolean", "aliases": ["plt"] } }',
      '{ "all": [{ "field": "flag", "op": "is", "value": true }, { "field": "count", "op": "is", "value": true }] }',
    ),
    ownFields('{ "flag": { "type": "boolean", "aliases": ["PLT"] } }', '{ "field": "flag", "op": "is", "value": true }'),
  ),
  "duplicate-spelling": of(
    "one spelling means two things",
    "A cell with it could not be read.",
    ownFields(
      '{ "sex": { "type": "code", "codes": { "female": ["F"], "male": ["f"] } } }',
      '{ "field": "sex", "op": "is", "value": "male" }',
    ),
    ownFields(
      '{ "sex": { "type": "code", "codes": { "female": ["F"], "male": ["M"] } } }',
      '{ "field": "sex", "op": "is", "value": "male" }',
    ),
  ),
  "invalid-since": of(
    "`since` does not name a date field, or stands at a field that is no time",
    "It says from which date a number of whole days, weeks, months or years follows.",
    ownFields(
      '{ "age": { "type": "number", "unit": "a", "plausible": [0, 120], "since": "birthday" } }',
      '{ "field": "age", "op": ">=", "value": 18, "unit": "a" }',
    ),
    ownFields(
      '{ "age": { "type": "number", "unit": "a", "plausible": [0, 120], "since": "birthday" }, "birthday": { "type": "date" } }',
      '{ "field": "age", "op": ">=", "value": 18, "unit": "a" }',
    ),
  ),
  "invalid-date": of(
    "a text is no date, or a day that does not exist",
    "Dates are written 2024-05-01.",
    condition('{ "field": "birth_date", "op": "<", "value": "2024-02-30" }'),
    condition('{ "field": "birth_date", "op": "<", "value": "2024-02-29" }'),
  ),
};
