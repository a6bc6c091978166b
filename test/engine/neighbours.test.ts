/** Unmapped columns beside numbers: they are never used without being mapped, but they can make a value unknown. */
import { describe, expect, test } from "vitest";
import { screenFiles } from "./build.js";

/**
 * The verdicts on platelets (at least 80), leucocytes (at least 3) and hemoglobin (at least 80 g/L), by row, one letter each.
 * Checks that records give the same.
 */
async function verdicts(heading: string, ...rows: readonly string[]): Promise<readonly string[]> {
  const text = [heading, ...rows].join("\n");
  const found = await verdictsOf("a.csv", text);
  // Records cannot have blank or repeated keys.
  const headings = heading.split(",");
  if (headings.includes("") || new Set(headings).size < headings.length) return found;
  const records = rows.map((row) => Object.fromEntries(row.split(",").map((cell, at) => [headings[at], typed(cell)])));
  const lines = records.map((record) => JSON.stringify(record));
  expect(await verdictsOf("a.ndjson", lines.join("\n"))).toEqual(found);
  return found;
}

/** Numbers as programs write them; a blank becomes null. */
function typed(cell: string): string | number | null {
  if (cell === "") return null;
  return /^\d+$/.test(cell) ? Number(cell) : cell;
}

async function verdictsOf(name: string, text: string): Promise<readonly string[]> {
  const { text: out } = await screenFiles([{ name, text }], { format: "ndjson" });
  const wanted = ["I4a", "I4b", "I4d"];
  return out
    .trim()
    .split("\n")
    .map((line) => {
      const { trials }: { trials: { criteria: { id: string; verdict: string }[] }[] } = JSON.parse(line);
      const found = trials[0]?.criteria.filter(({ id }) => wanted.includes(id)) ?? [];
      return found.map(({ verdict }) => verdict[0]).join("");
    });
}

const P = "patient_id";

describe("comparison signs", () => {
  test.each<[string, string, readonly string[], readonly string[]]>([
    ["in the column before", `${P},s,PLT,WBC (G/L)`, ["1,<,100,4", "2,,100,4"], ["upu", "ppu"]],
    ["in the column after", `${P},PLT,s,WBC (G/L)`, ["1,100,>,4", "2,100,,4"], ["uuu", "ppu"]],
    ["flags", `${P},PLT_flag,PLT,Hb (g/L)`, ["1,<,100,90", "2,H,100,90", "3,L,100,90"], ["uup", "pup", "pup"]],
    ["far away, but with its name in the heading", `${P},PLT,WBC,Hb (g/L),PLT_mark`, ["1,100,4,90,<"], ["upu"]],
    ["words", `${P},PLT,Auffällig,WBC`, ["1,100,kleiner als,4"], ["uuu"]],
    ["an equals sign changes nothing", `${P},PLT,s,WBC`, ["1,100,=,4"], ["ppu"]],
    ["of another column", `${P},PLT,CRP,CRP_op,WBC`, ["1,100,1,<,4"], ["ppu"]],
    ["beside values of another field", `${P},s,age,PLT`, ["1,<,50,100"], ["puu"]],
    ["without a heading", `${P},,PLT,WBC`, ["1,<,100,4"], ["upu"]],
    ["a remark", `${P},PLT,remark,WBC`, ["1,100,< 10 x seen,4"], ["ppu"]],
    ["two columns away", `${P},PLT,x,s,WBC (G/L)`, ["1,100,1,>,4", "2,100,1,,4"], ["uuu", "ppu"]],
    ["three columns away", `${P},PLT,x,y,s,a,b,c,WBC (G/L)`, ["1,100,1,2,>,1,1,1,4"], ["upu"]],
    ["a blank number stays blank", `${P},s,PLT,WBC`, ["1,<,,4"], ["upu"]],
  ])("%s", async (_, heading, rows, expected) => expect(await verdicts(heading, ...rows)).toEqual(expected));
});

describe("units", () => {
  // Merged cells and ditto marks only occur in tables.
  test.each<[string, readonly string[], readonly string[]]>([
    ["written once for all rows", ["1,100,/uL", "2,100,", "3,100,"], ["uuu", "uuu", "uuu"]],
    ["of the number, written once", ["1,100,G/L", "2,100,", "3,100,"], ["puu", "puu", "puu"]],
    ["ditto marks", ["1,100,/uL", "2,100,〃", "3,100,dito"], ["uuu", "uuu", "uuu"]],
    ["of the number, and ditto marks", ["1,100,G/L", "2,100,〃", "3,100,〃"], ["puu", "puu", "puu"]],
    ["in a single row below", ["1,100,", "2,100,/uL", "3,100,"], ["puu", "uuu", "puu"]],
    ["in the first row, and the number's own below", ["1,100,/uL", "2,100,G/L", "3,100,"], ["uuu", "puu", "puu"]],
  ])("%s", async (_, rows, expected) => expect(await verdictsOf("a.csv", [`${P},PLT,x`, ...rows].join("\n"))).toEqual(expected));

  test.each<[string, string, readonly string[], readonly string[]]>([
    ["that differ between rows", `${P},PLT,unit,Hb`, ["1,100,/uL,90", "2,100,G/L,90"], ["uup", "pup"]],
    ["beside two columns", `${P},Hb (g/L),unit,x,unit`, ["1,90,g/dL,1,g/dL"], ["uuu"]],
    ["under a meaningless heading", `${P},PLT,x,Hb`, ["1,100,/uL,90", "2,100,/mm3,90"], ["uup", "uup"]],
    ["two columns away", `${P},PLT,x,unit,Hb`, ["1,100,1,/uL,90", "2,100,1,G/L,90"], ["uup", "pup"]],
    ["of another kind, while others are the number's own", `${P},WBC,,Hb (g/L)`, ["1,38,%,90", "2,4,x10^9/L,90"], ["uup", "upp"]],
    ["of another kind", `${P},PLT,x,Hb`, ["1,100,cm,90"], ["pup"]],
    ["that are unknown", `${P},PLT,Einheit 1,Hb`, ["1,100,furlong,90"], ["uuu"]],
    ["the same as the column's", `${P},PLT (G/L),unit`, ["1,100,K/uL"], ["puu"]],
    ["a letter that may be a flag", `${P},Hb (g/L),flag`, ["1,90,L", "2,90,H"], ["uup", "uup"]],
    ["the heading names another column", `${P},PLT,dose,dose_unit,Hb`, ["1,100,5,g/dL,90"], ["pup"]],
  ])("%s", async (_, heading, rows, expected) => expect(await verdicts(heading, ...rows)).toEqual(expected));
});

describe("a column without a heading, which may continue the column to its left", () => {
  test.each<[string, string, readonly string[], readonly string[]]>([
    ["another number", `${P},PLT,,Hb (g/L)`, ["1,100,60,90", "2,100,,90"], ["uup", "pup"]],
    ["the same number", `${P},PLT,,Hb (g/L)`, ["1,100,100,90", "2,100,,90"], ["pup", "pup"]],
    ["numbers of a column with a heading", `${P},PLT,bed,,Hb (g/L)`, ["1,100,1,60,90", "2,100,2,61,90"], ["pup", "pup"]],
    ["two such columns", `${P},PLT,,,Hb (g/L)`, ["1,100,,60,90", "2,100,,,90"], ["uup", "pup"]],
    ["a percentage", `${P},WBC,,Hb (g/L)`, ["1,38,%,90", "2,4,%,90"], ["uup", "uup"]],
    ["remarks", `${P},PLT,,Hb (g/L)`, ["1,100,should be 60,90", "2,100,below detection limit,90"], ["uup", "uup"]],
    ["other remarks", `${P},PLT,,Hb (g/L)`, ["1,100,repeat,90", "2,100,L,90", "3,100,pending,90"], ["pup", "pup", "pup"]],
    ["remarks on the sample", `${P},PLT,,Hb (g/L)`, ["1,100,clotted,90", "2,100,ungueltig,90"], ["uuu", "uuu"]],
    ["after the last heading, where a row may be shifted", `${P},Hb (g/L),PLT,`, ["1,90,100,60", "2,90,100,"], ["uuu", "pup"]],
  ])("%s", async (_, heading, rows, expected) => expect(await verdicts(heading, ...rows)).toEqual(expected));

  test.each([
    [`${P},PLT,`, ["1,100,60", "2,100,110", "3,90,"]],
    [`${P},PLT,,x`, ["1,100,60,a", "2,100,NA,b", "3,90,70,c"]],
    [`${P},brain_metastasis,,PLT`, ["1,no,yes,100", "2,no,no,100"]],
  ])("a copy of the column to its left: the run stops and asks which counts: %s", async (heading, rows) => {
    const screened = screenFiles([{ name: "a.csv", text: [heading, ...rows].join("\n") }], {});
    await expect(screened).rejects.toThrow("to its left: which of them count?");
  });

  test.each([
    [`${P},PLT,`, ["1,100,100", "2,90,90"]],
    [`${P},PLT,`, ["1,100,2026-01-01", "2,90,2026-01-01"]],
    [`${P},PLT,`, ["1,100,clotted", "2,90,n.d."]],
    [`${P},age,,PLT`, ["1,50,years,100", "2,60,years,100"]],
  ])("not a copy: %s %j", async (heading, rows) => {
    const { outcome } = await screenFiles([{ name: "a.csv", text: [heading, ...rows].join("\n") }], {});
    expect(outcome.notices.filter(({ severity }) => severity === "error")).toEqual([]);
  });
});

test("a column without units, signs or dates of a used field changes nothing", async () => {
  const rows: readonly (readonly string[])[] = [
    ["1", "100", "4", "90"],
    ["2", "79", "2", "79"],
  ];
  const plain = await verdicts(`${P},PLT,WBC,Hb`, ...rows.map((row) => row.join(",")));
  for (const added of ["yes", "DE", "IN", "12", "2026-01-01", "A+", "<LLOQ?", "ml", "H", "male", "1 of 2", "+", "-", "OK"])
    for (const place of [1, 2, 3, 4]) {
      const wider = rows.map((row) => [...row].toSpliced(place, 0, added).join(","));
      const heading = [P, "PLT", "WBC", "Hb"].toSpliced(place, 0, "other").join(",");
      expect([added, place, await verdicts(heading, ...wider)]).toEqual([added, place, plain]);
    }
});

test("the note shows the entry for the column map", async () => {
  const text = `${P},mark,PLT\n1,<,100\n2,,100\n`;
  const { outcome } = await screenFiles([{ name: "a.csv", text }], {});
  expect(outcome.notices.find(({ code }) => code === "column-beside")).toMatchObject({
    severity: "note",
    row: 2,
    help: 'name it in a column map for the field that it belongs to: { "columns": { "platelets": { "operatorColumn": "mark" } } }',
  });
});

describe("keys of JSON records", () => {
  test.each<[string, object, string]>([
    ["a sign after it", { PLT: 100, mark: "<", Hb: "90 g/L" }, "uuu"],
    ["a sign before it", { mark: "<", PLT: 100, Hb: "90 g/L" }, "uup"],
    ["a unit", { PLT: 100, unit: "/uL", Hb: "90 g/L" }, "uup"],
    ["the same unit", { PLT: 100, unit: "G/L", Hb: "90 g/L" }, "pup"],
    ["a remark", { PLT: 100, remark: "seen", Hb: "90 g/L" }, "pup"],
    ["after the value of another field", { PLT: 100, age: 50, mark: "<", x: 2, Hb: "90 g/L" }, "puu"],
    ["after a number without a field", { PLT: 100, bed: 1, mark: "<", x: 2, Hb: "90 g/L" }, "uuu"],
    ["too far away", { PLT: 100, v: 1, x: 2, y: 3, mark: "<", z: 4, a: 5, b: 6, Hb: "90 g/L" }, "pup"],
    ["before it, with its name in the key", { PLT_mark: "<", v: 1, x: 2, y: 3, z: 4, PLT: 100, Hb: "90 g/L" }, "uup"],
    ["inside another object", { PLT: 100, other: { mark: "<" }, Hb: "90 g/L" }, "pup"],
    ["with its own unit", { PLT: 100, PLT_unit: "G/L", x: 1, y: "/uL", Hb: "90 g/L" }, "pup"],
    ["with its own sign", { PLT: 100, PLT_operator: "=", x: 1, y: "<", Hb: "90 g/L" }, "puu"],
  ])("%s", async (_, record, expected) => {
    const { text } = await screenFiles([{ name: "a.ndjson", text: JSON.stringify({ patient_id: "1", ...record }) }], {
      format: "ndjson",
    });
    const { trials }: { trials: { criteria: { id: string; verdict: string }[] }[] } = JSON.parse(text);
    const found = trials[0]?.criteria.filter(({ id }) => ["I4a", "I4b", "I4d"].includes(id)) ?? [];
    expect(found.map(({ verdict }) => verdict[0]).join("")).toBe(expected);
  });
});

describe("remarks that invalidate a value", () => {
  test.each<[string, string, readonly string[], readonly string[]]>([
    ["beside it", `${P},PLT,PLT remark,WBC (G/L)`, ["1,100,hemolysed,4", "2,100,ok,4"], ["upu", "ppu"]],
    ["far away", `${P},PLT,WBC (G/L),Hb (g/L),Bemerkung Thrombozyten`, ["1,100,4,90,ungültig", "2,100,4,90,"], ["upp", "ppp"]],
    ["flags", `${P},PLT (G/L),PLT_flag,WBC (G/L)`, ["1,100,clotted,4", "2,100,H,4", "3,100,FALSCH,4"], ["upu", "ppu", "ppu"]],
    [
      "on the sample",
      `${P},PLT,WBC (G/L),Hb (g/L),site,Kommentar`,
      ["1,100,4,90,A,Probe verwechselt", "2,100,4,90,A,nüchtern"],
      ["uuu", "ppp"],
    ],
    ["on platelets", `${P},PLT,WBC (G/L),Hb (g/L),Kommentar`, ["1,100,4,90,* clumped"], ["upp"]],
    ["in Chinese", `${P},PLT,WBC (G/L),备注`, ["1,100,4,溶血", "2,100,4,空腹"], ["uuu", "ppu"]],
    ["in the plural", `${P},PLT,WBC (G/L),Hb (g/L),Remarks`, ["1,100,4,90,Blood sample was hemolyzed"], ["uuu"]],
    ["on another value", `${P},PLT,LDH remark,WBC (G/L)`, ["1,100,hemolysed,4"], ["ppu"]],
    ["in a column of another kind", `${P},PLT,Haptoglobin,WBC (G/L)`, ["1,100,hemolysed,4"], ["ppu"]],
    ["also if the value fails", `${P},PLT,PLT remark`, ["1,50,hemolysed", "2,50,"], ["uuu", "fuu"]],
    [
      "a column far away without a name",
      `${P},PLT,WBC (G/L),Hb (g/L),age,x,y,z,site,Kommentar`,
      ["1,100,4,90,5,1,1,1,A,siehe unten"],
      ["ppp"],
    ],
  ])("%s", async (_, heading, rows, expected) => expect(await verdicts(heading, ...rows)).toEqual(expected));

  test("values that are not measured in a sample", async () => {
    const text = `${P},kps (%),Bemerkung,PLT\n1,80,Probe hämolytisch,100\n2,80,falsch,100\n`;
    const { text: out, outcome } = await screenFiles([{ name: "a.csv", text }], { layout: "long" });
    expect(out).toMatch(/1,2,.*I3a,.*pass/);
    expect(out).toMatch(/1,2,.*I4a,.*unknown/);
    expect(out).toMatch(/2,3,.*I3a,.*unknown/);
    expect(JSON.stringify(outcome.notices)).toContain("column `Bemerkung` has remarks that cast doubt on values of ");
  });
});
