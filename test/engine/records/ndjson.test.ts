/** NDJSON has a faster reader than JSON arrays. Both must give the same results. */
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { PATIENCE, runs } from "../../runs.js";
import { screenFiles } from "../build.js";

vi.setConfig({ testTimeout: PATIENCE });

const KEYS = ["platelets", "PLT", "hemoglobin (g/L)", "sex", "kps", "kps_unit", "cardiac_pacemaker", "other", "wbc"];
const VALUES = [
  1,
  80,
  79.5,
  "80",
  "<80",
  "yes",
  "no",
  "female",
  "F",
  "80 10*9/L",
  "12345678",
  "123456789",
  "é",
  'a"b',
  "",
  null,
  true,
  false,
  [79, 81],
  { value: 80 },
  { deep: { platelets: 3 } },
];
const record = fc.dictionary(fc.constantFrom(...KEYS), fc.constantFrom(...VALUES), { maxKeys: 5 });
/** Consecutive records often differ in one key only, and sometimes completely. */
const lists = fc
  .array(fc.tuple(fc.oneof(record, fc.constant(undefined)), fc.constantFrom(...VALUES)), { minLength: 2, maxLength: 12 })
  .map((all) => {
    let last: Record<string, unknown> = { platelets: 90, sex: "female" };
    return all.map(([other, value], index) => {
      last = other ?? { ...last, platelets: value };
      return { patient_id: `P${index}`, ...last };
    });
  });

test("the same list as lines and as an array", async () => {
  await fc.assert(
    fc.asyncProperty(lists, fc.constantFrom("csv", "ndjson"), async (records, format) => {
      const [lines, array] = await Promise.all(
        [records.map((one) => JSON.stringify(one)).join("\n"), JSON.stringify(records)].map((text, index) =>
          screenFiles([{ name: `list.${index === 0 ? "ndjson" : "json"}`, text }], { format, reasons: true }).then(
            (seen) => ({ text: seen.text.replaceAll(/list\.(nd)?json/g, "list"), summary: seen.outcome.summary.trials }),
            (error: unknown) => String(error).replaceAll(/list\.(nd)?json/g, "list"),
          ),
        ),
      );
      expect(lines).toEqual(array);
    }),
    runs(40),
  );
});
