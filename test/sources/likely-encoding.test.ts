/** The encoding that is suggested for a file that is not UTF-8, and which part of the file the message shows. */
import { describe, expect, test } from "vitest";
import { suggestEncodings } from "../../src/sources/bytes/likely-encoding.js";
import { run, scratch, TRIAL } from "../program.js";

const { folder, file } = scratch();

// Headings as spreadsheets in many countries save them, in base64.
test.each([
  [
    "windows-1252",
    "Patienten-Nr.;Größe;Thrombozyten;Hb",
    "UGF0aWVudGVuLU5yLjtHcvbfZTtUaHJvbWJvenl0ZW47SGIKMTtN/GxsZXI7MTIwOzEyLDUK",
  ],
  [
    "windows-1252",
    "N° dossier;Âge;Sexe;Plaquettes;Hémoglobine",
    "TrAgZG9zc2llcjvCZ2U7U2V4ZTtQbGFxdWV0dGVzO0jpbW9nbG9iaW5lCjE7NDU7RjsxMjA7MTIK",
  ],
  ["windows-1252", "id;Höhe (µm);Temp °C", "aWQ7SPZoZSAotW0pO1RlbXAgsEMKMTsyOzMK"],
  ["windows-1252", "ID;NAME;GRÖSSE", "SUQ7TkFNRTtHUtZTU0UKMTvEUlpUSU47Mwo="],
  ["windows-1252", "ficha;Situação;lesões;Idade", "ZmljaGE7U2l0dWHn4287bGVz9WVzO0lkYWRlCjE7eDsyOzMK"],
  ["windows-1250", "Nr pacjenta;Płeć;Płytki krwi;Wiek", "TnIgcGFjamVudGE7ULNl5jtQs3l0a2kga3J3aTtXaWVrCjE7a29iaWV0YTsxMjA7NTAK"],
  [
    "windows-1250",
    "Číslo pacienta;Pohlaví;Věk;Trombocyty",
    "yO1zbG8gcGFjaWVudGE7UG9obGF27TtW7Gs7VHJvbWJvY3l0eQoxO55lbmE7NTA7MTIwCg==",
  ],
  ["windows-1250", "Beteg;Születési idő;Vérlemezke", "QmV0ZWc7U3r8bGV06XNpIGlk9TtW6XJsZW1lemtlCjE7MTk2MDsxMjAK"],
  [
    "windows-1251",
    "Номер пациента;Пол;Возраст;Тромбоциты",
    "ze7s5fAg7+D26OXt8uA7z+7rO8Lu5/Dg8fI70vDu7OHu9ujy+woxO+Y7NTA7MTIwCg==",
  ],
  ["windows-1251", "ID;ПОЛ;ВОЗРАСТ", "SUQ7z87LO8LOx9DA0dIKMTvGOzUwCg=="],
  ["windows-1251", "№ карты;Пол", "uSDq4PDy+zvP7usKMTvmCg=="],
  ["gb18030", "病历号,姓名,性别,血小板,血红蛋白", "sqHA+rrFLNDVw/ss0NSx8CzRqtChsOUs0aq67LWwsNcKMSzVxcj9LMWuLDEyMCwxMgo="],
  ["gb18030", "住院号,年龄,肿瘤最大径", "16HUurrFLMTqweQs1tfB9tfutPO+tgoxLDUwLDMK"],
  ["gb18030", "ID,性别", "SUQs0NSx8AoxLMWuCg=="],
  [
    "shift_jis",
    "患者番号,性別,年齢,血小板数,ヘモグロビン",
    "irOO0pTUjYYskKuVyiyUTpfuLIyMj6yUwpCULIN3g4KDT4ONg3KDkwoxLI+XLDUwLDEyMCwxMgo=",
  ],
  ["euc-kr", "환자번호,성별,나이,혈소판", "yK/A2rn4yKMsvLq6sCyzqsDMLMf3vNLGxwoxLL+pLDUwLDEyMAo="],
  ["big5", "病歷號,姓名,性別,血小板", "r2a++ri5LKltplcsqcqnTyym5aRwqk8KMSyk/aRwqfospGssMTIwCg=="],
])("%s: %s", (encoding, heading, base64) => {
  const bytes = Buffer.from(base64, "base64");
  const told = suggestEncodings(bytes, bytes.subarray(0, bytes.indexOf(10)));
  expect(told).toContain(`its first line would be \`${heading}\`; if that is right, use --encoding ${encoding}, or`);
});

// If no encoding fits, or several do, the message lists all in which the file is valid.
test.each([
  [
    "UTF-8 with one byte of another encoding",
    Buffer.concat([Buffer.from("id;Größe;Straße;Müller\n"), Uint8Array.of(0xe4, 0x0a)]),
  ],
  ["arbitrary bytes", Uint8Array.of(0x80, 0xe9, 0x81, 0xff, 0x0a)],
])("%s", (_, bytes) => expect(suggestEncodings(bytes, undefined)).toMatch(/^name the encoding it was saved in, for example/));

describe("in a run", () => {
  const list = "patient_id;Thrombozyten;KPS;Größe\n1;90 10*9/L;80 %;ä\n";

  test("with the suggested encoding, the verdicts are the same as for the file in UTF-8", () => {
    file("latin.csv", Buffer.from(list, "latin1"));
    file("utf8.csv", list);
    const screen = (name: string, ...more: readonly string[]) =>
      run(["screen", name, "-c", `${process.cwd()}/${TRIAL}`, "-f", "csv", "-q", ...more], { cwd: folder });
    const { status, stdout, stderr } = screen("latin.csv");
    expect([status, stdout]).toEqual([2, ""]);
    const [, encoding = ""] = /`patient_id;Thrombozyten;KPS;Größe`; if that is right, use --encoding (\S+),/.exec(stderr) ?? [];
    expect(screen("latin.csv", "--encoding", encoding).stdout).toBe(screen("utf8.csv").stdout);
  });

  test.each([
    ["row.csv", "patient_id;name;kps\n1;Zoë;80\n"],
    ["record.ndjson", '{"patient_id":"1","name":"Zoë","kps":80}\n'],
  ])("%s: from a patient's cell, only the special characters are shown", (name, text) => {
    file(name, Buffer.from(text, "latin1"));
    const { stderr } = run(["columns", name, "-c", `${process.cwd()}/${TRIAL}`], { cwd: folder });
    expect(stderr).toContain("its characters would be ë; if that is right, use --encoding windows-1252");
    expect(stderr).not.toContain("Zo");
  });
});
