/** Generates the reference page of what is read in cells, `src/reference/what-is-read.md`, from the program's tables. */
import { MONTH_NAMES } from "../../src/values/date/months.js";
import { MISSING_WORDS } from "../../src/values/describe-reading.js";
import { MISSING_CELLS } from "../../src/values/missing.js";
import { OPERATOR_WORDS } from "../../src/values/number/operator.js";
import { SIGN_ENDINGS, SIGN_WORDS } from "../../src/values/number/sign.js";
import {
  COUNT_LETTERS,
  COUNTED,
  LIMIT_LETTERS,
  LIMIT_WORDS,
  MULTIPLIERS,
  type Spellings,
  STATED,
  SYMBOLS,
  WHOLE,
  WHOLE_WORDS,
  WORDS,
} from "../../src/values/unit/spellings.js";
import { USUAL } from "../../src/values/unit/table.js";
import { YES_NO_WORDS } from "../../src/values/yes-no.js";

const INTRODUCTION = `# What is read

Generated from the program's own tables; \`UPDATE_GOLDEN=1 npm test\` regenerates this page. A cell with anything else is unreadable, and criteria that use it
are unknown: nothing is guessed. Capitals, spaces, accents on Latin letters and full-width forms do not matter unless this page says so. \`codes\`, \`missing\`, \`yes\` and
\`no\` in a column map take precedence over these words, and so do a field's own spellings in the dictionary: see [lists-and-maps.md](lists-and-maps.md).
`;

const DATES = `If the year comes first, the order is year, month, day (\`2024-04-03\`, \`2024/4/3\`, \`20240403\`, \`2024年4月3日\`, \`令和6年4月3日\`, \`R6.4.3\`, \`民國113年4月3日\`); a time after the day is ignored. \`03/04/2024\` is read as both 3 April and
4 March, until the map's \`dateOrder\` says which. Months may have names: \`3 Apr 2024\`, \`03-APR-2024\`, \`1. Dezember 2025\`, \`1er avril 2024\`,
\`3 de abril de 2024\`, \`3 апреля 2024 г.\`, \`Apr 3, 2024\`, \`3-IV-2024\`. Parts may be missing: \`2024\`, \`2024-04\`, \`04/2024\`, \`UN-DEC-2025\`, \`UN-UNK-2025\`, \`2025---12\` are read as all the days they may be.
A two-digit year is read in every century that is plausible; \`century\` in the map says which. Unreadable: serial numbers of spreadsheet dates (\`45385\`), days that do not
exist, \`~2024\`, two dates.
`;

const NUMBERS = `\`80\`, \`80.5\`, \`80,5\`, \`1 200\`, \`1'200\`, \`1.200,5\`, \`1,23,000\`, \`1.2E+05\`, \`1.2 × 10⁵\`; \`1,200\` is read as both 1200 and 1.2, until the map's \`decimal\` says which. More than 15
digits: the shortest number that a program could have printed that way, or the interval around it. Before a number: the signs below. After it: a unit, a flag
(\`H\`, \`L\`, \`HH\`, \`LL\`, \`A\`, \`N\`, arrows, words such as \`high\`), a reference range in brackets. Ranges (\`70-80\`, \`70～80\`) only if the dictionary allows them.
`;

function code(texts: Iterable<string>): string {
  return [...texts].map((text) => `\`${text}\``).join(", ");
}

/** Spellings by meaning, in the order of the table. */
function inverted(spellings: Spellings): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const spelling of spellings.keys()) {
    const meaning = (spellings.get(spelling) ?? "").split(" ").join(" or ");
    found.set(meaning, [...(found.get(meaning) ?? []), spelling]);
  }
  return found;
}

function items(rows: Iterable<readonly [string, string]>): string {
  return [...rows].map(([name, texts]) => `- ${name}: ${texts}\n`).join("");
}

function spelled(spellings: Spellings): string {
  return items([...inverted(spellings)].map(([meaning, texts]) => [`**${meaning}**`, code(texts)] as const));
}

function missing(): string {
  const reasons = new Map<string, string[]>();
  for (const [reason, words] of MISSING_CELLS) {
    if (reason === "blank") continue;
    reasons.set(MISSING_WORDS[reason], [...(reasons.get(MISSING_WORDS[reason]) ?? []), ...words.split("; ")]);
  }
  return items([...reasons].map(([reason, words]) => [reason, code(words)] as const));
}

function signs(all: readonly (readonly [sign: unknown, words: readonly string[]])[]): string {
  const found = new Map<string, string[]>();
  for (const [sign, words] of all) {
    const name = String(sign);
    found.set(name, [...(found.get(name) ?? []), ...words.map((word) => word.trim()).filter((word) => word !== sign)]);
  }
  return items([...found].map(([sign, words]) => [`\`${sign}\``, code(words)] as const));
}

function apart(words: typeof SIGN_WORDS): readonly (readonly [sign: string, words: readonly string[]])[] {
  return words.map(([sign, text]) => [sign, text.split("|")] as const);
}

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** The page in Markdown. */
export function whatIsReadPage(): string {
  const letters = [...COUNT_LETTERS].map(([letter, { power, volumes }]) => [`\`${letter}/\` ${code(volumes)}`, power] as const);
  const parts: readonly (readonly [string, string])[] = [
    ["Numbers", NUMBERS],
    [
      "Comparisons",
      `Before a number:\n\n${signs(apart(SIGN_WORDS))}\nAfter a number:\n\n${signs(apart(SIGN_ENDINGS))}\nIn a column of their own, all of these, and:\n\n${signs(OPERATOR_WORDS)}`,
    ],
    [
      "Units",
      `UCUM codes are always read. In addition, part by part (\`µ\` and \`u\` are one, \`×10⁹/L\` may be written \`x10^9/L\`, \`10*9/L\`, \`10E9/L\` or \`x109/L\`):\n\n${spelled(SYMBOLS)}\nAs words, in any case:\n\n${spelled(WORDS)}\nMultiples before a volume:\n\n${spelled(MULTIPLIERS)}${items(letters)}\nWords for what is counted do not affect the unit: ${code(COUNTED)}.\n\nWhole units:\n\n${spelled(WHOLE)}${spelled(WHOLE_WORDS)}\nIn headings, rows and columns of units, and the \`unit\` of a JSON quantity, but not after a number:\n\n${spelled(STATED)}\nThe upper limit of normal: ${code(LIMIT_LETTERS)}, ${code(LIMIT_WORDS)}.\n`,
    ],
    [
      "Usual units by kind",
      items([...USUAL].map(([kind, codes]) => [kind.replaceAll("-", " "), code(codes.split(" "))] as const)),
    ],
    [
      "Yes and no",
      `${items(
        YES_NO_WORDS.map(
          ([language, yes, no]) =>
            [language, no === "" ? code(yes.split("|")) : `${code(yes.split("|"))}; ${code(no.split("|"))}`] as const,
        ),
      )}\n\`1\` and \`0\` are yes and no, with one note per column. \`unchecked\`, \`☐\`, and a no in a checkbox column (\`symptoms___2\`) count as empty cells.\n`,
    ],
    [
      "No value",
      `Each word stands for the reason given. An empty cell is blank; \`0\` and \`none\` are not missing.\n\n${missing()}`,
    ],
    ["Dates", `${DATES}\n${items(MONTHS.map((month, index) => [month, code((MONTH_NAMES[index] ?? "").split("|"))] as const))}`],
  ];
  return `${INTRODUCTION}\n${parts.map(([title, text]) => `## ${title}\n\n${text}`).join("\n")}`;
}
