/** Small lists that are wrong or odd in one way each: `[file name, bytes]`. */

const HEAD = "patient_id,Sex,Age,ECOG,PLT,Hb,brain_metastasis,HER2";
const ROWS = ["P1,F,61,1,150,12.1,no,positive", "P2,M,70,2,60,9.0,yes,negative", "P3,F,55,0,<100,,no,2+"];
const table = (head, rows) => [head, ...rows].join("\n");

export function hostileLists() {
  const plain = table(HEAD, ROWS);
  const texts = {
    "plain.csv": plain,
    "crlf.csv": plain.replaceAll("\n", "\r\n"),
    "cr.csv": plain.replaceAll("\n", "\r"),
    "bom.csv": `\ufeff${plain}`,
    "semicolon.csv": plain.replaceAll(",", ";"),
    "tab.tsv": plain.replaceAll(",", "\t"),
    "bar.csv": plain.replaceAll(",", "|"),
    "separator.csv": `sep=;\n${plain.replaceAll(",", ";")}`,
    "empty.csv": "",
    "white.csv": "  \n\n ",
    "heading.csv": HEAD,
    "blank-rows.csv": table(HEAD, [",,,,,,,", ROWS[0], ",,,,,,,", "", ROWS[1]]),
    "ragged.csv": table(HEAD, [ROWS[0], `${ROWS[1]},more`, "P3,F", `${ROWS[2]},,`]),
    "repeated.csv": table(HEAD, [ROWS[0], ROWS[1], ROWS[0], `${ROWS[0]} `]),
    "no-id.csv": table(HEAD, [ROWS[0], ROWS[1].replace("P2", ""), ROWS[2]]),
    "other-id.csv": plain.replace("patient_id", "USUBJID"),
    "unknown-id.csv": plain.replace("patient_id", "who"),
    "two-columns.csv": plain.replace("PLT", "Hb"),
    "blank-heading.csv": plain.replace("Age", ""),
    "note-column.csv": table(`${HEAD},Note`, [`${ROWS[0]},"a, ""b"""`, `${ROWS[1]},"two\nlines"`, `${ROWS[2]},5" x`]),
    "title.csv": `Ward list of May,,,,,,,\n\n${plain}`,
    "units.csv": table("patient_id,PLT (10*3/uL),Hb (g/dL),creatinine_unit,creatinine", ["P1,150,12,mg/dL,1.1", "P2,60,9,,80"]),
    "implausible.csv": table("patient_id,PLT", ["P1,150000", "P2,60000", "P3,80"]),
    "digits.csv": table("patient_id,brain_metastasis", ["P1,1", "P2,0", "P3,2"]),
    "formula.csv": table(HEAD, [ROWS[0].replace("P1", "=1+1"), ROWS[1].replace("P2", "@x"), ROWS[2].replace("P3", "-3")]),
    "controls.csv": table(HEAD, [ROWS[0].replace("P1", "P\u001b[31m1"), ROWS[1].replace("P2", "P\u00002"), ROWS[2]]),
    "scripts.csv": table("病历号,性别,年龄,血小板,脑转移", ["1,女,61,150,no", "2,男,70,60,yes"]),
    "open-quote.csv": `${table(HEAD, [ROWS[0]])}\nP2,"M,70`,
    "long.csv": table("USUBJID,LBTEST,LBSTRESN,LBSTRESU", [
      "S1,Platelets,150,10^9/L",
      "S1,Albumin,40,g/L",
      "S2,Platelets,60,10^9/L",
    ]),
    "record.json": JSON.stringify({ patient_id: "P1", PLT: 150, sex: "F" }),
    "array.json": JSON.stringify([
      { patient_id: "P1", PLT: 150 },
      { patient_id: "P2", PLT: { value: 60, unit: "10*9/L" } },
    ]),
    "odd.json": JSON.stringify([1, null, "x", [], {}, { patient_id: "P1", PLT: [1, 2] }, { patient_id: 2, PLT: true }]),
    "repeated-measures.json": JSON.stringify([
      {
        patient_id: "P1",
        PLT: [
          { value: 60, date: "2025-12-01" },
          { value: 150, date: "2026-01-01" },
        ],
      },
      { patient_id: "P2", PLT: [{ value: 60 }, { value: 150 }] },
    ]),
    "nested.json": JSON.stringify([{ patient: { id: "P1" }, labs: { PLT: 150, Hb: "12 g/dL" } }]),
    "two-keys.json": '[{"patient_id":"P1","PLT":150,"PLT":60},{"patient_id":"P2","PLT":150,"platelets":60}]',
    "broken.json": '[{"patient_id":"P1","PLT":150},{"patient_id":"P2",]',
    "cut.json": '[{"patient_id":"P1","PLT":150},{"patient',
    "lines.ndjson": '{"patient_id":"P1","PLT":150}\n\n{"patient_id":"P2","PLT":60}\nnonsense\n',
    "criteria.json": JSON.stringify({ trial: { id: "x" }, inclusion: [] }),
  };
  const bytes = {
    "utf16le.csv": Buffer.from(`\ufeff${plain}`, "utf16le"),
    "latin1.csv": Buffer.from(plain.replace("PLT", "Größe").replace("P1", "Müller"), "latin1"),
    "zip.csv": Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x14, 0, 0, 0]),
    "gzip.csv": Buffer.from([0x1f, 0x8b, 0x08, 0]),
    "book.xlsx": Buffer.from([0x50, 0x4b, 0x03, 0x04]),
    nothing: Buffer.from(plain),
  };
  return [...Object.entries(texts), ...Object.entries(bytes)];
}
