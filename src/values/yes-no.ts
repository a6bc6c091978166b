import { keyboardSpellings } from "./text.js";

/** Words for yes and no, in the languages in which the dictionary knows headings, and Russian and Dutch. */

/**
 * Whole cells, folded, with `|` between them. Only words with one meaning in a cell that says yes or no: `x` is ticked or crossed out, `o` is
 * `oui` or a zero, `+` positive or more.
 */
export const YES_NO_WORDS: readonly (readonly [language: string, yes: string, no: string])[] = [
  // A sign in brackets is a laboratory's, and no dash.
  ["any", "✓|✔|√|✔\ufe0f|✅|☑|☑\ufe0f|🗸|(+)", "(-)"],
  ["English", "yes|y|true|present|checked", "no|n|false|absent"],
  ["German", "ja|j|wahr|vorhanden|vorh", "nein|falsch|nicht vorhanden|nicht vorh"],
  ["French", "oui|vrai|présent|présente|présents|présentes", "non|faux|absent|absente|absents|absentes"],
  ["Spanish", "sí|verdadero|presente|presentes", "no|falso|ausente|ausentes|no presenta"],
  ["Italian", "sì|vero|presente|presenti", "no|falso|assente|assenti|non presente|non presenti"],
  ["Portuguese", "sim|verdadeiro|presente|presentes", "não|falso|ausente|ausentes"],
  ["Dutch", "ja|waar|aanwezig", "nee|neen|onwaar|afwezig"],
  ["Russian", "да|истина|есть|имеется|имеются", "нет|ложь|отсутствует|отсутствуют"],
  ["Chinese", "是|有|是的|存在|有的", "否|无|無|没有|不存在|沒有"],
  ["Japanese", "はい|有|有り|あり|認める", "いいえ|無|無し|なし|認めず|認めない|認められず|特になし"],
];

const KNOWN: ReadonlyMap<string, boolean> = new Map(
  YES_NO_WORDS.flatMap(([, yes, no]) =>
    [yes, no].flatMap((words, index) =>
      words.split("|").flatMap((word) => (word === "" ? [] : keyboardSpellings(word).map((one) => [one, index === 0] as const))),
    ),
  ),
);

/** What a word says, if it says yes or no; a full stop after it does not count. */
export function yesOrNo(folded: string): boolean | undefined {
  return KNOWN.get(folded) ?? (folded.endsWith(".") ? KNOWN.get(folded.slice(0, -1)) : undefined);
}

/** What a yes or no stands for among declared spellings, where the word `yes` or `no` itself is one of them. */
export function answerIn<T>(spellings: ReadonlyMap<string, T>, answer: boolean | undefined): T | undefined {
  return answer === undefined ? undefined : spellings.get(answer ? "yes" : "no");
}
