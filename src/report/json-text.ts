/** JSON texts that are safe to show anywhere, and cheap to write a million times. */

/** Texts that JSON writes as they are. */
const PLAIN = /^[ !#-[\]-~]*$/;

/** More than JSON must escape: characters that a terminal obeys, or that hide or reorder text. Escaped, they mean the same. */
const INVISIBLE = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

function unicodeEscapes(char: string): string {
  let escapes = "";
  for (let i = 0; i < char.length; i++) escapes += `\\u${char.charCodeAt(i).toString(16).padStart(4, "0")}`;
  return escapes;
}

/** A text as a JSON string. Lone surrogates are escaped, too, so the bytes are always UTF-8. */
export function jsonString(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text).replace(INVISIBLE, unicodeEscapes);
}

/** Any plain data as JSON in one line, with the same escapes. For the small parts: run, trials, summary. */
export function jsonText(value: object): string {
  return JSON.stringify(value).replace(INVISIBLE, unicodeEscapes);
}

/** {@link jsonText} laid out for reading, with a line end. */
export function jsonDocument(value: object): string {
  return `${JSON.stringify(value, undefined, 2).replace(INVISIBLE, unicodeEscapes)}\n`;
}
