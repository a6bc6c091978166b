/** The order in which the columns of a list are offered for a field. */
import { expect, test } from "vitest";
import { loadTrials } from "../../src/index.js";
import { columnQuestions } from "../../src/setup/column-questions.js";
import { resemblance } from "../../src/text/likeness.js";

test.each([
  ["Thrombos", ["Platelets", "Thrombozyten"], true],
  ["Hirnmeta", ["Hirnmetastase"], true],
  ["Nb lésions", ["nombre de lésions"], true],
  ["Mets. cerebrales", ["metástasis cerebrales"], true],
  ["肿瘤最大直径", ["肿瘤最大径"], true],
  ["复发乳腺癌", ["复发性乳腺癌"], true],
  ["Remark", ["Platelets", "Thrombozyten"], false],
  // Two letters that occur by chance inside a name.
  ["ID", ["Karnofsky index, idem"], false],
  ["", ["Platelets"], false],
])("%s is like %j: %s", (heading, names, is) => expect(resemblance(heading, names) > 0).toBe(is));

const TRIAL = {
  trial: { id: "T1", title: "x" },
  fields: { hb: { type: "number", label: "Hemoglobin", aliases: ["Hämoglobin"], unit: "g/L", plausible: [20, 250] } },
  inclusion: [{ id: "I1", label: "x", condition: { field: "hb", op: ">=", value: 80, unit: "g/L" } }],
  exclusion: [],
};

test("columns with a name like the field's come first, row numbers last; headings are shown on one line", () => {
  const { trials } = loadTrials([{ file: "t.json", text: JSON.stringify(TRIAL) }], () => undefined);
  const field = trials[0]?.fields.get("hb");
  if (field === undefined) throw new Error("no field");
  const column = (heading: string, isRunning: boolean, ...texts: readonly string[]) => ({
    heading,
    texts,
    isRunning,
    filled: texts.length,
    different: texts.length,
  });
  const columns = [
    column("No.", true, "1", "2"),
    column("Remark", false, "late", "ill"),
    column("Height", false, "120", "130"),
    column("Hämo-\nglob.", false, "see lab", "open"),
  ];
  const [question] = columnQuestions(
    [{ field, criteria: ["I1"] }],
    columns.map(({ heading }) => heading),
    { records: 2, columns },
    () => false,
  );
  expect(question?.choices.map(({ label }) => label)).toEqual([
    "The list has none",
    "Hämo- glob.",
    "Height",
    "Remark",
    "No.",
    "The list contains nothing more that the criteria need",
  ]);
  // The map has the heading as it is in the list.
  expect(question?.choices[1]?.changes).toEqual([{ path: ["columns", "hb", "column"], value: "Hämo-\nglob." }]);
});
