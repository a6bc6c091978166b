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
    "It does not exist, is not a regular file (a folder, a device, a pipe), is a link that leads out of its folder, or may not be read. The message says which.",
  ),
  "empty-file": of("a file is empty", "A criteria file has at least a trial and one criterion.", whole(""), whole(GOOD)),
  "not-utf8": of(
    "a file is not UTF-8 text",
    "Save it as UTF-8. Other encodings would give wrong letters without warning, so they are refused.",
  ),
  "json-syntax": of(
    "the text is not valid JSON",
    "The message says what is wrong and where. JSON has no comments and no trailing commas, and uses double quotes only.",
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
    "Most programs silently keep the last of the two, so one of them would have no effect. Keep one.",
    condition('{ "field": "platelets", "op": ">=", "value": 80, "value": 90, "unit": "10*9/L" }'),
    condition(PLATELETS),
  ),
  "wrong-kind-of-file": of(
    "a file is not of the kind that is needed here",
    "Files are known by what they contain: `trial` makes a criteria file, `cases` a test file, `columns` a column map, else `fields` a dictionary.",
    whole('{ "name": "trial 1" }'),
    whole(GOOD),
  ),
  "unknown-key": of(
    "an object has an unknown key",
    "A misspelt key would silently have no effect.",
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
    "a value has the wrong type",
    "A number in quotes is text: remove the quotes.",
    condition(PLATELETS.replace("80", '"80"')),
    condition(PLATELETS),
  ),
  "invalid-value": of(
    "a value is not allowed",
    "The message says what is allowed.",
    condition(PLATELETS.replace(">=", "=>")),
    condition(PLATELETS),
  ),
  "invalid-id": of(
    "a text cannot be an ID",
    "IDs become columns of the output: a letter or digit first, then letters, digits, `.`, `_` and `-`.",
    written(criterion('"id": "I 1", "label": "Platelets"')),
    written(criterion('"id": "I1", "label": "Platelets"')),
  ),
  "unknown-condition": of(
    "an object is not a condition",
    "A condition has `field`, `op` and `value`, or exactly one of `all`, `any`, `not`, and `atLeast` with `of`.",
    condition(`{ "every": [${PLATELETS}] }`),
    condition(`{ "all": [${PLATELETS}] }`),
  ),
  "condition-depth": of(
    "conditions are nested too deeply",
    "At most 100 of `all`, `any`, `not` and `atLeast` may be nested inside each other.",
    condition(nested(101)),
    condition(nested(2)),
  ),
  "empty-list": of(
    "a list is empty",
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
    "Computers do not calculate exactly with more. Round it.",
    condition(PLATELETS.replace("80", "80.00000000000001")),
    condition(PLATELETS),
  ),
  "dictionary-not-found": of(
    "the dictionary cannot be read",
    "It must be in the same folder as the criteria file.",
    head('"dictionary": "dictionnary.json"'),
    head('"dictionary": "dictionary.json"'),
  ),
  "criteria-not-found": of(
    "the criteria of a test file cannot be read",
    "Their path is relative to the folder of the test file.",
    testFile(test('{ "name": "a case", "set": { "platelets": "80" }, "expect": { "I1": "pass" } }', "trail.json")),
    testFile(test('{ "name": "a case", "set": { "platelets": "80" }, "expect": { "I1": "pass" } }')),
  ),
  "unknown-criterion": of(
    "a test expects something of a criterion that does not exist",
    "The keys of `expect` are IDs of criteria, or `eligibility`.",
    testFile(test('{ "name": "a case", "set": { "platelets": "80" }, "expect": { "I7": "pass" } }')),
    testFile(test('{ "name": "a case", "set": { "platelets": "80" }, "expect": { "I1": "pass" } }')),
  ),
  "unknown-field": of(
    "a condition names a field that is not declared",
    "Fields are declared in the dictionary, or under `fields` of the criteria file.",
    condition(PLATELETS.replace("platelets", "platlets")),
    condition(PLATELETS),
  ),
  "unknown-code": of(
    "a code field does not have this code",
    "Spellings (`woman`) are for cells; conditions name the code. A result that is not final (`undecided`) is not a code, so no condition can ask for it.",
    condition('{ "field": "sex", "op": "is", "value": "woman" }'),
    condition('{ "field": "sex", "op": "is", "value": "female" }'),
  ),
  "wrong-operator": of(
    "an operator cannot be used with fields of this type",
    "Numbers and dates are compared; booleans and codes take `is`, codes also `in` and `not-in`; `known` goes with every field.",
    condition('{ "field": "sex", "op": "=", "value": "female" }'),
    condition('{ "field": "sex", "op": "is", "value": "female" }'),
  ),
  "unknown-unit": of(
    "a unit is unknown",
    "Files use UCUM codes for units; the spellings of laboratories are for cells.",
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
    "a unit is given where there can be none",
    "The field is a bare count, a score, a code or yes and no.",
    condition('{ "field": "tumor_count", "op": "<=", "value": 6, "unit": "cm" }'),
    condition('{ "field": "tumor_count", "op": "<=", "value": 6 }'),
  ),
  "wrong-unit": of(
    "a unit cannot be converted to the field's own",
    "Units are converted only within a kind: a count is never compared with a mass.",
    condition(PLATELETS.replace("10*9/L", "g/L")),
    condition(PLATELETS),
  ),
  "reversed-range": of(
    "a range goes from high to low",
    "No value lies in it. Write the lower end first.",
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
    "two criteria have the same ID",
    "Verdicts are reported by ID.",
    written(criterion('"id": "I1", "label": "One"'), criterion('"id": "I1", "label": "Another"')),
    written(criterion('"id": "I1", "label": "One"')),
  ),
  "reserved-id": of(
    "an ID is the name of an output column",
    "A script could not tell the two columns apart.",
    written(criterion('"id": "verdict", "label": "Platelets"')),
    written(criterion('"id": "I1", "label": "Platelets"')),
  ),
  "duplicate-trial": of(
    "two files have the same trial ID",
    "It tells the verdicts of several trials apart.",
    whole(GOOD, { "criteria-2.json": GOOD }),
    whole(GOOD, { "criteria-2.json": GOOD.replace('"T1"', '"T2"') }),
  ),
  "implausible-limit": of(
    "a limit is outside the plausible range of the field",
    "Every reading would be on one side of it. Usually the unit or a power of ten is wrong; the message names a unit in which the limit would be plausible.",
    condition(PLATELETS.replace("80", "80000")),
    condition(PLATELETS.replace("80", "80000").replace("10*9/L", "/uL")),
  ),
  "duplicate-name": of(
    "two fields share a name, label or alias",
    "A column with that heading could belong to either. Case, spaces and signs such as `_ . / -` are ignored.",
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
    "`since` does not name a date field, or is used in a field that is not a time",
    "It names the date from which whole days, weeks, months or years are counted.",
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
    "a text is not a date, or the date does not exist",
    "Write dates as 2024-05-01.",
    condition('{ "field": "birth_date", "op": "<", "value": "2024-02-30" }'),
    condition('{ "field": "birth_date", "op": "<", "value": "2024-02-29" }'),
  ),
};
